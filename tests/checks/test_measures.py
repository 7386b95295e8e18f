"""Numbers with their units: what is another unit, and what only another way to say it."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.measures import measures_of
from transkit.checks.numbers import numbers
from transkit.units import Severity


def _remarks(language: str, source: str, target: str) -> list[str]:
    pair = Article([Pair("1", source, target)], "en", language).pairs[0]
    found = numbers.run(pair)
    return [remark.message for remark in found if remark.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("language", "source", "target", "here"),
    [
        ("uk", "It takes seven months.", "Це триває сім тижнів.", "сім тижнів"),
        ("ko", "It takes seven months.", "일곱 주가 걸린다.", "일곱 주"),
        ("ko", "It takes seven months.", "7시간이 걸린다.", "7시간"),
        ("uk", "It takes seven months.", "Це триває 7 год.", "7 год"),
        ("uk", "It takes seven months.", "Це триває 7 хв.", "7 хв"),
    ],
)
def test_a_duration_in_another_unit_with_the_same_number_is_told(
    language: str, source: str, target: str, here: str
) -> None:
    assert _remarks(language, source, target) == [f"the source has seven months, the target {here}"]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "It is 25 kilometres long.", "Завдовжки він 25 м."),
        ("uk", "It is 5 miles away.", "До нього 5 км."),
        ("ko", "It weighs 12 kg.", "무게는 12g이다."),
        ("ko", "It is 5 feet tall.", "키는 5m이다."),
        ("uk", "It weighs 3 pounds.", "Він важить 3 кг."),
        ("uk", "It took half an hour.", "Це забрало пів дня."),
        ("ko", "It took half a day.", "반년이 걸렸다."),
    ],
)
def test_a_length_or_weight_that_was_not_converted_is_told(
    language: str, source: str, target: str
) -> None:
    assert len(_remarks(language, source, target)) == 1


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "It is 5 miles (8 km) away.", "До нього 5 миль (8 км)."),
        ("uk", "It took half an hour.", "Це забрало пів години."),
        ("uk", "It took half an hour.", "Це забрало 30 хвилин."),
        ("uk", "It is 5 miles (8 km) away.", "До нього 8 км (5 миль)."),
        ("uk", "It took 30 seconds, not minutes.", "Це забрало 30 секунд, а не хвилин."),
        ("ko", "On May 7 it took seven months.", "5월 7일, 일곱 달이 걸렸다."),
        ("ko", "It began at 7 in the morning and took 7 hours.", "아침 7시에 시작해 7시간 걸렸다."),
        ("uk", "The trip takes 48 hours.", "Подорож триває дві доби."),
        ("uk", "A 24-hour strike began.", "Почався добовий страйк."),
        ("uk", "They were away for 14 days.", "Їх не було два тижні."),
        ("ko", "They were away for two weeks.", "이들은 14일간 자리를 비웠다."),
        ("ko", "He served 24 months.", "그는 2년간 복역했다."),
        ("uk", "A 90-minute film was shown.", "Показали півторагодинний фільм."),
    ],
)
def test_the_same_measure_is_no_finding(language: str, source: str, target: str) -> None:
    assert _remarks(language, source, target) == []


def test_measures_are_read_with_their_places() -> None:
    text = "Через 2,5 години й сім днів"
    found = [
        (str(one.value), one.unit, text[one.start : one.end]) for one in measures_of(text, "uk")
    ]
    assert found == [("2.5", "hour", "2,5 години"), ("7", "day", "сім днів")]
    assert measures_of("7 Tage", "de") == ()
