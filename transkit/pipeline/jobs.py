"""One document on its way into one language: what lies on disk, and what of it is a person's."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from transkit.catalogs import (
    NO_REUSE,
    IsDraft,
    ReusePlan,
    give_back,
    is_untouched,
    keeps_words,
    load_catalog,
    may_exist,
    plan_reuse,
    source_of,
)
from transkit.errors import CatalogError
from transkit.files import Fingerprint
from transkit.memory.ledger import Ledger, pair_key
from transkit.memory.risks import RiskNotes
from transkit.pipeline.drafting import UnitDraft
from transkit.pipeline.faults import check_language
from transkit.pipeline.matching import OriginFinder
from transkit.pipeline.recalling import MEMORY, NOTHING_RECALLED, OUT_OF_MEMORY, Recalled
from transkit.pipeline.sources import Source
from transkit.units import Catalog, State, Unit

__all__ = [
    "Job",
    "check_owner",
    "drafts_in",
    "held_another_text",
    "see_work",
    "see_work_again",
]


_Pair = tuple[str, str]
"""A source and a target."""


@dataclass(slots=True)
class Job:
    """One document in one language, on its way."""

    source: Source
    bare: Catalog
    """The document's entries, without anything that was done to them."""
    path: Path
    template: Path
    existing: Catalog | None
    fingerprint: Fingerprint | None
    risks: RiskNotes
    """What checks said about its drafts the last time."""
    said: RiskNotes
    """What they said about texts of which nobody knows whose they are."""
    origins: OriginFinder
    """Knows whose translations are in entries that another program has matched."""
    kept: frozenset[str] = frozenset()
    """Ids of units whose text on disk is a person's."""
    unsure: frozenset[str] = frozenset()
    """Those of `kept` whose text is fuzzy, and not made of a person's words by us."""
    is_draft: IsDraft = lambda _source, _target: False
    """Whether a machine wrote a target and nobody touched it."""
    accepted: frozenset[bytes] | None = None
    """What transkit had written into the catalog as reviewed before this run (`pair_key`)."""
    doubted: frozenset[str] = frozenset()
    """Ids of units that a person may have marked as needing work: nobody else accepts them."""
    reuse: ReusePlan = NO_REUSE
    """What units whose source is not on disk keep of a person's text."""
    drafts: dict[str, UnitDraft] = field(default_factory=dict)
    """By what was drafted: sources of units, and single sentences of those that keep others."""
    recalled: Recalled = NOTHING_RECALLED
    """What of it the memory gave."""
    seconds: float = 0.0
    copied: bool = False
    """Whether most of its drafts are the source unchanged."""

    @property
    def has_markup(self) -> bool:
        """Return whether its units may hold inline tags."""
        return self.source.document.markup is not None

    @property
    def to_draft(self) -> list[str]:
        """Return what a machine may draft: sources of units, or sentences of them."""
        return [text for unit in self.source.document.units for text in self.texts_of(unit)]

    @property
    def lacks_drafts(self) -> bool:
        """Return whether a unit got no draft: the catalog has changed since they were planned."""
        return any(text not in self.drafts for text in self.to_draft)

    def texts_of(self, unit: Unit) -> tuple[str, ...]:
        """Return what a machine has to draft for a unit."""
        if unit.id in self.kept:
            return ()
        reuse = self.reuse.units.get(unit.id)
        return (unit.source,) if reuse is None else reuse.to_draft


def see_work(job: Job, languages: tuple[str, str], ledger: Ledger, *, redraft: bool) -> None:
    """See what on disk is a person's, and what of it changed units keep."""
    pairs = drafts_in(job.existing)
    ours = _ours(job.existing, languages, ledger)
    if job.existing is not None and (owners := job.origins.find(job.existing, job.bare, ours)):
        job.existing = give_back(job.existing, owners)
        pairs = drafts_in(job.existing)
        ours = _ours(job.existing, languages, ledger)
    job.is_draft = _draft_test(pairs, ours, languages, ledger, redraft=redraft)
    job.kept, job.unsure = _persons_units(job.existing, job.is_draft)
    if job.accepted is None:
        job.accepted = ledger.accepted(os.path.realpath(job.path))
    job.doubted = _doubted_units(job, ours, languages)
    job.reuse = plan_reuse(job.bare, job.existing, job.is_draft)


def see_work_again(job: Job, languages: tuple[str, str], ledger: Ledger, *, redraft: bool) -> None:
    """Read a catalog again that somebody else has saved, and see what is in it now.

    Where this asks for drafts that nobody has made, the plan from before holds, and nothing
    goes for it; what then has no draft at all is told by `Job.lacks_drafts`. A catalog that is gone
    is as it was when it was read: what a person wrote in it must not go with it.

    Raises:
        CatalogError: It cannot be read, or says now that it is in another language.
    """
    before = job.reuse
    loaded = load_catalog(job.path)
    check_language(job.path, loaded[0] if loaded else None)
    job.existing, job.fingerprint = loaded or (job.existing, None)
    see_work(job, languages, ledger, redraft=redraft)
    ready = {
        unit: reuse
        for unit, reuse in job.reuse.units.items()
        if all(text in job.drafts for text in reuse.to_draft)
    }
    if len(ready) < len(job.reuse.units):
        others = {unit: reuse for unit, reuse in before.units.items() if unit not in ready}
        job.reuse = ReusePlan(units={**others, **ready})


