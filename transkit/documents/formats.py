"""Which formats there are, which one a file has, and reading it.

A format is an object with the attributes of `Format` behind an entry point of the group
``transkit.documents``. The built-in ones are registered the same way, and are found even where
the installed metadata is missing or older than the code.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from transkit.documents.selecting import select
from transkit.errors import DocumentError
from transkit.extensions import find_extensions
from transkit.files import explain_os_error
from transkit.settings import NO_SETTINGS, FurnitureRules, Settings
from transkit.units import Document

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = [
    "Configurable",
    "Extracting",
    "Format",
    "Localizing",
    "Noticing",
    "Selecting",
    "add_notice",
    "extract_article",
    "find_documents",
    "get_format",
    "localize_document",
    "read_bytes",
    "read_document",
    "rebuild_document",
]

GROUP = "transkit.documents"
BUILT_IN = {
    "html": "transkit.documents.html:FORMAT",
    "markdown": "transkit.documents.markdown:FORMAT",
    "text": "transkit.documents.plain:FORMAT",
}
"""Name → object, as in setup.cfg."""
SUFFIXES = {
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".text": "text",
    ".txt": "text",
}
"""Suffix → name of the built-in format, so that none is loaded but the one that reads the file."""
FALLBACK = "text"
"""The format of a file whose suffix nobody knows."""

_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+)?html[\s>]", re.IGNORECASE)


@runtime_checkable
class Format(Protocol):
    """Reads one kind of file into units, and puts their targets back in."""

    @property
    def name(self) -> str:
        """What `Document.format` says; the name of the entry point."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File name suffixes, lower case, with the full stop."""

    def read(self, data: bytes, *, path: str, language: str, keep_furniture: bool) -> Document:
        """Return the document that `data` is, every part of it in a unit or in furniture.

        Raises:
            DocumentError: It cannot be read; nothing else is ever raised, whatever the bytes.
        """

    def rebuild(self, document: Document, targets: Mapping[str, str]) -> str:
        """Return the text with the targets (by unit id) in place of the units' words.

        The inverse of `read`: with no targets, or with each unit's source as its target, it is
        the document's text again, character by character.
        """


@runtime_checkable
class Localizing(Protocol):
    """A format whose documents say which language and encoding they have."""

    def localize(self, document: Document, text: str, *, language: str, encoding: str) -> str:
        """Return the rebuilt text, saying that it is in another language and encoding now.

        Args:
            document: The source.
            text: As `Format.rebuild` returned it.
            language: Language tag of the target.
            encoding: Python codec that it will be written in.
        """


@runtime_checkable
class Noticing(Protocol):
    """A format that has a place for a line that is not the article's."""

    def add_notice(self, document: Document, text: str, sentence: str) -> str:
        """Return the rebuilt or extracted text with a paragraph behind the article.

        Args:
            document: The source.
            text: As `Format.rebuild` or `Extracting.extract` returned it.
            sentence: Plain words.
        """


@runtime_checkable
class Configurable(Protocol):
    """A format that settings of ``transkit.toml`` are for."""

    def configure(self, settings: Settings) -> Format:
        """Return the format that reads as they say; documents are rebuilt without them."""


@runtime_checkable
class Selecting(Protocol):
    """A format that takes what a person says about its lines into account from the beginning.

    For all others the units are chosen after the document was read.
    """

    def select(self, document: Document, rules: FurnitureRules) -> Document:
        """Return the document as `Format.read` would have returned it under these rules."""


@runtime_checkable
class Extracting(Protocol):
    """A format whose documents hold more than the article, and can be made without it."""

    def extract(self, document: Document, targets: Mapping[str, str]) -> str:
        """Return a document of just the article, with the targets (by unit id) in place."""


