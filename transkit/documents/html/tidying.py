"""Markup of an article without what only its page made use of: classes, styles, scripts, events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from transkit.documents.elements import VOID
from transkit.documents.html.scanner import Attribute, Token, What, attributes_of, scan
from transkit.units import Markup

__all__ = ["BARE", "is_in_page", "shown_attributes", "tidy_markup", "tidy_piece", "tidy_tag"]

_ATTRIBUTES = frozenset(
    ("alt", "cite", "colspan", "datetime", "dir", "height", "href", "hreflang", "id", "lang",
     "reversed", "rowspan", "scope", "sizes", "span", "src", "srcset", "start", "title",
     "translate", "value", "width")
)  # fmt: skip
"""Attributes that mean something to a reader."""
BARE = frozenset(("div", "font", "label", "output", "span", "big", "nobr"))
"""Elements that mean nothing without an attribute that does."""
_EMPTY = frozenset(("br", "img", "wbr"))
"""Elements without words of their own that stay."""
_SKIPPED = ("script", "style", "template", "object", "applet", "svg")
"""Elements that go with all that is in them; drawings in the text of a page are its icons."""
_ADDRESSES = frozenset(("href", "src"))
_ACTIVE = re.compile(r"[\x00-\x20]*(?:javascript|vbscript)\s*:", re.IGNORECASE)
_IGNORED = re.compile("[\t\n\r]")
"""What browsers take out of addresses, wherever it stands (WHATWG URL §4.4)."""


def tidy_tag(text: str, token: Token, changed: Mapping[str, str] | None = None) -> str:
    """Return a start tag with those of its attributes that mean something to a reader.

    Args:
        text: What the tag stands in.
        token: The tag.
        changed: Attributes with another value than the file's, as they are to be written.
    """
    written = [token.name]
    changed = changed or {}
    for attribute in shown_attributes(text, token):
        if attribute.name not in _ATTRIBUTES:
            continue
        if attribute.name in _ADDRESSES and _ACTIVE.match(_IGNORED.sub("", attribute.value)):
            continue
        raw = text[attribute.start : attribute.end].replace('"', "&quot;")
        written.append(f'{attribute.name}="{changed.get(attribute.name, raw)}"')
    return f"<{' '.join(written)}>"


def shown_attributes(text: str, token: Token) -> tuple[Attribute, ...]:
    """Return the attributes of a start tag; of a picture, as its page's scripts would set them.

    Pictures that are loaded late have their addresses in ``data-src`` and ``data-srcset``, and none
    or a stand-in in the text of the page (``data:``) where browsers look.
    """
    attributes = attributes_of(text, token)
    if token.name != "img":
        return attributes
    found = {attribute.name: attribute for attribute in attributes}
    for name in ("src", "srcset"):
        own, late = found.get(name), found.get(f"data-{name}")
        is_missing = own is None or not own.value.strip() or is_in_page(own.value)
        if late is not None and late.value.strip() and is_missing:
            found[name] = late._replace(name=name)
    return tuple(found.values())


def is_in_page(address: str) -> bool:
    """Return whether a picture is written in its page itself."""
    return _IGNORED.sub("", address).strip().lower().startswith("data:")


def tidy_markup(markup: Mapping[str, Markup]) -> dict[str, Markup]:
    """Return what the tags of a unit stand for in a clean page."""
    return {label: _tidy(one) for label, one in markup.items()}


def tidy_piece(piece: str) -> str:
    """Return a piece of a page with its markup made clean and whole, its words as they are."""
    out: list[str] = []
    stack: list[tuple[str, str]] = []
    for token in _without_skipped(piece):
        if token.what in (What.TEXT, What.RAW):
            out.append(piece[token.start : token.end])
        elif token.what is What.START:
            tag = tidy_tag(piece, token)
            is_kept = tag != f"<{token.name}>" or token.name not in BARE
            out.append(tag if is_kept else "")
            if token.name not in VOID:
                stack.append((token.name, f"</{token.name}>" if is_kept else ""))
        elif token.what is What.END and any(name == token.name for name, _ in stack):
            while stack[-1][0] != token.name:
                out.append(stack.pop()[1])
            out.append(stack.pop()[1])
    out += [closing for _, closing in reversed(stack)]
    return "".join(out)


def _without_skipped(piece: str) -> Iterator[Token]:
    """Yield the tokens of a piece but for what is left out; of what has no end, that is its tag."""
    tokens = list(scan(piece))
    ends = {token.name: token.start for token in tokens if token.what is What.END}
    skipping = ""
    for token in tokens:
        if skipping:
            skipping = "" if token.what is What.END and token.name == skipping else skipping
        elif token.name not in _SKIPPED:
            yield token
        elif token.what is What.START and ends.get(token.name, 0) > token.start:
            skipping = "" if token.closed and token.name == "svg" else token.name


def _tidy(markup: Markup) -> Markup:
    """Return what one tag stands for."""
    token = next(scan(markup.opening), None)
    if token is None or token.what is not What.START:
        return replace(markup, opening="", closing=None if markup.closing is None else "")
    tag = tidy_tag(markup.opening, token)
    if markup.closing is not None:
        if token.name in BARE and tag == f"<{token.name}>":
            return replace(markup, opening="", closing="", inner=_inner(markup))
        closing = f"</{token.name}>"
        return replace(markup, opening=tag, closing=closing, inner=_inner(markup))
    if token.name in _SKIPPED:
        return replace(markup, opening="")
    if token.end < len(markup.opening):  # all of an element, its content included
        return replace(markup, opening=tidy_piece(markup.opening))
    return replace(markup, opening=tag if token.name in _EMPTY else "")


def _inner(markup: Markup) -> str | None:
    return None if markup.inner is None else tidy_piece(markup.inner)
