"""Places, peoples and other names that every translator knows, and whether one stands for another.

Names are those of CLDR (countries, cities) and of the lists ``uk-names.txt`` and ``ko-names.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from transkit.checks.base import Pair
from transkit.checks.coverage import PARTICLE, translations
from transkit.checks.own_names import abbreviated, exonyms, seats, start_of
from transkit.checks.word_lists import read_words
from transkit.text.lexicon import read_lexicon
from transkit.text.names import sounds_alike
from transkit.text.stems import list_stems, stem_of

__all__ = ["swapped_place"]

_SOUNDS = 0.7
"""How alike a word of the source must sound to a place of the target, to be it."""
_SOUNDS_SURELY = 0.8
"""The same where that is less likely: of known names, and of words with a small letter."""
_SHORT = 5
"""Letters up to which those are too short to tell."""
_UK_CAPITAL = re.compile(r"(?<![^\W_])[А-ЯІЇЄҐ][а-яіїєґ'’ʼ]{2,}")
_ENGLISH = re.compile(r"(?<![^\W_])[a-z]?[A-Z][^\W\d_]+(?: (?:of )?[A-Z][^\W\d_]+)*")
_LATIN = re.compile(r"[^\W\d_]{3,}")
_UKRAINIAN = re.compile(r"(?<![^\W_])[а-яіїєґА-ЯІЇЄҐ][а-яіїєґ'’ʼ]{2,}")
_UK_ADJECTIVE = re.compile(r"[сзц]ьк(?:ий|ого|ому|им|а|ої|ій|у|ою|е|і|их|ими)$")
_UK_END = re.compile(r"[аеиіїоуюяєьй]$")
_UK_LAST = {"г": "зж", "к": "цч", "х": "с", "ж": "з", "ц": "к"}
"""What a consonant at the end of a Ukrainian stem may become: Прага, Празі; Париж, паризький."""
_UK_LONG, _UK_LONGEST = 4, 7
"""Letters that an ending may have, and that of an adjective: Варшавою, варшавського."""
_HANGUL = re.compile(r"[가-힣]{2,}")
_KO_BEHIND = "인어군계산제행발측식풍령"
"""Syllables that are written in one word with a place: 독일군, 프랑스인."""
_KO_BEFORE = "북남동서"
_DERIVED = re.compile(r"(?:ans?|ese|ish|is?)$")
"""Ends of what comes of places: Croatian, Japanese, Iraqi."""
_LEAST = 5
"""Letters of an English word that may come of a name: German, Germany."""

_STEM = "*"
"""Stands behind the beginning of a name, as the lists have it, where CLDR has the whole name."""

_Known = Mapping[str, frozenset[str]]


def swapped_place(pair: Pair) -> tuple[str, re.Match[str]] | None:
    """Return a known name that the target does not have, and one that it has instead.

    ``None`` where all are told, or what is new may stand for a word of the source.
    """
    missing = next(_missing(pair), None)
    if missing is None:
        return None
    here = next(_unexplained(pair), None)
    return None if here is None else (missing, here)


def _missing(pair: Pair) -> Iterator[str]:
    """Yield the known names of a source that the target does not tell, as they stand there."""
    named = dict(_named(pair))
    for shown, called in named.items():
        told = shown in pair.target.words or any(
            _has(pair, name) for name in called | _stand_ins(shown, named, pair)
        )
        if not told and not any(_is_heard(word, pair) for word in shown.split()):
            yield shown


def _stand_ins(name: str, named: Mapping[str, frozenset[str]], pair: Pair) -> frozenset[str]:
    """Return what is called that stands for a name, if the source does not speak of that, too."""
    known = _known(pair.target_language)
    others = (known.get(other, frozenset()) for other in seats().get(name, ()))
    return frozenset().union(
        *(other for other in others if all(other.isdisjoint(there) for there in named.values()))
    )


def _is_heard(word: str, pair: Pair) -> bool:
    """Return whether a name of the target is another spelling of a source word, or renders it."""
    wanted = translations(word, read_lexicon(pair.source_language, pair.target_language))
    if any(stem in wanted for stem in list_stems(pair.target.words, pair.target_language)):
        return True
    pattern = _UK_CAPITAL if pair.target_language == "uk" else _HANGUL
    return any(
        sounds_alike(word, match.group()) >= _SOUNDS_SURELY
        and not _called_so(match.group(), pair.target_language)
        for match in pattern.finditer(pair.target.words)
    )


def _named(pair: Pair) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the known names of a source, each with what the target's language calls it."""
    known = _known(pair.target_language)
    for match in _ENGLISH.finditer(pair.source.prose):
        words = match.group().split()
        parts = [match.group(), " ".join(words[1:])] if len(words) > 1 else []
        whole = next((part for part in parts if known.get(part)), "")
        for part in [whole] if whole else words:
            called = known.get(part) or _by_start(part, pair.target_language)
            if called:
                yield part, called


def _by_start(word: str, language: str) -> frozenset[str]:
    """Return what the name is called that a word comes of: Croatian, Croatia."""
    if len(word) < _LEAST or not _DERIVED.search(word):
        return frozenset()
    return _starts(language).get(start_of(word, "en"), frozenset())


