"""The strings of TOML with their places (TOML 1.0), also of TOML that is not quite right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["TomlString", "find_strings"]

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)+")
"""Between two lines that say something."""
_LINE_END = re.compile(r"[\r\n]|\Z")
_END = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")
"""What may follow a value in its line."""
_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\r\n]|\\[^\r\n])*"|'[^'\r\n]*')"""
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_PARTS = re.compile(_PART)
_TABLE = re.compile(rf"(?P<open>\[\[?)[ \t]*(?P<name>{_KEY})[ \t]*\]")
_PAIR = re.compile(rf"(?P<name>{_KEY})[ \t]*=[ \t]*")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?!"")(?:[^"\\\r\n]|\\[^\r\n])*"'
    r"|'(?!'')[^'\r\n]*'"
)
_OTHER = re.compile(r"""[^\[\]{}"'#\r\n]+""")
"""Part of a value that is no string, and holds none."""
_BREAK = re.compile(r"\A(?:\r\n|\r|\n)")
_ESCAPE = re.compile(
    r"\\(?:u(?P<short>[0-9A-Fa-f]{4})|U(?P<long>[0-9A-Fa-f]{8})|(?P<mark>[btnfr\"\\])"
    r"|[ \t]*(?:\r\n|\r|\n)\s*|(?P<wrong>))"
)
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


class TomlString(NamedTuple):
    """A string that is the value of a key."""

    name: str
    """With its tables: ``seo.title``."""
    value: str
    """What it says, escapes decoded."""
    start: int
    """Code points, quotation marks included."""
    end: int
    style: str
    """``basic`` or ``literal``, and ``multiline`` for either that may have several lines."""


def find_strings(body: str) -> Iterator[TomlString]:
    """Yield the strings that are values, in order; takes time linear in the length.

    Those in arrays and inline tables are not looked for, and a string with an escape that TOML does
    not know is left out. A line that cannot be read is passed over.
    """
    prefix = ""
    at = 0
    while at < len(body):
        if space := _SPACE.match(body, at):
            at = space.end()
        elif table := _TABLE.match(body, at):
            prefix = f"{_name(table['name'])}."
            at = _rest(body, table.end())
        elif pair := _PAIR.match(body, at):
            at = pair.end()
            string = _STRING.match(body, at)
            if string is None or _END.match(body, string.end()) is None:
                at = _behind_value(body, at)
                continue
            value, style = _read(string.group())
            if value is not None:
                yield TomlString(prefix + _name(pair["name"]), value, at, string.end(), style)
            at = _rest(body, string.end())
        else:
            at = max(at + 1, _rest(body, at))


def _name(key: str) -> str:
    """Return a key with neither quotation marks nor spaces around its dots."""
    return ".".join(part[1:-1] if part[0] in "\"'" else part for part in _PARTS.findall(key))


def _rest(body: str, at: int) -> int:
    """Return where the line ends."""
    match = _LINE_END.search(body, at)
    return match.start() if match is not None else len(body)


def _behind_value(body: str, at: int) -> int:
    """Return where a value ends that may be an array or table of several lines."""
    depth = 0
    while at < len(body):
        sign = body[at]
        if sign in "\r\n" and depth <= 0:
            return at
        if sign == "#":
            at = _rest(body, at)
            continue
        depth += (sign in "[{") - (sign in "]}")
        match = _STRING.match(body, at) if sign in "\"'" else _OTHER.match(body, at)
        at = match.end() if match is not None else at + 1
    return at


def _read(written: str) -> tuple[str | None, str]:
    """Return what a string says, ``None`` with an escape that is none, and how it is written."""
    width = 3 if written[:3] in ('"""', "'''") else 1
    held = written[width:-width]
    if width > 1:
        held = _BREAK.sub("", held)
    if written[0] == "'":
        return held, "literal" if width == 1 else "multiline"
    style = "basic" if width == 1 else "multiline"
    try:
        return _ESCAPE.sub(_unescaped, held), style
    except ValueError:
        return None, style


def _unescaped(match: re.Match[str]) -> str:
    """Return what an escape stands for.

    Raises:
        ValueError: TOML does not know it.
    """
    if match["wrong"] is not None:
        raise ValueError(match.string[match.start() : match.start() + 2])
    if digits := match["short"] or match["long"]:
        return chr(int(digits, 16))
    return _ESCAPED[match["mark"]] if match["mark"] else ""
