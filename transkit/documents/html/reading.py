"""From a page's text to its document: units with tags, where they stand, and what is furniture."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from transkit.documents.html.article import Part, find_article
from transkit.documents.html.inline import Words, read_attribute, read_freed, read_run, read_title
from transkit.documents.html.pictures import find_pictures
from transkit.documents.html.scanner import What
from transkit.documents.html.structure import Element, Page, Run, read_page
from transkit.documents.numbering import UnitMaker
from transkit.units import Document, Furniture, Kind, Markup, Span, Unit

__all__ = ["ATTRIBUTES", "FREED", "UNSEEN", "Lines", "read_html"]

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Kind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Kind.LIST_ITEM),
    **dict.fromkeys(("td", "th"), Kind.TABLE_CELL),
    **dict.fromkeys(("figcaption", "caption", "legend"), Kind.CAPTION),
    "blockquote": Kind.QUOTATION,
}
"""What the nearest of these elements makes of a unit."""
_FAR_ENOUGH = 12
"""Elements above a run in which its kind is looked for."""
_DECK = re.compile(
    r"\b(?:deck|dek|standfirst|sub-?(?:title|head|headline)|summary|lede|lead)\b", re.I
)
_BYLINE = re.compile(r"\b(?:by-?line|author-?name|article-?author)\b", re.I)
_METAS = {
    "description": "page description",
    "og:title": "title for sharing",
    "og:description": "description for sharing",
    "twitter:title": "title for sharing",
    "twitter:description": "description for sharing",
}
"""Names of ``meta`` elements whose content people read, and what it is."""
_PICTURE = "text for a picture"
_TOOLTIP = "tooltip"
ATTRIBUTES = frozenset((*_METAS.values(), _PICTURE, _TOOLTIP))
"""What ``#.`` says of units that are values of attributes."""
FREED = "inside of words that stay"
"""What ``#.`` says of words that are translated though what is around them is not."""
_PAGE_TITLE = "page title"
_INNER = ATTRIBUTES | {FREED}
"""What ``#.`` says of units that may stand inside of another's markup."""
UNSEEN = ATTRIBUTES | {_PAGE_TITLE}
"""What ``#.`` says of units that are not among the words that the page shows."""


class _Piece(NamedTuple):
    """A unit before it is one."""

    words: Words
    kind: Kind
    position: str
    """What ``#.`` says; empty where the kind and its number say it."""


def read_html(
    text: str, *, path: str, language: str, encoding: str, keep_furniture: bool
) -> Document:
    """Return the document that a page is.

    Units are in the order of the file: the page's title and descriptions, then the article with its
    headings, lists, tables, captions, tooltips and the texts that stand for pictures. Every text
    outside of markup is in a unit or in furniture, unless it must not be translated or has no
    letter or digit. The same text gives the same document.

    Args:
        text: The decoded page.
        path: As it is to be shown and referred to.
        language: Language tag of the text.
        encoding: Python codec that decoded it.
        keep_furniture: Make units of everything.
    """
    page = read_page(text)
    parts = find_article(page)
    chosen = [keep_furniture or part is not Part.FURNITURE for part in parts]
    pieces, furniture = _read_runs(page, chosen)
    pieces += [*_metas(page), *_of_pictures(page, chosen), *_tooltips(page, chosen)]
    lines = Lines(text)
    units, spans, markup = _make_units(_in_order(pieces), path, lines)
    return Document(
        path=path,
        format="html",
        language=language,
        text=text,
        encoding=encoding,
        units=units,
        spans=spans,
        markup=markup,
        furniture=tuple(_left_out(words, lines) for words in furniture),
    )


def _left_out(words: Words, lines: Lines) -> Furniture:
    return Furniture(
        line=lines.at(words.start),
        text=words.source,
        reason="not in the article",
        start=words.start,
        end=words.end,
    )


class Lines:
    """Which line a place is on."""

    def __init__(self, text: str) -> None:
        """Note the line ends of a text."""
        self._starts = [match.end() for match in re.finditer("\r\n|\n|\r", text)]

    def at(self, place: int) -> int:
        """Return the line of a place, from 1."""
        return bisect_right(self._starts, place) + 1


def _read_runs(page: Page, chosen: list[bool]) -> tuple[list[_Piece], list[Words]]:
    """Return what becomes units of the words that a page shows, and what is left out of it.

    The first heading of the first level in the article is its title.
    """
    pieces: list[_Piece] = []
    furniture: list[Words] = []
    has_title = False
    for run, is_article in zip(page.runs, chosen, strict=True):
        found = _read(run, page.text)
        if is_article:
            if not has_title and found and _is_top(run.parent):
                found = [piece._replace(kind=Kind.TITLE) for piece in found]
                has_title = True
            pieces += found
        elif run.is_translated:
            furniture += [piece.words for piece in found]
    return pieces, furniture


