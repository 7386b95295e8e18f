"""Names that were lost or swapped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from transkit.checks.base import Pair, Remark, check, note, warning
from transkit.checks.compass import swapped_direction
from transkit.checks.coverage import (
    PARTICLE,
    begins_with,
    is_empty,
    is_told,
    translations,
    uninflected,
    without_kind,
    words_of,
)
from transkit.checks.latin_names import swapped_latin
from transkit.checks.loans import loan_score
from transkit.checks.own_names import (
    abbreviated,
    cities,
    is_country,
    other_country,
    own_name,
    rendered_as,
    stand_ins,
)
from transkit.checks.places import swapped_place
from transkit.checks.tongues import swapped_language
from transkit.checks.word_lists import read_words
from transkit.text.lexicon import read_lexicon
from transkit.text.names import codes_of, likeness, sounds_alike
from transkit.text.stems import list_stems, stem_of

__all__ = ["CHECKS", "VERBAL", "name_runs"]

_ALIKE = 0.75
"""Likeness from which on a word of the target is taken for the name."""
_SOUNDS = {"uk": 0.66, "ko": 0.62}
_SOUNDS_LOST = 0.66
"""How alike a name of the target must sound to a word of the source with a capital, to be that one;
where a name of the source is lost, it must be so much, in any language."""
_SOUNDS_CITY = 0.8
_SOUNDS_NAME = 0.62
_SOUNDS_PLACE = 0.7
"""How alike a city of the target must sound to a word of the source; and a word of the target to a
name, and to a place that has a name of its own there; to be it."""
_LONGEST = 10_000
_HARDLY = 0.5
"""Likeness up to which a word is surely not heard as a name: less than all of the others."""
_SMALL_LETTER = {"uk": 0.18, "ko": 0.12}
_JOINED = 0.12
_TOLD = 0.2
"""What is taken from the likeness of a word with a small letter, of two words in a row, and of a
name that is called otherwise in the target's language and stands there."""
_MUCH_MORE = 0.08
"""How much more alike another word of the target must sound to a name, for it to be that one."""
_FOREIGN = {"uk": 0.2, "ko": 0.35}
_FOREIGN_LOST = {"uk": -9.0, "ko": 0.0}
"""What a word's `loan_score` must be, for it to be a foreign name; and where one of the source is
lost. Ukrainian names have a capital, which says enough then."""
_LIKE_COMMON = 0.15
_TWO_SYLLABLES = 0.3
"""What is taken from the score of a Korean word that begins or ends like a common one, and of one
of two syllables."""
_VERY_ALIKE = 0.95
_NAME = re.compile(r"(?<![^\W_])[A-Z][a-z\u00df-\u00ff\u0100-\u017f]{2,}(?![^\W_])")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…]\s+|[\"“”‘«(\[]\s*|\n)$")
_CAPITAL = re.compile(r"(?<![^\W_])[А-ЯІЇЄҐ][а-яіїєґ'’ʼ]+(?:-[А-Яа-яІЇЄҐіїєґ'’ʼ]+)*")
_UK_ADJECTIVE = re.compile(
    r"(?:ий|ього|ого|ьому|ому|ої|ьої|ій|ою|их|іх|ими|ім|ським|ання|ення|ість|ості|істю|ція|ції|цій|"
    r"цією|цію|тва|тво|ток|тку|ник|ники|ників|(?:[иі]чн|альн|ійн|ивн)[аеіу])$"
)
"""Ends of words that are translated: Верховної, Представників."""
_UK_CASE = re.compile(r"(?<=..)(?:[оеє]м|[оеє]ю|[ая]ми?)$")
"""Case endings with a consonant that the name does not have: Холлом is of Холл."""
_LEAST_LETTERS = 4
"""Letters of an English word whose plural is heard without its s: liners, 라이너."""
_SHORT_START = 4
_UK_ENDING = re.compile(
    r"(?:[аеиіїоуюяйь]|[иоея]м|єм|[іїо]в|[ая]ми?|[ая]х|[оеєі]ю|ий|[оь]?го|[оь]?му|[оь]ї|ій|[иі]х|ими|[оеє]ві)?"
    r"|\w{0,3}(?:н|к|ськ|цьк|зьк|ов|ств|ник)(?:[аеиіїоуюяйь]|ий|[ои]м|ого|ому|ої|ій|их|ими|ів|ами|ах|ою)?"
)
_AT_HOME = re.compile(
    r"\b(?:at home|domestic\w*|nation(?:al|wide|['’]s)?|countr(?:y|ies)(?:['’]s)?|homeland)\b",
    re.IGNORECASE,
)
"""What stands in a source instead of the name of a country."""
_UK_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:['’ʼ-][^\W\d_]+)*)\s+$")
_HANGUL = re.compile(r"[가-힣]+")
_LATIN_CAPITAL = re.compile(r"(?<![^\W_])[a-z]{0,2}[A-Z][A-Za-z\u00c0-\u024f'’]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_DATES = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday".split()
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Z][a-z]+)?")
_GIVEN = re.compile(r"(?<![^\W_])[A-Z][a-z]+-$")
"""What stands before the second syllable of a Korean given name: Jae-myung."""
_ADJECTIVE = re.compile(
    r"(?:ian|ean|can|[^mnh]an|ese|ish|nch|tch|ss|ic|ical|al|ism|ist|ists|ans|ity|ion|ions|ing|ment|ness|"
    r"ology|onomy|graphy|ship|hood|ive|ous|ance|ence|ary|ory|ers|ors|ies|logical|ful|less|able)$"
)
VERBAL = re.compile(
    r"(?:니다|[했었았한된이있없였렸겠졌왔갔]다|다고|[했었았]으며|하는|있는|되는|하고|되고|하여|되어|했고|으며|하며|면서|지만|"
    r"는데|스러운|스럽게|버린|버려|버리고|서운|할|될|한|된|했던|적인|적으로|있으며|않는|않고|위해|따라|통해|대한|대해|더라도?|더라면|든지)$"
)
_NO_NAME = re.compile(r"지\s+(?:않|못|말|마)|란\s+(?:무엇|뭐|뭘)")
"""The end of a verb, and the negation behind it: 아프지 않고; and of what is explained: 세포란 무엇인가."""
_WITH_PARTICLES = re.compile(
    r"\b(?:(?:[vV]on|[vV]an|[dD]e[nrl]?|[dD][aiu]|[dD]os|[lL][ae]|[aAeE]l|[bB]in|[tT]e[nr])[ -]){1,3}"
    r"[A-Z][^\W\d_]+"
)
"""Names that are often written as one word: 폰데어라이엔 (von der Leyen)."""
_SPELLED = re.compile(r"\s?\([^)가-힣]*[A-Za-z]{3}")
"""A name's own spelling behind it: 투탕카멘왕(King Tutankhamun)."""
_SPELLED_ALIKE = 0.62
"""How alike a Korean name and one word of the spelling behind it must sound, for it to be that."""
_SUFFIX = re.compile(r"(?<=..)[당용제식형급별산계화적측인권판]$")
"""What Korean puts behind a loan that is no name: 온스당, per ounce."""
_KIND = re.compile(r"(?<=..)[왕강산섬만곶교역성사궁호]$")
"""What a name is of, in one word with it: 투트왕 (King Tut), 한강."""


