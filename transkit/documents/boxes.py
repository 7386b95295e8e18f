"""Boxes inside of an article and behind it: teasers, forms, who the author is.

The model of the run and the trees see lines and what is near them. What is told here takes more:
what a label heads, whose name stands behind the text once more, that text goes on behind a form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from transkit.documents.features import Page, Sight
from transkit.documents.heads import is_name
from transkit.documents.labels import is_service

__all__ = ["find_begun", "find_resumed", "find_sign_off", "find_teasers", "is_contact"]

_ALONE = 26
"""Columns of a label that heads the lines below it and says no headline itself."""
_TEASERS = 6
"""Lines below it that may be headlines…"""
_TEASER = (16, 110)
"""… and their columns."""
_SAID = re.compile(r"[\[(【<][^\])】>]{2,20}[\])】>] ?\S|[^:]{2,26}: \S")
"""A label with a headline beside it: ``Read also: …``, ``[Related] …``."""
_TELLING = 5
"""Words from which a line right before a paragraph is a headline, and no heading…"""
_TELLING_UNCASED = 3
"""… and in Korean, where headlines have fewer."""
_SIGNED = 14
"""Lines above the text among which the author's name stands."""
_SHORT = 40
"""Columns of the line behind the text with that name."""
_SOON = 3
"""Lines behind the run within which it may stand."""
_LITTLE = 0.25
"""Share of the run's text that may stand behind it."""
_BOX = 8
"""Lines of a box that an article goes on behind."""
_LONG = 60
"""Columns of the shortest paragraph there."""
_SPOKEN = 2
"""Lines of the text that begin like a question or an answer behind it."""
_LIST = 30
"""Lines of a list above the text, with the paragraph above it…"""
_ITEMS = 4
"""… and at least."""
_KNOWN = 2
"""Words of it that are in the text already."""
_TELLS = 5
"""Letters from which a Latin word is more than "that" and "with"."""
_MOST = 2.0
"""What is behind boxes has at most that much of the text before."""
_BOXED = frozenset(("related", "sign up", "advert", "credit"))
"""What boxes in the middle of an article are labelled with."""
_OVER = frozenset(("comments", "tags", "share"))
"""What ends the article."""
_OPENING = re.compile(r"[—–-](?=\s)|[^\W\d_]{1,12}[.:](?=\s)")
"""What questions and answers begin with: a dash, ``Q.``, a name."""
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BESIDE_CONTACT = 4
"""Words beside an address of a line that says how to reach somebody."""


def is_contact(sight: Sight) -> bool:
    """Tell whether a line is nobody's sentence but a name with an e-mail address."""
    if sight.width >= _LONG or sight.ends or _CONTACT.search(sight.text) is None:
        return False
    return len(_CONTACT.sub(" ", sight.text).split()) <= _BESIDE_CONTACT


def find_teasers(sights: Sequence[Sight]) -> frozenset[int]:
    """Return the labels of other articles with their headlines, beside or below them.

    The last before a paragraph may be the article's own heading: it is one of them only if it is
    the only one, or has as many words as headlines have.
    """
    found: set[int] = set()
    for lead, sight in enumerate(sights):
        if sight.label != "related":
            continue
        if not sight.ends and _SAID.match(sight.text):
            found.add(lead)
        if sight.width > _ALONE and not sight.text.endswith(":"):
            continue
        end = lead + 1
        while end < min(len(sights), lead + 1 + _TEASERS) and _is_teaser(sights[end]):
            end += 1
        if not any(sight.prose for sight in sights[end : end + 2]):
            continue
        if end - lead > 2 and not _is_telling(sights[end - 1]):
            end -= 1
        if end > lead + 1:
            found.update(range(lead, end))
    return frozenset(found)


def _is_teaser(sight: Sight) -> bool:
    low, high = _TEASER
    odd = sight.prose or sight.ends or sight.labels or sight.dated or sight.byline
    return not odd and low <= sight.width < high


def _is_telling(sight: Sight) -> bool:
    return sight.count >= (_TELLING if sight.cased else _TELLING_UNCASED)


