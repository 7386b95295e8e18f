"""Argos packages as they lie on people's disks: found by their content, whatever the folder's name.

Read here are the published layouts since Argos Translate 1.0: ``metadata.json`` beside a
CTranslate2 model (``model/model.bin`` with or without ``config.json``, vocabularies as ``.txt`` or
``.json``, shared or one per side) and ``sentencepiece.model`` or ``bpe.model``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transkit.errors import ModelError
from transkit.files import data_folder, explain_os_error
from transkit.models.hashing import hash_named_files
from transkit.models.layouts import CODES, METADATA, PIECES, VOCABULARIES, WEIGHTS, firefox_roles

__all__ = [
    "InstalledModel",
    "Unusable",
    "cannot_be_searched",
    "find_models",
    "hash_model",
    "model_folders",
    "open_model",
    "starter_folders",
]

_METADATA_LIMIT = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledModel:
    """One Argos package on disk."""

    path: Path
    """Its folder."""
    source: str
    """Language code as the package says it, lower case."""
    target: str
    version: str
    """``package_version``; empty where the package has none."""
    target_prefix: str = ""
    """Token that every target must begin with (multilingual models); empty for most."""
    starter: bool = False
    """Ships inside transkit: rough, used only when there is nothing better."""
    licence: str = ""
    """As the package says; empty where it says nothing."""

    @property
    def label(self) -> str:
        """Return what a person calls it: ``en→uk 1.4``."""
        return f"{self.source}→{self.target} {self.version}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """A folder that looks like a model, or like a place for models, and is none."""

    path: Path
    problem: str
    """A line for the user, with the path in it."""

    def __str__(self) -> str:
        return self.problem


def model_folders() -> tuple[Path, ...]:
    """Return the folders that are searched for packages, best first; some may not exist.

    transkit's own, then where Argos Translate keeps them: ``ARGOS_PACKAGES_DIR``,
    ``$XDG_DATA_HOME/argos-translate/packages``. The starters come last, see `starter_folders`.
    """
    own = data_folder() / "models"
    argos = data_folder().parent / "argos-translate" / "packages"
    named = os.environ.get("ARGOS_PACKAGES_DIR", "")
    folders = [own, *([Path(named)] if named else []), argos]
    return tuple(dict.fromkeys(folders))


def starter_folders() -> tuple[Path, ...]:
    """Return where the wheel's own rough models lie; they may not be there.

    Nowhere with ``TRANSKIT_STARTER=no``, for who would rather have no draft than a rough one.
    """
    if os.environ.get("TRANSKIT_STARTER", "").lower() in ("no", "0", "off", "false"):
        return ()
    return (Path(__file__).resolve().parent.parent / "starter",)


def find_models(
    folders: Iterable[Path] | None = None,
) -> tuple[tuple[InstalledModel, ...], tuple[Unusable, ...]]:
    """Find every usable package below `folders`, by default `model_folders` and `starter_folders`.

    Returns:
        The models, in the order of the folders and of their names, and each folder that looks like
        a package but cannot be used.
    """
    places = [*model_folders(), *starter_folders()] if folders is None else list(folders)
    models: list[InstalledModel] = []
    unusable: list[Unusable] = []
    for place in places:
        for folder in _candidates(place, unusable):
            try:
                models.append(open_model(folder))
            except ModelError as error:
                problem = f"ignored a broken model: {error}"
                unusable.append(Unusable(path=folder, problem=problem))
    return tuple(models), tuple(unusable)


def open_model(folder: Path) -> InstalledModel:
    """Read the package in `folder` without loading its weights.

    Raises:
        ModelError: It is not a translation package or parts of it are missing.
    """
    metadata = _read_metadata(folder)
    kind = metadata.get("type", "translate")
    if kind != "translate":
        raise ModelError(f"is a package of type {kind!r}, not a translation model", path=folder)
    _require_files(folder)
    return InstalledModel(
        path=folder,
        source=_text(metadata, "from_code", folder, required=True).lower(),
        target=_text(metadata, "to_code", folder, required=True).lower(),
        version=_text(metadata, "package_version", folder),
        target_prefix=_text(metadata, "target_prefix", folder),
        licence=_text(metadata, "license", folder) or _text(metadata, "licence", folder),
        starter=folder.parent in starter_folders(),
    )


def hash_model(model: InstalledModel, hashes: MutableMapping[str, str]) -> str:
    """Return the SHA-256 over everything in the package that decides what it translates.

    Args:
        model: An installed model.
        hashes: Hashes of files known from before, keyed by path, size, time and inode; new ones
            are added, so that weights are read once and not on every run.

    Raises:
        ModelError: A file cannot be read.
    """
    files = {
        path.relative_to(model.path).as_posix(): path
        for pattern in ("model/*", PIECES, CODES)
        for path in model.path.glob(pattern)
        if path.is_file()
    }
    return hash_named_files(files, hashes, salt=f"prefix:{model.target_prefix}")


def _candidates(place: Path, unusable: list[Unusable]) -> list[Path]:
    """Return the folders in `place` that are packages, sorted; `place` itself may be one."""
    try:
        if _is_package(place):
            return [place]
        children = sorted(child for child in place.iterdir() if child.is_dir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        unusable.append(cannot_be_searched(place, error))
        return []
    found = []
    for child in children:
        try:
            if _is_package(child):
                found.append(child)
            elif (child / "model").is_dir():
                problem = f"ignored a broken model: {child}: {METADATA} is missing"
                unusable.append(Unusable(path=child, problem=problem))
        except OSError as error:
            unusable.append(cannot_be_searched(child, error))
    return found


def _is_package(folder: Path) -> bool:
    """Tell whether a folder has the metadata of a package; a Firefox model may have such a file."""
    if not (folder / METADATA).is_file():
        return False
    return "model" not in firefox_roles({path.name for path in folder.iterdir()})


def cannot_be_searched(place: Path, error: OSError) -> Unusable:
    """Return what to say of a folder that cannot be listed."""
    reason = explain_os_error(error)
    return Unusable(path=place, problem=f"{place}: cannot be searched for models: {reason}")


def _read_metadata(folder: Path) -> dict[str, Any]:
    path = folder / METADATA
    try:
        with path.open("rb") as stream:
            raw = stream.read(_METADATA_LIMIT + 1)
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    if len(raw) > _METADATA_LIMIT:
        raise ModelError("is larger than 1 MB", path=path)
    try:
        metadata = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ModelError("is not valid JSON", path=path) from error
    if not isinstance(metadata, dict):
        raise ModelError("is not a JSON object", path=path)
    return metadata


def _text(metadata: dict[str, Any], key: str, folder: Path, *, required: bool = False) -> str:
    value = metadata.get(key, "")
    if value is None:
        value = ""
    if not isinstance(value, str) or (required and not value.strip()):
        raise ModelError(f"{key} in {METADATA} must be a text", path=folder)
    return value.strip()


def _require_files(folder: Path) -> None:
    """Raise unless weights, vocabulary and pieces are there and can be read."""
    try:
        _look_for_files(folder)
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=folder) from error


def _look_for_files(folder: Path) -> None:
    if not (folder / "model" / WEIGHTS).is_file():
        raise ModelError("model/model.bin is missing", path=folder)
    model = folder / "model"
    if not any(all((model / name).is_file() for name in names) for names in VOCABULARIES):
        raise ModelError("the vocabulary in model/ is missing", path=folder)
    if not any((folder / name).is_file() for name in (PIECES, CODES)):
        raise ModelError("sentencepiece.model (or bpe.model) is missing", path=folder)
