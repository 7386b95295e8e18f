"""The article alone: furniture gone without a trace, Markdown that says what the units say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from transkit.documents.composing import (
    compose_markdown,
    compose_text,
    escape_markdown,
    line_end_of,
    without_furniture,
)
from transkit.documents.plain import read_text
from transkit.units import Document, Kind

PAGES = Path(__file__).parents[1] / "data" / "documents" / "pages"
PIECES = st.sampled_from(
    [
        *("\n", "\r\n", "\r", "\u2028", "\x0c", "\n\n", "\n\n\n", " ", "\t", "> ", ">", "- "),
        *("10:45", "12 May 2025", "2019", "client/title.list_title", "85%", "* * *", "{{key}}"),
        *("word", "Word.", "слово", "물", "水", "\x00", "\ufeff", "e\u0301"),
        "and a good deal of text, so that a line gets as long as lines that were wrapped ",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read(text: str) -> Document:
    """Return `text` read as an English document."""
    return read_text(text, path="a.txt", language="en")


def article(text: str) -> str:
    """Return a text without its furniture."""
    return without_furniture(read(text)).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("\n\n10:45\n\nOne.\n\n11:20\n\nTwo.\n\n12:00\n\n", "One.\n\nTwo.\n"),
        ("One.\n\n\n10:45\nTwo.", "One.\n\n\nTwo."),
        ("One.\n10:45\nTwo.\n", "One.\nTwo.\n"),
        ("One.\n10:45\nTwo.\n\nThree.\n", "One.\n\nTwo.\n\nThree.\n"),
        ("One.\r\n\r\n10:45\r\n\r\n11:20\r\n\r\nTwo.", "One.\r\n\r\nTwo."),
        ("One.\r\n10:45\r\nTwo.\r\n\r\nThree.\r\n", "One.\r\n\r\nTwo.\r\n\r\nThree.\r\n"),
        ("> One.\n>\n> 10:45\n>\n> Two.\n", "> One.\n>\n> Two.\n"),
        ("One.\n\n10:45", "One."),
        ("One.\n\n10:45\n", "One.\n"),
        ("10:45\n\n11:20\n", ""),
        ("  - 10:45\n  - One.\n", "  - One.\n"),
    ],
)
def test_furniture_goes_and_paragraph_breaks_stay_tidy(text: str, expected: str) -> None:
    assert article(text) == expected


@given(TEXTS)
def test_whatever_the_furniture_every_unit_stays_as_it_is_on_its_own_lines(text: str) -> None:
    document = read(text)
    bare = without_furniture(document)
    assert bare.units == document.units
    assert bare.furniture == ()
    words = [text[span.start : span.end] for span in document.spans]
    assert [bare.text[span.start : span.end] for span in bare.spans] == words
    for earlier, later in zip(bare.spans, bare.spans[1:], strict=False):
        assert len(bare.text[earlier.end : later.start].splitlines()) > 1 or re.search(
            r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", bare.text[earlier.end : later.start]
        )
    assert without_furniture(bare) is bare
    if not document.furniture:
        assert bare is document
    elif document.units:
        assert article(text).strip()


@given(TEXTS)
@example("\n- \n{{key}}\n\x00")
def test_without_furniture_no_heap_of_blank_lines_is_new(text: str) -> None:
    def heaps(of: str) -> list[int]:
        blank = [not line.strip() for line in of.splitlines()]
        return [len(run) for run in re.findall("1+", "".join("01"[b] for b in blank))]

    assert max(heaps(article(text)), default=0) <= max([1, *heaps(text)])


FIGURES = """The dike in figures

Loaves baked

12,000

Cost of the dike

$4,500,000

* * *

