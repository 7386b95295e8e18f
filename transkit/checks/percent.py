"""Per cent and percentage points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transkit.checks.base import Pair, Remark, warning

__all__ = ["lost_percents"]

_NUMBER = r"\d+(?:[.,]\d+)*"
_SOURCE = re.compile(rf"(?<![\d.,])({_NUMBER})\s?(?:%|per ?cent\b|pct\b)(?! points?\b)", re.I)
_SOURCE_POINTS = re.compile(
    rf"(?<![\d.,])({_NUMBER})[\s-](?:percentage[\s-]points?|per ?cent points?|pp\b|p\.p\.)", re.I
)
_SIGNS = {"uk": "%|відсот|процент|проц\\.", "ko": "%|퍼센트|퍼센티지|프로(?![가-힣])"}
_POINTS = {"uk": r"пункт|\b[вп]\.\s?п\.", "ko": r"%\s?p\b|포인트"}
_HUNDRED = re.compile(r"(?<!\d)100(?!\d)|\bсотн|\bста\b|백")
_BETWEEN = (
    r"[\s\u00a0]*(?:-|–|—|~|,|/|\b(?:до|і|й|та|або|чи)\b|에서|또는|와|과|및)[\s\u00a0]*(?:\w+\s)?"
)
"""What stands between the numbers of a range or a list, which may share one sign."""


def lost_percents(pair: Pair) -> Iterator[Remark]:
    """Yield a warning for each number that is no longer per cent, or no longer per cent points.

    Only numbers that the target has in the same digits count.
    """
    language = pair.target_language
    if pair.source_language != "en" or language not in _SIGNS:
        return
    source, target = pair.source.prose, pair.target.prose
    has_points = re.search(_POINTS[language], target, re.I) is not None
    for match in _SOURCE_POINTS.finditer(source):
        if not has_points and (here := _sign_behind(match[1], target, language)):
            yield warning(f"the source has {match[0]}, the target {here[0]}", *here.span())
    found = list(_SOURCE.finditer(source))
    signs = len(re.findall(_SIGNS[language], target, re.I))
    rephrased = _HUNDRED.search(target) and not re.search(r"(?<!\d)100(?!\d)", source)
    if signs >= len(found) or rephrased:
        return
    for match in found:
        digits = _digits(match[1])
        place = re.search(digits, target)
        if place is not None and _sign_behind(match[1], target, language) is None:
            yield warning(f"the source has {match[0]}, the target {place[0]}", *place.span())


def _digits(number: str) -> str:
    """Return a pattern for a number with a comma or a point."""
    return rf"(?<![\d.,]){'[.,]'.join(re.split('[.,]', number))}(?![.,]?\d)"


def _sign_behind(number: str, target: str, language: str) -> re.Match[str] | None:
    """Return the number in a target with the sign behind it or behind its range or list."""
    more = rf"(?:{_BETWEEN}{_NUMBER})*"
    pattern = rf"{_digits(number)}{more}(?:-[а-яіїє]{{1,3}})?[\s\u00a0]*(?:{_SIGNS[language]})"
    return re.search(pattern, target, re.I)
