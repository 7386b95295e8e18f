"""Making catalogs from documents, and merging them with what people have done on disk.

Values in, values out: nothing here reads or writes a file, asks a clock or calls an engine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from transkit.catalogs.claims import IsDraft, is_untouched, keeps_words
from transkit.catalogs.header import Header, make_template_header, refresh_header
from transkit.catalogs.notes import settle_notes
from transkit.catalogs.reuse import NO_REUSE, ReusePlan, find_reuse, stands_in_note
from transkit.units import Catalog, Kind, State, Unit

__all__ = [
    "entries_of_others",
    "make_catalog",
    "make_template",
    "merge_catalog",
    "merge_unit",
    "plan_reuse",
]

_T = TypeVar("_T")
_Key = tuple[str | None, str]
"""What makes an entry one to gettext: ``msgctxt`` and ``msgid``."""


def make_catalog(
    units: Iterable[Unit],
    *,
    source_language: str,
    target_language: str,
    header: Header = (),
) -> Catalog:
    """Return the fresh catalog of a document's units.

    Units with one id become one entry where the first of them stood, with the references, ``#.``
    lines, notes and comments of all in order of first appearance, and the first target among them.
    The kind of the first one is the first ``#.`` line, so that it can be read back.
    """
    same: dict[str, list[Unit]] = {}
    for unit in units:
        same.setdefault(unit.id, []).append(unit)
    return Catalog(
        source_language=source_language,
        target_language=target_language,
        units=tuple(_joined(group) for group in same.values()),
        header=header,
    )


def make_template(catalog: Catalog) -> Catalog:
    """Return the template (POT) of a catalog: its entries with nothing but what is the source's.

    As ``xgettext`` writes one: the header is fuzzy and holds placeholders, ``Language`` is empty.
    ``msgmerge`` takes it; ``msgfmt -c``, which is for finished catalogs, accepts it with warnings
    about the placeholders.
    """
    units = tuple(
        replace(
            unit,
            target="",
            blank="",
            state=State.INITIAL,
            origin=None,
            note=(),
            comments=(),
            previous_source=None,
            previous_context=None,
            previous_plural=None,
            plural_targets=() if unit.plural_source is None else ("", ""),
        )
        for unit in catalog.units
    )
    return Catalog(
        source_language=catalog.source_language,
        target_language="",
        units=units,
        header=make_template_header(catalog.header),
        header_flags=("fuzzy",),
    )


def plan_reuse(
    fresh: Catalog, existing: Catalog | None, is_draft: IsDraft | None = None
) -> ReusePlan:
    """Return what of the catalog on disk holds for sources that it does not have.

    Costs next to nothing where every source has a target on disk already.

    Args:
        fresh: The document's catalog; its targets do not matter.
        existing: The catalog on disk.
        is_draft: Asks the ledger; see `merge_catalog` and `find_reuse`.
    """
    if existing is None:
        return NO_REUSE
    known, obsolete = _wake(fresh, existing, is_draft)
    wanted = [unit for unit in fresh.units if _is_blank(known.get(_key(unit)))]
    if not wanted:
        return NO_REUSE
    sources = {_key(unit) for unit in fresh.units}
    paths = _own_paths(fresh.units, existing)
    placed = _has_places(existing)
    active = [
        unit for unit in existing.units if not _is_foreign(unit, paths, is_draft, placed=placed)
    ]
    gone, older = (
        [
            _persons_part(unit, is_draft)
            for unit in units
            if _key(unit) not in sources
            and unit.plural_source is None
            and _has_work(unit, is_draft)
        ]
        for units in (active, reversed(obsolete))
    )
    languages = (fresh.source_language, fresh.target_language)
    return find_reuse(wanted, gone, languages, is_draft, older=older)


def merge_catalog(
    fresh: Catalog,
    existing: Catalog | None,
    is_draft: IsDraft | None = None,
    reuse: ReusePlan = NO_REUSE,
) -> Catalog:
    """Return what this run made, with everything that people have done on disk kept.

    * Entries come in the order of `fresh`; entries of someone else (see `_is_foreign`) stay behind
      the entry that they stood behind.
    * What happens to an entry on both sides: `merge_unit`.
    * An entry whose source is gone becomes obsolete if a person's work is in it (a reviewed target,
      a fuzzy one that is no untouched draft, a comment), otherwise it goes. An obsolete entry whose
      source is back is active again, with its target, comments and flags. Entries that `reuse` has
      used up go: all of a person's work in them is in `fresh`.
    * The header is refreshed (`refresh_header`); comments and flags on it stay.

    Nothing is mutated. Merging twice changes nothing more, and where nothing has changed but dates
    and versions the result equals `existing`, so that its file need not be written.

    Args:
        fresh: The document's catalog with this run's drafts; every source once.
        existing: The catalog on disk, ``None`` where there is none.
        is_draft: Asks the ledger. ``None`` means that nobody knows: then every fuzzy text counts as
            a person's.
        reuse: What `plan_reuse` found and `fresh` was composed with.
    """
    if existing is None:
        return fresh
    merged = _merged(fresh, existing, is_draft, reuse)
    settled = settle_notes(merged)
    if settled is merged:
        return merged
    # A comment that is a note by now may have come with a fresh unit, and comes with it again.
    return settle_notes(_merged(fresh, settled, is_draft, NO_REUSE))


def _merged(
    fresh: Catalog, existing: Catalog, is_draft: IsDraft | None, reuse: ReusePlan
) -> Catalog:
    """Return both catalogs in one, with notes as they were in each; see `merge_catalog`."""
    known, obsolete = _wake(fresh, existing, is_draft)
    spent = frozenset(map(_work, reuse.spent))
    obsolete = [unit for unit in obsolete if _work(_persons_part(unit, is_draft)) not in spent]
    units = {
        _key(unit): merge_unit(unit, known[_key(unit)], is_draft) if _key(unit) in known else unit
        for unit in fresh.units
    }
    gone = [unit for unit in existing.units if _key(unit) not in units]
    paths = _own_paths(fresh.units, existing)
    placed = _has_places(existing)
    foreign = {_key(unit) for unit in gone if _is_foreign(unit, paths, is_draft, placed=placed)}
    obsolete += [
        _retired(unit)
        for unit in gone
        if _key(unit) not in foreign
        and _has_work(unit, is_draft)
        and _work(_persons_part(unit, is_draft)) not in spent
    ]
    merged = replace(
        existing,
        source_language=fresh.source_language,
        target_language=fresh.target_language,
        units=_in_place(units, existing.units, foreign),
        obsolete=tuple(obsolete),
    )
    quiet = replace(merged, header=refresh_header(existing.header, fresh.header, volatile=False))
    if _same_content(quiet, existing):
        return existing
    return replace(merged, header=refresh_header(existing.header, fresh.header))


def merge_unit(fresh: Unit, existing: Unit, is_draft: IsDraft | None = None) -> Unit:
    """Return one entry whose source is the same on both sides.

    References, kind and ``#.`` lines are those of `fresh`; comments, flags and plural forms those
    of `existing` (flags of `fresh` are added). The target is:

    * reviewed: the one on disk, to the byte; its note goes away;
    * fuzzy, and a draft nobody touched: the fresh draft, where there is one;
    * fuzzy, and changed by a person (or nobody knows), or put together with a person's words in it
      (it has a previous source): the one on disk, still fuzzy;
    * none: the fresh draft, unless a person has left white space there: that stays.

    A note belongs to the target it is about: it comes from the side that the target comes from. But
    what a person's translation was before the source changed stays until the unit is reviewed.
    """
    merged = replace(
        existing,
        kind=fresh.kind,
        extracted=fresh.extracted,
        references=fresh.references,
        comments=_added(existing.comments, fresh.comments),
        flags=_added(existing.flags, fresh.flags),
        note=() if existing.state is State.REVIEWED else existing.note,
    )
    if existing.state is State.REVIEWED:
        return merged
    is_composed = existing.target and keeps_words(existing)
    if existing.plural_source is not None or is_composed or existing.blank:
        return merged
    untouched = existing.state is State.INITIAL or is_untouched(existing, is_draft)
    if existing.target == fresh.target or (untouched and fresh.target):
        return replace(
            merged,
            target=fresh.target,
            state=fresh.state if untouched or existing.target != fresh.target else existing.state,
            origin=fresh.origin,
            note=_added(tuple(filter(stands_in_note, existing.note)), fresh.note),
            previous_source=fresh.previous_source,
            previous_context=fresh.previous_context if untouched else existing.previous_context,
            previous_plural=fresh.previous_plural if untouched else existing.previous_plural,
        )
    return merged


def _wake(
    fresh: Catalog, existing: Catalog, is_draft: IsDraft | None
) -> tuple[dict[_Key, Unit], list[Unit]]:
    """Return the entries on disk by key, those whose source is back among them, and the rest.

    An obsolete entry is only woken where it does not displace a person's work.
    """
    known = {_key(unit): unit for unit in existing.units}
    wanted = {_key(unit) for unit in fresh.units}
    obsolete = []
    for unit in existing.obsolete:
        key = _key(unit)
        active = known.get(key)
        is_free = active is None or not active.target or is_untouched(active, is_draft)
        if key in wanted and is_free:
            known[key] = _awakened(unit, active)
        else:
            obsolete.append(unit)
    return known, obsolete


def _joined(units: list[Unit]) -> Unit:
    """Return one entry for units with the same words: the first, with what the others add."""
    donor = next((unit for unit in units if unit.state is not State.INITIAL), units[0])
    return replace(
        units[0],
        target=donor.target,
        state=donor.state,
        origin=donor.origin,
        note=_distinct(line for unit in units for line in unit.note),
        comments=_distinct(line for unit in units for line in unit.comments),
        extracted=_distinct(line for unit in units for line in _with_kind(unit)),
        references=_distinct(place for unit in units for place in unit.references),
        flags=_distinct(flag for unit in units for flag in unit.flags),
    )


def _with_kind(unit: Unit) -> tuple[str, ...]:
    """Return the ``#.`` lines of a unit, the first of which begins with its kind."""
    kind = unit.kind.value
    named = bool(unit.extracted) and unit.extracted[0].startswith(kind)
    return unit.extracted if named else (kind, *unit.extracted)


