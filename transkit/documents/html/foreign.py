"""Which elements that say their language hold other words than they did in the source."""

from __future__ import annotations

import re
from html import unescape

from transkit.documents.collecting import without_collection
from transkit.documents.html.scanner import What, scan
from transkit.documents.html.structure import Element, read_page

__all__ = ["find_translated", "language_said"]

_SAYS = re.compile(r"\blang\s*=", re.IGNORECASE)


def find_translated(text: str, source: str) -> frozenset[int]:
    """Return where those start tags begin that say a language and whose words have changed.

    An element's words are those that stand in no element inside of it that says its own language,
    or that is not translated. What is not translated itself is never among the elements.

    Args:
        text: The rebuilt page, or a page of just the article.
        source: The page that it was made from.
    """
    if len(_SAYS.findall(text)) < 2:
        return frozenset()
    with without_collection():
        known = {(said, words) for _, said, words in _said(source)}
        return frozenset(
            start for start, said, words in _said(text) if words and (said, words) not in known
        )


def language_said(element: Element) -> str:
    """Return the language that an element says its words are in, empty where it says none."""
    return (element.value("lang") or element.value("xml:lang")).strip().lower()


def _said(text: str) -> list[tuple[int, str, str]]:
    """Return where each element begins that says a language, which, and its letters and digits."""
    bounds = [
        element
        for element in read_page(text).elements
        if element.token is not None and (language_said(element) or _is_kept(element))
    ]
    words: dict[int, list[str]] = {element.index: [] for element in bounds}
    opened: list[Element] = []
    following = 0
    for token in scan(text):
        while following < len(bounds) and _start(bounds[following]) < token.start:
            opened.append(bounds[following])
            following += 1
        while opened and opened[-1].end <= token.start:
            opened.pop()
        if token.what is What.TEXT and opened:
            words[opened[-1].index].append(text[token.start : token.end])
    return [
        (_start(element), language_said(element), _letters("".join(words[element.index])))
        for element in bounds
        if not _is_kept(element)
    ]


def _start(element: Element) -> int:
    return element.token.start if element.token is not None else 0


def _is_kept(element: Element) -> bool:
    return element.is_off or not element.is_translated


def _letters(text: str) -> str:
    """Return what is left of a text where neither space, marks nor capitals count."""
    return "".join(letter for letter in unescape(text).casefold() if letter.isalnum())
