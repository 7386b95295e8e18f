"""How alike two texts are for a translator: letters in common, less what turns the meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from transkit.text.comparing import Part, compare_words
from transkit.text.numbers import Weight, find_numbers
from transkit.text.opposites import are_opposites
from transkit.text.patterns import late_pattern
from transkit.text.typography import fold_typography
from transkit.text.word_lists import times_of

__all__ = ["describe_differences", "find_likeness"]

_TYPOGRAPHIC = 0.99
"""Texts that differ in nothing but quotation marks, dashes or spaces."""
_TURNED = 0.25
"""What another number, name, negation or an opposite takes away, each."""
_MOST_SHOWN = 3
"""Differences that are named one by one."""

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:…][\"')\]]*\s)[\s\"'(\[—-]*$")
_CASELESS = late_pattern(
    "[\u0590-\u08ff\u0900-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff"
    "\uac00-\ud7a3]"
)
"""Letters of scripts without capitals: what is a name cannot be seen."""
_CONTRACTIONS = (
    (re.compile(r"\b(?:can't|cannot)\b", re.IGNORECASE), "can not"),
    (re.compile(r"\bwon't\b", re.IGNORECASE), "will not"),
    (re.compile(r"(?<=[a-z])n't\b", re.IGNORECASE), " not"),
    (re.compile(r"(?<=\w)'s\b"), " 's"),
)
_NEGATIONS = {
    "en": re.compile(
        r"not|no|never|none|nobody|nothing|nowhere|neither|nor|without|hardly|barely|scarcely|"
        r"rarely|seldom|unless|except|few|little|fail\w*|refus\w+|lack\w*|den(?:y|ied|ies)|avoid\w*",
        re.IGNORECASE,
    ),
    "uk": re.compile(
        r"не|ні|ані|без|нема|немає|немож\w+|ніколи|ніде|нікуди|ніхто|нікого|нікому|ніким|ніщо|"
        r"нічого|нічому|нічим|жоден|жодн\w+|навряд|ледве|крім|окрім|відмов\w+|заперечи\w+",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        r".*(?:않|못|없|아니|아닌|아닙|말라|마라|마세요).*|안|비\w+|불\w+|미\w+|무\w+"
    ),
}
_MONEY = {
    "en": frozenset(
        "dollar dollars euro euros pound pounds hryvnia hryvnias yen yuan rouble roubles ruble "
        "rubles zloty zlotys franc francs krona kronor cent cents penny pence".split()
    ),
}
"""Words for money in small letters; signs and codes are seen without a list."""
_MEASURES = re.compile(
    r"(?<![\w.,])[-+±<>≤≥~≈]\s?(?=[\d.])|[%‰°½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|\b[ap]\.?m\b|(?<=°)\s?[CFСK]\b"
    r"|(?<=\d)\s?(?:[kcm]?m|[km]?g|t|l|ml|ha|ft|mi|lbs?|oz|[km]ph|km/h|m/s|[kMG]Wh?|[kMGT]B|V|A|Hz|[kMG]Hz"
    r"|bn|mn|тис|млн|млрд|[кмс]?м|[км]?г|л|т|га|км/год|м/с|[кМГ]Вт)\b"
)
"""What makes another amount of a number: its sign, a part of a hundred, a unit, half of the day."""
_HANDLES = re.compile(r"(?<!\w)[#@]\w+")
_NONE: frozenset[str] = frozenset()
_QUESTIONS = str.maketrans("？؟", "??")
_STARTERS = frozenset(
    "a about according after again against all also although among an and another any are as at "
    "because been before both but by can could despite did do does during each earlier even "
    "every few finally first for from further had has have he her here his how however i if in "
    "indeed instead is it its just last later many may maybe meanwhile more moreover most much "
    "my next no nobody none not nothing now of often on once one only or other our over perhaps "
    "previously recently several she should since so some soon still such than thanks that the "
    "their then there therefore these they this those though through thus to today together "
    "tomorrow two under until was we were what when where whether which while who why will with "
    "without would yesterday yet you your а або але без більше в вже вони він вона воно від "
    "водночас втім для до з за зараз ще і із із-за й його її їх її коли крім ми на навіть над "
    "не ні однак окрім під після по потім при про проте раніше сьогодні та так також там тепер "
    "тим тоді той тому три у усе усі хоча це ці цей ця через чи що щоб як який якщо я".split()
)
"""Words whose capital at the start of a sentence is no name."""


class _Changes(NamedTuple):
    """Words that only one of two texts has at its place."""

    gone: tuple[str, ...]
    come: tuple[str, ...]
    capitals: tuple[tuple[str, bool], ...]
    """Those with a capital, and whether they begin a sentence."""
    replaced: bool
    """Whether a word of a script without capitals stands for quite another one."""
    swapped: bool
    """Whether two words, or groups of words, have changed places: the one stands for the other."""


def find_likeness(wanted: str, known: str, language: str) -> tuple[float, tuple[str, ...]]:
    """Return how alike two texts are, in [0, 1], and what in their difference turns the meaning.

    The likeness is the normalized Indel similarity (twice the longest common subsequence, in code
    points, over both lengths), less a quarter for each kind of difference that turns the meaning:
    so a text that is 92 % alike but has a "not" more is no match. 1.0 exactly for equal texts.

    What differs is found word by word: names that have changed places differ, too, and so does a
    "not" that has moved.

    Args:
        wanted: A source that is to be translated.
        known: A source that was translated before.
        language: BCP 47 tag of both.

    Returns:
        The likeness; and some of ``"a number"``, ``"a currency"``, ``"a name"``, ``"a negation"``,
        ``"the sense"`` (an opposite, or words that have changed places), ``"a question"`` (one that
        the other asks not), ``"a word"`` (in scripts without capitals, where it may be a name).
    """
    from rapidfuzz.distance import Indel

    if wanted == known:
        return 1.0, ()
    ours, theirs = fold_typography(wanted), fold_typography(known)
    if ours == theirs:
        return _TYPOGRAPHIC, ()
    alike = min(_TYPOGRAPHIC, Indel.normalized_similarity(ours, theirs))
    turned = _turned(_expanded(ours), _expanded(theirs), language.split("-")[0].lower())
    return max(0.0, alike - _TURNED * len(turned)), turned


def describe_differences(wanted: str, known: str) -> str:
    """Return in a few words what one text has and the other has not; empty where that is much.

    Example: ``here “fell”, there “rose”``.
    """
    parts = compare_words(fold_typography(known), fold_typography(wanted))
    pairs = list(_pairs(parts))
    much = 2 * sum(len(text) for pair in pairs for text in pair) > len(wanted) + len(known)
    if not 0 < len(pairs) <= _MOST_SHOWN or much:
        return ""
    return "; ".join(
        ", ".join(f"{where} “{text}”" for where, text in (("here", come), ("there", gone)) if text)
        for gone, come in pairs
    )


def _turned(ours: str, theirs: str, language: str) -> tuple[str, ...]:
    """Return what in the difference of two folded texts turns the meaning."""
    start, mine, yours = _different(ours, theirs)
    changes = _changes(mine, yours, ours[:start])
    small = {word for word in (*changes.gone, *changes.come) if word.islower()}
    small |= set(_WORD.findall(ours)) & set(_WORD.findall(theirs))
    words = {part for word in (*changes.gone, *changes.come) for part in _parts(word.casefold())}
    times = times_of(language)
    negation = _NEGATIONS.get(language)
    kinds = (
        (
            "a number",
            _values(mine, language) != _values(yours, language)
            or bool(words & times)
            or _MEASURES.findall(ours) != _MEASURES.findall(theirs),
        ),
        ("a currency", _money(ours) != _money(theirs) or bool(words & _MONEY.get(language, _NONE))),
        (
            "a name",
            any(_is_name(word, small | times, starts=at) for word, at in changes.capitals)
            or _HANDLES.findall(ours) != _HANDLES.findall(theirs),
        ),
        (
            "a negation",
            negation is not None and _negates(negation, words, changes, f"{mine} {yours}"),
        ),
        ("the sense", _has_opposites(changes, language) or changes.swapped),
        ("a question", _questions(ours) != _questions(theirs)),
        ("a word", changes.replaced),
    )
    return tuple(what for what, differs in kinds if differs)


def _money(text: str) -> list[str]:
    """Return the signs of currencies in a text, sorted (Unicode's category Sc)."""
    signs = (character for character in text if not character.isalnum())
    return sorted(sign for sign in signs if unicodedata.category(sign) == "Sc")


def _questions(text: str) -> int:
    """Return how many question marks a text has."""
    return text.translate(_QUESTIONS).count("?")


def _expanded(text: str) -> str:
    """Return a text in which what English writes together (don't, one's) is words of its own."""
    if "'" in text or "cannot" in text.lower():
        for pattern, long in _CONTRACTIONS:
            text = pattern.sub(long, text)
    return text


@lru_cache(maxsize=4096)
def _values(text: str, language: str) -> tuple[object, ...]:
    """Return the numbers of a text, in their order."""
    return tuple(
        mention.readings[0]
        for mention in find_numbers(text, language)
        if mention.weight is not Weight.HINT
    )


def _pairs(parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    """Yield what was removed and what was added at each place, either of them may be empty."""
    gone = ""
    for part in parts:
        if part.kind == "removed":
            gone = part.text.strip()
        elif part.kind == "added":
            yield gone, part.text.strip()
            gone = ""
        elif gone:
            yield gone, ""
            gone = ""
    if gone:
        yield gone, ""


def _different(ours: str, theirs: str) -> tuple[int, str, str]:
    """Return where two texts begin to differ, and what of them does, up to whole words."""
    shorter = min(len(ours), len(theirs))
    start = 0
    while start < shorter and ours[start] == theirs[start]:
        start += 1
    start = ours.rfind(" ", 0, start) + 1
    end = 0
    while end < shorter - start and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    while end and ours[-end] != " ":
        end -= 1
    return start, ours[start : len(ours) - end], theirs[start : len(theirs) - end]


def _changes(ours: str, theirs: str, before: str) -> _Changes:
    """Compare two pieces of folded texts word by word.

    Args:
        ours: Of the one.
        theirs: Of the other.
        before: What stands before both.
    """
    gone: list[str] = []
    come: list[str] = []
    capitals: list[tuple[str, bool]] = []
    so_far = {"removed": before, "added": before}
    parts = list(compare_words(theirs, ours))
    for part in parts:
        for kind in ("removed", "added") if part.kind == "equal" else (part.kind,):
            if part.kind != "equal":
                for match in _WORD.finditer(part.text):
                    (gone if kind == "removed" else come).append(match.group())
                    if not match.group().islower():
                        text = so_far[kind][-40:] + part.text[: match.start()]
                        capitals.append((match.group(), bool(_OPENS_SENTENCE.search(text))))
            so_far[kind] += part.text
    return _Changes(
        gone=tuple(gone),
        come=tuple(come),
        capitals=tuple(capitals),
        replaced=_is_replaced(gone, come),
        swapped=_is_swapped(_pairs(parts)),
    )


def _is_swapped(pairs: Iterable[tuple[str, str]]) -> bool:
    """Return whether what is gone in one place has come in another, and the other way round.

    What only moved (on Monday he left, he left on Monday) has nothing else come in its place.
    """
    told = {(gone.casefold(), come.casefold()) for gone, come in pairs if gone and come}
    return any((come, gone) in told for gone, come in told)


def _is_name(word: str, others: set[str], *, starts: bool) -> bool:
    """Return whether a word that differs may be a name: it has a capital, not only by its place.

    At the start of a sentence a capital tells nothing, so that a word there is taken for a name
    unless it is known not to be, or is there in small letters, too.

    Args:
        word: That differs.
        others: Words in small letters that are none, capital or not: days and months among them.
        starts: Whether it begins a sentence.
    """
    if not any(character.isupper() for character in word):
        return False
    small = word.lower()
    return not (small in others or small == "i" or (starts and small in _STARTERS))


def _is_replaced(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Return whether words of a script without capitals have come for quite others."""
    ours = [word for word in come if _CASELESS.search(word)]
    theirs = [word for word in gone if _CASELESS.search(word)]
    if not ours or not theirs:
        return False
    return any(not any(_begin_alike(word, other) for other in theirs) for word in ours)


def _begin_alike(one: str, other: str) -> bool:
    """Return whether two words share the first half of the shorter one: other particles, say."""
    half = (min(len(one), len(other)) + 1) // 2
    return one[:half] == other[:half]


def _negates(
    negation: re.Pattern[str], words: Iterable[str], changes: _Changes, pieces: str
) -> bool:
    """Return whether a negation differs, or stands where other words have changed places."""
    if any(map(negation.fullmatch, words)):
        return True
    moved = set(changes.gone) & set(changes.come)
    return bool(moved) and any(map(negation.fullmatch, _WORD.findall(pieces)))


def _has_opposites(changes: _Changes, language: str) -> bool:
    gone, come = (
        [part for word in words for part in _parts(word.lower())]
        for words in (changes.gone, changes.come)
    )
    return any(are_opposites(one, other, language) for one, other in product(gone, come))


def _parts(word: str) -> list[str]:
    """Return a word, and what hyphens join in it: ``48-year-old`` is old, too."""
    return [word, *word.split("-")] if "-" in word else [word]
