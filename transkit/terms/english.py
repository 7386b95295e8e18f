"""English words in the forms in which a term may stand: plurals, and verbs with their endings."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["relation_before", "stands_as_month", "stands_as_verb", "variants"]

_IRREGULAR = {
    "child": "children", "criterion": "criteria", "foot": "feet", "goose": "geese",
    "half": "halves", "calf": "calves", "self": "selves", "louse": "lice", "ox": "oxen",
    "knife": "knives", "leaf": "leaves", "life": "lives", "loaf": "loaves", "man": "men",
    "mouse": "mice", "person": "people", "phenomenon": "phenomena", "shelf": "shelves",
    "thief": "thieves", "tooth": "teeth", "wife": "wives", "wolf": "wolves", "woman": "women",
    "basis": "bases", "axis": "axes", "larva": "larvae", "antenna": "antennae",
    "bacterium": "bacteria", "medium": "media", "datum": "data", "spectrum": "spectra",
    "stratum": "strata", "erratum": "errata", "addendum": "addenda", "nucleus": "nuclei",
    "fungus": "fungi", "stimulus": "stimuli", "alumnus": "alumni", "radius": "radii",
    "cactus": "cacti", "focus": "foci", "appendix": "appendices", "index": "indices",
    "matrix": "matrices", "vertex": "vertices",
}  # fmt: skip
_BESIDE = {
    "memorandum": "memoranda", "referendum": "referenda", "curriculum": "curricula",
    "stadium": "stadia", "forum": "fora", "formula": "formulae", "syllabus": "syllabi",
}  # fmt: skip
"""Plurals beside which the usual one stands as well."""
_BEFORE_VERBS = frozenset(
    """i you he she we they who to not never also will would can could may might must shall should
    do does did don't doesn't didn't won't can't cannot couldn't wouldn't shouldn't let's
    please""".split()
)
_DETERMINERS = frozenset(
    """a an the this these those my your his its our their whose no some any every each either
    neither another such several many few both two three four five six seven eight nine
    ten""".split()
)
_BEFORE_MONTHS = frozenset(
    """in since until till during throughout early late mid last next this each every beginning end
    middle start""".split()
)
_PREPOSITIONS = frozenset(
    """of in on at by for from with without about against between during under over after before
    into through towards toward among across""".split()
)
_RELATION = re.compile(
    r"(?:([\w'’]+)\s+)?(?<![\w'’-])(in|into|to|from|with|of|on|at)\s+"
    r"(?:(?:the|its|their|his|her|our|this|that|eastern|western|northern|southern|central|nearby"
    r"|occupied)\s+){0,2}$",
    re.IGNORECASE,
)
"""A preposition right before a noun, and the word that it stands behind."""
_OTHERWISE = {
    "in": re.compile(
        r"believ|belief|faith|trust|confiden|invest|arriv|interfer|interven|interest|engag|involv"
        r"|crash|land|enter|hope|result|meddl|fall|fell|place|put|drop|dump|went|go|got|move|join"
    ),
    "on": re.compile(
        r"attack|assault|depend|insist|strike|raid|march|advance|pressure|based|rel[yi]"
    ),
    "at": re.compile(r"shoot|shot|fir[ei]|aim|look|thr[eo]w|point|direct|arriv|target|bomb"),
    "with": re.compile(r"start|begin|began|begun"),
    "to": re.compile(
        r"ambassador|envoy|consul|nuncio|delegate|representative|close|next|near|according|due|thanks|prior|contrary|opposed"
    ),
    "of": re.compile(r"(?:city|town|village|name|region|province|state|republic|port|month)$"),
}
"""Beginnings of words behind which a preposition says something else: invest in, the city of."""
_BEHIND_NOUNS = frozenset("general martial apparent public elect emeritus laureate".split())
"""Adjectives that stand behind their nouns: attorneys general."""
_VOWELS = "aeiou"
_TYPE = re.compile(r"[A-Z][A-Za-z]*-?\d+$")
"""The name of a type, which has a plural: F-16s, T72s; a year has another one."""


def variants(term: str, part_of_speech: str = "") -> list[str]:
    """Return a term as it may be written: itself first, then its plural, or the forms of a verb.

    Of several words the last is inflected, of a verb the first; also the one before a preposition
    (heads of state), or before an adjective (attorneys general).

    Args:
        term: As a glossary has it.
        part_of_speech: ``verb`` or ``v`` makes verbs of it.
    """
    words = term.split()
    if not words or not words[-1][-1:].isalpha():
        return [term, f"{term}s"] if _TYPE.search(term) else [term]
    if part_of_speech.casefold().rstrip(".") in ("v", "verb"):
        head, rest = words[0], words[1:]
        return [term, *(" ".join([form, *rest]) for form in _verb_forms(head))]
    *before, last = words
    heads: list[str] = []
    at = _head(words)
    if at is not None:
        behind = words[at + 1 :]
        heads = [" ".join([*words[:at], form, *behind]) for form in _plurals(words[at])]
    return [term, *heads, *(" ".join([*before, form]) for form in _plurals(last))]


def _head(words: Sequence[str]) -> int | None:
    """Return which word of a term has its plural, if not the last: heads of state."""
    inside = next((i for i, word in enumerate(words) if i and word.lower() in _PREPOSITIONS), None)
    if inside is not None and words[inside - 1][-1:].isalpha():
        return inside - 1
    return len(words) - 2 if len(words) > 1 and words[-1].lower() in _BEHIND_NOUNS else None


def stands_as_verb(text: str, start: int, end: int) -> bool | None:
    """Return whether a word stands as a verb, or else as a noun; ``None`` where nothing tells.

    Args:
        text: In English.
        start: Where the word begins, in code points.
        end: Where it ends.
    """
    before = re.search(r"([^\W\d_][\w'’]*|\d)\s+$", text[:start])
    word = text[start:end].lower()
    if before is None:
        return None
    last = before[1].replace("’", "'").lower()
    if last == "to":
        return None if word.endswith("ing") else not word.endswith("s")
    if last in _BEFORE_VERBS or (last == "it" and word.endswith("s")):
        return True
    if last in _PREPOSITIONS:
        return None if word.endswith("ing") else False
    is_noun = last in _DETERMINERS or last.endswith(("'s", "s'")) or last.isdecimal()
    return False if is_noun else None


def relation_before(text: str, start: int) -> str:
    """Return the preposition right before a word that says where, where to or whose it is.

    Nothing where there is another one or none, or where a verb or noun before it makes something
    else of it (invest in).

    Args:
        text: In English.
        start: Where the word begins, in code points.
    """
    match = _RELATION.search(text, 0, start)
    if match is None:
        return ""
    relation = match[2].lower()
    otherwise = _OTHERWISE.get(relation)
    return "" if otherwise and otherwise.match((match[1] or "").lower()) else relation


def stands_as_month(text: str, start: int, end: int) -> bool:
    """Return whether a word surely is a month: with a day or a year, or behind what times have.

    Args:
        text: In English.
        start: Where the word begins, in code points.
        end: Where it ends.
    """
    if re.match(r",?\s+(?:the\s+)?\d", text[end:]):
        return True
    before = re.search(r"([\w'’]+)(?:\s+of)?\s+$", text[:start])
    return before is not None and (before[1].lower() in _BEFORE_MONTHS or before[1][0].isdecimal())


def _plurals(word: str) -> list[str]:
    lower = word.lower()
    usual = f"{word}es" if lower.endswith(("us", "x")) else f"{word}s"
    if lower in _IRREGULAR:
        both = [usual] if lower.endswith(("us", "um", "x", "a")) else []
        return [_like(word, _IRREGULAR[lower]), *both]
    if lower in _BESIDE:
        return [usual, _like(word, _BESIDE[lower])]
    if lower.endswith("sis"):
        return [f"{word[:-2]}es"]
    for one in ("woman", "man", "child"):
        if lower.endswith(one):  # firemen, but Germans
            return [word[: -len(one)] + _like(word[-len(one) :], _IRREGULAR[one]), f"{word}s"]
    if lower.endswith("y") and lower[-2:-1] not in _VOWELS and not word[0].isupper():
        return [f"{word[:-1]}ies"]
    if lower.endswith("y") and lower[-2:-1] not in _VOWELS:
        return [f"{word}s", f"{word[:-1]}ies"]
    if lower.endswith(("s", "x", "z", "ch", "sh")):
        return [f"{word}es"]
    if lower.endswith("o"):
        return [f"{word}s", f"{word}es"]
    return [f"{word}s"]


def _like(word: str, other: str) -> str:
    """Return another word with the capital of a word."""
    return other.capitalize() if word[:1].isupper() else other


def _verb_forms(word: str) -> list[str]:
    third = _plurals(word)
    if word.endswith("ee"):
        return [*third, f"{word}d", f"{word}ing"]
    if word.endswith("e"):
        return [*third, f"{word}d", f"{word[:-1]}ing"]
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return [*third, f"{word[:-1]}ied", f"{word}ing"]
    doubled = f"{word}{word[-1]}"
    return [*third, f"{word}ed", f"{word}ing", f"{doubled}ed", f"{doubled}ing"]