@cache
def _common() -> frozenset[str]:
    """Return words of names that are translated, not transliterated, or begin sentences."""
    return read_words("en-common")


@cache
def _told_words() -> frozenset[str]:
    """Return words of names that are surely translated."""
    return _common() - read_words("en-titles")


@cache
def _institutions() -> tuple[str, ...]:
    """Return how Ukrainian words begin that stand in names and are no names of their own."""
    return tuple(read_words("uk-institutions"))


@cache
def _short_loans() -> frozenset[str]:
    """Return the common Korean words of two syllables that look like foreign names."""
    return frozenset(loan for loan in read_words("ko-loans") if len(loan) == 2)


@cache
def _long_loans() -> tuple[str, ...]:
    """Return the beginnings of longer ones."""
    return tuple(loan for loan in read_words("ko-loans") if len(loan) > 2)


@check("names", sources="en", targets="uk ko")
def names(pair: Pair) -> Iterator[Remark]:
    """Names of the source that the target does not have; surely where it has another instead.

    Example: ``Blinken`` became ``Шольц``, ``Berlin`` ``Париж``, ``Toyota`` ``Honda``. Names are compared by how they sound across scripts;
    those that are translated (White House) are not looked for. Nothing is said of paragraphs of more
    than 10,000 characters, in which anything sounds like something.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 380 of 400 planted found; 728
    alarms right, 7 wrong (99 %, 22 notes). Korean 374 of 400 planted found; 787 alarms right, 9
    wrong (99 %, 33 notes).
    """
    if max(len(pair.source.words), len(pair.target.words)) > _LONGEST:
        return
    # What the glossary has decided is neither lost nor strange: Artemivsk is Бахмут.
    asked, given = pair.without_terms()
    strange = _strange_names(given)
    parts = _lost_parts(asked) if strange else []
    sure = [one for one in strange if _is_surely_a_name(one, asked, is_lost=bool(parts))]
    for shown, start, end, _, _ in {one.word: one for one in sure}.values():
        if parts:
            yield warning(f"the source has {parts[0]}, the target {shown}", start, end)
        else:
            yield warning(f"{shown} sounds like no name of the source", start, end)
    if sure:
        return
    ways = (swapped_latin, swapped_place, _swapped_country, swapped_direction, swapped_language)
    swapped = next((found for way in ways if (found := way(pair)) is not None), None)
    if swapped is not None:
        name, match = swapped
        yield warning(f"the source has {name}, the target {match.group()}", *match.span())
        return
    # Korean names of countries and cities keep their form, so that they are not overlooked.
    places = _lost_places(asked) if pair.target_language == "ko" else []
    lost = _lost_names(asked)
    if places:
        yield warning(f"the name {places[0]} is missing")
    elif lost:
        yield note(f"the name {lost[0]} is missing, or very different")


