"""Finding what a draft has for a common noun, by the lexicon of words that stand for each other.

Where a word stands says too little, and so does a model's attention (``python -m benchmarks.terms
places``): only a word that the lexicon knows for the source's, and for no other word of it, counts.
"""

from __future__ import annotations

from transkit.terms.grammar import Place
from transkit.text.lexicon import read_lexicon
from transkit.text.stems import WORD, stem_of

__all__ = ["find_rendering"]

_PROBABLE = 0.1
"""How sure the lexicon must be that two words stand for each other."""
_POSSIBLE = 0.05
"""How sure it may be of the same for another word of the source."""


def find_rendering(
    source: tuple[str, int, int], target: str, languages: tuple[str, str]
) -> Place | None:
    """Return the only word of a target that surely stands for a word of its source, or nothing.

    Args:
        source: A segment, and where in it a word begins and ends, in code points.
        target: Its draft.
        languages: BCP 47 tags of source and target.
    """
    text, start, end = source
    one, other = (language.split("-")[0].lower() for language in languages)
    lexicon = read_lexicon(one, other).pairs
    counterparts = lexicon.get(stem_of(text[start:end], one))
    if not counterparts or not WORD.fullmatch(text, start, end):
        return None
    words = [
        (match, stem)
        for match in WORD.finditer(target)
        if counterparts.get(stem := stem_of(match.group(), other), 0.0) >= _PROBABLE
    ]
    if len(words) != 1:
        return None
    match, stem = words[0]
    beside = (m for m in WORD.finditer(text) if not start <= m.start() < end)
    if any(lexicon.get(stem_of(m.group(), one), {}).get(stem, 0.0) >= _POSSIBLE for m in beside):
        return None
    return Place(*match.span())
