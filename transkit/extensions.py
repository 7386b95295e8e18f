"""What other distributions add to transkit, and a text that changes when any of the code does."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints, SelectableGroups

__all__ = ["code_state", "find_extensions", "forget_extensions"]


def find_extensions(group: str) -> tuple[EntryPoint, ...]:
    """Return the entry points of a group, sorted by name, then value.

    What is installed is looked through once in a process: it takes longer than most of what is
    asked of it.
    """
    found = _installed().select(group=group)
    return tuple(sorted(found, key=lambda entry: (entry.name, entry.value)))


def forget_extensions() -> None:
    """Look at what is installed again the next time."""
    _installed.cache_clear()


def code_state(groups: Iterable[str], *folders: Path) -> list[str]:
    """Return texts that change with an update of transkit or of what extends it.

    Args:
        groups: Groups of entry points; none of them is loaded.
        folders: Python files below them count, by size and time of change.
    """
    texts = [
        f"{entry.group} {entry.name} {entry.value} {entry.dist.version if entry.dist else ''}"
        for group in groups
        for entry in find_extensions(group)
    ]
    return texts + sorted(text for folder in folders for text in _files(os.fspath(folder), ""))


@cache
def _installed() -> EntryPoints | SelectableGroups:
    from importlib.metadata import entry_points

    return entry_points()


def _files(folder: str, below: str) -> Iterator[str]:
    """Yield name, size and time of change of every Python file below a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path, f"{below}{entry.name}/")
            elif entry.name.endswith(".py"):
                status = entry.stat()
                yield f"{below}{entry.name} {status.st_size} {status.st_mtime_ns}"
