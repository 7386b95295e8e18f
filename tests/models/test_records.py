"""The record beside every installed model."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.errors import ModelError
from transkit.models.records import (
    RECORD_NAME,
    FileRecord,
    ModelRecord,
    Score,
    read_record,
    serialize_record,
)

RECORD = ModelRecord(
    engine="firefox",
    source="en",
    target="uk",
    version="3.0",
    path=Path(),
    managed=True,
    licence="MPL-2.0",
    scores=(Score(metric="COMET", test="FLORES-200", value=0.879),),
    files=(FileRecord(name="vocab.enuk.spm", size=6, sha256="ab" * 32, role="vocab"),),
    architecture="base-memory",
    url="https://example.org/records",
    installed="2026-11-23",
)


def written(folder: Path, content: bytes) -> Path:
    """Return `folder` with this record in it."""
    (folder / RECORD_NAME).write_bytes(content)
    return folder


def test_a_record_comes_back_from_wherever_the_model_was_moved(tmp_path: Path) -> None:
    folder = written(tmp_path, serialize_record(RECORD))
    assert read_record(folder) == replace(RECORD, path=folder)


@given(st.text(), st.text(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False))
def test_whatever_a_maker_writes_survives(
    tmp_path_factory: pytest.TempPathFactory,
    licence: str,
    version: str,
    non_commercial: bool,  # noqa: FBT001 - a value that Hypothesis draws
    value: float,
) -> None:
    folder = tmp_path_factory.mktemp("record")
    record = replace(
        RECORD,
        path=folder,
        licence=licence.encode("utf-8", "replace").decode(),
        version=version.encode("utf-8", "replace").decode(),
        non_commercial=non_commercial,
        scores=(Score(metric="BLEU", test="t", value=value),),
    )
    assert read_record(written(folder, serialize_record(record))) == record


def changed(**changes: Any) -> bytes:
    """Return the record's JSON with some values replaced."""
    return json.dumps({**json.loads(serialize_record(RECORD)), **changes}).encode()


FILE = {"name": "a", "size": 1, "sha256": "ab" * 32, "role": ""}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"{", "is no record of a model"),
        (b"[]", "the record is of the wrong type"),
        (b"[" * 100_000, "not valid JSON"),
        (b"{}", "format is missing"),
        (b" " * 1_100_000, "larger than 1 MB"),
        (changed(format=2), "newer transkit"),
        (changed(engine="../x"), "no name of an engine"),
        (changed(engine=None), "engine is of the wrong type"),
        (changed(source=["en"]), "source is of the wrong type"),
        (changed(non_commercial=1), "non_commercial is of the wrong type"),
        (changed(files={}), "files is of the wrong type"),
        (changed(files=[{**FILE, "name": "../a"}]), "leads out of"),
        (changed(files=[{**FILE, "name": "/a"}]), "leads out of"),
        (changed(files=[{**FILE, "name": ""}]), "leads out of"),
        (changed(files=[{**FILE, "size": -1}]), "SHA-256 of a is wrong"),
        (changed(files=[{**FILE, "size": True}]), "size is of the wrong type"),
        (changed(files=[{**FILE, "sha256": "AB" * 32}]), "SHA-256 of a is wrong"),
        (changed(scores=[{"metric": "m", "test": "t", "value": "1"}]), "value is of the wrong"),
        (changed(scores=[{"metric": "m", "test": "t", "value": 1e999}]), "is no number"),
    ],
)
def test_what_is_no_record_is_one_clear_error(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    with pytest.raises(ModelError, match=complaint):
        read_record(written(tmp_path, content))


def test_a_missing_record_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        read_record(tmp_path)
