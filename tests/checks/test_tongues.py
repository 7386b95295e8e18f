"""Languages that stand for others."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.tongues import swapped_language


def _swapped(language: str, source: str, target: str) -> tuple[str, str] | None:
    found = swapped_language(Article([Pair("1", source, target)], "en", language).pairs[0])
    return None if found is None else (found[0], found[1].group())


@pytest.mark.parametrize(
    ("language", "source", "target", "swapped"),
    [
        ("uk", "She speaks some Georgian.", "Вона трохи говорить вірменською.", "вірменською"),
        ("uk", "Georgian wine is good.", "Вірменське вино добре.", "Вірменське"),
        ("ko", "She speaks some Georgian.", "그는 아르메니아어를 조금 한다.", "아르메니아어"),
    ],
)
def test_a_language_that_stands_for_another_is_found(
    language: str, source: str, target: str, swapped: str
) -> None:
    assert _swapped(language, source, target) == ("Georgian", swapped)


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "She speaks Polish and Georgian.", "Вона говорить польською і грузинською."),
        ("uk", "The Dutch team won.", "Команда Нідерландів перемогла."),
        ("uk", "It was translated from English.", "Переклали українською з англійської."),
        ("ko", "It was translated from French.", "프랑스어에서 한국어로 번역됐다."),
        ("ko", "Swiss German is a dialect.", "스위스 독일어는 방언이다."),
    ],
)
def test_the_same_languages_are_no_finding(language: str, source: str, target: str) -> None:
    assert _swapped(language, source, target) is None
