"""Ukrainian numerals and their nouns."""

from __future__ import annotations

import pytest

from transkit.checks import agreement as module
from transkit.checks.base import Article, Pair
from transkit.checks.registry import choose_checks
from transkit.checks.running import check_article


def _said(target: str) -> list[str]:
    article = Article([Pair("1", "They counted all of it.", target)], "en", "uk")
    return [item.finding.message for item in check_article(article, choose_checks(["agreement"]))]


WRONG = [
    ("Там стоять 5 будинки.", "“5 будинки” does not agree: 5 будинків"),
    ("Там стоять 55 000 будинки.", "“55 000 будинки” does not agree: 55 000 будинків"),
    ("Там стоїть 2 будинок.", "“2 будинок” does not agree: 2 роки, 2 дні"),
    ("Він купив три книга.", "“три книга” does not agree: три книги"),
    ("Він купив два будинків.", "“два будинків” does not agree: два будинки"),
    ("П’ять книги лежали там.", "“П’ять книги” does not agree: П’ять книг"),
    ("Загинуло щонайменше 15 особи.", "“15 особи” does not agree: 15 осіб"),
    ("Через 3 сезонів він пішов.", "“3 сезонів” does not agree: 3 сезони"),
    ("Місто має 21 парків.", "“21 парків” does not agree: 21 парк"),
    ("Прийшло 200 люди.", "“200 люди” does not agree: 5 років, 5 тисяч"),
]


@pytest.mark.parametrize(("target", "message"), WRONG)
def test_a_noun_in_a_form_that_its_numeral_never_has_is_told(target: str, message: str) -> None:
    assert _said(target) == [message]


RIGHT = [
    "Там стоять 5 будинків, 2 будинки й 21 будинок.",
    "Понад 2 будинків згоріло.",
    "Про це йдеться у статті 5 книги.",
    "Учні 7 групи прийшли о 17 годині.",
    "Це було наприкінці 16 століття.",
    "На вулиці стояло 5 таксі.",
    "Windows 10 сервери не підтримує.",
    "У 2014 матчі скінчилися внічию.",
    "Двом із 5 будинкам потрібен дах.",
    "Двері мають 5 дверей.",
    "Він бачив 2 студентів.",
]


@pytest.mark.parametrize("target", RIGHT)
def test_a_form_that_may_be_right_is_left_alone(target: str) -> None:
    assert _said(target) == []


def test_without_the_dictionary_only_what_is_often_counted_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "ukrainian_dictionary", lambda: None)
    assert _said("Там стоять 5 будинки.") == []
    assert _said("За 5 роки це скінчилося.") == ["“5 роки” does not agree: 5 років, 5 тисяч"]
