"""Anchors: numbers by value, names and negations, in which a text and its translation agree.

Between two versions of one text they tell whether a change may turn its meaning; between a text
and its translation they tell which sentences belong together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from transkit.text.markup import strip_tags
from transkit.text.typography import fold_typography
from transkit.text.word_lists import times_of

__all__ = ["Anchors", "find_anchors", "sound_of", "turned_by"]

_COMMA_LANGUAGES = re.compile(
    "az|be|bg|bs|ca|cs|da|de|el|es|et|eu|fi|fr|gl|hr|hu|hy|id|is|it|ka|kk|lt|lv|mk|nb|nl|nn|no|pl|"
    "pt|ro|ru|sk|sl|sq|sr|sv|tr|uk|vi"
)
"""Languages that write 1.5 as ``1,5`` (CLDR, ``decimal``), as far as drafts are made into them."""
_NUMBER = re.compile(r"(?<![\w.,-])-?\d+(?:[.,']\d+|(?: \d{3})(?!\d))*|\d+(?:[.,]\d+)*")
_MAGNITUDES = {
    "en": {"thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    "uk": {"тис": 3, "тисяч": 3, "млн": 6, "мільйон": 6, "млрд": 9, "мільярд": 9, "трлн": 12},
    "ko": {"천만": 7, "백만": 6, "천": 3, "만": 4, "억": 8, "조": 12},
}
"""Words behind a number that multiply it by this power of ten; inflected ones begin alike."""
_NEGATIONS = {
    "en": re.compile(
        r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|hardly|barely|"
        r"un(?:able|likely|true))\b|n't\b",
        re.IGNORECASE,
    ),
    "uk": re.compile(
        r"\b(?:не|ні|ані|без|нема|немає|ніколи|ніде|нікуди|ніхто|нікого|нікому|ніким|ніщо|нічого|"
        r"нічому|нічим|жоден|жодн\w+|неможливо|навряд)\b",
        re.IGNORECASE,
    ),
    "ko": re.compile(r"않|못|없|아니|아닌|아닙|말라|마라|마세요|\b안\b|\b비(?= )"),
}
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?:]\s)[\"'(\[— ]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What must agree."""

    numbers: tuple[str, ...]
    """Values in plain decimal notation (``1250.5``, ``-3``), sorted."""
    names: tuple[str, ...]
    """Words with a capital that begin no sentence, and those with a capital inside; sorted."""
    negations: int
    """Words that negate; 0 for a language whose words are not known here."""


@lru_cache(maxsize=4096)
def find_anchors(text: str, language: str) -> Anchors:
    """Return the anchors of a text. Typography (see `fold_typography`) makes no difference.

    Args:
        text: A sentence or more.
        language: BCP 47 tag; decides decimal signs and the words that negate.
    """
    folded = fold_typography(text)
    primary = language.split("-")[0].lower()
    negation = _NEGATIONS.get(primary)
    return Anchors(
        numbers=tuple(sorted(_values(folded, primary))),
        names=tuple(sorted(_names(folded))),
        negations=len(negation.findall(folded)) if negation else 0,
    )


def turned_by(old: str, new: str, language: str) -> tuple[str, ...]:
    """Return what a change from `old` to `new` touches that may turn the meaning.

    Returns:
        Some of ``"a number"``, ``"a name"``, ``"a negation"``, in this order. Inline tags, which
        are numbered, are neither; days and months are no names.
    """
    before, after = (find_anchors(strip_tags(text), language) for text in (old, new))
    times = times_of(language.split("-")[0].lower())
    names, others = (
        [name for name in found.names if name.lower() not in times] for found in (before, after)
    )
    return tuple(
        what
        for what, differs in (
            ("a number", before.numbers != after.numbers),
            ("a name", names != others),
            ("a negation", before.negations != after.negations),
        )
        if differs
    )


