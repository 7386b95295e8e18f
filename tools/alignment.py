"""Which lines of a page are its article's: the page's lines aligned with the article's text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

__all__ = ["align"]

_WORD = re.compile(r"\w+")
_SHORT = 4
"""Words below which a line counts only right beside others that count."""
_OVERLAP = 2
"""Words of the article that two lines may both claim."""
_BESIDE = 6
"""Lines that a short line may be away from its neighbour in the article."""
_BACK = 1500
"""Matches that are looked back on; more are never between two lines of one article."""


class _Match(NamedTuple):
    """A line and the words of the article that it may be."""

    line: int
    start: int
    end: int
    weight: float


def align(lines: Sequence[str], body: str) -> list[bool]:
    """Return for each line whether it is the article's.

    The heaviest chain of lines whose words stand in the article in the same order (dynamic
    programming); a short line, such as an entry of a menu that is also a word of the article,
    counts only where the article goes on from it to the line before or after.
    """
    words = _WORD.findall(body)
    matches = sorted(_find_matches(lines, words))
    chain = _find_chain(matches)
    found = [False] * len(lines)
    for place, match in enumerate(chain):
        before = chain[place - 1] if place else None
        after = chain[place + 1] if place + 1 < len(chain) else None
        if match.weight >= _SHORT / 2 or _meets(before, match) or _meets(match, after):
            found[match.line] = True
    return found


def _meets(first: _Match | None, second: _Match | None) -> bool:
    """Tell whether the article goes on from one line to the other."""
    if first is None or second is None:
        return False
    return abs(second.start - first.end) <= 1 and second.line - first.line <= _BESIDE


def _find_matches(lines: Sequence[str], body: Sequence[str]) -> Iterator[_Match]:
    """Yield where each line may stand in the article."""
    triples: dict[tuple[str, ...], list[int]] = defaultdict(list)
    singles: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(body):
        triples[tuple(body[place : place + 3])].append(place)
        singles[word].append(place)
    for number, line in enumerate(lines):
        words = _WORD.findall(line)
        if len(words) >= _SHORT:
            yield from _match_long(number, words, triples, len(body))
        elif words:
            for place in singles[words[0]]:
                if list(body[place : place + len(words)]) == words:
                    yield _Match(number, place, place + len(words), len(words) / 2)


def _match_long(
    number: int,
    words: Sequence[str],
    triples: Mapping[tuple[str, ...], Sequence[int]],
    size: int,
) -> Iterator[_Match]:
    """Yield where a line may stand, half of whose triples of words do."""
    votes: Counter[int] = Counter()
    for place in range(len(words) - 2):
        for found in triples.get(tuple(words[place : place + 3]), ()):
            votes[found - place] += 1
    near = max(2, len(words) // 10)
    for offset, _ in votes.most_common(6):
        total = sum(count for other, count in votes.items() if abs(other - offset) <= near)
        if 2 * total >= len(words) - 2:
            yield _Match(number, max(0, offset), min(size, offset + len(words)), total + 2)


def _find_chain(matches: Sequence[_Match]) -> list[_Match]:
    """Return the heaviest chain of matches that go forward in lines and in words."""
    best: list[float] = []
    back: list[int] = []
    for place, match in enumerate(matches):
        short = match.weight < _SHORT / 2
        score, source = (0.0 if short else match.weight), -1
        for other in range(max(0, place - _BACK), place):
            before = matches[other]
            if before.line >= match.line or before.end > match.start + _OVERLAP:
                continue
            meets = abs(match.start - before.end) <= 1
            gain = match.weight if meets or not short else -0.5
            gain += meets and match.line - before.line <= 3
            if best[other] + gain > score:
                score, source = best[other] + gain, other
        best.append(score)
        back.append(source)
    chain: list[_Match] = []
    place = max(range(len(best)), key=best.__getitem__, default=-1)
    while place >= 0:
        chain.append(matches[place])
        place = back[place]
    return chain[::-1]
