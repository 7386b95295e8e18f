"""The article alone: a text without its furniture, or one made from nothing but its units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from transkit.documents.reasons import NO_LETTER, is_of_a_page
from transkit.units import Document, Furniture, Kind, Span

__all__ = [
    "compose_markdown",
    "compose_text",
    "escape_line_start",
    "escape_markdown",
    "escape_marks",
    "line_end_of",
    "without_furniture",
]

Piece = tuple[Kind, str]
"""What a unit is, and the words that stand for it."""

_What = Literal["text", "furniture", "blank"]

_HEADINGS = {Kind.TITLE: "# ", Kind.HEADING: "## "}
_SPECIAL = re.compile(
    r"[\\`*\[\]<|]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word, as in file names, an underscore is only that
    r"|~(?=~)|(?<=~)~|(?<=\W)~(?=\S)|^~|~$"
    r"|&(?=#?\w+;)"
)
_LINE_START = re.compile(r"#{1,6}(?=[ \t]|$)|>|[-+](?=[ \t-]|$)|=(?=[=\s]*$)|:(?=-)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")


class _Row(NamedTuple):
    """A line of a text, with what stands in it."""

    start: int
    """Code points."""
    end: int
    """Code points; its line end included."""
    what: _What


def without_furniture(document: Document) -> Document:
    """Return a plain-text document as if its furniture had never been in the file.

    Every other line is kept as it is, and so are all units with their references. Where furniture
    stood between two units, the longer of the two heaps of blank lines around it stays; where
    there was none, one comes if the text has blank lines at all. Furniture at the beginning and
    the end goes with the blank lines that separated it from the article. Units stay on lines of
    their own. What has no letter (figures under a heading, ``* * *``) needs no translation, but in
    a text that is no pasted page it is the article's, and stays. Without furniture the document
    itself is returned; idempotent.
    """
    if not document.furniture:
        return document
    rows = _find_rows(document, _left_out(document.furniture))
    if all(row.what != "furniture" for row in rows):
        return replace(document, furniture=())
    parts: list[str] = []
    shifts: list[tuple[int, int]] = []
    length = 0
    for row in _kept_rows(rows, line_end_of(document.text)):
        if isinstance(row, str):
            parts.append(row)
            length += len(row)
            continue
        shifts.append((row.end, length - row.start))
        parts.append(document.text[row.start : row.end])
        length += row.end - row.start
    text = "".join(parts)
    if rows[-1].what != "text" and not _ends_a_line(document.text):
        text = re.sub(r"(?:\r\n|\n|\r)\Z", "", text)
    spans = _shifted(document.spans, shifts)
    return replace(document, text=text, spans=spans, furniture=())


def compose_text(pieces: Iterable[Piece]) -> str:
    r"""Return plain text: a blank line between paragraphs, list items behind ``-``.

    Ends with ``\n``, unless it is empty.
    """
    return _compose((kind, _text_block(kind, words)) for kind, words in pieces)


def compose_markdown(pieces: Iterable[Piece]) -> str:
    r"""Return Markdown (CommonMark 0.31) whose words are exactly those of `pieces`.

    A title is ``#``, a heading ``##``, a list item ``-``, a quotation ``>``, everything else a
    paragraph. A line break in the words is a hard break, a blank line begins a new paragraph in
    the same item or quotation. Ends with ``\n``, unless it is empty.
    """
    return _compose((kind, _markdown_block(kind, words)) for kind, words in pieces)


def escape_markdown(line: str) -> str:
    """Return one line of words as Markdown that shows just these words.

    Escaped is only what CommonMark 0.31 or the tables and strike-through of GitHub would read as a
    mark where it stands; ``snake_case``, ``3 - 2`` and ``a > b`` stay readable.
    """
    return escape_line_start(escape_marks(line.strip()))


def escape_marks(words: str) -> str:
    """Return words without what would be inline markup; white space stays."""
    return _SPECIAL.sub(r"\\\g<0>", words)


def escape_line_start(line: str) -> str:
    """Return a line that begins no heading, list, quotation or rule."""
    line = _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line
    return f"\\{line}" if _LINE_START.match(line) else line


def _left_out(furniture: Sequence[Furniture]) -> list[Furniture]:
    """Return the furniture that goes: all of a page's, else what has letters or is a time."""
    if is_of_a_page(furniture):
        return list(furniture)
    return [piece for piece in furniture if piece.reason != NO_LETTER]