Time of the ferry
34:12
"""


def test_figures_under_headings_stay_in_a_text_that_is_no_page() -> None:
    document = read(FIGURES)
    assert [piece.text for piece in document.furniture] == [
        *("12,000", "$4,500,000", "* * *", "34:12")
    ]
    assert article(FIGURES) == FIGURES
    assert article(f"10:45\n\n{FIGURES}") == FIGURES


def test_what_has_no_letter_goes_with_the_rest_of_a_page() -> None:
    rows = (PAGES / "english.txt").read_text("utf-8").splitlines()
    lines = [row[2:] for row in rows]
    page = "\n".join(["12,000", *lines, "* * *", ""])
    reasons = {piece.text: piece.reason for piece in read(page).furniture}
    assert reasons["12,000"] == reasons["* * *"] == "no letter"
    assert "12,000" not in article(page)
    assert "* * *" not in article(page)


def test_line_ends_are_those_of_the_text() -> None:
    assert line_end_of("a\r\nb\n") == "\r\n"
    assert line_end_of("a\rb") == "\r"
    assert line_end_of("a") == "\n"


def test_text_from_units_has_blank_lines_but_between_list_items() -> None:
    pieces = [
        (Kind.TITLE, "Title"),
        (Kind.PARAGRAPH, "First line\nsecond line"),
        (Kind.LIST_ITEM, "one"),
        (Kind.LIST_ITEM, "two\nlines"),
        (Kind.QUOTATION, "“Said.”"),
        (Kind.PARAGRAPH, " "),
    ]
    expected = "Title\n\nFirst line\nsecond line\n\n- one\n- two\n  lines\n\n“Said.”\n"
    assert compose_text(pieces) == expected
    assert compose_text([]) == ""


def test_markdown_shows_what_each_unit_is() -> None:
    pieces = [
        (Kind.TITLE, "Prices: 5 * 3 #"),
        (Kind.DECK, "A deck"),
        (Kind.HEADING, "1. Heading"),
        (Kind.PARAGRAPH, "See snake_case, <b>, a > b and *this*.\nNew line"),
        (Kind.LIST_ITEM, "one"),
        (Kind.LIST_ITEM, "- two"),
        (Kind.QUOTATION, "Said\n\nand done"),
    ]
    assert compose_markdown(pieces) == (
        "# Prices: 5 \\* 3 \\#\n\n"
        "A deck\n\n"
        "## 1\\. Heading\n\n"
        "See snake_case, \\<b>, a > b and \\*this\\*.\\\nNew line\n\n"
        "- one\n- \\- two\n\n"
        "> Said\n>\n> and done\n"
    )


NASTY = st.lists(
    st.sampled_from(
        [
            *("*", "_", "__", "`", "```", "~", "~~", "~~~", "[a](b)", "![a](b)", "[^1]", "<b>"),
            *("<!-- ", "&amp;", "&#39;", "\\", "\\*", "#", "# ", "> ", "- ", "+ ", "1. ", "1) "),
            *("===", "---", "***", "|", "a | b", ":---|", "https://example.org/a_b?c=*&copy=1"),
            *(
                "    code",
                "\t",
                " ",
                "\n",
                "\n\n",
                "word",
                "слово",
                "물",
                "é",
                "😀",
                "\u00a0",
                "12",
            ),
        ]
    ),
    max_size=14,
).map("".join)
OTHERS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n*_~&"))


def shown(tokens: list[Token] | None) -> str:
    """Return the words that Markdown tokens show."""
    parts: list[str] = []
    for token in tokens or []:
        if token.children is not None:
            parts += [shown(token.children), "\n"]
        elif token.type in ("text", "text_special"):
            parts.append(token.content)
        elif token.type in ("hardbreak", "softbreak"):
            parts.append("\n")
        elif token.type == "html_inline" or token.type in ("code_inline", "image", "fence"):
            pytest.fail(f"{token.type} in what should be words: {token.content!r}")
    return "".join(parts)


def words(text: str) -> list[str]:
    """Return the words of a text, wherever its lines break."""
    return text.replace("\0", "\ufffd").split()


@given(st.sampled_from(Kind), NASTY | OTHERS)
def test_markdown_reads_back_as_the_same_words(kind: Kind, text: str) -> None:
    tokens = MARKDOWN.parse(compose_markdown([(kind, text)]))
    assert words(shown(tokens)) == words(text)
    kinds = {token.type for token in tokens}
    blocks = kinds & {"code_block", "fence", "hr", "html_block", "table_open", "ordered_list_open"}
    assert not blocks
    assert ("blockquote_open" in kinds) == (kind is Kind.QUOTATION and bool(text.strip()))
    assert ("bullet_list_open" in kinds) == (kind is Kind.LIST_ITEM and bool(text.strip()))
    assert ("heading_open" in kinds) == (kind in (Kind.TITLE, Kind.HEADING) and bool(text.strip()))


@pytest.mark.parametrize(
    "line", ["snake_case_name", "3 - 2 = 1", "a > b", "No. 5", "it's 2~3 days", "AT&T", "C#", "1.5"]
)
def test_words_that_no_mark_is_in_stay_as_they_are(line: str) -> None:
    assert escape_markdown(line) == line
