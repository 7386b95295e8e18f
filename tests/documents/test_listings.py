"""Lists in an article: what begins, announces, heads, follows and interrupts them."""

from __future__ import annotations

import pytest

from transkit.documents.features import Page, PageLine, Sight, look_at_page
from transkit.documents.furniture import find_furniture
from transkit.documents.listings import (
    complete_lists,
    count_on,
    fill_up,
    find_notes,
    find_opening,
    join_items,
)

BODY = "The wheel of the mill stood still from January to November, and the miller slept well."
OTHERS = ("A bus stop moves to the hill", "Share", "Menu")


def sights_of(*texts: str, gaps: frozenset[int] | None = None) -> list[Sight]:
    """Return lines, with blank lines before those that `gaps` names, or before each."""
    return look_at_page(
        [PageLine(text, gaps is None or index in gaps) for index, text in enumerate(texts)]
    )


def test_numbers_that_go_on_are_the_articles_with_the_text_below() -> None:
    sights = sights_of("Sleep", BODY, "Eat", "Advertisement", "Walk", f"Later: {BODY}", "Most read")
    markers = ["1.", "", "2.", "", "3.", "", ""]
    assert count_on(sights, markers, frozenset((0, 1, 2))) == {4, 5}


def test_most_read_stories_count_for_themselves() -> None:
    sights = sights_of("Sleep", BODY, "Most read", "A bus stop moves", "A mill burns down")
    assert count_on(sights, ["1.", "", "", "1.", "2."], frozenset((0, 1))) == frozenset()
    assert count_on(sights, ["", "", "", "1.", "2."], frozenset((0, 1))) == frozenset()


def test_items_with_the_same_marker_belong_together_inside_of_the_article() -> None:
    sights = sights_of(BODY, "A first thing", "A second thing", BODY, "A third thing")
    markers = ["", "*", "*", "", "*"]
    assert join_items(sights, markers, frozenset((0, 2, 3))) == {1}
    assert join_items(sights, ["", "*", "-", "", "*"], frozenset((0, 2, 3))) == frozenset()


def test_a_list_right_under_the_head_begins_the_article() -> None:
    lines = ("Walks", "Slow walk with three words", "player.health 2", "player.magic 2", BODY)
    assert find_opening(Page(sights_of(*lines)), frozenset((0,)), 4) == {1, 2, 3}
    assert find_opening(Page(sights_of(*lines)), frozenset(), 4) == frozenset()


@pytest.mark.parametrize("odd", ["Share", "14 March 2026", "By Ann Lowe", "Photo: Ann Lowe"])
def test_with_a_button_among_them_they_are_none(odd: str) -> None:
    lines = ("Walks", "Slow walk with three words", odd, "player.health 2", "player.magic 2", BODY)
    assert find_opening(Page(sights_of(*lines)), frozenset((0,)), 5) == frozenset()


def test_lines_of_one_shape_under_the_head_are_the_articles() -> None:
    lines = ("Races of 2026", "Share", *RACES, "Menu", BODY)
    assert find_opening(Page(sights_of(*lines)), frozenset((0,)), 9) == set(range(2, 8))


def test_a_sentence_between_two_lines_of_the_article_is_its_own() -> None:
    sights = sights_of(BODY, "Try something new this weekend 😉", "Click here", f"So: {BODY}")
    assert fill_up(sights, frozenset((0, 3))) == {1}
    sights = sights_of(BODY, "Latest from the valley", f"So: {BODY}")
    assert fill_up(sights, frozenset((0, 2))) == frozenset()


def test_a_list_has_its_heading() -> None:
    lines = (
        "Races of this year",
        "10 March in Carrow",
        "8 April in Sandow",
        "1 May in Tarrow",
        BODY,
    )
    sights = sights_of(*lines, gaps=frozenset((0, 1, 4)))
    assert complete_lists(sights, frozenset((1, 2, 3, 4))) == {0, 1, 2, 3}


def test_a_list_that_is_announced_is_whole_at_the_end_too() -> None:
    lines = (BODY, "What it has:", "Two wheels of oak", "A door for water", "Some noise", "Share")
    sights = sights_of(*lines, gaps=frozenset((0, 1, 2, 5)))
    assert complete_lists(sights, frozenset((0, 3))) == {1, 2, 3, 4}
    assert complete_lists(sights, frozenset((0,))) == frozenset()


RACES = tuple(f"{k}. race: {k + 9} March – Carrow" for k in range(1, 7))


def test_notes_below_a_list_that_ends_the_article_belong_to_it() -> None:
    notes = ("All dates may be changed by those who organize it", "As published by them on 1 March")
    page = Page(sights_of(*RACES, *notes, "Share"))
    assert find_notes(page, [""] * 6 + ["*", "*", ""], 6) == {6, 7}
    assert find_notes(page, [""] * 9, 6) == frozenset()


def test_buttons_below_a_list_do_not() -> None:
    page = Page(sights_of(*RACES, "Facebook", "Twitter", "Mail"))
    assert find_notes(page, [""] * 6 + ["*"] * 3, 6) == frozenset()


MENU = ["News", "Teams", "Drivers", "Results", "Subscribe", "Search", "Sign in", "Games", "Forum"]
FOOT = [
    *("Share", "Tags", "Leave a comment", "Read also", "Privacy policy", "Terms of use", "Videos"),
    *("© 2026 Carrow Racing. All rights reserved.", "Most read", "Newsletter", "Contact us"),
]


def test_a_page_whose_article_is_a_list_is_no_list_of_menus() -> None:
    races = [f"{k}a race: {k + 9} March – track number {k} of Carrow" for k in range(1, 13)]
    page = ["Calendar of the races of 2026 - Carrow Racing", *MENU * 3]
    page += ["Calendar of the races of 2026", "14 March 2026, 08:20", *races, *FOOT * 2]
    verdicts = find_furniture(page)
    kept = [text for text, why in zip(page, verdicts, strict=True) if why is None]
    assert [race for race in races if race not in kept] == []
    assert not {"Teams", "Forum", "Privacy policy", "Search"} & set(kept)


def test_the_name_of_a_page_goes_where_its_title_stands_again() -> None:
    title = "A wheel that nobody wanted to mend"
    assert find_furniture([f"{title} – ValleyNews", title, BODY])[0] == "name of the page"
    assert find_furniture([f"{title} – ValleyNews", BODY])[0] is None
    assert find_furniture([f"{title} – what a miller says of it all", title, BODY])[0] is None


def test_a_title_may_differ_from_the_pages_name_by_a_word() -> None:
    page = sights_of(
        "How to walk faster in Carrow", *OTHERS, "How to walk faster in (old) Carrow", BODY
    )
    marked = Page(page).sights
    assert [sight.text for sight in marked if sight.title] == ["How to walk faster in (old) Carrow"]
