"""Which drafts are looked at first."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.doubt import measure_doubt
from transkit.checks.registry import all_checks
from transkit.checks.risk import Level, assess_risk
from transkit.checks.running import check_article
from transkit.units import Finding, Severity

SOURCE = "The old teacher bought books for the children."


def _pair(target: str, language: str = "uk", source: str = SOURCE) -> Pair:
    """Return a pair in an article of its own."""
    pair = Pair("1", source, target)
    Article([pair], "en", language)
    return pair


def _scored(language: str, *scores: float) -> list[Pair]:
    """Return an article of equal drafts of which an engine was more or less sure."""
    target = "Старий учитель купив дітям книги."
    pairs = [Pair(str(n), SOURCE, target, score=score) for n, score in enumerate(scores)]
    Article(pairs, "en", language)
    return pairs


def _finding(severity: Severity) -> Finding:
    return Finding(check="numbers", severity=severity, message="other", unit="1")


def test_a_draft_whose_words_tell_less_is_in_more_doubt() -> None:
    good = measure_doubt(_pair("Старий учитель купив дітям книги."))
    other = measure_doubt(_pair("Пішов дощ, і ми повернулися додому."))
    left = measure_doubt(_pair("Старий teacher купив children книги."))
    assert 0 <= good < left <= 1
    assert good < other <= 1


def test_nothing_is_in_doubt_where_nothing_is_known() -> None:
    assert measure_doubt(_pair("Le vieux professeur acheta des livres.", "fr")) == 0
    assert measure_doubt(_pair("…", source="!")) == 0


def test_doubt_orders_drafts_and_never_alarms() -> None:
    good = assess_risk(_pair("Старий учитель купив дітям книги."), ())
    other = assess_risk(_pair("Пішов дощ, і ми повернулися додому."), ())
    assert good.points < other.points
    assert (good.level, other.level, other.reasons) == (Level.LOW, Level.LOW, ())


@pytest.mark.parametrize("language", ["uk", "fr"])
def test_what_the_engine_was_less_sure_of_is_in_more_doubt(language: str) -> None:
    pairs = _scored(language, *[0.3] * 7, 0.4, 0.2)
    usual, sure, unsure = (measure_doubt(pair) for pair in pairs[-3:])
    assert 0 < sure < usual < unsure < 1


def test_scores_of_few_drafts_have_nothing_to_be_compared_with() -> None:
    low, high = _scored("uk", 0.1, 0.9)
    assert measure_doubt(low) == measure_doubt(high)


def test_a_score_is_low_against_those_of_the_article() -> None:
    checks = [check for check in all_checks() if check.name == "score"]
    pairs = _scored("uk", *[0.3] * 8, 0.2, 0.1)
    found = check_article(pairs[0].article, checks)
    assert [(item.finding.unit, item.finding.severity) for item in found] == [
        ("8", Severity.NOTE), ("9", Severity.WARNING)
    ]  # fmt: skip


def test_what_was_found_decides_the_level() -> None:
    pair = _pair("Старий учитель купив дітям книги.")
    levels = [assess_risk(pair, [_finding(severity)]).level for severity in Severity]
    assert levels == [Level.HIGH, Level.MEDIUM, Level.LOW]
    assert assess_risk(pair, (), reasons=["it loops"]).level is Level.MEDIUM
    assert [level.rank for level in Level] == [0, 1, 2]


def test_notes_about_signs_are_no_reason_to_doubt_a_draft() -> None:
    """However many hyphens stand for dashes, what the draft says may be right."""
    signs, others = (
        [Finding(check=check, severity=Severity.NOTE, message="x", unit="1")] * 5
        for check in ("dashes", "names")
    )
    pair = _pair("Старий учитель купив дітям книги.")
    assert assess_risk(pair, signs).level is Level.LOW
    assert assess_risk(pair, signs).points == assess_risk(pair, ()).points
    assert assess_risk(pair, others).level is Level.MEDIUM
    assert assess_risk(pair, others).points > assess_risk(pair, ()).points