def _swapped_country(pair: Pair) -> tuple[str, re.Match[str]] | None:
    """Return a country of the source that is missing, and one of the target that nothing is for."""
    language, target = pair.target_language, pair.target
    for run in name_runs(pair.source.prose):
        name = " ".join(run)
        own = own_name(name, language)
        if not own or any(one in target.words for one in (name, *own)) or _stands_in(name, pair):
            continue
        others = {*_LATIN.findall(pair.source.words), *abbreviated(pair.source.words)} - {*run}
        starts = tuple(
            start.casefold()
            for other in others
            for start in (*rendered_as(other, language), *own_name(other, language))
        )
        for match in (_CAPITAL if language == "uk" else _HANGUL).finditer(target.prose):
            word = match.group() if language == "uk" else PARTICLE.sub("", match.group())
            # "Cook Islands" may be spelled out, and 아일랜드 is Ireland, too.
            is_told = _begins_so(word.casefold(), starts) or any(
                sounds_alike(part, word) >= _SOUNDS_NAME
                for part in run
                if part.casefold() in _common()
            )
            if not is_told and other_country(name, word, language):
                return name, match
    return None


def _begins_so(word: str, starts: Sequence[str]) -> bool:
    """Return whether a word begins like one of others, or one of them like it: 그리스, 그리스어."""
    return word.startswith(tuple(starts)) or any(start.startswith(word) for start in starts)


def _lost_names(pair: Pair) -> list[str]:
    """Return names of the source without a counterpart in the target."""
    source, target = pair.source.prose, pair.target.words
    candidates = _candidates(target, pair.target_language)
    whole = target.casefold()
    lost: list[str] = []
    for run in name_runs(source):
        own = own_name(" ".join(run), pair.target_language)
        if pair.target_language == "ko" and run[-1].startswith("Korea"):
            continue  # the check `koreas` looks at both of them
        if own:
            whole_name = " ".join(run)
            there = any(name in target for name in (whole_name, *own))
            if not there and not _stands_in(whole_name, pair):
                lost.append(whole_name)
            continue
        parts = [part for part in run if _is_transliterated(part)]
        told = [part for part in run if part.casefold() in _told_words()]
        told += [part for part in parts if _is_rendered(part, pair)]
        if not parts or told or any(part.casefold() in whole for part in run):
            continue
        joined = ["".join(run)] if len(run) > 1 else []
        if any(likeness(part, word) >= _ALIKE for part in [*parts, *joined] for word in candidates):
            continue
        # Peoples and adjectives are written small in Ukrainian: маорі, іракський.
        more = _candidates(target, "uk", small=True) if pair.target_language == "uk" else ()
        if not any(likeness(part, word) >= _VERY_ALIKE for part in parts for word in more):
            lost.append(" ".join(run))
    return lost


