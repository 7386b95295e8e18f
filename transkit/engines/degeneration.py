"""Seeing that a model went wrong: nothing, loops, lengths out of all proportion, copies.

The failures are those described by Holtzman et al. 2020 ("The Curious Case of Neural Text
Degeneration") and, for copies, Ott et al. 2018 ("Analyzing Uncertainty in Neural Machine
Translation").
"""

from __future__ import annotations

import re
from enum import Enum

from transkit.text.patterns import late_pattern
from transkit.text.protection import protected_spans
from transkit.text.sentences import has_letters

__all__ = ["Degeneration", "find_degeneration", "is_copy", "longest_loop"]

_WORD = re.compile(r"\w+|[^\w\s]")
_UNSPACED = late_pattern("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that put no spaces between words: two are about a word."""
_LOOP = 4
_LONG_WORD = 10
_LONGEST_UNIT = 12
_WORDS = 3
"""So many words to translate make a copy."""
_WORDS_OF_A_SENTENCE = 1.5
"""And so many where they end like a sentence: half a word may be a name, the other is not."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s*\Z")
_SMALL_WORD = re.compile(r"[\"'“‘(]*[a-z\u00df-\u00f6\u00f8-\u00ff]{3,}\W*")
"""A word in small Latin letters: no name, brand or unit."""


class Degeneration(str, Enum):
    """What is wrong with a draft; the value is what a translator reads."""

    EMPTY = "the engine gave no text; the source stands here"
    LOOP = "the draft repeats itself"
    LENGTH = "the draft is much shorter or longer than the source"
    UNFINISHED = "the draft did not come to an end"
    COPY = "the draft is the source unchanged"
    FAILED = "the engine broke down here; the source stands in its place"


def find_degeneration(source: str, target: str) -> Degeneration | None:
    """Return what is wrong with `target` as a draft of `source`, if anything is.

    What the source does itself (a loop, a very short text) is never held against the draft.
    """
    if not target.strip():
        return Degeneration.EMPTY
    if is_copy(source, target):
        return Degeneration.COPY
    if longest_loop(target) >= _LOOP > longest_loop(source):
        return Degeneration.LOOP
    if _out_of_proportion(source, target):
        return Degeneration.LENGTH
    return None


def is_copy(source: str, target: str) -> bool:
    """Return whether `target` is `source` although it has words to translate.

    Names, numbers and single words are rightly the same in two languages: a copy is flagged only
    if it has at least three words that begin with a small letter, or with one of a script that has
    no capitals, outside protected spans. Capitalized words, which may be names, count half. Of a
    short sentence, with its full stop, one such word is enough beside another: ``"Nobody came."``.
    """
    if source.strip() != target.strip():
        return False
    words: list[str] = []
    at = 0
    for start, end in (*protected_spans(source), (len(source), len(source))):
        words += source[at:start].split()
        at = end
    weight = sum(map(_translatable, words))
    if weight >= _WORDS:
        return True
    return weight >= _WORDS_OF_A_SENTENCE and bool(
        _SENTENCE_END.search(source) and any(_SMALL_WORD.fullmatch(word) for word in words)
    )


def _translatable(word: str) -> float:
    """Return how surely a word is one that another language has another word for, in [0, 1]."""
    core = word.lstrip("\"'([{«“„‘")
    if len(core) < 2 or not core[0].isalpha():
        return 0.0
    unspaced = 0 if core.isascii() else len(_UNSPACED.findall(core))
    return unspaced / 2 if unspaced else 0.5 if core[0].isupper() else 1.0


def longest_loop(text: str) -> int:
    """Return how often the most repeated run of 1 to 12 words or letters stands in a row.

    ``"no no no no"`` is 4. Texts without spaces are looked at letter by letter as well, since a
    model can loop inside one word.
    """
    words = [word.casefold() for word in _WORD.findall(text) if has_letters(word)]
    best = _repeats(words)
    longest = max(words, key=len, default="")
    if len(longest) >= _LONG_WORD:
        # "ooooh" is a word and "hahaha" another; one more of each is no loop yet.
        letters = list(longest[:2000])
        best = max(best, _repeats(letters, largest=1) // 2, _repeats(letters, smallest=2) - 1)
    return best


def _repeats(items: list[str], *, smallest: int = 1, largest: int = _LONGEST_UNIT) -> int:
    """Return the largest number of times that a run of so many items follows itself."""
    best = 1 if items else 0
    for size in range(smallest, min(largest, len(items) // 2) + 1):
        same = longest = 0
        for at in range(size, len(items)):
            same = same + 1 if items[at] == items[at - size] else 0
            longest = max(longest, same)
        best = max(best, longest // size + 1)
    return best


def _out_of_proportion(source: str, target: str) -> bool:
    """Return whether the lengths cannot belong together in any two languages.

    A Han or Hangul character counts as two and a half letters, a letter of other scripts as one.
    """
    a, b = _weight(source), _weight(target)
    return b > 4 * a + 40 or a > 4 * b + 30


def _weight(text: str) -> float:
    wide = sum("\u1100" <= character <= "\ud7ff" for character in text)
    return len(text) + 1.5 * wide
