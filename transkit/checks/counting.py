"""What stands behind a Ukrainian numeral, and which form it should have; needs the dictionary.

A form is wrong only where no case of the numeral allows it. Whether the numeral may be in the
genitive is told by what stands before it: a verb, "через" or the start of a sentence want none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import Any, NamedTuple

from transkit.checks.word_lists import read_words
from transkit.text.dictionaries import ukrainian_dictionary
from transkit.text.number_words import ukrainian_entries
from transkit.text.numbers import Weight

__all__ = ["Disagreement", "disagreements"]


class Disagreement(NamedTuple):
    """A noun that does not agree with its numeral."""

    start: int
    end: int
    written: str
    """Numeral and noun, as they stand there."""
    right: str
    """Numeral and noun, as they should be."""
    is_usual: bool
    """Whether many write so: «2,5 кілометрів»."""


class _Kind(Enum):
    """What a numeral wants of its noun."""

    ONE = auto()
    """A singular: 21 рік."""
    FEW = auto()
    """The nominative plural: 22 роки."""
    MANY = auto()
    """The genitive plural: 25 років, 3 млн років, троє дітей."""
    PART = auto()
    """The genitive singular: 2,5 року, півтора року."""


_UNITS = {
    "один": _Kind.ONE, "одна": _Kind.ONE, "одне": _Kind.ONE, "одну": _Kind.ONE,
    "два": _Kind.FEW, "дві": _Kind.FEW, "три": _Kind.FEW, "чотири": _Kind.FEW,
    "обидва": _Kind.FEW, "обидві": _Kind.FEW, "півтора": _Kind.PART, "півтори": _Kind.PART,
    **dict.fromkeys(
        ("двоє троє четверо п'ятеро шестеро семеро восьмеро дев'ятеро десятеро "
         "п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять "
         "п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять").split(), _Kind.MANY),
}  # fmt: skip
_TENS = frozenset(
    ("двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто сто двісті триста "
     "чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот").split()
)  # fmt: skip
"""Numerals that others may stand behind."""
_BY_GENDER = (
    {"masc": "один", "femn": "одна", "neut": "одне"},
    {"femn": "одну"},
    {"masc": "два", "femn": "дві", "neut": "два"},
    {"masc": "обидва", "femn": "обидві", "neut": "обидва"},
    {"masc": "півтора", "femn": "півтори", "neut": "півтора"},
)
"""Numerals that go with one gender, by gender; others go with any."""

_WORD = r"[а-яіїєґ]+(?:['’ʼ][а-яіїєґ]+)*"
_WRITTEN = "|".join(sorted((*_UNITS, *_TENS), key=len, reverse=True)).replace("'", "['’ʼ]")
_POWER = re.compile(
    r"[\s\u00a0](?P<word>(?P<short>тис\.?|млн|млрд|трлн)|тисяч[аіу]?|(?:мільйон|мільярд|трильйон)(?:и|ів|а)?)"
    r"(?=[\s\u00a0])",
    re.IGNORECASE,
)
_NUMERAL = re.compile(
    r"(?<![\w.,:/№§-])(?P<range>\d+\s?[-–—]\s?)?"
    r"(?:(?P<digits>\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?P<part>,(?!\d{3}(?!\d))\d+)?(?![\d,.:]|-\w)"
    rf"|(?P<written>(?:{_WRITTEN})(?:\s(?:{_WRITTEN}))*)\b(?!['’ʼ-]))"
    r"(?=[\s\u00a0])",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"[\s\u00a0]({_WORD})(?![\w-])", re.IGNORECASE)
_YEAR = re.compile(r"1[1-9]\d\d|20\d\d")
_MOST_BETWEEN = 2
"""Adjectives that may stand between a numeral and its noun."""
_BEFORE = re.compile(r"(?P<word>[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*)[\s\u00a0]+$")
_STARTS = re.compile(r"(?:^|(?:(?<=[^\W\d_]{3})[.!?…]|[:;])[»”\"]?|[—–«„“(])[\s\u00a0]*$")
"""The beginning of a sentence; not what stands behind «ст.»."""
_BY_THE_WAY = frozenset(
    "лише тільки ще вже майже щонайменше щонайбільше приблизно всього усього загалом аж цілих "
    "мінімум максимум орієнтовно принаймні також теж".split()
)
"""Words between a verb and its numeral that want no case."""
_PLURALS = frozenset("останні наступні перші попередні ці ті всі усі".split())
"""Words before a numeral that say that it counts, in the nominative or the accusative."""
_NO_GENITIVE = frozenset("через за на про під над".split())
_WITH_GENITIVE = frozenset(
    "до з із зі від після біля для без у в наприкінці протягом упродовж впродовж".split()
)
"""Those behind which a number may be an ordinal: "до 5 групи"."""
_WITH_LOCATIVE = frozenset("у в на о об по при".split())
_NAMES = ("Surn", "Name", "Patr")
_OBLIQUE = frozenset(("datv", "ablt", "loct"))
_DIRECT = frozenset(("nomn", "accs"))
_Form = tuple[str, str]


class _Counted(NamedTuple):
    """A noun behind a numeral."""

    kind: _Kind
    nouns: Sequence[Any]
    """What it may be, by the dictionary."""
    forms: frozenset[_Form]
    """Case and number of each."""
    before: str
    """The word before the numeral, in small letters."""
    is_written: bool
    """Whether the numeral is a word: then it is no ordinal, and in the nominative."""
    in_range: bool
    has_power: bool
    """Whether thousands or millions stand between."""
    is_direct: bool
    """Whether the numeral is in the nominative or the accusative, as far as one can tell."""

    def reading(self, *wanted: _Form) -> Any:
        """Return the first reading that is one of some forms; ``None`` without one."""
        return next((one for one in self.nouns if _form(one) in wanted), None)


def disagreements(text: str) -> Iterator[Disagreement]:
    """Yield the nouns of a Ukrainian text that do not agree with their numerals, in order.

    Nothing without the dictionary.
    """
    if ukrainian_dictionary() is None:
        return
    for match in _NUMERAL.finditer(text):
        power = _POWER.match(text, match.end())
        if power is None or power["short"] is None:
            yield from _disagreement(match, match.end(), has_power=False)
        if power is not None:
            yield from _disagreement(match, power.end(), has_power=True)


def _disagreement(numeral: re.Match[str], at: int, *, has_power: bool) -> Iterator[Disagreement]:
    """Yield the noun behind a numeral, or behind its thousands and millions, if that is wrong."""
    text = numeral.string
    found = _noun_behind(text, at)
    counted = _counted(numeral, *found, has_power=has_power) if found is not None else None
    if found is None or counted is None:
        return
    noun = found[0]
    start = numeral.start("digits") if numeral["digits"] else numeral.start("written")
    right = _right_form(counted, noun[1])
    shown = f"{text[start:at]} {right}" if right is not None else ""
    if not shown and counted.is_written and not has_power:
        other = _of_another_gender(counted, numeral)
        shown = f"{other} {noun[1]}" if other is not None else ""
    if shown:
        is_usual = counted.kind is _Kind.PART and ("gent", "plur") in counted.forms
        is_usual = is_usual or noun[1] == "рази"
        yield Disagreement(start, noun.end(1), text[start : noun.end(1)], shown, is_usual)


def _noun_behind(text: str, at: int) -> tuple[re.Match[str], tuple[str, ...]] | None:
    """Return the noun behind a numeral, and the adjectives between them; ``None`` without one."""
    adjectives: list[str] = []
    while (match := _NEXT.match(text, at)) is not None:
        readings = _readings(match[1])
        following = _NEXT.match(text, match.end())
        is_adjective = any("ADJF" in one.tag for one in readings)
        goes_on = following is not None and any("NOUN" in o.tag for o in _readings(following[1]))
        if not (is_adjective and goes_on and len(adjectives) < _MOST_BETWEEN):
            return (match, tuple(adjectives)) if match[1].islower() else None
        adjectives.append(match[1])
        at = match.end()
    return None


@lru_cache(maxsize=8192)
def _readings(word: str) -> tuple[Any, ...]:
    """Return what a word may be, without names; nothing where the dictionary does not have it."""
    plain = re.sub("[’ʼ]", "'", word.casefold())
    known = ukrainian_dictionary()
    readings = known.parse(plain) if known.word_is_known(plain) else []
    return tuple(one for one in readings if not any(kind in one.tag for kind in _NAMES))


def _counted(
    numeral: re.Match[str], noun: re.Match[str], adjectives: tuple[str, ...], *, has_power: bool
) -> _Counted | None:
    """Return what is known of a numeral and its noun; ``None`` where nothing may be counted."""
    readings = _readings(noun[1])
    nouns = tuple(one for one in readings if "NOUN" in one.tag)
    only_plural = all("Pltm" in one.tag for one in nouns)
    if not nouns or only_plural or not all(map(_may_be_counted, readings)):
        return None
    head = numeral.string[: numeral.start()]
    before = _word_before(head)
    written = re.sub("[’ʼ]", "'", (numeral["written"] or "").casefold()).split()
    if not written and before and not before.islower() and _is_noun(before):
        return None  # Windows 10 сервери
    if _YEAR.fullmatch(numeral["digits"] or "") and not has_power and numeral["part"] is None:
        return None
    if any(_is_ordinal(word) for word in adjectives):
        return None  # двадцять перше століття
    if written and (written[0] in ("один", "одна", "одне", "одну") or not _is_numeral(written)):
        return None
    return _Counted(
        kind=_Kind.MANY if has_power else _kind(numeral, written),
        nouns=nouns,
        forms=_agreeing(nouns, adjectives),
        before=before.casefold(),
        is_written=bool(written),
        in_range=numeral["range"] is not None or _ends_a_range(head),
        has_power=has_power,
        is_direct=_is_direct(head),
    )


def _is_ordinal(word: str) -> bool:
    entries = ukrainian_entries(re.sub("[’ʼ]", "'", word.casefold()))
    return any(entry.weight > Weight.HINT for entry in entries)


def _is_numeral(written: Sequence[str]) -> bool:
    """Return whether words in a row make one numeral: двадцять одна, not «два три»."""
    return all(word in _TENS for word in written[:-1])


def _kind(numeral: re.Match[str], written: Sequence[str]) -> _Kind:
    if numeral["part"] is not None:
        return _Kind.PART
    if written:
        return _UNITS.get(written[-1], _Kind.MANY)
    number = int(re.sub(r"\s", "", numeral["digits"]))
    if 10 < number % 100 < 20 or number % 10 in (0, 5, 6, 7, 8, 9):
        return _Kind.MANY
    return _Kind.ONE if number % 10 == 1 else _Kind.FEW


def _agreeing(nouns: Sequence[Any], adjectives: Sequence[str]) -> frozenset[_Form]:
    """Return the forms of a noun that go with its adjectives; all of them where none do."""
    forms = frozenset(map(_form, nouns))
    for word in adjectives:
        mine = {_form(one) for one in _readings(word) if "ADJF" in one.tag}
        # Behind 2, 3 and 4 an adjective may be in the genitive: дві нових книги.
        mine |= {("nomn", "plur")} if ("gent", "plur") in mine else set()
        forms = forms & mine or forms
    return forms


def _ends_a_range(head: str) -> bool:
    """Return whether a numeral is the last of two: «2 або 3»."""
    return re.search(r"\d\s?(?:-|–|—|до|або|чи|і|й|та)\s?$", head) is not None


def _word_before(head: str) -> str:
    match = _BEFORE.search(head)
    while match is not None and match["word"].casefold() in _BY_THE_WAY:
        head = head[: match.start()]
        match = _BEFORE.search(head)
    return match["word"] if match is not None else ""


def _is_direct(head: str) -> bool:
    """Return whether a numeral is surely in the nominative or the accusative."""
    if _STARTS.search(head):
        return True
    match = _BEFORE.search(head)
    while match is not None and match["word"].casefold() in _BY_THE_WAY:
        head = head[: match.start()]
        if _STARTS.search(head):
            return True
        match = _BEFORE.search(head)
    if match is None:
        return False
    word = re.sub("[’ʼ]", "'", match["word"].casefold())
    if word in _NO_GENITIVE or word in _PLURALS:
        return True
    denied = re.search(r"\bне[\s\u00a0]+$", head[: match.start()], re.IGNORECASE)
    return (
        denied is None
        and not word.startswith(tuple(read_words("uk-genitive-verbs")))
        and any("VERB" in one.tag for one in _readings(word))
        and all("VERB" in one.tag for one in _readings(word))
    )


def _form(parse: Any) -> _Form:
    """Return case and number of a reading."""
    return str(parse.tag.case or "nomn"), str(parse.tag.number or "sing")


def _may_be_counted(parse: Any) -> bool:
    """Return whether a reading is a noun, or one beside which a noun is surely meant."""
    known = ("NOUN" in parse.tag and "Fixd" not in parse.tag) or "ADJF" in parse.tag
    return known or "impr" in parse.tag or "infn" in parse.tag


def _is_noun(word: str) -> bool:
    """Return whether a word is a noun; also one that the dictionary does not have."""
    readings = _readings(word)
    return all("NOUN" in one.tag or "ADJF" in one.tag for one in readings) and (
        not readings or any("NOUN" in one.tag for one in readings)
    )


def _right_form(counted: _Counted, noun: str) -> str | None:
    """Return how a noun should be behind its numeral; ``None`` where it may be right as it is."""
    word = re.sub("[’ʼ]", "'", noun.casefold())
    wrong = _WRONG[counted.kind](counted)
    surely_counts = counted.is_written or counted.has_power or counted.before in _PLURALS
    if wrong is None or (not surely_counts and word in read_words("uk-no-count")):
        return None
    wanted = _WANTED[counted.kind]
    lexemes = (one.lexeme for one in (wrong, *counted.nouns))
    forms = (form for lexeme in lexemes for form in lexeme if _form(form) == wanted)
    right = str(next((form.word for form in forms), wrong.normal_form))
    return right if right != word else None


_WANTED: dict[_Kind, _Form] = {
    _Kind.ONE: ("nomn", "sing"),
    _Kind.FEW: ("nomn", "plur"),
    _Kind.MANY: ("gent", "plur"),
    _Kind.PART: ("gent", "sing"),
}


def _wrong_many(counted: _Counted) -> Any:
    """Return the reading of a noun that stands wrong behind 5 and more: роки, рік."""
    forms = counted.forms
    if not forms.isdisjoint((case, "plur") for case in ("gent", *_OBLIQUE)):
        return None
    if counted.has_power:
        # "3 млн населення" is one of what has no plural.
        is_mass = any(
            one.tag.case == "gent" and one.word == one.normal_form for one in counted.nouns
        )
        wanted: tuple[_Form, ...] = (("nomn", "plur"), ("nomn", "sing"))
        return None if is_mass else counted.reading(*wanted)
    # "До 5 групи", "стаття 5 книги": the number may be an ordinal.
    may_be_ordinal = not counted.is_written and (
        (
            ("gent", "sing") in forms
            and not counted.is_direct
            and (counted.in_range or counted.before in _WITH_GENITIVE or _is_noun(counted.before))
        )
        or (("loct", "sing") in forms and counted.before in _WITH_LOCATIVE)
    )
    if may_be_ordinal:
        return None
    plural = counted.reading(("nomn", "plur"))
    if plural is None and counted.is_written and ("gent", "sing") not in forms:
        return counted.reading(("nomn", "sing"))
    if plural is None and (counted.is_written or counted.is_direct):
        return counted.reading(("gent", "sing"))
    return plural


def _wrong_few(counted: _Counted) -> Any:
    """Return the reading of a noun that stands wrong behind 2, 3 and 4: рік, «через 3 років»."""
    forms, before = counted.forms, counted.before
    if counted.in_range and not counted.is_direct:
        return None
    if not forms.isdisjoint((case, "plur") for case in ("nomn", *_OBLIQUE)):
        return None
    if ("gent", "plur") in forms:
        is_sure = counted.is_written or counted.is_direct
        is_animate = any("anim" in one.tag for one in counted.nouns)
        return counted.reading(("gent", "plur")) if is_sure and not is_animate else None
    if ("gent", "sing") in forms:
        is_sure = counted.is_written or counted.is_direct
        return counted.reading(("gent", "sing")) if is_sure else None
    is_ordinal = not counted.is_written and bool(before) and (len(before) < 3 or _is_noun(before))
    return None if is_ordinal else counted.reading(("nomn", "sing"))


def _wrong_one(counted: _Counted) -> Any:
    """Return the reading of a noun that stands wrong behind 1 and 21: роки, років."""
    forms = counted.forms
    if counted.in_range:
        return None
    singular = {case for case, number in forms if number == "sing"}
    if counted.is_written:
        return None if singular & _DIRECT else counted.nouns[0]
    if _is_noun(counted.before) and not counted.is_direct:
        return None
    is_plural = not singular and all(case not in _OBLIQUE for case, _ in forms)
    is_genitive = counted.is_direct and singular == {"gent"}
    if not is_plural and not is_genitive:
        return None
    return counted.reading(("nomn", "plur"), ("gent", "plur"), ("gent", "sing"))


def _wrong_part(counted: _Counted) -> Any:
    """Return the reading of a noun that stands wrong behind 2,5: кілометри, кілометрів."""
    forms = counted.forms
    right = [
        ("gent", "sing"),
        *((case, number) for case in _OBLIQUE for number in ("sing", "plur")),
    ]
    if counted.in_range or not forms.isdisjoint(right):
        return None
    if counted.nouns[0].word == "раза":
        return None
    return counted.reading(("nomn", "plur"), ("gent", "plur"), ("nomn", "sing"))


_WRONG = {
    _Kind.ONE: _wrong_one,
    _Kind.FEW: _wrong_few,
    _Kind.MANY: _wrong_many,
    _Kind.PART: _wrong_part,
}


def _of_another_gender(counted: _Counted, numeral: re.Match[str]) -> str | None:
    """Return what a numeral should be beside a noun of another gender: дві, for «два книги»."""
    written = re.sub("[’ʼ]", "'", numeral["written"].casefold()).split()
    mine = next((row for row in _BY_GENDER if written[-1] in row.values()), None)
    genders = {str(one.normalized.tag.gender or "") for one in counted.nouns}
    if mine is None or len(genders) != 1:
        return None
    right = mine.get(*genders)
    return None if right in (None, written[-1]) else " ".join((*written[:-1], str(right)))
