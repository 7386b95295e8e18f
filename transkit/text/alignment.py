"""Aligning sentences: of two versions of a text, and of a text with its translation.

A translation is aligned by dynamic programming over sentence lengths (Gale & Church 1993, "A
Program for Aligning Sentences in Bilingual Corpora") with anchors (numbers, names, words in Latin
letters, question marks) as further evidence. Instead of the one best path all paths count, each
with its probability (forward-backward), so that the result can say how sure it is of every place
where a sentence ends on both sides. Equal counts get no other treatment: in order is simply what is
most likely, until lengths and anchors object.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from transkit.text.anchors import find_anchors, sound_of
from transkit.text.typography import fold_typography

__all__ = ["Bead", "Versions", "align_translation", "align_versions", "words_of"]

SURE = 0.95
"""Probability from which on a place counts as a boundary on both sides."""
SURE_UNEQUAL = 0.98
"""The same where the two sides have not the same number of sentences: then somewhere a translator
has split, joined or left something out."""
SIMILAR = 0.4
"""Share of common words, in order, from which on two sentences are versions of one."""

_KINDS = {
    (1, 1): 0.84,
    (1, 2): 0.05,
    (2, 1): 0.05,
    (2, 2): 0.003,
    (1, 3): 0.005,
    (3, 1): 0.005,
    (1, 4): 0.0005,
    (4, 1): 0.0005,
    (1, 5): 0.00005,
    (5, 1): 0.00005,
    (1, 0): 0.02,
    (0, 1): 0.02,
}
"""How likely a translator makes so many target sentences of so many source sentences.

What is missing here cannot happen on any path, which then looks surer than it is: a sentence that a
splitter took for one is sometimes two or three, of which a translator makes twice as many.
"""
_DEPARTED = 0.5
"""What one to one loses where all of the sentences were split, or joined."""
_SPREAD = 2.4
"""Variance of a translation's length per letter expected; measured 1.9 to 2.1 in news."""
_STRAY = 0.02
"""Share of beads whose lengths say nothing: free translations, asides."""
_OUTLIER = 3.0
"""Standard deviations of length from which on a bead is not believed."""
_LARGEST = 10_000
"""Pairs of positions; beyond, a unit is one bead."""
_FOUND = 0.75
"""How likely a number of a sentence, or a question mark, is found in its translation."""
_NAME_FOUND = 0.6
"""How likely a name sounds alike in its translation."""
_CHANCE = 0.02
"""How likely an anchor is found in another sentence, for each anchor that is there."""
_SOUND_CHANCE = 0.008
"""The same for the sound of a name, for each word that is there (there are 6³ sounds)."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.-]*[A-Za-z0-9]")
_QUESTIONS = ("?", "？")
_SOUND_LENGTH = 3
_SIGNS = {
    "quotation": re.compile('["“”„«»‹›「」『』]'),
    "ellipsis": re.compile(r"…|\.\.\."),
    "exclamation": re.compile("[!！]"),
}
"""Signs that a translator keeps, or leaves out, but hardly moves to the sentence beside it."""
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+|[^\w\s]"
)
"""Words; in scripts that put no spaces between them, single characters; and signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """Some source sentences and the target sentences that translate them."""

    source: range
    """Indices into the source sentences."""
    target: range
    """Indices into the target sentences."""

    @property
    def is_fine(self) -> bool:
        """Return whether it is no more than two sentences on either side, and never nothing.

        A larger one is text whose inner boundaries nobody is sure of.
        """
        return 1 <= len(self.source) <= 2 and 1 <= len(self.target) <= 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """Which sentences of a new version come from which of an old one, by index, new to old."""

    unchanged: dict[int, int]
    changed: dict[int, int]


