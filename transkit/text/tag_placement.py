"""Putting the tags of a source back into a draft that was made without them.

The draft is made from the whole sentence, without tags, so that no tag spoils it. Which target
words belong into a tag is what a word alignment says: an engine's own (attention), or
`transkit.text.word_alignment`. Where the alignment is torn the most coherent stretch of words wins:
of all stretches the one with the most words from inside the tag less those from outside.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from transkit.text.markup import (
    LONGEST_PROTECTED,
    PROTECTED,
    PROTECTED_SPAN,
    Form,
    Piece,
    double_slashes,
    lex,
    write_tag,
)
from transkit.text.sentences import split_sentences
from transkit.text.word_alignment import Link, Token, align_words, shift_links, tokenize
from transkit.units import Segment

__all__ = [
    "Bare",
    "Mark",
    "Passage",
    "Placement",
    "passages_of",
    "place_tags",
    "read_tags",
    "split_tagged",
]

_MOST_WORK = 3_000_000
"""Tags times characters of the longest passage; beyond, tags go where they stood, as a share of the
length."""
_UNSURE = 0.5
"""Share of a tag's words in its stretch below which a person should look."""
_DEEPEST = 100
"""Tags inside tags; what is deeper is taken for single tags."""
_SIGN = 0.9
"""What the same sign on both sides is worth, in links."""
_BRIDGE = -0.05
"""What a word without any link costs a stretch: inside one it is bridged, at its edge left out."""


_PROTECTED = re.compile(PROTECTED_SPAN)
_KINDS_OF_SIGNS = {
    **dict.fromkeys('“”„‟«»"‹›「」『』', '"'),
    **dict.fromkeys("‘’‚‛'", "'"),
    **dict.fromkeys("–—―-", "—"),
    **dict.fromkeys(".。．", "."),
    **dict.fromkeys(",，、", ","),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys("?？", "?"),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys(";；", ";"),
    **dict.fromkeys("(（", "("),
    **dict.fromkeys(")）", ")"),
}
"""Signs that stand for each other in different languages."""