def read_document(
    path: Path,
    *,
    language: str,
    format_name: str | None = None,
    keep_furniture: bool = False,
    rules: FurnitureRules | None = None,
    settings: Settings = NO_SETTINGS,
) -> Document:
    """Return the document in a file.

    Args:
        path: The file; `Document.path` and the references of units say it relative to the current
            folder where it is absolute, with forward slashes.
        language: Language tag of its text.
        format_name: Format to read it as; by default what its suffix says, else plain text.
        keep_furniture: Make units also of what is not part of the article.
        rules: What a person says about single lines; `keep_furniture` outranks it.
        settings: What else ``transkit.toml`` says about the format.

    Raises:
        DocumentError: There is no such file, it cannot be opened, or it cannot be read as a
            document.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    return read_bytes(
        data,
        path=_shown(path),
        language=language,
        format_name=format_name,
        keep_furniture=keep_furniture,
        rules=rules,
        settings=settings,
    )


def read_bytes(
    data: bytes,
    *,
    path: str,
    language: str,
    format_name: str | None = None,
    keep_furniture: bool = False,
    rules: FurnitureRules | None = None,
    settings: Settings = NO_SETTINGS,
) -> Document:
    """Return the document that `data` is; the rest is as in `read_document`.

    Args:
        data: The whole file.
        path: What errors, `Document.path` and references call it: ``-`` for standard input.
        language: Language tag of its text.
        format_name: Format to read it as; by default what the suffix of `path` says.
        keep_furniture: Make units also of what is not part of the article.
        rules: What a person says about single lines; `keep_furniture` outranks it.
        settings: What else ``transkit.toml`` says about the format.

    Raises:
        DocumentError: It cannot be read as a document.
    """
    suffix = PurePath(path).suffix.lower()
    chosen = get_format(format_name) if format_name else _format_for(suffix, path, data)
    if isinstance(chosen, Configurable):
        chosen = chosen.configure(settings)
    document = chosen.read(data, path=path, language=language, keep_furniture=keep_furniture)
    if keep_furniture or not rules:
        return document
    if isinstance(chosen, Selecting):
        return chosen.select(document, rules)
    whole = document
    if rules.keep and document.furniture:
        whole = chosen.read(data, path=path, language=language, keep_furniture=True)
    return select(document, whole, rules)


def rebuild_document(document: Document, targets: Mapping[str, str]) -> str:
    """Return the text of `document` with `targets` (by unit id) in place; see `Format.rebuild`."""
    return get_format(document.format).rebuild(document, targets)


def extract_article(document: Document, targets: Mapping[str, str]) -> str:
    """Return just the article of `document` with `targets` (by unit id) in place.

    In formats that know no difference it is the whole document, see `rebuild_document`.
    """
    chosen = get_format(document.format)
    if isinstance(chosen, Extracting):
        return chosen.extract(document, targets)
    return chosen.rebuild(document, targets)


def localize_document(document: Document, text: str, *, language: str, encoding: str) -> str:
    """Return a rebuilt document that says its language and encoding; see `Localizing.localize`.

    Unchanged in formats that say no such thing.
    """
    chosen = get_format(document.format)
    if not isinstance(chosen, Localizing):
        return text
    return chosen.localize(document, text, language=language, encoding=encoding)


def add_notice(document: Document, text: str, sentence: str) -> str | None:
    """Return a rebuilt document with a last paragraph; see `Noticing.add_notice`.

    ``None`` where the format has no place for it.
    """
    chosen = get_format(document.format)
    if not isinstance(chosen, Noticing):
        return None
    return chosen.add_notice(document, text, sentence)


def find_documents(
    folder: Path,
    *,
    skip: Collection[Path] = (),
    fail: Callable[[DocumentError], None] | None = None,
) -> list[Path]:
    """Return the files below `folder` whose suffix a format knows, sorted by their parts.

    Hidden files and folders are left out, and so is what lies below `skip`. Links to folders are
    not followed, so that there are no loops; links to files are. An empty list is no error here.

    Args:
        folder: Where to look.
        skip: Folders (the one that catalogs are written to) or files to leave out.
        fail: Hears of each folder that cannot be listed; the others are searched all the same.

    Raises:
        DocumentError: A folder cannot be listed and there is no `fail`, or the format of a file
            that was found is installed but does not load.
    """
    skipped = {os.path.realpath(path) for path in skip}
    found: list[Path] = []
    for path in _walk(folder, skipped, fail):
        suffix = path.suffix.lower()
        if suffix in SUFFIXES or (suffix and _third_party(suffix, path, strict=False) is not None):
            found.append(path)
    return sorted(found, key=lambda path: path.parts)


def _walk(
    folder: Path, skipped: Collection[str], fail: Callable[[DocumentError], None] | None
) -> Iterator[Path]:
    """Yield the visible files below a folder."""

    def tell(error: OSError) -> None:
        """Tell of a folder that cannot be listed: what is in it must not be lost silently."""
        problem = DocumentError(f"cannot be listed: {explain_os_error(error)}", path=error.filename)
        if fail is None:
            raise problem from error
        fail(problem)

    def is_wanted(parent: str, name: str) -> bool:
        """Tell whether a file or folder is neither hidden nor to be skipped."""
        if name.startswith("."):
            return False
        return not skipped or os.path.realpath(Path(parent, name)) not in skipped

    for parent, folders, names in os.walk(folder, onerror=tell):
        folders[:] = [name for name in folders if is_wanted(parent, name)]
        for name in names:
            path = Path(parent, name)
            if is_wanted(parent, name) and (path.is_file() or path.is_symlink()):
                yield path


def _shown(path: Path) -> str:
    """Return a path as references show it: relative, with forward slashes."""
    if path.is_absolute():
        try:
            path = Path(os.path.relpath(path))
        except ValueError:  # another drive on Windows
            return path.as_posix()
    return path.as_posix()


def get_format(name: str) -> Format:
    """Return the format of that name; loads it, and nothing else.

    Raises:
        DocumentError: Nothing of that name is installed, or it does not load.
    """
    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        found: Format = getattr(import_module(module), attribute)
        return found
    for entry in _third_parties():
        if entry.name == name:
            return _load(entry)
    known = ", ".join(sorted({*BUILT_IN, *(entry.name for entry in _third_parties())}))
    raise DocumentError(f"no document format is called {name}", hint=f"there are: {known}")


def _format_for(suffix: str, path: str, data: bytes) -> Format:
    """Return the format for a file that somebody named, whatever its suffix.

    Without a suffix that says it, HTML is known by how it begins (WHATWG MIME Sniffing §7.1).

    Raises:
        DocumentError: A format for it is installed but does not load.
    """
    if suffix in SUFFIXES:
        return get_format(SUFFIXES[suffix])
    other = _third_party(suffix, path, strict=True) if suffix else None
    if other is not None:
        return other
    if suffix not in (".txt", ".text") and _HTML.match(data):
        return get_format("html")
    return get_format(FALLBACK)


def _third_party(suffix: str, path: Path | str, *, strict: bool) -> Format | None:
    """Return the third-party format for a suffix, if there is one.

    Args:
        suffix: Lower case, with the full stop.
        path: For error messages.
        strict: Let any format that does not load be an error, because it may be the one; else
            only one that is named like the suffix.
    """
    broken: DocumentError | None = None
    for entry in _third_parties():
        try:
            if suffix in _load(entry).suffixes:
                return _load(entry)
        except DocumentError as error:
            if strict or f".{entry.name}" == suffix:
                error.path = path
                broken = broken or error
    if broken is not None:
        raise broken
    return None


def _third_parties() -> tuple[EntryPoint, ...]:
    """Return the entry points of other distributions, sorted by name."""
    return tuple(entry for entry in find_extensions(GROUP) if entry.name not in BUILT_IN)


@cache
def _load(entry: EntryPoint) -> Format:
    """Return the object behind an entry point.

    Raises:
        DocumentError: It does not load or is no format; names the distribution that brought it.
    """
    distribution = entry.dist.name if entry.dist is not None else "an unknown package"
    problem: BaseException | str
    try:
        loaded = entry.load()
    except Exception as error:  # noqa: BLE001 - whatever another distribution's code raises
        problem = error
    else:
        if isinstance(loaded, Format):
            return loaded
        problem = f"{entry.value} is not a document format"
    raise DocumentError(
        f"the document format {entry.name} of {distribution} does not load: {problem}",
        hint=f"pip install --upgrade {distribution}, or pip uninstall {distribution}",
    ) from (problem if isinstance(problem, BaseException) else None)
