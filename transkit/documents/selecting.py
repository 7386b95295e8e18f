"""What a person says about single lines of a document: article or furniture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from transkit.documents.numbering import renumber
from transkit.documents.reasons import DROPPED
from transkit.settings import FurnitureRules
from transkit.text.markup import strip_tags
from transkit.units import Document, Furniture, Markup, Span, Unit

__all__ = ["select"]


class _Place(NamedTuple):
    """A unit in its place."""

    unit: Unit
    span: Span
    markup: Mapping[str, Markup]


def select(document: Document, whole: Document, rules: FurnitureRules) -> Document:
    """Return a document with the units that a person wants in it, and without those that are not.

    Order and ids are kept, and so is every character of the text; what is no unit any more is
    furniture. A document that no rule is for comes back unchanged.

    Args:
        document: As it was read.
        whole: The same file read with its furniture in units.
        rules: What `FurnitureRules.keeps` becomes a unit, what it `drops` becomes furniture.
    """
    known = {span.start for span in document.spans}
    places = [
        *_places(document),
        *(
            place
            for place in _places(whole)
            if place.span.start not in known and rules.keeps(_words(whole, place.unit))
        ),
    ]
    places.sort(key=lambda place: place.span.start)
    kept = [place for place in places if not rules.drops(_words(document, place.unit))]
    if len(kept) == len(document.units) and len(places) == len(kept):
        return document
    dropped = [place for place in places if rules.drops(_words(document, place.unit))]
    starts = {place.span.start for place in kept}
    furniture = [piece for piece in document.furniture if piece.start not in starts]
    furniture += [_furniture(place) for place in dropped]
    return replace(
        document,
        units=renumber([place.unit for place in kept]),
        spans=tuple(place.span for place in kept),
        markup=None if document.markup is None else tuple(place.markup for place in kept),
        furniture=tuple(sorted(furniture, key=lambda piece: piece.start)),
    )


def _places(document: Document) -> list[_Place]:
    """Return the units of a document in their places."""
    markup = document.markup or ({},) * len(document.units)
    return [
        _Place(unit, span, tags)
        for unit, span, tags in zip(document.units, document.spans, markup, strict=True)
    ]


def _words(document: Document, unit: Unit) -> str:
    """Return the words of a unit as a reader sees them."""
    return unit.source if document.markup is None else strip_tags(unit.source)


def _furniture(place: _Place) -> Furniture:
    """Return a unit as the furniture that a person called it."""
    line = place.unit.references[0].line if place.unit.references else None
    return Furniture(
        line=line or 1,
        text=place.unit.source,
        reason=DROPPED,
        start=place.span.start,
        end=place.span.end,
    )
