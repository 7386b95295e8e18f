"""A catalog becomes the article in its language."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Literal, NamedTuple

from transkit.catalogs import match_newlines
from transkit.documents import add_notice, extract_article, localize_document, rebuild_document
from transkit.documents.composing import (
    compose_markdown,
    compose_text,
    line_end_of,
    without_furniture,
)
from transkit.documents.encoding import encode_like
from transkit.errors import (
    CatalogError,
    DocumentError,
    SettingsError,
    TranskitError,
    UsageError,
)
from transkit.files import write_atomic
from transkit.pipeline.faults import catalog_faults, label_unit
from transkit.pipeline.known_sources import is_trusted
from transkit.pipeline.learning import Learner
from transkit.pipeline.opening import collect_catalogs, open_with_digest
from transkit.pipeline.origins import Origin, SourceState, find_origin, place_units, shown_units
from transkit.pipeline.outputs import Outputs
from transkit.pipeline.sources import Failure
from transkit.text.markup import find_problems, strip_tags
from transkit.text.notices import make_notice
from transkit.units import Catalog, Reference, State, Unit, count_words

__all__ = [
    "STDOUT",
    "BuildOptions",
    "BuildResult",
    "BuiltDocument",
    "Pending",
    "build",
]

STDOUT = "-"
"""The output that is not written anywhere but returned."""

_COMPOSED = {"text": (compose_text, ".txt"), "markdown": (compose_markdown, ".md")}
"""Formats that can be made from units alone, and their suffixes."""
_FILES = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml")
"""What the name of an article ends in, and that of a folder does not."""

_TAG_NOTES = 10
"""Wrong tags that are told one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How `build` works; the defaults are those of the command line."""

    output: str | os.PathLike[str] | None = None
    """File or folder, or ``-``; ``None`` is beside the source."""
    unreviewed: Literal["draft", "source", "fail"] = "draft"
    """What stands in for a unit that no person has reviewed."""
    require_reviewed: float = 0.0
    """Percent of the units below which nothing is written, 0 to 100."""
    notice: bool = False
    """Add a line that says that the text is machine-translated."""
    keep_furniture: bool = False
    article_only: bool = False
    """Leave out what is not the article also of formats whose furniture is part of the page."""
    format_name: Literal["text", "markdown"] | None = None
    """Make this from the units; ``None`` is the format of the source."""
    learn: bool = True
    """Keep in the memory what people wrote in the catalogs."""
    memory: Path | None = None
    """The memory's file; ``None`` is the user's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A unit that no person has reviewed."""

    state: State
    source: str
    reference: Reference | None
    built_as: Literal["draft", "source"]
    """What stands in the article for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltDocument:
    """What became of one catalog."""

    catalog: Path
    language: str
    """BCP 47 tag."""
    source_language: str
    output: Path | None
    """``None`` for standard output."""
    format: str
    encoding: str
    """Python codec of `content`."""
    content: bytes
    """The article."""
    source: Path | None
    """The file that the catalog was made from; ``None`` where it names none."""
    source_state: SourceState
    units: Mapping[str, int]
    """How many are ``initial``, ``translated``, ``reviewed``, and in ``total``."""
    words: Mapping[str, int]
    """The same of their sources' words."""
    pending: tuple[Pending, ...]
    """In reading order."""
    notes: tuple[str, ...]
    """What a person should know, a line each."""
    refused: str | None
    """Why nothing was written, in plain words; ``None`` where it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What `build` did."""

    documents: tuple[BuiltDocument, ...]
    """In the order of the catalogs."""
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...] = ()
    """A line each."""


class _Text(NamedTuple):
    """An article before it is bytes."""

    text: str
    format: str


def build(named: Sequence[str | os.PathLike[str]], options: BuildOptions) -> BuildResult:
    """Rebuild the articles of catalogs in their language.

    Catalogs and sources are only read; what people wrote in the catalogs goes into the memory, and
    where that cannot be, the articles are built all the same. Beside a source, a file that somebody
    else made or changed is kept under another name. What cannot be done for one catalog
    is a failure in the result and does not stop the others. The same catalogs give the same bytes.

    Args:
        named: Catalogs, and folders of catalogs.
        options: What to write, and where.

    Raises:
        UsageError: The options make no sense, whatever the files hold.
        SettingsError: The ``transkit.toml`` of a source is wrong; nothing was written.
    """
    _check(named, options)
    paths, failures = collect_catalogs(named)
    several = len(paths) > 1
    if several and options.output is not None:
        _check_folder(options.output, len(paths))
    built, unbuilt, warnings = _build_each(paths, options)
    failures += unbuilt
    placed = _placed(built, options.output, several=several)
    taken = _find_taken(placed)
    done: list[BuiltDocument] = []
    with Outputs(options.memory) as outputs:
        for document in placed:
            try:
                done.append(_write(document, taken, outputs if options.output is None else None))
            except TranskitError as error:
                failures.append(Failure(what=str(document.catalog), error=error))
    return BuildResult(documents=tuple(done), failures=tuple(failures), warnings=warnings)


