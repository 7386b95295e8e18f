"""From the words that surely translate each other to those beside them.

What stands beside a word in one text stands beside its translation in the other, on either side of
it: verbs and their objects, nouns and what is said of them, change places. So pairs of words grow,
the best neighbours first, over small words that have no counterpart (after Och and Ney 2003, "A
Systematic Comparison of Various Statistical Alignment Models", §4.4).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from heapq import heappop, heappush

__all__ = ["grow_pairs"]

_ALONG = 1.0
"""What a neighbouring pair is worth that stands in the same order in both texts."""
_TURNED = 0.6
"""The same where they have changed places."""
_STEPS = ((1, 1, _ALONG), (-1, -1, _ALONG), (1, -1, _TURNED), (-1, 1, _TURNED))


def grow_pairs(
    pairs: Collection[tuple[int, int]], source: Sequence[int], target: Sequence[int]
) -> list[tuple[int, int]]:
    """Return pairs of tokens, and those that grow from them, in order.

    A token is in one pair at most. Time grows with the number of tokens.

    Args:
        pairs: Tokens of source and target, by their numbers.
        source: Numbers of the tokens that may have a counterpart, in order, those of `pairs` too.
        target: The same of the other text.
    """
    ours = {token: at for at, token in enumerate(source)}
    theirs = {token: at for at, token in enumerate(target)}
    found = {(ours[i], theirs[j]) for i, j in pairs if i in ours and j in theirs}
    used = ({one for one, _ in found}, {other for _, other in found})
    worth: dict[tuple[int, int], float] = {}
    heap: list[tuple[float, float, int, int]] = []

    def look_around(one: int, other: int) -> None:
        for along, across, weight in _STEPS:
            x, y = one + along, other + across
            if 0 <= x < len(source) and 0 <= y < len(target):
                worth[x, y] = worth.get((x, y), 0.0) + weight
                apart = abs(x / len(source) - y / len(target))
                heappush(heap, (-worth[x, y], apart, x, y))

    for pair in sorted(found):
        look_around(*pair)
    while heap:
        weight, _, x, y = heappop(heap)
        if x not in used[0] and y not in used[1] and -weight == worth[x, y]:
            found.add((x, y))
            used[0].add(x)
            used[1].add(y)
            look_around(x, y)
    return sorted({*pairs, *((source[x], target[y]) for x, y in found)})
