"""Reading HTML as a row of tokens with their exact places; nothing is repaired, nothing is lost.

The states are those of the HTML Living Standard §13.2.5 as far as they decide where a token ends:
quoted and unquoted attributes, comments with their odd endings, raw text elements, bogus comments.
The tokens of a page, joined, are the page, whatever is broken in it. Time grows with its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from html import unescape
from typing import NamedTuple

__all__ = ["Attribute", "Token", "What", "attributes_of", "scan"]


class What(Enum):
    """What a token is."""

    TEXT = "text"
    START = "start tag"
    END = "end tag"
    COMMENT = "comment"
    """Also document types, processing instructions and bogus comments."""
    RAW = "raw text"
    """What stands in a script, a style sheet, a title …"""


class Token(NamedTuple):
    """A stretch of a page."""

    what: What
    start: int
    """Code points."""
    end: int
    name: str = ""
    """Of a tag, in small letters."""
    closed: bool = False
    """Whether a start tag ends in ``/>``."""


class Attribute(NamedTuple):
    """An attribute of a start tag."""

    name: str
    """In small letters."""
    value: str
    """Character references resolved."""
    start: int
    """Code points; of the value as it is written, quotation marks not included."""
    end: int
    quote: str
    """``"``, ``'``, or empty for a value without marks, or without a value at all."""


_MARKUP = re.compile(r"<[A-Za-z!?/]")
_NAME = re.compile(r"</?(?P<name>[A-Za-z][^\t\n\f\r />]*)")
_TAG_PART = re.compile(r">|=[\t\n\f\r ]*(?P<quote>[\"']?)")
_UNQUOTED_END = re.compile(r"[\t\n\f\r >]")
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*)"
    r"(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[^\t\n\f\r >\"'][^\t\n\f\r >]*))?)?"
)
_RAW = frozenset(
    ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext")
)
"""Elements whose content is no markup (§13.2.5.2 to .4)."""
_RAW_ENDS = {
    name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in _RAW - {"plaintext"}
}


def scan(text: str) -> Iterator[Token]:
    """Yield the tokens of a page, in order; joined, they are the page."""
    at, size = 0, len(text)
    ended: set[str] = set()
    while at < size:
        match = _MARKUP.search(text, at)
        if match is None:
            yield Token(What.TEXT, at, size)
            return
        start = match.start()
        token = _read_markup(text, start)
        if token is None:  # the page ends inside a tag: browsers drop it, and so it is kept apart
            if at < start:
                yield Token(What.TEXT, at, start)
            yield Token(What.COMMENT, start, size)
            return
        if at < start:
            yield Token(What.TEXT, at, start)
        yield token
        at = token.end
        if token.what is What.START and token.name in _RAW and token.name not in ended:
            end = _end_of_raw(text, token)
            if end is None:
                ended.add(token.name)
                end = at if token.name in ("textarea", "title", "iframe") else size
            if end > at:
                yield Token(What.RAW, at, end, token.name)
            at = end


def attributes_of(text: str, token: Token) -> tuple[Attribute, ...]:
    """Return the attributes of a start tag; of those with one name the first counts."""
    found: dict[str, Attribute] = {}
    at, end = token.start + 1 + len(token.name), token.end - 1
    while at < end:
        match = _ATTRIBUTE.match(text, at, end)
        if match is None:
            break
        at = max(match.end(), at + 1)
        name = match["name"].lower()
        for group, quote in (("double", '"'), ("single", "'"), ("bare", "")):
            if match[group] is not None:
                value = Attribute(name, unescape(match[group]), *match.span(group), quote)
                break
        else:
            value = Attribute(name, "", match.end(), match.end(), "")
        found.setdefault(name, value)
    return tuple(found.values())


def _read_markup(text: str, start: int) -> Token | None:
    """Return the tag or comment that begins at ``<``; ``None`` where the page ends in it."""
    name = _NAME.match(text, start)
    if name is not None:
        end = _end_of_tag(text, name.end())
        if end is None:
            return None
        what = What.END if text[start + 1] == "/" else What.START
        return Token(what, start, end, name["name"].lower(), text[end - 2] == "/")
    if text.startswith("<!--", start):
        if text.startswith((">", "->"), start + 4):
            return Token(What.COMMENT, start, text.index(">", start) + 1)
        found = _COMMENT_END.search(text, start + 4)
        return Token(What.COMMENT, start, found.end() if found else len(text))
    at = text.find(">", start)
    return Token(What.COMMENT, start, at + 1) if at >= 0 else None


def _end_of_tag(text: str, at: int) -> int | None:
    """Return the place behind a tag; a quotation mark counts only behind an equals sign."""
    while (part := _TAG_PART.search(text, at)) is not None:
        at = part.end()
        if part.group() == ">":
            return at
        if part["quote"]:
            at = text.find(part["quote"], at) + 1
            if not at:
                return None
        else:
            unquoted = _UNQUOTED_END.search(text, at)
            if unquoted is None:
                return None
            at = unquoted.start()
    return None


def _end_of_raw(text: str, token: Token) -> int | None:
    """Return where the content of a raw text element ends; ``None`` where it has no end."""
    if token.name == "plaintext":
        return len(text)
    match = _RAW_ENDS[token.name].search(text, token.end)
    return match.start() if match else None
