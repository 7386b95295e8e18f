"""Words as a unit can hold them."""

from __future__ import annotations

import re

from transkit.documents.characters import drop_controls

__all__ = ["collapse", "has_words"]

_BLANKS = re.compile("[ \t\r\n\v\f\x85\u2028\u2029]+")
"""White space that Markdown shows as one space; no-break spaces and their like stay."""


def collapse(text: str) -> str:
    """Return a text in one line, without control characters; idempotent."""
    return _BLANKS.sub(" ", drop_controls(text))


def has_words(text: str) -> bool:
    """Return whether there is a letter or a digit in a text."""
    return any(character.isalnum() for character in text)
