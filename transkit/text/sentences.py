"""Splitting a unit into segments (sentences) without losing a character."""

from __future__ import annotations

import re

from transkit.units import Segment

__all__ = ["has_letters", "join_segments", "split_finely", "split_sentences"]


_QUOTES = re.compile('["“”„‟«»]')
_OPENING = re.compile(r"(?<=\s)[\"“„‟«(\[]+$")
_CLOSING = re.compile(r"(?:[\"”“»)\]]+(?=\s|$))?\s*")
_SPACES = re.compile(r"\s*")
_CLOSED = re.compile(r"[\"”“»)\]]\s*$")
_INITIAL = re.compile(r"(?:^|[\s(])[^\W\d_]\.\s*$")
_ENDS_ALONE = re.compile(r"[。！？\s]$")
_KOREAN_QUOTED = re.compile(r"(?:이?라|고|며|하)[가-힣]*\s")


def has_letters(text: str) -> bool:
    """Return whether `text` has a letter of any script; if not, it needs no translation."""
    return any(character.isalpha() for character in text)


def split_sentences(text: str, language: str) -> tuple[Segment, ...]:
    """Split `text` into its sentences, in order.

    Boundaries are sentencex's, which knows the abbreviations of some 240 languages. White space
    around a sentence goes to ``leading`` (first segment only) and ``trailing``, so that
    `join_segments` of the result is `text` to the character. A segment without a letter is joined
    to nothing and kept as it is.

    Args:
        text: One unit; it need not be stripped.
        language: BCP 47 tag; only its language part matters.

    Returns:
        At least one segment; its source is empty only for a `text` of white space alone.
    """
    from sentencex import segment  # compiled; costs start-up time

    pieces = list(segment(language.split("-")[0].lower(), text)) if text.strip() else [text]
    if "".join(pieces) != text:
        pieces = [text]
    return tuple(_segments(pieces))


def split_finely(text: str, language: str) -> tuple[Segment, ...]:
    """Split `text` into its sentences, also those inside a quotation.

    `split_sentences` keeps a quotation of several sentences in one piece, as an engine should see
    it; this is for telling which of them have changed. Quotation marks go with the sentence that
    they open or close. Otherwise the same is guaranteed.
    """
    from sentencex import segment

    blind = _QUOTES.sub("_", text)
    pieces: list[str] = []
    at = 0
    for part in segment(language.split("-")[0].lower(), blind) if blind.strip() else [blind]:
        pieces.append(text[at : at + len(part)])
        at += len(part)
    if "".join(pieces) != text:
        return split_sentences(text, language)
    return tuple(_segments(_mend(pieces)))


def join_segments(segments: tuple[Segment, ...], targets: tuple[str, ...]) -> str:
    """Return the unit that the `targets` of its `segments` make, white space as in the source.

    Raises:
        ValueError: There is not one target per segment.
    """
    return "".join(
        f"{segment.leading}{target}{segment.trailing}"
        for segment, target in zip(segments, targets, strict=True)
    )


def _segments(pieces: list[str]) -> list[Segment]:
    """Return a segment per piece; white space alone goes to its neighbour."""
    made: list[Segment] = []
    leading = ""
    for piece in pieces:
        core = piece.strip()
        if core:
            start = piece.index(core)
            made.append(
                Segment(
                    source=core,
                    leading=leading + piece[:start],
                    trailing=piece[start + len(core) :],
                )
            )
            leading = ""
        elif made:
            last = made[-1]
            made[-1] = Segment(
                source=last.source, leading=last.leading, trailing=last.trailing + piece
            )
        else:
            leading += piece
    return made or [Segment(source="", leading=leading)]


def _mend(pieces: list[str]) -> list[str]:
    """Return pieces with quotation marks where they belong, and joined where a sentence goes on."""
    mended: list[str] = []
    for piece in pieces:
        if mended and (opening := _OPENING.search(mended[-1])):
            mended[-1], piece = mended[-1][: opening.start()], opening.group() + piece
        if mended:
            end = (_SPACES if mended[-1][-1:].isspace() else _CLOSING).match(piece)
            at = end.end() if end else 0
            mended[-1], piece = mended[-1] + piece[:at], piece[at:]
        if mended and _is_one_sentence(mended[-1], piece):
            mended[-1] += piece
        else:
            mended.append(piece)
    return mended


def _is_one_sentence(before: str, after: str) -> bool:
    """Return whether two pieces were torn apart in the middle of a sentence."""
    return bool(
        not after.strip()
        or _INITIAL.search(before)
        or (_QUOTES.match(after) and not _ENDS_ALONE.search(before))
        or (_CLOSED.search(before) and _KOREAN_QUOTED.match(after))
        or after.lstrip('"“”„«»([— ')[:1].islower()
    )
