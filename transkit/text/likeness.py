"""How alike two texts are for a translator: letters in common, less what turns the meaning."""

from __future__ import annotations

import re

from transkit.text.anchors import turned_by
from transkit.text.typography import fold_typography

__all__ = ["find_likeness"]

_TYPOGRAPHIC = 0.99
"""Texts that differ in nothing but quotation marks, dashes or spaces."""
_TURNED = 0.25
"""What another number, another name or another negation takes away, each."""
_ORDER = ("a number", "a name", "a negation")
_WORD = re.compile(r"\w[\w'’-]*")


def find_likeness(wanted: str, known: str, language: str) -> tuple[float, tuple[str, ...]]:
    """Return how alike two texts are, in [0, 1], and what in their difference turns the meaning.

    The likeness is the normalized Indel similarity (twice the longest common subsequence, in code
    points, over both lengths), less a quarter for each kind of difference that turns the meaning:
    so a text that is 92 % alike but has a "not" more is no match. 1.0 exactly for equal texts.

    Args:
        wanted: A source that is to be translated.
        known: A source that was translated before.
        language: BCP 47 tag of both.

    Returns:
        The likeness; and some of ``"a number"``, ``"a name"``, ``"a negation"``.
    """
    from rapidfuzz.distance import Indel

    if wanted == known:
        return 1.0, ()
    ours, theirs = fold_typography(wanted), fold_typography(known)
    if ours == theirs:
        return _TYPOGRAPHIC, ()
    alike = min(_TYPOGRAPHIC, Indel.normalized_similarity(ours, theirs))
    turned = turned_by(wanted, known, language)
    if "a name" not in turned and _starts_otherwise(ours, theirs):
        turned = tuple(sorted((*turned, "a name"), key=_ORDER.index))
    return max(0.0, alike - _TURNED * len(turned)), turned


def _starts_otherwise(ours: str, theirs: str) -> bool:
    """Return whether the texts begin with different words, which may be names.

    At the start of a sentence a capital tells nothing, so that another word there is taken for
    another name, unless one of the two stands in the other text in small letters.
    """
    one, other = _WORD.search(ours), _WORD.search(theirs)
    if one is None or other is None or one.group().casefold() == other.group().casefold():
        return False
    first, second = one.group(), other.group()
    if not (first[0].isupper() and second[0].isupper()):
        return False
    return first.lower() not in theirs and second.lower() not in ours
