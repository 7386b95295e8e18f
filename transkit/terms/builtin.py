"""Terms that nobody has to write down: names of countries, languages and currencies, and presets.

The names are those of CLDR, through Babel. They rank below every glossary: a draft that spells a
country otherwise is mended, and nothing is said where one is missing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from transkit.terms.glossary import Entry, Term, terms_of

__all__ = ["PRESETS", "cldr_terms", "preset_terms"]

_ALSO = {
    "TR": ("Turkey",), "CZ": ("Czech Republic",), "CI": ("Ivory Coast",), "SZ": ("Swaziland",),
    "CV": ("Cape Verde",), "TL": ("East Timor",), "US": ("United States of America",),
    "KR": ("Republic of Korea",), "PS": ("Palestine",), "CD": ("Democratic Republic of the Congo",),
}  # fmt: skip
"""English names beside those of CLDR."""
_AMBIGUOUS = frozenset({"Chad", "Georgia", "Guernsey", "Jersey", "Jordan"})
"""Names that as often are no country's: a person, a state, a shirt."""
_TWO_NAMES = frozenset({"AQ"})
"""Regions that some languages call by two names, each right somewhere."""


@lru_cache(maxsize=8)
def cldr_terms(source: str, target: str) -> tuple[Term, ...]:
    """Return the names of countries, languages and currencies that CLDR has in both languages.

    Args:
        source: BCP 47 tag.
        target: BCP 47 tag.
    """
    from babel import Locale, UnknownLocaleError

    try:
        ours = Locale.parse(source, sep="-")
        theirs = Locale.parse(target, sep="-")
    except (UnknownLocaleError, ValueError):
        return ()
    found: list[Term] = []
    for code, name in ours.territories.items():
        if len(code) == 2 and code not in _TWO_NAMES and (called := theirs.territories.get(code)):
            names = (*_names(name), *(_ALSO.get(code, ()) if source.startswith("en") else ()))
            found += [
                _term(one, called, alike=True) for one in names if one not in _AMBIGUOUS
            ]  # fmt: skip
    for code, name in ours.languages.items():
        if len(code) == 2 and (called := theirs.languages.get(code)):
            found.append(_term(name, called, alike=False))
    for code, name in ours.currencies.items():
        if called := theirs.currencies.get(code):
            found.append(_term(name, called, alike=False))
    unique = {term.source: term for term in reversed(found) if len(term.source) > 2}
    return tuple(reversed(unique.values()))


def _term(source: str, target: str, *, alike: bool) -> Term:
    return Term(
        source=source,
        target=re.sub(r"\s*\([^)]*\)", "", target).strip() or target,
        case_sensitive=True,
        built_in=True,
        by_sound=alike,
    )


def _names(name: str) -> tuple[str, ...]:
    """Return the names in one of CLDR: ``Myanmar (Burma)`` has two, ``Congo - Kinshasa`` none."""
    if " - " in name or " SAR " in name:
        return ()
    match = re.fullmatch(r"(.+?) \(([^)]+)\)", name)
    return (match[1], match[2]) if match else (name,)


def preset_terms(name: str, source: str, target: str) -> list[Term]:
    """Return the terms of a preset for a pair of languages; none where it has none.

    Args:
        name: One of `PRESETS`.
        source: BCP 47 tag.
        target: BCP 47 tag.
    """
    return [replace(term, is_preset=True) for term in terms_of(PRESETS[name], source, target)]


def _koreas(south: str, north: str, *, others: tuple[str, ...]) -> tuple[Entry, ...]:
    """Return how both Koreas are called in Korean."""
    wrong = tuple(name for name in others if name not in (south, north))
    southern = tuple(name for name in wrong if name not in ("북한", "북조선"))
    northern = tuple(name for name in wrong if name in ("북한", "북조선"))
    return tuple(
        Entry(source=name, targets={"ko": (called,)}, forbidden={"ko": bad}, language="en")
        for called, bad, names in (
            (south, southern, ("South Korea", "Republic of Korea")),
            (north, northern, ("North Korea", "DPRK", "Democratic People's Republic of Korea")),
        )
        for name in names
    )


_PLACES = (
    # English, older English | Ukrainian | Korean | older Korean
    ("Kyiv,Kiev", "Київ", "키이우", "키예프,끼예프"),
    ("Kharkiv,Kharkov", "Харків", "하르키우", "하리코프,하르코프,하르키프"),
    ("Lviv,Lvov", "Львів", "르비우", "리보프,르보프,리비우"),
    ("Odesa,Odessa", "Одеса", "오데사", "오뎃사"),
    ("Dnipro,Dnepropetrovsk", "Дніпро", "드니프로", "드네프로페트로프스크"),
    ("Dnieper", "Дніпро", "드니프로강", "드네프르강,드니에프르강"),
    ("Zaporizhzhia,Zaporozhye,Zaporizhia", "Запоріжжя", "자포리자", "자포로제,자포리지아"),
    ("Mykolaiv,Nikolaev", "Миколаїв", "미콜라이우", "니콜라예프"),
    ("Chernihiv,Chernigov", "Чернігів", "체르니히우", "체르니고프,체르니히프"),
    ("Luhansk,Lugansk", "Луганськ", "루한스크", "루간스크"),
    ("Chornobyl,Chernobyl", "Чорнобиль", "초르노빌", "체르노빌"),
    ("Rivne,Rovno", "Рівне", "리우네", "로브노"),
    ("Ternopil,Ternopol", "Тернопіль", "테르노필", "테르노폴"),
    ("Vinnytsia,Vinnitsa", "Вінниця", "빈니차", "빈니짜"),
    ("Zhytomyr,Zhitomir", "Житомир", "지토미르", ""),
    ("Ivano-Frankivsk", "Івано-Франківськ", "이바노프란키우스크", "이바노프란코프스크"),
    ("Kryvyi Rih,Krivoy Rog", "Кривий Ріг", "크리비리흐", "크리보이로크"),
    ("Sloviansk,Slavyansk", "Слов’янськ", "슬로우얀스크", "슬라뱐스크"),
    ("Donetsk", "Донецьк", "도네츠크", ""),
    ("Donbas,Donbass", "Донбас", "돈바스", ""),
    ("Kherson", "Херсон", "헤르손", ""),
    ("Mariupol", "Маріуполь", "마리우폴", ""),
    ("Poltava", "Полтава", "폴타바", ""),
    ("Crimea", "Крим", "크림반도", "크리미아"),
)

PRESETS: dict[str, tuple[Entry, ...]] = {
    "koreas": _koreas("한국", "북한", others=("남조선", "북조선")),
    "koreas-geographic": _koreas("남한", "북한", others=("남조선", "북조선", "한국")),
    "koreas-official": _koreas(
        "대한민국", "조선민주주의인민공화국", others=("남조선", "북조선", "북한")
    ),
    "ukrainian-places": tuple(
        Entry(
            source=name,
            targets={"uk": (ukrainian,), "ko": (korean,)},
            forbidden={"ko": tuple(filter(None, older.split(",")))},
            language="en",
        )
        for names, ukrainian, korean, older in _PLACES
        for name in names.split(",")
    ),
}
"""Glossaries that a project asks for by name: ``[terms] presets`` in ``transkit.toml``."""
