"""What every format promises, whatever it is given; ``python -m tools.fuzz`` goes on from here."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tools.fuzz import FORMATS, examine, examine_coverage, examine_known, inputs, known_pages
from transkit.documents.formats import BUILT_IN, get_format
from transkit.documents.markdown.parsing import Effort, UnsureError, parse_inline
from transkit.errors import DocumentError


def test_no_format_is_left_out() -> None:
    assert sorted(FORMATS) == sorted(BUILT_IN)


@pytest.mark.parametrize("name", FORMATS)
@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_bytes_are_read_and_come_back_or_are_refused(name: str, data: st.DataObject) -> None:
    read = examine(name, data.draw(inputs(name)))
    assert read is None or read.format == name


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=known_pages())
def test_each_word_that_a_page_shows_is_in_one_place(data: bytes) -> None:
    assert examine_known(data).format == "html"


@pytest.mark.parametrize(
    ("page", "what"),
    [
        (b"<p>seen1x</p><script>seen2x</script>", "in a unit or furniture"),
        (b"<p>One held1x.</p>", "with the words that are not translated"),
    ],
)
def test_a_word_that_is_lost_or_must_not_be_translated_is_noticed(page: bytes, what: str) -> None:
    with pytest.raises(AssertionError, match=what):
        examine_known(page)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("markdown", "a\u20c1 \ue000 \u200f"),  # newer than this Python, private, invisible
        ("markdown", "&\x85\xb9\x85 a\u2028b\x04c\ufeffd"),
        ("markdown", "---\ntitle: \"a\\u0007b\\u2028c\"\n---\n"),
        ("markdown", "two." * 5000 + "\n\n" + "two." * 5001),
        ("markdown", "- item\u3000\n\n| a | \u2003b |\n|--|--|\n\nlines\u202f\nend\u2028\n"),
        ("markdown", "One\n\n!|!\n-|-\n\x85"),
        ("markdown", "\u2028<!-- translate:off -->\n\u3000One"),
        ("markdown", "&nbsp;  \nOne"),
        ("markdown", "a\\\n\u2028<!-->\u1000"),
        ("markdown", "\ufeff\ufeff```A"),
        ("html", "<p>over \x00 who</p>"),
    ],
)  # fmt: skip
def test_what_was_found_once(name: str, data: str) -> None:
    document = examine(name, data.encode())
    assert document is not None
    assert document.units


def test_a_paragraph_that_is_neither_unit_nor_furniture_is_noticed() -> None:
    read = get_format("text").read(
        b"- One.\n\nTwo.\n", path="a", language="en", keep_furniture=False
    )
    examine_coverage(read)
    with pytest.raises(AssertionError, match=r"'Two\.' in a unit or furniture"):
        examine_coverage(replace(read, units=read.units[:1], spans=read.spans[:1]))


def test_brackets_that_nothing_closes_take_time_in_proportion() -> None:
    """The parser looks for the end of a label from each bracket anew."""
    text = "``" + "![``" * 1000 + "  title: |\n" * 1000
    read = get_format("markdown").read(
        text.encode(), path="a.md", language="en", keep_furniture=False
    )
    assert [unit.source.startswith("``![``") for unit in read.units] == [True]
    effort = Effort.of(text)
    with pytest.raises(UnsureError, match="too much work"):
        parse_inline(text, {}, effort=effort)


@pytest.mark.parametrize("line", ["a\n", "a word or two\r\n\r\n", "caf\u00e9 \u2014\n"])
def test_more_short_lines_than_can_be_read_are_one_clear_error(line: str) -> None:
    with pytest.raises(DocumentError, match=r"has 200,001 short lines.*split it"):
        get_format("text").read(
            line.encode() * 200_001, path="a.txt", language="en", keep_furniture=False
        )


def test_more_lines_than_can_be_read_are_one_clear_error() -> None:
    text = f"{'word ' * 10}\n" * 1_000_001
    with pytest.raises(DocumentError, match=r"has 1,000,001 lines.*split it"):
        get_format("text").read(text.encode(), path="a.txt", language="en", keep_furniture=False)


@pytest.mark.parametrize("markup", [b"<b>a</b>", b"a <!-- b --> ", b"a</b> ", b"a<?b> "])
def test_more_tags_than_can_be_read_are_one_clear_error(markup: bytes) -> None:
    with pytest.raises(DocumentError, match=r"has 100,001 tags.*save the article alone"):
        get_format("html").read(
            markup * 100_001, path="a.html", language="en", keep_furniture=False
        )


def test_more_quotations_in_quotations_than_can_be_read_are_one_clear_error() -> None:
    text = f"{'> ' * 90}words\n\n" * 5_556
    with pytest.raises(
        DocumentError, match=r"has 500,040 >-signs at the beginning of lines.*split"
    ):
        get_format("markdown").read(text.encode(), path="a.md", language="en", keep_furniture=False)


def test_many_blank_lines_are_no_lines() -> None:
    text = "\n" * 2_000_000 + "Words."
    read = get_format("text").read(text.encode(), path="a.txt", language="en", keep_furniture=False)
    assert [unit.source for unit in read.units] == ["Words."]
