"""Splitting a unit into segments (sentences) without losing a character.

sentencex finds the ends; what it gets wrong is repaired here and nowhere else. The repairs were
made and are measured with sentences split by hand (``benchmarks/splitting.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from transkit.text.patterns import late_pattern
from transkit.text.sentence_habits import HABITS, Habits
from transkit.units import Segment

__all__ = ["has_letters", "join_segments", "split_finely", "split_sentences"]


_QUOTES = re.compile('["“”„‟«»]')
_OPENING = re.compile(r"(?<=\s)[\"“„‟«(\[]+\Z")
_CLOSING = re.compile(r"(?:[\"”“»)\]]+(?=\s|$))?\s*")
_SPACES = re.compile(r"\s*")
_CLOSED = re.compile(r"[\"”“»’」)\]]\s*$")
_INITIAL = re.compile(r"(?:^|[\s(\"“«„‘])[^\W\d_]\.\s*$")
_ENDS_ALONE = re.compile(r"[。！？\s]$")
_KOREAN_QUOTED = late_pattern(r"(?:이?라|고|며|하)[가-힣]*\s")
_HANGUL = late_pattern("[가-힣]")

_ODD_SPACE = re.compile("[\v\f\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
"""White space that sentencex 1.0 takes for no space, or crashes on (a no-break space behind an
initial)."""
_BULLET = re.compile(r"^[•‣◦▪●]")
"""A text that begins with one is never split."""
_LONGEST = 20_000
"""Code points that sentencex gets at once; no paragraph is longer."""
_STOP = re.compile(r"[.!?…。！？][\"”»)]{0,3}\s{1,99}")
_TAIL = 64
"""Code points at the end of a piece that say whether its sentence goes on."""
_OPENERS = "\"“”„‟«»‘'([— –-"
"""What may stand before a sentence's first word."""
_ENDS_ON_NUMBER = re.compile(r"\d\.\s*$")
_HOURS = re.compile(r"\b[ap]\.\s?m\.\s*$", re.IGNORECASE)
_LIST_MARK = re.compile(r"\(?(?:\d{1,3}|[^\W\d_])[.)]\s*")
_LISTED = re.compile(r"[:,;] (\d{1,2})\.\s*$")
_STRAY_STOP = re.compile(r"(?:^|\s)\.$")
_FIRST_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_NO_LOWER_CASE = re.compile(
    r"[^\W\d_][^\W_]*(?=[A-ZА-ЯІЇЄҐ])[^\W\d_]|[^\W\d_][.)]\s|www\.|https?:|\S{1,64}@\S"
)
"""What begins with a small letter and may begin a sentence: names like ``eBay``, list marks,
addresses."""
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)\s*$")
_KOREAN_FINAL = re.compile(r"(?:[다요까죠네음임함])(?:…|\.\.\.)\s*$")

_MARK = re.compile('[.…!?。"”»]')
_PLAIN_ENDS = frozenset((". ", "! ", "? "))
_BEHIND_STOP = ' \t\n"”“»’)]'
_CANDIDATE = re.compile(
    r"(?P<mark>…|\.\.\.|[–—-](?=[\"”»])|\.)(?P<closers>[\"”»“’)\]]*)\s+(?=(?P<next>[\"“«„‘(\[]{0,9}[^\W_]{1,40}))"
)
"""Where a sentence might end that sentencex sees going on."""
_WORD_BEFORE = re.compile(
    r"(?:(?P<number>\d[\d.,]*|\b[XIVLC]+)\s(?:[^\W\d_]{2,5}(?:/|\.? ))?)?(?P<word>[^\W\d_]+)$"
)
_WHOLE_WORD = re.compile(r"(?<!\S)[^\W\d_]{5,}$")
_ENCLOSED = re.compile(
    r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|\"[^\"]*(?:\"|$)|\([^)]*(?:\)|$)"
)
_FEW_WORDS = 4
"""So many words hold no whole sentence if the first is a preposition."""


def has_letters(text: str) -> bool:
    """Return whether `text` has a letter of any script; if not, it needs no translation."""
    return any(character.isalpha() for character in text)


