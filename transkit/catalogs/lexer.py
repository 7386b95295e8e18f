r"""From the bytes of a PO file to its pieces: decoding, lines, comments, strings.

The rules are those of GNU gettext's own lexer (``po-lex.c``, checked against 0.21 and 1.0), because
polib's parser, which reads line by line with `str.strip`, loses part of what gettext keeps: ``#~|``
lines, empty comment lines, white space and U+2028 at the end of a comment, ``\a``, octal and
hexadecimal escapes, two strings on one line, and everything where the declared encoding is wrong.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from transkit.errors import CatalogError

__all__ = ["Comment", "Field", "decode_po", "decode_string", "tokenize"]

_CHARSET = re.compile(
    rb'"Content-Type:(?:[^"\\\n]|"\s*\n\s*")*?charset=([^ \t\\"]+)', re.IGNORECASE
)
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_COMPILED = (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")
"""How MO files begin, in either byte order (gettext's manual, "The Format of GNU MO Files")."""
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_UTF8_NAMES = frozenset({"utf-8", "utf8", "charset", "us-ascii", "ascii", "ansi_x3.4-1968"})
"""Read as UTF-8, which holds ASCII; ``CHARSET`` is the placeholder of templates."""

_ITEM = re.compile(
    r"""[ \t\r\f\v]*
    (?: (msgid_plural|msgid|msgstr|msgctxt)(?![A-Za-z0-9_$])
        (?:[ \t\r\f\v]*\[[ \t\r\f\v]*([0-9]+)[ \t\r\f\v]*\])? )?
    [ \t\r\f\v]*
    (?: "((?:[^"\\]|\\.)*)" )?
    [ \t\r\f\v]*""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r'\\(?:([abfnrtv"\\])|([0-7]{1,3})|x([0-9A-Fa-f]+)|(.))', re.DOTALL)
_ESCAPED = {
    "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
    '"': '"', "\\": "\\",
}  # fmt: skip
_BYTE = 0xDC00
"""A byte from an escape waits as a lone surrogate (PEP 383) until its string is complete."""


@dataclass(slots=True)
class Comment:
    """A comment line."""

    line: int
    """1-based."""
    text: str
    """Everything behind the ``#``."""


@dataclass(slots=True)
class Field:
    """A keyword, a string, or (as nearly always) a keyword with its string."""

    line: int
    """1-based."""
    obsolete: bool
    """Stands behind ``#~``."""
    previous: bool
    """Stands behind ``#|`` or ``#~|``."""
    keyword: str | None
    """``None`` for a string that continues the one before."""
    index: int | None
    """The number of ``msgstr[number]``."""
    text: str | None
    """Unescaped but for bytes (see `decode_string`); ``None`` where only the keyword is here."""


def decode_po(content: bytes, path: Path | None = None) -> tuple[str, str]:
    r"""Return the text of a PO file, with ``\n`` as its only line end, and its encoding.

    The encoding is the one that the header declares (a byte order mark outranks it), otherwise
    UTF-8. The mark itself is no part of the text.

    Raises:
        CatalogError: The declared encoding is unknown, or the bytes are not in it; the file is
            UTF-16, or a compiled catalog (MO).
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CatalogError(
            "is UTF-16, which no gettext tool reads", path=path, line=1, hint="save it as UTF-8"
        )
    if content.startswith(_COMPILED):
        raise CatalogError(
            "is a compiled catalog", path=path, line=1, hint="name the .po file it was made from"
        )
    body = content.removeprefix(codecs.BOM_UTF8)
    encoding = "utf-8" if len(body) != len(content) else _declared_encoding(body, path)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise CatalogError(
            f"byte {body[error.start]:#04x} is not valid {encoding.upper()}",
            path=path,
            line=body.count(b"\n", 0, error.start) + 1,
            hint="save the file as UTF-8, or correct the charset in its header",
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise CatalogError("holds a NUL byte", path=path, line=line, hint="remove it")
    return text.replace("\r\n", "\n"), encoding


def tokenize(text: str, path: Path | None = None) -> Iterator[Comment | Field]:
    """Yield the comments and fields of a PO file in order.

    Raises:
        CatalogError: Something that is neither, with its line.
    """
    lines = enumerate(text.split("\n"), start=1)
    for number, line in lines:
        stripped = line.lstrip(" \t\r\f\v")
        if not stripped:
            continue
        if stripped[0] == "#" and stripped[1:2] not in ("~", "|"):
            yield Comment(number, stripped[1:])
            continue
        while line.endswith("\\"):  # gettext: a backslash at the end of a line joins the next
            joined = next(lines, None)
            line = line[:-1] + (joined[1] if joined else "")
        yield from _tokenize_line(line, number, path)


def decode_string(text: str, encoding: str, line: int, path: Path | None = None) -> str:
    r"""Return a whole string, its bytes from ``\303\251`` escapes turned into characters.

    Raises:
        CatalogError: The bytes are not text in `encoding`, or the string holds a character that
            gettext cannot keep: NUL, or U+0004, which separates context and source in MO files.
    """
    if not text.isascii() and _ESCAPED_BYTE.search(text):
        try:
            text = text.encode(encoding, "surrogateescape").decode(encoding)
        except UnicodeError as error:
            raise CatalogError(
                f"byte escapes that are not valid {encoding.upper()}",
                path=path,
                line=line,
                hint="write the character itself",
            ) from error
    for bad, name in (("\0", "NUL"), ("\x04", "U+0004")):
        if bad in text:
            raise CatalogError(
                f"{name} within a string", path=path, line=line, hint="remove the character"
            )
    return text


def _declared_encoding(content: bytes, path: Path | None) -> str:
    """Return the Python codec for the charset in the header."""
    match = _CHARSET.search(content)
    name = match.group(1).decode("ascii", "replace") if match else "utf-8"
    if name.lower() in _UTF8_NAMES:
        return "utf-8"
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        line = content.count(b"\n", 0, match.start() if match else 0) + 1
        raise CatalogError(
            f"unknown charset {name!r}", path=path, line=line, hint="write charset=UTF-8"
        ) from error


def _tokenize_line(line: str, number: int, path: Path | None) -> Iterator[Comment | Field]:
    """Yield what stands on one line that is no plain comment."""
    obsolete = previous = False
    position = 0
    while position < len(line):
        match = _ITEM.match(line, position)
        if match is None or match.end() == position:
            if line[position] != "#":
                raise _syntax_error(line, position, number, path)
            mark = line[position + 1 : position + 2]
            if mark not in ("~", "|"):
                yield Comment(number, line[position + 1 :])
                return
            obsolete = obsolete or mark == "~"
            position += 2
            if mark == "~" and line[position : position + 1] == "|":
                position += 1
                previous = True
            previous = previous or mark == "|"
            continue
        position = match.end()
        keyword, index, text = match.groups()
        if keyword is None and text is None:
            continue  # white space between two marks
        if text is not None and "\\" in text:
            text = _unescape(text, number, path)
        yield Field(number, obsolete, previous, keyword, int(index) if index else None, text)


def _unescape(text: str, line: int, path: Path | None) -> str:
    r"""Replace gettext's escapes; bytes above 0x7F become lone surrogates for `decode_string`."""

    def replace(match: re.Match[str]) -> str:
        simple, octal, hexadecimal, other = match.groups()
        if simple:
            return _ESCAPED[simple]
        if other is not None:
            raise CatalogError(
                f"unknown escape \\{other}",
                path=path,
                line=line,
                hint="a backslash itself is written as two",
            )
        value = (int(octal, 8) if octal else int(hexadecimal, 16)) & 0xFF
        return chr(value) if value < 0x80 else chr(_BYTE + value)

    return _ESCAPE.sub(replace, text)


def _syntax_error(text: str, position: int, line: int, path: Path | None) -> CatalogError:
    """Return the error for what stands at `position` of a line and belongs to no entry."""
    rest = text[position:]
    if position == 0 and rest.startswith(_CONFLICT):
        return CatalogError(
            f"a merge conflict of Git is left in it: {rest.split()[0]}",
            path=path,
            line=line,
            hint="choose one side of each conflict in a text editor and delete the lines that begin"
            " with <<<<<<<, |||||||, ======= or >>>>>>>; then run it again",
        )
    if text[:position].endswith('"'):
        return CatalogError(
            f"unexpected {rest[:1]!r} behind a string",
            path=path,
            line=line,
            hint='write a quotation mark inside a string as \\"',
        )
    if rest.startswith('"'):
        return CatalogError(
            "a string is not closed",
            path=path,
            line=line,
            hint='end it with ", and write a quotation mark inside it as \\"',
        )
    word = re.match(r"[A-Za-z_$][A-Za-z0-9_$]*", rest)
    if word is not None and word.group() == "domain":
        return CatalogError(
            "holds several domains", path=path, line=line, hint="keep one domain per PO file"
        )
    if word is not None:
        return CatalogError(
            f"unknown keyword {word.group()!r}",
            path=path,
            line=line,
            hint="an entry is made of msgctxt, msgid, msgid_plural and msgstr",
        )
    return CatalogError(
        f"unexpected {rest[:1]!r}",
        path=path,
        line=line,
        hint="this is no PO file, or a comment lacks its #",
    )
