"""What msgmerge has put under another source goes back to its own, where somebody knows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.catalogs.strategies import HEADER, unit
from transkit.catalogs import Owner, find_composed, find_matched, give_back
from transkit.catalogs.notes import COMPARE
from transkit.units import Catalog, State, Unit, unit_id

OLD = "Nobody was hurt."
NEW = "Nobody was killed."
TEXT = "Ніхто не постраждав."
MATCHED = replace(
    unit(NEW, TEXT), previous_source=OLD, comments=(" Перевірити",), flags=("no-wrap",)
)
PERSONS = Owner(source=OLD)


def _catalog(*units: Unit, obsolete: tuple[Unit, ...] = ()) -> Catalog:
    return Catalog(
        source_language="en", target_language="uk", units=units, obsolete=obsolete, header=HEADER
    )


def _owned(owner: Owner, *units: Unit, obsolete: tuple[Unit, ...] = ()) -> tuple[Unit, ...]:
    """Return what becomes of the matched entry among others."""
    return give_back(_catalog(*units, MATCHED, obsolete=obsolete), {MATCHED.id: owner}).units


def test_a_persons_text_is_its_own_sources_again() -> None:
    (back,) = _owned(PERSONS)
    assert back == replace(
        MATCHED, id=unit_id(OLD), source=OLD, state=State.REVIEWED, previous_source=None
    )


def test_what_was_put_together_says_so_itself() -> None:
    mixed = replace(MATCHED, note=("sentence 1 keeps its translation",))
    assert find_composed(_catalog(mixed, unit("a", "а"))) == (mixed,)
    assert find_composed(_catalog(replace(mixed, state=State.REVIEWED))) == ()


def test_what_was_put_together_is_looked_at_before_its_source_is_back() -> None:
    mixed = replace(MATCHED, note=("sentence 1 keeps its translation",))
    assert find_composed(_catalog(obsolete=(mixed,))) == (mixed,)
    assert find_composed(_catalog(unit(NEW, "Так."), obsolete=(mixed,))) == (), "it stays there"
    given = give_back(_catalog(obsolete=(mixed,)), {mixed.id: None})
    assert [one.note for one in given.obsolete] == [(COMPARE,)]


def test_an_untouched_draft_goes_and_comments_stay() -> None:
    (blank,) = _owned(Owner(source=OLD, is_draft=True))
    assert (blank.source, blank.target, blank.state) == (NEW, "", State.INITIAL)
    assert (blank.comments, blank.flags) == (MATCHED.comments, MATCHED.flags)


def test_what_its_own_source_no_longer_has_stays() -> None:
    other = replace(unit(OLD, "Усі живі."), state=State.REVIEWED)
    assert _owned(PERSONS, other) == (other, MATCHED)
    assert _owned(PERSONS, obsolete=(other,)) == (MATCHED,)


def test_what_its_own_source_still_has_is_not_there_twice() -> None:
    there = replace(unit(OLD, TEXT), state=State.REVIEWED)
    for units in (_owned(PERSONS, there), _owned(PERSONS, obsolete=(there,))):
        assert (units[-1].source, units[-1].target) == (NEW, "")
        assert units[-1].comments == MATCHED.comments
    second = replace(MATCHED, source="Nobody was seen.", id=unit_id("Nobody was seen."))
    catalog = _catalog(MATCHED, second)
    units = give_back(catalog, {MATCHED.id: PERSONS, second.id: PERSONS}).units
    assert [(one.source, one.target) for one in units] == [(OLD, TEXT), (second.source, "")]


def test_where_nobody_knows_the_text_stays_and_says_what_it_is() -> None:
    said = replace(MATCHED, note=("from memory, 100 % (a.txt)",))
    catalog = give_back(_catalog(said), {said.id: None})
    (kept,) = catalog.units
    assert kept.note == ("the source has changed since this was translated: compare all of it",)
    assert replace(kept, note=()) == MATCHED
    assert give_back(catalog, {said.id: None}) == catalog


@pytest.mark.parametrize(
    "left",
    [
        replace(MATCHED, state=State.REVIEWED),
        replace(MATCHED, note=("sentences 1 and 3 keep their translation",)),
        replace(MATCHED, previous_source=NEW),
        replace(MATCHED, context="menu", id=unit_id(NEW, "menu")),
        unit(NEW),
    ],
    ids=["reviewed", "put together by us", "same source", "context", "untranslated"],
)
def test_other_entries_are_not_looked_at(left: Unit) -> None:
    assert find_matched(_catalog(left)) == ()
    assert find_matched(_catalog(MATCHED)) == (MATCHED,)
    assert give_back(_catalog(left), {}).units == (left,)


def test_an_obsolete_entry_is_looked_at_before_its_source_is_back() -> None:
    catalog = _catalog(unit(OLD), obsolete=(MATCHED,))
    assert find_matched(catalog) == (MATCHED,)
    (kept,) = give_back(catalog, {MATCHED.id: None}).obsolete
    assert kept == replace(MATCHED, note=kept.note)
    assert kept.note
    there = _catalog(replace(MATCHED, previous_source=None), obsolete=(MATCHED,))
    assert MATCHED not in find_matched(there)
    assert give_back(there, {MATCHED.id: None}).obsolete == (MATCHED,)
