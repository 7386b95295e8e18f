"""Relating paragraphs: which of a new version of a text come from which of an old one.

Nothing compares everything with everything: candidates come from an index of sentences, and where
two paragraphs share none, from an index of their rarer words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from transkit.text.alignment import words_of
from transkit.text.typography import fold_typography

__all__ = ["relate_paragraphs"]

_OWN = 25
"""Weight (letters, see `_weight`) from which on a shared sentence alone relates two paragraphs."""
_SHARE = 0.3
"""Share of either paragraph from which on shorter shared sentences do."""
_SIMILAR = 0.5
"""Share of common words, in order, from which on paragraphs without a shared sentence do."""
_COMMON = 20
"""A sentence or word in so many paragraphs says nothing about where one comes from."""
_OLDER = 0.2
"""How much more alike an older version must be than a later one to be taken instead."""
_CANDIDATES = 8
"""How many paragraphs with common rare words are compared in full."""

_Pair = tuple[int, int]
"""Index of the new paragraph, index of the old one."""


def relate_paragraphs(
    new: Sequence[Sequence[str]],
    old: Sequence[Sequence[str]],
    *,
    older: Collection[int] = frozenset(),
) -> list[_Pair]:
    """Return which new paragraphs may come from which old ones, best pairs first.

    A paragraph that shares sentences with several (it was split, joined, or quoted) is in several
    pairs. Paragraphs that share no sentence with any are paired one to one by their words.
    Deterministic; typography makes no difference.

    Args:
        new: Sentences of each paragraph.
        old: Sentences of each paragraph.
        older: Indices of those in `old` that were gone before the others: where both will do, what
            was written last is better.

    Returns:
        (index in `new`, index in `old`): first those that share sentences, by how much of either
        paragraph that is and how similar the words are; then the others by similarity.
    """
    after = [Counter(fold_typography(text) for text in sentences) for sentences in new]
    before = [Counter(fold_typography(text) for text in sentences) for sentences in old]
    words = _Words(new, old)
    shared = _sharing(after, before)
    ranked = [
        (
            _OLDER * (i in older) - _overlap(after[j], before[i]),
            -words.similarity(j, i),
            abs(i - j),
            j,
            i,
        )
        for j, i in shared
    ]
    pairs = [(j, i) for *_rank, j, i in sorted(ranked)]
    with_new, with_old = {j for j, _ in pairs}, {i for _, i in pairs}
    return pairs + words.closest(
        [j for j in range(len(new)) if j not in with_new],
        [i for i in range(len(old)) if i not in with_old],
        older,
    )


def _sharing(after: list[Counter[str]], before: list[Counter[str]]) -> list[_Pair]:
    """Return the pairs of paragraphs that share enough to be related."""
    places: dict[str, list[int]] = {}
    for i, sentences in enumerate(before):
        for text in sentences:
            places.setdefault(text, []).append(i)
    found: list[_Pair] = []
    for j, sentences in enumerate(after):
        candidates = {
            i
            for text in sentences
            if len(places.get(text, ())) <= _COMMON
            for i in places.get(text, ())
        }
        found += [(j, i) for i in sorted(candidates) if _are_related(sentences, before[i])]
    return found


def _are_related(one: Counter[str], other: Counter[str]) -> bool:
    """Return whether two paragraphs share a sentence of their own, or enough of either."""
    common = one & other
    if any(_weight(text) >= _OWN for text in common):
        return True
    shared = _total(common)
    return shared >= _SHARE * _total(one) or shared >= _SHARE * _total(other)


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    """Return how much of the two paragraphs is in sentences that they share, in [0, 1]."""
    shared = _total(one & other)
    return (shared / _total(one) + shared / _total(other)) / 2


def _total(sentences: Counter[str]) -> float:
    return max(1.0, sum(_weight(text) * count for text, count in sentences.items()))


@lru_cache(maxsize=8192)
def _weight(text: str) -> float:
    """Return a text's length in letters; a Han, Kana or Hangul sign counts as two and a half."""
    return len(text) + 1.5 * sum("\u1100" <= character <= "\ud7ff" for character in text)


class _Words:
    """The words of all paragraphs, split when they are first needed."""

    def __init__(self, new: Sequence[Sequence[str]], old: Sequence[Sequence[str]]) -> None:
        self._texts = {"new": new, "old": old}
        self._known: dict[tuple[str, int], list[str]] = {}

    def of(self, side: str, index: int) -> list[str]:
        """Return the words of a paragraph in order."""
        key = side, index
        if key not in self._known:
            self._known[key] = words_of(" ".join(self._texts[side][index]))
        return self._known[key]

    def similarity(self, j: int, i: int) -> float:
        """Return the share of words, in order, that a new and an old paragraph have in common."""
        from rapidfuzz.distance import Indel

        return Indel.normalized_similarity(self.of("new", j), self.of("old", i))

    def closest(self, new: list[int], old: list[int], older: Collection[int]) -> list[_Pair]:
        """Return the most similar pairs of these paragraphs, best first, none twice."""
        places: dict[str, list[int]] = {}
        for i in old:
            for word in dict.fromkeys(self.of("old", i)):
                places.setdefault(word, []).append(i)
        ranked: list[tuple[float, int, int, int]] = []
        for j in new if old else ():
            votes: Counter[int] = Counter()
            for word in dict.fromkeys(self.of("new", j)):
                if len(places.get(word, ())) <= _COMMON:
                    votes.update(places.get(word, ()))
            best = sorted(votes, key=lambda i: (-votes[i], i))[:_CANDIDATES]
            ranked += [
                (_OLDER * (i in older) - similarity, abs(i - j), j, i)
                for i in best
                if (similarity := self.similarity(j, i)) >= _SIMILAR
            ]
        found: dict[int, int] = {}
        used: set[int] = set()
        for _similarity, _distance, j, i in sorted(ranked):
            if j not in found and i not in used:
                found[j] = i
                used.add(i)
        return list(found.items())
