"""Characters that nobody sees, and white space."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.characters import characters, spaces
from transkit.checks.running import check_article


@pytest.mark.parametrize("hidden", ["\u202e", "\x07", "\u200b"])
def test_what_cannot_be_seen_is_shown_where_it_stands_among_tags(hidden: str) -> None:
    target = f"<em1>Київ</em1> да{hidden}леко"
    pair = Pair("1", "<em1>Kyiv</em1> is far", target)
    (item,) = check_article(Article([pair], "en", "uk"), [characters])
    assert target[item.finding.start : item.finding.end] == hidden


@pytest.mark.parametrize("hidden", ["\u202e", "\x07", "\u200b"])
def test_what_the_source_has_too_may_stay(hidden: str) -> None:
    pair = Pair("1", f"far{hidden}off", f"да{hidden}леко")
    assert check_article(Article([pair], "en", "uk"), [characters]) == []


@pytest.mark.parametrize(
    ("source", "target", "messages"),
    [
        ("One. Two.", "Раз.  Два.", ["there are two spaces"]),
        ("One, two.", "Раз , два.", ["there is a space before the punctuation"]),
        ("One.\n", "Раз.", ["only one of source and target ends with a line break"]),
        (" One.", "Раз.", ["only one of source and target begins with a space"]),
        ("One.  Two.", "Раз.  Два.", []),
        ("One.\nTwo.", "Раз. Два.", ["the target has another number of lines than the source"]),
    ],
)
def test_white_space_is_as_in_the_source(source: str, target: str, messages: list[str]) -> None:
    found = check_article(Article([Pair("1", source, target)], "en", "uk"), [spaces])
    assert [one.finding.message for one in found] == messages
