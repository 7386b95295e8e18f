"""Lines into paragraphs: which line breaks are the author's and which are only the margin's.

Three habits are told apart, block by block: a blank line between paragraphs, a paragraph per line,
and lines broken at a margin. The last leaves a trace that nothing else leaves: each line is so
full that the first word of the next would not have fitted (the rule of every line filler since
``fmt``). The width of the margin is learned from the whole file, so that a paragraph of two lines
can be recognized by its longer neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from transkit.documents.lines import Line, columns, has_letter, split_lines

__all__ = ["Layout", "Paragraph", "group_lines", "survey"]

_NARROWEST = 45
"""Columns; lines broken at less are verse, addresses, tables."""
_WIDE_ENOUGH = 60
"""Columns from which two lines alone can be a paragraph."""
_WIDEST = 110
"""Columns; a longer line was not broken at a margin."""
_LONG_WORD = 40
"""Columns; an address of a page, which no line filler breaks."""
_SLACK = 6
"""Columns that a margin may differ by in one file (quoted, indented, ragged paragraphs)."""
_ALMOST = 8
"""Columns that a wrapped line may fall short of the margin by hand without ending a paragraph."""

_ENDS = re.compile(r"[.!?…。！？:;][\"'”’»«“)\]」』】]*$")
"""The end of a sentence or of an item in a list, closing marks behind it."""
_FIRST_LETTER = re.compile(r"[\"'“”„‘’«»‹›(\[「『¿¡—–-]*\s?([^\W_])")
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S")
"""A line that begins with a web or e-mail address; its lower case says nothing."""
_CLAUSE_SIZE = 4
"""Columns that Han and Kana lines may fall short by: punctuation never begins a line."""
_UNSPACED = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")
"""Letters of scripts without spaces between words: Han and Kana with their punctuation."""

_BULLET = re.compile(r"(?:[•‣◦▪▫●○■□►➤✓✔❖]\s*|[-*·]\s+)(?=\S)")
_NUMBER = re.compile(r"(\(?)(\d{1,3}|[A-Za-zа-яґєії])([.)])\s+(?=\S)")
_DASH = re.compile(r"[–—]\s+(?=\S)")
_LABEL = re.compile(r"[^\W\d_a-zа-яґєії][^\s:]{0,20}(?: [^\s:]{1,20}){0,2}:(?=\s)")
"""Who speaks, in an interview: ``Q:``, ``Олена Коваль:``."""


class Paragraph(NamedTuple):
    """Lines that are one paragraph."""

    lines: tuple[Line, ...]
    marker: int = 0
    """Code points of the list marker, white space behind it included, at the first line's start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the whole file says about its lines."""

    width: int | None
    """Columns of the margin that lines are broken at; ``None`` where nothing shows one."""
    markers: frozenset[int]
    """Where numbered and dashed list items start: `Line.start` of those that have neighbours."""
    labels: frozenset[str]
    """Names of speakers that begin two lines or more, colon included."""


class _Pair(NamedTuple):
    """Two lines that follow each other, and what their break looks like."""

    full: bool
    """The first word of the second line would not have fitted on the first."""
    short: int
    """Columns that were left on the first line after taking that word; negative if `full`."""
    ends: bool
    """The first line ends a sentence."""
    case: str
    """How the second line begins: ``lower``, ``upper``, or ``other`` (no case, a digit)."""


def survey(text: str) -> Layout:
    """Look over a whole text before it is cut into paragraphs."""
    widths: Counter[int] = Counter()
    labels: Counter[str] = Counter()
    items: list[tuple[str, int, Line]] = []
    for block in _split_blocks(split_lines(text)):
        for line in block:
            if (label := _LABEL.match(line.text)) is not None:
                labels[label.group()] += 1
            if (item := _read_item(line)) is not None:
                items.append((*item, line))
        for run in _split_runs(block, frozenset()):
            if len(run) > 3 and _is_wrapped(run, None):
                widths[max(map(_measure, run))] += len(run)
    return Layout(
        width=max(widths, key=lambda width: (widths[width], width)) if widths else None,
        markers=frozenset(_find_lists(items)),
        labels=frozenset(label for label, count in labels.items() if count > 1),
    )


def group_lines(text: str, layout: Layout) -> Iterator[Paragraph]:
    """Yield the paragraphs of `text` in order; every line is in exactly one."""
    for block in _split_blocks(split_lines(text)):
        for run in _split_runs(block, layout.markers):
            marker = _marker(run[0], layout.markers)
            hang = run[0].indent + marker if marker else None
            for lines in _cut_run(run, layout, hang):
                own = lines[0] is run[0]
                yield Paragraph(tuple(lines), marker if own else 0)