def _is_rendered(word: str, pair: Pair) -> bool:
    """Return whether the target has what a country or a city is called in its language."""
    starts = rendered_as(word, pair.target_language)
    return _begins(starts, pair) or _stands_in(word, pair)


def _stands_in(name: str, pair: Pair) -> bool:
    """Return whether the target has what stands for a name: the state for its capital, and back."""
    return _begins(stand_ins(name, pair.source.words, pair.target_language), pair)


def _begins(starts: Iterable[str], pair: Pair) -> bool:
    """Return whether a word of the target begins so."""
    words = words_of(pair.target.words, pair.target_language)
    return any(word.casefold().startswith(tuple(starts)) for word in words)


def name_runs(text: str) -> list[list[str]]:
    """Return the names of an English text: words with capitals next to each other."""
    runs: list[list[str]] = []
    end = -9
    for match in _NAME.finditer(text):
        word = match.group()
        if runs and text[end : match.start()] == " ":
            runs[-1].append(word)
        elif word.casefold() in _common() and _SENTENCE_START.search(text[: match.start()]):
            runs.append([])
        else:
            runs.append([word])
        end = match.end()
        if text[end : end + 2] in ("'s", "’s"):
            end += 2
    return [run for run in runs if run and not (len(run) == 1 and _begins_sentence(text, run[0]))]


def _begins_sentence(text: str, word: str) -> bool:
    """Return whether a word stands only where any word has a capital."""
    return all(_SENTENCE_START.search(text[: match.start()])
               for match in re.finditer(rf"\b{word}\b", text))  # fmt: skip


@lru_cache(maxsize=8192)
def _is_transliterated(word: str) -> bool:
    """Return whether a word of a name surely keeps its sound in translation."""
    lower = word.casefold()
    if lower in _common() or lower.removesuffix("s") in _common() or len(word) < 4:
        return False
    return not _ADJECTIVE.search(lower) and max(map(len, codes_of(word)), default=0) >= 2


@lru_cache(maxsize=512)
def _candidates(target: str, language: str, *, small: bool = False) -> tuple[str, ...]:
    """Return the words of a target that may be names; `small`: also those without a capital."""
    if language == "uk":
        found = [part for match in _CAPITAL.finditer(target) for part in match.group().split("-")]
        found += re.findall(r"(?<=[«\"„(])[а-яіїєґ]{4,}", target)
        found += re.findall(r"[а-яіїєґ'’ʼ]{4,}", target) if small else []
        return tuple(word for name in found for word in uninflected(name))
    words: list[str] = []
    for match in _HANGUL.finditer(target):
        word = match.group()
        if len(word) > 1 and not VERBAL.search(word):
            bare = PARTICLE.sub("", word)
            words += [word, *([bare, *without_kind(bare)] if bare else [])]
    return tuple(dict.fromkeys(words))


def _least(word: str, language: str) -> float:
    """Return how alike a word of the source must sound to a name of the target, to be that one.

    What is surely a name must be nearer: cities that CLDR knows are called by their own names.
    """
    return _SOUNDS_CITY if language == "ko" and word in cities("ko") else _SOUNDS[language]


class _Strange(NamedTuple):
    """A word of the target that may be a name that the source does not have."""

    word: str
    start: int
    end: int
    heard: float
    """How alike the words of the source sound that may be it, in [0, 1]."""
    foreign: float
    """How much it looks like a foreign name; see `loan_score`."""