def split_sentences(text: str, language: str) -> tuple[Segment, ...]:
    """Split `text` into its sentences, in order.

    Boundaries are sentencex's, which knows the abbreviations of some 240 languages, but for what
    it is known to get wrong. A quotation of several sentences is one piece, as an engine should
    see it. White space around a sentence goes to ``leading`` (first segment only) and
    ``trailing``, so that `join_segments` of the result is `text` to the character. A segment
    without a letter is joined to nothing and kept as it is.

    Args:
        text: One unit; it need not be stripped.
        language: BCP 47 tag; only its language part matters.

    Returns:
        At least one segment; its source is empty only for a `text` of white space alone.
    """
    return tuple(_segments(_split(text, _language_of(language))))


def split_finely(text: str, language: str) -> tuple[Segment, ...]:
    """Split `text` into its sentences, also those inside a quotation or parentheses.

    `split_sentences` keeps a quotation of several sentences in one piece; this is for telling
    which of them have changed. Wherever that function splits, this one does too. Quotation marks
    go with the sentence that they open or close. Otherwise the same is guaranteed.
    """
    name = _language_of(language)
    pieces = [part for piece in _split(text, name) for part in _split_inside(piece, name)]
    return tuple(_segments(pieces))


def join_segments(segments: tuple[Segment, ...], targets: tuple[str, ...]) -> str:
    """Return the unit that the `targets` of its `segments` make, white space as in the source.

    Raises:
        ValueError: There is not one target per segment.
    """
    return "".join(
        f"{segment.leading}{target}{segment.trailing}"
        for segment, target in zip(segments, targets, strict=True)
    )


def _segments(pieces: list[str]) -> list[Segment]:
    """Return a segment per piece; white space alone goes to its neighbour."""
    made: list[Segment] = []
    leading = ""
    for piece in pieces:
        core = piece.strip()
        if core:
            start = piece.index(core)
            made.append(
                Segment(
                    source=core,
                    leading=leading + piece[:start],
                    trailing=piece[start + len(core) :],
                )
            )
            leading = ""
        elif made:
            last = made[-1]
            made[-1] = Segment(
                source=last.source, leading=last.leading, trailing=last.trailing + piece
            )
        else:
            leading += piece
    return made or [Segment(source="", leading=leading)]


def _language_of(tag: str) -> str:
    """Return the language part of a tag."""
    return tag.split("-")[0].lower()


def _alone(text: str, language: str) -> list[str]:
    """Return what sentencex makes of a text; joined, the pieces are the text."""
    from sentencex import segment  # compiled; costs start-up time

    if len(text) > _LONGEST:
        return _in_windows(text, language)
    plain = _BULLET.sub("-", _ODD_SPACE.sub(" ", text))
    pieces = list(segment(language, plain)) if text.strip() else [plain]
    if "".join(pieces) != plain:
        return [text]
    return _with_openings(pieces if plain == text else _cut_like(text, pieces))


def _with_openings(pieces: list[str]) -> list[str]:
    """Return pieces with opening marks at the beginning of what they open."""
    for i in range(1, len(pieces)):
        opening = _OPENING.search(pieces[i - 1], max(0, len(pieces[i - 1]) - _TAIL))
        if opening:
            pieces[i - 1] = pieces[i - 1][: opening.start()]
            pieces[i] = opening.group() + pieces[i]
    return pieces


def _twice(text: str, language: str) -> Iterator[str]:
    """Yield what sentencex makes of what it made of a text.

    Marks of quotations far apart, an apostrophe among them, can hide all that is between; a piece
    that stands alone is split the same whatever stands around it.
    """
    pieces = _alone(text, language)
    for piece in pieces:
        if len(pieces) > 1 and _MARK.search(piece, 0, len(piece.rstrip(_BEHIND_STOP)) - 1):
            yield from _alone(piece, language)
        else:
            yield piece


def _cut_like(text: str, pieces: Sequence[str]) -> list[str]:
    """Return `text` cut into pieces as long as these."""
    ends = list(accumulate(map(len, pieces)))
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _in_windows(text: str, language: str) -> list[str]:
    """Return the same for a long text, window by window: sentencex' time grows with its square."""
    pieces: list[str] = []
    at = 0
    torn = False
    while at < len(text):
        end = min(at + _LONGEST, len(text))
        stops = [found.end() for found in _STOP.finditer(text, at, end)]
        cut = stops[-1] if stops and end < len(text) else end
        found = _alone(text[at:cut], language)
        if torn:
            pieces[-1] += found.pop(0)
        pieces += found
        at, torn = cut, not stops
    return pieces


