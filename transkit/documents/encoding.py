"""From a text to a file's bytes: in the encoding that another file has, where that can hold it."""

from __future__ import annotations

import codecs

__all__ = ["encode_like"]

_WIDE = {
    "utf-16": ((codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le")),
    "utf-32": ((codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF32_LE, "utf-32-le")),
}


def encode_like(text: str, data: bytes, encoding: str) -> tuple[bytes, str]:
    """Return the bytes of `text` and the Python codec that they are in.

    A byte order mark and the order of bytes are those of `data`. Text that the encoding has no
    bytes for (Korean in windows-1252) becomes UTF-8 without a mark. Bytes that could not be decoded
    and stand in `text` as lone surrogates (PEP 383) are what they were.

    Args:
        text: What goes into the file.
        data: The file to be like.
        encoding: The Python codec that read it (`Document.encoding`).
    """
    for mark, codec in _WIDE.get(encoding, ()):
        if data.startswith(mark):
            return mark + text.encode(codec, "surrogateescape"), encoding
    try:
        return text.encode(encoding, "surrogateescape"), encoding
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape"), "utf-8"
