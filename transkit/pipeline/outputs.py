"""Articles are written where people may have written: what they did there is kept beside them."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import final

from transkit.errors import MemoryStoreError, TranskitError
from transkit.files import explain_os_error, hash_bytes, write_atomic
from transkit.memory.ledger import FileHashes
from transkit.memory.store import Store, default_memory_path

__all__ = ["Outputs"]


@final
class Outputs:
    """Writes articles, and knows from the memory which files are as it wrote them.

    Without a memory that can be used nothing is known, and every file that would change is kept.

    Args:
        memory: The memory's file; by default the user's own.
    """

    def __init__(self, memory: Path | None = None) -> None:
        self._path = memory or default_memory_path()
        self._store: Store | None = None
        self._is_lost = False

    def __enter__(self) -> Outputs:
        return self

    def __exit__(self, *_: object) -> None:
        if self._store is not None:
            self._store.close()

    def write(self, path: Path, content: bytes) -> Path | None:
        """Write an article; a file that holds it already is not touched.

        Returns:
            Where the file is now that was in its place, if it was not as transkit wrote it.

        Raises:
            TranskitError: It cannot be written; what was there is intact.
        """
        current = _read(path)
        kept: Path | None = None
        if current is not None and current != content and not self._is_ours(path, current):
            kept = _free_place(path, current)
            write_atomic(kept, current)
        if current != content:
            write_atomic(path, content)
        self._note(path, content)
        return kept

    def _is_ours(self, path: Path, content: bytes) -> bool:
        """Return whether a file is known to be as transkit wrote it."""
        hashes = self._hashes()
        try:
            return hashes is not None and hashes.get(_key(path)) == hash_bytes(content)
        except MemoryStoreError:
            self._is_lost = True
            return False

    def _note(self, path: Path, content: bytes) -> None:
        """Remember what was written."""
        hashes = self._hashes()
        digest = hash_bytes(content)
        try:
            if hashes is not None and hashes.get(_key(path)) != digest:
                hashes[_key(path)] = digest
        except MemoryStoreError:
            self._is_lost = True

    def _hashes(self) -> FileHashes | None:
        """Return what the memory knows about files; ``None`` where it cannot be used."""
        try:
            if self._store is None and not self._is_lost:
                self._store = Store(self._path)
        except MemoryStoreError:
            self._is_lost = True
        return None if self._store is None or self._is_lost else FileHashes(self._store)


def _key(path: Path) -> str:
    return f"article {os.path.realpath(path)}"


def _read(path: Path) -> bytes | None:
    """Return what is in a file; ``None`` where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise TranskitError(
            f"cannot be read: {explain_os_error(error)}",
            path=path,
            hint="give another name with -o",
        ) from error


def _free_place(path: Path, content: bytes) -> Path:
    """Return the name of a backup that is free, or holds just this, as editors call them."""
    names = (f"{path.name}~" if n == 1 else f"{path.name}.~{n}~" for n in count(1))
    places = map(path.with_name, names)
    return next(place for place in places if not place.exists() or _read(place) == content)
