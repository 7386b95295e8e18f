"""Lines that are nothing but a date or a time."""

from __future__ import annotations

import pytest

from transkit.documents.dates import is_clock_time, is_date_line


@pytest.mark.parametrize(
    "line", ["Today, 10:45", "Сьогодні, 21:47", "вчора о 08:05", "오늘 10:30", "gestern, 9.30 Uhr"]
)
def test_a_day_without_its_date_is_one_with_a_time(line: str) -> None:
    assert is_date_line(line)
    assert not is_clock_time(line)


@pytest.mark.parametrize("line", ["Today", "Yesterday 10", "Сьогодні о 21:47 згасло світло"])
def test_a_day_alone_or_in_a_sentence_is_none(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize("line", ["등록일 : 2025-07-03", "업데이트 2025-08-14 03:00"])
def test_korean_dates_with_their_label(line: str) -> None:
    assert is_date_line(line)
