"""Cutting what is too long for a model into chunks, so that nothing is ever cut off.

CTranslate2 stops reading at 1024 tokens and writing at 256 without a word; models are trained on
sentences and grow worse long before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["Chunk", "bound_text", "split_at_gaps", "text_as_tokens"]

_CLAUSE_END = re.compile(r"(?<=[,;:.!?…–—،؛、，；：。！？])[)\"'”’»\]]*\s+|\s+(?=[–—(\[«“„])")
_SPACE = re.compile(r"\s+")
_GAP = re.compile(r"(\s{2,}|\t)")
_JOINERS = "\u200d\ufe0e\ufe0f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A part of a text that fits a model; ``text + separator`` of all chunks are the text."""

    text: str
    tokens: tuple[str, ...]
    separator: str
    """White space between this chunk and the next, possibly none."""


def bound_text(text: str, encode: Callable[[str], list[str]], limit: int) -> list[Chunk]:
    """Split `text` into chunks of at most `limit` tokens, in order.

    A text that fits is one chunk. Others are halved near the middle until they fit: after clause
    punctuation if the middle third has some, else at white space, else between two characters
    (never inside a combining sequence, if that can be).

    Args:
        text: Without white space at either end.
        encode: The model's tokenizer.
        limit: Tokens, at least 1. A single character that needs more stays one chunk.
    """
    tokens = encode(text)
    if len(tokens) <= limit or len(text) < 2:
        return [Chunk(text=text, tokens=tuple(tokens), separator="")]
    at = _split_point(text)
    left_text, right_text = text[:at].rstrip(), text[at:].lstrip()
    left = bound_text(left_text, encode, limit)
    right = bound_text(right_text, encode, limit)
    last = left[-1]
    separator = text[len(left_text) : len(text) - len(right_text)]
    left[-1] = Chunk(text=last.text, tokens=last.tokens, separator=separator)
    return left + right


def split_at_gaps(text: str, see: Callable[[str], Sequence[str]]) -> list[tuple[str, str]]:
    """Split `text` at wide white space that the model cannot see, so that it survives.

    Most SentencePiece models are told to take any run of white space for one space: what stood in
    columns, or was typed with two spaces, would come back with one. A text whose gaps the model
    does see is left whole.

    Args:
        text: Without white space at either end.
        see: Returns what the model sees of a text.

    Returns:
        Texts without white space at either end, each with the gap behind it, empty at the last.
    """
    if not _GAP.search(text) or list(see(text)) != list(see(_GAP.sub(" ", text))):
        return [(text, "")]
    parts = [*_GAP.split(text), ""]
    return list(zip(parts[::2], parts[1::2], strict=True))


def text_as_tokens(text: str, count: int) -> list[str]:
    """Return `count` tokens, at least one, that are the text itself when they are joined.

    For models that want text: the first token holds it all, the others are there to be counted.
    """
    return [text, *[""] * (count - 1)]


def _split_point(text: str) -> int:
    """Return where to cut, in code points: near the middle, at the best kind of place there is."""
    third = len(text) // 3
    for pattern, start, end in (
        (_CLAUSE_END, third, len(text) - third),
        (_SPACE, 1, len(text) - 1),
    ):
        places = [match.end() for match in pattern.finditer(text, start, end)]
        if places:
            return min(places, key=lambda at: abs(2 * at - len(text)))
    return _between_characters(text)


def _between_characters(text: str) -> int:
    """Return a place near the middle where no combining sequence is broken."""
    middle = len(text) // 2
    for distance in range(min(middle, 64)):
        for at in (middle - distance, middle + distance):
            if 0 < at < len(text) and not _sticks(text[at - 1], text[at]):
                return at
    return middle


def _sticks(before: str, after: str) -> bool:
    """Return whether two characters belong to one that a reader sees (near UAX #29)."""
    return (
        unicodedata.combining(after) != 0
        or unicodedata.category(after) in ("Mn", "Me", "Mc")
        or after in _JOINERS
        or before == "\u200d"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
    )
