"""Terms of a pair of languages, and finding them in a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from transkit.terms.english import stands_as_month, stands_as_verb, variants
from transkit.text.protection import protected_spans

__all__ = [
    "Entry",
    "Glossary",
    "Hit",
    "Spared",
    "Term",
    "asked_for",
    "combine_terms",
    "find_contradictions",
    "kind_of",
]

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = "['’ʼ]"
_HYPHEN = "[-‐‑]"
_KINDS: Mapping[str, tuple[str, ...]] = {
    "verb": ("v", "verb", "vb", "дієслово", "동사"),
    "noun": ("n", "noun", "common noun", "іменник", "명사"),
    "name": ("name", "proper noun", "proper name", "propn", "власна назва", "고유명사"),
    "adjective": ("a", "adj", "adjective", "прикметник", "형용사"),
    "adverb": ("adv", "adverb", "прислівник", "부사"),
}  # fmt: skip
"""Parts of speech, and how glossaries write them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of a glossary: one source expression, with targets in several languages."""

    source: str
    """Not empty, without white space at its ends."""
    targets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By BCP 47 tag: the wanted target first, then others that are right too."""
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By BCP 47 tag: targets that are wrong; ``""`` for every language."""
    part_of_speech: str = ""
    case_sensitive: bool | None = None
    """``None``: where it has a capital letter."""
    note: str = ""
    language: str = ""
    """BCP 47 tag of the source; empty where the glossary does not say."""
    line: int | None = None
    """1-based line of its file."""


class Spared(NamedTuple):
    """A rendering that a glossary does not ask for, and that is right somewhere all the same."""

    target: str
    where: Literal["always", "quoted", "beside"]
    """Everywhere; in quotation marks; or where another term of a preset stands in the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A source expression with its required target."""

    source: str
    target: str
    """Empty where some targets are forbidden and none is required."""
    accepted: tuple[str, ...] = ()
    """Other targets that are right too."""
    forbidden: tuple[str, ...] = ()
    """Targets that are wrong."""
    known: tuple[str, ...] = ()
    """What glossaries of lower rank call it: renderings to be replaced."""
    part_of_speech: str = ""
    case_sensitive: bool = False
    built_in: bool = False
    """From CLDR: a person has not asked for it, so that nothing is said where it is missing."""
    is_preset: bool = False
    """From a preset: it means the place, not what has its name."""
    by_sound: bool = True
    """What sounds like it is another spelling of it."""
    spared: tuple[Spared, ...] = ()
    """What counts as the term in some places."""
    untouched: tuple[str, ...] = ()
    """Other names in targets, no part of which is a rendering of it."""


class Hit(NamedTuple):
    """Where a term stands in a source, in code points."""

    term: Term
    start: int
    end: int
    rivals: tuple[Term, ...] = ()
    """Other terms with the same spelling that may as well be meant, as far as the source tells."""


def terms_of(entries: Iterable[Entry], source: str, target: str) -> list[Term]:
    """Return the terms that entries hold for a pair of languages, in order.

    A target in ``pt`` holds for ``pt-BR`` too, where there is none for it.

    Args:
        entries: Rows of one glossary.
        source: BCP 47 tag.
        target: BCP 47 tag.
    """
    found: list[Term] = []
    for entry in entries:
        if entry.language and _primary(entry.language) != _primary(source):
            continue
        targets = _for_language(entry.targets, target)
        forbidden = (*_for_language(entry.forbidden, target), *entry.forbidden.get("", ()))
        if not targets and not forbidden:
            continue
        sensitive = entry.case_sensitive
        found.append(
            Term(
                source=entry.source,
                target=targets[0] if targets else "",
                accepted=targets[1:],
                forbidden=forbidden,
                part_of_speech=entry.part_of_speech,
                case_sensitive=entry.source != entry.source.lower()
                if sensitive is None
                else sensitive,
            )
        )
    return found


def combine_terms(glossaries: Sequence[Sequence[Term]]) -> list[Term]:
    """Return the terms of several glossaries; where two are the same term, the first holds.

    What the others want becomes `Term.known` of it: a rendering that may stand in drafts. Words
    that are only written alike stay apart, see `_are_homographs`.

    Args:
        glossaries: The one that outranks all others first.
    """
    found: dict[str, list[Term]] = {}
    for terms in glossaries:
        above = {key: len(rows) for key, rows in found.items()}
        for term in terms:
            key = _key(term.source)
            rows = found.setdefault(key, [])
            at = next(
                (
                    i
                    for i, first in enumerate(rows)
                    if not _are_homographs(first, term, outranks=i < above.get(key, 0))
                ),
                None,
            )
            if at is None:
                rows.append(term)
            else:
                rows[at] = _combined(rows[at], term)
    return [term for rows in found.values() for term in rows]


def find_contradictions(
    entries: Iterable[Entry], source: str, target: str
) -> list[tuple[Entry, Entry]]:
    """Return rows of one glossary of which a later one wants something else, in order.

    Args:
        entries: Rows of one glossary.
        source: BCP 47 tag.
        target: BCP 47 tag.
    """
    rows = [(entry, term) for entry in entries for term in terms_of([entry], source, target)]
    found: list[tuple[Entry, Entry]] = []
    known: dict[str, list[tuple[Entry, Term]]] = {}
    for entry, term in rows:
        earlier = known.setdefault(_key(term.source), [])
        for other, first in earlier:
            same = term.target in ("", first.target, *first.accepted) or not first.target
            if not same and not _are_homographs(first, term, outranks=False):
                found.append((other, entry))
                break
        else:
            earlier.append((entry, term))
    return found


def _combined(first: Term, term: Term) -> Term:
    """Return a term with what another row, or a glossary of lower rank, says about it."""
    right = {first.target, *first.accepted}
    more = (wrong for wrong in term.forbidden if wrong not in right)
    forbidden = tuple(dict.fromkeys((*first.forbidden, *more)))
    if not first.target:
        return replace(term, forbidden=forbidden)
    if not term.target or term.target == first.target:
        return replace(first, forbidden=forbidden)
    others = (*first.known, term.target, *term.accepted)
    known = tuple(dict.fromkeys(other for other in others if other not in right))
    return replace(first, known=known, forbidden=forbidden)


def _are_homographs(first: Term, other: Term, *, outranks: bool) -> bool:
    """Return whether two terms of the same letters are different words: China and china.

    They are where one has a capital letter and the other none, or where they are different parts
    of speech. What a glossary of higher rank has in small letters is a name all the same where its
    target is one. A month is never a person of that name: May.

    Args:
        first: The one that came first.
        other: The other one.
        outranks: Whether the first is in a glossary of higher rank.
    """
    if not first.target or not other.target or first.target == other.target:
        return False
    if other.built_in and kind_of(other.part_of_speech) == "month":
        return True
    if first.source.islower() != other.source.islower():
        lower = first if first.source.islower() else other
        return not (outranks and (" " in lower.source or lower.target[:1].isupper()))
    kinds = kind_of(first.part_of_speech), kind_of(other.part_of_speech)
    return kinds[0] != kinds[1] and (all(kinds) or not outranks)


def asked_for(terms: Iterable[Term]) -> list[Term]:
    """Return the terms that a person has asked for, with those that are written like one of them.

    None where nobody has asked for any.
    """
    every = list(terms)
    keys = {_key(term.source) for term in every if not term.built_in}
    return [term for term in every if _key(term.source) in keys]


class Glossary:
    """Terms of one pair of languages, ready to be found in sources.

    Args:
        terms: Each source once but for homographs, see `combine_terms`.
        languages: BCP 47 tags of source and target.
    """

    def __init__(self, terms: Iterable[Term], languages: tuple[str, str]) -> None:
        self.terms = tuple(terms)
        self.languages = languages
        self._by_word: dict[str, list[tuple[str, Term]]] = {}
        english = _primary(languages[0]) == "en"
        for term in self.terms:
            part_of_speech = term.part_of_speech if english else None
            for key, spelling in _spellings(term.source, part_of_speech):
                self._by_word.setdefault(key, []).append((spelling, term))
        for rows in self._by_word.values():
            rows.sort(key=lambda row: -len(row[0]))

    def __bool__(self) -> bool:
        """Tell whether there is any term."""
        return bool(self.terms)

    def find(self, source: str) -> list[Hit]:
        """Return where terms stand in a source, in order and never overlapping.

        The longest wins. What must not be translated (addresses, code) is passed over. In English,
        plurals are found, and before a possessive ending. Of words that are written alike a capital
        letter tells which is meant, or in English what stands before it; else both are in the hit.
        """
        hits: list[Hit] = []
        hidden = protected_spans(source) if self._by_word else []
        end = 0
        for word in _WORD.finditer(source):
            if word.start() < end or any(a <= word.start() < b for a, b in hidden):
                continue
            found: list[Term] = []
            span = (0, 0)
            for spelling, term in self._by_word.get(word.group().casefold(), ()):
                if found and len(term.source) < len(found[0].source) - 1:
                    break
                match = _pattern(spelling).match(source, word.start())
                if match is None or not _case_fits(term, match.group()) or term in found:
                    continue
                if not found or match.span() == span:
                    span = match.span()
                    found.append(term)
            if found:
                meant = found if len(found) == 1 else self._meant(found, source, span)
                hits.append(Hit(meant[0], *span, tuple(meant[1:])))
                end = span[1]
        return hits

    def _meant(self, terms: list[Term], source: str, span: tuple[int, int]) -> list[Term]:
        """Return those of several terms that may be meant in a place of the source."""
        names = [term for term in terms if not term.source.islower()]
        if 0 < len(names) < len(terms):
            if source[slice(*span)].islower():
                terms = [term for term in terms if term not in names]
            elif _capital_says(source, span[0]):
                terms = names
        months = [term for term in terms if kind_of(term.part_of_speech) == "month"]
        if 0 < len(months) < len(terms) and stands_as_month(source, *span):
            return months
        verbs = [term for term in terms if kind_of(term.part_of_speech) == "verb"]
        if _primary(self.languages[0]) == "en" and 0 < len(verbs) < len(terms):
            is_verb = stands_as_verb(source, *span)
            if is_verb is not None:
                terms = verbs if is_verb else [term for term in terms if term not in verbs]
        return terms


def _capital_says(source: str, start: int) -> bool:
    """Return whether a capital letter at a place is that of a name: not in headlines, or first."""
    before = source[:start].rstrip(" «“\"„(‘'\u00a0")
    if not before or before[-1] in ".!?…:\n":
        return False
    words = [word for word in _WORD.findall(source) if len(word) > 3]
    return any(word[:1].islower() for word in words)


def kind_of(part_of_speech: str) -> str:
    """Return what a glossary calls a part of speech in one spelling; empty where it says none.

    ``v.`` is a verb, and a proper noun is a name.
    """
    said = part_of_speech.casefold().strip().rstrip(".")
    return next((kind for kind, spellings in _KINDS.items() if said in spellings), said)


def _key(source: str) -> str:
    return " ".join(source.split()).casefold().replace("’", "'")


def _primary(language: str) -> str:
    return language.split("-")[0].lower()


def _for_language(values: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    """Return the value for a tag, or for what it begins with."""
    parts = language.split("-")
    for size in range(len(parts), 0, -1):
        found = values.get("-".join(parts[:size]))
        if found:
            return found
    return ()


@lru_cache(maxsize=65536)
def _spellings(source: str, part_of_speech: str | None) -> tuple[tuple[str, str], ...]:
    """Return how a term may be written, each with its first word, folded.

    Args:
        source: The term.
        part_of_speech: What an English term is; ``None`` for another language.
    """
    spellings = [source] if part_of_speech is None else variants(source, part_of_speech)
    firsts = ((_WORD.search(spelling), spelling) for spelling in dict.fromkeys(spellings))
    return tuple((first.group().casefold(), spelling) for first, spelling in firsts if first)


@lru_cache(maxsize=65536)
def _pattern(spelling: str) -> re.Pattern[str]:
    """Return what finds a spelling from its first word on, whatever apostrophes and hyphens."""
    first = _WORD.search(spelling)
    assert first is not None  # noqa: S101 (callers have seen one)
    parts: list[str] = []
    for character in re.sub(r"\s+", " ", spelling[first.start() :].strip()):
        if character in "'’ʼ":
            parts.append(_APOSTROPHE)
        elif character in "-‐‑":
            parts.append(_HYPHEN)
        elif character == " ":
            parts.append(r"\s+")
        else:
            parts.append(re.escape(character))
    end = r"(?![^\W_])" if (spelling[-1].isalnum()) else ""
    return re.compile("".join(parts) + end, re.IGNORECASE)


def _case_fits(term: Term, found: str) -> bool:
    """Return whether capitals stand where the term has them, or all letters are capitals."""
    if not term.case_sensitive:
        return True
    wanted = " ".join(term.source.split())
    text = " ".join(found.split())
    if text.isupper() and len(text) > 3 and not wanted.isupper():
        return True
    return all(
        ours == theirs or ours.casefold() != theirs.casefold()
        for ours, theirs in zip(wanted, text, strict=False)
    )
