"""Negations: what is lost, what came in, and idioms that negate nothing."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.negation import double_negation, negation
from transkit.units import Severity


def _severities(language: str, source: str, target: str) -> list[Severity]:
    pair = Article([Pair("1", source, target)], "en", language).pairs[0]
    return [remark.severity for remark in negation.run(pair)]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "I can't wait to see it.", "Дочекатися б, щоб це побачити."),
        ("uk", "She could not wait to start.", "Їй кортіло почати."),
        ("uk", "We couldn't agree more.", "Ми цілком згодні."),
        ("ko", "I can't wait to see it.", "그것을 어서 보고 싶다."),
        ("ko", "We couldn’t agree more.", "우리는 전적으로 동의한다."),
        ("uk", "They did not wait.", "Вони не чекали."),
        ("ko", "Photos are not allowed here.", "이곳에서는 사진 촬영이 금지된다."),
        ("ko", "We did not know the way.", "우리는 길을 몰랐다."),
        ("uk", "He said “no” to us.", "Він сказав нам «ні»"),
        ("uk", "Never again!", "Ніколи знову!"),
        ("uk", "Nobody but Ivan knew.", "Знав лише Іван."),
        ("uk", "They will not be forgotten.", "Їх пам’ятатимуть."),
        ("ko", "The deal is not dead.", "협상은 아직 살아 있다."),
        ("ko", "He did not attend the vote.", "그는 투표에 불참했다."),
        ("ko", "It is not far from here.", "여기서 가깝다."),
        ("ko", "They had no choice but to leave.", "떠날 수밖에 없었다."),
        ("uk", "The shop is not open today.", "Крамниця сьогодні зачинена."),
        ("uk", "She did not survive the fall.", "Вона загинула від падіння."),
        ("ko", "No entry after nine.", "아홉 시 이후 출입 금지."),
        ("uk", "He left. She did not. They sang.", "Він пішов. Вона ні. Вони співали."),
        ("ko", "None of them had served before.", "모두 처음이었다."),
        ("uk", "She had never flown before.", "Вона летіла вперше."),
        ("ko", "If it hadn't been for the storm, it was fine.", "폭풍만 아니었다면 괜찮았다."),
        ("uk", "Doctors advise against it.", "Лікарі застерігають від цього."),
        ("ko", "Doctors advise against it.", "의사들은 그것을 피하라고 한다."),
        ("uk", "The town was left without power.", "Місто знеструмлено."),
        ("uk", "He left without saying goodbye.", "Він пішов, не попрощавшись."),
        ("uk", "It will not take less than an hour.", "На це піде щонайменше година."),
        ("ko", "Those under 18 may not enter.", "18세 미만은 입장 불가."),
    ],
)
def test_idioms_and_negations_that_are_kept_are_no_finding(
    language: str, source: str, target: str
) -> None:
    assert _severities(language, source, target) == []


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "They did not wait.", "Вони чекали."),
        ("uk", "We could not agree with it.", "Ми з цим погодилися."),
        ("uk", "He did not come. She did not sing.", "Він не прийшов. Вона співала."),
        ("ko", "They did not wait.", "그들은 기다렸다."),
        ("uk", "They will not be forgotten.", "Про них забудуть."),
        ("uk", "The shop closed, but they did not wait.", "Крамниця зачинилася, і вони чекали."),
        # What else is forbidden, or is done without, stands for no negation of another verb.
        (
            "ko",
            "The park is shut to those who did not get a card.",
            "카드를 받은 사람의 공원 출입을 금지한다.",
        ),
        (
            "ko",
            "Bread had not been baked, so they ate the cheese plain.",
            "빵을 구웠기에 그들은 치즈를 빵 없이 먹었다.",
        ),
    ],
)
def test_a_lost_negation_is_a_warning(language: str, source: str, target: str) -> None:
    assert _severities(language, source, target) == [Severity.WARNING]


def test_a_negation_that_came_in_is_a_note() -> None:
    assert _severities("uk", "They waited.", "Вони не чекали.") == [Severity.NOTE]


def test_a_pronoun_that_negates_wants_a_verb_that_does() -> None:
    wrong, right = (
        Article([Pair("1", "Nobody came here.", target)], "en", "uk").pairs[0]
        for target in ("Сюди ніхто вчора прийшов.", "Сюди ніхто вчора не прийшов.")
    )
    assert [one.severity for one in double_negation.run(wrong)] == [Severity.WARNING]
    assert list(double_negation.run(right)) == []


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        (
            "uk",
            "It took less than an hour, and he was not there.",
            "Минула неповна година, він там був.",
        ),
        (
            "ko",
            "It took less than an hour, and he was not there.",
            "한 시간이 채 안 걸렸고 그는 있었다.",
        ),
        ("ko", "It does not apply to fewer than ten.", "10명 미만에게 적용된다."),
        ("uk", "Doctors advise against it.", "Лікарі це радять."),
        ("ko", "Doctors advise against it.", "의사들은 그것을 권한다."),
        ("uk", "They spent a week without power.", "Тиждень вони провели зі світлом."),
    ],
)
def test_what_only_looks_like_a_negation_stands_for_none(
    language: str, source: str, target: str
) -> None:
    assert _severities(language, source, target) == [Severity.WARNING]


def test_a_negation_at_the_end_of_a_clause_is_the_other_half() -> None:
    source = "They found it in bats, but not in any other animal."
    good = "Його знайшли в кажанів, а в жодних інших тварин — ні."
    bad = "Його знайшли в кажанів, а в жодних інших тварин — так."
    for target, alarms in ((good, 0), (bad, 1)):
        pair = Article([Pair("1", source, target)], "en", "uk").pairs[0]
        assert len(list(double_negation.run(pair))) == alarms
