"""What each unit of a plain text is: its shape and its place tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from transkit.documents.characters import CLOSING
from transkit.documents.dates import has_date_stamp, is_date_line
from transkit.documents.lines import columns
from transkit.documents.words import LANGUAGES
from transkit.units import Kind

__all__ = ["Shape", "find_kinds", "is_byline", "is_byline_label"]

_ENDS = re.compile(rf"[.!?…。！？:;,]{CLOSING}$")
_STOPS = re.compile(rf"[.…。]{CLOSING}$")
_ASKS = re.compile(rf"[?!？！]{CLOSING}$")
_BODY = 80
"""Columns of the shortest paragraph that other units are told apart by."""
_HEADLINE = (16, 220)
"""Columns of a title."""
_HEADING = 100
"""Columns of the longest heading."""
_DECK = (40, 350)
_HEAD_UNITS = 400
"""Units before the first paragraph among which a title is looked for (menus come first)."""

_MENU = 3
"""Units from which what stands before the first sentence may be a menu."""

_LISTED = 2
"""Lines from which on a list begins."""
_QUOTES = {"“": "”", "«": "»", "„": "“”", "»": "«", "「": "」", "『": "』", "‘": "’", '"': '"'}
_AROUND_HEADINGS = {
    Kind.PARAGRAPH: frozenset((Kind.QUOTATION, Kind.LIST_ITEM)),
    Kind.LIST_ITEM: frozenset(),
}
"""Kind that a heading looks like at first (a numbered one like a list item) → what may stand
beside it apart from long paragraphs."""
_UTTERANCE = 60
"""Columns from which quoted words without a full stop are an utterance and no mere name."""
_OPENERS = frozenset("“«„")
"""Marks that can only open."""
_LABEL = re.compile(r"[^\W\d_][^\s:]{0,20}(?: [^\s:]{1,20}){0,2}:(?=\s)")
"""What repeats at the start of questions and answers, and of teasers: "Q:", "Related:"."""
_SITE = re.compile(r"(.{8,}?)\s+[|–—-]\s+[^|]{2,60}")
_BYLINE = 80
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORD = 3
"""Letters of the words that titles write small: "of", "and", "the"."""


class Shape(NamedTuple):
    """What `find_kinds` needs to know of a unit."""

    text: str
    """The unit's source."""
    listed: bool = False
    """Whether a list marker stands before it."""
    quoted: bool = False
    """Whether it is behind ``>`` marks."""


def find_kinds(shapes: Sequence[Shape]) -> list[Kind]:
    """Return the kind of each unit, in order; at most one title and one deck."""
    kinds = [_judge_alone(shape) for shape in shapes]
    _mark_open_quotations(shapes, kinds)
    labels = Counter(match.group() for shape in shapes if (match := _LABEL.match(shape.text)))
    body = [_is_body(shape.text) for shape in shapes]
    first_body = next((index for index, is_body in enumerate(body) if is_body), len(shapes))
    title = _find_title(shapes, kinds, first_body)
    if title is not None:
        kinds[title] = Kind.TITLE
        deck = _find_deck(shapes, kinds, title)
        if deck is not None:
            kinds[deck] = Kind.DECK
    for index, shape in enumerate(shapes):
        label = _LABEL.match(shape.text)
        if label is not None and labels[label.group()] > 1:
            continue
        if (title is None or index > title) and _looks_like_heading(shape.text):
            beside = _AROUND_HEADINGS.get(kinds[index], frozenset())
            if _stands_over_text(index, kinds, body, beside):
                kinds[index] = Kind.HEADING
    return kinds


def _judge_alone(shape: Shape) -> Kind:
    """Return what a unit is whatever stands around it."""
    if shape.listed:
        return Kind.LIST_ITEM
    if shape.quoted or _is_quotation(shape.text):
        return Kind.QUOTATION
    return Kind.BYLINE if is_byline(shape.text) else Kind.PARAGRAPH


def _is_body(text: str) -> bool:
    """Tell whether a unit is certainly running text."""
    return columns(text) >= _BODY and _ENDS.search(text) is not None


