"""From an edited catalog to the article: every byte where it belongs."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from dataclasses import fields, replace
from inspect import signature
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import transkit
from transkit.catalogs import make_catalog, make_header, read_po, serialize_po
from transkit.documents import read_bytes
from transkit.documents.composing import without_furniture
from transkit.documents.plain import FORMAT
from transkit.errors import DocumentError, SettingsError, UsageError
from transkit.files import hash_bytes, write_atomic
from transkit.memory.store import Store, default_memory_path
from transkit.memory.translations import Translations
from transkit.pipeline.build import BuildOptions, BuildResult, BuiltDocument, build
from transkit.pipeline.origins import SourceState
from transkit.pipeline.translate import Options
from transkit.units import State, Unit

MAYOR = (
    "The mayor said on Monday morning that the river belongs to everybody in the city, and that"
    " more than two thousand people had come to the meeting, which is more than ever before."
)
ARTICLE = f"""\
10:45

Leaders meet in Kyiv to talk about water

The mayor said on Monday morning that the river belongs to everybody in the
city, and that more than two thousand people had come to the meeting, which
is more than ever before.

- Write to press@example.org.
- Or call.

Nobody came.

11:20

{MAYOR}
"""
CATALOG = Path("locales/uk/LC_MESSAGES/article.po")


@pytest.fixture
def folder(tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with one article in it that was translated by a copy model."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    assert transkit.translate("article.txt", to="uk").failures == ()
    return tmp_path


def edit(path: Path, change: Callable[[Unit], Unit]) -> None:
    """Change a catalog as a person does, in another program."""
    catalog = read_po(path)
    write_atomic(
        path, serialize_po(replace(catalog, units=tuple(change(unit) for unit in catalog.units)))
    )


def translated(words: str, target: str) -> Callable[[Unit], Unit]:
    """Return a change that gives the unit with these words a person's translation."""

    def change(unit: Unit) -> Unit:
        if words not in unit.source:
            return unit
        return replace(unit, target=target, state=State.REVIEWED, note=())

    return change


def accepted(unit: Unit) -> Unit:
    """Return a unit that a person accepted as it is."""
    return replace(unit, state=State.REVIEWED, note=()) if unit.target else unit


def emptied(unit: Unit) -> Unit:
    """Return a unit without a target."""
    return replace(unit, target="", state=State.INITIAL, note=())


def only(result: BuildResult) -> BuiltDocument:
    """Return the one article of a result without failures."""
    assert [str(failure.error) for failure in result.failures] == []
    (document,) = result.documents
    return document


def text_of(document: BuiltDocument) -> str:
    return document.content.decode(document.encoding)


def test_the_article_comes_out_in_reading_order_without_furniture(folder: Path) -> None:
    edit(CATALOG, translated("mayor", "Мер сказав, що річка спільна."))
    document = only(transkit.build(CATALOG))
    assert document.output == Path("article.uk.txt")
    assert Path("article.uk.txt").read_text(encoding="utf-8") == (
        "Leaders meet in Kyiv to talk about water\n\n"
        "Мер сказав, що річка спільна.\n\n"
        "- Write to press@example.org.\n"
        "- Or call.\n\n"
        "Nobody came.\n\n"
        "Мер сказав, що річка спільна.\n"
    )
    assert document.units == {"initial": 0, "translated": 4, "reviewed": 1, "total": 5}
    assert document.words["total"] == 48
    assert document.source_state is SourceState.UNCHANGED


def test_what_is_left_as_in_the_source_keeps_its_lines(folder: Path) -> None:
    document = only(transkit.build(CATALOG, output="-", keep_furniture=True))
    assert text_of(document) == ARTICLE
    assert document.output is None
    assert not Path("article.uk.txt").exists()


def test_building_reads_only(folder: Path) -> None:
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }
    transkit.build(CATALOG, output="built.txt")
    transkit.build(CATALOG, output="built.txt")
    after = {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and path.name != "built.txt"
    }
    assert before == after


def test_unreviewed_units_are_drafts_or_the_source_or_stop_it(folder: Path) -> None:
    edit(CATALOG, lambda unit: replace(unit, target=f"[{unit.source}]"))
    edit(CATALOG, lambda unit: accepted(unit) if "Nobody" in unit.source else unit)
    edit(CATALOG, lambda unit: emptied(unit) if "call" in unit.source else unit)
    drafts = only(transkit.build(CATALOG, output="-"))
    assert "[Leaders" in text_of(drafts)
    assert "- Or call." in text_of(drafts)
    assert [(item.state.value, item.built_as) for item in drafts.pending] == [
        ("translated", "draft"),
        ("translated", "draft"),
        ("translated", "draft"),
        ("initial", "source"),
    ]
    assert str(drafts.pending[0].reference) == "article.txt:3"
    source = only(transkit.build(CATALOG, output="-", unreviewed="source"))
    assert "\nLeaders" in f"\n{text_of(source)}"
    assert "[Nobody came.]" in text_of(source)
    refused = only(transkit.build(CATALOG, unreviewed="fail"))
    assert refused.refused == "4 of 5 units are not reviewed"
    assert not Path("article.uk.txt").exists()


