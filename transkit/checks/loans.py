"""Which words are spelled after the sound of a foreign name: 블링컨 and Шольц."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from math import log
from pathlib import Path

__all__ = ["ABOUT", "grams_of", "loan_score", "loans_path"]

ABOUT = "What Korean loans are made of: statistics of transkit, see tools/train_loans.py."
_FEW = 4.0
"""Added to what is counted, so that what was hardly ever seen says little."""
_ENDING = re.compile(r"(?:ого|ому|ами|ями|ові|ею|ою|ах|ях|ів|ом|ем|ам|ям|[аеиіїоуюяь])$")


@lru_cache(maxsize=16384)
def loan_score(word: str, language: str) -> float:
    """Return how much a word looks like a foreign name: above 0 for likely, below for not.

    The mean logarithm of how much more often what it is made of stands in foreign words than in
    others. Korean ones are learned from texts that people translated (`tools/train_loans.py`);
    Ukrainian ones are cities and countries (CLDR), and the common words of `read_lexicon`.

    Args:
        word: Of Hangul or Cyrillic letters.
        language: ``ko`` or ``uk``.
    """
    if language == "ko":
        worth = _korean()
        odds = [worth.get(gram, 0.0) for gram in grams_of(word)]
    else:
        foreign, common = _counts()
        shares = _shares()
        odds = [
            log((foreign[gram] / shares[0] + _FEW) / (common[gram] / shares[1] + _FEW))
            for gram in _pieces(word)
        ]
    return sum(odds) / len(odds) if odds else 0.0


def loans_path(language: str) -> Path:
    """Return where the list of a language is."""
    return Path(__file__).parents[1] / "text" / "lexicons" / f"{language}-loans.txt"


@cache
def _korean() -> Mapping[str, float]:
    """Return how much more likely a word with a syllable is a loan, as a logarithm."""
    worth: dict[str, float] = {}
    for line in loans_path("ko").read_text(encoding="utf-8").splitlines():
        value, tab, grams = line.partition("\t")
        if tab:
            worth.update(dict.fromkeys(grams.split(" "), int(value) / 10))
    return worth


def grams_of(word: str) -> list[str]:
    """Return the Hangul syllables of a word, their beginnings, their ends, and pairs of them."""
    syllables = [letter for letter in word if "가" <= letter <= "힣"]
    ends = [(ord(letter) - ord("가")) % 28 for letter in syllables]
    return [
        *syllables,
        *(f"_{end}" for end in ends),
        *(f"{chr(ord(letter) - end)}_" for letter, end in zip(syllables, ends, strict=True)),
        *("".join(two) for two in pairwise(syllables)),
    ]


@cache
def _counts() -> tuple[Counter[str], Counter[str]]:
    """Return what Ukrainian names are made of, and what common words are made of, how often."""
    from babel import Locale

    from transkit.text.lexicon import read_lexicon

    here = Locale.parse("uk")
    names = [about.get("city", "") for about in here.time_zones.values()]
    names += here.territories.values()
    known = read_lexicon("en", "uk").common
    words = (word for name in names for word in re.split(r"[\s-]", name))
    foreign = (word for word in words if len(word) > 2 and word.casefold() not in known)
    return _count(foreign), _count(known)


@cache
def _shares() -> tuple[float, float]:
    """Return what share of all that was counted stands in names, and what share in other words."""
    foreign, common = (counts.total() for counts in _counts())
    return foreign / (foreign + common), common / (foreign + common)


def _count(words: Iterable[str]) -> Counter[str]:
    return Counter(piece for word in words for piece in _pieces(word))


def _pieces(word: str) -> list[str]:
    """Return two and three letters in a row of a Ukrainian word without its ending."""
    stem = f"^{_ENDING.sub('', word.casefold())}"
    return [stem[at : at + size] for size in (2, 3) for at in range(len(stem) - size + 1)]
