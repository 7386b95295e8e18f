"""What was left in the source's language, or is in a script that the target does not use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from transkit.checks.base import Pair, Remark, check, error, note, warning
from transkit.checks.word_lists import read_words

__all__ = ["CHECKS", "script_of"]

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*")
_SMALL = re.compile(r"[a-z\u00df-\u00ff]{2,}")
_FEW_LETTERS = 10
"""Letters of a language's own script up to which a target has hardly any."""
_ARTICLES = frozenset(("The", "A", "An"))
"""Capitals that make no name of the words behind them: a sentence began with them."""
_SCRIPTS = {
    "uk": "CYRILLIC", "bg": "CYRILLIC", "ru": "CYRILLIC", "be": "CYRILLIC", "mk": "CYRILLIC",
    "ko": "HANGUL", "el": "GREEK", "ka": "GEORGIAN", "hy": "ARMENIAN", "he": "HEBREW",
    "ar": "ARABIC", "fa": "ARABIC", "hi": "DEVANAGARI", "th": "THAI",
}  # fmt: skip


def script_of(language: str) -> str | None:
    """Return how Unicode names the letters that a language is written in; ``None`` for Latin."""
    return _SCRIPTS.get(language)


@check("untranslated")
def untranslated(pair: Pair) -> Iterator[Remark]:
    """Words of the source that were left as they are, in a language of another script.

    Example: ``рада схвалила resolution про захист``. Names, titles in quotation marks or brackets,
    units and what is written with capitals are left alone.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 198 of 200 planted found; 198
    alarms right, 0 wrong (100 %, 1 note). Korean 198 of 200 planted found; 198 alarms right, 0
    wrong (100 %).
    """
    if script_of(pair.target_language) is None or script_of(pair.source_language) is not None:
        return
    target, source = pair.target.prose, pair.source.prose
    if pair.target.words.strip() == pair.source.words.strip():
        if len(_SMALL.findall(target)) >= 3:
            yield error("the target is the source unchanged")
        return
    known = {match.group() for match in _WORD.finditer(source)}
    for run in re.finditer(rf"{_WORD.pattern}(?:[ ,]+{_WORD.pattern})*", target):
        words = _WORD.findall(run.group())
        small = [
            word
            for word in words
            if _SMALL.fullmatch(word) and word not in read_words("latin-small") and len(word) > 2
        ]
        if not small or _is_quoted(target, *run.span()):
            continue
        left = [word for word in small if word in known and not _is_mentioned(source, word)]
        named = any(word[0].isupper() and word not in _ARTICLES for word in words)
        if left and not named:
            yield warning(f"“{left[0]}” is not translated", *run.span())
        elif len(small) >= 4:
            yield warning("a run of words is not translated", *run.span())
        elif not named:
            yield note(f"“{small[0]}” is in Latin letters", *run.span())


def _is_mentioned(source: str, word: str) -> bool:
    """Return whether the source speaks about a word: "the Latin word cella", "called “cella”"."""
    return bool(re.search(rf"\b(?:words?|terms?|called|named)\s+{word}\b|[\"“‘']{word}\b", source))


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether a run stands in brackets or quotation marks: a title, a gloss, a quotation."""
    before, after = text[:start].rstrip(), text[end:].lstrip(" .,")
    inside = before.count("(") > before.count(")")
    opened = before.endswith(tuple("«“„\"'‘「《/"))
    return inside or opened or after.startswith(tuple("»”\"'’」》/"))


@check("script")
def script(pair: Pair) -> Iterator[Remark]:
    """Letters of a script that neither the language of the target nor the source uses.

    Example: Chinese or Arabic letters in the middle of Ukrainian, where the source has none.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 200 of 200 planted found; 248
    alarms right, 0 wrong (100 %). Korean 200 of 200 planted found; 238 alarms right, 0 wrong (100
    %).
    """
    own = script_of(pair.target_language)
    known = {_script(letter) for letter in set(pair.source.words) if letter.isalpha()}
    known |= {own or "LATIN", "LATIN", ""}
    if pair.target_language == "ko":
        known |= {"CJK"}  # `hanja` looks at these
    elif pair.target_language == "ja":
        known |= {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}
    elif pair.target_language == "zh":
        known |= {"CJK"}
    elif pair.target_language == "sr":
        known |= {"CYRILLIC"}
    target = pair.target.prose
    if _is_another_script(pair, known - {"LATIN"} if own else known):
        yield error("the target is in another script than its language")
    elif not target.isascii():
        for match in re.finditer(r"[^\W\d_]+", target):
            strange = [c for c in match.group() if not c.isascii() and _script(c) not in known]
            if strange and not _is_symbol(match.group()):
                name = _script(strange[0]).capitalize()
                yield warning(f"“{match.group()}” is in {name} letters", *match.span())


def _is_symbol(word: str) -> bool:
    """Return whether a single Greek letter or a sign such as µ stands by itself."""
    return len(word) == 1 and _script(word) in ("GREEK", "MICRO", "OHM", "ANGSTROM", "KELVIN")


def _is_another_script(pair: Pair, known: Collection[str]) -> bool:
    """Return whether most letters of a target are of scripts that its language does not use."""
    letters = [character for character in pair.target.prose if character.isalpha()]
    mine = sum(_script(letter) in known for letter in letters)
    # Names of species, companies and films may be most of a sentence.
    few = _FEW_LETTERS if mine * 10 >= len(letters) else len(letters)
    return len(_SMALL.findall(pair.source.prose)) >= 4 and mine < few and mine * 5 < len(letters)


_KNOWN: dict[str, str] = {}


def _script(letter: str) -> str:
    """Return the first word of a letter's Unicode name: its script, near enough."""
    if letter not in _KNOWN:
        name = unicodedata.name(letter, "")
        _KNOWN[letter] = "LATIN" if letter in "ªº" else name.split(" ")[0]
    return _KNOWN[letter]


CHECKS = (untranslated, script)
