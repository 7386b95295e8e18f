"""The words of a text as the memory's index knows them."""

from __future__ import annotations

import re

from transkit.text.typography import fold_typography

__all__ = ["index_words"]

_RUN = re.compile(
    r"(?P<hangul>[\uac00-\ud7a3]+)"
    r"|(?P<unspaced>[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+)"
    r"|[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"
)
_OTHER_SCRIPTS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
)
_LONGEST = 40
"""Letters of a word that count; nobody writes longer ones twice."""
_ASCII = re.compile(rf"([a-z0-9]{{1,{_LONGEST}}})[a-z0-9]*")
_PLAIN = re.compile(rf"([^\W_]{{1,{_LONGEST}}})[^\W_]*")


def index_words(text: str) -> list[str]:
    """Return the different words of a text, in order of appearance, without case and typography.

    Korean words have particles at their end, and some scripts put no spaces between words: there
    every two neighbouring characters are a word.
    """
    if text.isascii():  # there typography is signs and spaces, and no part of a word
        return list(dict.fromkeys(_ASCII.findall(text.lower())))
    folded = fold_typography(text).casefold()
    if not _OTHER_SCRIPTS.search(folded):
        return list(dict.fromkeys(_PLAIN.findall(folded)))
    words: dict[str, None] = {}
    for match in _RUN.finditer(folded):
        run = match.group()
        if match.lastgroup is None:
            words[run[:_LONGEST]] = None
        elif len(run) < 3:
            words[run] = None
        else:
            words.update(dict.fromkeys(run[i : i + 2] for i in range(len(run) - 1)))
    return list(words)
