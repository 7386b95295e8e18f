"""Ukrainian: spelling, typography and grammar (Український правопис 2019)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transkit.checks.agreement import agreement
from transkit.checks.base import Pair, Remark, check, error, note, warning
from transkit.checks.small_letters import small_letters
from transkit.checks.ukrainian_signs import apostrophe, dashes, non_breaking, ukrainian_quotes
from transkit.checks.word_lists import read_words

__all__ = ["CHECKS"]

_RUSSIAN = re.compile(r"[^\W\d_]*[ыэёъЫЭЁЪ][^\W\d_]*")
_MIXED = re.compile(r"[A-Za-z\u0400-\u04ff'’ʼ]*(?:[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z])"
                    r"[A-Za-z\u0400-\u04ff]*")  # fmt: skip
_TWINS = frozenset("AaBCcEeHIiKkMOoPpTXxyn3urmg")
"""Latin letters that look like Cyrillic ones, in print or in handwriting."""
_DECIMAL_POINT = re.compile(r"(?<![\w.,:/])(\d+)\.(\d+)(?![\w.:/]|\.\d)(?!\s*(?:ранку|дня|вечора))")
_GROUPING = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_UNIT_GLUED = re.compile(
    r"(?<![\w.])\d+(?:,\d+)?(?:км|кг|мм|см|м|г|л|т|га|грн|млн|млрд|тис)(?![\w])"
)
_ON_UKRAINE = re.compile(r"\b[Нн]а\s+(?:території\s+)?Україн[іу]\b(?!\s*-)")
_UKRAINE_FINE = re.compile(
    r"\b(?:напа\w*|наступ\w*|тиск\w*|вплив\w*|перетвор\w*|чека\w*|схож\w*|санкц\w*|атак\w*|"
    r"орієнтов\w*|погля\w*|зва\w*|поклад\w*|спира\w*|агрес\w*|впливати|напад|надія|зосередж\w*|"
    r"робити|зроб\w*|уваг\w*|пода\w*|став\w*|працю\w*|розрахову\w*|сподіва\w*)\b[^.]{0,40}$",
    re.IGNORECASE,
)


@check("russian-letters", targets="uk")
def russian_letters(pair: Pair) -> Iterator[Remark]:
    """Letters that Ukrainian does not have: ы, э, ё, ъ.

    Example: ``Украинцы``. Silent where the source itself has Cyrillic words.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 200 of 200 planted found; 306
    alarms right, 0 wrong (100 %).
    """
    if re.search("[ыэёъЫЭЁЪ]", pair.source.words):
        return
    for match in _RUSSIAN.finditer(pair.target.prose):
        yield warning(f"“{match.group()}” has a letter that Ukrainian does not have", *match.span())


_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff'’ʼ]+")


@check("russian-words", targets="uk")
def russian_words(pair: Pair) -> Iterator[Remark]:
    """Words that are Russian, not Ukrainian: a draft, or a part of one, in the wrong language.

    Example: ``Он сказал, что это так``. Silent where the source itself has Cyrillic words.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 184 of 188 planted found; 185
    alarms right, 0 wrong (100 %).
    """
    if _CYRILLIC.search(pair.source.words):
        return
    target = pair.target.prose
    words, russian = list(_CYRILLIC_WORD.finditer(target)), read_words("uk-russian")
    found = [match for match in words if match.group().casefold() in russian]
    if len({match.group().casefold() for match in found}) < 2:
        return
    say = error if len(found) * 5 >= len(words) else warning
    shown = ", ".join(dict.fromkeys(f"“{match.group()}”" for match in found[:3]))
    yield say(f"there are Russian words: {shown}", found[0].start(), found[-1].end())


@check("look-alikes", targets="uk")
def look_alikes(pair: Pair) -> Iterator[Remark]:
    """Latin letters inside Cyrillic words, which no spelling checker and no search finds.

    Example: ``Кив`` with a Latin ``i`` in it: ``Киiв``.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 200 of 200 planted found; 200
    alarms right, 1 wrong (100 %).
    """
    for match in _MIXED.finditer(pair.target.prose):
        word = match.group()
        if word in pair.source.words:
            continue
        latin = re.findall("[A-Za-z]+", word)
        odd = "".join(latin)
        few = len(odd) <= 2 or len(odd) * 2 <= len(word)
        if few and set(odd) <= _TWINS:
            yield warning(f"“{word}” has Latin letters in it: {', '.join(latin)}", *match.span())
        elif few and "-" not in word:
            yield note(f"“{word}” is half Latin, half Cyrillic", *match.span())


@check("ukrainian-numbers", targets="uk")
def ukrainian_numbers(pair: Pair) -> Iterator[Remark]:
    """How numbers are written: decimal comma, spaces between thousands, a space before units.

    Example: ``1,250.5`` is ``1250,5`` or ``1 250,5``; ``5км`` is ``5 км``.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 43 of 43 planted found; 10
    alarms right, 0 wrong (100 %, 1 note).
    """
    target = pair.target.prose
    for match in _GROUPING.finditer(target):
        if match.group() in pair.source.words:
            yield warning(
                f"{match.group()} reads as a decimal in Ukrainian: thousands are set off by spaces",
                *match.span(),
            )
    for match in _DECIMAL_POINT.finditer(target):
        if match.group() in pair.source.words and not _is_version(pair.source.words, match.group()):
            yield note(
                f"the decimal sign of {match.group()} is a comma in Ukrainian", *match.span()
            )
    for match in _UNIT_GLUED.finditer(target):
        yield note(f"there is no space in {match.group()}", *match.span())


def _is_version(source: str, number: str) -> bool:
    """Return whether a number is a version, a time, or that of a standard: no decimal at all."""
    pattern = rf"(?:version|v|§|section|Windows|iOS|[A-Z][\w.]*)\s*{re.escape(number)}"
    return bool(re.search(pattern, source)) or bool(
        re.search(
            rf"{re.escape(number)}\s*(?:[ap]\.?m|o'clock)|802\.|\b{re.escape(number)}[a-z]", source
        )
    )


_MONTH_NAMES = ("січень|лютий|березень|квітень|травень|червень|липень|серпень|вересень|жовтень|"
                "листопад|грудень")  # fmt: skip
_MONTH_OF = ("січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|"
             "листопада|грудня")  # fmt: skip
_DAY = r"(?<![\d.,:/-])(?:[12]?\d|3[01])"
_DATE_FORMS = (
    (warning, re.compile(rf"{_DAY}[\s\u00a0](?:{_MONTH_NAMES})\b"), "5 травня"),
    (warning, re.compile(rf"\b(?:{_MONTH_NAMES}|{_MONTH_OF}) \d{{1,2}}(?:, | )\d{{4}}(?!\d)"),
     "5 травня 2014 року"),
    (warning, re.compile(r"(?<!\d)(?:1[5-9]|20)\d0s\b"), "1990-ті"),
    (note, re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])"), "05.12.2014"),
    (note, re.compile(r"(?<![\d:])\d{1,2}(?::\d\d)?[\s\u00a0]?(?i:[ap]m\b|[ap]\.m\.)"),
     "17:30"),
    (note, re.compile(r"(?<!\d)\d+-(?:ого|ому|ої|ою|ими|их|ий|им)\b"), "5-го, 5-й, 1990-х"),
)  # fmt: skip
"""Forms of dates and times that are not Ukrainian, with one that is."""


@check("date-forms", targets="uk")
def date_forms(pair: Pair) -> Iterator[Remark]:
    """How dates and times are written: the day first, the month in the genitive, 24 hours.

    Example: ``5 травень``, ``травня 5, 2014``, ``5:30 pm``, ``1990s``, ``5-ого``.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 35 of 35 planted found; 27
    alarms right, 0 wrong (100 %, 1 note).
    """
    for say, pattern, example in _DATE_FORMS:
        for match in pattern.finditer(pair.target.prose):
            yield say(
                f"“{match.group()}” is written otherwise in Ukrainian: {example}", *match.span()
            )


@check("in-ukraine", targets="uk")
def in_ukraine(pair: Pair) -> Iterator[Remark]:
    """``в Україні``, ``в Україну``: not ``на Україні``.

    Example: ``вибори на Україні``. Silent behind verbs that want ``на`` with whatever follows:
    ``напасти на Україну``.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 24 of 24 planted found; 24 notes
    right, 0 wrong (100 %).
    """
    target = pair.target.prose
    for match in _ON_UKRAINE.finditer(target):
        if not _UKRAINE_FINE.search(target[: match.start()]):
            yield note("it is “в Україні”, “в Україну”", *match.span())


CHECKS = (russian_letters, russian_words, look_alikes, apostrophe, ukrainian_quotes, dashes,
          ukrainian_numbers, non_breaking, small_letters, date_forms, in_ukraine,
          agreement)  # fmt: skip
