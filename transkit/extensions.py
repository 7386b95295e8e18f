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
        folders: All files below them count, by size and time of change: tables too.
    """
    entries = [entry for group in groups for entry in find_extensions(group)]
    texts = [
        f"{entry.group} {entry.name} {entry.value} {entry.dist.version if entry.dist else ''}"
        for entry in entries
    ]
    others = dict.fromkeys(_place_of(entry.value.partition(":")[0].strip()) for entry in entries)
    places = [*folders, *(place for place in others if place is not None)]
    return texts + sorted(text for place in places for text in _state_of(place))


@cache
def _installed() -> EntryPoints | SelectableGroups:
    from importlib.metadata import entry_points

    return entry_points()


def _place_of(module: str) -> Path | None:
    """Return the file or the folder of a module of another distribution; nothing is imported.

    That is the folder of the package that the module is in, as the module may use all of it. It is
    ``None`` for what is not there, and for transkit itself, whose folders the caller knows.
    """
    from importlib.util import find_spec

    root, *names = module.split(".")
    if root == __name__.partition(".")[0]:
        return None
    try:
        spec = find_spec(root)
    except ValueError:  # What is loaded and says nothing about where it came from.
        return None
    if spec is None or spec.submodule_search_locations is None:
        return None if spec is None or not spec.has_location else Path(spec.origin or "")
    # A namespace package may have several folders, and be a home of many distributions.
    for folder in map(Path, spec.submodule_search_locations):
        place = folder.joinpath(*names)
        if place.is_dir():
            return place
        if place.with_name(f"{place.name}.py").is_file():
            return place.parent if spec.has_location else place.with_name(f"{place.name}.py")
    return None


def _state_of(place: Path) -> Iterator[str]:
    """Yield name, size and time of change of a file, or of every file below a folder."""
    if place.is_dir():
        yield from _files(os.fspath(place), "")
    elif place.is_file():
        status = place.stat()
        yield f"{place.name} {status.st_size} {status.st_mtime_ns}"


def _files(folder: str, below: str) -> Iterator[str]:
    """Yield what `code_state` counts of the files below a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == "__pycache__":
                continue
            if entry.is_dir():
                yield from _files(entry.path, f"{below}{entry.name}/")
            else:
                status = entry.stat()
                yield f"{below}{entry.name} {status.st_size} {status.st_mtime_ns}"
