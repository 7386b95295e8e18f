"""transkit's own models on disk: one folder per model, put there and taken away in one step."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timezone
from pathlib import Path

from transkit.errors import ModelError, TranskitError
from transkit.files import explain_os_error, folder_lock, hash_bytes, hash_file, sync_folder
from transkit.models.installed import store_folder
from transkit.models.layouts import firefox_role
from transkit.models.records import (
    RECORD_NAME,
    FileRecord,
    ModelRecord,
    read_record,
    serialize_record,
)
from transkit.models.versions import version_key

__all__ = ["list_files", "locked_store", "managed", "publish", "remove", "staging_folder", "today"]

_STAGING = ".staging"
"""Folder inside the store, so that what is staged is on the same file system; no model is ever
looked for in it."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._+-]+", re.ASCII)
_LONGEST = 40


@contextmanager
def locked_store() -> Iterator[Path]:
    """Let one transkit at a time change the store, and give its folder.

    What a killed process left in staging is removed: nobody else can be using it.

    Raises:
        ModelError: The store's folder cannot be made or written.
    """
    store = store_folder()
    with ExitStack() as stack:
        try:
            stack.enter_context(folder_lock(store))
        except TranskitError as error:
            hint = "check the permissions, or set XDG_DATA_HOME"
            raise ModelError(error.message, path=store, hint=hint) from error
        shutil.rmtree(store / _STAGING, ignore_errors=True)
        try:
            yield store
        finally:
            shutil.rmtree(store / _STAGING, ignore_errors=True)


def staging_folder(store: Path) -> Path:
    """Make a private folder in which a model is put together; `locked_store` removes it.

    Raises:
        ModelError: It cannot be made.
    """
    try:
        parent = store / _STAGING
        parent.mkdir(mode=0o700, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix="model-", dir=parent))
    except OSError as error:
        raise ModelError(f"cannot be written: {explain_os_error(error)}", path=store) from error


def managed() -> tuple[ModelRecord, ...]:
    """Return the models that transkit installed, newest version first, damaged ones too.

    Only their records are read; one that cannot be read is left out.
    """
    store = store_folder()
    try:
        folders = sorted(path for path in store.iterdir() if (path / RECORD_NAME).is_file())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=store) from error
    records = []
    for folder in folders:
        with suppress(ModelError):  # `installed` tells of it
            records.append(read_record(folder))
    records.sort(key=lambda record: version_key(record.version), reverse=True)
    return tuple(records)


def list_files(folder: Path, engine: str) -> tuple[FileRecord, ...]:
    """Return every file below `folder` with its size and hash, sorted by name, and sync it.

    Raises:
        OSError: A file cannot be read.
    """
    files = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        path.chmod(0o644)
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
        name = path.relative_to(folder).as_posix()
        role = firefox_role(name) if engine == "firefox" else ""
        size, digest = path.stat().st_size, hash_file(path)
        files.append(FileRecord(name=name, size=size, sha256=digest, role=role))
    return tuple(files)


def publish(staged: Path, record: ModelRecord, store: Path) -> Path:
    """Move a model that was put together into the store, with its record; return its folder.

    One rename makes it visible. A folder of the same name holds the same model, damaged: it goes.

    Args:
        staged: Its folder in staging.
        record: What is known about it; its path is not looked at.
        store: The store, locked.

    Raises:
        ModelError: It cannot be written.
    """
    place = store / _folder_name(record)
    try:
        with (staged / RECORD_NAME).open("xb") as stream:
            stream.write(serialize_record(record))
            stream.flush()
            os.fsync(stream.fileno())
        for folder in (staged, *(path for path in staged.rglob("*") if path.is_dir())):
            folder.chmod(0o755)
        if place.exists():
            place.rename(staging_folder(store) / "old")
        staged.rename(place)
        sync_folder(store)
    except OSError as error:
        raise ModelError(f"cannot be written: {explain_os_error(error)}", path=place) from error
    return place


def remove(record: ModelRecord, store: Path) -> None:
    """Take a model out of the store; one rename makes it invisible, then its files go.

    Args:
        record: A model in the store.
        store: The store, locked.

    Raises:
        ModelError: It is not ours, or cannot be removed.
    """
    if not record.managed or record.path.parent != store:
        raise ModelError("was not installed by transkit", path=record.path)
    try:
        grave = staging_folder(store)
        record.path.rename(grave / "removed")
        sync_folder(store)
        shutil.rmtree(grave)
    except OSError as error:
        message = f"cannot be removed: {explain_os_error(error)}"
        raise ModelError(message, path=record.path) from error


def today() -> str:
    """Return today's date in UTC, ISO 8601."""
    return datetime.now(timezone.utc).date().isoformat()


def _folder_name(record: ModelRecord) -> str:
    """Return a folder name that no other model has: engine, languages, version, content."""
    digests = "".join(file.sha256 for file in record.files)
    content = hash_bytes(digests.encode())[:8]
    parts = (record.engine, record.source, record.target, record.version)
    words = (_UNSAFE.sub("_", part)[:_LONGEST].strip(".") for part in parts)
    return "-".join([*(word for word in words if word), content])
