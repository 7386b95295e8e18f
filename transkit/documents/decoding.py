"""From a file's bytes to its text: what is certain is decoded, what is not is refused.

Valid UTF-8 is always UTF-8. A byte order mark decides. Only of what is neither the encoding is
guessed (`transkit.documents.legacy`), and a guess counts only where it has no rival.
"""

from __future__ import annotations

import codecs
import re

from transkit.documents.legacy import guess_encoding
from transkit.errors import DocumentError

__all__ = ["decode", "refuse_binary", "refuse_controls"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)

_SAVE_AS_TEXT = "save it as plain text (UTF-8) and try again"
_SAVE_AS_UTF8 = "save it as UTF-8 and try again"

_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls, .ppt)"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)

_ZIP = b"PK\x03\x04"
_ZIP_HEAD = 1 << 16
_INSIDE_ZIP = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)"),
    (b"mimetypeapplication/epub+zip", "an e-book (.epub)"),
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint presentation (.pptx)"),
)

_CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_CONTROL_SHARE = 10
"""One control character in so many is no text any more."""

_SAMPLE = 1 << 13
"""Bytes of the lines with something outside ASCII by which an encoding is guessed."""
_OUTSIDE = re.compile(b"[\x80-\xff]")
_BEFORE = 1 << 8
"""Bytes of a line that are looked at before the first of them."""


def decode(data: bytes, *, path: str, language: str = "") -> tuple[str, str]:
    """Return the text of a file and the Python codec that read it.

    The text has no byte order mark at its start, no NUL and no lone surrogates; everything else
    is as in the file, line ends too.

    Args:
        data: The whole file.
        path: For error messages.
        language: Language tag of the text; breaks a tie between encodings from before Unicode.

    Raises:
        DocumentError: Binary, damaged, or in an encoding that nobody can be sure of; names the
            first byte that is wrong and its offset from 0.
    """
    refuse_binary(data, path)
    text, codec = _decode_unicode(data, path) or _decode_legacy(data, path, language)
    refuse_controls(text, path)
    return text, codec


def refuse_controls(text: str, path: str) -> None:
    """Raise where a text has so many control characters that it is none."""
    if (len(_CONTROLS.findall(text)) + text.count("\0")) * _CONTROL_SHARE > len(text) > 0:
        raise DocumentError("is not text but binary", path=path, hint=_SAVE_AS_TEXT)


def refuse_binary(data: bytes, path: str) -> None:
    """Raise where the first bytes tell what kind of file it is, and it is no text."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise DocumentError(f"this is {what}", path=path, hint=_SAVE_AS_TEXT)
    if data.startswith(_ZIP):
        head = data[:_ZIP_HEAD]
        names = (what for member, what in _INSIDE_ZIP if member in head)
        raise DocumentError(
            f"this is {next(names, 'a ZIP archive')}", path=path, hint=_SAVE_AS_TEXT
        )


def _decode_unicode(data: bytes, path: str) -> tuple[str, str] | None:
    """Decode what has a byte order mark or is UTF-8; ``None`` for everything else."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, codec, name, path), codec
    if b"\0" in data:
        _refuse_nul(data, path)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise _undecodable(data, error.start, "UTF-8", path) from error
    return None


def _decode_marked(data: bytes, codec: str, name: str, path: str) -> str:
    """Decode what has a byte order mark, which leaves no doubt about the encoding."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        # The offset is into what follows the mark for utf-8-sig, into the whole for the others.
        offset = error.start + (len(codecs.BOM_UTF8) if codec == "utf-8-sig" else 0)
        raise _undecodable(data, min(offset, len(data) - 1), name, path) from error
    if "\0" in text:
        raise DocumentError(
            f"is not text but binary: NUL at character {text.index(chr(0))}",
            path=path,
            hint=_SAVE_AS_TEXT,
        )
    return text


def _refuse_nul(data: bytes, path: str) -> None:
    """Raise for a file with NUL bytes; UTF-16 that has lost its mark gets words of its own."""
    offset = data.index(b"\0")
    head = data[:4096]
    for start, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = head[start::2]
        if len(data) % 2 == 0 and high.count(0) * 2 > len(high) and head.count(0) <= len(high):
            raise DocumentError(
                f"looks like {codec.upper()} without a byte order mark",
                path=path,
                hint=_SAVE_AS_UTF8,
            )
    raise DocumentError(
        f"is not text but binary: NUL byte at offset {offset}", path=path, hint=_SAVE_AS_TEXT
    )


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a few bad bytes from another encoding.

    In text of another encoding hardly any bytes form a UTF-8 sequence by accident; a file where
    sequences outnumber the bytes that belong to none was UTF-8 once.
    """
    text = data.decode("utf-8", "surrogateescape")
    bad = sum(map(len, re.findall("[\udc80-\udcff]+", text)))
    good = sum(map(len, re.findall("[^\x00-\x7f\udc80-\udcff]+", text)))
    return good > bad


def _undecodable(data: bytes, offset: int, name: str, path: str) -> DocumentError:
    """Return the error for one wrong byte of a file whose encoding is known."""
    return DocumentError(
        f"byte 0x{data[offset]:02X} at offset {offset} is not {name}",
        path=path,
        line=data.count(b"\n", 0, offset) + 1,
        hint=_SAVE_AS_UTF8,
    )


def _decode_legacy(data: bytes, path: str, language: str) -> tuple[str, str]:
    """Decode what is not Unicode, where only one encoding makes a text of it."""
    codec = guess_encoding(_sample(data), re.split("[-_]", language.lower(), maxsplit=1)[0])
    if codec is not None:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            text = "\0"  # the guess was made on a part of the file; the rest proves it wrong
        if not re.search("[\0\ud800-\udfff]", text):
            return text, codec
    offset = _first_wrong(data)
    raise DocumentError(
        f"byte 0x{data[offset]:02X} at offset {offset} is not UTF-8, "
        "and no other encoding is certain",
        path=path,
        line=data.count(b"\n", 0, offset) + 1,
        hint=_SAVE_AS_UTF8,
    )


def _first_wrong(data: bytes) -> int:
    """Return the offset of the first byte that UTF-8 does not allow."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    raise ValueError("the data is UTF-8")


def _sample(data: bytes) -> bytes:
    """Return lines with something outside ASCII, up to `_SAMPLE` bytes.

    Of a long line it is what stands around its first bytes outside ASCII: nothing else tells what
    the encoding is.
    """
    if len(data) <= _SAMPLE:
        return data
    found: list[bytes] = []
    size = 0
    outside = _OUTSIDE.search(data)
    while outside is not None and size < _SAMPLE:
        start = max(data.rfind(b"\n", 0, outside.start()) + 1, outside.start() - _BEFORE)
        end = data.find(b"\n", outside.start()) + 1 or len(data)
        found.append(data[start : min(end, start + _SAMPLE)])
        size += len(found[-1])
        outside = _OUTSIDE.search(data, end)
    return b"".join(found)
