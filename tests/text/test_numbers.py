"""Numbers by value, in digits and words, in three languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.text.numbers import Weight, find_numbers, plain


def _values(text: str, language: str) -> set[str]:
    return {plain(v) for m in find_numbers(text, language) for vs in m.readings for v in vs}


def _likeliest(text: str, language: str) -> list[list[str]]:
    found = [m for m in find_numbers(text, language) if m.weight > Weight.SOFT]
    return [[plain(value) for value in mention.readings[0]] for mention in found]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("a $150m film", [["150000000"]]),
        ("some £3.5bn", [["3500000000"]]),
        ("US$5k", [["5000"]]),
        ("over €2 t", [["2000000000000"]]),
        ("a $5 t-shirt", [["5"]]),
        ("a $5 map", [["5"]]),
        ("a 10k run", [["10"], ["10000"]]),
        ("some 5m viewers", [["5"], ["5000000"]]),
    ],
)
def test_what_headlines_put_behind_digits_is_read(text: str, readings: list[list[str]]) -> None:
    """Behind money it multiplies; elsewhere it may, or be metres."""
    (mention,) = [one for one in find_numbers(text, "en") if one.weight is Weight.FIRM]
    assert [[plain(value) for value in values] for values in mention.readings] == readings


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,250.5 tonnes", "en", "1250.5"),
        ("1 250,5 тонни", "uk", "1250.5"),
        ("1.5 million people", "en", "1500000"),
        ("1,5 млн людей", "uk", "1500000"),
        ("150만 명", "ko", "1500000"),
        ("5천4백만 명", "ko", "54000000"),
        ("1억 2,000만 원", "ko", "120000000"),
        ("two hundred and fifty ships", "en", "250"),
        ("двісті п'ятдесят кораблів", "uk", "250"),
        ("twenty-five years", "en", "25"),
        ("세 명이 왔다", "ko", "3"),
        ("двома словами", "uk", "2"),
    ],
)
def test_a_number_has_the_same_value_however_it_is_written(
    text: str, language: str, value: str
) -> None:
    assert [value] in _likeliest(text, language)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("at 2 p.m. sharp", "en", "14"),
        ("at 0230 UTC", "en", "30"),
        ("November", "en", "11"),
        ("XVI століття", "uk", "16"),
        ("three decades", "en", "30"),
        ("2 to 3 million", "en", "2000000"),
        ("since 1995-96", "en", "1996"),
        ("десятиліття", "uk", "10"),
        ("두 번째", "ko", "2"),
    ],
)
def test_what_may_stand_for_a_number_is_evidence(text: str, language: str, value: str) -> None:
    assert value in _values(text, language)


def test_words_that_begin_like_a_magnitude_do_not_multiply() -> None:
    assert _likeliest("제247조에 따라", "ko") == [["247"]]
    assert _likeliest("5 miles", "en") == [["5"]]


@given(st.text(max_size=60), st.sampled_from(["en", "uk", "ko", "de"]))
def test_any_text_can_be_read_and_places_lie_in_it(text: str, language: str) -> None:
    for mention in find_numbers(text, language):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.readings


@given(st.integers(min_value=0, max_value=10**9))
def test_whole_numbers_keep_their_value_when_they_are_grouped(number: int) -> None:
    assert [str(number)] in _likeliest(f"it is {number:,} now", "en")
    assert [str(number)] in _likeliest(f"це {number:,} зараз".replace(",", "\u00a0"), "uk")


@pytest.mark.parametrize(
    ("text", "hour", "minutes"),
    [
        ("О пів на одинадцяту поїздів немає.", 10, 30),
        ("Чверть на восьму.", 7, 15),
        ("О пів на першу.", 12, 30),
    ],
)
def test_an_hour_that_is_on_its_way_is_the_one_before(text: str, hour: int, minutes: int) -> None:
    readings = {reading for item in find_numbers(text, "uk") for reading in item.readings}
    assert readings >= {(Decimal(hour),), (Decimal(hour), Decimal(minutes))}


def test_an_ordinal_behind_na_alone_is_no_hour() -> None:
    (mention,) = find_numbers("Чекали на одинадцяту групу.", "uk")
    assert (Decimal(10),) not in mention.readings


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Two fifths of them left.", "en", "40"),
        ("A fifth left.", "en", "20"),
        ("Nine in ten left.", "en", "90"),
        ("Two thirds left.", "en", "67"),
        ("It won by three hundredths of a second.", "en", "0.03"),
        ("Built in the 1600s.", "en", "17"),
        ("A decade and a half passed.", "en", "15"),
        ("Пішли дві п’яті.", "uk", "40"),
        ("Кожен п’ятий пішов.", "uk", "20"),
        ("Дев’ять із десяти пішли.", "uk", "90"),
        ("Помер на 85-му році життя.", "uk", "84"),
        ("Минуло півтора десятиліття.", "uk", "15"),
        ("Утік учетверте.", "uk", "4"),
        ("열에 아홉은 떠났다.", "ko", "90"),
        ("5명 중 1명이 떠났다.", "ko", "20"),
    ],
)
def test_a_number_is_also_what_other_languages_call_it(
    text: str, language: str, value: str
) -> None:
    assert value in _values(text, language)


@pytest.mark.parametrize("text", ["Ten of nine.", "On 1 January 1600.", "The second of May."])
def test_what_is_no_share_and_no_century_has_no_other_value(text: str) -> None:
    assert _values(text, "en").isdisjoint({"90", "17", "111", "200"})
