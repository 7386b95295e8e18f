"""Lists of words: found by name and language, and as they were written."""

from __future__ import annotations

import pytest

from transkit.text.opposites import are_opposites
from transkit.text.word_lists import read_list


@pytest.mark.parametrize("name", ["opposites", "small", "times"])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_list_has_words_and_no_comments(name: str, language: str) -> None:
    text = read_list(name, language)
    assert len(text.split()) > 20
    assert "#" not in text


def test_a_language_without_a_list_has_no_words() -> None:
    assert read_list("opposites", "xx") == ""
    assert not are_opposites("up", "down", "xx")


@pytest.mark.parametrize(
    ("one", "other", "language", "opposite"),
    [
        ("rose", "dropping", "en", True),
        ("shrank", "grows", "en", True),
        ("sister", "boys", "en", True),
        ("зросла", "впала", "uk", True),
        ("скоротилися", "збільшив", "uk", True),
        ("rose", "grew", "en", False),
        ("зросла", "піднялася", "uk", False),
    ],
)
def test_opposites_are_known_either_way(
    one: str, other: str, language: str, *, opposite: bool
) -> None:
    assert are_opposites(one, other, language) is opposite
    assert are_opposites(other, one, language) is opposite
