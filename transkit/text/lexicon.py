"""Which words of two languages stand for each other, learned from texts that people translated.

The lists are transkit's own statistics (`tools/train_lexicon.py`), one per pair of languages, of
stems: what a word probably is in the other language, and which words are no names, as they are
written with a small letter. They know common words, and not all of those: a word that is missing
there says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

__all__ = ["ABOUT", "Lexicon", "known_stems", "path_of", "read_lexicon"]

ABOUT = "Which stems stand for each other: statistics of transkit, see tools/train_lexicon.py."


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known about two languages."""

    pairs: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Stem of the source language to stems of the target language, with how sure it is, in
    (0, 1]."""
    common: frozenset[str] = frozenset()
    """Stems of the target language that are written with a small letter."""


def path_of(source: str, target: str) -> Path:
    """Return where the list of two languages is, or would be."""
    return Path(__file__).with_name("lexicons") / f"{source}-{target}.txt"


@cache
def read_lexicon(source: str, target: str) -> Lexicon:
    """Return the list of two languages (primary subtags); an empty one where there is none."""
    path = path_of(source, target)
    if not path.is_file():
        return Lexicon()
    learned, _, known = path.read_text(encoding="utf-8").partition("\n\n")
    pairs: dict[str, dict[str, float]] = {}
    for line in learned.split("\n"):
        stem, tab, targets = line.partition("\t")
        if tab:
            items = (item.rpartition(":") for item in targets.split(" "))
            pairs[stem] = {name: int(share) / 100 for name, _, share in items}
    return Lexicon(pairs, frozenset(known.split()))


@cache
def known_stems(language: str) -> frozenset[str]:
    """Return the stems of common words of a language that the lists know; none of most languages.

    Args:
        language: Primary subtag.
    """
    found: set[str] = set()
    for path in Path(__file__).with_name("lexicons").glob("*-*.txt"):
        source, _, target = path.stem.partition("-")
        if target == "loans":
            continue  # what loans are made of, no pair of languages
        if language == source:
            found.update(read_lexicon(source, target).pairs)
        elif language == target:
            found |= read_lexicon(source, target).common
    return frozenset(found)
