"""Which Korean words are spelled after the sound of a foreign name: 블링컨, not 대통령."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from math import log

__all__ = ["loan_score"]

_FEW = 4.0
"""Added to what is counted, so that what was hardly ever seen says little."""


@lru_cache(maxsize=16384)
def loan_score(word: str) -> float:
    """Return how much a Hangul word looks like a foreign name: above 0 for likely, below for not.

    The mean logarithm of how much more often what it is made of stands in the
    Korean names of cities, countries and languages (CLDR) than in common words (`read_lexicon`).
    """
    foreign, common = _counts()
    grams = _grams(word)
    total = foreign.total() + common.total()
    shares = [one.total() / total for one in (foreign, common)]
    odds = [
        log((foreign[gram] / shares[0] + _FEW) / (common[gram] / shares[1] + _FEW))
        for gram in grams
    ]
    return sum(odds) / len(odds) if odds else 0.0


@cache
def _counts() -> tuple[Counter[str], Counter[str]]:
    """Return how often syllables and pairs of them stand in names, and in common words."""
    from babel import Locale

    from transkit.text.lexicon import read_lexicon

    here = Locale.parse("ko")
    cities = (about.get("city", "") for about in here.time_zones.values())
    names = " ".join([*cities, *here.territories.values(), *here.languages.values()])
    words = [word.rstrip("어") for word in names.split() if len(word) > 2]
    return _count(words), _count(read_lexicon("en", "ko").common)


def _count(words: Iterable[str]) -> Counter[str]:
    return Counter(gram for word in words for gram in _grams(word))


def _grams(word: str) -> list[str]:
    """Return what a word is made of: syllables, their finals, and neighbours among syllables."""
    syllables = [letter for letter in word if "가" <= letter <= "힣"]
    finals = [f"_{(ord(letter) - ord('가')) % 28}" for letter in syllables]
    open_ones = [f"{chr(ord(letter) - (ord(letter) - ord('가')) % 28)}_" for letter in syllables]
    return [*syllables, *finals, *open_ones, *("".join(two) for two in pairwise(syllables))]