def _build_each(
    paths: Sequence[Path], options: BuildOptions
) -> tuple[list[BuiltDocument], list[Failure], tuple[str, ...]]:
    """Build the article of each catalog and learn from it; nothing is written but the memory."""
    built: list[BuiltDocument] = []
    failures: list[Failure] = []
    with Learner(options.memory) as learner:
        for path in paths:
            try:
                catalog, digest = open_with_digest(path)
                built.append(_build_one(path, catalog, options))
            except SettingsError:
                raise
            except TranskitError as error:
                failures.append(Failure(what=str(path), error=error))
            else:
                if options.learn:
                    learner.learn(path, catalog, digest)
    problem = learner.problem
    if problem is None:
        return built, failures, ()
    return built, failures, (f"nothing was learned: {problem.path}: {problem.message}",)


def _check(named: Sequence[str | os.PathLike[str]], options: BuildOptions) -> None:
    """Refuse options that make no sense."""
    if not named:
        raise UsageError("no catalog is given", hint="name a .po file or a folder of them")
    if options.unreviewed not in ("draft", "source", "fail"):
        raise UsageError(
            f"{options.unreviewed} is no way to treat what is not reviewed",
            hint="draft, source or fail",
        )
    if not 0 <= options.require_reviewed <= 100:
        raise UsageError(
            f"{options.require_reviewed:g} percent reviewed cannot be required", hint="0 to 100"
        )
    if options.article_only and options.keep_furniture:
        raise UsageError("the article alone has no furniture to keep", hint="choose one of the two")
    if options.format_name is not None and options.format_name not in _COMPOSED:
        raise UsageError(
            f"{options.format_name} cannot be made from units alone", hint="text or markdown"
        )


def _build_one(path: Path, catalog: Catalog, options: BuildOptions) -> BuiltDocument:
    """Return the article of one catalog; its place is not decided yet."""
    if not catalog.target_language:
        raise CatalogError(
            "names no language to build the article in",
            path=path,
            hint="a template (.pot) has none; in a catalog set Language in its header",
        )
    origin = find_origin(path, catalog)
    units = place_units(catalog, origin)
    if not units:
        raise CatalogError("holds nothing to build", path=path, hint="see transkit translate")
    distinct = list({unit.id: unit for unit in units}.values())
    pending = _pending_units(distinct, options)
    targets = _targets(units, options)
    text = _make_text(units, targets, origin, options)
    counts = _counts(distinct)
    if options.notice:
        notice = make_notice(
            catalog.target_language,
            reviewed=counts["reviewed"],
            total=counts["total"],
            untranslated=sum(item.built_as == "source" for item in pending),
        )
        text = _with_notice(text, origin, notice)
    content, encoding, notes = _encode(text, origin, catalog.target_language)
    place, outside = _default_place(path, catalog, origin, text.format, options)
    return BuiltDocument(
        catalog=path,
        language=catalog.target_language,
        source_language=catalog.source_language,
        output=place,
        format=text.format,
        encoding=encoding,
        content=content,
        source=origin.path,
        source_state=origin.state,
        units=counts,
        words=_counts(distinct, words=True),
        pending=pending,
        notes=(
            *_origin_notes(origin, catalog, units),
            *_tag_notes(distinct, targets, origin),
            *catalog_faults(path, catalog),
            *notes,
            *outside,
        ),
        refused=_refusal(counts, options),
    )


def _pending_units(units: Sequence[Unit], options: BuildOptions) -> tuple[Pending, ...]:
    """Return the units that no person has reviewed, and what stands for each."""
    built_as: Literal["draft", "source"] = "source" if options.unreviewed == "source" else "draft"
    return tuple(
        Pending(
            state=unit.state,
            source=unit.source,
            reference=unit.references[0] if unit.references else None,
            built_as=built_as if unit.state is State.TRANSLATED else "source",
        )
        for unit in units
        if unit.state is not State.REVIEWED
    )


def _targets(units: Sequence[Unit], options: BuildOptions) -> dict[str, str]:
    """Return the targets that go into the article, by unit id.

    They begin and end with the line breaks of their sources: one that a person has left behind a
    translation would be an empty line in the article, or the end of a table.
    """
    drafts = options.unreviewed != "source"
    return {
        unit.id: match_newlines(unit.source, unit.target)
        for unit in units
        if unit.state is State.REVIEWED or (drafts and unit.state is State.TRANSLATED)
    }


