"""Characters that several readers of documents treat alike."""

from __future__ import annotations

import re

__all__ = ["CLOSING", "UNSPACED", "drop_controls"]

CLOSING = r"[\"'”’»«“)\]」』】]*"
"""A regular expression: what may stand behind the mark that ends a sentence."""
UNSPACED = "[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]"
"""A regular expression: letters of scripts without spaces between words, Han and Kana, and their
punctuation."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff]")


def drop_controls(text: str) -> str:
    """Return a text without what no catalog can hold; idempotent.

    Those are control characters but for tabs and line ends, misplaced byte order marks, and lone
    surrogates, which no decoder gives but a caller's own string may hold.
    """
    return _CONTROLS.sub("", text)