def test_a_gate_counts_reviewed_units(folder: Path) -> None:
    edit(CATALOG, lambda unit: unit if "Nobody" in unit.source else accepted(unit))
    refused = only(transkit.build(CATALOG, require_reviewed=80.5))
    assert refused.refused == "80 % of its units are reviewed, 80.5 % are required"
    assert not Path("article.uk.txt").exists()
    assert only(transkit.build(CATALOG, require_reviewed=80)).refused is None
    assert Path("article.uk.txt").exists()
    edit(CATALOG, accepted)
    assert only(transkit.build(CATALOG, require_reviewed=100, unreviewed="fail")).refused is None


def test_the_notice_is_the_last_line_and_in_the_readers_language(folder: Path) -> None:
    edit(CATALOG, translated("mayor", "Мер сказав."))
    edit(CATALOG, lambda unit: emptied(unit) if "call" in unit.source else unit)
    text = text_of(only(transkit.build(CATALOG, output="-", notice=True)))
    assert text.endswith(
        "Мер сказав.\n\n"
        "Це машинний переклад, людина перевірила 1 із 5 абзаців. 1 абзац не перекладено.\n"
    )


@pytest.mark.parametrize("output", ["both.txt", "page.html", "-"])
def test_several_catalogs_do_not_go_into_what_is_named_like_one_article(
    folder: Path, output: str
) -> None:
    transkit.translate("article.txt", to="ko")
    with pytest.raises(UsageError, match="is for one catalog, and there are 2"):
        transkit.build(["locales"], output=output)
    assert not (folder / output).exists()
    for name in ("both", "new.txt/"):
        result = transkit.build(["locales"], output=name)
        assert [row.output.parent.name for row in result.documents if row.output] == [
            name.strip("/"), name.strip("/"),
        ]  # fmt: skip


def test_a_source_that_has_changed_is_said_and_the_catalog_speaks_for_itself(folder: Path) -> None:
    edit(CATALOG, translated("Leaders", "# 1. Лідери *зустрілися*"))
    (folder / "article.txt").write_text("Something else.\n", encoding="utf-8")
    document = only(transkit.build(CATALOG))
    assert document.source_state is SourceState.CHANGED
    (note,) = document.notes
    assert note.startswith("article.txt has changed since it was translated; the article is")
    lines = ["# 1. Лідери *зустрілися*", MAYOR, "- Write to press@example.org.\n- Or call."]
    expected = "\n\n".join([*lines, "Nobody came.", MAYOR]) + "\n"
    assert (folder / "article.uk.txt").read_text(encoding="utf-8") == expected
    document = only(transkit.build(CATALOG, format_name="markdown"))
    assert document.output == Path("article.uk.md")
    assert text_of(document).startswith("# \\# 1. Лідери \\*зустрілися\\*\n\nThe mayor")


def test_a_source_that_is_gone_leaves_the_article_in_the_current_folder(folder: Path) -> None:
    (folder / "article.txt").unlink()
    header = read_po(CATALOG).header
    far = tuple(
        (name, "../../../../../etc/secret/article.txt" if name == "X-Transkit-Source" else value)
        for name, value in header
    )
    write_atomic(CATALOG, serialize_po(replace(read_po(CATALOG), header=far)))
    document = only(transkit.build(CATALOG))
    assert document.source_state is SourceState.MISSING
    assert document.output == Path("article.uk.txt")
    assert "is gone" in document.notes[0]


@pytest.mark.parametrize("name", ["x" * 5000, "/dev/zero", ".", "a/" * 3000 + "b", "\x01"])
def test_whatever_a_catalog_names_as_its_source_it_is_built(folder: Path, name: str) -> None:
    catalog = read_po(CATALOG)
    header = tuple(
        (key, name if key == "X-Transkit-Source" else value) for key, value in catalog.header
    )
    write_atomic(CATALOG, serialize_po(replace(catalog, header=header)))
    document = only(transkit.build(CATALOG, output="-"))
    assert document.source_state is SourceState.MISSING
    assert text_of(document).startswith("Leaders")


def test_a_name_that_no_file_can_have_is_a_failure(folder: Path) -> None:
    (failure,) = transkit.build("x" * 5000).failures
    assert "too long" in str(failure.error)


