"""Finding out whose translation an entry has that ``msgmerge`` has matched to a new source."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Container, Sequence
from itertools import chain
from pathlib import Path
from typing import final

from transkit.catalogs import (
    Owner,
    composed_key,
    find_composed,
    find_matched,
    is_to_compare,
    seen_pair,
)
from transkit.memory.ledger import Ledger
from transkit.memory.translations import Translations
from transkit.pipeline.recalling import MEMORY
from transkit.text.typography import fold_typography
from transkit.units import Catalog, Unit, count_words

__all__ = ["OriginFinder"]

_ENOUGH = 5
"""Words of a source whose draft nobody writes by chance."""
_ALIKE = 0.6
"""From this similarity on gettext takes one source for a version of another."""


@final
class OriginFinder:
    """Asks the memory about one catalog.

    Args:
        ledger: What machines drafted.
        translations: What people wrote.
        languages: BCP 47 tags of source and target.
        path: Of the catalog.
    """

    def __init__(
        self, ledger: Ledger, translations: Translations, languages: tuple[str, str], path: Path
    ) -> None:
        self._ledger = ledger
        self._translations = translations
        self._languages = languages
        self._path = path

    def find(
        self, catalog: Catalog, document: Catalog, drafted: Container[tuple[str, str]]
    ) -> dict[str, Owner | None]:
        """Return who owns the targets of matched entries, by unit id; ``None`` where nobody knows.

        ``msgmerge --previous`` names the previous source of what was reviewed: the target is that
        source's translation if the memory knows it as one, or as a draft (a person accepted it).
        Of what was fuzzy, and without ``--previous``, nothing is named: the target is what a person
        wrote for a source that this catalog held when it was last learned from, and no longer does
        (not even among what is obsolete), if there is one such source and one entry that has it (a
        person may have copied it into others); or else the untouched draft of a source like its
        own. The catalog must not be learned from before. What a run has left where it is, stays
        there, whatever becomes known later.

        An entry that says that it was put together may have been accepted and matched to another
        source before transkit took that away: it is such an entry, too, see `_misplaced`.

        Args:
            catalog: As it lies on disk.
            document: Entries that are not in it are somebody else's, or gone.
            drafted: (source, target) of the catalog's drafts that transkit wrote.
        """
        wanted = {unit.id for unit in document.units}
        matched = [
            unit
            for unit in find_matched(catalog)
            if unit.id in wanted and (unit.source, unit.target) not in drafted
        ]
        left = self._ledger.written(self._languages, map(seen_pair, matched))
        matched = [unit for unit in matched if seen_pair(unit) not in left]
        named = [unit for unit in matched if unit.previous_source is not None]
        nameless = [unit for unit in matched if unit.previous_source is None]
        there = {unit.source for unit in (*catalog.units, *catalog.obsolete)}
        composed = [unit for unit in find_composed(catalog) if unit.id in wanted]
        put_together = self._composed(composed)
        misplaced = self._misplaced([unit for unit in composed if unit.id not in put_together])
        named += [unit for unit in misplaced if unit.previous_source is not None]
        others = [unit for unit in misplaced if unit.previous_source is None]
        return {
            **dict.fromkeys(unit.id for unit in misplaced),
            **self._named(named),
            **self._drafted(nameless),
            **self._held([*nameless, *others], there),
            **put_together,
        }

    def _named(self, units: Sequence[Unit]) -> dict[str, Owner | None]:
        """Return the owners of units whose previous source is known.

        What a person once wrote or accepted for their own source is nobody else's: it is in doubt.
        """
        own = self._translations.known(self._languages, [(u.source, u.target) for u in units])
        pairs = {
            unit.id: (unit.previous_source or "", unit.target)
            for unit in units
            if (unit.source, unit.target) not in own
        }
        known = self._translations.known(self._languages, pairs.values())
        known |= self._ledger.written(self._languages, pairs.values())
        return {
            number: Owner(source=pair[0]) if pair in known else None
            for number, pair in pairs.items()
        }

    def _held(self, units: Sequence[Unit], there: Container[str]) -> dict[str, Owner]:
        """Return the owners of units whose target the catalog held under a source that is gone."""
        if not units:
            return {}
        sources: dict[str, list[str]] = {}
        for source, target in self._translations.held_units(os.path.realpath(self._path)):
            if source not in there:
                sources.setdefault(target, []).append(source)
        shared = Counter(unit.target for unit in units)
        found = {
            unit.id: (unit.source, sources.get(unit.target, []))
            for unit in units
            if shared[unit.target] == 1
        }
        return {
            number: Owner(source=owners[0])
            for number, (source, owners) in found.items()
            if len(owners) == 1 and fold_typography(owners[0]) != fold_typography(source)
        }

    def _drafted(self, units: Sequence[Unit]) -> dict[str, Owner]:
        """Return the owners of longer units with a draft of another source.

        What the memory gave there is a person's text, which a person may have put here.
        """
        long = [unit for unit in units if count_words([unit.source]) >= _ENOUGH]
        targets = [unit.target for unit in long]
        sources = self._ledger.sources_of(self._languages, targets, but_not_by=MEMORY)
        return {
            unit.id: Owner(source=source, is_draft=True)
            for unit in long
            for source in sources.get(unit.target, ())
            if _resembles(source, unit.source)
        }

    def _composed(self, units: Sequence[Unit]) -> dict[str, Owner | None]:
        """Return the owners of units with what was put together for another source.

        Only of what a person has accepted it is known that all of it is the person's.
        """
        pairs = [pair for unit in units for pair in _pairs_of(unit)]
        ours = self._ledger.written(self._languages, pairs)
        others = [unit for unit in units if ours.isdisjoint(_pairs_of(unit))]
        found = self._ledger.sources_of(self._languages, [unit.target for unit in others])
        owned: dict[str, tuple[str, str]] = {}
        for unit in others:
            keys_there = found.get(unit.target, ())
            sources = [key[:-1] for key in keys_there if key == composed_key(key[:-1])]
            # Where only the typography of its source has changed, it is still what we put together.
            if fold_typography(unit.source) in map(fold_typography, sources):
                continue
            alike = [source for source in sources if _resembles(source, unit.source)]
            if alike:
                owned[unit.id] = alike[-1], unit.target
        accepted = self._translations.known(self._languages, owned.values())
        return {
            number: Owner(source=pair[0]) if pair in accepted else None
            for number, pair in owned.items()
        }

    def _misplaced(self, units: Sequence[Unit]) -> list[Unit]:
        """Return those of units put together whose notes are about another source.

        Nothing was ever put together for their own, and something was for the previous one, or a
        tool has dropped that. What was kept whole says itself that all of it is to be compared.
        """
        earlier = {unit.id: composed_key(unit.previous_source or "") for unit in units}
        keys = {unit.id: [key for key, _ in _pairs_of(unit)] for unit in units}
        known = self._ledger.knows(self._languages, [*chain(*keys.values()), *earlier.values()])
        own = self._translations.known(self._languages, [(u.source, u.target) for u in units])
        return [
            unit
            for unit in units
            if known.isdisjoint(keys[unit.id])
            and (unit.previous_source is None or earlier[unit.id] in known)
            and (unit.source, unit.target) not in own
            and not is_to_compare(unit)
        ]


def _pairs_of(unit: Unit) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return what a target is known by that was put together, or stood there as such before."""
    return (composed_key(unit.source), unit.target), seen_pair(unit)


def _resembles(source: str, other: str) -> bool:
    """Return whether ``msgmerge`` may match two sources; never the sentence of a unit.

    Nor two that differ in nothing but typography: what is a draft of the one may be a person's in
    the other.
    """
    from rapidfuzz.distance import Indel

    if "\x04" in source:  # a `sentence_key`
        return False
    if fold_typography(source) == fold_typography(other):
        return False
    return Indel.normalized_similarity(source, other) >= _ALIKE