def _split_blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the lines between blank lines, and between changes of the quoting depth."""
    block: list[Line] = []
    for line in lines:
        if block and (line.gap or line.depth != block[-1].depth):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _split_runs(block: Sequence[Line], markers: frozenset[int]) -> Iterator[list[Line]]:
    """Yield the runs of lines in a block that could be wrapped: not across a list marker or a rule.

    A line that is too long for any margin, or without letters and digits, is a run of its own.
    """
    run: list[Line] = []
    for line in block:
        alone = _stands_alone(line)
        if run and (alone or _stands_alone(run[-1]) or _opens_item(line, run, markers)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _stands_alone(line: Line) -> bool:
    """Tell whether a line cannot be a part of a wrapped paragraph, whatever stands around it."""
    if len(line.text) * 2 > _WIDEST and _measure(line) > _WIDEST:
        return True
    return not any(map(str.isalnum, line.text))


def _measure(line: Line) -> int:
    """Return the columns of a line; a very long word at its end counts as if it just fitted."""
    text = line.text
    if len(text) > _WIDEST and len(word := text.rsplit(None, 1)[-1]) > _LONG_WORD:
        text = text[: len(text) - len(word)].rstrip()
        if not text:
            return _WIDEST + 1
    return line.indent + line.depth * 2 + columns(text)


def _opens_item(line: Line, run: Sequence[Line], markers: frozenset[int]) -> bool:
    """Tell whether a line begins a list item, and not just with a dash that was wrapped there."""
    if not _marker(line, markers):
        return False
    if line.text[0] not in "-*·" or _marker(run[0], markers):
        return True
    before = run[-1].text
    rest = line.text[1:].lstrip()
    return bool(_ENDS.search(before)) or before.endswith(":") or not rest[:1].islower()


def _marker(line: Line, markers: frozenset[int]) -> int:
    """Return the code points of a line's list marker; 0 without one, or without words behind it."""
    match = _BULLET.match(line.text)
    if match is None and line.start in markers:
        match = _NUMBER.match(line.text) or _DASH.match(line.text)
    if match is None or not has_letter(line.text[match.end() :]):
        return 0
    return match.end()


def _read_item(line: Line) -> tuple[str, int] | None:
    """Return style and number of what may be a list item; a dash has no number."""
    if match := _NUMBER.match(line.text):
        before, value, after = match.groups()
        if value.isdigit():
            return f"{before}1{after}", int(value)
        style = f"{before}{'a' if value.islower() else 'A'}{after}"
        return style, ord(value)
    if (match := _DASH.match(line.text)) and line.text[match.end()].islower():
        return line.text[0], 0
    return None


def _find_lists(items: Sequence[tuple[str, int, Line]]) -> Iterator[int]:
    """Yield where those items start that have a neighbour with the number before or after theirs.

    "12. Dezember" alone is a date. Dashes must stand within three lines of each other, because a
    dash also opens a spoken line.
    """
    for first, second in pairwise(items):
        (style, number, line), (next_style, next_number, next_line) = first, second
        numbered = number and next_number == number + 1
        dashed = not number and not next_number and next_line.number - line.number <= 3
        if style == next_style and (numbered or dashed):
            yield line.start
            yield next_line.start


def _cut_run(run: Sequence[Line], layout: Layout, hang: int | None) -> Iterator[list[Line]]:
    """Yield the paragraphs of a run.

    Args:
        run: Lines without a blank one between.
        layout: Of the file.
        hang: Column at which the text of a list item begins, if the run is one: lines that are
            indented so far go on with it.
    """
    hanging = 1
    while hang is not None and hanging < len(run) and run[hanging].indent >= max(hang, 2):
        hanging += 1
    parts = _split_impossible(run[hanging - 1 :], layout)
    for index, part in enumerate(parts):
        head = run[: hanging - 1] if index == 0 else []
        if len(part) > 1 and _is_wrapped(part, layout.width):
            for lines in _split_wrapped(part, layout):
                yield [*head, *lines]
                head = []
        else:
            for line in part:
                yield [*head, line]
                head = []


def _split_impossible(run: Sequence[Line], layout: Layout) -> Iterator[list[Line]]:
    """Yield parts of a run, cut after lines that are not half full: no margin explains those."""
    margin = max(map(_measure, run))
    if layout.width is not None and margin < layout.width:
        margin = layout.width
    part = [run[0]]
    for before, line in pairwise(run):
        pair = _compare(before, line, margin)
        if pair.short * 2 > margin and pair.case != "lower":
            yield part
            part = []
        part.append(line)
    yield part


def _compare(first: Line, second: Line, margin: int) -> _Pair:
    """Look at the break between two lines, given the column of the margin."""
    match = _WORD.match(second.text)
    word = match.group() if match else ""
    needed = _CLAUSE_SIZE if _UNSPACED.match(second.text) else 1 + columns(word)
    short = margin - _measure(first) - needed
    letter = None if _ADDRESS.match(word) else _FIRST_LETTER.match(second.text)
    return _Pair(
        full=short < 0,
        short=short,
        ends=_ENDS.search(first.text) is not None,
        case=_case(letter.group(1)) if letter else "other",
    )


