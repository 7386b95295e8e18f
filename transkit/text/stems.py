"""Words without their endings, roughly: enough to find a word again in another form."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["WORD", "list_stems", "stem_of"]

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
"""Letters, and an apostrophe between them."""
_ENGLISH = re.compile(r"(?:['’]s|ies|es|s|ied|ed|ing|ly|er|est|e|y)$")
_UKRAINIAN = re.compile(
    r"(?:ися|ись|ться|тись|тися|ого|ому|ими|ами|ями|ові|еві|ією|ах|ях|ою|ею|єю|ої|ій|ий|их|им|ом|ем|ам|ям|"
    r"ів|їв|ти|ть|ла|ло|ли|ло|[аеиіїоуюяєьйв])$"
)
_LONGEST = {"en": 7, "uk": 6, "ko": 2}
"""Letters of a stem; of Korean, syllables, whose particles and endings are behind them."""


def list_stems(text: str, language: str) -> list[str]:
    """Return the stems of the words of a text, in order; numbers and signs are left out."""
    return [stem_of(match.group(), language) for match in WORD.finditer(text)]


@lru_cache(maxsize=65536)
def stem_of(word: str, language: str) -> str:
    """Return a word in small letters, without its ending, and cut to what tells it from others.

    Args:
        word: Without spaces.
        language: Primary subtag; of other languages than English, Ukrainian and Korean the first
            six letters are taken.
    """
    word = word.casefold().replace("’", "'").replace("ʼ", "'")
    if language == "uk":
        word = _without(_UKRAINIAN, word)
    elif language == "en":
        word = _without(_ENGLISH, word)
        if len(word) > 3 and word[-1] == word[-2]:
            word = word[:-1]  # stopped, running
    return word[: _LONGEST.get(language, 6)]


def _without(endings: re.Pattern[str], word: str) -> str:
    """Return a word without its ending, unless hardly anything of it would be left."""
    short = endings.sub("", word)
    return short if len(short) >= 3 else word
