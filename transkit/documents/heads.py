"""What stands above an article's text: title, deck, byline, date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transkit.documents.dates import has_date, is_clock_time
from transkit.documents.features import Page, Sight
from transkit.documents.kinds import is_byline_label
from transkit.documents.labels import has_agency
from transkit.documents.lines import has_letter

__all__ = ["find_head", "is_name"]

_SOON = 3
"""Lines under a title within which its date or author stands."""
_HEAD = 40
"""Lines before the article's text among which its title is looked for by the page's own name."""
_NEAR = 12
"""The same by its words alone."""
_FIT = 0.3
"""Share of a title's words that the beginning of the text has too."""
_SIGNED = 0.4
"""What a date or an author shortly under a line is worth beside that share…"""
_DIRECTLY = 0.1
"""… and what more directly under it."""
_TITLE = (12, 220)
"""Columns of a title."""
_UPPER = 24
"""Columns of a title whose deck looks more like one."""
_DECK = (40, 400)
_BRIEF = 24
"""… and where it stands between the title and its date or author."""
_UNDER = 5
"""Lines under the title among which its deck is; what follows are captions."""
_SYLLABLES = (2, 4)
"""Syllables of a Korean name."""
_TRAIL = re.compile(r"\S+(?: \S+){0,2}\s+[>›»]\s+\S")
"""Where on a site a page is: ``Home > News``."""


def find_head(page: Page, first: int) -> frozenset[int]:
    """Return the lines before the article's text that are the article's: title, deck, byline, date.

    The title is the nearest line that the page's first line names too, or that has most words in
    common with the text, a date or an author under it being worth some words. A bare name between
    it and a date, or under what bylines begin with, is the author's. Between it and the text
    everything else is buttons and captions.
    """
    title = _find_title(page, first)
    if title is None:
        return frozenset()
    head = {title}
    for index in range(title + 1, first):
        sight = page.sights[index]
        if sight.labels and not sight.byline:
            continue
        dated = has_letter(sight.text) and (sight.dated or has_date(sight.text))
        named = _is_author(page, title, index, first)
        summed = index - title <= _UNDER and _is_deck(page, index)
        summed = summed or (index == title + 1 and _is_brief_deck(page, index, first))
        if sight.byline or dated or named or summed:
            head.add(index)
    return frozenset(head)


def is_name(sight: Sight) -> bool:
    """Tell whether a line may be a person's name and nothing else."""
    if sight.labels or sight.ends or has_agency(sight.text):
        return False
    if not sight.cased:
        return sight.count == 1 and _is_korean_name(sight.text)
    return len(sight.words) == sight.count in (2, 3, 4) and sight.capital == 1.0


def _is_korean_name(text: str) -> bool:
    low, high = _SYLLABLES
    return low <= len(text) <= high and all("가" <= letter <= "힣" for letter in text)


def _is_author(page: Page, title: int, index: int, first: int) -> bool:
    """Tell whether a line under the title is the author's name.

    Above it stands what bylines begin with, or only the deck; under it a date, maybe after what
    the author is.
    """
    if not is_name(page.sights[index]):
        return False
    if is_byline_label(page.sights[index - 1].text):
        return True
    if index - title > 2 or (index - title == 2 and not _may_be_deck(page.sights[index - 1])):
        return False
    below = page.sights[index + 1 : min(index + 3, first)]
    return _is_signed(below[:1]) or (
        _is_signed(below[1:]) and not below[0].labels and below[0].cased and not below[0].prose
    )


