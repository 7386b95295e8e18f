"""Planting errors that only show beside other rows, a glossary, or another source."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from benchmarks.planted import Kind, Planted, Rows, pick, put, skeleton, with_them
from benchmarks.planting_rules import COUNTRIES, dictionary

__all__ = ["ARTICLES"]

_OTHERS = 9
"""Rows beside the one with the error: enough for an article to have habits of its own."""


def _sampled(rows: Rows, source: random.Random) -> Rows:
    return source.sample(list(rows), len(rows))


def _in_two_ways(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Put the same source twice, the second time with a word less in its target."""
    del language
    planted: list[Planted] = []
    for there, here in _sampled(rows, source):
        match = pick(r"(?<= )[^\W\d_]{2,} ", here, source)
        if match is not None and len(planted) < count:
            again = put(here, match, "")
            planted.append(
                Planted(what=f"without {match.group()!r}", before=[(there, here), (there, here)],
                        after=[(there, here), (there, again)])
            )  # fmt: skip
    return planted


def _for_two(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Put the target of the row before."""
    del language
    sampled = _sampled(rows, source)
    return [
        Planted(
            what=f"{two[1][:20]} → {one[1][:20]}", before=[one, two], after=[one, (two[0], one[1])]
        )
        for one, two in pairwise(sampled)
    ][:count]


def _of_another(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Put the target of another row, the one of a similar length."""
    del language
    by_length = sorted(rows, key=lambda row: len(row[1]))
    cases = [
        Planted(what=f"another's: {other[1][:30]}", before=[row], after=[(row[0], other[1])])
        for row, other in zip(by_length, by_length[7:], strict=False)
    ]
    return source.sample(cases, min(count, len(cases)))


def _random_words(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Put words of other targets, as many as there are."""
    del language
    words = [word for _, here in rows for word in here.split()]
    return [
        Planted(what="random words", before=[(there, here)],
                after=[(there, " ".join(source.choice(words) for _ in here.split()))])
        for there, here in _sampled(rows, source)[:count]
    ]  # fmt: skip


def _off_length(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Leave out two thirds of a target, or put two others behind it, in an article of ten rows."""
    del language
    planted: list[Planted] = []
    for there, here in _sampled(rows, source)[:count]:
        others = [row for row in source.sample(list(rows), min(len(rows), _OTHERS + 1))
                  if row[1] != here][:_OTHERS]  # fmt: skip
        words = here.split(" ")
        if len(words) < 6 or len(others) < 2:
            continue
        short = " ".join([*words[: len(words) // 3], words[-1]])
        after = short if source.random() < 0.5 else " ".join([here, others[0][1], others[1][1]])
        planted.append(
            Planted(what=f"{len(here)} → {len(after)} letters", before=[*others, (there, here)],
                    after=[*others, (there, after)])
        )  # fmt: skip
    return planted


def _lines_joined(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Make a paragraph of two lines, and join them in the target."""
    del language
    sampled = _sampled(rows, source)
    return [
        Planted(what="line break lost", before=[(f"{one[0]}\n{two[0]}", f"{one[1]}\n{two[1]}")],
                after=[(f"{one[0]}\n{two[0]}", f"{one[1]} {two[1]}")])
        for one, two in pairwise(sampled)
    ][:count]  # fmt: skip


def _beside(
    rows: Rows, source: random.Random, count: int, *signs: tuple[str, str]
) -> Iterator[tuple[Rows, tuple[str, str]]]:
    """Yield articles of rows with a sign: five others, and one that has it, too.

    Args:
        rows: What people wrote.
        source: Of randomness.
        count: Articles wanted.
        signs: What is searched in targets, and what is put for it in all rows before.
    """
    good: list[tuple[str, str]] = []
    for there, here in rows:
        for pattern, new in signs:
            here = re.sub(pattern, new, here)
        if any(re.sub(r"\\g<\d>", "", new) in here for _, new in signs):
            good.append((there, here))
    if len(good) < 6:
        return
    for row in source.sample(good, min(count, len(good))):
        yield source.sample([other for other in good if other[1] != row[1]], 5), row


def _other_apostrophe(
    rows: Rows, language: str, source: random.Random, count: int
) -> list[Planted]:
    """Put another apostrophe than the rest of the article has."""
    if language != "uk":
        return []
    planted: list[Planted] = []
    sign = (r"(?<=[а-яіїєґ])['’ʼ](?=[яюєї])", "'")
    for others, (there, here) in _beside(rows, source, count, sign):
        match = pick(r"(?<=[а-яіїєґ])'(?=[яюєї])", here, source)
        if match is not None:
            after = put(here, match, source.choice("’ʼ"))
            planted.append(
                Planted(what="another apostrophe", before=[*others, (there, here)],
                        after=[*others, (there, after)])
            )  # fmt: skip
    return planted


def _straight_quotes(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Put straight quotation marks in an article that has none."""
    planted: list[Planted] = []
    marks = "«{}»" if language == "uk" else "“{}”"
    good = [(there, re.sub(r'"([^"]+)"', marks.format(r"\1"), here)) for there, here in rows
            if here.count('"') % 2 == 0 and not re.search("[«»“”]", here)]  # fmt: skip
    good = [row for row in good if marks[0] in row[1]]
    for row in source.sample(good, min(count, len(good))):
        others = [other for other in source.sample(good, min(len(good), 4)) if other != row]
        after = re.sub(r"[«»“”]", '"', row[1])
        planted.append(
            Planted(what="straight quotation marks", before=[*others, row],
                    after=[*others, (row[0], after)])
        )  # fmt: skip
    return planted


def _only_straight(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Put straight quotation marks in an article of one row."""
    cases = _straight_quotes(rows, language, source, count) if language == "uk" else ()
    return [
        Planted(what="no guillemets", before=case.before[-1:], after=case.after[-1:])
        for case in cases
    ]


def _breaking_space(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Put an ordinary space before a unit in an article that has non-breaking ones."""
    if language != "uk":
        return []
    planted: list[Planted] = []
    sign = (r"(?<=\d) (?=(?:км|кг|мм|см|м|г|млн|млрд|тис|°|%)(?!\w))|(?<=№) ?(?=\d)", "\u00a0")
    for others, (there, here) in _beside(rows, source, count, sign):
        match = pick("(?<=\\d)\u00a0|(?<=№)\u00a0", here, source)
        if match is not None:
            planted.append(
                Planted(what="ordinary space", before=[*others, (there, here)],
                        after=[*others, (there, put(here, match, " "))])
            )  # fmt: skip
    return planted


_KOREAN_VOWELS = ((4, 8), (8, 4), (1, 5), (5, 1), (18, 13), (13, 18), (0, 4), (20, 19))
"""Medial vowels (Unicode §3.12) that two spellings of a name differ in: ㅓ and ㅗ, ㅐ and ㅔ …"""


def _misspelt(word: str, language: str, source: random.Random) -> str | None:
    """Return another spelling of a name."""
    if language == "uk":
        other = {"и": "і", "і": "и", "е": "є", "г": "ґ", "о": "а", "а": "е", "у": "ю", "в": "у"}
        match = pick(r"(?<=.)[иіегоаув](?=..)", word[:-1], source)
        return None if match is None else put(word, match, other[match.group()])
    places = []
    for at, syllable in enumerate(word):
        index = ord(syllable) - ord("가")
        for old, new in _KOREAN_VOWELS:
            if index // 28 % 21 == old:
                changed = chr(ord(syllable) + (new - old) * 28)
                places.append(f"{word[:at]}{changed}{word[at + 1 :]}")
    return source.choice(places) if places else None


def _name_in_two_ways(
    rows: Rows, language: str, source: random.Random, count: int
) -> list[Planted]:
    """Spell a name otherwise in the second of two rows that have it."""
    found = _spelt(rows, language)
    able = [(name, items) for name, items in found.items() if len(items) > 1]
    planted: list[Planted] = []
    for name, items in source.sample(able * 4, len(able) * 4):
        (one, _), (two, spelling) = source.sample(items, 2)
        other = _misspelt(spelling, language, source)
        if other is None or len(planted) >= count:
            continue
        after = [one, (two[0], two[1].replace(spelling, other))]
        case = Planted(what=f"{name}: {spelling} → {other}", before=[one, two], after=after)
        if all(case.after[-1] != known.after[-1] for known in planted):
            planted.append(case)
    return planted


def _spelt(rows: Rows, language: str) -> dict[str, list[tuple[tuple[str, str], str]]]:
    """Return the rows that have a name, and how it is spelt there without its ending."""
    found: defaultdict[str, list[tuple[tuple[str, str], str]]] = defaultdict(list)
    small = {word for there, _ in rows for word in re.findall(r"\b[a-z]{4,}", there)}
    pattern = r"(?<=[а-яіїє,] )[А-ЯІЇЄҐ][а-яіїєґ]{3,}" if language == "uk" else r"[가-힣]{2,}"
    for row in rows:
        words = re.findall(pattern, row[1])
        for name in dict.fromkeys(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{4,}", row[0])):
            sound = skeleton(name)
            mine = [
                word for word in words if len(sound) > 2 and skeleton(word)[: len(sound)] == sound
            ]
            if len(mine) == 1 and name.lower() not in small:
                found[name].append((row, _bare(mine[0], language)))
    return {name: items for name, items in found.items()
            if len({bare[:3] for _, bare in items}) == 1}  # fmt: skip


def _bare(word: str, language: str) -> str:
    """Return a name without what is behind it: an ending, a particle."""
    if language == "uk":
        return re.sub(r"(?:ою|ею|єю|ом|ем|ові|[аеиіоуюяїй])$", "", word)
    return (
        re.sub(
            r"(?:에서는|에서의|에서|로부터|까지|에게|으로|의|은|는|이|가|을|를|과|와|로|에|도)$",
            "",
            word,
        )
        or word
    )


def _koreas_swapped(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Write of North Korea where a person wrote of another country, and call it 한국."""
    if language != "ko":
        return []
    planted: list[Planted] = []
    for there, here in _sampled(rows, source):
        for name, (_, called) in COUNTRIES.items():
            if name in there and called in here and len(planted) < count:
                north = source.random() < 0.5
                english, right, wrong = (("North Korea", "북한", "한국") if north
                                         else ("South Korea", "한국", "북한"))  # fmt: skip
                text = there.replace(name, english)
                before = [(text, here.replace(called, right))]
                after = [(text, here.replace(called, wrong))]
                planted.append(Planted(what=f"{right} → {wrong}", before=before, after=after))
                break
    return planted


_TERMS = {
    "government": ("уряд", "정부"),
    "city": ("місто", "도시"),
    "country": ("країна", "국가"),
    "president": ("президент", "대통령"),
    "war": ("війна", "전쟁"),
    "water": ("вода", "물"),
    "island": ("острів", "섬"),
    "team": ("команда", "팀"),
    "river": ("річка", "강"),
    "university": ("університет", "대학"),
    "hospital": ("лікарня", "병원"),
    "police": ("поліція", "경찰"),
    "minister": ("міністр", "장관"),
    "language": ("мова", "언어"),
    "temple": ("храм", "사원"),
    "church": ("церква", "교회"),
    "law": ("закон", "법"),
    "train": ("потяг", "기차"),
    "animal": ("тварина", "동물"),
    "doctor": ("лікар", "의사"),
    "virus": ("вірус", "바이러스"),
    "film": ("фільм", "영화"),
    "book": ("книга", "책"),
    "museum": ("музей", "박물관"),
    "road": ("дорога", "도로"),
    "mountain": ("гора", "산"),
    "king": ("король", "왕"),
    "student": ("студент", "학생"),
    "company": ("компанія", "회사"),
    "scientist": ("учений", "과학자"),
    "earthquake": ("землетрус", "지진"),
    "airport": ("аеропорт", "공항"),
    "world": ("світ", "세계"),
    "year": ("рік", "년"),
    "people": ("люди", "사람"),
    "game": ("гра", "게임"),
    "area": ("територія", "지역"),
}
_PARTICLE = r"(?:에서|에게|으로|까지|부터|들[이은을의]?|의|은|는|이|가|을|를|과|와|로|에|도)?"


def _wrong_term(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Put another noun, in the same form, for one that the glossary wants."""
    planted: list[Planted] = []
    for there, here in _sampled(rows, source):
        for term, both in source.sample(list(_TERMS.items()), len(_TERMS)):
            wanted = both[language == "ko"]
            if len(re.findall(rf"\b{term}s?\b", there, re.IGNORECASE)) != 1:
                continue
            swap = _swap_uk if language == "uk" else _swap_ko
            after = swap(here, wanted, source)
            if after is not None and len(planted) < count:
                planted.append(
                    Planted(what=f"{term}: not {wanted}", before=[(there, here)],
                            after=[(there, after)], terms=[(term, wanted)])
                )  # fmt: skip
                break
    return planted


def _swap_uk(here: str, wanted: str, source: random.Random) -> str | None:
    """Return a target with another noun for the only form of a Ukrainian one."""
    places: list[tuple[re.Match[str], Any]] = []
    for match in re.finditer(r"\b[а-яіїєґ'’]{2,}\b", here):
        readings = [parse for parse in dictionary().parse(match.group())
                    if parse.normal_form == wanted and "NOUN" in parse.tag]  # fmt: skip
        places += [(match, readings[0])] if readings else []
    if len(places) != 1:
        return None
    match, parse = places[0]
    other = source.choice([uk for uk, _ in _TERMS.values() if uk not in (wanted, "люди", "учений")])
    wish = {value for value in (parse.tag.case, parse.tag.number) if value}
    form = dictionary().parse(other)[0].inflect(wish)
    return None if form is None else put(here, match, form.word)


def _swap_ko(here: str, wanted: str, source: random.Random) -> str | None:
    """Return a target with another noun for the only place of a Korean one."""
    found = list(re.finditer(rf"(?<![가-힣]){wanted}(?={_PARTICLE}(?![가-힣]))", here))
    if len(found) != 1 or here.count(wanted) != 1:
        return None
    others: Sequence[str] = [
        ko for _, ko in _TERMS.values() if ko not in (wanted, "년") and ko not in here
    ]
    return put(here, found[0], source.choice(others))


ARTICLES: dict[str, Kind] = {
    "one source, two targets": with_them(_in_two_ways, "inconsistent"),
    "two sources, one target": with_them(_for_two, "inconsistent"),
    "target of another source": with_them(_of_another, "unrelated"),
    "random words": with_them(_random_words, "unrelated"),
    "target too short or long": with_them(_off_length, "length sentences"),
    "line break lost": with_them(_lines_joined, "spaces"),
    "another apostrophe": with_them(_other_apostrophe, "apostrophe"),
    "straight quotation marks": with_them(_straight_quotes, "ukrainian-quotes korean-signs"),
    "only straight marks": with_them(_only_straight, "ukrainian-quotes"),
    "ordinary space": with_them(_breaking_space, "non-breaking"),
    "name in two spellings": with_them(_name_in_two_ways, "renderings"),
    "the other Korea": with_them(_koreas_swapped, "koreas"),
    "not the glossary's term": with_them(_wrong_term, "terms"),
}
"""Kinds of errors, as they are called in the docs."""
