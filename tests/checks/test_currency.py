"""Currencies: what is money, and what only looks like it."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.currency import currency
from transkit.units import Severity


def _remarks(language: str, source: str, target: str) -> list[tuple[Severity, str]]:
    article = Article([Pair("1", source, target)], "en", language)
    return [(remark.severity, remark.message) for remark in currency.run(article.pairs[0])]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        (
            "uk",
            "They expect to spend $5 to $10 a day.",
            "Вони планують витрачати 5–10 доларів на день.",
        ),
        ("uk", "It costs between $5 million and $7 million.", "Це коштує від 5 до 7 млн доларів."),
        ("uk", "Tickets are $5, $10 and $20.", "Квитки коштують 5, 10 і 20 доларів."),
        ("uk", "She paid $5 in Frankfurt.", "Вона заплатила у Франкфурті 5 доларів."),
        ("uk", "The statue of Franko cost $5.", "Статуя Івана Франка коштувала 5 доларів."),
        ("uk", "The lion's mane cost $5.", "Грива лева коштувала 5 доларів."),
        ("uk", "It cost 5,000 won.", "Це коштувало 5000 вон."),
        ("uk", "It cost two million won.", "Це коштувало два мільйони вон."),
        ("uk", "It cost 50 francs.", "Це коштувало 50 франків."),
        ("uk", "Brazil in 2002 won the cup.", "Бразилія у 2002 році виграла кубок."),
        ("uk", "In 2019 she won.", "У 2019 вона перемогла."),
        ("ko", "They paid $5 and only want peace.", "그들은 5달러를 냈고 평화만 원하며 기다린다."),
        ("ko", "Reactor no. 4 cost $5.", "제4 원자로는 5달러였다."),
        ("ko", "A V 8 engine costs $500.", "V 8 엔진은 500달러다."),
        ("ko", "For that reason they paid $5.", "그 이유로 5달러를 냈다."),
        ("ko", "François was consoled and paid $5.", "프랑수아는 위안을 얻고 5달러를 냈다."),
        ("ko", "It cost 30,000 won.", "그것은 3만 원이었다."),
        ("ko", "It cost 10,000 won.", "만 원이 들었다."),
        ("ko", "It cost hundreds of millions of won.", "수억 원짜리였다."),
        ("ko", "It cost 800 yen.", "800엔이 들었다."),
        ("ko", "The yen fell.", "엔이 떨어졌다."),
        ("ko", "It cost 5 million euros.", "5백만유로가 들었다."),
        ("ko", "It cost 20 yuan and 5 francs.", "20위안과 5프랑이 들었다."),
    ],
)
def test_nothing_is_said_of_a_currency_that_is_kept(
    language: str, source: str, target: str
) -> None:
    assert _remarks(language, source, target) == []


@pytest.mark.parametrize(
    ("language", "source", "target", "lost", "added"),
    [
        ("uk", "It cost $30.", "Це коштувало 30 вон.", "dollar", "won"),
        ("uk", "It cost 30 million won.", "Це коштувало 30 мільйонів єн.", "won", "yen"),
        ("uk", "It cost $5 to $10.", "Це коштувало 5–10 франків.", "dollar", "franc"),
        ("uk", "It cost $30 here, $40 there.", "Тут 30 доларів, там 40 євро.", "dollar", "euro"),
        ("uk", "Korean won fell.", "Впав курс рубля.", "won", "rouble"),
        ("ko", "It cost 800 yen.", "800원이 들었다.", "yen", "won"),
        ("ko", "It cost $3 million.", "3백만 엔이 들었다.", "dollar", "yen"),
        ("ko", "It cost $30.", "그것은 30위안이다.", "dollar", "yuan"),
    ],
)  # fmt: skip
def test_another_currency_is_a_warning(
    language: str, source: str, target: str, lost: str, added: str
) -> None:
    [(severity, message)] = _remarks(language, source, target)
    assert severity is Severity.WARNING
    assert message.startswith(f"the source has {lost}s, the target {added}s (")


def test_a_currency_that_is_not_there_is_a_note_and_a_weight_is_no_money() -> None:
    [(severity, message)] = _remarks("uk", "It cost $30.", "Це коштувало 30.")
    assert (severity, "dollars" in message) == (Severity.NOTE, True)
    assert _remarks("uk", "It weighs two pounds.", "Це важить два фунти.") == []
