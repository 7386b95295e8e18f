"""Which words of a draft translate which words of its source, from the words alone.

For engines that cannot say it themselves. What is the same on both sides (numbers by value, words
in Latin letters, names that sound alike, quotation marks, brackets) is aligned with each other, and
so are words that stand for each other in `transkit.text.lexicon`, and words beside those
(`transkit.text.growing`); the words between are aligned by where they stand, as a share of the
letters between two such places. Measured against places alone
and against models' attention: ``python -m benchmarks.tags``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from transkit.text.anchors import find_anchors, sound_of
from transkit.text.growing import grow_pairs
from transkit.text.lexicon import Lexicon, read_lexicon
from transkit.text.markup import PROTECTED_SPAN
from transkit.text.stems import stem_of
from transkit.text.word_lists import read_list

__all__ = ["Link", "Token", "align_words", "shift_links", "tokenize"]

_TOKEN = re.compile(
    rf"(?:{PROTECTED_SPAN})|(?P<word>[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff]"
    r"|[^\W_]+(?:[_'’ʼ.,-]+(?=\w)[^\W_]+)*)|(?P<sign>\S)"
)
_SAME_SIGNS = {
    **dict.fromkeys('“”„‟«»"', '"'),
    **dict.fromkeys("‘’‚‹›'", "'"),
    **dict.fromkeys("–—―", "—"),
}
_PAIRED = frozenset("\"'()[]:;?!—")
"""Signs that a translator keeps, and whose places say something if both sides have as many."""
_COUNTERS = {
    "ko": re.compile(
        "(?:명|개|권|마리|대|채|척|곳|건|살|번|번째|가지|그루|잔|병|장|편|곡|석|표|군데|쌍|켤레|벌)"
        "(?:은|는|이|가|을|를|의|에|에서|에게|과|와|으로|로|도|만|까지|이다|이며|씩)?"
    ),
    "uk": re.compile("рік|року|роком|році|роки|років|роках"),
}
"""Words behind a number that other languages do without."""
_NUMBER = re.compile(
    r"\d|(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무|서른|마흔|쉰|몇|수십|수백)\Z"
)
_SOUND = 2
"""Classes of consonants that a name must have to be known by its sound."""
_PROBABLE = 0.03
"""How sure a pair of words in the lexicon must be to count."""
_FALLS_OFF = 4.0
"""How fast a pair's worth falls off with how far apart its words stand, as shares of the texts."""
_MOST_PAIRS = 250_000
"""Words times words of texts that are looked at in the lexicon: keeps very long ones fast."""


class Token(NamedTuple):
    """A word, with hyphens and apostrophes in it, or a single sign."""

    start: int
    """Code points."""
    end: int
    is_word: bool


class Link(NamedTuple):
    """A stretch of the source and one of the target that translate each other, in code points."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int


def tokenize(text: str) -> list[Token]:
    """Return the words and signs of a text in order; only white space lies between them.

    A protected tag pair with what it holds is one word. Han, Kana and Thai characters, which no
    spaces separate, are words of their own.
    """
    return [
        Token(match.start(), match.end(), match["sign"] is None) for match in _TOKEN.finditer(text)
    ]


def align_words(source: str, target: str, languages: tuple[str, str]) -> tuple[Link, ...]:
    """Return links from words of the source to words of the target, in order of the target.

    Each word of the target has one at most; none is where only a word that surely stands for
    another is near. Equal texts are aligned word by word.

    Args:
        source: A segment.
        target: Its draft.
        languages: BCP 47 tags of source and target; they say how numbers are written.
    """
    ours, theirs = tokenize(source), tokenize(target)
    if source == target:
        return tuple(Link(t.start, t.end, t.start, t.end) for t in ours if t.is_word)
    pairs = _same(_Side(source, ours, languages[0]), _Side(target, theirs, languages[1]))
    pairs = sorted([*pairs, *_known((source, ours), (target, theirs), languages, pairs)])
    counters = _find_counters(target, theirs, languages[1]).difference(j for _, j in pairs)
    large = _large((target, theirs), languages[1], {j for _, j in pairs})
    pairs = grow_pairs(
        pairs,
        _large((source, ours), languages[0], {i for i, _ in pairs}),
        [j for j in large if j not in counters],
    )
    chain = _longest_chain(pairs)
    sure = {j: i for i, j in pairs}
    sure |= {j: sure[j - 1] for j in counters if j - 1 in sure}
    taken = {ours[i] for i, _ in pairs}
    links: list[Link] = []
    words = [token for token in ours if token.is_word]
    if not words:
        return ()
    place = _Interpolation(
        [(0, 0), *((ours[i].start, theirs[j].start) for i, j in chain), (len(source), len(target))]
    )
    starts = [token.start for token in words]
    for j, token in enumerate(theirs):
        if not token.is_word:
            continue
        if j in sure:
            one = ours[sure[j]]
        else:
            at = place.back((token.start + token.end) / 2)
            one = _nearest(words, starts, at)
            if one in taken:
                continue
        links.append(Link(one.start, one.end, token.start, token.end))
    return tuple(links)


def shift_links(links: Iterable[Link], source: int, target: int) -> tuple[Link, ...]:
    """Return links moved by so many code points, as for a segment within its unit."""
    return tuple(
        Link(
            link.source_start + source,
            link.source_end + source,
            link.target_start + target,
            link.target_end + target,
        )
        for link in links
    )


class _Side:
    """One text with what its tokens can be known by."""

    def __init__(self, text: str, tokens: Sequence[Token], language: str) -> None:
        self.keys: dict[str, list[int]] = {}
        self.names: dict[str, list[int]] = {}
        for i, token in enumerate(tokens):
            words = text[token.start : token.end]
            if token.is_word:
                self.keys.setdefault(_key(words, language), []).append(i)
                sound = sound_of(words)[:3] if words[:1].isupper() or words[:1] >= "가" else ""
                if len(sound) >= _SOUND:
                    self.names.setdefault(sound, []).append(i)
            elif (sign := _SAME_SIGNS.get(words, words)) in _PAIRED:
                self.keys.setdefault(sign, []).append(i)


def _key(word: str, language: str) -> str:
    """Return what a word is the same by: the value of a number, else its letters."""
    if any(character.isdigit() for character in word):
        numbers = find_anchors(word, language).numbers
        if len(numbers) == 1:
            return f"={numbers[0]}"
    return word.casefold()


def _same(source: _Side, target: _Side) -> list[tuple[int, int]]:
    """Return pairs of tokens that are the same, as often on both sides; each token once."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for ours, theirs in ((source.keys, target.keys), (source.names, target.names)):
        for key, places in ours.items():
            left = [i for i in places if i not in pairs]
            right = [j for j in theirs.get(key, ()) if j not in used]
            if left and len(left) == len(right):
                pairs.update(zip(left, right, strict=True))
                used.update(right)
    return sorted(pairs.items())


