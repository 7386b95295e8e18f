"""Labels of furniture: whole words at the right place, in several languages."""

from __future__ import annotations

import pytest

from transkit.documents.labels import (
    KINDS,
    find_labels,
    has_agency,
    has_credit,
    is_service,
    load_words,
    parse_words,
)

WORDS = load_words()

PHRASES = [
    (language, kind, phrase)
    for language, words in WORDS.items()
    for kind, listed in words.labels.items()
    for phrase in listed
]


@pytest.mark.parametrize("language", WORDS)
def test_every_language_names_every_kind_in_lower_case(language: str) -> None:
    assert tuple(WORDS[language].labels) == KINDS
    assert all(WORDS[language].labels.values())
    phrases = [phrase for other, _, phrase in PHRASES if other == language]
    assert [phrase for phrase in phrases if phrase != phrase.lower()] == []
    assert len(phrases) == len(set(phrases))


def test_every_label_alone_in_a_line_is_one_of_its_kind() -> None:
    unlike = [
        (phrase, kind)
        for _, kind, phrase in PHRASES
        if find_labels(phrase)[1] not in {k for _, k, other in PHRASES if other == phrase}
    ]
    assert unlike == []
    assert all(find_labels(phrase.capitalize())[1] for _, _, phrase in PHRASES)


@pytest.mark.parametrize("language", WORDS)
def test_common_words_are_labels_of_their_language(language: str) -> None:
    known = {phrase for other, _, phrase in PHRASES if other == language}
    assert set(WORDS[language].common) <= known


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Read also: the ferry that nobody bought", "related"),
        ("Lesen Sie auch: Die Fähre, die niemand kaufte", "related"),
        ("Материалы по теме", "related"),
        ("関連記事一覧", "related"),
        ("구독하기를 누르세요", "sign up"),
        ("写真：山田", "credit"),
        ("Foto: A. Berg", "credit"),
        ("Partager", "share"),
        ("What comes next", ""),
        ("Bild des Tages: eine Brücke", ""),
        ("Sharemaster", ""),
        ("", ""),
    ],
)
def test_a_line_begins_with_a_label_or_does_not(line: str, kind: str) -> None:
    assert find_labels(line)[1] == kind


def test_labels_of_a_line_do_not_overlap() -> None:
    assert find_labels("Terms of use, privacy policy, copy link")[0] == {"legal", "share"}
    assert find_labels("Not a label at all, however long it is") == (frozenset(), "")


def test_inside_a_long_line_a_label_is_a_word_like_any_other() -> None:
    assert find_labels("The council wants to share this road with everybody") == (frozenset(), "")


@pytest.mark.parametrize("language", WORDS)
def test_a_caption_with_a_credit_is_known_in_every_language(language: str) -> None:
    for word in WORDS[language].makers:
        assert has_credit(f"The old mill at Carrow, seen from the north ({word}: A. Berg)")
    assert not has_credit("The old mill at Carrow, seen from the north.")


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("The old mill at Carrow. A. Berg / Reuters", True),
        ("The old mill at Carrow. A. Berg / AP file", True),
        ("수문이 열린 버들골 (연합뉴스)", True),
        ("The apple harvest at Carrow", False),
    ],
)
def test_agencies_are_known_at_the_end_of_a_line(line: str, *, named: bool) -> None:
    assert has_agency(line) is named


def test_a_file_of_words_has_a_phrase_on_each_line_below_what_it_is() -> None:
    words = parse_words("# Note.\n[share]\nshare this\n\n[common]\nshare\n[service]\ncookie\n")
    assert words.labels["share"] == ("share this",)
    assert (words.common, words.makers, words.service) == (("share",), (), ("cookie",))
    with pytest.raises(ValueError, match=r"\[shares\] is none of related, share"):
        parse_words("[shares]\nshare this\n")
    with pytest.raises(ValueError, match="'share this' stands below no name"):
        parse_words("share this\n[share]\n")


def test_small_print_about_the_site_is_known_by_parts_of_its_words() -> None:
    assert is_service("we use cookies to make it better")
    assert is_service("оформити передплату на розсилку")
    assert not is_service("the miller says that he slept well")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("▶ 골짜기일보 채널 바로가기", "site"),
        ("김하늘 기자 다른기사 보기", "related"),
        ("[관련기사] 버스 회사를 사들인 주민들", "related"),
        ("» Читайте також", "related"),
    ],
)
def test_a_button_is_known_by_its_mark_or_its_last_word(line: str, kind: str) -> None:
    assert find_labels(line)[1] == kind


@pytest.mark.parametrize(
    "line", ["사진작가가 된 우체부", "인쇄소의 마지막 식자공", "밴드를 떠난 가수"]
)
def test_a_common_korean_word_is_none_where_another_goes_on(line: str) -> None:
    assert find_labels(line)[1] == ""


@pytest.mark.parametrize(
    "line",
    [
        "Про проєкт закону знають не всі",
        "На головну вулицю впало дерево",
        "Усі статті бюджету скоротять",
    ],
)
def test_a_ukrainian_headline_may_begin_like_a_label(line: str) -> None:
    assert find_labels(line)[1] == ""
