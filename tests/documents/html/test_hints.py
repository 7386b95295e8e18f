"""What a page says about its article."""

from __future__ import annotations

import pytest

from transkit.documents.html.hints import read_hints, share_of, shingles_of
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
    assert share_of(shingles_of("a b c d"), shingles_of("x a b c y")) == 0.5
    assert share_of(shingles_of("a"), shingles_of("a")) == 1.0
    assert share_of(frozenset(), shingles_of("a")) == 0.0
    assert len(shingles_of("물 이 다 다")) == 2
    assert len(shingles_of("水の話")) == 1
