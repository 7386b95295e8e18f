"""Splitting a unit into segments (sentences) without losing a character."""

from __future__ import annotations

from transkit.units import Segment

__all__ = ["has_letters", "join_segments", "split_sentences"]


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