def _read(run: Run, text: str) -> list[_Piece]:
    """Return the units of one run."""
    if run.is_title:
        return [_Piece(words, Kind.TITLE, _PAGE_TITLE) for words in read_title(run, text)]
    if run.is_off:
        return []
    kind = _kind_of(run.parent)
    freed = [_Piece(words, kind, FREED) for words in read_freed(run, text)]
    if not run.is_translated:
        return freed
    return [_Piece(words, kind, "") for words in read_run(run, text)] + freed


def _kind_of(element: Element) -> Kind:
    """Return what a text is by the elements that it stands in."""
    at: Element | None = element
    for _ in range(_FAR_ENOUGH):
        if at is None:
            break
        if at.name in _KINDS:
            return _KINDS[at.name]
        if at.attributes:
            labels = f"{at.value('class')} {at.value('itemprop')} {at.value('rel')}"
            if _DECK.search(labels):
                return Kind.DECK
            if _BYLINE.search(labels):
                return Kind.BYLINE
        at = at.parent
    return Kind.PARAGRAPH


def _is_top(element: Element) -> bool:
    """Return whether a text stands in a heading of the first level."""
    at: Element | None = element
    for _ in range(_FAR_ENOUGH):
        if at is None or at.name == "h1":
            break
        at = at.parent
    return at is not None and at.name == "h1"


def _metas(page: Page) -> Iterator[_Piece]:
    """Yield what the page says about itself to readers of search results and shared links."""
    for element in page.metas:
        if element.is_off:
            continue
        name = (element.value("name") or element.value("property")).lower()
        content = element.attributes.get("content")
        if name in _METAS and content is not None:
            for words in read_attribute(page.text, content.start, content.end):
                yield _Piece(
                    words, Kind.DECK if "description" in name else Kind.TITLE, _METAS[name]
                )


def _of_pictures(page: Page, chosen: list[bool]) -> Iterator[_Piece]:
    """Yield the texts that stand for pictures in the article, and their tooltips."""
    for element in find_pictures(page, chosen):
        if element.is_translated and not element.is_off:
            yield from _value(page, element, "alt", _PICTURE)
            yield from _value(page, element, "title", _TOOLTIP)


def _tooltips(page: Page, chosen: list[bool]) -> Iterator[_Piece]:
    """Yield what links, abbreviations and paragraphs of the article show when pointed at."""
    seen: set[int] = set()
    for run, is_article in zip(page.runs, chosen, strict=True):
        if not is_article or not run.is_translated or run.is_title:
            continue
        started = [item.element for item in run.items if item.token.what is What.START]
        for element in (run.parent, *started):
            if element is None or element.name == "img" or not element.attributes:
                continue
            if element.is_translated and element.index not in seen:
                seen.add(element.index)
                yield from _value(page, element, "title", _TOOLTIP)


def _value(page: Page, element: Element, name: str, position: str) -> Iterator[_Piece]:
    """Yield the unit of an attribute's value, if it has one."""
    attribute = element.attributes.get(name)
    if attribute is not None:
        for words in read_attribute(page.text, attribute.start, attribute.end):
            yield _Piece(words, Kind.CAPTION, position)


def _in_order(pieces: list[_Piece]) -> list[_Piece]:
    """Return pieces in the order of the file; of two that overlap, the longer.

    Values of attributes, and words inside of others that stay, may be part of another's markup.
    """
    kept: list[_Piece] = []
    end = inner_end = 0
    for piece in sorted(pieces, key=lambda piece: (piece.words.start, -piece.words.end)):
        words = piece.words
        if words.start >= end:
            end = words.end
        elif words.end > end or piece.position not in _INNER or words.start < inner_end:
            continue
        else:
            inner_end = words.end
        kept.append(piece)
    return kept


def _make_units(
    pieces: list[_Piece], path: str, lines: Lines
) -> tuple[tuple[Unit, ...], tuple[Span, ...], tuple[Mapping[str, Markup], ...]]:
    """Return units, where they stand, and what their tags stand for."""
    maker = UnitMaker(path)
    units: list[Unit] = []
    spans: list[Span] = []
    for words, kind, position in pieces:
        unit = maker.make(words.source, kind, lines.at(words.start), position=position)
        units.append(unit)
        spans.append(Span(start=words.start, end=words.end, unit=unit.id))
    return tuple(units), tuple(spans), tuple(piece.words.markup for piece in pieces)