def test_a_catalog_from_standard_input_is_built_under_its_own_name(folder: Path) -> None:
    transkit.translate("-", to="uk", name="note", stdin=b"Some words here.\n")
    document = only(transkit.build("locales/uk/LC_MESSAGES/note.po"))
    assert document.source_state is SourceState.UNKNOWN
    assert document.output == Path("note.uk.txt")
    assert Path("note.uk.txt").read_text(encoding="utf-8") == "Some words here.\n"


def test_markdown_can_be_made_from_any_source(folder: Path) -> None:
    text = text_of(only(transkit.build(CATALOG, output="-", format_name="markdown")))
    assert text.startswith("# Leaders meet in Kyiv to talk about water\n\nThe mayor")
    assert "\n\n- Write to press@example.org.\n- Or call.\n\n" in text
    assert text.count(MAYOR) == 2
    assert "10:45" not in text


def test_a_catalog_with_its_furniture_in_units_is_built_with_it(folder: Path) -> None:
    transkit.translate("article.txt", to="uk", keep_furniture=True)
    edit(CATALOG, translated("10:45", "о 10:45"))
    text = text_of(only(transkit.build(CATALOG, output="-")))
    assert text.startswith("о 10:45\n\nLeaders")
    assert "\n\n11:20\n\n" in text


def test_entries_of_someone_else_and_obsolete_ones_are_not_built(folder: Path) -> None:
    with CATALOG.open("a", encoding="utf-8") as stream:
        stream.write('\n#: other.c:3\nmsgid "Save"\nmsgstr "Зберегти"\n')
        stream.write('\nmsgid "a file"\nmsgid_plural "files"\nmsgstr[0] "файл"\n')
        stream.write('\n#~ msgid "Old"\n#~ msgstr "Старе"\n')
    document = only(transkit.build(CATALOG, output="-"))
    assert (
        text_of(document)
        == without_furniture(FORMAT.read(ARTICLE.encode(), path="a.txt", language="en")).text
    )
    assert document.notes == (
        "2 entries do not come from article.txt: they are kept in the catalog, and not built",
    )
    (folder / "article.txt").unlink()
    text = text_of(only(transkit.build(CATALOG, output="-")))
    assert "Зберегти" not in text
    assert "файл" not in text
    assert "Старе" not in text


def test_units_that_the_catalog_lacks_count_as_untranslated(folder: Path) -> None:
    catalog = read_po(CATALOG)
    write_atomic(CATALOG, serialize_po(replace(catalog, units=catalog.units[1:])))
    document = only(transkit.build(CATALOG, output="-"))
    assert document.units["initial"] == 1
    assert text_of(document).startswith("Leaders")


@pytest.mark.parametrize(
    ("mark", "codec", "kept"),
    [
        (b"", "utf-8", True),
        (codecs.BOM_UTF8, "utf-8", True),
        (codecs.BOM_UTF16_BE, "utf-16-be", True),
        (b"", "cp1252", False),
    ],
)
def test_encoding_and_line_ends_are_the_source_s_where_they_can_be(
    folder: Path,
    mark: bytes,
    codec: str,
    kept: bool,  # noqa: FBT001
) -> None:
    first = "The café is open – “naïve” as it is."
    source = f"{first}\r\n\r\nThe river didn’t rise on Monday, the mayor said.\r\n"
    (folder / "river.txt").write_bytes(mark + source.encode(codec))
    transkit.translate("river.txt", to="uk")
    path = Path("locales/uk/LC_MESSAGES/river.po")
    assert only(transkit.build(path, output="-")).content == mark + source.encode(codec)
    edit(path, translated("café", "Річка"))
    document = only(transkit.build(path, output="-"))
    expected = source.replace(first, "Річка")
    assert document.content == (mark + expected.encode(codec) if kept else expected.encode())
    assert [note.startswith("written as UTF-8: cp1252") for note in document.notes] == (
        [] if kept else [True]
    )


def test_line_breaks_of_a_translation_are_the_source_s_line_ends(folder: Path) -> None:
    (folder / "article.txt").write_bytes(b"One here.\r\n\r\nTwo here.\r\n")
    transkit.translate("article.txt", to="uk")
    edit(CATALOG, translated("One", "Раз\nдва"))
    content = only(transkit.build(CATALOG, output="-")).content
    assert content == "Раз\r\nдва\r\n\r\nTwo here.\r\n".encode()


def test_folders_and_several_catalogs_go_to_a_folder(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "article.txt").write_text("Some other words.\n", encoding="utf-8")
    transkit.translate(["article.txt", "other/article.txt"], to=["uk", "ko"])
    result = transkit.build("locales", output="out")
    assert result.failures == ()
    names = sorted(path.name for path in Path("out").iterdir())
    assert len(names) == len(result.documents) == 4
    assert len(set(names)) == 4
    beside = transkit.build(["locales/ko"])
    assert {document.output for document in beside.documents} == {
        Path("article.ko.txt"),
        Path("other/article.ko.txt"),
    }


