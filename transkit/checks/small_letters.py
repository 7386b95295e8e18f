"""Ukrainian: words that begin with a small letter where English has a capital.

Months, days of the week, peoples and their languages (Український правопис 2019, § 49).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from transkit.checks.base import Pair, Remark, check, warning
from transkit.checks.word_lists import read_table

__all__ = ["small_letters"]

_MONTHS = "Січн|Лют|Березн|Квітн|Травн|Червн|Липн|Серпн|Вересн|Жовтн|Листопад|Грудн"
_MONTH = re.compile(rf"(?<=\d )(?:{_MONTHS})(?:я|ого|а)\b|\b(?<=[ув] )(?:Січні|Лютому|"
                    rf"Березні|Квітні|Травні|Червні|Липні|Серпні|Вересні|Жовтні|"
                    r"Листопаді|Грудні)\b")  # fmt: skip
_NATIONS = re.compile(
    r"(?<=[а-яіїє,] )(?:Українц|Американц|Німц|Поляк|Росіян|Француз|Британц|Корейц|Китайц|Японц|"
    r"Англійц|Італійц|Іспанц|Канадц|Європейц|Білорус|Литовц|Грузин|Турк)(?:і|ів|ям|ям|ями|и|ам|ами|"
    r"а|у|ем|ець|ин|ина|инів)?\b"
)
_PREPOSITIONS = (
    "у|в|з|із|зі|до|від|наприкінці|напередодні|протягом|упродовж|впродовж|після|на|початку|початок|кінця|"
    "кінець|кінці|середини|середині|за|щодо|по"
)
_CALENDAR = re.compile(
    rf"(?<![^\W\d_])(?:{_PREPOSITIONS}) "
    r"(?P<word>(?:Січн|Березн|Квітн|Травн|Червн|Липн|Серпн|Вересн|Жовтн)(?:я|і|ю|ем)"
    r"|(?:Січень|Лютий|Березень|Квітень|Травень|Червень|Липень|Серпень|Вересень|Жовтень"
    r"|Грудень)"
    r"|Листопад[аіу]|Грудн[яіюе]м?|Лютого|Лютому"
    r"|Понеділ(?:ок|ка|ку)|Вівтор(?:ок|ка|ку)|Серед[уи]|Четвер(?:га|гу)?"
    r"|П[’'ʼ]ятниц[юіея]|Субот[уиі]|Неділ[юіея])(?!\w)(?! [А-ЯІЇЄҐ])"
)
"""Months and days behind what stands before times; not where a name goes on (Лютого Дмитра)."""
_NATIONAL = re.compile(
    r"(?<=[а-яіїєґ,] )(?P<word>(?:"
    r"Українськ|Російськ|Французьк|Німецьк|Англійськ|Американськ|Британськ|Польськ"
    r"|Китайськ|Японськ|Корейськ|Італійськ|Іспанськ|Турецьк|Білоруськ|Канадськ"
    r"|Ізраїльськ|Чеченськ"
    r"|Грузинськ|Литовськ|Румунськ|Угорськ)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими)"
    r" (?=(?:посадов|міністр|президент|мов|уряд|військ|солдат|армі|влад|політик|громадян"
    r"|журналіст"
    r"|дипломат|посол|посла|чиновник|компані|літак|танк|заруб|вчен|учен|гравц|спортсмен|поліц"
    r"|прокур|генерал|депутат|лідер|кух|місто|міст|ракет|дрон|кордон|пошук|полон)))"
)
"""Adjectives of countries before a common noun in small letters, in mid-sentence."""
_PEOPLE = re.compile(
    r"(?<=[а-яіїєґ,] )(?:Україн(?:ок|ками|кам|ках|ки|ка|ку|кою)"
    r"|Чечен(?:ц\w{1,3}|ець|ок|ки)|Росіян(?:ок|ки|ка|ку|ами|ам)"
    r"|Американ(?:ок|ки|ка|ку)|Румун(?:и|ів|ам|ами)|Угорц\w{1,3}|Ізраїльтян\w{0,3}|Палестинц\w{1,3}|Араб(?:и|ів|ам|ами))"
    r"(?!\w)"
)
_ORGANISED = re.compile(
    r"(?:Спілк|Союз|Рад|Конгрес|Асоціаці|Федераці|Товариств|Братств|Партії?|Рух|Ліг|Організаці|Об[’'ʼ]єднанн|Комітет"
    r"|Фонд|Центр|Дім|Будинок|Клуб|Агентств|Музе)\w*$"
)
"""What names of organisations begin with: Спілка Українок."""
_BEFORE = r"(?<=[а-яіїєґ0-9,;’ʼ'] )"
"""Mid-sentence: no capital, sign of an end or opening bracket stands before the word."""
_CALENDAR_FORMS = {
    "January": "Січ(?:ень|н[яіюе]м?)", "February": "Лют(?:ий|ого|ому|им)",
    "March": "Берез(?:ень|н[яіюе]м?)", "April": "Квіт(?:ень|н[яіюе]м?)",
    "May": "Трав(?:ень|н[яіюе]м?)", "June": "Черв(?:ень|н[яіюе]м?)",
    "July": "Лип(?:ень|н[яіюе]м?)", "August": "Серп(?:ень|н[яіюе]м?)",
    "September": "Верес(?:ень|н[яіюе]м?)", "October": "Жовт(?:ень|н[яіюе]м?)",
    "November": "Листопад(?:|а|і|у|ом)", "December": "Груд(?:ень|н[яіюе]м?)",
    "Monday": "Понеділ(?:ок|к[ауи]|ком)", "Tuesday": "Вівтор(?:ок|к[ау]|ком)",
    "Wednesday": "Серед(?:а|и|у|ою|ам)", "Thursday": "Четвер(?:|га|гу|гом|гам)",
    "Friday": "П[’'ʼ]ятниц(?:я|і|ю|ею|ям)", "Saturday": "Субот(?:а|и|і|у|ою|ам)",
    "Sunday": "Неділ(?:я|і|ю|ею|ям)",
}  # fmt: skip
_ADJECTIVE_ENDS = "ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими"
_PEOPLE_ENDS = (
    "|а|у|и|і|ї|й|я|ю|є|ем|ом|єм|ою|ею|ів|їв|ам|ям|ами|ями|ах|ях|ка|ки|ку|кою|ок|ин|ина|ину|ини"
    "|ином|инові"
)


@cache
def _peoples() -> tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    """Return for each people how English names it, its adjective, and words for the people."""
    rows = []
    for names, stems in read_table("uk-peoples").items():
        english = "|".join(re.escape(name) for name in names.split())
        both: dict[bool, list[str]] = {True: [], False: []}
        for stem in stems:
            both[stem.endswith(("ськ", "цьк", "зьк"))].append(stem.capitalize())
        adjective, people = ("|".join(both[kind]) or "(?!)" for kind in (True, False))
        rows.append((
            re.compile(rf"\b(?:{english})(?![a-z])"),
            re.compile(rf"{_BEFORE}(?:{adjective})(?:{_ADJECTIVE_ENDS})(?!\w)"),
            re.compile(rf"{_BEFORE}(?:{people})(?:{_PEOPLE_ENDS})(?!\w)"),
        ))  # fmt: skip
    return tuple(rows)


_IN_A_NAME = re.compile(r"(?:[’']s)?[ -]+(?:of |of the )?[A-Z]")
"""What follows a word that is part of a name: “American Samoa”."""
_NAME_BEFORE = re.compile(r"\b[A-Z][\w’']*(?: of(?: the)?)?[ -]$")
"""What comes before one: “Bank of England”, “Old English”; not the first word of a sentence."""


_GOES_ON_AS_A_NAME = re.compile(
    r"[-–]?\w| (?:[А-ЯІЇЄҐA-Z«“\"]|імпері|субконтинент|обряд|океан|церкв|затоц|затока|протоц"
    r"|протока|острови|островів|півостр|канал|мор[яеі]|союз|епох|часи)"
)


def _is_plain(source: str, name: re.Match[str]) -> bool:
    """Return whether a word of the source stands by itself, not in a name of several words."""
    if _IN_A_NAME.match(source, name.end()):
        return False
    before = _NAME_BEFORE.search(source[: name.start()])
    return before is None or not source[: before.start()].strip(" “\"'‘(")


def _always_plain(source: str, pattern: re.Pattern[str]) -> bool:
    """Return whether a source has a word, and never in a name of several words."""
    found = list(pattern.finditer(source))
    return bool(found) and all(_is_plain(source, name) for name in found)


def _told_by_source(source: str, target: str) -> Iterator[re.Match[str]]:
    """Yield words with a capital that stand for words which are no names in the source."""
    for name, word in _CALENDAR_WORDS:
        found = word.search(target)
        if found and _always_plain(source, name):
            yield from word.finditer(target)
    for name, adjective, people in _peoples():
        if not name.search(source):
            continue
        for pattern in (adjective, people):
            if pattern.search(target) and _always_plain(source, name):
                yield from (
                    match
                    for match in pattern.finditer(target)
                    if not _GOES_ON_AS_A_NAME.match(target, match.end())
                )


_CALENDAR_WORDS = tuple(
    (re.compile(rf"\b{name}s?\b"), re.compile(rf"{_BEFORE}{forms}(?!\w)(?! [А-ЯІЇЄҐ])"))
    for name, forms in _CALENDAR_FORMS.items()
)


@check("small-letters", targets="uk")
def small_letters(pair: Pair) -> Iterator[Remark]:
    """Months, days, peoples and languages begin with a small letter (§ 49).

    Example: ``5 Травня``, ``наприкінці Березня``, ``серед Українців``, ``Французький міністр`` in
    mid-sentence. Names of organisations (``Спілка Українок``) and of people are left alone, as is
    what the source has in a name: ``French Guiana``.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 22 of 22 planted found; 23
    alarms right, 0 wrong (100 %).
    """
    source, target = pair.source.prose, pair.target.prose
    found = {match.span() for pattern in (_MONTH, _NATIONS) for match in pattern.finditer(target)}
    others = [
        match for pattern in (_CALENDAR, _NATIONAL, _PEOPLE) for match in pattern.finditer(target)
    ]
    if pair.source_language == "en":
        others += _told_by_source(source, target)
    for match in others:
        start, end = match.span("word" if "word" in match.groupdict() else 0)
        if not _ORGANISED.search(target[:start].rstrip()):
            found.add((start, start + len(target[start:end].rstrip())))
    for start, end in sorted(found):
        if not any(a <= start < b and (a, b) != (start, end) for a, b in found):
            yield warning(
                f"“{target[start:end]}” begins with a small letter in Ukrainian", start, end
            )
