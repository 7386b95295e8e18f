"""Numbers by value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from transkit.checks.base import Pair, Remark, check, error, note, warning
from transkit.checks.clock import other_halves
from transkit.checks.durations import without_equal_durations
from transkit.checks.measures import swapped_units
from transkit.checks.percent import lost_percents
from transkit.checks.quantities import swapped_quantities
from transkit.text.numbers import WORDS_READ, Mention, Weight, find_numbers, plain

__all__ = ["CHECKS"]

_UNIT = re.compile(
    r"[\s\u00a0-]?(?:km|kilomet|mi\b|mile|mph|m\b|met(?:er|re)|cm|mm|ft|feet|foot|in\b|inch|yard|"
    r"kg|kilogram|g\b|gram|lbs?\b|pound|oz|ounce|ton|°|degree|[CF]\b|acre|hectare|ha\b|sq|square|"
    r"lit|gallon|barrel)",
    re.IGNORECASE,
)
_IMPERIAL = re.compile(
    r"[\s\u00a0-]?(?:mi\b|mile|mph|ft|feet|foot|in\b|inch|yard|lbs?\b|pound|oz|ounce|°? ?F\b|"
    r"degree|acre|sq|square|gallon)",
    re.IGNORECASE,
)
"""What stands behind a number that metric units change."""
_DEGREES = re.compile(r"s?[\s\u00a0-]?(?:°|degree|F\b)|s\b", re.IGNORECASE)
"""What stands behind degrees; temperatures in the 90s are some, too."""
_COMPOUND = re.compile(
    r"\d+[\s\u00a0-]?(?:ft|feet|foot|lbs?|pounds?|st|stone|['’′])[\s\u00a0-]?"
    r"\d+[\s\u00a0-]?(?:in|inch(?:es)?|oz|ounces?|lbs?|pounds?|[\"”″])(?![^\W\d_])"
)
"""Measures of two numbers: 6ft 2in, 17 pounds 1 ounce."""
_TO_METRIC = ("1.609", "0.3048", "30.48", "2.54", "0.0254", "0.9144", "0.4536", "28.35", "0.4047",
              "2.59", "3.785", "0.028")  # fmt: skip
"""Kilometres in a mile, metres in a foot, and so on."""

_KNOWN = re.compile(r"\b(?:the|these|those|its|his|her|their|our|both)\s$", re.IGNORECASE)
_DECADE = re.compile(r"(?:1[89]|20)([1-9]0)['’]?s\b")


@check("numbers")
def numbers(pair: Pair) -> Iterator[Remark]:
    """Numbers that differ in value, in digits or words; shares, units, half of the day, per cent.

    Example: ``1.5 million`` became ``15만``; ``two boats`` became ``три човни``; ``half`` became
    ``третина``, ``hundreds`` ``수천``; ``seven months`` ``сім тижнів``; ``8 p.m.`` ``오전 8시``;
    ``20%`` ``20 виборців``.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 326 of 335 planted found; 756
    alarms right, 3 wrong (100 %). Korean 264 of 272 planted found; 801 alarms right, 3 wrong (100
    %, 4 notes).
    """
    yield from other_halves(pair)
    yield from lost_percents(pair)
    yield from swapped_units(pair)
    source, target = _numbers_of(pair)
    swaps = list(swapped_quantities(pair))
    missing = _without_counterpart(source, _pool(target))
    added = _without_counterpart(target, _pool(source))
    for swap in swaps:
        there, here = pair.source.words[slice(*swap.source)], pair.target.words[slice(*swap.target)]
        yield warning(f"the source has {there}, the target {here}", *swap.target)
        missing = [one for one in missing if not _is_in(one, swap.source)]
        added = [one for one in added if not _is_in(one, swap.target)]
    if missing or added:
        texts = (pair.source.prose, pair.target.prose)
        pool = _pool(target)
        missing = [one for one in missing if _decade(one, texts[0]) not in pool]
        missing, added = without_equal_durations(missing, added, texts, pair.target_language)
    if not missing and not added:
        return
    text = (pair.source.words, pair.target.words)
    codes = [[mention for mention in side if _is_code(mention, words)]
             for side, words in zip((missing, added), text, strict=True)]  # fmt: skip
    if all(codes):
        yield _changed(codes[0], codes[1], text)
        return
    firm_missing = [
        mention
        for mention in missing
        if mention.weight > Weight.SOFT and (added or not _is_known_two(mention, text[0]))
    ]
    firm_added = [mention for mention in added if mention.weight > Weight.SOFT]
    if (firm_missing and added) or (firm_added and missing):
        yield _changed(firm_missing or missing, firm_added or added, text)
        return
    matched = [mention for mention in source if mention not in missing]
    for mention in firm_missing:
        said = not _said_twice(mention, matched, text[0])
        say = warning if said else note
        yield say(f"the number {_shown(mention, text[0])} is missing")
    for mention in firm_added:
        # In metric units, "17 pounds 1 ounce" is a single number of its own. What is the first, or
        # one of many, often goes without saying: 1위, на 1-му поверсі, 1인당.
        is_one = mention.readings[0] == (Decimal(1),)
        say = note if is_one or _COMPOUND.search(text[0]) else warning
        shown = _shown(mention, text[1])
        yield say(f"the number {shown} is not in the source", mention.start, mention.end)


def _numbers_of(pair: Pair) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Return the numbers of both sides.

    Where one is in a language whose number words nobody knows here, those of the other need no
    counterpart, nor do words for thousands and millions behind digits.
    """
    source = find_numbers(pair.source.prose, pair.source_language)
    target = find_numbers(pair.target.prose, pair.target_language)
    if {pair.source_language, pair.target_language} <= WORDS_READ:
        return source, target
    return _in_digits(source, pair.source.prose), _in_digits(target, pair.target.prose)


