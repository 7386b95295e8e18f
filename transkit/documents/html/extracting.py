"""A clean page of just the article: its words, their structure, its pictures, and nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from transkit.documents.html.article import Part, find_article
from transkit.documents.html.evidence import text_of
from transkit.documents.html.inline import write_attribute, write_words
from transkit.documents.html.pictures import find_pictures
from transkit.documents.html.reading import ATTRIBUTES, FREED
from transkit.documents.html.scanner import Token, What
from transkit.documents.html.structure import INLINE, Element, Page, Run, read_page
from transkit.documents.html.tidying import (
    BARE,
    is_in_page,
    shown_attributes,
    tidy_markup,
    tidy_piece,
    tidy_tag,
)
from transkit.documents.html.writing import markup_with_targets
from transkit.text.markup import expand, strip_tags
from transkit.units import Document, Markup, Span, Unit

__all__ = ["extract_page"]

_LEAVES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
_HOLDERS = frozenset(
    ("li", "dt", "dd", "td", "th", "figcaption", "caption")
)  # fmt: skip
"""Elements that words can stand in directly."""
_BOXES = frozenset(
    ("ul", "ol", "dl", "blockquote", "figure", "table", "thead", "tbody", "tfoot", "tr")
)
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "figcaption": ("figure",),
    "caption": ("table",),
    "thead": ("table",),
    "tbody": ("table",),
    "tfoot": ("table",),
    "tr": ("table", "thead", "tbody", "tfoot"),
    "td": ("tr",),
    "th": ("tr",),
}
"""What an element must stand in directly, to be one."""
_DEEPEST = 30
"""Elements in each other that are kept."""


class _Block(NamedTuple):
    """Something of the article, in the order of the page."""

    start: int
    """Code points; where it stands in the page."""
    parent: Element
    html: str
    is_text: bool = True
    """Whether it is words, which need a paragraph; else it is an element of its own."""


def extract_page(document: Document, targets: Mapping[str, str]) -> str:
    """Return a page of just the article of a page, with the targets (by unit id) in place.

    Headings, paragraphs, lists, quotations, tables, listings, pictures with their captions, links
    and emphasis are kept, and of their attributes those that mean something to a reader; layout,
    scripts, styles and comments are not. It says the document's language, and UTF-8. The same
    document and targets give the same page.
    """
    page = read_page(document.text)
    chosen = _choose(page, document)
    blocks = _texts(page, chosen, document, targets)
    if blocks:
        blocks += _pictures(page, chosen, document, targets)
        blocks += _listings(page, blocks)
    blocks.sort(key=lambda block: block.start)
    body = "".join(_Writer(page, _frame(blocks)).write(blocks))
    return (
        f'<!DOCTYPE html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{''.join(_head(page, document, targets))}</head>\n<body>\n<article>\n{body}</article>\n"
        "</body>\n</html>\n"
    )


def _choose(page: Page, document: Document) -> list[bool]:
    """Return for each run whether it is the article's.

    Where the document tells units from furniture, a person may have had a say in that; in one that
    has units of everything, only the page itself can tell.
    """
    chosen = [part is not Part.FURNITURE for part in find_article(page)]
    starts = [run.items[0].token.start for run in page.runs]
    if document.furniture:
        for furniture in document.furniture:
            chosen[bisect_right(starts, furniture.start) - 1] = False
        for unit, span in zip(document.units, document.spans, strict=True):
            if ATTRIBUTES.isdisjoint(unit.extracted):
                chosen[bisect_right(starts, span.start) - 1] = True
    return chosen


def _head(page: Page, document: Document, targets: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines that say what the page is called, what it is about, and where links begin."""
    for element in page.elements:
        if element.name == "base" and element.token is not None:
            yield f"{tidy_tag(page.text, element.token)}\n"
    for unit in document.units:
        words = strip_tags(targets.get(unit.id) or unit.source).replace("\n", " ")
        if "page title" in unit.extracted:
            yield f"<title>{write_words(words)}</title>\n"
        elif "page description" in unit.extracted:
            yield f'<meta name="description" content={write_attribute(words, "")}>\n'


