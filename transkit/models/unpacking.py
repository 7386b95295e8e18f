"""Using a package from its archive without installing it: unpacked once, if it is sound."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, MutableMapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from transkit.errors import ModelError, TranskitError
from transkit.files import data_folder, explain_os_error, folder_lock, sync_folder
from transkit.models.archives import extract_archive
from transkit.models.hashing import hash_cached
from transkit.models.packages import open_model
from transkit.models.soundness import check_package

__all__ = ["model_at", "unpack_archive"]

_STAGING = ".staging-"


def model_at(path: Path, hashes: MutableMapping[str, str] | None = None) -> Path:
    """Return the folder of the package at `path`: a package folder, or an archive to unpack.

    Args:
        path: What the user named.
        hashes: See `transkit.models.hashing.hash_cached`; without, an archive is hashed anew.

    Raises:
        ModelError: There is no package, or its archive is not safe to unpack.
    """
    try:
        if path.is_dir():
            return path
        if path.is_file():
            return unpack_archive(path, hashes=hashes)
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    raise ModelError(
        "no such model", path=path, hint="give a package folder or an .argosmodel file"
    )


def unpack_archive(
    archive: Path, cache: Path | None = None, *, hashes: MutableMapping[str, str] | None = None
) -> Path:
    """Unpack an archive once and return the package's folder.

    The folder's name is the archive's SHA-256, so a changed archive is unpacked anew, as is one
    whose folder has been damaged since. Only the files that a model consists of are taken; names,
    sizes and types are checked first, everything is staged beside its place, written to the disk
    and moved there in one step, if it is a package whose files can be what they are. A failure
    leaves nothing.

    Args:
        archive: A zip file with one package in it.
        cache: Where unpacked archives are kept; by default in transkit's data folder.
        hashes: See `transkit.models.hashing.hash_cached`; without, the archive is hashed anew.

    Raises:
        ModelError: It is no zip, is damaged, holds what no model holds, or lacks what every model
            has.
    """
    folder = cache or data_folder() / "unpacked"
    place = folder / hash_cached(archive, {} if hashes is None else hashes)[:32]
    if _is_sound(place):
        return place
    with _locked(folder, archive):
        if not _is_sound(place):  # another process may have been faster
            _unpack(archive, place)
    return place


@contextmanager
def _locked(folder: Path, archive: Path) -> Iterator[None]:
    """Let one transkit at a time unpack; what a killed one left is removed."""
    with ExitStack() as stack:
        try:
            stack.enter_context(folder_lock(folder))
        except TranskitError as error:
            message = f"cannot be unpacked into {folder}: {error.message}"
            hint = "check the permissions, or set XDG_DATA_HOME"
            raise ModelError(message, path=archive, hint=hint) from error
        for left in folder.glob(f"{_STAGING}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _unpack(archive: Path, place: Path) -> None:
    """Put the package in an archive to its place, where there is none or a damaged one."""
    try:
        with tempfile.TemporaryDirectory(prefix=_STAGING, dir=place.parent) as name:
            staging = Path(name) / "package"
            staging.mkdir(mode=0o700)
            extract_archive(archive, staging)
            _require_package(archive, staging)
            _sync(staging)
            if place.exists():
                place.rename(Path(name) / "damaged")
            staging.rename(place)
            sync_folder(place.parent)
    except OSError as error:
        raise ModelError(f"cannot be unpacked: {explain_os_error(error)}", path=archive) from error


def _is_sound(place: Path) -> bool:
    """Return whether a whole package lies at a place."""
    try:
        open_model(place)
        check_package(place)
    except ModelError:
        return False
    return True


def _require_package(archive: Path, staging: Path) -> None:
    """Raise unless what was unpacked is a whole package; the error names the archive."""
    try:
        open_model(staging)
        check_package(staging)
    except ModelError as error:
        inside = Path(error.path).relative_to(staging) if error.path else Path()
        where = "" if inside == Path() else f"{inside.as_posix()} in it "
        raise ModelError(f"{where}{error.message}", path=archive, hint=error.hint) from error


def _sync(folder: Path) -> None:
    """Bring a folder and everything in it to the disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
        else:
            sync_folder(path)
    sync_folder(folder)
