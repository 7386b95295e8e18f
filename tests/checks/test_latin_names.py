"""Names in Latin letters that stand for others."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.names import names
from transkit.units import Severity


def _alarms(language: str, source: str, target: str) -> list[str]:
    pair = Article([Pair("1", source, target)], "en", language).pairs[0]
    found = names.run(pair)
    return [remark.message for remark in found if remark.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("language", "source", "target", "there", "here"),
    [
        ("uk", "Toyota will build a plant.", "Honda збудує завод.", "Toyota", "Honda"),
        ("uk", "Shares in Microsoft fell.", "Акції Google впали.", "Microsoft", "Google"),
        ("uk", "Google fired him.", "Microsoft його звільнила.", "Google", "Microsoft"),
        ("uk", "The new iPhone is out.", "Вийшов новий Galaxy.", "iPhone", "Galaxy"),
        ("uk", "It runs on Windows.", "Це працює на Linux.", "Windows", "Linux"),
        ("uk", "BMW recalled the cars.", "Audi відкликала авто.", "BMW", "Audi"),
        ("uk", "LG makes screens.", "Samsung виготовляє екрани.", "LG", "Samsung"),
        ("ko", "Toyota will build a plant.", "Honda가 공장을 짓는다.", "Toyota", "Honda"),
        ("ko", "Toyota will build a plant.", "혼다가 공장을 짓는다.", "Toyota", "혼다가"),
        ("ko", "The new iPhone is out.", "새 갤럭시가 나왔다.", "iPhone", "갤럭시가"),
        ("ko", "Shares in Microsoft fell.", "구글 주가가 떨어졌다.", "Microsoft", "구글"),
        ("ko", "Shares in Samsung fell.", "LG 주가가 떨어졌다.", "Samsung", "LG"),
    ],
)
def test_a_brand_that_stands_for_another_is_told(
    language: str, source: str, target: str, there: str, here: str
) -> None:
    assert _alarms(language, source, target) == [f"the source has {there}, the target {here}"]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "The Toyota plant closed.", "Завод «Тойота» закрився."),
        ("uk", "The World Health Organization said so.", "Так сказала WHO."),
        ("uk", "The company said so.", "Так заявила Tesla."),
        ("uk", "Twitter blocked it.", "Мережа X (колишній Twitter) це заблокувала."),
        ("uk", "Microsoft's Bing gained users.", "Bing від Microsoft здобув користувачів."),
        ("uk", "Spoke to Reuters, she said.", "Вона сказала це агентству Reuters."),
        ("ko", "The EU agreed with it.", "유럽연합(EU)은 동의했다."),
        ("ko", "The new iPhone is out.", "새 아이폰이 나왔다."),
        ("ko", "Netflix bought the film.", "Netflix가 그 영화를 샀다."),
        ("ko", "Renault closed the plant.", "르노는 공장을 닫았다."),
    ],
)
def test_a_brand_that_is_spelled_otherwise_or_added_is_no_alarm(
    language: str, source: str, target: str
) -> None:
    assert _alarms(language, source, target) == []
