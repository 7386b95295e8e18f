"""From what a user names (files, folders) to catalogs that are only read."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from transkit.catalogs import copied_catalog, load_catalog
from transkit.documents.formats import SUFFIXES
from transkit.errors import CatalogError, TranskitError
from transkit.files import Fingerprint, explain_os_error
from transkit.pipeline.sources import Failure
from transkit.units import Catalog

__all__ = ["Found", "collect_catalogs", "open_catalog", "open_with_digest", "open_with_fingerprint"]

_SUFFIX = ".po"
_HINT = "transkit translate makes one"


class Found(NamedTuple):
    """What names stand for."""

    paths: list[Path]
    """Catalogs, each file once, in order."""
    failures: list[Failure]
    warnings: tuple[str, ...]
    """A line for each catalog in a folder that was left out."""


def collect_catalogs(named: Sequence[str | os.PathLike[str]]) -> Found:
    """Return the catalogs that `named` stand for, folders searched, each file once, in order.

    Below a folder every visible ``.po`` file counts, sorted by its parts. Templates do not, nor do
    copies that a run left beside a catalog that it could not write (see `conflict_copy`), which
    are told; named themselves they do.

    Args:
        named: Files and folders.
    """
    paths: dict[str, Path] = {}
    copies: dict[str, tuple[Path, Path]] = {}
    failures: list[Failure] = []
    for item in named:
        path = Path(item)
        try:
            for found in _expand(path):
                original = copied_catalog(found) if found != path else None
                if original is None:
                    paths.setdefault(os.path.realpath(found), found)
                else:
                    copies.setdefault(os.path.realpath(found), (found, original))
        except TranskitError as error:
            failures.append(Failure(what=str(path), error=error))
    warnings = tuple(
        f"{copy} was left out: it holds what transkit made when it could not write"
        f" {original.name}; take over what you need from it and delete it, or name it itself"
        for real, (copy, original) in copies.items()
        if real not in paths
    )
    return Found(list(paths.values()), failures, warnings)


def open_catalog(path: Path) -> Catalog:
    """Return the catalog in a file, which is not written to and not locked.

    Raises:
        CatalogError: There is no such file, it cannot be read, or it is no PO file.
    """
    return open_with_digest(path)[0]


def open_with_digest(path: Path) -> tuple[Catalog, str]:
    """Return the catalog in a file, as `open_catalog` does, and the SHA-256 of the file.

    Raises:
        CatalogError: There is no such file, it cannot be read, or it is no PO file.
    """
    catalog, read = open_with_fingerprint(path)
    return catalog, read.digest


def open_with_fingerprint(path: Path) -> tuple[Catalog, Fingerprint]:
    """Return the catalog in a file, as `open_catalog` does, and what the file was.

    Raises:
        CatalogError: There is no such file, it cannot be read, or it is no PO file.
    """
    if path.is_dir():
        raise CatalogError("is a folder", path=path, hint="name one catalog in it")
    if path.suffix.lower() in SUFFIXES:
        raise CatalogError(
            "is a document, and no catalog",
            path=path,
            hint="name the .po file that transkit translate made of it",
        )
    loaded = load_catalog(path)
    if loaded is None:
        raise CatalogError("no such catalog", path=path, hint=_HINT)
    return loaded


def _expand(path: Path) -> list[Path]:
    """Return the catalogs that one name stands for."""
    try:
        if not path.is_dir():
            if not path.exists():
                raise CatalogError("no such catalog or folder", path=path, hint=_HINT)
            return [path]
    except OSError as error:
        raise CatalogError(f"cannot be read: {explain_os_error(error)}", path=path) from error

    def fail(error: OSError) -> None:
        """Stop at a folder that cannot be listed: what is in it must not be lost silently."""
        raise CatalogError(
            f"cannot be listed: {explain_os_error(error)}", path=error.filename
        ) from error

    found: list[Path] = []
    for parent, folders, names in os.walk(path, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(parent, name)
            for name in names
            if name.lower().endswith(_SUFFIX)
            and not name.startswith(".")
            and not _never_ends(Path(parent, name))
        ]
    if not found:
        raise CatalogError("holds no catalogs (.po)", path=path, hint=_HINT)
    return sorted(found, key=lambda item: item.parts)


def _never_ends(path: Path) -> bool:
    """Return whether reading a path may wait for ever: a named pipe or a device."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
