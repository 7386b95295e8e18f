"""From a run of inline content to the words of units, with the markup in it as numbered tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from transkit.documents.html.scanner import What
from transkit.documents.html.structure import SHOWS, Element, Item, Run
from transkit.text.markup import LONGEST_PROTECTED, Form, Numbering, escape, strip_tags, write_tag
from transkit.units import Markup

__all__ = [
    "Words",
    "read_attribute",
    "read_freed",
    "read_run",
    "read_title",
    "write_attribute",
    "write_words",
]

_CODE = frozenset(("code", "kbd", "samp", "var"))
"""Elements whose words are not translated."""
_DROPPABLE = frozenset(("br", "wbr"))
"""Elements without words that a translation may do without."""
_MOST_TAGS = 200
"""In one unit; of a run with more each text is a unit of its own."""
_DEEPEST = 20
"""Tags in tags in one unit; likewise."""
_SPACES = re.compile(r"[ \t\n\f\r]+")
_TAIL = 64
"""Characters that are looked at in one go for white space at an end: keeps long gaps linear."""
_LEADING = re.compile(r"(?:\s|&nbsp;|&#(?:160|[xX][aA]0);)*")
_TRAILING = re.compile(r"(?:\s|&nbsp;|&#(?:160|[xX][aA]0);)*\Z")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
"""What no unit may hold: control characters, half characters (bytes that cannot be decoded)."""


class Words(NamedTuple):
    """What one unit is made from."""

    source: str
    """White space collapsed, inline markup as tags."""
    start: int
    """Code points; of its first text, or of the markup around it that belongs to it."""
    end: int
    markup: dict[str, Markup]


def read_run(run: Run, text: str) -> list[Words]:
    """Return the units of a run: one, or several where two line breaks follow each other.

    Markup that stands around all of a unit's words is left outside of it, and so are pictures and
    scripts at its edges. White space is as browsers show it. Words that are all code, or must not
    be translated, are no unit.
    """
    if len(run.items) == 1:
        return _plain(text, run.items[0].token.start, run.items[0].end)
    found: list[Words] = []
    free = _free_texts(run.items, text)
    for items in _split_at_breaks(run.items, text):
        core = _core(items, text)
        if not core or (free is not None and not any(item.token.start in free for item in core)):
            continue
        if len(core) > 2 * _MOST_TAGS or _depth(core) > _DEEPEST:
            singles = [
                [item]
                for item in core
                if _is_text(item, text) and (free is None or item.token.start in free)
            ]
        else:
            singles = [core]
        for items_ in singles:
            words = _Writer(text).write(items_)
            if words.source:
                found.append(words)
    return found


def read_freed(run: Run, text: str) -> list[Words]:
    """Return the words of a run that ``translate="yes"`` frees from around them, each a unit.

    Around them stands something that is not translated: an element of the run, or all of it.
    """
    found: list[Words] = []
    if not run.parent.is_translated or any(map(_is_freed, _elements(run.items))):
        ends = {item.element: k for k, item in enumerate(run.items) if item.token.what is What.END}
        held: Element | None = None
        is_held, at = not run.parent.is_translated, 0
        while at < len(run.items):
            element = run.items[at].element
            end = ends.get(element, at) if element is not None and _is_start(run.items[at]) else at
            if held is not None and element is held:
                held = None
            elif end > at and element is not None and (is_held or held) and _is_freed(element):
                inside = run.items[at + 1 : end]
                core = _core(inside, text) if _free_texts(inside, text) != set() else []
                words = _Writer(text).write(core) if core else None
                found += [words] if words is not None and words.source else []
                at = end
            elif end > at and element is not None and held is None and _is_protected(element):
                held = element
            at += 1
    return found


def _elements(items: Sequence[Item]) -> Iterator[Element]:
    return (item.element for item in items if item.element is not None)


def _is_freed(element: Element) -> bool:
    """Return whether an element itself says that its words are translated."""
    return element.is_translated and "translate" in element.attributes


def read_title(run: Run, text: str) -> list[Words]:
    """Return the one unit of a page's ``<title>``, in which nothing is markup."""
    token = run.items[0].token
    return _plain(text, token.start, token.end)


def read_attribute(text: str, start: int, end: int) -> list[Words]:
    """Return the one unit of an attribute's value; none if it has no letter or digit.

    It stands in all of the value: what is written there need not look for the quotation marks.
    """
    return [words._replace(start=start, end=end) for words in _plain(text, start, end)]