def check_owner(path: Path, existing: Catalog | None, source: Source) -> None:
    """Make sure that a catalog is not that of another document, which still exists.

    Raises:
        CatalogError: It is.
    """
    owner = None if existing is None else source_of(path, existing.header)
    if owner is None or not may_exist(owner):
        return
    if source.path is None or owner != Path(os.path.realpath(source.path)):
        raise CatalogError(
            f"is the catalog of another document, {os.path.relpath(owner)}",
            path=path,
            hint="give another --name or --output-dir",
        )


def held_another_text(job: Job) -> bool:
    """Return whether a catalog that names no document has nothing in common with this one.

    Standard input comes without a name of its own: two texts may be given the same.
    """
    if job.existing is None or source_of(job.path, job.existing.header) is not None:
        return False
    held = {unit.id for unit in job.existing.units if unit.plural_source is None}
    return bool(held) and held.isdisjoint(unit.id for unit in job.bare.units)


def _ours(catalog: Catalog | None, languages: tuple[str, str], ledger: Ledger) -> set[_Pair]:
    """Return (source, target) of the fuzzy entries that transkit wrote and nobody has touched.

    What the memory gave is a person's text, and may be that person's very entry, in doubt again:
    it is a draft of ours only as long as its note says where it comes from.
    """
    pairs = drafts_in(catalog)
    written = ledger.written(languages, pairs)
    unsure = written - ledger.written(languages, written, but_not_by=MEMORY)
    if catalog is None or not unsure:
        return written
    noted = {
        (unit.source, unit.target)
        for unit in (*catalog.units, *catalog.obsolete)
        if any(line.startswith(OUT_OF_MEMORY) for line in unit.note)
    }
    return (written - unsure) | (unsure & noted)


def _draft_test(
    pairs: set[_Pair],
    ours: set[_Pair],
    languages: tuple[str, str],
    ledger: Ledger,
    *,
    redraft: bool,
) -> IsDraft:
    """Return whether a target is a machine's draft that nobody touched, as the ledger knows it.

    To draft anew, a fuzzy text counts as a draft also where the ledger has never heard of its
    source: it is lost, or the catalog came from elsewhere.

    Args:
        pairs: (source, target) of the catalog's fuzzy entries.
        ours: Those of them that transkit wrote.
        languages: BCP 47 tags of source and target.
        ledger: Asked about other pairs.
        redraft: Whether everything that nobody touched is drafted anew.
    """
    if redraft:
        known = ledger.knows(languages, {source for source, _ in pairs - ours})
        ours = ours | {pair for pair in pairs if pair[0] not in known}

    def is_draft(source: str, target: str) -> bool:
        pair = (source, target)
        if pair in pairs:
            return pair in ours
        return bool(ledger.written(languages, [pair], but_not_by=MEMORY))

    return is_draft


def _persons_units(
    existing: Catalog | None, is_draft: IsDraft
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of units that no machine drafts: their text is a person's, or may be.

    And of those among them of which that is not sure.
    """
    if existing is None:
        return frozenset(), frozenset()
    kept = [
        unit
        for unit in (*existing.units, *existing.obsolete)
        if unit.blank or (unit.state is not State.INITIAL and not is_untouched(unit, is_draft))
    ]
    unsure = (unit for unit in kept if unit.state is State.TRANSLATED and not keeps_words(unit))
    return frozenset(unit.id for unit in kept), frozenset(unit.id for unit in unsure)


def _doubted_units(job: Job, ours: set[_Pair], languages: tuple[str, str]) -> frozenset[str]:
    """Return the ids of units that a machine drafts and nobody but a person can accept.

    Their text was reviewed and is fuzzy now, which is a person's doing; or the ledger has never
    heard of it, so that nobody knows whose it is.

    Args:
        job: With what is on disk.
        ours: (source, target) of the fuzzy entries that transkit wrote.
        languages: BCP 47 tags of source and target.
    """
    if job.existing is None:
        return frozenset()
    known = job.accepted or frozenset()
    return frozenset(
        unit.id
        for unit in (*job.existing.units, *job.existing.obsolete)
        if unit.state is State.TRANSLATED
        and unit.id not in job.kept
        and ((pair := (unit.source, unit.target)) not in ours or pair_key(languages, pair) in known)
    )


def drafts_in(catalog: Catalog | None) -> set[_Pair]:
    """Return (source, target) of every fuzzy entry."""
    if catalog is None:
        return set()
    return {
        (unit.source, unit.target)
        for unit in (*catalog.units, *catalog.obsolete)
        if unit.state is State.TRANSLATED and unit.target
    }
