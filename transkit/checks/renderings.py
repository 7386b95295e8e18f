"""Names that an article renders in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from transkit.checks.base import Article, Pair, Remark, check, note
from transkit.checks.coverage import PARTICLE
from transkit.checks.names import VERBAL, name_runs
from transkit.checks.own_names import english_cities
from transkit.checks.word_lists import read_words
from transkit.text.names import codes_of, sounds_alike

__all__ = ["CHECKS"]

_SOUNDS = {"uk": 0.66, "ko": 0.72}
"""How alike a word must sound to a name, to be it."""
_SPELLED_ALIKE = 0.75
"""How alike a word must be to what the name is called elsewhere, where it sounds less like it."""
_WITHIN = 5
"""Letters that a spelling must have, to be found inside of another word."""
_MORE = 0.1
"""How much more alike it must sound than any other word of the target."""
_WORDS = {
    "uk": re.compile(r"(?<![^\W_])[А-ЯІЇЄҐ][а-яіїєґ'’ʼ]{2,}"),
    "ko": re.compile(r"[가-힣]{2,}"),
}
_ENDING = re.compile(
    r"(?:ою|ею|єю|ією|ом|ем|єм|ові|еві|єві|ів|їв|ам|ям|ами|ями|ах|ях|ого|ому|им|[аеєиіїоуюяьй])$"
)
_ADJECTIVE = re.compile(r"(?:івс|овс|инс|анс|йс|с|ц|з)ьк(?:ий|ого|ому|им|а|ої|ій|у|ою|е|і|их|ими)$")
_LAST_LETTERS = ({"г", "з"}, {"к", "ц"}, {"х", "с"}, {"к", "ч"}, {"г", "ж"})
"""Consonants at the end of a Ukrainian stem that stand for each other: Праги, Празі."""
_KIND = re.compile(r"(?<=..)[왕강산섬만교역성사궁호시주국인어족씨행]$")
"""What Korean writes in one word with a name: 투트왕, 한강."""


_DERIVED = re.compile(
    r"(?:ian|ean|ese|ish|nch|tch|ic|ical|ism|ists?|[^aeiou]ans|ity|ions?|ing|ment|ology|ous|ive|ed)$"
)
"""Ends of what comes of names, and of words: other words of the target come of it, too."""


class _Rendering(NamedTuple):
    """How a paragraph renders a name."""

    unit: str
    word: str
    """As it stands there; of Korean, without its particle."""
    start: int
    end: int


@check("renderings", sources="en", targets="uk ko")
def renderings(pair: Pair) -> Iterator[Remark]:
    """A name that the article renders in two ways.

    Example: ``Портников`` here, ``Портніков`` in four other paragraphs. Where it stands in only two
    paragraphs, the second one is told.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 61 of 67 planted found; 61 notes
    right, 9 wrong (87 %). Korean 41 of 41 planted found; 41 notes right, 14 wrong (74 %). Nearly
    all of the notes on people's texts are right: other translators, other spellings.
    """
    known = pair.article.once(_odd_ones)
    for name, one, usual in known.get(pair.key, ()):
        message = f"{name} is {one.word} here, {usual} elsewhere"
        yield note(message, one.start, one.end, here=f"{name} is {one.word} here")


def _odd_ones(article: Article) -> Mapping[str, list[tuple[str, _Rendering, str]]]:
    """Return by unit which names are rendered there as in fewer paragraphs than otherwise.

    With each comes what is usual; where two ways are as frequent, that is the first one.
    """
    language = article.target_language
    odd: defaultdict[str, list[tuple[str, _Rendering, str]]] = defaultdict(list)
    for name, pairs in _mentions(article).items():
        ways: list[list[_Rendering]] = []
        for one in _renderings(name, pairs) if len(pairs) > 1 else ():
            same = [way for way in ways if _is_same(way[0].word, one.word, language)]
            if same:
                same[0].append(one)
            else:
                ways.append([one])
        usual = max(ways, key=len, default=[])
        for way in ways:
            for one in way if way is not usual else ():
                odd[one.unit].append((name, one, usual[0].word))
    return odd


def _mentions(article: Article) -> Mapping[str, list[Pair]]:
    """Return the paragraphs that have a name, by name."""
    found: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in article.pairs:
        for name in dict.fromkeys(part for run in name_runs(pair.source.prose) for part in run):
            if _keeps_its_sound(name):
                found[name].append(pair)
    return found


def _renderings(name: str, pairs: Sequence[Pair]) -> list[_Rendering]:
    """Return how paragraphs render a name, in order; those that surely do."""
    sure = {pair.key: one for pair in pairs if (one := _rendering(name, pair)) is not None}
    known = frozenset(one.word for one in sure.values())
    found = (sure.get(pair.key) or _nearly(known, pair) for pair in pairs)
    return [one for one in found if one is not None]


def _nearly(known: frozenset[str], pair: Pair) -> _Rendering | None:
    """Return the word of a target that is nearly a rendering known from another paragraph."""
    for match in _WORDS[pair.target_language].finditer(pair.target.words):
        word = match.group() if pair.target_language == "uk" else PARTICLE.sub("", match.group())
        if len(word) > 3 and any(_alike(word, other) >= _SPELLED_ALIKE for other in known):
            return _Rendering(pair.key, word, match.start(), match.start() + len(word))
    return None


@lru_cache(maxsize=8192)
def _alike(one: str, other: str) -> float:
    """Return how alike two spellings are, letter by letter, without their endings, in [0, 1]."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(_stem(one), _stem(other))


