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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from transkit.documents.characters import CLOSING, UNSPACED
from transkit.documents.lines import Line, columns, has_letter
from transkit.documents.words import LANGUAGES
from transkit.text.patterns import late_pattern

__all__ = ["Layout", "Paragraph", "group_lines", "survey"]

_NARROWEST = 45
"""Columns; lines broken at less are verse, addresses, tables."""
_WIDE_ENOUGH = 60
"""Columns from which two lines alone can be a paragraph."""
_WIDEST = 110
"""Columns; a longer line was not broken at a margin."""
_COMMON = 3
"""Paragraphs of two or three lines, and breaks in them, that show a margin together."""
_LONG_WORD = 40
"""Columns; an address of a page, which no line filler breaks."""
_SLACK = 6
"""Columns that a margin may differ by in one file (quoted, indented, ragged paragraphs)."""
_INDENT = 2
"""Columns from which an indent means something."""
_ALMOST = 8
"""Columns that a wrapped line may fall short of the margin by hand without ending a paragraph."""

_ENDS = re.compile(rf"[.!?…。！？:;]{CLOSING}$")
"""The end of a sentence or of an item in a list, closing marks behind it."""
_CUT = re.compile("\\w[-\u2010\u00ad]$")
"""A hyphen at a line's end, the rest of whose word must follow."""
_FIRST_LETTER = re.compile(r"[\"'“”„‘’«»‹›(\[「『¿¡—–-]*\s?([^\W_])")
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S")
"""A line that begins with a web or e-mail address; its lower case says nothing."""
_FIGURE = re.compile(r"[(\[«“\"]?(?:[$€£¥₴₩]\s?)?\d")
"""A line that begins with a number, which has no case."""
_CLAUSE_SIZE = 4
"""Columns that Han and Kana lines may fall short by: punctuation never begins a line."""
_UNSPACED = late_pattern(UNSPACED)

_BULLET = re.compile(r"(?:[•‣◦▪▫●○■□►➤✓✔❖]\s*|[-*·]\s+)(?=\S)")
_NUMBER = re.compile(r"(\(?)(\d{1,3}|[A-Za-zа-яґєії])([.)])\s+(?=\S)")
_DASH = re.compile(r"[–—]\s+(?=\S)")
_HANGING = frozenset(word for words in LANGUAGES.values() for word in words.hanging)
_HANGING_ENDS = tuple(end for words in LANGUAGES.values() for end in words.hanging_ends)
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
    by_letters: bool
    """Whether that margin was counted in letters, two columns wide or not."""
    markers: frozenset[int]
    """Where numbered and dashed list items start: `Line.start` of those that have neighbours."""
    labels: frozenset[str]
    """Names of speakers that begin two lines or more, colon included."""


@dataclass(frozen=True, slots=True)
class _Ruler:
    """How wide lines are, and where the margin of the file is."""

    width_of: Callable[[str], int]
    """Width of a text: in columns, or in letters for files that were broken by those."""
    margin: int | None
    """`Layout.width`."""

    def measure(self, line: Line) -> int:
        """Return the width of a line; a very long word at its end counts as if it just fitted."""
        text = line.text
        if len(text) > _WIDEST and len(word := text.rsplit(None, 1)[-1]) > _LONG_WORD:
            text = text[: len(text) - len(word)].rstrip()
            if not text:
                return _WIDEST + 1
        return line.indent + line.depth * 2 + self.width_of(text)

    def find_margin(self, run: Sequence[Line]) -> int:
        """Return the width of the widest line.

        Two may stick out: a lone word, such as an address, and a first line that was indented
        only after the lines had been broken.
        """
        if len(run) > 2 and run[0].indent > run[1].indent:
            run = run[1:]
        widths = [self.measure(line) for line in run if " " in line.text]
        return max(widths) if widths else max(map(self.measure, run))


