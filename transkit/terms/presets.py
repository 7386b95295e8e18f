"""Glossaries that a project asks for by name: ``[terms] presets`` in ``transkit.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from transkit.terms.glossary import Entry, Spared, Term, terms_of
from transkit.terms.places import OBLASTS, PLACES

__all__ = ["PRESETS", "preset_terms"]

_SOUTH, _NORTH = "South Korea", "North Korea"
_SURNAMES = frozenset({"Lyman"})
"""Places that people abroad are called by: what sounds like them may be a person."""
_INSTITUTIONS = tuple(
    """
    한국전쟁 한국은행 한국전력 한국방송 한국거래소 한국개발연구원 한국산업은행 한국수력원자력
    한국가스공사 한국석유공사 한국토지주택공사 한국철도공사 한국과학기술 한국외국어대 한국일보
    한국경제신문 한국인 한국어 한국계 한국학 한국사 한국식 한국형 한국타이어 한국항공
    한국무역협회 한국기자협회 대한민국임시정부 대한민국역사박물관 북한산 북한강 남한산성
    남한강 조선중앙통신 조선중앙텔레비전 조선로동당 조선노동당 조선인민군 조선일보 조선신보
    조선업 조선소 조선왕조 조선시대 조선어 조선족
    """.split()
)
"""Names that hold one of a country, and keep it whatever the country is called."""


def preset_terms(name: str, source: str, target: str) -> list[Term]:
    """Return the terms of a preset for a pair of languages; none where it has none.

    Args:
        name: One of `PRESETS`.
        source: BCP 47 tag.
        target: BCP 47 tag.
    """
    spared = _SPARED.get(name, {})
    return [
        replace(
            term,
            is_preset=True,
            by_sound=term.source not in _SURNAMES,
            spared=spared.get(term.source, ()),
            untouched=_INSTITUTIONS if spared else (),
        )
        for term in terms_of(PRESETS[name], source, target)
    ]


def _koreas(south: str, north: str, *, southern: str, northern: str) -> tuple[Entry, ...]:
    """Return how both Koreas are called in Korean.

    Args:
        south: What the South is to be called.
        north: What the North is.
        southern: Other names of the South, which are replaced.
        northern: Those of the North.
    """
    return tuple(
        Entry(
            source=name,
            targets={"ko": (called, *also)},
            forbidden={"ko": tuple(one for one in wrong.split() if one not in (called, *also))},
            language="en",
        )
        for called, wrong, names in (
            (south, southern, ((_SOUTH, ()), ("Republic of Korea", ("대한민국",)))),
            (
                north,
                northern,
                (
                    (_NORTH, ()),
                    ("DPRK", ("조선민주주의인민공화국",)),
                    ("Democratic People's Republic of Korea", ("조선민주주의인민공화국",)),
                ),
            ),
        )
        for name, also in names
    )


def _spared(south: Iterable[str], north: Iterable[str]) -> dict[str, tuple[Spared, ...]]:
    """Return what is left of other names, by the source of terms.

    Both together are 남북, whatever each is called. In quotation marks people say what they say.

    Args:
        south: What the South may be called beside the North.
        north: What the North may be called in quotation marks.
    """
    both = Spared("남북", "always")
    quoted = [Spared(name, "quoted") for name in ("남조선", "남한", "한국", "대한민국")]
    ours = (both, *(Spared(name, "beside") for name in south), *quoted)
    theirs = (both, *(Spared(name, "quoted") for name in ("북조선", "북한", "조선", *north)))
    return {
        **dict.fromkeys((_SOUTH, "Republic of Korea"), ours),
        **dict.fromkeys((_NORTH, "DPRK", "Democratic People's Republic of Korea"), theirs),
    }


PRESETS: dict[str, tuple[Entry, ...]] = {
    "koreas": _koreas("한국", "북한", southern="남조선 남한 대한민국", northern="북조선"),
    "koreas-geographic": _koreas(
        "남한", "북한", southern="남조선 한국 대한민국", northern="북조선"
    ),
    "koreas-official": _koreas(
        "대한민국", "조선민주주의인민공화국", southern="남조선 남한 한국", northern="북조선 북한"
    ),
    "ukrainian-places": (
        *(
            Entry(
                source=name,
                targets={
                    "uk": tuple(ukrainian.split("|")),
                    **({"ko": (korean,)} if korean else {}),
                },
                forbidden={
                    "uk": tuple(filter(None, wrong.split(","))),
                    "ko": tuple(filter(None, older.split(","))) if korean else (),
                },
                case_sensitive=False if " nuclear " in name else None,
                language="en",
            )
            for names, ukrainian, wrong, korean, older in PLACES
            for name in names.split(",")
        ),
        *(
            Entry(
                source=f"{name} {word}",
                targets={"uk": tuple(ukrainian.split("|"))},
                case_sensitive=False,
                language="en",
            )
            for name, ukrainian in OBLASTS
            for word in ("oblast",)
        ),
    ),
}
_SPARED = {
    "koreas": _spared(("남한",), ("조선민주주의인민공화국",)),
    "koreas-geographic": _spared((), ("조선민주주의인민공화국",)),
    "koreas-official": _spared((), ()),
}
"""By preset and source of its terms: what is right as well, somewhere."""
