"""What a page's bytes mean: as a byte order mark or the page itself says, or as its bytes tell."""

from __future__ import annotations

import codecs
import re

from transkit.documents.decoding import decode, refuse_binary, refuse_controls

__all__ = ["decode_page"]

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
_LABELS = {
    **dict.fromkeys(
        ("ascii", "us-ascii", "latin1", "latin-1", "iso-8859-1", "iso8859-1", "iso_8859-1", "l1",
         "cp819", "x-cp1252", "windows-1252"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5", "iso8859-9"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620"), "cp874"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "chinese"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode", "utf8", "utf-8"), "utf-8"),
}  # fmt: skip
"""Labels that mean another encoding than they say (WHATWG Encoding §4.2), by Python's names."""


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
    """Return the Python codec that a page names, if it is one that has ASCII in it."""
    head = data[:_HEAD]
    match = _XML_DECLARED.match(head) or _DECLARED.search(head)
    if match is None:
        return None
    label = match[1].decode("ascii").lower()
    try:
        codec = codecs.lookup(_LABELS.get(label, label)).name
        is_text = b"<html>".decode(codec) == "<html>"
    except (LookupError, UnicodeError, AttributeError):
        return None
    return codec if is_text else None
