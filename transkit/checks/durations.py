"""Durations by their length: 90 minutes, півтори години, 1시간 30분; 48 hours, дві доби."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from transkit.checks.measures import measures_of
from transkit.text.number_words import ukrainian_entries
from transkit.text.numbers import Mention, Weight, find_numbers

__all__ = ["without_equal_durations"]

_Length = tuple[str, Decimal]
"""``minutes`` or ``months``, and how many."""

_UNITS = {"minute": ("minutes", 1), "hour": ("minutes", 60), "day": ("minutes", 1440),
          "week": ("minutes", 10080), "month": ("months", 1), "year": ("months", 12)}  # fmt: skip
_ENGLISH = re.compile(
    rf"(?P<half>[\s\u00a0-]and[\s\u00a0-]a[\s\u00a0-]half)?[\s\u00a0-](?P<unit>{'|'.join(_UNITS)})s?\b",
    re.IGNORECASE,
)
_AND = r"(?:[\s\u00a0]+(?:і|й|та))?[\s\u00a0]+"
_S = r"[\s\u00a0]"
_TARGETS: dict[str, tuple[tuple[re.Pattern[str], str, str], ...]] = {
    "uk": (
        (re.compile(rf"(?<![\d.,])(\d+){_S}рок(?:и|ів){_AND}(\d+){_S}міс", re.I), "months", ""),
        (re.compile(rf"(?<![\d.,])(\d+){_S}годин[аиу]?{_AND}(\d+){_S}хв", re.I), "minutes", ""),
        (re.compile(r"\bпівтор[иа] години|\bпівторагодинн", re.I), "minutes", "90"),
        (re.compile(r"\b(?:одн\w{1,2} )?годин[ауи]\b", re.I), "minutes", "60"),
        (re.compile(r"\bпів(?: |-)?години\b", re.I), "minutes", "30"),
        (re.compile(r"\b(?:одн\w{1,2} )?доб[ауи]\b", re.I), "minutes", "1440"),
        (re.compile(r"\bпів ?року\b|\bпівріччя", re.I), "months", "6"),
        (re.compile(r"\bпівтора року", re.I), "months", "18"),
        (re.compile(r"\bрік\b(?! \d)", re.I), "months", "12"),
        (re.compile(r"\bпівторарічн", re.I), "months", "18"),
        (re.compile(r"\bпіврічн", re.I), "months", "6"),
        (re.compile(r"\b(?:ціло)?добов", re.I), "minutes", "1440"),
        (re.compile(r"\b(?:одно)?річн(?:ий|ого|ому|им|а|ої|ій|у|ою|е|і)\b", re.I), "months", "12"),
    ),
    "ko": (
        (re.compile(r"(?<![\d.,])(\d+)\s?년\s?(\d+)\s?개월"), "months", ""),
        (re.compile(r"(?<![\d.,])(\d+)\s?시간\s?(\d+)\s?분"), "minutes", ""),
        (re.compile(r"(?<![가-힣\d.,])(?:한|1)\s?시간\s?반"), "minutes", "90"),
        (re.compile(r"(?<![가-힣\d.,])(?:한|1)\s?시간(?!\s?(?:\d|반))"), "minutes", "60"),
        (re.compile(r"(?<![가-힣])하루"), "minutes", "1440"),
        (re.compile(r"(?<![가-힣])반년"), "months", "6"),
        (re.compile(r"(?<![가-힣\d.,])(?:1|일|한)\s?(?:년|해)(?!\s?(?:\d|반|에))"), "months", "12"),
        (re.compile(r"(?<![가-힣])(?:일|1)\s?년\s?반"), "months", "18"),
    ),
}  # fmt: skip
_COUNTED = re.compile(r"(?:\d|([а-яіїєґ'’ʼ]+))[\s\u00a0]$", re.IGNORECASE)


def without_equal_durations(
    source: Sequence[Mention], target: Sequence[Mention], texts: tuple[str, str], language: str
) -> tuple[list[Mention], list[Mention]]:
    """Return the numbers of both sides without those of durations of one length in both.

    Args:
        source: Numbers of the source that the target does not have.
        target: Those of the target that the source does not have.
        texts: Source and target.
        language: Of the target.
    """
    here = list(_of_target(texts[1], language))
    kept, spans = list(source), []
    for mention in find_numbers(texts[0], "en") if here else ():
        length = _length(mention, texts[0])
        match = next((span for one, span in here if one == length), None)
        if match is not None:
            kept = [one for one in kept if one != mention]
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
    kind, factor = _UNITS[unit["unit"].casefold()]
    half = Decimal("0.5") if unit["half"] else Decimal(0)
    return kind, (mention.readings[0][0] + half) * factor


def _is_counted(before: str) -> bool:
    """Return whether a number stands at the end of what is before a duration: двадцять одна."""
    match = _COUNTED.search(before)
    if match is None or match[1] is None:
        return match is not None
    entries = ukrainian_entries(re.sub("[’ʼ]", "'", match[1].casefold()))
    return any(entry.weight > Weight.HINT for entry in entries)


def _of_target(text: str, language: str) -> Iterator[tuple[_Length, tuple[int, int]]]:
    for measure in measures_of(text, language):
        if measure.length is not None:
            yield measure.length, (measure.start, measure.end)
    for pattern, kind, amount in _TARGETS.get(language, ()):
        for match in pattern.finditer(text):
            if not amount:
                size = 12 if kind == "months" else 60
                yield (kind, Decimal(int(match[1]) * size + int(match[2]))), match.span()
            elif language != "uk" or not _is_counted(text[: match.start()]):
                yield (kind, Decimal(amount)), match.span()
