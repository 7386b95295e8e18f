"""Signs that people and machines write wrong: each told, or once where all of an article are so."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.registry import choose_checks
from transkit.checks.running import check_article

CHECKS = ["apostrophe", "ukrainian-quotes", "dashes", "non-breaking", "korean-signs"]


def _found(language: str, *targets: str) -> list[tuple[str, str]]:
    """Return where something is said, and what, in the order of the targets."""
    pairs = [Pair(str(at), "It is so there.", target) for at, target in enumerate(targets)]
    items = check_article(Article(pairs, "en", language), choose_checks(only=CHECKS))
    return [(item.finding.unit, item.finding.message) for item in items]


ONE = [
    ("uk", "№ 5 стоїть там.", "after № and before units the space does not break (U+00A0)"),
    ("uk", "Це за 5 км звідси.", "after № and before units the space does not break (U+00A0)"),
    ("uk", "Київ – столиця.", "between words the dash is —, not –"),
    ("uk", "Київ—столиця.", "a dash between words has a space on both sides"),
    ("uk", "Київ— столиця.", "a dash between words has a space on both sides"),
    ("uk", "- Привіт, — сказав він.", "a hyphen stands for a dash"),
    ("uk", "У 2014 - перший раз.", "a hyphen stands for a dash"),
    ("uk", "П'ять хлопців.", "the Ukrainian apostrophe is ’, not '"),
    ("uk", "Там п 'ять хлопців.", "there is a space beside the apostrophe"),
    ("uk", "Там п’ ять хлопців.", "there is a space beside the apostrophe"),
    ("uk", "Його сімя тут.", "“сімя” has lost its apostrophe: сім’я"),
    ("uk", "Пять днів.", "“Пять” has lost its apostrophe: П’ять"),
    ("uk", "Там стоїть обєкт.", "“обєкт” has lost its apostrophe: об’єкт"),
    ("uk", "Фільм «Операція «Буря» вийшов.", "inside «…» quotation marks are „…“"),
    ("uk", 'Він каже: «Фільм "Буря" вийшов».', "inside «…» quotation marks are „…“"),
    ("uk", "„Рада” зібралася.", "Ukrainian quotation marks are «…», inside them „…“"),
    ("uk", "Слово ‘рада’ тут.", "Ukrainian quotation marks are «…», inside them „…“"),
    ("uk", "Слово 'рада' тут.", "Ukrainian quotation marks are «…», inside them „…“"),
    ("uk", '«Рада» і "Дума".', 'the article has «…» elsewhere, here "'),
    ("ko", '그는 "그렇다"고 말했다.', 'Korean quotation marks are “…”, inside them ‘…’, not "…"'),
    ("ko", "그는 「그렇다」고 말했다.", "「…」 is for titles, speech is in “…”"),
    ("ko", "사과、배가 있다.", "、 is a full-width sign"),
]


@pytest.mark.parametrize(("language", "target", "message"), ONE)
def test_a_wrong_sign_is_told_in_an_article_of_one_paragraph(
    language: str, target: str, message: str
) -> None:
    assert _found(language, target) == [("0", message)]


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("uk", "№\u00a05 стоїть за 5\u00a0км, 3–5 днів, Франко-прусська."),
        ("uk", "Київ — столиця, а Суми — ні."),
        ("uk", "— Привіт, — сказав він."),
        ("uk", "Він каже: «Фільм „Буря“ вийшов», п’ять днів."),
        ("uk", "Свято, цвях, бюро, різдвяний, духмяний, Святослав, об’їзд."),
        ("uk", "Це О’Ніл і д’Артаньян."),
        ("ko", "「형법」에 따르면 그는 “그렇다”고 말했다."),
        ("ko", "그는 ‘집으로’를 봤다."),
    ],
)
def test_right_signs_are_silent(language: str, target: str) -> None:
    assert _found(language, target) == []


@pytest.mark.parametrize(
    ("language", "targets"),
    [
        ("uk", ("Це за 5 км.", "Це за 7 км.", "Це за 9 км.")),
        ("uk", ("Київ – столиця.", "Сім – число.", "Рим – місто.")),
        ("uk", ("П'ять.", "М'яч.", "Сім'я.")),
        ("uk", ('Там "Рада".', 'Тут "Дума".', 'І "Сейм".')),
        ("ko", ('그는 "그렇다"고 했다.', '그녀는 "아니"라고 했다.', '"왜"냐고 했다.')),
    ],
)
def test_what_a_whole_article_does_is_told_once(language: str, targets: tuple[str, ...]) -> None:
    ((unit, message),) = _found(language, *targets)
    assert unit == "0"
    assert message.endswith("(also in 2 other paragraphs)")


def test_of_two_apostrophes_the_rarer_one_is_told_however_few_there_are() -> None:
    assert _found("uk", "П’ять.", "М'яч.") == [
        ("1", "the apostrophe is ', elsewhere in the article ’")
    ]
    assert [unit for unit, _ in _found("uk", "П'ять.", "М’яч.")] == ["0"]


def test_an_ordinary_space_among_others_that_do_not_break_is_told_where_it_is() -> None:
    found = _found("uk", "Це за 5\u00a0км.", "Це за 7 км.", "Це за 9\u00a0км.")
    assert found == [("1", "elsewhere in the article this space does not break")]