def _in_digits(mentions: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """Return numbers of which only digits must have a counterpart, also without their powers."""
    return tuple(
        mention._replace(weight=Weight.HINT)
        if mention.weight < Weight.FIRM
        else mention._replace(
            readings=mention.readings
            + tuple(
                values
                for alone in find_numbers(text[mention.start : mention.end], "und")
                for values in alone.readings
            )
        )
        for mention in mentions
    )


def _is_in(mention: Mention, place: tuple[int, int]) -> bool:
    return place[0] < mention.end and mention.start < place[1]


def _decade(mention: Mention, text: str) -> Decimal | None:
    """Return the decade without its century that a number is: 90 for "the 1990s"."""
    match = _DECADE.match(text, mention.start)
    return Decimal(match[1]) if match else None


def _changed(missing: Sequence[Mention], added: Sequence[Mention], text: tuple[str, str]) -> Remark:
    say = warning
    if _is_converted(missing[0], added[0], text[0]) or _COMPOUND.match(text[0], missing[0].start):
        say = note
    elif missing[0].weight is added[0].weight is Weight.FIRM:
        say = error
    there, here = _shown(missing[0], text[0]), _shown(added[0], text[1])
    return say(f"the source has {there}, the target {here}", added[0].start, added[0].end)


def _is_code(mention: Mention, text: str) -> bool:
    """Return whether a number is in digits and part of a name: A320, COVID-19."""
    return mention.weight is Weight.SOFT and text[mention.start].isdigit()


def _is_known_two(mention: Mention, text: str) -> bool:
    """Return whether a number only says again how many there are: "the two leaders"."""
    is_two = mention.readings[0] == (Decimal(2),)
    return is_two and _KNOWN.search(text, 0, mention.start) is not None


def _said_twice(mention: Mention, matched: Sequence[Mention], text: str) -> bool:
    """Return whether a number is one of two that say the same: "105 mph (165 km/h)"."""
    if not _UNIT.match(text, mention.end):
        return False
    return any(
        _UNIT.match(text, other.end)
        and re.fullmatch(r"[^()]{1,25}\([^()]{0,12}", text[first.end : second.start])
        for other in matched
        for first, second in [sorted((mention, other), key=lambda item: item.start)]
    )


def _is_converted(missing: Mention, added: Mention, text: str) -> bool:
    """Return whether the target's number is the source's in metric units."""
    there, here = missing.readings[0][0], added.readings[0][0]
    if _DEGREES.match(text, missing.end) and abs((there - 32) * 5 / 9 - here) <= 1:
        return True
    return (
        _IMPERIAL.match(text, missing.end) is not None
        and there > 0
        and any(abs(here / there / Decimal(factor) - 1) < Decimal("0.04") for factor in _TO_METRIC)
    )


def _pool(mentions: Sequence[Mention]) -> set[Decimal]:
    """Return every value that a text may hold."""
    pool = {value for mention in mentions for values in mention.readings for value in values}
    return pool | {value % 100 for value in pool if 1800 <= value < 2100}


def _without_counterpart(mentions: Sequence[Mention], pool: set[Decimal]) -> list[Mention]:
    """Return the numbers that the other side has in none of their readings."""
    return [
        mention
        for mention in mentions
        if mention.weight > Weight.HINT
        and not any(all(value in pool for value in values) for values in mention.readings)
    ]


def _shown(mention: Mention, text: str) -> str:
    written = text[mention.start : mention.end]
    value = plain(mention.readings[0][0])
    return written if written == value or len(mention.readings[0]) > 1 else f"{written} ({value})"


CHECKS = (numbers,)
