"""What planted errors are, and how one is put into a translation that a person made."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = [
    "Change",
    "Kind",
    "Planted",
    "Planter",
    "Rows",
    "one_row",
    "pick",
    "put",
    "skeleton",
    "with_them",
]

Rows = Sequence[tuple[str, str]]
Planter = Callable[[Rows, str, random.Random, int], list["Planted"]]
Change = Callable[[str, str, str, random.Random], "str | None"]
"""Changes a target, given source, target and language; ``None`` where there is no place for it."""
_ROUNDS = 8
"""How often all rows are gone through, where they have too few places for the errors wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """An article before and after an error was planted; the error is in its last row."""

    what: str
    before: Rows
    after: Rows
    terms: Rows = ()
    """The project's glossary, where the error is one against it: terms and their targets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of error."""

    plant: Planter
    checks: frozenset[str]
    """The checks that are there for it."""


def with_them(plant: Planter, checks: str) -> Kind:
    """Return a kind of error, with the checks for it, separated by spaces."""
    return Kind(plant=plant, checks=frozenset(checks.split()))


def one_row(change: Change, prepare: Change | None = None) -> Planter:
    """Return a planter that changes the target of single rows, each as often as it takes.

    Args:
        change: Puts the error in.
        prepare: Changes a good target to another good one before, where that makes a place for it.
    """

    def plant(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
        planted: dict[str, Planted] = {}
        for _ in range(_ROUNDS):
            for there, found in source.sample(list(rows), len(rows)):
                here = found if prepare is None else prepare(there, found, language, source)
                changed = None if here is None else change(there, here, language, source)
                if here is None or changed is None or changed == here or len(planted) >= count:
                    continue
                was, now = _difference(here, changed)
                case = Planted(
                    what=f"{was!r} → {now!r}", before=[(there, here)], after=[(there, changed)]
                )
                planted.setdefault(changed, case)
            if len(planted) == count:
                break
        return list(planted.values())

    return plant


def _difference(one: str, other: str) -> tuple[str, str]:
    """Return what differs between two texts, with a little of what stands before it."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    start = max(0, start - 8)
    return one[start : len(one) - end], other[start : len(other) - end]


def pick(pattern: str, text: str, source: random.Random) -> re.Match[str] | None:
    """Return one of the places where a pattern is found."""
    found = list(re.finditer(pattern, text))
    return source.choice(found) if found else None


def put(text: str, match: re.Match[str], new: str, group: int = 0) -> str:
    """Return a text with something else where a pattern was found."""
    return text[: match.start(group)] + new + text[match.end(group) :]


_SOUNDS = {
    **dict.fromkeys("bpvfбпвфㅂㅃㅍ", "b"), **dict.fromkeys("tdтдㄷㄸㅌ", "d"),
    **dict.fromkeys("kgcqкгґхㄱㄲㅋ", "g"), **dict.fromkeys("szjсзцчшщжㅅㅆㅈㅉㅊ", "s"),
    **dict.fromkeys("mмㅁ", "m"), **dict.fromkeys("nнㄴ", "n"), **dict.fromkeys("lrлрㄹ", "l"),
}  # fmt: skip


def skeleton(word: str) -> str:
    """Return the first consonants of a word in any of the three scripts."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    jamo = {chr(0x1100 + i): c for i, c in enumerate("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")}
    return re.sub(r"(.)\1+", r"\1", "".join(_SOUNDS.get(jamo.get(c, c), "") for c in decomposed))