@lru_cache(maxsize=8192)
def _keeps_its_sound(name: str) -> bool:
    """Return whether a word of a name is spelled in one way where it keeps its sound."""
    lower = name.casefold()
    is_common = lower in read_words("en-common") and name not in english_cities()
    is_word = is_common or _DERIVED.search(lower)
    return not is_word and len(name) > 3 and max(map(len, codes_of(name)), default=0) > 1


def _rendering(name: str, pair: Pair) -> _Rendering | None:
    """Return the word that renders a name in a target; ``None`` where none is sure."""
    language, target = pair.target_language, pair.target.words
    best: list[tuple[float, _Rendering]] = []
    for match in _WORDS[language].finditer(target):
        word = match.group() if language == "uk" else PARTICLE.sub("", match.group())
        is_verb = language == "ko" and VERBAL.search(match.group())
        heard = _ADJECTIVE.sub("", word)
        alike = 0.0 if is_verb or len(heard) < 2 else sounds_alike(name, heard)
        if alike >= _SOUNDS[language] - _MORE:
            start = match.start()
            best.append((alike, _Rendering(pair.key, word, start, start + len(word))))
    best.sort(key=lambda item: -item[0])
    if not best or best[0][0] < _SOUNDS[language]:
        return None
    rivals = [one for alike, one in best[1:] if alike > best[0][0] - _MORE]
    if any(not _is_same(one.word, best[0][1].word, language) for one in rivals):
        return None
    return best[0][1]


def _is_same(one: str, other: str, language: str) -> bool:
    """Return whether two words are forms of one spelling."""
    if language == "ko":
        short, long = sorted((_KIND.sub("", one), _KIND.sub("", other)), key=len)
        return short in long or one.startswith(other) or other.startswith(one)
    short, long = sorted(map(_stem, (one, other)), key=len)
    if len(short) >= _WITHIN and short in long:  # Зеландія, Новозеландська
        return True
    return long.startswith(short) or (
        long.startswith(short[:-1]) and {short[-1], long[len(short) - 1]} in _LAST_LETTERS
    )


def _stem(word: str) -> str:
    """Return a Ukrainian name without its ending; at least three letters."""
    lower = word.casefold()
    # Чернігів, Чернігова: the vowel of the last syllable changes.
    lower = re.sub("ів$", "ов", re.sub("їв$", "єв", lower))
    short = _ENDING.sub("", _ADJECTIVE.sub("", lower))
    return short if len(short) > 2 else lower


CHECKS = (renderings,)
