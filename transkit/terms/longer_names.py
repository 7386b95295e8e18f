"""Seeing where a term is but a part of a longer name: Paris in Paris Hilton."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from transkit.terms.glossary import Hit, Term
from transkit.text.word_lists import read_list

__all__ = ["in_longer_name", "is_place"]

_BEFORE = re.compile(r"(?<![^\W_])([A-ZÀ-Þ][\w'’.-]*)[ \u00a0]$")
_BEHIND = re.compile(r"[ \u00a0]([A-ZÀ-Þ][\w'’-]*)")
_PLACES = frozenset(
    """place city town village country state region river island mountain location toponym місто
    топонім 지명 도시""".split()
)
"""What glossaries call places, in the column of parts of speech."""
_PEOPLE = frozenset("person people surname family-name human особа прізвище 인명 사람".split())
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
            surname, which may be that of the very person of whom the term speaks.
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


def is_place(term: Term) -> bool:
    """Return whether a person's term is a place, as its part of speech says, or else a list.

    The list has places that many people are called by: Washington, Florence.
    """
    said = term.part_of_speech.casefold().strip().rstrip(".")
    if said in _PEOPLE:
        return False
    return said in _PLACES or term.source.casefold() in read_list("named_after", "en").split()


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
