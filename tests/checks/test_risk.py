"""Which drafts are looked at first."""

from __future__ import annotations

from transkit.checks.base import Article, Pair
from transkit.checks.doubt import measure_doubt
from transkit.checks.risk import Level, assess_risk
from transkit.units import Finding, Severity

SOURCE = "The old teacher bought books for the children."


def _pair(target: str, language: str = "uk", source: str = SOURCE) -> Pair:
    """Return a pair in an article of its own."""
    pair = Pair("1", source, target)
    Article([pair], "en", language)
    return pair


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
    assert good.points < other.points < assess_risk(_pair("…"), [_finding(Severity.WARNING)]).points
    assert (good.level, other.level, other.reasons) == (Level.LOW, Level.LOW, ())


def test_what_was_found_decides_the_level() -> None:
    pair = _pair("Старий учитель купив дітям книги.")
    levels = [assess_risk(pair, [_finding(severity)]).level for severity in Severity]
    assert levels == [Level.HIGH, Level.MEDIUM, Level.LOW]
    assert assess_risk(pair, (), reasons=["it loops"]).level is Level.MEDIUM
    assert [level.rank for level in Level] == [0, 1, 2]