class _Pair(NamedTuple):
    """Two lines that follow each other, and what their break looks like."""

    full: bool
    """The first word of the second line would not have fitted on the first."""
    short: int
    """Columns that were left on the first line after taking that word; negative if `full`."""
    ends: bool
    """The first line ends a sentence."""
    case: str
    """How the second line begins: ``lower`` (also for the rest of a word with a hyphen),
    ``upper``, or ``other`` (no case, a digit)."""
    address: bool
    """The second line is a web or e-mail address."""
    hangs: bool
    """The first line ends in a word that no heading and no paragraph ends in: "of", "та"."""

    @property
    def flows(self) -> bool:
        """Whether the words alone say that the sentence goes on across the break."""
        return not self.ends and (self.case == "lower" or self.hangs)


def survey(lines: Sequence[Line]) -> Layout:
    """Look over all lines of a text before they become paragraphs."""
    labels: Counter[str] = Counter()
    items: list[tuple[str, int, Line]] = []
    for line in lines:
        if (label := _LABEL.match(line.text)) is not None:
            labels[label.group()] += 1
        if (item := _read_item(line)) is not None:
            items.append((*item, line))
    margin = _find_margin(lines, columns)
    by_letters = False
    if margin is None and not all(line.text.isascii() for line in lines):
        margin = _find_margin(lines, len)
        by_letters = margin is not None
    return Layout(
        width=margin,
        by_letters=by_letters,
        markers=frozenset(_find_lists(items)),
        labels=frozenset(label for label, count in labels.items() if count > 1),
    )


def _find_margin(lines: Iterable[Line], width_of: Callable[[str], int]) -> int | None:
    """Return where most wrapped lines end, if any are certainly wrapped.

    Paragraphs of two or three lines show no margin by themselves: of those, many must agree.
    """
    widths: Counter[int] = Counter()
    short: list[list[Line]] = []
    ruler = _Ruler(width_of, None)
    for block in _split_blocks(lines):
        if max(map(ruler.measure, block)) < _NARROWEST:
            continue
        for run in _split_runs(block, frozenset(), ruler):
            for group in _split_indented(run):
                for part in _split_impossible(group, ruler):
                    margin = _find_own_margin(part, ruler) if len(part) > 3 else None
                    if margin is not None:
                        widths[margin] += len(part)
                    elif len(part) > 1:
                        short.append(part)
    if not widths:
        return _find_common_margin(short, ruler)
    usual = max(widths, key=lambda width: (widths[width], width))
    return max(width for width in widths if width <= usual + _SLACK)


def _find_common_margin(parts: Sequence[Sequence[Line]], ruler: _Ruler) -> int | None:
    """Return the margin at which all lines of some parts of a text were broken, if they were."""
    margin = max((ruler.measure(line) for part in parts for line in part), default=0)
    if len(parts) < _COMMON or not _NARROWEST <= margin <= _WIDEST:
        return None
    pairs = [pair for part in parts for pair in _pairs(part, ruler, margin)]
    inner = [pair for pair in pairs if not _ends_paragraph(pair)]
    return margin if len(inner) >= _COMMON and _are_full(inner) else None


def group_lines(lines: Iterable[Line], layout: Layout) -> Iterator[Paragraph]:
    """Yield the paragraphs that `lines` are, in order; every line is in exactly one."""
    ruler = _Ruler(len if layout.by_letters else columns, layout.width)
    for block in _split_blocks(lines):
        pure = not any(_is_too_long(line, ruler) for line in block)
        for run in _split_runs(block, layout.markers, ruler):
            marker = _marker(run[0], layout.markers)
            hang = run[0].indent + marker if marker else None
            for part in _cut_run(run, layout, ruler, hang=hang, pure=pure):
                yield Paragraph(tuple(part), marker if part[0] is run[0] else 0)


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


def _split_runs(
    block: Sequence[Line], markers: frozenset[int], ruler: _Ruler
) -> Iterator[list[Line]]:
    """Yield the runs of lines in a block that could be wrapped: not across a list marker or a rule.

    A line that is too long for any margin, or without letters and digits, is a run of its own.
    """
    run: list[Line] = []
    after_alone = False
    for line in block:
        alone = _stands_alone(line, ruler)
        if run and (alone or after_alone or _opens_item(line, run, markers)):
            yield run
            run = []
        run.append(line)
        after_alone = alone
    if run:
        yield run


