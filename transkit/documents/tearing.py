"""Korean lines that were cut at a column, in the midst of words, and where their words go on.

Terminals, old mail programs and columns of a printed page break Korean between any two syllables;
others break it between words, as everywhere. The first leave lines that are all full to the last
column. Whether a space was lost at a break the text itself says best: the word whole, or both
halves, stand elsewhere in it. Else the ends of words do (particles and endings).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transkit.documents.lines import Line, columns
from transkit.documents.words import LANGUAGES
from transkit.text.patterns import late_pattern

__all__ = ["Tears", "find_tears"]

_HANGUL = "가-힣"
_END = late_pattern(f"[{_HANGUL}]$")
_START = late_pattern(f"[{_HANGUL}]")
_HEAD = late_pattern(f"[{_HANGUL}]{{1,20}}$")
_TAIL = late_pattern(f"[{_HANGUL}]{{1,20}}")
_CLOSING = re.compile("[.,!?…)”’」』]")
_WORD = late_pattern(f"[{_HANGUL}]+")
_ENOUGH = 6
"""Breaks between syllables, at least: so many lines are not full by chance."""
_MOST = 0.7
"""Of them lack no more than a column, at least; of those broken between words a third do."""
_ALL = 0.95
"""Of them lack no more than two: for half a letter, and a space that went."""
_LONGEST = 8
"""Syllables by which a word is known."""
_WORD_ENDS = (*LANGUAGES["ko"].hanging_ends, "에", "로", "서", "고", "며")
_PARTICLES = frozenset(
    ("은", "는", "이", "가", "을", "를", "의", "에", "도", "만", "와", "과", "로", "으로", "에서",
     "에게", "까지", "부터", "라고", "고", "며", "다", "했다", "한다", "됐다", "된다", "이다")
)  # fmt: skip
"""What is no word of its own, but ends one."""


@dataclass(frozen=True, slots=True)
class Tears:
    """What a text with torn words says about them."""

    words: frozenset[str]
    """Those that no break touches."""
    beginnings: frozenset[str]
    """Of those."""

    def is_torn(self, before: str, after: str) -> bool:
        """Return whether a word goes on from the end of a line to the beginning of the next."""
        if _CLOSING.match(after):
            return True
        first, last = _HEAD.search(before[-_LONGEST * 4 :]), _TAIL.match(after)
        if first is None or last is None:
            return False
        head, tail = first.group(), last.group()
        whole = (head + tail)[:_LONGEST]
        if head + tail in self.words or (len(head) > 1 and whole in self.beginnings):
            return True
        if head in self.words and tail in self.words:
            return False
        if tail in _PARTICLES:
            return True
        return not (len(head) > 1 and (head in self.words or head.endswith(_WORD_ENDS)))


def find_tears(paragraphs: Sequence[Sequence[Line]]) -> Tears | None:
    """Return what a text says about its torn words; ``None`` where its lines end with words."""
    if not any(_is_cut(paragraphs, width_of) for width_of in (columns, len)):
        return None
    words: set[str] = set()
    for lines in paragraphs:
        last = len(lines) - 1
        for at, line in enumerate(lines):
            found = line.text.split()
            inner = found[1 if at else 0 : len(found) if at == last else -1]
            words.update(match.group() for word in inner for match in _WORD.finditer(word))
    return Tears(
        frozenset(words),
        frozenset(word[:end] for word in words for end in range(3, min(len(word), _LONGEST) + 1)),
    )


def _is_cut(paragraphs: Sequence[Sequence[Line]], width_of: Callable[[str], int]) -> bool:
    """Return whether lines that end between syllables are full to the last column.

    Args:
        paragraphs: Their lines.
        width_of: Measures a line: in columns, or in characters.
    """
    widths = list(_widths(paragraphs, width_of))
    if len(widths) < _ENOUGH:
        return False
    margin = max(widths)
    lacking = [margin - width for width in widths]
    return sum(lack <= 1 for lack in lacking) >= _MOST * len(widths) and sum(
        lack <= 2 for lack in lacking
    ) >= _ALL * len(widths)


def _widths(paragraphs: Sequence[Sequence[Line]], width_of: Callable[[str], int]) -> Iterator[int]:
    """Yield how wide the lines are that end between two syllables."""
    for lines in paragraphs:
        for before, after in pairwise(lines):
            if _END.search(before.text) and _START.match(after.text):
                yield before.indent + width_of(before.text)
