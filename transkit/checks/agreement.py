"""Ukrainian numerals and their nouns: 1 рік, 2–4 роки, 5 років (Український правопис 2019, § 106).

A few dozen nouns that are often counted are known without a dictionary; with it (the extra
``ukrainian``), any noun that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transkit.checks.base import Pair, Remark, check, note, warning
from transkit.checks.counting import disagreements

__all__ = ["agreement"]

_ONE = (
    r"(?:рік|день|місяць|тиждень|долар|відсоток|чоловік|раз|метр|кілометр|мільйон|мільярд|будинок)"
)
_FEW = (r"(?:роки|дні|місяці|тижні|долари|відсотки|рази|метри|кілометри|мільйони|мільярди|тисячі|"
        r"години|хвилини|секунди|гривні|людини|дитини|люди|діти)")  # fmt: skip
_MANY = (r"(?:років|днів|місяців|тижнів|доларів|відсотків|разів|метрів|кілометрів|мільйонів|"
         r"мільярдів|тисяч|годин|хвилин|секунд|гривень|людей|дітей|євро)")  # fmt: skip
_ENDING_IN_ONE = r"(?<![\d.,:-])(?:\d*[02-9])?1[\s\u00a0]"
_ENDING_IN_FEW = r"(?<![\d.,:-])(?:\d*[02-9])?[2-4][\s\u00a0]"
_ENDING_IN_MANY = r"(?<![\d.,:-])(?:\d*1\d|\d*[05-9])[\s\u00a0]"
_AGREEMENT = (
    (re.compile(rf"{_ENDING_IN_MANY}(?:{_ONE}|{_FEW})\b(?!\s*тому)"), "5 років, 5 тисяч"),
    (re.compile(rf"{_ENDING_IN_FEW}(?:{_ONE})\b"), "2 роки, 2 дні"),
    (
        re.compile(rf"{_ENDING_IN_ONE}(?:{_FEW.replace('людини|дитини|', '')}|{_MANY})\b(?<!євро)"),
        "1 рік, 21 день",
    ),
)
_FINE_BEFORE = re.compile(r"\d[\d.,]*\s*(?:-|–|—|до|або|чи|і|та)\s*$|[/.,]\d*$|№\s*$|\d\s$")
_NO_COUNT = re.compile(
    r"(?:чоловік|раз|століття|тисячоліття)$|^\d{4}\s(?:рік|роки|років)|^(?:1\d|2[0-4]|\d)\s(?:години|день|тиждень|місяць)"
)
"""Forms without a count: years, hours, "на 5 день", centuries, and what has two plurals."""


@check("agreement", targets="uk")
def agreement(pair: Pair) -> Iterator[Remark]:
    """Numerals and their nouns: 1 рік, 2–4 роки, 5 років, 11 років, 21 рік.

    Example: ``5 нові будинки``, ``2 рік``, ``двадцять два років``, ``три книга``, ``два книги``,
    ``півтора години``, ``3 млн гривні``. Only forms that no case of the numeral allows: ``2 років``
    may be a genitive (``понад 2 років``) and is left alone, ``через 2 років`` and ``збили 2 ракет``
    are not. ``2,5 кілометрів``, as many write, is a note. Nouns beside some that are often counted
    are known where the dictionary is installed
    (``pip install 'transkit[ukrainian]'``).

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 78 of 83 planted found; 87
    alarms right, 0 wrong (100 %).
    """
    target = pair.target.prose
    told: list[tuple[int, int]] = []
    for one in disagreements(target):
        told.append((one.start, one.end))
        say = note if one.is_usual else warning
        yield say(f"“{one.written}” does not agree: {one.right}", one.start, one.end)
    for pattern, example in _AGREEMENT:
        for match in pattern.finditer(target):
            if _FINE_BEFORE.search(target[: match.start()]) or _NO_COUNT.search(match.group()):
                continue
            if not any(start < match.end() and match.start() < end for start, end in told):
                yield warning(f"“{match.group()}” does not agree: {example}", *match.span())
