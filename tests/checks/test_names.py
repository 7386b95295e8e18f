"""Names of people and places in the news, as they are spelled in Ukrainian and Korean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.registry import choose_checks
from transkit.checks.running import check_article
from transkit.units import Severity

NAMES = Path(__file__).parents[1] / "data" / "checks" / "names.tsv"
SOURCE = "Then they talked about {} with us."
TARGETS = {"uk": "Потім вони говорили про {}.", "ko": "그 뒤 {}에 대해 그들이 말했다."}


def _rows(language: str) -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in NAMES.read_text(encoding="utf-8").splitlines())
    return [(name, spelled) for there, name, spelled in rows if there == language]


def _alarmed(rows: Sequence[tuple[str, str]], language: str) -> int:
    """Return in how many sentences with a name and its spelling something is wrong with it."""
    checks = choose_checks(only=["names"])
    count = 0
    for name, spelled in rows:
        pair = Pair("1", SOURCE.format(name), TARGETS[language].format(spelled))
        found = check_article(Article([pair], "en", language), checks)
        count += any(item.finding.severity is not Severity.NOTE for item in found)
    return count


@pytest.mark.parametrize("language", TARGETS)
def test_names_in_the_news_are_known_by_their_sound(language: str) -> None:
    assert _alarmed(_rows(language), language) <= 1


@pytest.mark.parametrize(("language", "least"), [("uk", 0.75), ("ko", 0.65)])
def test_most_names_that_stand_for_others_are_found(language: str, least: float) -> None:
    rows = _rows(language)
    swapped = [(name, rows[(at + 17) % len(rows)][1]) for at, (name, _) in enumerate(rows)]
    assert _alarmed(swapped, language) >= least * len(rows)
