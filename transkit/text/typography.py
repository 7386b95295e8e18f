"""Typography: what two texts may differ in without one word, number or sign being another.

Quotation marks and apostrophes of any shape, dashes, spaces, ellipses, invisible characters and the
way in which a letter is composed (UAX #15) are typography. Hyphens between letters and minus signs
before numbers are not: they are told from dashes by what stands around them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold_typography", "same_letters"]

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"))
_SIGNS = {
    **dict.fromkeys(map(ord, "“”„‟«»＂"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛‹›ʼ´"), "'"),
    **dict.fromkeys(map(ord, "‐‑"), "-"),
    ord("…"): "...",
    ord("″"): '"',
    ord("′"): "'",
}
_INSIDE_GUILLEMETS = re.compile(r"(?<=[«‹])\s+|\s+(?=[»›])")
_RANGE = re.compile(r"(?<=[^\W_])[‒–−](?=[^\W_])")
_MINUS = re.compile(r"(?<![\w)\]])[–−](?=\d)")
_DASH = re.compile(r"\s*[—―]\s*|(?<=[^\s-])--+(?!-)\s*|(?:^|\s+)[-‒–−]{1,3}(?=\s|$)")
_BEFORE_MARK = re.compile(r"\s+(?=[!?;:%]+[\"']?(?:\s|$))")
_SPACED_DOTS = re.compile(r"\. \. \.")
_ODD = re.compile(r"-|\s[!?;:%.]|[^\S ]")
"""What may need work in a text of ASCII characters."""


@lru_cache(maxsize=16384)
def fold_typography(text: str) -> str:
    """Return `text` in one plain typography: two texts that fold alike differ in nothing else.

    Straight quotes (double and single stay apart), ``...``, one space between words, `` — `` for
    every dash, ``-`` for hyphens, ranges and minus signs, nothing invisible, NFC. Idempotent.
    """
    if text.isascii() and not _ODD.search(text):
        return " ".join(text.split())
    folded = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    folded = _INSIDE_GUILLEMETS.sub("", folded).translate(_SIGNS)
    folded = _MINUS.sub("-", _RANGE.sub("-", folded))
    folded = " ".join(_DASH.sub(" — ", folded).split())
    return unicodedata.normalize("NFC", _SPACED_DOTS.sub("...", _BEFORE_MARK.sub("", folded)))


def same_letters(one: str, other: str) -> bool:
    """Return whether two texts have the same letters and digits in the same order, to the byte."""
    return _alphanumeric(one) == _alphanumeric(other)


def _alphanumeric(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
