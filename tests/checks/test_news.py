"""Sentences of newspapers, translated as good translators do it: nothing is wrong there.

``tests/data/checks/news.tsv``: what a line shows, English, Ukrainian, Korean.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.registry import all_checks
from transkit.checks.running import check_article
from transkit.units import Severity

NEWS = Path(__file__).parents[1] / "data" / "checks" / "news.tsv"
ROWS = [line.split("\t") for line in NEWS.read_text(encoding="utf-8").splitlines()]


def _alarms(source: str, target: str, language: str) -> list[str]:
    found = check_article(Article([Pair("1", source, target)], "en", language), all_checks())
    return [
        f"{one.finding.check}: {one.finding.message}"
        for one in found
        if one.finding.severity is not Severity.NOTE
    ]


@pytest.mark.parametrize(("column", "language"), [(2, "uk"), (3, "ko")], ids=["uk", "ko"])
@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_good_translation_of_news_has_no_error_and_no_warning(
    row: list[str], column: int, language: str
) -> None:
    assert _alarms(row[1], row[column], language) == []


def test_each_line_shows_something_of_its_own() -> None:
    assert len({row[0] for row in ROWS}) == len(ROWS)
    assert {len(row) for row in ROWS} == {4}
