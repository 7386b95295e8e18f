"""What else numbers may be called in a translation: shares as per cent, hundreds as centuries.

``two fifths`` and «дві п'яті» are 40 per cent, ``nine in ten`` and ``열에 아홉`` 90; ``the 1600s``
are the seventeenth century; who dies «на 85-му році життя» is 84; ``a decade and a half`` are 15
years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import pairwise

__all__ = ["Named", "Place", "other_values"]

Place = tuple[Decimal, int, int]
"""A number that stands in a text, and its code points."""
Named = tuple[tuple[Decimal, ...], int, int]
"""What a part of a text may be as a number, likeliest first, and its code points."""

_HUNDREDS = re.compile(r"(?<!\d)((?:1[0-9]|20)00)['’]?s\b")
_COUPLE = re.compile(r"\bcouple of (?P<name>hundred|thousand|million|billion)\b", re.IGNORECASE)
_POWERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_YEAR_OF_LIFE = re.compile(
    r"(?:-[а-яіїє]{1,3})?[\s\u00a0]+році(?:[\s\u00a0]+свого)?[\s\u00a0]+життя", re.IGNORECASE
)
_MORE_BY_HALF: Mapping[str, tuple[tuple[int, re.Pattern[str]], ...]] = {
    "en": tuple(
        (size, re.compile(rf"\b{name} and a half\b", re.IGNORECASE))
        for size, name in ((15, "decade"), (150, "century"), (18, "year"), (90, "hour"))
    ),
    "uk": tuple(
        (size, re.compile(rf"\bпівтор(?:а|и|ьох)[\s\u00a0](?:{names})\w+", re.IGNORECASE))
        for size, names in ((15, "десятиліт|десятиріч|десятк"), (150, "століт|сторіч|сотн"))
    ),
}
_EN_PARTS = (
    (3, "thirds?"), (4, "quarters?|fourths?"), (5, "fifths?"), (6, "sixths?"), (7, "sevenths?"),
    (8, "eighths?"), (9, "ninths?"), (10, "tenths?"), (20, "twentieths?"), (100, "hundredths?"),
    (1000, "thousandths?"),
)  # fmt: skip
_UK_PARTS = (
    (3, "трет"), (4, "четверт"), (5, "п['’ʼ]ят"), (6, "шост"), (7, "сьом"), (8, "восьм"),
    (9, "дев['’ʼ]ят"), (10, "десят"), (20, "двадцят"), (100, "сот"), (1000, "тисячн"),
)  # fmt: skip
_PARTS: Mapping[str, tuple[tuple[int, re.Pattern[str]], ...]] = {
    "en": tuple(
        (size, re.compile(rf"[\s-](?:{names})\b", re.IGNORECASE)) for size, names in _EN_PARTS
    ),
    "uk": tuple(
        (size, re.compile(rf"[\s\u00a0]{stem}(?:і|их|им|ими)\b", re.IGNORECASE))
        for size, stem in _UK_PARTS
    ),
}
"""Parts of a whole, behind how many of them there are: two fifths, дві п'яті."""
_ONE: Mapping[str, tuple[tuple[int, re.Pattern[str]], ...]] = {
    "en": tuple(
        (size, re.compile(rf"\b(?:(?:a|one)[\s-](?:{names})|(?:{names})(?= of\b))", re.IGNORECASE))
        for size, names in _EN_PARTS
    ),
    "uk": tuple(
        (
            size,
            re.compile(
                rf"\b(?:(?:кож(?:ен|н\w{{1,3}})|одн(?:а|у|ій|ою))[\s\u00a0]{stem}\w{{1,3}}"
                rf"|{stem}(?:а|у|ої|ій|ою)[\s\u00a0]частин\w*)(?!\w)",
                re.IGNORECASE,
            ),
        )
        for size, stem in _UK_PARTS
    ),
}
"""One part: a fifth, кожен п'ятий, п'ята частина."""
_OF: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"\s(?:in|of|out of)(?: every)?\s", re.IGNORECASE),
    "uk": re.compile(r"\s(?:\w+\s)?(?:з|із|зі)\s(?:кожн\w+\s)?", re.IGNORECASE),
    "ko": re.compile(r"\s?[가-힣]{0,3}\s(?:중|가운데)에?\s(?:[가-힣]{1,4}\s)?|에\s"),
}  # fmt: skip
"""What stands between a part and its whole: nine in ten. In Korean the whole comes first."""
_MOST_OF = 1000


def other_values(text: str, places: Sequence[Place], language: str) -> Iterator[Named]:
    """Yield what parts of a text may be, too, where a translation calls them otherwise.

    Args:
        text: A sentence or more.
        places: The numbers in it, in order.
        language: Primary subtag of ``en``, ``uk`` or ``ko``; of others nothing comes.
    """
    if language == "en":
        for match in _HUNDREDS.finditer(text):
            yield (Decimal(match[1]) / 100 + 1,), *match.span()
        for match in _COUPLE.finditer(text):
            yield (Decimal(2 * _POWERS[match["name"].casefold()]),), *match.span()
    for size, pattern in _MORE_BY_HALF.get(language, ()):
        for match in pattern.finditer(text):
            yield (Decimal(size),), *match.span()
    for size, pattern in _ONE.get(language, ()):
        for match in pattern.finditer(text):
            yield _as_share(Decimal(1), Decimal(size)), *match.span()
    for place in places:
        yield from _with_what_follows(text, place, language)
    yield from _parts_of(text, places, language)


def _with_what_follows(text: str, place: Place, language: str) -> Iterator[Named]:
    """Yield what a number is with the part or the year behind it: two fifths, на 85-му році."""
    value, start, end = place
    for size, pattern in _PARTS.get(language, ()):
        match = pattern.match(text, end)
        if match is not None:
            yield _as_share(value, Decimal(size)), start, match.end()
    life = _YEAR_OF_LIFE.match(text, end) if language == "uk" else None
    if life is not None and value > 1:
        yield (value - 1,), start, life.end()


def _parts_of(text: str, places: Sequence[Place], language: str) -> Iterator[Named]:
    """Yield what "nine in ten" is as a share."""
    between = _OF.get(language)
    if between is None:
        return
    for (one, start, end), (other, begin, last) in pairwise(places):
        part, whole = (other, one) if language == "ko" else (one, other)
        if 0 < part < whole <= _MOST_OF and between.fullmatch(text, end, begin):
            yield _as_share(part, whole), start, last


def _as_share(part: Decimal, whole: Decimal) -> tuple[Decimal, ...]:
    """Return what a share may be written as: 0.4 and 40; 67, 66.7 and 66 for two thirds."""
    share = part / whole
    percent = share * 100
    values = [percent.quantize(Decimal(1), rounding) for rounding in (ROUND_HALF_UP, ROUND_FLOOR)]
    values.append(percent.quantize(Decimal("0.1"), ROUND_HALF_UP))
    return tuple(
        dict.fromkeys((*values, share) if percent == int(percent) or whole > 10 else values)
    )
