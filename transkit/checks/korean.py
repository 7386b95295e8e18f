"""Korean: sentence endings, punctuation, characters, and the two Koreas.

The rules are those of the Standard Korean Orthography (한글 맞춤법, 2017).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from transkit.checks.base import Article, Pair, Remark, check, note, warning
from transkit.checks.habits import Habit, find_habit, tell_habit
from transkit.checks.particles import particles
from transkit.text.korean_particles import final_consonant
from transkit.text.sentences import split_sentences

__all__ = ["CHECKS"]

_JAMO = re.compile(r"[\u3131-\u318e\u1100-\u11ff]+")
_HANGUL = re.compile("[가-힣]")
_LAUGHTER = re.compile(r"^(?:[ㅋㅎㅠㅜ]+|ㄱㄴㄷ?|[ㄱ-ㅎ])$")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_WIDE = re.compile(r"[，。、！？：；（）]")
_FOREIGN_QUOTE = re.compile(r"[«»„]")
_STRAIGHT = re.compile(r'(?<!\d)"[^"]{1,400}"')
_SPEECH = re.compile(
    r"[「『][^「」『』]{1,400}[」』](?=(?:이?라고|이?라며|고|며|라는 말|하고)[ ,.가-힣])"
    r"|[「『][^「」『』]{2,400}(?:[.!?]|[다요죠까])[」』]"
)


_FORMAL = re.compile(r"(?:[가-힣]니다|[가-힣]니까|십시오)$")
_PLAIN = re.compile(r"다$")
_POLITE = re.compile(r"(?:요|죠)$")
_STYLES = {"plain": "‑다", "formal": "‑습니다", "polite": "‑요"}
_CLOSE = re.compile(r"[.!?…\s\"'”’」』)\]]+$")
_QUOTED = re.compile(r"[“\"「『‘][^”\"」』’]*[”\"」』’]")


def _endings(text: str) -> list[tuple[str, int, int]]:
    """Return the style of each sentence of a text and where its ending is; speech is left out."""
    found: list[tuple[str, int, int]] = []
    at = 0
    blind = _QUOTED.sub(lambda match: "\ufffc" * len(match.group()), text)
    for segment in split_sentences(blind, "ko"):
        start = at + len(segment.leading)
        at = start + len(segment.source) + len(segment.trailing)
        core = _CLOSE.sub("", re.sub(r"\s*\([^()]*\)[.\s]*$", "", segment.source))
        if core == segment.source or not core:
            continue  # a heading: no sign at its end
        for style, pattern in (("formal", _FORMAL), ("plain", _PLAIN), ("polite", _POLITE)):
            match = pattern.search(core)
            if match and not (style == "formal" and _is_no_formal(match.group())):
                end = start + len(core)
                found.append((style, max(start, end - 3), end))
                break
    return found


def _is_no_formal(ending: str) -> bool:
    """Return whether an ending only looks like ‑ㅂ니다: 아니다, 지니다."""
    return ending.endswith("니다") and final_consonant(ending[0]) != 17


@check("endings", targets="ko")
def endings(pair: Pair) -> Iterator[Remark]:
    """One style of sentence endings in an article: ‑다, ‑습니다 or ‑요. Speech is left out.

    Example: ``발표했습니다.`` in an article of ``‑다``. Where an article has no clear style, only
    sentences of one paragraph are compared.

    Measured on texts it was tuned with (docs/checks.md): Korean 200 of 200 planted found; 342
    alarms right, 0 wrong (100 %, 11 notes).
    """
    mine = _endings(pair.target.prose)
    if not mine:
        return
    common = pair.article.once(_common_style)
    if common:
        for style, start, end in mine:
            if style != common:
                yield _say(style, common)(
                    f"the article ends its sentences in {_STYLES[common]}, this one in "
                    f"{_STYLES[style]}", start, end, here=f"this one ends in {_STYLES[style]}",
                )  # fmt: skip
        return
    styles = Counter(style for style, _, _ in mine)
    if len(styles) > 1:
        style, start, end = mine[-1]
        others = " and ".join(_STYLES[name] for name in styles)
        say = warning if "plain" in styles else note
        yield say(f"sentences end in {others}", start, end)


def _say(style: str, common: str) -> Callable[..., Remark]:
    """Return how bad a mixture is: ‑습니다 and ‑요 are both polite, and many mix them."""
    return warning if "plain" in (style, common) else note


def _common_style(article: Article) -> str:
    """Return the style of nearly all sentences of an article; none where there is no such."""
    counts = Counter(style for pair in article.pairs for style, _, _ in _endings(pair.target.prose))
    total = sum(counts.values())
    most = counts.most_common(1)
    return most[0][0] if total >= 4 and most[0][1] >= 0.74 * total else ""


@check("korean-signs", targets="ko")
def korean_signs(pair: Pair) -> Iterator[Remark]:
    """Punctuation of other languages: full-width ，。！ and quotation marks «…», „…“, "…".

    Example: ``그는 말했다。``; speech in ``「…」``, which is for titles. An article in straight
    quotation marks gets one note, in the first paragraph that has some.

    Measured on texts it was tuned with (docs/checks.md): Korean 451 of 457 planted found; 375
    alarms right, 0 wrong (100 %).
    """
    target = pair.target.prose
    for match in _WIDE.finditer(target):
        if match.group() not in pair.source.words:
            yield warning(f"{match.group()} is a full-width sign", *match.span())
    for match in _FOREIGN_QUOTE.finditer(target):
        yield warning("Korean quotation marks are “…”, inside them ‘…’", *match.span())
        return
    for match in _SPEECH.finditer(target):
        shown = f"{match.group()[0]}…{match.group()[-1]}"
        yield note(f"{shown} is for titles, speech is in “…”", *match.span())
    if '"' in target and pair.article.once(_has_curly):
        yield warning('the article has “…” elsewhere, here "', target.index('"'),
                      target.index('"') + 1)  # fmt: skip
        return
    said = 'Korean quotation marks are “…”, inside them ‘…’, not "…"'
    yield from tell_habit(pair, pair.article.once(_straight_quotes), _STRAIGHT.finditer, said)


def _has_curly(article: Article) -> bool:
    """Return whether an article quotes in “…” at least as often as in straight marks."""
    curly = sum("“" in pair.target.prose for pair in article.pairs)
    return curly > 0 and curly >= sum('"' in pair.target.prose for pair in article.pairs)


def _straight_quotes(article: Article) -> Habit:
    return find_habit(article, _STRAIGHT.finditer)


@check("jamo", targets="ko")
def jamo(pair: Pair) -> Iterator[Remark]:
    """Single letters that make no syllable, a slip of the keyboard.

    Example: ``정ㅂ부``. Laughter (ㅋㅋ) and lists (ㄱ, ㄴ, ㄷ) are left alone.

    Measured on texts it was tuned with (docs/checks.md): Korean 200 of 200 planted found; 200
    alarms right, 0 wrong (100 %).
    """
    for match in _JAMO.finditer(pair.target.prose):
        around = pair.target.prose[max(0, match.start() - 1) : match.end() + 1]
        inside = len(re.findall("[가-힣]", around)) == 2
        if match.group() in pair.source.words:
            continue
        # A single letter is one of a list only if it stands by itself: 정부ㄴ is a slip.
        # Laughter is two and more letters: 웃었다ㅋㅋ.
        attached = len(match.group()) == 1 and _HANGUL.match(around)
        if inside or attached or not _LAUGHTER.match(match.group()):
            yield warning(f"“{match.group()}” is no whole syllable", *match.span())


@check("hanja", targets="ko")
def hanja(pair: Pair) -> Iterator[Remark]:
    """Chinese or Japanese characters outside brackets that the source does not have.

    Example: ``정부는 政策을 발표했다``; ``정책(政策)`` is a gloss and fine.

    Measured on texts it was tuned with (docs/checks.md): Korean 198 of 200 planted found; 198
    alarms right, 0 wrong (100 %).
    """
    target = pair.target.prose
    for match in _HAN.finditer(target):
        glossed = target[: match.start()].count("(") > target[: match.start()].count(")")
        if not glossed and match.group() not in pair.source.words:
            yield warning(f"“{match.group()}” is not written in Hangul", *match.span())


_NORTH_SOURCE = re.compile(r"\bNorth(?:ern)? Korea|\bDPRK\b|\bPyongyang", re.IGNORECASE)
_SOUTH_SOURCE = re.compile(r"\bSouth(?:ern)? Korea|\bRepublic of Korea\b|\bSeoul\b", re.IGNORECASE)
_NORTH = re.compile(
    r"북한|북측|북조선|조선민주주의|평양|(?<![가-힣])북(?=[·과이은의])|남북|북미|북핵"
)
_SOUTH = re.compile(
    r"남한|한국|남측|대한민국|서울|남북|한미|한일|한중|국내|우리나라|(?<![가-힣])한(?=[·])"
)


@check("koreas", sources="en", targets="ko")
def koreas(pair: Pair) -> Iterator[Remark]:
    """North Korea is 북한, South Korea 한국 (or 남한, one of them throughout).

    Example: ``North Korea`` became ``한국``.

    Measured on texts it was tuned with (docs/checks.md): Korean 104 of 106 planted found; 104
    alarms right, 0 wrong (100 %).
    """
    source, target = pair.source.prose, pair.target.prose
    for there, here, wanted in (
        (_NORTH_SOURCE, _NORTH, "북한"),
        (_SOUTH_SOURCE, _SOUTH, "한국"),
    ):
        match = there.search(source)
        if match and not here.search(target):
            yield warning(f"{match.group()} ({wanted}) is missing")
    if _SOUTH_SOURCE.search(source) and re.search("남한|한국", target):
        common = pair.article.once(_common_south)
        other = {"남한": "한국", "한국": "남한"}.get(common, "")
        if other and other in target and common not in target:
            at = target.index(other)
            message = f"the article calls it {common} elsewhere, here {other}"
            yield note(message, at, at + 2, here=f"it is {other} here")


def _common_south(article: Article) -> str:
    """Return what an article mostly calls South Korea; nothing where it does so once."""
    counts = Counter(
        name for pair in article.pairs if _SOUTH_SOURCE.search(pair.source.prose)
        for name in ("남한", "한국") if name in pair.target.prose
    )  # fmt: skip
    most = counts.most_common(1)
    return most[0][0] if most and sum(counts.values()) > 2 else ""


CHECKS = (particles, endings, korean_signs, jamo, hanja, koreas)
