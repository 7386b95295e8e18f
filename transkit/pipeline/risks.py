"""Where to look first: the comments of drafts that a translator should read twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from transkit.checks.registry import choose_checks
from transkit.checks.risk import Level, assess_risk
from transkit.checks.running import check_article
from transkit.checks.suppression import read_suppressed
from transkit.pipeline.check import article_of
from transkit.settings import CheckSettings
from transkit.units import Catalog, Finding, Origin, Severity, State, Unit

__all__ = ["note_risks"]


def note_risks(
    units: Sequence[Unit],
    existing: Catalog | None,
    languages: tuple[str, str],
    scores: Mapping[str, float],
    settings: CheckSettings,
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
    """
    drafts = [unit for unit in units if _is_draft(unit)]
    by_id = {unit.id: scores[unit.source] for unit in drafts if unit.source in scores}
    article = article_of(drafts, languages, by_id)
    found = check_article(
        article,
        choose_checks(skip=settings.skip),
        suppressed={
            unit.id: read_suppressed(unit.comments)
            for unit in (existing.units if existing is not None else ())
        },
        severities=dict(settings.severity),
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
            notes[pair.key] = (f"{risk.level.value} risk: read it closely", *said)
    return [replace(unit, note=(*unit.note, *notes.get(unit.id, ()))) for unit in units]


def _is_draft(unit: Unit) -> bool:
    """Return whether a machine drafted a unit, and did more than copy it."""
    return (
        unit.origin is Origin.MT
        and unit.state is State.TRANSLATED
        and unit.target.strip() != unit.source.strip()
    )
