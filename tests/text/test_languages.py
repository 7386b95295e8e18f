"""Any spelling of a language becomes one tag; what is none says what was probably meant."""

from __future__ import annotations

import subprocess
import sys

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from transkit.errors import LanguageError
from transkit.text.languages import (
    from_argos_code,
    language_name,
    normalize_language,
    to_argos_codes,
    to_gettext_locale,
)

SPELLINGS = {
    "uk": "uk UK uk-UA uk_UA.UTF-8 uk-Cyrl-UA ukr Ukrainian UKRAINIAN українська Українська"
    " 우크라이나어 uk-UA-u-ca-gregory uk-x-kyiv",
    "ko": "ko ko_KR ko-Kore-KR kor Korean 한국어 корейська",
    "en": "en en-US en_US en-Latn-US eng English англійська 영어",
    "en-GB": "en-GB en_GB.ISO-8859-1 en-UK",
    "pt": "pt pt-PT Portuguese português",
    "pt-BR": "pt_BR PT-br",
    "zh": "zh zh-CN zh_CN zh-Hans zh-Hans-CN cmn zh-cmn-Hans-CN chi Chinese 中文",
    "zh-Hant": "zh-TW zh_TW zh-Hant zh-Hant-TW",
    "zh-Hant-HK": "zh-HK zh_HK zh-Hant-HK",
    "yue": "yue zh-yue Cantonese",
    "sr": "sr sr-RS sr-Cyrl-RS sr@cyrillic",
    "sr-Latn": "sr@latin sr_RS@latin sr-Latn sh",
    "nb": "nb no nb-NO no_NO Norwegian",
    "fil": "fil tl Filipino",
    "he": "he iw Hebrew",
    "ro": "ro mo ro-RO",
    "de": "de de_DE@euro ger German Deutsch",
    "ca-valencia": "ca@valencia ca_ES@valencia ca-ES-valencia ca-valencia",
    "es-419": "es-419 es_419",
    "pa-Arab": "pa-PK pa-Arab-PK",
    "kau": "kau Kanuri",
}
WITH_SPACES = {
    " uk\n": "uk",
    "украі\u0308нська": "uk",  # decomposed
    "Brazilian Portuguese": "pt-BR",
    "Portuguese (Brazil)": "pt-BR",
    "traditional  chinese": "zh-Hant",
    "Chinese (Traditional)": "zh-Hant",
    "Chinese (Traditional, Taiwan)": "zh-Hant",
    "Norwegian Bokmål": "nb",
}


@pytest.mark.parametrize(
    ("text", "tag"),
    [(text, tag) for tag, texts in SPELLINGS.items() for text in texts.split()]
    + list(WITH_SPACES.items()),
)
def test_spelling_becomes_its_tag(text: str, tag: str) -> None:
    assert normalize_language(text) == tag


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ua", "uk (Ukrainian)"),
        ("UA", "uk (Ukrainian)"),
        ("ua-UA", "uk (Ukrainian)"),
        ("kr", "ko (Korean)"),
        ("kr_KR", "ko (Korean)"),
        ("jp", "ja (Japanese)"),
        ("cn", "zh (Chinese)"),
        ("cz", "cs (Czech)"),
        ("dk", "da (Danish)"),
        ("gr", "el (Greek)"),
        ("kz", "kk (Kazakh)"),
        ("us", "en (English)"),
        ("gb", "en (English)"),
        ("pb", "pt-BR (Brazilian Portuguese)"),
        ("zt", "zh-Hant (Traditional Chinese)"),
        ("Ukranian", "uk (Ukrainian)"),
        ("Ukrainean", "uk (Ukrainian)"),
        ("Korian", "ko (Korean)"),
        ("украинська", "uk (Ukrainian)"),
        ("한국", "ko (Korean)"),
    ],
)
def test_what_was_meant_is_said(text: str, meant: str) -> None:
    with pytest.raises(LanguageError) as caught:
        normalize_language(text)
    assert caught.value.message == f"unknown language {text!r}"
    assert caught.value.hint == f"did you mean {meant}?"
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t",
        "x",
        "xx",
        "qqq",
        "und",
        "mul",
        "C",
        "C.UTF-8",
        "en-ukr",
        "en,uk",
        "uk-XX",
        "uk-ZZ",
        "uk-Xxxx",
        "uk-klingon",
        "ca@nonsense",
        "x-private",
        "uk-",
        "-uk",
        "../uk",
        "uk/../..",
        "uk\x00",
        "\x1b[31muk",
        "Klingonian",
        "a" * 10_000,
        "Ukrainian" * 20,
        "English (Narnia)",
        "(uk)",
    ],
)
def test_garbage_is_a_language_error_and_safe_to_print(text: str) -> None:
    with pytest.raises(LanguageError) as caught:
        normalize_language(text)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200
    assert caught.value.hint


