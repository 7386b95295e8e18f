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


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "The train leaves at 8 p.m.", "Потяг вирушає о 8:00 ранку."),
        ("uk", "The shop opens at 9 a.m.", "Крамниця відчиняється о 9 вечора."),
        ("uk", "The shop opens at 9 a.m.", "Крамниця відчиняється о дев’ятій вечора."),
        ("uk", "It began at 9:30 a.m. on Friday.", "Почалося о 21:30 у п’ятницю."),
        ("uk", "We met at 3:30 p.m.", "Ми зустрілися о 3:30."),
        ("uk", "We met at 3pm.", "Ми зустрілися о 3-й ночі."),
        ("uk", "It began after 2 a.m.", "Почалося після другої години дня."),
        ("uk", "It lasted until 3 p.m.", "Тривало до третьої ночі."),
        ("uk", "The gates close at midnight.", "Браму зачиняють опівдні."),
        ("uk", "The gates close at noon.", "Браму зачиняють опівночі."),
        ("ko", "The train leaves at 8 p.m.", "기차는 오전 8시에 떠난다."),
        ("ko", "The train leaves at 8:30 a.m.", "기차는 저녁 여덟 시 반에 떠난다."),
        ("ko", "The train leaves at 8 a.m.", "기차는 20시에 떠난다."),
        ("ko", "The gates close at midnight.", "문은 정오에 닫힌다."),
    ],
)
def test_the_other_half_of_the_day_is_told(language: str, source: str, target: str) -> None:
    assert _severities(language, source, target) == [Severity.WARNING]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "The train leaves at 8 p.m.", "Потяг вирушає о 20:00."),
        ("uk", "The train leaves at 8 p.m.", "Потяг вирушає о 8-й вечора."),
        ("uk", "The train leaves at 8 p.m.", "Потяг вирушає о 8."),
        ("uk", "The train leaves at 8:30 p.m.", "Увечері потяг вирушає о 8:30."),
        ("uk", "It is open from 8 a.m. to 8 p.m.", "Відчинено з 8:00 до 20:00."),
        ("uk", "At 8 a.m. there were 20 people.", "О восьмій ранку було 20 людей."),
        ("uk", "We left at 1 a.m.", "Ми вирушили о першій ночі."),
        ("uk", "It began after 2 a.m.", "Почалося після другої ночі."),
        ("uk", "It lasted until 3 p.m.", "Тривало до третьої пополудні."),
        ("uk", "We left at 12:15 a.m.", "Ми вирушили о 00:15."),
        ("uk", "The gates close at midnight.", "Браму зачиняють опівночі."),
        ("ko", "The train leaves at 8 p.m.", "기차는 오후 8시에 떠난다."),
        ("ko", "The train leaves at 8:30 p.m.", "기차는 저녁 8시 반에 떠난다."),
        ("ko", "We left at 1 a.m.", "우리는 새벽 1시에 떠났다."),
        ("ko", "The train leaves at 8 p.m.", "기차는 20시에 떠난다."),
        ("ko", "The gates close at midnight.", "문은 자정에 닫힌다."),
    ],
)
def test_the_same_half_of_the_day_is_no_finding(language: str, source: str, target: str) -> None:
    assert _severities(language, source, target) == []


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "Some 20% of voters came.", "Прийшли 20 виборців."),
        ("uk", "It rose by 5%.", "Вона зросла на 5 градусів."),
        ("uk", "The rate is 20%.", "Ставка становить 20."),
        ("uk", "It rose by 5 percentage points.", "Вона зросла на 5 %."),
        ("uk", "Some 20% of men and 30% of women came.", "Прийшли 20 чоловіків і 30% жінок."),
        ("ko", "The rate is 20 percent.", "비율은 20이다."),
        ("ko", "It rose by 5 percentage points.", "5% 올랐다."),
    ],
)
def test_a_number_that_is_no_longer_per_cent_is_told(
    language: str, source: str, target: str
) -> None:
    assert _severities(language, source, target) == [Severity.WARNING]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "Some 20% of voters came.", "Прийшли 20 % виборців."),
        ("uk", "It rose from 20% to 30%.", "Показник зріс із 20 до 30 відсотків."),
        ("uk", "The rate is 2.5 percent.", "Ставка становить 2,5 відсотка."),
        ("uk", "It rose by 5 percentage points.", "Вона зросла на 5 відсоткових пунктів."),
        ("ko", "It rose by 5 percentage points.", "5%p 올랐다."),
        ("ko", "The rate is 20 percent.", "비율은 20퍼센트이다."),
    ],
)
def test_what_is_still_per_cent_is_no_finding(language: str, source: str, target: str) -> None:
    assert _severities(language, source, target) == []


