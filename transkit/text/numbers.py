"""Numbers by value: digits, words and both together, in English, Ukrainian and Korean.

``1,250.5``, ``1 250,5`` and ``천이백오십``; ``1.5 million`` and ``150만``; ``two``, ``двох`` and
``두``; ``2 p.m.`` and ``14:00``. A text is read generously: what may be a number in some reading is
evidence that the number was translated (`Mention.readings`, `Weight.HINT`), but only what surely is
one needs a counterpart (`Weight.FIRM`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from transkit.text import number_words as words
from transkit.text.number_shares import other_values

__all__ = ["WORDS_READ", "Mention", "Weight", "find_numbers", "plain"]

Values = tuple[Decimal, ...]


class Weight(IntEnum):
    """How surely something is a number that a translation must have."""

    HINT = 0
    """May stand for the number: ``dozen``, ``November``, ``XVI``, ``двосторонній``."""
    SOFT = 1
    """Is the number, but often goes without saying: ``one``, ``first``, ``half``."""
    WORD = 2
    """A number in words."""
    FIRM = 3
    """A number in digits."""


class Mention(NamedTuple):
    """A place in a text where a number is."""

    readings: tuple[Values, ...]
    """What it may stand for, likeliest first; several values for a time, a date, a score."""
    weight: Weight
    start: int
    """Code points."""
    end: int


_SPACES = " \u00a0\u2009\u202f"
_DIGITS = re.compile(
    rf"(?<![^\W_])?\d+(?:(?:[.,:/'’](?=\d)|[{_SPACES}](?=\d{{3}}(?!\d)))\d+)*", re.ASCII
)
_AFTER_DIGITS = re.compile(
    r"(?:-[а-яіїє]{1,3})?(?: і більше| or more)?[\s\u00a0\u202f-]*([^\W\d_]+)"
)
_KOREAN_POWER = re.compile("[ \u00a0]?([십백천만억조])")
_MORE_DIGITS = re.compile(r"[ \u00a0]?(\d+(?:[,.]\d+)*)", re.ASCII)
_YEARS = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)[-–/](\d\d)(?!\d)", re.ASCII)
_SHORTENED = re.compile(r"\s?(k|mn?|b|t)(?![^\W_]|-)", re.IGNORECASE)
_SHORT_POWERS = {"k": 3, "m": 6, "mn": 6, "b": 9, "t": 12}
"""What English headlines put behind digits: $150m, €5k."""
_MONEY = ("$", "€", "£", "¥", "₩", "₴", "₹", "₽")
_RANGE = re.compile(r"\s*(?:-|–|—|~|to|and|or|до|і|й|та|або|чи|에서|내지|또는)\s*$")
_TOWARDS = re.compile(
    r"\b(?:(пів|половин[аіу])|(чверть)|хвилин[аиу]?)[\s\u00a0]+на[\s\u00a0]+$", re.IGNORECASE
)
"""In Ukrainian, half past ten is half on the way to the eleventh hour."""
_NEAR = 40
"""Code points before a number in which what belongs to it is looked for."""
_MERIDIEM = re.compile(
    r"[\s\u00a0]*(?:[ap]\.?\s?m\b|ранку|дня|вечора|ночі|пополудні)|-?[а-яіїє]{0,3}[\s\u00a0]+"
    r"(?:години|годині)?[\s\u00a0]*(?:ранку|дня|вечора|ночі|пополудні)|o'clock|시",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?<![^\W_])[IVXLCІХСМ]{1,7}(?![^\W_])")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "M": 1000}
_ROMAN_LETTERS = str.maketrans("ІХСМ", "IXCM")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


def plain(value: Decimal) -> str:
    """Return a number without an exponent and without zeros that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=8192)
def find_numbers(text: str, language: str) -> tuple[Mention, ...]:
    """Return the numbers of a text, in order of where they begin.

    Args:
        text: A sentence or more.
        language: Primary subtag. Words are read in ``en``, ``uk`` and ``ko``, digits in all.
    """
    # Digits of other scripts and full-width ones; the length stays.
    text = "".join(
        str(unicodedata.digit(character)) if character.isdigit() and not character.isascii() else
        character for character in text
    ) if not text.isascii() else text  # fmt: skip
    found: list[Mention] = []
    taken: list[tuple[int, int]] = []
    for mention, end in _in_digits(text, language):
        found.append(mention)
        taken.append((mention.start, end))
    reader = _READERS.get(language)
    # "million" behind 2.8 is no number of its own.
    found += [
        mention
        for mention in (reader(text) if reader is not None else ())
        if not any(start < mention.end and mention.start < end for start, end in taken)
    ]
    found += _roman(text)
    found = [_by_tens(text, mention, language) for mention in found]
    found = [_by_halves_of(text, mention, language) for mention in found]
    if language == "uk":
        found = [_towards(text, mention) for mention in found]
    return tuple(_as_called_elsewhere(text, found, language))


