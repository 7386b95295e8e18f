"""Every model on this computer, whoever installed it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tools.firefox_model import build_firefox_model
from transkit.files import hash_file
from transkit.models.installed import Installed, installed, store_folder
from transkit.models.quality import Quality, quality_of
from transkit.models.records import (
    RECORD_NAME,
    FileRecord,
    ModelRecord,
    Score,
    serialize_record,
)


def store_firefox(name: str, *, target: str = "uk", version: str = "3.0") -> ModelRecord:
    """Put a Firefox model with its record into the store."""
    folder = store_folder() / name
    files = build_firefox_model(folder, target=target)
    record = ModelRecord(
        engine="firefox",
        source="en",
        target=target,
        version=version,
        path=folder,
        managed=True,
        files=tuple(
            FileRecord(
                name=path.name,
                size=path.stat().st_size,
                sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
                role=role,
            )
            for role, path in files.items()
        ),
    )
    (folder / RECORD_NAME).write_bytes(serialize_record(record))
    return record


def test_nothing_installed_is_nothing_and_makes_no_folder(home: Path) -> None:
    assert [model for model in installed().models if not model.starter] == []
    assert not (home / "data" / "transkit").exists()


def for_pair(found: Installed, pair: str) -> list[ModelRecord]:
    """Return the models that were found for a pair, in their order."""
    return [model for model in found.models if model.pair == pair]


def test_models_of_all_engines_are_found_best_first(installed_models: Path) -> None:
    record = store_firefox("firefox-en-uk")
    found = installed()
    assert found.warnings == ()
    assert [model.label for model in for_pair(found, "en-uk")] == [
        "firefox en→uk 3.0",
        "argos en→uk 0.1",
    ]
    assert for_pair(found, "en-uk")[0] == record
    assert {model.pair for model in installed("argos").models if not model.starter} == {
        "en-uk",
        "en-ko",
    }


def test_what_argospm_installed_is_read_only(installed_models: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in installed_models.rglob("*")}
    [model] = [m for m in for_pair(installed("argos"), "en-uk") if not m.starter]
    assert model.managed is False
    assert model.files
    assert model.size == sum(
        path.stat().st_size for path in model.path.rglob("*") if path.is_file()
    )
    assert {path: path.stat().st_mtime_ns for path in installed_models.rglob("*")} == before


def test_a_damaged_model_is_a_warning_and_hides_no_other(installed_models: Path) -> None:
    record = store_firefox("firefox-en-uk")
    cut = record.file("model")
    assert cut is not None
    cut.write_bytes(cut.read_bytes()[:-1])
    store_firefox("firefox-en-ko", target="ko")
    (store_folder() / "firefox-en-ko" / RECORD_NAME).write_bytes(b"{}")
    shutil.copytree(installed_models / "translate-en_uk-copy", store_folder() / "argos-en-uk")
    (store_folder() / "argos-en-uk" / RECORD_NAME).write_bytes(b"")
    found = installed()
    assert [m.path.parent for m in for_pair(found, "en-uk") if not m.starter] == [installed_models]
    assert len(found.warnings) == 3
    assert all("ignored a broken model" in line for line in found.warnings)


def test_a_package_of_no_known_language_is_a_warning(
    installed_models: Path, tmp_path: Path
) -> None:
    package = shutil.copytree(installed_models / "translate-en_uk-copy", tmp_path / "p" / "odd")
    metadata = package / "metadata.json"
    metadata.write_text(metadata.read_text("utf-8").replace('"uk"', '"qq"'), encoding="utf-8")
    found = installed(folders=[tmp_path / "p"])
    assert found.models == ()
    assert "unknown language" in found.warnings[0]


def test_files_are_found_by_their_role() -> None:
    record = store_firefox("m")
    lexicon = record.file("lex")
    assert lexicon is not None
    assert lexicon.name.startswith("lex.")
    assert record.file("srcvocab") is None


def test_a_model_that_somebody_copied_is_known_by_its_weights(
    publish: Callable[..., None],
) -> None:
    files = build_firefox_model(store_folder() / "enuk")
    [model] = installed("firefox").models
    assert (model.pair, model.managed, model.scores, model.licence) == ("en-uk", False, (), "")
    assert not quality_of(model).known
    publish(files["model"])
    [model] = installed("firefox").models
    assert [score.value for score in model.scores] == [0.879]
    assert (model.licence, model.architecture) == ("MPL-2.0", "base-memory")
    files["model"].write_bytes(files["model"].read_bytes() + b"\0")
    [model] = installed("firefox").models
    assert (model.scores, model.licence) == ((), "")


def test_what_looks_like_a_published_model_is_hashed_once(publish: Callable[..., None]) -> None:
    publish(build_firefox_model(store_folder() / "enuk")["model"])
    hashes: dict[str, str] = {}
    [first] = installed("firefox", hashes=hashes).models
    assert len(hashes) == 1
    poisoned = dict.fromkeys(hashes, "0" * 64)
    [second] = installed("firefox", hashes=poisoned).models
    assert (bool(first.scores), bool(second.scores)) == (True, False)


def test_a_record_is_not_believed_about_what_others_have_published() -> None:
    """Its model is recognized by its files, or it is not."""
    record = store_firefox("enuk")
    claim = (Score(metric="COMET", test="FLORES-200", value=0.99),)
    (record.path / RECORD_NAME).write_bytes(serialize_record(replace(record, scores=claim)))
    assert installed("firefox").models[0].scores == ()
    told = (Score(metric="COMET", test="", value=0.9),)
    (record.path / RECORD_NAME).write_bytes(serialize_record(replace(record, scores=told)))
    assert installed("firefox").models[0].scores == told


def test_a_firefox_model_without_a_version_is_named_by_its_weights() -> None:
    folder = store_folder() / "enuk"
    weights = build_firefox_model(folder)["model"]
    [model] = installed("firefox").models
    assert model.version == f"weights-{hash_file(weights)[:8]}"
    (folder / "transkit.toml").write_text('[model]\nversion = "7"\n', encoding="utf-8")
    [model] = installed("firefox").models
    assert model.version == "7"


def test_the_metadata_of_mozillas_repository_make_no_argos_package() -> None:
    folder = store_folder() / "enuk"
    build_firefox_model(folder)
    metadata = {"architecture": "tiny", "version": "1.0", "sourceLanguage": "en", "byteSize": 3}
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    found = installed()
    assert found.warnings == ()
    [model] = [model for model in found.models if not model.starter]
    assert (model.label, model.architecture) == ("firefox en→uk 1.0", "tiny")


def test_the_licence_of_a_package_may_stand_in_its_readme(
    make_package: Callable[..., Path],
) -> None:
    package = shutil.copytree(make_package(), store_folder() / "mine")
    (package / "README.md").write_text("Made of OPUS; licensed CC-BY-NC 4.0.\n", encoding="utf-8")
    [model] = [model for model in installed("argos").models if not model.starter]
    assert (model.licence, model.non_commercial) == ("CC-BY-NC 4.0", True)


def test_what_a_person_says_beside_an_argos_package_counts(
    make_package: Callable[..., Path],
) -> None:
    package = shutil.copytree(make_package(), store_folder() / "mine")
    told = '[model]\nversion = "7"\nlicence = "CC-BY-4.0"\nquality = 0.91\n'
    (package / "transkit.toml").write_text(told, encoding="utf-8")
    [model] = [model for model in installed("argos").models if not model.starter]
    assert (model.label, model.licence) == ("argos en→uk 7", "CC-BY-4.0")
    assert quality_of(model) == Quality(value=0.91, known=True)
    (package / "transkit.toml").write_text("[model]\nquality = 7\n", encoding="utf-8")
    found = installed("argos")
    assert [model for model in found.models if not model.starter] == []
    assert "quality" in found.warnings[0]