def _stands_alone(line: Line, ruler: _Ruler) -> bool:
    """Tell whether a line cannot be a part of a wrapped paragraph, whatever stands around it."""
    return _is_too_long(line, ruler) or not any(map(str.isalnum, line.text))


def _is_too_long(line: Line, ruler: _Ruler) -> bool:
    """Tell whether a line was certainly not broken at a margin."""
    return len(line.text) * 2 > _WIDEST and ruler.measure(line) > _WIDEST


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


def _cut_run(
    run: Sequence[Line], layout: Layout, ruler: _Ruler, *, hang: int | None, pure: bool
) -> Iterator[list[Line]]:
    """Yield the paragraphs of a run.

    Args:
        run: Lines without a blank one between.
        layout: Of the file.
        ruler: Measures its lines.
        hang: Column at which the text of a list item begins, if the run is one: lines that are
            indented so far go on with it.
        pure: Whether the block that the run is from has no line that is too long for a margin.
    """
    hanging = 1
    while hang is not None and hanging < len(run) and run[hanging].indent >= max(hang, 2):
        hanging += 1
    head = list(run[: hanging - 1])
    if len(run) == hanging or max(map(ruler.measure, run)) < _NARROWEST:
        yield [*head, run[hanging - 1]]
        yield from ([line] for line in run[hanging:])
        return
    for group in _split_indented(run[hanging - 1 :]):
        for part in _split_impossible(group, ruler):
            whole = pure and len(part) == len(group)
            wrapped = len(part) > 1 and _is_wrapped(part, ruler, whole=whole)
            for lines in _split_wrapped(part, layout, ruler) if wrapped else ([x] for x in part):
                yield [*head, *lines]
                head = []


