"""What a page says about its article."""

from __future__ import annotations

import pytest

from transkit.documents.html.hints import read_hints, shares_of
from transkit.documents.html.structure import read_page


def test_descriptions_and_the_body_told_to_machines_are_read() -> None:
    hints = read_hints(
        read_page(
            '<meta name="description" content="One two three four">'
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",'
            ' "articleBody": "Five &amp; six <b>seven</b>"}, {"@type": "Person", "text": "a b c"}]}'
            "</script>"
        )
    )
    assert hints.described == {("one", "two", "three"), ("two", "three", "four")}
    assert hints.body == {("five", "six", "seven")}


@pytest.mark.parametrize(
    "script", ["", "{", "[" * 100_000, '{"@type": "Article", "articleBody": 7}', "null", "\x00"]
)
def test_broken_scripts_say_nothing(script: str) -> None:
    page = read_page(f'<script type="application/ld+json">{script}</script><p>Words.</p>')
    assert read_hints(page).body == frozenset()


def test_shares_are_of_words_in_a_row() -> None:
    page = read_page('<meta name=description content="x a b c y"><p>Words.</p>')
    hints = read_hints(page)
    assert shares_of("a b c d", hints) == (0.5, 1 / 3, 0.0)
    assert shares_of("b c d", hints) == (0.0, 0.0, 0.0)
    assert shares_of("q r s", hints) == (0.0, 0.0, 0.0)
    assert shares_of("a b c", read_hints(read_page("<p>a b c</p>"))) == (0.0, 0.0, 0.0)


def test_scripts_without_spaces_are_compared_by_their_letters() -> None:
    hints = read_hints(read_page('<meta name=description content="물이다">'))
    assert shares_of("물이다", hints)[0] == 1.0
    assert shares_of("水の話", read_hints(read_page('<meta name=description content="水の話">')))[1]
