"""Nouns that an article renders in several ways."""

from __future__ import annotations

import pytest

from transkit.terms.suggesting_nouns import suggest_nouns
from transkit.terms.ukrainian_forms import has_dictionary

needs_dictionary = pytest.mark.skipif(
    not has_dictionary(), reason="pip install 'transkit[ukrainian]'"
)
UKRAINIAN = [
    ("The report was short.", "Звіт був короткий."),
    ("Nobody read the reports.", "Ніхто не читав звітів."),
    ("He spoke about a report.", "Він говорив про повідомлення."),
    ("They report it each day.", "Про це повідомляють щодня."),
]
KOREAN = [
    ("The restaurant was full.", "레스토랑은 꽉 찼다."),
    ("They left the restaurant.", "그들은 레스토랑을 떠났다."),
    ("He owns three restaurants.", "그는 식당을 세 개 가지고 있다."),
]


def found(
    pairs: list[tuple[str, str]], language: str, known: tuple[str, ...] = ()
) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Return each noun, how often it stands in sources, and its renderings with their counts."""
    rows = [(source, target, False) for source, target in pairs]
    return [
        (one.source, one.count, [(way.target, way.count) for way in one.renderings])
        for one in suggest_nouns(rows, language, known=known)
        if not one.is_name
    ]


@needs_dictionary
def test_a_noun_that_is_rendered_in_two_ways_is_told_in_the_nominative() -> None:
    """The verb of the same letters is another word."""
    assert found(UKRAINIAN, "uk") == [("report", 3, [("звіт", 2), ("повідомлення", 1)])]


def test_korean_particles_are_cut_off() -> None:
    assert found(KOREAN, "ko") == [("restaurant", 3, [("레스토랑", 2), ("식당", 1)])]


@pytest.mark.parametrize("known", ["restaurant", "Restaurants"])
def test_what_a_glossary_has_is_left_out(known: str) -> None:
    assert found(KOREAN, "ko", (known,)) == []


def test_one_rendering_few_places_and_other_languages_are_nothing() -> None:
    assert found(KOREAN[:2], "ko") == []
    same = [(source, target.replace("식당", "레스토랑")) for source, target in KOREAN]
    assert found(same, "ko") == []
    assert found(KOREAN, "de") == []


@needs_dictionary
def test_what_a_person_accepted_stands_first() -> None:
    rows = [(source, target, "повідомлення" in target) for source, target in UKRAINIAN]
    (one,) = suggest_nouns(rows, "uk")
    assert [(way.target, way.reviewed) for way in one.renderings] == [
        ("повідомлення", 1), ("звіт", 0),
    ]  # fmt: skip