def test_the_name_of_a_folder_may_end_with_a_slash(folder: Path) -> None:
    assert only(transkit.build(CATALOG, output=f"new{os.sep}")).output == Path("new/article.uk.txt")
    assert only(transkit.build(CATALOG, output="new")).output == Path("new/article.uk.txt")


def test_nothing_that_is_read_is_overwritten(folder: Path) -> None:
    for output in ("article.txt", CATALOG, "./locales/../article.txt"):
        (failure,) = transkit.build(CATALOG, output=output).failures
        assert "is what the article is made from" in str(failure.error)
    (folder / "link.txt").symlink_to("article.txt")
    assert transkit.build(CATALOG, output="link.txt").failures
    assert (folder / "article.txt").read_text(encoding="utf-8") == ARTICLE
    copy = CATALOG.with_name("copy.po")
    copy.write_bytes(CATALOG.read_bytes())
    result = transkit.build([CATALOG, copy])
    assert len(result.failures) == 2
    assert "several catalogs" in str(result.failures[0].error)
    assert not Path("article.uk.txt").exists()


def test_what_cannot_be_built_is_a_failure_and_stops_nothing(folder: Path) -> None:
    Path("bad.po").write_bytes(b'msgid "half\n')
    Path("empty").mkdir()
    result = transkit.build(["bad.po", "gone.po", "empty", "locales/article.pot", CATALOG])
    assert [document.output for document in result.documents] == [Path("article.uk.txt")]
    said = {failure.what: str(failure.error) for failure in result.failures}
    assert set(said) == {"bad.po", "gone.po", "empty", "locales/article.pot"}
    assert "names no language" in said["locales/article.pot"]
    assert "no such catalog" in said["gone.po"]
    assert "holds no catalogs" in said["empty"]


def test_options_that_make_no_sense_are_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="no catalog"):
        transkit.build([])
    with pytest.raises(UsageError, match="0 to 100"):
        transkit.build(CATALOG, require_reviewed=101)
    with pytest.raises(UsageError, match="draft, source or fail"):
        transkit.build(CATALOG, unreviewed="maybe")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="text or markdown"):
        transkit.build(CATALOG, format_name="pdf")  # type: ignore[arg-type]
    transkit.translate("article.txt", to="ko")
    with pytest.raises(UsageError, match="one catalog, and there are 2"):
        transkit.build("locales", output="-")
    Path("file.txt").touch()
    with pytest.raises(UsageError, match="one catalog, and there are 2"):
        transkit.build("locales", output="file.txt")


PIECES = st.sampled_from(
    [
        *("\n", "\r\n", "\r", "\u2028", "\x0c", "\n\n", "\r\n\r\n", " ", "\t", "> ", "- ", "1. "),
        *("10:45", "12 May 2025", "2019", "client/title.list_title", "85%", "* * *", "Q: "),
        *("word", "Word.", "the", "слово", "Слово", "물", "水", "\ufeff", "e\u0301", "“", "”", "-"),
        "and a good deal of text, so that a line gets as long as lines that were wrapped ",
    ]
)
TEXTS = st.lists(PIECES, max_size=50).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0")
)
FILES = st.tuples(
    TEXTS,
    st.sampled_from(
        [
            (b"", "utf-8"),
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
        ]
    ),
).map(lambda drawn: drawn[1][0] + drawn[0].encode(drawn[1][1]))


def make_reviewed(data: bytes, *, keep_furniture: bool) -> Path | None:
    """Write a document and the catalog in which a person accepted a copy of every unit.

    Returns:
        The catalog, or ``None`` where the bytes are no document with units.
    """
    try:
        document = read_bytes(data, path="any.txt", language="en", keep_furniture=keep_furniture)
    except DocumentError:
        return None
    if not document.units:
        return None
    extra = [("X-Transkit-Source", "any.txt"), ("X-Transkit-Source-Hash", hash_bytes(data))]
    catalog = make_catalog(
        [replace(unit, target=unit.source, state=State.REVIEWED) for unit in document.units],
        source_language="en",
        target_language="uk",
        header=make_header(
            source_language="en",
            target_language="uk",
            created="2026-05-14 18:05+0000",
            project="any",
            extra=extra,
        ),
    )
    Path("any.txt").write_bytes(data)
    Path("any.po").write_bytes(serialize_po(catalog))
    return Path("any.po")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES, st.booleans())
