"""Where articles go, and what they must not take the place of."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import NamedTuple

from transkit.documents.formats import SUFFIXES
from transkit.errors import TranskitError, UsageError
from transkit.pipeline.built import STDOUT, BuildOptions, BuiltDocument
from transkit.pipeline.known_sources import is_trusted
from transkit.pipeline.origins import Origin, SourceState
from transkit.pipeline.outputs import Maker, Outputs
from transkit.settings import FILE_NAME
from transkit.units import Catalog

__all__ = [
    "Placed",
    "Taken",
    "check_output",
    "default_place",
    "find_taken",
    "is_for_several",
    "place",
    "write",
]

_SUFFIX_OF = {"text": ".txt", "markdown": ".md"}
"""What an article's name ends in whose format is not its source's."""
_CATALOGS = (".po", ".pot", ".mo", ".gmo")
_ELSEWHERE = "give another name with -o"


class Placed(NamedTuple):
    """Articles with the place that each goes to."""

    documents: list[BuiltDocument]
    is_named: bool
    """Whether a person named the very file."""


class Taken(NamedTuple):
    """Files that an article must not take the place of, without symbolic links."""

    inputs: frozenset[str]
    """Catalogs and their sources."""
    outputs: Counter[str]
    """How many articles go to each file."""


def default_place(
    path: Path, catalog: Catalog, origin: Origin, format_name: str, options: BuildOptions
) -> tuple[Path, tuple[str, ...]]:
    """Return where an article goes by default, and what a person should know about that.

    A catalog that came by mail must not choose a folder by naming a source that is there.
    """
    found = _default_output(path, catalog, origin, format_name, options)
    if options.output is not None or origin.path is None or origin.state is SourceState.MISSING:
        return found, ()
    if is_trusted(path, origin.path, options.memory):
        return found, ()
    note = (
        f"{origin.path} lies outside the catalog's project, and transkit knows nothing of having"
        " made the catalog from it here: the article goes into the current folder; -o names another"
        " place"
    )
    return Path(found.name), (note,)


def _default_output(
    path: Path, catalog: Catalog, origin: Origin, format_name: str, options: BuildOptions
) -> Path:
    """Return where the article goes by default: beside the source, ``article.uk.txt``.

    Without a source on this machine, the current folder: what a catalog that came by mail says
    about folders means nothing here.
    """
    suffix = _SUFFIX_OF.get(format_name, ".txt")
    if origin.path is None:
        return Path(f"{path.stem}.{catalog.target_language}{suffix}")
    stem = origin.path.stem
    if _is_own_format(origin, format_name):
        suffix = origin.path.suffix or suffix
    elif options.format_name is None or os.path.lexists(origin.path.parent / f"{stem}{suffix}"):
        # article.uk.txt is what becomes of article.txt, and this is made of article.html.
        stem = origin.path.name
    name = f"{stem}.{catalog.target_language}{suffix}"
    return Path(name) if origin.state is SourceState.MISSING else origin.path.with_name(name)


def _is_own_format(origin: Origin, format_name: str) -> bool:
    """Return whether an article is in the format of its source, as far as that is known."""
    if origin.document is not None:
        return origin.document.format == format_name
    suffix = "" if origin.path is None else origin.path.suffix.lower()
    return SUFFIXES.get(suffix, "" if suffix else "text") == format_name


def place(
    built: Sequence[BuiltDocument],
    named: Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str] | None,
) -> Placed:
    """Return the articles with the place that each goes to.

    Args:
        built: With their default places.
        named: The catalogs and folders of catalogs that a person named.
        output: What the person said about the place.
    """
    if output is None:
        return Placed(list(built), is_named=False)
    if str(output) == STDOUT:
        return Placed([replace(document, output=None) for document in built], is_named=False)
    folder = Path(output)
    if not (is_for_several(named) or _ends_as_folder(output) or folder.is_dir()):
        return Placed([replace(document, output=folder) for document in built], is_named=True)
    names = [document.output.name if document.output else "" for document in built]
    counts = Counter(names)
    placed = [
        replace(document, output=folder / (_longer(document, name) if counts[name] > 1 else name))
        for document, name in zip(built, names, strict=True)
    ]
    return Placed(placed, is_named=False)


def check_output(
    named: Sequence[str | os.PathLike[str]],
    catalogs: Sequence[Path],
    output: str | os.PathLike[str] | None,
) -> None:
    """Refuse one file for several catalogs: one that is there, or is named like an article.

    A folder of catalogs stands for several, also while there is only one in it.

    Raises:
        UsageError: It is such a file.
    """
    if output is None or not is_for_several(named):
        return
    if str(output) == STDOUT and len(catalogs) < 2:
        return
    path = Path(output)
    is_like_a_file = path.suffix.lower() in SUFFIXES and not _ends_as_folder(output)
    if str(output) == STDOUT or path.is_file() or (is_like_a_file and not path.is_dir()):
        there = f"there are {len(catalogs)}" if len(catalogs) > 1 else "a folder stands for several"
        raise UsageError(
            f"{output} is for one catalog, and {there}",
            hint="name a folder with -o, or one catalog by its own name",
        )


def is_for_several(named: Sequence[str | os.PathLike[str]]) -> bool:
    """Return whether what a person named stands for several catalogs, or may."""
    return len({Path(item).absolute() for item in named}) > 1 or any(map(os.path.isdir, named))


def _ends_as_folder(output: str | os.PathLike[str]) -> bool:
    """Return whether a name says that it is a folder's."""
    return str(output).endswith((os.sep, "/"))


