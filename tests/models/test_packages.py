"""Finding packages as they lie on people's disks."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import pytest

from transkit.errors import ModelError
from transkit.models.packages import (
    find_models,
    hash_model,
    model_folders,
    open_model,
    starter_folders,
)


def fake_package(
    folder: Path, *, vocabulary: str = "shared_vocabulary.json", **metadata: object
) -> Path:
    """Make a folder that looks like a package; nothing in it can be loaded."""
    (folder / "model").mkdir(parents=True)
    (folder / "model" / "model.bin").write_bytes(b"weights")
    (folder / "model" / vocabulary).write_text("", encoding="utf-8")
    (folder / "sentencepiece.model").write_bytes(b"pieces")
    content = {"from_code": "en", "to_code": "uk", "package_version": "1.4", **metadata}
    (folder / "metadata.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_a_package_is_known_by_its_content_and_not_by_its_folder(tmp_path: Path) -> None:
    fake_package(tmp_path / "en_uk", vocabulary="shared_vocabulary.txt", to_name="Ukranian")
    fake_package(tmp_path / "translate-en_ko-1_9", to_code="KO", package_version="1.9")
    bpe = fake_package(tmp_path / "odd name (1)", from_code="uk", to_code="en")
    (bpe / "sentencepiece.model").rename(bpe / "bpe.model")
    models, warnings = find_models([tmp_path])
    assert [m.label for m in models] == ["en→uk 1.4", "uk→en 1.4", "en→ko 1.9"]
    assert warnings == ()


@pytest.mark.parametrize(
    ("metadata", "complaint"),
    [
        ("", "not valid JSON"),
        ("[]", "not a JSON object"),
        ("[" * 100_000, "not valid JSON"),
        ('{"to_code": "uk"}', "from_code"),
        ('{"from_code": ["en"], "to_code": "uk"}', "from_code"),
        ('{"from_code": "en", "to_code": null}', "to_code"),
        ('{"from_code": "en", "to_code": "uk", "target_prefix": 3}', "target_prefix"),
        ('{"type": "sbd", "from_code": "en", "to_code": "uk"}', "type 'sbd'"),
        (" " * 2_000_000, "larger than 1 MB"),
    ],
)
def test_wrong_metadata_is_named(tmp_path: Path, metadata: str, complaint: str) -> None:
    folder = fake_package(tmp_path / "p")
    (folder / "metadata.json").write_text(metadata, encoding="utf-8")
    with pytest.raises(ModelError, match=complaint):
        open_model(folder)


@pytest.mark.parametrize(
    "missing", ["model/model.bin", "model/shared_vocabulary.json", "sentencepiece.model"]
)
def test_a_missing_part_is_named(tmp_path: Path, missing: str) -> None:
    folder = fake_package(tmp_path / "p")
    (folder / missing).unlink()
    with pytest.raises(ModelError, match="is missing"):
        open_model(folder)


def test_a_broken_folder_is_a_warning_and_not_a_crash(tmp_path: Path) -> None:
    fake_package(tmp_path / "a")
    shutil.rmtree(fake_package(tmp_path / "b") / "model")
    (fake_package(tmp_path / "c") / "metadata.json").unlink()
    (tmp_path / "d").mkdir()
    (tmp_path / "notes.txt").write_text("", encoding="utf-8")
    models, warnings = find_models([tmp_path, tmp_path / "not there"])
    assert [m.path.name for m in models] == ["a"]
    assert len(warnings) == 2
    assert [folder.path.name for folder in warnings] == ["c", "b"]
    assert all(str(folder.path) in str(folder) for folder in warnings)


def test_packages_are_looked_for_where_argos_keeps_them(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    argos = home / "data" / "argos-translate" / "packages"
    assert model_folders() == (home / "data" / "transkit" / "models", argos)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "/elsewhere")
    assert model_folders()[1] == Path("/elsewhere")
    fake_package(argos / "en_uk")
    assert [m.label for m in find_models()[0] if not m.starter] == ["en→uk 1.4"]


def test_the_hash_depends_on_what_decides_the_output(tmp_path: Path) -> None:
    first = fake_package(tmp_path / "a")
    same = fake_package(tmp_path / "b", to_name="Ukrainian")
    other = fake_package(tmp_path / "c")
    (other / "sentencepiece.model").write_bytes(b"other pieces")
    prefixed = fake_package(tmp_path / "d", target_prefix="<2uk>")
    hashes = [hash_model(open_model(folder), {}) for folder in (first, same, other, prefixed)]
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3


def test_a_changed_file_is_hashed_again(tmp_path: Path) -> None:
    package = open_model(fake_package(tmp_path / "a"))
    known: dict[str, str] = {}
    before = hash_model(package, known)
    (package.path / "model" / "model.bin").write_bytes(b"other weights")
    assert hash_model(package, known) != before


def test_starter_models_lie_inside_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRANSKIT_STARTER")
    [folder] = starter_folders()
    assert folder.parent.name == "transkit"


@pytest.mark.parametrize("word", ["no", "NO", "0", "off"])
def test_starter_models_can_be_left_out(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSKIT_STARTER", word)
    assert starter_folders() == ()


def test_a_folder_that_may_not_be_read_is_a_warning_and_hides_no_other(
    copy_packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "packages"
    shutil.copytree(copy_packages, folder)
    for name, inside in (("aa", "metadata.json"), ("bb", "model/model.bin")):
        shutil.copytree(folder / "translate-en_uk-copy", folder / name)
        _forbid(monkeypatch, folder / name / inside)
    models, warnings = find_models([folder])
    assert [model.path.name for model in models] == [
        "translate-en_ko-copy",
        "translate-en_uk-copy",
    ]
    assert len(warnings) == 2
    assert all("permission denied" in warning.problem for warning in warnings), warnings


def _forbid(monkeypatch: pytest.MonkeyPatch, forbidden: Path) -> None:
    """Make a path look as one does in a folder that may not be searched; root may search all."""
    ask = Path.is_file

    def is_file(path: Path) -> bool:
        if path == forbidden:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return ask(path)

    monkeypatch.setattr(Path, "is_file", is_file)