def _find_title(page: Page, first: int) -> int | None:
    """Return the line that is the article's title, if there is one before its text."""
    sights = page.sights
    for index in range(first - 1, max(-1, first - _HEAD), -1):
        if sights[index].title:
            return index
    stems = {
        stem
        for sight in sights[first : first + 8]
        if sight.prose or sight.width >= 60
        for stem in sight.stems
    }
    near = [
        index
        for index in range(max(0, first - _HEAD), first)
        if _is_headline(sights[index])
        and (first - index <= _NEAR or _is_signed(sights[index + 1 : min(index + 2, first)]))
    ]
    fits = [
        len(sights[k].stems & stems) / max(3, len(sights[k].stems))
        + _SIGNED * _is_signed(sights[k + 1 : min(k + 1 + _SOON, first)])
        + _DIRECTLY * _is_signed(sights[k + 1 : min(k + 2, first)])
        for k in near
    ]
    enough = max(_FIT, 0.7 * max(fits, default=0.0))
    fitting = [index for index, fit in zip(near, fits, strict=True) if fit >= enough]
    apart = [index for index in fitting if sights[index].gap]
    if fitting:
        return _above_deck(page, min(apart or fitting), stems)
    return _find_odd_title(sights, first)


def _above_deck(page: Page, title: int, stems: frozenset[str] | set[str]) -> int:
    """Return the headline right above a line that looks like the title, but may be its deck."""
    above = page.sights[title - 1] if title else None
    if above is None or not _is_headline(above) or above.repeated or above.width < _UPPER:
        return title
    under = page.sights[title]
    return title - 1 if _is_deck(page, title) and above.stems & (stems | under.stems) else title


def _find_odd_title(sights: Sequence[Sight], first: int) -> int | None:
    """Return the line over a date or an author, all between it and the text being such."""
    for index in range(first - 1, max(-1, first - _NEAR), -1):
        between = sights[index + 1 : first]
        if not all(sight.dated or sight.byline or sight.labels for sight in between):
            return None
        if between and _may_be_titled(sights[index]):
            return index
    return None


def _is_signed(below: Sequence[Sight]) -> bool:
    """Tell whether a date or an author stands in some lines; in a timeline, times of day do."""
    return any(
        sight.byline
        or is_byline_label(sight.text)
        or (sight.dated and not is_clock_time(sight.text))
        for sight in below
    )


def _may_be_titled(sight: Sight) -> bool:
    """Tell whether a line over a date or an author may be a title, however short it is."""
    odd = sight.labels or sight.dated or sight.byline or sight.repeated or sight.cut or sight.ends
    return not odd and has_letter(sight.text) and sight.width <= _TITLE[1]


def _is_headline(sight: Sight) -> bool:
    """Tell whether a line has the shape of a title."""
    low, high = _TITLE
    if not low <= sight.width <= high or sight.count < 3 or sight.labels or sight.dated:
        return False
    if _TRAIL.match(sight.text):
        return False
    return not (sight.byline or sight.cut or sight.text.endswith((".", "。", ":", ",")))


def _is_deck(page: Page, index: int) -> bool:
    """Tell whether a line between title and text sums the article up."""
    sight = page.sights[index]
    if sight.width < _DECK[0] or not _may_be_deck(sight):
        return False
    known = sum(page.vocabulary[stem] > 0 for stem in sight.stems)
    return known * 3 >= len(sight.stems)


def _is_brief_deck(page: Page, index: int, first: int) -> bool:
    """Tell whether a line right under the title is its deck since date or author stand under it.

    It has words enough to be a phrase, and is no rubric of the site, where the same is said again.
    """
    sight = page.sights[index]
    if sight.labels or sight.dated or sight.byline or sight.count < 3 or is_name(sight):
        return False
    below = page.sights[index + 1 : min(index + 3, first)]
    named = bool(below) and (_is_signed(below[:1]) or (is_name(below[0]) and _is_signed(below[1:])))
    return named and _may_be_deck(sight)


def _may_be_deck(sight: Sight) -> bool:
    """Tell whether nothing in the looks of a line speaks against a deck."""
    if not _BRIEF <= sight.width <= _DECK[1] or sight.repeated or sight.capital > 0.6:
        return False
    return not (sight.cut or sight.credit or has_agency(sight.text) or _TRAIL.match(sight.text))
