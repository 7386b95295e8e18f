"""Words that turn a sentence into its opposite when one stands for the other.

The lists (``words/opposites.*.txt``) need not be complete: every difference is shown to the
translator, and these only keep a translation from being used as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from transkit.text.word_lists import read_list

__all__ = ["are_opposites"]

_PREFIXES = {"en": ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "de"),
             "uk": ("не", "без", "анти", "проти")}  # fmt: skip


def are_opposites(one: str, other: str, language: str) -> bool:
    """Return whether two words in small letters say the opposite of each other, as far as known.

    Args:
        one: A word.
        other: Another.
        language: Primary subtag.
    """
    if other in _pairs(language).get(one, frozenset()):
        return True
    shorter, longer = sorted((one, other), key=len)
    if language == "en" and _stem(one) is not None and _stem(one) == _stem(other):
        return True
    return len(shorter) > 3 and any(
        longer in (f"{prefix}{shorter}", f"{prefix}-{shorter}")
        for prefix in _PREFIXES.get(language, ())
    )


def _stem(word: str) -> str | None:
    """Return what stands before -ful or -less: ``use`` for ``useful`` and ``useless``."""
    match = re.fullmatch(r"(\w{2,})(?:ful|less)(?:ly|ness)?", word)
    return match[1] if match else None


@lru_cache(maxsize=4)
def _pairs(language: str) -> dict[str, frozenset[str]]:
    text = read_list("opposites", language)
    found: dict[str, frozenset[str]] = {}
    for line in text.replace("\n    ", " ").strip().splitlines():
        sides = [frozenset(side.split()) for side in line.split("|")]
        for side, opposite in (sides, sides[::-1]):
            for word in side:
                found[word] = found.get(word, frozenset()) | opposite
    return found
