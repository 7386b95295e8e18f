"""Drafting units with an engine whose every move the test decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transkit.engines.base import Done, EngineInfo
from transkit.memory.ledger import Ledger
from transkit.memory.store import Store
from transkit.pipeline.drafting import PUT_BACK, UnitDraft, draft_key, make_plan, run_plan
from transkit.units import Draft


class FakeEngine:
    """Translates with a function, two segments a batch, last batch first."""

    def __init__(self, translate: Callable[[str], str] = str.upper) -> None:
        self._translate = translate
        self.asked: list[str] = []

    @property
    def info(self) -> EngineInfo:
        return EngineInfo(name="fake", models=("en→uk",), model_hash="0", settings="none")

    def translate(self, segments: Sequence[str], /, *, done: Done | None = None) -> list[Draft]:
        self.asked += segments
        drafts = [Draft(target=self._translate(text), score=0.5) for text in segments]
        for start in reversed(range(0, len(drafts), 2)):
            if done is not None:
                done({i: drafts[i] for i in range(start, min(start + 2, len(drafts)))})
        return drafts


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Store(tmp_path / "memory.db") as store:
        yield Ledger(store)


def draft(units: Sequence[str], engine: FakeEngine, ledger: Ledger) -> dict[str, UnitDraft]:
    """Plan and run, keeping the drafts in the ledger."""
    key = draft_key(engine, "en", "uk")

    def keep(drafts: Mapping[str, Draft]) -> None:
        ledger.add(key, drafts)

    return run_plan(make_plan(units, key, ledger), engine, keep)


def test_units_are_drafted_sentence_by_sentence_with_their_white_space(ledger: Ledger) -> None:
    engine = FakeEngine()
    drafts = draft(["One here.  Two there.", "Three."], engine, ledger)
    assert drafts["One here.  Two there."].target == "ONE HERE.  TWO THERE."
    assert sorted(engine.asked) == ["One here.", "Three.", "Two there."]


def test_the_same_sentence_is_asked_for_once(ledger: Ledger) -> None:
    engine = FakeEngine()
    draft(["Same here.", "Same here. Other.", "Same here."], engine, ledger)
    assert sorted(engine.asked) == ["Other.", "Same here."]


def test_what_the_ledger_knows_is_not_asked_for_again(ledger: Ledger) -> None:
    draft(["One. Two."], FakeEngine(), ledger)
    engine = FakeEngine(str.lower)
    drafts = draft(["One. Two."], engine, ledger)
    assert engine.asked == []
    assert drafts["One. Two."].target == "ONE. TWO."
    assert not drafts["One. Two."].drafted


def test_words_without_letters_and_lone_addresses_never_reach_an_engine(ledger: Ledger) -> None:
    engine = FakeEngine()
    units = ["12:30 – 14:00", "https://example.org/a", "@someone_else"]
    drafts = draft(units, engine, ledger)
    assert engine.asked == []
    assert [drafts[unit].target for unit in units] == units


def test_protected_spans_are_hidden_from_the_engine_and_put_back(ledger: Ledger) -> None:
    engine = FakeEngine()
    drafts = draft(["write to a@b.org today"], engine, ledger)
    assert engine.asked == ["write to @1 today"]
    assert drafts["write to a@b.org today"] == UnitDraft(
        target="WRITE TO a@b.org TODAY", score=0.5, reasons=(), drafted=True
    )


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("@1", ""),
        lambda text: text.replace("@1", "@1 @1"),
        lambda text: text.replace("@1", "@7"),
    ],
    ids=["lost", "doubled", "changed"],
)
def test_a_span_that_the_engine_spoils_is_kept_all_the_same(
    ledger: Ledger, spoil: Callable[[str], str]
) -> None:
    engine = FakeEngine(lambda text: spoil(text).upper())
    unit = "write to a@b.org today. Then rest."
    drafts = draft([unit], engine, ledger)
    assert drafts[unit].target == "WRITE TO a@b.org TODAY. THEN REST."
    assert drafts[unit].reasons == (f"sentence 1: {PUT_BACK}",)


def test_words_around_a_lost_span_stay_apart_from_it(ledger: Ledger) -> None:
    """An engine that strips what it is given, as real ones do, must not glue words together."""
    unit = "write to a@b.org, she said (or see https://b.org/x), before 'noon'."
    engine = FakeEngine(lambda text: text.replace("@1", "").strip(" ,()").upper())
    drafts = draft([unit], engine, ledger)
    assert engine.asked[1:] == ["write to", "she said (or see", "before 'noon'."]
    expected = "WRITE TO a@b.org, SHE SAID (OR SEE https://b.org/x), BEFORE 'NOON'."
    assert drafts[unit].target == expected


def test_what_no_catalog_can_hold_goes_from_a_draft(ledger: Ledger) -> None:
    """A damaged model may write anything; one NUL must not cost the whole catalog."""
    engine = FakeEngine(lambda text: f"{text}\0\ud800!")
    assert draft(["One here."], engine, ledger)["One here."].target == "One here.\ufffd!"


def test_finished_drafts_are_kept_when_the_run_is_interrupted(ledger: Ledger) -> None:
    engine = FakeEngine()
    key = draft_key(engine, "en", "uk")
    batches = 0

    def keep(drafts: Mapping[str, Draft]) -> None:
        nonlocal batches
        ledger.add(key, drafts)
        batches += 1
        if batches == 2:
            raise KeyboardInterrupt

    units = [f"Sentence {n} is here." for n in range(10)]
    with pytest.raises(KeyboardInterrupt):
        run_plan(make_plan(units, key, ledger), engine, keep)
    assert len(ledger.find(key, units)) == 4


def test_progress_adds_up_to_everything_that_was_missing(ledger: Ledger) -> None:
    engine = FakeEngine(lambda text: text.replace("@1", ""))
    key = draft_key(engine, "en", "uk")
    plan = make_plan(["One here. Write to a@b.org now.", "12:30"], key, ledger)
    heard: list[tuple[int, int]] = []
    run_plan(plan, engine, lambda _: None, lambda *counts: heard.append(counts))
    assert sum(segments for segments, _ in heard) == len(plan.missing) == 2
    assert sum(words for _, words in heard) == plan.words == 6


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80), max_size=8))
def test_an_engine_that_copies_gives_every_unit_back(ledger: Ledger, units: list[str]) -> None:
    drafts = draft(units, FakeEngine(str), ledger)
    assert {unit: drafts[unit].target for unit in units} == {unit: unit for unit in units}


def test_tags_are_taken_off_for_the_engine_and_put_back(ledger: Ledger) -> None:
    engine = FakeEngine()
    key = draft_key(engine, "en", "uk")
    unit = "<em1>See <a1>the page</a1>.</em1><br1/>Call <code1>Run()</code1> 12 times."
    plan = make_plan([unit], key, ledger, marked=[unit])
    drafts = run_plan(plan, engine, lambda batch: ledger.add(key, batch))
    assert engine.asked == ["See the page.", "Call @1 12 times."]
    assert drafts[unit].target == (
        "<em1>SEE <a1>THE PAGE</a1>.</em1><br1/>CALL <code1>Run()</code1> 12 TIMES."
    )
    assert drafts[unit].reasons == ()


def test_a_sentence_with_other_tags_reuses_its_draft(ledger: Ledger) -> None:
    engine = FakeEngine()
    key = draft_key(engine, "en", "uk")
    units = ["See the page.", "See <a1>the</a1> page.", "<b1>See</b1> the page."]
    for unit in units:
        plan = make_plan([unit], key, ledger, marked=units)
        drafts = run_plan(plan, engine, lambda batch: ledger.add(key, batch))
        assert drafts[unit].target == unit.upper().replace("A1", "a1").replace("B1", "b1")
    assert engine.asked == ["See the page."]


def test_what_looks_like_tags_is_words_where_the_format_has_none(ledger: Ledger) -> None:
    engine = FakeEngine()
    drafts = draft(["The <h1> of it"], engine, ledger)
    assert drafts["The <h1> of it"].target == "THE <h1> OF IT"
    assert engine.asked == ["The @1 of it"]


def test_a_tag_that_has_lost_its_words_is_for_a_person_to_look_at(ledger: Ledger) -> None:
    engine = FakeEngine(lambda _text: "...")
    key = draft_key(engine, "en", "uk")
    unit = "Go <a1>there</a1> or <a2>back</a2> now"
    drafts = run_plan(make_plan([unit], key, ledger, marked=[unit]), engine, lambda _: None)
    assert drafts[unit].reasons == ("check where <a1> and <a2> should stand",)
