"""Lists in an article: those that it announces, goes on behind, or ends with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transkit.documents.features import Page, Sight, is_listed

__all__ = [
    "PICTOGRAM",
    "complete_lists",
    "count_on",
    "fill_up",
    "find_announced",
    "find_figures",
    "find_notes",
    "find_opening",
    "finish_list",
    "is_in_list",
    "join_items",
    "stands_in_list",
]

_ANNOUNCES = (":", "?", "：", "？")
_ITEMS = 3
"""Lines of a list that a line announces, at least."""
_LISTED = 4
"""Lines of a list from which on it goes on behind the last sentence."""
_NUMBER = re.compile(r"\(?(\d{1,2})[.)]")
_STRIDE = 8
"""Lines from one number of a list to the next."""
_HEADING = 8
"""Words of a list's heading."""
_NOTES = 3
"""Notes below a list, at most…"""
_NOTE = 6
"""… and their words, at least."""
_OPENING = 8
"""Lines of a list that an article begins with, at most."""
_ALONE = 2
"""Lines between two of the article that may be left out together."""
_SAID = 4
"""Words of a sentence between them."""
PICTOGRAM = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?$")
"""What ends a sentence, too: 😉"""
_FIGURE = re.compile(r"[^\W\d_][^:\n]{0,40}:\s*\d[\d.,\s%–-]*")
"""A line of a result: "Ayes: 34"."""


def find_figures(sights: Sequence[Sight], article: range) -> frozenset[int]:
    """Return the lines of figures that an article announces: a vote, a result, an account.

    That are two lines or more of a few words, a colon and a number, behind one that ends in a
    colon, in the article or directly behind it; what a page counts of itself (comments, views)
    nothing announces.
    """
    found: set[int] = set()
    for lead in range(article.start, min(article.stop + 1, len(sights))):
        if not sights[lead].text.endswith(":") or sights[lead].labels:
            continue
        end = lead + 1
        while end < len(sights) and _FIGURE.fullmatch(sights[end].text) and not sights[end].labels:
            end += 1
        if end - lead > 2:
            found.update(range(lead, end))
    return frozenset(found)


def find_announced(sights: Sequence[Sight], kept: frozenset[int]) -> frozenset[int]:
    """Return the lines of lists that one of some lines announces, and what follows on them.

    That is one that ends in a colon or a question mark, and the list right behind it at least three
    lines without a blank one between them that are neither labels, dates nor credits. With a
    paragraph of running text right behind the list the article goes on.
    """
    found: set[int] = set()
    for lead in kept:
        if not _announces(sights[lead]):
            continue
        end = lead + 1
        while (
            end < len(sights)
            and _may_be_listed(sights[end])
            and (end == lead + 1 or not sights[end].gap)
        ):
            end += 1
        if end - lead <= _ITEMS or (end < len(sights) and not sights[end].gap):
            continue
        if end < len(sights) and sights[end].prose and _may_be_listed(sights[end]):
            end += 1
        found.update(range(lead, end))
    return frozenset(found)


def complete_lists(sights: Sequence[Sight], kept: frozenset[int]) -> frozenset[int]:
    """Return the lines of lists that the article has a line of, and goes on behind or announces.

    A list is lines without a blank one between them, more than two; a line that announces it
    belongs to it, and so does its heading.
    """
    found: set[int] = set()
    start = 0
    for index in range(1, len(sights) + 1):
        if index < len(sights) and not sights[index].gap:
            continue
        lines = range(start, index)
        start = index
        if len(lines) < _ITEMS or kept.isdisjoint(lines):
            continue
        if index not in kept and not (lines[0] and _announces(sights[lines[0] - 1])):
            continue
        if all(line in kept or _may_be_listed(sights[line]) for line in lines):
            found.update(lines)
            above = lines[0] - 1
            if above >= 0 and (_announces(sights[above]) or _heads(sights[above])):
                found.add(above)
    return frozenset(found)


def _heads(sight: Sight) -> bool:
    """Tell whether a line may be the heading of the list below it."""
    return not sight.prose and _ITEMS <= sight.count <= _HEADING and _may_be_listed(sight)


