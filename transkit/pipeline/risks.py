"""Where to look first: the comments of drafts that a translator should read twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from transkit.checks.registry import checks_version, choose_checks
from transkit.checks.risk import Level
from transkit.memory.risks import RiskNotes
from transkit.pipeline.check import article_of
from transkit.settings import CheckSettings
from transkit.units import Catalog, Finding, Origin, Severity, State, Unit

__all__ = ["note_risks", "noted_level"]

_SAID = " risk: read it closely"
"""What the first note of a draft of medium or high risk says, behind the level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drafts:
    """All that the notes of a catalog's drafts depend on."""

    units: tuple[Unit, ...]
    """In reading order."""
    scores: Mapping[str, float]
    """By unit id."""
    languages: tuple[str, str]
    comments: Mapping[str, tuple[str, ...]]
    """Of entries on disk that have some, by unit id: they silence findings."""
    settings: CheckSettings

    @property
    def digest(self) -> bytes:
        """Return what is the same exactly when the notes are."""
        texts = [(u.id, u.source, u.target, self.scores.get(u.id)) for u in self.units]
        comments = sorted(self.comments.items())
        severity = [(name, level.value) for name, level in self.settings.severity]
        settings = (self.settings.skip, severity)
        parts = (checks_version(), texts, self.languages, comments, settings)
        return hashlib.sha256(json.dumps(parts).encode()).digest()


def note_risks(
    units: Sequence[Unit],
    existing: Catalog | None,
    languages: tuple[str, str],
    scores: Mapping[str, float],
    settings: CheckSettings,
    *,
    known: RiskNotes | None = None,
) -> list[Unit]:
    """Return units whose drafts of medium and high risk say so in their notes, with the reasons.

    Only what a machine drafted is looked at; a draft that is the source unchanged, which drafting
    itself reports, is left alone. Order and everything else stay.

    Args:
        units: In reading order, with the notes of drafting.
        existing: The catalog on disk, whose comments silence findings, if any.
        languages: BCP 47 tags of source and target.
        scores: The engine's scores by unit source, in [0, 1].
        settings: What the project says about checks.
        known: What was said the last time, about these drafts or others; kept up to date.
    """
    chosen = tuple(unit for unit in units if _is_draft(unit))
    if not chosen:
        return list(units)
    drafts = _Drafts(
        units=chosen,
        scores={unit.id: scores[unit.source] for unit in chosen if unit.source in scores},
        languages=languages,
        comments={
            unit.id: unit.comments
            for unit in (existing.units if existing is not None else ())
            if unit.comments
        },
        settings=settings,
    )
    digest = b"" if known is None else drafts.digest
    notes = None if known is None else known.find(digest)
    if notes is None:
        notes = _look_at(drafts)
        if known is not None:
            known.keep(digest, notes)
    return [replace(unit, note=(*unit.note, *notes.get(unit.id, ()))) for unit in units]


def _look_at(drafts: _Drafts) -> dict[str, tuple[str, ...]]:
    """Return the notes of drafts of medium and high risk, by unit id."""
    from transkit.checks.risk import assess_risk
    from transkit.checks.running import check_article
    from transkit.checks.suppression import read_suppressed

    article = article_of(drafts.units, drafts.languages, drafts.scores)
    found = check_article(
        article,
        choose_checks(skip=drafts.settings.skip),
        suppressed={unit: read_suppressed(lines) for unit, lines in drafts.comments.items()},
        severities=dict(drafts.settings.severity),
    )
    findings: dict[str, list[Finding]] = {}
    for item in found:
        findings.setdefault(item.finding.unit, []).append(item.finding)
    notes: dict[str, tuple[str, ...]] = {}
    for pair in article.pairs:
        risk = assess_risk(pair, findings.get(pair.key, ()))
        if risk.level is not Level.LOW:
            said = [
                f"{finding.message} [{finding.check}]"
                for finding in findings.get(pair.key, ())
                if finding.severity is not Severity.NOTE or risk.level is Level.HIGH
            ]
            notes[pair.key] = (f"{risk.level.value}{_SAID}", *said)
    return notes


def noted_level(unit: Unit) -> Level:
    """Return how closely the notes of a unit in a catalog say that it should be read.

    A draft with notes but without a level (drafting itself had something to say) is of medium risk;
    what is no draft, or has no notes, of low risk.
    """
    if unit.state is not State.TRANSLATED or not unit.note:
        return Level.LOW
    return Level.HIGH if f"{Level.HIGH.value}{_SAID}" in unit.note else Level.MEDIUM


def _is_draft(unit: Unit) -> bool:
    """Return whether a machine drafted a unit, and did more than copy it."""
    return (
        unit.origin is Origin.MT
        and unit.state is State.TRANSLATED
        and unit.target.strip() != unit.source.strip()
    )