def sound_of(word: str) -> str:
    """Return how a word sounds, very roughly, in Latin, Cyrillic or Hangul letters.

    The consonants in six classes, as in Soundex (Russell 1918), so that a name and its
    transliteration begin alike: ``Stanford``, ``Стенфорд`` and ``스탠포드`` all with ``236``.
    """
    codes: list[str] = []
    for character in word.casefold().replace("дж", "ж").replace("дз", "з"):
        if "가" <= character <= "힣":
            codes += _hangul_sound(ord(character) - ord("가"))
        else:
            codes.append(_SOUNDS.get(character, ""))
    joined = "".join(codes)
    return re.sub(r"(.)\1+", r"\1", joined)


_SOUNDS = {
    letter: code
    for code, letters in {
        "1": "bfpvбфпв",
        "2": "cgjkqsxzçčšžґкжзсцчшщ",
        "3": "dtдт",
        "4": "lrłлр",
        "5": "mм",
        "6": "nñн",
    }.items()
    for letter in letters
}
_INITIALS = ("2", "2", "6", "3", "3", "4", "5", "1", "1", "2", "2", "", "2", "2", "2", "2", "3",
             "1", "")  # fmt: skip
"""ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ (Unicode §3.12, L)."""
_FINALS = ("", "2", "2", "2", "6", "6", "6", "3", "4", "4", "4", "4", "4", "4", "4", "4", "5", "1",
           "1", "2", "2", "6", "2", "2", "2", "3", "1", "")  # fmt: skip
"""None, ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ (Unicode §3.12, T)."""


def _hangul_sound(index: int) -> tuple[str, str]:
    """Return the classes of a syllable's first and last consonant."""
    return _INITIALS[index // 588], _FINALS[index % 28]


def _values(text: str, language: str) -> list[str]:
    """Return the values of all numbers in a folded text."""
    found: list[str] = []
    for match in _NUMBER.finditer(text):
        values = _read_number(match.group(), language)
        if len(values) == 1:
            values = [values[0].scaleb(_magnitude(text[match.end() :], language))]
        found += [_plain(value) for value in values]
    return found


def _plain(value: Decimal) -> str:
    """Return a number in plain notation, without zeros that say nothing."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _read_number(text: str, language: str) -> list[Decimal]:
    """Return what a run of digits and signs between them stands for; several for dates and such."""
    sign = -1 if text.startswith("-") else 1
    groups = re.split(r"[.,' ]", text.lstrip("-"))
    signs = re.findall(r"[.,' ]", text)
    decimal, grouping = (",", ".' ") if _COMMA_LANGUAGES.fullmatch(language) else (".", ",' ")
    if not signs:
        return [sign * Decimal(groups[0])]
    grouped = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    *before, last = signs
    if grouped and len(set(signs)) == 1 and last in grouping:
        return [sign * Decimal("".join(groups))]
    whole, fraction = groups[:-1], groups[-1]
    thousands = len(whole[0]) <= 3 and all(len(group) == 3 for group in whole[1:])
    if last in ".," and last not in before and (not before or thousands):
        if len(fraction) != 3 or last == decimal or before:
            return [sign * Decimal(f"{''.join(whole)}.{fraction}")]
        return [sign * Decimal("".join(groups))]
    return [Decimal(group) for group in groups]


def _magnitude(rest: str, language: str) -> int:
    """Return the power of ten that the word behind a number stands for."""
    word = rest.lstrip(" \N{NO-BREAK SPACE}-")[:12].casefold()
    for name, power in _MAGNITUDES.get(language, {}).items():
        if word.startswith(name):
            return power
    return 0


def _names(text: str) -> list[str]:
    """Return words that look like names in a folded text of a script with capitals."""
    return [
        match.group()
        for match in _WORD.finditer(text)
        if any(character.isupper() for character in match.group()[1:])
        or (match.group()[0].isupper() and not _STARTS_SENTENCE.search(text[: match.start()]))
    ]
