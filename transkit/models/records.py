"""What is known about one model: the record that lies beside every model that transkit installed.

The record is a JSON file in the model's own folder, so that a model and what is known about it
come and go in one step. It is written by `transkit.models` alone; engines read it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from transkit.errors import ModelError
from transkit.files import explain_os_error

__all__ = [
    "RECORD_NAME",
    "FileRecord",
    "ModelRecord",
    "Score",
    "read_record",
    "serialize_record",
]

RECORD_NAME = "transkit-model.json"
"""Name of the record in the model's folder."""
_FORMAT = 1
"""Raised when an older transkit could not read the record any more."""
_LIMIT = 1 << 20
"""Bytes; a record has some two thousand."""
_ENGINE = re.compile(r"[a-z][a-z0-9]*", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A quality that somebody measured and published for a model."""

    metric: str
    """``COMET``, ``chrF``, ``BLEU``."""
    test: str
    """The texts it was measured on: ``FLORES-200``."""
    value: float
    """On the metric's own scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """One file of a model, as it was when it was installed."""

    name: str
    """Path inside the model's folder, with ``/``."""
    size: int
    """Bytes."""
    sha256: str = ""
    """Hexadecimal; empty for a model that transkit did not install."""
    role: str = ""
    """What the file is to the engine: ``model``, ``vocab``, ``srcvocab``, ``trgvocab``, ``lex`` of
    a Firefox model; empty where the name says it (Argos, CTranslate2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRecord:
    """One installed model, of whatever engine."""

    engine: str
    """Name of the engine that loads it: ``argos``, ``firefox``, ``ctranslate2``."""
    source: str
    """BCP 47 tag; ``mul`` where the model takes several and its engine knows which."""
    target: str
    """BCP 47 tag, or ``mul``."""
    version: str
    """As its maker says; empty where it has none."""
    path: Path
    """Its folder."""
    managed: bool = False
    """transkit installed it and may update or remove it; others are only read."""
    starter: bool = False
    """Ships inside transkit: rough, used only when there is nothing better."""
    licence: str = ""
    """SPDX expression where its maker gives one; empty where nothing is said."""
    non_commercial: bool = False
    """The licence forbids commercial use."""
    scores: tuple[Score, ...] = ()
    """Published quality for this pair, best known first; may be empty."""
    files: tuple[FileRecord, ...] = ()
    """Everything that belongs to the model, sorted by name."""
    architecture: str = ""
    """``base-memory``, ``tiny``, ``transformer 6+6 512``; empty where unknown."""
    url: str = ""
    """Where it came from: an URL or a path; empty where unknown."""
    installed: str = ""
    """Date of installation, ISO 8601; empty where unknown."""

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)

    @property
    def pair(self) -> str:
        """What a person calls its languages: ``en-uk``."""
        return f"{self.source}-{self.target}"

    @property
    def name(self) -> str:
        """What a person types to mean this model: ``firefox:en-uk``."""
        return f"{self.engine}:{self.pair}"

    @property
    def label(self) -> str:
        """Return what a person calls it: ``firefox en→uk 3.0``."""
        return f"{self.engine} {self.source}→{self.target} {self.version}".rstrip()

    def file(self, role: str) -> Path | None:
        """Return the path of the file with that role, ``None`` where the model has none."""
        for file in self.files:
            if file.role == role:
                return self.path / file.name
        return None


def serialize_record(record: ModelRecord) -> bytes:
    """Return the content of the record's file; `read_record` turns it back into an equal record.

    Neither the folder nor what depends on where it lies is written: a model may be moved.
    """
    content = {
        "format": _FORMAT,
        "engine": record.engine,
        "source": record.source,
        "target": record.target,
        "version": record.version,
        "licence": record.licence,
        "non_commercial": record.non_commercial,
        "architecture": record.architecture,
        "url": record.url,
        "installed": record.installed,
        "scores": [
            {"metric": score.metric, "test": score.test, "value": score.value}
            for score in record.scores
        ],
        "files": [
            {"name": file.name, "size": file.size, "sha256": file.sha256, "role": file.role}
            for file in record.files
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def read_record(folder: Path) -> ModelRecord:
    """Read the record of the model in `folder`; no other file is looked at.

    Raises:
        ModelError: The record is missing or is not what `serialize_record` writes.
    """
    path = folder / RECORD_NAME
    try:
        with path.open("rb") as stream:
            raw = stream.read(_LIMIT + 1)
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    if len(raw) > _LIMIT:
        raise ModelError("is larger than 1 MB", path=path)
    try:
        return _parse(json.loads(raw), folder)
    except (ValueError, RecursionError) as error:
        reason = "is not valid JSON" if isinstance(error, RecursionError) else str(error)
        raise ModelError(
            f"is no record of a model: {reason}", path=path, hint="install the model again"
        ) from error


def _parse(content: Any, folder: Path) -> ModelRecord:
    """Return the record that parsed JSON stands for; ``ValueError`` says what is wrong with it."""
    _expect(content, dict, "the record")
    if _get(content, "format", int) != _FORMAT:
        raise ValueError("it was written by a newer transkit")
    engine = _get(content, "engine", str)
    if not _ENGINE.fullmatch(engine):
        raise ValueError("engine is no name of an engine")
    return ModelRecord(
        engine=engine,
        source=_get(content, "source", str),
        target=_get(content, "target", str),
        version=_get(content, "version", str),
        path=folder,
        managed=True,
        licence=_get(content, "licence", str),
        non_commercial=_get(content, "non_commercial", bool),
        scores=_list(content, "scores", _parse_score),
        files=_list(content, "files", _parse_file),
        architecture=_get(content, "architecture", str),
        url=_get(content, "url", str),
        installed=_get(content, "installed", str),
    )


def _parse_score(content: Any) -> Score:
    _expect(content, dict, "a score")
    value = float(_get(content, "value", (int, float)))
    if not math.isfinite(value):
        raise ValueError("a score is no number")
    return Score(metric=_get(content, "metric", str), test=_get(content, "test", str), value=value)


def _parse_file(content: Any) -> FileRecord:
    _expect(content, dict, "a file")
    name, size = _get(content, "name", str), _get(content, "size", int)
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or "\0" in name:
        raise ValueError(f"the file name {name!r} leads out of the model's folder")
    sha256 = _get(content, "sha256", str)
    if size < 0 or not _SHA256.fullmatch(sha256):
        raise ValueError(f"size or SHA-256 of {name} is wrong")
    return FileRecord(name=name, size=size, sha256=sha256, role=_get(content, "role", str))


def _list(content: dict[str, Any], key: str, parse: Callable[[Any], _Value]) -> tuple[_Value, ...]:
    return tuple(parse(item) for item in _get(content, key, list))


def _get(content: dict[str, Any], key: str, kind: Any) -> Any:
    """Return the value of `key`; its type must be `kind`, and ``bool`` is no ``int``."""
    if key not in content:
        raise ValueError(f"{key} is missing")
    return _expect(content[key], kind, key)


def _expect(value: Any, kind: Any, what: str) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{what} is of the wrong type")
    return value
