"""Lists of words: readable, each word once, what belongs together together."""

from __future__ import annotations

from pathlib import Path

import pytest

import transkit.checks.word_lists as module
from transkit.checks.word_lists import read_rows, read_words

ROWS = {"ko-instead"}
FILES = [
    path
    for path in sorted(Path(module.__file__).with_name("words").glob("*.txt"))
    if path.stem not in ROWS
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_a_list_says_what_it_holds_and_names_each_word_once(path: Path) -> None:
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    words = " ".join(lines).split()
    assert first.startswith("# ")
    assert words == sorted({*words})
    assert read_words(path.stem) == {*words}
    assert all(word == word.casefold() for word in words)


def test_titles_and_common_words_are_known() -> None:
    assert {"river", "the"} <= read_words("en-common")
    assert "mayor" in read_words("en-titles")
    assert "парламент" in read_words("uk-institutions")
    assert "버스" in read_words("ko-loans")


def test_what_korean_says_instead_of_a_negation_is_told_once_with_what_it_is_about() -> None:
    words: list[str] = []
    for row in read_rows("ko-instead"):
        here, bar, about = row.partition(" | ")
        assert bar
        assert about == "*" or all(one.isascii() and one.islower() for one in about.split())
        words += here.split()
    assert len(words) == len({*words})
    assert "금지" in words
