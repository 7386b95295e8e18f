"""What of a page is text and neither translated nor furniture: what its author keeps from it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from transkit.documents.collecting import without_collection
from transkit.documents.html.evidence import text_of
from transkit.documents.html.inline import clean
from transkit.documents.html.reading import Lines
from transkit.documents.html.scanner import What, scan
from transkit.documents.html.structure import read_page
from transkit.text.sentences import has_letters
from transkit.units import Document

__all__ = ["Kept", "find_kept"]


class Kept(NamedTuple):
    """A text that stays as it is."""

    start: int
    """Code points."""
    end: int
    line: int
    """1-based."""
    text: str


def find_kept(document: Document) -> list[Kept]:
    """Return the texts of a page that are in no unit and are no furniture, in order.

    That is what ``translate="no"``, ``class="notranslate"`` and comments keep, code, and
    preformatted text; scripts and styles are no text.
    """
    with without_collection():
        page = read_page(document.text)
    lines = Lines(document.text)
    taken = sorted(
        [(span.start, span.end) for span in document.spans]
        + [(piece.start, piece.end) for piece in document.furniture]
    )
    ends = list(accumulate((end for _, end in taken), max))
    texts = [
        (run.items[0].token.start, run.items[-1].end, text_of(run, page.text))
        for run in page.runs
        if not run.is_title
    ]
    texts += [(start, end, _words(page.text[start:end])) for _, start, end in page.listings]
    found: list[Kept] = []
    for start, end, text in sorted(texts):
        following = bisect_right(ends, start)
        is_free = following == len(taken) or taken[following][0] >= end
        if is_free and has_letters(text):
            first = start + len(page.text[start:end]) - len(page.text[start:end].lstrip())
            found.append(Kept(start, end, lines.at(first), text))
    return found


def _words(piece: str) -> str:
    """Return the words of a piece of a page."""
    return clean(
        " ".join(piece[token.start : token.end] for token in scan(piece) if token.what is What.TEXT)
    ).strip()
