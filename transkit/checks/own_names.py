"""Names that are translated, not spelled by sound: countries, languages, cities, and what CLDR lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from transkit.checks.word_lists import read_table

__all__ = [
    "abbreviated",
    "cities",
    "english_cities",
    "exonyms",
    "is_country",
    "other_country",
    "own_name",
    "rendered_as",
    "seats",
    "stand_ins",
    "start_of",
]


@cache
def exonyms(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return names that have a name of their own in a language, beside those of CLDR."""
    return read_table(f"{language}-names") if language in _WORDS else {}


@lru_cache(maxsize=2048)
def own_name(name: str, language: str) -> tuple[str, ...]:
    """Return how a name is called in a language, where that is not a matter of sound; or nothing."""
    known = exonyms(language).get(name)
    if known is not None:
        return known
    there = _territories("en").get(name)
    here = _territories(language)
    if there is None or there not in here:
        return ()
    called = here[there]
    # Only the beginning: Ukrainian declines it, and makes an adjective of it.
    if language != "uk":
        return (called,)
    stem = start_of(max(called.split(), key=len), "uk")
    return (stem.capitalize(), stem)


@lru_cache(maxsize=4)
def _territories(language: str) -> dict[str, str]:
    """Return the names of countries: English name to code, of another language code to name."""
    from babel import Locale

    found = {code: name for code, name in Locale.parse(language).territories.items()
             if len(code) == 2 and code.isalpha()}  # fmt: skip
    return {name: code for code, name in found.items()} if language == "en" else found


_CAPITAL = re.compile(r"[A-Z][^\W\d_]{2,}")
_WORDS = {
    "uk": re.compile(r"[а-яіїєґА-ЯІЇЄҐ'’ʼ]{3,}|(?<!\w)[А-ЯІЇЄҐ]{2}(?!\w)"),
    "ko": re.compile(r"[가-힣]{2,}|[A-Z]{2,}"),
}
_KEY = 5
_START = 4
"""Letters that an English name and what comes of it have in common (Croatia, Croatian), and forms
of a Ukrainian one; more where so many are those of another country, too (Austria, Australia)."""


def rendered_as(word: str, language: str) -> frozenset[str]:
    """Return how words begin that render a word of an English name; nothing where none is known.

    Args:
        word: A country, a people, a language, a city, or what comes of one: ``Croatian``.
        language: Of the target; nothing is known of others than ``uk`` and ``ko``.

    Returns:
        Beginnings in small letters; of Ukrainian words, which are inflected, as many letters as
        tell one country from the others, and at least four.
    """
    if language not in _WORDS:
        return frozenset()
    known, lower = _renderings(language), word.casefold()
    ends = range(len(lower), min(_KEY, len(lower)) - 1, -1)
    return next((known[lower[:end]] for end in ends if lower[:end] in known), frozenset())


def other_country(name: str, word: str, language: str) -> bool:
    """Return whether a word of a target calls a country, and that is not the one of an English name.

    Args:
        name: Of a country, in English.
        word: As it stands in the target.
        language: Of the target.
    """
    called = tuple(one.casefold() for one in own_name(name, language))
    return is_country(word, language) and not word.casefold().startswith(called)


def is_country(word: str, language: str) -> bool:
    """Return whether a word of a target calls a country, or is an adjective of one."""
    is_known = start_of(word, language) in _countries(language)
    return is_known or word.casefold().startswith(_STATES.get(language, ()))


_STATES = {"uk": ("сша", "штат", "брит", "королівств", "коре"), "ko": ("한국", "남한", "북한")}
"""How countries begin that are several words in Ukrainian: США, Британія."""


@cache
def _countries(language: str) -> frozenset[str]:
    """Return the beginnings of countries whose names are single words in a language."""
    names = _territories(language).values()
    return frozenset(start_of(name, language) for name in names if name.isalpha())


@cache
def _renderings(language: str) -> dict[str, frozenset[str]]:
    """Return the beginnings by the beginning of the English name."""
    found: dict[str, set[str]] = defaultdict(set)
    for names, least in ((_cldr_names(language), _KEY), (_own_names(language), 0)):
        for there, here in names:
            starts = {start_of(match[0], language) for match in _WORDS[language].finditer(here)}
            for match in _CAPITAL.finditer(there):
                # What is in the lists is no word of many: Normandy, and not "normal".
                size = least or max(_KEY, len(match[0]) - 2)
                found[max(start_of(match[0], "en"), match[0].casefold()[:size], key=len)] |= starts
    return {key: frozenset(starts) for key, starts in found.items()}


