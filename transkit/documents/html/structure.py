"""From the tokens of a page to its elements and runs: the pieces of text between block boundaries.

This is tree construction (HTML Living Standard §13.2.6) as far as it decides which text stands
together and what it stands in. Nothing is moved or made up, so that every place stays what it is in
the file. Nothing here recurses, and time grows with the length of the page, however deep it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from transkit.documents.elements import VOID
from transkit.documents.html.scanner import Attribute, Token, What, attributes_of, scan

__all__ = ["INLINE", "SHOWS", "Element", "Item", "Page", "Run", "read_page"]

INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "i", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rp", "rt", "ruby", "s",
     "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var")
)  # fmt: skip
"""Elements of text inside of paragraphs."""
_OPAQUE_INLINE = frozenset(("script", "style", "template", "svg", "math", "object", "applet"))
"""Elements whose content is no text of the sentence that they stand in."""
_OPAQUE_BLOCKS = frozenset(
    ("pre", "xmp", "listing", "plaintext", "textarea", "iframe", "video", "audio", "canvas",
     "noscript", "noembed", "noframes", "select", "datalist", "frameset", "map")
)  # fmt: skip
"""Elements whose content is not translated, between which paragraphs end."""
_VOID_BLOCKS = frozenset(("hr", "col", "frame", "param", "source", "track", "base"))
_CLOSES_P = frozenset(
    ("address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl",
     "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p", "search", "section",
     "summary", "ul", "dd", "dt")
)  # fmt: skip
"""§13.2.6.4.7: their start tags end an open ``p``."""
_IMPLIED_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu", "dir"))),
    **dict.fromkeys(("dd", "dt"), (frozenset(("dd", "dt")), frozenset(("dl",)))),
    **dict.fromkeys(("td", "th"), (frozenset(("td", "th")), frozenset(("table", "tr")))),
    "tr": (frozenset(("tr", "td", "th")), frozenset(("table",))),
    **dict.fromkeys(
        ("thead", "tbody", "tfoot"),
        (
            frozenset(("thead", "tbody", "tfoot", "tr", "td", "th", "caption")),
            frozenset(("table",)),
        ),
    ),
    **dict.fromkeys(
        ("option", "optgroup"), (frozenset(("option",)), frozenset(("select", "datalist")))
    ),
    **dict.fromkeys(
        ("h1", "h2", "h3", "h4", "h5", "h6"),
        (frozenset(("h1", "h2", "h3", "h4", "h5", "h6")), frozenset()),
    ),
}
"""Start tag → elements that it ends (§13.1.2.4), and where looking for them stops."""
_BREAKOUT = frozenset(
    ("b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em",
     "embed", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu",
     "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small", "span", "strong", "strike", "sub",
     "sup", "table", "tt", "u", "ul", "var")
)  # fmt: skip
"""Start tags that no drawing or formula has: they end it (§13.2.6.5)."""
_INTEGRATION = frozenset(
    ("foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml")
)
"""Elements of drawings and formulas in which they may stand (§13.2.4.2)."""
_SWITCH = re.compile(r"<!--\s*translate:\s*(off|on)\s*-->\Z", re.IGNORECASE)
_DATA = re.compile(r"ld\+json", re.IGNORECASE)
SHOWS = re.compile("[^\\s\x00-\x1f\x7f\ud800-\udfff\ufeff]")
"""A character that is more than space; so are references, whatever they stand for."""
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Element:
    """An element of a page."""

    name: str
    index: int
    """In order of start tags, from 0; that of the page itself is 0."""
    parent: Element | None
    token: Token | None
    """Its start tag."""
    attributes: Mapping[str, Attribute]
    is_translated: bool = True
    """Whether ``translate`` and ``class="notranslate"`` let it be."""
    is_off: bool = False
    """Whether a comment before it says that what follows is not translated."""
    is_hidden: bool = False
    link: Element | None = None
    """The link that it is or stands in."""
    end: int = 0
    """Code points; behind its end tag, or where its parent's content goes on."""

    def value(self, name: str) -> str:
        """Return an attribute's value, empty where there is none."""
        attribute = self.attributes.get(name)
        return attribute.value if attribute else ""


