"""What is wrong with a catalog that people have edited, in words that help them mend it."""

from __future__ import annotations

from transkit.catalogs import find_line_breaks
from transkit.text.markup import strip_tags
from transkit.units import Catalog, Unit

__all__ = ["catalog_faults", "label_unit"]

_SHOWN = 60
"""Code points of a unit's words that are enough to find it by."""


def label_unit(unit: Unit) -> str:
    """Return what a person finds a unit by: its first words in quotation marks, and its line."""
    line = f", line {unit.references[0].line}" if unit.references else ""
    words = " ".join(strip_tags(unit.source).split())
    shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
    return f"“{shown}”{line}"


def catalog_faults(catalog: Catalog) -> tuple[str, ...]:
    """Return why ``msgfmt -c`` refuses a catalog, and what to do, a line for each reason.

    The one that is known is line breaks that a person has left at an end of an accepted target,
    or taken off there.
    """
    found = [(unit, why) for unit in catalog.units if (why := find_line_breaks(unit))]
    if not found:
        return ()
    unit, why = found[0]
    more = f"; {len(found) - 1} more like it, see transkit check" if len(found) > 1 else ""
    return (f"msgfmt -c refuses the catalog: the translation of {label_unit(unit)}, {why}{more}",)
