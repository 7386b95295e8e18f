"""How Ukrainian names decline, by their endings: for names that no dictionary holds.

After the orthography of 2019, §§ 82-104. An ending alone does not tell everything (``-а`` or ``-у``
in the genitive, whether a name declines at all): then every possible form is there, and what stands
in a text decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

__all__ = ["CASES", "Form", "decline"]

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct", "voct")


class Form(NamedTuple):
    """A form of a word or of several."""

    text: str
    case: str
    """One of `CASES`."""
    plural: bool
    gender: str
    """``m``, ``f``, ``n``; ``p`` for what has no singular."""


_Declension = Callable[[str], Iterator[tuple[str, str, str]]]
"""From a word to cases, forms and genders."""

_SOFTER = {"г": "з", "ґ": "з", "к": "ц", "х": "с"}
_HISSING = "жчшщ"
_CONSONANTS = "бвгґджзклмнпрстфхцчшщ"
_FEMALE_SURNAMES = ("ова", "ева", "єва", "їна", "іна", "ина")
_ADJECTIVES_IN_IJ = ("жній", "зній", "дній", "тній", "рній", "иній")


@lru_cache(maxsize=4096)
def decline(word: str) -> tuple[Form, ...]:
    """Return every form that a word in the nominative may have, in the order of the cases.

    Args:
        word: A single word without hyphens, singular, or plural in ``-и``, ``-і``.
    """
    lower = word.lower()
    if lower.endswith(("и", "і", "ї")):
        plural = [Form(text, case, plural=True, gender="p") for case, text, _ in _plural(word)]
        return tuple(dict.fromkeys([*plural, *_fixed(word)]))
    forms = [
        Form(text, case, plural=False, gender=gender)
        for declension in _declensions(lower)
        for case, text, gender in declension(word)
    ]
    return tuple(dict.fromkeys(forms or _fixed(word)))


def _declensions(word: str) -> Iterator[_Declension]:
    """Yield the ways in which a word in small letters may decline; none where it has one form."""
    if word.endswith("ий") or word.endswith(_ADJECTIVES_IN_IJ):
        yield _adjective
        return
    by_end = {
        "а": _first_hard, "я": _first_soft, "о": _in_o, "ь": _in_soft_sign, "й": _in_j,
        **dict.fromkeys(_CONSONANTS, _in_consonant),
    }  # fmt: skip
    if word[-1:] in by_end:
        yield by_end[word[-1]]
    if word.endswith(_FEMALE_SURNAMES):
        yield _female_surname


def _fixed(word: str) -> Iterator[Form]:
    for case in CASES:
        yield Form(word, case, plural=False, gender="n")


def _each(
    stem: str, endings: dict[str, tuple[str, ...]], gender: str
) -> Iterator[tuple[str, str, str]]:
    for case, found in endings.items():
        for ending in found:
            yield case, stem + ending, gender


def _adjective(word: str) -> Iterator[tuple[str, str, str]]:
    stem, soft = word[:-2], word.lower().endswith("ій")
    o, y = ("ьо", "і") if soft else ("о", "и")
    yield from _each(stem, {
        "nomn": (word[-2:],), "gent": (f"{o}го",), "datv": (f"{o}му",),
        "accs": (f"{o}го", word[-2:]), "ablt": (f"{y}м",), "loct": (f"{o}му", "ім"),
        "voct": (word[-2:],),
    }, "m")  # fmt: skip


def _first_hard(word: str) -> Iterator[tuple[str, str, str]]:
    stem = word[:-1]
    hissing = stem[-1:].lower() in _HISSING
    softer = stem[:-1] + _SOFTER.get(stem[-1:], stem[-1:])
    gender = "f"
    yield "nomn", word, gender
    yield "gent", stem + ("і" if hissing else "и"), gender
    yield "datv", f"{softer}і", gender
    yield "accs", f"{stem}у", gender
    yield "ablt", stem + ("ею" if hissing else "ою"), gender
    yield "loct", f"{softer}і", gender
    yield "voct", f"{stem}о", gender


def _female_surname(word: str) -> Iterator[tuple[str, str, str]]:
    yield from _each(word[:-1], {
        "nomn": ("а",), "gent": ("ої",), "datv": ("ій",), "accs": ("у",), "ablt": ("ою",),
        "loct": ("ій",), "voct": ("а",),
    }, "f")  # fmt: skip


def _first_soft(word: str) -> Iterator[tuple[str, str, str]]:
    stem = word[:-1]
    after_vowel = stem[-1:].lower() not in _CONSONANTS
    i, e = ("ї", "є") if after_vowel else ("і", "е")
    yield from _each(stem, {
        "nomn": ("я",), "gent": (i,), "datv": (i,), "accs": ("ю",), "ablt": (f"{e}ю",),
        "loct": (i,), "voct": (e, "ю"),
    }, "f")  # fmt: skip


def _in_o(word: str) -> Iterator[tuple[str, str, str]]:
    """Шевченко, Павло, Дніпро; foreign names in ‑о have one form."""
    if not word.lower().endswith(("ко", "ло", "тро", "іпро", "но")) or len(word) < 4:
        return
    yield from _each(word[:-1], {
        "nomn": ("о",), "gent": ("а",), "datv": ("ові", "у"), "accs": ("а", "о"), "ablt": ("ом",),
        "loct": ("ові", "і", "у"), "voct": ("у", "о", "е"),
    }, "m")  # fmt: skip


def _in_soft_sign(word: str) -> Iterator[tuple[str, str, str]]:
    stem = word[:-1]
    if stem.endswith("ец") and len(stem) > 3:
        stem = f"{stem[:-2]}ц"
    elif stem.endswith("піл"):
        stem = f"{stem[:-2]}ол"
    yield "nomn", word, "m"
    yield from _each(stem, {
        "gent": ("я", "ю"), "datv": ("еві", "ю"), "accs": ("я",), "ablt": ("ем",),
        "loct": ("еві", "і", "ю"), "voct": ("ю",),
    }, "m")  # fmt: skip
    yield "accs", word, "m"


def _in_j(word: str) -> Iterator[tuple[str, str, str]]:
    yield "nomn", word, "m"
    yield from _each(word[:-1], {
        "gent": ("я", "ю"), "datv": ("єві", "ю"), "accs": ("я", "й"), "ablt": ("єм",),
        "loct": ("єві", "ї", "ю"), "voct": ("ю",),
    }, "m")  # fmt: skip


def _in_consonant(word: str) -> Iterator[tuple[str, str, str]]:
    """Лондон, Київ, Портников, Байден."""
    lower = word.lower()
    stems = [word]
    if lower.endswith("їв"):
        stems = [f"{word[:-2]}єв"]
    elif lower.endswith("ів"):
        stems = [f"{word[:-2]}{'ев' if lower[-3:-2] == 'л' else 'ов'}", f"{word[:-2]}ов", word]
    elif lower.endswith("ок") and len(word) > 4:
        stems = [f"{word[:-2]}к", word]
    hissing = lower[-1] in _HISSING
    e = "е" if hissing else "о"
    yield "nomn", word, "m"
    yield "accs", word, "m"
    for stem in stems:
        yield from _each(stem, {
            "gent": ("а", "у"), "datv": (f"{e}ві", "у"), "accs": ("а",), "ablt": (f"{e}м",),
            "loct": (f"{e}ві", "у"), "voct": ("е", "у"),
        }, "m")  # fmt: skip
        yield "loct", f"{stem[:-1]}{_SOFTER.get(stem[-1], stem[-1])}і", "m"
        if lower.endswith(("ов", "ев", "єв", "ін", "їн", "ин", "ів", "їв")):
            yield "ablt", f"{stem}им", "m"


def _plural(word: str) -> Iterator[tuple[str, str, str]]:
    """Суми, Афіни, Чернівці."""
    stem, soft = word[:-1], word.lower().endswith("ці")
    a = "я" if soft else "а"
    yield "nomn", word, "p"
    yield from _each(stem, {
        "gent": ("ів", "ь" if soft else ""), "datv": (f"{a}м",), "accs": (word[-1:],),
        "ablt": (f"{a}ми",), "loct": (f"{a}х",), "voct": (word[-1:],),
    }, "p")  # fmt: skip
