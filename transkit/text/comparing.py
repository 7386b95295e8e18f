"""Two texts word by word: what was taken out and what was put in."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from transkit.text.patterns import late_pattern

__all__ = ["Part", "change_share", "compare_words", "split_words"]

_JOINERS = "'’ʼ‘-\u2010\u2011\u00ad\u200c\u200d\u00b7"
"""What stands inside a word: apostrophes, hyphens, joiners of emoji and Indic scripts."""
_WITHIN_NUMBERS = ".,:"
_UNSPACED = late_pattern(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003fffd]"
)
"""Letters of scripts without spaces between words (Thai to Khmer, Han, Kana): each is a token."""

_MOST_PAIRS = 1_000_000
"""Pairs of equal tokens up to which every one is looked at."""

_Run = tuple[str, str, str]
"""What is equal, or what was removed and what was added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of two texts that were compared."""

    kind: Literal["equal", "removed", "added"]
    text: str


def split_words(text: str) -> list[str]:
    """Return `text` as words, white space, and single other characters; joined they are `text`.

    Letters, digits and the marks that combine with them make a word, an apostrophe or hyphen
    between them included, and a number with its signs (2,500.5; 8:30). Hangul words stay whole; in
    scripts without spaces a letter is a token.
    """
    tokens: list[str] = []
    previous = ""
    for index, character in enumerate(text):
        kind = _kind_of(character)
        if kind == "joiner":
            inside = previous == "word" and _kind_of(text[index + 1 : index + 2]) == "word"
            kind = "word" if inside else "other"
        if character in _WITHIN_NUMBERS and previous == "word":
            around = text[index - 1] + text[index + 1 : index + 2]
            kind = "word" if len(around) == 2 and around.isdecimal() else "other"
        if kind == "mark":
            kind = previous or "other"
            if tokens:
                tokens[-1] += character
                continue
        if kind == previous and kind in ("word", "space"):
            tokens[-1] += character
        else:
            tokens.append(character)
        previous = kind
    return tokens


def compare_words(old: str, new: str) -> tuple[Part, ...]:
    """Return how `old` became `new`, in order: what is equal, then removed, then added.

    The equal and removed parts joined are `old`, the equal and added ones `new`. White space
    belongs to the word behind it.
    """
    before, after = _with_space(split_words(old)), _with_space(split_words(new))
    runs: list[_Run] = []
    for same, a, b, c, d in _opcodes([word for _, word in before], [word for _, word in after]):
        if same:
            for (space, word), (other, _) in zip(before[a:b], after[c:d], strict=True):
                runs += [(space, "", "") if space == other else ("", space, other), (word, "", "")]
        else:
            removed, added = _joined(before[a:b]), _joined(after[c:d])
            runs.append(("", removed, added))
    return _as_parts(_trimmed(_merged(runs)))


def change_share(parts: Sequence[Part]) -> float:
    """Return how much of two texts differs, in [0, 1]: the share of code points not in common."""
    equal = sum(2 * len(part.text) for part in parts if part.kind == "equal")
    changed = sum(len(part.text) for part in parts if part.kind != "equal")
    return changed / (equal + changed) if changed else 0.0


def _kind_of(character: str) -> str:
    """Return what a character is in a text; of nothing, nothing."""
    if not character:
        return ""
    if character.isspace():
        return "space"
    if character in _JOINERS:
        return "joiner"
    if unicodedata.category(character)[0] == "M":
        return "mark"
    if character.isalnum() or character == "_":
        return "letter" if _UNSPACED.match(character) else "word"
    return "other"


def _common_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """Return how many tokens two texts share at their beginnings and, behind those, at the ends."""
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, end


def _with_space(tokens: Sequence[str]) -> list[tuple[str, str]]:
    """Return each token with the white space before it; so runs of words match."""
    joined: list[tuple[str, str]] = []
    space = ""
    for token in tokens:
        if token.isspace():
            space = token
        else:
            joined.append((space, token))
            space = ""
    return [*joined, (space, "")] if space else joined


def _joined(tokens: Sequence[tuple[str, str]]) -> str:
    return "".join(space + word for space, word in tokens)


def _opcodes(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[bool, int, int, int, int]]:
    """Yield in order whether stretches are equal, and where they are in both sequences."""
    start, end = _common_ends(before, after)
    last, behind = len(before) - end, len(after) - end
    yield True, 0, start, 0, start
    middle = (before[start:last], after[start:behind])
    # Popular words are no landmarks in a very long text: looking at each pair of them takes long.
    matcher = SequenceMatcher(None, *middle, autojunk=_count_pairs(*middle) > _MOST_PAIRS)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield tag == "equal", start + a, start + b, start + c, start + d
    yield True, last, len(before), behind, len(after)


def _count_pairs(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many pairs of equal tokens there are."""
    counts = Counter(after)
    return sum(number * counts[token] for token, number in Counter(before).items())


def _merged(runs: Sequence[_Run]) -> list[_Run]:
    """Return runs without empty ones, neighbours of one kind joined."""
    merged: list[_Run] = []
    for run in runs:
        if not any(run):
            continue
        if merged and bool(merged[-1][0]) == bool(run[0]):
            last = merged.pop()
            merged.append((last[0] + run[0], last[1] + run[1], last[2] + run[2]))
        else:
            merged.append(run)
    return merged


def _trimmed(runs: Sequence[_Run]) -> list[_Run]:
    """Return runs where white space that both sides of a change begin with is before it."""
    trimmed: list[_Run] = []
    for equal, removed, added in runs:
        if removed and added:
            space = removed[: len(removed) - len(removed.lstrip())]
            shared = space if added.startswith(space) else ""
            trimmed += [(shared, "", ""), ("", removed[len(shared) :], added[len(shared) :])]
        else:
            trimmed.append((equal, removed, added))
    return _merged(trimmed)


def _as_parts(runs: Sequence[_Run]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for equal, removed, added in runs:
        if equal:
            parts.append(Part(kind="equal", text=equal))
        if removed:
            parts.append(Part(kind="removed", text=removed))
        if added:
            parts.append(Part(kind="added", text=added))
    return tuple(parts)
