"""Durations by their length: 90 minutes, півтори години, 1시간 30분."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from transkit.text.numbers import Mention

__all__ = ["without_equal_durations"]

_Length = tuple[str, Decimal]
"""``minutes`` or ``months``, and how many."""

_UNITS = {"minute": ("minutes", 1), "hour": ("minutes", 60), "day": ("minutes", 1440),
          "month": ("months", 1), "year": ("months", 12)}  # fmt: skip
_ENGLISH = re.compile(rf"[\s\u00a0-]({'|'.join(_UNITS)})s?\b", re.IGNORECASE)
_AND = r"(?:[\s\u00a0]+(?:і|й|та))?[\s\u00a0]+"
_S = r"[\s\u00a0]"
_TARGETS: dict[str, tuple[tuple[re.Pattern[str], str, str], ...]] = {
    "uk": (
        (re.compile(rf"(?<![\d.,])(\d+){_S}годин[аиу]?{_AND}(\d+){_S}хв", re.I), "", ""),
        (re.compile(r"\bпівтор[иа] години", re.I), "minutes", "90"),
        (re.compile(r"\b(?:одн\w{1,2} )?годин[ауи]\b", re.I), "minutes", "60"),
        (re.compile(r"\bпів(?: |-)?години\b", re.I), "minutes", "30"),
        (re.compile(r"\b(?:одн\w{1,2} )?доб[ауи]\b", re.I), "minutes", "1440"),
        (re.compile(r"\bпів ?року\b|\bпівріччя", re.I), "months", "6"),
        (re.compile(r"\bпівтора року", re.I), "months", "18"),
    ),
    "ko": (
        (re.compile(r"(?<![\d.,])(\d+)\s?시간\s?(\d+)\s?분"), "", ""),
        (re.compile(r"(?<![가-힣\d.,])(?:한|1)\s?시간\s?반"), "minutes", "90"),
        (re.compile(r"(?<![가-힣\d.,])(?:한|1)\s?시간(?!\s?(?:\d|반))"), "minutes", "60"),
        (re.compile(r"(?<![가-힣])하루"), "minutes", "1440"),
        (re.compile(r"(?<![가-힣])반년"), "months", "6"),
        (re.compile(r"(?<![가-힣])(?:일|1)\s?년\s?반"), "months", "18"),
    ),
}  # fmt: skip
_COUNTED = re.compile(
    r"(?:\d|[а-яіїє]+(?:ьох|ох|ри|ва|ві|ять|ьма)|одну?)[\s\u00a0]$", re.IGNORECASE
)


def without_equal_durations(
    source: Sequence[Mention], target: Sequence[Mention], texts: tuple[str, str], language: str
) -> tuple[list[Mention], list[Mention]]:
    """Return the numbers of both sides without those of durations of one length in both."""
    here = list(_of_target(texts[1], language))
    kept, spans = list(source), []
    for mention in source:
        length = _length(mention, texts[0])
        match = next((span for one, span in here if one == length), None)
        if match is not None:
            kept.remove(mention)
            spans.append(match)
    left = [
        one
        for one in target
        if not any(start <= one.start and one.end <= end for start, end in spans)
    ]
    return kept, left


def _length(mention: Mention, text: str) -> _Length | None:
    unit = _ENGLISH.match(text, mention.end)
    if unit is None or len(mention.readings[0]) != 1:
        return None
    kind, factor = _UNITS[unit[1].casefold()]
    return kind, mention.readings[0][0] * factor


def _of_target(text: str, language: str) -> Iterator[tuple[_Length, tuple[int, int]]]:
    for pattern, kind, amount in _TARGETS.get(language, ()):
        for match in pattern.finditer(text):
            if not kind:
                minutes = Decimal(int(match[1]) * 60 + int(match[2]))
                yield ("minutes", minutes), match.span()
            elif language != "uk" or not _COUNTED.search(text[: match.start()]):
                yield (kind, Decimal(amount)), match.span()
