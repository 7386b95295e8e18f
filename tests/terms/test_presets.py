"""Presets: places of Ukraine, and what both Koreas are called."""

from __future__ import annotations

from functools import lru_cache

import pytest

from transkit.terms.builtin import cldr_terms
from transkit.terms.enforcing import Enforcer
from transkit.terms.glossary import Glossary, combine_terms
from transkit.terms.places import OBLASTS, PLACES
from transkit.terms.presets import PRESETS, preset_terms
from transkit.terms.ukrainian_forms import has_dictionary

needs_dictionary = pytest.mark.skipif(
    not has_dictionary(), reason="pip install 'transkit[ukrainian]'"
)


@lru_cache(maxsize=8)
def enforcer(preset: str, language: str) -> Enforcer:
    """Return what puts a preset and the names of CLDR into drafts."""
    languages = ("en", language)
    terms = combine_terms([preset_terms(preset, *languages), cldr_terms(*languages)])
    return Enforcer(Glossary(terms, languages))


def said(preset: str, language: str, source: str, draft: str) -> tuple[str, list[str]]:
    """Return what becomes of a draft with a preset, and what is said about it."""
    done = enforcer(preset, language).enforce(source, draft)
    return done.target, [one.message for one in done.problems]


def test_no_place_is_there_twice_or_wrong_by_its_right_name() -> None:
    names = [name for row in PLACES for name in row[0].split(",")]
    assert len(names) == len(set(names))
    for names_, ukrainian, wrong, korean, older in PLACES:
        assert not set(ukrainian.split("|")) & set(wrong.split(",")), names_
        assert not korean or korean not in older.split(","), names_
    assert len({name for name, _ in OBLASTS}) == len(OBLASTS) == 24
    assert {"Bakhmut", "Sumy", "Kherson", "Zaporizhzhia", "Mykolaiv"} < set(names)


@needs_dictionary
@pytest.mark.parametrize("row", PLACES, ids=lambda row: row[0])
def test_a_russian_spelling_becomes_the_ukrainian_one(row: tuple[str, ...]) -> None:
    """Behind a preposition, where the case is sure."""
    name = row[0].split(",")[0]
    right, _ = said("ukrainian-places", "uk", f"They came to {name}.", "Вони приїхали до X.")
    assert right == "Вони приїхали до X."
    for wrong in filter(None, row[2].split(",")):
        draft = f"Вони приїхали до {wrong}."
        now, problems = said("ukrainian-places", "uk", f"They came to {name}.", draft)
        assert now != draft or problems, wrong


@needs_dictionary
@pytest.mark.parametrize(
    ("source", "draft", "wanted"),
    [
        ("Kiev was shelled.", "Киев обстріляли.", "Київ обстріляли."),
        ("They live in Kiev.", "Вони живуть у Киеве.", "Вони живуть у Києві."),
        ("Lvov is old.", "Львов старий.", "Львів старий."),
        ("Zaporozhye is calm.", "Запорожье спокійне.", "Запоріжжя спокійне."),
        ("Bakhmut fell.", "Артемівськ упав.", "Бахмут упав."),
        ("Nova Kakhovka woke.", "Новая Каховка прокинулася.", "Нова Каховка прокинулася."),
        ("to Siverskodonetsk", "до Сіверськодонецька", "до Сіверськодонецька"),
        ("Shelling in Kharkiv Oblast.", "Обстріли на Харківщині.", "Обстріли на Харківщині."),
        ("The Zaporizhzhia NPP is cold.", "Запорізька АЕС холодна.", "Запорізька АЕС холодна."),
        ("the Sumy region", "Сумський край", "Сумський край"),
    ],
)  # fmt: skip
def test_places_of_ukraine(source: str, draft: str, wanted: str) -> None:
    assert said("ukrainian-places", "uk", source, draft) == (wanted, [])


@pytest.mark.parametrize(
    ("preset", "source", "draft", "wanted"),
    [
        ("koreas", "South Korea agreed.", "남한은 동의했다.", "한국은 동의했다."),
        ("koreas", "South Korea agreed.", "대한민국은 동의했다.", "한국은 동의했다."),
        ("koreas-geographic", "South Korea agreed.", "한국은 동의했다.", "남한은 동의했다."),
        ("koreas-official", "South Korea agreed.", "한국은 동의했다.", "대한민국은 동의했다."),
        ("koreas", "North Korea left.", "북조선은 떠났다.", "북한은 떠났다."),
    ],
)
def test_both_koreas_have_the_names_of_the_preset(
    preset: str, source: str, draft: str, wanted: str
) -> None:
    assert said(preset, "ko", source, draft) == (wanted, [])


@pytest.mark.parametrize("preset", [name for name in PRESETS if name.startswith("koreas")])
@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("North and South Korea agreed.", "남북한이 합의했다."),
        ("South Korea and North Korea agreed.", "남북이 합의했다."),
        ("“South Korea is our enemy,” it said.", "“남조선은 우리의 적”이라고 밝혔다."),
        ("He read: “North Korea is ours.”", "그는 “조선은 우리 것”이라고 읽었다."),
        ("South Koreans love him.", "남한 주민들은 그를 사랑한다."),
        ("The Joseon dynasty ended.", "조선 왕조가 끝났다."),
    ],
)
def test_names_of_the_koreas_are_left_where_they_are_right(
    preset: str, source: str, draft: str
) -> None:
    assert said(preset, "ko", source, draft) == (draft, [])


@pytest.mark.parametrize(
    ("preset", "source", "draft", "wanted"),
    [
        ("koreas", "South Korea met North Korea.", "남한이 북한을 봤다.", "남한이 북한을 봤다."),
        ("koreas-geographic", "South Korea's Bank of Korea waits.", "한국의 한국은행은 기다린다.",
         "남한의 한국은행은 기다린다."),
        ("koreas-geographic", "South Korea joined the Korean War.", "한국은 한국전쟁에 참전했다.",
         "남한은 한국전쟁에 참전했다."),
        ("koreas", "The Republic of Korea signed.", "대한민국이 서명했다.", "대한민국이 서명했다."),
        ("koreas", "The DPRK said so.", "조선민주주의인민공화국이 그렇게 말했다.",
         "조선민주주의인민공화국이 그렇게 말했다."),
        ("koreas-official", "North Korea reads the Chosun Ilbo.", "북한은 조선일보를 읽는다.",
         "조선민주주의인민공화국은 조선일보를 읽는다."),
    ],
)  # fmt: skip
def test_other_names_that_hold_one_of_a_korea_are_left(
    preset: str, source: str, draft: str, wanted: str
) -> None:
    assert said(preset, "ko", source, draft) == (wanted, [])
