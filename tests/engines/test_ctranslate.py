"""Batches for a CTranslate2 model."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.engines import ctranslate
from transkit.engines.ctranslate import CTranslateModel, Decoding, make_batches
from transkit.errors import EngineError

LENGTHS = st.lists(st.integers(1, 200), max_size=300)


@given(LENGTHS, st.integers(1, 16))
def test_every_position_is_in_exactly_one_batch(lengths: list[int], jobs: int) -> None:
    batches = make_batches(lengths, jobs)
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))


@given(LENGTHS, st.integers(1, 16))
def test_a_batch_keeps_its_budget_or_holds_one_input(lengths: list[int], jobs: int) -> None:
    for batch in make_batches(lengths, jobs):
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= 1024


@given(LENGTHS)
def test_longest_come_first(lengths: list[int]) -> None:
    order = [lengths[i] for batch in make_batches(lengths, 2) for i in batch]
    assert order == sorted(lengths, reverse=True)


@given(st.lists(st.integers(0, 200), max_size=400), st.integers(1, 8))
def test_a_batch_may_cost_no_more_than_it_must(lengths: list[int], jobs: int) -> None:
    """Of the limits in steps of a thirty-second, it is the first that makes few enough batches."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    wanted = jobs * max(1, -(-sum(lengths) // (jobs * 1024)))
    limit = max(128, sum(lengths) // wanted)
    batches = ctranslate._fill(order, lengths, limit)
    while len(batches) > wanted and limit < ctranslate._MOST_COST:
        limit += max(1, limit // 32)
        batches = ctranslate._fill(order, lengths, limit)
    assert make_batches(lengths, jobs) == batches


def test_every_job_gets_work_from_a_short_article() -> None:
    assert len(make_batches([30] * 24, 2)) >= 2


def test_long_sentences_count_for_the_steps_they_take() -> None:
    lengths = [
        55,
        50,
        47,
        46,
        43,
        38,
        29,
        27,
        27,
        25,
        23,
        22,
        22,
        22,
        21,
        21,
        21,
        20,
        19,
        18,
        18,
        17,
    ]
    first, second = make_batches(lengths, 2)
    assert sum(lengths[i] for i in first) < sum(lengths[i] for i in second)


def test_a_prepared_model_translates_and_a_damaged_one_says_so_when_it_is_used(
    make_package: Callable[..., Path], tmp_path: Path
) -> None:
    model = CTranslateModel(make_package() / "model", " ".join, jobs=1)
    model.prepare()
    (outputs,) = model.run([["▁river"]], Decoding(beam=1))
    assert outputs[0].text == "▁river"

    folder = tmp_path / "model"
    shutil.copytree(make_package() / "model", folder)
    (folder / "model.bin").write_bytes(b"nothing")
    broken = CTranslateModel(folder, " ".join, jobs=1)
    broken.prepare()
    with pytest.raises(EngineError, match="cannot be loaded"):
        next(broken.run([["▁river"]], Decoding(beam=1)))


@pytest.mark.parametrize("beam", [1, 4])
def test_a_draft_that_runs_away_is_the_same_in_any_company(
    make_package: Callable[..., Path], beam: int
) -> None:
    folder = make_package(behaviour="loop")
    inputs = [["▁river"] * n for n in (3, 40, 7)]
    model = CTranslateModel(folder / "model", " ".join, jobs=1)
    (together,) = model.run(inputs, Decoding(beam=beam))
    assert beam > 1 or not any(output.finished for output in together.values())
    for i, tokens in enumerate(inputs):
        ((alone,),) = (batch.values() for batch in model.run([tokens], Decoding(beam=beam)))
        assert (together[i].text, together[i].finished) == (alone.text, alone.finished)
        assert alone.finished or len(alone.text.split()) == 3 * len(tokens) + 32
