"""Planting errors against the rules of Ukrainian and Korean prose."""

from __future__ import annotations

import random
import re
from functools import cache
from typing import Any

from benchmarks.planted import Change, Kind, one_row, pick, put, with_them

__all__ = ["COUNTRIES", "RULES", "dictionary"]


def _only(language: str, change: Change) -> Change:
    """Return a change for one language alone."""

    def only(there: str, here: str, its: str, source: random.Random) -> str | None:
        return change(there, here, its, source) if its == language else None

    return only


@cache
def dictionary() -> Any:
    """Return the dictionary of Ukrainian forms."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="uk")


_NUMERALS = {
    "два": 2, "три": 3, "чотири": 4, "п'ять": 5, "шість": 6, "сім": 7, "вісім": 8, "дев'ять": 9,
    "десять": 10, "одинадцять": 11, "дванадцять": 12, "п'ятнадцять": 15, "двадцять": 20,
    "тридцять": 30, "сорок": 40, "п'ятдесят": 50, "сто": 100,
}  # fmt: skip
_COUNTED = re.compile(
    rf"(?<![\w.,:/–-])(\d{{1,3}}|{'|'.join(_NUMERALS)})[ \u00a0]([а-яіїєґ'’]{{3,}})\b"
)


def _break_agreement(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put the noun behind a numeral into another form: 5 роки, 2 рік, 21 років."""
    del there, language
    places = []
    for match in _COUNTED.finditer(here):
        number = _NUMERALS.get(match.group(1)) or int(match.group(1))
        wrong = _wrong_form(number, match.group(2))
        if wrong is not None:
            places.append((match, wrong))
    if not places:
        return None
    match, wrong = source.choice(places)
    return put(here, match, wrong, 2)


def _wrong_form(number: int, word: str) -> str | None:
    """Return a form of a noun that does not go with a number; ``None`` where it is no such noun."""
    is_many = 10 < number % 100 < 20 or number % 10 in (0, 5, 6, 7, 8, 9)
    is_one = not is_many and number % 10 == 1
    for parse in dictionary().parse(word.replace("’", "'")):
        if (
            "NOUN" not in parse.tag
            or "Fixd" in parse.tag
            or parse.word != parse.inflect(set()).word
        ):
            continue
        case, count = parse.tag.case, parse.tag.number or "sing"
        if is_many and (case, count) == ("gent", "plur"):
            wrong = _inflected(parse, "nomn")
        elif is_one and case in ("nomn", "accs") and count == "sing":
            wrong = _inflected(parse, "gent")
        elif not is_many and not is_one and case == "nomn" and count == "plur":
            wrong = str(parse.normal_form)  # the singular
        else:
            continue
        if wrong not in ("", word, "раз", "чоловік"):
            return wrong
    return None


def _inflected(parse: Any, case: str) -> str:
    """Return a plural form; empty where there is none."""
    form = parse.inflect({case, "plur"})
    return "" if form is None else str(form.word)