def write_words(words: str) -> str:
    """Return words as HTML text."""
    return (
        words.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\u00a0", "&nbsp;")
    )


def write_attribute(words: str, quote: str) -> str:
    """Return words as the value of an attribute, with marks around it where it has none yet.

    Args:
        words: The value.
        quote: The mark that stands around the value in the file; empty for none.
    """
    value = words.replace("&", "&amp;").replace("\u00a0", "&nbsp;")
    if quote == "'":
        return value.replace("'", "&#39;")
    value = value.replace('"', "&quot;")
    return value if quote else f'"{value}"'


def clean(text: str) -> str:
    """Return text as a unit may hold it: references resolved, white space collapsed."""
    resolved = unescape(text.replace("\x00", "")) if "&" in text else text
    if resolved.isascii() and resolved.isprintable():
        return _SPACES.sub(" ", resolved) if "  " in resolved else resolved
    return _SPACES.sub(" ", _UNWRITABLE.sub("", _UNIFY.sub(" ", resolved)))


_UNIFY = re.compile("[\x0b\x85\u2028\u2029]")
"""Line ends to some programs that read catalogs, and mere white space here."""


def _plain(text: str, start: int, end: int) -> list[Words]:
    """Return a unit without markup."""
    source = escape(clean(text[start:end]).strip())
    if not any(map(str.isalnum, source)):
        return []
    return [Words(source, _first_sign(text, start, end), _last_sign(text, start, end), {})]


def _first_sign(text: str, start: int, end: int) -> int:
    """Return where white space ends at the start of a stretch."""
    match = _LEADING.match(text, start, end)
    return match.end() if match else start


def _last_sign(text: str, start: int, end: int) -> int:
    """Return where white space begins at the end of a stretch."""
    while end > start:
        tail = max(start, end - _TAIL)
        match = _TRAILING.search(text, tail, end)
        if match is None or match.start() == end:
            break
        end = match.start()
    return end


def _split_at_breaks(items: Sequence[Item], text: str) -> Iterator[list[Item]]:
    """Yield the parts of a run between two or more line breaks in a row."""
    part: list[Item] = []
    breaks: list[Item] = []
    for item in items:
        is_break = item.token.name == "br" and item.token.what is What.START
        if is_break or (breaks and item.token.what is What.TEXT and not _is_text(item, text)):
            breaks.append(item)
        else:
            if sum(gap.token.name == "br" for gap in breaks) > 1:
                yield part
                part, breaks = [], []
            part += [*breaks, item]
            breaks = []
    yield part


def _free_texts(items: Sequence[Item], text: str) -> set[int] | None:
    """Return where the texts with words begin that may be translated; ``None`` for everywhere."""
    if not any(item.element is not None and _is_protected(item.element) for item in items):
        return None
    free: set[int] = set()
    held: Element | None = None
    for item in items:
        token, element = item.token, item.element
        if token.what is What.TEXT:
            if held is None and any(map(str.isalnum, clean(text[token.start : token.end]))):
                free.add(token.start)
        elif held is None and element is not None and _is_start(item):
            held = element if _is_protected(element) else None
        elif held is not None and element is held:
            held = None
    return free


def _is_protected(element: Element) -> bool:
    return element.name in _CODE or not element.is_translated


def _is_text(item: Item, text: str) -> bool:
    """Return whether an item is text that shows."""
    token = item.token
    return token.what is What.TEXT and bool(SHOWS.search(text, token.start, token.end))


def _core(items: Sequence[Item], text: str) -> list[Item]:
    """Return the items from the first words to the last, and the tags that stand in pairs."""
    shown = [k for k, item in enumerate(items) if _is_text(item, text)]
    if not shown:
        return []
    first, last = shown[0], shown[-1]
    starts = {item.element: k for k, item in enumerate(items) if _is_start(item)}
    ends = {
        item.element: k
        for k, item in enumerate(items)
        if item.token.what is What.END and item.element is not None
    }
    # A tag that is closed inside takes its start along, and that may take along others.
    k = first
    low, high = first, last
    while k <= high:
        item = items[k]
        if item.element is not None and item.token.what is What.END:
            low = min(low, starts.get(item.element, low))
        elif _is_start(item) and item.element in ends:
            high = max(high, ends[item.element])
        k += 1
    k = first
    while k >= low:
        item = items[k]
        if item.element is not None and item.token.what is What.END:
            low = min(low, starts.get(item.element, low))
        elif _is_start(item) and item.element in ends:
            high = max(high, ends[item.element])
        k -= 1
    return list(items[low : high + 1])


