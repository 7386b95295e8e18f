"""Names that are spelled in several ways."""

from __future__ import annotations

from transkit.terms.suggesting import suggest_terms


def renderings(language: str, *pairs: tuple[str, str]) -> dict[str, list[tuple[str, int]]]:
    found = suggest_terms([(source, target, False) for source, target in pairs], language)
    return {one.source: [(way.target, way.count) for way in one.renderings] for one in found}


def test_cases_of_one_spelling_are_counted_together() -> None:
    assert renderings(
        "uk",
        ("They asked Portnikov.", "Запитали Портникова."),
        ("With Portnikov and to Portnikov", "Із Портниковим до Портнікова"),
        ("The house of Portnikov", "Будинок Портнікова"),
        ("For Portnikov", "Для Портникова"),
    ) == {"Portnikov": [("Портников", 3), ("Портніков", 2)]}


def test_particles_are_cut_off() -> None:
    assert renderings(
        "ko",
        ("They asked Stanford.", "그들은 스탠퍼드에 물었다."),
        ("At Stanford", "스탠퍼드에서"),
        ("With Stanford", "스탠포드와"),
    ) == {"Stanford": [("스탠퍼드", 2), ("스탠포드", 1)]}


def test_other_words_other_names_and_adjectives_are_none() -> None:
    assert renderings(
        "uk",
        ("In Barcelona with Barcelona Marco", "У Барселоні з барселонським Марком"),
        ("The trams of Barcelona in May", "Барселонські трамваї в травні"),
    ) == {"Barcelona": [("Барселона", 1)]}


def test_what_a_glossary_has_is_left_out() -> None:
    pairs = [("to Stanford", "до Стенфорда", False), ("in Stanford", "у Станфорді", True)]
    assert suggest_terms(pairs, "uk", known=["Stanford University"]) == []
    (one,) = suggest_terms(pairs, "uk")
    assert [(way.target, way.reviewed) for way in one.renderings] == [
        ("Станфорд", 1), ("Стенфорд", 0),
    ]  # fmt: skip
    assert suggest_terms(pairs, "de") == []
