"""What the units of a plain text are."""

from __future__ import annotations

from transkit.documents.kinds import Shape, find_kinds, is_byline, is_byline_label
from transkit.units import Kind

TITLE = "How to walk faster in Carrow"
BODY = "The wheel of the mill stood still from January to November, and the miller slept very well."
PHRASE = "What makes a walk through the old town faster than it was"


def kinds_of(*texts: str) -> list[Kind]:
    """Return the kinds of these units."""
    return find_kinds([Shape(text) for text in texts])


def test_a_phrase_under_the_title_is_its_deck() -> None:
    assert kinds_of(TITLE, PHRASE, BODY)[:2] == [Kind.TITLE, Kind.DECK]


def test_a_phrase_over_a_list_is_none() -> None:
    assert kinds_of(TITLE, PHRASE, "player.set speed 2", "player.set magic 2", BODY)[1] != Kind.DECK


def test_a_phrase_over_a_heading_is_still_one() -> None:
    assert kinds_of(TITLE, PHRASE, "Who walks", BODY)[1] is Kind.DECK


def test_bylines_in_ukrainian_and_korean() -> None:
    lines = (
        "문새롬 소설가",
        "에디터 도담",
        "기자 한소담",
        "글·사진 유담비 여행작가",
        "Розмовляла Ірина Кохан",
    )
    assert [line for line in lines if not is_byline(line)] == []


def test_what_a_byline_begins_with_may_stand_alone() -> None:
    assert [is_byline_label(text) for text in ("By", "Автор:", "글", "Ann Lowe")] == [True] * 3 + [
        False
    ]