def _has(pair: Pair, name: str) -> bool:
    """Return whether a target has a name in any form, or what comes of it."""
    if pair.target_language == "ko":
        return name.removesuffix(_STEM) in pair.target.words
    if name.removesuffix(_STEM).isupper():  # США, РФ
        return re.search(rf"\b{name.removesuffix(_STEM)}\b", pair.target.words) is not None
    return any(_is_form(match.group(), name) for match in _UKRAINIAN.finditer(pair.target.words))


def _unexplained(pair: Pair) -> Iterator[re.Match[str]]:
    """Yield the places of a target that stand for no word of the source."""
    language = pair.target_language
    lexicon = read_lexicon(pair.source_language, language)
    words = [*_LATIN.findall(pair.source.words), *abbreviated(pair.source.words)]
    named = dict(_named(pair))
    there = {name for called in named.values() for name in called}
    there |= {name for shown in named for name in _stand_ins(shown, named, pair)}
    stems = {stem for word in words if word not in named for stem in translations(word, lexicon)}
    for short in abbreviated(pair.source.words):
        there |= _known(language).get(short, frozenset()) | _by_start(short, language)
    for match in (_UKRAINIAN if language == "uk" else _HANGUL).finditer(pair.target.prose):
        names = _called_so(match.group(), language)
        if not names or not there.isdisjoint(names) or stem_of(match.group(), language) in stems:
            continue
        if not any(_sounds_like(word, names, named=word in named) for word in words):
            yield match


def _sounds_like(word: str, names: frozenset[str], *, named: bool) -> bool:
    """Return whether a word of the source may be what the target calls so; `named`: it is known."""
    sure = named or word[0].islower()
    if sure and len(word) < _SHORT:
        return False
    least = _SOUNDS_SURELY if sure else _SOUNDS
    return any(sounds_alike(word, name.removesuffix(_STEM)) >= least for name in names)


@lru_cache(maxsize=16384)
def _called_so(word: str, language: str) -> frozenset[str]:
    """Return the known names that a word of a target is a form of, or comes of."""
    names = _all_names(language)
    if language == "ko":
        bare = PARTICLE.sub("", word)
        forms = {word, bare, bare[:-1] if bare[-1:] in _KO_BEHIND else bare}
        forms |= {form[1:] for form in forms if form[:1] in _KO_BEFORE}
        return frozenset(form for one in forms for form in (one, f"{one}{_STEM}") if form in names)
    if word.islower() and not _UK_ADJECTIVE.search(word):
        return frozenset()
    return frozenset(name for name in _beginning(word[:3].casefold()) if _is_form(word, name))


@lru_cache(maxsize=65536)
def _is_form(word: str, name: str) -> bool:
    """Return whether a Ukrainian word is a form of a name, or an adjective that comes of it."""
    lower, stem = word.casefold(), name.removesuffix(_STEM).casefold()
    if not name.endswith(_STEM):
        stem = _UK_END.sub("", stem)
    longest = _UK_LONGEST if _UK_ADJECTIVE.search(lower) else _UK_LONG
    if len(lower) > len(stem) + longest or len(stem) < 3:
        return False
    if lower.startswith(stem):
        return True
    last = _UK_LAST.get(stem[-1], "")
    return lower.startswith(stem[:-1]) and lower[len(stem) - 1 : len(stem)] in tuple(last)


@cache
def _beginning(start: str) -> tuple[str, ...]:
    """Return the Ukrainian names that begin so."""
    return tuple(sorted(name for name in _all_names("uk") if name.casefold().startswith(start)))


@cache
def _all_names(language: str) -> frozenset[str]:
    """Return what known names are called, without those that are common words, too."""
    names = (name for called in _known(language).values() for name in called)
    common = read_words(f"{language}-also-words")
    return frozenset(
        name for name in names
        if len(name.strip(_STEM)) > 1 and name.strip(_STEM).casefold() not in common
    )  # fmt: skip


@cache
def _starts(language: str) -> _Known:
    """Return what names are called by the beginning of the English name."""
    found: dict[str, frozenset[str]] = {}
    for name, called in _known(language).items():
        start = start_of(name, "en")
        if " " not in name and len(start) >= _LEAST:
            found[start] = found.get(start, frozenset()) | called
    return found


@cache
def _known(language: str) -> _Known:
    """Return what countries, cities and other known names are called, by the English name."""
    from babel import Locale

    there, here = Locale.parse("en"), Locale.parse(language)
    found: dict[str, set[str]] = {}
    for code, name in here.territories.items():
        if len(code) == 2 and name.isalpha():
            found.setdefault(there.territories.get(code, ""), set()).add(name)
    for zone, about in here.time_zones.items():
        english = there.time_zones.get(zone, {}).get("city") or str(zone).rpartition("/")[2]
        if about.get("city", "").isalpha():
            found.setdefault(str(english).replace("_", " "), set()).add(about["city"])
    for english, called in exonyms(language).items():
        found.setdefault(english, set()).update(f"{name.strip()}{_STEM}" for name in called)
    return {name: frozenset(called) for name, called in found.items() if name}
