"""What the benchmarks of the memory measure is what they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.correcting import simulate
from benchmarks.memory import measure_memory
from benchmarks.memory_texts import make_pairs, make_queries
from benchmarks.sentences import make_article, make_sentences
from benchmarks.turned import made_up_sentences, measure_turned


def test_no_planted_change_of_meaning_passes_silently(capsys: pytest.CaptureFixture[str]) -> None:
    assert measure_turned(made_up_sentences(), 8) == 0
    rows = capsys.readouterr().out.splitlines()[1:-1]
    assert len(rows) == 9
    assert sum(int(row[24:].split()[0]) for row in rows) == 72


def test_made_up_units_are_all_different_and_the_same_everywhere() -> None:
    pairs = list(make_pairs(300, seed=1))
    assert len({source for source, _ in pairs}) == 300
    assert pairs == list(make_pairs(300, seed=1))
    kinds = [kind for _, kind in make_queries([source for source, _ in pairs], 9, seed=2)]
    assert kinds == ["exact", "alike", "new"] * 3


def test_the_measurement_finds_what_it_looks_for(capsys: pytest.CaptureFixture[str]) -> None:
    measure_memory(400, 30, pairs=None, peer=(None, 0))
    printed = capsys.readouterr().out
    assert "400 made-up units" in printed
    assert "units/s" in printed
    assert " exact, " in printed
    assert "--peer-python" in printed


def test_corrections_are_never_needed_twice(
    copy_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sentences = make_sentences(90, seed=8)
    with (tmp_path / "pages.jsonl").open("w", encoding="utf-8") as stream:
        for number in range(3):
            text = make_article(sentences[30 * number :][:30]).replace("\n", "\n\n")
            stream.write(json.dumps({"id": f"page{number}", "body": text, "pasted": text}) + "\n")
    assert simulate(tmp_path, "uk", 3, copy_model) == 0
    printed = capsys.readouterr().out
    beside, alone = printed.split("memory alone")
    assert "     27  unchanged, the translator's text, reviewed" in beside
    assert "     27  unchanged, the translator's text, draft" in alone
    assert "      3  changed units" in beside
    assert "      3  new sentence, drafted" in alone
