"""Sentences of a text with inline tags, each with the tags that belong to it.

For telling which sentences of a unit have changed: a sentence is the same whatever number its link
has in the paragraph, and it is whole only with both ends of every tag in it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from transkit.text.markup import Form, Nesting, Numbering, Piece, lex, list_tags
from transkit.text.sentences import split_finely
from transkit.units import Segment

__all__ = ["number_tags", "split_with_tags"]


def split_with_tags(text: str, language: str) -> tuple[Segment, ...]:
    """Split a text into its sentences as if it had no tags; each keeps those that belong to it.

    An opening tag goes with what follows, a closing one with what it closes. Sentences that a pair
    of tags stands around together are one. Otherwise the same is guaranteed as by `split_finely`,
    which a text without tags is given to.
    """
    pieces = list(lex(text, raw=True)) if "<" in text else []
    if all(piece.form is None for piece in pieces) or "".join(p.text for p in pieces) != text:
        return split_finely(text, language)
    bare, places = _bare(text)
    cuts: list[int] = []
    at = 0
    for segment in split_finely(bare, language)[:-1]:
        end = at + len(segment.leading) + len(segment.source)
        at = end + len(segment.trailing)
        cuts.append(_cut(text, places[end - 1] + 1, places[at] if at < len(bare) else len(text)))
    return _whole_segments(text, cuts)


def number_tags(text: str) -> dict[str, str]:
    """Return for each label of a sentence the one that it would have if nothing stood before it.

    Wherever they stand, two sentences are the same if `markup.relabel` with these makes them equal.
    """
    numbering = Numbering()
    labels = dict.fromkeys(tag.label for tag in list_tags(text))
    return {label: numbering.label(label.rstrip("0123456789")) for label in labels}


def _bare(text: str) -> tuple[str, list[int]]:
    """Return a text without its tags, and where in the text each of its characters stands."""
    characters: list[str] = []
    places: list[int] = []
    at = 0
    for piece in lex(text, raw=True):
        if piece.form is None:
            characters += piece.text
            places += range(at, at + len(piece.text))
        elif piece.is_break:
            characters.append(" ")
            places.append(at)
        at += len(piece.text)
    return "".join(characters), places


def _cut(text: str, start: int, stop: int) -> int:
    """Return where, between two sentences, the tags of the first end.

    Args:
        text: With tags.
        start: Behind the last character of the one sentence.
        stop: At the first character of the next.
    """
    at = cut = start
    spaced = False
    for piece in lex(text[start:stop], raw=True):
        at += len(piece.text)
        spaced = spaced or piece.form is None
        if piece.form is Form.CLOSE or (piece.form is Form.EMPTY and not spaced):
            cut = at
    return cut


def _whole_segments(text: str, cuts: list[int]) -> tuple[Segment, ...]:
    """Return the segments between the cuts, those joined that only together have whole tags.

    Takes time linear in the length: each tag is read once.
    """
    tags = deque(_placed_tags(text))
    nesting = Nesting()
    chunks: list[str] = []
    last = 0
    is_whole = True
    for cut in [*cuts, len(text)]:
        while tags and tags[0][0] <= cut:
            nesting.read(tags.popleft()[1])
        may_end = nesting.is_whole and not _is_in_escape(text, cut) and bool(text[last:cut].strip())
        if may_end or cut == len(text):
            chunks.append(text[last:cut])
            last, is_whole, nesting = cut, may_end, Nesting()
    if len(chunks) > 1 and not is_whole:
        chunks[-2:] = ["".join(chunks[-2:])]
    segments: list[Segment] = []
    for chunk in chunks:
        core = chunk.strip()
        start = chunk.index(core)
        leading, trailing = chunk[:start], chunk[start + len(core) :]
        if segments:
            segments[-1] = replace(segments[-1], trailing=segments[-1].trailing + leading)
            leading = ""
        segments.append(Segment(source=core, leading=leading, trailing=trailing))
    return tuple(segments)


def _placed_tags(text: str) -> Iterator[tuple[int, Piece]]:
    """Yield the tags of a text, each with where it ends."""
    at = 0
    for piece in lex(text, raw=True):
        at += len(piece.text)
        if piece.form is not None:
            yield at, piece


def _is_in_escape(text: str, cut: int) -> bool:
    """Return whether what stands behind a cut would be read as a tag without what is before it."""
    return text[cut - 1 : cut] == "\\" and text[cut : cut + 1] in ("\\", "<")
