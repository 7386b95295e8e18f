"""Which words are spelled after the sound of a foreign name: 블링컨 and Шольц."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from math import log

__all__ = ["loan_score"]

_FEW = 4.0
"""Added to what is counted, so that what was hardly ever seen says little."""
_ENDING = re.compile(r"(?:ого|ому|ами|ями|ові|ею|ою|ах|ях|ів|ом|ем|ам|ям|[аеиіїоуюяь])$")


@lru_cache(maxsize=16384)
def loan_score(word: str, language: str) -> float:
    """Return how much a word looks like a foreign name: above 0 for likely, below for not.

    The mean logarithm of how much more often what it is made of stands in the names of cities,
    countries and languages (CLDR) than in common words (`read_lexicon`).

    Args:
        word: Of Hangul or Cyrillic letters.
        language: ``ko`` or ``uk``.
    """
    foreign, common = _counts(language)
    grams = _grams(word, language)
    shares = _shares(language)
    odds = [
        log((foreign[gram] / shares[0] + _FEW) / (common[gram] / shares[1] + _FEW))
        for gram in grams
    ]
    return sum(odds) / len(odds) if odds else 0.0


@cache
def _counts(language: str) -> tuple[Counter[str], Counter[str]]:
    """Return what names are made of, and what common words are made of, with how often."""
    from babel import Locale

    from transkit.text.lexicon import read_lexicon

    here = Locale.parse(language)
    names = [about.get("city", "") for about in here.time_zones.values()]
    names += here.territories.values()
    if language == "ko":
        names += here.languages.values()
    words = [word.rstrip("어") for name in names for word in re.split(r"[\s-]", name)]
    known = read_lexicon("en", language).common
    return (
        _count(
            (word for word in words if len(word) > 2 and word.casefold() not in known), language
        ),
        _count(known, language),
    )


@cache
def _shares(language: str) -> tuple[float, float]:
    """Return how large the two counts are, together 1."""
    foreign, common = (one.total() for one in _counts(language))
    return foreign / (foreign + common), common / (foreign + common)


def _count(words: Iterable[str], language: str) -> Counter[str]:
    return Counter(gram for word in words for gram in _grams(word, language))


def _grams(word: str, language: str) -> list[str]:
    """Return what a word is made of."""
    if language == "ko":
        return _syllables(word)
    stem = f"^{_ENDING.sub('', word.casefold())}"
    return [stem[at : at + size] for size in (2, 3) for at in range(len(stem) - size + 1)]


def _syllables(word: str) -> list[str]:
    """Return the Hangul syllables of a word, their finals, and neighbours among syllables."""
    syllables = [letter for letter in word if "가" <= letter <= "힣"]
    finals = [f"_{(ord(letter) - ord('가')) % 28}" for letter in syllables]
    open_ones = [f"{chr(ord(letter) - (ord(letter) - ord('가')) % 28)}_" for letter in syllables]
    return [*syllables, *finals, *open_ones, *("".join(two) for two in pairwise(syllables))]