def _as_called_elsewhere(text: str, found: list[Mention], language: str) -> list[Mention]:
    """Return numbers in order, with what other languages may say for them: 20 % for a fifth."""
    found = sorted(found, key=lambda mention: mention.start)
    places = [(m.readings[0][0], m.start, m.end) for m in found if len(m.readings[0]) == 1]
    starts = [mention.start for mention in found]
    hints: list[Mention] = []
    for values, start, end in other_values(text, places, language):
        more = tuple((value,) for value in values)
        hints.append(Mention(more, Weight.HINT, start, end))
        at = bisect_left(starts, end)
        # Of numbers that begin before it, only the last one may reach into it.
        while at and (found[at - 1].end > start or starts[at - 1] >= start):
            at -= 1
            if found[at].end > start:
                found[at] = found[at]._replace(readings=found[at].readings + more)
    return sorted(found + hints, key=lambda mention: mention.start)


def _by_tens(text: str, mention: Mention, language: str) -> Mention:
    """Add what a number of decades, dozens or centuries is: "two decades" are 20 years."""
    pattern = words.GROUPS.get(language)
    match = pattern.match(text, mention.end) if pattern is not None else None
    if match is None or mention.weight is Weight.HINT:
        return mention
    factor = Decimal(words.GROUP_SIZES[match.lastgroup or ""])
    more = tuple((v[0] * factor,) for v in mention.readings if len(v) == 1)
    if factor == 12:
        # Four dozen are some forty, or fifty, where nobody counts in dozens.
        more += tuple((near,) for v in more for near in (v[0] // 10 * 10, -(-v[0] // 10) * 10))
    return mention._replace(readings=mention.readings + more)


_HALVES = {
    "en": re.compile(
        r"\b(?:(?P<half>half (?:an? |of an? )?)|(?P<quarter>(?:a )?quarter of an? )"
        r"|(?P<more>(?:one|a) and a half ))$",
        re.IGNORECASE,
    ),
    "uk": re.compile(
        r"\b(?:(?P<half>пів[\s\u00a0]?|половин[аиу][\s\u00a0])|(?P<quarter>чверть[\s\u00a0])"
        r"|(?P<more>півтор(?:а|и|ьох)[\s\u00a0]))$",
        re.IGNORECASE,
    ),
}
_SIZES = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "more": Decimal("1.5")}


def _by_halves_of(text: str, mention: Mention, language: str) -> Mention:
    """Return half a million, «пів мільйона» and «півтора мільйона» as what they are."""
    pattern = _HALVES.get(language)
    value = mention.readings[0][0]
    if pattern is None or value < 1000 or len(mention.readings[0]) > 1:
        return mention
    match = pattern.search(text, max(0, mention.start - 20), mention.start)
    if match is None or text[mention.start].isdigit():
        return mention
    scaled = value * _SIZES[match.lastgroup or "half"]
    return mention._replace(readings=((scaled,),), weight=Weight.WORD, start=match.start())


def _towards(text: str, mention: Mention) -> Mention:
    """Add the hour that runs where another is on its way: «пів на одинадцяту» is 10:30."""
    match = _TOWARDS.search(text, max(0, mention.start - _NEAR), mention.start)
    hour = mention.readings[0][0]
    if match is None or len(mention.readings[0]) != 1 or not 1 <= hour <= 24:
        return mention
    running = hour - 1 or Decimal(12)
    minutes = 30 if match.group(1) else 15 if match.group(2) else None
    more: tuple[Values, ...] = ((running,), (_other_half(running),))
    if minutes is not None:
        more += tuple((values[0], Decimal(minutes)) for values in more)
    return mention._replace(readings=mention.readings + more)


def _in_digits(text: str, language: str) -> Iterator[tuple[Mention, int]]:
    """Yield what is written in digits, and where the word behind it that multiplies it ends."""
    found = list(_korean_digits(text) if language == "ko" else _other_digits(text, language))
    for at, (one, other) in enumerate(pairwise(found)):
        # "2 to 3 million": the first number is one of millions, too.
        if other.power and not one.power and _RANGE.match(text[one.end : other.mention.start]):
            scaled = tuple((v[0].scaleb(other.power),) for v in one.mention.readings if len(v) == 1)
            readings = one.mention.readings + scaled
            found[at] = one._replace(mention=one.mention._replace(readings=readings))
    for item in found:
        yield item.mention, item.end
    for match in _YEARS.finditer(text):
        year = Decimal(match.group(1)[:2] + match.group(2))
        yield Mention(((year,),), Weight.HINT, match.start(2), match.end(2)), match.end()


class _Digits(NamedTuple):
    """A number in digits."""

    mention: Mention
    power: int
    """Of ten, of the word behind it; 0 for none."""
    end: int
    """Where that word ends."""


def _other_digits(text: str, language: str) -> Iterator[_Digits]:
    """Yield numbers in digits in a language that multiplies them by thousands."""
    for match in _DIGITS.finditer(text):
        readings = _readings(match.group())
        power, end = _magnitude(text, match.end(), language)
        single = tuple((v[0].scaleb(power),) for v in readings if len(v) == 1)
        if power and single:
            readings = single
        short = _SHORTENED.match(text, match.end()) if language == "en" and not power else None
        if short is not None:
            power = _SHORT_POWERS[short.group(1).lower()]
            scaled = tuple((v[0].scaleb(power),) for v in readings if len(v) == 1)
            if scaled and text[: match.start()].endswith(_MONEY):
                readings, end = scaled, short.end()
            else:
                # "5m" may be metres, "10k" a run.
                readings, power = readings + scaled, 0
        yield _Digits(_mention(text, match, readings), power, end)


def _mention(text: str, match: re.Match[str], readings: tuple[Values, ...]) -> Mention:
    readings += _by_clock(text, match, readings)
    return Mention(readings, _weight_of(text, match), match.start(), match.end())


def _korean_digits(text: str) -> Iterator[_Digits]:
    """Yield numbers in digits with 십, 백, 천, 만, 억, 조: 150만, 5천4백만, 1억 2,000만."""
    end = 0
    for match in _DIGITS.finditer(text):
        if match.start() < end:
            continue
        readings = _readings(match.group())
        end = match.end()
        power = 0
        plain_number = len(readings[0]) == 1
        if plain_number and not text[: match.start()].rstrip().endswith("제"):
            value, power, end = _korean_value(text, match)
            readings = ((value,),) if power else readings
        yield _Digits(_mention(text, match, readings), power, end)


def _korean_value(text: str, match: re.Match[str]) -> tuple[Decimal, int, int]:
    """Return the value of digits and magnitudes in turns, the last power of ten, and the end."""
    total = section = Decimal(0)
    number: Decimal | None = _readings(match.group())[0][0]
    power, end, below = 0, match.end(), 99
    at = match.end()
    while True:
        step = _KOREAN_POWER.match(text, at)
        if step is not None and text[step.end() : step.end() + 1] in words.KOREAN_NO_POWER_BEFORE:
            step = None
        if step is not None:
            power = words.KOREAN_POWERS[step.group(1)]
            if power >= 4:
                total += (section + (number or Decimal(0)) or Decimal(1)).scaleb(power)
                section, number, below = Decimal(0), None, power
            else:
                section += (1 if number is None else number) * 10**power
                number = None
            at = end = step.end()
            continue
        more = _MORE_DIGITS.match(text, at)
        if number is not None or more is None:
            break
        number = _readings(more.group(1))[0][0]
        at = more.end()
        if number >= 10 ** min(below, power) or len(_readings(more.group(1))[0]) > 1:
            number = None
            break
        if not _KOREAN_POWER.match(text, at):
            end = at
    return total + section + (number or 0), power, end


def _weight_of(text: str, match: re.Match[str]) -> Weight:
    """Return how sure digits are: those in a name (``A320``, ``COVID-19``) may be written out."""
    before = text[max(0, match.start() - 2) : match.start()]
    if before[-1:].isalpha() and before[-1:].isascii():
        return Weight.SOFT
    after = text[match.end() : match.end() + 2]
    if before.endswith(("x", "×")) or after.startswith(("x", "×")):
        return Weight.SOFT  # 4x4
    if len(before) == 2 and before[1] in "-‑–" and before[0].isalpha():
        return Weight.SOFT
    return Weight.FIRM


def _readings(digits: str) -> tuple[Values, ...]:
    """Return what digits and the signs between them may stand for."""
    groups = re.split(r"\D", digits)
    signs = re.findall(r"\D", digits)
    values = tuple(Decimal(group) for group in groups)
    if not signs:
        return ((values[0],), *_by_halves(groups[0]))
    found: list[Values] = []
    spaced = all(sign in _SPACES for sign in signs)
    grouped = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if grouped and len(set(signs)) == 1 and signs[0] not in ":/":
        found.append((Decimal("".join(groups)),))
    if signs[-1] in ".," and signs[-1] not in signs[:-1] and not set(signs) & set(":/"):
        whole = "".join(groups[:-1])
        found.append((Decimal(f"{whole}.{groups[-1]}"),))
    if not (grouped and spaced and len(groups[0]) < 3) and len(set(signs)) == 1:
        found.append(values)
        if len(values) == 2 and values[1] == 0:
            found.append(values[:1])  # 11:00 is 11 o'clock
    return tuple(found) or (values,)


def _by_halves(digits: str) -> tuple[Values, ...]:
    """Return four digits as a clock time (``0230``), where they can be one."""
    if len(digits) == 4 and digits[:2] <= "24" and digits[2:] < "60":
        return ((Decimal(digits[:2]), Decimal(digits[2:])),)
    return ()


def _by_clock(text: str, match: re.Match[str], readings: tuple[Values, ...]) -> tuple[Values, ...]:
    """Return the readings of an hour on the other half of the clock."""
    clock = ":" in match.group() or _MERIDIEM.match(text, match.end())
    halves: list[Values] = [values for values in readings if len(values) == 2 and values[1] < 60]
    if clock and len(readings[0]) == 1 and readings[0][0] <= 24:
        halves.append(readings[0])
    return tuple((_other_half(values[0]), *values[1:]) for values in halves if values[0] <= 24)


def _other_half(hour: Decimal) -> Decimal:
    return hour - 12 if hour >= 12 else hour + 12


def _magnitude(text: str, at: int, language: str) -> tuple[int, int]:
    """Return the power of ten that the word behind digits stands for, and where it ends."""
    match = _AFTER_DIGITS.match(text, at)
    word = match.group(1).casefold() if match else ""
    for name, power in words.MAGNITUDES.get(language, {}).items():
        if match is not None and word.startswith(name) and len(word) <= len(name) + 4:
            return power, match.end()
    return 0, at


def _roman(text: str) -> Iterator[Mention]:
    """Yield Roman numerals, in Latin letters or Cyrillic ones that look like them."""
    for match in _ROMAN.finditer(text):
        digits = [_ROMAN_VALUES[letter] for letter in match.group().translate(_ROMAN_LETTERS)]
        total = sum(
            -value if index + 1 < len(digits) and digits[index + 1] > value else value
            for index, value in enumerate(digits)
        )
        if total > 0:
            yield Mention(((Decimal(total),),), Weight.HINT, *match.span())


def _english(text: str) -> Iterator[Mention]:
    """Yield English number words, runs such as "two hundred and fifty" as one.

    One in a name ("Six Flags") may be anything in translation.
    """
    joins = re.compile(r"[\s\u00a0]*-?(?:\s*and\s+)?\s*").fullmatch
    for mention in _runs(text, _english_word, joins):
        if _QUARTER.match(text, mention.start) and _ORDINAL.search(
            text, max(0, mention.start - _NEAR), mention.start
        ):
            continue  # the third quarter is no fourth
        in_name = _IN_NAME.match(text, mention.start) and text[: mention.start].endswith(
            _BEFORE_NAME
        )
        yield mention._replace(weight=min(mention.weight, Weight.SOFT)) if in_name else mention


_QUARTER = re.compile(r"quarters?\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|1st|2nd|3rd|4th)[\s-]$", re.IGNORECASE)
_IN_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]")
_BEFORE_NAME = tuple(f"{letter} " for letter in "abcdefghijklmnopqrstuvwxyz,")
"""What stands around a number in a name, and does not begin a sentence."""


