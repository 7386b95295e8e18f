"""Words for numbers in English, Ukrainian and Korean; see `transkit.text.numbers`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

__all__ = [
    "ENGLISH",
    "GROUPS",
    "GROUP_SIZES",
    "KOREAN_HINTS",
    "KOREAN_NATIVE",
    "KOREAN_NO_POWER_BEFORE",
    "KOREAN_POWERS",
    "KOREAN_SINO",
    "MAGNITUDES",
    "Entry",
    "english_hints",
    "korean_native_value",
    "korean_sino_value",
    "ukrainian_entries",
]

_HINT, _SOFT, _FIRM = 0, 1, 2


class Entry(NamedTuple):
    """What a word stands for."""

    value: Decimal
    weight: int
    """A `transkit.text.numbers.Weight`."""
    exact: bool = True
    """Whether it may be a part of a longer number."""


MAGNITUDES = {
    "en": {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mln": 6,
           "bn": 9, "tn": 12, "k": 3, "m": 6},
    "uk": {"сотн": 2, "тис": 3, "млн": 6, "мільйон": 6, "мільйоном": 6, "млрд": 9, "мільярд": 9,
           "трлн": 12, "трильйон": 12},
}  # fmt: skip
"""Words behind digits that multiply them by this power of ten; inflected ones begin alike."""
# "5 m" is metres more often than millions, and "5 k" a run: too short to tell.
del MAGNITUDES["en"]["k"], MAGNITUDES["en"]["m"]

GROUP_SIZES = {"ten": 10, "twelve": 12, "hundred": 100, "week": 7, "half": 0.5}
GROUPS = {
    "en": re.compile(
        r"[\s-](?:or (?:so|more) |more )?(?:(?P<ten>decades?)|(?P<twelve>dozens?)"
        r"|(?P<hundred>centur(?:y|ies))|(?P<week>weeks?))\b"
    ),
    "uk": re.compile(
        r"\s(?:(?P<ten>десятил|десятир|десятк|десятки)|(?P<twelve>дюжин)|(?P<hundred>столі|сторі)"
        r"|(?P<week>тижн))\w*"
    ),
    "ko": re.compile(r"\s?(?:(?P<hundred>세기)|(?P<week>주))"),
}
"""Nouns for a number of things, behind a number."""

_EN_ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen")  # fmt: skip
_EN_ORDINALS = ("zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
                "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth")  # fmt: skip
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _english_words() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for names in (_EN_ONES, _EN_ORDINALS):
        for value, name in enumerate(names.split()):
            found[name] = Entry(Decimal(value), _FIRM if value > 1 else _SOFT)
    for place, name in enumerate(_EN_TENS.split(), 2):
        found[name] = Entry(Decimal(10 * place), _FIRM)
        found[f"{name[:-1]}ieth"] = Entry(Decimal(10 * place), _FIRM)
    for name, power in (("hundred", 2), ("thousand", 3), ("million", 6), ("billion", 9),
                        ("trillion", 12)):  # fmt: skip
        found[name] = Entry(Decimal(10**power), _SOFT)
        found[f"{name}th"] = Entry(Decimal(10**power), _SOFT)
        found[f"{name}s"] = Entry(Decimal(10**power), _HINT, exact=False)
    found["second"] = Entry(Decimal(2), _SOFT)
    found["third"] = Entry(Decimal(3), _SOFT)
    found["zero"] = Entry(Decimal(0), _SOFT)
    return found


ENGLISH = _english_words()

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_EN_HINTS: dict[str, tuple[str, ...]] = {
    **{month: (str(number),) for number, month in enumerate(_MONTHS, 1)},
    **{month[:3]: (str(number),) for number, month in enumerate(_MONTHS, 1)},
    "sept": ("9",),
    "a": ("1",), "an": ("1",), "once": ("1",), "single": ("1",), "sole": ("1",), "alone": ("1",),
    "initial": ("1",), "initially": ("1",), "firstly": ("1",), "per": ("1",), "each": ("1",),
    "another": ("2", "1"), "last": ("1",), "annual": ("1",), "annually": ("1",), "every": ("1",),
    "daily": ("1",), "previous": ("1",), "next": ("1",), "same": ("1",), "whole": ("1",),
    "twice": ("2",), "both": ("2",), "pair": ("2",), "pairs": ("2",), "couple": ("2",),
    "double": ("2",), "doubled": ("2",), "doubles": ("2",), "dual": ("2",), "twin": ("2",),
    "twins": ("2",), "either": ("2",), "neither": ("2",), "secondary": ("2",), "secondly": ("2",),
    "half": ("0.5", "50", "2", "30", "500"), "halves": ("0.5", "2"), "halved": ("0.5", "2"),
    "between": ("2",), "other": ("2",), "seconds": ("2",), "duo": ("2",), "latter": ("2",),
    "thrice": ("3",), "triple": ("3",), "thirds": ("3",), "trio": ("3",), "tripled": ("3",),
    "thirdly": ("3",), "quarter": ("4", "0.25", "25", "15"), "quarters": ("4",),
    "quadruple": ("4",), "fourths": ("4",), "fifths": ("5",), "week": ("7", "1"),
    "weeks": ("7",), "weekly": ("7", "1"), "fortnight": ("14", "2"), "decade": ("10",),
    "decades": ("10",), "dozen": ("12",), "dozens": ("12", "10"), "score": ("20",),
    "scores": ("20",), "century": ("100",), "centuries": ("100",), "hundredth": ("100",),
    "millennium": ("1000",), "millennia": ("1000",), "noon": ("12",), "midday": ("12",),
    "midnight": ("12", "0", "24"), "tens": ("10",), "nil": ("0",), "year": ("1", "12"),
    "years": ("12",), "teenager": ("10",), "teenage": ("10",), "teenagers": ("10",),
    "teens": ("10",), "teen": ("10",), "percent": ("100",), "nobody": ("0",), "none": ("0",),
    "no": ("0", "1"), "only": ("1",), "unanimous": ("1",), "day": ("1", "24"), "month": ("1",),
    "months": ("1",), "hour": ("1", "60"), "minute": ("1", "60"), "first-ever": ("1",),
    "top": ("1",), "front": ("1",), "ground": ("1",), "leader": ("1",), "leading": ("1",),
    "christmas": ("25", "12"), "halloween": ("31", "10"), "capita": ("1",), "main": ("1",),
    "centennial": ("100",), "anniversary": ("1",), "biennial": ("2",), "infinite": ("1",),
}  # fmt: skip
_EN_PREFIXES = (
    ("bi", "2"), ("tri", "3"), ("quad", "4"), ("tetra", "4"), ("penta", "5"), ("quint", "5"),
    ("hexa", "6"), ("hept", "7"), ("octa", "8"), ("octo", "8"), ("deca", "10"), ("mono", "1"),
    ("uni", "1"), ("du", "2"), ("semi", "0.5"), ("multi", "2"), ("twofold", "2"),
    ("threefold", "3"), ("fourfold", "4"), ("tenfold", "10"), ("cent", "100"), ("quart", "4"),
)  # fmt: skip


_EN_DECADES = {
    f"{name[:-1]}ies": (str(10 * place), str(10 * place + 9), str(10 * place + 10))
    for place, name in enumerate(_EN_TENS.split(), 2)
}
"""Who is in his twenties is from 20 to 29."""


def english_hints(word: str) -> tuple[Decimal, ...]:
    """Return the numbers that an English word may stand for in a translation."""
    found = _EN_HINTS.get(word, _EN_DECADES.get(word, ()))
    if not found:
        found = tuple(value for prefix, value in _EN_PREFIXES if word.startswith(prefix))
    return tuple(Decimal(value) for value in found)


_UK_FORMS: dict[str, str] = {
    "0": "нуль нуля нулю нулем нулі",
    "1": "один одна одне одного одної одному одній одну одним одною однією перший перша перше "
         "першого першої першому першій першу першим першою перші перших першими",
    "2": "два дві двох двом двома двоє обидва обидві обидвох обох обом обома",
    "3": "три трьох трьом трьома троє третій третя третє третього третьої третьому третю третім "
         "третьою треті третіх третіми",
    "4": "чотири чотирьох чотирьом чотирма четверо четвертий четверта четверте четвертого "
         "четвертої четвертому четвертій четверту четвертим четверті четвертих",
    "40": "сорок сорока", "90": "дев'яносто дев'яноста",
    "100": "сто ста", "200": "двісті двохсот двомстам", "300": "триста трьохсот трьомстам",
    "400": "чотириста чотирьохсот чотирьомстам",
}  # fmt: skip
_UK_FIVES = {
    "5": "п'ят", "6": "шіст", "7": "сім", "8": "вісім", "9": "дев'ят", "10": "десят",
    "11": "одинадцят", "12": "дванадцят", "13": "тринадцят", "14": "чотирнадцят",
    "15": "п'ятнадцят", "16": "шістнадцят", "17": "сімнадцят", "18": "вісімнадцят",
    "19": "дев'ятнадцят", "20": "двадцят", "30": "тридцят",
    "50": "п'ятдесят", "60": "шістдесят", "70": "сімдесят", "80": "вісімдесят",
}  # fmt: skip
"""Numerals that decline like п'ять; ordinals have the same stem."""
_UK_OBLIQUE = {"6": "шест", "7": "сем", "8": "восьм", "50": "п'ятидесят"}
_UK_ORDINAL_STEMS = {"6": "шост", "7": "сьом", "8": "восьм", "40": "сороков", "90": "дев'яност"}
_UK_ADJECTIVE = ("ий", "а", "е", "ого", "ої", "ому", "ій", "у", "им", "ою", "і", "их", "ими")
_UK_MULTIPLES = {
    "5": "п'ятсот", "6": "шістсот", "7": "сімсот", "8": "вісімсот", "9": "дев'ятсот",
}  # fmt: skip


