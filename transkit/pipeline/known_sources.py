"""Which source a catalog is trusted to name: one of its own project, or one that it was made from.

Beside its source is where an article goes. A catalog that came by mail must not choose a folder of
this computer by naming a source in it.
"""

from __future__ import annotations

import os
from pathlib import Path

from transkit.errors import MemoryStoreError
from transkit.files import hash_bytes
from transkit.memory.ledger import FileHashes
from transkit.memory.store import Store, default_memory_path
from transkit.settings import find_settings

__all__ = ["is_trusted", "note_source"]


def note_source(store: Store, catalog: Path, source: Path) -> None:
    """Remember that a catalog was made from a source here, where its project does not say so.

    Args:
        store: The memory.
        catalog: Where it was written.
        source: The document that a person named.
    """
    if _is_of_project(catalog, source):
        return
    hashes, digest = FileHashes(store), _digest(source)
    if hashes.get(_key(catalog)) != digest:
        hashes[_key(catalog)] = digest


def is_trusted(catalog: Path, source: Path, memory: Path | None = None) -> bool:
    """Return whether an article may be written beside the source that a catalog names.

    That is so within the catalog's project: its folder, for ``locales/uk/LC_MESSAGES/a.po`` the one
    that holds ``locales``, or the nearest one above it with a ``transkit.toml``. Elsewhere only
    where transkit made that catalog from that source on this computer.

    Args:
        catalog: Where it lies.
        source: What its header says that it was made from.
        memory: The memory's file; by default the user's own. One that cannot be read knows nothing.
    """
    if _is_of_project(catalog, source):
        return True
    try:
        with Store(memory or default_memory_path(), read_only=True) as store:
            return FileHashes(store).get(_key(catalog)) == _digest(source)
    except MemoryStoreError:
        return False


def _is_of_project(catalog: Path, source: Path) -> bool:
    folder = Path(os.path.realpath(catalog)).parent
    if folder.name == "LC_MESSAGES":
        folder = folder.parents[min(2, len(folder.parents) - 1)]
    settings = find_settings(folder)
    project = folder if settings is None else settings.parent
    return Path(os.path.realpath(source)).is_relative_to(project)


def _key(catalog: Path) -> str:
    return f"source of {os.path.realpath(catalog)}"


def _digest(source: Path) -> str:
    return hash_bytes(os.fsencode(os.path.realpath(source)))
