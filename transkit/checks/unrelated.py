"""Whether a target tells what its source tells, as far as words, names and numbers can say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import inf, log, sqrt

from transkit.checks.base import Pair, Remark, check, note, warning
from transkit.checks.coverage import content_words, translations, words_of
from transkit.checks.doubt import LONGEST, features_of
from transkit.checks.own_names import rendered_as, stand_ins
from transkit.checks.word_lists import read_words
from transkit.text.lexicon import read_lexicon
from transkit.text.names import sounds_alike
from transkit.text.number_words import ENGLISH
from transkit.text.numbers import Mention, Weight, find_numbers
from transkit.text.stems import list_stems, stem_of

__all__ = ["CHECKS", "EVIDENCE", "evidence_of", "kinship"]

_TOLD = {"uk": 0.62, "ko": 0.5}
"""Share of the words that the lexicon knows that people's translations tell in one of its ways."""
_CHANCE = 0.008
"""How likely a stem stands in a text that has nothing to do with it, for each word that it
translates surely, where the text is as long as `_USUAL_STEMS`."""
_USUAL_STEMS = 15
_MOST = 0.6
"""The most that chance is taken for."""
_LEAST_CHANCE = 0.01
_EXPECTED = 0.4
"""Share of letters that another translator would write (`transkit.checks.doubt`) where source and
target may or may not belong together."""
_ALIKE, _PERHAPS_ALIKE = 0.78, 0.66
"""How alike a word of the target must sound to a name, to be it, and to be it perhaps."""
_LARGE = 13
"""Numbers from which on two that are the same are hardly so by chance; decimals never are."""
_MOST_NUMBERS = 3
_SIGNED = frozenset(
    stem_of(word, "en")
    for word in (
        "percent cent percentage dollar euro pound yen million billion trillion kilometre "
        "kilometer metre meter centimetre centimeter kilogram kilo gram tonne degree hour minute "
        "second"
    ).split()
)
_SHORT, _LESS_SURE = 10, {"uk": 0.4, "ko": 0.4}
"""Words of a source below which its evidence is of less worth, and by how much for each less."""
_WORDS = 3
"""Words that a source must have."""
_IMPERIAL = re.compile(
    r"\b(?:miles?|mph|feet|foot|ft|inch\w*|yards?|pounds?|lbs?|ounces?|Fahrenheit|acres?|gallons?)\b"
    r"|°\s?F"
)

EVIDENCE = {
    "words": "how likely the words that are told, and those that are not, are of a translation",
    "word": "the same for the root of the number of words: many of them say less each",
    "letters": "letters that another translator would be expected to write, above what is usual",
    "letter": "the same for each root of the number of words",
    "size": "words of the source",
    "known": "names that the target has, or calls in its own way",
    "heard": "names that a word of the target sounds like",
    "perhaps": "names that a word of the target may sound like",
    "lost": "names that nothing sounds like",
    "large": "numbers of two digits and more that both have",
    "small": "other numbers that both have",
    "missing": "numbers that the target does not have",
    "added": "numbers that the source does not have",
}
"""What is counted of a pair, by name, with its meaning."""
_BASE = {"uk": 3.65, "ko": 2.69}
_WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "uk": {
        "words": 0.196, "word": 0.808, "letters": 0.542, "letter": 0.645, "size": 0.087,
        "known": 1.361, "heard": 1.436, "perhaps": -0.105, "lost": -0.913, "large": 1.813,
        "small": 1.169, "missing": -3.548, "added": -2.789,
    },
    "ko": {
        "words": 0.316, "word": 1.217, "letters": 0.44, "letter": 0.168, "size": 0.113,
        "known": 2.639, "heard": 1.589, "perhaps": -0.946, "lost": -1.425, "large": 3.071,
        "small": 2.431, "missing": -2.824, "added": -2.77,
    },
}  # fmt: skip
"""What each counts; `python -m tools.train_unrelated` learns them."""
_SURELY, _PERHAPS = {"uk": -3.0, "ko": -2.5}, {"uk": -1.7, "ko": -1.6}
"""Kinship below which a target is surely, and perhaps, that of another source."""


@check("unrelated", sources="en", targets="uk ko")
def unrelated(pair: Pair) -> Iterator[Remark]:
    """A target that seems to tell something else than its source: another text, random words.

    What counts is which words of the source have a translation in the target, and how likely that
    would be by chance; names that sound alike; numbers; and how many of the target's letters are of
    words that the source explains. One note makes the risk of a draft medium.

    Example: the source is about a bridge, the target about a football match.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 370 of 400 planted found; 421
    alarms right, 0 wrong (100 %, 7 notes). Korean 298 of 400 planted found; 243 alarms right, 0
    wrong (100 %, 9 notes).
    """
    if pair.target.prose == pair.source.prose:  # a copy: `untranslated` tells
        return
    language = pair.target_language
    few = max(0, _SHORT - len(content_words(pair.source.words)))
    less = few * _LESS_SURE.get(language, 0.0)
    perhaps = _PERHAPS.get(language, 0.0) - less
    found = kinship(pair, below=perhaps)
    if found is None:
        return
    if found < _SURELY[language] - less:
        yield warning("the target tells hardly a word of the source: is it of another text?")
    elif found < perhaps:
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
    language = pair.target_language
    found = evidence_of(pair, letters=False)
    if language not in _TOLD or found is None:
        return None
    weights = _WEIGHTS[language]
    total = _BASE[language] + sum(weights[name] * value for name, value in found.items())
    if total + _of_letters(0.0, found["size"], weights) >= below:
        return None
    features = features_of(pair)
    if features is None:
        return None
    return total + _of_letters(features["expected"], found["size"], weights)


