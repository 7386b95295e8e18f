"""Which encoding from before Unicode a text has: the one in which it reads like a language.

Every encoding that texts in a language come in is tried, and what comes out is looked at: letters
that the language has, capitals where words begin, no signs inside words, letters that are common
in it. One encoding must come out clean and every other one that reads differently must not; else
nobody can be sure. Twelve bytes of Ukrainian are often enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from transkit.text.patterns import late_pattern

__all__ = ["guess_encoding"]

_WESTERN = ("cp1252", "iso8859_15", "mac_roman", "cp850")
_CENTRAL = ("cp1250", "iso8859_2", "cp852", "mac_latin2")
_CYRILLIC = ("cp1251", "koi8_u", "koi8_r", "iso8859_5", "mac_cyrillic", "cp866")
_BALTIC = ("cp1257", "iso8859_13", "iso8859_4")
_CHINESE = (
    "的一是不了在人有我他这這中大来來上国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着著"
    "去之过過"
)
_KANA = "のにはをたがでてとしれさいるもなかっくりす"

_WORDS_OF: dict[str, tuple[tuple[str, ...], str]] = {
    "uk": (_CYRILLIC, "оанивітреслкдумпязьбгйчхжцшюфєїщґ"),
    "be": (_CYRILLIC, "аніератлскоумдпвзыяьёгбйцчўжшхюфэ"),
    "ru": (_CYRILLIC, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
    "bg": (_CYRILLIC, "аоиетнрсвлкдпмзгъубчцжщйяхшюфь"),
    "sr": (_CYRILLIC, "аоиенртсјквмдулпзгбчшћжцхњљђфџ"),
    "mk": (_CYRILLIC, "аоиетнрсквдлмпујзгбчцшжхфќѓњљџѕ"),
    "en": (_WESTERN, ""),
    "de": (_WESTERN, "äöüß"),
    "fr": (_WESTERN, "éèàêçâîôùûëïüœæÿ"),
    "es": (_WESTERN, "áéíóúñü"),
    "it": (_WESTERN, "àèéìòùî"),
    "pt": (_WESTERN, "ãáâàçéêíóôõúü"),
    "nl": (_WESTERN, "ëïéèöüáó"),
    "sv": (_WESTERN, "åäöé"),
    "da": (_WESTERN, "æøåé"),
    "nb": (_WESTERN, "æøåéèòôó"),
    "fi": (_WESTERN, "äöå"),
    "pl": (_CENTRAL, "ąćęłńóśźż"),
    "cs": (_CENTRAL, "áčďéěíňóřšťúůýž"),
    "sk": (_CENTRAL, "áäčďéíĺľňóôŕšťúýž"),
    "hu": (_CENTRAL, "áéíóöőúüű"),
    "hr": (_CENTRAL, "čćđšž"),
    "sl": (_CENTRAL, "čšž"),
    "ro": (("cp1250", "iso8859_2", "iso8859_16"), "ăâîşţșț"),
    "tr": (("cp1254", "iso8859_9", "cp857"), "çğıöşüâîiû"),
    "lt": (_BALTIC, "ąčęėįšųūž"),
    "lv": (_BALTIC, "āčēģīķļņšūž"),
    "et": (_BALTIC, "äõöüšž"),
    "el": (("cp1253", "iso8859_7", "cp737"), "αοιετσνηυρπκμλςωάγίόήέδχύθφβώξψζϊϋΐΰ"),
    "he": (("cp1255", "iso8859_8"), "יולהאמרתבשנעםדקחפטגזסכצךףןץ"),
    "ar": (("cp1256", "iso8859_6"), "اليمونرتبةعدسفهكقأحجشطصىخإذزثضءآغئظؤ"),
    "th": (("cp874",), "านรอกเงมยลวดทสตะปบคหแจพชขใไโผถศซณฐธฟภญฮษฝฉฬฤฏฎฆฑฌฒ"),
    "ko": (("euc_kr", "cp949"), ""),
    "ja": (("cp932", "euc_jp"), _KANA),
    "zh": (("gb18030", "big5"), _CHINESE),
}
"""Language → encodings that its texts come in, likeliest first (WHATWG Encoding, "default encodings
by locale", and what old Mac, Unix and DOS files have); its letters outside ASCII, those that are
common first where they are most of a text."""

_ALPHABETIC = frozenset(("uk", "be", "ru", "bg", "sr", "mk", "el", "he", "ar", "th", "ja", "zh"))
"""Languages in which nearly every letter is outside ASCII."""
_LOANS = "éèêëáàâäãåçñíìîïóòôöõøúùûüýæœßšž"
"""Letters that any language in Latin script borrows."""
_TYPOGRAPHY = "“”„‟‘’‚‛«»‹›–—―…•·€£¥§°©®™№×½¼¾²³¿¡\u00a0\u00ad\u200e\u200f"
_INSIDE_WORDS = "’‘–—·\u00ad\u200e\u200f"
_WIDE = late_pattern("[\u3000-\u303f\uff00-\uffee]")
_HANGUL = late_pattern("[\uac00-\ud7a3\u3131-\u318e]")
_KANA_OR_HAN = late_pattern("[\u3041-\u30ff\u4e00-\u9fff]")
_HAN = late_pattern("[\u4e00-\u9fff]")
_MARKS = late_pattern("[\u0591-\u05c7\u064b-\u0652\u0e31-\u0e5b]")
_OUTSIDE = re.compile(r"[^\x00-\x7f]")

_COMMON = 10
"""So many of the common letters make up more than half of a text in their language."""
_COMMON_SHARE = {"zh": 0.05, "ja": 0.15}
_COMMON_ELSEWHERE = 0.4
_FEWEST_LETTERS = 12
"""Fewer say nothing about which are common."""
_CLEAN = 0.04
"""Share of odd characters up to which a text reads like its language."""
_DIRTY = 0.2
"""Share from which it surely does not."""
_REFUTED = 0.5
"""Share of odd characters where a reading differs from a clean one that refutes it."""
_MANY = 4
"""So many odd characters against none, or nearly none, weigh more …"""
_REFUTED_BY_MANY = 0.15
"""… and then this share of those that differ is enough."""
_BROKEN = "\ufffd"
"""What a decoder makes of bytes that mean nothing."""
_MOST_LOANS = 0.1
"""Share of borrowed letters among all letters; where there are more, they are none."""
_MOST_LOANS_ALONE = 0.06
"""The same in a language that has no letters of its own outside ASCII."""
_FEWEST = 2
"""Fewer characters outside ASCII say nothing: a damaged byte does as well."""
_FEWEST_ELSEWHERE = 20
"""The same in a language that nobody named."""


class _Reading(NamedTuple):
    """What a file is in one encoding."""

    codec: str
    text: str
    outside: int
    """Characters outside ASCII."""
    odd: frozenset[int]
    """Places of those among them that do not fit the language."""
    is_uncommon: bool
    """Whether the letters that are common in the language are not in the text."""

    @property
    def share(self) -> float:
        """Return the share of odd characters, in [0, 1]."""
        return 1.0 if self.is_uncommon else len(self.odd) / max(1, self.outside)


def guess_encoding(data: bytes, language: str) -> str | None:
    """Return the Python codec in which a text reads like a language; ``None`` where not one does.

    Args:
        data: No UTF-8; may be a part of a file.
        language: Primary language of the text, ``uk``; if it does not read like it in any encoding,
            a longer text may be in another language.
    """
    if language in _WORDS_OF:
        readings = _read_all(data, language)
        found = _choose(readings, _FEWEST)
        if found is not None:
            return found.codec
        if any(reading.share < _DIRTY for reading in readings):
            return None
    elsewhere = [
        found
        for other in _WORDS_OF
        if other != language
        and (found := _choose(_read_all(data, other), _FEWEST_ELSEWHERE)) is not None
    ]
    if len({found.text for found in elsewhere}) != 1:
        return None
    return elsewhere[0].codec


def _read_all(data: bytes, language: str) -> list[_Reading]:
    """Return what the text is in each encoding of a language."""
    readings: list[_Reading] = []
    for codec in _WORDS_OF[language][0]:
        text = data.decode(codec, "replace")
        readings.append(
            _Reading(
                codec=codec,
                text=text,
                outside=len(_OUTSIDE.findall(text)),
                odd=frozenset(_odd_places(text, language)),
                is_uncommon=_is_uncommon(text, language),
            )
        )
    return readings


def _choose(readings: list[_Reading], fewest: int) -> _Reading | None:
    """Return the reading that is clean, if all that say something else are not."""
    best = min(readings, key=lambda reading: reading.share)
    if best.share > _CLEAN or best.outside < fewest:
        return None
    rivals = [reading for reading in readings if reading.text != best.text]
    return best if all(_refutes(best, rival) for rival in rivals) else None


def _refutes(best: _Reading, rival: _Reading) -> bool:
    """Return whether a reading cannot be right if another is clean."""
    if rival.is_uncommon:
        return True
    if rival.text.count(_BROKEN) > best.text.count(_BROKEN):
        return True
    if len(rival.text) != len(best.text):
        return rival.share >= best.share + _DIRTY
    differing = {at for at, (a, b) in enumerate(zip(best.text, rival.text, strict=True)) if a != b}
    good, bad = len(differing & best.odd), len(differing & rival.odd)
    if bad >= _MANY and good <= bad / _MANY:
        return bad >= _REFUTED_BY_MANY * len(differing)
    return bad >= _REFUTED * len(differing) and good < bad / 2


def _is_uncommon(text: str, language: str) -> bool:
    """Return whether a text has too few of the letters that are common in its language."""
    if language not in _ALPHABETIC:
        return False
    letters = _WORDS_OF[language][1]
    common = letters if language in _COMMON_SHARE else letters[:_COMMON]
    own = [c for c in _OUTSIDE.findall(text.lower()) if c.isalpha()]
    if len(own) < _FEWEST_LETTERS:
        return False
    share = sum(c in common for c in own) / len(own)
    return share < _COMMON_SHARE.get(language, _COMMON_ELSEWHERE)


def _odd_places(text: str, language: str) -> Iterator[int]:
    """Yield where a character outside ASCII stands that does not belong there."""
    letters = _letters_of(text, language)
    is_latin = language not in _ALPHABETIC
    for match in _OUTSIDE.finditer(text):
        at, character = match.start(), match.group()
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if _is_script(character, language):
            continue
        if character.isalpha():
            if character.lower() not in letters or (character.isupper() and before.islower()):
                yield at
            elif is_latin:
                if _is_outside_letter(before) and _is_outside_letter(after):
                    yield at
            elif _is_ascii_letter(before) or _is_ascii_letter(after):
                yield at
        elif character not in _TYPOGRAPHY or (
            before.isalpha() and after.isalpha() and character not in _INSIDE_WORDS
        ):
            yield at


def _letters_of(text: str, language: str) -> frozenset[str]:
    """Return the letters outside ASCII that a text in a language may have."""
    own = _WORDS_OF[language][1]
    if language in _ALPHABETIC:
        return frozenset(own)
    letters = [character for character in text.lower() if character.isalpha()]
    loans = sum(not c.isascii() and c not in own for c in letters)
    most = _MOST_LOANS if own else _MOST_LOANS_ALONE
    return frozenset(own + _LOANS if loans <= most * len(letters) else own)


def _is_script(character: str, language: str) -> bool:
    """Return whether a character needs no second look: of a script without cases and spaces."""
    if language in ("ko", "ja", "zh"):
        pattern = {"ko": _HANGUL, "ja": _KANA_OR_HAN, "zh": _HAN}[language]
        return bool(pattern.match(character) or _WIDE.match(character))
    return language in ("he", "ar", "th") and _MARKS.match(character) is not None


def _is_outside_letter(character: str) -> bool:
    return character.isalpha() and not character.isascii()


def _is_ascii_letter(character: str) -> bool:
    return character.isalpha() and character.isascii()
