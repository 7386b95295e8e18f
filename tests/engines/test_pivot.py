"""Two engines in a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
