"""Opening an ``.argosmodel`` archive (a zip) without trusting it."""

from __future__ import annotations

import stat
import unicodedata
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from transkit.errors import ModelError
from transkit.files import explain_os_error
from transkit.models.layouts import METADATA, is_part_of_package

__all__ = ["extract_archive"]

_MAX_ENTRIES = 10_000
_MAX_DIRECTORY = 4 << 20
"""Bytes of an archive's list of files: some hundred each."""
_MAX_BYTES = 4 << 30
_MAX_RATIO = 200
"""Weights in int8 hardly shrink; a vocabulary shrinks to a fifth."""
_CHUNK = 1 << 20


def extract_archive(archive: Path, staging: Path) -> None:
    """Write the files of the package in `archive` into the empty folder `staging`.

    Only the files that a model consists of are written, whatever else is in the archive, under
    their own names inside the package; the name of the package's folder plays no part.

    Raises:
        ModelError: It is no zip, is damaged, or holds what no model holds; what was written so far
            is the caller's to remove.
    """
    try:
        _check_directory(archive)
        with zipfile.ZipFile(archive) as opened:
            wanted = _wanted(opened, archive)
            budget = min(_MAX_BYTES, max(1, archive.stat().st_size) * _MAX_RATIO)
            for name, member in wanted.items():
                budget -= _copy(opened, member, staging / name, budget)
                if budget < 0:
                    raise ModelError("unpacks to far more than a model holds", path=archive)
    except (
        zipfile.BadZipFile,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        zlib.error,
    ) as error:
        raise ModelError("is damaged or no zip archive", path=archive) from error
    except OSError as error:
        raise ModelError(f"cannot be unpacked: {explain_os_error(error)}", path=archive) from error


def _check_directory(archive: Path) -> None:
    """Raise if the list of files is longer than any model's, before it is read into memory.

    The end record is looked for as zipfile does it (APPNOTE 4.3.16): in the last 64 KB and its own
    22 bytes. A list that needs zip64 numbers has 4 GB or 65,535 files, so that a record of those
    before it (4.3.15), which would outrank it, is no model's.
    """
    size = archive.stat().st_size
    with archive.open("rb") as stream:
        stream.seek(max(0, size - 65_557))
        tail = stream.read()
    start = tail.rfind(b"PK\5\6")
    if start < 0 or len(tail) - start < 22:
        raise zipfile.BadZipFile("no end record")
    if tail[max(0, start - 20) : start].startswith(b"PK\6\7"):
        raise ModelError("is a zip64 archive, which no model needs", path=archive)
    entries = int.from_bytes(tail[start + 10 : start + 12], "little")
    length = int.from_bytes(tail[start + 12 : start + 16], "little")
    if entries > _MAX_ENTRIES or length > _MAX_DIRECTORY:
        raise ModelError(f"holds {entries} files or more, more than any model", path=archive)


def _wanted(opened: zipfile.ZipFile, archive: Path) -> dict[str, zipfile.ZipInfo]:
    """Return the members to take, keyed by their path inside the package."""
    members = opened.infolist()
    if len(members) > _MAX_ENTRIES:
        raise ModelError(f"holds {len(members)} files, more than any model", path=archive)
    for member in members:
        _check_name(member, archive)
    if len({PurePosixPath(member.filename).parts[0] for member in members}) != 1:
        raise ModelError("must hold exactly one package folder", path=archive)
    _check_doubles(members, archive)
    wanted: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        name = "/".join(PurePosixPath(member.filename).parts[1:])
        if not member.is_dir() and is_part_of_package(name):
            wanted[name] = member
    if METADATA not in wanted:
        raise ModelError(f"{METADATA} is missing", path=archive)
    return wanted


def _check_doubles(members: list[zipfile.ZipInfo], archive: Path) -> None:
    """Raise for two files of one name, also where only case differs, and for shared content."""
    names: dict[str, str] = {}
    for member in members:
        name = PurePosixPath(member.filename).as_posix()
        folded = unicodedata.normalize("NFKC", name).casefold()
        if folded in names:
            same = names[folded] == name
            other = "twice" if same else f"beside {names[folded]}, which some systems take for it"
            raise ModelError(f"holds {name} {other}", path=archive)
        names[folded] = name
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise ModelError(f"holds {member.filename} inside another file", path=archive)
        end = member.header_offset + 30 + len(member.filename.encode()) + member.compress_size


def _check_name(member: zipfile.ZipInfo, archive: Path) -> None:
    """Raise for links, devices, encrypted members, odd packing and names that lead elsewhere."""
    name = member.filename
    mode = member.external_attr >> 16
    bad_name = (
        not name
        or name.startswith("/")
        or "\\" in name
        or "\0" in name
        or ":" in name.split("/", maxsplit=1)[0]
        or ".." in PurePosixPath(name).parts
    )
    if bad_name:
        raise ModelError(f"holds the unsafe file name {name!r}", path=archive)
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise ModelError(f"holds a link or special file: {name!r}", path=archive)
    if member.flag_bits & 1:
        raise ModelError("is encrypted", path=archive)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ModelError(f"packs {name!r} as no model is packed", path=archive)


def _copy(opened: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path, most: int) -> int:
    """Write one member; return how many bytes have come out, counted until they are over `most`."""
    count = 0
    place.parent.mkdir(exist_ok=True)
    with opened.open(member) as source, place.open("xb") as target:
        while chunk := source.read(_CHUNK):
            count += len(chunk)
            if count > most:
                break
            target.write(chunk)
    return count