class Item(NamedTuple):
    """A part of a run: text, an inline tag, or something opaque."""

    token: Token
    element: Element | None
    """Of a start tag: what it opens. Of an end tag: what it closes, if anything."""
    end: int
    """Code points; of something opaque, behind all of it."""


@dataclass(slots=True, eq=False)
class Run:
    """Text between two block boundaries."""

    items: list[Item]
    parent: Element
    """The innermost element that is open where it begins."""
    is_title: bool = False
    """Whether it is the page's ``<title>``."""
    is_off: bool = False
    """Whether a comment before it says that what follows is not translated."""

    @property
    def is_translated(self) -> bool:
        """Whether what the page says about translating lets it be."""
        return self.parent.is_translated and not self.is_off


@dataclass(slots=True, eq=False)
class Page:
    """A page in order."""

    text: str
    elements: list[Element]
    """The page itself first."""
    runs: list[Run]
    """Those with text in them."""
    images: list[Element] = field(default_factory=list)
    metas: list[Element] = field(default_factory=list)
    listings: list[tuple[Element, int, int]] = field(default_factory=list)
    """Preformatted text: what it stands in, and where, tags included."""
    data: list[Token] = field(default_factory=list)
    """Contents of its JSON-LD scripts: what it says about itself to machines."""


def read_page(text: str) -> Page:
    """Return the elements and runs of a page."""
    return _Reader(text).read()


