"""Every model on this computer, of every engine: transkit's own store, Argos' packages, starters.

The store is one folder per model in ``$XDG_DATA_HOME/transkit/models``, each with a record
(`transkit.models.records`). Packages that ``argospm`` installed are listed beside them and never
changed. Nothing here loads weights, writes, or touches the network.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from transkit.errors import LanguageError, ModelError, SettingsError, TranskitError
from transkit.files import data_folder, explain_os_error
from transkit.models.folders import describe_folder, model_settings, told_scores
from transkit.models.layouts import is_part_of_package
from transkit.models.licences import find_licence, is_non_commercial
from transkit.models.packages import (
    InstalledModel,
    Unusable,
    cannot_be_searched,
    find_models,
    model_folders,
    starter_folders,
)
from transkit.models.published import complete
from transkit.models.quality import quality_of
from transkit.models.records import RECORD_NAME, FileRecord, ModelRecord, read_record
from transkit.models.versions import version_key
from transkit.text.languages import from_argos_code

__all__ = ["Installed", "installed", "store_folder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """What a search for models found."""

    models: tuple[ModelRecord, ...]
    """Best first: by `transkit.models.quality.quality_of`, then version, then place."""
    unusable: tuple[Unusable, ...] = ()
    """Each folder that looks like a model but cannot be used."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return one line for each folder that looks like a model but cannot be used."""
        return tuple(dict.fromkeys(folder.problem for folder in self.unusable))


def store_folder() -> Path:
    """Return where transkit installs models; it may not exist."""
    return data_folder() / "models"


def installed(
    engine: str | None = None,
    *,
    folders: Iterable[Path] | None = None,
    hashes: MutableMapping[str, str] | None = None,
) -> Installed:
    """Find every usable model.

    A damaged model is a warning and hides no other one.

    Args:
        engine: Only models of this engine; ``None`` for all.
        folders: Where to look, by default the store, Argos' own folders and the starter models.
        hashes: Hashes known from before, see `transkit.models.hashing.hash_cached`: models that
            look like published ones are hashed to see whether they are.
    """
    hashes = {} if hashes is None else hashes
    default = [*model_folders(), *starter_folders()]
    places = list(dict.fromkeys(default if folders is None else folders))
    records: list[ModelRecord] = []
    unusable: list[Unusable] = []
    for place in places:
        records += _read_store(place, unusable)
        packages, broken = find_models([place])
        unrecorded = [p for p in packages if not (p.path / RECORD_NAME).exists()]
        records += _describe(unrecorded, unusable)
        records += _describe_others(place, unusable)
        unusable += broken
    kept = [
        record if record.starter else complete(record, hashes)
        for record in records
        if engine in (None, record.engine)
    ]
    kept.sort(key=lambda record: (quality_of(record), version_key(record.version)), reverse=True)
    return Installed(models=tuple(kept), unusable=tuple(dict.fromkeys(unusable)))


def _read_store(place: Path, unusable: list[Unusable]) -> list[ModelRecord]:
    """Return the recorded models in `place`, by name; `place` itself may be one."""
    try:
        if (place / RECORD_NAME).is_file():
            folders = [place]
        else:
            folders = sorted(f for f in place.iterdir() if (f / RECORD_NAME).is_file())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        unusable.append(cannot_be_searched(place, error))
        return []
    records = []
    for folder in folders:
        try:
            record = read_record(folder)
            _require_sizes(record)
        except ModelError as error:
            problem = f"ignored a broken model: {error}"
            unusable.append(Unusable(path=folder, problem=problem))
        else:
            records.append(record)
    return records


def _require_sizes(record: ModelRecord) -> None:
    """Raise unless every file is there with its size: a cheap look, `verify` hashes them."""
    for file in record.files:
        path = record.path / file.name
        try:
            size = path.stat().st_size
        except OSError as error:
            raise ModelError(
                f"cannot be read: {explain_os_error(error)}",
                path=path,
                hint=f"transkit models install {record.name}",
            ) from error
        if size != file.size:
            raise ModelError(
                f"has {size} bytes instead of {file.size}",
                path=path,
                hint=f"transkit models install {record.name}",
            )


def _describe(packages: Iterable[InstalledModel], unusable: list[Unusable]) -> list[ModelRecord]:
    """Return records for packages that have none: those of ``argospm`` and the starter models."""
    records = []
    for package in packages:
        try:
            source, target = from_argos_code(package.source), from_argos_code(package.target)
        except LanguageError as error:
            problem = f"ignored a model of an unknown language: {package.path}: {error}"
            unusable.append(Unusable(path=package.path, problem=problem))
            continue
        try:
            told = model_settings(package.path)
        except SettingsError as error:
            problem = f"ignored a model: {error}"
            unusable.append(Unusable(path=package.path, problem=problem))
            continue
        licence = package.licence or told.licence or find_licence(package.path)
        records.append(
            ModelRecord(
                engine="argos",
                source=source,
                target=target,
                version=told.version or package.version,
                path=package.path,
                starter=package.starter,
                licence=licence,
                non_commercial=is_non_commercial(licence),
                scores=told_scores(told),
                files=_list_files(package.path),
            )
        )
    return records


def _describe_others(place: Path, unusable: list[Unusable]) -> list[ModelRecord]:
    """Return records for models without one that somebody put into `place`, by their files."""
    try:
        folders = sorted(child for child in place.iterdir() if child.is_dir())
    except OSError:
        return []  # said already, or there is nothing
    records = []
    for folder in folders:
        if (folder / RECORD_NAME).exists():
            continue
        try:
            record = describe_folder(folder)
        except TranskitError as error:
            unusable.append(Unusable(path=folder, problem=f"ignored a model: {error}"))
        else:
            records += [record] if record is not None else []
    return records


def _list_files(folder: Path) -> tuple[FileRecord, ...]:
    """Return the files that make up an Argos package, with their sizes and without hashes."""
    files = []
    for path in sorted((*folder.glob("*"), *folder.glob("model/*"))):
        name = path.relative_to(folder).as_posix()
        with suppress(OSError):
            if is_part_of_package(name) and path.is_file():
                files.append(FileRecord(name=name, size=path.stat().st_size))
    return tuple(files)
