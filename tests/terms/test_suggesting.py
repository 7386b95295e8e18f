"""Names that are spelled in several ways."""

from __future__ import annotations

from transkit.terms.glossary import Glossary, Term
from transkit.terms.suggesting import find_substitutes, suggest_terms


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


OTHERS = [(f"The {word} is here.", f"{place}에 있다.") for word, place in zip(
    "house tree dog cat road car sky sea boy girl wall door room book cup hat".split(),
    "집 나무 개 고양이 길 자동차 하늘 바다 소년 소녀 벽 문 방 책 컵 모자".split(),
    strict=True,
)]  # fmt: skip
SUMMITS = [
    ("The summit begins.", "정상회담이 시작된다."),
    ("After the summit", "정상회담 뒤에"),
    ("They left the summit.", "그들은 정상회담을 떠났다."),
]


def test_what_stands_in_the_place_of_a_term_is_told_by_many_texts() -> None:
    terms = [Term(source="summit", target="정상급회의")]
    (found,) = find_substitutes([*SUMMITS, *OTHERS], Glossary(terms, ("en", "ko")))
    assert (found.source, found.target, found.instead, found.count) == (
        "summit", "정상급회의", "정상회담", 3,
    )  # fmt: skip


def test_few_texts_or_two_such_words_tell_nothing() -> None:
    glossary = Glossary([Term(source="summit", target="정상급회의")], ("en", "ko"))
    assert find_substitutes([*SUMMITS[:2], *OTHERS], glossary) == []
    assert find_substitutes([*SUMMITS, *OTHERS[:9]], glossary) == []
    doubled = [(source, f"{target} 기후는") for source, target in SUMMITS]
    assert find_substitutes([*doubled, *OTHERS], glossary) == []
