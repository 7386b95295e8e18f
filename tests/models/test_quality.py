"""What models are chosen by: published scores where they are recognized, estimates elsewhere."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tools.published import rows
from transkit.files import hash_file
from transkit.models.installed import installed
from transkit.models.published import (
    PublishedModel,
    published_models,
    recognize,
    recognize_download,
)
from transkit.models.quality import Quality, expected_quality, quality_of
from transkit.models.records import FileRecord, ModelRecord, Score

EN_UK = "ed8bb4a811e1c45a259e91052080d25e5c8b4e2df0e59cb1521c04a57855ef97"
"""SHA-256 of the weights of Mozilla's base-memory model from English to Ukrainian."""


def firefox(**changes: object) -> ModelRecord:
    """Return the record of Mozilla's en→uk as it is installed, but for some changes."""
    files = (FileRecord(name="m.bin", size=31_561_787, sha256=EN_UK, role="model"),)
    record = ModelRecord(
        engine="firefox",
        source="en",
        target="uk",
        version="3.0",
        path=Path("/nowhere"),
        files=files,
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def test_the_table_has_what_mozilla_publishes_for_our_languages() -> None:
    known = {(m.source, m.target, m.architecture): m for m in published_models()}
    scores = [s.value for s in known["en", "uk", "base-memory"].scores]
    assert scores == [0.8786, 0.8433]
    assert known["en", "ko", "base-memory"].scores[0].value == 0.8709
    assert len(known) > 100
    for model in published_models():
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for _, digest in model.hashes)
        assert all(0.5 < score.value < 1 for score in model.scores)
        assert model.scores
        assert model.engine == "argos" or model.licence == "MPL-2.0"


def test_a_firefox_model_is_recognized_by_its_weights_alone() -> None:
    known = recognize(firefox(version="", architecture="tiny"), {})
    assert known is not None
    assert (known.architecture, known.licence) == ("base-memory", "MPL-2.0")
    [file] = firefox().files
    for other in (
        firefox(files=(replace(file, sha256="0" * 64),)),
        firefox(files=(replace(file, size=3),)),
        firefox(files=()),
        firefox(target="ko"),
        firefox(engine="ctranslate2"),
        firefox(files=(replace(file, sha256=""),)),  # the file is not there to be hashed
    ):
        assert recognize(other, {}) is None


def test_what_an_index_says_of_a_model_is_no_proof() -> None:
    assert recognize_download("firefox", ("en", "uk"), EN_UK, ()) is not None
    assert recognize_download("firefox", ("en", "uk"), "", ()) is None
    assert recognize_download("firefox", ("en", "uk"), "0" * 64, ("",)) is None
    assert recognize_download("firefox", ("en", "ko"), EN_UK, ()) is None
    url = "https://argos-net.com/v1/translate-en_uk-1_4.argosmodel"
    assert recognize_download("argos", ("en", "uk"), "", (url,)) is not None
    assert recognize_download("argos", ("en", "uk"), "", (f"{url}x",)) is None
    assert recognize_download("argos", ("en", "uk"), "", (url, "https://example.org/x")) is None


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, copy_model: Path) -> PublishedModel:
    """Let a copy model be a published package: known by its vocabularies and architecture."""
    known = PublishedModel(
        engine="argos", source="en", target="uk", version="0.1",
        architecture="transformer 1+1 128", hashes=hash_files(copy_model),
        scores=(Score(metric="COMET", test="FLORES-200", value=0.7),),
    )  # fmt: skip
    monkeypatch.setattr("transkit.models.published.published_models", lambda: (known,))
    return known


def hash_files(package: Path) -> tuple[tuple[str, str], ...]:
    """Return what a package is known by."""
    names = ("sentencepiece.model", "model/shared_vocabulary.json")
    return tuple((name, hash_file(package / name)) for name in names)


def test_an_argos_package_is_recognized_by_version_vocabularies_and_architecture(
    measured: PublishedModel, make_package: Callable[..., Path], tmp_path: Path
) -> None:
    def scores(package: Path) -> list[float]:
        [model] = installed("argos", folders=[package]).models
        return [score.value for score in model.scores]

    package = shutil.copytree(make_package(), tmp_path / "one")
    assert scores(package) == [0.7]
    metadata = json.loads((package / "metadata.json").read_text("utf-8"))
    (package / "metadata.json").write_text(json.dumps({**metadata, "package_version": "0.2"}))
    assert scores(package) == []
    (package / "metadata.json").write_text(json.dumps(metadata))
    assert scores(package) == [0.7]
    pieces = package / "sentencepiece.model"
    content = pieces.read_bytes()
    pieces.write_bytes(content[:-1] + b"!")
    assert scores(package) == []
    pieces.write_bytes(content)
    object.__setattr__(measured, "architecture", "transformer 6+6 512")
    assert scores(package) == []


def test_an_estimate_never_beats_a_published_model_of_its_kind() -> None:
    for known in published_models():
        pair = known.source, known.target
        estimate = expected_quality(known.engine, pair, ())
        assert not estimate.known
        assert estimate < expected_quality(known.engine, pair, known.scores)
    official = expected_quality(
        "argos", ("en", "uk"), (Score(metric="COMET", test="t", value=0.7),)
    )
    assert expected_quality("argos", ("en", "uk"), ()) < official


def test_kinds_of_models_have_an_order_and_other_metrics_do_not_count() -> None:
    pair = ("fr", "vi")
    order = [expected_quality(e, pair, ()) for e in ("firefox", "ctranslate2", "argos", "other")]
    assert order == sorted(order, reverse=True)
    bleu, comet = (Score(metric=m, test="t", value=0.99) for m in ("BLEU", "COMET"))
    assert expected_quality("argos", pair, (bleu,)) == order[2]
    assert expected_quality("argos", pair, (comet,)) == Quality(value=0.99, known=True)
    assert quality_of(firefox(starter=True)) < quality_of(firefox(engine="other"))


def test_of_two_alike_the_one_that_is_known_is_better_and_estimates_stand_in_brackets() -> None:
    known, guessed = (Quality(value=0.85, known=known) for known in (True, False))
    assert guessed < known < Quality(value=0.851, known=False)
    assert (str(known), str(guessed)) == ("0.850", "(0.85)")


def test_the_table_takes_scores_only_of_weights_that_were_measured(tmp_path: Path) -> None:
    def put(kind: str, comet: float | None, digest: str) -> None:
        place = tmp_path / "models" / kind / "enuk" / "metadata.json"
        place.parent.mkdir(parents=True)
        content = {"architecture": kind, "byteSize": 5, "hash": digest, "flores": {"comet": comet},
                   "sourceLanguage": "en", "targetLanguage": "uk"}  # fmt: skip
        place.write_text(json.dumps(content), encoding="utf-8")

    (tmp_path / "evaluation").mkdir()
    measured = {"en-uk": {
        "flores-dev": {"bergamot-tiny": 0.8, "bergamot-base": 0.9, "bergamot-base-memory": 0},
        "flores-test": {"bergamot-tiny": 0.81, "bergamot-base": 0.91, "bergamot-base-memory": 0},
        "wmt22": {"bergamot-tiny": 0.71}}}  # fmt: skip
    (tmp_path / "evaluation/comet-results.json").write_text(json.dumps(measured), encoding="utf-8")
    put("tiny", 0.8, "a" * 64)
    put("base", 0.88, "b" * 64)  # an older release than the one that was measured
    put("base-memory", None, "c" * 64)
    assert list(rows(tmp_path)) == [("en", "uk", "-", "tiny", "5", "a" * 64, "0.8100", "0.7100")]
