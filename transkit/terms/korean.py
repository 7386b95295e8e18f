"""Terms in Korean: found with whatever stands behind them, and put in with the right particle."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from transkit.terms.grammar import Place, Proposal, Wanted, best_of
from transkit.text.korean_particles import adapt_particle, final_of, is_particle
from transkit.text.names import codes_of, likeness

__all__ = ["Korean"]

_MORE_VOWEL = re.compile("[아어오우이으에애]")
"""Syllables that are a vowel alone."""
_RUN = re.compile(r"[가-힣]+")
_ALIKE = 0.7
"""Similarity of letters (jamo) from which on a word is taken for another spelling."""
_ALIKE_IN_SOUND = 0.8
"""Likeness to the source's name from which on fewer letters must agree: `_LESS_ALIKE`."""
_LESS_ALIKE = 0.45
_NEARLY_ALIKE = 0.85
"""What is needed for a name that nobody has asked for."""
_ALIKE_FOR_UNKNOWN = 0.8
"""Similarity from which on letters behind a name that are no particle do no harm."""
_PARTICLE_FIRST = 0.2
"""By so much a cut before a particle may be less alike than another."""
_TOGETHER = 0.9
"""What is needed for two words that stand for one."""
_WRONG_PARTICLE = 0.03
"""What a particle that does not go with the sound before it takes away."""
_HANGUL_FIRST = ("k", "k", "n", "t", "t", "n", "m", "p", "p", "s", "s", "", "s", "s", "s", "k", "t",
                 "p", "")  # fmt: skip
"""ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ; with the last of them names are written very freely."""
_NO_PARTICLE = 0.1
"""What letters take away that are no particle and no title."""
_TITLES = re.compile(
    r"(?:씨|님|시|주|도|군|구|현|성|섬|강|산|호|역|인|어|계|제|측|당|사|전|발|행|대통령|총리|장관|의원|상원의원|하원의원|"
    r"박사|교수|감독|선수|기자|회장|대표|시장|주지사|국왕|여왕|왕자|공주|장군|공화국|정부|대학교|대학|협정|조약|"
    r"전쟁|사건|반도|공항|지역|지방|시민|국민|군대|경찰|주의|스타일|식|산|국|만)"
)  # fmt: skip
"""What may be written together with a name."""
_CLOSED = re.compile(
    r"((?:[”’\"'」』》〉»>)\]]|[ \u00a0]?\([^()]*\)|（[^（）]*）|\[[^\[\]]*\])+)([가-힣]+)"
)
"""Quotation marks, or something in brackets, and what stands behind them."""
_START = r"(?<![가-힣A-Za-z\d])"
_PLURAL = r"(?:['’]?s|s['’])(?![A-Za-z\d])"
"""The ending of an English plural or possessive."""
_TITLED = re.compile(
    r"[ \u00a0](?:씨|님|대통령|총리|장관|차관|의원|교수|박사|감독|회장|대표|시장|국왕|여왕|장군|대변인)"
)
"""A title behind a name, with a space between them."""
_VERBS = {
    "하다": "하 했 한 할 함 해 합".split(),
    "되다": "되 됐 된 될 됨 돼 됩".split(),
    "시키다": "시키 시켰 시킨 시킬 시킴 시켜 시킵".split(),
}
"""Endings of verbs that are made of nouns, and the syllables that their forms have there."""
_MADE_OF_IT = re.compile(r"인|어")
"""People and languages: other words, which a source calls otherwise."""


