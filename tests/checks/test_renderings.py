"""Names that an article renders in two ways."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.registry import choose_checks
from transkit.checks.running import check_article


def _said(language: str, *rows: tuple[str, str]) -> list[tuple[str, str]]:
    """Return unit and message of what is said about an article."""
    pairs = [Pair(str(number), *row) for number, row in enumerate(rows, 1)]
    found = check_article(Article(pairs, "en", language), choose_checks(["renderings"]))
    return [(item.finding.unit, item.finding.message) for item in found]


def test_of_two_mentions_the_second_is_told_with_both_spellings() -> None:
    rows = [
        ("Then Portnikov left.", "Потім Портников пішов."),
        ("They saw Portnikov there.", "Вони бачили там Портнікова."),
    ]
    assert _said("uk", *rows) == [("2", "Portnikov is Портнікова here, Портников elsewhere")]
    rows = [
        ("Then Stanford closed.", "그 뒤 스탠퍼드가 문을 닫았다."),
        ("They saw Stanford there.", "그들은 스탠포드를 보았다."),
    ]
    assert _said("ko", *rows) == [("2", "Stanford is 스탠포드 here, 스탠퍼드 elsewhere")]


def test_of_several_mentions_the_odd_one_is_told() -> None:
    rows = [
        ("Then Keller left.", "Потім Келер пішла."),
        ("They saw Keller.", "Вони бачили Келлер."),
        ("They like Keller.", "Їм подобається Келлер."),
    ]
    assert _said("uk", *rows) == [("1", "Keller is Келер here, Келлер elsewhere")]


FORMS = [
    ("uk", ("Prague is old.", "Прага стара."), ("He is in Prague.", "Він у Празі.")),
    ("uk", ("Italy is far.", "Італія далеко."), ("He left Italy.", "Він виїхав з Італії.")),
    ("uk", ("Go to Stanford.", "Їдьте в Стенфорд."),
     ("The Stanford team won.", "Команда Стенфордського університету перемогла.")),
    ("uk", ("He saw Chernihiv.", "Він бачив Чернігів."), ("In Chernihiv.", "У Чернігові.")),
    ("ko", ("He left Africa.", "그는 아프리카를 떠났다."), ("In North Africa.", "북아프리카에서.")),
    ("ko", ("He left Buffalo.", "그는 버팔로를 떠났다."), ("To Buffalo.", "버팔로로 갔다.")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "one", "other"), FORMS)
def test_forms_of_one_spelling_are_one(
    language: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert _said(language, one, other) == []