def _wrong_apostrophe(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put an accent for an apostrophe."""
    del there, language
    match = pick(r"(?<=[а-яіїєґ])['’ʼ](?=[яюєї])", here, source)
    return None if match is None else put(here, match, source.choice("`´‘"))


def _hyphen_for_dash(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put a hyphen for a dash between words."""
    del there, language
    match = pick(r"(?<=[^\W\d_]) ([—–]) (?=[^\W\d_])", here, source)
    return None if match is None else put(here, match, "-", 1)


_MONTHS = dict(zip(
    ("січня лютого березня квітня травня червня липня серпня вересня жовтня листопада "
     "грудня").split(),
    ("січень лютий березень квітень травень червень липень серпень вересень жовтень листопад "
     "грудень").split(), strict=True,
))  # fmt: skip
_DAY_AND_MONTH = rf"(?<![\d.,:/–-])([12]?\d|3[01])[ \u00a0]({'|'.join(_MONTHS)})\b"


def _wrong_date(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put a month into the nominative, or before its day, or a decade and a time as in English."""
    del there, language
    ways = []
    if match := pick(_DAY_AND_MONTH, here, source):
        ways.append(put(here, match, _MONTHS[match.group(2)], 2))
    if match := pick(rf"{_DAY_AND_MONTH} (\d{{4}})(?: року| р\.)?", here, source):
        ways.append(put(here, match, f"{match.group(2)} {match.group(1)}, {match.group(3)}"))
    if match := pick(r"\b(?:1[5-9]|20)\d0-(?:х|ті|их|ми|тих)\b", here, source):
        ways.append(put(here, match, f"{match.group()[:4]}s"))
    if match := pick(r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])", here, source):
        hour = int(match.group(1))
        half = "pm" if hour > 11 else "am"
        ways.append(put(here, match, f"{(hour - 1) % 12 + 1}:{match.group(2)} {half}"))
    return source.choice(ways) if ways else None


_NOBODY = r"\b(?:ніхто|нікого|нікому|ніщо|нічого|ніколи|ніде|нікуди|жоден|жодн\w+|ніяк\w*)\b"


def _lose_half(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Leave out the "не" beside "ніхто", "нічого" and the like."""
    del there, language
    for clause in re.finditer(r"[^.!?;:,()—–]+", here):
        if re.search(_NOBODY, clause.group(), re.IGNORECASE) and (
            match := pick(r"\bне (?=\w)", clause.group(), source)
        ):
            return here[: clause.start() + match.start()] + here[clause.start() + match.end() :]
    return None


COUNTRIES = {
    "Japan": ("Японії", "일본"),
    "France": ("Франції", "프랑스"),
    "Italy": ("Італії", "이탈리아"),
    "Germany": ("Німеччині", "독일"),
    "China": ("Китаї", "중국"),
    "Spain": ("Іспанії", "스페인"),
    "Canada": ("Канаді", "캐나다"),
    "India": ("Індії", "인도"),
    "Australia": ("Австралії", "호주"),
    "Mexico": ("Мексиці", "멕시코"),
    "Brazil": ("Бразилії", "브라질"),
    "Egypt": ("Єгипті", "이집트"),
    "Britain": ("Британії", "영국"),
    "England": ("Англії", "영국"),
    "Russia": ("Росії", "러시아"),
    "Turkey": ("Туреччині", "터키"),
    "Poland": ("Польщі", "폴란드"),
    "Iraq": ("Іраку", "이라크"),
    "Iran": ("Ірані", "이란"),
    "Israel": ("Ізраїлі", "이스라엘"),
    "Kenya": ("Кенії", "케냐"),
    "Finland": ("Фінляндії", "핀란드"),
    "Norway": ("Норвегії", "노르웨이"),
    "Argentina": ("Аргентині", "아르헨티나"),
    "Chile": ("Чилі", "칠레"),
    "Peru": ("Перу", "페루"),
    "Singapore": ("Сінгапурі", "싱가포르"),
    "Thailand": ("Таїланді", "태국"),
    "Vietnam": ("В'єтнамі", "베트남"),
    "Indonesia": ("Індонезії", "인도네시아"),
    "Europe": ("Європі", "유럽"),
    "Africa": ("Африці", "아프리카"),
    "Asia": ("Азії", "아시아"),
    "Cuba": ("Кубі", "쿠바"),
    "Greece": ("Греції", "그리스"),
    "Ireland": ("Ірландії", "아일랜드"),
}


def _on_ukraine(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put "на Україні" where a person has written "у" and another country."""
    del language
    for name, (there_in, _) in source.sample(list(COUNTRIES.items()), len(COUNTRIES)):
        match = pick(rf"\b[вуВУ] {there_in}\b", here, source)
        if match is not None and name in there:
            on = "На" if match.group()[0].isupper() else "на"
            return put(here, match, f"{on} Україні")
    return None


_WITH_A_CAPITAL = re.compile(
    r"(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[a-z]+(?:ish|ese|ian|ean|ican|nch|man|ench))s?"
)
"""Words that English writes with a capital, and Ukrainian with a small letter: how they end."""
_SMALL = (
    rf"(?:{'|'.join(_MONTHS)})|(?:понеділ|вівтор|серед[аиуі]|четвер(?=г|\b)|п.ятниц|субот|неділ)\w*"
    r"|(?:американ|нім|франц|росі|британ|кита|япон|італі|іспан|європе|канад|англі|україн|поля|польськ"
    r"|коре|тур[кец]|грузин|інді|австрал|мексикан|єгип|ізра|іран|ірак|сирі|грец|голланд|швед)"
    r"\w*(?:ськ|цьк|зьк|ц|н|к)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими|ів|ам|ами|ах|ець|ця|цем|янин\w*|яни)"
)


def _large_letter(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Write a month, a day or a people with a capital, as in English, wherever it stands."""
    del language
    if not any(
        _WITH_A_CAPITAL.fullmatch(word.lower()) for word in re.findall(r"\b[A-Z]\w+", there)
    ):
        return None
    match = pick(rf"(?<=[а-яіїєґ0-9,] )(?:{_SMALL})\b", here, source)
    return None if match is None else put(here, match, match.group().capitalize())


def _english_number(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Write a number as in English, with a decimal point or commas, or stick its unit to it."""
    del language
    ways = [
        put(here, match, match.group().replace(",", "."))
        for match in re.finditer(r"(?<![\d.,])(\d+),(\d{1,2})(?![\d,])", here)
        if re.search(rf"(?<![\d.,]){match.group(1)}\.{match.group(2)}(?!\d)", there)
    ]
    ways += [
        put(here, match, english)
        for match in re.finditer(r"(?<![\d.,])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)", here)
        if (english := re.sub(r"\D", ",", match.group())) in there
    ]
    glued = re.finditer(r"(?<=\d)[ \u00a0](?=(?:км|кг|мм|см|м|г|л|млн|млрд|тис)\b)", here)
    ways += [put(here, match, "") for match in glued]
    return source.choice(ways) if ways else None


def _mark_inside(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Move the comma or full stop behind a quotation inside."""
    del there, language
    match = pick(r"([»\"])([.,])", here, source)
    return None if match is None else put(here, match, f"{match.group(2)}{match.group(1)}")


def _guillemets(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put «…» for straight quotation marks."""
    del there, language, source
    return re.sub(r'"([^"]+)"', r"«\1»", here)


_RUSSIAN = {
    "що": "что",
    "він": "он",
    "вона": "она",
    "і": "и",
    "та": "и",
    "й": "и",
    "але": "но",
    "як": "как",
    "це": "это",
    "якщо": "если",
    "коли": "когда",
    "також": "также",
    "дуже": "очень",
    "його": "его",
    "її": "ее",
    "їх": "их",
    "між": "между",
    "більше": "больше",
    "тільки": "только",
    "де": "где",
    "було": "было",
    "були": "были",
    "ще": "еще",
    "вже": "уже",
    "від": "от",
    "із": "из",
    "який": "который",
    "яка": "которая",
    "які": "которые",
    "після": "после",
    "під": "под",
    "щоб": "чтобы",
    "або": "или",
    "перед": "перед",
    "може": "может",
    "можна": "можно",
    "люди": "люди",
    "року": "года",
    "час": "время",
}


def _half_russian(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put Russian words for the short Ukrainian ones; at least four of them."""
    del there, language, source
    changed = re.sub(r"[\w'’]+", lambda match: _RUSSIAN.get(match.group(), match.group()), here)
    there_are = sum(word in _RUSSIAN for word in re.findall(r"[\w'’]+", here))
    return changed if there_are >= 4 else None


def _stray_jamo(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put a letter that makes no syllable behind one."""
    del there, language
    match = pick(r"(?<=[가-힣])(?=[가-힣])", here, source)
    return (
        None if match is None else put(here, match, source.choice("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅏㅓㅗㅜㅡㅣ"))
    )


def _in_hanja(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put a Chinese or Japanese word for a Korean one."""
    del there, language
    match = pick(r"(?<= )[가-힣]{2,4}(?= )", here, source)
    words = (
        "政府",
        "大統領",
        "國家",
        "經濟",
        "社會",
        "時間",
        "问题",
        "発表",
        "している",
        "について",
    )
    return None if match is None else put(here, match, source.choice(words))


def _wide_sign(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put a full-width sign for an ordinary one."""
    del there, language
    wide = {".": "。", ",": "，", "?": "？", "!": "！", ":": "：", "(": "（", ")": "）"}
    match = pick(r"(?<=[가-힣])[.,?!:()]", here, source)
    return None if match is None else put(here, match, wide[match.group()])


def _left_over(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Leave both forms of a particle, or put the particle twice, or apart from its word."""
    del there, language
    match = pick(r"(?<=[가-힣]{2})(?:을|를|은|는)(?= )", here, source)
    if match is None:
        return None
    one = match.group()
    other = {"을": "를", "를": "을", "은": "는", "는": "은"}[one]
    return put(here, match, source.choice([f"{one}({other})", one * 2, f" {one}"]))


_CITIES = {
    "London": ("Лондон", "런던"), "Paris": ("Париж", "파리"), "Berlin": ("Берлін", "베를린"),
    "Moscow": ("Москв", "모스크바"), "Tokyo": ("Токіо", "도쿄"), "Beijing": ("Пекін", "베이징"),
    "Madrid": ("Мадрид", "마드리드"), "Vienna": ("Відень", "빈"), "Cairo": ("Каїр", "카이로"),
    "Kyiv": ("Київ", "키이우"), "Seoul": ("Сеул", "서울"), "Warsaw": ("Варшав", "바르샤바"),
    "Delhi": ("Делі", "델리"), "Sydney": ("Сідне", "시드니"), "Rome": ("Рим", "로마"),
}  # fmt: skip


def _another_place(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put another country or city for one, as a person called it there."""
    known = {name: (uk[:-1], ko) for name, (uk, ko) in COUNTRIES.items() if len(ko) > 1}
    known |= _CITIES
    at = int(language == "ko")
    places = [
        (name, match)
        for name, called in known.items()
        if re.search(rf"\b{name}\b", there)
        and len(found := list(re.finditer(re.escape(called[at]), here))) == 1
        for match in found
    ]
    if not places:
        return None
    name, match = source.choice(places)
    same = _CITIES if name in _CITIES else known.keys() - _CITIES.keys()
    new = source.choice(sorted(other for other in same if known[other][at] not in here
                               and other not in there and known[other] != known[name]))  # fmt: skip
    return put(here, match, known[new][at])


RULES: dict[str, Kind] = {
    "numeral does not agree": with_them(one_row(_only("uk", _break_agreement)), "agreement"),
    "accent for an apostrophe": with_them(one_row(_only("uk", _wrong_apostrophe)), "apostrophe"),
    "hyphen for a dash": with_them(one_row(_only("uk", _hyphen_for_dash)), "dashes"),
    "date as in English": with_them(one_row(_only("uk", _wrong_date)), "date-forms"),
    "half of a negation lost": with_them(one_row(_only("uk", _lose_half)), "double-negation"),
    "на Україні": with_them(one_row(_only("uk", _on_ukraine)), "in-ukraine"),
    "capital as in English": with_them(one_row(_only("uk", _large_letter)), "small-letters"),
    "number as in English": with_them(one_row(_only("uk", _english_number)), "ukrainian-numbers"),
    "stop inside the quotation": with_them(
        one_row(_only("uk", _mark_inside), _only("uk", _guillemets)), "ukrainian-quotes"
    ),
    "Russian words": with_them(one_row(_only("uk", _half_russian)), "russian-words"),
    "another known place": with_them(one_row(_another_place), "names"),
    "stray jamo": with_them(one_row(_only("ko", _stray_jamo)), "jamo"),
    "Chinese or Japanese word": with_them(one_row(_only("ko", _in_hanja)), "hanja"),
    "full-width sign": with_them(one_row(_only("ko", _wide_sign)), "korean-signs"),
    "particle left over": with_them(one_row(_only("ko", _left_over)), "particles"),
}
"""Kinds of errors, as they are called in the docs."""
