"""Counting what became of a document, for the row that `translate` says about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from transkit.catalogs import keeps_words, sentence_drafted
from transkit.pipeline.drafting import DraftPlan
from transkit.pipeline.jobs import Job
from transkit.pipeline.results import DocumentResult
from transkit.pipeline.risks import doubts_of
from transkit.units import Catalog, State, Unit, count_words

__all__ = ["planned", "result_of"]


def result_of(job: Job, merged: Catalog, *, changed: bool, language: str) -> DocumentResult:
    """Return what became of a document, from the catalog that was written."""
    ids = {unit.id for unit in job.source.document.units}
    mine = [unit for unit in merged.units if unit.id in ids]
    drafted = {text for text, draft in job.drafts.items() if draft.drafted}
    return replace(
        _counted(job, mine, drafted, language),
        flagged=sum(bool(doubts_of(unit.note, unit.target)) for unit in mine),
        mixed=sum(_is_mixed(unit) and unit.id in job.kept for unit in mine),
        retired=_count_retired(job.existing, merged),
        reviewed=sum(unit.state is State.REVIEWED for unit in mine),
        seconds=job.seconds,
        changed=changed,
    )


def _is_mixed(unit: Unit) -> bool:
    """Return whether drafts stand beside a person's words in a unit, or may: it does not say."""
    has_drafts = not unit.note or any(sentence_drafted(line) for line in unit.note)
    return unit.state is State.TRANSLATED and keeps_words(unit) and has_drafts


def _count_retired(before: Catalog | None, merged: Catalog) -> int:
    """Return how many reviewed entries have become obsolete."""
    if before is None:
        return 0
    known = {(unit.context, unit.source, unit.target) for unit in before.obsolete}
    return sum(
        unit.state is State.REVIEWED and (unit.context, unit.source, unit.target) not in known
        for unit in merged.obsolete
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
        mixed=0,
        retired=0,
        partly=sum(unit.id in partly for unit in units),
        recalled=sum(
            any(text in job.recalled.units for text in job.texts_of(unit)) for unit in units
        ),
        flagged=0,
        reviewed=0,
        furniture=len(job.source.document.furniture),
        seconds=0.0,
        catalog=job.path,
        template=job.template,
        changed=False,
    )