def test_a_reviewed_copy_of_any_text_is_that_text_byte_for_byte(
    tmp_path: Path,
    data: bytes,
    in_units: bool,  # noqa: FBT001
) -> None:
    os.chdir(tmp_path)
    path = make_reviewed(data, keep_furniture=in_units)
    if path is None:
        return
    built = only(transkit.build(path, output="-", keep_furniture=True))
    assert built.content == data
    bare = only(transkit.build(path))
    again = only(transkit.build(path))
    assert bare.output is not None
    assert bare.content == again.content == bare.output.read_bytes()
    assert bare.pending == ()
    Path("any.txt").unlink()
    alone = only(transkit.build(path, output="-"))
    assert alone.units == bare.units
    sources = [unit.source for unit in read_po(path).units]
    assert all(" ".join(words.split()) in " ".join(text_of(alone).split()) for words in sources)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES)
def test_what_a_copy_model_drafts_and_a_person_accepts_is_the_article(
    folder: Path, data: bytes
) -> None:
    (folder / "any.txt").write_bytes(data)
    if transkit.translate("any.txt", to="uk", memory=folder / "memory.db").failures:
        return
    path = Path("locales/uk/LC_MESSAGES/any.po")
    edit(path, accepted)
    assert only(transkit.build(path, output="-", keep_furniture=True)).content == data
    document = read_bytes(data, path="any.txt", language="en")
    bare = only(transkit.build(path, output="-"))
    assert text_of(bare) == without_furniture(document).text
    path.unlink()


def test_tags_whose_source_is_gone_leave_only_their_words(tmp_path: Path) -> None:
    catalog = tmp_path / "locales" / "uk" / "LC_MESSAGES" / "a.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(
        'msgid ""\nmsgstr ""\n"Language: uk\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"X-Transkit-Source: a.md\\n"\n\n#. paragraph 1\n#: a.md:1\n'
        'msgid "A <em1>b</em1>."\nmsgstr "Я <em1>є</em1>."\n',
        encoding="utf-8",
    )
    result = build([catalog], BuildOptions(output=tmp_path / "out.md", format_name="markdown"))
    assert result.failures == ()
    assert (tmp_path / "out.md").read_text(encoding="utf-8") == "Я є.\n"


def test_what_people_wrote_is_learned_and_can_be_left_alone(folder: Path) -> None:
    edit(CATALOG, accepted)
    sources = [unit.source for unit in read_po(CATALOG).units]
    transkit.build(CATALOG, output="-", learn=False)
    assert learned_sources() == set()
    transkit.build(CATALOG, output="-")
    assert set(sources) <= learned_sources()


def test_a_memory_that_cannot_be_used_stops_no_article(folder: Path) -> None:
    edit(CATALOG, accepted)
    (folder / "broken.db").write_bytes(b"SQLite format 3\0" + b"no more of it" * 200)
    result = transkit.build(CATALOG, memory="broken.db")
    assert result.failures == ()
    assert only(result).output == Path("article.uk.txt")
    (warning,) = result.warnings
    assert "nothing was learned: broken.db: the memory is damaged" in warning
    Path("article.uk.txt").write_text("Changed by hand.\n", encoding="utf-8")
    assert "it is kept as" in only(transkit.build(CATALOG, memory="broken.db")).notes[-1]
    assert Path("article.uk.txt~").read_text(encoding="utf-8") == "Changed by hand.\n"


def learned_sources() -> set[str]:
    with Store(default_memory_path(), read_only=True) as store:
        return {item.source for item in Translations(store).every(("en", "uk"))}


PAGE = f"""\
<!DOCTYPE html>
<html lang=en>
<title>River talks</title>
<nav><a href=/>Home</a></nav>
<h1>River talks</h1>
<p class=x>{MAYOR}</p>
<p>See <a href=/plan rel=nofollow>the plan</a> of <em>all</em> banks. {MAYOR}</p>
<script>1 < 2</script>
"""
PAGE_CATALOG = Path("locales/uk/LC_MESSAGES/page.po")


