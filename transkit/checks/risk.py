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

    What was found counts, and how doubtful the rest is (`transkit.checks.doubt`): how unsure the
    engine was, and how little its words tell of the source.
    """
    reasons: tuple[str, ...]
    """In words, worst first; empty for a low risk."""


_WEIGHTS = {Severity.ERROR: 3.0, Severity.WARNING: 2.0, Severity.NOTE: 0.5}
"""What findings weigh when it is decided how closely a draft should be read."""
_POINTS = {Severity.ERROR: 1.0, Severity.WARNING: 0.3, Severity.NOTE: 0.1}
_DOUBT = 1.4
"""Points of findings, and of what is in full doubt, when drafts are ordered. A number that is wrong
is one mistake; what is in doubt has more of them (docs/checks.md)."""
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
    # What a person translated before is half as doubtful.
    new = 0.5 + 0.5 * novelty
    weight = new * (sum(_WEIGHTS[one.severity] for one in findings) + 2.0 * len(reasons))
    points = sum(_POINTS[one.severity] for one in findings) + 0.3 * len(reasons)
    ordered = sorted(findings, key=lambda finding: -finding.severity.rank)
    worst = max((finding.severity.rank for finding in findings), default=-1)
    if worst == Severity.ERROR.rank or weight >= _HIGH:
        level = Level.HIGH
    elif worst == Severity.WARNING.rank or weight >= _MEDIUM or reasons:
        level = Level.MEDIUM
    else:
        level = Level.LOW
    points = new * (points + _DOUBT * measure_doubt(pair))
    said = tuple(f"{finding.message} [{finding.check}]" for finding in ordered)
    return Risk(level=level, points=points, reasons=said if level is not Level.LOW else ())
