"""What stands above an article's text: title, deck, byline, date."""

from __future__ import annotations

from collections.abc import Sequence

from transkit.documents.dates import has_date, is_clock_time
from transkit.documents.features import Page, Sight
from transkit.documents.labels import has_agency
from transkit.documents.lines import has_letter

__all__ = ["find_head"]

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
_DECK = (40, 400)
_UNDER = 5
"""Lines under the title among which its deck is; what follows are captions."""


def find_head(page: Page, first: int) -> frozenset[int]:
    """Return the lines before the article's text that are the article's: title, deck, byline, date.

    The title is the nearest line that the page's first line names too, or that has most words in
    common with the text, a date or an author under it being worth some words. A bare name between
    it and a date is the author's. Between it and the text everything else is buttons and captions.
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
        under = page.sights[index + 1 : min(index + 2, first)]
        named = index == title + 1 and _is_name(sight) and _is_signed(under)
        if sight.byline or dated or named or (index - title <= _UNDER and _is_deck(page, index)):
            head.add(index)
    return frozenset(head)


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
        return min(apart or fitting)
    for index in range(first - 1, max(-1, first - _NEAR), -1):
        between = sights[index + 1 : first]
        if not all(sight.dated or sight.byline or sight.labels for sight in between):
            return None
        if between and _may_be_titled(sights[index]):
            return index
    return None


def _is_signed(below: Sequence[Sight]) -> bool:
    """Tell whether a date or an author stands in some lines; in a timeline, times of day do."""
    return any(sight.byline or (sight.dated and not is_clock_time(sight.text)) for sight in below)


def _is_name(sight: Sight) -> bool:
    """Tell whether a line may be a person's name and nothing else."""
    odd = sight.labels or sight.ends or sight.repeated or has_agency(sight.text)
    return not odd and len(sight.words) == sight.count in (2, 3, 4) and sight.capital == 1.0


def _may_be_titled(sight: Sight) -> bool:
    """Tell whether a line over a date or an author may be a title, however short it is."""
    odd = sight.labels or sight.dated or sight.byline or sight.repeated or sight.cut or sight.ends
    return not odd and has_letter(sight.text) and sight.width <= _TITLE[1]


def _is_headline(sight: Sight) -> bool:
    """Tell whether a line has the shape of a title."""
    low, high = _TITLE
    if not low <= sight.width <= high or sight.count < 3 or sight.labels or sight.dated:
        return False
    return not (sight.byline or sight.cut or sight.text.endswith((".", "。", ":", ",")))


def _is_deck(page: Page, index: int) -> bool:
    """Tell whether a line between title and text sums the article up."""
    sight = page.sights[index]
    low, high = _DECK
    if not low <= sight.width <= high or sight.repeated or sight.capital > 0.6:
        return False
    if sight.cut or sight.credit or has_agency(sight.text):
        return False
    known = sum(page.vocabulary[stem] > 0 for stem in sight.stems)
    return known * 3 >= len(sight.stems)
