"""Counting what became of a document, for the row that `translate` says about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from transkit.pipeline.drafting import DraftPlan
from transkit.pipeline.jobs import Job
from transkit.pipeline.results import DocumentResult
from transkit.pipeline.risks import doubts_of
from transkit.units import Catalog, Unit, count_words

__all__ = ["planned", "result_of"]


def result_of(job: Job, merged: Catalog, *, changed: bool, language: str) -> DocumentResult:
    """Return what became of a document, from the catalog that was written."""
    ids = {unit.id for unit in job.source.document.units}
    mine = [unit for unit in merged.units if unit.id in ids]
    drafted = {text for text, draft in job.drafts.items() if draft.drafted}
    return replace(
        _counted(job, mine, drafted, language),
        flagged=sum(bool(doubts_of(unit.note, unit.target)) for unit in mine),
        seconds=job.seconds,
        changed=changed,
    )


def planned(job: Job, plan: DraftPlan, language: str) -> DocumentResult:
    """Return what a dry run knows about a document."""
    units = {unit.id: unit for unit in job.source.document.units}
    missing = set(plan.missing)
    asked = {
        text
        for text in job.to_draft
        if any(part.source in missing for part in plan.units.get(text, ()))
    }
    return _counted(job, list(units.values()), asked, language)


def _counted(
    job: Job, units: Sequence[Unit], drafted: Collection[str], language: str
) -> DocumentResult:
    """Return the counts of a document whose texts in `drafted` the engine is asked for."""
    asked = {unit.id for unit in units if any(text in drafted for text in job.texts_of(unit))}
    reused = job.reuse.units.items()
    partly = {unit for unit, reuse in reused if reuse.keeps and not reuse.is_typographic}
    keeping = {unit for unit, reuse in reused if reuse.is_typographic} | job.kept
    return DocumentResult(
        document=job.source.document.path,
        language=language,
        units=len(units),
        words=count_words([unit.source for unit in units]),
        drafted=len(asked),
        reused=len(units) - len(asked),
        kept=sum(unit.id in keeping and unit.id not in asked for unit in units),
        unsure=sum(unit.id in job.unsure and unit.id not in asked for unit in units),
        partly=sum(unit.id in partly for unit in units),
        recalled=sum(
            any(text in job.recalled.units for text in job.texts_of(unit)) for unit in units
        ),
        flagged=0,
        furniture=len(job.source.document.furniture),
        seconds=0.0,
        catalog=job.path,
        template=job.template,
        changed=False,
    )