def _strange_names(pair: Pair) -> list[_Strange]:
    """Return names of the target that sound like nothing in the source, and are no common words."""
    language = pair.target_language
    lexicon = read_lexicon(pair.source_language, language)
    words, heard = _LATIN.findall(pair.source.words), _heard(pair)
    stems = {stem for word in words for stem in translations(word, lexicon)}
    starts = tuple(
        start
        for word in [*words, *abbreviated(pair.source.words)]
        for start in (*rendered_as(word, language), *stand_ins(word, pair.source.words, language))
    )
    found: list[_Strange] = []
    for word, start, end in _named(pair.target.prose, language):
        is_known = stem_of(word, language) in stems or _turned(word).casefold().startswith(starts)
        bare = _UK_CASE.sub("", word) if language == "uk" else word
        if is_known or max(map(len, codes_of(bare)), default=0) < 2:
            continue
        foreign = _foreignness(word) if language == "ko" else loan_score(word, language)
        alike = _heard_as(word, heard, pair)
        if foreign >= _FOREIGN_LOST[language] and alike < max(_SOUNDS_LOST, _least(word, language)):
            found.append(_Strange(word, start, end, alike, foreign))
    return found


def _heard(pair: Pair) -> list[tuple[str, float]]:
    """Return the words of the source that may be heard in the target, in order.

    With each comes what is to be taken from its likeness. Words whose translation stands there are
    not among them.
    """
    lexicon = read_lexicon(pair.source_language, pair.target_language)
    stems = frozenset(list_stems(pair.target.words, pair.target_language))
    words = [word.casefold() for word in words_of(pair.target.words, pair.target_language)]
    found: list[tuple[str, float]] = []
    for match in _LATIN.finditer(pair.source.words):
        word = match.group()
        lower = word.casefold()
        if lower in _DATES or is_empty(word) or len(word) <= (1 if word.isupper() else 2):
            continue
        starts = tuple(rendered_as(word, pair.target_language))
        is_name = word[0].isupper() and lower not in _common()
        is_name = is_name or _GIVEN.search(pair.source.words[: match.start()]) is not None
        is_translated = not is_name and not stems.isdisjoint(translations(word, lexicon))
        if not is_translated:
            # In Korean a word such as "Fleet" is translated; in Ukrainian it may be part of a name.
            is_heard = is_name or (word[0].isupper() and pair.target_language == "uk")
            is_heard = is_heard and len(word) > 3
            less = 0.0 if is_heard else _SMALL_LETTER[pair.target_language]
            less = max(less, _TOLD * any(other.startswith(starts) for other in words))
            found.append((word, less))
            if word.islower() and word.endswith("s") and len(word) > _LEAST_LETTERS:
                found.append((word[:-1], less))
    whole = _WITH_PARTICLES.findall(pair.source.words)
    whole += ["".join(run) for run in name_runs(pair.source.words) if len(run) > 2]
    return found + [(re.sub(r"\W", "", name), 0.0) for name in whole]


def _heard_as(word: str, heard: Sequence[tuple[str, float]], pair: Pair) -> float:
    """Return how alike the words of the source sound that a name of the target may be, in [0, 1].

    A word of the source that another word of the target sounds much more like is that one.
    """
    language = pair.target_language
    joined = [
        (f"{name}{other}", max(less, _JOINED)) for (name, less), (other, _) in pairwise(heard)
    ]
    others = words_of(pair.target.words, language)
    forms = {_turned(word), *(other for other in others if other.startswith(word))}
    forms |= set(words_of(word, language))
    rivals = [other for other in others if not _is_same(other, word)]
    near: list[tuple[float, float, str]] = []
    for name, less in dict.fromkeys([*heard, *joined]):
        if name[0].isupper() and begins_with(name, word):
            return 1.0
        alike = max(sounds_alike(name, form) for form in forms)
        if alike - less >= _HARDLY and not (name.islower() and _is_much_longer(word, name)):
            near.append((alike - less, alike, name))
    # The likeliest first: whether it is another word of the target takes the most time.
    for value, alike, name in sorted(near, reverse=True):
        if not any(sounds_alike(name, other) >= alike + _MUCH_MORE for other in rivals):
            return value
    return 0.0


def _is_much_longer(word: str, name: str) -> bool:
    """Return whether a word sounds like a loan of an English one with something else behind it."""
    alone = _SUFFIX.sub("", word)
    sizes = [max(map(len, codes_of(one)), default=0) for one in (alone, name)]
    return sizes[0] > sizes[1] + 1