class Mark(NamedTuple):
    """A tag or tag pair of a source, by where it stands in the text without tags."""

    label: str
    start: int
    """Code points."""
    end: int
    form: Form | None
    """``None`` for a pair; else how the single tag is written."""
    children: tuple[Mark, ...]
    spaced: bool = False
    """Whether the one space behind `start` stands only for this line break."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """A text without its tags, and the tags."""

    source: str
    """With tags, as it was."""
    text: str
    """Without; a line break that nothing else separates from its neighbours is one space.

    Protected tags stay, and so do the backslashes of what only looks like a tag.
    """
    marks: tuple[Mark, ...]
    """In order; never crossing."""


class Passage(NamedTuple):
    """A part of a text and of its draft that translate each other: a sentence."""

    source_start: int
    """Code points, in the text without tags."""
    source_end: int
    target_start: int
    target_end: int
    links: tuple[Link, ...]
    """Into the whole texts, not the passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A draft with tags."""

    target: str
    unsure: tuple[str, ...] = ()
    """Labels of the tags whose place a person should look at, in order of the source."""


def read_tags(source: str) -> Bare:
    """Return a text without its tags, and where they stood. Total: half pairs are single tags."""
    return _Reader().read(source)


def split_tagged(text: str, language: str) -> tuple[Bare, tuple[Segment, ...]]:
    """Return a text without its tags, split into sentences as if it never had any.

    What is protected is never split. See `split_sentences` for what else is guaranteed; the
    segments joined are `Bare.text`.
    """
    bare = read_tags(text)
    hidden = _hide_protected(bare.text)
    segments: list[Segment] = []
    at = 0
    for part in split_sentences(hidden, language):
        lead, size, trail = len(part.leading), len(part.source), len(part.trailing)
        start = at + lead
        segments.append(
            Segment(
                leading=bare.text[at:start],
                source=bare.text[start : start + size],
                trailing=bare.text[start + size : start + size + trail],
            )
        )
        at = start + size + trail
    return bare, tuple(segments)


def place_tags(
    bare: Bare,
    draft: str,
    passages: Sequence[Passage] | None = None,
    *,
    languages: tuple[str, str] = ("", ""),
) -> Placement:
    """Return the draft with every tag of the source in it exactly once, well nested.

    Tags go around whole words (and around signs next to them, where the source has such signs
    inside). Without its tags the result is the draft, but for spaces that a line break replaces.
    A draft that is the source without tags comes back as the source.

    Args:
        bare: The source.
        draft: The target of ``bare.text``.
        passages: Sentences, in order on both sides; by default all is one, and aligned here.
        languages: Of source and target, for aligning here.
    """
    if not bare.marks:
        return Placement(target=draft)
    if draft == bare.text:
        return Placement(target=bare.source)
    if passages is None:
        links = align_words(bare.text, draft, languages)
        passages = (Passage(0, len(bare.text), 0, len(draft), links),)
    placer = _Placer(bare, draft, passages)
    nodes = placer.place_all(bare.marks, 0, len(draft))
    return Placement(target=_write(draft, nodes), unsure=tuple(dict.fromkeys(placer.unsure)))


def passages_of(
    segments: Sequence[Segment],
    targets: Sequence[str],
    align: Callable[[str, str], tuple[Link, ...]],
) -> tuple[Passage, ...]:
    """Return where the sentences of a unit stand in it and in its draft, aligned one by one.

    Args:
        segments: Of the text without tags.
        targets: One for each.
        align: Aligns one segment with its target.
    """
    passages: list[Passage] = []
    ours = theirs = 0
    for segment, target in zip(segments, targets, strict=True):
        ours += len(segment.leading)
        theirs += len(segment.leading)
        links = shift_links(align(segment.source, target), ours, theirs)
        passages.append(
            Passage(ours, ours + len(segment.source), theirs, theirs + len(target), links)
        )
        ours += len(segment.source) + len(segment.trailing)
        theirs += len(target) + len(segment.trailing)
    return tuple(passages)


@dataclass(slots=True)
class _Frame:
    """A tag that is open, while a source is read."""

    label: str
    start: int
    children: list[Mark] = field(default_factory=list)


class _Reader:
    """Takes the tags out of a source."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._spaced = True
        self._frames = [_Frame("", 0)]

    def read(self, source: str) -> Bare:
        """Return what `read_tags` does."""
        pieces = list(lex(source, raw=True))
        follows = _first_letters(pieces)
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            end = _end_of_protected(pieces, at)
            if piece.form is None:
                self._add(piece.text)
            elif end is not None and self._can_protect(pieces, at):
                inner = double_slashes(pieces[at + 1].text)
                self._add("".join((piece.text, inner, pieces[end].text)))
                at = end
            elif piece.form is Form.OPEN and len(self._frames) <= _DEEPEST:
                self._frames.append(_Frame(piece.label, self._length))
            elif piece.form is Form.CLOSE and any(f.label == piece.label for f in self._frames):
                self._close(piece.label)
            else:
                self._add_single(piece, follows[at + 1])
            at += 1
        while len(self._frames) > 1:
            self._give_up()
        return Bare(source=source, text="".join(self._parts), marks=tuple(self._frames[0].children))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self._spaced = text[-1].isspace()

    def _can_protect(self, pieces: Sequence[Piece], at: int) -> bool:
        """Make what is before ready for a tag that stays; not possible behind another tag."""
        if not self._parts or not self._parts[-1].endswith("\\"):
            return True
        if at == 0 or pieces[at - 1].form is not None:
            return False
        before = self._parts.pop()
        self._length -= len(before)
        self._add(double_slashes(before))
        return True

    def _add_single(self, piece: Piece, follows: str) -> None:
        """Note a tag without an end; a line break may need a space to stand for it."""
        spaced = piece.is_break and not self._spaced and bool(follows) and not follows.isspace()
        mark = Mark(piece.label, self._length, self._length, piece.form, (), spaced)
        self._frames[-1].children.append(mark)
        if spaced:
            self._add(" ")

    def _close(self, label: str) -> None:
        while self._frames[-1].label != label:
            self._give_up()
        frame = self._frames.pop()
        mark = Mark(label, frame.start, self._length, None, tuple(frame.children))
        self._frames[-1].children.append(mark)

    def _give_up(self) -> None:
        """Make the innermost open tag a single one."""
        frame = self._frames.pop()
        single = Mark(frame.label, frame.start, frame.start, Form.OPEN, ())
        self._frames[-1].children += [single, *frame.children]


