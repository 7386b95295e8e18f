"""Making a mirror: a folder from which other computers install models, without the internet.

The folder holds ``index.json`` (Argos' schema, with sizes and hashes), ``records.json`` (Remote
Settings records) and ``files/``. It serves as it is: from a disk, a share, or any web server.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transkit.errors import ModelError, TranskitError
from transkit.files import explain_os_error, folder_lock, hash_file, write_atomic
from transkit.models.installing import discard, fetch_remote, lock_downloads
from transkit.models.offers import Offer, RemoteFile, parse_index
from transkit.models.sources import ARGOS_NAME, FIREFOX_NAME
from transkit.models.versions import version_key
from transkit.text.languages import language_name, to_argos_codes

if TYPE_CHECKING:
    from transkit.models.transfer import Policy, Progress

__all__ = ["Mirrored", "mirror"]

_FILES = "files"
"""Folder of everything but the indexes."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._+]+", re.ASCII)
_SUFFIX = {"argos": ".argosmodel", "firefox": ".zst"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirrored:
    """What a mirror holds now."""

    folder: Path
    offers: tuple[Offer, ...]
    """Everything that can be installed from it."""
    added: tuple[Offer, ...]
    """What was fetched for it now."""
    failed: tuple[tuple[Offer, ModelError], ...]
    """What could not be had, and why; what was there of it before is still there."""
    size: int
    """Bytes of all its files."""


def mirror(
    folder: Path,
    offers: Sequence[Offer],
    *,
    policy: Policy | None = None,
    progress: Progress | None = None,
) -> Mirrored:
    """Add models to the mirror in `folder`, which is made if it is not there.

    What it holds already and is intact is not fetched again; older versions of what is added go.
    A model that cannot be had does not keep the others back. After each model the indexes are
    written, in one step each: a reader never finds a model whose files are not there yet, and what
    was fetched before an interruption can be installed.

    Args:
        folder: The mirror.
        offers: Models of any index.
        policy: How patient to be with servers.
        progress: Called while files are fetched.

    Raises:
        ModelError: The folder cannot be written, or holds what cannot be read here.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(folder_lock(folder))
            (folder / _FILES).mkdir(exist_ok=True)
        except (TranskitError, OSError) as error:
            raise ModelError("cannot be used as a mirror's folder", path=folder) from error
        entries = {offer.name: offer for offer in _present(folder)}
        added: list[Offer] = []
        failed: list[tuple[Offer, ModelError]] = []
        for offer in offers:
            here = entries.get(offer.name)
            if here is not None and version_key(offer.version) <= version_key(here.version):
                continue
            try:
                fetched = _fetch(folder, offer, policy, progress)
            except ModelError as error:
                if error.path == folder:
                    raise
                failed.append((offer, error))
                continue
            entries[offer.name] = fetched
            _write_indexes(folder, entries)
            _remove_replaced(here, fetched)
            added.append(offer)
        if not added:
            _write_indexes(folder, entries)
    kept = tuple(sorted(entries.values(), key=lambda offer: offer.name))
    size = sum(file.size for offer in kept for file in offer.files)
    return Mirrored(folder=folder, offers=kept, added=tuple(added), failed=tuple(failed), size=size)


def _present(folder: Path) -> list[Offer]:
    """Return the models of a mirror whose files are there; damaged indexes are written anew."""
    offers: list[Offer] = []
    for name in (ARGOS_NAME, FIREFOX_NAME):
        path = folder / name
        try:
            offers += parse_index(path.read_bytes(), str(path)).models
        except ImportError as error:  # it is not damaged: its models must stay
            message = f"holds models of Firefox, which cannot be read: {error}"
            raise ModelError(message, path=folder, hint="pip install fxtranslate") from error
        except (OSError, ModelError):
            continue
    return [offer for offer in offers if all(_is_there(file) for file in offer.files)]


def _is_there(file: RemoteFile) -> bool:
    path = Path(file.urls[0])
    return path.is_file() and path.stat().st_size == file.size


def _fetch(folder: Path, offer: Offer, policy: Policy | None, progress: Progress | None) -> Offer:
    """Put the files of an offer into the mirror; return the offer as the mirror makes it."""
    files = []
    with lock_downloads(offer.files):
        for file in offer.files:
            fetched = fetch_remote(file, policy=policy, progress=progress)
            try:
                digest = hash_file(fetched)
                place = folder / _FILES / _file_name(offer, file, digest)
                _copy(fetched, place)
                size = place.stat().st_size
            except OSError as error:
                message = f"cannot be written: {explain_os_error(error)}"
                raise ModelError(message, path=folder) from error
            discard([fetched])
            files.append(replace(file, urls=(str(place),), size=size, sha256=digest))
    return replace(offer, files=tuple(files))


def _copy(source: Path, place: Path) -> None:
    """Copy a file so that `place` is whole or not there."""
    temporary = place.with_name(f".{place.name}.tmp")
    try:
        with source.open("rb") as stream, temporary.open("wb") as target:
            shutil.copyfileobj(stream, target, 1 << 20)
            target.flush()
            os.fsync(target.fileno())
        temporary.replace(place)
    finally:
        temporary.unlink(missing_ok=True)


def _file_name(offer: Offer, file: RemoteFile, digest: str) -> str:
    """Return a name that says what the file is and that no other file has."""
    words = (offer.engine, offer.source, offer.target, offer.version, file.role)
    name = "-".join(_UNSAFE.sub("_", word)[:40] for word in words if word)
    return f"{name}-{digest[:12]}{_SUFFIX[offer.engine]}"


def _write_indexes(folder: Path, offers: Mapping[str, Offer]) -> None:
    """Write both indexes; each is old or new at any moment.

    Raises:
        ModelError: They cannot be written.
    """
    packages: list[dict[str, Any]] = []
    records: list[dict[str, Any]] = []
    for _, offer in sorted(offers.items()):
        if offer.engine == "argos":
            packages.append(_package_entry(offer))
        else:
            records += [_record_entry(offer, file) for file in offer.files]
    for name, content in ((ARGOS_NAME, packages), (FIREFOX_NAME, {"data": records})):
        text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
        try:
            write_atomic(folder / name, f"{text}\n".encode())
        except TranskitError as error:
            raise ModelError(error.message, path=folder, hint=error.hint) from error


def _package_entry(offer: Offer) -> dict[str, Any]:
    """Return a package as Argos' index has it, with what makes it sure."""
    source, target = to_argos_codes(offer.source)[0], to_argos_codes(offer.target)[0]
    file = offer.files[0]
    return {
        "package_version": offer.version,
        "argos_version": "1.9",
        "from_code": source,
        "from_name": language_name(offer.source),
        "to_code": target,
        "to_name": language_name(offer.target),
        "links": [f"{_FILES}/{Path(file.urls[0]).name}"],
        "code": f"translate-{source}_{target}",
        "type": "translate",
        "license": offer.licence,
        "sha256": file.sha256,
        "size": file.size,
    }


def _record_entry(offer: Offer, file: RemoteFile) -> dict[str, Any]:
    """Return a file as Remote Settings has it, its attachment beside the index."""
    name = Path(file.urls[0]).name
    return {
        "name": file.name,
        "sourceLanguage": offer.source,
        "targetLanguage": offer.target,
        "version": offer.version,
        "architecture": offer.architecture,
        "license": offer.licence,
        "fileType": file.role,
        "decompressedSize": file.unpacked_size,
        "decompressedHash": file.unpacked_sha256,
        "attachment": {
            "filename": name,
            "location": f"{_FILES}/{name}",
            "hash": file.sha256,
            "size": file.size,
            "mimetype": "application/zstd",
        },
    }


def _remove_replaced(before: Offer | None, now: Offer) -> None:
    """Remove the files of a model that a newer one has taken the place of."""
    used = {file.urls[0] for file in now.files}
    for file in () if before is None else before.files:
        if file.urls[0] not in used:
            Path(file.urls[0]).unlink(missing_ok=True)
