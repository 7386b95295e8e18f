"""The Argos engine on real packages whose models copy, or misbehave."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tools.copy_model import build_copy_package, pack_package
from tools.firefox_model import train_vocabulary
from tools.sample_text import sample_text
from transkit.engines.argos import ENGINE
from transkit.engines.base import Engine, EngineRequest
from transkit.engines.degeneration import Degeneration
from transkit.errors import EngineError, ModelError, ModelNotFoundError
from transkit.units import Draft

MakePackage = Callable[..., Path]


def engine_of(model: Path | None, source: str = "en", target: str = "uk", **options: Any) -> Engine:
    """Return the engine for one package."""
    request = EngineRequest(source=source, target=target, model=model, **options)
    return ENGINE.find(request, {}).engine


def test_segments_come_back_in_order_and_character_for_character(copy_model: Path) -> None:
    segments = [
        "Short one.",
        "under_score  and  double\tspaces 😀",
        "б" * 300,
        "Short one.",
        "가나 다",
    ]
    drafts = engine_of(copy_model, jobs=2).translate(segments)
    assert [draft.target for draft in drafts] == segments
    assert all(0.9 < draft.score <= 1.0 for draft in drafts)


def test_gaps_survive_pieces_that_make_one_space_of_them(
    make_package: MakePackage, tmp_path: Path
) -> None:
    """As those of published packages do."""
    pieces = tmp_path / "published.model"
    pieces.write_bytes(train_vocabulary(sample_text(), 500))
    segments = ["Name:  Olena   Age:\t41 years", "The river rose again."]
    drafts = engine_of(make_package(pieces=pieces)).translate(segments)
    assert [draft.target for draft in drafts] == segments


def test_nothing_is_cut_off_however_long_a_segment_is(copy_model: Path) -> None:
    segments = ["a" * 5000, "word and " * 1500 + "end", "no, yes; " * 400]
    segments = [segment.strip() for segment in segments]
    drafts = engine_of(copy_model, jobs=2).translate(segments)
    assert [draft.target for draft in drafts] == segments


def test_a_segment_without_letters_never_reaches_the_model(make_package: MakePackage) -> None:
    drafts = engine_of(make_package(behaviour="scramble")).translate(["", "12:30 – 14:00", "***"])
    assert [draft.target for draft in drafts] == ["", "12:30 – 14:00", "***"]


def test_done_hears_of_every_segment_exactly_once(copy_model: Path) -> None:
    heard: list[int] = []

    def done(batch: Mapping[int, Draft]) -> None:
        heard.extend(batch)

    segments = [f"Sentence number {n} of the text." for n in range(60)] + ["***"]
    engine_of(copy_model, jobs=2).translate(segments, done=done)
    assert sorted(heard) == list(range(61))


def test_finished_batches_survive_an_interruption(copy_model: Path) -> None:
    kept: dict[int, Draft] = {}

    def done(batch: Mapping[int, Draft]) -> None:
        kept.update(batch)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine_of(copy_model).translate(["Word " * 60 + str(n) for n in range(40)], done=done)
    assert 0 < len(kept) < 40


@pytest.mark.parametrize(
    ("behaviour", "problem"),
    [("loop", Degeneration.LOOP), ("empty", Degeneration.EMPTY), ("drop", Degeneration.LENGTH)],
)
def test_a_model_that_goes_wrong_is_found_out(
    make_package: MakePackage, behaviour: str, problem: Degeneration
) -> None:
    source = (
        "The mayor of the town said on Monday that the bridge across the river would be closed."
    )
    (draft,) = engine_of(make_package(behaviour=behaviour)).translate([source * 3])
    assert problem.value in draft.reasons


def test_an_empty_draft_leaves_the_source_in_its_place(make_package: MakePackage) -> None:
    (draft,) = engine_of(make_package(behaviour="empty")).translate(["The river rose again."])
    assert draft.target == "The river rose again."


def test_a_copy_is_tried_again_and_flagged(copy_model: Path) -> None:
    (draft,) = engine_of(copy_model).translate(["the river rose again"])
    assert draft.reasons == (Degeneration.COPY.value,)


@pytest.mark.parametrize(
    "options",
    [
        {"config_json": False, "vocabulary": "txt", "name": "en_uk"},
        {"bpe": True, "name": "translate-en_uk-1_9"},
        {"quantization": None},
        {"target_prefix": "__uk__"},
        {"target_prefix": "<2uk>"},
    ],
    ids=["first packages", "bpe", "float32", "prefix", "angle prefix"],
)
def test_every_published_layout_works(
    make_package: MakePackage, options: dict[str, object]
) -> None:
    segments = [
        "Leaders meet in Kyiv to talk about water.",
        "The river, she said, is for everybody.",
    ]
    drafts = engine_of(make_package(**options)).translate(segments)
    assert [draft.target for draft in drafts] == segments


def test_an_archive_is_used_like_the_folder_in_it(tmp_path: Path) -> None:
    archive = pack_package(build_copy_package(tmp_path))
    (draft,) = engine_of(archive).translate(["From an archive."])
    assert draft.target == "From an archive."


def test_a_pair_without_a_package_goes_through_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_copy_package(tmp_path, source="uk", target="en")
    build_copy_package(tmp_path, source="en", target="ko")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path))
    engine = engine_of(None, source="uk", target="ko", jobs=2)
    segments = ["Річка піднялася. Знову.", "12:30", "Слово."]
    heard: list[int] = []
    drafts = engine.translate(segments, done=lambda batch: heard.extend(batch))
    assert [draft.target for draft in drafts] == segments
    assert sorted(heard) == [0, 1, 2]
    assert engine.info.models == ("uk→en 0.1", "en→ko 0.1")


def test_no_model_says_how_to_get_one() -> None:
    with pytest.raises(ModelNotFoundError, match="transkit models install argos:en-uk") as caught:
        engine_of(None)
    assert caught.value.exit_code == 3


def test_a_named_model_for_another_pair_does_not_do(copy_model: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="en → ko"):
        engine_of(copy_model, target="ko")


def test_a_broken_package_beside_a_good_one_is_a_warning(
    copy_packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "packages"
    shutil.copytree(copy_packages, folder)
    (folder / "en_xx").mkdir()
    (folder / "en_xx" / "metadata.json").write_text("{", encoding="utf-8")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    found = ENGINE.find(EngineRequest(source="en", target="uk"), {})
    assert len(found.warnings) == 1
    assert "en_xx" in found.warnings[0]


@pytest.mark.parametrize(
    ("target", "code"),
    [("zh-Hant", "zh-Hant"), ("pt-BR", "pt-BR"), ("fr-CA", "fr"), ("sr-Latn", "sr-Latn")],
)
def test_the_command_to_install_a_model_names_languages_as_models_have_them(
    target: str, code: str
) -> None:
    with pytest.raises(ModelNotFoundError) as caught:
        engine_of(None, target=target)
    assert caught.value.hint is not None
    assert caught.value.hint.endswith(f"install argos:en-{code}")


def test_drafting_needs_no_home_and_leaves_nothing_in_it(
    copy_packages: Path, tmp_path: Path
) -> None:
    for home in (tmp_path / "home", Path("/dev/null/home")):
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("XDG_")},
            "HOME": str(home),
            "ARGOS_PACKAGES_DIR": str(copy_packages),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        code = (
            "import sys\n"
            "from transkit.engines.argos import ENGINE\n"
            "from transkit.engines.base import EngineRequest\n"
            "engine = ENGINE.find(EngineRequest(source='en', target='uk'), {}).engine\n"
            "print(engine.translate(['Some words.'])[0].target)\n"
            "print(sorted({'argostranslate.settings', 'onnxruntime', 'stanza', 'spacy', 'torch'}"
            " & set(sys.modules)))\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True
        )
        assert (done.stdout, done.stderr) == ("Some words.\n[]\n", "")
    assert not (tmp_path / "home").exists()


def test_weights_that_are_damaged_at_last_are_one_clear_error(
    copy_model: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(copy_model, folder)
    engine = engine_of(folder)
    (folder / "model" / "model.bin").write_bytes(b"no weights")
    with pytest.raises(EngineError, match="install it again"):
        engine.translate(["Some words."])


def test_pieces_that_are_damaged_at_last_are_one_clear_error(
    copy_model: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(copy_model, folder)
    engine = engine_of(folder)
    (folder / "sentencepiece.model").write_bytes(b"no pieces")
    with pytest.raises(EngineError, match="tokenizer"):
        engine.translate(["Some words."])


def test_a_path_without_a_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such model"):
        engine_of(tmp_path / "nothing")
    with pytest.raises(ModelError, match=r"metadata\.json"):
        engine_of(tmp_path)


def test_the_info_tells_models_and_settings_apart(
    copy_model: Path, make_package: MakePackage
) -> None:
    base = engine_of(copy_model).info
    assert engine_of(copy_model).info == base
    assert engine_of(copy_model, beam=1).info.settings != base.settings
    assert engine_of(make_package(behaviour="scramble")).info.model_hash != base.model_hash


def test_finding_an_engine_reads_no_weights_again(copy_model: Path) -> None:
    hashes: dict[str, str] = {}
    request = EngineRequest(source="en", target="uk", model=copy_model)
    first = ENGINE.find(request, hashes).engine.info
    weights = copy_model / "model" / "model.bin"
    known = [key for key in hashes if key.startswith(os.path.realpath(weights) + "|")]
    assert len(known) == 1
    hashes[known[0]] = "0" * 64
    assert ENGINE.find(request, hashes).engine.info.model_hash != first.model_hash
