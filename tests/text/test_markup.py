"""Inline tags: what is one, what is wrong with them, and what becomes of them."""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.text.markup import (
    Form,
    Numbering,
    escape,
    expand,
    find_problems,
    is_well_formed,
    lex,
    list_tags,
    strip_tags,
    write_tag,
)
from transkit.units import Markup

MAPPING = {
    "a1": Markup(opening='<a href="x">', closing="</a>"),
    "em1": Markup(opening="<em>", closing="</em>"),
    "br1": Markup(opening="<br>"),
    "img1": Markup(opening='<img src="y">', required=True),
    "code1": Markup(opening="<code>", closing="</code>", inner="a&lt;<b>b</b>", words="a<b"),
}
SOURCE = "<a1>one</a1> <em1>two</em1><br1/><img1/> <code1>a<b</code1>"
TAGGED = st.lists(
    st.sampled_from(
        ["<a1>", "</a1>", "<em1>", "</em1>", "<br1/>", "<br1>", "<img1/>", "<a1/>", "</br1>",
         "<code1>", "</code1>", "a<b", "<zz9>", "\\", "\\\\<em1>", "word", " ", "&amp;", "<"]
    ),
    max_size=20,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    "text", ["<b>", "<EM1>", "a < b", "<p1 x>", "<em01>", "<em0>", "</br1/>", "< em1>", "<1>", "<>"]
)
def test_what_has_not_the_form_of_a_tag_is_words(text: str) -> None:
    assert list_tags(text) == ()
    assert escape(text) == strip_tags(text) == text


def test_words_and_tags_come_in_order() -> None:
    found = [(piece.text, piece.label, piece.form) for piece in lex("a<em1>b</em1>\\<em2><br1/>")]
    assert found == [
        ("a", "", None),
        ("<em1>", "em1", Form.OPEN),
        ("b", "", None),
        ("</em1>", "em1", Form.CLOSE),
        ("<em2>", "", None),
        ("<br1/>", "br1", Form.EMPTY),
    ]


@given(st.one_of(TAGGED, st.text()))
def test_escaped_words_are_words_again(text: str) -> None:
    assert strip_tags(escape(text)) == text
    assert list_tags(escape(text)) == ()
    assert strip_tags(escape(text, before_tag=True) + "<x1/>") == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one<br1/>two", "one two"),
        ("<em1>one<br1/></em1><br2/>two", "one two"),
        ("one <br1/>two<br2/> three<br3/>", "one two three"),
        ("<br1/>one\\<br1/>two<x1/>three", "one<br1/>twothree"),
    ],
)
def test_a_line_break_separates_words(text: str, words: str) -> None:
    assert strip_tags(text) == words


def test_labels_are_counted_by_name() -> None:
    numbering = Numbering()
    names = ["a", "em", "a", "h2", "my-tag", "7"]
    assert [numbering.label(name) for name in names] == ["a1", "em1", "a2", "h1", "mytag1", "x1"]


@pytest.mark.parametrize(
    ("target", "problems"),
    [
        (SOURCE, ()),
        ("<em1>two</em1><br1/><img1/> <code1>a<b</code1> <a1>one</a1>", ()),
        (SOURCE.replace("<br1/>", "<br1>"), ()),
        (SOURCE.replace("<br1/>", ""), ("the tag <br1/> is missing",)),
        (SOURCE.replace("<a1>one</a1>", "one"), ("the tag <a1> is missing",)),
        (SOURCE + "<em7>x</em7>", ("the tag <em7> is not in the source",)),
        (SOURCE + "<em1>x</em1>", ("the tag <em1> stands 2 times",)),
        (SOURCE.replace("</a1>", ""), ("<a1> is not closed: </a1> is missing",)),
        (SOURCE.replace("<a1>", ""), ("</a1> is not opened: <a1> is missing",)),
        (
            "<a1>one <em1>two</a1> three</em1><br1/><img1/><code1>a<b</code1>",
            ("<a1> and <em1> cross",),
        ),
        (SOURCE.replace("one", "one \\<em1>"), ()),
    ],
)
def test_problems_are_told_in_plain_words(target: str, problems: tuple[str, ...]) -> None:
    assert find_problems(SOURCE, target) == problems


@pytest.mark.parametrize(
    ("target", "expanded"),
    [
        ("<a1>x</a1>", '<a href="x">x</a>'),
        ("a & b <zz9>", "a &amp; b &lt;zz9&gt;"),
        ("<a1>x<em1>y</a1>z</em1>", '<a href="x">x<em>y</em></a><em>z</em>'),
        ("<a1>x", "x"),
        ("x</a1>", "x"),
        ("<a1>x</a1> <a1>y</a1>", '<a href="x">x</a> <a href="x">y</a>'),
        ("<br1>x<br1/>", "<br>x<br>"),
        ("\\<br1/>", "&lt;br1/&gt;"),
        ("<code1>a<b</code1>", "<code>a&lt;<b>b</b></code>"),
        ("<code1>c<d</code1>", "<code>c&lt;d</code>"),
    ],
)
def test_tags_become_markup_whatever_is_wrong_with_them(target: str, expanded: str) -> None:
    written = expand(target, MAPPING, lambda words: html.escape(words, quote=False))
    assert written == expanded + '<img src="y">'


def test_a_required_tag_that_is_there_is_not_doubled() -> None:
    assert expand("<img1/>x", MAPPING, html.escape) == '<img src="y">x'


@pytest.fixture(scope="module")
def write() -> Callable[[str], str]:
    return lambda words: words.replace("<", "(").replace(">", ")").replace("\\", "/")


@given(target=st.one_of(TAGGED, st.text()))
def test_any_target_gives_something_well_formed(target: str, write: Callable[[str], str]) -> None:
    marked = {
        label: Markup(
            opening=write_tag(label, Form.EMPTY if markup.closing is None else Form.OPEN),
            closing=None if markup.closing is None else write_tag(label, Form.CLOSE),
            required=markup.required,
        )
        for label, markup in MAPPING.items()
    }
    written = expand(target, marked, write)
    stack = []
    for tag in list_tags(written):
        if tag.form is Form.OPEN:
            stack.append(tag.label)
        elif tag.form is Form.CLOSE:
            assert stack.pop() == tag.label
    assert not stack
    assert "<img1/>" in written
    assert find_problems(SOURCE, target) is not None


@given(TAGGED)
def test_a_target_that_is_its_source_has_no_problems(text: str) -> None:
    if is_well_formed(text):
        assert find_problems(text, text) == ()
