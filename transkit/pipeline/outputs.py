"""Articles are written where people may have written: what they did there is kept beside them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import final

from transkit.errors import MemoryStoreError, TranskitError
from transkit.files import explain_os_error, hash_bytes, write_atomic
from transkit.memory.ledger import FileHashes
from transkit.memory.store import Store, default_memory_path

__all__ = ["Maker", "Outputs"]

_ELSEWHERE = "give another name with -o"


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """What an article is made from."""

    catalog: Path
    is_alone: bool
    """Whether from the catalog alone, without its source: then its formatting is lost."""

    @property
    def digest(self) -> str:
        """Return what stands for it in the memory, whatever the catalog is called from here."""
        how = "alone" if self.is_alone else "whole"
        return hash_bytes(os.fsencode(f"{os.path.realpath(self.catalog)}\n{how}"))


@final
class Outputs:
    """Writes articles, and knows from the memory which files are as it wrote them.

    Without a memory that can be used nothing is known, and every file that would change is kept.

    Args:
        memory: The memory's file; by default the user's own.
    """

    def __init__(self, memory: Path | None = None) -> None:
        self.memory = memory or default_memory_path()
        self._store: Store | None = None
        self._is_lost = False

    def __enter__(self) -> Outputs:
        return self

    def __exit__(self, *_: object) -> None:
        if self._store is not None:
            self._store.close()

    def write(self, path: Path, content: bytes, maker: Maker, *, is_named: bool) -> str | None:
        """Write an article; a file that holds it already is not touched.

        What would be lost is kept beside it under another name: what somebody else made or changed,
        what another catalog became, and what was built with the source that is not there now.

        Args:
            path: Where it goes.
            content: The article.
            maker: What it is made from.
            is_named: Whether a person named this very file: then one that is there and that
                transkit never wrote is left alone.

        Returns:
            What a person should know about the file that was there; ``None`` where nothing.

        Raises:
            TranskitError: It cannot be written, or must not; what was there is intact.
        """
        current = _read(path)
        note = None
        if current and current != content:
            why = self._why_kept(path, current, maker, is_named=is_named)
            if why is not None:
                kept = _free_place(path, current)
                write_atomic(kept, current)
                note = f"{why}: it is kept as {kept}"
        if current != content:
            write_atomic(path, content)
        self._note(_key(path), hash_bytes(content))
        self._note(_maker_key(path), maker.digest)
        return note

    def _why_kept(self, path: Path, current: bytes, maker: Maker, *, is_named: bool) -> str | None:
        """Return why a file is worth keeping; ``None`` where it is as transkit wrote it.

        Raises:
            TranskitError: A person named it, and transkit never wrote it.
        """
        known = self._recall(_key(path))
        if is_named and known is None:
            why = "transkit has not built it"
            if self._is_lost:
                why = "the memory, which cannot be used, does not say that transkit built it"
            raise TranskitError(
                f"is there already, and {why}; it was left alone",
                path=path,
                hint=f"{_ELSEWHERE}, or move that file away",
            )
        if known is None:
            return "the file that was here is none that transkit is known to have written"
        if known != hash_bytes(current):
            return "the file that was here was changed since it was built"
        before = self._recall(_maker_key(path))
        alone = Maker(catalog=maker.catalog, is_alone=True).digest
        whole = Maker(catalog=maker.catalog, is_alone=False).digest
        if before not in (None, alone, whole):
            return "the article that was here was built from another catalog"
        if maker.is_alone and before != alone:
            return "the article that was here was built with its source, and holds more"
        return None

    def _recall(self, key: str) -> str | None:
        """Return what the memory knows; ``None`` where it knows nothing."""
        hashes = self._hashes()
        try:
            return None if hashes is None else hashes.get(key)
        except MemoryStoreError:
            self._is_lost = True
            return None

    def _note(self, key: str, digest: str) -> None:
        """Remember something about what was written."""
        hashes = self._hashes()
        try:
            if hashes is not None and hashes.get(key) != digest:
                hashes[key] = digest
        except MemoryStoreError:
            self._is_lost = True

    def _hashes(self) -> FileHashes | None:
        """Return what the memory knows about files; ``None`` where it cannot be used."""
        try:
            if self._store is None and not self._is_lost:
                self._store = Store(self.memory)
        except MemoryStoreError:
            self._is_lost = True
        return None if self._store is None or self._is_lost else FileHashes(self._store)


def _key(path: Path) -> str:
    return f"article {os.path.realpath(path)}"


def _maker_key(path: Path) -> str:
    return f"maker of article {os.path.realpath(path)}"


def _read(path: Path) -> bytes | None:
    """Return what is in a file; ``None`` where there is none."""
    try:
        if path.exists() and not path.is_file():
            raise TranskitError("is a folder, a pipe or a device", path=path, hint=_ELSEWHERE)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise TranskitError(
            f"cannot be read: {explain_os_error(error)}", path=path, hint=_ELSEWHERE
        ) from error


def _free_place(path: Path, content: bytes) -> Path:
    """Return the name of a backup that is free, or holds just this, as editors call them."""
    names = (f"{path.name}~" if n == 1 else f"{path.name}.~{n}~" for n in count(1))
    places = map(path.with_name, names)
    return next(place for place in places if not place.exists() or _read(place) == content)
