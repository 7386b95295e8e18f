"""Taking a document apart without translating it."""

from __future__ import annotations

from pathlib import Path

import pytest

import transkit
from transkit.catalogs import load_catalog
from transkit.errors import CatalogError, DocumentError, SettingsError, UsageError
from transkit.pipeline.segment import Verdict, segment

ARTICLE = """The mill that forgot its river

By Anna Berg

The mill stood dry for forty years. Nobody had told the river.

12:40

* Two wheels
* One stone
"""

PAGE = """<html><head><title>The mill</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>The mill that forgot its river</h1>
<p>The mill stood dry for <em>forty years</em>, and nobody in the town had told the river. It came
back on a Tuesday, at the time when the baker opens his shop, and it stayed.</p>
<p>Since then the wheel turns at night, which the neighbours have learned to sleep through, apart
from one, who bought earplugs and, in the end, another house.</p></article>
</body></html>
"""

MARKDOWN = """# The mill

It stood *dry*. Nobody knew.

```sh
echo mill
```
"""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> Path:
    """Write a file into the current folder."""
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_part_of_a_text_has_its_line_kind_words_and_sentences() -> None:
    result = segment(write("mill.txt", ARTICLE))
    assert [(row.line, row.verdict, row.kind, row.words) for row in result.rows] == [
        (1, Verdict.UNIT, "title", 6),
        (3, Verdict.UNIT, "byline 1", 3),
        (5, Verdict.UNIT, "paragraph 1", 12),
        (7, Verdict.FURNITURE, "clock time", 0),
        (9, Verdict.UNIT, "list item 1", 2),
        (10, Verdict.UNIT, "list item 2", 2),
    ]
    assert result.rows[2].segments == (
        "The mill stood dry for forty years.",
        "Nobody had told the river.",
    )
    assert (result.format, result.language, result.template) == ("text", "en", None)


def test_in_html_tags_are_no_words_and_menus_are_left_out() -> None:
    rows = segment(write("mill.html", PAGE)).rows
    paragraph = next(row for row in rows if row.kind == "paragraph 1")
    assert "<em1>forty years</em1>" in paragraph.text
    assert "forty years, and nobody" in paragraph.segments[0]
    assert paragraph.words == 34
    left = [row.text for row in rows if row.verdict is Verdict.FURNITURE]
    assert any("News" in text for text in left)


def test_in_markdown_code_is_kept_as_it_is() -> None:
    result = segment(write("mill.md", MARKDOWN))
    assert [(row.line, row.verdict.value, row.text) for row in result.rows] == [
        (1, "unit", "The mill"),
        (3, "unit", "It stood <em1>dry</em1>. Nobody knew."),
        (5, "kept", "```sh"),
        (6, "kept", "echo mill"),
    ]


def test_what_a_page_keeps_from_translating_is_shown() -> None:
    kept = (
        "<p translate=no>Stays\nas it is.</p><!-- translate:off --><p>And <b>this</b>.</p>"
        "<!-- translate:on -->\n<pre>make <b>mill</b></pre><p><code>x = 1</code></p>"
    )
    result = segment(write("mill.html", PAGE.replace("</article>", f"{kept}</article>")))
    rows = [row for row in result.rows if row.verdict is Verdict.KEPT]
    assert [row.text for row in rows] == ["Stays as it is.", "And this.", "make mill", "x = 1"]
    assert [row.line - rows[0].line for row in rows] == [0, 1, 2, 2]


def test_lines_behind_a_title_inside_a_paragraph_are_the_paragraphs() -> None:
    text = '# Mill\n\nSee [one](two\n"Three") and\nfive\nsix.\n\n    code\n'
    rows = segment(write("mill.md", text)).rows
    assert [(row.line, row.kind) for row in rows] == [
        (1, "title"),
        (3, "paragraph 1"),
        (3, "tooltip"),
        (8, "kept as it is"),
    ]


def test_standard_input_needs_no_name() -> None:
    result = segment("-", stdin=ARTICLE.encode())
    assert result.document == "-"
    assert len(result.of(Verdict.UNIT)) == 5


