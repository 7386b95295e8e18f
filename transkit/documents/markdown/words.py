"""Words as a unit can hold them."""

from __future__ import annotations

import re

__all__ = ["collapse", "has_words"]

_BLANKS = re.compile("[ \t\r\n\v\f\x85\u2028\u2029]+")
"""White space that Markdown shows as one space; no-break spaces and their like stay."""
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff]")
"""Control characters, misplaced byte order marks, lone surrogates: no catalog can hold them all."""


def collapse(text: str) -> str:
    """Return a text in one line, without control characters; idempotent."""
    return _BLANKS.sub(" ", _DROPPED.sub("", text))


def has_words(text: str) -> bool:
    """Return whether there is a letter or a digit in a text."""
    return any(character.isalnum() for character in text)
