"""Where the content that the parser gives to its inline rules stands in the file."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from transkit.documents.markdown.parsing import Block, Line

__all__ = ["Place", "find_place"]

_CLOSING_MARKS = re.compile(r"[ \t]+#+[ \t]*\Z")
_PIPE = re.compile(r"(?<!\\)\|")
_MARKED = frozenset(("blockquote_open", "list_item_open", "footnote_reference_open"))
_MARKS = re.compile(r"(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)]|\[\^[^\]\s]+\]:))*[ \t]*")
"""What quotations, lists and footnotes put before a line."""
_WHITE_BEFORE = re.compile(r"\A[^\S\r\n]+")
"""White space at the end of a line."""


class Place(NamedTuple):
    """Where a paragraph's content is in the file."""

    start: int
    """Code points."""
    end: int
    line: int
    """1-based; of its first character."""
    joint: str
    """What stands between its first two lines: a line end, and the marks of quotations and lists;
    empty where it has one line."""
    runs: tuple[tuple[int, int], ...]
    """Where in the content, and where in the file, each part begins that stands there as it is."""

    def locate(self, at: int) -> int:
        """Return where in the file a character of the content is."""
        run = bisect_right(self.runs, (at, sys.maxsize)) - 1
        return self.runs[run][1] + at - self.runs[run][0]

    def behind(self, length: int) -> Place:
        """Return the place without so many characters at the beginning of its first line."""
        runs = tuple(
            (max(0, at - length), where + (length if not at else 0)) for at, where in self.runs
        )
        return self._replace(start=self.start + length, runs=runs)


def find_place(block: Block, text: str, lines: Sequence[Line]) -> Place | None:
    """Return where the content of a block is; ``None`` where that is not certain.

    Args:
        block: Its content is not empty.
        text: The file.
        lines: Of the file.
    """
    if block.cell is not None:
        return _find_cell(block, lines[block.lines.start], block.lines.start + 1)
    contents = block.content.split("\n")
    is_atx = block.markup.startswith("#")
    for first in _first_lines(block.lines, len(contents), lines):
        found = _find_in_lines(contents, lines[first : first + len(contents)], is_atx=is_atx)
        if found is not None:
            break
    else:
        return None
    runs: list[tuple[int, int]] = []
    at = 0
    for content, (start, _) in zip(contents, found, strict=True):
        runs.append((at + _indent(content), start))
        at += len(content) + 1
    joint = text[found[0][1] : found[1][0]] if len(found) > 1 else ""
    return Place(found[0][0], found[-1][1], first + 1, _WHITE_BEFORE.sub("", joint), tuple(runs))


def _first_lines(within: range, count: int, lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines in which so many lines of content may begin, the likeliest first.

    The parser strips whole lines from a content, too: those with an ideographic space, or another
    space that leaves a line not blank to Markdown.
    """
    if count > len(within):
        return
    last = within.start
    while last + count < within.stop and _ends_in_space(lines[last].text):
        last += 1
    yield from range(last, within.start - 1, -1)


def _ends_in_space(line: str) -> bool:
    """Tell whether a line ends in white space that Markdown does not know as such."""
    return line.rstrip(" \t") != line.rstrip()


def _indent(content: str) -> int:
    return len(content) - len(content.lstrip())


def _find_in_lines(
    contents: Sequence[str], lines: Sequence[Line], *, is_atx: bool
) -> list[tuple[int, int]] | None:
    """Return where in the file each line of a content begins and ends."""
    found: list[tuple[int, int]] = []
    for content, line in zip(contents, lines, strict=True):
        span = _find_in_line(content, line.text, is_atx=is_atx)
        if span is None:
            return None
        found.append((line.start + span[0], line.start + span[1]))
    return found


def _find_in_line(content: str, line: str, *, is_atx: bool) -> tuple[int, int] | None:
    """Return where in a line of the file a line of the content begins and ends.

    It is the end of the line: what is before it are the marks of quotations and lists. Only white
    space can differ, of any kind: at its end, and at its beginning, where a tab was broken up.
    """
    core = content.strip()
    bare = line.rstrip()
    if is_atx and (match := _CLOSING_MARKS.search(line)):
        before = line[: match.start()].rstrip()
        if before.endswith(core) and not before.endswith(f"#{core}"):
            bare = before
    if not bare.endswith(core):
        return None
    return len(bare) - len(core), len(bare)


def _find_cell(block: Block, line: Line, number: int) -> Place | None:
    r"""Return where a table cell is: a pipe behind a backslash does not end it (GFM §4.10)."""
    edges = _edges(line.text)
    before = line.text[: edges[1]]
    is_marked = any(outer in _MARKED for outer in block.containers)
    behind_pipe = not before.strip() or (is_marked and _MARKS.fullmatch(before) is not None)
    column = (block.cell or 0) + behind_pipe
    if column + 1 >= len(edges):
        return None
    cell = line.text[edges[column] + 1 : edges[column + 1]]
    core = cell.strip()
    start = edges[column] + 1 + cell.find(core)
    content = block.content.strip()
    written = content.replace("|", r"\|")
    if column == 0 and is_marked and core.endswith(written):
        start += len(core) - len(written)
        core = written
    if core.replace(r"\|", "|") != content:
        return None
    indent = _indent(block.content)
    runs = [(indent, line.start + start)]
    for count, match in enumerate(re.finditer(r"\\\|", core)):
        runs.append((indent + match.start() - count, line.start + start + match.start() + 1))
    return Place(line.start + start, line.start + start + len(core), number, "", tuple(runs))


@lru_cache(maxsize=1)
def _edges(line: str) -> list[int]:
    """Return where the cells of a row end; asked for each of its cells in turn."""
    return [-1, *(match.start() for match in _PIPE.finditer(line)), len(line)]