def _first_letters(pieces: Sequence[Piece]) -> list[str]:
    """Return for each place the first character of the words from there on; empty at the end."""
    letters = [""] * (len(pieces) + 1)
    for at in range(len(pieces) - 1, -1, -1):
        letters[at] = pieces[at].text[0] if pieces[at].form is None else letters[at + 1]
    return letters


def _end_of_protected(pieces: Sequence[Piece], at: int) -> int | None:
    """Return the place of the end tag of a protected tag that holds nothing but words."""
    piece = pieces[at]
    if piece.form is not Form.OPEN or piece.label.rstrip("0123456789") not in PROTECTED:
        return None
    inner, end = pieces[at + 1 : at + 2], pieces[at + 2 : at + 3]
    if not inner or inner[0].form is not None or len(inner[0].text) > LONGEST_PROTECTED:
        return None
    return at + 2 if end and (end[0].form, end[0].label) == (Form.CLOSE, piece.label) else None


def _hide_protected(text: str) -> str:
    """Return a text of the same length whose protected parts end no sentence."""
    return _PROTECTED.sub(lambda match: "X" * len(match.group()), text)


@dataclass(slots=True)
class _Node:
    """A tag on its place in the draft."""

    mark: Mark
    start: int
    """Code points."""
    end: int
    children: list[_Node] = field(default_factory=list)


