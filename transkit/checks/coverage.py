"""How much of a source is told by its target: words that are translated, names that sound alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from transkit.checks.base import Pair
from transkit.checks.own_names import rendered_as, stand_ins
from transkit.checks.word_lists import read_words
from transkit.text.lexicon import Lexicon, read_lexicon
from transkit.text.names import sounds_alike
from transkit.text.stems import list_stems, stem_of

__all__ = [
    "PARTICLE",
    "begins_with",
    "content_words",
    "is_empty",
    "is_told",
    "told_words",
    "translations",
    "uninflected",
    "without_kind",
    "words_of",
]

_LEAST, _BEGINS = 5, 0.9
"""Letters that a name must have more, and how alike the beginning of a longer word must sound, for
that word to be one that is made of the name."""
_SOUNDS_TOLD = 0.62
"""How alike a word of the target must sound to a name, for the name to be there."""
_UKRAINIAN = re.compile(r"[а-яіїєґ'’ʼ]+(?:-[а-яіїєґ'’ʼ]+)*", re.IGNORECASE)
_HANGUL = re.compile(r"[가-힣]+")
_ENGLISH = re.compile(r"[A-Za-z][a-z'’]+")
PARTICLE = re.compile(
    r"(?:에서는|으로는|에서도|에서의|에게는|으로서|으로부터|(?:이라고|이라는|라고)[도는]|이라고|이라는|이라|에서|에게|으로|라고|라는|까지|부터|에는|에도|로도|와의|"
    r"과의|마다|처럼|보다|조차|마저|께서|이나|들(?:은|이|을|의|과|도|에게|만)|들|이며|이고|였다|이다|인|의|은|는|이|가|을|를|과|와|로|에|도|만|씨|주|시|국|호|어)$"
)
"""Particles behind a Korean name."""


def told_words(text: str, pair: Pair) -> tuple[int, int]:
    """Return how many words of a part of the source the target tells, and how many it should.

    Counted are words that the lexicon knows, and names; English sources only.
    """
    lexicon = read_lexicon(pair.source_language, pair.target_language)
    told = known = 0
    stems = frozenset(list_stems(pair.target.words, pair.target_language))
    for word in content_words(text):
        wanted = translations(word, lexicon)
        if not wanted and not word[0].isupper():
            continue
        known += 1
        if any(stem in stems for stem in wanted) or (
            word[0].isupper() and (word in pair.target.words or is_told(word, pair))
        ):
            told += 1
    return told, known


def content_words(text: str) -> list[str]:
    """Return the words of an English text that most translations have something for, in order."""
    return [word for word in _ENGLISH.findall(text) if len(word) > 2 and not is_empty(word)]


def is_empty(word: str) -> bool:
    """Return whether an English word has no counterpart of its own in many translations."""
    return word.lower() in read_words("en-empty")


def translations(word: str, lexicon: Lexicon) -> Iterable[str]:
    """Return the target stems that a source word may be."""
    return lexicon.pairs.get(stem_of(word, "en"), {})


def is_told(word: str, pair: Pair) -> bool:
    """Return whether a word of the target sounds like a word of the source, or renders it."""
    words = words_of(pair.target.words, pair.target_language)
    starts = (
        *rendered_as(word, pair.target_language),
        *stand_ins(word, pair.source.words, pair.target_language),
    )
    if any(other.casefold().startswith(starts) for other in words):
        return True
    # Korean writes what belongs to a name in one word with it: 북아프리카, 구소련.
    if pair.target_language == "ko" and any(start in pair.target.words for start in starts):
        return True
    lexicon = read_lexicon(pair.source_language, pair.target_language)
    wanted = translations(word, lexicon)
    if any(stem_of(other, pair.target_language) in wanted for other in words):
        return True
    return any(
        sounds_alike(word, other) >= _SOUNDS_TOLD or begins_with(word, other) for other in words
    )


def begins_with(name: str, word: str) -> bool:
    """Return whether a longer word begins with a name: Діснейленд, 디즈니랜드."""
    least = 4 if word[0] < "가" else 3
    return len(name) > _LEAST and any(
        sounds_alike(name, word[:end]) >= _BEGINS for end in range(least, len(word) - 2)
    )


@lru_cache(maxsize=512)
def words_of(target: str, language: str) -> tuple[str, ...]:
    """Return the words of a target, and what they may be forms of.

    Those of hyphened ones are among them, what Ukrainian adjectives may be of, and Korean words
    without their particle, and without what says what they are of.
    """
    if language != "ko":
        parts = [part for match in _UKRAINIAN.finditer(target)
                 for part in (match.group(), *match.group().split("-")) if len(part) > 1]  # fmt: skip
        found = [*parts, *(form for part in parts for form in uninflected(part))]
    else:
        parts = [part for match in _HANGUL.finditer(target)
                 for part in (match.group(), PARTICLE.sub("", match.group())) if part]  # fmt: skip
        found = [*parts, *(name for part in parts for name in without_kind(part))]
    return tuple(dict.fromkeys(found))


_OF_NAMES = re.compile(r"(?:івськ|овськ|инськ|анськ|ськ|цьк|зьк)\w{1,3}$")
_HARD = {"ц": "к", "з": "г", "с": "х", "ч": "к", "ж": "г"}
"""What consonants become before a case ending: Африка, Африці; Гаага, Гаазі."""


def uninflected(word: str) -> tuple[str, ...]:
    """Return a Ukrainian word, and what it may be of: африканський, Африці are of Африка."""
    base = _OF_NAMES.sub("", word)
    whole = re.sub(r"ськ\w{1,3}$", "", word)
    hard = _HARD.get(word[-2:-1], "")
    back = f"{word[:-2]}{hard}а" if word.endswith("і") and hard else word
    forms = (word, *(form for form in (base, whole) if len(form) > 2), back)
    return tuple(dict.fromkeys(forms))


def without_kind(word: str) -> tuple[str, ...]:
    """Return a Korean word without what says what it is of, if at least two syllables are left."""
    kinds = read_words("ko-kinds")
    ends = (word[at:] for at in range(2, len(word)))
    return tuple(word[: -len(end)] for end in ends if end in kinds)