def _find_rows(document: Document, left_out: Sequence[Furniture]) -> list[_Row]:
    """Return the lines of a document's text, as `str.splitlines` tells them."""
    gone = {piece.start for piece in left_out}
    stays = [(piece.start, piece.end) for piece in document.furniture if piece.start not in gone]
    units = sorted([*((span.start, span.end) for span in document.spans), *stays])
    furniture = [(piece.start, piece.end) for piece in left_out]
    rows: list[_Row] = []
    start = 0
    at_unit = at_furniture = 0
    for raw in document.text.splitlines(keepends=True):
        end = start + len(raw)
        at_unit = _skip_before(units, at_unit, start)
        at_furniture = _skip_before(furniture, at_furniture, start)
        what: _What = "blank"
        if at_unit < len(units) and units[at_unit][0] < end:
            what = "text"
        elif at_furniture < len(furniture) and furniture[at_furniture][0] < end:
            what = "furniture"
        rows.append(_Row(start, end, what))
        start = end
    return rows


def _skip_before(ranges: Sequence[tuple[int, int]], index: int, start: int) -> int:
    """Return the index of the first range that does not end before `start`."""
    while index < len(ranges) and ranges[index][1] <= start:
        index += 1
    return index


def _kept_rows(rows: Sequence[_Row], line_end: str) -> Iterator[_Row | str]:
    """Yield the lines that stay, and line ends that have to be put in."""
    spaced = any(row.what == "blank" for row in rows)
    before: list[_Row] = []
    behind: list[_Row] = []
    seen_unit = dropped = False
    for row in rows:
        if row.what == "furniture":
            dropped, behind = True, []
        elif row.what == "blank":
            (behind if dropped else before).append(row)
        else:
            gap = max(before, behind, key=len)
            if not dropped or seen_unit:
                yield from gap
                if dropped and not gap and spaced:
                    yield line_end
            yield row
            seen_unit, dropped, before, behind = True, False, [], []
    if not dropped:
        yield from before


def _shifted(spans: Sequence[Span], shifts: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Return spans moved with their lines.

    Args:
        spans: In order.
        shifts: For each line that was kept, in order: where it ended, and how far it moved.
    """
    moved: list[Span] = []
    index = 0
    for span in spans:
        while shifts[index][0] <= span.start:
            index += 1
        by = shifts[index][1]
        moved.append(replace(span, start=span.start + by, end=span.end + by))
    return tuple(moved)


def line_end_of(text: str) -> str:
    r"""Return the first line end of a text; ``\n`` where it has none."""
    found = re.search("\r\n|\n|\r", text)
    return found.group() if found else "\n"


def _ends_a_line(text: str) -> bool:
    return text.endswith(("\n", "\r"))


def _compose(blocks: Iterable[Piece]) -> str:
    """Return blocks with a blank line between them; list items stand line under line."""
    text = ""
    previous: Kind | None = None
    for kind, block in blocks:
        if not block:
            continue
        if text:
            text += "\n" if kind is previous is Kind.LIST_ITEM else "\n\n"
        text += block
        previous = kind
    return f"{text}\n" if text else ""


def _text_block(kind: Kind, words: str) -> str:
    """Return the words of a unit as plain text."""
    lines = [line.rstrip() for line in words.strip().splitlines()]
    if kind is Kind.LIST_ITEM and lines:
        return _indented(lines, "- ", "  ")
    return "\n".join(lines)


def _markdown_block(kind: Kind, words: str) -> str:
    """Return the words of a unit as Markdown."""
    lines = [escape_markdown(line) for line in words.strip().splitlines()]
    if not lines:
        return ""
    if kind in _HEADINGS:
        # Closing marks: a heading that ends in them would lose them.
        heading = re.sub(r"(?<!\S)(#+)$", r"\\\1", " ".join(line for line in lines if line))
        return _HEADINGS[kind] + heading
    broken = [
        f"{line}\\" if line and following else line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]
    if kind is Kind.LIST_ITEM:
        return _indented(broken, "- ", "  ")
    if kind is Kind.QUOTATION:
        return _indented(broken, "> ", "> ")
    return "\n".join(broken)


def _indented(lines: Sequence[str], first: str, rest: str) -> str:
    """Return lines behind marks; no line ends in a space."""
    marked = [f"{rest if number else first}{line}".rstrip() for number, line in enumerate(lines)]
    return "\n".join(marked)
