"""Seeing where a term is but a part of a longer name: Paris in Paris Hilton."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from transkit.terms.glossary import Hit
from transkit.text.word_lists import read_list

__all__ = ["in_longer_name"]

_BEFORE = re.compile(r"(?<![^\W_])([A-ZÀ-Þ][\w'’.-]*)[ \u00a0]$")
_BEHIND = re.compile(r"[ \u00a0]([A-ZÀ-Þ][\w'’-]*)")
_ENDS = re.compile(r"['’]s?$|[^\W_]{3}\.$")
"""How a possessive ends, or a sentence: what stands before a name and is not in it."""


def in_longer_name(source: str, hit: Hit, others: Iterable[Hit], *, is_place: bool) -> bool:
    """Return whether a word with a capital letter beside a term makes another name of it.

    Titles, days, peoples, what offices and bodies are called (Kyiv Mayor, Kherson Region),
    acronyms and other terms make none; behind a comma only a state of a few countries does.

    Args:
        source: A segment, in English: in other languages capitals and titles follow other rules.
        hit: Where the term stands; one without a capital letter is in no name.
        others: Where terms stand in the source.
        is_place: Whether a word before it counts, too, and a state: behind a first name stands a
            surname, which may be that of the very person of whom the term speaks, and a person who
            wants Fairbanks means the one in Alaska.
    """
    shown = source[hit.start : hit.end]
    if not shown[:1].isupper() or (shown.isupper() and len(shown) > 1):
        return False
    taken = [(one.start, one.end) for one in others]
    state = re.compile(rf",\s+({_states()})(?![^\W_])").match(source, hit.end)
    if is_place and state is not None and not any(a <= state.start(1) < b for a, b in taken):
        return True
    found = [_BEHIND.match(source, hit.end)]
    ahead = _BEFORE.search(source, 0, hit.start) if is_place else None
    if ahead is not None and not _ENDS.search(ahead.group(1)):
        found.append(ahead)
    return any(
        match is not None
        and _makes_a_name(match.group(1))
        and not any(start < match.end(1) and match.start(1) < end for start, end in taken)
        for match in found
    )


def _makes_a_name(word: str) -> bool:
    """Return whether a word with a capital letter may be part of a name, as far as lists tell."""
    plain = word.replace("’", "'")
    if plain.isupper() and len(plain) > 1:
        return False
    lower = plain.casefold().rstrip(".").removesuffix("'s").rstrip("'")
    return not _words().intersection((lower, *lower.split("-")[-1:]))


@cache
def _words() -> frozenset[str]:
    return frozenset(read_list("beside_names", "en").split())


@cache
def _states() -> str:
    names = read_list("states", "en").replace("\n", "|").strip("|").split("|")
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
