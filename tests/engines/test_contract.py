"""What every engine keeps, whatever it drafts with: the protocol of `transkit.engines.base`."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.engines.libre_server import serve
from tests.tools_needed import need_fxtranslate
from tools.copy_model import build_copy_package
from tools.ctranslate_model import build_ctranslate_model
from tools.firefox_model import build_firefox_model
from transkit.engines.base import Engine, EngineRequest, Found
from transkit.engines.registry import engine_factory, engine_names
from transkit.errors import EngineError, TranskitError, UsageError
from transkit.units import Draft

need_fxtranslate()

SENTENCES = [
    "The river rose again on Monday.",
    "12:30 – 14:00",
    "Nobody was hurt, said the mayor, who had come by boat.",
    "The river rose again on Monday.",
    "",
    "Name:  Olena   Age: 41\tKyiv",
    "  The market opens at eight. ",
    "***",
    "Комітет зібрався о 18:00.",
    "강물이 다시 불었다.",
    "x",
]
ODD = ["a</s>b <0x41> <unk>", "▁under_score▁", "one\u2028two", "👩‍👩‍👧 fam", "ẞtraße", "{name} %s"]
_GAP = re.compile(r"\s{2,}|\t")


@dataclass(frozen=True, kw_only=True)
class Case:
    """An engine that drafts en → uk, or uk → ko through English."""

    name: str
    request: EngineRequest

    def find(self, **changes: Any) -> Found:
        """Return what the factory finds, with other settings if need be."""
        return engine_factory(self.name).find(replace(self.request, **changes), {})

    @property
    def engine(self) -> Engine:
        """Return a new engine."""
        return self.find().engine


def _argos(models: Path, stack: ExitStack) -> str:
    del stack
    build_copy_package(models)
    return ""


def _firefox(models: Path, stack: ExitStack) -> str:
    del stack
    build_firefox_model(models / "enuk")
    return ""


def _ctranslate2(models: Path, stack: ExitStack) -> str:
    del stack
    build_ctranslate_model(models / "nllb", "nllb")
    return ""


def _libretranslate(models: Path, stack: ExitStack) -> str:
    del models
    return stack.enter_context(serve()).url


def _through_english(models: Path, stack: ExitStack) -> str:
    del stack
    build_copy_package(models, source="uk", target="en")
    build_firefox_model(models / "enko", target="ko")
    return ""


MADE: dict[str, Callable[[Path, ExitStack], str]] = {
    "argos": _argos,
    "auto": _argos,
    "ctranslate2": _ctranslate2,
    "firefox": _firefox,
    "libretranslate": _libretranslate,
    "auto uk-ko": _through_english,
}
"""Name, and for a pivot the pair → what gets it ready: models, or a server whose URL it returns."""


def _cases() -> list[Any]:
    marks = {"libretranslate": [pytest.mark.network_local]}
    return [pytest.param(name, marks=marks.get(name, ()), id=name) for name in MADE]


@pytest.fixture(params=_cases())
def case(request: pytest.FixtureRequest, home: Path) -> Iterator[Case]:
    """Return each engine in turn, ready to draft."""
    models = home / "data/transkit/models"
    models.mkdir(parents=True)
    name, _, pair = str(request.param).partition(" ")
    source, target = (pair or "en-uk").split("-")
    with ExitStack() as stack:
        url = MADE[request.param](models, stack)
        wanted = EngineRequest(source=source, target=target, jobs=2, url=url)
        yield Case(name=name, request=wanted)


def test_every_engine_is_held_to_it() -> None:
    assert {name.partition(" ")[0] for name in MADE} == set(engine_names())


def test_there_is_one_draft_per_segment_in_order(case: Case) -> None:
    engine = case.engine
    drafts = engine.translate(SENTENCES)
    assert len(drafts) == len(SENTENCES)
    alone = [engine.translate([segment])[0] for segment in SENTENCES]
    assert [draft.target for draft in drafts] == [draft.target for draft in alone]
    assert drafts[0] == drafts[3]
    assert all(draft.target.strip() for draft in drafts if draft.target)
    assert all(0.0 <= draft.score <= 1.0 for draft in drafts)
    assert not any(draft.failed for draft in drafts)


def test_nothing_to_draft_is_nothing(case: Case) -> None:
    assert case.engine.translate([]) == []


def test_company_order_and_jobs_change_no_draft(case: Case) -> None:
    expected = [draft.target for draft in case.engine.translate(SENTENCES)]
    backwards = case.find(jobs=1).engine.translate([*reversed(SENTENCES), "One more of them."])
    assert [draft.target for draft in backwards[:-1]] == expected[::-1]


def test_what_has_no_letters_comes_back_as_it_is(case: Case) -> None:
    segments = ["", " ", "12:30 – 14:00", "***", "…", "3,5 %"]
    drafts = case.engine.translate(segments)
    assert [draft.target for draft in drafts] == segments


def test_white_space_at_the_ends_and_gaps_inside_survive(case: Case) -> None:
    segments = ["  Name:  Olena \t Age: 41   Kyiv\t", "\tColumn one\tColumn two  ", "no gap"]
    drafts = case.engine.translate(segments)
    for segment, draft in zip(segments, drafts, strict=True):
        ends = len(segment) - len(segment.lstrip()), len(segment) - len(segment.rstrip())
        assert draft.target[: ends[0]] == segment[: ends[0]]
        assert draft.target[len(draft.target) - ends[1] :] == segment[len(segment) - ends[1] :]
        assert _GAP.findall(draft.target) == _GAP.findall(segment)


def test_nothing_is_cut_off_however_long_a_segment_is(case: Case) -> None:
    words = [f"word{number}, and" for number in range(400)]
    (draft,) = case.engine.translate([" ".join(words)])
    assert not draft.failed
    assert len(draft.target) > 2000


def test_odd_characters_break_nothing(case: Case) -> None:
    drafts = case.engine.translate(ODD)
    assert len(drafts) == len(ODD)
    assert not any(draft.failed for draft in drafts)


def test_done_hears_of_every_draft_once_in_the_callers_thread(case: Case) -> None:
    heard: dict[int, Draft] = {}
    threads: set[int] = set()

    def done(batch: Mapping[int, Draft]) -> None:
        assert not heard.keys() & batch.keys()
        heard.update(batch)
        threads.add(threading.get_ident())

    drafts = case.engine.translate(SENTENCES * 9, done=done)
    assert [heard[i] for i in range(len(drafts))] == drafts
    assert threads == {threading.get_ident()}


def test_an_interruption_keeps_what_is_finished_and_breaks_nothing(case: Case) -> None:
    segments = [f"Sentence number {number} about the river." for number in range(300)]
    engine = case.engine
    kept: dict[int, Draft] = {}

    def done(batch: Mapping[int, Draft]) -> None:
        kept.update(batch)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.translate(segments, done=done)
    assert 0 < len(kept) <= len(segments)
    again = engine.translate(segments)
    assert all(again[i].target == draft.target for i, draft in kept.items())


def test_it_works_in_any_thread(case: Case) -> None:
    engine = case.engine
    expected = engine.translate(SENTENCES)
    found: list[list[Draft]] = []
    thread = threading.Thread(target=lambda: found.append(engine.translate(SENTENCES)))
    thread.start()
    thread.join()
    assert found == [expected]


def test_the_info_is_known_before_and_stays(case: Case) -> None:
    engine = case.engine
    before = engine.info
    engine.translate(SENTENCES[:1])
    assert engine.info == before == case.engine.info
    assert before.models
    assert before.settings
    assert re.fullmatch(r"[0-9a-f]{64}", before.model_hash)
    assert before.label.startswith(before.name)
    assert before.credit.startswith(before.label)


def test_what_decides_no_draft_is_not_in_the_info(case: Case) -> None:
    assert case.find(jobs=1).engine.info == case.find(jobs=3).engine.info


def test_the_factory_has_the_name_that_it_is_asked_for_by(case: Case) -> None:
    assert engine_factory(case.name).name == case.name


def test_finding_one_loads_no_library_that_drafts(case: Case) -> None:
    code = (
        "import sys\n"
        "from transkit.engines.base import EngineRequest\n"
        "from transkit.engines.registry import engine_factory\n"
        f"request = EngineRequest(source={case.request.source!r}, target={case.request.target!r},"
        f" url={case.request.url!r})\n"
        f"engine = engine_factory({case.name!r}).find(request, {{}}).engine\n"
        "engine.translate(['12:30'])\n"
        "print(sorted({'ctranslate2', 'fxtranslate', 'torch', 'stanza'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr


def test_a_pair_that_it_does_not_have_is_one_clear_error(case: Case) -> None:
    with pytest.raises(EngineError, match=r"\bsw\b") as caught:
        case.find(source="sw", target="is").engine.translate(["Habari za asubuhi, rafiki."])
    assert caught.value.exit_code == 3
    assert caught.value.hint


def test_what_is_not_for_it_is_wrong_usage(case: Case, tmp_path: Path) -> None:
    wrong: dict[str, Any] = {"model": tmp_path} if case.request.url else {"url": "http://localhost"}
    with pytest.raises(UsageError) as caught:
        case.find(**wrong)
    assert isinstance(caught.value, TranskitError)
    assert caught.value.hint
