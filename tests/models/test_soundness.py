"""What can be seen to be wrong with a model before it is loaded."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tools.firefox_model import build_firefox_model
from tools.marian_model import build_marian_model
from transkit.errors import ModelError
from transkit.models import soundness
from transkit.models.conversion import convert_marian
from transkit.models.installed import installed
from transkit.models.records import ModelRecord
from transkit.models.soundness import check_package, check_sound, find_damage

Change = Callable[[Path], object]


def only_model(folder: Path) -> ModelRecord:
    """Return the one model in a folder."""
    [model] = installed(folders=[folder]).models
    return model


@pytest.fixture
def argos(copy_model: Path, tmp_path: Path) -> ModelRecord:
    """Return an Argos package of the test's own."""
    shutil.copytree(copy_model, tmp_path / "models" / "package")
    return only_model(tmp_path / "models")


@pytest.fixture
def firefox(tmp_path: Path) -> ModelRecord:
    """Return a Firefox model."""
    build_firefox_model(tmp_path / "models" / "enuk")
    return only_model(tmp_path / "models")


@pytest.fixture
def converted(tmp_path: Path) -> ModelRecord:
    """Return a CTranslate2 model with two SentencePiece files."""
    (tmp_path / "models").mkdir()
    folder = build_marian_model(tmp_path / "opus-mt-en-uk")
    convert_marian(folder, tmp_path / "models" / "opus-mt-en-uk")
    return only_model(tmp_path / "models")


@pytest.fixture(params=["argos", "firefox", "converted"])
def model(request: pytest.FixtureRequest) -> ModelRecord:
    """Return a model of each engine."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, ModelRecord)
    return found


def test_a_whole_model_is_sound(model: ModelRecord) -> None:
    hashes: dict[str, str] = {}
    check_sound(model, hashes)
    assert find_damage(model) == ""
    assert len(hashes) == 1


def weights_of(model: ModelRecord) -> Path:
    """Return the file with the weights."""
    [weights] = [path for path in model.path.rglob("model*.bin") if path.is_file()]
    return weights


def test_cut_off_weights_are_seen(model: ModelRecord) -> None:
    path = weights_of(model)
    path.write_bytes(path.read_bytes()[:-1000])
    assert find_damage(model).startswith(f"{path}: ")
    with pytest.raises(ModelError):
        check_sound(model, {})


def looked_at_again(model: ModelRecord) -> None:
    """Stand in for a look that should not be needed."""
    raise AssertionError(model.path)


def test_damage_is_looked_for_once_in_the_same_files(
    model: ModelRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashes: dict[str, str] = {}
    check_sound(model, hashes)
    with monkeypatch.context() as patch:
        patch.setattr(soundness, "_LOOKS", {model.engine: looked_at_again})
        check_sound(model, hashes)
    weights_of(model).write_bytes(b"")
    with pytest.raises(ModelError):
        check_sound(model, hashes)
    assert len(hashes) == 1


def test_with_other_rules_it_is_looked_for_again(
    argos: ModelRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashes: dict[str, str] = {}
    check_sound(argos, hashes)
    monkeypatch.setattr(soundness, "_RULES", soundness._RULES + 1)
    monkeypatch.setattr(soundness, "_LOOKS", {"argos": looked_at_again})
    with pytest.raises(AssertionError):
        check_sound(argos, hashes)


@pytest.mark.parametrize("name", ["config.json", "model.bin", "shared_vocabulary.json"])
def test_a_file_that_has_gone_is_looked_for_again(argos: ModelRecord, name: str) -> None:
    hashes: dict[str, str] = {}
    check_sound(argos, hashes)
    (argos.path / "model" / name).unlink()
    with pytest.raises(ModelError):
        check_sound(argos, hashes)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda path: (path / "sentencepiece.model").write_bytes(b""), "is empty"),
        (lambda path: (path / "sentencepiece.model").write_bytes(b"x" * 99), "no SentencePiece"),
        (lambda path: (path / "model/config.json").write_text("{"), "is not valid JSON"),
        (lambda path: (path / "model/config.json").write_text("[]"), "is not a JSON object"),
        (lambda path: (path / "model/shared_vocabulary.json").write_text("[]"), "of 0 tokens"),
    ],
    ids=["empty", "other", "no json", "list", "no tokens"],
)
def test_every_file_of_a_package_is_looked_at(
    argos: ModelRecord, change: Change, complaint: str
) -> None:
    change(argos.path)
    assert complaint in find_damage(argos)
    with pytest.raises(ModelError, match=complaint):
        check_package(argos.path)


@pytest.mark.parametrize(
    ("codes", "complaint"),
    [
        (b"", "no merges"),
        (b"#version: 0.2\n", "no merges"),
        (b"\xff\xfe", "not UTF-8"),
        (b"#version: 0.2\na b c\n", "not two symbols"),
    ],
)
def test_merges_of_subword_nmt_are_looked_at(
    argos: ModelRecord, codes: bytes, complaint: str
) -> None:
    (argos.path / "sentencepiece.model").unlink()
    (argos.path / "bpe.model").write_bytes(b"#version: 0.2\na b\nab c</w>\n")
    check_package(argos.path)
    (argos.path / "bpe.model").write_bytes(codes)
    with pytest.raises(ModelError, match=complaint):
        check_package(argos.path)


def test_a_vocabulary_may_have_some_tokens_less_than_weights(argos: ModelRecord) -> None:
    path = argos.path / "model" / "shared_vocabulary.json"
    tokens = json.loads(path.read_bytes())
    path.write_text(json.dumps(tokens[:-8]), encoding="utf-8")
    assert find_damage(argos) == ""
    path.write_text(json.dumps([*tokens, "one more"]), encoding="utf-8")
    assert f"of {len(tokens) + 1} tokens, and weights for {len(tokens)}" in find_damage(argos)


@pytest.mark.parametrize("role", ["vocab", "lex", "model"])
def test_every_file_of_a_firefox_model_is_looked_at(firefox: ModelRecord, role: str) -> None:
    path = firefox.file(role)
    assert path is not None
    path.write_bytes(b"")
    assert find_damage(firefox).startswith(f"{path}: ")


def test_of_an_unknown_engine_only_the_record_counts(argos: ModelRecord) -> None:
    other = replace(argos, engine="elsewhere")
    weights_of(argos).write_bytes(b"")
    assert find_damage(other) == ""