class Korean:
    """See `transkit.terms.grammar.Grammar`."""

    def find(self, text: str, target: str, *, misplaced: bool = False) -> list[Place]:
        """Return where a target begins a word, whatever stands behind it."""
        del misplaced
        pattern = _pattern(target)
        if pattern is None:
            return []
        if _verb_ending(target):
            return [Place(*match.span()) for match in pattern.finditer(text)]
        places: list[Place] = []
        for match in pattern.finditer(text):
            tail = _tail(text, match.end())
            # A single syllable is a word only with a particle or nothing behind it.
            if (len(target) > 1 or not tail or is_particle(tail)) and not _goes_on(target, tail):
                places.append(Place(*match.span()))
        return places

    def mentions(self, text: str, target: str) -> bool:
        """Return whether a text has a target, with or without its spaces, or its last word."""
        if self.find(text, target):
            return True
        bare = re.sub(r"[\s·]", "", text)
        words = target.split()
        if re.sub(r"[\s·]", "", target) in bare:
            return True
        return len(words) > 1 and len(words[-1]) > 2 and words[-1] in text

    def propose(self, text: str, wrong: str, wanted: Wanted) -> list[Proposal]:
        """Return what should stand where a wrong rendering stands, with its particle."""
        found: list[Proposal] = []
        for place in self.find(text, wrong):
            tail = _tail(text, place.end)
            if ending := _verb_ending(wrong):
                shown = text[place.start + len(wrong) - len(ending) : place.end]
                stem = wanted.target.removesuffix(ending)
                verb = stem + shown if _verb_ending(wanted.target) == ending else None
                found.append(Proposal(*place, verb))
                continue
            known = not tail or is_particle(tail) or _has_title(tail) or len(wrong) > 2
            known = known and not _MADE_OF_IT.match(tail)
            text_ = _with_tail(wanted.target, tail) if known else None
            found.append(Proposal(place.start, place.end + len(tail), text_))
        return found

    def propose_at(self, text: str, place: Place, wanted: Wanted) -> Proposal:
        """Return that nothing is sure: where a word ends and its particle begins it does not say."""
        del text, wanted
        return Proposal(*place, None)

    def propose_misdeclined(self, text: str, wanted: Wanted) -> list[Proposal]:
        """Return what should stand where the term has an English plural: F-16s는, F-16은."""
        pattern = _english_plural(wanted.target)
        found: list[Proposal] = []
        for match in pattern.finditer(text) if pattern else ():
            tail = _tail(text, match.end())
            end = match.end() + len(tail)
            found.append(Proposal(match.start(), end, _with_tail(wanted.target, tail)))
        return found

    def propose_alike(self, text: str, wanted: Wanted) -> list[Proposal]:
        """Return what should stand where words stand that sound like the term, best first."""
        ours = wanted.target.split()
        if not all(_RUN.fullmatch(word) for word in ours):
            return []
        named = wanted.source.split()
        if len(wanted.target) < 2 or not named[-1][:1].isupper():
            return []
        sources = named if len(named) == len(ours) else [""] * len(ours)
        runs = list(_RUN.finditer(text))
        found: list[tuple[float, Proposal]] = []
        for at in range(len(runs) - len(ours) + 1):
            span = runs[at : at + len(ours)]
            if not _adjoining(text, span):
                continue
            parts = [
                _whole(match.group(), target, source, wanted)
                if match is not span[-1]
                else _cut(match.group(), target, source, wanted, titled=_is_titled(text, match))
                for match, target, source in zip(span, ours, sources, strict=True)
            ]
            if len(ours) == 1 and at + 1 < len(runs) and _adjoining(text, runs[at : at + 2]):
                both = _cut_both(span[0].group(), runs[at + 1].group(), wanted)
                if both.score > parts[0].score:
                    span, parts = runs[at : at + 2], [both]
            score = min(part.score for part in parts)
            if score <= 0:
                continue
            text_ = _with_tail(wanted.target, parts[-1].tail) if parts[-1].sure else None
            found.append((score, Proposal(span[0].start(), span[-1].end(), text_)))
        return best_of(found)

    def agree_behind(self, behind: str, was: str, now: str) -> str:
        """Return what follows with the particle that goes with the new sound: ‘드론’이라고.

        A particle behind a closing sign or a bracket goes with the word before it, where it went
        with the old one.
        """
        match = _CLOSED.match(behind)
        if match is None or not is_particle(match[2], final_of(was)):
            return behind
        return match[1] + adapt_particle(match[2], final_of(now)) + behind[match.end() :]