_DURATIONS = [
    ("ko", "The film runs 90 minutes.", "영화는 1시간 30분간 상영된다."),
    ("uk", "The film runs 90 minutes.", "Фільм триває півтори години."),
    ("uk", "The film runs 90 minutes.", "Фільм триває 1 годину 30 хвилин."),
    ("ko", "It lasted 60 minutes.", "한 시간 동안 계속되었다."),
    ("uk", "It lasted 60 minutes.", "Це тривало годину."),
    ("ko", "It lasted 24 hours.", "하루 동안 계속되었다."),
    ("uk", "It lasted 24 hours.", "Це тривало добу."),
    ("ko", "It lasted 6 months.", "반년 동안 계속되었다."),
    ("uk", "It lasted 6 months.", "Це тривало пів року."),
]


@pytest.mark.parametrize(("language", "source", "target"), _DURATIONS)
def test_a_duration_in_other_units_is_no_finding(language: str, source: str, target: str) -> None:
    assert _severities(language, source, target) == []


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("ko", "The film runs 80 minutes.", "영화는 1시간 30분간 상영된다."),
        ("uk", "The film runs 90 minutes.", "Фільм триває 2 години."),
        ("uk", "The film runs 60 minutes.", "Фільм триває дві години."),
        ("ko", "It lasted 48 hours.", "하루 동안 계속되었다."),
        ("uk", "It lasted 9 months.", "Це тривало пів року."),
    ],
)
def test_another_duration_is_told(language: str, source: str, target: str) -> None:
    assert _severities(language, source, target) != []


def test_a_decade_without_its_century_is_the_same() -> None:
    assert _severities("uk", "The 1990s changed it.", "Дев’яності змінили це.") == []
    assert _severities("uk", "The 1980s changed it.", "Дев’яності змінили це.") != []


def test_both_koreas_in_one_word_are_two() -> None:
    assert _severities("ko", "The two Koreas met.", "남북이 만났다.") == []
    assert _severities("ko", "The three Koreas met.", "남북이 만났다.") == [Severity.WARNING]


