"""Numbers by value, names, negations: what a text and its translation agree in."""

from __future__ import annotations

import pytest

from transkit.text.anchors import find_anchors, sound_of, turned_by


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("1,250.5 of 2,000", "en", ("1250.5", "2000")),
        ("1 250,5 із 2.000", "uk", ("1250.5", "2000")),
        ("1,250.5 중 2,000", "ko", ("1250.5", "2000")),
        ("1,250", "en", ("1250",)),
        ("1,250", "uk", ("1.25",)),
        ("$3.5 billion, 5 million", "en", ("3500000000", "5000000")),
        ("3,5 млрд, 5 мільйонів", "uk", ("3500000000", "5000000")),
        ("500만, 3억", "ko", ("300000000", "5000000")),
        ("on 03.05.2024 at 12:30", "en", ("12", "2024", "3", "30", "5")),
        ("minus: -7, a range: 10-5", "en", ("-7", "10", "5")),
        ("0230 and 1.50", "en", ("1.5", "230")),
        ("in 2005 300 people", "en", ("2005", "300")),
        ("no numbers", "en", ()),
    ],
)
def test_numbers_are_read_by_value(text: str, language: str, numbers: tuple[str, ...]) -> None:
    assert find_anchors(text, language).numbers == numbers


def test_names_are_words_with_a_capital_that_begin_no_sentence() -> None:
    anchors = find_anchors("The mayor met Anna Koval. She likes iPhones of NASA.", "en")
    assert anchors.names == ("Anna", "Koval", "NASA", "iPhones")


@pytest.mark.parametrize(
    ("yes", "no", "language"),
    [
        ("He can come.", "He can't come.", "en"),
        ("He can come.", "He cannot come.", "en"),
        ("Він прийшов.", "Він не прийшов.", "uk"),
        ("Там був міст.", "Там не було жодного мосту.", "uk"),
        ("그는 왔다.", "그는 오지 않았다.", "ko"),
        ("그것은 다리이다.", "그것은 다리가 아니다.", "ko"),
    ],
)
def test_negations_are_seen(yes: str, no: str, language: str) -> None:
    assert find_anchors(yes, language).negations == 0
    assert find_anchors(no, language).negations > 0
    assert turned_by(yes, no, language) == ("a negation",)


def test_what_may_turn_the_meaning_is_named() -> None:
    before = "There were 5 men in Kyiv."
    assert turned_by(before, "There weren’t 6 men in Lviv.", "en") == (
        "a number",
        "a name",
        "a negation",
    )
    assert turned_by(before, "There were 5 women in Kyiv.", "en") == ()
    assert turned_by("It opens on Friday.", "It opens on Saturday.", "en") == ()


@pytest.mark.parametrize(
    ("latin", "other"),
    [
        ("Stanford", "Стенфорд"),
        ("Stanford", "스탠포드"),
        ("Johnson", "Джонсон"),
        ("Johnson", "존슨"),
        ("Zelenskyy", "Зеленський"),
        ("Zelenskyy", "젤렌스키"),
        ("Hamilton", "Гамільтон"),
        ("Hamilton", "해밀턴"),
    ],
)
def test_a_name_and_its_transliteration_begin_to_sound_alike(latin: str, other: str) -> None:
    assert sound_of(latin)[:3] == sound_of(other)[:3]


def test_inline_tags_turn_nothing() -> None:
    plain, strong = "They met on Monday at 9.", "They met on <strong2>Monday</strong2> at 9."
    assert turned_by(plain, strong, "en") == ()
    assert turned_by(strong, plain.replace("9", "8"), "en") == ("a number",)