def _is_same(one: str, other: str) -> bool:
    """Return whether two words of a target may be forms of one name, or one holds the other."""
    return one[:4] == other[:4] or one in other or other in one


def _turned(word: str) -> str:
    """Return a Korean name without the direction before it: 북아프리카."""
    return word[1:] if len(word) > 3 and word[0] in "북남동서" else word


def _is_common(word: str) -> bool:
    """Return whether a Ukrainian word with a capital is one that is mostly written without."""
    lower, known = word.casefold(), read_lexicon("en", "uk").common
    return (
        stem_of(word, "uk") in known
        or _is_of_an_institution(lower)
        or (len(word) > 6 and lower[:5] in _beginnings())
    )


@lru_cache(maxsize=8192)
def _is_of_an_institution(word: str) -> bool:
    """Return whether a Ukrainian word begins as one that stands in names and is no name.

    Behind a short beginning an ending has to follow: Парку is of парк, Паркер is not.
    """
    return any(
        word.startswith(start)
        and (len(start) > _SHORT_START or _UK_ENDING.fullmatch(word, len(start)))
        for start in _institutions()
    )


@cache
def _beginnings() -> frozenset[str]:
    """Return the first five letters of common Ukrainian words, whose stems change inside."""
    return frozenset(stem[:5] for stem in read_lexicon("en", "uk").common if len(stem) > 4)


def _lost_parts(pair: Pair) -> list[str]:
    """Return words of names of the source that nothing in the target sounds like or renders."""
    whole = _told_whole(pair)
    names = [word for word in _capitals(pair) if word not in whole]
    return [word for word in names if _is_sounded(word, pair)
            and max(map(len, codes_of(word))) > 1 and word.casefold() not in pair.target.words.casefold()
            and not (is_told(word, pair) and _is_told_alone(word, names, pair))]  # fmt: skip


def _told_whole(pair: Pair) -> frozenset[str]:
    """Return the words of names that the target writes as one: 매디슨스퀘어가든."""
    words = words_of(pair.target.words, pair.target_language)
    runs = [run for run in name_runs(pair.source.prose) if len(run) > 1]
    return frozenset(
        part
        for run in runs
        if any(sounds_alike("".join(run), word) >= _SOUNDS_NAME for word in words)
        for part in run
    )


def _is_told_alone(word: str, names: Sequence[str], pair: Pair) -> bool:
    """Return whether a name that something in the target sounds like is surely what is meant there.

    It is not where other names of the source sound much more like that, nor where a country or a
    city is called otherwise in the target's language and only sounds a little like it.
    """
    language = pair.target_language
    words = words_of(pair.target.words, language)
    starts = tuple(rendered_as(word, language) | stand_ins(word, pair.source.words, language))
    wanted = translations(word, read_lexicon(pair.source_language, language))
    if any(start in pair.target.words.casefold() for start in starts) or any(
        stem_of(other, language) in wanted for other in words
    ):
        return True
    least = _SOUNDS_PLACE if starts else _SOUNDS_NAME
    rivals = [name for name in names if name[:4] != word[:4]]
    for other in words:
        alike = sounds_alike(word, other)
        if begins_with(word, other):
            return True
        if alike >= least and not any(
            sounds_alike(name, other) >= alike + _MUCH_MORE for name in rivals
        ):
            return True
    return False


def _lost_places(pair: Pair) -> list[str]:
    """Return names of countries, peoples and cities that the target does not render."""
    return [
        word
        for word in _lost_parts(pair)
        if rendered_as(word, pair.target_language)
        and not word.startswith("Korea")
        and word.casefold() not in read_words("en-titles")
        and not is_told(word, pair)
    ]


def _is_surely_a_name(strange: _Strange, pair: Pair, *, is_lost: bool) -> bool:
    """Return whether a strange word is a name; `is_lost`: a name of the source is nowhere told."""
    if is_lost:
        return True
    language = pair.target_language
    if strange.heard >= _least(strange.word, language) or _is_of_a_title(strange, pair):
        return False
    sure = strange.foreign >= _FOREIGN[language] and len(strange.word) > 2
    return sure or (language == "uk" and not _untold_words(pair))


