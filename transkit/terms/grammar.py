"""What a language's grammar has to answer, so that terms can be found and put into targets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

__all__ = ["Grammar", "Place", "PlainGrammar", "Proposal", "Wanted", "grammar_for"]


class Place(NamedTuple):
    """A stretch of a target, in code points."""

    start: int
    end: int


class Proposal(NamedTuple):
    """What a stretch of a target should become; ``text`` is ``None`` where that is not sure."""

    start: int
    end: int
    text: str | None
    guessed: bool = False
    """Whether only the lexicon says that the term's rendering stands there."""
    misplaced: bool = False
    """Whether the term stands there, in a form that the words around it do not allow."""


class Wanted(NamedTuple):
    """A term as it stands in a source, and what else is said there."""

    source: str
    """As the glossary has it."""
    target: str
    others: tuple[str, ...]
    """Other names in the source, word by word: what sounds like these is not the term."""
    plural: bool
    """Whether the source has the plural of the term."""
    strict: bool = False
    """Nobody has asked for it: only what is spelled nearly alike is taken for it."""
    relation: str = ""
    """The English preposition before it, if it is the same everywhere: in, to, from, with, …"""

    @property
    def is_plural_word(self) -> bool:
        """Return whether an English term seems to be in the plural by itself: sanctions."""
        return self.source.endswith("s") and not self.source.endswith(("ss", "us", "is"))


class Grammar(Protocol):
    """Finds and inflects targets in one language."""

    def find(self, text: str, target: str, *, misplaced: bool = False) -> list[Place]:
        """Return where a target stands in a text, in any form; in order, never overlapping.

        Args:
            text: A target.
            target: What a glossary wants, or what is wrong.
            misplaced: Also where the words around it want another form.
        """

    def mentions(self, text: str, target: str) -> bool:
        """Return whether a text has a target, a part that stands for it, or a word made of it."""

    def propose(self, text: str, wrong: str, wanted: Wanted) -> list[Proposal]:
        """Return what should stand where a wrong rendering stands, in any form."""

    def propose_at(self, text: str, place: Place, wanted: Wanted) -> Proposal:
        """Return what should stand where a word stands that is known to be the rendering."""

    def propose_misdeclined(self, text: str, wanted: Wanted) -> list[Proposal]:
        """Return what should stand where the term stands in a form that it does not have."""

    def propose_alike(self, text: str, wanted: Wanted) -> list[Proposal]:
        """Return what should stand where something stands that sounds like the term."""

    def agree_behind(self, behind: str, was: str, now: str) -> str:
        """Return what follows a place, as it must be when something else stands there.

        Args:
            behind: What follows, up to the end of the text.
            was: What stood there.
            now: What stands there.
        """


class PlainGrammar:
    """For languages that transkit cannot inflect: targets are found, and nothing is replaced."""

    def find(self, text: str, target: str, *, misplaced: bool = False) -> list[Place]:
        """Return where a target stands, word for word."""
        del misplaced
        return find_words(text, [target])

    def mentions(self, text: str, target: str) -> bool:
        """Return whether a text has the beginnings of all words of a target."""
        folded = text.casefold()
        return all(stem(word) in folded for word in target.casefold().split())

    def propose(self, text: str, wrong: str, wanted: Wanted) -> list[Proposal]:
        """Return where a wrong rendering stands; what must be there instead is not known."""
        del wanted
        return [Proposal(*place, None) for place in find_words(text, [wrong])]

    def propose_at(self, text: str, place: Place, wanted: Wanted) -> Proposal:
        """Return that what must be there is not known."""
        del text, wanted
        return Proposal(*place, None)

    def propose_misdeclined(self, text: str, wanted: Wanted) -> list[Proposal]:
        """Return nothing."""
        del text, wanted
        return []

    def propose_alike(self, text: str, wanted: Wanted) -> list[Proposal]:
        """Return nothing."""
        del text, wanted
        return []

    def agree_behind(self, behind: str, was: str, now: str) -> str:
        """Return the same."""
        del was, now
        return behind


def grammar_for(language: str) -> Grammar:
    """Return the grammar of a language.

    Args:
        language: BCP 47 tag.
    """
    primary = language.split("-")[0].lower()
    if primary == "uk":
        from transkit.terms.ukrainian import Ukrainian

        return Ukrainian()
    if primary == "ko":
        from transkit.terms.korean import Korean

        return Korean()
    return PlainGrammar()


def find_words(text: str, spellings: Sequence[str]) -> list[Place]:
    """Return where one of some spellings stands between other characters than letters.

    The longest wins. A small letter at the beginning stands for a capital too, and in a text
    without any small letter every one does; a capital stands only for itself.
    """
    places: list[Place] = []
    end = 0
    if text.isupper():
        spellings = [spelling.upper() for spelling in spellings]
    pattern = _any_of(tuple(sorted(set(spellings), key=len, reverse=True)))
    for match in pattern.finditer(text) if pattern else ():
        if match.start() >= end:
            places.append(Place(*match.span()))
            end = match.end()
    return places


def best_of(found: Iterable[tuple[float, Proposal]]) -> list[Proposal]:
    """Return proposals that do not overlap, best first.

    Args:
        found: How sure each is, and the proposal.
    """
    chosen: list[Proposal] = []
    for _, proposal in sorted(found, key=lambda item: -item[0]):
        if all(proposal.end <= o.start or o.end <= proposal.start for o in chosen):
            chosen.append(proposal)
    return chosen


def stem(word: str) -> str:
    """Return the beginning of a word that its forms have in common, very roughly."""
    return word if len(word) < 5 else word[: max(4, len(word) - 2)]


@lru_cache(maxsize=8192)
def _any_of(spellings: tuple[str, ...]) -> re.Pattern[str] | None:
    parts = [_loose(spelling) for spelling in spellings if spelling.strip()]
    if not parts:
        return None
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])")


def _loose(spelling: str) -> str:
    parts: list[str] = []
    for i, character in enumerate(" ".join(spelling.split())):
        if character in "'’ʼ":
            parts.append("['’ʼ]")
        elif character in "-‐‑":
            parts.append("[-‐‑]")
        elif character == " ":
            parts.append(r"\s+")
        elif i == 0 and character.islower() and len(character.upper()) == 1:
            parts.append(f"[{character}{character.upper()}]")
        else:
            parts.append(re.escape(character))
    return "".join(parts)
