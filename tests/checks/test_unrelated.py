"""Targets of other sources, and right ones that are short or tell their source in other words."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.unrelated import EVIDENCE, evidence_of, unrelated
from transkit.units import Severity


def _pair(language: str, source: str, target: str) -> Pair:
    return Article([Pair("1", source, target)], "en", language).pairs[0]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "Elections are held every four years.", "Вибори відбуваються раз на чотири роки."),
        ("uk", "The White House declined to comment.", "У Білому домі відмовилися коментувати."),
        ("uk", "Turnout was 61.4 percent.", "Явка становила 61,4 %."),
        (
            "uk",
            "The IMF approved a $500m tranche for Kyiv.",
            "МВФ виділить Україні 500 млн доларів.",
        ),
        ("uk", "They went home early.", "Вони рано розійшлися по домівках."),
        ("ko", "Elections are held every four years.", "선거는 4년마다 치러진다."),
        ("ko", "The White House declined to comment on it.", "백악관은 이에 대한 논평을 거부했다."),
        ("ko", "Temperatures reached 104 degrees Fahrenheit.", "기온이 섭씨 40도까지 올랐다."),
        ("ko", "They went home early.", "그들은 일찍 귀가했다."),
    ],
)
def test_a_short_right_sentence_is_silent(language: str, source: str, target: str) -> None:
    assert list(unrelated.run(_pair(language, source, target))) == []


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        (
            "uk",
            "The court in Lviv sentenced two former officials to seven years in prison on Friday.",
            "Навесні вчені знайшли в озері рідкісну рибу, яка живиться водоростями й комахами.",
        ),
        (
            "uk",
            "In 2019 the company sold 1,200 cars in Portugal and 340 in Denmark.",
            "Торік музей відвідали 87 тисяч школярів із Польщі та Литви.",
        ),
        (
            "ko",
            "The court in Lviv sentenced two former officials to seven years in prison on Friday.",
            "봄에 과학자들은 호수에서 조류와 곤충을 먹고 사는 희귀한 물고기를 발견했다.",
        ),
        (
            "ko",
            "In 2019 the company sold 1,200 cars in Portugal and 340 in Denmark.",
            "지난해 폴란드와 리투아니아에서 온 학생 8만 7천 명이 박물관을 찾았다.",
        ),
    ],
)
def test_a_target_of_another_source_is_a_warning(language: str, source: str, target: str) -> None:
    (remark,) = unrelated.run(_pair(language, source, target))
    assert remark.severity is Severity.WARNING


def test_names_and_numbers_are_evidence() -> None:
    source = "Anna Keller flew to Croatia with 1,250 books and 3 boxes."
    mine = evidence_of(
        _pair("uk", source, "Анна Келлер повезла до Хорватії 1250 книг і 3 скриньки.")
    )
    other = evidence_of(_pair("uk", source, "Потім учений полетів до Марокко за 78 рибами."))
    assert mine is not None
    assert other is not None
    assert set(mine) == set(other) == set(EVIDENCE)
    assert (mine["large"], mine["small"], mine["missing"], mine["added"]) == (1, 1, 0, 0)
    assert (other["large"], other["missing"], other["added"]) == (0, 2, 1)
    assert mine["known"] + mine["heard"] == 3 > other["known"] + other["heard"]
    assert mine["words"] > other["words"]
    assert mine["letters"] > other["letters"]


def test_little_is_no_evidence() -> None:
    assert evidence_of(_pair("uk", "Yes, now.", "Так, зараз.")) is None
    assert evidence_of(_pair("de", "The old teacher bought books.", "Der Lehrer.")) is None


def test_endless_texts_are_left_alone() -> None:
    source, target = "The old bridge was closed. ", "Вони купили два гарбузи. "
    assert evidence_of(_pair("uk", source * 1000, target * 1000)) is not None
    assert evidence_of(_pair("uk", source * 1200, target * 1200)) is None