@pytest.fixture
def page(tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with one web page in it that was translated by a copy model."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    assert transkit.translate("page.html", to="uk").failures == ()
    return tmp_path


def test_of_a_page_the_article_alone_is_a_clean_page(page: Path) -> None:
    edit(PAGE_CATALOG, translated("See", "Див. <a1>план</a1> <em1>усіх</em1> берегів."))
    (document,) = build([PAGE_CATALOG], BuildOptions(article_only=True)).documents
    assert document.output == Path("page.uk.html")
    assert document.notes == ()
    assert Path("page.uk.html").read_text(encoding="utf-8") == (
        '<!DOCTYPE html>\n<html lang="uk">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>River talks</title>\n</head>\n<body>\n<article>\n<h1>River talks</h1>\n"
        f'<p>{MAYOR}</p>\n<p>Див. <a href="/plan">план</a> <em>усіх</em> берегів.</p>\n'
        "</article>\n</body>\n</html>\n"
    )


@pytest.mark.parametrize(
    ("function", "options"), [(transkit.build, BuildOptions), (transkit.translate, Options)]
)
def test_the_functions_for_scripts_have_every_option_with_its_default(
    function: Callable[..., object], options: type
) -> None:
    given = signature(function).parameters
    for field in fields(options):
        assert field.name in given
        if field.name not in ("to", "output_dir"):
            assert given[field.name].default == field.default


def test_a_file_beside_the_source_that_a_person_made_or_changed_is_kept(folder: Path) -> None:
    built, kept = Path("article.uk.txt"), Path("article.uk.txt~")
    built.write_text("Made by hand.\n", encoding="utf-8")
    (note,) = only(build([CATALOG], BuildOptions())).notes
    assert note.endswith("it is kept as article.uk.txt~")
    assert kept.read_text(encoding="utf-8") == "Made by hand.\n"
    edit(CATALOG, accepted)
    edit(CATALOG, translated("Nobody", "Ніхто не прийшов."))
    assert only(build([CATALOG], BuildOptions())).notes == ()
    changed = built.read_text(encoding="utf-8").replace("прийшов", "з’явився")
    built.write_text(changed, encoding="utf-8")
    (note,) = only(build([CATALOG], BuildOptions(learn=False))).notes
    assert Path("article.uk.txt.~2~").read_text(encoding="utf-8") == changed
    assert "з’явився" not in built.read_text(encoding="utf-8")
    assert kept.read_text(encoding="utf-8") == "Made by hand.\n"
    assert only(build([CATALOG], BuildOptions())).notes == ()


def test_settings_that_are_wrong_stop_it_before_anything_is_written(folder: Path) -> None:
    (folder / "transkit.toml").write_text("[furniture]\n", encoding="utf-8")
    for command in (transkit.build, transkit.report):
        with pytest.raises(SettingsError, match="furniture is not a list of tables"):
            command(CATALOG)
    assert not Path("article.uk.txt").exists()


def test_an_article_that_is_there_already_is_not_touched(folder: Path) -> None:
    built = Path("article.uk.txt")
    only(build([CATALOG], BuildOptions()))
    os.utime(built, (1_700_000_000, 1_700_000_000))
    only(build([CATALOG], BuildOptions()))
    assert built.stat().st_mtime == 1_700_000_000


def test_a_named_file_is_replaced_only_where_transkit_has_built_it(folder: Path) -> None:
    named = Path("named.txt")
    named.write_text("Made by hand.\n", encoding="utf-8")
    (failure,) = build([CATALOG], BuildOptions(output=named)).failures
    assert str(failure.error) == (
        "named.txt: is there already, and transkit has not built it; it was left alone"
        " (give another name with -o, or move that file away)"
    )
    assert named.read_text(encoding="utf-8") == "Made by hand.\n"
    named.write_bytes(b"")  # as mktemp leaves one
    assert only(build([CATALOG], BuildOptions(output=named))).notes == ()
    edit(CATALOG, translated("Nobody", "Ніхто не прийшов."))
    assert only(build([CATALOG], BuildOptions(output=named))).notes == ()
    assert "Ніхто" in named.read_text(encoding="utf-8")
    assert not list(folder.glob("*~"))


def test_corrections_by_hand_in_a_named_file_or_folder_are_kept(folder: Path) -> None:
    for output, built in (("site/", Path("site/article.uk.txt")), ("out.txt", Path("out.txt"))):
        assert only(build([CATALOG], BuildOptions(output=output))).output == built
        corrected = built.read_text(encoding="utf-8") + "Corrected by hand.\n"
        built.write_text(corrected, encoding="utf-8")
        (note,) = only(build([CATALOG], BuildOptions(output=output))).notes
        assert (
            note == f"the file that was here was changed since it was built: it is kept as {built}~"
        )
        assert Path(f"{built}~").read_text(encoding="utf-8") == corrected
        assert "by hand" not in built.read_text(encoding="utf-8")
        assert only(build([CATALOG], BuildOptions(output=output))).notes == ()


def test_what_is_no_article_is_never_written_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSKIT_MEMORY", "memory.db")
    assert transkit.translate("article.txt", to="ko").failures == ()
    Path("site").mkdir()
    others = {
        "locales/ko/LC_MESSAGES/article.po": "is a catalog",
        "locales/article.pot": "is a catalog",
        "new.mo": "is a catalog",
        "memory.db": "is transkit's memory",
        "memory.db-wal": "is transkit's memory",
        "transkit.toml": "holds settings",
        "article.txt": "is what the article is made from",
        "terms.tsv": "transkit has not built it",
        "site/../link": "is a catalog",
        "pipe": "is a folder, a pipe or a device",
    }
    Path("link").symlink_to("locales/ko/LC_MESSAGES/article.po")
    Path("terms.tsv").write_text("en\tuk\nriver\tрічка\n", encoding="utf-8")
    os.mkfifo("pipe")
    before = {path: path.read_bytes() for path in folder.rglob("*.[ptm]*") if path.is_file()}
    for output, why in others.items():
        (failure,) = build([CATALOG], BuildOptions(output=output)).failures
        assert why in failure.error.message, output
        assert "give another name with -o" in (failure.error.hint or "")
    after = {path: path.read_bytes() for path in folder.rglob("*.[ptm]*") if path.is_file()}
    assert before == after


def test_a_memory_that_cannot_be_used_lets_a_named_file_alone(folder: Path) -> None:
    assert only(transkit.build(CATALOG, output="out.txt")).output == Path("out.txt")
    edit(CATALOG, translated("Nobody", "Ніхто не прийшов."))
    (folder / "broken.db").write_bytes(b"SQLite format 3\0" + b"no more of it" * 200)
    (failure,) = transkit.build(CATALOG, output="out.txt", memory="broken.db").failures
    assert "the memory, which cannot be used, does not say" in failure.error.message
    assert "Ніхто" not in Path("out.txt").read_text(encoding="utf-8")


def test_an_article_of_another_catalog_is_kept_where_one_takes_its_place(folder: Path) -> None:
    assert transkit.translate("article.txt", to="ko").failures == ()
    edit(CATALOG, translated("Nobody", "Ніхто не прийшов."))
    first = only(transkit.build(CATALOG, output="out.txt"))
    (note,) = only(transkit.build("locales/ko/LC_MESSAGES/article.po", output="out.txt")).notes
    assert note.startswith("the article that was here was built from another catalog")
    assert Path("out.txt~").read_bytes() == first.content


def test_a_folder_of_one_catalog_is_built_into_a_folder(folder: Path) -> None:
    assert only(transkit.build("locales", output="site")).output == Path("site/article.uk.txt")
    assert transkit.translate("article.txt", to="ko").failures == ()
    assert {row.output for row in transkit.build("locales", output="site").documents} == {
        Path("site/article.ko.txt"),
        Path("site/article.uk.txt"),
    }
    Path("file").write_text("", encoding="utf-8")
    for output in ("page.txt", "file"):
        with pytest.raises(UsageError, match="a folder stands for several"):
            transkit.build("locales/uk", output=output)
    assert only(transkit.build("locales/uk", output="-")).output is None
    assert only(transkit.build(CATALOG, output="one")).output == Path("one")


def test_an_article_built_without_its_source_keeps_the_one_that_was_built_with_it(
    tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source, built = Path("river.md"), Path("river.uk.md")
    source.write_text("# River\n\nThe **mayor** spoke [here](https://example.org).\n", "utf-8")
    assert transkit.translate(source, to="uk").failures == ()
    catalog = Path("locales/uk/LC_MESSAGES/river.po")
    whole = only(transkit.build(catalog)).content
    source.write_text(source.read_text("utf-8") + "\nA new paragraph came.\n", "utf-8")
    first, second = only(transkit.build(catalog)).notes
    assert first == (
        "river.md has changed since it was translated; the article is built from the catalog"
        " alone, without what is new in it and without formatting (links, emphasis, tables):"
        " run transkit translate river.md --to uk, then build again"
    )
    assert second.endswith("built with its source, and holds more: it is kept as river.uk.md~")
    assert Path("river.uk.md~").read_bytes() == whole
    assert "https" not in built.read_text("utf-8")
    edit(catalog, translated("River", "Річка"))
    assert len(only(transkit.build(catalog)).notes) == 1, "the one before was no better"
    assert transkit.translate(source, to="uk").failures == ()
    assert only(transkit.build(catalog)).notes == ()
    assert "new paragraph" in built.read_text("utf-8")
    assert sorted(path.name for path in tmp_path.glob("river*~")) == ["river.uk.md~"]


def test_what_becomes_of_a_page_alone_takes_no_other_article_s_name(page: Path) -> None:
    Path("page.txt").write_text("A text of the same name.\n", encoding="utf-8")
    assert transkit.translate("page.txt", to="uk").failures == ()
    text_catalog = PAGE_CATALOG.with_name("page-txt.po")
    assert transkit.build("locales").failures == ()
    text = Path("page.uk.txt").read_bytes()
    Path("page.html").write_text(PAGE.replace("River", "Lake"), encoding="utf-8")
    documents = transkit.build([PAGE_CATALOG, text_catalog]).documents
    assert [row.output for row in documents] == [Path("page.html.uk.txt"), Path("page.uk.txt")]
    assert documents[0].notes[1] == (
        "page.uk.html, built before, stays as it was, and is not up to date"
    )
    assert documents[1].notes == ()
    assert Path("page.uk.txt").read_bytes() == text
    named = only(transkit.build(PAGE_CATALOG, format_name="text")).output
    assert named == Path("page.html.uk.txt")
    result = transkit.translate(".", to="uk")
    assert [row.document for row in result.documents] == ["page.html", "page.txt"]


def test_entries_that_the_source_has_lost_are_told_with_the_command_that_helps(
    folder: Path,
) -> None:
    with CATALOG.open("a", encoding="utf-8") as stream:
        stream.write('\n#: article.txt:99\nmsgid "Gone."\nmsgstr "Зникло."\n')
    (note,) = only(transkit.build(CATALOG, output="-")).notes
    assert note == (
        "1 entry has no place in article.txt any more and is not built:"
        " transkit translate article.txt --to uk puts the catalog in order"
    )
    assert transkit.translate("article.txt", to="uk").failures == ()
    assert only(transkit.build(CATALOG, output="-")).notes == ()


def test_of_a_text_the_article_alone_is_what_is_built_anyway(folder: Path) -> None:
    (alone,) = build([CATALOG], BuildOptions(article_only=True)).documents
    (usual,) = build([CATALOG], BuildOptions()).documents
    assert alone.content == usual.content


def test_the_article_alone_and_its_furniture_exclude_each_other() -> None:
    with pytest.raises(UsageError, match="no furniture to keep"):
        build([CATALOG], BuildOptions(article_only=True, keep_furniture=True))


@pytest.mark.parametrize(
    ("target", "note", "built"),
    [
        (
            "План <em1>усіх</em1> берегів.",
            "the tag <a1> is missing in the translation of “See the plan of all banks.",
            "<p>План <em>усіх</em> берегів.</p>",
        ),
        (
            "<a1>План <em1>усіх</a1> берегів</em1> <b7>.",
            "the tag <b7> is not in the source in the translation of “See",
            "<p><a href=/plan rel=nofollow>План <em>усіх</em></a><em> берегів</em> &lt;b7&gt;.</p>",
        ),
    ],
)
def test_wrong_tags_are_told_and_the_page_is_whole(
    page: Path, target: str, note: str, built: str
) -> None:
    edit(PAGE_CATALOG, translated("See", target))
    (document,) = build([PAGE_CATALOG], BuildOptions()).documents
    assert document.notes[0].startswith(note)
    assert document.notes[0].endswith("…”, line 7")
    assert built in Path("page.uk.html").read_text(encoding="utf-8")


def test_of_very_many_wrong_tags_some_are_told(page: Path) -> None:
    edit(PAGE_CATALOG, translated("See", "".join(f"<x{n}/>" for n in range(1, 21))))
    (document,) = build([PAGE_CATALOG], BuildOptions()).documents
    assert len(document.notes) == 11
    assert document.notes[-1] == "12 more tags are wrong: see transkit check"


def test_a_catalog_of_someone_else_chooses_no_folder(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source outside the project that transkit did not make the catalog from is only read."""
    mail, here = tmp_path_factory.mktemp("mail"), tmp_path_factory.mktemp("here")
    written = CATALOG.read_text(encoding="utf-8")
    monkeypatch.chdir(here)
    for number, named in enumerate((str(folder / "article.txt"), None)):
        catalog = mail / f"m{number}.po"
        named = named or Path(os.path.relpath(folder / "article.txt", mail)).as_posix()
        catalog.write_text(written.replace("../../../article.txt", named), encoding="utf-8")
        (document,) = build([catalog], BuildOptions()).documents
        assert document.output == Path("article.uk.txt")
        assert (here / "article.uk.txt").read_bytes() == document.content
        assert document.source_state is SourceState.UNCHANGED
        assert "-o names another place" in document.notes[-1]
        (document,) = build([catalog], BuildOptions(output="named.txt")).documents
        assert document.output == Path("named.txt")
        assert document.notes == ()
    assert not list(folder.glob("*.uk.txt*"))


def test_a_source_elsewhere_that_a_person_named_gets_its_article_beside_it(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where transkit made the catalog here, it knows; another memory does not."""
    work = tmp_path_factory.mktemp("work")
    monkeypatch.chdir(work)
    assert transkit.translate(folder / "article.txt", to="uk").failures == ()
    (document,) = build([CATALOG], BuildOptions()).documents
    assert document.output is not None
    assert document.output.resolve() == (folder / "article.uk.txt").resolve()
    assert document.notes == ()
    (document,) = build([CATALOG], BuildOptions(memory=work / "other.db", learn=False)).documents
    assert document.output == Path("article.uk.txt")
    (work.parent / "transkit.toml").write_text("", encoding="utf-8")  # one project
    (document,) = build([CATALOG], BuildOptions(memory=work / "third.db", learn=False)).documents
    assert document.output is not None
    assert document.output.resolve() == (folder / "article.uk.txt").resolve()
    (work.parent / "transkit.toml").unlink()
