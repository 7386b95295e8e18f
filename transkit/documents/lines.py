"""A text as the lines that a person sees, each with its place, and how wide they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Line", "columns", "has_letter", "split_lines"]

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What `str.splitlines` breaks at (Unicode Standard Annex #14: BK, CR, LF, NL, and Python's own
information separators), so that no other reader of a unit ever sees two lines in it."""

_COUNTED = frozenset(("\r\n", "\n", "\r"))
"""What editors count as the end of a line; the others do not move the line number."""

_PARAGRAPH_BREAK = frozenset(("\x0c", "\u2029"))
"""What ends a paragraph without a blank line: page break, paragraph separator."""

_QUOTE = re.compile(r"[ \t]*>(?:[ \t]?>)*(?=[ \t]|$)[ \t]?")
"""The mark of quoted e-mail (RFC 3676 §4.5, with the spaces that people put between)."""

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]+"
)
"""Characters of two columns (Unicode Standard Annex #11: W and F), in ranges."""

_LETTERS = re.compile(r"[^\W\d_]")


class Line(NamedTuple):
    """A line that is not blank."""

    number: int
    """1-based, as an editor counts."""
    start: int
    """Code points in the text; the first character that is neither white space nor ``>`` mark."""
    end: int
    """Code points; one past the last character that is no white space."""
    text: str
    """What stands from `start` to `end`."""
    indent: int
    """Columns of white space before `start`, after any ``>`` marks."""
    depth: int
    """How many ``>`` marks stand before it."""
    gap: bool
    """Whether a blank line, a page break or the start of the file comes before it."""


def split_lines(text: str) -> Iterator[Line]:
    """Yield the lines of `text` that are not blank, in order.

    A line of white space, or of white space behind ``>`` marks, is blank. Together the lines hold
    every character of the text that is no white space, except those marks.
    """
    number, start, gap = 1, 0, True
    for match in _BREAK.finditer(text):
        line = _read_line(text[start : match.start()], number, start, gap)
        if line is not None:
            yield line
        mark = match.group()
        gap = line is None or mark in _PARAGRAPH_BREAK
        number += mark in _COUNTED
        start = match.end()
    line = _read_line(text[start:], number, start, gap)
    if line is not None:
        yield line


def _read_line(raw: str, number: int, start: int, gap: bool) -> Line | None:  # noqa: FBT001
    """Return the line that `raw` is, or ``None`` for a blank one."""
    depth = 0
    if ">" in raw and (quote := _QUOTE.match(raw)):
        depth = quote.group().count(">")
        start += quote.end()
        raw = raw[quote.end() :]
    content = raw.strip()
    if not content:
        return None
    before = len(raw) - len(raw.lstrip())
    indent = columns(raw[:before].expandtabs()) if before else 0
    first = start + before
    return Line(number, first, first + len(content), content, indent, depth, gap)


def columns(text: str) -> int:
    """Return how many columns `text` takes in a terminal, Korean and Han letters two each."""
    if text.isascii():
        return len(text)
    return len(text) + sum(map(len, _WIDE.findall(text)))


def has_letter(text: str) -> bool:
    """Tell whether `text` holds a letter of any script (Unicode category L)."""
    return any(match.group().isalpha() for match in _LETTERS.finditer(text))