class _Placer:
    """Finds places for the tags of one source in its draft."""

    def __init__(self, bare: Bare, draft: str, passages: Sequence[Passage]) -> None:
        self.unsure: list[str] = []
        self._bare = bare
        self._draft = draft
        self._passages = passages
        self._ours = tokenize(bare.text)
        self._theirs = tokenize(draft)
        self._our_starts = [token.start for token in self._ours]
        self._their_starts = [token.start for token in self._theirs]
        self._passage_starts = [passage.source_start for passage in passages]
        self._links = self._by_token()
        longest = max(
            (passage.target_end - passage.target_start for passage in passages), default=0
        )
        self._is_too_much = _count(bare.marks) * longest > _MOST_WORK

    def place_all(self, marks: Sequence[Mark], low: int, high: int) -> list[_Node]:
        """Return tags that stand beside each other, and what is in them, between two places."""
        if self._is_too_much:
            return [self._roughly(mark, low, high) for mark in marks]
        spans: dict[int, tuple[int, int]] = {}
        wanted = [(self._stretch(mark, low, high, ()), k) for k, mark in enumerate(marks)]
        for stretch, k in sorted(wanted, key=lambda item: (-item[0].worth, item[1])):
            if stretch.end > stretch.start:
                if _touches(stretch, spans.values()):
                    taken = tuple(spans.values())
                    stretch = self._stretch(marks[k], low, high, taken)
                if stretch.end > stretch.start:
                    spans[k] = (stretch.start, stretch.end)
                    if not stretch.is_sure:
                        self.unsure.append(marks[k].label)
        nodes: list[_Node] = []
        for k, mark in enumerate(marks):
            if k in spans:
                nodes.append(_Node(mark, *spans[k], self.place_all(mark.children, *spans[k])))
                continue
            at = _outside(self._point(mark.start, low, high), spans.values())
            nodes.append(_Node(mark, at, at, self.place_all(mark.children, at, at)))
            if mark.end > mark.start:
                self.unsure.append(mark.label)
        order = sorted(range(len(nodes)), key=lambda k: (nodes[k].start, k in spans, k))
        return [nodes[k] for k in order]

    def _roughly(self, mark: Mark, low: int, high: int) -> _Node:
        """Return a tag where it stood, as a share of the length."""
        start = self._point(mark.start, low, high)
        end = max(start, self._point(mark.end, low, high)) if mark.form is None else start
        return _Node(mark, start, end, self.place_all(mark.children, start, end))

    def _by_token(self) -> dict[int, list[int]]:
        """Return the source tokens that each target token is linked to."""
        found: dict[int, list[int]] = {}
        for passage in self._passages:
            for link in passage.links:
                j = max(0, bisect_right(self._their_starts, link.target_start) - 1)
                i = max(0, bisect_right(self._our_starts, link.source_start) - 1)
                found.setdefault(j, []).append(i)
        return found

    def _stretch(
        self, mark: Mark, low: int, high: int, taken: Sequence[tuple[int, int]]
    ) -> _Stretch:
        """Return the part of the draft that a pair goes around; empty for a single tag."""
        first, last = self._tokens_of(mark)
        if mark.form is not None or first >= last or high <= low:
            return _NOWHERE
        begin, finish = self._passage_at(mark.start), self._passage_at(mark.end - 1)
        if begin is not finish:
            start = self._point(mark.start, low, high)
            return _Stretch(start, max(start, self._point(mark.end, low, high)), 1.0, is_sure=True)
        low, high = max(low, begin.target_start), min(high, begin.target_end)
        span, worth, is_sure = self._best_words(first, last, (low, high), taken)
        if span is None:
            return _NOWHERE
        x, y = self._with_signs((first, last), span, (low, high), taken)
        start, end = self._theirs[x].start, self._theirs[y - 1].end
        return _Stretch(*self._with_spaces(mark, start, end, (low, high)), worth, is_sure=is_sure)

    def _tokens_of(self, mark: Mark) -> tuple[int, int]:
        """Return the source tokens of a pair, as a half-open range; none for white space."""
        last = bisect_left(self._our_starts, mark.end)
        first = bisect_left(self._our_starts, mark.start)
        if first > 0 and self._ours[first - 1].end > mark.start:
            before = self._ours[first - 1]
            inside = min(mark.end, before.end) - mark.start
            if first >= last or 2 * inside >= before.end - before.start:
                first -= 1
        if last - first > 1 and self._ours[last - 1].end > mark.end:
            part = self._ours[last - 1]
            if 2 * (mark.end - part.start) < part.end - part.start:
                last -= 1
        return first, last

    def _passage_at(self, place: int) -> Passage:
        return self._passages[max(0, bisect_right(self._passage_starts, place) - 1)]

    def _best_words(
        self,
        first: int,
        last: int,
        bounds: tuple[int, int],
        taken: Sequence[tuple[int, int]],
    ) -> tuple[tuple[int, int] | None, float, bool]:
        """Return the target tokens that a range of source tokens became, their worth, if sure."""
        x = bisect_left(self._their_starts, bounds[0])
        y = bisect_left(self._their_starts, bounds[1])
        wanted = any(self._ours[i].is_word for i in range(first, last))
        if not wanted:
            return self._by_place(first, last, (x, y), taken), 0.0, True
        values = [self._value(j, first, last, taken) for j in range(x, y)]
        best = _best_stretch(values)
        if best is None:
            return self._by_place(first, last, (x, y), taken), 0.0, False
        inside = sum(max(0.0, value) for value in values[best[0] : best[1]])
        linked = sum(max(0.0, value) for value in values)
        worth = sum(values[best[0] : best[1]])
        return (x + best[0], x + best[1]), worth, inside > _UNSURE * linked

    def _value(self, j: int, first: int, last: int, taken: Sequence[tuple[int, int]]) -> float:
        """Return what a target token is worth in the stretch for some source tokens, -1 to 1."""
        token = self._theirs[j]
        if any(start < token.end and token.start < end for start, end in taken):
            return float("-inf")
        links = self._links.get(j)
        if not token.is_word or not links:
            return _BRIDGE / 5 if not token.is_word else _BRIDGE
        return 2 * sum(first <= i < last for i in links) / len(links) - 1

    def _by_place(
        self, first: int, last: int, span: tuple[int, int], taken: Sequence[tuple[int, int]]
    ) -> tuple[int, int] | None:
        """Return the free token that stands where the middle of some source tokens stood.

        For signs alone the same sign, if the draft has it.
        """
        passage = self._passage_at(self._ours[first].start)
        middle = (self._ours[first].start + self._ours[last - 1].end) / 2
        share = (middle - passage.source_start) / max(1, passage.source_end - passage.source_start)
        at = passage.target_start + share * (passage.target_end - passage.target_start)
        is_sign = not any(self._ours[i].is_word for i in range(first, last))
        sign = self._sign(self._ours[first], self._bare.text)
        free = [
            j
            for j in range(*span)
            if _is_free(self._theirs[j], taken)
            and (
                self._sign(self._theirs[j], self._draft) == sign
                if is_sign
                else self._theirs[j].is_word
            )
        ]
        if not free:
            return None
        j = min(free, key=lambda j: abs((self._theirs[j].start + self._theirs[j].end) / 2 - at))
        return j, j + 1

    def _sign(self, token: Token, text: str) -> str:
        sign = text[token.start : token.end]
        return "" if token.is_word else _KINDS_OF_SIGNS.get(sign, sign)

    def _with_signs(
        self,
        ours: tuple[int, int],
        span: tuple[int, int],
        bounds: tuple[int, int],
        taken: Sequence[tuple[int, int]],
    ) -> tuple[int, int]:
        """Return a stretch of words with the signs at its edges that the source has inside."""
        (first, last), (x, y) = ours, span
        words = [i for i in range(first, last) if self._ours[i].is_word]
        if not words:
            return span
        for i in range(words[-1] + 1, last):
            if not self._is_same_sign(i, y, bounds, taken):
                break
            y += 1
        for i in range(words[0] - 1, first - 1, -1):
            if not self._is_same_sign(i, x - 1, bounds, taken):
                break
            x -= 1
        return x, y

    def _is_same_sign(
        self, i: int, j: int, bounds: tuple[int, int], taken: Sequence[tuple[int, int]]
    ) -> bool:
        if not 0 <= j < len(self._theirs):
            return False
        token = self._theirs[j]
        return (
            bounds[0] <= token.start
            and token.end <= bounds[1]
            and not token.is_word
            and _is_free(token, taken)
            and self._sign(self._ours[i], self._bare.text) == self._sign(token, self._draft)
        )

    def _with_spaces(
        self, mark: Mark, start: int, end: int, bounds: tuple[int, int]
    ) -> tuple[int, int]:
        """Return a stretch with the white space at its edges that the source has inside."""
        text, draft = self._bare.text, self._draft
        if text[mark.start].isspace():
            while start > bounds[0] and draft[start - 1].isspace():
                start -= 1
        if text[mark.end - 1].isspace():
            while end < bounds[1] and draft[end].isspace():
                end += 1
        return start, end

    def _point(self, place: int, low: int, high: int) -> int:
        """Return where in the draft a place of the source is, between two words."""
        passage = self._passage_at(place)
        if place >= passage.source_end:
            at = passage.target_end + place - passage.source_end
            following = bisect_right(self._passage_starts, place)
            if following < len(self._passages):
                at = min(at, self._passages[following].target_start)
        elif place <= passage.source_start:
            at = passage.target_start - (passage.source_start - place)
        else:
            at = self._least_crossing(place, passage)
        return min(max(at, low), high)

    def _least_crossing(self, place: int, passage: Passage) -> int:
        """Return the place between two words of a passage that tears the fewest links."""
        k = bisect_left(self._our_starts, place)
        x = bisect_left(self._their_starts, passage.target_start)
        y = bisect_left(self._their_starts, passage.target_end)
        if x >= y:
            return passage.target_start
        share = (place - passage.source_start) / (passage.source_end - passage.source_start)
        expected = passage.target_start + share * (passage.target_end - passage.target_start)
        if self._is_too_much:
            b = min(max(bisect_left(self._their_starts, int(expected)), x), y)
            return self._edge(b, place, y)
        moves = [sum(1 if i >= k else -1 for i in self._links.get(j, ())) for j in range(x, y)]
        costs = list(accumulate(moves, initial=0))
        scale = max(1, passage.target_end - passage.target_start)

        def cost(b: int) -> tuple[float, float]:
            edge = self._edge(b, place, y)
            agrees = _SIGN * self._signs_agree(k, b)
            return costs[b - x] - agrees, abs(edge - expected) / scale

        return self._edge(min(range(x, y + 1), key=cost), place, y)

    def _signs_agree(self, k: int, b: int) -> int:
        """Return on how many sides of two places the same sign stands (0 to 2)."""
        agree = 0
        for i, j in ((k - 1, b - 1), (k, b)):
            if 0 <= i < len(self._ours) and 0 <= j < len(self._theirs):
                sign = self._sign(self._ours[i], self._bare.text)
                agree += bool(sign) and sign == self._sign(self._theirs[j], self._draft)
        return agree

    def _edge(self, b: int, place: int, last: int) -> int:
        """Return the code point between two target tokens, on the side of the space as it was."""
        text = self._bare.text
        before = place > 0 and not text[place - 1].isspace()
        if b > 0 and (before or b >= last):
            return self._theirs[b - 1].end
        return self._theirs[b].start


