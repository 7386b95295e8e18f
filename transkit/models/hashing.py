"""Hashes of model files, each read but once: weights are large and do not change by themselves."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from transkit.errors import ModelError
from transkit.files import explain_os_error, hash_file

__all__ = ["HashesAhead", "file_state", "hash_cached", "hash_named_files"]

_LARGE = 1 << 20
"""Bytes from which on a file is worth a thread."""


class HashesAhead(MutableMapping[str, str]):
    """Hashes of files, some of which are worked out in a thread while something else goes on.

    Who asks for one of those waits for it, and gets the error that came up over it.

    Args:
        hashes: Those known from before; what is worked out is added to it, in the thread that asks.
    """

    def __init__(self, hashes: MutableMapping[str, str]) -> None:
        self._known = hashes
        self._coming: dict[str, Future[str]] = {}

    def begin(self, paths: Iterable[Path]) -> bool:
        """Begin to hash those of some files that are large and not known; return if there are any.

        A file that cannot be read is nothing to begin with: who asks for its hash will hear of it.
        """
        wanted: dict[str, Path] = {}
        for path in paths:
            try:
                key, size = file_state(path), path.stat().st_size
            except OSError:
                continue
            if size >= _LARGE and key not in self._coming and key not in self._known:
                wanted[key] = path
        if wanted:
            thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hashing")
            self._coming |= {key: thread.submit(hash_file, path) for key, path in wanted.items()}
            thread.shutdown(wait=False)
        return bool(wanted)

    def __getitem__(self, key: str) -> str:
        if key in self._coming:
            self._known[key] = self._coming[key].result()
            del self._coming[key]
        return self._known[key]

    def __setitem__(self, key: str, digest: str) -> None:
        self._known[key] = digest

    def __delitem__(self, key: str) -> None:
        del self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def file_state(path: Path) -> str:
    """Return what a file's hash is known under: another text as soon as the file is another one.

    Raises:
        OSError: There is no such file.
    """
    status = path.stat()
    return f"{os.path.realpath(path)}|{status.st_size}|{status.st_mtime_ns}|{status.st_ino}"


def hash_cached(path: Path, hashes: MutableMapping[str, str]) -> str:
    """Return the SHA-256 of a file, from `hashes` if the file is the same as then.

    Args:
        path: Any file.
        hashes: Hashes known from before, keyed by path, size, time and inode; a new one is added.

    Raises:
        ModelError: It cannot be read.
    """
    try:
        key = file_state(path)
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
