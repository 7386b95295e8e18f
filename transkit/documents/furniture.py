"""What is on the page but certainly not in the article.

Only what is sure without knowing the page: anything that could be a line of the article stays one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transkit.documents.dates import is_bare_date, is_clock_time
from transkit.documents.lines import has_letter

__all__ = ["find_furniture"]

NO_LETTER = "no letter"
CLOCK_TIME = "clock time"
DATE_IN_RUN = "date in a run of dates"
TEMPLATE_KEY = "template key"

_PATH_KEY = re.compile(r"[a-z][a-z0-9_-]*(?:/[a-z0-9_-]+)+(?:\.[a-z0-9_-]+)+")
"""``client/title.list_title``: a path whose first part is no host, then a dotted name."""
_DOTTED_KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
_BRACES_KEY = re.compile(r"\{\{[^{}]*\}\}|\$\{[^{}\s]+\}|\[object Object\]")
_LONGEST_KEY = 100
_YEAR = re.compile(r"(?:1\d|20|21)\d\d")
_BODY = 80
"""Code points; a paragraph of the article rather than a headline."""
_SHORT_GAP = 200
"""Code points; what may stand between two dates of a timeline of headlines."""


def find_furniture(paragraphs: Sequence[str]) -> list[str | None]:
    """Return for each paragraph of a page why it is furniture, or ``None`` where it may not be.

    Looks at whole paragraphs only: a line inside one is never furniture. Order is kept, one
    verdict per paragraph.

    Args:
        paragraphs: Cleaned texts of the page, in reading order, list markers left out.
    """
    verdicts = [_judge_alone(text) for text in paragraphs]
    dates = [is_bare_date(text) for text in paragraphs]
    for index, text in enumerate(paragraphs):
        if dates[index] and verdicts[index] is None and _is_in_run(index, dates, paragraphs):
            verdicts[index] = DATE_IN_RUN
        if verdicts[index] == NO_LETTER and _is_year_heading(text, paragraphs[index + 1 :][:1]):
            verdicts[index] = None
    return verdicts


def _judge_alone(text: str) -> str | None:
    """Return why a paragraph is furniture whatever stands around it."""
    if not has_letter(text):
        return CLOCK_TIME if is_clock_time(text) else NO_LETTER
    if is_clock_time(text):
        return CLOCK_TIME
    return TEMPLATE_KEY if _is_template_key(text) else None


def _is_template_key(text: str) -> bool:
    """Tell whether a text is the name of a message that a site failed to look up.

    Addresses of pages, file names and words with hyphens are not: a key needs an underscore in
    its dotted name, or a path before it whose first part has no dot.
    """
    if len(text) > _LONGEST_KEY:
        return False
    if _BRACES_KEY.fullmatch(text):
        return True
    if _PATH_KEY.fullmatch(text):
        return True
    return "_" in text and _DOTTED_KEY.fullmatch(text) is not None


def _is_in_run(index: int, dates: Sequence[bool], paragraphs: Sequence[str]) -> bool:
    """Tell whether a date has another right beside it, or stands in a timeline of headlines.

    A timeline is three dates or more, each two with one short line that ends no sentence between
    them; in an article that goes from date to date, whole paragraphs stand there.
    """
    if any(0 <= beside < len(dates) and dates[beside] for beside in (index - 1, index + 1)):
        return True

    def is_step(first: int) -> bool:
        """Tell whether a headline and nothing else separates this date from the next."""
        if first < 0 or first + 2 >= len(dates) or not (dates[first] and dates[first + 2]):
            return False
        between = paragraphs[first + 1]
        return len(between) <= _SHORT_GAP and not between.endswith((".", "…", "。"))

    steps = [is_step(index - 4), is_step(index - 2), is_step(index), is_step(index + 2)]
    return any(first and second for first, second in pairwise(steps))


def _is_year_heading(text: str, following: Sequence[str]) -> bool:
    """Tell whether a year stands as a heading over a paragraph, as in a chronology."""
    return bool(
        _YEAR.fullmatch(text)
        and following
        and len(following[0]) >= _BODY
        and following[0].endswith((".", "!", "?", "…", "”", '"', "»", "。"))
    )
