"""Plain text: paragraphs in, the same text with other words out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from transkit.documents.decoding import decode
from transkit.documents.features import PageLine
from transkit.documents.furniture import find_furniture
from transkit.documents.joining import Joints, find_joints, join_lines
from transkit.documents.kinds import Shape, find_kinds
from transkit.documents.lines import split_lines
from transkit.documents.numbering import UnitMaker
from transkit.documents.paragraphs import Paragraph, group_lines, survey
from transkit.documents.reasons import DROPPED
from transkit.errors import DocumentError
from transkit.settings import FurnitureRules
from transkit.units import Document, Furniture, Span, Unit

__all__ = ["FORMAT", "PlainText", "page_lines", "read_text"]

_MOST_LINES = 1_000_000
"""Lines with something on them; a long book has 30,000."""
_MOST_SHORT_LINES = 200_000
"""Those of them that are likely to be paragraphs of their own."""
_LINE = re.compile(r"\S[^\r\n]*")
_SHORT_LINE = re.compile(r"(?:\A|(?<=[\r\n]))[ \t]*[^\s][^\r\n]{0,40}(?=[\r\n]|\Z)")


class _Piece(NamedTuple):
    """A paragraph with its words and its place."""

    source: str
    start: int
    """Code points; first of the words, behind the list marker."""
    end: int
    line: int
    """1-based."""
    marker: int
    """Code points of the list marker before `start`, white space included."""
    mark: str
    """That marker itself, without white space."""
    quoted: bool
    """Whether it stands behind ``>`` marks."""
    gap: bool
    """Whether a blank line, or the start of the file, comes before it."""


class PlainText:
    """Plain text in any of its habits: blank lines, a paragraph per line, hard-wrapped lines."""

    name = "text"
    suffixes = (".txt", ".text")

    def read(
        self, data: bytes, *, path: str, language: str, keep_furniture: bool = False
    ) -> Document:
        """Return the document that `data` is; see `read_text` for what is guaranteed.

        Raises:
            DocumentError: The bytes are no text, or in an encoding that nobody can be sure of, or
                there are more lines than can be read.
        """
        text, encoding = decode(data, path=path, language=language)
        _refuse_too_much(text, path)
        return read_text(
            text, path=path, language=language, encoding=encoding, keep_furniture=keep_furniture
        )

    def select(self, document: Document, rules: FurnitureRules) -> Document:
        """Return the document that its text is if these rules hold for its paragraphs."""
        return read_text(
            document.text,
            path=document.path,
            language=document.language,
            encoding=document.encoding,
            rules=rules,
        )

    def rebuild(self, document: Document, targets: Mapping[str, str]) -> str:
        r"""Return the document's text with the words of its units replaced.

        Whatever stands outside the units comes out as it was: blank lines, indents, list markers,
        ``>`` marks, furniture. A unit without a target, or whose target is its source, comes out
        as it was too, hard line breaks included; so without a change the text is identical. Any
        other target is written as it is, its ``\n`` as the line end that the text uses most.

        Args:
            document: As `read` returned it.
            targets: Unit id → target.
        """
        text, line_end = document.text, _line_end(document.text)
        parts: list[str] = []
        done = 0
        for unit, span in zip(document.units, document.spans, strict=True):
            target = targets.get(unit.id)
            if not target or target == unit.source:
                continue
            parts += [text[done : span.start], target.replace("\n", line_end)]
            done = span.end
        return "".join([*parts, text[done:]])


FORMAT = PlainText()
"""What the entry point ``text`` of ``transkit.documents`` names."""


def read_text(
    text: str,
    *,
    path: str,
    language: str,
    encoding: str = "utf-8",
    keep_furniture: bool = False,
    rules: FurnitureRules | None = None,
) -> Document:
    """Return the document that `text` is.

    Units are in reading order, their sources are stripped and hold no line breaks and no control
    characters but tabs. Every character that is no white space is in exactly one span, one piece
    of furniture, or is part of a list marker or ``>`` mark before one. Time and memory grow with
    the length of the text. The same text gives the same document.

    Args:
        text: The decoded file.
        path: As it is to be shown and referred to, with forward slashes.
        language: Language tag of the text.
        encoding: Python codec that decoded it.
        keep_furniture: Make units of furniture, but for what is empty once control characters
            are gone.
        rules: What a person says about single paragraphs; `keep_furniture` outranks it.
    """
    pieces = _cut(text, language)
    reasons = _find_reasons(pieces, rules, keep_furniture=keep_furniture)
    kept = [piece for piece, reason in zip(pieces, reasons, strict=True) if reason is None]
    units, spans = _make_units(kept, path)
    return Document(
        path=path,
        format=PlainText.name,
        language=language,
        text=text,
        encoding=encoding,
        units=units,
        spans=spans,
        furniture=tuple(
            Furniture(
                line=piece.line, text=piece.source, reason=why, start=piece.start, end=piece.end
            )
            for piece, why in zip(pieces, reasons, strict=True)
            if why is not None
        ),
    )


def _refuse_too_much(text: str, path: str) -> None:
    """Raise for a text whose paragraphs would take longer than anybody waits."""
    for pattern, most, what in (
        (_LINE, _MOST_LINES, "lines"),
        (_SHORT_LINE, _MOST_SHORT_LINES, "short lines"),
    ):
        count = sum(1 for _ in pattern.finditer(text))
        if count > most:
            raise DocumentError(
                f"has {count:,} {what}, and text is read up to {most:,}",
                path=path,
                hint="split it into several files",
            )


def page_lines(text: str) -> list[PageLine]:
    """Return the paragraphs of a text as the judge of furniture sees them, in order."""
    return [PageLine(piece.source, piece.gap, piece.mark) for piece in _cut(text, "")]


def _cut(text: str, language: str) -> list[_Piece]:
    """Return the paragraphs of a text with their words."""
    lines = list(split_lines(text))
    paragraphs = list(group_lines(lines, survey(lines)))
    del lines
    joints = find_joints(paragraphs, text, language)
    return [_make_piece(paragraph, joints) for paragraph in paragraphs]


def _find_reasons(
    pieces: Sequence[_Piece], rules: FurnitureRules | None, *, keep_furniture: bool
) -> list[str | None]:
    """Return for each paragraph why it is furniture, or ``None``; see `read_text`."""
    if keep_furniture:
        return [None if piece.source else "empty" for piece in pieces]
    reasons = find_furniture(
        [piece.source for piece in pieces],
        [piece.gap for piece in pieces],
        markers=[piece.mark for piece in pieces],
    )
    if not rules:
        return reasons
    return [_ruled(piece, why, rules) for piece, why in zip(pieces, reasons, strict=True)]


def _ruled(piece: _Piece, reason: str | None, rules: FurnitureRules) -> str | None:
    """Return why a paragraph is furniture once a person has been heard."""
    if not piece.source or rules.keeps(piece.source):
        return None if piece.source else reason
    return DROPPED if rules.drops(piece.source) else reason


def _make_piece(paragraph: Paragraph, joints: Joints) -> _Piece:
    """Return a paragraph with its words, the list marker taken off."""
    lines, marker = paragraph
    first = lines[0]
    if marker:
        bare = first._replace(start=first.start + marker, text=first.text[marker:])
        lines = (bare, *lines[1:])
    return _Piece(
        source=join_lines(lines, joints),
        start=lines[0].start,
        end=lines[-1].end,
        line=first.number,
        marker=marker,
        mark=first.text[:marker].strip(),
        quoted=first.depth > 0,
        gap=first.gap,
    )


def _make_units(pieces: Sequence[_Piece], path: str) -> tuple[tuple[Unit, ...], tuple[Span, ...]]:
    """Return the units of what was kept, and where they stand."""
    kinds = find_kinds(
        [Shape(piece.source, listed=piece.marker > 0, quoted=piece.quoted) for piece in pieces]
    )
    maker = UnitMaker(path)
    units = [
        maker.make(piece.source, kind, piece.line)
        for piece, kind in zip(pieces, kinds, strict=True)
    ]
    spans = [
        Span(start=piece.start, end=piece.end, unit=unit.id)
        for piece, unit in zip(pieces, units, strict=True)
    ]
    return tuple(units), tuple(spans)


def _line_end(text: str) -> str:
    r"""Return the line end that a text uses most; ``\n`` where it has none."""
    counts = Counter(re.findall("\r\n|\n|\r", text))
    return max(counts, key=lambda end: counts[end]) if counts else "\n"