class _Reader:
    """Goes through a page once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root = Element("", 0, None, None, {})
        self._page = Page(text, [self._root], [])
        self._stack = [self._root]
        self._open: Counter[str] = Counter()
        self._inside: set[int] = set()
        """The elements of the stack, by index."""
        self._items: list[Item] = []
        self._is_off = False
        self._tokens = list(scan(text))
        self._ends = _ends_of(self._tokens)

    def read(self) -> Page:
        """Return what `read_page` does."""
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            at += 1
            if token.what is What.TEXT:
                self._items.append(Item(token, None, token.end))
            elif token.what is What.COMMENT:
                self._comment(token)
            elif token.what is What.START:
                at = self._start(token, at)
            elif token.what is What.END:
                self._end(token)
        self._flush()
        while len(self._stack) > 1:
            self._pop(len(self._text))
        self._root.end = len(self._text)
        return self._page

    def _comment(self, token: Token) -> None:
        """Take a comment along in the text, or hear what it says about translating."""
        switch = _SWITCH.match(self._text, token.start, token.end)
        if switch is None:
            self._items.append(Item(token, None, token.end))
            return
        self._flush()
        self._is_off = switch[1].lower() == "off"

    def _start(self, token: Token, at: int) -> int:
        """Deal with a start tag; return the place of the token to go on with."""
        name = token.name
        if name in ("html", "body") and self._open[name]:
            return at
        if name == "title" and not self._open["body"]:
            return self._title(at)
        if name in _OPAQUE_INLINE or name in _OPAQUE_BLOCKS:
            return self._opaque(token, at)
        if name in VOID:
            self._void(token)
            return at
        if name in INLINE or name not in _BLOCKS:
            if (
                name == "a"
                and (open_link := self._stack[-1].link) is not None
                and open_link.index in self._inside
            ):
                self._close_inline(token, "a")
            self._items.append(Item(token, self._push(token), token.end))
            return at
        self._flush()
        self._end_implied(token)
        self._push(token)
        return at

    def _title(self, at: int) -> int:
        """Note the page's title."""
        self._flush()
        following = self._tokens[at] if at < len(self._tokens) else None
        if following is None or following.what is not What.RAW:
            return at
        if self._text[following.start : following.end].strip():
            run = Run([Item(following, None, following.end)], self._stack[-1], is_title=True)
            if not any(other.is_title for other in self._page.runs):
                self._page.runs.append(run)
        return at + 1

    def _void(self, token: Token) -> None:
        """Deal with an element that has no content."""
        if token.name in _VOID_BLOCKS:
            self._flush()
            return
        element = self._make(token)
        if token.name == "img":
            self._page.images.append(element)
        elif token.name == "meta":
            self._page.metas.append(element)
        self._items.append(Item(token, element, token.end))

    def _opaque(self, token: Token, at: int) -> int:
        """Pass over an element whose content is no text."""
        stop = at
        if not (token.closed and token.name in ("svg", "math")):
            stop = self._end_of(token.name, at)
        end = self._tokens[stop - 1].end
        if token.name in _OPAQUE_BLOCKS:
            self._flush()
            if token.name in ("pre", "listing", "xmp"):
                self._page.listings.append((self._stack[-1], token.start, end))
        else:
            self._items.append(Item(token, None, end))
        if token.name == "script" and _DATA.search(self._text, token.start, token.end):
            self._page.data += [part for part in self._tokens[at:stop] if part.what is What.RAW]
        return stop

    def _end_of(self, name: str, at: int) -> int:
        """Return the place behind the end tag of an element; the same place where it has none.

        Of one that is never closed, the first end tag of its name counts, so that it does not take
        the page along.

        Args:
            name: Of the element.
            at: The place behind its start tag.
        """
        ends = self._ends.get(name)
        stop = ends.of(at - 1) if ends is not None else None
        if stop is None:
            following = self._tokens[at] if at < len(self._tokens) else None
            return at + 1 if following is not None and following.what is What.RAW else at
        return self._breakout(at, stop) if name in ("svg", "math") else stop + 1

    def _breakout(self, at: int, stop: int) -> int:
        """Return the place where a drawing or formula ends: behind a tag, or before one of a page.

        Args:
            at: The place behind its start tag.
            stop: Of its end tag.
        """
        inside: Counter[str] = Counter()
        holes = 0
        for k in range(at, stop):
            token = self._tokens[k]
            name = token.name
            if token.what is What.START:
                if not holes and name in _BREAKOUT:
                    return k
                if not token.closed:
                    inside[name] += 1
                    holes += name in _INTEGRATION
            elif token.what is What.END:
                if inside[name]:
                    inside[name] -= 1
                    holes -= name in _INTEGRATION
                elif not holes and (name in ("p", "br") or (name in _BLOCKS and self._open[name])):
                    return k
        return stop + 1

    def _end(self, token: Token) -> None:
        """Deal with an end tag."""
        name = token.name
        if name in INLINE or (name not in _BLOCKS and name not in _OPAQUE_BLOCKS):
            self._close_inline(token, name)
            return
        self._flush()
        if not self._open[name]:
            return
        while self._stack[-1].name != name:
            self._pop(token.start)
        self._pop(token.end)

    def _close_inline(self, token: Token, name: str) -> None:
        """Close an inline element, unless a block stands between; or note a lone end tag."""
        closed: Element | None = None
        if self._open[name]:
            depth = len(self._stack) - 1
            while depth > 0 and self._stack[depth].name not in _BLOCKS:
                if self._stack[depth].name == name:
                    closed = self._stack[depth]
                    break
                depth -= 1
        if closed is not None:
            while self._stack[-1] is not closed:
                self._pop(token.start)
            self._pop(token.end if token.what is What.END else token.start)
        if token.what is What.END:
            self._items.append(Item(token, closed, token.end))

    def _end_implied(self, token: Token) -> None:
        """Close what the start of a block element closes."""
        if token.name in _CLOSES_P and self._open["p"]:
            self._close_up_to(frozenset(("p",)), _STOPS_P, token.start)
        if token.name in _IMPLIED_ENDS:
            names, stops = _IMPLIED_ENDS[token.name]
            if any(self._open[name] for name in names):
                if token.name[0] == "h" and self._stack[-1].name not in names:
                    return
                self._close_up_to(names, stops, token.start)

    def _close_up_to(self, names: frozenset[str], stops: frozenset[str], at: int) -> None:
        """Close the outermost of some elements that no stop stands before."""
        found = depth = len(self._stack)
        for depth in range(len(self._stack) - 1, max(0, len(self._stack) - _FURTHEST), -1):
            name = self._stack[depth].name
            if name in stops:
                break
            if name in names:
                found = depth
                if len(names) == 1:
                    break
            elif name == "div" and names != _JUST_P:
                break
        while len(self._stack) > found:
            self._pop(at)

    def _push(self, token: Token) -> Element:
        element = self._make(token)
        self._stack.append(element)
        self._inside.add(element.index)
        self._open[element.name] += 1
        return element

    def _pop(self, end: int) -> None:
        element = self._stack.pop()
        element.end = end
        self._inside.discard(element.index)
        self._open[element.name] -= 1

    def _make(self, token: Token) -> Element:
        """Return an element where we stand; what it inherits is settled here."""
        parent = self._stack[-1]
        attributes: dict[str, Attribute] = {}
        if token.end - token.start > len(token.name) + 2:
            attributes = {item.name: item for item in attributes_of(self._text, token)}
        element = Element(token.name, len(self._page.elements), parent, token, attributes)
        element.is_translated = _may_translate(element, parent)
        element.is_off = self._is_off
        element.is_hidden = parent.is_hidden or (bool(attributes) and _hides(element))
        element.link = element if element.name == "a" else parent.link
        element.end = token.end
        self._page.elements.append(element)
        return element

    def _flush(self) -> None:
        """End the run, and keep it if it has text that may be translated."""
        items, self._items = self._items, []
        if not items:
            return
        if any(item.token.what is What.TEXT and not self._is_blank(item.token) for item in items):
            first = items[0]
            parent = self._parent_of(first)
            self._page.runs.append(Run(items, parent, is_off=self._is_off))

    def _parent_of(self, first: Item) -> Element:
        """Return the element that is open where a run begins."""
        if first.element is None:
            # Inline elements that were opened in the run are still open, or were closed in it.
            parent = self._stack[-1]
            while parent.token is not None and parent.token.start >= first.token.start:
                parent = parent.parent or self._root
            return parent
        if first.token.what is What.START:
            return first.element.parent or self._root
        return first.element

    def _is_blank(self, token: Token) -> bool:
        return SHOWS.search(self._text, token.start, token.end) is None


