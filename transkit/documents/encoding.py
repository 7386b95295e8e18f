"""From a text to a file's bytes: in the encoding that another file has, where that can hold it."""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Iterator

__all__ = ["encode_like"]

_WIDE = {
    "utf-16": ((codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le")),
    "utf-32": ((codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF32_LE, "utf-32-le")),
}

_AMBIGUOUS = frozenset(("cp932", "big5", "big5hkscs"))
"""Codecs that read several byte sequences as the same character."""


def encode_like(text: str, data: bytes, encoding: str) -> tuple[bytes, str]:
    """Return the bytes of `text` and the Python codec that they are in.

    A byte order mark and the order of bytes are those of `data`. Text that the encoding has no
    bytes for (Korean in windows-1252) becomes UTF-8 without a mark. Bytes that could not be decoded
    and stand in `text` as lone surrogates (PEP 383) are what they were. Where an encoding has
    several bytes for a character (cp932, Big5), lines that the file has, too, keep theirs, and in
    others it is written as the file does, if that has one way to write it.

    Args:
        text: What goes into the file.
        data: The file to be like.
        encoding: The Python codec that read it (`Document.encoding`).
    """
    for mark, codec in _WIDE.get(encoding, ()):
        if data.startswith(mark):
            return mark + text.encode(codec, "surrogateescape"), encoding
    try:
        content = text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape"), "utf-8"
    if encoding in _AMBIGUOUS:
        content = _encode_lines(text, data, encoding)
    return content, encoding


def _encode_lines(text: str, data: bytes, encoding: str) -> bytes:
    """Return the bytes of a text in which lines and characters that are in a file are as there.

    Args:
        text: That the encoding can hold.
        data: The file.
        encoding: In which a line feed is part of no other character.
    """
    lines: dict[str, deque[bytes]] = {}
    found: dict[str, set[bytes]] = {}
    usual: set[str] = set()
    for written in data.split(b"\n"):
        line = written.decode(encoding, "surrogateescape")
        lines.setdefault(line, deque()).append(written)
        if line.encode(encoding, "surrogateescape") == written:
            usual.update(line)
        else:
            for sign, form in _forms(written, encoding):
                found.setdefault(sign, set()).add(form)
    forms = {sign: form for sign, (form, *more) in found.items() if not more and sign not in usual}
    content: list[bytes] = []
    for line in text.split("\n"):
        if waiting := lines.get(line):
            # A text that is in the file several times may be written in several ways.
            content.append(waiting.popleft() if len(waiting) > 1 else waiting[0])
        elif forms.keys().isdisjoint(line):
            content.append(line.encode(encoding, "surrogateescape"))
        else:
            signs = (forms.get(sign) or sign.encode(encoding, "surrogateescape") for sign in line)
            content.append(b"".join(signs))
    return b"\n".join(content)


def _forms(written: bytes, encoding: str) -> Iterator[tuple[str, bytes]]:
    """Yield the characters beyond ASCII of a line, each with its bytes."""
    decoder = codecs.getincrementaldecoder(encoding)("surrogateescape")
    held = b""
    for value in written:
        held += bytes((value,))
        character = decoder.decode(held[-1:])
        if character:
            if len(character) == 1 and not character.isascii():
                yield character, held
            held = b""
