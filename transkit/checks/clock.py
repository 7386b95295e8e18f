"""Times of day with their half of the day: 8 p.m., о 20:00, 오후 8시."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from transkit.checks.base import Pair, Remark, warning

__all__ = ["other_halves"]


class _Time(NamedTuple):
    """A time of a target."""

    hour: int
    minute: int
    hours: frozenset[int] | None
    """Of 24, those that the word for a part of the day beside it allows."""
    exact: bool
    """Whether the hour without a word is one of 24."""
    start: int
    end: int


_ENGLISH = re.compile(
    r"(?<![\d:.,$€£])(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?\s?([ap])(?:\.\s?m\b\.?|m\b)",
    re.IGNORECASE,
)
_UK_PARTS = {
    "ранку": frozenset(range(12)),
    "дня": frozenset(range(10, 19)),
    "вечора": frozenset((*range(15, 24), 0)),
    "ночі": frozenset((*range(20, 24), *range(7))),
    "пополудні": frozenset(range(12, 20)),
}
_UK_HOURS = {
    f"{stem}{ending}": hour
    for hour, stems in enumerate(
        ("перш", "друг", "трет треть", "четверт", "п'ят", "шост", "сьом", "восьм", "дев'ят",
         "десят", "одинадцят", "дванадцят"), 1)
    for stem in stems.split()
    for ending in ("ій", "ої")
}  # fmt: skip
_UKRAINIAN = re.compile(
    r"(?<![\d:.,])(?P<at>\b(?:об?|(?:після|до|від|з|близько|перед)(?=\s+[а-яіїє]))[\s\u00a0]+)?"
    rf"(?:(?P<hour>[01]?\d|2[0-4])(?!\d)(?:[:.](?P<minute>[0-5]\d)(?!\d))?"
    rf"|(?P<word>(?<=\s)(?:{'|'.join(_UK_HOURS)})\b))(?![.,]\d)(?:-[а-яіїє]{{1,3}}\b)?"
    rf"(?:[\s\u00a0]+годин[иіу])?(?:[\s\u00a0]+(?P<part>{'|'.join(_UK_PARTS)})\b)?",
    re.IGNORECASE,
)
_UK_PART = re.compile(
    r"\b(?:[узв]?ран(?:ок|к|ц)|[ув]день\b|дня\b|пополудн|[ув]?веч[оеі]р|[ув]?ноч|ніч|опівн)",
    re.IGNORECASE,
)
"""Words for a part of the day, wherever they stand."""
_KO_PARTS = {
    "오전": frozenset(range(12)),
    "오후": frozenset(range(12, 24)),
    "새벽": frozenset(range(7)),
    "아침": frozenset(range(4, 12)),
    "저녁": frozenset(range(16, 24)),
    "밤": frozenset((*range(18, 24), *range(5))),
    "낮": frozenset(range(10, 18)),
}
_KO_HOURS = {
    name: hour
    for hour, name in enumerate(
        ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두"), 1)
}  # fmt: skip
_KOREAN = re.compile(
    rf"(?:(?P<part>{'|'.join(_KO_PARTS)})\s?(?:약\s?)?)?"
    rf"(?:(?<![\d:.,])(?P<hour>[01]?\d|2[0-4])|(?<![가-힣])(?P<word>열한|열두|{'|'.join(_KO_HOURS)}))"
    r"(?:\s?시(?!간)(?:\s?(?P<minute>[0-5]?\d)\s?분|\s?(?P<half>반))?|:(?P<colon>[0-5]\d)(?!\d))"
)
_NOON = {
    "en": re.compile(r"\b(?:noon|midday)\b", re.IGNORECASE),
    "uk": re.compile(r"\bопівдні\b|\b(?:до|після|з) полудня\b|\bполудень\b", re.IGNORECASE),
    "ko": re.compile("정오"),
}
_MIDNIGHT = {
    "en": re.compile(r"\bmidnight\b", re.IGNORECASE),
    "uk": re.compile(r"опівноч|\bпівн(?:іч|оч)|\bноч|\b(?:24|0?0):00", re.IGNORECASE),
    "ko": re.compile("자정|한밤|밤|0시|24시"),
}
_NEAR = re.compile(r"\bafternoons?\b|\bnights?\b|\b12\b", re.IGNORECASE)
"""What else may be noon or midnight in another language."""


def other_halves(pair: Pair) -> Iterator[Remark]:
    """Yield a warning for each time of day that is on the other half of the day in the target.

    A Ukrainian or Korean hour up to twelve without any word for the half of the day passes, but
    not a Ukrainian one with minutes: «о 3:30» is at night.
    """
    language = pair.target_language
    if pair.source_language != "en" or language not in _NOON:
        return
    source, target = pair.source.prose, pair.target.prose
    times = tuple(_ukrainian(target) if language == "uk" else _korean(target))
    for match in _ENGLISH.finditer(source):
        hour = int(match[1]) % 12 + (12 if match[3] in "pP" else 0)
        minute = int(match[2] or 0)
        same = [one for one in times if (one.hour % 12, one.minute) == (hour % 12, minute)]
        if same and not any(_agrees(one, hour) for one in same):
            start, end = same[0].start, same[0].end
            shown = target[start:end].strip()
            yield warning(f"the source has {match[0]}, the target {shown}", start, end)
    yield from _noon_and_midnight(source, target, language)


def _agrees(time: _Time, hour: int) -> bool:
    """Return whether a time of a target may be an hour of 24 that is alike on a clock face."""
    if time.hour > 12 or time.hour == 0:
        return time.hour % 24 == hour
    if time.hours is not None:
        return hour in time.hours
    return not time.exact or time.hour % 24 == hour


def _ukrainian(text: str) -> Iterator[_Time]:
    has_part = _UK_PART.search(text) is not None
    for match in _UKRAINIAN.finditer(text.replace("’", "'").replace("ʼ", "'")):
        part = match["part"]
        with_minutes = ":" in match[0]
        if not (match["at"] or part or with_minutes) or (match["word"] and not match["at"]):
            continue
        hour = int(match["hour"] or 0) or _UK_HOURS.get((match["word"] or "").casefold(), 0)
        hours = _UK_PARTS[part.casefold()] if part else None
        exact = with_minutes and not has_part
        yield _Time(hour, int(match["minute"] or 0), hours, exact, *match.span())


def _korean(text: str) -> Iterator[_Time]:
    for match in _KOREAN.finditer(text):
        hour = int(match["hour"]) if match["hour"] else _KO_HOURS[match["word"]]
        minute = 30 if match["half"] else int(match["minute"] or match["colon"] or 0)
        hours = _KO_PARTS[match["part"]] if match["part"] else None
        start, end = match.span()
        yield _Time(hour, minute, hours, exact=False, start=start, end=end)


def _noon_and_midnight(source: str, target: str, language: str) -> Iterator[Remark]:
    for one, other in ((_NOON, _MIDNIGHT), (_MIDNIGHT, _NOON)):
        there, wrong = one["en"].search(source), other[language].search(target)
        if there is None or wrong is None or other["en"].search(source) or _NEAR.search(source):
            continue
        if not one[language].search(target):
            yield warning(f"the source has {there[0]}, the target {wrong[0]}", *wrong.span())