def _ukrainian_words() -> dict[str, Entry]:
    found: dict[str, Entry] = {}

    def put(forms: str, value: str) -> None:
        weight = _FIRM if Decimal(value) > 1 else _SOFT
        for form in forms.split():
            found.setdefault(form, Entry(Decimal(value), weight))

    for value, forms in _UK_FORMS.items():
        put(forms, value)
    for value, stem in _UK_FIVES.items():
        straight = stem if value in ("7", "8", "50", "60", "70", "80") else f"{stem}ь"
        put(f"{straight} {stem}и {stem}ьох {stem}ьом {stem}ьома {stem}ьма {stem}еро", value)
        if value not in ("7", "8"):
            put(" ".join(f"{stem}{ending}" for ending in _UK_ADJECTIVE), value)
    for value, stem in _UK_OBLIQUE.items():
        put(f"{stem}и {stem}ьох {stem}ьом {stem}ьома", value)
    put("сімох сімом сімома семеро", "7")
    put("вісьмох вісьмом вісьмома восьмеро восьми", "8")
    for value, stem in _UK_ORDINAL_STEMS.items():
        put(" ".join(f"{stem}{ending}" for ending in _UK_ADJECTIVE), value)
    for digit, form in _UK_MULTIPLES.items():
        put(f"{form} {form.removesuffix('сот')}истам", f"{digit}00")
    return {**found, **_ukrainian_thousands()}


