"""What of a source its target tells."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.coverage import is_told, told_words
from transkit.checks.loans import loan_score
from transkit.checks.own_names import own_name, rendered_as


def _pair(source: str, target: str, language: str = "uk") -> Pair:
    """Return a pair in an article of its own."""
    pair = Pair("1", source, target)
    Article([pair], "en", language)
    return pair


def test_words_and_names_that_are_told_are_counted() -> None:
    source = "The children read the books of Fergusson."
    pair = _pair(source, "Діти читають книги Фергюссона.")
    told, known = told_words(source, pair)
    assert known >= 4
    assert told >= known - 1
    assert told_words(source, _pair(source, "Пішов дощ."))[0] == 0


@pytest.mark.parametrize(
    ("word", "language", "target"),
    [
        ("Fergusson", "uk", "з Фергюссоном"),
        ("Fergusson", "ko", "퍼거슨과"),
        ("Croatian", "uk", "у Хорватії"),
        ("Istanbul", "uk", "зі Стамбула"),
        ("Egypt", "ko", "이집트에서"),
    ],
)
def test_a_name_is_told_by_its_sound_or_by_what_it_is_called(
    word: str, language: str, target: str
) -> None:
    assert is_told(word, _pair(word, target, language))
    other = {"uk": "у Шотландії", "ko": "스코틀랜드에서"}[language]
    assert not is_told(word, _pair(word, other, language))


def test_of_a_language_without_lists_nothing_is_told() -> None:
    source = "The children read the books of Fergusson."
    assert told_words(source, _pair(source, "Les enfants lisent.", "fr"))[0] == 0


def test_countries_cities_and_what_comes_of_them_have_names_of_their_own() -> None:
    assert "хорв" in rendered_as("Croatian", "uk")
    assert "이집트" in rendered_as("Egypt", "ko")
    assert rendered_as("Fergusson", "uk") == rendered_as("Egypt", "de") == frozenset()
    assert own_name("Germany", "ko") == ("독일",)


@pytest.mark.parametrize("word", ["포르트니코우", "산토스", "카트만두", "베를린"])
def test_names_look_foreign_in_korean(word: str) -> None:
    assert loan_score(word, "ko") > 0.4


@pytest.mark.parametrize("word", ["대통령", "과학자", "경찰", "사회"])
def test_korean_words_do_not(word: str) -> None:
    assert loan_score(word, "ko") < 0
