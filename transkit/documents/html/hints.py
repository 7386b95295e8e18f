"""What a page says about its article to search engines and to programs that show links to it.

Descriptions are most often how the article begins or what it is about; ``articleBody`` in JSON-LD
(schema.org) is its text, whole or in part. Nothing here is taken as true: it is compared with what
the page shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from transkit.documents.html.structure import Page

__all__ = ["Hints", "read_hints", "shares_of"]

Shingle = tuple[str, ...]

_DESCRIPTIONS = frozenset(("description", "og:description", "twitter:description"))
_BODIES = ("articleBody", "reviewBody", "text")
_TEXT_TYPES = re.compile(r"article|posting|report|review|recipe|webpage", re.IGNORECASE)
_SIZE = 3
"""Words of a shingle."""
_LONGEST = 2_000_000
"""Characters of a script that are looked at."""
_WORD = re.compile(
    r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+?(?=[\u3040-\u30ff\u3400-\u9fff]|\b)"
)
"""A word, or a single character of a script without spaces."""


class Hints(NamedTuple):
    """What a page says about itself."""

    described: frozenset[Shingle]
    """Of its descriptions."""
    body: frozenset[Shingle]
    """Of the article's text as it is given to machines; empty on most pages."""
    firsts: frozenset[str]
    """The words that shingles of either begin with."""


def read_hints(page: Page) -> Hints:
    """Return what a page says about itself; nothing where it says nothing or says it brokenly."""
    described: set[Shingle] = set()
    for element in page.metas:
        name = (element.value("name") or element.value("property")).lower()
        if name in _DESCRIPTIONS:
            described |= _shingles_of(element.value("content"))
    body: set[Shingle] = set()
    for token in page.data:
        if token.end - token.start > _LONGEST:
            continue
        for text in _bodies(page.text[token.start : token.end]):
            body |= _shingles_of(re.sub("<[^<>]*>", " ", unescape(text)))
    firsts = frozenset(shingle[0] for shingle in described | body)
    return Hints(frozenset(described), frozenset(body), firsts)


def shares_of(text: str, hints: Hints) -> tuple[float, float, float]:
    """Return how much of a text is in the descriptions, of them in it, and of it in the body.

    Each is in [0, 1], over shingles.
    """
    if not hints.firsts:
        return 0.0, 0.0, 0.0
    words = _WORD.findall(text.lower())
    if hints.firsts.isdisjoint(words):
        return 0.0, 0.0, 0.0
    shingles = _shingles(words)
    if hints.described.isdisjoint(shingles) and hints.body.isdisjoint(shingles):
        return 0.0, 0.0, 0.0
    return (
        _share(shingles, hints.described),
        _share(hints.described, shingles),
        _share(shingles, hints.body),
    )


def _shingles_of(text: str) -> frozenset[Shingle]:
    """Return the shingles of a text: all three words in a row."""
    return _shingles(_WORD.findall(text.lower()))


def _shingles(words: Sequence[str]) -> frozenset[Shingle]:
    if 0 < len(words) < _SIZE:
        return frozenset((tuple(words),))
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _share(part: frozenset[Shingle], whole: frozenset[Shingle]) -> float:
    return len(part & whole) / len(part) if part else 0.0


def _bodies(script: str) -> Iterator[str]:
    """Yield the texts of articles in a JSON-LD script."""
    try:
        waiting = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return  # what no program can read says nothing
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += value.values()
            if _TEXT_TYPES.search(str(value.get("@type", ""))):
                yield from (value[key] for key in _BODIES if isinstance(value.get(key), str))