def _ukrainian_thousands() -> dict[str, Entry]:
    powers = {"тисяч": 3, "мільйон": 6, "мільярд": 9, "трильйон": 12}
    endings = ("", "а", "і", "у", "и", "ів", "ам", "ами", "ею", "ом", "ах", "ою")
    return {
        f"{name}{ending}": Entry(Decimal(10**power), _SOFT)
        for name, power in powers.items()
        for ending in endings
    }


_UKRAINIAN = _ukrainian_words()
_UK_STEMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("одинадцят", ("11",)), ("дванадцят", ("12",)), ("тринадцят", ("13",)),
    ("чотирнадцят", ("14",)), ("п'ятнадцят", ("15",)), ("шістнадцят", ("16",)),
    ("сімнадцят", ("17",)), ("вісімнадцят", ("18",)), ("дев'ятнадцят", ("19",)),
    ("двадцят", ("20",)), ("тридцят", ("30",)), ("сорок", ("40",)),
    ("п'ятдесят", ("50",)), ("п'ятидесят", ("50",)), ("шістдесят", ("60",)),
    ("шестидесят", ("60",)), ("сімдесят", ("70",)), ("семидесят", ("70",)),
    ("вісімдесят", ("80",)), ("вісьмидесят", ("80",)), ("дев'яност", ("90",)),
    ("двіст", ("200",)), ("двохсот", ("200",)), ("трист", ("300",)), ("трьохсот", ("300",)),
    ("чотирист", ("400",)), ("п'ятсот", ("500",)), ("шістсот", ("600",)),
    ("сімсот", ("700",)), ("вісімсот", ("800",)), ("дев'ятсот", ("900",)),
    ("десятиліт", ("10",)), ("десятиріч", ("10",)), ("десятк", ("10", "12")),
    ("десяток", ("10", "12")), ("десят", ("10", "0.1")), ("одн", ("1",)), ("один", ("1",)),
    ("єдин", ("1",)), ("вперше", ("1",)), ("уперше", ("1",)), ("перш", ("1",)),
    ("спочатку", ("1",)), ("раз", ("1",)), ("кож", ("1",)), ("пів", ("0.5", "6", "30", "50", "500")), ("північ", ()), ("півноч", ("0.5", "12", "0", "24")),
    ("півден", ()), ("півдн", ()), ("півостр", ()), ("півтор", ("1.5",)), ("півень", ()), ("півн", ()),
    ("полови", ("0.5", "2", "50", "30")), ("навпіл", ("0.5", "2")),
    ("двосот", ("200",)), ("двісти", ("200",)), ("дв", ("2",)), ("друг", ("2",)),
    ("вдруге", ("2",)), ("вдвоє", ("2",)), ("вдвічі", ("2", "0.5")), ("удвічі", ("2", "0.5")),
    ("обид", ("2",)), ("обо", ("2",)), ("подвій", ("2",)), ("подвоє", ("2",)), ("пар", ("2",)),
    ("близню", ("2",)), ("вторин", ("2",)), ("секунд", ("2",)), ("інш", ("2",)),
    ("кільк", ("2", "3")), ("декільк", ("2", "3")), ("поділ", ("2",)),
    ("втретє", ("3",)), ("утретє", ("3",)), ("втричі", ("3",)), ("утричі", ("3",)),
    ("третин", ("3", "0.33")), ("трет", ("3",)), ("потрі", ("3",)), ("трьо", ("3",)),
    ("три", ("3",)), ("троє", ("3",)), ("тро", ("3",)), ("чверт", ("4", "0.25", "25", "15")),
    ("чотир", ("4",)), ("четвер", ("4",)), ("вчетверо", ("4",)), ("учетверо", ("4",)),
    ("квартал", ("4",)), ("п'ят", ("5",)), ("вп'ятеро", ("5",)), ("шіст", ("6",)),
    ("шест", ("6",)), ("шост", ("6",)), ("сім", ("7",)), ("сем", ("7",)), ("сьом", ("7",)),
    ("тижн", ("7", "1")), ("тижд", ("7", "1")), ("віс", ("8",)), ("вось", ("8",)),
    ("дев'ят", ("9",)), ("дюжин", ("12",)), ("опівноч", ("12", "0", "24")),
    ("опівдн", ("12",)), ("полудн", ("12",)), ("сторіч", ("100",)), ("століт", ("100",)),
    ("сотн", ("100",)), ("сотий", ("100",)), ("сто", ("100",)), ("стa", ("100",)),
    ("тисячоліт", ("1000",)), ("тисяч", ("1000",)), ("тис", ("1000",)),
    ("мільйон", ("1000000",)), ("млн", ("1000000",)), ("мільярд", ("1000000000",)),
    ("млрд", ("1000000000",)), ("трильйон", ("1000000000000",)), ("нул", ("0",)),
    ("жодн", ("0", "1")), ("січ", ("1",)), ("лют", ("2",)), ("берез", ("3",)),
    ("квіт", ("4",)), ("трав", ("5",)), ("черв", ("6",)), ("лип", ("7",)), ("серп", ("8",)),
    ("верес", ("9",)), ("жовт", ("10",)), ("листопад", ("11",)), ("груд", ("12",)),
    ("моно", ("1",)), ("бінар", ("2",)), ("білатер", ("2",)), ("біполяр", ("2",)), ("біенал", ("2",)), ("дуе", ("2",)), ("тріо", ("3",)), ("квад", ("4",)),
    ("підліт", ("10",)), ("щодн", ("1",)), ("щор", ("1",)), ("річ", ("1", "12")),
    ("трива", ()), ("трима", ()), ("тривож", ()), ("квадрат", ()), ("парк", ()), ("парла", ()),
    ("партн", ()), ("парті", ()), ("парам", ()), ("двер", ()), ("двиг", ()), ("двор", ()), ("дворіч", ("2",)), ("дворазов", ("2",)), ("двором", ("2",)),
    ("півмільйон", ("500000",)), ("півмільярд", ("500000000",)), ("півтисяч", ("500",)), ("півсот", ("50",)),
    ("травм", ()), ("стол", ()), ("столі", ("100",)), ("стоя", ()), ("стої", ()), ("вісн", ()),
    ("вість", ()), ("червон", ()), ("разом", ()), ("обов", ()), ("обор", ()), ("тропі", ()),
)  # fmt: skip
"""Beginnings of words that may stand for a number; the longest one that fits counts.

Of words that only begin alike, nothing is behind it."""
_UK_TIMES = tuple(
    (f"{first}{word}", (str(value),))
    for value, words in (
        (2, "друге двоє двічі"), (3, "третє троє тричі"), (4, "четверте четверо"),
        (5, "п'яте п'ятеро"), (6, "шосте шестеро"), (7, "сьоме семеро"), (8, "восьме восьмеро"),
        (9, "дев'яте дев'ятеро"), (10, "десяте десятеро"), (100, "соте стократ"),
    )
    for word in words.split()
    for first in "ву"
)  # fmt: skip
"""For the third time, three times as much: втретє, увосьме, вп'ятеро."""
_UK_BY_STEM = dict(_UK_TIMES) | dict(_UK_STEMS)
_UK_LONGEST = max(map(len, _UK_BY_STEM))


