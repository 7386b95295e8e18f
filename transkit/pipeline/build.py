"""A catalog becomes the article in its language."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shlex import quote
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
from transkit.pipeline.built import STDOUT, BuildOptions, BuildResult, BuiltDocument, Pending
from transkit.pipeline.faults import catalog_faults, label_unit
from transkit.pipeline.learning import Learner
from transkit.pipeline.opening import collect_catalogs, open_with_digest
from transkit.pipeline.origins import Origin, SourceState, find_origin, place_units, shown_units
from transkit.pipeline.outputs import Outputs
from transkit.pipeline.placing import check_output, default_place, find_taken, place, write
from transkit.pipeline.sources import Failure
from transkit.text.markup import find_problems, strip_tags
from transkit.text.notices import make_notice
from transkit.units import Catalog, State, Unit, count_words

__all__ = [
    "STDOUT",
    "BuildOptions",
    "BuildResult",
    "BuiltDocument",
    "Pending",
    "build",
]

_COMPOSED = {"text": compose_text, "markdown": compose_markdown}
"""Formats that can be made from units alone."""

_TAG_NOTES = 10
"""Wrong tags that are told one by one."""


class _Text(NamedTuple):
    """An article before it is bytes."""

    text: str
    format: str


def build(named: Sequence[str | os.PathLike[str]], options: BuildOptions) -> BuildResult:
    """Rebuild the articles of catalogs in their language.

    Catalogs and sources are only read; what people wrote in the catalogs goes into the memory, and
    where that cannot be, the articles are built all the same. A file that somebody else made or
    changed is kept under another name, and where it was named itself and is no article of
    transkit's, left alone. What cannot be done for one catalog is a failure in the result and does
    not stop the others. The same catalogs give the same bytes.

    Args:
        named: Catalogs, and folders of catalogs.
        options: What to write, and where.

    Raises:
        UsageError: The options make no sense, whatever the files hold.
        SettingsError: The ``transkit.toml`` of a source is wrong; nothing was written.
    """
    _check(named, options)
    paths, failures, left_out = collect_catalogs(named)
    check_output(named, paths, options.output)
    built, unbuilt, warnings = _build_each(paths, options)
    failures += unbuilt
    placed = place(built, named, options.output)
    taken = find_taken(placed.documents)
    done: list[BuiltDocument] = []
    with Outputs(options.memory) as outputs:
        for document in placed.documents:
            try:
                done.append(write(document, taken, outputs, is_named=placed.is_named))
            except TranskitError as error:
                failures.append(Failure(what=str(document.catalog), error=error))
    return BuildResult(
        documents=tuple(done), failures=tuple(failures), warnings=(*left_out, *warnings)
    )


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
    output, outside = default_place(path, catalog, origin, text.format, options)
    return BuiltDocument(
        catalog=path,
        language=catalog.target_language,
        source_language=catalog.source_language,
        output=output,
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
    compose = _COMPOSED[name]
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
        return [_alone_note(origin, catalog.target_language)]
    placed = {unit.id for unit in units}
    lost = [unit for unit in catalog.units if unit.id not in placed]
    if not lost:
        return []
    from transkit.catalogs import entries_of_others

    others = len(entries_of_others(catalog, origin.document.units))
    own = len(lost) - others
    notes = []
    if own:
        what = (
            "1 entry has no place in {} any more and is"
            if own == 1
            else (f"{own} entries have no place in {{}} any more and are")
        )
        command = _translate_command(origin, catalog.target_language)
        notes.append(f"{what.format(origin.path)} not built: {command} puts the catalog in order")
    if others:
        what = "1 entry does not come" if others == 1 else f"{others} entries do not come"
        are = "it is" if others == 1 else "they are"
        notes.append(f"{what} from {origin.path}: {are} kept in the catalog, and not built")
    return notes


def _alone_note(origin: Origin, language: str) -> str:
    """Return what is lost where the article is built without its source, and what to do."""
    without = []
    if origin.state is SourceState.CHANGED:
        without.append("what is new in it")
    if _has_tags(origin):
        without.append("formatting (links, emphasis, tables)")
    note = f"{origin.problem}; the article is built from the catalog alone"
    if without:
        note += f", without {' and without '.join(without)}"
    if origin.state is SourceState.CHANGED:
        note += f": run {_translate_command(origin, language)}, then build again"
    elif without:
        note += f": build again when {origin.path} is back"
    return note


def _translate_command(origin: Origin, language: str) -> str:
    """Return the command that takes the source in as it is now."""
    return f"transkit translate {quote(str(origin.path))} --to {language}"
