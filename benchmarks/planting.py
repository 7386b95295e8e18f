"""Planting errors in translations that people made, one of a kind in each small article.

Nothing here knows the checks: what is a number, a name or a particle is found in other ways.
"""

from __future__ import annotations

import random
import re

from benchmarks.planted import Kind, Planted, Rows, one_row, pick, put, skeleton, with_them
from benchmarks.planting_articles import ARTICLES
from benchmarks.planting_rules import RULES
from benchmarks.planting_signs import SIGNS

__all__ = ["PLANTERS"]


def _change_number(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Change a digit of a number that both sides have."""
    del language
    shared = set(re.findall(r"\d+", there))
    places = [m for m in re.finditer(r"\d+", here) if m.group() in shared]
    if not places:
        return None
    match = source.choice(places)
    at = source.randrange(len(match.group()))
    digit = source.choice([d for d in "123456789" if d != match.group()[at]])
    return put(here, match, match.group()[:at] + digit + match.group()[at + 1 :])


_ENGLISH_NUMBERS = r"\b(?:two|three|four|five|six|seven|eight|nine|ten)\b"
_NUMBER_FORMS = {
    "uk": (
        ("два", "три", "чотири"), ("двох", "трьох", "чотирьох"), ("двома", "трьома", "чотирма"),
        ("дві", "три", "чотири"), ("п'ять", "шість", "сім", "вісім", "дев'ять", "десять"),
        ("п'яти", "шести", "семи", "восьми", "десяти"), ("третій", "четвертий", "п'ятий"),
        ("третя", "четверта", "п'ята"), ("третього", "четвертого", "п'ятого"),
    ),
    "ko": (
        ("두", "세", "네", "다섯", "여섯"), ("둘", "셋", "넷"),
        ("일곱", "여덟", "아홉", "열"),
    ),
}  # fmt: skip


def _change_number_word(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put another number word for one, where the source has a number word, too."""
    if not re.search(_ENGLISH_NUMBERS, there, re.IGNORECASE):
        return None
    follows = r"(?=\s)" if language == "ko" else r"\b"
    for forms in source.sample(_NUMBER_FORMS[language], len(_NUMBER_FORMS[language])):
        match = pick(rf"(?<![^\W_])(?:{'|'.join(forms)}){follows}", here, source)
        if match is not None:
            return put(here, match, source.choice([f for f in forms if f != match.group()]))
    return None


_MONTHS = {
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ko": "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월",
}
_ENGLISH_MONTHS = (
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_MONEY = {"uk": ("доларів", "євро", "фунтів", "єн"), "ko": ("달러", "유로", "파운드", "엔")}


def _change_month(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put another month, where the source names a single one."""
    if len(set(re.findall(_ENGLISH_MONTHS, there))) != 1:
        return None
    months = _MONTHS[language].split()
    match = pick(rf"(?<![^\W_])(?:{'|'.join(months)})", here, source)
    return None if match is None else put(
        here, match, source.choice([month for month in months if month != match.group()])
    )  # fmt: skip


def _lose_month(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Leave out the month of a date, where the source names a single one beside a number."""
    if len(set(re.findall(_ENGLISH_MONTHS, there))) != 1 or not re.search(
        rf"\d (?:of )?{_ENGLISH_MONTHS}|{_ENGLISH_MONTHS},? \d", there
    ):
        return None
    match = pick(rf"(?<![^\W_])(?:{'|'.join(_MONTHS[language].split())}) ", here, source)
    return None if match is None else put(here, match, "")


def _change_currency(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put another currency where the source has dollars, euros, pounds or yen."""
    if not re.search(r"[$€£¥]|\b(?:dollars?|euros?|yen)\b", there):
        return None
    words = _MONEY[language]
    end = r"(?![^\W\d_])" if language == "uk" else ""
    match = pick(rf"[$€£¥]|(?<![^\W\d_])(?:{'|'.join(words)}){end}", here, source)
    if match is None:
        return None
    others = "$€£¥" if match.group() in "$€£¥" else words
    return put(here, match, source.choice([one for one in others if one != match.group()]))


_KOREAN_NEGATIONS = (
    (r"하지 (?:않|못)았", "하였"), (r"하지 (?:않|못)했", "했"), (r"하지 않는다", "한다"),
    (r"하지 않습니다", "합니다"), (r"하지 (?:않|못)은", "한"), (r"하지 않고", "하고"), (r"하지 않을", "할"),
    (r"하지 않는", "하는"), (r"되지 않았", "되었"), (r"되지 않는다", "된다"), (r"되지 않는", "되는"),
    (r"되지 않은", "된"), (r"되지 않습니다", "됩니다"), (r"지 못했", "었"), (r"지 않았", "었"),
    (r"수 없", "수 있"), (r"(?<=[가-힣] )없(?=[었다는이으어을습])", "있"), (r"이 아니라", "이고"),
    (r"(?:이|가) 아닙니다", "입니다"), (r"(?:이|가) 아니다", "이다"), (r"지 마십시오", "십시오"),
    (r"지 마세요", "세요"), (r"지 않는다", "는다"), (r"지 않습니다", "습니다"), (r"지 않은", "은"),
)  # fmt: skip


def _drop_negation(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Turn a negated verb into a plain one, where the source negates, too."""
    if not re.search(r"\b(?:not|never|no|nothing|nobody|cannot)\b|n['’]t\b", there, re.IGNORECASE):
        return None
    if language == "uk":
        match = pick(r"(?<![^\W_])[Нн]е (?!лише|тільки)", here, source)
        return None if match is None else put(here, match, "")
    for pattern, plain in _KOREAN_NEGATIONS:
        match = pick(pattern, here, source)
        if match is not None:
            return put(here, match, plain)
    return None


_NAMES = {
    "uk": "Блінкен Шольц Портніков Гаррісон Кемерон Вашингтон Берлін Гамбург Мельбурн Торонто Сантос "
          "Ковальчук Ґонсалес Фергюсон Дікінсон Маккензі Боготі Катманду Кейптаун Лісабон",
    "ko": "블링컨 숄츠 해리슨 캐머런 워싱턴 베를린 함부르크 멜버른 토론토 산토스 곤살레스 퍼거슨 디킨슨 매켄지 "
          "보고타 카트만두 케이프타운 리스본 포르트니코우 코발추크",
}  # fmt: skip
_ENDINGS = {"uk": r"(?:а|у|ом|ем|і|ові|ю|и|ою|ів)?", "ko": ""}


def _swap_name(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put another name for one that sounds like a name of the source."""
    wanted = {skeleton(name)[:3] for name in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{4,}", there)}
    wanted = {code for code in wanted if len(code) == 3}
    pattern = r"(?<=[а-яіїє,] )[А-ЯІЇЄҐ][а-яіїєґ]{4,}" if language == "uk" else r"[가-힣]{3,}"
    places = [m for m in re.finditer(pattern, here) if skeleton(m.group())[:3] in wanted]
    if not places:
        return None
    match = source.choice(places)
    known = _NAMES[language].split()
    new = source.choice(
        [name for name in known if skeleton(name)[:1] != skeleton(match.group())[:1]]
    )
    tail = ""
    if language == "ko":
        found = re.search(r"(?:에서|에게|으로|의|은|는|이|가|을|를|과|와|로|에|도)$", match.group())
        tail = found.group() if found else ""
    return put(here, match, new + tail)


def _drop_sentence(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Join three sentences to a paragraph and leave out one of the target's."""
    del language
    planted: list[Planted] = []
    for at in source.sample(range(len(rows) - 2), len(rows) - 2):
        group = rows[at : at + 3]
        there = " ".join(s for s, _ in group)
        keep = [t for _, t in group]
        dropped = source.randrange(3)
        after = " ".join(t for index, t in enumerate(keep) if index != dropped)
        planted.append(
            Planted(
                what=f"dropped: {keep[dropped][:40]}",
                before=[(there, " ".join(keep))],
                after=[(there, after)],
            )
        )
        if len(planted) == count:
            break
    return planted


def _break_quotes(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put a quotation mark that is wrong, or leave one out."""
    del there
    match = pick(r'["«“]([^"«»“”]+)["»”]', here, source)
    if match is None:
        return None
    foreign = "“{}”" if language == "uk" else "«{}»"
    inner = match.group(1)
    return put(here, match, source.choice([foreign, "“{}", "«{}", "«{}”", "{}”"]).format(inner))


def _russian_letter(there: str, here: str, language: str, source: random.Random) -> str | None:
    del there
    if language != "uk":
        return None
    match = pick(r"(?<=[а-яіїєґ])[иеі](?=[а-яіїєґ])", here, source)
    wrong = {"и": "ы", "е": source.choice("эё"), "і": "ы"}
    return None if match is None else put(here, match, wrong[match.group()])


_TWINS = {"а": "a", "с": "c", "е": "e", "о": "o", "р": "p", "х": "x", "і": "i", "у": "y",
          "А": "A", "В": "B", "С": "C", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P"}  # fmt: skip


def _latin_look_alike(there: str, here: str, language: str, source: random.Random) -> str | None:
    del there
    if language != "uk":
        return None
    match = pick(r"(?<=[а-яіїєґ])[асеорхіу]|[АВСКМНОР](?=[а-яіїєґ])", here, source)
    return None if match is None else put(here, match, _TWINS[match.group()])


_PARTICLES = {
    "은": "는",
    "는": "은",
    "을": "를",
    "를": "을",
    "과": "와",
    "와": "과",
    "이": "가",
    "가": "이",
}


_MARKED = re.compile(r"(?<!\S)(\S+?)(은|는|을|를|이|가|과|와|의|에|에서|에게|로|으로|도|만)(?=\s)")
"""A word and what may be its particle."""
_OF_NOUNS = frozenset("의 에 에서 에게 로 으로 도 만".split())
"""Particles that no verb has the sound of: a word that stands with one somewhere is a noun."""


def _wrong_particles(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Swap a particle behind any noun, number, name or bracket, wherever it stands."""
    if language != "ko":
        return []
    seen: dict[str, set[str]] = {}
    for _, here in rows:
        for match in _MARKED.finditer(here):
            seen.setdefault(match[1], set()).add(match[2])
    places = [
        (row, match)
        for row in rows
        for match in _MARKED.finditer(row[1])
        if match[2] in _PARTICLES
        and (seen[match[1]] & _OF_NOUNS or not "가" <= match[1][-1] <= "힣")
    ]
    return [
        Planted(
            what=f"{match.group()} → {match[1]}{_PARTICLES[match[2]]}",
            before=[(there, here)],
            after=[(there, put(here, match, _PARTICLES[match[2]], 2))],
        )
        for (there, here), match in source.sample(places, min(len(places), count))
    ]


_OTHERS = 6
"""Sentences in one style beside the one whose ending is changed."""
_TO_FORMAL = (("했다.", "했습니다."), ("이다.", "입니다."), ("한다.", "합니다."), ("었다.", "었습니다."),
              ("있다.", "있습니다."), ("된다.", "됩니다."), ("았다.", "았습니다."), ("없다.", "없습니다."),
              ("졌다.", "졌습니다."), ("였다.", "였습니다."))  # fmt: skip


def _mix_endings(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Change the ending of one sentence in an article of seven in one style."""
    if language != "ko":
        return []
    planted: list[Planted] = []
    for formal in (True, False):
        change = [(f, p) if formal else (p, f) for p, f in _TO_FORMAL]
        single = [
            row for row in rows
            if row[1].count(".") == 1 and row[1].endswith("니다." if formal else "다.")
            and (formal or not row[1].endswith("니다."))
        ]  # fmt: skip
        able = [row for row in single if any(row[1].endswith(old) for old, _ in change)]
        for there, here in source.sample(able, min(len(able), count // 2)):
            beside = [row for row in single if row[1] != here]
            if len(beside) < _OTHERS:
                continue
            others = source.sample(beside, _OTHERS)
            old, new = next(pair for pair in change if here.endswith(pair[0]))
            changed = here.removesuffix(old) + new
            planted.append(
                Planted(
                    what=f"{old} → {new}",
                    before=[*others, (there, here)],
                    after=[*others, (there, changed)],
                )
            )
    return planted


def _leave_word(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put a word of the source for one of the target."""
    word = pick(r"(?<= )[a-z]{5,}(?= )", there, source)
    pattern = r"(?<= )[а-яіїєґ]{4,}(?= )" if language == "uk" else r"(?<= )[가-힣]{2,}(?= )"
    match = pick(pattern, here, source)
    return None if match is None or word is None else put(here, match, word.group())


def _double_word(there: str, here: str, language: str, source: random.Random) -> str | None:
    del there, language
    match = pick(r"(?<= )[^\W\d_]{2,}(?= )", here, source)
    return None if match is None else put(here, match, f"{match.group()} {match.group()}")


def _lose_tag(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
    """Put a pair of tags around words on both sides, and lose one or both in the target."""
    del language
    planted: list[Planted] = []
    for there, here in source.sample(list(rows), len(rows)):
        ends = [t.split(" ") for t in (there, here)]
        if min(map(len, ends)) < 4:
            continue
        tagged = [" ".join([w[0], f"<em1>{w[1]}", *w[2:-1], f"{w[-1]}</em1>"]) for w in ends]
        lost = source.choice([("<em1>",), ("</em1>",), ("<em1>", "</em1>")])
        after = tagged[1]
        for tag in lost:
            after = after.replace(tag, "")
        planted.append(
            Planted(
                what=f"lost {lost}", before=[(tagged[0], tagged[1])], after=[(tagged[0], after)]
            )
        )
        if len(planted) == count:
            break
    return planted


PLANTERS: dict[str, Kind] = {
    "number changed": with_them(one_row(_change_number), "numbers"),
    "number word changed": with_them(one_row(_change_number_word), "numbers"),
    "month changed": with_them(one_row(_change_month), "dates"),
    "month lost": with_them(one_row(_lose_month), "dates"),
    "currency changed": with_them(one_row(_change_currency), "currency"),
    "negation dropped": with_them(one_row(_drop_negation), "negation"),
    "name swapped": with_them(one_row(_swap_name), "names"),
    "sentence dropped": with_them(_drop_sentence, "sentences"),
    "quotation marks broken": with_them(
        one_row(_break_quotes), "quotes ukrainian-quotes korean-signs"
    ),
    "Russian letter": with_them(one_row(_russian_letter), "russian-letters"),
    "Latin look-alike": with_them(one_row(_latin_look_alike), "look-alikes"),
    "wrong particle": with_them(_wrong_particles, "particles"),
    "mixed ending": with_them(_mix_endings, "endings"),
    "untranslated word": with_them(one_row(_leave_word), "untranslated"),
    "doubled word": with_them(one_row(_double_word), "repeats"),
    "tag lost": with_them(_lose_tag, "tags"),
    **SIGNS,
    **RULES,
    **ARTICLES,
}
"""Kinds of errors, as they are called in the docs."""