def _of_letters(share: float, size: float, weights: Mapping[str, float]) -> float:
    """Return what a share of expected letters says for a translation."""
    return sum(weights[name] * value for name, value in _letters(share, size).items())


def _letters(share: float, size: float) -> dict[str, float]:
    off = 20 * (share - _EXPECTED)
    return {"letters": off, "letter": off * sqrt(10 * size) / 4}


def evidence_of(pair: Pair, *, letters: bool = True) -> dict[str, float] | None:
    """Return what is counted of a pair, by the names of `EVIDENCE`.

    Args:
        pair: Source and target.
        letters: Whether expected letters are counted, too; they take the most time.

    Returns:
        ``None`` for sources of a few words, for texts without words, and for endless ones.
    """
    if len(pair.source.words) > LONGEST:
        return None
    words = content_words(pair.source.words)
    language = pair.target_language
    if len(words) < _WORDS or language not in _TOLD:
        return None
    told, names = _of_words(words, pair)
    found = {"words": told, "word": told / sqrt(len(words)), "size": len(words) / 10}
    found |= _of_names(names, pair) | _of_numbers(pair)
    if letters:
        features = features_of(pair)
        if features is None:
            return None
        found |= _letters(features["expected"], found["size"])
    return found


def _of_words(words: Sequence[str], pair: Pair) -> tuple[float, list[str]]:
    """Return what the words of a source say for a translation, as a logarithm, and its names."""
    language = pair.target_language
    lexicon = read_lexicon(pair.source_language, language)
    stems = frozenset(list_stems(pair.target.words, language))
    begins = pair.source.words.lstrip(" \"“‘'(«").startswith(words[0])
    total, names = 0.0, []
    for at, word in enumerate(words):
        ways = translations(word, lexicon)
        is_first = at == 0 and begins
        told = bool(ways) and not stems.isdisjoint(ways)
        is_name = word[0].isupper() and word.casefold() not in read_words("en-common")
        if not told and _is_of_a_number(word):
            continue  # 6,75 %; what it says is told by the number
        if ways and (told or is_first or not is_name):
            shares = lexicon.pairs[stem_of(word, pair.source_language)]
            chance = _chance_of(shares, language) * len(stems) / _USUAL_STEMS
            total += _evidence(min(_MOST, chance), _TOLD[language], told=told)
        elif is_name:
            names.append(word)
    return total, names


@lru_cache(maxsize=4096)
def _is_of_a_number(word: str) -> bool:
    """Return whether an English word is a number, or what is written as a sign beside one."""
    return word.casefold() in ENGLISH or stem_of(word, "en") in _SIGNED


def _of_names(names: Sequence[str], pair: Pair) -> dict[str, float]:
    """Return how many names the target has, by how sure that is."""
    language, target = pair.target_language, pair.target.words
    words = words_of(target, language)
    # Ukrainian names have a capital.
    heard = [word for word in words if language != "uk" or word[0].isupper()]
    found = dict.fromkeys(("known", "heard", "perhaps", "lost"), 0.0)
    for name in names:
        starts = rendered_as(name, language) | stand_ins(name, pair.source.words, language)
        if (
            name in target
            or any(word.casefold().startswith(tuple(starts)) for word in words)
            or (language == "ko" and any(start in target for start in starts))
        ):
            found["known"] += 1
            continue
        alike = max((sounds_alike(name, word) for word in heard), default=0.0)
        kind = "heard" if alike >= _ALIKE else "perhaps" if alike >= _PERHAPS_ALIKE else "lost"
        found[kind] += 1
    return found


def _of_numbers(pair: Pair) -> dict[str, float]:
    """Return how many numbers in digits both sides have, and how many only one of them."""
    source = find_numbers(pair.source.prose, pair.source_language)
    target = find_numbers(pair.target.prose, pair.target_language)
    there, here = _values(source), _values(target)
    found = dict.fromkeys(("large", "small", "missing", "added"), 0.0)
    for mention in (one for one in source if one.weight is Weight.FIRM):
        if not any(value in here for values in mention.readings for value in values):
            found["missing"] += 1
        elif any(value in here for value in mention.readings[0]):
            most = max(mention.readings[0])
            found["large" if most >= _LARGE or most != int(most) else "small"] += 1
    found["added"] += sum(
        one.weight is Weight.FIRM
        and not any(value in there for values in one.readings for value in values)
        for one in target
    )
    if _IMPERIAL.search(pair.source.prose):  # in metric units, it is another number
        found["missing"] = max(0.0, found["missing"] - 1)
        found["added"] = max(0.0, found["added"] - 1)
    return {name: min(_MOST_NUMBERS, count) for name, count in found.items()}


def _values(mentions: Sequence[Mention]) -> frozenset[object]:
    return frozenset(value for one in mentions for values in one.readings for value in values)


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
