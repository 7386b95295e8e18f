"""Stems, and the lists of which stems stand for each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.text.lexicon import known_stems, read_lexicon
from transkit.text.names import resemblance, sounds_alike
from transkit.text.stems import list_stems, stem_of


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["book", "books", "book's"]),
        ("en", ["stop", "stopped", "stopping"]),
        ("uk", ["книга", "книги", "книгою", "книг", "Книгам"]),
        ("ko", ["정부는", "정부의", "정부"]),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, forms: list[str]) -> None:
    assert len({stem_of(form, language) for form in forms}) == 1


@given(st.text(min_size=1), st.sampled_from(["en", "uk", "ko", "de"]))
def test_every_word_has_a_stem(text: str, language: str) -> None:
    assert all(list_stems(text, language))


@pytest.mark.parametrize(("language", "word"), [("uk", "книга"), ("uk", "дитина"), ("ko", "사람")])
def test_common_words_are_known(language: str, word: str) -> None:
    assert stem_of(word, language) in read_lexicon("en", language).common


def test_counterparts_are_known_with_their_shares_likeliest_first() -> None:
    shares = read_lexicon("en", "uk").pairs[stem_of("book", "en")]
    assert stem_of("книга", "uk") in shares
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert all(0 < share <= 1 for share in shares.values())


def test_languages_without_a_list_have_an_empty_one() -> None:
    assert read_lexicon("en", "fr").pairs == {}
    assert read_lexicon("en", "fr").common == frozenset()


@pytest.mark.parametrize(
    ("name", "word"),
    [("Fergusson", "Фергюссона"), ("Dublin", "Дубліні"), ("Stanford", "스탠포드"),
     ("Vidal", "비달은")],
)  # fmt: skip
def test_a_name_sounds_like_its_rendering(name: str, word: str) -> None:
    assert sounds_alike(name, word) > 0.7


@pytest.mark.parametrize(
    ("name", "word"),
    [("Guinness", "Берлін"), ("Vidal", "Дікінсон"), ("Vidal", "해리슨"), ("", "а")],
)
def test_another_name_does_not(name: str, word: str) -> None:
    assert sounds_alike(name, word) < 0.6


@given(st.text(), st.text())
def test_resemblance_is_a_share(name: str, word: str) -> None:
    assert 0.0 <= resemblance(name, word) <= 1.0


@pytest.mark.parametrize(("language", "word"), [("en", "book"), ("uk", "книга"), ("ko", "사람")])
def test_the_words_of_every_language_are_listed(language: str, word: str) -> None:
    assert stem_of(word, language) in known_stems(language)


def test_of_a_language_without_lists_no_word_is_known() -> None:
    assert known_stems("de") == frozenset()
