"""Currencies by what they are, whether as a sign, a code or a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from transkit.checks.base import Pair, Remark, check, note, warning

__all__ = ["CHECKS"]

_SIGNS = {
    "dollar": r"\$|\b(?:USD|AUD|CAD|NZD)\b",
    "euro": r"€|\bEUR\b",
    "pound": r"£|\bGBP\b",
    "yen": r"¥|\bJPY\b",
    "won": r"₩|\bKRW\b",
    "hryvnia": r"₴|\bUAH\b",
    "rouble": r"₽|\bRU[BR]\b",
    "rupee": r"₹|\bINR\b",
    "yuan": r"\b(?:CNY|RMB)\b",
    "franc": r"\bCHF\b",
    "zloty": r"\bPLN\b",
}
_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "dollar": r"\bdollars?\b", "euro": r"\beuros?\b", "pound": r"\bpounds? sterling\b",
        "yen": r"\byen\b", "won": r"\d\S* (?:\w+ )?won\b", "hryvnia": r"\bhryvn[iy]as?\b",
        "rouble": r"\brou?bles?\b", "rupee": r"\brupees?\b", "yuan": r"\byuan\b",
        "franc": r"\bfrancs?\b", "zloty": r"\bz[lł]ot(?:y|ys|ych)\b",
    },
    "uk": {
        "dollar": r"\bдолар|\bдол\.", "euro": r"\bєвро\b|\bєвроцент", "pound": r"\bфунт",
        "yen": r"\b[єї]н(?:а|и|у|ою|ам|ах)?\b", "won": r"\bвон(?:а|и|у)?\b", "hryvnia": r"\bгрив|\bгрн",
        "rouble": r"\bруб(?:л|\.)", "rupee": r"\bрупі", "yuan": r"\bюан", "franc": r"\bфранк",
        "zloty": r"\bзлот(?:ий|их|ого|ими)\b",
    },
    "ko": {
        "dollar": r"달러|\d\s?불", "euro": r"유로", "pound": r"파운드", "yen": r"엔화|[\d만억천백]\s?엔",
        "won": r"원화|[\d만억천백조]\s?원", "hryvnia": r"흐리우냐|그리브나|흐리브냐", "rouble": r"루블",
        "rupee": r"루피", "yuan": r"위안", "franc": r"프랑(?!스|크|코|켄)", "zloty": r"즈워티|즐로티",
    },
}  # fmt: skip
_MASS = re.compile(r"\bpounds?\b|\blbs?\b", re.IGNORECASE)


def _compiled(language: str) -> Mapping[str, re.Pattern[str]]:
    """Return what to look for in a language, by currency."""
    return {
        name: re.compile(f"{_SIGNS[name]}|{words}", re.IGNORECASE)
        for name, words in _WORDS[language].items()
    }


_CURRENCIES = {language: _compiled(language) for language in _WORDS}


@check("currency", sources="en", targets="uk ko")
def currency(pair: Pair) -> Iterator[Remark]:
    """A currency that became another one, or got lost.

    Example: ``$30`` became ``30 євро``. Pounds that may be a weight are not looked for.

    Measured (docs/checks.md): Ukrainian 16 right, 0 wrong (1 note); Korean 19 right, 0 wrong.
    """
    there = _found(pair.source.prose, "en")
    here = _found(pair.target.prose, pair.target_language)
    lost = [name for name in there if len(here.get(name, ())) < len(there[name])]
    added = [name for name in here if name not in there]
    if "pound" in added and _MASS.search(pair.source.prose):
        added.remove("pound")
    if lost and added:
        match = here[added[0]][0]
        shown = match.group().strip()
        yield warning(f"the source has {lost[0]}s, the target {added[0]}s ({shown})", *match.span())
    elif any(name not in here for name in lost):
        gone = next(name for name in lost if name not in here)
        yield note(f"the source has {gone}s, the target names no such currency")


def _found(text: str, language: str) -> dict[str, list[re.Match[str]]]:
    """Return the places of each currency that a text has."""
    places = ((name, list(one.finditer(text))) for name, one in _CURRENCIES[language].items())
    return {name: matches for name, matches in places if matches}


CHECKS = (currency,)