def count_on(
    sights: Sequence[Sight], markers: Sequence[str], kept: frozenset[int]
) -> frozenset[int]:
    """Return the lines whose numbers go on with those of the article, and the text below them.

    A line of the article with the number before stands above each, and one more at least, so that
    the most read stories of a site do not count.
    """
    found: set[int] = set()
    numbers = [_read_number(marker) for marker in markers]
    places = [index for index, number in enumerate(numbers) if number]
    for before, index in pairwise(places):
        follows = numbers[index] == numbers[before] + 1 > 2
        if not follows or index - before > _STRIDE or before not in kept | found:
            continue
        if sights[index].label:
            continue
        found.add(index)
        below = index + 1
        while below < len(sights) and sights[below].prose and not sights[below].labels:
            found.add(below)
            below += 1
    return frozenset(found)


def join_items(
    sights: Sequence[Sight], markers: Sequence[str], kept: frozenset[int]
) -> frozenset[int]:
    """Return the lines in the article with the list marker of a line of it right beside them."""
    found: set[int] = set()
    inside = range(min(kept, default=0), max(kept, default=0))
    for index in inside:
        if index in kept or not markers[index] or sights[index].labels:
            continue
        if any(
            beside in kept and markers[beside] == markers[index]
            for beside in (index - 1, index + 1)
        ):
            found.add(index)
    return frozenset(found)


def find_notes(page: Page, markers: Sequence[str], start: int) -> frozenset[int]:
    """Return the notes on a list that an article ends with: a few items of some words behind it."""
    if not start or not stands_in_list(page, start - 1):
        return frozenset()
    end = start
    while end < len(markers) and markers[end]:
        end += 1
    notes = page.sights[start:end]
    if len(notes) > _NOTES or not all(s.count >= _NOTE and _may_be_listed(s) for s in notes):
        return frozenset()
    return frozenset(range(start, end))


def find_opening(page: Page, head: frozenset[int], text: int) -> frozenset[int]:
    """Return the lines of lists that an article begins with, between its head and its text.

    All of those behind the head if they are a list and nothing else, no buttons; or else those
    below the title that are of one shape.
    """
    if not head:
        return frozenset()
    behind = range(max(head) + 1, text)
    lines = [page.sights[index] for index in behind]
    if _ITEMS <= len(lines) <= _OPENING and all(map(_may_be_listed, lines)):
        return frozenset(behind)
    return frozenset(
        index
        for index in range(min(head) + 1, text)
        if page.alike[index] >= _LISTED and _may_be_listed(page.sights[index])
    )


def fill_up(sights: Sequence[Sight], kept: frozenset[int]) -> frozenset[int]:
    """Return the sentences that stand alone between the article's lines, or with one button."""
    found: set[int] = set()
    for before, after in pairwise(sorted(kept)):
        for index in range(before + 1, after if after - before <= _ALONE + 1 else before + 1):
            sight = sights[index]
            if _is_said(sight) and _may_be_listed(sight):
                found.add(index)
    return frozenset(found)


def _is_said(sight: Sight) -> bool:
    """Tell whether a line ends as somebody's sentence does, a pictogram included."""
    return sight.count >= _SAID and (sight.ends or PICTOGRAM.search(sight.text) is not None)


def _read_number(marker: str) -> int:
    """Return the number that a list marker is; 0 where it is none."""
    match = _NUMBER.fullmatch(marker)
    return int(match[1]) if match else 0


def _announces(sight: Sight) -> bool:
    """Tell whether a list may follow a line."""
    return not sight.labels and sight.text.endswith(_ANNOUNCES)


def _may_be_listed(sight: Sight) -> bool:
    """Tell whether nothing speaks against a line as one of an article's list."""
    odd = sight.labels or sight.dated or sight.credit or sight.cut or sight.byline or sight.title
    return not odd and not sight.repeated and sight.count > 1


def finish_list(page: Page, last: int) -> int:
    """Return where a list that begins at a run's end is over; the end itself if there is none."""
    end = last
    while end < len(page.sights) and is_in_list(page, end):
        end += 1
    listed = sum(stands_in_list(page, index) for index in range(last, end))
    return end if listed >= _LISTED else last


def is_in_list(page: Page, index: int) -> bool:
    """Tell whether a line is one of a list, or stands before one that is."""
    sight = page.sights[index]
    if sight.title or (sight.labels and sight.width < 70):
        return False
    return stands_in_list(page, index) or (
        index + 1 < len(page.sights) and stands_in_list(page, index + 1)
    )


def stands_in_list(page: Page, index: int) -> bool:
    """Tell whether a line is one of a list: by itself, or by the shape of its neighbours."""
    return page.alike[index] >= _LISTED or is_listed(page.sights[index])