class _Cut(NamedTuple):
    """A word cut into what sounds like a name and what stands behind it."""

    score: float
    """0 for no likeness."""
    tail: str
    sure: bool


def _whole(word: str, target: str, source: str, wanted: Wanted) -> _Cut:
    """Return how surely a word with nothing behind it is another spelling of a target."""
    alike = 1.0 if word == target else _alikeness(word, target, source)
    if alike < (_NEARLY_ALIKE if wanted.strict else 0.01) or _is_other(word, source, wanted.others):
        return _Cut(0.0, "", sure=False)
    return _Cut(alike, "", sure=True)


def _is_titled(text: str, name: re.Match[str]) -> bool:
    """Return whether a title follows, before which no particle stands: 시비하 장관."""
    return _TITLED.match(text, name.end()) is not None


def _cut(word: str, target: str, source: str, wanted: Wanted, *, titled: bool = False) -> _Cut:
    """Return the cut of a word after which its beginning is most like a target.

    A particle is cut off also where the beginning with it would be a little more alike: 머켈은 is
    머켈 and 은, whatever 메르켈 sounds like.
    """
    if target in word[1:]:  # behind another word: 에어캐나다
        return _Cut(0.0, "", sure=False)
    least = _NEARLY_ALIKE if wanted.strict else 0.01
    if titled and len(word) == len(target):
        whole = _whole(word, target, source, wanted)
        if whole.score:
            return whole
    cuts: list[tuple[bool, _Cut]] = []
    for end in range(min(2, len(word), len(target)), len(word) + 1):
        head, tail = word[:end], word[end:]
        alike = _alikeness(head, target, source)
        if alike < least or _is_other(head, source, wanted.others):
            continue
        if not tail:
            cuts.append((False, _Cut(alike, tail, sure=not _ends_in_particle(word, target))))
        elif is_particle(tail):
            fits = is_particle(tail, final_of(head))
            score = alike if fits else alike - _WRONG_PARTICLE
            is_first = len(head) == len(target) or not _ends_as_begins(target, tail)
            sure = not _holds_more(head, target, source, alike)
            cuts.append((fits and is_first, _Cut(score, tail, sure=sure)))
        elif _has_title(tail):
            cuts.append((False, _Cut(alike - _WRONG_PARTICLE / 2, tail, sure=True)))
        else:
            score = alike - _NO_PARTICLE
            cuts.append((False, _Cut(score, tail, sure=score >= _ALIKE_FOR_UNKNOWN)))
    best = max((cut for _, cut in cuts), default=_Cut(0.0, "", sure=False))
    particles = [cut for fits, cut in cuts if fits and best.score - cut.score < _PARTICLE_FIRST]
    return max(particles, key=lambda cut: (len(cut.tail), cut.score), default=best)


def _holds_more(head: str, target: str, source: str, alike: float) -> bool:
    """Return whether letters behind a name are no part of it: 부다노프따위 before 도."""
    shorter = (head[:end] for end in range(len(target), len(head)))
    return any(_alikeness(one, target, source) > alike for one in shorter)


def _ends_as_begins(target: str, tail: str) -> bool:
    """Return whether a target has at its end what a tail begins with: 하와이, 이."""
    return any(target.endswith(tail[:end]) for end in range(1, len(tail) + 1))


def _ends_in_particle(word: str, target: str) -> bool:
    """Return whether the end of a word may be a particle that is no part of a name."""
    return any(
        is_particle(word[end:], final_of(word[:end])) and not _ends_as_begins(target, word[end:])
        for end in range(2, len(word))
    )


def _cut_both(first: str, second: str, wanted: Wanted) -> _Cut:
    """Return the cut of two words that together are the target, written in two."""
    cut = _cut(first + second, wanted.target, wanted.source, wanted)
    head = len(first) + len(second) - len(cut.tail)
    return cut if cut.score >= _TOGETHER and head > len(first) else _Cut(0.0, "", sure=False)


def _has_title(tail: str) -> bool:
    match = _TITLES.match(tail)
    if match is None:
        return False
    rest = tail[match.end() :]
    return not rest or is_particle(rest) or _has_title(rest)


