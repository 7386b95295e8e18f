"""The words of a text as the memory's index knows them."""

from __future__ import annotations

import re
import unicodedata

from transkit.text.patterns import late_pattern

__all__ = ["index_text", "index_words"]

_RUN = late_pattern(
    r"(?P<hangul>[\uac00-\ud7a3]+)"
    r"|(?P<unspaced>[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+)"
    r"|[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"
)
_OTHER_SCRIPTS = late_pattern(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
)
_LONGEST = 40
"""Letters of a word that count; nobody writes longer ones twice."""
_PLAIN = re.compile(r"[^\W_]+")
_TYPOGRAPHY = {
    **dict.fromkeys(map(ord, "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"), None),
    **dict.fromkeys(map(ord, "“”„‟«»‹›‘’‚‛ʼ´′″–—…\u00a0\u202f"), " "),
}
"""What `fold_typography` takes out, and the most frequent of what is no part of a word."""
_ASCII = bytes(
    ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ")
    for code in range(256)
)
"""For `bytes.translate`, which is several times as quick as `str.translate`."""


def index_words(text: str) -> list[str]:
    """Return the different words of a text, in order of appearance, without case and typography."""
    return list(dict.fromkeys(index_text(text).split()))


def index_text(text: str) -> str:
    """Return the words of a text without case and typography, between spaces, in its order.

    Korean words have particles at their end, and some scripts put no spaces between words: there
    every two neighbouring characters are a word.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_TYPOGRAPHY))
    if text.isascii():
        words = text.encode().translate(_ASCII).decode()
    else:
        folded = text.casefold()
        if _OTHER_SCRIPTS.search(folded):
            return " ".join(_pieces(folded))
        words = " ".join(_PLAIN.findall(folded))
    if _has_longer(words, _LONGEST):
        return " ".join(word[:_LONGEST] for word in words.split())
    return words


def _has_longer(words: str, length: int) -> bool:
    """Return whether one of some words between spaces is longer than `length`.

    From one space to the last that is near enough: few steps, and no look at every word.
    """
    at, last = 0, len(words) - length - 1
    while at <= last:
        space = words.rfind(" ", at, at + length + 1)
        if space < 0:
            return True
        at = space + 1
    return False


def _pieces(folded: str) -> dict[str, None]:
    """Return the words of a text in which some are not spaced, and pairs of letters of those."""
    words: dict[str, None] = {}
    for match in _RUN.finditer(folded):
        run = match.group()
        if match.lastgroup is None:
            words[run[:_LONGEST]] = None
        elif len(run) < 3:
            words[run] = None
        else:
            words.update(dict.fromkeys(run[i : i + 2] for i in range(len(run) - 1)))
    return words