def test_an_empty_document_has_no_rows() -> None:
    assert segment("-", stdin=b"").rows == ()


def test_furniture_can_be_kept() -> None:
    kept = segment(write("mill.txt", ARTICLE), keep_furniture=True)
    assert kept.of(Verdict.FURNITURE) == ()
    assert "12:40" in [row.text for row in kept.rows]


def test_what_transkit_toml_says_about_lines_holds() -> None:
    write("transkit.toml", '[[furniture]]\nkeep = ["12:40"]\ndrop = ["/^By /"]\n')
    rows = segment(write("mill.txt", ARTICLE)).rows
    found = {row.text: row.kind for row in rows}
    assert found["By Anna Berg"] == "dropped by transkit.toml"
    assert found["12:40"].startswith(("paragraph", "heading"))


def test_a_wrong_transkit_toml_is_an_error() -> None:
    write("transkit.toml", "[[furniture]]\nkep = []\n")
    with pytest.raises(SettingsError, match="kep is no setting"):
        segment(write("mill.txt", ARTICLE))


def test_the_template_is_the_one_that_translate_writes(installed_models: Path) -> None:
    del installed_models
    path = write("mill.txt", ARTICLE)
    result = segment(path, pot=Path("mill.pot"))
    transkit.translate(path, to="uk")
    assert result.template == Path("mill.pot")
    assert Path("mill.pot").read_bytes() == Path("locales/mill.pot").read_bytes()


def test_a_template_is_written_again_and_otherwise_left_alone() -> None:
    path, pot = write("mill.txt", ARTICLE), Path("mill.pot")
    segment(path, pot=pot)
    before = pot.stat().st_mtime_ns
    segment(path, pot=pot)
    assert pot.stat().st_mtime_ns == before
    write("mill.txt", "Another text, in which a mill turns.\n")
    segment(path, pot=pot)
    loaded = load_catalog(pot)
    assert loaded is not None
    assert [unit.source for unit in loaded[0].units] == ["Another text, in which a mill turns."]


@pytest.mark.parametrize("name", ["mill.txt", "notes.csv"])
def test_a_file_that_is_no_template_is_never_overwritten(name: str) -> None:
    path = write("mill.txt", ARTICLE)
    other = path if name == "mill.txt" else write(name, "a,b\n")
    before = other.read_bytes()
    with pytest.raises(CatalogError, match="is no template"):
        segment(path, pot=other)
    assert other.read_bytes() == before


def test_a_catalog_with_translations_is_never_overwritten(installed_models: Path) -> None:
    del installed_models
    path = write("mill.txt", ARTICLE)
    transkit.translate(path, to="uk")
    catalog = Path("locales/uk/LC_MESSAGES/mill.po")
    before = catalog.read_bytes()
    with pytest.raises(CatalogError, match="is no template"):
        segment(path, pot=catalog)
    assert catalog.read_bytes() == before


def test_a_document_without_text_has_no_template() -> None:
    with pytest.raises(DocumentError, match="no text to translate"):
        segment("-", stdin=b"\n\n", pot=Path("a.pot"))
    assert not Path("a.pot").exists()


def test_a_folder_is_no_document() -> None:
    Path("articles").mkdir()
    with pytest.raises(UsageError, match="is a folder"):
        segment("articles")


def test_a_missing_file_is_an_error() -> None:
    with pytest.raises(DocumentError, match="cannot be read"):
        segment("nothing.txt")


def test_the_public_function_is_the_same() -> None:
    path = write("mill.txt", ARTICLE)
    assert transkit.segment(path) == segment(path)


def test_translate_and_build_hold_to_the_rules_too(installed_models: Path) -> None:
    del installed_models
    path = write("mill.txt", ARTICLE)
    write("transkit.toml", '[[furniture]]\ndrop = ["/^By /"]\n')
    result = transkit.translate(path, to="uk")
    assert [(row.units, row.furniture) for row in result.documents] == [(4, 2)]
    built = transkit.build(result.documents[0].catalog, output="-")
    content = built.documents[0].content
    assert content is not None
    assert "Anna Berg" not in content.decode()
    assert "Nobody had told the river." in content.decode()
