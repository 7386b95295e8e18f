"""What of a document would be translated, and what not: shown without translating anything."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from transkit import __version__
from transkit.catalogs import (
    load_catalog,
    make_catalog,
    make_header,
    make_template,
    po_date,
    save_template,
    slug,
)
from transkit.errors import CatalogError, DocumentError, UsageError
from transkit.pipeline.sources import STDIN, Source, read_source, settings_for
from transkit.settings import SettingsFinder
from transkit.text.languages import normalize_language
from transkit.text.sentences import has_letters, split_sentences
from transkit.text.tag_placement import split_tagged
from transkit.units import Document, State, Unit, count_words

__all__ = ["SegmentResult", "SegmentRow", "Verdict", "segment"]

KEPT_AS_IT_IS = "kept as it is"
"""Kind of what is neither translated nor left out: code, addresses of links."""


class Verdict(str, Enum):
    """What becomes of a part of a document."""

    UNIT = "unit"
    """It is translated."""
    FURNITURE = "furniture"
    """It is left out: not a part of the article."""
    KEPT = "kept"
    """It stands in the article, and is not translated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRow:
    """One part of a document, and what becomes of it."""

    line: int
    """1-based; the first of its lines."""
    verdict: Verdict
    kind: str
    """Of a unit, its kind and number ("heading 2"); else why it is none, in plain words."""
    text: str
    words: int
    """White-space separated, without inline tags; 0 for what is no unit."""
    segments: tuple[str, ...] = ()
    """The unit's sentences, as an engine gets them; without inline tags."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentResult:
    """A document taken apart."""

    document: str
    format: str
    language: str
    """BCP 47 tag."""
    encoding: str
    """Python codec name."""
    rows: tuple[SegmentRow, ...]
    """In the order of the file."""
    template: Path | None = None
    """The template that was written."""

    def of(self, verdict: Verdict) -> tuple[SegmentRow, ...]:
        """Return the rows of one verdict, in order."""
        return tuple(row for row in self.rows if row.verdict is verdict)


def segment(
    source: str | os.PathLike[str],
    *,
    source_language: str = "en",
    keep_furniture: bool = False,
    pot: Path | None = None,
    stdin: bytes | None = None,
) -> SegmentResult:
    """Return what `translate` would make of a document; nothing is written but the template.

    Args:
        source: A file; ``-`` is `stdin`.
        source_language: Its language, in any spelling.
        keep_furniture: Make units also of what is not part of the article.
        pot: Where to write the template (POT) that `translate` would write; references in it are
            relative to the current folder. A catalog or another file is never overwritten.
        stdin: What standard input held.

    Raises:
        UsageError: `source` is a folder, or the language is none.
        SettingsError: The document's ``transkit.toml`` is wrong.
        DocumentError: The document cannot be read.
        CatalogError: `pot` holds something else than a template.
        TranskitError: The template cannot be written.
    """
    path = Path(source)
    if str(path) != STDIN and path.is_dir():
        raise UsageError(f"{path} is a folder", hint="segment shows one document: name a file")
    read = read_source(
        path,
        name="stdin" if str(path) == STDIN else slug(path.name),
        language=normalize_language(source_language),
        stdin=stdin,
        settings=settings_for(path, SettingsFinder()),
        keep_furniture=keep_furniture,
    )
    if pot is not None:
        _write_template(read, pot)
    document = read.document
    return SegmentResult(
        document=document.path,
        format=document.format,
        language=document.language,
        encoding=document.encoding,
        rows=tuple(_rows(document)),
        template=pot,
    )


class _Placed(NamedTuple):
    """A row with its place in the text, in code points."""

    start: int
    end: int
    row: SegmentRow


def _rows(document: Document) -> Iterator[SegmentRow]:
    """Yield units and what is none, in the order of the file."""
    placed = [
        _Placed(span.start, span.end, _unit_row(unit, document))
        for unit, span in zip(document.units, document.spans, strict=True)
    ]
    placed += [
        _Placed(
            piece.start,
            piece.end,
            SegmentRow(
                line=piece.line,
                verdict=Verdict.FURNITURE,
                kind=piece.reason,
                text=piece.text,
                words=0,
            ),
        )
        for piece in document.furniture
    ]
    placed.sort(key=lambda item: (item.start, item.end))
    if document.format in ("markdown", "html"):
        is_page = document.format == "html"
        placed += _kept_texts(document) if is_page else list(_kept_lines(document.text, placed))
        placed.sort(key=lambda item: (item.start, item.end))
    for item in placed:
        yield item.row


def _unit_row(unit: Unit, document: Document) -> SegmentRow:
    """Return a unit with its sentences."""
    if document.markup is None:
        segments = split_sentences(unit.source, document.language)
    else:
        _, segments = split_tagged(unit.source, document.language)
    sentences = tuple(part.source for part in segments if part.source)
    return SegmentRow(
        line=(unit.references[0].line or 1) if unit.references else 1,
        verdict=Verdict.UNIT,
        kind=unit.extracted[0] if unit.extracted else unit.kind.value,
        text=unit.source,
        words=count_words(sentences),
        segments=sentences,
    )


def _kept_lines(text: str, placed: list[_Placed]) -> Iterator[_Placed]:
    """Yield the lines with letters that no part of the document touches: code, for example."""
    ends = list(accumulate((item.end for item in placed), max))
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        end = at + len(line) + 1
        following = bisect_right(ends, at)
        free = following == len(placed) or placed[following].start >= end
        if free and has_letters(line):
            yield _kept(at, end, number, line.strip())
        at = end


def _kept_texts(document: Document) -> list[_Placed]:
    """Return the texts of a page that its author keeps from translating."""
    from transkit.documents.html.keeping import find_kept

    return [_kept(*kept) for kept in find_kept(document)]


def _kept(start: int, end: int, line: int, text: str) -> _Placed:
    """Return a row for what stays as it is."""
    row = SegmentRow(line=line, verdict=Verdict.KEPT, kind=KEPT_AS_IT_IS, text=text, words=0)
    return _Placed(start, end, row)


def _write_template(source: Source, pot: Path) -> None:
    """Write the template of a document, if nothing else than a template is there.

    Raises:
        DocumentError: There is nothing to translate.
        CatalogError: Something else is there.
        TranskitError: It cannot be written.
    """
    document = source.document
    if not document.units:
        raise DocumentError(
            "holds no text to translate, and has no template",
            path=document.path,
            hint="leave --pot out to see why",
        )
    if not _is_template(pot):
        raise CatalogError(
            "is there already, and is no template; it was left alone",
            path=pot,
            hint="give --pot a name of its own, for example article.pot",
        )
    catalog = make_catalog(
        document.units,
        source_language=document.language,
        target_language="",
        header=make_header(
            source_language=document.language,
            target_language=document.language,
            created=po_date(source.created),
            project=source.name,
            generator=f"transkit {__version__}",
        ),
    )
    save_template(pot, make_template(catalog))


def _is_template(pot: Path) -> bool:
    """Return whether a file may be written as a template: it is one, or it is not there."""
    try:
        loaded = load_catalog(pot)
    except CatalogError:
        return False
    if loaded is None:
        return True
    catalog = loaded[0]
    return not catalog.target_language and all(
        unit.state is State.INITIAL for unit in (*catalog.units, *catalog.obsolete)
    )