def _longer(document: BuiltDocument, name: str) -> str:
    """Return a file name that tells an article from one of the same name in another folder."""
    return f"{document.catalog.stem}.{document.language}{PurePath(name).suffix}"


def find_taken(documents: Sequence[BuiltDocument]) -> Taken:
    """Return what articles are made from and where they go."""
    inputs = (path for document in documents for path in (document.catalog, document.source))
    outputs = (document.output for document in documents)
    return Taken(
        inputs=frozenset(os.path.realpath(path) for path in inputs if path),
        outputs=Counter(os.path.realpath(path) for path in outputs if path),
    )


def write(
    document: BuiltDocument, taken: Taken, outputs: Outputs, *, is_named: bool
) -> BuiltDocument:
    """Write an article, unless it was refused or goes to standard output.

    Args:
        document: The article.
        taken: What it must not take the place of.
        outputs: Keeps what others have made or changed.
        is_named: Whether a person named the very file.

    Returns:
        The article, with notes about other files.

    Raises:
        TranskitError: It would take the place of a source, a catalog, another article, or of what
            transkit has not built.
    """
    target = document.output
    if target is None or document.refused is not None:
        return document
    _check_place(target, taken, outputs.memory)
    maker = Maker(
        catalog=document.catalog,
        is_alone=document.source_state is not SourceState.UNCHANGED,
    )
    note = outputs.write(target, document.content, maker, is_named=is_named)
    notes = [] if note is None else [note]
    if not is_named:
        notes += _stale_notes(document, target)
    return replace(document, notes=(*document.notes, *notes))


def _check_place(target: Path, taken: Taken, memory: Path) -> None:
    """Refuse to write over what an article never is."""
    real = os.path.realpath(target)
    if real in taken.inputs:
        raise TranskitError("is what the article is made from", path=target, hint=_ELSEWHERE)
    if taken.outputs[real] > 1:
        raise TranskitError(
            "would be written for several catalogs", path=target, hint="build them one by one"
        )
    if target.is_dir():
        raise TranskitError("is a folder", path=target, hint=_ELSEWHERE)
    name = PurePath(real).name
    if PurePath(name).suffix.lower() in _CATALOGS:
        raise TranskitError(
            "is a catalog, and no place for an article", path=target, hint=_ELSEWHERE
        )
    if name == FILE_NAME:
        raise TranskitError("holds settings, and no article", path=target, hint=_ELSEWHERE)
    store = os.path.realpath(memory)
    if real in (store, f"{store}-wal", f"{store}-shm", f"{store}-journal"):
        raise TranskitError("is transkit's memory", path=target, hint=_ELSEWHERE)


def _stale_notes(document: BuiltDocument, target: Path) -> list[str]:
    """Say that an article that was built with its source stays beside one that was not."""
    source = document.source
    if source is None or document.source_state is SourceState.UNCHANGED:
        return []
    whole = target.with_name(f"{source.stem}.{document.language}{source.suffix}")
    if os.path.realpath(whole) == os.path.realpath(target) or not whole.is_file():
        return []
    return [f"{whole}, built before, stays as it was, and is not up to date"]
