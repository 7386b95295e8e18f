"""Names across scripts: how a name sounds, near enough to find it elsewhere.

``Stanford``, ``Стенфорд``, ``스탠포드`` have nearly the same consonants.
A text is turned into consonant classes; spellings that may sound in two ways (``c``, ``g``, ``ch``,
``j``, ``w``, ``г``) give several codes.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["codes_of", "likeness", "resemblance", "sounds_alike"]

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
_FRENCH_END = re.compile(r"(?<=[aeiou])(?:x|lt|ud)$")
_GUTTURAL = re.compile(r"(?<!s)(?<!^)ch(?=er|en|el|$)|^x(?=[aei])")
_SLAVIC_V = re.compile(r"([aeiouy])v(?![aeiouyv])")
_SYLLABIC = re.compile(r"[nm](?![aeiouyhwáéíóúäöüàèâêôõåøæœ])[a-z]", re.IGNORECASE)
"""Before a consonant n and m are a syllable, with a vowel elsewhere: Nvidia, 엔비디아; Mbeki, 음베키."""
_BEFORE = (
    ("ture", "sl"), ("chr", "kl"), ("tch", "s"), ("sch", "s"), ("sh", "s"), ("ph", "p"), ("th", "t"), ("ck", "k"), ("gh", "k"),
    ("qu", "k"), ("wh", ""), ("kn", "n"), ("tz", "s"), ("ts", "s"), ("dz", "s"), ("zz", "s"),
    ("dj", "s"), ("dg", "s"), ("x", "ks"), ("ng", "n"),
)  # fmt: skip


@lru_cache(maxsize=32768)
def codes_of(word: str) -> tuple[str, ...]:
    """Return the consonant classes of a word, in one or several readings; empty for none.

    Latin, Cyrillic and Hangul letters are read, others left out.
    """
    lower = word.casefold()
    if any("가" <= letter <= "힣" for letter in lower):
        return tuple(dict.fromkeys(map(_squeezed, _hangul(lower))))
    if any("\u0400" <= letter <= "\u04ff" for letter in lower):
        lower = lower.replace("дж", "ж").replace("дз", "з").replace("нг", "н")
        # Г stands for g and for h, which is not counted: Говард, Howard.
        return tuple(
            dict.fromkeys(
                _squeezed("".join(_CYRILLIC.get(letter, "") for letter in spelling))
                for spelling in (lower, lower.replace("г", ""))
            )
        )
    readings = _latin(lower)
    if "w" in lower.replace("wh", ""):
        readings += _latin(lower.replace("w", "v"))  # Вашингтон, 워싱턴
    # In Slavic names v behind a vowel is one, kh is h: 하르키우, 포크로우스크.
    slavic = _SLAVIC_V.sub(r"\1u", lower.replace("kh", "h"))
    if slavic != lower:
        readings += _latin(slavic)
    # The end of French names is not heard: Renault, Bordeaux.
    french = _FRENCH_END.sub("", lower)
    if french != lower:
        readings += _latin(french)
    # In names, German ch is h, Spanish x at the beginning is; English th may be s: Schumacher,
    # 슈마허; Xavi, Хаві; Thrashers, 스래셔스. H is not counted.
    guttural = _GUTTURAL.sub("h", lower) if word[:1].isupper() else lower
    if guttural != lower:
        readings += _latin(guttural) + _latin(_SILENT_R.sub(r"\1", guttural))
    if "th" in lower and word[:1].isupper():
        readings += _latin(lower.replace("th", "s"))
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
    if _SYLLABIC.match(word):
        return None
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


_ROMAN_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "j", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "s", "ч": "c", "ш": "c", "щ": "c",
    "ю": "u", "я": "a",
}  # fmt: skip
_ROMAN_FIRST = ("k", "k", "n", "t", "t", "r", "m", "p", "p", "s", "s", "", "j", "j", "c", "k", "t",
                "p", "h")  # fmt: skip
_ROMAN_VOWEL = ("a", "e", "a", "e", "o", "e", "o", "e", "o", "a", "e", "e", "o", "u", "o", "e", "i",
                "u", "", "i", "i")  # fmt: skip
_ROMAN_LAST = ("", "k", "k", "k", "n", "n", "n", "t", "r", "r", "r", "r", "r", "r", "r", "r", "m",
               "p", "p", "t", "t", "n", "t", "c", "k", "t", "p", "")  # fmt: skip
_ROMAN_LATIN = (
    ("chr", "kr"), ("tch", "c"), ("sch", "c"), ("sh", "c"), ("ch", "c"), ("ph", "f"), ("th", "t"), ("ck", "k"),
    ("gh", "g"), ("qu", "kv"), ("wh", "v"), ("x", "ks"), ("ts", "s"), ("tz", "s"), ("dj", "j"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"), ("w", "v"), ("y", "i"),
    ("ee", "i"), ("oo", "u"), ("ou", "u"), ("ea", "i"), ("ai", "ei"), ("h", "h"),
)  # fmt: skip
_SOFT_G = re.compile(r"d?g(?=[eiy])")
_KOREAN_SOUNDS = str.maketrans("bdgvfzl", "ptkppsr")


def resemblance(name: str, word: str) -> float:
    """Return how alike two spellings are when both are put into Latin letters, in [0, 1].

    Vowels count, other than in `likeness`, so that two names with the same consonants differ; an
    ending behind the word costs nothing.

    Args:
        name: In Latin letters.
        word: In Cyrillic or Hangul letters.
    """
    from rapidfuzz.distance import Indel

    hangul = any("가" <= letter <= "힣" for letter in word)
    other = _romanized_hangul(word) if hangul else _romanized_cyrillic(word)
    best = 0.0
    for one in _spellings(name):
        if hangul:
            one = re.sub(r"(.)\1+", r"\1", one.translate(_KOREAN_SOUNDS))
        if not one or not other:
            return 0.0
        ends = {len(other), *range(max(1, len(one) - 1), min(len(other), len(one) + 1) + 1)}
        if len(other) > len(one) + 4:
            ends.discard(len(other))
        best = max(best, *(Indel.normalized_similarity(one, other[:end]) for end in ends), 0.0)
    return best


@lru_cache(maxsize=32768)
def _spellings(name: str) -> tuple[str, ...]:
    """Return a Latin name as it may sound: George with soft g, Myung as it is said."""
    lower = name.casefold()
    soft = _SOFT_G.sub("j", lower)
    said = lower.replace("yeo", "yo").replace("ung", "ong")
    return tuple(dict.fromkeys(_romanized_latin(one) for one in (lower, soft, said)))


@lru_cache(maxsize=65536)
def sounds_alike(name: str, word: str) -> float:
    """Return how alike a name and a word sound, consonants and spelling together, in [0, 1].

    Args:
        name: In Latin letters.
        word: In Cyrillic or Hangul letters, with an ending or without.
    """
    return (likeness(name, word) + resemblance(name, word)) / 2


@lru_cache(maxsize=32768)
def _romanized_latin(word: str) -> str:
    import unicodedata

    plain = unicodedata.normalize("NFD", word.casefold())
    plain = "".join(letter for letter in plain if "a" <= letter <= "z")
    for spelling, sound in _ROMAN_LATIN:
        plain = plain.replace(spelling, sound)
    return re.sub(r"(.)\1+", r"\1", plain)


@lru_cache(maxsize=32768)
def _romanized_cyrillic(word: str) -> str:
    lower = word.casefold().replace("дж", "ж").replace("ьо", "іо")
    return re.sub(r"(.)\1+", r"\1", "".join(_ROMAN_CYRILLIC.get(letter, "") for letter in lower))


@lru_cache(maxsize=32768)
def _romanized_hangul(word: str) -> str:
    parts: list[str] = []
    for letter in word:
        if "가" <= letter <= "힣":
            index = ord(letter) - ord("가")
            parts += [_ROMAN_FIRST[index // 588], _ROMAN_VOWEL[index % 588 // 28],
                      _ROMAN_LAST[index % 28]]  # fmt: skip
    return re.sub(r"(.)\1+", r"\1", "".join(parts))
