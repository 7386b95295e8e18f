"""The Firefox engine on real files in Mozilla's layout, whose weights are random."""

from __future__ import annotations

import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.tools_needed import need_fxtranslate
from tools.firefox_model import build_firefox_model
from transkit.engines import firefox
from transkit.engines.base import EngineRequest, Found
from transkit.engines.degeneration import Degeneration
from transkit.engines.firefox import ENGINE, FirefoxEngine
from transkit.errors import EngineError, ModelError, ModelNotFoundError
from transkit.units import Draft

need_fxtranslate()

SENTENCE = "The council met on Tuesday."


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small model from English to Ukrainian; do not change it."""
    folder = tmp_path_factory.mktemp("firefox") / "enuk"
    build_firefox_model(folder)
    return folder


def find(path: Path, source: str = "en", target: str = "uk", jobs: int = 2) -> Found:
    """Return what the factory finds with a named model."""
    request = EngineRequest(source=source, target=target, model=path, jobs=jobs)
    return ENGINE.find(request, {})


def engine_of(path: Path, target: str = "uk", jobs: int = 2) -> FirefoxEngine:
    """Return the engine for one model."""
    engine = find(path, target=target, jobs=jobs).engine
    assert isinstance(engine, FirefoxEngine)
    return engine


def test_drafts_are_those_of_the_library_itself(model: Path) -> None:
    from fxtranslate import Translator

    vocabulary = (model / "vocab.enuk.spm").read_bytes()
    translator = Translator(
        (model / "model.enuk.intgemm.alphas.bin").read_bytes(),
        vocabulary,
        vocabulary,
        (model / "lex.50.50.enuk.s2t.bin").read_bytes(),
    )
    segments = [f"The river rose again {n} times, she said." for n in range(20)] + [SENTENCE]
    drafts = engine_of(model).translate(segments)
    assert [draft.target for draft in drafts] == [
        translator.translate(segment).strip() for segment in segments
    ]


def test_the_shortlist_is_used_where_there_is_one(model: Path, tmp_path: Path) -> None:
    bare = tmp_path / "enuk"
    shutil.copytree(model, bare)
    (bare / "lex.50.50.enuk.s2t.bin").unlink()
    with_list, without = engine_of(model, jobs=1), engine_of(bare, jobs=1)
    assert with_list.info.model_hash != without.info.model_hash
    assert with_list.translate([SENTENCE])[0].target != without.translate([SENTENCE])[0].target


def test_two_vocabularies_work(tmp_path: Path) -> None:
    build_firefox_model(tmp_path / "enko", target="ko", split=True)
    (draft,) = engine_of(tmp_path / "enko", target="ko").translate([SENTENCE])
    assert draft.target
    assert not draft.failed


def test_nothing_is_cut_off_however_long_a_segment_is(model: Path) -> None:
    segments = ["a" * 5000, "中" * 3000, "word and " * 700 + "end", "no, yes; " * 200]
    started = time.monotonic()
    drafts = engine_of(model).translate([segment.strip() for segment in segments])
    assert time.monotonic() - started < 60
    assert not any(draft.failed for draft in drafts)
    # 110 tokens a chunk, and each is as long as can be: these models never stop by themselves.
    assert all(len(draft.target) > 2000 for draft in drafts[:2])


def test_a_target_that_does_not_end_says_so(model: Path) -> None:
    (draft,) = engine_of(model).translate([SENTENCE])
    assert set(draft.reasons) & {Degeneration.UNFINISHED.value, Degeneration.LOOP.value}


def test_a_segment_without_letters_never_reaches_the_model(model: Path) -> None:
    engine = engine_of(model)
    drafts = engine.translate(["", "12:30 – 14:00", "***"])
    assert [draft.target for draft in drafts] == ["", "12:30 – 14:00", "***"]
    assert engine.processes == ()


def test_it_can_be_used_from_any_thread(model: Path) -> None:
    engine = engine_of(model, jobs=1)
    first = engine.translate([SENTENCE])
    found: list[list[Draft]] = []
    thread = threading.Thread(target=lambda: found.append(engine.translate([SENTENCE])))
    thread.start()
    thread.join()
    assert found == [first]


def test_workers_that_are_killed_in_the_middle_are_replaced(model: Path) -> None:
    segments = [f"Sentence number {n} of a long text about the river." for n in range(300)]
    expected = engine_of(model).translate(segments)
    engine = engine_of(model)
    killed: list[int] = []

    def done(batch: Mapping[int, Draft]) -> None:
        del batch
        if not killed:
            killed.extend(engine.processes)
            for pid in killed:
                os.kill(pid, signal.SIGKILL)

    assert engine.translate(segments, done=done) == expected
    assert len(killed) == 2
    assert not set(killed) & set(engine.processes)


def test_an_interruption_leaves_no_process(model: Path) -> None:
    engine = engine_of(model)
    pids: list[int] = []

    def done(batch: Mapping[int, Draft]) -> None:
        del batch
        pids.extend(engine.processes)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.translate(["Word and word again."] * 200, done=done)
    assert len(pids) == 2
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_a_sentence_that_breaks_the_model_keeps_its_source_and_says_so(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text(
        "import sys, os, json\n"
        "sys.stdin.readline(); print('{\"ready\": true}', flush=True)\n"
        "for line in sys.stdin:\n"
        "    request = json.loads(line)\n"
        "    if 'poison' in request['text']:\n"
        "        os.abort()\n"
        "    print(json.dumps({'id': request['id'], 'target': 'Добре.'}), flush=True)\n",
        encoding="utf-8",
    )
    import sys

    monkeypatch.setattr(firefox, "python_module", lambda _name: (sys.executable, str(worker)))
    drafts = engine_of(model).translate(["All is well.", "The poison worked.", "All was well."])
    assert [draft.target for draft in drafts] == ["Добре.", "The poison worked.", "Добре."]
    assert [draft.failed for draft in drafts] == [False, True, False]
    assert drafts[1].reasons == (
        f"{Degeneration.FAILED.value}: the engine's process ended with SIGABRT",
    )


def test_damaged_weights_are_one_clear_error(model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "enuk"
    shutil.copytree(model, folder)
    weights = folder / "model.enuk.intgemm.alphas.bin"
    engine = engine_of(folder)
    weights.write_bytes(weights.read_bytes()[:5000])
    with pytest.raises(EngineError, match="install it again"):
        engine.translate([SENTENCE])


def test_a_damaged_vocabulary_is_one_clear_error(model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "enuk"
    shutil.copytree(model, folder)
    engine = engine_of(folder)
    (folder / "vocab.enuk.spm").write_bytes(b"no pieces")
    with pytest.raises(EngineError, match="vocabulary"):
        engine.translate([SENTENCE])


def test_a_folder_that_is_no_model_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ModelError, match="no model that transkit knows"):
        find(tmp_path)


def test_a_model_of_another_engine_says_which(copy_model: Path) -> None:
    with pytest.raises(ModelError, match="--engine argos"):
        find(copy_model)


def test_without_the_library_its_models_are_left_out_and_it_says_how_to_get_it(
    model: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(model, home / "data/transkit/models/firefox-en-uk")
    monkeypatch.setattr(firefox, "find_spec", lambda _name: None)
    with pytest.raises(ModelNotFoundError):
        ENGINE.find(EngineRequest(source="en", target="uk"), {})
    assert ENGINE.problem() == "fxtranslate is not installed: pip install fxtranslate"


def test_a_model_in_the_store_is_found_by_its_files(model: Path, home: Path) -> None:
    shutil.copytree(model, home / "data/transkit/models/firefox-en-uk")
    found = ENGINE.find(EngineRequest(source="en", target="uk"), {})
    assert re.fullmatch(r"firefox en→uk weights-[0-9a-f]{8}", found.engine.info.label)
    assert found.warnings == ()


def test_the_info_has_what_its_settings_say(model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "enuk"
    shutil.copytree(model, folder)
    (folder / "transkit.toml").write_text(
        '[model]\nversion = "3.0"\nlicence = "MPL-2.0"\n', encoding="utf-8"
    )
    info = engine_of(folder).info
    assert info.label == "firefox en→uk 3.0"
    assert info.licences == ("MPL-2.0",)
    assert info.model_hash == engine_of(model).info.model_hash