def _texts(
    page: Page, chosen: Sequence[bool], document: Document, targets: Mapping[str, str]
) -> list[_Block]:
    """Return the texts of the article, also those that are not to be translated."""
    starts = [run.items[0].token.start for run in page.runs]
    markup = markup_with_targets(document, targets)
    values = _values(document, targets)
    found: list[_Block] = []
    with_units: set[int] = set()
    walks: dict[int, _Walk] = {}
    freed: dict[int, list[tuple[Span, str]]] = {}
    done = 0
    for unit, span, mapping in zip(document.units, document.spans, markup, strict=True):
        at = bisect_right(starts, span.start) - 1
        if at < 0 or not ATTRIBUTES.isdisjoint(unit.extracted) or page.runs[at].is_title:
            continue
        if FREED in unit.extracted:
            if span.start >= done:
                freed.setdefault(at, []).append((span, _written(unit, mapping, targets)))
            continue
        done = span.end
        with_units.add(at)
        if chosen[at]:
            html = _written(unit, mapping, targets)
            if at not in walks:
                walks[at] = _Walk(page.runs[at])
            html = _wrapped(html, walks[at].around(span), page.text, values)
            found.append(_Block(span.start, page.runs[at].parent, html))
    for at, run in enumerate(page.runs):
        if chosen[at] and at not in with_units and not run.is_title and text_of(run, page.text):
            html = _as_it_is(run, page.text, freed.get(at, ()))
            found.append(_Block(starts[at], run.parent, html))
    return found


def _written(unit: Unit, markup: Mapping[str, Markup], targets: Mapping[str, str]) -> str:
    """Return the words of a unit as HTML."""
    return expand(targets.get(unit.id) or unit.source, tidy_markup(markup), write_words)


def _values(document: Document, targets: Mapping[str, str]) -> dict[int, str]:
    """Return the words of the values of attributes, by where those stand in the page."""
    return {
        span.start: strip_tags(targets.get(unit.id) or unit.source).replace("\n", " ")
        for unit, span in zip(document.units, document.spans, strict=True)
        if not ATTRIBUTES.isdisjoint(unit.extracted)
    }


class _Walk:
    """Goes through a run once, and knows what stands around its units."""

    def __init__(self, run: Run) -> None:
        self._items = run.items
        self._at = 0
        link = run.parent.link
        self._open = [link] if link is not None and "href" in link.attributes else []

    def around(self, span: Span) -> list[Element]:
        """Return the inline elements around all words of a unit, the outermost first.

        Args:
            span: Of the unit; behind those that were asked for before.
        """
        while self._at < len(self._items) and self._items[self._at].token.end <= span.start:
            token, element, _ = self._items[self._at]
            self._at += 1
            if token.what is not What.START or element is None or element.name not in INLINE:
                continue
            while self._open and self._open[-1].end <= token.start:
                self._open.pop()
            is_kept = element.name != "a" or "href" in element.attributes
            if is_kept and len(self._open) < _DEEPEST:
                self._open.append(element)
        return [element for element in self._open if element.end >= span.end]


def _wrapped(html: str, around: Sequence[Element], text: str, values: Mapping[int, str]) -> str:
    """Return the words of a unit with the markup that stands around them in the page."""
    for element in reversed(around):
        if element.token is None:
            continue
        changed = _changed(element, values)
        tag = tidy_tag(text, element.token, changed)
        if tag != f"<{element.name}>" or element.name not in (*BARE, "a"):
            html = f"{tag}{html}</{element.name}>"
    return html


def _changed(element: Element, values: Mapping[int, str]) -> dict[str, str]:
    """Return the attributes of an element that have other words now, as they are to be written."""
    return {
        name: write_attribute(values[attribute.start], '"')
        for name in ("alt", "title")
        if (attribute := element.attributes.get(name)) is not None and attribute.start in values
    }


def _as_it_is(run: Run, text: str, freed: Sequence[tuple[Span, str]]) -> str:
    """Return a run that has no unit, in the words of the file.

    Args:
        run: The run.
        text: The page.
        freed: Where words in it are translated after all, in order, and what they are now.
    """
    own = {item.element for item in run.items if item.token.what is What.START}
    parts: list[str] = []
    ahead = list(freed)
    done = 0
    for item in run.items:
        if item.token.what is What.END and item.element not in own:
            continue
        start = max(done, item.token.start)
        while ahead and ahead[0][0].start < item.end:
            span, html = ahead.pop(0)
            parts += [text[start : span.start], html]
            start = done = span.end
        parts.append(text[start : item.end])
    return tidy_piece("".join(parts)).strip()


def _pictures(
    page: Page, chosen: Sequence[bool], document: Document, targets: Mapping[str, str]
) -> Iterator[_Block]:
    """Yield the pictures of the article that do not stand in its sentences."""
    values = _values(document, targets)
    texts = [
        span
        for unit, span in zip(document.units, document.spans, strict=True)
        if ATTRIBUTES.isdisjoint(unit.extracted)
    ]
    for element in find_pictures(page, chosen):
        token, parent = element.token, element.parent
        if token is None or parent is None or _is_within(token.start, texts):
            continue
        if not _has_address(page.text, token):
            continue
        tag = tidy_tag(page.text, token, _changed(element, values))
        yield _Block(token.start, parent, tag, is_text=False)


def _has_address(text: str, token: Token) -> bool:
    """Return whether a picture can be shown in another page."""
    values = {item.name: item.value.strip() for item in shown_attributes(text, token)}
    return any(values.get(name) and not is_in_page(values[name]) for name in ("src", "srcset"))


