"""Korean particles: which of two forms goes with the sound that a word ends in.

은/는, 이/가, 을/를, 과/와, (으)로, (이)라고 …; also behind Latin letters and digits, as they are read.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["Final", "adapt_particle", "final_consonant", "final_of", "is_particle"]

Final = str
"""``c`` for a consonant, ``l`` for ㄹ, ``v`` for a vowel; empty where nobody can tell."""

_RIEUL = 8
_DIGITS = dict(zip("0123456789", "clvcvvclcv", strict=True))
"""영 일 이 삼 사 오 육 칠 팔 구; 팔 ends in ㄹ, see `_digits`."""
_LETTERS = {**dict.fromkeys("abcdefghijkopqstuvwxyz", "v"), **dict.fromkeys("lr", "l"),
            **dict.fromkeys("mn", "c")}  # fmt: skip
"""에이, 비, …, 엘, 엠, 엔, 알."""
_READ_AS_WORDS = {
    "opec": "c", "unicef": "v", "unesco": "v", "nato": "v", "asean": "c", "nasa": "v", "aids": "v",
    "covid": "v", "fifa": "v", "apec": "c", "brics": "v", "twitter": "v", "iphone": "c",
    "app": "c", "web": "c", "mit": "v", "ces": "v", "sars": "v", "mers": "v", "gif": "v",
    "ram": "c", "sim": "c", "lan": "c", "usb": "v", "pdf": "v", "ai": "v", "led": "v",
}  # fmt: skip

_PAIRS = (
    ("이라고", "라고"), ("이라는", "라는"), ("이라며", "라며"), ("이라면", "라면"), ("이라도", "라도"),
    ("이라서", "라서"), ("이란", "란"), ("이라", "라"), ("이나", "나"), ("이며", "며"), ("이랑", "랑"),
    ("이든", "든"), ("이야말로", "야말로"), ("이여", "여"), ("이었", "였"), ("이에요", "예요"),
    ("으로", "로"), ("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"),
)  # fmt: skip
"""Behind a consonant, behind a vowel; the longer first."""
_COPULA = (
    ("이다", "다"),
    ("이고", "고"),
    ("이지만", "지만"),
    ("이었", "였"),
    ("이던", "던"),
    ("이자", "자"),
)
"""Behind a vowel either form is right; behind a consonant only the first."""
_CASES = "에게서|에게|에서|에|께서|께|한테서|한테"
_OPEN = "까지|부터|조차|마저|보다|마다|대로|하고|밖에"
"""Particles that end in a vowel and may stand behind those of a case."""
_CLOSED = "만|처럼|만큼|뿐"
"""Those that end in a consonant."""
_BEHIND = {"open": "는|도|의|나|라도|를|가|야", "closed": "은|도|의|이|을|이라도|이나|이야"}
_CHAIN = (
    rf"(?:(?:{_OPEN}|{_CLOSED})?(?:{_OPEN})(?:{_BEHIND['open']})?"
    rf"|(?:{_OPEN}|{_CLOSED})?(?:{_CLOSED})(?:{_BEHIND['closed']})?)"
)
"""One or two of them and what may stand behind: 조차도, 까지만은."""
_FURTHER = {
    "으로": rf"선|썬|(?:서|써)?(?:{_CHAIN}|{_BEHIND['open']})?",
    "과": rf"의|는|도|의는|는요|도의|{_CHAIN}",
    "은": "커녕|요", "이": "", "을": "", "이라고": "는|도|만|요|까지", "이란": "", "이라": "",
}  # fmt: skip
_SAME = re.compile(
    r"(?:의|에|에서|에게|에게서|께|께서|한테|도|만|까지|부터|처럼|보다|마다|조차|마저|밖에|만큼|같은|같이|뿐|대로|"
    r"씩|인|일|임|입니다|이다|이고|이지만|이던|이자|에는|에도|에서는|에서도|에서의|에게는|에게도|에만|까지의|부터의|까지는|만이|만을|만의|"
    r"에서만|보다는|보다도|처럼은|에게의|에의|라도|야|들|들은|들이|들을|들의|들과|들에게|측|측은|측이|측의|씨|씨는|씨가|씨의|씨를"
    rf"|(?:{_CASES})(?:{_CHAIN}|{_BEHIND['open']})?|{_CHAIN})"
)  # fmt: skip
"""Particles that are the same behind every sound."""


def final_consonant(syllable: str) -> int:
    """Return the index of a Hangul syllable's final consonant, in [0, 27] (Unicode §3.12).

    0 is none, 8 is ㄹ.
    """
    return (ord(syllable) - ord("가")) % 28


@lru_cache(maxsize=8192)
def final_of(word: str) -> Final:
    """Return what a word ends in as it is read: Hangul, digits, or Latin letters.

    Signs at the end do not count. Capitals are read letter by letter (KBS: 에스), other Latin words
    as they are spelled in Hangul (Google: 구글).
    """
    core = re.sub(r"[^\w]+$", "", word.rstrip())
    core = re.sub(r"\([^()]*$", "", core).rstrip() or core
    if not core:
        return ""
    last = core[-1]
    if "가" <= last <= "힣":
        index = final_consonant(last)
        return "v" if index == 0 else "l" if index == _RIEUL else "c"
    if last.isdecimal():
        return _digits(core)
    match = re.search(r"[A-Za-z\u00c0-\u024f]+$", core)
    return _latin(match.group()) if match else ""


def _digits(word: str) -> Final:
    digits = re.search(r"\d+$", word)
    text = digits.group() if digits else word[-1]
    if text[-1] in "178":
        return "l"
    if text[-1] != "0":
        return _DIGITS[text[-1]]
    zeros = len(text) - len(text.rstrip("0"))
    return "c" if zeros < 12 or zeros >= len(text) else "v"  # 십 백 천 만 억; 조


def _latin(word: str) -> Final:
    """Return what a Latin word or abbreviation ends in, as Koreans read it."""
    lower = word.lower()
    if lower in _READ_AS_WORDS:
        return _READ_AS_WORDS[lower]
    if word.isupper() and (len(word) <= 5 or not re.search("[AEIOU]", word)):
        return _LETTERS.get(lower[-1], "v")
    if re.search(r"(?:[^aeiou]le|l|ll|lle|[aeiou]le)$", lower):
        return "l"
    if re.search(r"(?:[mn]|[aeiouy][mn]e|ng|gn|mb)$", lower):
        return "c"
    if re.search(r"(?:^|[^aeiou])[aeiou](?:ck|k|p|pp|t|tt|c)$|oo[kp]$|[aeiou]pe?$", lower):
        return "c"
    return "v"


def adapt_particle(tail: str, final: Final) -> str:
    """Return what stands behind a word with the particle that goes with another sound.

    What is no such particle comes back as it is.

    Args:
        tail: What follows the word without a space: ``은``, ``으로부터``, ``에서``.
        final: What the word in front of it ends in, see `final_of`.
    """
    found = _split(tail)
    if found is None or not final:
        return tail
    consonant, vowel, rest = found
    if consonant == "으로":
        return (consonant if final == "c" else vowel) + rest
    return (vowel if final == "v" else consonant) + rest


def is_particle(tail: str, final: Final | None = None) -> bool:
    """Return whether letters behind a word are a particle, and go with its sound.

    Args:
        tail: Not empty.
        final: What the word ends in; ``None`` asks for any.
    """
    if _SAME.fullmatch(tail):
        return True
    found = _split(tail)
    if found is None:
        return False
    return final is None or adapt_particle(tail, final) == tail


def _split(tail: str) -> tuple[str, str, str] | None:
    """Return both forms of the particle that a tail begins with, and what follows it."""
    for consonant, vowel in _COPULA:
        if tail.startswith(vowel) and not tail.startswith(consonant) and _is_verbal(tail, vowel):
            return consonant, vowel, tail[len(vowel) :]
    for consonant, vowel in _PAIRS:
        for form in (consonant, vowel):
            if tail.startswith(form) and _may_follow(consonant, tail[len(form) :]):
                return consonant, vowel, tail[len(form) :]
    return None


def _is_verbal(tail: str, form: str) -> bool:
    return tail == form or form == "였"


def _may_follow(consonant: str, rest: str) -> bool:
    """Return whether something may stand behind a particle."""
    if not rest:
        return True
    if consonant in ("이었", "이라", "이라고", "이라는", "이라며", "이라면", "이란"):
        return True
    return bool(re.fullmatch(_FURTHER.get(consonant) or r"(?!)", rest))