def find_sign_off(page: Page, first: int, last: int) -> int | None:
    """Return the line behind a run's text that names its author once more, if there is one.

    What follows on it is who that is. Much text does not: then it says who speaks.
    """
    sights = page.sights
    above = sights[max(0, first - _SIGNED) : first]
    keys = [sight.key for sight in above if sight.byline or is_name(sight)]
    whole = page.prose[last] - page.prose[first]
    for index in range(first + 1, min(last + _SOON, len(sights))):
        sight = sights[index]
        if sight.width >= _SHORT or sight.prose or not sights[index - 1].ends:
            continue
        behind = page.prose[max(last, index)] - page.prose[index]
        if behind <= _LITTLE * whole and any(_names(sight, key) for key in keys):
            return index
    return None


def _names(sight: Sight, author: str) -> bool:
    """Tell whether a line is an author's name, maybe with an address or less than a byline."""
    key = sight.key
    if len(key) < 2 or key.isdigit():
        return False
    if key == author or author.startswith(f"{key} ") or author.endswith(f" {key}"):
        return True
    return is_contact(sight) and key.startswith(author)


def find_resumed(page: Page, first: int, last: int) -> frozenset[int]:
    """Return the paragraphs with which an article goes on behind boxes, from the end of its run on.

    A box is a few short lines of which one is labelled, and none with what ends articles. The
    paragraphs have words of the text, or begin as its questions and answers do, and are together
    shorter than twice its length.
    """
    sights = page.sights
    openings = Counter(filter(None, map(_opening, sights[first:last])))
    found: list[int] = []
    end = last
    for index in range(last, len(sights)):
        sight = sights[index]
        if index - end > _BOX or (sight.labels & _OVER and not sight.labels & _BOXED):
            break
        if sight.title or sight.dated or sight.byline:
            break
        speaks = openings[_opening(sight)] >= _SPOKEN and sight.ends
        if (speaks or _may_go_on(page, sight)) and (index == end or _is_box(sights[end:index])):
            found.append(index)
            end = index + 1
    if sum(sights[k].width for k in found) > _MOST * (page.prose[last] - page.prose[first]):
        return frozenset()
    return frozenset(found)


def _opening(sight: Sight) -> str:
    """Return what a question or an answer begins with; empty where a line begins otherwise."""
    match = _OPENING.match(sight.text)
    return match.group() if match else ""


def find_begun(page: Page, first: int) -> frozenset[int]:
    """Return the lines with which an article begins above a run that begins behind a list.

    That is a paragraph with words of the run's text, and below it, as far as the run, lines of
    which most have a word of it too and a third a number: what one needs, before how it is done.
    """
    sights = page.sights
    for index in range(first - 1, max(page.floor, first - _LIST) - 1, -1):
        sight = sights[index]
        if not sight.prose:
            continue
        between = [other for other in sights[index + 1 : first] if not other.labels]
        known = sum(_has_known(page, other) for other in between)
        if not _may_go_on(page, sight) or len(between) < _ITEMS:
            return frozenset()
        amounts = sum(other.entry and any(map(str.isdigit, other.text)) for other in between)
        if 2 * known < len(between) or 3 * amounts < len(between):
            return frozenset()
        places = range(index, first)
        return frozenset(k for k in places if not (sights[k].labels or sights[k].dated))
    return frozenset()


def _may_go_on(page: Page, sight: Sight) -> bool:
    """Tell whether a line may be one of the article's first or last paragraphs."""
    odd = sight.labels or sight.repeated or sight.cut or sight.credit or sight.dated
    if odd or not sight.prose or sight.width < _LONG or is_service(sight.text.lower()):
        return False
    telling = [stem for stem in sight.stems if len(stem) >= _TELLS or not stem.isascii()]
    return sum(page.vocabulary[stem] > 0 for stem in telling) >= _KNOWN


def _has_known(page: Page, sight: Sight) -> bool:
    return any(page.vocabulary[stem] > 0 for stem in sight.stems)


def _is_box(sights: Sequence[Sight]) -> bool:
    return any(sight.labels & _BOXED for sight in sights)
