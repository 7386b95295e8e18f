"""Months and days of the week by what they are, not by how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from transkit.checks.base import Pair, Remark, check, warning

__all__ = ["CHECKS"]

_Names = Mapping[str, re.Pattern[str]]
"""What to look for, by its English name."""


def _patterns(text: str, form: str) -> _Names:
    """Return patterns of rows such as ``January січ(?:ень|н)``."""
    rows = (row.split(" ", 1) for row in text.strip().splitlines())
    return {name.strip(): re.compile(form.format(words), re.IGNORECASE) for name, words in rows}


_MONTHS: dict[str, _Names] = {
    "en": {
        **{name: re.compile(
            rf"\b{name}\b|\b{name[:3]}t?\b\.?(?=,? \d)|(?<=\d ){name[:3]}t?\b")
           for name in ("January", "February", "April", "June", "July", "September", "October",
                        "November", "December")},
        # Words of their own, too: only beside a day, a year, or what stands before a month.
        **{name: re.compile(
            rf"\b{name}\b(?=,? \d)|(?:\d(?:st|nd|rd|th)?|\b(?:in|of|since|until|by|last|next)) {name}\b"
        ) for name in ("March", "May", "August")},
    },
    "uk": _patterns(
        """January січ(?:ень|н[яеіюь])
        February лют(?:ий|ого|ому|им)
        March берез(?:ень|н[яеіюь])
        April квіт(?:ень|н[яеіюь])
        May трав(?:ень|н[яеіюь])
        June черв(?:ень|н[яеіюь])
        July лип(?:ень|н[яеіюь])
        August серп(?:ень|н[яеіюь])
        September верес(?:ень|н[яеіюь])
        October жовт(?:ень|н[яеіюь])
        November листопад
        December груд(?:ень|н[яеіюь])""".replace("        ", ""), r"\b{0}"
    ),
    "ko": {name: re.compile(rf"(?<!\d)0?{number}\s?월") for number, name in enumerate((
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December"), 1)},
}  # fmt: skip
_DAYS: dict[str, _Names] = {
    "en": {name: re.compile(rf"\b{name}s?\b") for name in (
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")},
    "uk": _patterns(
        """Monday понеділ(?:ок|к)
        Tuesday вівтор(?:ок|к)
        Wednesday серед(?:а|у|и|ою|ам)\\b
        Thursday четвер(?:г|ги|га|зі)?\\b
        Friday п['’ʼ]ятниц
        Saturday субот
        Sunday неділ""".replace("        ", ""), r"\b{0}"
    ),
    "ko": {name: re.compile(f"{day}요일") for name, day in zip(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "월화수목금토일", strict=True)},
}  # fmt: skip


@check("dates", sources="en", targets="uk ko")
def dates(pair: Pair) -> Iterator[Remark]:
    """A month or a day of the week that became another one.

    Example: ``on 5 May`` became ``5 червня``. Silent where one is only missing or added.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 93 right, 0 wrong; Korean 168
    right, 0 wrong.
    """
    for names in (_MONTHS, _DAYS):
        there = _found(names["en"], pair.source.prose)
        here = _found(names[pair.target_language], pair.target.prose)
        lost = [name for name in there if name not in here]
        added = [name for name in here if name not in there]
        if lost and added:
            match = here[added[0]]
            shown = f"the source has {lost[0]}, the target {match.group()} ({added[0]})"
            yield warning(shown, *match.span())


def _found(names: _Names, text: str) -> dict[str, re.Match[str]]:
    """Return the first place of each name that a text has."""
    places = ((name, pattern.search(text)) for name, pattern in names.items())
    return {name: match for name, match in places if match is not None}


CHECKS = (dates,)