def _stands_over_text(
    index: int, kinds: Sequence[Kind], body: Sequence[bool], beside: frozenset[Kind]
) -> bool:
    """Tell whether text stands before a unit (or nothing) and after it, as around a heading.

    Args:
        index: Of the unit.
        kinds: Of all units so far.
        body: Which units are running text.
        beside: Kinds that count as text whatever their length.
    """
    if index + 1 >= len(kinds):
        return False
    return all(
        kinds[near] in beside or (body[near] and kinds[near] is not Kind.LIST_ITEM)
        for near in (index - 1, index + 1)
        if near >= 0
    )


def _is_quotation(text: str) -> bool:
    """Tell whether a unit is one quoted utterance, from its first mark to its last.

    Marks of the same kind inside must be in pairs.
    """
    closers = _QUOTES.get(text[:1])
    if closers is None or not _is_utterance(text):
        return False
    if text[0] in '"‘':
        return _is_plain_quotation(text, closers)
    depth = 0
    for match in re.finditer(f"[{re.escape(text[0] + closers)}]", text):
        depth += 1 if match.group() == text[0] else -1
        if depth == 0:
            return not text[match.end() :].strip(".,!?…")
    return False


def _is_utterance(text: str) -> bool:
    """Tell whether quoted words are long enough to be one, or end a sentence."""
    return _ENDS.search(text) is not None or columns(text) >= _UTTERANCE


def _mark_open_quotations(shapes: Sequence[Shape], kinds: list[Kind]) -> None:
    """Mark the paragraphs of a speech whose marks are closed only at its very end.

    Printers open each paragraph of a long quotation again and close the last (The Chicago Manual
    of Style, 17th edition, 13.30).
    """
    for index in range(len(shapes) - 2, -1, -1):
        text, following = shapes[index].text, shapes[index + 1].text
        opener = text[:1]
        if opener not in _OPENERS or not following.startswith(opener):
            continue
        if kinds[index] is Kind.PARAGRAPH and not re.search(f"[{_QUOTES[opener]}]", text):
            kinds[index] = Kind.QUOTATION


def _is_plain_quotation(text: str, closer: str) -> bool:
    """Tell the same for marks that also serve otherwise: straight ones, and the apostrophe."""
    inner = text[1:].rstrip(".,!?…")
    if not inner.endswith(closer):
        return False
    inner = inner[:-1]
    if closer == "’":
        return re.search(r"[.,!?…]’(?=\s)", inner) is None
    return closer not in inner


def is_byline(text: str) -> bool:
    """Tell whether a unit is the line with the author's name, or the date of the article."""
    if columns(text) > _BYLINE:
        return False
    if any(map(str.isdigit, text)):
        return is_date_line(text) or (has_date_stamp(text) and not _STOPS.search(text))
    if _STOPS.search(text):
        return False
    words = text.split()
    if len(words) >= 2 and words[-1].rstrip(".") in _byline_words("byline_ends"):
        return len(words) <= 5
    match = _byline_start().match(text)
    if match is None:
        return False
    name = text[match.end() :].lstrip(" :=")
    return name[:1].isalpha() and not name[:1].islower()


def is_byline_label(text: str) -> bool:
    """Tell whether a line is what a byline begins with, its name left to the next: "Author:"."""
    return text.lower().rstrip(" :=") in _byline_words("byline_starts")


@cache
def _byline_words(field: str) -> frozenset[str]:
    """Return the words of all languages in this field."""
    return frozenset(word for words in LANGUAGES.values() for word in getattr(words, field))


@cache
def _byline_start() -> re.Pattern[str]:
    """Return a pattern for what a byline begins with: the word, then a colon or a space."""
    starts = sorted(_byline_words("byline_starts"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, starts))})(?=\s*[:=]|\s)", re.IGNORECASE)