def _alikeness(head: str, target: str, source: str) -> float:
    """Return how surely letters are another spelling of a target, in [0, 1]; 0 for no."""
    from rapidfuzz.distance import Indel

    if not _begin_alike(head, target):
        return 0.0
    score = Indel.normalized_similarity(_jamo(head), _jamo(target))
    sound = likeness(source, head) if source else 0.0
    ours = max(
        (Indel.normalized_similarity(a, b) for a in codes_of(head) for b in codes_of(target) if a),
        default=0.0,
    )
    if len(head) == len(target) == 1 and source:
        return score if score >= _LESS_ALIKE else 0.0
    if len(head) < 2 or (len(head) == 2 and score < 0.6):
        return 0.0
    if (score >= _ALIKE and max(ours, sound) >= 0.7) or (
        score >= (_LESS_ALIKE if len(head) > 2 else 0.6)
        and sound >= (_ALIKE_IN_SOUND if len(head) > 2 else 0.95)
        and ours >= 0.6
    ):
        return (score + max(sound, ours)) / 2
    return 0.0


def _begin_alike(one: str, other: str) -> bool:
    """Return whether two words begin with sounds that may stand for the same letter."""
    first, second = _HANGUL_FIRST[_initial(one)], _HANGUL_FIRST[_initial(other)]
    return first == second or not first or not second


def _initial(word: str) -> int:
    return (ord(word[0]) - ord("가")) // 588


def _is_other(head: str, source: str, others: Iterable[str]) -> bool:
    """Return whether letters sound more like another name of the source."""
    mine = likeness(source, head) if source else 0.8
    return any(likeness(other, head) > max(mine, 0.75) for other in others)


@lru_cache(maxsize=16384)
def _jamo(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _with_tail(target: str, tail: str) -> str:
    return target + adapt_particle(tail, final_of(target))


def _goes_on(target: str, tail: str) -> bool:
    """Return whether the letters behind a name are a vowel more of it: 트뤼도우에게 for 트뤼도."""
    return (
        _MORE_VOWEL.fullmatch(tail[:1]) is not None
        and final_of(target) == "v"
        and len(target) > 2
        and not is_particle(tail)
        and not _has_title(tail)
        and (len(tail) == 1 or is_particle(tail[1:], final_of(tail[0])))
    )


def _tail(text: str, end: int) -> str:
    """Return the Hangul that stands directly behind a place."""
    match = _RUN.match(text, end)
    return match.group() if match else ""


@lru_cache(maxsize=4096)
def _pattern(target: str) -> re.Pattern[str] | None:
    words = target.split()
    if not words:
        return None
    if ending := _verb_ending(target):
        forms = "|".join(_VERBS[ending])
        stem = [*words[:-1], words[-1].removesuffix(ending)]
        spaced = r"[\s·]{0,2}".join(map(re.escape, stem))
        return re.compile(rf"{_START}{spaced}(?:을|를)?\s?(?:{forms})")
    end = r"(?![A-Za-z\d])" if target[-1].isascii() else rf"(?!{_PLURAL})"
    return re.compile(_START + r"[\s·]{0,2}".join(map(re.escape, words)) + end)


def _verb_ending(target: str) -> str:
    """Return what a verb ends in that is made of a noun: 하다, 되다, 시키다; else nothing."""
    return next((one for one in _VERBS if target.endswith(one) and len(target) > len(one)), "")


@lru_cache(maxsize=4096)
def _english_plural(target: str) -> re.Pattern[str] | None:
    """Return what finds a target with the ending of an English plural."""
    words = target.split()
    if not words or words[-1].endswith(("s", "S")):
        return None
    return re.compile(_START + r"[\s·]{0,2}".join(map(re.escape, words)) + _PLURAL)


def _adjoining(text: str, span: Sequence[re.Match[str]]) -> bool:
    return all(
        text[one.end() : other.start()] in (" ", "\u00a0", "·") for one, other in pairwise(span)
    )
