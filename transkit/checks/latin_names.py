"""Names that a target writes in Latin letters, as many brands and programs are: Toyota, iPhone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transkit.checks.base import Pair
from transkit.checks.coverage import is_empty, is_told, translations
from transkit.checks.word_lists import read_table
from transkit.text.lexicon import read_lexicon
from transkit.text.stems import list_stems

__all__ = ["swapped_latin"]

_NAME = re.compile(
    r"(?<![A-Za-z\d\u00c0-\u04ff])[A-Za-z\u00c0-\u024f][A-Za-z\d\u00c0-\u024f&+’'-]*"
    r"[A-Za-z\u00c0-\u024f+](?:\.(?:com|net|org|ai))?(?![A-Za-z\d\u00c0-\u04ff])"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…]\s+|[\"“”‘«(\[]\s*|\n)$")
_CYRILLIC_SHORT = re.compile(r"(?<![^\W_])[А-ЯІЇЄҐ]{2,}(?![^\W_])")
_SAME = 0.6
"""How alike two Latin spellings are, to be those of one name: Kiev, Kyiv."""


def swapped_latin(pair: Pair) -> tuple[str, re.Match[str]] | None:
    """Return a name that the target does not have, and one in Latin letters that it has instead.

    ``None`` where there are no two such. A name is there, too, where the target spells it by its
    sound or translates it; and one that the target adds may be an abbreviation of source words.
    """
    added = next(_added(pair), None)
    if added is None:
        return None
    lost = next(_lost(pair), None)
    return None if lost is None else (lost, added)


def _names(text: str) -> Iterator[re.Match[str]]:
    """Yield words with a Latin capital in them."""
    for match in _NAME.finditer(text):
        if any(letter.isupper() for letter in match.group()):
            yield match


def _added(pair: Pair) -> Iterator[re.Match[str]]:
    """Yield the Latin names of a target that no word of the source may be."""
    source, target = pair.source.words, pair.target.prose
    words = [match.group().casefold() for match in _NAME.finditer(source)]
    initials = "".join(word[0] for word in words)
    for match in _names(target):
        name = match.group()
        lower = name.casefold()
        if len(name) < 2 or lower in source.casefold() or _is_glossed(target, match):
            continue
        if not set(name) - set("IVXLCM"):  # a century
            continue
        if name.isupper() and lower in initials:  # WHO, for the World Health Organization
            continue
        if not _is_like_any(lower, words):
            yield match


def _is_like_any(name: str, words: list[str]) -> bool:
    """Return whether one of some words is another spelling of a name; all in small letters."""
    from rapidfuzz.distance import Indel  # not for texts that a second run need not compare

    return any(Indel.normalized_similarity(name, word) >= _SAME for word in words)


def _is_glossed(target: str, match: re.Match[str]) -> bool:
    """Return whether a word stands in brackets: it is there for another one."""
    before = target[: match.start()]
    return before.count("(") > before.count(")")


def _lost(pair: Pair) -> Iterator[str]:
    """Yield the names of a source that the target neither has, nor spells, nor translates."""
    source, target = pair.source.prose, pair.target.words
    lexicon = read_lexicon(pair.source_language, pair.target_language)
    stems = frozenset(list_stems(target, pair.target_language))
    for match in _names(source):
        name = _POSSESSIVE.sub("", match.group())
        begins = _SENTENCE_START.search(source[: match.start()]) is not None
        if len(name) < 2 or is_empty(name) or name.casefold() in target.casefold():
            continue
        if _is_short(name) and (_CYRILLIC_SHORT.search(target) or name in read_table("en-short")):
            continue
        wanted = [stem for stem in translations(name, lexicon) if not stem.isascii()]
        if (begins and name.istitle() and wanted) or not stems.isdisjoint(wanted):
            continue
        if not is_told(name, pair):
            yield name


def _is_short(name: str) -> bool:
    """Return whether a name is an abbreviation, or as short as one."""
    return name.isupper() or len(name) < 3
