"""North, south, east and west, where one stands for another: South Korea, Північна Корея."""

from __future__ import annotations

import re
from collections.abc import Mapping

from transkit.checks.base import Pair

__all__ = ["swapped_direction"]


def _compiled(rows: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in rows.items()}


_UK_ENDS = r"(?:ий|ого|ому|им|а|ої|ій|у|ою|е|і|их|ими)\b"
_SOURCE = _compiled({
    "north": r"\bnorth(?!ampton|umbria)\w*|\bDPRK\b|\bmidnight\b",
    "south": r"\bsouth(?!ampton)\w*|\bROK\b|\b(?:noon|midday|afternoons?|half[ -](?:a )?days?)\b",
    "east": r"\b(?:north-?|south-?|middle-?|mid-?)?east(?!er\b|man\b|wood\b)\w*|\borient\w*",
    "west": r"\b(?:north-?|south-?|mid-?)?west(?!on\b|minster\b|wood\b)\w*|\boccident\w*",
})  # fmt: skip
"""What says in English that something lies there, or that it is a time called alike."""
_TARGETS = {
    "uk": (
        _compiled({
            "north": r"\bпівн[оі]ч|\bпівнічн|\b[ун]?північ", "south": r"\bпівд(?:ень|ен|н)",
            "east": r"\b(?:північно-|південно-|близько|давньо)?сх[оі]д",
            "west": r"\b(?:північно-|південно-)?зах[оі]д",
        }),
        _compiled({
            "north": rf"\bпівнічн{_UK_ENDS}(?! (?:час|годин|ноч|тиш))|\bна північ\b|\bна півночі\b",
            "south": rf"\bпівденн{_UK_ENDS}|\bна південь\b|\bна півдні\b",
            "east": rf"\bсхідн{_UK_ENDS}",
            "west": rf"\bзахідн{_UK_ENDS}",
        }),
    ),
    "ko": (
        _compiled({
            "north": r"북", "south": r"남|사우스", "east": r"동|이스트",
            "west": r"서(?=[부쪽유아안방해북남])|[북남]서|웨스트",
        }),
        _compiled({
            name: rf"(?<![가-힣])(?:{sign}(?:부|쪽)|{sign}(?=유럽|아프리카|아메리카|아시아))"
            for name, sign in (("north", "북"), ("south", "남"), ("east", "동"), ("west", "서"))
        }),
    ),
}  # fmt: skip
"""By language: what may say so, and what surely does."""


def swapped_direction(pair: Pair) -> tuple[str, re.Match[str]] | None:
    """Return a direction of the source that the target has nowhere, and one that it has instead.

    ``None`` where all are there, or nothing is new. English sources, Ukrainian and Korean targets.
    """
    perhaps, surely = _TARGETS[pair.target_language]
    source, target = pair.source.prose, pair.target.prose
    there = {name: match for name, pattern in _SOURCE.items() if (match := pattern.search(source))}
    lost = [name for name in there if not perhaps[name].search(target)]
    if not lost:
        return None
    added = (surely[name].search(target) for name in surely if name not in there)
    new = next(filter(None, added), None)
    return None if new is None else (there[lost[0]].group(), new)
