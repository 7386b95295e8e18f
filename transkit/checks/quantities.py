"""Quantities in words: shares (half), multiples (doubled), and crowds (dozens, hundreds, millions).

They are translated freely, or left out: only one that stands for another is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from transkit.checks.base import Pair
from transkit.text.number_words import korean_sino_value, ukrainian_entries
from transkit.text.numbers import Weight, find_numbers

__all__ = ["Swap", "swapped_quantities"]


class _Quantity(NamedTuple):
    """A quantity in words."""

    kind: str
    """``share``, ``times`` or ``crowd``: only those of one kind stand for each other."""
    value: Decimal
    """0.5 for half; 2 for doubled; 100 for hundreds."""
    start: int
    end: int
    is_sure: bool = True
    """Whether it is nothing else, too: «пів» may be in the time of day."""


class Swap(NamedTuple):
    """A quantity of the source, and another that the target has instead; code points of each."""

    source: tuple[int, int]
    target: tuple[int, int]


_Rows = tuple[tuple[str, str, str], ...]
_EN_ONE = r"(?:\b(?:a|one|an)[\s-])"
_NO_HALF = r"[\s-](?:past|time|an? hour|hour|dozen|way|life|brother|sister|marathon|mast)"
_SURE: Mapping[str, _Rows] = {
    "en": (
        ("share", "0.5", rf"\bhal(?:f|ves|ved|ving)\b(?<!and a half)(?!{_NO_HALF})"),
        ("share", "0.67", r"\btwo[\s-]thirds\b"),
        ("share", "0.33", rf"{_EN_ONE}third\b|\bthird of\b"),
        ("share", "0.75", r"\bthree[\s-](?:quarters|fourths)\b"),
        ("share", "0.25", rf"{_EN_ONE}(?:quarter|fourth)\b(?![\s-](?:to|past|final|century|mile))"),
        ("share", "0.25", r"\bquarter of\b"),
        ("share", "0.2", rf"{_EN_ONE}fifth\b"),
        ("share", "0.1", rf"{_EN_ONE}tenth\b"),
        ("times", "2", r"\b(?:re)?doubl(?:ed|es|e|ing)\b|\btwice\b|\btwo-?fold\b|\btwo times\b"),
        ("times", "2", r"\bhal(?:ved|ving|ves)\b"),
        ("times", "3", r"\b(?:tripl|trebl)(?:ed|es|e|ing)\b|\bthrice\b|\bthree(?:-?fold| times)\b"),
        ("times", "4", r"\bquadrupl(?:ed|es|e|ing)\b|\bfour(?:-?fold| times)\b"),
        ("times", "5", r"\bquintupl(?:ed|es|e|ing)\b|\bfive(?:-?fold| times)\b"),
        ("times", "10", r"\bten(?:-?fold| times)\b"),
    ),
    "uk": (
        ("share", "0.5", r"\bполовин\w*|\bнавпіл\b|\bнаполовину\b"),
        ("share", "0.67", r"\b(?:дві|двох|двом|двома) третин\w*"),
        ("share", "0.33", r"(?<!дві )(?<!двох )(?<!двом )(?<!двома )\bтретин\w*"),
        ("share", "0.75", r"\b(?:три|трьох|трьом|трьома) чверт\w*"),
        ("share", "0.25", r"(?<!три )(?<!трьох )(?<!трьом )(?<!трьома )\bчверт\w*(?! на\b)"),
        ("share", "0.2", r"\bп'ят(?:а|у|ої|ій|ою) частин\w*"),
        ("share", "0.1", r"\bдесят(?:а|у|ої|ій|ою) частин\w*"),
        ("times", "2", r"\b[ву](?:двічі|двоє)\b|\bподво[єюї]\w*|\b[ву] (?:два|2) рази\b"),
        ("times", "3", r"\b[ву]?тричі\b|\b[ву](?:троє)\b|\bпотро[єюї]\w*|\b[ву] (?:три|3) рази\b"),
        ("times", "4", r"\b[ву]четверо\b|\b[ву] (?:чотири|4) рази\b"),
        ("times", "5", r"\b[ву]п'ятеро\b|\b[ву] (?:п'ять|5) разів\b"),
        ("times", "10", r"\b[ву]десятеро\b|\b[ву] (?:десять|10) разів\b"),
    ),
    "ko": (
        ("share", "0.5", r"절반"),
        ("times", "2", r"(?:두|2) ?배(?!럴)|갑절|곱절"),
        ("times", "3", r"(?:세|3) ?배(?!럴)"),
        ("times", "4", r"(?:네|4) ?배(?!럴)"),
        ("times", "5", r"(?:다섯|5) ?배(?!럴)"),
        ("times", "10", r"(?:열|10) ?배(?!럴)"),
    ),
}
_PERHAPS: Mapping[str, _Rows] = {
    "en": (),
    "uk": (
        ("share", "0.5", r"\bпів\w*"),
        ("times", "2", r"\bдвічі\b|\bдворазов\w*|\bподвій\w*|\bнаполовину\b|\bполовин\w*"),
        ("times", "3", r"\bтриразов\w*|\bпотрій\w*"),
    ),
    "ko": (
        ("share", "0.5", r"(?<![가-힣])반|반반"),
        ("times", "2", r"(?<![가-힣\d])(?<![가-힣\d]\s)배(?:로|가|나)|절반|두 번|이중"),
        ("times", "3", r"세 번|삼중|3중"),
    ),
}
"""What may be a quantity, and may be something else, too: it explains one, and is told as none."""
_FRACTION = re.compile(r"(?<!\d)(\d{1,2}) ?분의 ?(\d{1,2})(?!\d)")
_SLASH = re.compile(r"(?<![\d/])(\d)/(\d{1,2})(?![\d/])")
_VULGAR = {
    sign: Decimal(value)
    for sign, value in {"½": "0.5", "⅓": "0.33", "⅔": "0.67", "¼": "0.25", "¾": "0.75"}.items()
}
_SIGN = re.compile("[½⅓⅔¼¾]")

_EN_POWERS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_EN_CROWD = re.compile(
    rf"\b(?:(?P<tens>tens|dozens|scores)|(?P<hundreds>hundreds)|(?P<dozen>dozen))?(?:\b of )?"
    rf"(?P<name>\b(?:{'|'.join(_EN_POWERS)})s?)?\b",
    re.IGNORECASE,
)
_UK_POWERS = {"сот": 2, "тисяч": 3, "мільйон": 6, "мільярд": 9, "трильйон": 12}
_UK_CROWD = re.compile(
    r"\b(?:(?P<tens>десятк(?:и|ів|ам|ами|ах|а|у|ом)|десяток|дюжин\w*)"
    r"|(?P<hundreds>сотн(?:і|я|ю|ями|ям|ях|ею)|сотень))?(?: (?=тис|міл))?"
    r"(?P<name>\b(?:тисяч|мільйон|мільярд|трильйон)(?:а|і|у|и|ів|ам|ям|ами|ями|ах|ях|ею|ою|ом)?)?\b",
    re.IGNORECASE,
)
_KO_POWERS = {"십": 1, "백": 2, "천": 3, "만": 4, "억": 8, "조": 12}
_KO_CROWD = re.compile(
    r"(?<![가-힣\d])(?:(?:수|몇)\s?(?P<small>[십백천])?\s?(?P<large>[만억조](?![각건직약]))?"
    r"|(?P<bare>[십백천만])(?=여\s))"
)
_KO_ONE = re.compile(
    r"(?<![가-힣\d])(?<!\d )(?:[백천]?[만억조]|[백천])"
    r"(?=\s?(?:명|개|건|번|대|원|달러|유로|년|채|곳))"
)
_COUNTED = re.compile(r"(?:[\d.,]\s?|\b([^\W\d_]+(?:['-][^\W\d_]+)*)[\s-])$")
_SEVERAL = frozenset(
    "several few many some кілька кількох декілька кількома кільком багато".split()
)
_NEAR = Decimal("0.02")
_DOZEN = (Decimal(10), Decimal(12), Decimal(20))
"""Some ten, a dozen, or a score: dozens are десятки."""


def swapped_quantities(pair: Pair) -> Iterator[Swap]:
    """Yield quantities that the target does not have, each with one that it has instead.

    English sources, Ukrainian and Korean targets; nothing in other languages.
    """
    language = pair.target_language
    if pair.source_language != "en" or language not in _SURE:
        return
    texts = (_plain(pair.source.prose), _plain(pair.target.prose))
    there, here = list(_quantities(texts[0], "en")), list(_quantities(texts[1], language))
    numbers = [_numbers(*one) for one in ((texts[0], "en"), (texts[1], language))]
    missing = [one for one in there if one.is_sure and not _is_in(one, here, numbers[1])]
    added = [one for one in here if one.is_sure and not _is_in(one, there, numbers[0])]
    for one in missing:
        match = next((other for other in added if other.kind == one.kind), None)
        if match is not None:
            added.remove(match)
            yield Swap(_trimmed(texts[0], one), _trimmed(texts[1], match))


def _trimmed(text: str, one: _Quantity) -> tuple[int, int]:
    """Return where a quantity is, without what stands around it."""
    words = text[one.start : one.end]
    start = one.start + len(words) - len(words.lstrip())
    return start, start + len(words.strip().removesuffix(" of"))


def _plain(text: str) -> str:
    return re.sub("[’ʼ]", "'", text).replace("\u00a0", " ")


def _is_in(one: _Quantity, others: list[_Quantity], numbers: frozenset[Decimal]) -> bool:
    """Return whether a quantity is on the other side, too, be it in digits."""
    if any(other.kind == one.kind and _is_same(one.value, other.value) for other in others):
        return True
    if one.kind == "share":  # a third, 33 %
        return any(
            abs(one.value - size) < _NEAR or abs(one.value * 100 - size) < 2 for size in numbers
        )
    return one.value in numbers


def _is_same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) < _NEAR or (one in _DOZEN and other in _DOZEN)


def _numbers(text: str, language: str) -> frozenset[Decimal]:
    """Return the numbers of a text that are in digits or words, not those that words hint at."""
    found = find_numbers(text, language)
    return frozenset(
        value
        for mention in found
        if mention.weight > Weight.SOFT
        for values in mention.readings
        for value in values
    )


def _quantities(text: str, language: str) -> Iterator[_Quantity]:
    for kind, value, pattern, is_sure in _compiled(language):
        for match in pattern.finditer(text):
            yield _Quantity(kind, value, *match.span(), is_sure=is_sure)
    for match in _SLASH.finditer(text):
        share = Decimal(match[1]) / Decimal(match[2]) if int(match[2]) else Decimal(0)
        yield _Quantity("share", share, *match.span(), is_sure=False)
    for match in _SIGN.finditer(text):
        yield _Quantity("share", _VULGAR[match[0]], *match.span(), is_sure=False)
    yield from _CROWDS[language](text)


@cache
def _compiled(language: str) -> list[tuple[str, Decimal, re.Pattern[str], bool]]:
    return [
        (kind, Decimal(value), re.compile(pattern, re.IGNORECASE), is_sure)
        for rows, is_sure in ((_SURE[language], True), (_PERHAPS[language], False))
        for kind, value, pattern in rows
    ]


def _is_counted(text: str, start: int) -> bool:
    """Return whether a number stands before a place: "three hundred", «дві тисячі»."""
    match = _COUNTED.search(text, 0, start)
    if match is None or match[1] is None:
        return match is not None
    word = match[1].casefold()
    if word in _SEVERAL or word in ("a", "one", "an", "одна", "один", "одну"):
        return False
    if any(entry.weight > Weight.HINT for entry in ukrainian_entries(word)):
        return True
    found = find_numbers(word, "en")
    return any(mention.weight > Weight.HINT for mention in found)


def _english_crowds(text: str) -> Iterator[_Quantity]:
    for match in _EN_CROWD.finditer(text):
        if not match.group().strip() or _is_counted(text, match.start()):
            continue
        name = (match["name"] or "").casefold().removesuffix("s")
        value = Decimal(10) ** _EN_POWERS.get(name, 0)
        if match["tens"] or match["dozen"]:
            value *= 10
        elif match["hundreds"]:
            value *= 100
        if value > 1 and not text[match.end() :].startswith(("-", " and ")):
            yield _Quantity("crowd", value, *match.span())


def _ukrainian_crowds(text: str) -> Iterator[_Quantity]:
    for match in _UK_CROWD.finditer(text):
        if not match.group().strip() or _is_counted(text, match.start()):
            continue
        name = (match["name"] or "").casefold()
        power = next((size for start, size in _UK_POWERS.items() if name.startswith(start)), 0)
        value = Decimal(10) ** power
        if match["tens"]:
            value *= 10
        elif match["hundreds"]:
            value *= 100
        if value > 1:
            yield _Quantity("crowd", value, *match.span())


def _korean_crowds(text: str) -> Iterator[_Quantity]:
    for match in _KO_CROWD.finditer(text):
        groups = match.groupdict()
        power = sum(_KO_POWERS[sign] for sign in groups.values() if sign)
        if power:
            # Who writes 수천 조 for trillions counts stars.
            yield _Quantity("crowd", Decimal(10) ** power, *match.span(), is_sure=power < 12)
    for match in _KO_ONE.finditer(text):
        value = Decimal(korean_sino_value(match.group()))
        yield _Quantity("crowd", value, *match.span())
    for match in _FRACTION.finditer(text):
        if int(match[1]):
            value = (Decimal(match[2]) / Decimal(match[1])).quantize(Decimal("0.01"))
            yield _Quantity("share", value, *match.span())


_CROWDS = {"en": _english_crowds, "uk": _ukrainian_crowds, "ko": _korean_crowds}