def _split(text: str, language: str) -> list[str]:
    """Return the sentences of a text, quotations whole."""
    habits = HABITS.get(language, Habits())
    cased = not text.islower()
    whole: list[list[str]] = []
    for piece in _twice(text, language):
        has_mark = _MARK.search(piece, 0, len(piece.rstrip(_BEHIND_STOP)) - 1)
        for part in _cut(piece, habits) if has_mark else (piece,):
            if whole and _goes_on(whole[-1], part, habits, cased=cased):
                whole[-1].append(part)
            else:
                whole.append([part])
    return ["".join(parts) for parts in whole]


def _goes_on(parts: Sequence[str], after: str, habits: Habits, *, cased: bool) -> bool:
    """Return whether a sentence was torn apart.

    Args:
        parts: The sentence so far; not empty.
        after: What follows.
        habits: Of the language.
        cased: Whether a small letter means anything.
    """
    before = parts[-1][-_TAIL:]
    if _ends_plainly(before, after, habits):
        return False
    apart = before[-1:].isspace() or after[:1].isspace()
    if not after.strip(_BEHIND_STOP) or "\n\n" in before[-4:]:
        return "\n\n" not in before[-4:]
    if len(parts) == 1 and len(parts[0]) < _TAIL and _LIST_MARK.fullmatch(parts[0]):
        return True
    if _INITIAL.search(before) and not _is_lower_case(before):
        return True
    if _is_abbreviated(before, after, habits) or (not apart and _STRAY_STOP.search(before)):
        return True
    if _is_list_mark(parts):
        return True
    if _HANGUL.match(after):
        return _goes_on_in_korean(before, after, habits, apart=apart)
    if _CLOSED.search(before) and _is_attribution(after, habits):
        return True
    return cased and _begins_small(after)


def _ends_plainly(before: str, after: str, habits: Habits) -> bool:
    """Return whether a word and a full stop, then a space and a capital say all that there is."""
    if before[-2:] not in _PLAIN_ENDS or not (after[:1].isupper() or "가" <= after[:1] <= "힣"):
        return False
    word = before[before.rfind(" ", 0, -1) + 1 : -2]
    return (
        len(word) > 1 and word.isalpha() and word not in habits.open and word not in habits.numbered
    )


def _is_lower_case(before: str) -> bool:
    """Return whether the single letter at the end of a text is a small one: no initial."""
    return before.rstrip()[-2].islower()


def _is_abbreviated(before: str, after: str, habits: Habits) -> bool:
    """Return whether the full stop between two texts is that of an abbreviation or a number."""
    if not habits.ends_on_digit and _ENDS_ON_NUMBER.search(before):
        return True
    last = (before.rsplit(maxsplit=1) or [""])[-1].lstrip(_OPENERS)
    if not last.endswith("."):
        return False
    word, follows = last[:-1], after.lstrip()
    if word in habits.open or (word in habits.numbered and follows[:1].isdigit()):
        return True
    first = _FIRST_WORD.match(follows)
    return bool(first and _HOURS.search(before) and first.group().rstrip(".") in habits.after_hours)


def _is_list_mark(parts: Sequence[str]) -> bool:
    """Return whether a sentence so far ends in the mark of a list's item: ``1.``, or one more.

    Any other number ends it: who is quoted may be 68.
    """
    listed = _LISTED.search(parts[-1][-_TAIL:])
    if listed is None:
        return False
    before = int(listed[1]) - 1
    return not before or any(re.search(rf"(?<!\d){before}\.", part) for part in parts)


def _goes_on_in_korean(before: str, after: str, habits: Habits, *, apart: bool) -> bool:
    """Return whether a particle or a speaker follows, or an ellipsis ended nothing."""
    if _CLOSED.search(before):
        return not apart or bool(_KOREAN_QUOTED.match(after)) or _is_attribution(after, habits)
    return bool(_ELLIPSIS.search(before)) and not _KOREAN_FINAL.search(before)


def _is_attribution(after: str, habits: Habits) -> bool:
    """Return whether a text begins with who said what stands before it."""
    return bool(habits.says) and _pattern(habits.says).match(after.lstrip()) is not None


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _begins_small(after: str) -> bool:
    """Return whether a text begins with a small letter as no sentence does."""
    words = after.lstrip(_OPENERS)
    return words[:1].islower() and _NO_LOWER_CASE.match(words) is None


