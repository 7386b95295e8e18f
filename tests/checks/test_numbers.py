"""Numbers that differ, and those that are the same in other units."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.numbers import numbers
from transkit.units import Severity


def _severities(language: str, source: str, target: str) -> list[Severity]:
    pair = Article([Pair("1", source, target)], "en", language).pairs[0]
    return [remark.severity for remark in numbers.run(pair)]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "The film made $150m.", "Фільм зібрав 150 млн доларів."),
        ("ko", "The film made $150m.", "영화는 1억 5천만 달러를 벌었다."),
        ("uk", "It costs €2–3bn a year.", "Це коштує 2–3 млрд євро на рік."),
        ("ko", "It costs €2–3bn a year.", "연간 20억~30억 유로가 든다."),
        ("uk", "Some 5m people left.", "Виїхали близько 5 мільйонів людей."),
        ("uk", "The hall is 5m high.", "Зала заввишки 5 м."),
    ],
)
def test_what_headlines_shorten_is_the_same_number(language: str, source: str, target: str) -> None:
    assert _severities(language, source, target) == []


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "The film made $150m.", "Фільм зібрав 150 тис. доларів."),
        ("ko", "The film made $150m.", "영화는 1500만 달러를 벌었다."),
        ("uk", "The deal is worth £3bn.", "Угода коштує 3 млн фунтів."),
    ],
)
def test_another_magnitude_is_an_error(language: str, source: str, target: str) -> None:
    assert _severities(language, source, target) == [Severity.ERROR]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("A man of 6ft 2in walked in.", "Увійшов чоловік зростом 188 см."),
        ("The cat weighs 9 pounds 4 ounces.", "Кіт важить 4,2 кг."),
        ("They ran 26 miles.", "Вони пробігли 42 км."),
    ],
)
def test_metric_units_are_a_note(source: str, target: str) -> None:
    assert _severities("uk", source, target) == [Severity.NOTE]


_ROUND = [
    ("Ten", "열"), ("Twenty", "스무"), ("Thirty", "서른"), ("Forty", "마흔"), ("Fifty", "쉰"),
    ("Sixty", "예순"), ("Seventy", "일흔"), ("Eighty", "여든"), ("Ninety", "아흔"),
]  # fmt: skip


@pytest.mark.parametrize(("english", "korean"), _ROUND)
def test_korean_round_numerals_have_their_value(english: str, korean: str) -> None:
    assert _severities("ko", f"{english} people came.", f"{korean} 명이 왔다.") == []
    assert _severities("ko", "Fifteen people came.", f"{korean} 명이 왔다.") == [Severity.WARNING]


def test_another_round_numeral_is_told_with_its_value() -> None:
    pair = Article([Pair("1", "Thirty people came.", "마흔 명이 왔다.")], "en", "ko").pairs[0]
    assert [one.message for one in numbers.run(pair)] == [
        "the source has Thirty (30), the target 마흔 (40)"
    ]
