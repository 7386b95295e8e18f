"""What people changed: drafts against post-edits, and the page that shows it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import transkit
from transkit.catalogs import read_po, serialize_po
from transkit.errors import CatalogError, TranskitError
from transkit.files import write_atomic
from transkit.pipeline.diff import DiffResult, UnitDiff
from transkit.pipeline.diff_page import render_page
from transkit.text.comparing import change_share, compare_words
from transkit.units import Kind, Reference, State, Unit

ARTICLE = """\
Leaders meet in Kyiv to talk about water

The river has four old bridges.

Nobody came to see them.

The mayor was late.
"""
CATALOG = Path("locales/uk/LC_MESSAGES/article.po")


@pytest.fixture
def folder(tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with an article that a person has begun to post-edit."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    assert transkit.translate("article.txt", to="uk").failures == ()
    edit(CATALOG, work)
    return tmp_path


def edit(path: Path, change: Callable[[Unit], Unit]) -> None:
    """Change a catalog as a person does, in another program."""
    catalog = read_po(path)
    write_atomic(
        path, serialize_po(replace(catalog, units=tuple(change(unit) for unit in catalog.units)))
    )


def work(unit: Unit) -> Unit:
    """Do what a person does with each unit of the article."""
    if "bridges" in unit.source:
        target = unit.source.replace("four", "five")
        return replace(unit, target=target, state=State.REVIEWED, note=())
    if "Nobody" in unit.source:
        return replace(unit, state=State.REVIEWED, note=())
    if "mayor" in unit.source:
        return replace(unit, target="The mayor was <late> & sorry.")
    return unit


def test_changed_units_are_there_in_reading_order(folder: Path) -> None:
    result = transkit.diff(CATALOG)
    assert (result.source_language, result.language) == ("en", "uk")
    assert [(unit.source, unit.state) for unit in result.units] == [
        ("The river has four old bridges.", State.REVIEWED),
        ("The mayor was late.", State.TRANSLATED),
    ]
    bridges = result.units[0]
    assert [part.text for part in bridges.parts if part.kind == "removed"] == ["four"]
    assert [part.text for part in bridges.parts if part.kind == "added"] == ["five"]
    assert bridges.change == pytest.approx(8 / 62)
    assert (str(bridges.reference), bridges.engine) == ("article.txt:3", "argos")
    assert (result.accepted, result.unknown) == (1, 0)


def test_what_the_memory_does_not_know_is_counted(folder: Path) -> None:
    result = transkit.diff(CATALOG, memory=folder / "other.db")
    assert (result.units, result.accepted, result.unknown) == ((), 0, 2)


def test_a_catalog_that_cannot_be_read_is_an_error(folder: Path) -> None:
    with pytest.raises(CatalogError, match="no such catalog"):
        transkit.diff("gone.po")
    with pytest.raises(TranskitError):
        transkit.diff(folder)


class Reader(HTMLParser):
    """Reads a page: tags with attributes, and the text of each paragraph."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.paragraphs: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)
        if tag == "p":
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "p" in self.open:
            self.paragraphs[-1] += data


def test_the_page_shows_source_draft_and_post_edit(folder: Path) -> None:
    result = transkit.diff(CATALOG, html="changes.html")
    page = Path("changes.html").read_text(encoding="utf-8")
    assert page == render_page(result)
    reader = Reader(page)
    assert reader.open == []
    assert reader.paragraphs[2:] == [
        text for unit in result.units for text in (unit.source, unit.draft, unit.target)
    ]
    texts = [attributes for tag, attributes in reader.tags if tag == "p" and attributes]
    assert texts[:3] == [
        {"lang": "en", "dir": "ltr"},
        {"lang": "uk", "dir": "ltr"},
        {"lang": "uk", "dir": "ltr"},
    ]
    items = [attributes for tag, attributes in reader.tags if tag == "li"]
    assert [float(item["data-change"] or "") for item in items] == [
        pytest.approx(unit.change, abs=1e-4) for unit in result.units
    ]


def test_the_page_loads_nothing_and_forbids_itself_to(folder: Path) -> None:
    transkit.diff(CATALOG, html="changes.html")
    page = Path("changes.html").read_text(encoding="utf-8")
    reader = Reader(page)
    for tag, attributes in reader.tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form", "a")
        assert not {"src", "href", "style", "srcset"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
    policy = next(
        attributes["content"] or ""
        for _, attributes in reader.tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert "url(" not in content
        assert "import" not in content


def test_the_page_never_takes_the_place_of_a_catalog_or_folder(folder: Path) -> None:
    before = CATALOG.read_bytes()
    with pytest.raises(TranskitError, match="catalog itself"):
        transkit.diff(CATALOG, html=f"locales/../{CATALOG}")
    with pytest.raises(TranskitError, match="folder"):
        transkit.diff(CATALOG, html=folder)
    assert CATALOG.read_bytes() == before


def result_with(source: str, draft: str, target: str, language: str = "uk") -> DiffResult:
    """Return a result with one changed unit."""
    parts = compare_words(draft, target)
    unit = UnitDiff(
        id="0",
        kind=Kind.PARAGRAPH,
        state=State.REVIEWED,
        reference=Reference(path="<b>&.txt", line=1),
        engine='"><script>',
        source=source,
        draft=draft,
        target=target,
        parts=parts,
        change=change_share(parts),
    )
    return DiffResult(
        catalog=Path("a&b.po"),
        source_language="en",
        language=language,
        units=(unit,),
        accepted=0,
        unknown=0,
    )


TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.lists(
    st.sampled_from(["<", ">", "&", '"', "'", "</p>", "<script>", "-->", "]]>", "&amp;", "\n", "a"])
).map("".join)


@given(TEXTS, TEXTS, TEXTS)
def test_no_text_is_markup(source: str, draft: str, target: str) -> None:
    page = render_page(result_with(source, draft, target))
    reader = Reader(page)
    assert reader.open == []
    assert [tag for tag, _ in reader.tags].count("script") == 1
    expected = [
        re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", text)
        for text in (source, draft, target)
    ]
    assert reader.paragraphs[2:] == expected
    page.encode()


@pytest.mark.parametrize(
    ("language", "attributes"),
    [
        ("ar", 'lang="ar" dir="rtl"'),
        ("pt-BR", 'lang="pt-BR" dir="ltr"'),
        ("ko", 'lang="ko" dir="ltr"'),
        ("", '<p dir="auto">'),
    ],
)
def test_each_text_says_its_language_and_direction(language: str, attributes: str) -> None:
    assert attributes in render_page(result_with("a", "b", "c", language))
