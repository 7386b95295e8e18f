"""What `translate` says about its work: a row for each document and language."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from transkit.engines.base import EngineInfo
from transkit.pipeline.drafting import DraftPlan
from transkit.pipeline.jobs import Job
from transkit.pipeline.risks import doubts_of
from transkit.pipeline.sources import Failure
from transkit.units import Catalog, Unit, count_words

__all__ = ["DocumentResult", "TranslateResult", "planned", "result_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentResult:
    """What became of one document in one language."""

    document: str
    language: str
    """BCP 47 tag."""
    units: int
    words: int
    """White-space separated words of the source, each unit once."""
    drafted: int
    """Units for which the engine was asked in this run (or would be, in a dry run)."""
    reused: int
    """Units that needed no engine: drafted before, or a person's."""
    kept: int
    """Those of `reused` that hold a person's text, or may: `unsure` among them."""
    unsure: int
    """Those of `kept` that are drafts which this memory does not know: begun by a person, or made
    elsewhere."""
    partly: int
    """Units, drafted or reused, whose source has changed and that keep what still holds of a
    person's translation."""
    recalled: int
    """Units whose draft is what a person once wrote for the same source, or one like it."""
    flagged: int
    """Units with a comment that is a reason to look at them; 0 in a dry run, which cannot know."""
    furniture: int
    """Lines that were left out as not part of the article."""
    seconds: float
    catalog: Path
    template: Path
    changed: bool
    """Whether the catalog was written: an unchanged one is not touched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateResult:
    """What `translate` did."""

    documents: tuple[DocumentResult, ...]
    """In the order of languages, then documents."""
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]
    """A line each."""
    engines: Mapping[str, EngineInfo]
    """Who made the drafts, by language tag."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why this engine and model, in plain words, by language tag; empty without a choice."""
    dry_run: bool = False


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
