"""Two engines in a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from transkit.engines.base import Done, EngineInfo
from transkit.engines.pivot import PivotEngine
from transkit.units import Draft


class TableEngine:
    """Drafts by a table; remembers what it was asked."""

    def __init__(self, name: str, table: Mapping[str, Draft], *, rough: bool = False) -> None:
        self.table = table
        self.asked: list[str] = []
        self.info = EngineInfo(
            name=name, models=(f"{name} 1",), model_hash=name, settings=f"s-{name}", rough=rough
        )

    def translate(self, segments: Sequence[str], /, *, done: Done | None = None) -> list[Draft]:
        """Return what the table says, telling of the last segment first."""
        self.asked += segments
        drafts = [self.table[segment] for segment in segments]
        for i in reversed(range(len(drafts))):
            if done is not None:
                done({i: drafts[i]})
        return drafts


class LoadingEngine(TableEngine):
    """Remembers how often it was told to load ahead."""

    begun = 0

    def prepare(self) -> None:
        """Count."""
        self.begun += 1


def made(target: str, score: float = 1.0, *reasons: str) -> Draft:
    """Return a draft."""
    return Draft(target=target, score=score, reasons=reasons)


def test_the_sentences_between_go_on_one_by_one_and_each_once() -> None:
    first = TableEngine(
        "a",
        {
            "Річка піднялася; міст закрили.": made("The river rose. The bridge is closed.", 0.8),
            "Міст закрили.": made("The bridge is closed.", 0.5, "short"),
        },
    )
    second = TableEngine(
        "b",
        {
            "The river rose.": made("강물이 불었다.", 0.9),
            "The bridge is closed.": made("다리가 닫혔다.", 0.6, "loop"),
        },
    )
    heard: dict[int, Draft] = {}
    drafts = PivotEngine(first, second).translate(
        ["Річка піднялася; міст закрили.", "Міст закрили."], done=heard.update
    )
    assert second.asked == ["The river rose.", "The bridge is closed."]
    assert [draft.target for draft in drafts] == ["강물이 불었다. 다리가 닫혔다.", "다리가 닫혔다."]
    assert drafts[0].score == pytest.approx(0.8 * 0.6)
    assert drafts[1].score == pytest.approx(0.5 * 0.6)
    assert drafts[0].reasons == ("loop",)
    assert drafts[1].reasons == ("short", "loop")
    assert heard == dict(enumerate(drafts))


def test_the_info_names_both() -> None:
    info = PivotEngine(TableEngine("a", {}), TableEngine("b", {}, rough=True)).info
    assert info.name == "a+b"
    assert info.models == ("a 1", "b 1")
    assert info.settings == "pivot: s-a | s-b"
    assert info.rough
    swapped = PivotEngine(TableEngine("b", {}), TableEngine("a", {})).info
    assert swapped.model_hash != info.model_hash


def test_every_part_of_the_info_comes_from_both() -> None:
    infos = [
        PivotEngine(TableEngine(a, {}, rough=a == "r"), TableEngine(b, {}, rough=b == "r")).info
        for a, b in (("a", "b"), ("a", "c"), ("c", "b"), ("r", "b"), ("a", "r"))
    ]
    assert len({info.model_hash for info in infos}) == len(infos)
    assert [info.rough for info in infos] == [False, False, False, True, True]
    same = PivotEngine(TableEngine("a", {}), TableEngine("a", {})).info
    assert same.name == "a"


def test_long_runs_go_through_both_piece_by_piece_in_order() -> None:
    segments = [f"Речення {n}." for n in range(600)]
    first = TableEngine("a", {s: made(f"Sentence {n}.") for n, s in enumerate(segments)})
    second = TableEngine("b", {f"Sentence {n}.": made(f"문장 {n}.") for n in range(600)})
    heard: dict[int, Draft] = {}
    asked: list[int] = []

    def done(batch: Mapping[int, Draft]) -> None:
        assert not heard.keys() & batch.keys()
        heard.update(batch)
        asked.append(len(first.asked))

    drafts = PivotEngine(first, second).translate(segments, done=done)
    assert [draft.target for draft in drafts] == [f"문장 {n}." for n in range(600)]
    assert [heard[n] for n in range(600)] == drafts
    assert asked[0] < 600


@pytest.mark.parametrize(("one", "other"), [(True, False), (False, True)])
def test_what_either_engine_broke_down_over_has_failed(*, one: bool, other: bool) -> None:
    first = TableEngine("a", {"Річка.": Draft(target="River.", score=1.0, failed=one)})
    second = TableEngine("b", {"River.": Draft(target="강.", score=1.0, failed=other)})
    (draft,) = PivotEngine(first, second).translate(["Річка."])
    assert draft.failed


def test_what_can_load_ahead_of_two_engines_does() -> None:
    first, second = LoadingEngine("a", {}), TableEngine("b", {})
    PivotEngine(first, second).prepare()
    assert first.begun == 1


@pytest.mark.parametrize(
    ("licences", "said"),
    [
        (("", ""), "a+b a 1 + b 1"),
        (("", "MPL-2.0"), "a+b a 1 + b 1 (not stated, MPL-2.0)"),
        (("MPL-2.0", "CC-BY-4.0"), "a+b a 1 + b 1 (MPL-2.0, CC-BY-4.0)"),
        (("MPL-2.0", "MPL-2.0"), "a+b a 1 + b 1 (MPL-2.0)"),
    ],
)
def test_one_model_s_licence_is_not_taken_for_that_of_both(
    licences: tuple[str, str], said: str
) -> None:
    first, second = TableEngine("a", {}), TableEngine("b", {})
    first.info = replace(first.info, licences=licences[:1])
    second.info = replace(second.info, licences=licences[1:])
    assert PivotEngine(first, second).info.credit == said
