"""Bytes: what is certain is decoded, what is not is refused with its offset."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.documents.decoding import decode
from transkit.errors import DocumentError

UKRAINIAN = (
    "Маяк не світив дев’ять років, і ніхто вже не думав, що він засвітиться. Їжак і єнот "
    "знайшли ґанок, на якому колись сиділи рибалки."
)
RUSSIAN = "Маяк не светил девять лет, и никто уже не думал, что он когда-нибудь загорится."
ENGLISH = (
    "The café on the pier was sold for £480, which, said its owner, was “naïve”. Nobody came to "
    "the party, and the résumé of the summer was short: one ferry, one façade, one dog."
)
GERMAN = "Die Größe der Straße überraschte alle, außer den Bürgermeister; die Möwen flögen höher."
KOREAN = (
    "등대는 아홉 해 동안 꺼져 있었다. 그동안 바다는 방파제와 길을 가져갔다. 아무도 오지 않았다."
)
JAPANESE = "灯台は九年のあいだ消えたままだった。そのあいだに海は桟橋と道を持っていった。"


def refusal(data: bytes, language: str = "en") -> str:
    """Return what `decode` says when it refuses `data`."""
    with pytest.raises(DocumentError) as caught:
        decode(data, path="a.txt", language=language)
    assert caught.value.hint
    return str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "a", "naïve", UKRAINIAN, KOREAN, "\ufeff twice", "a\x1bb" * 9]
)
def test_utf8_is_utf8_with_or_without_a_mark(text: str) -> None:
    assert decode(text.encode(), path="a.txt") == (text.removeprefix("\ufeff"), "utf-8-sig") or (
        decode(text.encode(), path="a.txt") == (text, "utf-8")
    )
    assert decode(text.encode("utf-8-sig"), path="a.txt") == (text, "utf-8-sig")


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
@pytest.mark.parametrize("order", ["-le", "-be"])
def test_utf16_and_utf32_are_told_by_their_marks(codec: str, order: str) -> None:
    data = ("\ufeff" + UKRAINIAN).encode(codec + order)
    assert decode(data, path="a.txt") == (UKRAINIAN, codec)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs", "Cc"])))
def test_whatever_is_valid_utf8_is_read_as_it(text: str) -> None:
    decoded, codec = decode(text.encode(), path="a.txt", language="uk")
    assert decoded.encode(codec) == text.encode()


@pytest.mark.parametrize(
    ("text", "codec", "language"),
    [
        (UKRAINIAN, "cp1251", "uk"),
        (UKRAINIAN, "cp1251", "en"),
        (UKRAINIAN.replace("’", "'"), "koi8-u", "uk"),
        (UKRAINIAN.replace("’", "'"), "koi8-u", "en"),
        (UKRAINIAN, "mac-cyrillic", "uk"),
        (RUSSIAN, "koi8-r", "ru"),
        (RUSSIAN, "cp1251", "uk"),
        (ENGLISH, "cp1252", "en"),
        (GERMAN, "cp1252", "de"),
        (KOREAN, "euc-kr", "ko"),
        (KOREAN, "euc-kr", "en"),
        (KOREAN + " 똠방각하", "cp949", "ko"),
        (JAPANESE, "shift-jis", "ja"),
    ],
)
def test_encodings_of_the_time_before_unicode_are_read_where_they_are_certain(
    text: str, codec: str, language: str
) -> None:
    assert decode(text.encode(codec), path="a.txt", language=language)[0] == text


@pytest.mark.parametrize("codec", ["cp1252", "mac-roman"])
def test_a_long_line_is_judged_by_what_stands_outside_ascii_in_it(codec: str) -> None:
    text = "It rained all day and nobody came. " * 280 + ENGLISH * 3
    assert decode(text.encode(codec), path="a.txt", language="en")[0] == text
    text = "It rained. " * 2000 + "\n" + text
    assert decode(text.encode(codec), path="a.txt", language="en")[0] == text


def test_an_encoding_that_has_rivals_is_refused() -> None:
    said = refusal(ENGLISH.encode("cp1252"), "uk")
    assert "byte 0xE9 at offset 7 is not UTF-8" in said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"one\ntwo \xe9 three\n", "a.txt:2: byte 0xE9 at offset 8 is not UTF-8"),
        (UKRAINIAN.encode()[:-2] + b"\n", "is not UTF-8"),
        (UKRAINIAN.encode() + b"\xff", f"byte 0xFF at offset {len(UKRAINIAN.encode())}"),
        ("слово ".encode() * 9 + b"\xed\xa0\x80", "byte 0xED at offset 99"),
        (b"\xef\xbb\xbfone \xe9", "byte 0xE9 at offset 7 is not UTF-8"),
        (b"\xff\xfea\x00\x00\xd8b\x00", "byte 0x00 at offset 4 is not UTF-16"),
    ],
)
def test_damage_is_refused_with_its_offset(data: bytes, said: str) -> None:
    assert said in refusal(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "this is a PDF document"),
        (b"PK\x03\x04\x14\x00word/document.xml", "this is a Word document (.docx)"),
        (
            b"PK\x03\x04\x14\x00mimetypeapplication/vnd.oasis.opendocument.text",
            "this is an OpenDocument text (.odt)",
        ),
        (b"PK\x03\x04\x14\x00a.bin", "this is a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n\x00", "this is a PNG picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an old Office document"),
        (b"{\\rtf1\\ansi Hello}", "this is an RTF document"),
        (b"text\x00text", "NUL byte at offset 4"),
        ("text".encode("utf-16-le") * 9, "looks like UTF-16-LE without a byte order mark"),
        ("text".encode("utf-16-be") * 9, "looks like UTF-16-BE without a byte order mark"),
        ("\ufefftext\0".encode("utf-16-le"), "NUL at character 4"),
        (b"\x01\x02\x03\x04", "is not text but binary"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is(data: bytes, said: str) -> None:
    assert said in refusal(data)


@given(st.binary())
def test_no_bytes_give_anything_but_text_or_a_refusal(data: bytes) -> None:
    try:
        text, codec = decode(data, path="a.txt", language="en")
    except DocumentError:
        return
    assert "\0" not in text
    assert text.encode("utf-8").decode() == text
    assert data.decode(codec) == text


POLISH = (
    "Wójt powiedział, że most będzie zamknięty przez trzy lata, a ludzie będą musieli jeździć "
    "naokoło przez las. Nikt się nie ucieszył, choć źle też nie było."
)
FRENCH = (
    "Le café du port a été vendu à l’été dernier; personne ne sait où l’argent est allé. Les "
    "élèves ont dû attendre, même si les travaux ont déjà commencé."
)


@pytest.mark.parametrize(
    ("text", "codecs", "language"),
    [
        (UKRAINIAN.replace("’", "'"), ("cp1251", "koi8-u", "mac-cyrillic", "iso8859-5"), "uk"),
        (RUSSIAN, ("cp1251", "koi8-r", "mac-cyrillic", "iso8859-5", "cp866"), "ru"),
        (ENGLISH, ("cp1252", "mac-roman"), "en"),
        (GERMAN, ("cp1252", "mac-roman", "cp850"), "de"),
        (FRENCH, ("cp1252", "mac-roman"), "fr"),
        (POLISH, ("cp1250", "iso8859-2", "cp852"), "pl"),
        (KOREAN, ("euc-kr",), "ko"),
        (JAPANESE, ("shift-jis", "euc-jp"), "ja"),
    ],
)
def test_a_few_words_are_read_as_they_are_or_not_at_all(
    text: str, codecs: tuple[str, ...], language: str
) -> None:
    words = text.split()
    for codec in codecs:
        for start in range(len(words)):
            for length in (1, 3, 6, 12):
                some = " ".join(words[start : start + length])
                data = some.encode(codec, "ignore")
                with suppress(DocumentError):
                    found, _ = decode(data, path="a.txt", language=language)
                    assert found in (data.decode(codec), data.decode("utf-8", "ignore")), codec
    assert decode(" ".join(words).encode(codecs[0], "ignore"), path="a.txt", language=language)


@pytest.mark.parametrize("language", ["uk", "en", ""])
def test_bytes_that_read_like_no_language_are_refused(language: str) -> None:
    assert "no other encoding is certain" in refusal(bytes(range(0x80, 0x100)) * 9, language)
    assert "no other encoding is certain" in refusal("я?".encode("cp1251"), language)
