"""Shares, multiples and crowds that stand for others, and those that are only said otherwise."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.numbers import numbers


def _messages(language: str, source: str, target: str) -> list[str]:
    pair = Article([Pair("1", source, target)], "en", language).pairs[0]
    return [remark.message for remark in numbers.run(pair)]


SWAPPED = [
    ("uk", "Half of them left.", "Третина з них пішла.", "Half", "Третина"),
    ("uk", "Hundreds came.", "Прийшли тисячі.", "Hundreds", "тисячі"),
    ("uk", "Thousands of people came.", "Прийшли мільйони людей.", "Thousands", "мільйони"),
    ("uk", "Prices doubled.", "Ціни зросли втричі.", "doubled", "втричі"),
    ("uk", "Dozens of houses burned.", "Згоріли сотні будинків.", "Dozens", "сотні"),
    ("uk", "A quarter of voters came.", "Прийшла третина виборців.", "A quarter", "третина"),
    ("uk", "A twofold rise.", "Зростання втричі.", "twofold", "втричі"),
    ("uk", "A threefold rise.", "Зростання вдвічі.", "threefold", "вдвічі"),
    ("uk", "Exports tripled.", "Експорт подвоївся.", "tripled", "подвоївся"),
    ("uk", "A dozen people came.", "Прийшла сотня людей.", "dozen", "сотня"),
    ("uk", "A thousand people came.", "Прийшов мільйон людей.", "thousand", "мільйон"),
    ("uk", "Tens of thousands came.", "Прийшли сотні тисяч.", "Tens of thousands", "сотні тисяч"),
    ("uk", "Two thirds voted.", "Проголосувала третина.", "Two thirds", "третина"),
    ("uk", "Billions were spent.", "Витрачено мільйони.", "Billions", "мільйони"),
    ("uk", "It was four times as big.", "Це вдвічі більше.", "four times", "вдвічі"),
    ("ko", "Half of them left.", "그들 중 3분의 1이 떠났다.", "Half", "3분의 1"),
    ("ko", "A quarter of them came.", "그중 3분의 1이 왔다.", "A quarter", "3분의 1"),
    ("ko", "Hundreds came.", "수천 명이 왔다.", "Hundreds", "수천"),
    ("ko", "Thousands came.", "수백만 명이 왔다.", "Thousands", "수백만"),
    ("ko", "Prices doubled.", "물가가 세 배로 올랐다.", "doubled", "세 배"),
    ("ko", "Dozens of houses burned.", "집 수백 채가 탔다.", "Dozens", "수백"),
    ("ko", "A threefold rise.", "두 배 증가.", "threefold", "두 배"),
    ("ko", "A dozen people came.", "백여 명이 왔다.", "dozen", "백"),
    ("ko", "A million people came.", "천 명이 왔다.", "million", "천"),
]


@pytest.mark.parametrize(("language", "source", "target", "there", "here"), SWAPPED)
def test_a_quantity_that_stands_for_another_is_told_once(
    language: str, source: str, target: str, there: str, here: str
) -> None:
    assert _messages(language, source, target) == [f"the source has {there}, the target {here}"]


SAME = [
    ("uk", "A dozen people came.", "Прийшов десяток людей."),
    ("uk", "About a dozen people came.", "Прийшло близько 12 людей."),
    ("uk", "Prices halved.", "Ціни впали вдвічі."),
    ("uk", "Prices halved.", "Ціни знизилися наполовину."),
    ("uk", "Three hundred people, and several thousand more.", "Триста людей і ще кілька тисяч."),
    ("uk", "Twice as many came.", "Прийшло удвічі більше."),
    ("uk", "He won three times.", "Він тричі переміг."),
    ("uk", "Two million came.", "Прийшли два мільйони."),
    ("uk", "One in three children cannot read.", "Кожна третя дитина не вміє читати."),
    ("uk", "Half an hour later it rained.", "За пів години пішов дощ."),
    ("uk", "In the second half of the year.", "У другому півріччі."),
    ("uk", "Exports rose threefold.", "Експорт зріс у 3 рази."),
    ("ko", "A dozen people came.", "십여 명이 왔다."),
    ("ko", "Tens of thousands came.", "수만 명이 왔다."),
    ("ko", "Hundreds of thousands came.", "수십만 명이 왔다."),
    ("ko", "Two thirds voted.", "3분의 2가 투표했다."),
    ("ko", "Half of them left.", "50%가 떠났다."),
    ("ko", "Twice as many came.", "두 배 더 많이 왔다."),
    ("ko", "They met twice.", "그들은 두 번 만났다."),
    ("ko", "A million people came.", "백만 명이 왔다."),
    ("ko", "Prices doubled.", "물가가 배로 뛰었다."),
]


@pytest.mark.parametrize(("language", "source", "target"), SAME)
def test_the_same_quantity_in_other_words_is_no_finding(
    language: str, source: str, target: str
) -> None:
    assert _messages(language, source, target) == []


def test_another_language_has_no_quantities() -> None:
    assert _messages("de", "Half of them left.", "Ein Drittel ging.") == []
