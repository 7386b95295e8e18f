"""A person's work outranks the machine's, and nothing that a person wrote is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogs.gettext_tools import check, msgcat
from tests.catalogs.strategies import HEADER, catalogs, unit
from transkit.catalogs import make_catalog, make_template, merge_catalog, parse_po, serialize_po
from transkit.units import Catalog, Kind, Reference, State, Unit


def _catalog(*units: Unit, obsolete: tuple[Unit, ...] = ()) -> Catalog:
    """Return a catalog with a complete header."""
    return Catalog(
        source_language="en", target_language="uk", units=units, obsolete=obsolete, header=HEADER
    )


def _reviewed(source: str, target: str) -> Unit:
    """Return a unit that a person has accepted."""
    return replace(unit(source, target), state=State.REVIEWED)


def _at(entry: Unit, *lines: int, path: str = "a.txt") -> Unit:
    """Return a unit with references."""
    return replace(entry, references=tuple(Reference(path=path, line=line) for line in lines))


def _drafted(*targets: str) -> Callable[[str, str], bool]:
    """Return a ledger that has drafted these targets."""
    return lambda _source, target: target in targets


def test_without_a_catalog_on_disk_the_fresh_one_is_the_result() -> None:
    fresh = _catalog(unit("a", "а"))
    assert merge_catalog(fresh, None) is fresh


def test_a_reviewed_target_is_kept_and_its_note_goes() -> None:
    theirs = replace(
        _reviewed("a", "людина"), note=("the draft repeats itself",), comments=(" ні",)
    )
    fresh = _at(replace(unit("a", "машина"), note=("new",), extracted=("title",)), 7)
    merged = merge_catalog(_catalog(fresh), _catalog(theirs), _drafted("людина", "машина"))
    assert merged.units == (
        replace(theirs, note=(), extracted=("title",), references=fresh.references),
    )


def test_a_draft_that_a_person_has_changed_is_kept_still_fuzzy() -> None:
    theirs = replace(unit("a", "майже"), note=("about the old draft",), flags=("no-wrap",))
    fresh = replace(unit("a", "машина"), note=("about the new draft",))
    for is_draft in (None, _drafted("машина")):
        merged = merge_catalog(_catalog(fresh), _catalog(theirs), is_draft)
        assert merged.units[0].target == "майже"
        assert merged.units[0].state is State.TRANSLATED
        assert merged.units[0].flags == ("no-wrap",)
        assert merged.units[0].note == ("about the old draft",)


def test_a_draft_nobody_touched_is_drafted_anew_and_keeps_a_persons_comment() -> None:
    old = replace(unit("a", "стара"), comments=(" Запитати",), note=("old",))
    fresh = replace(unit("a", "нова"), note=("new",))
    merged = merge_catalog(_catalog(fresh), _catalog(old), _drafted("стара"))
    assert merged.units == (replace(fresh, comments=(" Запитати",)),)
    failed = merge_catalog(_catalog(unit("a")), _catalog(old), _drafted("стара"))
    assert failed.units == (old,)


def test_an_untranslated_entry_gets_the_draft_and_keeps_its_comment() -> None:
    blank = replace(unit("a"), comments=(" Як?",))
    merged = merge_catalog(_catalog(unit("a", "а")), _catalog(blank))
    assert merged.units == (replace(unit("a", "а"), comments=(" Як?",)),)


def test_a_source_that_is_gone_leaves_only_what_a_person_did() -> None:
    existing = _catalog(
        _at(unit("untouched", "чернетка"), 1),
        _at(replace(unit("commented", "чернетка"), comments=(" важливо",), note=("n",)), 2),
        _at(unit("edited", "правлена"), 3),
        _at(_reviewed("accepted", "чернетка"), 4),
        _at(unit("blank"), 5),
        _at(unit("stays", "є"), 6),
    )
    merged = merge_catalog(
        _catalog(_at(unit("stays", "є"), 1)), existing, _drafted("чернетка", "є")
    )
    assert [entry.source for entry in merged.units] == ["stays"]
    assert merged.obsolete == (
        replace(unit("commented", "чернетка"), comments=(" важливо",)),
        unit("edited", "правлена"),
        _reviewed("accepted", "чернетка"),
    )


def test_a_source_that_is_back_wakes_its_obsolete_entry() -> None:
    sleeping = replace(_reviewed("a", "людина"), comments=(" так",))
    other = _reviewed("b", "інша")
    fresh = _catalog(replace(unit("a", "машина"), kind=Kind.TITLE, extracted=("title",)))
    merged = merge_catalog(fresh, _catalog(obsolete=(sleeping, other)))
    assert merged.units == (replace(sleeping, kind=Kind.TITLE, extracted=("title",)),)
    assert merged.obsolete == (other,)


def test_an_obsolete_entry_never_displaces_a_persons_active_one() -> None:
    sleeping, active = _reviewed("a", "стара"), _reviewed("a", "чинна")
    merged = merge_catalog(_catalog(unit("a", "м")), _catalog(active, obsolete=(sleeping,)))
    assert (merged.units, merged.obsolete) == ((active,), (sleeping,))
    drafted = _catalog(unit("a", "м"), obsolete=(sleeping,))
    merged = merge_catalog(_catalog(unit("a", "м")), drafted, _drafted("м"))
    assert (merged.units, merged.obsolete) == ((sleeping,), ())


def test_entries_of_someone_else_stay_where_they_are() -> None:
    plural = replace(
        unit("%d file"), plural_source="%d files", plural_targets=("1", "2", "3"),
        state=State.REVIEWED,
    )  # fmt: skip
    elsewhere = _at(unit("from another file", ""), 3, path="menu.c")
    context = replace(unit("Open", context="menu"))
    a, b = _at(unit("a", "а"), 1), _at(unit("b", "б"), 2)
    existing = _catalog(plural, a, elsewhere, context, b)
    merged = merge_catalog(_catalog(b, a), existing)
    assert merged.units == (plural, b, a, elsewhere, context)
    assert merged.obsolete == ()


def test_an_entry_of_the_documents_old_name_is_the_documents_own() -> None:
    existing = replace(
        _catalog(_at(unit("gone", "чернетка"), 1, path="old/a.txt")),
        header=(*HEADER, ("X-Transkit-Source", "../../../old/a.txt")),
    )
    merged = merge_catalog(
        _catalog(_at(unit("b"), 1, path="new/b.txt")), existing, _drafted("чернетка")
    )
    assert [entry.source for entry in merged.units] == ["b"]


def test_a_unit_that_only_moved_keeps_everything_but_its_reference() -> None:
    theirs = _at(replace(_reviewed("a", "людина"), comments=(" так", "", "")), 1)
    merged = merge_catalog(_catalog(_at(unit("a", "м"), 9)), _catalog(theirs))
    assert merged.units == (_at(theirs, 9),)


def test_dates_engines_and_versions_alone_change_nothing() -> None:
    existing = replace(_catalog(unit("a", "а")), header=(*HEADER, ("X-Generator", "transkit 1")))
    later = tuple(
        (name, "2030-01-01 00:00+0000" if name == "POT-Creation-Date" else value)
        for name, value in HEADER
    )
    fresh = replace(
        _catalog(unit("a", "а")),
        header=(*later, ("X-Generator", "transkit 2")),
    )
    assert merge_catalog(fresh, existing) is existing
    more = replace(fresh, units=(*fresh.units, unit("b", "б")))
    assert dict(merge_catalog(more, existing).header)["X-Generator"] == "transkit 2"


_SOURCES = st.sampled_from(["a", "b", "c", "d", "e"])
_TARGETS = st.sampled_from(["", "m1", "m2", "людина", "інша"])


@st.composite
def _states(draw: st.DrawFn) -> Catalog:
    """Draw a small catalog as it may be on disk: few sources, so that they meet."""

    def entry(source: str) -> Unit:
        target = draw(_TARGETS)
        made = _at(unit(source, target), draw(st.integers(1, 3)))
        if target and draw(st.booleans()):
            made = replace(made, state=State.REVIEWED)
        return replace(
            made,
            comments=draw(st.sampled_from([(), (" слово",), (" a", "", " a")])),
            flags=draw(st.sampled_from([(), ("no-wrap",)])),
            note=draw(st.sampled_from([(), ("look",)])),
        )

    sources = draw(st.lists(_SOURCES, unique=True))
    gone = [source for source in draw(st.lists(_SOURCES, unique=True)) if source not in sources]
    return _catalog(
        *(entry(source) for source in sources),
        obsolete=tuple(
            replace(entry(source), references=(), note=(), target="x", state=State.REVIEWED)
            for source in gone
        ),
    )


_FRESH = st.lists(_SOURCES, unique=True).flatmap(
    lambda sources: st.builds(
        lambda target: _catalog(*(_at(unit(source, target), 5) for source in sources)),
        st.sampled_from(["", "m1", "m2"]),
    )
)
_IS_DRAFT = st.sampled_from([None, _drafted("m1", "m2")])


@given(_FRESH, _states(), _IS_DRAFT)
def test_no_word_of_a_person_is_ever_lost(
    fresh: Catalog, existing: Catalog, is_draft: Callable[[str, str], bool] | None
) -> None:
    merged = merge_catalog(fresh, existing, is_draft)
    after = {entry.source: entry for entry in (*merged.obsolete, *merged.units)}
    for before in (*existing.units, *existing.obsolete):
        machine = before.state is State.TRANSLATED and is_draft and before.target in ("m1", "m2")
        if before.target and not machine:
            assert after[before.source].target == before.target
            assert after[before.source].state is before.state
        if before.comments:
            assert after[before.source].comments == before.comments
            assert after[before.source].flags == before.flags


@given(_FRESH, _states(), _IS_DRAFT)
def test_merging_twice_changes_nothing_more(
    fresh: Catalog, existing: Catalog, is_draft: Callable[[str, str], bool] | None
) -> None:
    merged = merge_catalog(fresh, existing, is_draft)
    assert merge_catalog(fresh, merged, is_draft) == merged
    read = parse_po(serialize_po(merged))
    assert serialize_po(merge_catalog(fresh, read, is_draft)) == serialize_po(merged)
    assert [entry.source for entry in merged.units] == [entry.source for entry in fresh.units]


@given(catalogs())
def test_a_catalog_merged_with_itself_is_itself(catalog: Catalog) -> None:
    quiet = replace(catalog, units=tuple(replace(entry, note=()) for entry in catalog.units))
    assert merge_catalog(quiet, quiet) is quiet


def test_the_same_words_twice_are_one_entry_with_two_references() -> None:
    first = _at(replace(unit("a"), kind=Kind.HEADING, extracted=("heading", "page 1")), 3)
    second = _at(
        replace(unit("a", "а"), extracted=("page 2",), note=("the draft repeats itself",)), 9, 3
    )
    other = unit("b", "б")
    made = make_catalog(
        [first, other, second], source_language="en", target_language="uk", header=HEADER
    )
    assert made.units == (
        replace(
            unit("a", "а"),
            kind=Kind.HEADING,
            extracted=("heading", "page 1", "paragraph", "page 2"),
            note=("the draft repeats itself",),
            references=(Reference(path="a.txt", line=3), Reference(path="a.txt", line=9)),
        ),
        replace(other, extracted=("paragraph",)),
    )
    content = serialize_po(made)
    assert parse_po(content) == made
    assert check(content) == ""


def test_a_template_holds_what_belongs_to_the_source_and_nothing_else() -> None:
    entry = replace(
        _at(unit("a", "а"), 3), note=("the draft repeats itself",), comments=(" так",),
        extracted=("paragraph",), previous_source="b",
    )  # fmt: skip
    template = make_template(_catalog(entry))
    content = serialize_po(template)
    assert content.startswith(b'#, fuzzy\nmsgid ""\n')
    assert content.endswith(b'\n\n#. paragraph\n#: a.txt:3\nmsgid "a"\nmsgstr ""\n')
    assert msgcat(content) == content
    assert make_template(template) == replace(template, header=make_template(template).header)


def test_msgfmt_only_misses_what_a_template_leaves_to_the_translator() -> None:
    complaints = check(serialize_po(make_template(_catalog(unit("a", "а"))))).splitlines()
    assert complaints
    assert all("still has the initial default value" in line for line in complaints)


def test_entries_without_a_reference_stay_where_others_have_one() -> None:
    """Somebody has added them by hand; where no entry has one, a tool has taken them all away."""
    mine = _at(unit("a", "а"), 3)
    others = (unit("b"), _reviewed("c", "в"), replace(unit("d"), comments=(" запитати",)))
    merged = merge_catalog(_catalog(mine), _catalog(mine, *others))
    assert (merged.units, merged.obsolete) == ((mine, *others), ())
    bare = merge_catalog(_catalog(mine), _catalog(unit("a", "а"), *others))
    assert [item.source for item in bare.units] == ["a"]
    assert [item.source for item in bare.obsolete] == ["c", "d"]


@pytest.mark.parametrize(
    "carried", [(), (" transkit: the source has changed; it was translated as: Слова людини",)]
)
def test_words_that_only_a_note_held_are_a_note_again_in_the_run_that_brings_them_back(
    carried: tuple[str, ...],
) -> None:
    """The next run would read it as one: both have to write the same."""
    line = "the source has changed; it was translated as: Слова людини"
    read = replace(unit("b", "бе"), note=("the draft repeats itself",), comments=(" Хто?",))
    existing = _catalog(replace(read, comments=(f" transkit: {line}", " Хто?")))
    assert parse_po(serialize_po(existing)).units == existing.units, "kept as a comment"
    fresh = _catalog(unit("a", "Слова людини"), replace(read, comments=carried))
    merged = merge_catalog(fresh, existing, _drafted("бе"))
    assert merged.units[1].note == (line, "the draft repeats itself")
    assert merged.units[1].comments == (" Хто?",)
    again = parse_po(serialize_po(merged))
    later = _catalog(fresh.units[0], replace(read, comments=()))
    assert merge_catalog(later, again, _drafted("бе")) == again


def test_words_of_a_note_that_stand_nowhere_else_any_more_are_a_comment_at_once() -> None:
    line = "the source has changed; it was translated as: Слова людини"
    noted = replace(unit("b", "бе"), note=(line,))
    existing = _catalog(unit("a", "Слова людини"), noted)
    fresh = _catalog(unit("a", "а"), unit("b", "бе"))
    is_draft = _drafted("Слова людини", "бе")
    merged = merge_catalog(fresh, existing, is_draft)
    assert (merged.units[1].note, merged.units[1].comments) == ((), (f" transkit: {line}",))
    again = parse_po(serialize_po(merged))
    assert merge_catalog(fresh, again, is_draft) == again