def _english_word(word: str) -> list[words.Entry]:
    entry = words.ENGLISH.get(word)
    if entry is not None:
        return [entry]
    return [words.Entry(value, Weight.HINT) for value in words.english_hints(word)]


def _ukrainian(text: str) -> Iterator[Mention]:
    """Yield Ukrainian number words in any case, and words that are made of one."""
    yield from _runs(text, words.ukrainian_entries, re.compile(r"[\s\u00a0]+").fullmatch)


_Reader = Callable[[str], list["words.Entry"]]


def _runs(
    text: str, read: _Reader, joins: Callable[[str], re.Match[str] | None]
) -> Iterator[Mention]:
    """Yield number words; words that make one number together also as that number."""
    run: list[tuple[words.Entry, int, int]] = []
    for match in _WORD.finditer(text):
        entries = read(match.group().casefold().replace("’", "'").replace("ʼ", "'"))
        if not entries:
            continue
        core = entries[0]
        if core.weight == Weight.HINT or not core.exact:
            yield Mention(tuple((e.value,) for e in entries), Weight(core.weight), *match.span())
            continue
        if run and not joins(text[run[-1][2] : match.start()]):
            yield from _one_run(run)
            run = []
        run.append((core, *match.span()))
    yield from _one_run(run)


def _one_run(run: list[tuple[words.Entry, int, int]]) -> Iterator[Mention]:
    """Yield the number that a run of words makes, or each of them where they make none."""
    if not run:
        return
    values = [entry.value for entry, _, _ in run]
    total = _combine(values) if len(values) > 1 else None
    if total is not None:
        weight = Weight(max(entry.weight for entry, _, _ in run))
        separate = tuple(values)
        yield Mention(((total,), separate), weight, run[0][1], run[-1][2])
        return
    for entry, start, end in run:
        yield Mention(((entry.value,),), Weight(entry.weight), start, end)