class _Stretch(NamedTuple):
    """A part of the draft."""

    start: int
    end: int
    worth: float
    is_sure: bool


_NOWHERE = _Stretch(0, 0, 0.0, is_sure=True)


def _count(marks: Iterable[Mark]) -> int:
    return sum(1 + _count(mark.children) for mark in marks)


def _is_free(token: Token, taken: Iterable[tuple[int, int]]) -> bool:
    return not any(start < token.end and token.start < end for start, end in taken)


def _touches(stretch: _Stretch, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start < stretch.end and stretch.start < end for start, end in taken)


def _outside(place: int, taken: Iterable[tuple[int, int]]) -> int:
    """Return a place, or the nearest edge of the stretch that it lies in."""
    for start, end in taken:
        if start < place < end:
            return start if place - start < end - place else end
    return place


def _best_stretch(values: Sequence[float]) -> tuple[int, int] | None:
    """Return the range with the largest sum (Kadane); ``None`` where none is above zero."""
    best: tuple[int, int] | None = None
    top = total = 0.0
    start = 0
    for at, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, at
        total += value
        if total > top:
            top, best = total, (start, at + 1)
    return best


def _write(draft: str, nodes: Sequence[_Node]) -> str:
    """Return the draft with tags in it."""
    parts: list[str] = []

    def write(nodes: Sequence[_Node], at: int, end: int) -> int:
        for node in nodes:
            at = put(at, max(at, node.start))
            mark = node.mark
            if mark.form is not None:
                parts.append(write_tag(mark.label, mark.form))
                while mark.spaced and at < end and draft[at].isspace():
                    at += 1
                continue
            parts.append(write_tag(mark.label, Form.OPEN))
            at = write(node.children, at, node.end)
            at = put(at, max(at, node.end))
            parts.append(write_tag(mark.label, Form.CLOSE))
        return at

    def put(start: int, end: int) -> int:
        parts.append(double_slashes(draft[start:end]))
        return end

    at = write(nodes, 0, len(draft))
    parts.append(draft[at:])
    return "".join(parts)