def _distinct(items: Iterable[_T]) -> tuple[_T, ...]:
    """Return `items` without repetitions, in order of first appearance."""
    return tuple(dict.fromkeys(items))


def _added(items: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """Return `items` as they are, with those of `more` that are not among them behind."""
    return items + tuple(item for item in more if item not in items) if more else items


def _key(unit: Unit) -> _Key:
    """Return what gettext tells entries apart by."""
    return unit.context, unit.source


def _is_blank(unit: Unit | None) -> bool:
    """Return whether there is no unit, or one without a target that could get one."""
    if unit is None:
        return True
    return unit.state is State.INITIAL and unit.plural_source is None and not unit.blank


def _persons_part(unit: Unit, is_draft: IsDraft | None) -> Unit:
    """Return a unit without its target where that is a machine's draft that nobody touched."""
    if not is_untouched(unit, is_draft):
        return unit
    return replace(unit, target="", state=State.INITIAL, origin=None)


def _work(unit: Unit) -> tuple[_Key, str, tuple[str, ...], tuple[str, ...]]:
    """Return what of a unit must not be lost."""
    return _key(unit), unit.target, unit.comments, unit.flags


def _has_work(unit: Unit, is_draft: IsDraft | None) -> bool:
    """Return whether a person's work is in a unit."""
    if unit.comments:
        return True
    return unit.state is not State.INITIAL and not is_untouched(unit, is_draft)


def _is_foreign(
    unit: Unit, paths: frozenset[str], is_draft: IsDraft | None, *, placed: bool
) -> bool:
    """Return whether an entry that the document lacks was never one of the document's.

    True for plurals, for entries that point to other files only, and for entries that point nowhere
    where others do, or with a context; but not for what the ledger has drafted. They are somebody
    else's and stay as they are.

    Args:
        unit: Of the catalog on disk.
        paths: Files of the document, see `_own_paths`.
        is_draft: Asks the ledger.
        placed: Whether other entries of the catalog have references (`_has_places`): many tools
            take all of them away.
    """
    if unit.plural_source is not None:
        return True
    if is_untouched(unit, is_draft):
        return False
    if unit.references:
        return bool(paths) and not any(reference.path in paths for reference in unit.references)
    return placed or unit.context is not None


def _has_places(catalog: Catalog) -> bool:
    """Return whether the entries of a catalog say where they stand in the source."""
    return any(unit.references for unit in catalog.units)


def entries_of_others(catalog: Catalog, document: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return the entries that were never the document's, as far as the catalog itself tells.

    `merge_catalog` leaves them in the catalog for ever, wherever the ledger has not drafted them.

    Args:
        catalog: As it is on disk.
        document: The units of its document, as it is now.
    """
    units = tuple(document)
    keys, paths = {_key(unit) for unit in units}, _own_paths(units, catalog)
    placed = _has_places(catalog)
    return tuple(
        unit
        for unit in catalog.units
        if _key(unit) not in keys and _is_foreign(unit, paths, None, placed=placed)
    )


def _own_paths(units: Iterable[Unit], existing: Catalog) -> frozenset[str]:
    """Return the files that references of the document's own entries name, now and before."""
    paths = {reference.path for unit in units for reference in unit.references}
    sources = {value for name, value in existing.header if name == "X-Transkit-Source"}
    names = {source.rsplit("/", 1)[-1] for source in sources}
    paths |= {
        reference.path
        for unit in existing.units
        for reference in unit.references
        if reference.path.rsplit("/", 1)[-1] in names
    }
    return frozenset(paths)


def _awakened(obsolete: Unit, active: Unit | None) -> Unit:
    """Return an obsolete entry whose source is back, with what stood in its place meanwhile."""
    if active is None:
        return obsolete
    return replace(
        obsolete,
        comments=_added(obsolete.comments, active.comments),
        flags=_added(obsolete.flags, active.flags),
    )


def _retired(unit: Unit) -> Unit:
    """Return a unit as an obsolete entry: without what belongs to the source or to us.

    What a note says about a person's words beside a machine's is as true when the source is back.
    """
    note = unit.note if unit.state is State.TRANSLATED and keeps_words(unit) else ()
    return replace(unit, kind=Kind.PARAGRAPH, extracted=(), references=(), note=note)


def _in_place(
    units: dict[_Key, Unit], existing: tuple[Unit, ...], foreign: set[_Key]
) -> tuple[Unit, ...]:
    """Return `units` in order, each followed by the foreign entries that stood behind it."""
    followers: dict[_Key | None, list[Unit]] = {}
    anchor: _Key | None = None
    for unit in existing:
        key = _key(unit)
        if key in units:
            anchor = key
        elif key in foreign:
            followers.setdefault(anchor, []).append(unit)
    ordered = list(followers.get(None, ()))
    for key, unit in units.items():
        ordered.append(unit)
        ordered += followers.get(key, ())
    return tuple(ordered)


def _same_content(merged: Catalog, existing: Catalog) -> bool:
    """Return whether two catalogs are written the same."""
    return (
        _same_units(merged.units, existing.units)
        and _same_units(merged.obsolete, existing.obsolete)
        and _frame(merged) == _frame(existing)
    )


def _same_units(some: tuple[Unit, ...], others: tuple[Unit, ...]) -> bool:
    """Return whether units are written the same: nobody writes down an id or an origin."""
    return len(some) == len(others) and all(
        unit == other or replace(unit, id=other.id, origin=other.origin) == other
        for unit, other in zip(some, others, strict=True)
    )


def _frame(catalog: Catalog) -> Catalog:
    """Return a catalog without its units and what its file does not say in so many words."""
    return replace(catalog, source_language="", target_language="", units=(), obsolete=())
