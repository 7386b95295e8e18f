"""Whether the files of an installed model are still those that were installed.

CTranslate2 and fxtranslate load some damaged files without an error and then write nonsense, so
that engines ask here before they load: `check_before_load`. ``transkit models verify`` reads every
byte: `find_changes`.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

from transkit.errors import ModelError
from transkit.files import explain_os_error
from transkit.models.hashing import hash_cached
from transkit.models.records import RECORD_NAME, FileRecord, ModelRecord, read_record

__all__ = ["check_before_load", "find_changes"]


def check_before_load(folder: Path, hashes: MutableMapping[str, str]) -> None:
    """Raise unless every file of the model in `folder` is as it was when it was installed.

    Does nothing for a model without a record: one that transkit did not install. A file is read
    only if its path, size, time of change and inode are not in `hashes`.

    Args:
        folder: The model's folder.
        hashes: Hashes known from before, see `transkit.models.hashing.hash_cached`.

    Raises:
        ModelError: A file is missing or has changed, or the record is damaged.
    """
    if not (folder / RECORD_NAME).is_file():
        return
    record = read_record(folder)
    for file in record.files:
        problem = _compare(record, file, hashes)
        if problem:
            raise ModelError(
                f"the model is damaged: {file.name} {problem}",
                path=folder,
                hint=f"install it again: transkit models install {record.name}",
            )


def find_changes(record: ModelRecord) -> tuple[str, ...]:
    """Return one line per file that is missing, has changed, or was not there; reads every byte.

    Args:
        record: A model with a record; for others there is nothing to compare with.

    Raises:
        ValueError: transkit did not install the model.
    """
    if not record.managed:
        raise ValueError(f"{record.label} was not installed by transkit")
    known = {file.name for file in record.files} | {RECORD_NAME}
    changes = []
    for file in record.files:
        try:
            problem = _compare(record, file, {})
        except ModelError as error:
            problem = error.message
        if problem:
            changes.append(f"{file.name} {problem}")
    try:
        extra = sorted(
            path.relative_to(record.path).as_posix()
            for path in record.path.rglob("*")
            if not path.is_dir() or path.is_symlink()
        )
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=record.path) from error
    changes += [f"{name} was not installed" for name in extra if name not in known]
    return tuple(changes)


def _compare(record: ModelRecord, file: FileRecord, hashes: MutableMapping[str, str]) -> str:
    """Return what is wrong with a file, empty where nothing is."""
    path = record.path / file.name
    try:
        if path.is_symlink() or not path.is_file():
            return "is missing"
        size = path.stat().st_size
    except OSError as error:
        return f"cannot be read: {explain_os_error(error)}"
    if size != file.size:
        return f"has {size} bytes instead of {file.size}"
    if hash_cached(path, hashes) != file.sha256:
        return "has changed: its SHA-256 is another one"
    return ""
