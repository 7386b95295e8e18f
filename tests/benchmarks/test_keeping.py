"""The measurement of what is kept tells right from wrong."""

from __future__ import annotations

import random
from dataclasses import replace

from benchmarks.keeping import Case, Passage, change_sentence, count_wrong, make_case
from transkit.catalogs.reuse import Piece, Reuse
from transkit.text.anchors import turned_by
from transkit.units import Unit, unit_id

PASSAGES = [
    Passage(sources=(f"Sentence number {n} is here.",), target=f"Речення {n} тут.", is_plain=True)
    for n in (11, 12, 13)
]


def _reuse(case: Case, *pieces: tuple[str, str]) -> Reuse:
    """Return the reuse of these sources and targets."""
    return Reuse(
        previous=(Unit(id=unit_id(case.before), source=case.before),),
        pieces=tuple(
            Piece(source=source, target=target, sentences=(1,), trailing=" ")
            for source, target in pieces
        ),
    )


def test_an_edit_touches_one_sentence() -> None:
    rng = random.Random(1)  # noqa: S311 (a test, not a secret)
    changed = make_case(PASSAGES, ["Another one."], "change", rng)
    removed = make_case(PASSAGES, ["Another one."], "remove", rng)
    inserted = make_case(PASSAGES, ["Another one."], "insert", rng)
    assert len(changed.untouched) == len(removed.untouched) == 2
    assert len(inserted.untouched) == 3
    assert "Another one." in inserted.after
    assert len({case.after for case in (changed, removed, inserted)} | {changed.before}) == 4


def test_a_sentence_is_changed_in_what_may_turn_it() -> None:
    text = "On Monday 40 people of Kyiv were evacuated."
    kinds = {
        turned_by(text, change_sentence(text, random.Random(seed)), "en")  # noqa: S311 (as above)
        for seed in range(40)
    }
    assert {("a number",), ("a negation",), ("a name",)} <= kinds


def test_only_the_translation_of_the_very_sentence_is_right() -> None:
    sources = [passage.sources[0] for passage in PASSAGES]
    targets = [passage.target for passage in PASSAGES]
    case = Case(
        before=" ".join(sources),
        target=" ".join(targets),
        after="",
        passages=tuple(PASSAGES),
        touched=frozenset({1}),
    )
    assert count_wrong(case, _reuse(case, (sources[0], targets[0]), ("new", ""))) == 0
    assert count_wrong(case, _reuse(case, (sources[0], targets[2]))) == 1
    assert count_wrong(case, _reuse(case, (sources[0], f"{targets[0]} {targets[1]}"))) == 1
    assert count_wrong(case, _reuse(case, (sources[1], targets[1]))) == 1
    untouched = replace(case, touched=frozenset())
    assert count_wrong(untouched, _reuse(untouched, (sources[1], targets[1]))) == 0
