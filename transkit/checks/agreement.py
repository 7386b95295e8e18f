"""Ukrainian numerals and their nouns: 1 рік, 2–4 роки, 5 років (Український правопис 2019, § 106).

A few dozen nouns that are often counted are known without a dictionary; with it (the extra
``ukrainian``), any noun that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from transkit.checks.base import Pair, Remark, check, warning
from transkit.text.dictionaries import ukrainian_dictionary

__all__ = ["agreement"]

_ONE = (
    r"(?:рік|день|місяць|тиждень|долар|відсоток|чоловік|раз|метр|кілометр|мільйон|мільярд|будинок)"
)
_FEW = (r"(?:роки|дні|місяці|тижні|долари|відсотки|рази|метри|кілометри|мільйони|мільярди|тисячі|"
        r"години|хвилини|секунди|гривні|людини|дитини|люди|діти)")  # fmt: skip
_MANY = (r"(?:років|днів|місяців|тижнів|доларів|відсотків|разів|метрів|кілометрів|мільйонів|"
         r"мільярдів|тисяч|годин|хвилин|секунд|гривень|людей|дітей|євро)")  # fmt: skip
_ENDING_IN_ONE = r"(?<![\d.,:-])(?:\d*[02-9])?1[\s\u00a0]"
_ENDING_IN_FEW = r"(?<![\d.,:-])(?:\d*[02-9])?[2-4][\s\u00a0]"
_ENDING_IN_MANY = r"(?<![\d.,:-])(?:\d*1\d|\d*[05-9])[\s\u00a0]"
_AGREEMENT = (
    (re.compile(rf"{_ENDING_IN_MANY}(?:{_ONE}|{_FEW})\b(?!\s*тому)"), "5 років, 5 тисяч"),
    (re.compile(rf"{_ENDING_IN_FEW}(?:{_ONE})\b"), "2 роки, 2 дні"),
    (
        re.compile(rf"{_ENDING_IN_ONE}(?:{_FEW.replace('людини|дитини|', '')}|{_MANY})\b(?<!євро)"),
        "1 рік, 21 день",
    ),
)
_FINE_BEFORE = re.compile(r"\d[\d.,]*\s*(?:-|–|—|до|або|чи|і|та)\s*$|[/.,]\d*$|№\s*$|\d\s$")
_IN_RANGE = re.compile(r"\d\s*(?:-|–|—|до|або|чи|і|та)\s*$")
_NO_COUNT = re.compile(
    r"(?:чоловік|раз|століття|тисячоліття)$|^\d{4}\s(?:рік|роки|років)|^(?:1\d|2[0-4]|\d)\s(?:години|день|тиждень|місяць)"
)
"""Forms without a count: years, hours, "на 5 день", centuries, and what has two plurals."""

_NUMERALS = {
    "два": 2, "дві": 2, "три": 3, "чотири": 4, "п'ять": 5, "шість": 6, "сім": 7, "вісім": 8,
    "дев'ять": 9, "десять": 10, "одинадцять": 11, "дванадцять": 12, "тринадцять": 13,
    "чотирнадцять": 14, "п'ятнадцять": 15, "шістнадцять": 16, "сімнадцять": 17, "вісімнадцять": 18,
    "дев'ятнадцять": 19, "двадцять": 20, "тридцять": 30, "сорок": 40, "п'ятдесят": 50,
    "шістдесят": 60, "сімдесят": 70, "вісімдесят": 80, "дев'яносто": 90, "сто": 100, "двісті": 200,
    "триста": 300, "чотириста": 400, "п'ятсот": 500, "шістсот": 600, "сімсот": 700,
    "вісімсот": 800, "дев'ятсот": 900,
}  # fmt: skip
"""Numerals in the nominative, which stand for the accusative, too, and for no other case."""
_WRITTEN = "|".join(_NUMERALS).replace("'", "['’ʼ]")
_COUNTED = re.compile(
    rf"(?<![\w.,:/№-])(?P<number>\d{{1,3}}(?:[ \u00a0]\d{{3}})*|{_WRITTEN})[\s\u00a0]"
    r"(?P<noun>[а-яіїєґ'’ʼ]{3,})(?![\w-])",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:['’ʼ][^\W\d_]+)*)[\s\u00a0]+$")
_NO_GENITIVE = frozenset("через за на про".split())
"""Prepositions behind which 2–4 and a genitive never stand: "через 3 роки"."""
_WITH_GENITIVE = frozenset(
    "до з із зі від після біля для без у в наприкінці протягом упродовж впродовж".split()
)
"""Those behind which a number may be an ordinal: "до 5 групи"."""
_WITH_LOCATIVE = frozenset("у в на о об по при".split())
_NAMES = ("Surn", "Name", "Patr")
"""What a word with a small letter is not."""
_OBLIQUE = frozenset(("datv", "ablt", "loct"))


@check("agreement", targets="uk")
def agreement(pair: Pair) -> Iterator[Remark]:
    """Numerals and their nouns: 1 рік, 2–4 роки, 5 років, 11 років, 21 рік.

    Example: ``5 будинки``, ``2 рік``, ``три книга``. Only forms that no case of the numeral allows:
    ``2 років`` may be a genitive (``понад 2 років``) and is left alone, ``через 2 років`` is not.
    Nouns beside some that are often counted are known where the dictionary is installed
    (``pip install 'transkit[ukrainian]'``).

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 78 of 83 planted found; 87
    alarms right, 0 wrong (100 %).
    """
    target = pair.target.prose
    told: set[int] = set()
    for pattern, example in _AGREEMENT:
        for match in pattern.finditer(target):
            if _FINE_BEFORE.search(target[: match.start()]) or _NO_COUNT.search(match.group()):
                continue
            told.add(match.end())
            yield warning(f"“{match.group()}” does not agree: {example}", *match.span())
    if ukrainian_dictionary() is None:
        return
    for match in _COUNTED.finditer(target):
        if match.end() in told or _NO_COUNT.search(match.group()):
            continue
        right = _right_form(match)
        if right is not None:
            shown = f"{match.group('number')} {right}"
            yield warning(f"“{match.group()}” does not agree: {shown}", *match.span())


class _Counted(NamedTuple):
    """A noun behind a numeral."""

    number: int
    nouns: Sequence[Any]
    """What it may be, by the dictionary."""
    forms: frozenset[tuple[str, str]]
    """Case and number of each."""
    before: str
    """The word before the numeral."""
    is_written: bool
    """Whether the numeral is a word: then it is no ordinal, and in the nominative."""
    in_range: bool
    """Whether it is the end of a range: 2–5."""

    def reading(self, *wanted: tuple[str, str]) -> Any:
        """Return the first reading that is one of some forms; ``None`` without one."""
        return next((one for one in self.nouns if _form(one) in wanted), None)


def _right_form(match: re.Match[str]) -> str | None:
    """Return how a noun should be behind its numeral; ``None`` where it may be right as it is."""
    noun = re.sub("[’ʼ]", "'", match.group("noun"))
    known = ukrainian_dictionary()
    readings = known.parse(noun) if noun.islower() and known.word_is_known(noun) else []
    readings = [parse for parse in readings if not any(kind in parse.tag for kind in _NAMES)]
    nouns = [parse for parse in readings if "NOUN" in parse.tag]
    if all("Pltm" in parse.tag for parse in nouns) or not all(map(_may_be_counted, readings)):
        return None
    counted = _count(match, nouns)
    if counted is None:
        return None
    for is_wrong, wanted in ((_wrong_many, {"gent", "plur"}), (_wrong_few, {"nomn", "plur"}),
                             (_wrong_one, None)):  # fmt: skip
        wrong = is_wrong(counted)
        if wrong is None:
            continue
        # The dictionary does not mark the singular; it is what words are listed under.
        forms = (one.inflect(wanted) for one in (wrong, *nouns)) if wanted else ()
        right = next((form.word for form in forms if form is not None), wrong.normal_form)
        if right != noun:
            return str(right)
    return None


def _count(match: re.Match[str], nouns: Sequence[Any]) -> _Counted | None:
    """Return what is known of a numeral and its noun; ``None`` where nothing may be counted."""
    written = re.sub("[’ʼ]", "'", match.group("number").casefold())
    head = match.string[: match.start()]
    found = _WORD_BEFORE.search(head)
    before, is_written = found.group(1) if found else "", written in _NUMERALS
    if not is_written and not before.islower() and _is_noun(before):  # Windows 10 сервери
        return None
    return _Counted(
        number=_NUMERALS.get(written) or int(re.sub(r"\s", "", written)),
        nouns=nouns,
        forms=frozenset(map(_form, nouns)),
        before=before.casefold(),
        is_written=is_written,
        in_range=_IN_RANGE.search(head) is not None,
    )


def _form(parse: Any) -> tuple[str, str]:
    """Return case and number of a reading."""
    return str(parse.tag.case or "nomn"), str(parse.tag.number or "sing")


def _may_be_counted(parse: Any) -> bool:
    """Return whether a reading is a noun, or one beside which a noun is surely meant."""
    known = ("NOUN" in parse.tag and "Fixd" not in parse.tag) or "ADJF" in parse.tag
    return known or "impr" in parse.tag


def _is_many(number: int) -> bool:
    return 10 < number % 100 < 20 or number % 10 in (0, 5, 6, 7, 8, 9)


def _wrong_many(counted: _Counted) -> Any:
    """Return the reading of a noun that stands wrong behind 5 and more: роки, рік."""
    forms = counted.forms
    if not _is_many(counted.number) or not forms.isdisjoint(
        (case, "plur") for case in ("gent", *_OBLIQUE)
    ):
        return None
    # "До 5 групи", "стаття 5 книги": the number may be an ordinal.
    may_be_ordinal = not counted.is_written and (
        (
            ("gent", "sing") in forms
            and (counted.in_range or counted.before in _WITH_GENITIVE or _is_noun(counted.before))
        )
        or (("loct", "sing") in forms and counted.before in _WITH_LOCATIVE)
    )
    if may_be_ordinal:
        return None
    plural = counted.reading(("nomn", "plur"))
    if plural is None and counted.is_written and ("gent", "sing") not in forms:
        return counted.reading(("nomn", "sing"))
    return plural


def _wrong_few(counted: _Counted) -> Any:
    """Return the reading of a noun that stands wrong behind 2, 3 and 4: рік, or «через 3 років»."""
    forms, before = counted.forms, counted.before
    if _is_many(counted.number) or counted.number % 10 == 1 or counted.in_range:
        return None
    if not forms.isdisjoint((case, "plur") for case in ("nomn", *_OBLIQUE)):
        return None
    if ("gent", "plur") in forms:
        is_sure = counted.is_written or before in _NO_GENITIVE
        is_animate = any("anim" in parse.tag for parse in counted.nouns)
        return counted.reading(("gent", "plur")) if is_sure and not is_animate else None
    is_ordinal = not counted.is_written and bool(before) and (len(before) < 3 or _is_noun(before))
    return None if is_ordinal or ("gent", "sing") in forms else counted.reading(("nomn", "sing"))


def _wrong_one(counted: _Counted) -> Any:
    """Return the reading of a noun that stands wrong behind 1 and 21: роки, років."""
    is_one = counted.number % 10 == 1 and not _is_many(counted.number) and not counted.in_range
    if not is_one or counted.is_written or _is_noun(counted.before):
        return None
    if any(number == "sing" or case in _OBLIQUE for case, number in counted.forms):
        return None
    return counted.reading(("nomn", "plur"), ("gent", "plur"))


def _is_noun(word: str) -> bool:
    """Return whether a word is a noun; also one that the dictionary does not have."""
    if not word:
        return False
    plain = re.sub("[’ʼ]", "'", word.casefold())
    known = ukrainian_dictionary()
    readings = known.parse(plain) if known.word_is_known(plain) else []
    return all("NOUN" in one.tag or "ADJF" in one.tag for one in readings) and (
        not readings or any("NOUN" in one.tag for one in readings)
    )
