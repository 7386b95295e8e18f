"""Whole files or none: atomic writes, fingerprints, and the folders that transkit uses."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from transkit.errors import TranskitError

__all__ = [
    "MOST_JOBS",
    "Fingerprint",
    "available_cores",
    "data_folder",
    "explain_os_error",
    "fingerprint",
    "folder_lock",
    "hash_bytes",
    "hash_file",
    "hear_waiting",
    "home_folder",
    "open_atomic",
    "sync_folder",
    "tell_waiting",
    "write_atomic",
]

MOST_JOBS = 256
"""More threads than any machine has cores for; far more end a process."""
_CHUNK = 1 << 20
_PATIENCE = 1.0
"""Seconds that a lock is waited for before anybody is told."""

_LOCKS = Path("/proc/locks")

WaitingHearer = Callable[[Path, "int | None"], None]
_hearer: ContextVar[WaitingHearer | None] = ContextVar("_hearer", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What a file was when it was looked at; equal exactly when it has not been changed since."""

    size: int
    """Bytes."""
    modified: int
    """Nanoseconds since 1970."""
    inode: int
    digest: str
    """SHA-256 of the content, hexadecimal."""


def data_folder() -> Path:
    """Return transkit's own data folder; it is not created.

    ``$XDG_DATA_HOME/transkit``, by default ``~/.local/share/transkit`` (XDG Base Directory
    Specification 0.8).
    """
    base = os.environ.get("XDG_DATA_HOME", "")
    root = Path(base) if os.path.isabs(base) else home_folder() / ".local" / "share"
    return root / "transkit"


def home_folder() -> Path:
    """Return the user's home folder.

    Raises:
        TranskitError: There is none: an account without one, in a container for example.
    """
    try:
        return Path.home()
    except RuntimeError as error:
        raise TranskitError(
            "this account has no home folder", hint="set HOME to a folder for transkit's files"
        ) from error


def hash_bytes(content: bytes) -> str:
    """Return the SHA-256 of `content`, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's content, hexadecimal, reading it piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def fingerprint(path: Path) -> Fingerprint | None:
    """Return what `path` is now, or ``None`` where there is no such file."""
    try:
        status = path.stat()
        digest = hash_file(path)
    except FileNotFoundError:
        return None
    return Fingerprint(
        size=status.st_size, modified=status.st_mtime_ns, inode=status.st_ino, digest=digest
    )


def write_atomic(path: Path, content: bytes) -> None:
    """Write `content` so that `path` is the old file or the new one, whole, at any moment.

    See `open_atomic`.

    Raises:
        TranskitError: The disk is full, the folder cannot be written, …; the old file is intact.
    """
    with open_atomic(path) as stream:
        stream.write(content)


@contextmanager
def open_atomic(path: Path) -> Iterator[IO[bytes]]:
    """Give a stream whose content becomes that of `path` at the end, whole, or not at all.

    A temporary file beside it is written, flushed to disk and moved over it; after an error it is
    gone. The mode of an existing file is kept, a new one gets what the umask allows; a symbolic
    link stays one and its target is replaced. Folders that are missing are made.

    Raises:
        TranskitError: The disk is full, the folder cannot be written, …; the old file is intact. Or
            the new one is there, and the disk does not say that it will stay.
    """
    real = Path(os.path.realpath(path))
    temporary: str | None = None
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(
            prefix=f".{real.name}.", suffix=".tmp", dir=real.parent
        )
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fchmod(stream.fileno(), _mode_for(real))
            os.fsync(stream.fileno())
        os.replace(temporary, real)
        temporary = None
    except OSError as error:
        raise TranskitError(
            f"cannot be written: {explain_os_error(error)}",
            path=path,
            hint="nothing was changed; make room or check the permissions and run it again",
        ) from error
    finally:
        if temporary is not None:
            with suppress(FileNotFoundError):
                os.unlink(temporary)
    try:
        sync_folder(real.parent)
    except OSError as error:
        raise TranskitError(
            f"was written, but the disk may not have kept it: {explain_os_error(error)}",
            path=path,
            hint="look after the disk, and run it again",
        ) from error


@contextmanager
def hear_waiting(hear: WaitingHearer) -> Iterator[None]:
    """Tell `hear` about every lock that this context waits for longer than a second.

    Args:
        hear: Called once per wait, in the thread that waits, with the folder or file and the
            process that holds its lock; ``None`` where nobody tells which.
    """
    token = _hearer.set(hear)
    try:
        yield
    finally:
        _hearer.reset(token)


def tell_waiting(path: Path, process: int | None) -> None:
    """Tell who wants to hear it (`hear_waiting`) that `process` has `path` and is waited for."""
    hear = _hearer.get()
    if hear is not None:
        hear(path, process)


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Let one transkit at a time write below `folder`; a second one waits for the first.

    The folder itself is locked (flock(2)), so that no file is left behind and a process that dies
    lets go. The folder is made if it is missing. Who waits for long is told (`hear_waiting`).

    Raises:
        TranskitError: The folder cannot be made, opened or locked.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise TranskitError(
            f"cannot be used as a folder: {explain_os_error(error)}",
            path=folder,
            hint="choose another --output-dir or check the permissions",
        ) from error
    try:
        _lock(handle, folder)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    """Wait for the lock on an open folder.

    Raises:
        TranskitError: The file system has no locks.
    """
    import fcntl

    patience = time.monotonic() + _PATIENCE
    try:
        while not _take(handle):
            if time.monotonic() < patience:
                time.sleep(0.02)
                continue
            tell_waiting(folder, _lock_holder(handle))
            fcntl.flock(handle, fcntl.LOCK_EX)
            return
    except OSError as error:
        raise TranskitError(
            f"cannot be locked: {explain_os_error(error)}",
            path=folder,
            hint="choose an --output-dir on a disk that knows locks; some network disks do not",
        ) from error


def _take(handle: int) -> bool:
    """Take the lock on an open folder, unless somebody has it."""
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_holder(handle: int) -> int | None:
    """Return the process that holds the lock on an open folder, where Linux tells.

    A line of ``/proc/locks`` (proc(5)) is ``1: FLOCK ADVISORY WRITE 432 fe:00:2629906 0 EOF``;
    those of processes that wait have an arrow behind the number.
    """
    try:
        status = os.fstat(handle)
        lines = _LOCKS.read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return None
    device = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    for fields in map(str.split, lines):
        if fields[1:2] == ["FLOCK"] and fields[5:6] == [device] and int(fields[4]) > 0:
            return int(fields[4])
    return None


def explain_os_error(error: OSError) -> str:
    """Return the operating system's words for `error`, without codes and paths."""
    if error.errno == errno.ENOSPC:
        return "the disk is full"
    return (error.strerror or str(error)).lower()


def _mode_for(path: Path) -> int:
    """Return the permission bits that a file written to `path` should get."""
    with suppress(FileNotFoundError):
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def available_cores() -> int:
    """Return how many cores this process may use, at least 1.

    What the scheduler allows, and in a container no more than its share of CPU time (cgroup v2,
    ``cpu.max``).
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    with suppress(OSError, ValueError):
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        if quota != "max":
            cores = min(cores or 1, -(-int(quota) // int(period)))
    return max(1, cores or 1)
