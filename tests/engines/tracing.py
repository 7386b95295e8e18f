"""What a program asks of the system, as strace sees it: connections, changes, files it reads."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.tools_needed import need

__all__ = ["Trace", "trace"]

_CALL = re.compile(r"(?P<process>\d+) +(?P<name>\w+)\((?P<arguments>.*)")
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<(?P<folder>[^>]*)>, )?"(?P<path>(?:[^"\\]|\\.)*)"')
_OPENS = {"open", "openat", "openat2", "creat"}
_WRITES = re.compile(r"O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND)")
_LOOKS = {
    "access", "faccessat", "faccessat2", "stat", "stat64", "lstat", "newfstatat", "fstatat64",
    "statx", "statfs", "readlink", "readlinkat", "getcwd", "chdir", "fchdir", "getxattr",
    "lgetxattr", "listxattr", "inotify_add_watch",
}  # fmt: skip
"""Calls that take a path and neither read nor change a file; every other one counts as a change."""
_RUNS = {"execve", "execveat"}
_REACHES = re.compile(r"(?:socket|socketcall|connect|bind|listen|accept\d?|(?:send|recv)\w*)$")
"""Calls that somebody else may be at the other end of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The calls of a program and of every process that it started, also those that failed."""

    network: tuple[str, ...]
    """Calls that open a connection, or send or receive something, as strace writes them."""
    changes: frozenset[str]
    """Absolute paths that it made, wrote, moved, removed or otherwise changed, or tried to."""
    reads: frozenset[str]
    """Absolute paths that it opened for reading, or tried to."""
    programs: frozenset[str]
    """Absolute paths that it ran, or tried to."""


def trace(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Trace:
    """Run a program in `folder` and return what it asked of the system; it must end well."""
    log = folder.parent / "trace"
    watched = ["-f", "-y", "-qq", "-s", "4096", "-e", "trace=%file,%network", "-o", str(log)]
    done = subprocess.run(
        [need("strace"), *watched, *command],
        cwd=folder, capture_output=True, text=True, check=False, env=dict(environment),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return _read(log.read_text(encoding="utf-8", errors="replace").splitlines(), folder)


def _read(lines: Sequence[str], folder: Path) -> Trace:
    """Sort the calls; a path without a folder before it is relative to that of its process."""
    network: list[str] = []
    changes: set[str] = set()
    reads: set[str] = set()
    programs: set[str] = set()
    current: dict[str, str] = {}
    for line in lines:
        match = _CALL.match(line)
        if match is None or match["arguments"].startswith(" resumed"):
            continue  # the end of a call or of a process
        name, here = match["name"], current.get(match["process"], str(folder))
        paths = {
            os.path.normpath(os.path.join(found["folder"] or here, found["path"]))  # noqa: PTH118
            for found in _PATH.finditer(match["arguments"])
            if found["path"]
        }
        if name == "chdir":
            current[match["process"]] = next(iter(paths))
        elif name in _OPENS:
            writes = name == "creat" or _WRITES.search(match["arguments"])
            (changes if writes else reads).update(paths)
        elif name in _RUNS:
            programs.add(os.path.normpath(_PATH.findall(match["arguments"])[0][1]))
        elif _REACHES.match(name):
            network.append(line)
        elif name not in _LOOKS:
            changes.update(paths)
    return Trace(
        network=tuple(network),
        changes=frozenset(changes),
        reads=frozenset(reads),
        programs=frozenset(programs),
    )
