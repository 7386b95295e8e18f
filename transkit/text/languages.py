"""Language tags: any spelling in, one canonical BCP 47 tag out, and its spelling elsewhere.

The names and subtags are those of CLDR, through Babel, which is loaded only for what is not a plain
two-letter code. What is canonical here:

* BCP 47 order and case, hyphens: ``pt-BR``, ``zh-Hant``, ``sr-Latn``, ``ca-valencia``.
* The script only where it is not the one that the language (in that region) is written in anyway.
* The region only where it is not the language's own: ``uk-UA`` is ``uk``, ``en-US`` ``en``,
  ``zh-TW`` ``zh-Hant``; but ``pt-BR``, ``en-GB``, ``zh-Hant-HK`` stay. ``pt`` is Portugal's, as in
  gettext, in Argos Translate and for most readers, although CLDR thinks of Brazil.
* CLDR's replacements for old codes (``iw`` is ``he``, ``sh`` ``sr-Latn``, ``tl`` ``fil``, ``ukr``
  ``uk``), and ``nb`` for ``no``. Extensions and private use say nothing about the words: dropped.
* Kanuri is ``kau``: its two-letter code ``kr`` is always somebody who means Korean.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NoReturn

from transkit.errors import LanguageError

if TYPE_CHECKING:
    from babel import Locale

__all__ = [
    "find_argos_code",
    "from_argos_code",
    "is_right_to_left",
    "language_name",
    "normalize_language",
    "to_argos_codes",
    "to_gettext_locale",
]

_RIGHT_TO_LEFT = frozenset(("Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Syrc", "Thaa"))
"""Scripts of living languages that run from right to left (Unicode, Bidi_Class R and AL)."""
_PLAIN = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "cs": "Czech",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "he": "Hebrew",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
"""Tags that are canonical as they are and need no CLDR, with their English names."""
_LONGEST = 64
"""Code points; the longest names in CLDR have about forty."""
_HINT = "use a tag such as uk, ko or pt-BR, or a name such as Ukrainian"
_SHORTER = "leave it out: the language alone is enough"

_TAG = re.compile(
    r"""(?P<language>[a-z]{2,3})
    (?:-(?P<extended>[a-z]{3}))?
    (?:-(?P<script>[a-z]{4}))?
    (?:-(?P<region>[a-z]{2}|[0-9]{3}))?
    (?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)
    (?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*
    (?:-x(?:-[a-z0-9]{1,8})+)?""",
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
"""RFC 5646 §2.1, without the irregular tags that it grandfathers."""
_CODE = re.compile(r"[a-z]{1,3}(?:[-_.@].*)?", re.ASCII | re.IGNORECASE)
"""What is meant as a code, known or not, and never as a name."""
_EXTENDED = frozenset({"ar", "ms", "zh"})
"""Languages whose tags may name another language in second place (``zh-yue``)."""
_NO_LANGUAGE = frozenset({"mul", "und", "zxx"})
_MEANT = {"cz": "cs", "kr": "ko", "kz": "kk", "pb": "pt-BR", "sp": "es", "zt": "zh-Hant"}
"""What people mean who type these; other countries' codes come from CLDR."""
_REPLACED = {"kr": "kau", "no": "nb"}
"""Our own choices, after CLDR's; see the module's docstring."""
_HOME = {"pt": "PT"}
"""Regions that a bare language stands for, where CLDR has another one in mind."""
_MODIFIERS = {
    "Arab": "arabic",
    "Beng": "bengali",
    "Cyrl": "cyrillic",
    "Deva": "devanagari",
    "Latn": "latin",
}
"""Scripts as glibc and gettext write them behind ``@``; others by their four letters."""
_GETTEXT = {"zh": "zh_CN", "zh-Hant": "zh_TW", "zh-Hant-HK": "zh_HK", "zh-Hant-MO": "zh_MO"}
_ARGOS = {
    "fil": ("tl", "fil"),
    "nb": ("nb", "no"),
    "pt-BR": ("pb", "pt-br", "pt_br"),
    "zh": ("zh", "zh-cn", "zh_cn", "zh-hans", "zh_hans"),
    "zh-Hant": ("zt", "zh-tw", "zh_tw", "zh-hant", "zh_hant"),
}
"""Codes of Argos packages that are not simply the tag, best first."""


def normalize_language(text: str) -> str:
    """Return the canonical tag for a language, however it is spelled.

    Accepted are BCP 47 tags (``uk-UA``, ``zh-Hant-TW``), POSIX locales (``ko_KR.UTF-8``,
    ``sr@latin``), and names in English, in the language itself, in Ukrainian and in Korean
    (``Ukrainian``, ``українська``, ``한국어``, ``Chinese (Traditional)``), in any case.
    Idempotent.

    Raises:
        LanguageError: It is none of these; the hint names what was probably meant.
    """
    asked = unicodedata.normalize("NFC", text).strip()
    if asked in _PLAIN:
        return asked
    if not asked:
        raise LanguageError("no language given", hint=_HINT)
    if len(asked) > _LONGEST:
        _reject(asked)
    tag = _read_tag(asked) or _find_name(asked)
    if tag is None:
        _reject(asked)
    return tag


def language_name(tag: str) -> str:
    """Return the English name of a language: ``Ukrainian``, ``Serbian (Latin)``.

    The few languages that CLDR has no English name for are called by their code.

    Args:
        tag: Any spelling that `normalize_language` accepts.

    Raises:
        LanguageError: It is no language.
    """
    canonical = normalize_language(tag)
    if canonical in _PLAIN:
        return _PLAIN[canonical]
    language, script, region, variants = _split_canonical(canonical)
    english = _english()
    names = {**english.languages, "kau": english.languages["kr"]}
    if f"{language}_{script}" in names:  # "Traditional Chinese"
        language, script = f"{language}_{script}", ""
    elif not script and f"{language}_{region}" in names:  # "Brazilian Portuguese"
        language, region = f"{language}_{region}", ""
    details = [
        *([english.scripts[script]] if script else []),
        *([english.territories[region]] if region else []),
        *(english.variants[variant] for variant in variants.upper().split("-") if variant),
    ]
    name = names.get(language, language)
    return f"{name} ({', '.join(details)})" if details else name


def is_right_to_left(tag: str) -> bool:
    """Return whether a canonical tag's language is written from right to left.

    By the script, the language's usual one where the tag has none (CLDR, likely subtags).
    """
    language, script, region, _ = _split_canonical(tag)
    local = _likely(f"{language}_{region}")[0] if region else ""
    return (script or local or _likely(language)[0]) in _RIGHT_TO_LEFT


def to_gettext_locale(tag: str) -> str:
    """Return a canonical tag as gettext and Poedit spell it: ``pt_BR``, ``zh_TW``, ``sr@latin``.

    `normalize_language` turns it back into the same tag.

    Args:
        tag: As `normalize_language` returns it.
    """
    if tag in _GETTEXT:
        return _GETTEXT[tag]
    language, script, region, variants = _split_canonical(tag)
    locale = f"{language}_{region}" if region else language
    modifiers = [_MODIFIERS.get(script, script.lower())] if script else []
    modifiers += variants.split("-") if variants else []
    return "@".join([locale, *modifiers])


def to_argos_codes(tag: str) -> tuple[str, ...]:
    """Return the codes, lower case, under which Argos packages may file a language, best first.

    The language without its region comes last (``en-GB``: ``en``), without its script never:
    Serbian in Latin letters is not served by a model that writes Cyrillic.

    Args:
        tag: As `normalize_language` returns it.
    """
    language, script, _region, _variants = _split_canonical(tag)
    spellings = (tag.lower(), tag.lower().replace("-", "_"))
    base = normalize_language(f"{language}-{script}") if script else language
    bases = _ARGOS.get(base, (base.lower(), base.lower().replace("-", "_")))
    return tuple(dict.fromkeys((*_ARGOS.get(tag, spellings), *bases)))


def from_argos_code(code: str) -> str:
    """Return the canonical tag for the language code of an Argos package.

    Raises:
        LanguageError: No language has that code.
    """
    lowered = code.strip().lower()
    for tag, codes in _ARGOS.items():
        if lowered in codes:
            return tag
    return normalize_language(lowered)


@cache
def find_argos_code(code: str) -> str:
    """Return the canonical tag for the language code of an Argos package; empty for no language."""
    try:
        return from_argos_code(code)
    except LanguageError:
        return ""


def _split_canonical(tag: str) -> tuple[str, str, str, str]:
    """Return language, script, region and variants of a canonical tag; empty where it has none."""
    match = _TAG.fullmatch(tag)
    if match is None:
        raise ValueError(f"not a canonical language tag: {tag!r}")
    script, region = match["script"] or "", match["region"] or ""
    return match["language"], script, region, match["variants"].lstrip("-")


def _read_tag(text: str) -> str | None:
    """Return the canonical tag if `text` is one in any spelling, ``None`` if it is no tag."""
    locale, *modifiers = text.replace("_", "-").split("@")
    locale = locale.partition(".")[0]
    match = _TAG.fullmatch(locale)
    if match is None:
        return None
    script, variants = match["script"], match["variants"].split("-")[1:]
    for modifier in modifiers:
        named = _script_of_modifier(modifier)
        if named:
            script = named
        elif modifier != "euro":  # a currency, from before 2002
            variants.append(modifier)
    language = match["language"].lower()
    if match["extended"]:
        if language not in _EXTENDED:
            _reject(text)
        language = match["extended"].lower()
    return _canonize(text, (language, script, match["region"]), variants)


def _script_of_modifier(modifier: str) -> str | None:
    """Return the script that a POSIX modifier such as ``latin`` names."""
    for script, name in _MODIFIERS.items():
        if modifier.lower() == name:
            return script
    title = modifier.title()
    return title if title in _english().scripts else None


def _canonize(
    text: str, subtags: tuple[str, str | None, str | None], variants: list[str]
) -> str | None:
    """Return the canonical tag of valid subtags, ``None`` if the language is unknown.

    Args:
        text: What the user typed, for messages.
        subtags: Language in lower case, script, region.
        variants: In the order given.
    """
    from babel.core import get_global

    language, script, region = subtags
    if language in _MEANT:
        return None
    replaced = get_global("language_aliases").get(language, language).split("_")
    language = _REPLACED.get(replaced[0], replaced[0])
    for implied in replaced[1:]:
        if len(implied) == 4:
            script = script or implied
        else:
            region = region or implied
    if language != "kau" and language not in _known_languages():
        return None
    script = _check_script(text, script)
    region = _check_region(text, region)
    kept = [_check_variant(text, variant) for variant in variants]
    script, region = _minimize(language, script, region)
    return "-".join(part for part in (language, script, region, *dict.fromkeys(kept)) if part)


def _minimize(language: str, script: str, region: str) -> tuple[str, str]:
    """Return script and region without what goes without saying (UTS #35, likely subtags)."""
    usual_script, usual_region = _likely(language)
    local_script = _likely(f"{language}_{region}")[0] if region else usual_script
    script = script or local_script or usual_script
    if script != usual_script:
        home = _likely(f"{language}_{script}")[1] or usual_region
    else:
        home = _HOME.get(language, usual_region)
    if region == home:
        region, local_script = "", usual_script
    if script == usual_script and (not region or local_script in ("", script)):
        script = ""
    return script, region


def _likely(key: str) -> tuple[str, str]:
    """Return the most likely script and region, empty where CLDR knows none."""
    from babel.core import get_global

    parts = get_global("likely_subtags").get(key, "").split("_")
    return (parts[1], parts[2]) if len(parts) == 3 else ("", "")


def _check_script(text: str, script: str | None) -> str:
    """Return the script in its canonical case; raise if CLDR does not know it."""
    title = (script or "").title()
    if title and title not in _english().scripts:
        raise LanguageError(f"unknown script {_show(title)} in {_show(text)}", hint=_SHORTER)
    return title


def _check_region(text: str, region: str | None) -> str:
    """Return the region's present code; raise if CLDR does not know it."""
    from babel.core import get_global

    upper = (region or "").upper()
    if upper in get_global("territory_aliases"):
        upper = get_global("territory_aliases")[upper][0]
    if upper and (upper == "ZZ" or upper not in _english().territories):
        raise LanguageError(f"unknown region {_show(upper)} in {_show(text)}", hint=_SHORTER)
    return upper


def _check_variant(text: str, variant: str) -> str:
    """Return the variant in lower case; raise if CLDR does not know it."""
    if variant.upper() not in _english().variants:
        raise LanguageError(f"unknown variant {_show(variant)} in {_show(text)}", hint=_SHORTER)
    return variant.lower()


def _reject(text: str) -> NoReturn:
    """Raise the error for something that is no language, with the best guess as the hint."""
    guess = None
    if len(text) <= _LONGEST:
        guess = _guess_country(text) or _guess_name(text)
    hint = _HINT if guess is None else f"did you mean {guess} ({language_name(guess)})?"
    raise LanguageError(f"unknown language {_show(text)}", hint=hint)


def _show(text: str) -> str:
    """Return what the user typed, quoted, short, and harmless to a terminal."""
    return repr(text if len(text) <= 40 else f"{text[:39]}…")


def _guess_country(text: str) -> str | None:
    """Return the main language of the country whose code begins `text` (``ua``, ``kr-KR``)."""
    from babel.core import get_global

    code = re.split(r"[-_.@]", text)[0].lower()
    if code in _MEANT:
        return _MEANT[code]
    country = code.upper()
    country = get_global("territory_aliases").get(country, [country])[0]
    if country == "ZZ" or country not in _english().territories or not country.isalpha():
        return None
    likely = get_global("likely_subtags").get(f"und_{country}", "en")
    return normalize_language(likely)


def _find_name(text: str) -> str | None:
    """Return the tag of a language's name; the names in English, Ukrainian and Korean first."""
    folded = _fold(text)
    if folded in _common_names():
        return _common_names()[folded]
    if _CODE.fullmatch(text):
        return None
    if folded in _native_names():
        return _native_names()[folded]
    match = re.fullmatch(r"(?P<name>[^()]+?) ?\((?P<details>[^()]+)\)", folded)
    if match is None:
        return None
    language = _find_name(match["name"])
    if language is None:
        return None
    tags = [_detail_subtags().get(detail.strip()) for detail in match["details"].split(",")]
    return None if None in tags else _read_tag("-".join([language, *filter(None, tags)]))


def _guess_name(text: str) -> str | None:
    """Return the tag of the language whose name looks most like `text`."""
    if _CODE.fullmatch(text):
        return None
    names = {**_native_names(), **_common_names()}
    close = difflib.get_close_matches(_fold(text), names, n=1, cutoff=0.75)
    return names[close[0]] if close else None


def _fold(name: str) -> str:
    """Return a name as it is compared: without case, and with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@cache
def _english() -> Locale:
    """Return CLDR's English names."""
    from babel import Locale

    return Locale("en")


@cache
def _known_languages() -> frozenset[str]:
    """Return the language subtags that have a name or a locale in CLDR."""
    from babel.localedata import locale_identifiers

    return (frozenset(_english().languages) | frozenset(locale_identifiers())) - _NO_LANGUAGE


@cache
def _common_names() -> dict[str, str]:
    """Return tags by folded name: the names of all languages in English, Ukrainian and Korean."""
    from babel import Locale

    names: dict[str, str] = {}
    for locale in ("ko", "uk", "en"):  # what comes last wins
        for code, name in Locale(locale).languages.items():
            if code.split("_")[0] not in _NO_LANGUAGE and code != "kr":
                names[_fold(name)] = normalize_language(code)
    names["kanuri"] = "kau"
    return names


@cache
def _native_names() -> dict[str, str]:
    """Return tags by folded name: the name of each language in itself. Takes a second."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    names: dict[str, str] = {}
    for identifier in sorted(locale_identifiers()):
        parts = identifier.split("_")
        if len(parts) == 1 or (len(parts) == 2 and len(parts[1]) == 4):
            name = Locale.parse(identifier).languages.get(parts[0])
            if name and parts[0] != "kr":
                names.setdefault(_fold(name), normalize_language(identifier))
    return names


@cache
def _detail_subtags() -> dict[str, str]:
    """Return script and region subtags by their folded English names."""
    english = _english()
    return {
        _fold(name): code for code, name in (*english.scripts.items(), *english.territories.items())
    }
