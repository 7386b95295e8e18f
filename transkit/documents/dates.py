"""Lines that are nothing but a date, a time of day, or both."""

from __future__ import annotations

import re
from functools import cache

from transkit.documents.words import LANGUAGES, Words

__all__ = ["has_date", "has_date_stamp", "is_bare_date", "is_clock_time", "is_date_line"]

_LONGEST = 80
"""Code points; a longer line is a sentence."""
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*")
_CLOCK = r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?:[:.][0-5]\d)?"
_ANY_CLOCK = re.compile(_CLOCK)
_CLOCK_LINE = re.compile(rf"\W*{_CLOCK}\W*")
_NUMERIC_DATE = re.compile(
    r"(?<!\d)(?:\d{4}([-./])\s?\d{1,2}\1\s?\d{1,2}|\d{1,2}([-./])\d{1,2}\2(?:\d{4}|\d{2}))(?!\d)"
)
_KOREAN_DATE = re.compile(r"\d{1,2}월 ?\d{1,2}일|\d{4}년 ?\d{1,2}월")
_DATE_FIELDS = ("months", "weekdays", "date_joints", "day_halves", "days")
_OTHER_MARKS = re.compile(r"[^\w\s,.:;/()\[\]|·•–—’'ʼ@+-]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def is_clock_time(text: str) -> bool:
    """Tell whether `text` is a time of day or one counted back from now, and nothing else.

    ``10:45``, ``3:20 p.m. EDT``, ``오후 3:20``, ``2 hours ago``.
    """
    if len(text) > _LONGEST:
        return False
    if text.endswith(tuple(_vocabulary("ago_ends"))) and _ago().fullmatch(text.lower()):
        return True
    clock = _ANY_CLOCK.search(text)
    if clock is None:
        return False
    if _CLOCK_LINE.fullmatch(text):
        return True
    rest = f"{text[: clock.start()]} {text[clock.end() :]}"
    if _DIGIT.search(rest):
        return False
    return _vocabulary("day_halves", "date_joints").issuperset(_words(rest))


def is_date_line(text: str) -> bool:
    """Tell whether `text` is a date, with or without weekday, time of day and a label before it.

    ``Updated: Monday, 12 May 2025 at 3:20 p.m.``, ``12 травня 2025 року``, ``2025년 5월 12일``,
    ``today, 10:45``.
    """
    return _is_date(text, labels=True)


def is_bare_date(text: str) -> bool:
    """Tell whether `text` is a date as in `is_date_line`, but without a label before it."""
    return _is_date(text, labels=False)


def has_date_stamp(text: str) -> bool:
    """Tell whether a date with a time of day stands somewhere in a short line.

    ``Reuters November 18, 2019 11:03 PM``: who published it and when. A headline may name a day,
    but hardly a minute of it.
    """
    return _ANY_CLOCK.search(text) is not None and has_date(text)


def has_date(text: str) -> bool:
    """Tell whether a date with its year stands somewhere in a short line: who wrote it and when."""
    if len(text) > _LONGEST:
        return False
    if _NUMERIC_DATE.search(text) or _KOREAN_DATE.search(text):
        return True
    return _YEAR.search(text) is not None and not _vocabulary("months").isdisjoint(_words(text))


def _is_date(text: str, *, labels: bool) -> bool:
    """Tell whether every word of a line belongs to a date and there is one."""
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return False
    words = _words(text)
    if not _vocabulary(*(_DATE_FIELDS + ("date_labels",) * labels)).issuperset(words):
        return False
    if _OTHER_MARKS.search(text):
        return False
    if not _vocabulary("months").isdisjoint(words) or _KOREAN_DATE.search(text):
        return True
    if _ANY_CLOCK.search(text) and not _vocabulary("days").isdisjoint(words):
        return True
    return _NUMERIC_DATE.search(text) is not None


def _words(text: str) -> list[str]:
    """Return the words of a line, lower case, without numbers."""
    return _WORD.findall(text.lower())


@cache
def _vocabulary(*fields: str) -> frozenset[str]:
    """Return the words of all languages in these fields of `Words`."""
    return frozenset(word for words in LANGUAGES.values() for word in _field(words, *fields))


def _field(words: Words, *fields: str) -> list[str]:
    """Return the words of one language in these fields."""
    return [word for field in fields for word in getattr(words, field)]


@cache
def _ago() -> re.Pattern[str]:
    """Return a pattern for "2 hours ago" in all languages."""
    return re.compile("|".join(form for words in LANGUAGES.values() for form in words.ago))
