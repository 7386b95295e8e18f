"""How targets render the names of their sources: what a glossary should decide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from transkit.terms.enforcing import Enforcer
from transkit.terms.glossary import Glossary, Term
from transkit.terms.ukrainian_forms import forms_of, is_nominative, noun_bases
from transkit.text.korean_particles import final_of, is_particle
from transkit.text.names import codes_of, likeness

__all__ = [
    "Rendering",
    "Substitute",
    "Suggestion",
    "find_substitutes",
    "suggest_terms",
    "without_particle",
]

_NAME = re.compile(r"(?<![^\W_])[A-Z][a-z\u00df-\u00ff\u0100-\u017f]{2,}(?![^\W_])")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…]\s+|[\"“”‘«(\[]\s*|\n)$")
_CALENDAR = frozenset(
    """January February March April May June July August September October November December Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday""".split()
)
_ALIKE = 0.85
"""Likeness from which on a word of a target is taken for a name of its source."""
_SURE = 0.95
"""What is needed of a word that begins a sentence: it may be any word."""
_TOGETHER = 0.5
"""Similarity of letters to the most frequent rendering, below which a word is another one."""
_TRANSLATED = re.compile(r"(?:ian|ean|can|rman|ese|ish|nch|tch|ic|al|ist|ism|ians|ans|eek)$")
"""Ends of English adjectives and peoples, which are translated and inflected otherwise."""
_MADE_OF_IT = re.compile(r"(?:ськ|цьк|зьк)[а-яіїє]{1,3}$")
_FINALS = (("a", "ая"), ("o", "о"), ("yi", "іийї"), ("eu", "еєуюаі"))
"""What an English name ends in, and what its Ukrainian nominative then likely does."""
_UKRAINIAN = re.compile(r"(?<![^\W_])[А-ЯІЇЄҐ][а-яіїєґ'’ʼ]+(?:-[А-Яа-яІЇЄҐіїєґ'’ʼ]+)*")
_KOREAN = re.compile(r"[가-힣]{2,}")
_FEWEST = 3
"""Texts without a term from which on what they have in common says something."""
_MOST = 0.6
"""Share of them that must have a word."""
_HARDLY = 0.02
"""Share of all other texts that may have it too."""
_CASE_PARTICLE = re.compile(
    r"은|는|이|가|을|를|과|와|의|에|에서|에게|에는|에서는|에게는|으로|로|과의|와의|으로부터|로부터|까지|부터|"
    r"(?:이?라[고는며].*)|이었다|였다|이다|입니다"
)
_ENDINGS = ("ого", "ому", "ові", "еві", "єві", "ими", "ий", "ою", "ею", "єю", "ом", "ем", "єм", "им",
            "ах", "ам", "ів", *"аеиіоуєїюя", "")  # fmt: skip
_NOMINATIVES = ("", "а", "о", "я", "ь", "й", "ий", "ія", "и", "і")


_Find = Callable[[str], Sequence[tuple[str, bool]]]
"""Returns the words of a target that may be names, and whether they begin a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One way in which targets render a name."""

    target: str
    """In Ukrainian in the nominative, in Korean without a particle."""
    count: int
    reviewed: int
    """How many of them a person has accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A name that sources have more than once."""

    source: str
    count: int
    """How often."""
    renderings: tuple[Rendering, ...]
    """The most frequent first; what a person accepted counts before that."""
    is_name: bool = True
    """Whether what sounds like it is another spelling; else it is a common noun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """A word that drafts have where a term of the glossary should stand."""

    source: str
    target: str
    """What the glossary wants."""
    instead: str
    """In Ukrainian in the nominative, in Korean without a particle."""
    count: int
    """In so many texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    word: str
    reviewed: bool


def suggest_terms(
    pairs: Iterable[tuple[str, str, bool]], language: str, *, known: Iterable[str] = ()
) -> list[Suggestion]:
    """Return the names that recur in sources, with every rendering, the most frequent first.

    Names are found by their capitals, renderings by their sound: what is translated (White House)
    is not found.

    Args:
        pairs: Sources in English, targets, and whether a person accepted them; without tags.
        language: BCP 47 tag of the targets: Ukrainian or Korean, for others nothing is found.
        known: Sources that a glossary has already.
    """
    pairs = list(pairs)
    find = _FINDERS.get(language.split("-")[0].lower())
    if find is None:
        return []
    counts = _names(source for source, _, _ in pairs)
    decided = {name for text in known for name in text.split()}
    found: list[Suggestion] = []
    for name, count in counts.items():
        if count < 2 or name in decided:
            continue
        seen = [
            _Seen(word=word, reviewed=reviewed)
            for source, target, reviewed in pairs
            for word in _rendered(name, source, target, find)
        ]
        renderings = _merged(_grouped(name, seen, _UNINFLECTED[find]))
        if renderings:
            found.append(Suggestion(source=name, count=count, renderings=renderings))
    return sorted(found, key=lambda one: (-len(one.renderings), -one.count, one.source))


def find_substitutes(pairs: Iterable[tuple[str, str]], glossary: Glossary) -> list[Substitute]:
    """Return what stands where drafts do not render a term, as far as many texts tell.

    That is a word that nearly all texts have in which the term is missing, and nearly none without
    the term; where two words are so, nothing is sure. For Ukrainian the dictionary is needed.

    Args:
        pairs: Sources and targets, without tags; a few dozens at least.
        glossary: What people have asked for.
    """
    bases_of = {"uk": noun_bases, "ko": _stems}.get(glossary.languages[1].split("-")[0])
    if bases_of is None:
        return []
    enforcer = Enforcer(glossary)
    with_term: dict[Term, list[int]] = {}
    missing: dict[Term, list[int]] = {}
    texts: list[frozenset[str]] = []
    for i, (source, target) in enumerate(pairs):
        words = re.findall(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*", target)
        texts.append(frozenset(base for word in words for base in bases_of(word)))
        for term in {term for hit in glossary.find(source) for term in (hit.term, *hit.rivals)}:
            with_term.setdefault(term, []).append(i)
        for problem in enforcer.problems(source, target):
            if problem.guessed or not problem.wrong:
                missing.setdefault(problem.term, []).append(i)
    found: list[Substitute] = []
    for term, places in missing.items():
        instead, count = _substitute(texts, set(places), set(with_term[term]))
        if instead and instead not in term.target.casefold():
            found.append(
                Substitute(source=term.source, target=term.target, instead=instead, count=count)
            )
    return sorted(found, key=lambda one: (-one.count, one.source))


def _substitute(
    texts: Sequence[frozenset[str]], missing: set[int], with_term: set[int]
) -> tuple[str, int]:
    """Return the word that stands for a term, and in how many texts; nothing where none is sure."""
    others = len(texts) - len(with_term)
    if len(missing) < _FEWEST or others < _FEWEST * 5:
        return "", 0
    inside = Counter(word for i in missing for word in texts[i])
    outside = Counter(
        word for i, text in enumerate(texts) if i not in with_term for word in text & inside.keys()
    )
    rare = sorted(
        (
            (count, word)
            for word, count in inside.items()
            if count >= _MOST * len(missing) and outside[word] <= _HARDLY * others
        ),
        reverse=True,
    )
    if not rare or (len(rare) > 1 and rare[1][0] > rare[0][0] * 0.75):
        return "", 0
    return rare[0][1], rare[0][0]


def _names(sources: Iterable[str]) -> Counter[str]:
    """Return how often words with a capital occur, but for those that only begin sentences."""
    counts: Counter[str] = Counter()
    inside: set[str] = set()
    small: set[str] = set()
    for source in sources:
        small.update(re.findall(r"(?<![^\W_])[a-z]{3,}(?![^\W_])", source))
        for match in _NAME.finditer(source):
            counts[match.group()] += 1
            if not _SENTENCE_START.search(source[: match.start()]):
                inside.add(match.group())
    return Counter(
        {
            name: count
            for name, count in counts.items()
            if name in inside
            and name.lower() not in small
            and name not in _CALENDAR
            and not _TRANSLATED.search(name)
        }
    )


def _rendered(name: str, source: str, target: str, find: _Find) -> list[str]:
    """Return the words of a target that sound like a name, as often as its source has it at most.

    What sounds more like another name of the source is left out.
    """
    times = len(re.findall(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", source))
    size = max(map(len, codes_of(name)), default=0)
    if not times or size < 2:
        return []
    others = {match.group() for match in _NAME.finditer(source)} - {name}
    heard: list[tuple[float, str]] = []
    for word, begins in find(target):
        alike = max(likeness(name, part) for part in _parts(word))
        needed = _SURE if begins or size < 3 else _ALIKE
        if (
            alike >= needed
            and not (begins and size < 3)
            and all(max(likeness(other, part) for part in _parts(word)) < alike for other in others)
        ):
            heard.append((alike, word))
    return [word for _, word in sorted(heard, key=lambda item: -item[0])[:times]]


def _parts(word: str) -> tuple[str, ...]:
    """Return a word, and a Korean one also without what may be its particle."""
    if "가" <= word[:1] <= "힣":
        return _heads(word)
    return (word,)


def _merged(renderings: Sequence[Rendering]) -> tuple[Rendering, ...]:
    """Return renderings without those that are other words, compounds under what they are of."""
    from rapidfuzz.distance import Indel

    kept: list[Rendering] = []
    for one in renderings:
        whole = next((k for k in kept if _holds(one.target, k.target)), None)
        if whole is not None:
            kept[kept.index(whole)] = Rendering(
                target=min(whole.target, one.target, key=len),
                count=whole.count + one.count,
                reviewed=whole.reviewed + one.reviewed,
            )
        elif (
            not kept
            or Indel.normalized_similarity(
                normalize("NFD", kept[0].target), normalize("NFD", one.target)
            )
            >= _TOGETHER
        ):
            kept.append(one)
    return tuple(kept)


def _holds(one: str, other: str) -> bool:
    """Return whether one of two words is the other with something behind it."""
    short, long = sorted((one, other), key=len)
    if "가" <= short[0] <= "힣":
        return long.startswith(short) and len(long) - len(short) < 3
    return long.startswith(f"{short}-")


def _grouped(
    name: str, seen: Sequence[_Seen], bases_of: Callable[[str], tuple[str, ...]]
) -> tuple[Rendering, ...]:
    """Return renderings, inflected ones under the word that most of them may be of."""
    left = list(seen)
    found: list[Rendering] = []
    spelled = Counter(one.word for one in seen)
    while left:
        covers: Counter[str] = Counter(base for one in left for base in bases_of(one.word))
        best = max(
            covers,
            key=lambda base: (covers[base], *_plausibility(name, base, spelled[base]), base),
        )
        mine = [one for one in left if best in bases_of(one.word)]
        left = [one for one in left if best not in bases_of(one.word)]
        reviewed = sum(one.reviewed for one in mine)
        found.append(Rendering(target=best, count=len(mine), reviewed=reviewed))
    return tuple(sorted(found, key=lambda one: (-one.reviewed, -one.count, one.target)))


def _plausibility(name: str, base: str, spelled: int) -> tuple[int, ...]:
    """Return by what one of several bases of a word is chosen, the more the better."""
    if "가" <= base[0] <= "힣":
        return (0, 0, 0, -len(base), 0)
    ends = 2 * int("-" not in base and _ends_like(name, base))
    soft = int(base[-1] == "я" and not name.endswith(("ia", "ya")))
    return (int(is_nominative(base)), ends + int(spelled > 0), spelled, -len(base), -soft)


def _ends_like(name: str, base: str) -> bool:
    """Return whether a Ukrainian nominative ends as an English name lets expect."""
    for ends, finals in _FINALS:
        if name[-1] in ends:
            return base[-1] in finals
    last = {code[-1:] for code in codes_of(name)}
    return base[-1] not in "аеиіоуєїюя" and any(code[-1:] in last for code in codes_of(base))


def _ukrainian_words(target: str) -> list[tuple[str, bool]]:
    """Return words with a capital, and whether they begin a sentence."""
    return [
        (match.group(), bool(_SENTENCE_START.search(target[: match.start()])))
        for match in _UKRAINIAN.finditer(target)
        if not _MADE_OF_IT.search(match.group())
    ]


@lru_cache(maxsize=4096)
def _ukrainian_bases(word: str) -> tuple[str, ...]:
    """Return nominatives that a word may be a form of; itself where nothing else is."""
    stems = dict.fromkeys(word[: len(word) - len(end)] for end in _ENDINGS if word.endswith(end))
    bases = dict.fromkeys(
        stem + end for stem in stems if len(stem) > 1 for end in _NOMINATIVES
    )  # fmt: skip
    found = [base for base in bases if any(form.text == word for form in forms_of(base))]
    return tuple(dict.fromkeys([*found, word]))


def _korean_words(target: str) -> list[tuple[str, bool]]:
    return [(word, False) for word in _KOREAN.findall(target)]


def without_particle(word: str) -> str:
    """Return a Korean word without the particles that it ends in; itself where it has none."""
    return _heads(word)[0]


@lru_cache(maxsize=4096)
def _stems(word: str) -> tuple[str, ...]:
    """Return what a Korean word is without the particles that it may end in, one syllable too."""
    if (
        len(word) == 2
        and _CASE_PARTICLE.fullmatch(word[1:])
        and is_particle(word[1:], final_of(word[0]))
    ):
        return (word[0], word)
    return _heads(word)


@lru_cache(maxsize=4096)
def _heads(word: str) -> tuple[str, ...]:
    """Return a word, and what it is without the particles that it may end in."""
    found = [
        word[:end]
        for end in range(2, len(word))
        if _CASE_PARTICLE.fullmatch(word[end:]) and is_particle(word[end:], final_of(word[:end]))
    ]
    return tuple(dict.fromkeys([*found, word]))


_FINDERS: Mapping[str, _Find] = {
    "uk": _ukrainian_words,
    "ko": _korean_words,
}
_UNINFLECTED: Mapping[_Find, Callable[[str], tuple[str, ...]]] = {
    _ukrainian_words: _ukrainian_bases,
    _korean_words: _heads,
}
