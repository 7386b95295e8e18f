"""Drafts and what people made of them: the catalog on one side, the ledger on the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transkit.catalogs import composed_key
from transkit.memory.ledger import Ledger, WrittenDraft
from transkit.text.comparing import change_share, compare_words
from transkit.units import Catalog, State, Unit

__all__ = ["PostEdit", "PostEdits", "find_postedits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEdit:
    """A unit that a person has accepted or changed, with the draft that it began as."""

    unit: Unit
    draft: str
    engine: str
    """Name of the engine that made the draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEdits:
    """What people have done in a catalog, as far as the ledger knows the drafts."""

    known: tuple[PostEdit, ...]
    """Reviewed units, and drafts whose text is not what was drafted; in reading order."""
    unknown: tuple[Unit, ...]
    """Reviewed units that the ledger has no draft of: written by a person, or drafted elsewhere."""

    @property
    def edited_drafts(self) -> tuple[PostEdit, ...]:
        """Return those that are changed, and not accepted yet."""
        return tuple(edit for edit in self.known if edit.unit.state is State.TRANSLATED)


def find_postedits(catalog: Catalog, ledger: Ledger) -> PostEdits:
    """Return the units that a person has worked on, each with its draft.

    Of several drafts that were written for a unit (by other engines, or for another catalog) the
    one that is closest to what stands there now is the one that was edited, the latest of equals.
    Where a changed paragraph kept a person's sentences, the draft is what was put together, those
    among it: that is what a person found there. Plural entries are left out: transkit drafts none.
    """
    units = [unit for unit in catalog.units if unit.plural_source is None and unit.target]
    languages = (catalog.source_language, catalog.target_language)
    sources = [unit.source for unit in units]
    drafts = ledger.drafts_for(languages, sources)
    composed = ledger.drafts_for(languages, [composed_key(source) for source in sources])
    known: list[PostEdit] = []
    unknown: list[Unit] = []
    for unit in units:
        written = drafts.get(unit.source, ()) + composed.get(composed_key(unit.source), ())
        if not written:
            if unit.state is State.REVIEWED:
                unknown.append(unit)
            continue
        draft = _closest(written, unit.target)
        if unit.state is State.REVIEWED or draft.target != unit.target:
            known.append(PostEdit(unit=unit, draft=draft.target, engine=draft.engine))
    return PostEdits(known=tuple(known), unknown=tuple(unknown))


def _closest(drafts: Sequence[WrittenDraft], target: str) -> WrittenDraft:
    """Return the draft that a text was made from, as far as one can tell.

    Args:
        drafts: The oldest first; at least one.
        target: What stands in the catalog.
    """
    newest_first = list(reversed(drafts))
    if len(newest_first) == 1:
        return newest_first[0]
    return min(newest_first, key=lambda draft: change_share(compare_words(draft.target, target)))
