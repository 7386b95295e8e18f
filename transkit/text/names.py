"""Names across scripts: how a name sounds, near enough to find it elsewhere.

``Stanford``, ``Стенфорд``, ``스탠포드`` have nearly the same consonants.
A text is turned into consonant classes; spellings that may sound in two ways (``c``, ``g``, ``ch``,
``j``) give two codes.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["codes_of", "likeness"]

_CYRILLIC = {
    "б": "p", "п": "p", "в": "p", "ф": "p", "т": "t", "д": "t", "к": "k", "г": "k", "ґ": "k",
    "х": "h", "с": "s", "з": "s", "ц": "s", "ч": "s", "ш": "s", "щ": "s", "ж": "s",
    "м": "m", "н": "n", "л": "l", "р": "l",
}  # fmt: skip
_HANGUL_FIRST = ("k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "s", "s", "s", "k", "t",
                 "p", "h")  # fmt: skip
_HANGUL_LAST = ("", "k", "k", "k", "n", "n", "n", "t", "l", "l", "l", "l", "l", "l", "l", "l", "m",
                "p", "p", "t", "t", "n", "t", "s", "k", "t", "p", "")  # fmt: skip
_LATIN = {
    "b": "p", "p": "p", "v": "p", "f": "p", "t": "t", "d": "t", "k": "k", "q": "k", "g": "k",
    "s": "s", "z": "s", "j": "s", "m": "m", "n": "n", "l": "l", "r": "l", "h": "h",
}  # fmt: skip
_SILENT_R = re.compile(r"([aeiouy])r(?![aeiouyr])")
_BEFORE = (
    ("tch", "s"), ("sch", "s"), ("sh", "s"), ("ph", "p"), ("th", "t"), ("ck", "k"), ("gh", "k"),
    ("qu", "k"), ("wh", ""), ("kn", "n"), ("tz", "s"), ("ts", "s"), ("dz", "s"), ("zz", "s"),
    ("dj", "s"), ("dg", "s"), ("x", "ks"), ("ng", "n"),
)  # fmt: skip


@lru_cache(maxsize=32768)
def codes_of(word: str) -> tuple[str, ...]:
    """Return the consonant classes of a word, in one or two readings; empty for none.

    Latin, Cyrillic and Hangul letters are read, others left out.
    """
    lower = word.casefold()
    if any("가" <= letter <= "힣" for letter in lower):
        return tuple(dict.fromkeys(map(_squeezed, _hangul(lower))))
    if any("\u0400" <= letter <= "\u04ff" for letter in lower):
        lower = lower.replace("дж", "ж").replace("дз", "з").replace("нг", "н")
        return (_squeezed("".join(_CYRILLIC.get(letter, "") for letter in lower)),)
    readings = _latin(lower)
    # r and l behind a vowel are silent in Korean: Carter is 카터.
    silent = _SILENT_R.sub(r"\1", lower)
    if silent != lower:
        readings += _latin(silent)
    return tuple(dict.fromkeys(map(_squeezed, readings)))


def _squeezed(code: str) -> str:
    """Return a code without doubled letters, and without h, which comes and goes."""
    return re.sub(r"(.)\1+", r"\1", code.replace("h", ""))


def _hangul(word: str) -> tuple[str, ...]:
    parts: list[str] = []
    for letter in word:
        if "가" <= letter <= "힣":
            index = ord(letter) - ord("가")
            parts += [_HANGUL_FIRST[index // 588], _HANGUL_LAST[index % 28]]
        else:
            parts.append(_LATIN.get(letter, ""))
    return ("".join(parts),)


def _latin(word: str) -> tuple[str, ...]:
    """Return the readings of a Latin spelling: with hard and with soft c, g, ch and j."""
    for spelling, code in _BEFORE:
        word = word.replace(spelling, code.upper())
    hard: list[str] = []
    soft: list[str] = []
    for at, letter in enumerate(word):
        if letter.isupper():
            hard.append(letter.lower())
            soft.append(letter.lower())
        elif letter == "c":
            ch = word[at + 1 : at + 2] == "h"
            front = word[at + 1 : at + 2] in ("e", "i", "y", "z")
            hard.append("s" if front else "k")
            soft.append("s" if front or ch else "k")
        elif letter == "g":
            hard.append("k")
            soft.append("s" if word[at + 1 : at + 2] in ("e", "i", "y") else "k")
        elif letter == "j":
            hard.append("s")
            soft.append("")
        else:
            hard.append(_LATIN.get(letter, ""))
            soft.append(_LATIN.get(letter, ""))
    return "".join(hard), "".join(soft)


def likeness(name: str, word: str) -> float:
    """Return how much a word sounds like a name, in [0, 1]; an ending behind it costs nothing.

    Args:
        name: In Latin letters.
        word: In another script: with a case ending or particle.
    """
    if _open(name) is not None and _open(word) is not None and _open(name) != _open(word):
        return 0.0
    return max(
        (_alike(one, other) for one in codes_of(name) for other in codes_of(word)), default=0.0
    )


@lru_cache(maxsize=32768)
def _open(word: str) -> bool | None:
    """Return whether a word begins with a vowel; ``None`` where spellings differ."""
    first = word[:1].casefold()
    if "가" <= first <= "힣":
        index = (ord(first) - ord("가")) // 588
        return None if index == 18 else index == 11
    if first in "hwyjxіїйєюягхґвшж":
        return None
    return first in "aeiouаеиоуáéíóúäöüàèâêôõåøæœ"


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> float:
    """Return how alike a code is to the beginning of another that is little longer."""
    from rapidfuzz.distance import Indel

    size = len(one)
    if not one or not other:
        return 1.0 if one == other else 0.0
    if len(other) > size + 2 or len(other) < size / 2:
        return 0.0
    if size == 1:
        return float(other == one)
    ends = {len(other), min(len(other), size), min(len(other), size + 1)}
    return max(Indel.normalized_similarity(one, other[:end]) for end in ends)
