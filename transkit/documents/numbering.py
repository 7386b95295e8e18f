"""Units as readers make them: each with its place in the article, as translators are told it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from transkit.units import Kind, Reference, Unit, unit_id

__all__ = ["UnitMaker", "renumber"]

_LONE = frozenset((Kind.TITLE, Kind.DECK))
"""Kinds that an article has one of: they have no number."""


class UnitMaker:
    """Makes the units of one document, in order, and counts them by kind: "paragraph 7".

    Args:
        path: Of the document, as references show it.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._counts: Counter[Kind] = Counter()

    def make(
        self, source: str, kind: Kind, line: int, *, position: str = "", note: str = ""
    ) -> Unit:
        """Return the next unit.

        Args:
            source: Its text.
            kind: What it is.
            line: Where it begins, 1-based.
            position: What translators are told instead of kind and number; it is not counted.
            note: What else they are told.
        """
        position = position or self.count(kind)
        return Unit(
            id=unit_id(source),
            source=source,
            kind=kind,
            extracted=(position, note) if note else (position,),
            references=(Reference(path=self._path, line=line),),
        )

    def count(self, kind: Kind) -> str:
        """Return the position of the next unit of a kind: "paragraph 7", or "title"."""
        self._counts[kind] += 1
        return kind.value if kind in _LONE else f"{kind.value} {self._counts[kind]}"


def renumber(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return units whose positions count anew; those that are not counted stay as they are."""
    maker = UnitMaker("")
    found: list[Unit] = []
    for unit in units:
        position, *others = unit.extracted or ("",)
        if re.fullmatch(rf"{re.escape(unit.kind.value)} \d+", position):
            unit = replace(unit, extracted=(maker.count(unit.kind), *others))
        found.append(unit)
    return tuple(found)