class _Ends(NamedTuple):
    """Where the elements of one name end, in places of tokens."""

    pairs: dict[int, int]
    """Start tag → end tag of those that are closed."""
    all: list[int]
    """End tags, in order."""

    def of(self, start: int) -> int | None:
        """Return the end tag of an element, or else the next one; ``None`` where there is none."""
        if start in self.pairs:
            return self.pairs[start]
        following = bisect_right(self.all, start)
        return self.all[following] if following < len(self.all) else None


def _ends_of(tokens: Sequence[Token]) -> dict[str, _Ends]:
    """Return where the elements end whose content is passed over."""
    found: dict[str, _Ends] = {}
    waiting: dict[str, list[int]] = {}
    for k, token in enumerate(tokens):
        name = token.name
        if name not in _OPAQUE_INLINE and name not in _OPAQUE_BLOCKS:
            continue
        if token.what is What.START:
            if not (token.closed and name in ("svg", "math")):
                waiting.setdefault(name, []).append(k)
        elif token.what is What.END:
            ends = found.setdefault(name, _Ends({}, []))
            ends.all.append(k)
            if waiting.get(name):
                ends.pairs[waiting[name].pop()] = k
    return found


def _hides(element: Element) -> bool:
    """Return whether an element says that it is not shown."""
    return (
        "hidden" in element.attributes
        or element.value("aria-hidden").lower() == "true"
        or bool(_HIDDEN_STYLE.search(element.value("style")))
    )


_JUST_P = frozenset(("p",))
_STOPS_P = frozenset(
    ("applet", "caption", "html", "table", "td", "th", "marquee", "object", "template", "button")
)
"""§13.2.4.2, "button scope"."""
_FURTHEST = 200
"""Open elements that are looked at for an implied end; keeps the deepest nesting linear."""
_BLOCKS = (
    _CLOSES_P
    | _OPAQUE_BLOCKS
    | _VOID_BLOCKS
    | frozenset(_IMPLIED_ENDS)
    | frozenset(
        ("html", "head", "body", "table", "caption", "colgroup", "button", "legend", "optgroup",
         "option", "marquee", "hgroup", "rb", "slot")
    )
)  # fmt: skip
"""Elements whose tags are the boundaries of runs."""


def _may_translate(element: Element, parent: Element) -> bool:
    """Return what an element says about translating, or else its parent.

    What is said about the whole page is meant for browsers that offer to translate it.
    """
    if element.name in ("html", "body"):
        return True
    if not element.attributes:
        return parent.is_translated
    if (said := element.value("translate").lower()) in ("no", "yes"):
        return said == "yes"
    if "translate" in element.attributes and not said:
        return True
    return parent.is_translated and "notranslate" not in element.value("class").split()