def _find_title(shapes: Sequence[Shape], kinds: Sequence[Kind], first_body: int) -> int | None:
    """Return the unit that is the title: the first before the text that can be one.

    A page's own name ("Title | Site") gives way to the same title without the site. Behind a
    whole sentence a title is believed only on pages that have a menu first.
    """
    limit = min(first_body, _HEAD_UNITS)
    if limit == 1 and _is_short_title(shapes[0], kinds[0]):
        return 0
    candidates = [index for index in range(limit) if _can_be_title(shapes[index], kinds[index])]
    stops = (index for index in range(limit) if _is_statement(shapes[index].text))
    first_stop = next(stops, limit)
    candidates = [
        index
        for index in candidates
        if index < first_stop or (first_stop >= _MENU and kinds[index] is Kind.PARAGRAPH)
    ]
    if not candidates:
        return None
    named = _SITE.fullmatch(shapes[candidates[0]].text)
    if named is not None:
        for index in candidates[1:]:
            if shapes[index].text.startswith(named.group(1)):
                return index
    return candidates[0]


def _can_be_title(shape: Shape, kind: Kind) -> bool:
    """Tell whether a unit has the shape of a headline."""
    if kind not in {Kind.PARAGRAPH, Kind.QUOTATION} or shape.quoted or "://" in shape.text:
        return False
    low, high = _HEADLINE
    if not low <= columns(shape.text) <= high or _ends_statement(shape.text):
        return False
    return len(shape.text.split()) > 2 or columns(shape.text) > len(shape.text) * 1.5


def _is_short_title(shape: Shape, kind: Kind) -> bool:
    """Tell whether a unit right before the text is a title of a few words, all of them capital."""
    words = [word for word in _WORD.findall(shape.text) if len(word) > _SMALL_WORD]
    if kind is not Kind.PARAGRAPH or shape.quoted or _ends_statement(shape.text):
        return False
    named = bool(words) and all(word[0].isupper() for word in words)
    return named and len(shape.text.split()) > 1 and columns(shape.text) <= _HEADING


def _is_statement(text: str) -> bool:
    """Tell whether a unit is a sentence, however short, as no menu has one."""
    return _STOPS.search(text) is not None and columns(text) >= 8


def _ends_statement(text: str) -> bool:
    """Tell whether a unit ends as no headline does; a question or a cry may be one."""
    return _ENDS.search(text) is not None and _ASKS.search(text) is None


def _find_deck(shapes: Sequence[Shape], kinds: Sequence[Kind], title: int) -> int | None:
    """Return the unit under the title that sums the article up, if one stands apart.

    It does if it ends without a full stop, or if date or author separate it from the text. What a
    list follows on is the list's own first words.
    """
    index = title + 1
    while index < len(shapes) and kinds[index] is Kind.BYLINE:
        index += 1
    if index + 1 >= len(shapes) or kinds[index] is not Kind.PARAGRAPH:
        return None
    text = shapes[index].text
    low, high = _DECK
    if not low <= columns(text) <= high or text.endswith((":", ",", ";")):
        return None
    if text == shapes[title].text or not _is_phrase(text):
        return None
    if kinds[index + 1] is Kind.BYLINE:
        return index
    if _ENDS.search(text) is None and not _begins_list(shapes, index + 1):
        return index
    return None


def _begins_list(shapes: Sequence[Shape], index: int) -> bool:
    """Tell whether two short lines that end no sentence stand at a place, and no heading."""
    below = shapes[index : index + _LISTED]
    return len(below) == _LISTED and all(
        shape.listed or (_ENDS.search(shape.text) is None and not _is_body(shape.text))
        for shape in below
    )


def _is_phrase(text: str) -> bool:
    """Tell a phrase from a row of names: some of its words are lower case, or none has a case."""
    words = text.split()
    lower = sum(word[0].islower() for word in words)
    return lower * 3 >= len(words) or not any(map(str.isupper, text))


def _looks_like_heading(text: str) -> bool:
    """Tell whether a unit has the shape of a heading."""
    if columns(text) > _HEADING or text[:1].islower() or "://" in text or text[:1] in "#@©(":
        return False
    return _ENDS.search(text) is None or text.endswith(("?", "？"))
