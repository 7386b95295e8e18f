"""Terms that nobody has to write down: names of countries, languages and currencies.

The names are those of CLDR, through Babel. They rank below every glossary: a draft that spells a
country otherwise is mended, and nothing is said where one is missing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from transkit.terms.glossary import Term

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["cldr_terms"]

_ALSO = {
    "TR": ("Turkey",), "CZ": ("Czech Republic",), "CI": ("Ivory Coast",), "SZ": ("Swaziland",),
    "CV": ("Cape Verde",), "TL": ("East Timor",), "US": ("United States of America",),
    "KR": ("Republic of Korea",), "PS": ("Palestine",), "CD": ("Democratic Republic of the Congo",),
}  # fmt: skip
"""English names beside those of CLDR."""
_AMBIGUOUS = frozenset({"Chad", "Georgia", "Guernsey", "Jersey", "Jordan"})
"""Names that as often are no country's: a person, a state, a shirt."""
_ALSO_PEOPLE = frozenset({"March", "April", "May", "June", "August"})
_TWO_NAMES = frozenset({"AQ"})
"""Regions that some languages call by two names, each right somewhere."""


@lru_cache(maxsize=8)
def cldr_terms(source: str, target: str) -> tuple[Term, ...]:
    """Return the names of countries, languages and currencies that CLDR has in both languages.

    Args:
        source: BCP 47 tag.
        target: BCP 47 tag.
    """
    from babel import Locale, UnknownLocaleError

    try:
        ours = Locale.parse(source, sep="-")
        theirs = Locale.parse(target, sep="-")
    except (UnknownLocaleError, ValueError):
        return ()
    found: list[Term] = []
    for code, name in ours.territories.items():
        if len(code) == 2 and code not in _TWO_NAMES and (called := theirs.territories.get(code)):
            names = (*_names(name), *(_ALSO.get(code, ()) if source.startswith("en") else ()))
            found += [
                _term(one, called, alike=True) for one in names if one not in _AMBIGUOUS
            ]  # fmt: skip
    for code, name in ours.languages.items():
        if len(code) == 2 and (called := theirs.languages.get(code)):
            found.append(_term(name, called, alike=False))
    for code, name in ours.currencies.items():
        if called := theirs.currencies.get(code):
            found.append(_term(name, called, alike=False))
    if source.split("-")[0] == "en":
        found += _months(ours, theirs)
    unique = {term.source: term for term in reversed(found) if len(term.source) > 2}
    return tuple(reversed(unique.values()))


def _term(source: str, target: str, *, alike: bool) -> Term:
    return Term(
        source=source,
        target=re.sub(r"\s*\([^)]*\)", "", target).strip() or target,
        case_sensitive=True,
        built_in=True,
        by_sound=alike,
    )


def _months(ours: Locale, theirs: Locale) -> list[Term]:
    """Return the months that people are called by, too: they are told apart from those."""
    there, here = (one.months["stand-alone"]["wide"] for one in (ours, theirs))
    return [
        replace(_term(name, here[number], alike=False), part_of_speech="month")
        for number, name in there.items()
        if name in _ALSO_PEOPLE and number in here
    ]


def _names(name: str) -> tuple[str, ...]:
    """Return the names in one of CLDR: ``Myanmar (Burma)`` has two, ``Congo - Kinshasa`` none."""
    if " - " in name or " SAR " in name:
        return ()
    match = re.fullmatch(r"(.+?) \(([^)]+)\)", name)
    return (match[1], match[2]) if match else (name,)