def align_versions(
    old: Sequence[str | None], new: Sequence[str | None], *, loosely: bool = True
) -> Versions:
    """Align the sentences of two versions of one text. ``None`` stands for one that is taken.

    Sentences that differ in nothing but typography are unchanged: those in order first (a longest
    common subsequence), then those that moved. Of the rest the most similar pairs are changed
    sentences, best first. Every sentence is used once at most. Deterministic.

    Args:
        old: Sentences of the old version.
        new: Sentences of the new version.
        loosely: Also look for changed sentences.
    """
    before = [None if text is None else fold_typography(text) for text in old]
    after = [None if text is None else fold_typography(text) for text in new]
    unchanged = _common_subsequence(before, after)
    taken = set(unchanged.values())
    places: dict[str, list[int]] = {}
    for i, text in enumerate(before):
        if text is not None and i not in taken:
            places.setdefault(text, []).append(i)
    for j, text in enumerate(after):
        if text is not None and j not in unchanged and places.get(text):
            unchanged[j] = places[text].pop(0)
    changed: dict[int, int] = {}
    if loosely:
        used = set(unchanged.values())
        left = {i: text for i, text in enumerate(before) if text is not None and i not in used}
        more = {j: text for j, text in enumerate(after) if text is not None and j not in unchanged}
        changed = _most_similar(left, more)
    return Versions(unchanged=unchanged, changed=changed)


def align_translation(
    source: Sequence[str],
    target: Sequence[str],
    languages: tuple[str, str],
    *,
    least: float | None = None,
) -> tuple[Bead, ...]:
    """Return the finest beads of a text and its translation that are sure.

    Beads come in order and cover every sentence of both sides once. Where it is not sure that a
    sentence ends on both sides, there is no boundary: a bead then holds several sentences (see
    `Bead.is_fine`), at worst a single bead holds everything. So equal counts come out as pairs in
    order only if lengths and anchors agree.

    Args:
        source: Sentences, at least one.
        target: Sentences of the translation, at least one.
        languages: BCP 47 tags of source and target.
        least: Probability in (0.5, 1] that a boundary needs; by default `SURE`, or `SURE_UNEQUAL`
            for unequal counts.
    """
    n, m = len(source), len(target)
    whole = (Bead(source=range(n), target=range(m)),)
    if n <= 1 or m <= 1 or (n + 1) * (m + 1) > _LARGEST:
        return whole
    if least is None:
        least = SURE if n == m else SURE_UNEQUAL
    return _align(tuple(source), tuple(target), languages, least)


@lru_cache(maxsize=1000)
def _align(
    source: tuple[str, ...], target: tuple[str, ...], languages: tuple[str, str], least: float
) -> tuple[Bead, ...]:
    """Return the beads of texts of several sentences.

    What a person wrote is learned from, and merged in the same run: the work is done once.
    """
    evidence = _Evidence.of(source, target, languages)
    cuts = _sure_cuts(len(source), len(target), evidence.weigh, least)
    cuts = evidence.without_strayed(evidence.without_outliers(cuts))
    return tuple(
        Bead(source=range(i, next_i), target=range(j, next_j))
        for (i, j), (next_i, next_j) in pairwise(cuts)
    )


def words_of(text: str) -> list[str]:
    """Return the words and signs of a text for comparing, without case and typography."""
    return _WORD.findall(fold_typography(text).casefold())


def _common_subsequence(old: list[str | None], new: list[str | None]) -> dict[int, int]:
    """Return a longest common subsequence, new index to old."""
    from rapidfuzz.distance import LCSseq

    one = [f"\0{i}" if text is None else text for i, text in enumerate(old)]
    other = [f"\1{j}" if text is None else text for j, text in enumerate(new)]
    found: dict[int, int] = {}
    for block in LCSseq.opcodes(one, other).as_matching_blocks():
        found.update({block.b + k: block.a + k for k in range(block.size)})
    return found


