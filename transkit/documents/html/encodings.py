"""What a page's bytes mean: as a byte order mark or the page itself says, or as its bytes tell."""

from __future__ import annotations

import codecs
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from transkit.documents.decoding import decode, refuse_binary, refuse_controls

__all__ = ["decode_page", "means", "web_name"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = 8192
"""Bytes in which a page's encoding is looked for; the standard says 1024, real pages have more."""
_DECLARED = re.compile(
    rb"<meta(?=[\s/])[^>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{2,40})", re.IGNORECASE
)
_XML_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{2,40})[\"']")
_WIDE = dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode"), "utf-8")
"""Labels that a page in which they can be read says wrongly (HTML §13.2.3.2)."""


class _Table(NamedTuple):
    """What ``encodings.txt`` says; what is not in it names no encoding, as to browsers."""

    names: dict[str, str]
    """Label → name."""
    codecs: dict[str, str]
    """Label → Python codec that reads it."""
    web: dict[str, str]
    """Python codec → name."""


@cache
def _table() -> _Table:
    table = _Table({}, {}, {"utf-16": "utf-16"})
    for line in files(__package__).joinpath("encodings.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, some, labels = (part.strip() for part in line.split("|"))
        for label in labels.split():
            table.names[label] = name
            table.codecs[label] = codecs.lookup(some.split()[0]).name
        for codec in some.split():
            table.web.setdefault(codecs.lookup(codec).name, name)
    return table


def web_name(codec: str) -> str | None:
    """Return what a Python codec is called on the Web; ``None`` for one that browsers lack."""
    return _table().web.get(codecs.lookup(codec).name)


def means(label: str, name: str) -> bool:
    """Return whether what a page says is an encoding's name, or another label of it."""
    label = label.strip().lower()
    return name in (label, _table().names.get(label))


def decode_page(data: bytes, *, path: str, language: str) -> tuple[str, str]:
    """Return a page's text and the Python codec that read it.

    A byte order mark counts first, then whether the bytes are UTF-8 (a page that says otherwise and
    is valid UTF-8 says it wrongly), then what the page says, then what the bytes look like. Single
    bytes that are wrong in the encoding become lone surrogates (PEP 383) and come out as they were.

    Raises:
        DocumentError: It is no text, or in an encoding that nobody can be sure of.
    """
    refuse_binary(data, path)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return decode(data, path=path, language=language)[0], codec
    declared = "utf-8"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _declared(data) or ""
        if not declared:
            return decode(data, path=path, language=language)
        text = data.decode(declared, "surrogateescape")
    refuse_controls(text, path)
    return text, declared


def _declared(data: bytes) -> str | None:
    """Return the Python codec of the encoding that a page names, if browsers know it."""
    head = data[:_HEAD]
    match = _XML_DECLARED.match(head) or _DECLARED.search(head)
    if match is None:
        return None
    label = match[1].decode("ascii").lower()
    return _table().codecs.get(_WIDE.get(label, label))