@cache
def seats() -> Mapping[str, frozenset[str]]:
    """Return what may stand for a capital in the news, its state, and for a state, its capital."""
    found: dict[str, set[str]] = defaultdict(set)
    for capital, states in read_table("en-capitals").items():
        for state in states:
            found[capital].add(state)
            found[state].add(capital)
    return {name: frozenset(others) for name, others in found.items()}


@lru_cache(maxsize=2048)
def stand_ins(name: str, source: str, language: str) -> frozenset[str]:
    """Return how words begin that call what stands for a name: the state for its capital, and back.

    Nothing where the source speaks of both: "Beijing, the capital of China".

    Args:
        name: As it is in the source.
        source: All of it.
        language: Of the target.
    """
    words = [*_CAPITAL.findall(source), *abbreviated(source)]
    there = {start for word in words if word not in name for start in rendered_as(word, language)}
    found: set[str] = set()
    for other in seats().get(name, ()):
        called = _called(other, language)
        if other not in source and there.isdisjoint(called):
            found |= called
    return frozenset(found)


@cache
def _called(name: str, language: str) -> frozenset[str]:
    """Return how words begin that call a country or a city."""
    own = " ".join(own_name(name, language))
    starts = {start_of(match.group(), language) for match in _WORDS[language].finditer(own)}
    return frozenset(starts) if starts or " " in name else rendered_as(name, language)


def start_of(word: str, language: str) -> str:
    """Return the beginning of a word that its other forms and what comes of it have, too."""
    if language not in ("en", "uk"):
        return word
    lower, longer = word.casefold(), _longer_starts(language)
    least = _KEY if language == "en" else _START
    ends = range(len(lower), least, -1)
    return next((lower[:end] for end in ends if lower[:end] in longer), lower[:least])


@cache
def _longer_starts(language: str) -> frozenset[str]:
    """Return the beginnings of countries that another country has the first letters of."""
    least = _KEY if language == "en" else _START
    alike: dict[str, set[str]] = defaultdict(set)
    for there, here in _single_names("uk"):
        name = (there if language == "en" else here).casefold()
        alike[name[:least]].add(name)
    return frozenset(
        name[: max(_shared(name, other) for other in group - {name}) + 1]
        for group in alike.values()
        if len(group) > 1
        for name in group
    )


def _shared(one: str, other: str) -> int:
    """Return how many letters two words have in common from the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, its) in pairs if mine != its), min(len(one), len(other)))


@cache
def _single_names(language: str) -> tuple[tuple[str, str], ...]:
    """Return the countries that are a single word in English and in another language."""
    here = _territories(language)
    pairs = ((there, here.get(code, "")) for there, code in _territories("en").items())
    return tuple(pair for pair in pairs if all(name.isalpha() for name in pair))


def _own_names(language: str) -> Iterator[tuple[str, str]]:
    for name, called in exonyms(language).items():
        yield name, " ".join(called)


def _cldr_names(language: str) -> Iterator[tuple[str, str]]:
    """Yield names of countries, languages and cities in English and in another language."""
    from babel import Locale

    there, here = Locale.parse("en"), Locale.parse(language)
    for code, name in here.territories.items():
        yield there.territories.get(code, ""), name
    for code, name in here.languages.items():
        yield there.languages.get(code, "").title(), name
    for zone, about in here.time_zones.items():
        known = there.time_zones.get(zone, {}).get("city")
        yield known or zone.rpartition("/")[2].replace("_", " "), about.get("city", "")


@cache
def cities(language: str) -> frozenset[str]:
    """Return the cities that CLDR knows, as a language calls them: single words of three letters."""
    from babel import Locale

    zones = Locale.parse(language).time_zones.values()
    names = {about.get("city", "") for about in zones}
    return frozenset(name for name in names if len(name) > 2 and name.isalpha())


@cache
def english_cities() -> frozenset[str]:
    """Return the cities that CLDR knows, as English calls them: single words."""
    from babel import Locale

    known = Locale.parse("en").time_zones
    names = {about.get("city", "") for about in known.values()}
    names |= {str(zone).rpartition("/")[2] for zone in Locale.parse("de").time_zones}
    return frozenset(name for name in names if name.isalpha())


def abbreviated(text: str) -> list[str]:
    """Return what the abbreviations of a text stand for."""
    found = [match.group() for match in re.finditer(r"\b[A-Z](?:\.?[A-Z])*\b", text)]
    return [
        word for short in found for word in read_table("en-short").get(short.replace(".", ""), ())
    ]
