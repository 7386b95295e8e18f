"""From what a user names (files, folders, standard input) to documents."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from shlex import quote

from transkit.catalogs import catalog_path, catalog_sources, slug, slugs
from transkit.documents import find_documents, read_bytes
from transkit.documents.formats import SUFFIXES
from transkit.errors import (
    DocumentError,
    LanguageError,
    SettingsError,
    TranskitError,
    UsageError,
)
from transkit.files import explain_os_error, hash_bytes
from transkit.settings import NO_SETTINGS, Settings, SettingsFinder
from transkit.text.languages import normalize_language
from transkit.units import Document, Reference

__all__ = [
    "STDIN",
    "Collected",
    "Failure",
    "Source",
    "collect_paths",
    "read_source",
    "read_sources",
    "settings_for",
]

STDIN = "-"
"""The name that stands for standard input."""
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""The shape of a language's tag."""
_CATALOGS = (".po", ".pot", ".mo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that could not be done; the rest went on."""

    what: str
    """The source or catalog, as the user would write it."""
    error: TranskitError


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document with what its catalogs have to know about it."""

    document: Document
    name: str
    """Of its catalogs: ``article`` of ``locales/uk/LC_MESSAGES/article.po``."""
    path: Path | None
    """``None`` for standard input."""
    digest: str
    """SHA-256 of the file, hexadecimal."""
    created: float
    """When the source was last changed, in seconds since 1970."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What names stand for."""

    paths: tuple[Path, ...]
    """Each file once, in order."""
    built: tuple[Path, ...]
    """Files in folders that are translations of their neighbours, or pages about catalogs: they
    were left out."""
    failures: tuple[Failure, ...]


def collect_paths(
    sources: Sequence[str | os.PathLike[str]],
    *,
    output_dir: Path,
    language: str,
    targets: Sequence[str],
) -> Collected:
    """Return the files that `sources` name, folders searched, each file once, in order.

    What `build` makes of a document of a folder, ``article.uk.txt``, is none of its documents, nor
    is what `report` and `diff` write; a file that is named itself is one, whatever it is.

    Args:
        sources: Files, folders, ``-``.
        output_dir: The folder of the catalogs; it is not searched for documents.
        language: Tag of the sources' language.
        targets: Tags of the target languages.
    """
    named: dict[str, Path] = {}
    built: list[Path] = []
    failures: list[Failure] = []
    for source in sources:
        path = Path(source)
        try:
            found = _expand(path, output_dir, failures)
        except TranskitError as error:
            failures.append(Failure(what=str(path), error=error))
            continue
        made = set() if path in found else _find_made(found, output_dir, language, targets)
        built += [item for item in found if item in made]
        for item in found:
            if item not in made:
                named.setdefault(os.path.realpath(item) if str(item) != STDIN else STDIN, item)
    return Collected(
        paths=tuple(named.values()),
        built=tuple(item for item in built if os.path.realpath(item) not in named),
        failures=tuple(failures),
    )


def read_sources(
    paths: Sequence[Path],
    *,
    language: str,
    output_dir: Path,
    name: str | None = None,
    stdin: bytes | None = None,
    keep_furniture: bool = False,
) -> tuple[list[Source], list[Failure]]:
    """Read the documents; what cannot be read is a failure and does not stop the others.

    Args:
        paths: What `collect_paths` returned.
        language: Language tag of all of them.
        output_dir: Where catalogs go; references are relative to the folder that it lies in.
        name: Name of the catalogs, for a single document; by default made from the file's name.
        stdin: What standard input held, if it is among the paths.
        keep_furniture: Make units also of what is not part of the article.

    Raises:
        UsageError: A name is given for several documents, or none for standard input.
        SettingsError: A ``transkit.toml`` is wrong.
    """
    if name is not None and len(paths) > 1:
        raise UsageError(
            f"--name is for one document, and there are {len(paths)}", hint="leave it out"
        )
    if name is None and any(str(path) == STDIN for path in paths):
        raise UsageError("standard input has no name", hint="add --name NAME")
    if not paths:
        return [], []
    named = _name_catalogs(paths, output_dir) if name is None else [slug(f"{_flat(name)}.txt")]
    found: list[Source] = []
    failures: list[Failure] = []
    finder = SettingsFinder()
    settings = [settings_for(path, finder) for path in paths]
    for path, catalog_name, holding in zip(paths, named, settings, strict=True):
        try:
            source = read_source(
                path,
                name=catalog_name,
                language=language,
                stdin=stdin,
                settings=holding,
                keep_furniture=keep_furniture,
            )
            _check_units(source.document)
            found.append(_with_references(source, output_dir))
        except TranskitError as error:
            failures.append(Failure(what=str(path), error=error))
    return found, failures


def _expand(path: Path, skip: Path, failures: list[Failure]) -> list[Path]:
    """Return the documents that one name stands for; what cannot be searched is a failure."""

    def fail(error: DocumentError) -> None:
        failures.append(Failure(what=str(error.path), error=error))

    if str(path) == STDIN:
        return [path]
    try:
        if path.is_dir():
            before = len(failures)
            found = find_documents(path, skip=(skip,), fail=fail)
            if not found and len(failures) == before:
                hint = f"transkit reads {', '.join(sorted(SUFFIXES))}, and what its plugins read"
                raise DocumentError("holds no documents", path=path, hint=hint)
            return found
        if not path.exists():
            raise DocumentError("no such file or folder", path=path, hint="check the name")
    except OSError as error:
        raise DocumentError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    return [path]


def _find_made(
    found: Sequence[Path], output_dir: Path, language: str, targets: Sequence[str]
) -> set[Path]:
    """Return those files of a folder that are translations of others, or pages about catalogs.

    ``article.uk.txt`` is one where catalogs are made in Ukrainian, and the folder has another
    ``article``, or there is a catalog of that name; ``page.html.uk.txt``, where it has a
    ``page.html``, or there is a catalog of a ``page``.
    """
    stems = {(path.parent, path.stem) for path in found} | {(p.parent, p.name) for p in found}
    built = {
        path for path in found if SUFFIXES.get(path.suffix.lower()) == "html" and _is_report(path)
    }
    for path in found:
        stem, _, tag = path.stem.rpartition(".")
        if not stem or tag == language or not _is_tag(tag):
            continue
        is_file_name = PurePath(stem).suffix.lower() in SUFFIXES
        catalog = catalog_path(output_dir, tag, slug(stem if is_file_name else f"{stem}.txt"))
        is_target = tag in targets or catalog.parent.is_dir()
        if is_target and ((path.parent, stem) in stems or catalog.is_file()):
            built.add(path)
    return built


def _is_report(path: Path) -> bool:
    """Return whether a page is one that `report` or `diff` wrote."""
    from transkit.pipeline.pages import is_page

    try:
        return is_page(path)
    except OSError:  # it comes again where the document is read
        return False


def _is_tag(text: str) -> bool:
    """Return whether a text is the tag of a language as `build` writes it in a file's name."""
    if not _TAG.fullmatch(text):
        return False
    try:
        return normalize_language(text) == text
    except LanguageError:
        return False


def settings_for(path: Path, finder: SettingsFinder) -> Settings:
    """Return what ``transkit.toml`` says about a document or catalog, or about standard input.

    Raises:
        SettingsError: It is wrong, or names a check that there is none of.
    """
    found = finder.settings_for(None if str(path) == STDIN else path)
    names = (*found.checks.skip, *(name for name, _ in found.checks.severity))
    if names:
        from transkit.checks.registry import choose_checks

        try:
            choose_checks(skip=names)
        except UsageError as error:
            raise SettingsError(error.message, path=found.path, hint=error.hint) from error
    return found


def read_source(
    path: Path,
    *,
    name: str,
    language: str,
    stdin: bytes | None = None,
    settings: Settings = NO_SETTINGS,
    keep_furniture: bool = False,
) -> Source:
    """Read one document, or standard input; it may turn out to have no units.

    Args:
        path: The file, or ``-``.
        name: Name of its catalogs.
        language: Language tag of its text.
        stdin: What standard input held, for ``-``.
        settings: What ``transkit.toml`` says about it.
        keep_furniture: Make units also of what is not part of the article.

    Raises:
        DocumentError: It cannot be read.
    """
    if str(path) == STDIN:
        data, created, shown = stdin or b"", time.time(), STDIN
    else:
        _check_name(path)
        try:
            data, created, shown = path.read_bytes(), path.stat().st_mtime, path.as_posix()
        except OSError as error:
            raise DocumentError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    return Source(
        document=read_bytes(
            data,
            path=shown,
            language=language,
            keep_furniture=keep_furniture,
            rules=settings.furniture_rules(None if shown == STDIN else path),
            settings=settings,
        ),
        name=name,
        path=None if shown == STDIN else path,
        digest=hash_bytes(data),
        created=_epoch(created),
    )


def _check_units(document: Document) -> None:
    """Make sure that there is something to translate.

    Raises:
        DocumentError: There is not.
    """
    if document.units:
        return
    if not document.furniture:
        raise DocumentError("holds no text to translate", path=document.path, hint="check the file")
    raise DocumentError(
        "holds only furniture",
        path=document.path,
        hint=f"transkit segment {quote(document.path)} shows why; --keep-furniture keeps it all",
    )


def _flat(name: str) -> str:
    """Return a name without separators of folders: ``Interview 1/2`` is not the file ``2``."""
    return name.replace("/", "-").replace("\\", "-")


def _check_name(path: Path) -> None:
    """Make sure that a file's name is not a catalog's, and one that a catalog can name.

    Raises:
        DocumentError: It is, or it, or a folder's, is not UTF-8.
    """
    if path.suffix.lower() in _CATALOGS:
        raise DocumentError(
            "is a catalog, and no document",
            path=path,
            hint="name the article that it was made from",
        )
    try:
        str(path.absolute()).encode()
    except UnicodeEncodeError as error:
        raise DocumentError(
            "its name is not UTF-8, and no catalog can name it", path=path, hint="rename it"
        ) from error


def _epoch(modified: float) -> float:
    """Return ``SOURCE_DATE_EPOCH`` if it is set (reproducible-builds.org), else `modified`."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return float(fixed) if fixed.isdecimal() else modified


def _name_catalogs(paths: Sequence[Path], output_dir: Path) -> list[str]:
    """Return the name of each document's catalogs: the one that they have, else a new one."""
    named = {Path(os.path.realpath(path)): path.absolute() for path in paths}
    owners = {
        name: {named.get(source, source) for source in sources}
        for name, sources in catalog_sources(output_dir).items()
    }
    return slugs([path.absolute() for path in paths], owners)


def _with_references(source: Source, output_dir: Path) -> Source:
    """Let references lead from the folder that holds `output_dir` to the file."""
    if source.path is None:
        shown = source.name
    else:
        base = output_dir.absolute().parent
        shown = PurePath(os.path.relpath(source.path.absolute(), base)).as_posix()
    units = tuple(
        replace(
            unit,
            references=tuple(Reference(path=shown, line=r.line) for r in unit.references),
        )
        for unit in source.document.units
    )
    return replace(source, document=replace(source.document, units=units))
