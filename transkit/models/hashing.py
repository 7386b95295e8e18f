"""Hashes of model files, each read but once: weights are large and do not change by themselves."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, MutableMapping
from pathlib import Path

from transkit.errors import ModelError
from transkit.files import explain_os_error, hash_file

__all__ = ["hash_cached", "hash_named_files"]


def hash_cached(path: Path, hashes: MutableMapping[str, str]) -> str:
    """Return the SHA-256 of a file, from `hashes` if the file is the same as then.

    Args:
        path: Any file.
        hashes: Hashes known from before, keyed by path, size, time and inode; a new one is added.

    Raises:
        ModelError: It cannot be read.
    """
    try:
        status = path.stat()
        key = f"{os.path.realpath(path)}|{status.st_size}|{status.st_mtime_ns}|{status.st_ino}"
        if key not in hashes:
            hashes[key] = hash_file(path)
        return hashes[key]
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=path) from error


def hash_named_files(
    files: Mapping[str, Path], hashes: MutableMapping[str, str], *, salt: str = ""
) -> str:
    """Return one SHA-256 over some files, their names, and a text.

    Args:
        files: By any names; their order does not matter.
        hashes: As for `hash_cached`.
        salt: Whatever else decides what the files do.

    Raises:
        ModelError: A file cannot be read.
    """
    total = hashlib.sha256(salt.encode())
    for name, path in sorted(files.items()):
        total.update(f"\0{name}\0{hash_cached(path, hashes)}".encode())
    return total.hexdigest()
