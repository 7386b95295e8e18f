"""A text as the lines that a person sees, each with its place, and how wide they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from transkit.text.patterns import late_pattern

__all__ = ["Line", "columns", "has_letter", "split_lines"]

_PARAGRAPH_BREAK = ("\x0c", "\u2029")
"""What ends a paragraph without a blank line: page break, paragraph separator."""

_COUNTED = ("\n", "\r")
"""How line ends that editors count end; the others do not move the line number."""

_MARKS = re.compile(r"[> \t]*")
"""The marks of quoted e-mail (RFC 3676 §4.5, with the spaces that people put between)."""

_WIDE = late_pattern(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]+"
)
"""Characters of two columns (Unicode Standard Annex #11: W and F), in ranges."""


class Line(NamedTuple):
    """A line that is not blank."""

    number: int
    """1-based, as an editor counts."""
    start: int
    """Code points in the text; the first character that is neither white space nor ``>`` mark."""
    text: str
    """From `start` to the last character that is no white space."""
    indent: int
    """Columns of white space before `start`, after any ``>`` marks."""
    depth: int
    """How many ``>`` marks stand before it."""
    gap: bool
    """Whether a blank line, a page break or the start of the file comes before it."""

    @property
    def end(self) -> int:
        """Code points in the text; one past the last character that is no white space."""
        return self.start + len(self.text)


def split_lines(text: str) -> Iterator[Line]:
    """Yield the lines of `text` that are not blank, in order.

    They end where `str.splitlines` says, so that no other reader of a unit ever sees two lines in
    it. A line of white space, or of white space behind ``>`` marks, is blank. Together the lines
    hold every character of the text that is no white space, except those marks.
    """
    number, start, gap = 1, 0, True
    for raw in text.splitlines(keepends=True):
        line = None if raw.isspace() else _read_line(raw, number, start, gap)
        if line is not None:
            yield line
        gap = line is None or raw.endswith(_PARAGRAPH_BREAK)
        number += raw.endswith(_COUNTED)
        start += len(raw)


def _read_line(raw: str, number: int, start: int, gap: bool) -> Line | None:  # noqa: FBT001
    """Return the line that `raw` is, or ``None`` for a blank one."""
    depth = 0
    if ">" in raw:
        marks = _find_marks(raw)
        depth = raw.count(">", 0, marks)
        start += marks
        raw = raw[marks:]
    content = raw.strip()
    if not content:
        return None
    if raw[0] == content[0]:
        return Line(number, start, content, 0, depth, gap)
    before = len(raw) - len(raw.lstrip())
    indent = columns(raw[:before].expandtabs())
    return Line(number, start + before, content, indent, depth, gap)


def _find_marks(raw: str) -> int:
    """Return how many code points the ``>`` marks of a line take, with one space behind them.

    The last of them has a space behind it or ends the line: ``>50%`` is no quotation.
    """
    marks = _MARKS.match(raw)
    head = marks.group() if marks else ""
    if not raw[len(head) :].strip():
        return head.rfind(">") + 1
    last = max(head.rfind("> "), head.rfind(">\t"))
    return last + 2 if last >= 0 else 0


def columns(text: str) -> int:
    """Return how many columns `text` takes in a terminal, Korean and Han letters two each."""
    if text.isascii():
        return len(text)
    return len(text) + sum(map(len, _WIDE.findall(text)))


def has_letter(text: str) -> bool:
    """Tell whether `text` holds a letter of any script (Unicode category L)."""
    return any(map(str.isalpha, text))