def _is_within(place: int, spans: Sequence[Span]) -> bool:
    """Return whether a place is in one of some spans, which are in order."""
    at = bisect_right(spans, place, key=lambda span: span.start) - 1
    return at >= 0 and place < spans[at].end


def _listings(page: Page, texts: Sequence[_Block]) -> Iterator[_Block]:
    """Yield the preformatted text of the article.

    It stands between its first and its last words, or in the smallest element around all of them.
    """
    first = min(block.start for block in texts)
    last = max(block.start for block in texts)
    box = page.elements[_frame(texts)]
    until = box.end if box.name not in ("", "html", "body") else last
    for parent, start, end in page.listings:
        if first < start < max(last, until) and not parent.is_hidden:
            yield _Block(start, parent, tidy_piece(page.text[start:end]), is_text=False)


def _frame(blocks: Sequence[_Block]) -> int:
    """Return the end of the outermost elements: those that hold all of the article are layout."""
    if not blocks:
        return 0
    # What holds the first and the last in the order of start tags holds all between them.
    first = min((block.parent for block in blocks), key=lambda element: element.index)
    last = max((block.parent for block in blocks), key=lambda element: element.index)
    while first is not last:
        if last.index > first.index:
            last = last.parent or first
        else:
            first = first.parent or last
    return first.index


def _above(element: Element, until: Container[int]) -> list[Element]:
    """Return an element and those that it stands in, the outermost first.

    Args:
        element: Of a page.
        until: Elements (by index) that are left out, together with those that they stand in.
    """
    found: list[Element] = []
    at: Element | None = element
    while at is not None and at.index not in until:
        found.append(at)
        at = at.parent
    return found[::-1]


class _Writer:
    """Writes blocks with the elements that they stand in."""

    def __init__(self, page: Page, frame: int) -> None:
        self._text = page.text
        self._frame = frame
        self._open: list[tuple[str, int]] = []
        self._chains: dict[bool, dict[int, tuple[Element, ...]]] = {False: {}, True: {}}
        """Of blocks that are none and of those that are text: element → what is kept above it."""

    def write(self, blocks: Sequence[_Block]) -> Iterator[str]:
        """Yield the article's HTML."""
        before: tuple[tuple[str, int], ...] | None = None
        for block in blocks:
            chain = self._chain(block)
            elements = tuple((element.name, element.index) for element in chain)
            is_words = block.is_text and bool(elements)
            if is_words and elements == before and elements[-1][0] in (*_LEAVES, *_HOLDERS):
                yield f"<br>\n{block.html}"
                continue
            yield from self._move(chain)
            wraps = block.is_text and (not chain or chain[-1].name not in (*_LEAVES, *_HOLDERS))
            is_lone = not block.is_text and block.html.startswith("<img") and not chain
            yield f"<p>{block.html}</p>\n" if wraps or is_lone else block.html
            if not block.is_text and not is_lone:
                yield "\n"
            before = elements if is_words else None
        yield from self._move([])

    def _chain(self, block: _Block) -> list[Element]:
        """Return the elements that a block is to stand in, the outermost first."""
        chains = self._chains[block.is_text]
        for element in _above(block.parent, chains):
            up = chains[element.parent.index] if element.parent is not None else ()
            is_kept = len(up) < _DEEPEST and self._keeps(element, up, is_text=block.is_text)
            chains[element.index] = (*up, element) if is_kept else up
        chain = list(chains[block.parent.index])
        while chain and chain[-1].name not in (*_LEAVES, *_HOLDERS, "blockquote", "figure"):
            chain.pop()
        return chain

    def _keeps(self, element: Element, above: Sequence[Element], *, is_text: bool) -> bool:
        """Return whether an element is kept where it stands in those that are kept."""
        name = element.name
        up = above[-1].name if above else ""
        if element.index <= self._frame and name not in (*_LEAVES, "ul", "ol", "dl"):
            return False
        if name not in (*_LEAVES, *_HOLDERS, *_BOXES) or up in _LEAVES:
            return False
        return (name not in _NEEDS or up in _NEEDS[name]) and (is_text or name not in _LEAVES)

    def _move(self, chain: Sequence[Element]) -> Iterator[str]:
        """Yield the tags between the block before and one that stands in some elements."""
        wanted = [(element.name, element.index) for element in chain]
        same = 0
        while same < min(len(wanted), len(self._open)) and wanted[same] == self._open[same]:
            same += 1
        if same and same == len(wanted) and wanted[-1][0] in _LEAVES:
            same -= 1
        while len(self._open) > same:
            yield f"</{self._open.pop()[0]}>\n"
        for element in chain[same:]:
            if element.token is not None:
                tag = tidy_tag(self._text, element.token)
                yield tag if element.name in (*_LEAVES, *_HOLDERS) else f"{tag}\n"
                self._open.append((element.name, element.index))