def _make_text(
    units: Sequence[Unit], targets: Mapping[str, str], origin: Origin, options: BuildOptions
) -> _Text:
    """Return the article with the targets in place."""
    document = origin.document
    if document is not None and options.format_name in (None, document.format):
        # Other formats take care of their furniture themselves: it is part of the page.
        if document.format == "text" and not options.keep_furniture:
            document = without_furniture(document)
        make = extract_article if options.article_only else rebuild_document
        text = make(document, targets)
        return _Text(text=text, format=document.format)
    name = options.format_name or _format_alone(origin)
    compose, _ = _COMPOSED[name]
    words = [(unit.kind, targets.get(unit.id, unit.source)) for unit in shown_units(units)]
    if _has_tags(origin):
        words = [(kind, strip_tags(text)) for kind, text in words]
    text = compose(words)
    return _Text(text=text, format=name)


def _tag_notes(units: Sequence[Unit], targets: Mapping[str, str], origin: Origin) -> Iterator[str]:
    """Yield what is wrong with the tags of targets; the article is whole all the same.

    A format without inline tags has none that could be wrong.
    """
    if not _has_tags(origin):
        return
    found = [
        (unit, problem)
        for unit in units
        for problem in find_problems(unit.source, targets.get(unit.id, unit.source))
    ]
    for unit, problem in found[:_TAG_NOTES]:
        yield f"{problem} in the translation of {label_unit(unit)}"
    if len(found) > _TAG_NOTES:
        yield f"{len(found) - _TAG_NOTES} more tags are wrong: see transkit check"


def _has_tags(origin: Origin) -> bool:
    """Return whether the units hold inline tags: what they stand for only the source could say."""
    if origin.document is not None:
        return origin.document.markup is not None
    suffix = "" if origin.path is None else origin.path.suffix.lower()
    return suffix in (".md", ".markdown", ".html", ".htm", ".xhtml")


def _format_alone(origin: Origin) -> str:
    """Return the format to make from units alone: Markdown where the source was Markdown."""
    suffix = "" if origin.path is None else origin.path.suffix.lower()
    return "markdown" if suffix in (".md", ".markdown") else "text"


def _with_notice(text: _Text, origin: Origin, notice: str) -> _Text:
    """Return the article with the notice as its last paragraph."""
    if text.format in _COMPOSED:
        line_end = line_end_of(text.text)
        body = text.text.rstrip("\r\n")
        return text._replace(text=f"{body}{line_end * 2}{notice}{line_end}")
    document = origin.document
    noticed = None if document is None else add_notice(document, text.text, notice)
    if noticed is None:
        raise DocumentError(
            f"a notice cannot be added to {text.format}", hint="--format text or markdown"
        )
    return text._replace(text=noticed)


def _encode(text: _Text, origin: Origin, language: str) -> tuple[bytes, str, tuple[str, ...]]:
    """Return bytes, codec and notes: the source's own encoding where it can hold the text."""
    document = origin.document
    if document is None:
        return text.text.encode(), "utf-8", ()
    if text.text == document.text:
        return origin.data, document.encoding, ()
    content, codec = encode_like(text.text, origin.data, document.encoding)
    if text.format == document.format:
        localized = localize_document(document, text.text, language=language, encoding=codec)
        content, codec = encode_like(localized, origin.data, document.encoding)
    if codec == document.encoding:
        return content, codec, ()
    note = f"written as UTF-8: {document.encoding}, the encoding of {origin.path}, cannot hold it"
    return content, codec, (note,)


def _counts(units: Sequence[Unit], *, words: bool = False) -> dict[str, int]:
    """Return how many units (or words of their sources) are in each state, and in total."""
    counts = {state.value: 0 for state in State}
    for unit in units:
        counts[unit.state.value] += count_words([unit.source]) if words else 1
    return {**counts, "total": sum(counts.values())}


def _refusal(counts: Mapping[str, int], options: BuildOptions) -> str | None:
    """Return why the article is not good enough to be written, or ``None``."""
    reviewed, total = counts["reviewed"], counts["total"]
    if options.unreviewed == "fail" and reviewed < total:
        return f"{total - reviewed} of {total} units are not reviewed"
    if reviewed * 100 < options.require_reviewed * total:
        share = int(1000 * reviewed / total) / 10
        return f"{share:g} % of its units are reviewed, {options.require_reviewed:g} % are required"
    return None


def _origin_notes(origin: Origin, catalog: Catalog, units: Sequence[Unit]) -> list[str]:
    """Return what a person should know about the source."""
    if origin.document is None:
        return [f"{origin.problem}; the article is built from the catalog alone"]
    placed = {unit.id for unit in units}
    lost = sum(unit.id not in placed and unit.plural_source is None for unit in catalog.units)
    if not lost:
        return []
    what = "1 entry has" if lost == 1 else f"{lost} entries have"
    return [f"{what} no place in {origin.path} and not built: run transkit translate again"]


