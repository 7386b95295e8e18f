"""Why a line is furniture where that is seen without knowing that it stands on a page."""

from __future__ import annotations

from collections.abc import Iterable

from transkit.units import Furniture

__all__ = [
    "CLOCK_TIME",
    "DATE_IN_RUN",
    "DROPPED",
    "NO_LETTER",
    "PAGE_NAME",
    "TEMPLATE_KEY",
    "is_of_a_page",
]

NO_LETTER = "no letter"
CLOCK_TIME = "clock time"
DATE_IN_RUN = "date in a run of dates"
TEMPLATE_KEY = "template key"
PAGE_NAME = "name of the page"
"""Why a title with the site behind it is furniture where the title stands again by itself."""
DROPPED = "dropped by transkit.toml"
"""Why a line is furniture that a person called so."""

_ANYWHERE = frozenset(
    (NO_LETTER, CLOCK_TIME, DATE_IN_RUN, TEMPLATE_KEY, PAGE_NAME, DROPPED, "empty")
)


def is_of_a_page(furniture: Iterable[Furniture]) -> bool:
    """Tell whether a plain text with this furniture was judged to be a pasted page."""
    return any(piece.reason not in _ANYWHERE for piece in furniture)
