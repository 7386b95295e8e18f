"""Where to look first: how risky a draft is, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from transkit.checks.base import Pair
from transkit.units import Finding, Severity

__all__ = ["Level", "Risk", "assess_risk", "find_level"]


class Level(str, Enum):
    """How closely a translator should read a draft."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """Return 0 for low, 1 for medium, 2 for high."""
        return (Level.LOW, Level.MEDIUM, Level.HIGH).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """How risky a draft is."""

    level: Level
    points: float
    """For ranking: the more, the sooner to be looked at; comparable between drafts.

    What was found counts, and how doubtful the rest is (`transkit.checks.doubt`): how unsure the
    engine was, and how little its words tell of the source.
    """
    reasons: tuple[str, ...]
    """In words, worst first; empty for a low risk."""


_WEIGHTS = {Severity.ERROR: 3.0, Severity.WARNING: 2.0, Severity.NOTE: 0.5}
"""What findings weigh when it is decided how closely a draft should be read."""
_TELLING = {"unrelated": 1.5}
"""What findings of some checks weigh at least: a note is enough to have a draft read."""
_SLIGHT = frozenset(
    "apostrophe dashes korean-signs non-breaking spaces ukrainian-numbers ukrainian-quotes".split()
)
"""Checks whose notes are about signs: however many there are, what a draft says may be right."""
_POINTS = {Severity.ERROR: 1.0, Severity.WARNING: 0.3, Severity.NOTE: 0.1}
_DOUBT = 1.4
"""Points of findings, and of what is in full doubt, when drafts are ordered. A number that is wrong
is one mistake; what is in doubt has more of them (docs/checks.md)."""
_HIGH = 3.0
_MEDIUM = 1.5


def find_level(
    findings: Sequence[Finding], *, reasons: Sequence[str] = (), novelty: float = 1.0
) -> Level:
    """Return how closely a draft should be read.

    Args:
        findings: What checks say about the draft.
        reasons: What drafting itself has to say (a loop, tags that were put back).
        novelty: Share of the unit that the memory has no human translation of, in [0, 1].
    """
    weight = 2.0 * len(reasons) + sum(
        max(_WEIGHTS[finding.severity], _TELLING.get(finding.check, 0.0))
        for finding in findings
        if finding.severity is not Severity.NOTE or finding.check not in _SLIGHT
    )
    weight *= _new(novelty)
    worst = max((finding.severity.rank for finding in findings), default=-1)
    if worst == Severity.ERROR.rank or weight >= _HIGH:
        return Level.HIGH
    if worst == Severity.WARNING.rank or weight >= _MEDIUM or reasons:
        return Level.MEDIUM
    return Level.LOW


def assess_risk(
    pair: Pair, findings: Sequence[Finding], *, reasons: Sequence[str] = (), novelty: float = 1.0
) -> Risk:
    """Return how risky a draft is: its level, its place among others, and why.

    Args:
        pair: Source, draft and the engine's score.
        findings: What checks say about the draft.
        reasons: See `find_level`.
        novelty: See `find_level`.
    """
    from transkit.checks.doubt import measure_doubt

    level = find_level(findings, reasons=reasons, novelty=novelty)
    points = 0.3 * len(reasons) + sum(
        _POINTS[finding.severity]
        for finding in findings
        if finding.severity is not Severity.NOTE or finding.check not in _SLIGHT
    )
    points = _new(novelty) * (points + _DOUBT * measure_doubt(pair))
    ordered = sorted(findings, key=lambda finding: -finding.severity.rank)
    said = tuple(f"{finding.message} [{finding.check}]" for finding in ordered)
    return Risk(level=level, points=points, reasons=said if level is not Level.LOW else ())


def _new(novelty: float) -> float:
    """Return what findings weigh: what a person translated before is half as doubtful."""
    return 0.5 + 0.5 * novelty