def _most_similar(old: dict[int, str], new: dict[int, str]) -> dict[int, int]:
    """Return pairs of similar texts, new to old, best first, none twice."""
    from rapidfuzz.distance import Indel

    before = {i: words_of(text) for i, text in old.items()}
    after = {j: words_of(text) for j, text in new.items()}
    pairs = sorted(
        (-Indel.normalized_similarity(before[i], after[j]), abs(i - j), j, i)
        for i in before
        for j in after
    )
    found: dict[int, int] = {}
    for similarity, _distance, j, i in pairs:
        if -similarity >= SIMILAR and j not in found and i not in found.values():
            found[j] = i
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """What counts as evidence in one sentence."""

    length: int
    """Letters and signs, without spaces."""
    hard: frozenset[str]
    """Values of numbers; words in Latin letters."""
    sounds: frozenset[str]
    """How names (or, in the target, any words) begin to sound."""
    asks: bool
    signs: frozenset[str]
    """Names of signs of `_SIGNS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """Lengths and anchors of the sentences of both sides."""

    source: tuple[_Side, ...]
    target: tuple[_Side, ...]
    ratio: float
    """Target letters per source letter, in the whole text."""
    kinds: Mapping[tuple[int, int], float]
    """How likely so many target sentences of so many source sentences are in this text."""

    @classmethod
    def of(
        cls, source: Sequence[str], target: Sequence[str], languages: tuple[str, str]
    ) -> _Evidence:
        """Look at all sentences."""
        latin = any(any("a" <= c <= "z" for c in text) for text in target)
        one = tuple(_look(text, languages[0], latin=False, every=False) for text in source)
        other = tuple(_look(text, languages[1], latin=latin, every=True) for text in target)
        total = sum(side.length for side in one)
        return cls(
            source=one,
            target=other,
            ratio=sum(side.length for side in other) / max(1, total),
            kinds=_kinds_for(len(one), len(other)),
        )

    def without_outliers(self, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the cuts but for those around beads whose lengths hardly belong together."""
        unsure: set[tuple[int, int]] = set()
        for one, other in pairwise(cuts):
            length = sum(side.length for side in self.source[one[0] : other[0]])
            found = sum(side.length for side in self.target[one[1] : other[1]])
            expected = self.ratio * length
            if abs(found - expected) > _OUTLIER * math.sqrt(_variance(expected)):
                unsure |= {one, other}
        return [cut for cut in cuts if cut not in unsure or cut in (cuts[0], cuts[-1])]

    def without_strayed(self, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the cuts but for those across which a number, a sign or a Latin word strayed.

        It is in a source on one side, and in the target on the other side only. Lengths alone may
        look right where a translator left one sentence out and made two of the next, or joined two
        and made two of another.
        """
        ours = [_strays_of(self.source[one[0] : other[0]]) for one, other in pairwise(cuts)]
        theirs = [_strays_of(self.target[one[1] : other[1]]) for one, other in pairwise(cuts)]
        kept = [
            cut
            for k, cut in enumerate(cuts[1:-1])
            if not (ours[k] & (theirs[k + 1] - theirs[k]))
            and not (ours[k + 1] & (theirs[k] - theirs[k + 1]))
        ]
        return [cuts[0], *kept, cuts[-1]]

    def weigh(self, source: range, target: range) -> float:
        """Return the logarithm of how likely these target sentences translate these sources."""
        one, other = [self.source[i] for i in source], [self.target[j] for j in target]
        weight = math.log(self.kinds[len(one), len(other)])
        if not other:
            return weight + _missed(one)
        length = sum(side.length for side in other)
        if not one:
            return weight - math.log(400) + _missed(other)
        weight += _length_weight(self.ratio * sum(side.length for side in one), length)
        weight -= math.log(max(2, length)) * (len(other) - 1)
        return weight + _anchor_weight(one, other)


def _kinds_for(n: int, m: int) -> dict[tuple[int, int], float]:
    """Return how likely the kinds of beads are where `n` sentences became `m`.

    A translator who has made many more sentences, or many fewer, has hardly left the others alone:
    what is rare elsewhere is likely there, and one to one proves less.
    """
    share = min(1.0, max(0, abs(m - n) - 1) / min(n, m))
    much, little = (_DEPARTED, _DEPARTED / 4) if m > n else (_DEPARTED / 4, _DEPARTED)
    changed = {(1, 1): -(much + little) * share, (1, 2): much * share, (2, 1): little * share}
    return {kind: likely + changed.get(kind, 0.0) for kind, likely in _KINDS.items()}


def _look(text: str, language: str, *, latin: bool, every: bool) -> _Side:
    """Return what counts as evidence in a sentence."""
    anchors = find_anchors(text, language)
    words = [word for word in words_of(text) if len(word) > 2] if every else anchors.names
    sounds = {sound_of(word)[:_SOUND_LENGTH] for word in words}
    hard = {word.casefold() for word in _LATIN.findall(text)} if latin else set()
    return _Side(
        length=max(1, sum(not character.isspace() for character in text)),
        hard=frozenset({*anchors.numbers, *hard}),
        sounds=frozenset(sound for sound in sounds if len(sound) == _SOUND_LENGTH),
        asks=text.rstrip("\"'”’»)] ").endswith(_QUESTIONS),
        signs=frozenset(name for name, sign in _SIGNS.items() if sign.search(text)),
    )


def _length_weight(expected: float, length: int) -> float:
    """Return the log density of a translation's length: normal, with a flat floor."""
    variance = _variance(expected)
    normal = math.exp(-((length - expected) ** 2) / (2 * variance)) / math.sqrt(
        2 * math.pi * variance
    )
    return math.log((1 - _STRAY) * normal + _STRAY / 400)


def _variance(expected: float) -> float:
    """Return the variance of the length of a translation; that of a few letters varies more."""
    return _SPREAD * expected + 4


def _missed(sides: list[_Side]) -> float:
    """Return what anchors weigh that stand alone."""
    return math.log(1 - _FOUND) * sum(len(side.hard) for side in sides)


def _anchor_weight(source: list[_Side], target: list[_Side]) -> float:
    """Return what the anchors say for or against two sides belonging together."""
    hard, names = _anchors_of(source)
    theirs, sounds = _anchors_of(target)
    asked, asking = sum(side.asks for side in source), sum(side.asks for side in target)
    return (
        _odds(len(hard & theirs), len(hard - theirs), _FOUND, _CHANCE * (1 + len(theirs)))
        + _odds(0, len(theirs - hard), _FOUND, _CHANCE * (1 + len(hard)))
        + _odds(len(names & sounds), len(names - sounds), _NAME_FOUND, _SOUND_CHANCE * len(sounds))
        + _odds(min(asked, asking), abs(asked - asking), _FOUND, 2 * _CHANCE)
    )


def _anchors_of(sides: Sequence[_Side]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the numbers and words, and the sounds, of sentences in a row."""
    first, *others = sides
    hard, sounds = first.hard, first.sounds
    for side in others:
        hard, sounds = hard | side.hard, sounds | side.sounds
    return hard, sounds


def _strays_of(sides: Sequence[_Side]) -> frozenset[tuple[str, str]]:
    """Return what of sentences in a row stays in their translation: numbers, words and signs."""
    hard = {("word", word) for side in sides for word in side.hard}
    return frozenset(hard | {("sign", sign) for side in sides for sign in side.signs})


def _odds(found: int, missed: int, likely: float, chance: float) -> float:
    """Return the log odds of two sides belonging together for anchors found and missed.

    Args:
        found: How many of the one side's anchors are on the other.
        missed: How many are not.
        likely: How likely one is found where the sides belong together.
        chance: How likely where they do not.
    """
    if not (found or missed):
        return 0.0
    chance = min(0.5, max(_CHANCE, chance))
    return found * math.log(likely / chance) + missed * math.log((1 - likely) / (1 - chance))


def _sure_cuts(
    n: int, m: int, weigh: Callable[[range, range], float], least: float
) -> list[tuple[int, int]]:
    """Return the positions (source, target) that nearly all paths run through, ends included."""
    steps = {
        (i, j): [
            ((i + a, j + b), weigh(range(i, i + a), range(j, j + b)))
            for a, b in _KINDS
            if i + a <= n and j + b <= m
        ]
        for i in range(n + 1)
        for j in range(m + 1)
    }
    forward: dict[tuple[int, int], float] = {(0, 0): 0.0}
    for position, onward in steps.items():
        for reached, weight in onward:
            forward[reached] = _add(forward.get(reached), forward[position] + weight)
    backward: dict[tuple[int, int], float] = {(n, m): 0.0}
    for position in reversed(steps):
        for reached, weight in steps[position]:
            backward[position] = _add(backward.get(position), backward[reached] + weight)
    total = forward[n, m]
    inner = [
        position
        for position in steps
        if 0 < position[0] < n
        and 0 < position[1] < m
        and math.exp(forward[position] + backward[position] - total) >= least
    ]
    return _both_moving([(0, 0), *inner, (n, m)])


def _both_moving(cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the cuts without those between which one side stands still.

    A sentence without a counterpart belongs to one of its neighbours, and nobody knows to which.
    """
    still = {
        cut
        for one, other in pairwise(cuts)
        if one[0] == other[0] or one[1] == other[1]
        for cut in (one, other)
    }
    return [cut for cut in cuts if cut not in still or cut in (cuts[0], cuts[-1])]


def _add(one: float | None, other: float) -> float:
    """Return the logarithm of the sum of two numbers given by theirs."""
    if one is None:
        return other
    high, low = max(one, other), min(one, other)
    return high + math.log1p(math.exp(low - high))
