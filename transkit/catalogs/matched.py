"""What ``msgmerge`` has put under another source goes back to its own.

``msgmerge`` hands a new source the whole translation of an old one that resembles it, fuzzy, and
the entry of the old one is gone. Where somebody knows whose translation it is, nobody has touched
it since: back under its own source it is merged sentence by sentence, like any other. Where nobody
knows, a person may be at work on it, and it stays. Values in, values out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from transkit.catalogs.claims import notes_words
from transkit.catalogs.notes import COMPARE
from transkit.units import Catalog, State, Unit, unit_id

__all__ = ["Owner", "find_composed", "find_matched", "give_back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose translation an entry has."""

    source: str
    is_draft: bool = False
    """Whether a machine drafted it for that source, and nobody touched it."""


def find_matched(catalog: Catalog) -> tuple[Unit, ...]:
    """Return the entries whose target may be that of another source: fuzzy, not put together by us.

    Obsolete ones among them, for their source may be back. Entries with a context are left out:
    with one, gettext's matching is another.
    """
    return tuple(
        unit
        for unit in (*catalog.units, *_may_wake(catalog))
        if _is_matchable(unit) and unit.source != unit.previous_source and not notes_words(unit)
    )


def find_composed(catalog: Catalog) -> tuple[Unit, ...]:
    """Return the fuzzy entries that say of themselves that they were put together.

    Obsolete ones among them, for their source may be back.
    """
    return tuple(
        unit
        for unit in (*catalog.units, *_may_wake(catalog))
        if _is_matchable(unit) and notes_words(unit)
    )


def _may_wake(catalog: Catalog) -> tuple[Unit, ...]:
    """Return the obsolete entries that no active one has a translation instead of."""
    there = {unit.id for unit in catalog.units if unit.target}
    return tuple(unit for unit in catalog.obsolete if unit.id not in there)


def _is_matchable(unit: Unit) -> bool:
    """Return whether an entry is one whose target may come from another entry."""
    is_plain = unit.plural_source is None and unit.context is None and unit.previous_context is None
    return unit.state is State.TRANSLATED and is_plain


def give_back(catalog: Catalog, owners: Mapping[str, Owner | None]) -> Catalog:
    """Return the catalog as it was before another program matched entries, as far as that is known.

    A person's translation stands under its own source again, reviewed, with the comments and flags
    of the entry. Where it still stands there, the entry is untranslated, and so it is where it had
    an untouched draft. Where its own source has another text by now, the entry stays as it is.
    Where nobody knows the owner, all that can be said is that the source has changed; whatever we
    said about the target, we said under another source.

    Args:
        catalog: As it lies on disk.
        owners: By unit id, of some of `find_matched` and `find_composed`; ``None`` where nobody
            knows.
    """
    if not owners:
        return catalog
    there = {
        unit.source: unit.target
        for unit in (*catalog.obsolete, *catalog.units)
        if unit.context is None
    }
    matched = {id(unit) for unit in (*find_matched(catalog), *find_composed(catalog))}
    units, obsolete = (
        tuple(
            _given_back(unit, owners[unit.id], there)
            if id(unit) in matched and unit.id in owners
            else unit
            for unit in group
        )
        for group in (catalog.units, catalog.obsolete)
    )
    return replace(catalog, units=units, obsolete=obsolete)


def _given_back(unit: Unit, owner: Owner | None, there: dict[str, str]) -> Unit:
    """Return an entry as it was; `there` holds targets by source, and learns of this one."""
    if owner is None:
        return replace(unit, note=(COMPARE,))
    if owner.is_draft or there.get(owner.source) == unit.target:
        return _without_target(unit)
    if owner.source in there:
        return unit
    there[owner.source] = unit.target
    return _restored(unit, owner.source)


def _without_target(unit: Unit) -> Unit:
    return replace(unit, target="", state=State.INITIAL, origin=None, note=(), previous_source=None)


def _restored(unit: Unit, source: str) -> Unit:
    return replace(
        unit,
        id=unit_id(source),
        source=source,
        state=State.REVIEWED,
        note=(),
        previous_source=None,
    )
