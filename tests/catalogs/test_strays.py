"""A changed sentence that went into another paragraph: its earlier translation is told."""

from __future__ import annotations

from dataclasses import replace

from tests.catalogs.strategies import HEADER, unit
from transkit.catalogs import (
    compose,
    make_catalog,
    merge_catalog,
    parse_po,
    plan_reuse,
    serialize_po,
)
from transkit.units import Catalog, State, Unit

BRIDGE = "The town will open its old stone bridge on Friday, after three winters."
MAYOR = "Mayor Petro Savchuk said that the work had cost 14.5 million."
SCHOOL = "The school across the river is glad about the shorter way."
MOVED = BRIDGE.replace("Friday", "Saturday")
UKRAINIAN = {
    BRIDGE: "У п’ятницю місто відкриє старий кам’яний міст — після трьох зим.",
    MAYOR: "Мер Петро Савчук сказав, що роботи коштували 14,5 мільйона.",
    SCHOOL: "Школа за річкою рада коротшій дорозі.",
}
WAS = f"the source has changed; it was translated as: {UKRAINIAN[BRIDGE]}"


def _reviewed(*sentences: str) -> Unit:
    target = " ".join(UKRAINIAN[sentence] for sentence in sentences)
    return replace(unit(" ".join(sentences), target), state=State.REVIEWED)


def _catalog(*units: Unit) -> Catalog:
    return Catalog(source_language="en", target_language="uk", units=units, header=HEADER)


def _merge(existing: Catalog, *paragraphs: str) -> Catalog:
    """Return a catalog after a run over a document of these paragraphs, and another one."""
    bare = make_catalog(
        map(unit, paragraphs), source_language="en", target_language="uk", header=HEADER
    )
    for _ in range(2):
        plan = plan_reuse(bare, existing, None)
        drafts = {text: f"[{text}]" for reuse in plan.units.values() for text in reuse.to_draft}
        units = tuple(
            compose(item, plan.units[item.id], drafts, {})
            if item.id in plan.units
            else replace(item, target=f"[{item.source}]", state=State.TRANSLATED)
            for item in bare.units
        )
        before, existing = existing, merge_catalog(replace(bare, units=units), existing, None, plan)
    assert existing == before, "a second run changes nothing"
    assert parse_po(serialize_po(existing)).units[0].note == existing.units[0].note
    return existing


def test_what_is_split_off_and_changed_says_how_it_was_translated() -> None:
    merged = _merge(_catalog(_reviewed(BRIDGE, MAYOR)), MOVED, MAYOR)
    opens, costs = merged.units
    assert (opens.target, opens.state) == (f"[{MOVED}]", State.TRANSLATED)
    assert (opens.note, opens.previous_source) == ((WAS,), None)
    assert costs.target == UKRAINIAN[MAYOR]
    assert [kept.target for kept in merged.obsolete] == [_reviewed(BRIDGE, MAYOR).target]


def test_a_changed_sentence_that_went_into_another_paragraph_is_no_new_one() -> None:
    merged = _merge(
        _catalog(_reviewed(BRIDGE, MAYOR), _reviewed(SCHOOL)), MAYOR, f"{SCHOOL} {MOVED}"
    )
    assert merged.units[1].note == (
        "sentence 1 keeps its translation",
        "sentence 2 has changed (a number): machine draft; it was translated as: "
        + UKRAINIAN[BRIDGE],
    )


def test_a_sentence_is_told_once_and_not_where_it_is_still_translated() -> None:
    again = BRIDGE.replace("Friday", "Sunday")
    merged = _merge(_catalog(_reviewed(BRIDGE, MAYOR)), MAYOR, MOVED, again)
    assert [item.note for item in merged.units[1:]] == [(WAS,), ()]
    merged = _merge(_catalog(_reviewed(BRIDGE, MAYOR)), f"{BRIDGE} {SCHOOL}", MOVED)
    assert merged.units[1].note == ()


def test_short_sentences_and_other_ones_are_not_told() -> None:
    for other in ("The town will close all of its schools in May.", "The bridge."):
        assert _merge(_catalog(_reviewed(BRIDGE, MAYOR)), other, MAYOR).units[0].note == ()
