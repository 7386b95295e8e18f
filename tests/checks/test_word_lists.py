"""Lists of words: readable, each word once, what belongs together together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import transkit.checks.word_lists as module
from transkit.checks.word_lists import any_of, read_rows, read_table, read_words

FILES = sorted(Path(module.__file__).with_name("words").glob("*.txt"))
TABLES = {"en-short", "ko-instead", "uk-instead", "ko-like-particles", "ko-names", "uk-names",
          "en-capitals", "uk-peoples"}  # fmt: skip
"""Lists with something before a bar in each line."""


def _of(*, tables: bool) -> list[Path]:
    return [path for path in FILES if (path.stem in TABLES) is tables]


@pytest.mark.parametrize("path", _of(tables=False), ids=lambda path: str(path.stem))
def test_a_list_says_what_it_holds_and_names_each_word_once(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#")).split()
    assert lines[0].startswith("# ")
    assert words == sorted({*words})
    assert read_words(path.stem) == {*words}
    assert all(word == word.casefold() for word in words)


@pytest.mark.parametrize("path", _of(tables=True), ids=lambda path: str(path.stem))
def test_a_table_says_what_it_holds_and_each_line_once(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")
    rows, table = read_rows(path.stem), read_table(path.stem)
    assert len(rows) == len(table) > 0
    assert all(key and words for key, words in table.items())
    assert all(len(words) == len({*words}) for words in table.values())


@pytest.mark.parametrize(("language", "known"), [("ko", "금지"), ("uk", "зачин")])
def test_what_stands_instead_of_a_negation_is_told_once_with_what_it_is_about(
    language: str, known: str
) -> None:
    table = read_table(f"{language}-instead")
    words = [word for key in table for word in key.split()]
    assert len(words) == len({*words})
    assert known in words
    for about in table.values():
        assert about == ("*",) or all(one.isascii() and one.islower() for one in about)


def test_words_of_the_lists_are_known() -> None:
    assert {"river", "the"} <= read_words("en-common")
    assert "mayor" in read_words("en-titles")
    assert "парламент" in read_words("uk-institutions")
    assert "버스" in read_words("ko-loans")
    assert read_table("en-short")["UK"] == ("Britain", "Kingdom")
    assert "США" in read_table("uk-names")["United States"]
    assert "마을" in read_table("ko-like-particles")["을"]


def test_lines_go_on_and_underlines_are_spaces(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    folder.joinpath("xx-test.txt").write_text(
        "# What it holds.\n\nNew York | Нью-Йорк\n    NY_\n# More.\nLA | ЛА\n", encoding="utf-8"
    )
    monkeypatch.setattr(module, "__file__", str(tmp_path / "word_lists.py"))
    assert read_table("xx-test") == {"New York": ("Нью-Йорк", "NY "), "LA": ("ЛА",)}


def test_a_pattern_is_for_whole_words_beginnings_and_phrases() -> None:
    pattern = re.compile(rf"\b(?:{any_of('en-opposite')})\b")
    for text in ("few", "failed", "failure", "other than", "the naked eye"):
        assert pattern.search(text)
    for text in ("fewer", "other", "unfailing", "naked"):
        assert not pattern.search(text)
