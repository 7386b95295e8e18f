"""Tokens of pages: where each one ends, whatever is broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.documents.html.scanner import Token, What, attributes_of, scan

MARKUP = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "/",
            "!",
            "--",
            "-",
            "=",
            '"',
            "'",
            " ",
            "\n",
            "a",
            "p",
            "title",
            "script",
            "<!--",
            "-->",
            "</",
            "<p ",
            "<title>",
            "</title>",
            "<script>",
            "</script",
            "&amp;",
            "é",
            "<![CDATA[",
            "]]>",
            "<?xml",
            "plaintext",
            "\0",
            "\udc80",
        ]
    ),
    max_size=30,
).map("".join)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.what.name, text[token.start : token.end]) for token in scan(text)]


def attributes(text: str) -> dict[str, str]:
    return {item.name: item.value for item in attributes_of(text, next(scan(text)))}


@given(st.one_of(MARKUP, st.text()))
def test_tokens_joined_are_the_page(text: str) -> None:
    tokens = list(scan(text))
    assert "".join(text[token.start : token.end] for token in tokens) == text
    assert all(token.start < token.end for token in tokens)
    for token in tokens:
        if token.what is What.START:
            for item in attributes_of(text, token):
                assert token.start < item.start <= item.end <= token.end


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("a < b <3 c", [("TEXT", "a < b <3 c")]),
        ('<a title="x > y">z', [("START", '<a title="x > y">'), ("TEXT", "z")]),
        ("<a title=x'y>z", [("START", "<a title=x'y>"), ("TEXT", "z")]),
        ("<p\"'>z", [("START", "<p\"'>"), ("TEXT", "z")]),
        ("<!-- a > b -->c", [("COMMENT", "<!-- a > b -->"), ("TEXT", "c")]),
        ("<!-->c", [("COMMENT", "<!-->"), ("TEXT", "c")]),
        ("<!-- a --!>c", [("COMMENT", "<!-- a --!>"), ("TEXT", "c")]),
        (
            "<!doctype html><?xml ?>c",
            [("COMMENT", "<!doctype html>"), ("COMMENT", "<?xml ?>"), ("TEXT", "c")],
        ),
        ("</ x>c</>d", [("COMMENT", "</ x>"), ("TEXT", "c"), ("COMMENT", "</>"), ("TEXT", "d")]),
        (
            "<script>a<b></p></script>",
            [("START", "<script>"), ("RAW", "a<b></p>"), ("END", "</script>")],
        ),
        ("<title>a</b</TITLE >", [("START", "<title>"), ("RAW", "a</b"), ("END", "</TITLE >")]),
        ("<title>a<p>b", [("START", "<title>"), ("TEXT", "a"), ("START", "<p>"), ("TEXT", "b")]),
        ("a<p title='", [("TEXT", "a"), ("COMMENT", "<p title='")]),
    ],
)
def test_a_token_ends_where_browsers_end_it(text: str, tokens: list[tuple[str, str]]) -> None:
    assert kinds(text) == tokens


def test_attributes_in_every_spelling() -> None:
    tag = "<img SRC='a&amp;b' alt=\"c 'd'\" width = 5 data-x hidden alt=second =odd/>"
    assert attributes(tag) == {
        "src": "a&b",
        "alt": "c 'd'",
        "width": "5",
        "data-x": "",
        "hidden": "",
        "=odd": "",
    }


@pytest.mark.parametrize(
    "text",
    [
        "<a " + "= " * 300_000,
        "<a " + '= "x" ' * 100_000,
        "<" * 300_000,
        "<!--" * 100_000,
        "<title>" * 50_000,
        "<svg " * 100_000,
        "<p x=y " * 100_000 + ">",
        "</" * 300_000,
    ],
    ids=range(8),
)
def test_no_input_takes_more_than_linear_time(text: str) -> None:
    assert sum(token.end - token.start for token in scan(text)) == len(text)


def test_a_token_knows_its_name_and_whether_it_closes_itself() -> None:
    assert next(scan("<BR/>")) == Token(What.START, 0, 5, "br", closed=True)
