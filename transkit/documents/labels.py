"""What furniture is labelled with, as data per language.

Only hints: a label in a short line says what the line probably is, the shape of the page decides.
Where a language is missing, its pages are told apart by their shape alone. The words are text files
in ``furniture_words``, one for each language; another one there is read as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from transkit.text.word_lists import without_comments

__all__ = [
    "KINDS",
    "FurnitureWords",
    "find_labels",
    "has_agency",
    "has_credit",
    "is_service",
    "load_words",
    "parse_words",
]

KINDS = (*("related", "share", "sign up", "legal", "credit", "comments", "advert", "tags", "site"),)
"""The kinds of furniture; of two labels that begin alike that of the first kind counts."""

SPAN = 60
"""Code points at the start of a line in which labels are looked for."""
_CREDIT = 120
"""Code points at the end of a line in which a picture's credit is looked for."""
_BUTTON = 30
"""Code points of the longest line in which a label counts wherever it stands."""
_BULLET = re.compile(r"[◆◇▶▷►■□●○★☆☞☎✔※→>*•·▼▽«»\[【<]+\s*")
"""What stands before the words of a button or around a label."""
_SPOKEN_LAST = 3
"""Letters of the shortest label that says at a line's end what a button does, in Korean."""
_UNSPACED = 4
"""Letters of the shortest label in a script without spaces that is one before other letters."""
_WORD = re.compile(r"\w+")
_FOLDER = "furniture_words"
_AGENCIES = "agencies.txt"
"""Who pictures are from, in any language."""
_COMMON, _MAKERS, _SERVICE = "common", "made by", "service"


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureWords:
    """The words of one language, lower case."""

    labels: MappingProxyType[str, tuple[str, ...]]
    """Kind of furniture → what it is labelled with."""
    common: tuple[str, ...] = ()
    """Labels that are single words of any text as well."""
    makers: tuple[str, ...] = ()
    """What stands before the name of who made a picture."""
    service: tuple[str, ...] = ()
    """Parts of words of small print about the site itself, wherever they stand in a line."""


@cache
def load_words() -> MappingProxyType[str, FurnitureWords]:
    """Return the words of all languages by their tag, read once."""
    found: dict[str, FurnitureWords] = {}
    for path in sorted(files(__package__).joinpath(_FOLDER).iterdir(), key=lambda p: p.name):
        if path.name.endswith(".txt") and path.name != _AGENCIES:
            found[path.name[:-4]] = parse_words(path.read_text("utf-8"))
    return MappingProxyType(found)


def parse_words(text: str) -> FurnitureWords:
    """Return the words of one file: a phrase on each line, below the name of what it is.

    Raises:
        ValueError: A line stands below no name, or a name is none.
    """
    parts: dict[str, list[str]] = {name: [] for name in (*KINDS, _COMMON, _MAKERS, _SERVICE)}
    part: list[str] | None = None
    for line in _lines(text):
        if line.startswith("[") and line.endswith("]"):
            if line[1:-1] not in parts:
                raise ValueError(f"{line} is none of {', '.join(parts)}")
            part = parts[line[1:-1]]
        elif part is None:
            raise ValueError(f"{line!r} stands below no name")
        else:
            part.append(line)
    return FurnitureWords(
        labels=MappingProxyType({kind: tuple(parts[kind]) for kind in KINDS}),
        common=tuple(parts[_COMMON]),
        makers=tuple(parts[_MAKERS]),
        service=tuple(parts[_SERVICE]),
    )


def _lines(text: str) -> Iterator[str]:
    """Return the lines of a file that say something."""
    return filter(None, map(str.strip, without_comments(text).splitlines()))


@cache
def _agencies() -> tuple[str, ...]:
    path = files(__package__).joinpath(_FOLDER).joinpath(_AGENCIES)
    return tuple(_lines(path.read_text("utf-8")))


@cache
def _service() -> tuple[str, ...]:
    return tuple(word for language in load_words().values() for word in language.service)


def is_service(text: str) -> bool:
    """Tell whether a text in lower case is about the site itself: cookies, newsletters, privacy."""
    return any(word in text for word in _service())


def find_labels(text: str) -> tuple[frozenset[str], str]:
    """Return the kinds of labels in the first words of a line, and the kind that it begins with.

    The second is empty where it begins with none; in languages whose verb comes last, a short line
    that ends with one counts as well. Inside a line that is longer than a button's words a label
    is a word like any other, unless the line begins with one.
    """
    head = text[:SPAN].lower().replace("’", "'").replace("ʼ", "'")
    bullet = _BULLET.match(head)
    begin = bullet.end() if bullet else 0
    kinds: set[str] = set()
    first = ""
    for start, end, kind in _find_phrases(head):
        if not _is_label(text, start, end):
            continue
        if start > begin and not first and len(text) > _BUTTON:
            break
        kinds.add(kind)
        if start == begin or (not first and _is_said_last(head, start, end)):
            first = kind
    return frozenset(kinds), first