def test_every_locale_of_cldr_has_a_tag_a_name_and_a_gettext_spelling() -> None:
    for locale in locale_identifiers():
        tag = normalize_language(locale if not locale.startswith("kr") else "kau")
        assert normalize_language(tag) == tag
        assert normalize_language(to_gettext_locale(tag)) == tag
        assert language_name(tag)


LANGUAGES = st.sampled_from(
    ["uk", "ko", "en", "pt", "zh", "sr", "uz", "pa", "az", "ca", "no", "he", "tl", "mn", "yue"]
)
SCRIPTS = st.sampled_from(["", "-Latn", "-Cyrl", "-Arab", "-Hant", "_hans", "-KORE", "-Mong"])
REGIONS = st.sampled_from(["", "-UA", "_KR", "-br", "-CN", "-TW", "-ME", "-AF", "-419", "-IR"])
VARIANTS = st.sampled_from(
    ["", "-valencia", "-tarask", "@latin", "@cyrillic", "@valencia", "@hant"]
)
TAGS = st.builds("{}{}{}{}".format, LANGUAGES, SCRIPTS, REGIONS, VARIANTS)


@given(TAGS)
def test_normalizing_twice_changes_nothing(text: str) -> None:
    tag = normalize_language(text)
    assert normalize_language(tag) == tag


@given(TAGS)
def test_gettext_spelling_leads_back_to_the_tag(text: str) -> None:
    tag = normalize_language(text)
    assert normalize_language(to_gettext_locale(tag)) == tag


@given(TAGS)
def test_first_argos_code_leads_back_to_the_tag_but_for_scripts(text: str) -> None:
    tag = normalize_language(text)
    codes = to_argos_codes(tag)
    assert len(set(codes)) == len(codes)
    assert from_argos_code(codes[0]) == tag


@given(st.text() | st.text("uka-_@.ZH4", max_size=12))
def test_any_text_is_a_language_or_a_language_error(text: str) -> None:
    try:
        tag = normalize_language(text)
    except LanguageError as error:
        tag, shown = "uk", str(error)
    else:
        shown = tag
    assert shown.isprintable()
    assert normalize_language(tag) == tag


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("uk", "uk"),
        ("ko", "ko"),
        ("pt-BR", "pt_BR"),
        ("zh", "zh_CN"),
        ("zh-Hant", "zh_TW"),
        ("zh-Hant-HK", "zh_HK"),
        ("sr-Latn", "sr@latin"),
        ("sr-Latn-ME", "sr_ME@latin"),
        ("uz-Cyrl", "uz@cyrillic"),
        ("ca-valencia", "ca@valencia"),
        ("es-419", "es_419"),
    ],
)
def test_gettext_locale(tag: str, locale: str) -> None:
    assert to_gettext_locale(tag) == locale


@pytest.mark.parametrize(
    ("tag", "codes"),
    [
        ("uk", ("uk",)),
        ("en-GB", ("en-gb", "en_gb", "en")),
        ("pt-BR", ("pb", "pt-br", "pt_br", "pt")),
        ("zh-Hant", ("zt", "zh-tw", "zh_tw", "zh-hant", "zh_hant")),
        ("fil", ("tl", "fil")),
        ("nb", ("nb", "no")),
        ("sr-Latn", ("sr-latn", "sr_latn")),
        ("sr-Cyrl-ME", ("sr-cyrl-me", "sr_cyrl_me", "sr")),
    ],
)
def test_argos_codes(tag: str, codes: tuple[str, ...]) -> None:
    assert to_argos_codes(tag) == codes


@pytest.mark.parametrize(
    ("code", "tag"), [("pb", "pt-BR"), ("zt", "zh-Hant"), ("ZH", "zh"), ("nb", "nb"), ("tl", "fil")]
)
def test_argos_code_of_a_package_is_read(code: str, tag: str) -> None:
    assert from_argos_code(code) == tag


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("uk", "Ukrainian"),
        ("ko_KR", "Korean"),
        ("pt-BR", "Brazilian Portuguese"),
        ("zh-HK", "Traditional Chinese (Hong Kong SAR China)"),
        ("sr-Latn", "Serbian (Latin)"),
        ("ca-valencia", "Catalan (Valencian)"),
        ("kau", "Kanuri"),
    ],
)
def test_english_name(tag: str, name: str) -> None:
    assert language_name(tag) == name


def test_names_known_without_cldr_are_those_of_cldr() -> None:
    from transkit.text import languages

    names = languages._english().languages
    for tag, name in languages._PLAIN.items():
        assert names[tag] == name
        assert languages._read_tag(tag) == tag


def test_canonical_tag_is_required_where_it_is_said() -> None:
    with pytest.raises(ValueError, match="not a canonical language tag: 'українська'"):
        to_gettext_locale("українська")


def test_plain_codes_need_no_babel() -> None:
    code = (
        "import sys; from transkit.text.languages import *;"
        "t = normalize_language('uk'); to_gettext_locale(t); to_argos_codes(t); language_name(t);"
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