@lru_cache(maxsize=16384)
def ukrainian_entries(word: str) -> list[Entry]:
    """Return what a Ukrainian word (small letters, ``'``) may stand for."""
    exact = _UKRAINIAN.get(word)
    if exact is not None:
        return [exact]
    for length in range(min(len(word), _UK_LONGEST), 1, -1):
        values = _UK_BY_STEM.get(word[:length])
        if values is not None:
            return [Entry(Decimal(value), _HINT) for value in values]
    return []


KOREAN_POWERS = {"십": 1, "백": 2, "천": 3, "만": 4, "억": 8, "조": 12}
KOREAN_NO_POWER_BEFORE = frozenset("큼각금립건항약합사작난")
"""Syllables behind 만, 조, 천 … that make another word of them: 만큼, 조각, 조금, 조립, 조건 …"""
_KO_ONES = {"하나": 1, "한": 1, "첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4,
            "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}  # fmt: skip
_KO_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60,
            "일흔": 70, "여든": 80, "아흔": 90}  # fmt: skip
_KO_COUNTERS = (
    "명|개|번|가지|사람|대|곳|달|시간|시|살|마리|배|권|해|쌍|팀|차례|편|군데|단계|종류|종|건|장|채|척|"
    "그루|송이|잔|병|켤레|나라|도시|국가|회사|아이|자녀|아들|딸|형제|남자|여자|남성|여성|친구|학생|"
    "사건|경기|골|세트|주|분|방법|후보|정당|부분|그룹|집단|지역|선수|섬|행성|발|줄|층|세대|세기|끼|걸음"
)
KOREAN_NATIVE = re.compile(
    rf"(?<![가-힣\d])(?P<number>(?P<tens>{'|'.join(_KO_TENS)})?"
    rf"(?P<ones>{'|'.join(sorted(_KO_ONES, key=len, reverse=True))})|"
    rf"(?P<only>{'|'.join(_KO_TENS)}))(?:(?P<counter>\s(?:{_KO_COUNTERS})(?:째)?|(?:번|명|개|시간|살|달|배|가지|사람|마리)(?:째)?)|(?=\s|[가-힣]))"
)
_SINO_DIGITS = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9,
                "십": 10, "백": 100, "천": 1000}  # fmt: skip
