"""Catalogs on disk: read with a fingerprint, written only if needed and only over what was read."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path, PurePath

from transkit.catalogs.po import parse_po, serialize_po
from transkit.errors import CatalogError, TranskitError
from transkit.files import Fingerprint, explain_os_error, fingerprint, write_atomic
from transkit.units import Catalog

__all__ = [
    "catalog_sources",
    "conflict_copy",
    "copied_catalog",
    "is_conflict_copy",
    "load_catalog",
    "may_exist",
    "save_catalog",
    "save_template",
    "source_of",
]

_ATTEMPTS = 3
"""How often a file that is being written while it is read is read again."""

_DATE = re.compile(rb'^"POT-Creation-Date: ([^"\\]*)\\n"', re.MULTILINE)
_COPY = re.compile(r"(?P<stem>.+)\.conflict(?:-\d+)?\.po", re.DOTALL)
_COPY_STEM = re.compile(r".+\.conflict(?:-\d+)?", re.DOTALL)
_HEADER_LIMIT = 1 << 16
_WRITE_BITS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def source_of(path: Path, header: Iterable[tuple[str, str]]) -> Path | None:
    """Return the document that a catalog was made from, as its header says: an absolute path.

    Args:
        path: Where the catalog lies; ``X-Transkit-Source`` is relative to its folder.
        header: Its header.

    Returns:
        ``None`` where the header names none. The document need not exist.
    """
    named = dict(header).get("X-Transkit-Source", "")
    return Path(os.path.realpath(path.absolute().parent / named)) if named else None


def catalog_sources(output_dir: Path) -> dict[str, set[Path]]:
    """Return, by catalog name, the documents whose catalogs lie below `output_dir`.

    Only headers are read, and only documents that still exist count. A catalog that cannot be read
    counts as nobody's here: it is an error when it is needed.
    """
    found: dict[str, set[Path]] = {}
    try:
        catalogs = sorted(output_dir.glob("*/LC_MESSAGES/*.po"))
    except OSError as error:
        raise CatalogError(
            f"cannot be searched: {explain_os_error(error)}",
            path=output_dir,
            hint="give another --output-dir",
        ) from error
    for path in catalogs:
        source = None if is_conflict_copy(path) else _source_in(path)
        if source is not None and may_exist(source):
            found.setdefault(path.stem, set()).add(source)
    return found


def may_exist(path: Path) -> bool:
    """Return whether a file is there, or may be: not every folder may be searched."""
    try:
        return path.exists()
    except PermissionError:
        return True
    except OSError:  # a name that no file can have
        return False


def conflict_copy(path: Path, content: bytes, is_ours: Callable[[Path, bytes], bool]) -> Path:
    """Return where a catalog goes that must not take the place of the one in `path`.

    Nobody's work is lost there: ``summit.conflict.po``, or ``summit.conflict-2.po`` and so on where
    there is a file that holds something else than `content` and is not as transkit wrote it.

    Args:
        path: The catalog that is left alone.
        content: What is to be written beside it.
        is_ours: Tells whether a file with some content is as transkit wrote it.

    Raises:
        CatalogError: A file with such a name cannot be read.
    """
    names = (f"{path.stem}.conflict{'' if n == 1 else f'-{n}'}.po" for n in count(1))
    for place in map(path.with_name, names):
        if place.is_dir():
            continue
        current = _read(place)
        if current is None or current == content or is_ours(place, current):
            return place
    raise AssertionError("one of all names is free")


def is_conflict_copy(path: Path) -> bool:
    """Return whether a catalog is such a copy: see `conflict_copy`.

    It is of the same document as the catalog that it lies beside. Another document may be called
    ``summit.conflict.txt``: where that catalog is gone or cannot be read, the document's name
    tells.
    """
    named = _COPY.fullmatch(path.name)
    document = None if named is None else _document_in(path)
    if named is None or document is None:
        return False
    beside = _document_in(path.with_name(f"{named['stem']}.po"))
    if beside is not None:
        return document == beside
    return _COPY_STEM.fullmatch(PurePath(document).stem) is None


def copied_catalog(path: Path) -> Path | None:
    """Return the catalog that the one in `path` is a copy of (`is_conflict_copy`).

    Returns:
        ``None`` where it is a catalog of its own, or no such catalog is beside it: what is left of
        a document then is the copy.
    """
    named = _COPY.fullmatch(path.name)
    original = None if named is None else path.with_name(f"{named['stem']}.po")
    if original is None or not original.is_file():
        return None
    return original if is_conflict_copy(path) else None


def _document_in(path: Path) -> str | None:
    """Return what the header of a catalog says that it was made from: a file, or a name.

    Returns:
        ``None`` where it cannot be read.
    """
    header = _header_in(path)
    if header is None:
        return None
    source = source_of(path, header)
    if source is not None:
        return str(source)
    return f"{dict(header).get('Project-Id-Version', '')}.txt"


def _source_in(path: Path) -> Path | None:
    """Return the document that the catalog in `path` names, reading nothing but its header."""
    header = _header_in(path)
    return None if header is None else source_of(path, header)


def _header_in(path: Path) -> tuple[tuple[str, str], ...] | None:
    """Return the header of the catalog in `path`; ``None`` where it cannot be read."""
    try:
        with path.open("rb") as stream:
            start = stream.read(_HEADER_LIMIT).replace(b"\r\n", b"\n")
        return parse_po(start.split(b"\n\n", 1)[0] + b"\n").header
    except (OSError, CatalogError):
        return None


def load_catalog(path: Path) -> tuple[Catalog, Fingerprint] | None:
    """Return the catalog in `path` and what the file was when it was read.

    The fingerprint is that of the very bytes that were parsed: where somebody writes the file
    meanwhile, it is read again.

    Returns:
        ``None`` where there is no such file.

    Raises:
        CatalogError: The file cannot be read, is no PO file, or never stops changing.
    """
    for _ in range(_ATTEMPTS):
        content = _read(path)
        before = None if content is None else fingerprint(path)
        if content is None or before is None:
            return None
        if hashlib.sha256(content).hexdigest() == before.digest:
            return parse_po(content, path), before
    raise CatalogError("keeps changing while it is read", path=path, hint="try again in a moment")


def save_catalog(path: Path, catalog: Catalog, *, expected: Fingerprint | None) -> bool:
    """Write `catalog` to `path`, unless the file holds it already.

    A file that holds the same catalog is not touched, even if it is wrapped or laid out otherwise:
    same bytes, same modification time. The file is always the old one or the new one, whole; its
    mode is kept.

    Args:
        path: Where it goes; folders that are missing are made.
        catalog: What goes there.
        expected: What the file was when it was read; ``None`` where there was none.

    Returns:
        Whether the file was written.

    Raises:
        CatalogError: The file is not what was expected, because somebody else (Poedit, say) has
            written it since; it is left alone.
        TranskitError: It cannot be written, or is write-protected; the old file is intact.
    """
    content = serialize_po(catalog)
    current = _read(path)
    if current is not None and (current == content or _holds(current, catalog)):
        return False
    if fingerprint(path) != expected:
        raise CatalogError(
            "has been changed by another program since it was read",
            path=path,
            hint="nothing was written; run it again to take those changes in",
        )
    _check_writable(path)
    write_atomic(path, content)
    return True


def save_template(path: Path, template: Catalog) -> bool:
    """Write a template (POT), unless nothing but its date would change.

    What no longer can be read as one (a merge conflict in it, say) is replaced: a template is made
    of the document alone, and nobody's work is in it.

    Returns:
        Whether it could not be read.

    Raises:
        TranskitError: It cannot be written; the old file is intact.
    """
    content = _read(path)
    if content is None:
        save_catalog(path, template, expected=None)
        return False
    found = _DATE.search(content)
    date = found.group(1).decode("ascii", "replace") if found else ""
    header = tuple(
        (name, date if name == "POT-Creation-Date" else value) for name, value in template.header
    )
    dated = serialize_po(replace(template, header=header))
    if dated == content:
        return False
    try:
        existing = parse_po(content, path)
    except CatalogError:
        _check_writable(path)
        write_atomic(path, serialize_po(template))
        return True
    if dated != serialize_po(existing):
        save_catalog(path, template, expected=fingerprint(path))
    return False


def _check_writable(path: Path) -> None:
    """Refuse a file that its owner has write-protected: replacing it would get around that."""
    if path.exists() and not (path.stat().st_mode & _WRITE_BITS and os.access(path, os.W_OK)):
        raise TranskitError(
            "is write-protected, and was left alone",
            path=path,
            hint="make it writable (chmod u+w) and run it again, or give another --output-dir",
        )


def _read(path: Path) -> bytes | None:
    """Return the bytes of a file, or ``None`` where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CatalogError(
            f"cannot be read: {explain_os_error(error)}", path=path, hint="check the permissions"
        ) from error


def _holds(content: bytes, catalog: Catalog) -> bool:
    """Return whether a file with `content` says just what `catalog` says."""
    try:
        found = parse_po(content)
    except CatalogError:
        return False
    return serialize_po(found) == serialize_po(catalog)
