"""Boxes inside of an article and behind it: other headlines, forms, who the author is."""

from __future__ import annotations

import pytest

from transkit.documents.boxes import (
    find_begun,
    find_resumed,
    find_sign_off,
    find_teasers,
    is_contact,
)
from transkit.documents.features import Page, PageLine, look_at, look_at_page

TEXT = (
    "The wheel of the mill stood still from January to November, and the miller slept very well.",
    "In spring the county sent two engineers to the mill, who wrote a report about its wheel.",
    "Two joiners of the valley have offered to make a new wheel for free, if somebody cooks.",
)
LATER = "The miller says that the county may keep its report, and that the wheel can wait a year."


def page_of(*texts: str) -> Page:
    """Return a page of these lines."""
    return Page(look_at_page([PageLine(text) for text in texts]))


def teasers_of(*texts: str) -> frozenset[int]:
    """Return which of some lines are headlines below a label."""
    return find_teasers(look_at_page([PageLine(text) for text in texts]))


def test_headlines_below_a_label_are_no_part_of_the_article() -> None:
    assert teasers_of(TEXT[0], "Read also:", "A bus stop moves to the hill", TEXT[1]) == {1, 2}
    assert teasers_of(TEXT[0], "함께 보면 좋은 글", "수건이 뻣뻣해지는 이유", TEXT[1]) == {1, 2}


def test_the_last_line_before_a_paragraph_may_be_a_heading() -> None:
    assert teasers_of("Read also", "A bus stop moves to the hill", "Who pays", TEXT[0]) == {0, 1}
    longer = "What a mill of this age needs"
    assert teasers_of("Read also", "A bus stop moves to the hill", longer, TEXT[0]) == {0, 1, 2}


def test_a_label_with_its_headline_heads_no_other_lines() -> None:
    lines = (TEXT[0], "Read also: how the valley bought a bus of its own", "Who pays", TEXT[1])
    assert teasers_of(*lines) == {1}
    assert teasers_of(TEXT[0], "[관련기사] 뱃길 끊긴 섬에 우체부가 온다", "누가 내나", TEXT[1]) == {
        1
    }
    assert teasers_of(TEXT[0], "Read also", "A bus stop moves to the hill") == frozenset()


@pytest.mark.parametrize(
    ("byline", "again"),
    [
        ("By Ann Lowe", "Ann Lowe"),
        ("Ann Lowe", "Ann Lowe"),
        ("강여울 기자", "강여울 기자(yeoul@field.example)"),
        ("문새롬 소설가", "문새롬"),
    ],
)
def test_the_authors_name_behind_the_text_ends_it(byline: str, again: str) -> None:
    page = page_of("A quiet year at the mill", byline, *TEXT, again, "Writes about mills.")
    assert find_sign_off(page, 2, 5) == 5


def test_a_name_that_speaks_ends_nothing() -> None:
    page = page_of("Two of the mill", "Ann Lowe", TEXT[0], "Ann Lowe", *TEXT[1:], LATER)
    assert find_sign_off(page, 2, 7) is None


def test_a_name_that_is_not_above_the_text_ends_nothing() -> None:
    page = page_of("A quiet year at the mill", "By Ann Lowe", *TEXT, "Tom Askew")
    assert find_sign_off(page, 2, 5) is None


FORM = ("The best of the week by mail", "Subscribe", "Thank you for subscribing!")


def test_an_article_goes_on_behind_a_form() -> None:
    page = page_of(*TEXT, *FORM, LATER, "Share", "Facebook")
    assert find_resumed(page, 0, 3) == {6}


def test_it_goes_on_behind_a_second_box_too() -> None:
    last = "So the wheel of the mill stands still, and the valley has the quietest summer in years."
    page = page_of(*TEXT, *FORM, LATER, "Read also", "A bus stop moves", last, "Comments")
    assert find_resumed(page, 0, 3) == {6, 9}


@pytest.mark.parametrize("end", ["Share", "23 comments", "Tags: mill, wheel"])
def test_what_follows_on_the_end_of_an_article_is_none_of_it(end: str) -> None:
    assert find_resumed(page_of(*TEXT, end, *FORM, LATER), 0, 3) == frozenset()


@pytest.mark.parametrize("head", ["14 March 2026", "By Tom Askew"])
def test_another_article_below_is_none_of_it(head: str) -> None:
    assert find_resumed(page_of(*TEXT, *FORM, head, LATER), 0, 3) == frozenset()


def test_paragraphs_about_something_else_are_none_of_it() -> None:
    other = "Sailors like soup that has been on a stove since Monday, or so our cooks have heard."
    assert find_resumed(page_of(*TEXT, *FORM, other), 0, 3) == frozenset()


@pytest.mark.parametrize("line", ["ann@valley.example", "한소담 기자 sodam@achim.example"])
def test_a_name_with_an_address_is_a_contact(line: str) -> None:
    assert is_contact(look_at(PageLine(line)))


def test_a_sentence_with_an_address_is_none() -> None:
    assert not is_contact(look_at(PageLine("Write to ann@valley.example before the first of May.")))
    assert not is_contact(look_at(PageLine("Ann Lowe of the valley")))


NEEDS = ("200 g of flour", "4 large plums", "a spoon of sugar", "3 eggs", "some butter")
WHY = "These plums with flour and butter are what my grandmother made every year in September."
STEPS = (
    "Mix the flour with the butter and the sugar, add the eggs, and let all of it rest a while.",
    "Cut the large plums into halves, lay them on it, and bake them in September or at any time.",
    "Wait until the butter no longer sings and the plums have turned as dark as the pan itself.",
)


def test_what_one_needs_above_how_it_is_done_is_of_the_article() -> None:
    page = page_of("Plum cake", WHY, *NEEDS, *STEPS)
    assert find_begun(page, 7) == {1, 2, 3, 4, 5, 6}


def test_menus_and_other_headlines_above_are_not() -> None:
    other = ("The 50 best books", "Why 3 of us left", "Rain until May", "A mill for sale")
    assert find_begun(page_of("Plum cake", WHY, *other, *STEPS), 6) == frozenset()
    assert find_begun(page_of("Plum cake", *NEEDS, *STEPS), 6) == frozenset()


def test_questions_and_answers_go_on_behind_a_form() -> None:
    talk = ("— Who pays?", "— Nobody, as far as I know.", "— And who cooks?", "— All of us do.")
    page = page_of(*TEXT, *talk, *FORM, "— Until when?", "— Until it rains.", "Share")
    assert find_resumed(page, 0, 7) == {10, 11}
