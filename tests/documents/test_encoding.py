"""Bytes of a translation: like the source's, or UTF-8."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.documents.decoding import decode
from transkit.documents.encoding import encode_like

TEXT = "Der Fluß – naïve café.\r\n\r\nZweitens.\r\n" * 3


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "cp1252"),
    ],
)
def test_marks_and_the_order_of_bytes_are_those_of_the_file(mark: bytes, codec: str) -> None:
    data = mark + TEXT.encode(codec)
    text, found = decode(data, path="a.txt", language="de")
    assert text == TEXT
    assert encode_like(text, data, found) == (data, found)
    changed = text.replace("Fluß", "Bach")
    assert encode_like(changed, data, found)[0] == mark + changed.encode(codec)


def test_what_the_encoding_cannot_hold_is_utf_8() -> None:
    data = TEXT.encode("cp1252")
    assert encode_like("강 і річка", data, "cp1252") == ("강 і річка".encode(), "utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_be_written(text: str) -> None:
    content, codec = encode_like(text, b"", "cp1251")
    assert content.decode(codec) == text


@pytest.mark.parametrize(
    ("codec", "odd"), [("cp932", b"\x87\x90"), ("big5", b"\xa2\xcc"), ("big5hkscs", b"\xa2\xa4")]
)
def test_bytes_of_what_is_not_changed_are_what_they_were(codec: str, odd: bytes) -> None:
    data = b"a %b\r\nb %b\na %b\nc\n\xff %b \xa4\x40x".replace(b"%b", odd)
    text = data.decode(codec, "surrogateescape")
    assert text.encode(codec, "surrogateescape") != data
    assert encode_like(text, data, codec) == (data, codec)
    changed = text.replace("b ", "e ").replace("c", "f").replace("x", "y")
    expected = data.replace(b"b ", b"e ").replace(b"c", b"f").replace(b"x", b"y")
    assert encode_like(changed, data, codec) == (expected, codec)


def test_a_line_that_is_written_in_two_ways_keeps_both() -> None:
    data = b"\x87\x90\n\x81\xe0\n\x87\x90\nend"
    text = data.decode("cp932")
    written, _ = encode_like(text.replace("end", "fin"), data, "cp932")
    assert written == b"\x87\x90\n\x81\xe0\n\x87\x90\nfin"
