"""Whether a target tells what its source tells, as far as words can say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import inf, log

from transkit.checks.base import Pair, Remark, check, note, warning
from transkit.checks.coverage import content_words, is_told
from transkit.checks.doubt import features_of
from transkit.text.lexicon import read_lexicon
from transkit.text.stems import list_stems, stem_of

__all__ = ["CHECKS", "kinship"]

_TOLD = {"uk": 0.62, "ko": 0.5}
"""Share of the words that the lexicon knows that people's translations tell in one of its ways."""
_CHANCE = 0.008
"""How likely a stem stands in a text that has nothing to do with it, for each word that it
translates surely, where the text is as long as `_USUAL_STEMS`."""
_USUAL_STEMS = 15
_MOST = 0.6
"""The most that chance is taken for."""
_LEAST_CHANCE = 0.01
_EXPECTED, _EXPECTED_WEIGHT = 0.4, 20.0
"""Share of letters that another translator would write (`transkit.checks.doubt`) where source and
target may or may not belong together, and what one more such letter counts."""
_NAME_LOST, _NAME_TOLD = 1.0, 1.2
_SURELY, _PERHAPS = -10.0, {"uk": -5.0, "ko": -7.0}
"""Kinship below which a target is surely, and perhaps, that of another source."""
_WORDS = 3
"""Words that a source must have."""


@check("unrelated", sources="en", targets="uk ko")
def unrelated(pair: Pair) -> Iterator[Remark]:
    """A target that seems to tell something else than its source: another text, random words.

    What counts is which words of the source have a translation in the target, and how likely that
    would be by chance; names that sound alike; and how many of the target's letters are of words
    that the source explains. One note makes the risk of a draft medium.

    Example: the source is about a bridge, the target about a football match.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 370 of 400 planted found; 421
    alarms right, 0 wrong (100 %, 7 notes). Korean 298 of 400 planted found; 243 alarms right, 0
    wrong (100 %, 9 notes).
    """
    if pair.target.prose == pair.source.prose:  # a copy: `untranslated` tells
        return
    found = kinship(pair, below=_PERHAPS.get(pair.target_language, 0.0))
    if found is None:
        return
    if found < _SURELY:
        yield warning("the target tells hardly a word of the source: is it of another text?")
    elif found < _PERHAPS[pair.target_language]:
        yield note("the target tells few words of the source: does it say the same?")


def kinship(pair: Pair, *, below: float = inf) -> float | None:
    """Return how much more likely a target is of its source than of another, as a logarithm.

    Above 0 for nearly all translations, below for nearly all other texts.

    Args:
        pair: Source and target.
        below: Values that are not below it need not be known exactly.

    Returns:
        ``None`` where too little is known (languages without a lexicon, sources of a few words), or
        where it is surely not below `below`.
    """
    words = content_words(pair.source.words)
    if pair.target_language not in _TOLD or len(words) < _WORDS:
        return None
    total = _of_words(words, pair)
    if total - _EXPECTED_WEIGHT * _EXPECTED >= below:
        return None
    features = features_of(pair)
    if features is None:
        return None
    return total + _EXPECTED_WEIGHT * (features["expected"] - _EXPECTED)


def _of_words(words: Sequence[str], pair: Pair) -> float:
    """Return what the words of a source say for a translation, as a logarithm."""
    language = pair.target_language
    lexicon = read_lexicon(pair.source_language, language)
    stems = frozenset(list_stems(pair.target.words, language))
    total = 0.0
    for word in words:
        ways = lexicon.pairs.get(stem_of(word, pair.source_language), {})
        if ways:
            chance = _chance_of(ways, language) * len(stems) / _USUAL_STEMS
            told = not stems.isdisjoint(ways) or (word[0].isupper() and is_told(word, pair))
            total += _evidence(min(_MOST, chance), _TOLD[language], told=told)
        elif word[0].isupper():
            is_there = word in pair.target.words or is_told(word, pair)
            total += _NAME_TOLD if is_there else -_NAME_LOST
    return total


def _evidence(chance: float, usual: float, *, told: bool) -> float:
    """Return what a word that is told, or is not, says for a translation, as a logarithm."""
    usual = max(usual, chance + 0.1)
    if told:
        return log(usual / (chance + _LEAST_CHANCE))
    return log((1 - usual) / (1 - chance))


def _chance_of(ways: Mapping[str, float], language: str) -> float:
    """Return how likely one of some stems stands in a text that has nothing to do with them."""
    common = _commonness(language)
    return _CHANCE * sum(common.get(stem, 0.0) for stem in ways)


@cache
def _commonness(language: str) -> Mapping[str, float]:
    """Return how many words of English a stem translates, each as much as it surely does."""
    found: dict[str, float] = {}
    for ways in read_lexicon("en", language).pairs.values():
        for stem, share in ways.items():
            found[stem] = found.get(stem, 0.0) + share
    return found


CHECKS = (unrelated,)
