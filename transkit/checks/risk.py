"""Where to look first: how risky a draft is, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from transkit.checks.base import Pair
from transkit.checks.doubt import measure_doubt
from transkit.units import Finding, Severity

__all__ = ["Level", "Risk", "assess_risk"]


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

    What was found counts most; between drafts of which no more is known than that of others, those
    come first whose words tell least of the source (`transkit.checks.doubt`).
    """
    reasons: tuple[str, ...]
    """In words, worst first; empty for a low risk."""


_POINTS = {Severity.ERROR: 3.0, Severity.WARNING: 2.0, Severity.NOTE: 0.5}
_DOUBT = 1.4
"""Points of what is in full doubt: never as much as a warning."""
_HIGH = 3.0
_MEDIUM = 1.5


def assess_risk(
    pair: Pair, findings: Sequence[Finding], *, reasons: Sequence[str] = (), novelty: float = 1.0
) -> Risk:
    """Return how risky a draft is.

    Args:
        pair: Source, draft and the engine's score.
        findings: What checks say about the draft.
        reasons: What drafting itself has to say (a loop, tags that were put back).
        novelty: Share of the unit that the memory has no human translation of, in [0, 1].
    """
    points = sum(_POINTS[finding.severity] for finding in findings) + 2.0 * len(reasons)
    if pair.score is not None:
        points += 2.0 * max(0.0, 0.6 - pair.score)
    points *= 0.5 + 0.5 * novelty
    ordered = sorted(findings, key=lambda finding: -finding.severity.rank)
    worst = max((finding.severity.rank for finding in findings), default=-1)
    if worst == Severity.ERROR.rank or points >= _HIGH:
        level = Level.HIGH
    elif worst == Severity.WARNING.rank or points >= _MEDIUM or reasons:
        level = Level.MEDIUM
    else:
        level = Level.LOW
    points += _DOUBT * measure_doubt(pair)
    said = tuple(f"{finding.message} [{finding.check}]" for finding in ordered)
    return Risk(level=level, points=points, reasons=said if level is not Level.LOW else ())