def _split_indented(run: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield parts of a run, cut where an indent begins a paragraph.

    A first line may stand out to the right (books) or to the left (bibliographies); the one that
    more often follows the end of a sentence is this run's habit.
    """
    base = min(line.indent for line in run)
    if all(line.indent < base + _INDENT for line in run):
        yield list(run)
        return
    hanging = _is_hanging(run)
    part = [run[0]]
    for line in run[1:]:
        if (line.indent < base + _INDENT) == hanging:
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


def _split_impossible(run: Sequence[Line], ruler: _Ruler) -> Iterator[list[Line]]:
    """Yield parts of a run, cut after lines that are not half full: no margin explains those."""
    margin = max(ruler.find_margin(run), ruler.margin or 0)
    part = [run[0]]
    inside = False
    for before, line in pairwise(run):
        pair = _compare(before, line, ruler, margin)
        flows = pair.case == "lower" or pair.flows or (inside and not pair.ends)
        if pair.short * 2 > margin and not flows:
            yield part
            part = []
        part.append(line)
        inside = pair.full and not pair.ends
    yield part


def _compare(first: Line, second: Line, ruler: _Ruler, margin: int) -> _Pair:
    """Look at the break between two lines, given the column of the margin."""
    match = _WORD.match(second.text)
    word = match.group() if match else ""
    needed = _CLAUSE_SIZE if _UNSPACED.match(second.text) else 1 + ruler.width_of(word)
    short = margin - ruler.measure(first) - needed
    address = _ADDRESS.match(word) is not None
    letter = None if address else _FIRST_LETTER.match(second.text)
    case = _case(letter.group(1)) if letter else "other"
    return _Pair(
        full=short < 0,
        short=short,
        ends=_ENDS.search(first.text) is not None,
        case="lower" if _CUT.search(first.text) else case,
        address=address and len(word) == len(second.text),
        hangs=_hangs(first.text),
    )


def _hangs(text: str) -> bool:
    """Tell whether the last word of a line needs another behind it."""
    last = text.rsplit(None, 1)[-1]
    return last.lower() in _HANGING or last.endswith(_HANGING_ENDS)


def _case(letter: str) -> str:
    """Return whether a character is of lower or upper case, or of neither."""
    if letter.islower():
        return "lower"
    return "upper" if letter.isupper() else "other"


_SCORES = {
    # (case, ends, full): how much such a break speaks for a margin; below 0 it speaks against
    ("lower", False, True): 2.0,
    ("lower", False, False): -1.0,
    ("lower", True, True): 0.0,
    ("lower", True, False): -1.0,
    ("upper", False, True): -0.5,
    ("upper", False, False): -2.0,
    ("upper", True, True): 0.0,
    ("other", False, True): 1.0,
    ("other", False, False): -2.0,
    ("other", True, True): 0.0,
}
_SELDOM = 6
"""One line in so many may be longer than the margin of its own paragraph."""
_RARE = 4
"""One line in so many, and one at least, may have been edited after the lines were broken."""
_HALF = 1.7
"""How many times a line of an edited paragraph of two lines may be longer."""
_ENOUGH = 0.2
"""Mean score from which a run counts as wrapped on its own evidence, paragraph ends aside."""
_ENOUGH_FULL = 0.75
"""Share of lines that must be full then, paragraph ends aside."""


def _is_wrapped(run: Sequence[Line], ruler: _Ruler, *, whole: bool) -> bool:
    """Tell whether the lines of a run, two or more, were broken at a margin.

    Lines that fit the margin of the file need little evidence of their own.

    Args:
        run: The lines.
        ruler: Measures them.
        whole: Whether they are all that stands between blank lines or indents; else a sentence
            must run over from one line to the next.
    """
    own = ruler.find_margin(run)
    if ruler.margin is not None and own <= ruler.margin + 2:
        pairs = _pairs(run, ruler, ruler.margin)
        evident = any(_goes_on(pair) and (whole or not pair.ends) for pair in pairs)
        evident = evident and not (len(pairs) == 1 and pairs[0].address)
        if evident and all(_goes_on(pair) or _ends_paragraph(pair) for pair in pairs):
            return True
    if ruler.margin is not None and _is_wrapped_but(run, ruler, ruler.margin, whole=whole):
        return True
    if len(run) == 2:
        pair = _compare(run[0], run[1], ruler, own)
        wide = ruler.measure(run[0]) >= _WIDE_ENOUGH and own <= _WIDEST
        return wide and _is_wrapped_pair(run[1], pair)
    return _find_own_margin(run, ruler) is not None


def _find_own_margin(run: Sequence[Line], ruler: _Ruler) -> int | None:
    """Return the margin that the lines of a run, three or more, show by themselves.

    It is the widest line, or of many lines one of the widest: an edit may have left a longer one.
    """
    widths = sorted(map(ruler.measure, run), reverse=True)
    longer = len(run) // _SELDOM
    for margin in dict.fromkeys((ruler.find_margin(run), *widths[1 : max(longer, 1) + 1])):
        if not _NARROWEST <= margin <= _WIDEST:
            continue
        inner = [pair for pair in _pairs(run, ruler, margin) if not _ends_paragraph(pair)]
        if margin >= _WIDE_ENOUGH and _flow_on(inner):
            return margin
        usual = longer > 0 or margin == widths[0] or margin == ruler.find_margin(run)
        if usual and _are_full(inner):
            return margin
    margin = ruler.find_margin(run)
    inner = [pair for pair in _pairs(run, ruler, margin) if not _ends_paragraph(pair)]
    tied = len(inner) > 1 and all(pair.flows for pair in inner) and any(p.full for p in inner)
    return margin if tied and _WIDE_ENOUGH <= margin <= _WIDEST else None


def _are_full(inner: Sequence[_Pair]) -> bool:
    """Tell whether nearly all breaks inside paragraphs are those of a margin."""
    if not inner or sum(pair.full for pair in inner) < _ENOUGH_FULL * len(inner):
        return False
    return sum(_SCORES[pair.case, pair.ends, pair.full] for pair in inner) >= _ENOUGH * len(inner)


def _flow_on(inner: Sequence[_Pair]) -> bool:
    """Tell whether a sentence goes on across every break, and enough lines are full.

    That is half of them, two at least.
    """
    filled = sum(pair.full and pair.flows for pair in inner)
    return filled >= max(2, len(inner) / 2) and all(pair.full or pair.flows for pair in inner)


def _is_wrapped_but(run: Sequence[Line], ruler: _Ruler, margin: int, *, whole: bool) -> bool:
    """Tell whether a run was broken at the file's margin but for a line or two that were edited.

    An edit leaves lines too short or too long, and the sentence goes on across them all the same;
    lines that were never filled (verse, addresses, lists) have no full line among them.

    Args:
        run: Lines.
        ruler: Measures them.
        margin: Column of the file's margin.
        whole: Whether they are all that stands between blank lines or indents.
    """
    widths = [ruler.measure(line) for line in run]
    if sum(width > margin + 2 for width in widths) > max(1, len(run) // _RARE):
        return False
    inner = [pair for pair in _pairs(run, ruler, margin) if not _ends_paragraph(pair)]
    full = sum(pair.full for pair in inner)
    odd = sum(not pair.full and not pair.flows for pair in inner)
    if any(pair.full and not pair.ends for pair in inner):
        return not odd or (2 * full >= len(inner) and odd <= max(2, len(inner) // _RARE))
    if not whole or not inner or odd > sum(pair.flows for pair in inner):
        return False
    ends = _ENDS.search(run[-1].text) is not None
    wide = any(_HALF * width >= margin for width in widths)
    return ends and wide and not run[0].text[:1].islower()


def _is_wrapped_pair(second: Line, pair: _Pair) -> bool:
    """Tell the same of two lines, where only the words say that the sentence goes on."""
    if not pair.full:
        return False
    ends = _ENDS.search(second.text) is not None and not second.text.endswith(("…", "..."))
    if ends and _FIGURE.match(second.text) and (not pair.ends or not has_letter(second.text)):
        return True
    return pair.flows and (ends or len(second.text.split()) > 2)


def _pairs(run: Sequence[Line], ruler: _Ruler, margin: int) -> list[_Pair]:
    """Return what all breaks of a run look like, in order."""
    return [_compare(first, second, ruler, margin) for first, second in pairwise(run)]


def _goes_on(pair: _Pair) -> bool:
    """Tell whether a break is one that a margin makes."""
    return pair.full or (pair.flows and pair.short <= _ALMOST)


def _ends_paragraph(pair: _Pair) -> bool:
    """Tell whether a break in wrapped text ends a paragraph."""
    return not pair.full and pair.ends and pair.case != "lower"


def _split_wrapped(run: Sequence[Line], layout: Layout, ruler: _Ruler) -> Iterator[list[Line]]:
    """Yield the paragraphs of a wrapped run: a short last line or a speaker's name tells them."""
    own = ruler.find_margin(run)
    margin = own
    if ruler.margin is not None and (
        (len(run) <= 3 and own < ruler.margin <= own + _SLACK) or own > ruler.margin + 2
    ):
        margin = ruler.margin
    pairs = _pairs(run, ruler, margin)
    sloppy = any(pair.case == "lower" and not pair.full for pair in pairs)
    part = [run[0]]
    inside = False
    for pair, line in zip(pairs, run[1:], strict=True):
        if _begins_anew(pair, line, layout, _ALMOST if sloppy else 0, inside=inside):
            yield part
            part = []
            inside = False
        else:
            inside = not pair.ends
        part.append(line)
    yield part


def _begins_anew(pair: _Pair, line: Line, layout: Layout, tolerance: int, *, inside: bool) -> bool:
    """Tell whether a line of wrapped text begins a paragraph.

    Args:
        pair: The break before it.
        line: Itself.
        layout: Of the file.
        tolerance: Columns that lines inside a paragraph fall short by.
        inside: Whether the line before it goes on with a sentence, so that it is no heading.
    """
    label = _LABEL.match(line.text)
    if label is not None and label.group() in layout.labels and (pair.ends or not pair.full):
        return True
    if pair.case == "lower" or pair.flows or (inside and not pair.ends):
        return False
    if pair.ends and _DASH.match(line.text):
        return True
    return pair.short > (0 if pair.ends else tolerance)