def _is_said_last(head: str, start: int, end: int) -> bool:
    """Tell whether a label ends a button's words in a language whose verb comes last."""
    phrase = head[start:end]
    return end == len(head) >= end - start >= _SPOKEN_LAST and "가" <= phrase[-1] <= "힣"


def _find_phrases(head: str) -> Iterator[tuple[int, int, str]]:
    """Yield where labels stand in a line's first words, and of which kind; none overlaps another.

    A label is whole words; in Korean a particle may follow, in Japanese anything.
    """
    words, beginnings = _phrases()
    done = 0
    for match in _WORD.finditer(head):
        start = match.start()
        if start < done:
            continue
        found = [*words.get(match.group(), ()), *beginnings.get(head[start], ())]
        for _, phrase, kind in sorted(found):
            end = start + len(phrase)
            if head.startswith(phrase, start) and _ends(head, end, phrase):
                yield start, end, kind
                done = end
                break


def _ends(head: str, end: int, phrase: str) -> bool:
    """Tell whether a label may end before a place: no word goes on there, or its script does."""
    after = head[end : end + 1]
    return not (after.isalnum() or after == "_") or _is_open(phrase)


def _is_open(phrase: str) -> bool:
    """Tell whether letters may follow a phrase: Korean particles, or script without spaces."""
    last = phrase[-1]
    if last in "=：" or "가" <= last <= "힣":
        return True
    return len(phrase) >= _UNSPACED and "\u3040" <= last <= "\u9fff"


_Phrase = tuple[tuple[int, int], str, str]
"""The rank among phrases that begin alike (the first is tried first), the phrase, its kind."""


@cache
def _phrases() -> tuple[dict[str, list[_Phrase]], dict[str, list[_Phrase]]]:
    """Return the labels of all languages by their first word, or by their first letter.

    The latter where more letters may follow that word.
    """
    words: dict[str, list[_Phrase]] = {}
    beginnings: dict[str, list[_Phrase]] = {}
    for language in load_words().values():
        for kind, listed in language.labels.items():
            for phrase in listed:
                match = _WORD.match(phrase)
                word = match.group() if match else phrase
                rank = (KINDS.index(kind), -len(phrase))
                loose = _is_open(phrase) or not word.isascii()
                table, key = (beginnings, word[0]) if loose else (words, word)
                table.setdefault(key, []).append((rank, phrase, kind))
    return words, beginnings


def _is_label(text: str, start: int, end: int) -> bool:
    """Tell whether what reads like a label is one, and not a word of a phrase ("What comes next").

    A common word is one at the beginning, if the line does not go on like a sentence, or in a line
    of two words. In Korean another word or a particle may go on right behind it.
    """
    if text[start:end].lower() not in _common():
        return True
    if start > 0:
        return len(text.split(None, 2)) <= 2
    if "가" <= text[end : end + 1] <= "힣":
        return False
    return text[end : end + 1] != " " or text[end + 1 : end + 2].isupper()


@cache
def _common() -> frozenset[str]:
    """Return the common words of all languages."""
    return frozenset(word for language in load_words().values() for word in language.common)


def has_credit(text: str) -> bool:
    """Tell whether a line ends by saying who made a picture: ``(Photo: A. Berg)``."""
    return _credit_pattern().search(text[-_CREDIT:].lower()) is not None


def has_agency(text: str) -> bool:
    """Tell whether a line ends with who pictures are from, or in its last words names one."""
    return _agency_pattern().search(text[-_CREDIT // 2 :].lower()) is not None


@cache
def _agency_pattern() -> re.Pattern[str]:
    """Return a pattern for the agencies' names."""
    return re.compile(rf"(?<!\w)(?:{_either(_agencies())})(?!\w)")


@cache
def _credit_pattern() -> re.Pattern[str]:
    """Return a pattern for a picture's credit at the end of a line."""
    words = _either([word for language in load_words().values() for word in language.makers])
    agencies = _either(_agencies())
    return re.compile(
        rf"(?:[(\[]\s*(?:{words})\b[^()\[\]]*[)\]]"
        rf"|\b(?:{words})(?: credit| courtesy)?\s*[:：/=©]\s*[^.!?]*\.?|[©ⓒ][^.!?]*"
        rf"|[/|—–(]\s*(?:{agencies})[^.!?\w]*|getty images[^.!?\w]*)$"
    )


def _either(words: Sequence[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
