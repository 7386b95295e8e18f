"""Errors as machines and tired people make them, one in each of some good translations of news.

``tests/data/checks/wrong.tsv``: language, kind of error, English, the target with the error.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.registry import all_checks
from transkit.checks.running import check_article
from transkit.units import Severity

WRONG = Path(__file__).parents[1] / "data" / "checks" / "wrong.tsv"
ROWS = [line.split("\t") for line in WRONG.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("language", "kind", "source", "target"), ROWS)
def test_an_error_in_a_good_translation_is_told(
    language: str, kind: str, source: str, target: str
) -> None:
    found = check_article(Article([Pair("1", source, target)], "en", language), all_checks())
    alarms = [one for one in found if one.finding.severity is not Severity.NOTE]
    assert alarms, kind
