"""Languages, where one stands for another: Georgian, вірменською. Their names are those of CLDR."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from transkit.checks.base import Pair

__all__ = ["swapped_language"]

_START = 4
"""Letters that tell that a source speaks of a language, its people or its country: Armenia."""
_TOLD = 4
"""The same in a Ukrainian target: грузинською, грузинів, Грузії."""
_UK_ENDS = "(?:ий|ого|ому|им|ої|ій|ою|их|ими|[аеуі])"
_KO_TONGUE = "어"


def swapped_language(pair: Pair) -> tuple[str, re.Match[str]] | None:
    """Return a language of the source that the target does not have, and one that it has instead.

    ``None`` where there are no two such. English sources, Ukrainian and Korean targets.
    """
    language, target = pair.target_language, pair.target.prose
    known = _names(language)
    words = re.findall(r"\b[A-Z][a-z]{3,}", pair.source.prose)
    lost = [name for name in words if name in known and not _is_told(known[name], target, language)]
    if not lost:
        return None
    starts = {word[:_START] for word in words}
    for name, called in known.items():
        if name[:_START] not in starts:
            match = _pattern(called, language).search(target)
            if match is not None:
                return lost[0], match
    return None


def _is_told(called: str, target: str, language: str) -> bool:
    """Return whether a target speaks of a language, its people or its country."""
    start = called.removesuffix(_KO_TONGUE) if language == "ko" else called[:_TOLD]
    return start.casefold() in target.casefold()


@cache
def _pattern(called: str, language: str) -> re.Pattern[str]:
    """Return what finds a language in a target; Ukrainian adjectives in any form."""
    if language == "ko":
        return re.compile(rf"(?<![가-힣]){called}")
    stem = re.sub(r"(?<=ськ|цьк|зьк)а$", "", called)
    ends = _UK_ENDS if stem != called else ""
    return re.compile(rf"(?<![\w-]){stem}{ends}(?![\w-])", re.IGNORECASE)


@cache
def _names(language: str) -> Mapping[str, str]:
    """Return what single-word languages are called, by their English names."""
    from babel import Locale

    there, here = Locale.parse("en"), Locale.parse(language)
    return {
        english: called
        for code, called in here.languages.items()
        if len(code) == 2
        and (english := there.languages.get(code, "")).isalpha()
        and (called.endswith(_KO_TONGUE) if language == "ko" else called.isalpha())
    }
