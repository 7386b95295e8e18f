"""Markdown: units with tags out, targets in, everything else untouched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.documents import read_bytes, rebuild_document
from transkit.documents.markdown import FORMAT, places, read_markdown, reading
from transkit.documents.markdown.parsing import Block, Line
from transkit.documents.markdown.places import Place
from transkit.errors import DocumentError
from transkit.settings import parse_settings
from transkit.units import Document, Kind

ROOT = Path(__file__).parents[2]


def _read(text: str) -> Document:
    return read_markdown(text, path="a.md", language="en")


def _rebuild(text: str, *targets: str) -> str:
    document = _read(text)
    pairs = zip(document.units, targets, strict=True)
    return FORMAT.rebuild(document, {unit.id: target for unit, target in pairs})


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("x[^n]\n\n[^n]: a|b\n    -|-\n    c|d\n", ["x<fn1/>", *"abcd"]),
        ("x[^n]\n\n[^n]: | a | b |\n    |-|-|\n", ["x<fn1/>", *"ab"]),
        ("A *b* **c** [d](u 't').", ["A <em1>b</em1> <strong1>c</strong1> <a1>d</a1>.", "t"]),
        ("a ![](u (b c)) [d][e]\n\n[e]: u 't'", ["a <img1/> <a1>d</a1>", "b c"]),
        ("> one\n> two", ["one two"]),
        ("- [ ] do\n- `x` y", ["do", "<code1>x</code1> y"]),
        ("| a \\| b | c |\n|--|--|\n| d | |\n", ["a | b", "c", "d"]),
        ('![alt](u "title")', ["alt", "title"]),
        ("One.[^n]\n\n[^n]: Two.\n", ["One.<fn1/>", "Two."]),
        ("---\ntitle: T\ntags: [a]\n---\nText", ["T", "Text"]),
        ("    code\n\n<div>html</div>\n\n[a]: url\n", []),
        ("`code`\n\n- `x` = <https://a.b>\n- …\n\n| `y` | z |\n|--|--|\n", ["z"]),
        ("a\\\nb", ["a<br1/>b"]),
        ("Write to <a@example.org>.", ["Write to <keep1>a@example.org</keep1>."]),
        ("<!-- translate:off -->\n\nno\n\n<!-- translate:on -->\n\nyes", ["yes"]),
    ],
)
def test_text_becomes_units(text: str, sources: list[str]) -> None:
    assert [unit.source for unit in _read(text).units] == sources


def test_kinds_and_lines_are_those_of_the_file() -> None:
    document = _read("---\ntitle: T\n---\n# H\n\n*By Ann Lee*\n\n> q\n\n## S\n\n1. i\n")
    assert [(unit.kind, unit.references[0].line) for unit in document.units] == [
        (Kind.TITLE, 2),
        (Kind.TITLE, 4),
        (Kind.BYLINE, 6),
        (Kind.QUOTATION, 8),
        (Kind.HEADING, 10),
        (Kind.LIST_ITEM, 12),
    ]


@pytest.mark.parametrize(
    ("text", "target", "rebuilt"),
    [
        ("One.\n", "1. Two", "1\\. Two\n"),
        ("- One.\n", "[ ] Two", "- \\[ \\] Two\n"),
        ("- [ ] One.\n", "[x] Two", "- [ ] [x] Two\n"),
        ("- One.\n", "--", "- \\--\n"),
        ("One.\n", "# Two", "\\# Two\n"),
        ("One.\n", "5 * 3 = 15", "5 * 3 = 15\n"),
        ("One.\n", "a *b* c", "a \\*b\\* c\n"),
        ("One.\n", "two\n\n# three", "two # three\n"),
        ("# One #\n", "C #", "# C \\# #\n"),
        ("| a |\n|--|\n", "x|y", "| x\\|y |\n|--|\n"),
        ("> a\n> b\n", "c", "> c\n"),
        ("a **b** c", "<strong1>“б”</strong1>가", "<strong>“б”</strong>가"),
        ("a _b_ c", "<em1>б</em1>в", "*б*в"),
        ("[a][] b\n\n[a]: u\n", "<a1>в</a1> г", "[в][a] г\n\n[a]: u\n"),
        ("![a]\n\n[a]: u\n", "в", "![в][a]\n\n[a]: u\n"),
        ("a `b` c", "д <code1>x`y</code1>", "д ``x`y``"),
        ("---\ntitle: A\n---\n", "B: c", '---\ntitle: "B: c"\n---\n'),
        ("> a\\\n> b", "c<br1/>d", "> c\\\n> d"),
        ("a\t\\\n! b", "c <br1/>! d", "c \\\n! d"),
        ("a\\\n\x85", "b", "b\x85"),
        ("\u2028<div>\na", "<div1/> b\\", "\u2028b\\\\<div>"),
        ("a *b*\n---\n", "c <em1>d</em1> |", "c *d* &#124;\n---\n"),
        ("a <!-- c --> [b](u)", "<html1/> д <a1>е</a1>", "д [е](u)<!-- c -->"),
    ],
)
def test_a_target_is_escaped_exactly_as_needed(text: str, target: str, rebuilt: str) -> None:
    assert _rebuild(text, target) == rebuilt


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ('<div translate="no">\n\nOne\n\n</div>\n\nTwo', ["Two"]),
        ('<div class="a notranslate">\n<div>\n\nOne\n\n</div>\n\nOne\n\n</div>\n\nTwo', ["Two"]),
        ('<div translate="no"><img><br></div>\n\nTwo', ["Two"]),
        ("<div translate=no/>\n\nTwo", ["Two"]),
        ('<!-- <div translate="no"> -->\n\nTwo', ["Two"]),
        ("<div>\n\nTwo\n\n</div>", ["Two"]),
        ("<!-- translate:off -->\n\nOne\n\n<!-- translate:on -->\n\nTwo", ["Two"]),
        ("> <p translate=no>\n>\n> One\n>\n> </p>\n\nTwo", ["Two"]),
    ],
)
def test_what_stands_in_html_that_must_not_be_translated_is_left_out(
    text: str, sources: list[str]
) -> None:
    assert [unit.source for unit in _read(text).units] == sources


@pytest.mark.parametrize("space", [*"\u3000\u2003\u202f\u2028\xa0"])
@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("- item{}\n", ["item"]),
        ("# Item{}\n", ["Item"]),
        ("# Item{} #\n", ["Item"]),
        ("> one *two*{}\n", ["one <em1>two</em1>"]),
        ("Item{}\n===\n", ["Item"]),
        ("{}Item\n", ["Item"]),
        ("{}\nItem\n{}\n", ["Item"]),
        ("> {}\n> Item\n", ["Item"]),
        ("1. {}\n   1.\n", ["1."]),
        ("| a | {}b{} |\n|--|--|\n| {}c \\| d{}| e |\n", ["a", "b", "c | d", "e"]),
        ("{}a | b{}\n--|--\nc | d\n", ["a", "b", "c", "d"]),
    ],
)
def test_any_white_space_around_words_stays_outside_of_their_unit(
    text: str, sources: list[str], space: str
) -> None:
    text = text.replace("{}", space)
    document = _read(text)
    assert [unit.source for unit in document.units] == sources
    assert not document.furniture
    targets = {unit.id: unit.source.replace("Item", "Слово") for unit in document.units}
    assert FORMAT.rebuild(document, targets) == text.replace("Item", "Слово")


def test_lines_that_end_in_an_ideographic_space_are_joined_and_keep_their_marks() -> None:
    text = "> 하나\u3000\n> 둘\u3000\n\n끝\n"
    assert [unit.source for unit in _read(text).units] == ["하나\u3000 둘", "끝"]
    assert _rebuild(text, "One", "End") == "> One\u3000\n\nEnd\n"


def test_a_paragraph_whose_place_is_not_certain_says_where_it_stands_and_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def find_place(block: Block, text: str, lines: Sequence[Line]) -> Place | None:
        return None if block.content == "lost" else places.find_place(block, text, lines)

    monkeypatch.setattr(reading, "find_place", find_place)
    text = "---\r\ntitle: T\r\n---\r\nOne.\r\n\r\nlost\r\n\r\nTwo.\r\n"
    document = _read(text)
    assert [unit.references[0].line for unit in document.units] == [2, 4, 8]
    (lost,) = document.furniture
    assert (lost.line, lost.text, text[lost.start : lost.end]) == (6, "lost", "lost")
    assert "lost" in FORMAT.rebuild(document, {unit.id: "x" for unit in document.units})


TITLES = """\
See [the map](map.png "The \\"big\\" map") and ![a pier](p.png (A pier)).