def _is_start(item: Item) -> bool:
    return item.token.what is What.START and item.element is not None and item.token.name not in (
        "br", "wbr", "img", "input", "embed", "area", "link", "meta"
    )  # fmt: skip


def _depth(items: Sequence[Item]) -> int:
    """Return how many tags stand in each other."""
    deepest = depth = 0
    for item in items:
        if _is_start(item):
            depth += 1
            deepest = max(deepest, depth)
        elif item.token.what is What.END:
            depth -= 1
    return deepest


class _Writer:
    """Makes the source of one unit."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._numbers = Numbering()
        self._markup: dict[str, Markup] = {}
        self._parts: list[str] = []

    def write(self, items: Sequence[Item]) -> Words:
        """Return the unit; without words if no letter or digit is in it."""
        ends = {item.element: item for item in items if item.token.what is What.END}
        ends.pop(None, None)
        opened = {item.element for item in items if _is_start(item)}
        labels: dict[int, str] = {}
        at = 0
        while at < len(items):
            item = items[at]
            token = item.token
            element = item.element
            if token.what is What.TEXT:
                words = clean(self._text[token.start : item.end])
                self._parts.append(escape(words, before_tag=at + 1 < len(items)))
            elif _is_start(item) and element in ends and element is not None:
                last = self._protected(items, at)
                if last is not None:
                    at = last
                else:
                    closing = ends[element].token
                    label = self._label(token.name, item, closing=(closing.start, closing.end))
                    labels[element.index] = label
                    self._tag(label, Form.OPEN)
            elif token.what is What.END and element in opened and element is not None:
                self._tag(labels[element.index], Form.CLOSE)
            else:
                self._tag(self._label(token.name, item), Form.EMPTY)
            at += 1
        source = "".join(self._parts).strip()
        start, end = self._edges(items)
        if not any(map(str.isalnum, strip_tags(source))):
            return Words("", start, end, {})
        return Words(source, start, end, self._markup)

    def _tag(self, label: str, form: Form) -> None:
        self._parts.append(write_tag(label, form))

    def _label(self, name: str, item: Item, closing: tuple[int, int] | None = None) -> str:
        """Return a label for a tag, and note what it stands for."""
        if item.token.what is What.COMMENT:
            name = "comment"
        label = self._numbers.label(name or "x")
        self._markup[label] = Markup(
            opening=self._text[item.token.start : item.end],
            closing=None if closing is None else self._text[slice(*closing)],
            required=closing is None and name not in _DROPPABLE,
        )
        return label

    def _protected(self, items: Sequence[Item], at: int) -> int | None:
        """Write an element whose words must stay as one pair; return the place of its end tag.

        One with words in it that are translated after all, units of their own, is one tag.
        """
        item = items[at]
        element = item.element
        if element is None:
            return None
        if not _is_protected(element):
            return None
        end = next(k for k in range(at, len(items)) if items[k].element is element
                   and items[k].token.what is What.END)  # fmt: skip
        inside = items[at + 1 : end]
        words = clean("".join(self._text[i.token.start : i.end] for i in inside
                              if i.token.what is What.TEXT)).strip(" ")  # fmt: skip
        start, stop = item.end, items[end].token.start
        is_code = item.token.name in _CODE
        label = self._numbers.label(item.token.name if is_code else "keep")
        closing = self._text[stop : items[end].end]
        is_open = any(map(_is_freed, _elements(inside)))
        if not words or len(words) > LONGEST_PROTECTED or is_open:
            whole = self._text[item.token.start : items[end].end]
            self._markup[label] = Markup(opening=whole, required=True)
            self._tag(label, Form.EMPTY)
            return end
        self._markup[label] = Markup(
            opening=self._text[item.token.start : item.end],
            closing=closing,
            inner=self._text[start:stop],
            words=words,
        )
        self._tag(label, Form.OPEN)
        self._parts.append(escape(words, before_tag=True))
        self._tag(label, Form.CLOSE)
        return end

    def _edges(self, items: Sequence[Item]) -> tuple[int, int]:
        """Return where a unit stands, white space at its edges left out."""
        start, end = items[0].token.start, items[-1].end
        if items[0].token.what is What.TEXT:
            start = _first_sign(self._text, start, items[0].end)
        if items[-1].token.what is What.TEXT:
            end = _last_sign(self._text, max(start, items[-1].token.start), end)
        return start, end
