"""Timelines of headlines: other articles of a site, each with its time and often a section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transkit.documents.dates import is_clock_time
from transkit.documents.features import PageLine, look_at

__all__ = ["find_timelines"]

_TIMES = 3
"""Times of day that make a timeline of headlines…"""
_BARE_TIMES = 2
"""… and where each has a line of its own;"""
_APART_BY = 3
"""lines from one to the next at most: the time, the section, the headline."""
_HEADLINE = 140
"""Code points of its lines at most."""
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-4])[:.]([0-5]\d)(?!\d)")
_STAMP = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?!\d)\W*(?=[^\W\d])")


def find_timelines(lines: Sequence[PageLine]) -> frozenset[int]:
    """Return the lines of timelines: headlines of others, each with its time and often a section.

    The model of the run takes so many of them inside of an article for its end, so that it does
    better without. The latest comes first; what goes on from early to late is a programme.
    """
    found: set[int] = set()
    texts = [line.text for line in lines]
    times = [k for k, text in enumerate(texts) if _is_timed(text)]
    start = 0
    for n in range(1, len(times) + 1):
        if n < len(times) and _is_next(texts, times[n - 1], times[n]):
            continue
        row = times[start:n]
        start = n
        if not _is_enough(texts, row) or not _falls([_minutes(texts[k]) for k in row]):
            continue
        step = min(after - before for before, after in pairwise(row))
        end = row[-1] + 1
        while end < min(row[-1] + step, len(texts)) and _is_brief(texts[end]):
            end += 1
        is_headed = row[0] > 0 and look_at(lines[row[0] - 1]).label == "related"
        found.update(range(row[0] - is_headed, end))
    return frozenset(found)


def _is_timed(text: str) -> bool:
    """Tell whether a line is a time of day, or a headline that begins with one."""
    return is_clock_time(text) or (_STAMP.match(text) is not None and _is_brief(text))


def _is_next(texts: Sequence[str], before: int, after: int) -> bool:
    return after - before <= _APART_BY and all(map(_is_brief, texts[before + 1 : after]))


def _is_enough(texts: Sequence[str], row: Sequence[int]) -> bool:
    """Tell whether times are a timeline: two with a headline under each, or three in any way."""
    if len(row) >= _TIMES:
        return True
    if len(row) < _BARE_TIMES or not all(is_clock_time(texts[k]) for k in row):
        return False
    return row[1] - row[0] > 1 and row[1] + 1 < len(texts) and _is_brief(texts[row[1] + 1])


def _minutes(text: str) -> int:
    """Return the time of day that a line names first, in minutes; 0 where it names none."""
    match = _TIME.search(text)
    return 60 * int(match[1]) + int(match[2]) if match else 0


def _falls(times: Sequence[int]) -> bool:
    """Tell whether times fall more often than they rise; at midnight they rise."""
    steps = [after - before for before, after in pairwise(times)]
    return sum(step < 0 for step in steps) > sum(step > 0 for step in steps)


def _is_brief(text: str) -> bool:
    """Tell whether a line may be a headline: it is short, and no sentence."""
    return len(text) <= _HEADLINE and not text.endswith((".", ":", "。", "："))
