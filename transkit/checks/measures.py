"""Measures: a number with its unit. Seven months are no seven weeks, and 48 hours are two days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from transkit.checks.base import Pair, Remark, warning
from transkit.text.numbers import Weight, find_numbers

__all__ = ["Measure", "measures_of", "swapped_units"]


class Measure(NamedTuple):
    """A number with its unit."""

    value: Decimal
    unit: str
    """Its English name."""
    start: int
    """Code points."""
    end: int

    @property
    def length(self) -> tuple[str, Decimal] | None:
        """How long it lasts, in what can be compared: minutes, or months; ``None`` for no time."""
        size = _TIMES.get(self.unit)
        return (size[0], self.value * size[1]) if size is not None else None


_TIMES: Mapping[str, tuple[str, int]] = {
    "minute": ("minutes", 1), "hour": ("minutes", 60), "day": ("minutes", 1440),
    "week": ("minutes", 10080), "month": ("months", 1), "year": ("months", 12),
}  # fmt: skip
_KINDS = (
    frozenset(("second", *_TIMES)),
    frozenset(("millimetre", "centimetre", "metre", "kilometre", "inch", "foot", "yard", "mile")),
    frozenset(("gram", "kilogram", "tonne", "pound", "ounce")),
)
"""Units of which one may stand for another by mistake."""

_ENGLISH = {
    "second": "seconds?|secs?", "minute": "minutes?|mins?", "hour": "hours?|hrs?", "day": "days?",
    "week": "weeks?", "month": "months?", "year": "years?",
    "millimetre": "mm|millimet(?:er|re)s?", "centimetre": "cm|centimet(?:er|re)s?",
    "metre": "m|met(?:er|re)s?", "kilometre": "km|kilomet(?:er|re)s?", "inch": "inch(?:es)?",
    "foot": "feet|foot|ft", "yard": "yards?", "mile": "miles?", "gram": "grams?",
    "kilogram": "kg|kilos?|kilograms?", "tonne": "tons?|tonnes?", "pound": "pounds?|lbs?",
    "ounce": "ounces?|oz",
}  # fmt: skip
_UKRAINIAN = {
    "second": "секунд[аиу]?|сек|с", "minute": "хвилин[аиу]?|хв", "hour": "годин[аиу]?|год",
    "day": "день|дні|дня|днів|днями|діб|доб[аиу]", "week": "тиждень|тижн(?:[іяю]|ів|ями)",
    "month": "місяц(?:ь|і|я|ів|ями)|міс", "year": "рік|рок(?:и|у|ів|ами)",
    "millimetre": "мм|міліметр\\w*", "centimetre": "см|сантиметр\\w*", "metre": "м|метр\\w*",
    "kilometre": "км|кілометр\\w*", "inch": "дюйм\\w*", "foot": "фут(?:а|и|ів|ами|ах)?",
    "yard": "ярд\\w*", "mile": "мил(?:я|і|ю|ь|ями)", "gram": "г|грам(?:а|и|ів)?",
    "kilogram": "кг|кіло|кілограм\\w*", "tonne": "т|тонн\\w*", "pound": "фунт\\w*",
    "ounce": "унці\\w*",
}  # fmt: skip
_KOREAN = {
    "second": "초(?!등)", "minute": "분(?!의|기|야|류|열)", "hour": "시간", "day": "일(?!본)",
    "week": "주(?!년|간지|민|택)", "month": "개월|달(?!러)", "year": "년|해(?![가-힣]{2})",
    "millimetre": "mm|밀리미터", "centimetre": "cm|센티미터|센티", "metre": "m|미터",
    "kilometre": "km|킬로미터", "inch": "인치", "foot": "피트", "yard": "야드", "mile": "마일",
    "gram": "g|그램", "kilogram": "kg|킬로그램", "tonne": "톤", "pound": "파운드", "ounce": "온스",
}  # fmt: skip


def _pattern(units: Mapping[str, str], before: str, behind: str) -> re.Pattern[str]:
    ways = "|".join(f"(?P<{name}>{ways})" for name, ways in units.items())
    return re.compile(rf"{before}(?:{ways}){behind}", re.IGNORECASE)


_PATTERNS = {
    "en": _pattern(_ENGLISH, r"[\s\u00a0-]?", r"(?![A-Za-z\d²³])"),
    "uk": _pattern(_UKRAINIAN, r"[\s\u00a0]?", r"(?![\w²³'’ʼ-])"),
    "ko": _pattern(_KOREAN, r"[\s\u00a0]?", r"(?![A-Za-z\d²³/])"),
}


_HALF = {
    "en": re.compile(r"\bhalf an?\b", re.IGNORECASE),
    "uk": re.compile(r"\bпів(?![-\w])", re.IGNORECASE),
    "ko": re.compile(r"(?<![가-힣])반(?=년)"),
}
"""What halves the unit behind it: half an hour, пів години, 반년."""


@lru_cache(maxsize=4096)
def measures_of(text: str, language: str) -> tuple[Measure, ...]:
    """Return the measures of a text in English, Ukrainian or Korean, in order; others have none."""
    pattern = _PATTERNS.get(language)
    return () if pattern is None else tuple(_measures(text, language, pattern))


def _measures(text: str, language: str, pattern: re.Pattern[str]) -> Iterator[Measure]:
    for half in _HALF[language].finditer(text):
        unit = pattern.match(text, half.end())
        if unit is not None:
            yield Measure(Decimal("0.5"), unit.lastgroup or "", half.start(), unit.end())
    for mention in find_numbers(text, language):
        unit = pattern.match(text, mention.end)
        if unit is None or mention.weight is Weight.HINT or len(mention.readings[0]) != 1:
            continue
        yield Measure(mention.readings[0][0], unit.lastgroup or "", mention.start, unit.end())


def swapped_units(pair: Pair) -> Iterator[Remark]:
    """Yield a warning for each number that has another unit of its kind in the target.

    Only where the target has it with no unit of the source: numbers that are converted change.
    """
    if pair.source_language != "en":
        return
    there = measures_of(pair.source.prose, "en")
    here = measures_of(pair.target.prose, pair.target_language)
    wanted, found = ({(one.value, one.unit) for one in side} for side in (there, here))
    for one in there:
        kind = next(units for units in _KINDS if one.unit in units)
        if (one.value, one.unit) in found:
            continue
        for other in here:
            if (
                other.value == one.value
                and other.unit in kind
                and (other.value, other.unit) not in wanted
            ):
                source = pair.source.words[one.start : one.end]
                target = pair.target.words[other.start : other.end]
                yield warning(
                    f"the source has {source}, the target {target}", other.start, other.end
                )
                break