def _default_place(
    path: Path, catalog: Catalog, origin: Origin, format_name: str, options: BuildOptions
) -> tuple[Path, tuple[str, ...]]:
    """Return where the article goes by default, and what a person should know about that.

    A catalog that came by mail must not choose a folder by naming a source that is there.
    """
    place = _default_output(path, catalog, origin, format_name)
    if options.output is not None or origin.path is None or origin.state is SourceState.MISSING:
        return place, ()
    if is_trusted(path, origin.path, options.memory):
        return place, ()
    note = (
        f"{origin.path} lies outside the catalog's project, and transkit knows nothing of having"
        " made the catalog from it here: the article goes into the current folder; -o names another"
        " place"
    )
    return Path(place.name), (note,)


def _default_output(path: Path, catalog: Catalog, origin: Origin, format_name: str) -> Path:
    """Return where the article goes by default: beside the source, ``article.uk.txt``.

    Without a source on this machine, the current folder: what a catalog that came by mail says
    about folders means nothing here.
    """
    suffix = _COMPOSED[format_name][1] if format_name in _COMPOSED else ".txt"
    if origin.path is None:
        return Path(f"{path.stem}.{catalog.target_language}{suffix}")
    document = origin.document
    if document is not None and document.format == format_name:
        suffix = origin.path.suffix or suffix
    name = f"{origin.path.stem}.{catalog.target_language}{suffix}"
    return Path(name) if origin.state is SourceState.MISSING else origin.path.with_name(name)


def _check_folder(output: str | os.PathLike[str], catalogs: int) -> None:
    """Refuse one file for several catalogs: one that is there, or is named like an article."""
    path = Path(output)
    is_like_a_file = path.suffix.lower() in _FILES and not _ends_as_folder(output)
    if str(output) == STDOUT or path.is_file() or (is_like_a_file and not path.is_dir()):
        raise UsageError(
            f"{output} is for one catalog, and there are {catalogs}", hint="name a folder with -o"
        )


def _ends_as_folder(output: str | os.PathLike[str]) -> bool:
    """Return whether a name says that it is a folder's."""
    return str(output).endswith((os.sep, "/"))


def _placed(
    built: Sequence[BuiltDocument], output: str | os.PathLike[str] | None, *, several: bool
) -> list[BuiltDocument]:
    """Return the articles with the place that each goes to."""
    if output is None:
        return list(built)
    if str(output) == STDOUT:
        return [replace(document, output=None) for document in built]
    folder = Path(output)
    if not several and not _ends_as_folder(output) and not folder.is_dir():
        return [replace(document, output=folder) for document in built]
    names = [document.output.name if document.output else "" for document in built]
    counts = Counter(names)
    return [
        replace(document, output=folder / (_longer(document, name) if counts[name] > 1 else name))
        for document, name in zip(built, names, strict=True)
    ]


def _longer(document: BuiltDocument, name: str) -> str:
    """Return a file name that tells an article from one of the same name in another folder."""
    return f"{document.catalog.stem}.{document.language}{PurePath(name).suffix}"


class _Taken(NamedTuple):
    """Files that an article must not take the place of, without symbolic links."""

    inputs: frozenset[str]
    """Catalogs and their sources."""
    outputs: Counter[str]
    """How many articles go to each file."""


def _find_taken(documents: Sequence[BuiltDocument]) -> _Taken:
    """Return what the articles are made from and where they go."""
    inputs = (path for document in documents for path in (document.catalog, document.source))
    outputs = (document.output for document in documents)
    return _Taken(
        inputs=frozenset(os.path.realpath(path) for path in inputs if path),
        outputs=Counter(os.path.realpath(path) for path in outputs if path),
    )


def _write(document: BuiltDocument, taken: _Taken, outputs: Outputs | None) -> BuiltDocument:
    """Write an article, unless it was refused or goes to standard output.

    Args:
        document: The article.
        taken: What it must not take the place of.
        outputs: Where files that others have made or changed are kept; ``None`` where a person
            named the place.

    Returns:
        The article, with a note where a file was kept.

    Raises:
        TranskitError: It would take the place of a source, a catalog, or another article.
    """
    target = document.output
    if target is None or document.refused is not None:
        return document
    real = os.path.realpath(target)
    if real in taken.inputs:
        raise TranskitError(
            "is what the article is made from", path=target, hint="give another name with -o"
        )
    if taken.outputs[real] > 1:
        raise TranskitError(
            "would be written for several catalogs", path=target, hint="build them one by one"
        )
    if target.is_dir():
        raise TranskitError("is a folder", path=target, hint="give another name with -o")
    if outputs is None:
        write_atomic(target, document.content)
        return document
    kept = outputs.write(target, document.content)
    if kept is None:
        return document
    note = (
        f"the file that was here is none that transkit wrote, or was changed: it is kept as {kept}"
    )
    return replace(document, notes=(*document.notes, note))