def _cut(piece: str, habits: Habits) -> Iterator[str]:
    """Yield the sentences of a piece: where sentencex saw none end, but one surely does."""
    at = 0
    enclosed: list[tuple[int, int]] | None = None
    for found in _CANDIDATE.finditer(piece):
        if not _ends_sentence(piece, at, found, habits):
            continue
        if enclosed is None:
            enclosed = [match.span() for match in _ENCLOSED.finditer(piece)]
        end = found.end()
        if any(start < found.end("closers") < stop for start, stop in enclosed):
            continue
        yield piece[at:end]
        at = end
    yield piece[at:]


def _ends_sentence(piece: str, at: int, found: re.Match[str], habits: Habits) -> bool:
    """Return whether a sentence that began at `at` ends with a candidate."""
    follows = found.group("next").lstrip(_OPENERS)
    if not (follows[:1].isupper() or _HANGUL.match(follows)):
        return False
    mark, closers = found.group("mark", "closers")
    if closers and _is_attribution(piece[found.end() : found.end() + _TAIL], habits):
        return False
    if mark in ("…", "..."):
        return _ellipsis_ends(piece, at, found, habits)
    if closers:
        return mark != "." or (")" in closers and _ends_in_parentheses(piece, at, found, habits))
    return _abbreviation_ends(piece, at, found, habits)


def _ends_in_parentheses(piece: str, at: int, found: re.Match[str], habits: Habits) -> bool:
    """Return whether a sentence ends in a full stop before a closing parenthesis.

    All of it stands in parentheses, or a whole word before the full stop, and no abbreviation, so
    that it is the sentence's: ``(with one abstention.) It stands.``
    """
    if piece[at : at + 1] == "(":
        return True
    word = _WHOLE_WORD.search(piece[max(at, found.start() - _TAIL) : found.start()])
    return word is not None and word.group() not in habits.open | habits.numbered | habits.closing


def _ellipsis_ends(piece: str, at: int, found: re.Match[str], habits: Habits) -> bool:
    """Return whether a sentence ends in an ellipsis."""
    follows = _FIRST_WORD.match(piece, found.end())
    if _HANGUL.match(piece, found.end()):
        return _KOREAN_FINAL.search(piece, at, found.end()) is not None
    begun = has_letters(piece[max(at, found.start() - _TAIL) : found.start()])
    return begun and (follows is None or follows.group() not in habits.never_first)


def _abbreviation_ends(piece: str, at: int, found: re.Match[str], habits: Habits) -> bool:
    """Return whether a sentence ends in an abbreviation."""
    before = _WORD_BEFORE.search(piece[max(at, found.start() - _TAIL) : found.start()])
    if before is None:
        return False
    word = before.group("word")
    if word in habits.closing:
        return True
    if before.group("number") is None or word not in habits.closing_behind_number:
        return False
    words = piece[at : found.start()].split(maxsplit=_FEW_WORDS + 1)
    return len(words) > _FEW_WORDS or words[0] not in habits.openings


def _split_inside(piece: str, language: str) -> list[str]:
    """Return the sentences of one that holds a quotation, or is in parentheses."""
    if not _QUOTES.search(piece) and not piece.startswith("("):
        return [piece]
    blind = _QUOTES.sub("_", piece)
    if blind.startswith("("):
        blind = f"_{blind[1:]}".replace(")", "_")
    pieces = _cut_like(piece, _alone(blind, language))
    return _mend(pieces, HABITS.get(language, Habits()), cased=not piece.islower())


def _mend(pieces: list[str], habits: Habits, *, cased: bool) -> list[str]:
    """Return pieces with quotation marks where they belong, and joined where a sentence goes on."""
    mended: list[list[str]] = []
    for piece in _with_openings(pieces):
        if mended:
            before = mended[-1][-1]
            end = (_SPACES if before[-1:].isspace() else _CLOSING).match(piece)
            at = end.end() if end else 0
            mended[-1][-1], piece = before + piece[:at], piece[at:]
        if mended and (
            (_QUOTES.match(piece) and not _ENDS_ALONE.search(mended[-1][-1][-_TAIL:]))
            or _goes_on(mended[-1], piece, habits, cased=cased)
        ):
            mended[-1].append(piece)
        else:
            mended.append([piece])
    return ["".join(parts) for parts in mended]