def _case(letter: str) -> str:
    """Return whether a character is of lower or upper case, or of neither."""
    if letter.islower():
        return "lower"
    return "upper" if letter.isupper() else "other"


_SCORES = {
    # (case, ends, full): how much such a break speaks for a margin; below 0 it speaks against
    ("lower", False, True): 2.0,
    ("lower", False, False): -1.0,
    ("lower", True, True): 0.5,
    ("lower", True, False): -1.0,
    ("upper", False, True): -0.5,
    ("upper", False, False): -2.0,
    ("upper", True, True): 0.0,
    ("upper", True, False): -0.5,
    ("other", False, True): 1.0,
    ("other", False, False): -2.0,
    ("other", True, True): 0.0,
    ("other", True, False): -0.5,
}
_ENOUGH = 0.4
"""Mean score from which a run counts as wrapped on its own evidence."""
_ENOUGH_FULL = 0.75
"""Share of lines that must be full then, among those that do not end a paragraph."""


def _is_wrapped(run: Sequence[Line], width: int | None) -> bool:
    """Tell whether the lines of a run were broken at a margin.

    Args:
        run: Two lines or more.
        width: Columns of the file's margin if one is known. Lines that fit it need no evidence of
            their own.
    """
    own = max(map(_measure, run))
    if width is not None and own <= width + 2:
        pairs = _pairs(run, width)
        if all(_goes_on(pair) or _ends_paragraph(pair) for pair in pairs) and any(
            map(_goes_on, pairs)
        ):
            return True
    if not _NARROWEST <= own <= _WIDEST:
        return False
    pairs = _pairs(run, own)
    if len(pairs) == 1:
        return _is_wrapped_pair(run[0], run[1], pairs[0])
    inner = [pair for pair in pairs if not _ends_paragraph(pair)]
    if not inner or sum(pair.full for pair in inner) < _ENOUGH_FULL * len(inner):
        return False
    return sum(_SCORES[pair.case, pair.ends, pair.full] for pair in pairs) >= _ENOUGH * len(pairs)


def _is_wrapped_pair(first: Line, second: Line, pair: _Pair) -> bool:
    """Tell the same of two lines, where only the words say that the sentence goes on."""
    if pair.case != "lower" or pair.ends or not pair.full or _measure(first) < _WIDE_ENOUGH:
        return False
    ends = _ENDS.search(second.text) is not None and not second.text.endswith(("…", "..."))
    return ends or len(second.text.split()) > 2


def _pairs(run: Sequence[Line], margin: int) -> list[_Pair]:
    """Return what all breaks of a run look like, in order."""
    return [_compare(first, second, margin) for first, second in pairwise(run)]


def _goes_on(pair: _Pair) -> bool:
    """Tell whether a break is one that a margin makes."""
    return pair.full or (pair.case == "lower" and not pair.ends and pair.short <= _ALMOST)


def _ends_paragraph(pair: _Pair) -> bool:
    """Tell whether a break in wrapped text ends a paragraph."""
    return not pair.full and pair.ends and pair.case != "lower"


def _split_wrapped(run: Sequence[Line], layout: Layout) -> Iterator[list[Line]]:
    """Yield the paragraphs of a wrapped run: an indent, a short last line or a speaker begins one.

    A first line may stand out to the right (books) or to the left (bibliographies); the one that
    more often follows the end of a sentence is this run's habit.
    """
    margin = max(max(map(_measure, run)), layout.width or 0)
    if margin > max(map(_measure, run)) + _SLACK:
        margin = max(map(_measure, run))
    hanging = _is_hanging(run)
    part = [run[0]]
    for before, line in pairwise(run):
        step = line.indent - before.indent
        pair = _compare(before, line, margin)
        if (step < 0 if hanging else step > 0) or _begins_anew(pair, line, layout):
            yield part
            part = []
        part.append(line)
    yield part


def _is_hanging(run: Sequence[Line]) -> bool:
    """Tell whether the lines after the first are the ones that are indented."""
    inward = outward = 0
    for before, line in pairwise(run):
        if line.indent != before.indent:
            ends = 1 if _ENDS.search(before.text) else -1
            if line.indent > before.indent:
                inward += ends
            else:
                outward += ends
    return outward > inward


def _begins_anew(pair: _Pair, line: Line, layout: Layout) -> bool:
    """Tell whether a line of wrapped text begins a paragraph, apart from its indent."""
    label = _LABEL.match(line.text)
    if pair.ends and (label is not None and label.group() in layout.labels):
        return True
    if pair.case == "lower":
        return False
    if pair.ends and _DASH.match(line.text):
        return True
    return pair.short > (0 if pair.ends else 2 * _ALMOST)
