"""How much of a draft is in doubt where no check finds anything: for ranking, not for alarms.

A few things that can be counted without a model (`features_of`), each with a weight. What they
mean, and how well they rank, is in docs/checks.md; `python -m tools.train_risk` learns the weights.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import exp, log
from typing import NamedTuple

from transkit.checks.base import Pair
from transkit.checks.coverage import is_empty
from transkit.checks.score import usual_score
from transkit.text.lexicon import read_lexicon
from transkit.text.names import sounds_alike
from transkit.text.stems import WORD, stem_of

__all__ = ["FEATURES", "LONGEST", "Usual", "features_of", "measure_doubt", "weigh"]

_ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’]*")
_LATIN = re.compile(r"[A-Za-z]+")
_RATIOS = {"uk": 0.03, "ko": -0.85}
"""Logarithm of how long a target usually is, in letters per letter of the source."""
LONGEST = 30_000
"""Characters of a source up to which its words are compared with those of its target."""
_SURELY_SOUNDS = 0.7
_SAME_LATIN, _SAME_SOUND, _OTHER = 0.9, 0.8, 0.25
"""Share of letters that another translator would write for a Latin word, for one that sounds like
the source's (times how alike), and for any other."""

FEATURES = {
    "untold": "share of the words that the lexicon knows of which the draft has no translation",
    "expected": "share of the draft's letters that another translator would be expected to write",
    "ways": "in how many ways each of those words is translated (entropy)",
    "names": "share of the source's words with a capital",
    "latin": "Latin letters of the draft, as a share of all",
    "digits": "digits of the draft, as a share of letters and digits",
    "long": "letters of a word of the draft",
    "ratio": "how far its length is from what is usual, as a logarithm",
}
"""What is counted of a draft, by name, with its meaning."""


class Usual(NamedTuple):
    """What a feature usually is in a language."""

    mean: float
    spread: float


_WEIGHTS = {"untold": 0.33, "expected": -0.38, "ways": 0.09, "names": -0.42, "latin": 0.72,
            "digits": -0.33, "long": -0.41, "ratio": 0.13}  # fmt: skip
"""What a feature adds to doubt where it is one spread above what is usual."""
_USUAL = {
    "uk": {
        "untold": Usual(0.386, 0.191), "expected": Usual(0.517, 0.106), "ways": Usual(0.767, 0.212),
        "names": Usual(0.091, 0.111), "latin": Usual(0.014, 0.051), "digits": Usual(0.009, 0.023),
        "long": Usual(5.938, 0.793), "ratio": Usual(0.099, 0.078),
    },
    "ko": {
        "untold": Usual(0.463, 0.220), "expected": Usual(0.458, 0.120), "ways": Usual(0.698, 0.215),
        "names": Usual(0.091, 0.111), "latin": Usual(0.072, 0.143), "digits": Usual(0.023, 0.049),
        "long": Usual(3.149, 0.567), "ratio": Usual(0.155, 0.133),
    },
}  # fmt: skip
_SCORE = 1.2
"""What an engine's score that is one spread below what is usual adds to doubt."""
_SPREAD_OF_SCORES = 0.2
"""How far the scores of an engine are usually from their median, as a share of it."""


def measure_doubt(pair: Pair) -> float:
    """Return how doubtful a draft is, in [0, 1]: 0.5 for what is usual.

    The engine's score counts most, where there is one and others of the article to compare it with:
    engines differ in how sure they say they are. 0 where nothing is known at all.
    """
    usual = _USUAL.get(pair.target_language)
    found = features_of(pair) if usual is not None else None
    typical = pair.article.once(usual_score)
    total = 0.0 if usual is None or found is None else weigh(found, usual, _WEIGHTS)
    if pair.score is not None and typical:
        total += _SCORE * (1 - pair.score / typical) / _SPREAD_OF_SCORES
    elif found is None:
        return 0.0
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def weigh(
    found: Mapping[str, float], usual: Mapping[str, Usual], weights: Mapping[str, float]
) -> float:
    """Return the doubt that features make together: 0 for what is usual, 1 for one spread more."""
    return sum(
        weight * (found[name] - usual[name].mean) / usual[name].spread
        for name, weight in weights.items()
    )


def features_of(pair: Pair) -> dict[str, float] | None:
    """Return what can be counted of a draft, by the names of `FEATURES`.

    ``None`` for languages without a lexicon, for texts without words, and for endless ones.
    """
    language = pair.target_language
    if len(pair.source.prose) > LONGEST:
        return None
    lexicon = read_lexicon(pair.source_language, language)
    source = _ENGLISH.findall(pair.source.prose)
    target = WORD.findall(pair.target.prose)
    if not lexicon.pairs or pair.source_language != "en" or not source or not target:
        return None
    stems = [stem_of(word, language) for word in target]
    content = [word for word in source if len(word) > 2 and not is_empty(word)]
    known = [found for word in content if (found := lexicon.pairs.get(stem_of(word, "en")))]
    there = set(stems)
    letters = sum(map(len, target))
    text = pair.target.prose
    return {
        "untold": _mean([float(there.isdisjoint(ways)) for ways in known]),
        "expected": _expected(source, list(zip(target, stems, strict=True)), pair),
        "ways": _mean([_entropy(tuple(sorted(ways.values()))) for ways in known]),
        "names": sum(word[0].isupper() for word in source[1:]) / len(source),
        "latin": sum(map(len, _LATIN.findall(text))) / letters,
        "digits": sum(map(str.isdigit, text)) / max(1, sum(map(str.isalnum, text))),
        "long": letters / len(target),
        "ratio": _off_ratio(pair),
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _off_ratio(pair: Pair) -> float:
    """Return how far the length of a target is from what is usual, as a logarithm."""
    source, target = (sum(map(str.isalnum, text.prose)) for text in (pair.source, pair.target))
    return abs(log(max(1, target) / max(1, source)) - _RATIOS.get(pair.target_language, 0.0))


@lru_cache(maxsize=4096)
def _entropy(shares: tuple[float, ...]) -> float:
    """Return how open a choice is: 0 for a single way, the more the more ways there are."""
    total = sum(shares)
    return -sum(share / total * log(share / total) for share in shares)


def _expected(source: Sequence[str], target: Sequence[tuple[str, str]], pair: Pair) -> float:
    """Return the share of letters that another translator would be expected to write, in [0, 1]."""
    language = pair.target_language
    alike: dict[str, float] = {}
    for word in source:
        for stem, value in _agreement(word, pair.source_language, language).items():
            alike[stem] = max(value, alike.get(stem, 0.0))
    heard = [word for word in source if len(word) > 3 and not is_empty(word)]
    same = letters = float(sum(map(str.isdigit, pair.target.prose)))
    for word, stem in target:
        letters += len(word)
        if stem in alike:
            same += len(word) * alike[stem]
        elif word.isascii():
            same += len(word) * _SAME_LATIN
        else:
            sound = max((sounds_alike(name, word) for name in heard), default=0.0)
            share = _SAME_SOUND if sound >= _SURELY_SOUNDS else _OTHER
            same += len(word) * share * sound
    return same / letters if letters else 0.0


@lru_cache(maxsize=8192)
def _agreement(word: str, source_language: str, language: str) -> Mapping[str, float]:
    """Return the target stems that a word may be, each with how alike the others are to it."""
    from rapidfuzz.distance import Indel

    ways = read_lexicon(source_language, language).pairs.get(stem_of(word, source_language), {})
    total = sum(ways.values())
    return {
        stem: sum(
            share / total * Indel.normalized_similarity(stem, other)
            for other, share in ways.items()
        )
        for stem in ways
    }
