"""North, south, east and west."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.compass import swapped_direction


def _swapped(language: str, source: str, target: str) -> tuple[str, str] | None:
    found = swapped_direction(Article([Pair("1", source, target)], "en", language).pairs[0])
    return None if found is None else (found[0], found[1].group())


@pytest.mark.parametrize(
    ("language", "source", "target", "swapped"),
    [
        (
            "uk",
            "Exports to South Korea rose.",
            "Експорт до Північної Кореї зріс.",
            ("South", "Північної"),
        ),
        ("uk", "It rained in the south.", "На півночі дощило.", ("south", "На півночі")),
        ("uk", "Western states agreed.", "Східні держави погодилися.", ("Western", "Східні")),
        (
            "ko",
            "It rained in northern Italy.",
            "이탈리아 남부에 비가 내렸다.",
            ("northern", "남부"),
        ),
        ("ko", "East Africa is dry.", "서아프리카는 건조하다.", ("East", "서")),
    ],
)
def test_a_direction_that_stands_for_another_is_found(
    language: str, source: str, target: str, swapped: tuple[str, str]
) -> None:
    assert _swapped(language, source, target) == swapped


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "It rained in the south.", "На півдні дощило."),
        ("uk", "He sailed southwest.", "Він поплив на південний захід."),
        ("uk", "South Africa won.", "ПАР виграла."),
        ("uk", "The West agreed.", "Західні країни погодилися."),
        ("uk", "At midnight in the west.", "Опівночі на заході."),
        ("uk", "Easter is late.", "Великдень пізно."),
        ("ko", "It lies in Southeast Asia.", "동남아시아에 있다."),
        ("ko", "Western Ukraine is quiet.", "우크라이나 서부는 조용하다."),
        ("ko", "The village lies to the north.", "마을은 위쪽에 있다."),
    ],
)
def test_the_same_direction_or_none_is_no_finding(language: str, source: str, target: str) -> None:
    assert _swapped(language, source, target) is None