def _is_of_a_title(strange: _Strange, pair: Pair) -> bool:
    """Return whether a country is added, so that readers know whose minister it is, and where."""
    language, target = pair.target_language, pair.target.prose
    if not is_country(strange.word, language):
        return False
    titles = tuple(read_words(f"{language}-titles"))
    if _AT_HOME.search(pair.source.prose):
        return True
    if language == "ko":
        return target[strange.end :].lstrip().startswith(titles)
    before = _UK_WORD_BEFORE.search(target[: strange.start])
    plain = re.sub("[’ʼ]", "'", before[1].casefold()) if before else ""
    return plain.startswith(titles)


def _untold_words(pair: Pair) -> list[str]:
    """Return capitalized words of the source that may be translated in a way that nobody knows."""
    return [
        word for word in _capitals(pair) if not _is_sounded(word, pair) and not is_told(word, pair)
    ]


def _capitals(pair: Pair) -> list[str]:
    """Return the words of the source with a capital that is not due to where they stand."""
    text = pair.source.prose
    found: list[str] = []
    for match in _LATIN_CAPITAL.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        if word.casefold() in _DATES or len(word) < 3:
            continue
        if not _SENTENCE_START.search(text[: match.start()]) or _is_a_place(word, pair):
            found.append(word)
    return found


def _is_a_place(word: str, pair: Pair) -> bool:
    """Return whether a word at the start of a sentence is a name all the same."""
    lexicon = read_lexicon(pair.source_language, pair.target_language)
    return bool(rendered_as(word, pair.target_language)) and not translations(word, lexicon)


def _is_sounded(word: str, pair: Pair) -> bool:
    """Return whether a word of a name is surely not translated."""
    lower = word.casefold()
    if len(word) < 4 or word.isupper() or lower in _common():
        return False
    if rendered_as(word, pair.target_language):
        return True
    lexicon = read_lexicon(pair.source_language, pair.target_language)
    return not _ADJECTIVE.search(lower) and not translations(word, lexicon)


def _named(target: str, language: str) -> Iterator[tuple[str, int, int]]:
    """Yield words of a target that surely are names or loans, and where they are."""
    if language == "uk":
        for match in _CAPITAL.finditer(target):
            if _UK_ADJECTIVE.search(match.group()) or len(match.group()) < 4:
                continue
            if not _SENTENCE_START.search(target[: match.start()]):
                at = match.start()
                for part in match.group().split("-"):
                    least = 4 if part == match.group() else 5
                    if len(part) >= least and not _is_common(part):
                        yield part, at, at + len(part)
                    at += len(part) + 1
        return
    for match in _HANGUL.finditer(target):
        word = PARTICLE.sub("", match.group())
        if (
            len(word) > 1
            and not VERBAL.search(match.group())
            and not _NO_NAME.match(target, match.end() - 1)
            and not _is_spelled(word, target, match.end())
            and _foreignness(word) >= _FOREIGN_LOST["ko"]
        ):
            yield word, match.start(), match.start() + len(word)


def _is_spelled(word: str, target: str, end: int) -> bool:
    """Return whether a name's own spelling stands behind it, or what may be its translation."""
    match = _SPELLED.match(target, end)
    if match is None:
        return False
    names = [name for name in _LATIN.findall(match.group()) if len(name) > 2]
    forms = {word, _KIND.sub("", word)}
    return not names or any(
        sounds_alike(name, form) >= _SPELLED_ALIKE for name in names for form in forms
    )


@lru_cache(maxsize=16384)
def _foreignness(word: str) -> float:
    """Return how much a Korean word looks like a foreign name, as `loan_score` does."""
    if word in cities("ko"):
        return 1.0
    known = read_lexicon("en", "ko").common
    if word[:3] in known or any(
        loan in word for loan in _long_loans() if len(word) <= len(loan) + 2
    ):
        return -1.0
    score = loan_score(word, "ko")
    if len(word) == 2:
        return -1.0 if word in _short_loans() else score - _TWO_SYLLABLES
    ends = (word[:2], word[-2:])
    if len(word) - 2 * sum(end in _short_loans() for end in ends) < 2:
        return -1.0
    is_like = ends[0] in known or not _short_loans().isdisjoint(ends)
    return score - _LIKE_COMMON if is_like else score


CHECKS = (names,)
