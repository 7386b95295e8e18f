"""From the lines of a paragraph to the words of a unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transkit.documents.characters import UNSPACED, drop_controls
from transkit.documents.lines import Line
from transkit.documents.paragraphs import Paragraph
from transkit.documents.tearing import Tears, find_tears
from transkit.documents.words import LANGUAGES
from transkit.text.lexicon import known_stems
from transkit.text.patterns import late_pattern
from transkit.text.stems import stem_of

__all__ = ["Joints", "clean", "find_joints", "join_lines"]


@dataclass(frozen=True, slots=True)
class Joints:
    """What a text says about its line breaks."""

    hyphens: Mapping[tuple[str, str], str]
    """The two halves of a word that a line break cut at its hyphen → the whole word."""
    tears: Tears | None
    """About Korean words that line breaks tore; ``None`` where they did not."""


_OUTER = " \t\u200b\u2060"
"""Invisible characters that may go at both ends, together with all white space."""

_LONGEST_WORD = 100
"""Code points; keeps the search for a word at a line's end from reading the whole line."""
_HYPHENS_ENOUGH = 3
_HYPHENS_SHARE = 12
"""A text that ends one line in so many, and three at least, in a hyphen was hyphenated; compounds
alone come to about one in fifty."""

_SHORTEST_WORD = 3
"""Letters; what is shorter is more often a syllable."""
_SHORT_WORDS = frozenset(("so", "by", "up", "ex"))
"""What begins compounds all the same: "so-called"."""

_HALF_BEFORE = re.compile(r"([^\W\d_]+)[-\u2010]$")
_HALF_AFTER = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_GLUED = re.compile(r"\S(?:[—/]|--)$|\w[-\u2010–]$")
"""A line's end that the next line continues without a space."""
_UNSPACED_END = late_pattern(f"{UNSPACED}$")
_UNSPACED_START = late_pattern(UNSPACED)
_SOFT_HYPHEN = "\u00ad"
_CONJUNCTIONS = frozenset(word for words in LANGUAGES.values() for word in words.conjunctions)


def clean(text: str) -> str:
    """Return `text` as a unit can hold it: without control characters, stripped.

    White space between words is kept as it is: double spaces, tabs, no-break spaces.
    """
    text = drop_controls(text)
    stripped = text.strip()
    while (less := stripped.strip(_OUTER).strip()) != stripped:
        stripped = less
    return stripped


def join_lines(lines: tuple[Line, ...], joints: Joints) -> str:
    """Return the words of wrapped lines as one line, cleaned.

    A line break becomes one space. It becomes nothing between Han or Kana, after a soft hyphen
    (which goes too), after a dash or slash that has no space before it, and after a hyphen;
    `joints` says which of those were only there for the line break, and which Korean words were
    torn.
    """
    if len(lines) == 1:
        return clean(lines[0].text)
    parts = [lines[0].text]
    for line in lines[1:]:
        parts[-1], glue = _meet(parts[-1], line.text, joints)
        parts += [glue, line.text]
    return clean("".join(parts))


def _meet(before: str, after: str, joints: Joints) -> tuple[str, str]:
    """Return what becomes of a line's end, and what comes between it and the next line."""
    if before.endswith(_SOFT_HYPHEN):
        return before.rstrip(_SOFT_HYPHEN), ""
    if (halves := _halves(before, after)) is not None:
        if halves[1] in _CONJUNCTIONS:
            return before, " "
        if "-" not in joints.hyphens.get(halves, "-"):
            return before[:-1], ""
        return before, ""
    if _GLUED.search(before):
        return before, ""
    if _UNSPACED_END.search(before) and _UNSPACED_START.match(after):
        return before, ""
    if joints.tears is not None and joints.tears.is_torn(before, after):
        return before, ""
    return before, " "


def _halves(before: str, after: str) -> tuple[str, str] | None:
    """Return the letters around a hyphen at a line's end, if it may stand inside a word."""
    if not before.endswith(("-", "\u2010")) or not after[:1].islower():
        return None
    head = _HALF_BEFORE.search(before[-_LONGEST_WORD:])
    tail = _HALF_AFTER.match(after)
    return (head.group(1), tail.group()) if head and tail else None


def find_joints(paragraphs: Sequence[Paragraph], text: str, language: str) -> Joints:
    """Return what a text says about its line breaks.

    Args:
        paragraphs: Of the text.
        text: The text.
        language: Language tag of the text; empty for unknown.
    """
    return Joints(
        _find_hyphens(paragraphs, text, language.split("-")[0].lower()),
        find_tears([paragraph.lines for paragraph in paragraphs]),
    )


def _find_hyphens(
    paragraphs: Sequence[Paragraph], text: str, language: str
) -> dict[tuple[str, str], str]:
    """Return how the words that line breaks cut at a hyphen are written in this text.

    The text itself is the witness: where the word occurs whole, with or without the hyphen, it
    is written so. Without a witness a word that is known loses its hyphen, and two words that are
    keep it ("state-owned"). Any other loses it if most others do, or if so many lines end in one
    that the text must have been hyphenated; else it keeps it, because line fillers also break at
    hyphens that are there.
    """
    cuts = Counter(_find_cuts(paragraphs))
    if not cuts:
        return {}
    verdicts = _ask_text(cuts, text)
    joints = sum(len(paragraph.lines) - 1 for paragraph in paragraphs)
    hyphenated = cuts.total() >= _HYPHENS_ENOUGH and cuts.total() * _HYPHENS_SHARE >= joints
    majority = sum((verdict > 0) - (verdict < 0) for verdict in verdicts.values())
    default = 1 if majority > 0 or hyphenated else -1
    return {
        (head, tail): (
            f"{head}{tail}"
            if (verdict or _ask_words(head, tail, language) or default) > 0
            else f"{head}-{tail}"
        )
        for (head, tail), verdict in verdicts.items()
    }


def _ask_words(head: str, tail: str, language: str) -> int:
    """Return 1 where two halves make a known word, -1 where both are words, else 0."""
    known = known_stems(language)
    whole = stem_of(head + tail, language)
    if whole in known and whole != stem_of(head, language):
        return 1
    if min(len(head), len(tail)) < _SHORTEST_WORD and head.lower() not in _SHORT_WORDS:
        return 0
    return -1 if all(stem_of(half, language) in known for half in (head, tail)) else 0


def _ask_text(cuts: Collection[tuple[str, str]], text: str) -> dict[tuple[str, str], int]:
    """Return for each cut word how much oftener the text writes it without the hyphen."""
    wanted = {form.lower() for head, tail in cuts for form in (head + tail, f"{head}-{tail}")}
    seen = Counter(
        word
        for match in _WORDS.finditer(text)
        if (word := match.group().replace("\u2010", "-").lower()) in wanted
    )
    return {
        (head, tail): seen[f"{head}{tail}".lower()] - seen[f"{head}-{tail}".lower()]
        for head, tail in cuts
    }


def _find_cuts(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[str, str]]:
    """Yield the halves of every word that a line break inside a paragraph cut at its hyphen."""
    for paragraph in paragraphs:
        lines = paragraph.lines
        for before, after in pairwise(lines):
            if (halves := _halves(before.text, after.text)) is not None:
                yield halves
