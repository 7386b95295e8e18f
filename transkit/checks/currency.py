"""Currencies by what they are, whether as a sign, a code or a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

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
_KO_NUMBER = (
    r"(?:\d[\d,.]*\s?(?:[십백천만억조]+여?\s?)*|"
    r"(?<![가-힣])[수몇]?\s?(?:[일이삼사오육칠팔구]?[십백천만억조]여?\s?)+)"
)
_KO_END = (
    r"(?![가-힣])|(?=[을은이의에과씩쯤당화는를로와가]|도(?!심)|만(?![한히])|으로|부터|까지|가량|정도|이상|이하|"
    r"미만|짜리|어치|권|대(?![가-힣])|밖에|입니|였)"
)
"""What may follow a currency in its word: particles and measures, and not the rest of 원자로, 엔진."""


def _ko_amount(name: str) -> str:
    """Return a pattern for a short Korean name that is a currency behind a number only."""
    return f"{_KO_NUMBER}{name}(?:{_KO_END})"


_UK_MANY = r"(?:тис\.?|тисяч\w*|сто|сот\w*|десят\w*|млн\.?|мільйон\w*|млрд\.?|мільярд\w*|трлн\.?|трильйон\w*)"
_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "dollar": r"\bdollars?\b", "euro": r"\beuros?\b(?! ?\d{4})", "pound": r"\bpounds? sterling\b",
        # "In 2002 won" and "number 5 won the race" are no money.
        "won": r"(?:\b(?!(?:19|20)\d\d )\d[\d.,]*|\b(?:hundred|thousand|[mbtr]+illion)s?(?: of)?|\bKorean)"
        r" (?:(?:hundred|thousand|[mbtr]+illion|Korean) )*won\b(?! (?:the|an?|their|his|her|its|by|gold)\b)",
        "yen": r"\byen\b", "hryvnia": r"\bhryvn[iy]as?\b",
        "rouble": r"\brou?bles?\b", "rupee": r"\brupees?\b", "yuan": r"\byuan\b",
        "franc": r"\bfrancs?\b", "zloty": r"\bz[lł]ot(?:y|ys|ych)\b",
    },
    "uk": {
        "dollar": r"\bдолар|\bдол\.", "euro": r"\bєвро\b(?!-?\s?\d{4})|\bєвроцент", "pound": r"\bфунт",
        # "Вона" and "вони" are pronouns, Франко and Франкфурт names: those are written large.
        "won": rf"(?:\d|\b{_UK_MANY})\s?вон\b|корейськ\w+ вон(?:а|и|у|ою|ам|ами|ах)?\b",
        "yen": r"\b[єї]н(?:а|и|у|ою|ам|ах)?\b", "hryvnia": r"\bгривн|\bгривень|\bгрн",
        "rouble": r"\bруб(?:л(?:ь|я|ю|ем|і|ів|ям|ями|ях)\b|\.)", "rupee": r"\bрупі", "yuan": r"\bюан",
        "franc": r"\b(?-i:франк)(?:а|у|ом|и|ів|ам|ами|ах)?\b",
        "zloty": r"\bзлот(?:ий|их|ого|ими)\b",
    },
    "ko": {
        "dollar": f"달러|{_ko_amount('불')}",
        "euro": r"(?:(?<![가-힣])|(?<=[십백천만억조]))유로(?!파|\s?20\d\d)", "pound": r"파운드",
        "yen": f"(?<!유)엔화|(?<![가-힣\\d])엔[이은을의]?(?![가-힣])|{_ko_amount('엔')}",
        "won": f"(?<![가-힣])원화|{_ko_amount('원')}|한국\\s?원(?:{_KO_END})",
        "hryvnia": r"흐리우냐|그리브나|흐리브냐", "rouble": r"루블", "rupee": r"루피",
        "yuan": f"위안화|{_ko_amount('위안')}", "franc": f"프랑화|스위스\\s?프랑|{_ko_amount('프랑')}",
        "zloty": r"즈워티|즐로티",
    },
}  # fmt: skip
_MASS = re.compile(r"\bpounds?\b|\blbs?\b", re.IGNORECASE)
_AMOUNT = rf"[\s\d.,]*(?:(?:hundred|thousand|[mbtr]+illion|{_UK_MANY}|[십백천만억조]+)\b[\s\d.,]*)?"
_ON = re.compile(
    rf"{_AMOUNT}(?:[-–—~,]|\b(?:to|and|or|до|й|і|та|або|чи)\b|에서|내지|[와과])?{_AMOUNT}",
    re.IGNORECASE,
)
"""What stands between the two currencies of a range or a list: another language may say one."""


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

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 17 of 17 planted found; 16
    alarms right, 0 wrong (100 %, 1 note). Korean 19 of 19 planted found; 19 alarms right, 0 wrong
    (100 %).
    """
    all_there = _found(pair.source.prose, "en")
    all_here = _found(pair.target.prose, pair.target_language)
    added = [name for name in all_here if name not in all_there]
    # What came in stands for an amount of its own: then each amount of a range counts.
    filled = sum(len(all_here[name]) for name in added)
    there, here = _once(pair.source.prose, all_there), _once(pair.target.prose, all_here)
    lost = [
        name
        for name in there
        if len(here.get(name, ())) < len(there[name])
        or (0 < len(all_there[name]) - len(all_here.get(name, ())) <= filled)
    ]
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


def _once(text: str, found: Mapping[str, list[re.Match[str]]]) -> dict[str, list[re.Match[str]]]:
    """Return the places without those that go on with a range or a list."""
    return {
        name: [
            matches[0],
            *(
                after
                for before, after in pairwise(matches)
                if not _goes_on(text[before.end() : after.start()])
            ),
        ]
        for name, matches in found.items()
    }


def _goes_on(between: str) -> bool:
    """Return whether what stands between two currencies is the middle of a range or a list."""
    return any(map(str.isdigit, between)) and _ON.fullmatch(between) is not None


CHECKS = (currency,)
