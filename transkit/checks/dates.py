"""Months and days of the week by what they are, not by how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from transkit.checks.base import Pair, Remark, check, note, warning

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
            rf"\b{name}\b|\b{name[:3]}t?\b\.?(?= \d|, \d{{4}})|(?<=\d ){name[:3]}t?\b")
           for name in ("January", "February", "April", "June", "July", "September", "October",
                        "November", "December")},
        # Words of their own, too: only beside a day, a year, or what stands before a month.
        **{name: re.compile(
            rf"\b(?:{name}\b|{name[:3]}\b\.?)(?= \d|, \d{{4}})|(?:\d(?:st|nd|rd|th)?"
            rf"|\b(?:in|of|since|until|by|last|next|early|late|mid|to|through)) {name}\b|(?<=\d ){name[:3]}\b"
        ) for name in ("March", "May", "August")},
    },
    "uk": _patterns(
        """January січ(?:ень|н[яеіюь])
        February лют(?:ий|ого|ому|им|нев)
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


_NUMERIC = re.compile(
    r"(?<![\d.,])(?:\d{4}|\d{1,2})(?:\s?[./-]\s?(?:\d{4}|\d{1,2})){1,2}(?!\d|,\d)"
)
"""Dates in digits; decimal numbers look like them."""
_BEFORE_IT = re.compile(r"\d(?:st|nd|rd|th)?(?:,| of)? $")
_BEHIND_IT = re.compile(r"[a-z]*\.?(?: \d|, \d{4})")
"""Behind a comma, two digits are an age: June, 67, from Leeds."""


@check("dates", sources="en", targets="uk ko")
def dates(pair: Pair) -> Iterator[Remark]:
    """A month or a day of the week that became another one, or the month of a date that got lost.

    Example: ``on 5 May`` became ``5 червня``; ``14 May 2026`` became ``14 2026``. A month without
    a day or a year that is only missing, or a day of the week, is worth a note; what is only added,
    none.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 105 of 105 planted found; 129
    alarms right, 0 wrong (100 %, 1 note). Korean 182 of 182 planted found; 203 alarms right, 0
    wrong (100 %, 1 note).
    """
    source, target = pair.source.prose, pair.target.prose
    for names in (_MONTHS, _DAYS):
        there, here = _found(names["en"], source), _found(names[pair.target_language], target)
        lost = [name for name in there if name not in here]
        added = [name for name in here if name not in there]
        if lost and added:
            match = here[added[0]]
            shown = f"the source has {lost[0]}, the target {match.group()} ({added[0]})"
            yield warning(shown, *match.span())
            continue
        for name in lost:
            is_month = names is _MONTHS
            if not (is_month and _number(name) in _in_digits(target, source)):
                say = warning if is_month and _is_dated(names["en"][name], source) else note
                yield say(f"the {'month' if is_month else 'day'} {name} is missing")


def _number(month: str) -> int:
    """Return 1 for January, and so on."""
    return list(_MONTHS["ko"]).index(month) + 1


def _in_digits(target: str, source: str) -> frozenset[int]:
    """Return the numbers of the dates that a target has in digits: 14.05.2026, 2026-05-14.

    What stands in the source as it is, is no month that was put into digits.
    """
    written = (match.group() for match in _NUMERIC.finditer(target))
    new = " ".join(one for one in written if one not in source)
    return frozenset(map(int, re.findall(r"\d+", new)))


def _is_dated(pattern: re.Pattern[str], source: str) -> bool:
    """Return whether a month of a source stands beside a day or a year."""
    return any(
        any(map(str.isdigit, match.group()))
        or _BEFORE_IT.search(source[: match.start()])
        or _BEHIND_IT.match(source, match.end())
        for match in pattern.finditer(source)
    )


def _found(names: _Names, text: str) -> dict[str, re.Match[str]]:
    """Return the first place of each name that a text has."""
    places = ((name, pattern.search(text)) for name, pattern in names.items())
    return {name: match for name, match in places if match is not None}


CHECKS = (dates,)
