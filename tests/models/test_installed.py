"""Every model on this computer, whoever installed it."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

from tools.firefox_model import build_firefox_model
from transkit.models.installed import Installed, installed, store_folder
from transkit.models.quality import expected_quality, published_scores, quality_of
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
        scores=published_scores("firefox", "en", target),
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


def test_published_quality_decides_and_the_engine_where_there_is_none() -> None:
    assert published_scores("firefox", "en", "uk")[0].value == 0.879
    assert published_scores("firefox", "uk", "ko") == ()
    order = [expected_quality(e, ()) for e in ("firefox", "ctranslate2", "argos", "other")]
    assert order == sorted(order, reverse=True)
    assert expected_quality("argos", (Score(metric="BLEU", test="t", value=0.99),)) == order[2]
    assert expected_quality("argos", (Score(metric="COMET", test="t", value=0.99),)) == 0.99
    model = ModelRecord(engine="argos", source="en", target="uk", version="1", path=Path())
    assert quality_of(replace(model, starter=True)) < quality_of(model)


def test_a_firefox_model_that_somebody_copied_has_no_published_score() -> None:
    """Nobody has compared its files with the published ones."""
    build_firefox_model(store_folder() / "enuk")
    [model] = installed("firefox").models
    assert (model.pair, model.managed, model.scores) == ("en-uk", False, ())
    assert quality_of(model) == expected_quality("firefox", ())