def _known(
    source: tuple[str, Sequence[Token]],
    target: tuple[str, Sequence[Token]],
    languages: tuple[str, str],
    taken: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Return pairs of tokens that the lexicon knows, surest and nearest first; each token once."""
    one, other = (language.split("-")[0].lower() for language in languages)
    there, back = read_lexicon(one, other), read_lexicon(other, one)
    if not (there.pairs or back.pairs) or len(source[1]) * len(target[1]) > _MOST_PAIRS:
        return []
    ours = _stems(*source, one, {i for i, _ in taken})
    theirs = _stems(*target, other, {j for _, j in taken})
    found: list[tuple[float, int, int]] = []
    for i, our in ours:
        for j, their in theirs:
            worth = max(_worth(there, our, their), _worth(back, their, our))
            if worth >= _PROBABLE:
                apart = abs(i / len(source[1]) - j / len(target[1]))
                found.append((-worth * 2.0 ** -(_FALLS_OFF * apart), i, j))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(found):
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return list(pairs.items())


def _find_counters(text: str, tokens: Sequence[Token], language: str) -> set[int]:
    """Return the words that only count: they stand behind a number and belong to it.

    Such are "명" in "다섯 명" (five) and "року" in "1998 року" (in 1998).
    """
    counter = _COUNTERS.get(language.split("-")[0].lower())
    if counter is None:
        return set()
    words = [text[token.start : token.end] for token in tokens]
    return {
        k
        for k in range(1, len(words))
        if counter.fullmatch(words[k]) and _NUMBER.match(words[k - 1])
    }


def _large(text: tuple[str, Sequence[Token]], language: str, sure: Collection[int]) -> list[int]:
    """Return the words of a text but for small ones that are not surely somebody's counterpart."""
    small = _small_words(language.split("-")[0].lower())
    words, tokens = text
    return [
        k
        for k, token in enumerate(tokens)
        if token.is_word and (k in sure or words[token.start : token.end].lower() not in small)
    ]


def _stems(
    text: str, tokens: Sequence[Token], language: str, taken: set[int]
) -> list[tuple[int, str]]:
    """Return the stems of those words of a text that are not taken, by their place."""
    return [
        (k, stem_of(text[token.start : token.end], language))
        for k, token in enumerate(tokens)
        if token.is_word and k not in taken
    ]


def _worth(lexicon: Lexicon, stem: str, other: str) -> float:
    """Return how sure it is that a stem stands for another, in [0, 1]."""
    return lexicon.pairs.get(stem, {}).get(other, 0.0)


def _longest_chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the pairs that is in order on both sides."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for k, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(j)
            ends.append(k)
        else:
            tails[at], ends[at] = j, k
    chain: list[tuple[int, int]] = []
    k = ends[-1] if ends else -1
    while k >= 0:
        chain.append(pairs[k])
        k = before[k]
    return chain[::-1]


class _Interpolation:
    """From places in the target to places in the source."""

    def __init__(self, known: Iterable[tuple[int, int]]) -> None:
        self._known = sorted(set(known), key=lambda pair: (pair[1], pair[0]))
        self._targets = [target for _, target in self._known]

    def back(self, target: float) -> float:
        """Return the place in the source that stands for one in the target."""
        at = min(max(1, bisect_right(self._targets, target)), len(self._known) - 1)
        (a, b), (c, d) = self._known[at - 1], self._known[at]
        return a + (c - a) * (target - b) / max(1, d - b)


def _nearest(words: Sequence[Token], starts: Sequence[int], at: float) -> Token:
    """Return the word at a place, or the one nearest to it."""
    k = max(0, bisect_right(starts, at) - 1)
    if k + 1 < len(words) and at - words[k].end > words[k + 1].start - at:
        k += 1
    return words[k]


@cache
def _small_words(language: str) -> frozenset[str]:
    """Return words of a language, in small letters, that another language often has no word for."""
    return frozenset(read_list("small", language).split())