@pytest.mark.parametrize(
    ("language", "source", "target", "same"),
    [
        ("uk", "Half a million came.", "Прийшло пів мільйона.", True),
        ("uk", "Half a million came.", "Прийшло 500 тисяч.", True),
        ("uk", "Half a million came.", "Прийшов мільйон.", False),
        ("uk", "One and a half million came.", "Прийшло півтора мільйона.", True),
        ("uk", "A quarter of a million came.", "Прийшло 250 тисяч.", True),
        ("ko", "Half a million came.", "50만 명이 왔다.", True),
        ("ko", "Half a million came.", "5만 명이 왔다.", False),
        ("ko", "One and a half million came.", "150만 명이 왔다.", True),
        ("uk", "It took twelve months.", "Це зайняло рік.", True),
        ("uk", "It erupted in twelve months.", "Він прокинувся за рік.", True),
        ("ko", "He got seven and a half years.", "그는 7년 6개월을 받았다.", True),
        ("ko", "He got seven and a half years.", "그는 7년 9개월을 받았다.", False),
    ],
)
def test_parts_of_millions_and_of_years_have_their_value(
    language: str, source: str, target: str, *, same: bool
) -> None:
    assert (_severities(language, source, target) == []) is same


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "The town was founded in the 1600s.", "Місто заснували в XVII столітті."),
        ("ko", "The town was founded in the 1600s.", "이 도시는 17세기에 세워졌다."),
        ("uk", "It is the highest in 15 years.", "Це найбільше за півтора десятиліття."),
        ("uk", "Exports rose by a fifth.", "Експорт зріс на 20 %."),
        ("ko", "Exports rose by a fifth.", "수출이 20% 늘었다."),
        ("ko", "She won by three hundredths of a second.", "그는 0.03초 차로 이겼다."),
        ("uk", "Nine in ten parents agree.", "Згодні 90 % батьків."),
        ("ko", "One in five children is hungry.", "어린이 20%가 굶주린다."),
        ("uk", "Some 40 percent stayed at home.", "Дві п’яті лишилися вдома."),
        ("uk", "They met for the fourth time.", "Вони зустрілися вчетверте."),
        ("uk", "It is eight times what it was.", "Воно зросло увосьмеро."),
        ("uk", "He died at the age of 84.", "Він помер на 85-му році життя."),
        ("ko", "It is on the front page.", "그것은 1면에 실렸다."),
        ("ko", "It weighs half a tonne.", "무게가 500kg이다."),
    ],
)
def test_what_translators_call_otherwise_is_the_same_number(
    language: str, source: str, target: str
) -> None:
    assert _severities(language, source, target) == []


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "The town was founded in the 1600s.", "Місто заснували в XVI столітті."),
        ("uk", "Exports rose by a fifth.", "Експорт зріс на 25 %."),
        ("uk", "They met for the fourth time.", "Вони зустрілися втретє."),
        ("uk", "It is for the third quarter.", "Це на четвертий квартал."),
        ("ko", "It is for the third quarter.", "그것은 4분기에 대한 것이다."),
        ("uk", "He died at the age of 84.", "Він помер на 83-му році життя."),
        ("ko", "It is for those under 18.", "16세 미만에게 해당된다."),
        ("ko", "There were only 87.", "78개뿐이었다."),
    ],
)
def test_other_numbers_are_told_as_plainly_as_before(
    language: str, source: str, target: str
) -> None:
    assert max(one.rank for one in _severities(language, source, target)) >= Severity.WARNING.rank


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("de", "Two boats sank in 2019.", "Zwei Boote sanken 2019."),
        ("de", "Three million people left.", "Drei Millionen Menschen gingen."),
        ("de", "It cost 1.5 million euros.", "Es kostete 1,5 Millionen Euro."),
        ("de", "It cost 1.5 million euros.", "Es kostete 1 500 000 Euro."),
        ("ja", "Two boats sank in 2019.", "2019年、二隻の船が沈んだ。"),
    ],
)
def test_number_words_of_languages_that_nobody_reads_need_no_counterpart(
    language: str, source: str, target: str
) -> None:
    assert _severities(language, source, target) == []


@pytest.mark.parametrize(
    ("language", "source", "target", "severity"),
    [
        ("de", "It cost 1.5 million euros.", "Es kostete 2,5 Millionen Euro.", Severity.ERROR),
        ("de", "Two boats sank in 2019.", "Zwei Boote sanken.", Severity.WARNING),
    ],
)
def test_digits_are_compared_in_every_language(
    language: str, source: str, target: str, severity: Severity
) -> None:
    assert _severities(language, source, target) == [severity]


def test_number_words_of_a_source_that_nobody_reads_need_no_counterpart() -> None:
    pair = Article([Pair("1", "Deux bateaux, 2019.", "Два човни, 2019.")], "fr", "uk").pairs[0]
    assert list(numbers.run(pair)) == []