def _combine(values: list[Decimal]) -> Decimal | None:
    """Return what number words in a row make: 2, 100, 50 is 250; ``None`` where they do not."""
    total = current = Decimal(0)
    last = Decimal("Infinity")
    for value in values:
        if value >= 100 and value in (100, 1000, 10**6, 10**9, 10**12):
            if value == 100 and 0 < current < 10:
                current *= value
            elif value > 100:
                total += (current or Decimal(1)) * value
                current = Decimal(0)
                last = Decimal("Infinity")
                continue
            else:
                current += value
        elif value >= last or (current and _width(value) > _zeros(current)):
            return None
        else:
            current += value
        last = value
    return total + current


def _zeros(value: Decimal) -> int:
    digits = str(int(value))
    return len(digits) - len(digits.rstrip("0"))


def _width(value: Decimal) -> int:
    """Return how many digits a number has; from 10 to 19 two, so that "twenty twelve" is none."""
    return len(str(int(value))) if value == int(value) else 99


_BEFORE_NOUN = re.compile("(?:두|다섯|여섯|일곱|여덟|아홉) [가-힣]")
"""Numbers that are nothing else before a noun: 세 is a tax, too, 네 is yes, 열 is heat."""


def _korean(text: str) -> Iterator[Mention]:
    """Yield Korean number words, native and Sino-Korean."""
    for match in words.KOREAN_NATIVE.finditer(text):
        value = words.korean_native_value(match["tens"] or match["only"] or "", match["ones"] or "")
        counted = match["counter"] is not None
        weight = Weight.HINT
        if value > 1 and (counted or _BEFORE_NOUN.match(match[0] + text[match.end() :])):
            weight = Weight.WORD
        elif value == 1 and counted:
            weight = Weight.SOFT
        yield Mention(((value,),), weight, match.start(), match.end("number"))
    for match in words.KOREAN_SINO.finditer(text):
        total = words.korean_sino_value(match.group())
        if total:
            yield Mention(((Decimal(total),),), Weight.HINT, *match.span())
    for pattern, values in words.KOREAN_HINTS:
        for match in pattern.finditer(text):
            yield Mention(tuple((v,) for v in values), Weight.HINT, *match.span())


_READERS: dict[str, Callable[[str], Iterator[Mention]]] = {
    "en": _english,
    "uk": _ukrainian,
    "ko": _korean,
}
WORDS_READ = frozenset(_READERS)
"""Languages whose numbers are also read in words."""
