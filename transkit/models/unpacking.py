"""Using a package from its archive without installing it: unpacked once, if it is sound."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from transkit.errors import ModelError
from transkit.files import data_folder, explain_os_error, hash_file
from transkit.models.archives import extract_archive
from transkit.models.packages import open_model
from transkit.models.soundness import check_package

__all__ = ["model_at", "unpack_archive"]


def model_at(path: Path) -> Path:
    """Return the folder of the package at `path`: a package folder, or an archive to unpack.

    Raises:
        ModelError: There is no package, or its archive is not safe to unpack.
    """
    try:
        if path.is_dir():
            return path
        if path.is_file():
            return unpack_archive(path)
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    raise ModelError(
        "no such model", path=path, hint="give a package folder or an .argosmodel file"
    )


def unpack_archive(archive: Path, cache: Path | None = None) -> Path:
    """Unpack an archive once and return the package's folder.

    The folder's name is the archive's SHA-256, so a changed archive is unpacked anew. Only the
    files that a model consists of are taken; names, sizes and types are checked first, everything
    is staged beside its place and moved there in one step, if it is a package whose files can be
    what they are. A failure leaves nothing.

    Args:
        archive: A zip file with one package in it.
        cache: Where unpacked archives are kept; by default in transkit's data folder.

    Raises:
        ModelError: It is no zip, is damaged, holds what no model holds, or lacks what every model
            has.
    """
    try:
        place = (cache or data_folder() / "unpacked") / hash_file(archive)[:32]
        if place.is_dir():
            return place
        place.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=place.parent))
    except OSError as error:
        raise ModelError(f"cannot be unpacked: {explain_os_error(error)}", path=archive) from error
    try:
        extract_archive(archive, staging)
        _require_package(archive, staging)
        _publish(staging, place)
    except OSError as error:
        raise ModelError(f"cannot be unpacked: {explain_os_error(error)}", path=archive) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return place


def _require_package(archive: Path, staging: Path) -> None:
    """Raise unless what was unpacked is a whole package; the error names the archive."""
    try:
        open_model(staging)
        check_package(staging)
    except ModelError as error:
        inside = Path(error.path).relative_to(staging) if error.path else Path()
        where = "" if inside == Path() else f"{inside.as_posix()} in it "
        raise ModelError(f"{where}{error.message}", path=archive, hint=error.hint) from error


def _publish(staging: Path, place: Path) -> None:
    """Move the staged package to its place; another process may have been faster."""
    try:
        staging.rename(place)
    except OSError:
        if not place.is_dir():
            raise