KOREAN_SINO = re.compile(
    r"(?<![가-힣])수?(?:[일이삼사오육칠팔구]?[십백천만억조][일이삼사오육칠팔구십백천만억조]*"
    r"|[일이삼사오육칠팔구](?=[중각원차면대번위등세월인년개층강회부주분륜족극색겹인]))"
)
KOREAN_HINTS: tuple[tuple[re.Pattern[str], tuple[Decimal, ...]], ...] = tuple(
    (re.compile(pattern), tuple(Decimal(value) for value in values.split()))
    for pattern, values in (
        (
            r"최초|처음|유일|단독|단일|하루|매년|매일|매주|각각|홀로|혼자|단 |초기|당 |매 |시속|초속|같은|또 다른",
            "1",
        ),
        (r"남북|양|쌍|모두|이중|이틀|둘|두|배|이차|부차|초|커플|부부|다른|간", "2"),
        (r"사흘|셋|삼중|세 배|3중", "3"),
        (r"나흘|넷|분기", "4"),
        (r"닷새", "5"),
        (r"엿새", "6"),
        (r"이레|일주일|주간", "7 1"),
        (r"열흘|수십|십 ", "10"),
        (r"보름", "15 14"),
        (r"절반|반", "0.5 50 2 30"),
        (r"분의", "1"),
        (r"정오|자정", "12 0 24"),
        (r"세기", "100"),
        (r"수백", "100"),
        (r"수천", "1000"),
        (r"십대", "10"),
        (r"없", "0"),
    )
)


def korean_native_value(tens: str, ones: str) -> Decimal:
    """Return what a native Korean number is."""
    return Decimal(_KO_TENS.get(tens, 0) + _KO_ONES.get(ones, 0))


def korean_sino_value(word: str) -> int:
    """Return what a Sino-Korean number is (이천오백만 is 25,000,000); 0 where it is none."""
    total = section = digit = 0
    for syllable in word.removeprefix("수"):
        value = _SINO_DIGITS.get(syllable, 0)
        if syllable in "만억조":
            total += (section + digit or 1) * 10 ** KOREAN_POWERS[syllable]
            section = digit = 0
        elif value >= 10:
            section += (digit or 1) * value
            digit = 0
        else:
            digit = value
    return total + section + digit
