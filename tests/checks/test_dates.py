"""Months and days of the week: changed, lost, and written in other ways."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair, Remark
from transkit.checks.dates import dates
from transkit.units import Severity

ENGLISH = (
    "January February March April May June July August September October November December".split()
)
UKRAINIAN = (
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()
)
ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
UKRAINIAN_DAYS = "понеділок вівторок середу четвер п'ятницю суботу неділю".split()


def _remarks(language: str, source: str, target: str) -> list[Remark]:
    pair = Article([Pair("1", source, target)], "en", language).pairs[0]
    return list(dates.run(pair))


def _messages(language: str, source: str, target: str) -> list[tuple[Severity, str]]:
    return [(one.severity, one.message) for one in _remarks(language, source, target)]


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_is_known_in_all_languages(number: int) -> None:
    """The right month is no finding, the next one is, wherever the year ends."""
    source = f"It opened on 7 {ENGLISH[number - 1]} 2019."
    wrong = number % 12 + 1
    for language, form in (("uk", "Відкрили 7 {} 2019 року."), ("ko", "2019년 {} 7일에 열렸다.")):
        names = UKRAINIAN if language == "uk" else [f"{one}월" for one in range(1, 13)]
        assert _remarks(language, source, form.format(names[number - 1])) == []
        found = _messages(language, source, form.format(names[wrong - 1]))
        assert [severity for severity, _ in found] == [Severity.WARNING]
        assert ENGLISH[number - 1] in found[0][1]
        assert ENGLISH[wrong - 1] in found[0][1]


@pytest.mark.parametrize("at", range(7))
def test_every_day_of_the_week_is_known_in_all_languages(at: int) -> None:
    source, wrong = f"We met on {ENGLISH_DAYS[at]}.", (at + 1) % 7
    for language, form in (("uk", "Ми зустрілися у {}."), ("ko", "우리는 {} 만났다.")):
        names = UKRAINIAN_DAYS if language == "uk" else [f"{one}요일에" for one in "월화수목금토일"]
        assert _remarks(language, source, form.format(names[at])) == []
        found = _messages(language, source, form.format(names[wrong]))
        assert [severity for severity, _ in found] == [Severity.WARNING]


def test_a_changed_month_is_shown_where_it_stands() -> None:
    target = "Збори були 5 червня."
    (remark,) = _remarks("uk", "The meeting was on 5 May.", target)
    assert remark.start is not None
    assert target[remark.start : remark.end] == "червня"


@pytest.mark.parametrize(
    ("language", "source", "target", "month"),
    [
        ("uk", "The 14 May 2026 deal is here.", "Угода від 14 2026 тут.", "May"),
        ("uk", "It opened on August 3, 2020.", "Його відкрили 3 2020 року.", "August"),
        ("uk", "It began Sept., 2020.", "Це почалося 2020 року.", "September"),
        ("uk", "It began Aug, 2020.", "Це почалося 2020 року.", "August"),
        ("uk", "It opened on Aug. 3.", "Його відкрили 3 числа.", "August"),
        ("uk", "The 5th of October was cold.", "П'яте число було холодним.", "October"),
        ("uk", "In March 2021 it ended.", "У 2021 році це скінчилося.", "March"),
        ("ko", "The 14 May 2026 deal is here.", "2026년 14일 계약이 체결됐다.", "May"),
        ("uk", "On 14 May it cost 1,250.5 euros.", "Це 14 коштувало 1,250.5 євро.", "May"),
        ("uk", "On 14 May it rose by 2.5 points.", "Це 14 зросло на 2.5 пункту.", "May"),
        ("ko", "It opened on 3 Sept 2020.", "2020년 3일에 문을 열었다.", "September"),
    ],
)
def test_the_lost_month_of_a_date_is_a_warning(
    language: str, source: str, target: str, month: str
) -> None:
    assert _messages(language, source, target) == [
        (Severity.WARNING, f"the month {month} is missing")
    ]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "They came in May.", "Вони прийшли навесні."),
        ("uk", "They came on Friday.", "Вони прийшли вчора."),
        ("uk", "June, 67, came from Leeds.", "Джун, 67, приїхала з Лідса."),
        ("ko", "They came in May.", "그들은 봄에 왔다."),
        ("ko", "They came on Friday.", "그들은 어제 왔다."),
    ],
)
def test_a_lost_day_or_a_month_without_a_number_is_a_note(
    language: str, source: str, target: str
) -> None:
    assert [severity for severity, _ in _messages(language, source, target)] == [Severity.NOTE]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "On 14 May 2026 it began.", "Це почалося 14.05.2026."),
        ("uk", "On 14 May 2026 it began.", "Це почалося 2026-05-14."),
        ("ko", "On 14 May 2026 it began.", "2026. 5. 14.에 시작됐다."),
        ("ko", "On 14 May it began.", "5/14에 시작됐다."),
        ("uk", "It began on 05/14/2026 and ended in June.", "Із 14 травня до червня."),
        ("uk", "The February frosts of 2020 were hard.", "Лютневі морози 2020 року були сильні."),
        ("uk", "You may 5 times a day march 10 miles.", "Можна 5 разів на день іти 10 миль."),
        ("uk", "Mrs May, 63, smiled at us.", "Пані Мей, якій 63, усміхнулася нам."),
        ("ko", "She met Mrs May, 63, there.", "그는 메이(63)를 만났다."),
        ("uk", "They met here.", "Вони зустрілися тут у травні."),
        ("ko", "It took 5 months.", "5개월이 걸렸다."),
    ],
)
def test_months_in_digits_and_words_that_are_no_months_are_no_finding(
    language: str, source: str, target: str
) -> None:
    assert _remarks(language, source, target) == []


def test_the_tenth_month_is_not_taken_for_the_first_or_the_second() -> None:
    source = "It was on 2 December."
    assert _remarks("ko", source, "12월 2일이었다.") == []
    assert [one.severity for one in _remarks("ko", source, "2월 2일이었다.")] == [Severity.WARNING]
