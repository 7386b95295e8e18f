"""Ukrainian: spelling, typography and grammar (Український правопис 2019)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from transkit.checks.agreement import agreement
from transkit.checks.base import Article, Pair, Remark, check, error, note, warning
from transkit.checks.small_letters import small_letters
from transkit.checks.word_lists import read_words

__all__ = ["CHECKS"]

_LETTER = "а-щьюяєіїґА-ЩЬЮЯЄІЇҐ"
_RUSSIAN = re.compile(r"[^\W\d_]*[ыэёъЫЭЁЪ][^\W\d_]*")
_MIXED = re.compile(r"[A-Za-z\u0400-\u04ff'’ʼ]*(?:[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z])"
                    r"[A-Za-z\u0400-\u04ff]*")  # fmt: skip
_TWINS = frozenset("AaBCcEeHIiKkMOoPpTXxyn3urmg")
"""Latin letters that look like Cyrillic ones, in print or in handwriting."""
_APOSTROPHE = re.compile(rf"(?<=[{_LETTER}])['’ʼ`´‘](?=[{_LETTER}])")
_APOSTROPHE_WRONG = re.compile(rf"(?<=[{_LETTER}])[`´‘](?=[{_LETTER}])")
_ENGLISH_QUOTE = re.compile(r"“[^“”„«»]{1,400}”")
_STRAIGHT_QUOTE = re.compile(r'(?<!\d)"[^"]{1,400}"')
_DASH = re.compile(r"(?<=[^\s\d]) (-{1,2}) (?=\S)")
_SHORT_DASH = re.compile(r"(?<=\S) – (?=\S)")
_STOP_INSIDE = re.compile(r"(?<![.!?…])[.,]([»”])")
_DECIMAL_POINT = re.compile(r"(?<![\w.,:/])(\d+)\.(\d+)(?![\w.:/]|\.\d)(?!\s*(?:ранку|дня|вечора))")
_GROUPING = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_UNIT_GLUED = re.compile(
    r"(?<![\w.])\d+(?:,\d+)?(?:км|кг|мм|см|м|г|л|т|га|грн|млн|млрд|тис)(?![\w])"
)
_BREAKABLE = re.compile(
    r"№ ?(?=\d)|(?<=\d) (?=(?:км|кг|мм|см|м|г|л|га|грн|млн|млрд|тис|°|%)(?!\w))"
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


@check("apostrophe", targets="uk")
def apostrophe(pair: Pair) -> Iterator[Remark]:
    """Apostrophes: ’ or ʼ (§ 7), one kind in the whole article.

    Example: ``здоров`я`` with a grave accent; ``п'ять`` where the article has ``п’ять``.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 317 of 322 planted found; 200
    alarms right, 0 wrong (100 %, 11 notes). The notes on people's texts are right: they have both
    kinds.
    """
    for match in _APOSTROPHE_WRONG.finditer(pair.target.prose):
        yield warning(f"{match.group()} stands for an apostrophe", *match.span())
    common = pair.article.once(_common_apostrophe)
    for match in _APOSTROPHE.finditer(pair.target.prose):
        if common and match.group() != common and match.group() in "'’ʼ":
            yield note(
                f"the apostrophe is {match.group()}, elsewhere in the article {common}",
                *match.span(),
                here=f"the apostrophe is {match.group()}",
            )


def _common_apostrophe(article: Article) -> str:
    """Return the apostrophe that most words of an article have; none where there are too few."""
    counts = Counter(
        sign for pair in article.pairs for sign in _APOSTROPHE.findall(pair.target.prose)
    )
    most = counts.most_common(1)
    return most[0][0] if most and most[0][1] * 2 > sum(counts.values()) > 2 else ""


@check("ukrainian-quotes", targets="uk")
def ukrainian_quotes(pair: Pair) -> Iterator[Remark]:
    """Quotation marks: «…», inside them „…“ (§ 168); a stop or comma comes after them.

    Example: ``“Рада”`` in English quotation marks; ``«Ми готові.»``. An article in straight marks
    gets one note, in the first paragraph that has some.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 419 of 430 planted found; 125
    alarms right, 0 wrong (100 %, 1 note).
    """
    target = pair.target.prose
    for match in _ENGLISH_QUOTE.finditer(target):
        yield warning("Ukrainian quotation marks are «…», inside them „…“", *match.span())
    straight = _STRAIGHT_QUOTE.search(target)
    if pair.article.once(_has_guillemets) and '"' in target:
        at = target.index('"')
        yield warning('the article has «…» elsewhere, here "', at, at + 1)
        return
    if straight:
        first, count = pair.article.once(_straight_quotes)
        if pair.key == first:
            others = "1 other paragraph" if count == 2 else f"{count - 1} other paragraphs"
            also = f" (also in {others})" if count > 1 else ""
            said = 'Ukrainian quotation marks are «…», not "…"'
            yield note(f"{said}{also}", *straight.span(), here=said)
    for match in _STOP_INSIDE.finditer(target):
        yield note("in Ukrainian the stop or comma comes after the quotation mark", *match.span())


def _straight_quotes(article: Article) -> tuple[str, int]:
    """Return the first unit of an article with a quotation in straight marks, and how many have."""
    found = [pair.key for pair in article.pairs if _STRAIGHT_QUOTE.search(pair.target.prose)]
    return (found[0] if found else ""), len(found)


def _has_guillemets(article: Article) -> bool:
    """Return whether an article quotes in «…» more often than in straight marks."""
    wide = sum("«" in pair.target.prose for pair in article.pairs)
    straight = sum('"' in pair.target.prose for pair in article.pairs)
    return wide > 2 * straight


@check("dashes", targets="uk")
def dashes(pair: Pair) -> Iterator[Remark]:
    """Dashes between words: — with spaces (§ 161), not a hyphen.

    Example: ``Київ - столиця``.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 95 of 95 planted found; 96 notes
    right, 4 wrong (96 %).
    """
    for match in _DASH.finditer(pair.target.prose):
        yield note("a hyphen stands for a dash", *match.span(1))


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


@check("non-breaking", targets="uk")
def non_breaking(pair: Pair) -> Iterator[Remark]:
    """After № and before units and months the space does not break, where the article knows that.

    Example: ``№ 5`` with an ordinary space in an article that has non-breaking ones elsewhere.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 22 of 22 planted found; 22 notes
    right, 0 wrong (100 %).
    """
    if pair.article.once(_breaks_not):
        for match in _BREAKABLE.finditer(pair.target.prose):
            if " " in match.group():
                yield note("elsewhere in the article this space does not break", *match.span())


def _breaks_not(article: Article) -> bool:
    return sum("\u00a0" in pair.target.words for pair in article.pairs) >= 3


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