> - [one](two "Three
>   four") five

| a [b](c "D \\| e") f | ![x](y "z") |
|--|--|
"""


def test_titles_of_links_are_units_inside_the_words_around_them() -> None:
    document = _read(TITLES)
    found = [unit.source for unit in document.units if "tooltip" in unit.extracted]
    assert found == ['The "big" map', "A pier", "Three four", "D | e"]
    targets = {unit.id: f'{unit.source} "є" | ні' for unit in document.units}
    again = _read(FORMAT.rebuild(document, targets))
    assert [unit.source for unit in again.units] == list(targets.values())


def test_the_title_of_a_link_alone_leaves_the_words_around_it_as_they_are() -> None:
    document = _read(TITLES)
    targets = {unit.id: "Сім" for unit in document.units if unit.source == "Three four"}
    rebuilt = FORMAT.rebuild(document, targets)
    assert rebuilt == TITLES.replace("Three\n>   four", "Сім")


def test_markup_that_takes_too_much_work_is_words_and_the_file_stays_whole() -> None:
    text = f"*One* thing.\n\n{'![' * 9_000}\n\n" + f"{'![a' * 6_000}\n\n" * 3 + "*Two* things.\n"
    document = FORMAT.read(text.encode(), path="a.md", language="en")
    assert document.units[0].source == "<em1>One</em1> thing."
    assert document.units[-1].source == "*Two* things."
    assert FORMAT.rebuild(document, {document.units[-1].id: "*Дві* речі."}) == text.replace(
        "*Two* things", "*Дві* речі"
    )


def test_spaces_in_hundreds_of_tags_go_outside_of_them() -> None:
    text = " ".join(f"*a{number}*" for number in range(500))
    target = " ".join(f"<em{number}> b </em{number}>" for number in range(1, 501))
    assert _rebuild(text, target) == "   ".join(["*b*"] * 500)


def test_a_target_that_nests_deeper_than_can_be_read_is_words() -> None:
    target = "[^b]: " * 110 + "c"
    rebuilt = _rebuild("a", target)
    again = FORMAT.read(rebuilt.encode(), path="a.md", language="uk")
    assert [unit.source for unit in again.units] == [target]


FRONT = """\
---
title: A walk
summary: Short
seo:
  title: Walk and see
cards:
  - text: First
  - text: Second
slug: a-walk
---
Words.
"""


@pytest.mark.parametrize(
    ("settings", "sources"),
    [
        ("", ["A walk", "Short", "Words."]),
        (
            "[front_matter]\nkeys = ['seo.title', 'cards.text', 'gone']\nskip = ['summary']",
            ["A walk", "Walk and see", "First", "Second", "Words."],
        ),
        ("[front_matter]\nskip = ['title', 'summary']", ["Words."]),
    ],
)
def test_settings_say_which_fields_of_the_front_matter_are_units(
    settings: str, sources: list[str]
) -> None:
    holding = parse_settings(settings.encode(), Path("transkit.toml"))
    document = read_bytes(FRONT.encode(), path="a.md", language="en", settings=holding)
    assert [unit.source for unit in document.units] == sources
    targets = {unit.id: f"{unit.source}!" for unit in document.units}
    rebuilt = FRONT
    for source in sources:
        rebuilt = rebuilt.replace(f"{source}\n", f"{source}!\n")
    assert rebuild_document(document, targets) == rebuilt


@pytest.mark.parametrize(
    "path",
    [
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *sorted((ROOT / "docs").glob("*.md")),
        ROOT / "examples" / "summit.md",
    ],
    ids=lambda path: path.name,
)
def test_our_own_pages_come_back_identical(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = _read(text)
    assert document.units
    assert not document.furniture
    assert FORMAT.rebuild(document, {unit.id: unit.source for unit in document.units}) == text


def test_a_footnote_and_a_field_say_that_they_are_one() -> None:
    document = _read("---\ntitle: T\n---\nOne.[^n]\n\n[^n]: Two.\n")
    assert [unit.extracted for unit in document.units] == [
        ("title", "front matter: title"),
        ("paragraph 1",),
        ("paragraph 2", "footnote"),
    ]


MARKED = st.lists(
    st.sampled_from(
        [*"ab *_`[]()<>!#-+|\\&~^:\n\t", "**", "> ", "- ", "1. ", "\n\n", "](u)", "```", "|--|\n"]
    ),
    max_size=40,
).map("".join)


@given(MARKED)
def test_whatever_it_is_it_comes_back_identical(text: str) -> None:
    document = _read(text)
    assert FORMAT.rebuild(document, {unit.id: unit.source for unit in document.units}) == text
    ends = [0, *(span.end for span in document.spans)]
    assert all(end <= span.start for end, span in zip(ends, document.spans, strict=False))


@given(MARKED.filter(lambda text: {"a", "b"} & {*text} and "<" not in text))
def test_a_target_of_marks_is_read_back_as_its_words(target: str) -> None:
    words = " ".join(target.split())
    for frame in ("One.\n", "# One\n", "- One\n", "> One\n"):
        again = _read(_rebuild(frame, target))
        assert [unit.source for unit in again.units] == [words]


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_too_deep_is_one_clear_error_or_read(mark: str) -> None:
    with pytest.raises(DocumentError, match="deeper than 100 levels"):
        FORMAT.read((mark * 10_000 + "a\n").encode(), path="a.md", language="en")


@pytest.mark.parametrize("mark", ["[", "*a ", "`", "![", "<a ", "[a](", "&", "_a", "\\", "[^a"])
def test_a_long_paragraph_of_marks_loses_nothing(mark: str) -> None:
    text = mark * 4_000
    document = _read(text)
    assert FORMAT.rebuild(document, {unit.id: unit.source for unit in document.units}) == text


@pytest.mark.parametrize("text", ["- a\n", "a\n\n", "1. a\n", "a|b\n", "a|", "> a\n>\n", "a\n\r\n"])
def test_more_than_can_be_read_is_one_clear_error(text: str) -> None:
    with pytest.raises(DocumentError, match=r"10\d,\d\d\d paragraphs, list items and.*split"):
        FORMAT.read(text.encode() * 101_000, path="a.md", language="en")


def test_more_lines_than_can_be_read_are_one_clear_error() -> None:
    with pytest.raises(DocumentError, match=r"1,000,002 lines.*split"):
        FORMAT.read(b"a\n" * 1_000_002, path="a.md", language="en")


def test_a_row_of_many_cells_is_read() -> None:
    text = f"{'|a' * 3000}|\n{'|-' * 3000}|\n"
    assert len(_read(text).units) == 3000
