"""Title, deck, byline and date above an article's text."""

from __future__ import annotations

import pytest

from transkit.documents.features import Page, PageLine, look_at, look_at_page
from transkit.documents.heads import find_head, is_name

TEXT = (
    "The wheel of the mill stood still from January to November, and the miller slept very well.",
    "In spring the county sent two engineers to the mill, who wrote a report about its wheel.",
    "Two joiners of the valley have offered to make a new wheel for free, if somebody cooks.",
)
TITLE = "A quiet year at the mill"


def head_of(*above: str) -> list[str]:
    """Return which lines above the text are its head."""
    page = Page(look_at_page([PageLine(text) for text in (*above, *TEXT)]))
    return [above[index] for index in sorted(find_head(page, len(above)))]


@pytest.mark.parametrize(
    "under",
    [
        ("Ann Lowe", "14 March 2026"),
        ("Written by", "Ann Lowe", "Date", "14 March 2026"),
        ("Nobody missed the wheel but a cat", "Ann Lowe", "14 March 2026"),
        ("Ann Lowe", "correspondent of the valley", "14 March 2026"),
        ("Ірина Кохан", "Сьогодні, 21:47"),
        ("by", "한여울", "Mar 9. 2026"),
    ],
)
def test_a_bare_name_is_the_authors(under: tuple[str, ...]) -> None:
    head = head_of("Menu", "News", TITLE, *under)
    labels = {"Written by", "Date", "by", "correspondent of the valley"}
    assert head == [TITLE, *(line for line in under if line not in labels)]


def test_a_name_behind_the_date_is_not() -> None:
    assert "Tom Askew" not in head_of("Menu", TITLE, "14 March 2026", "Photo:", "Tom Askew")


@pytest.mark.parametrize(
    "deck", ["Nobody missed the old wheel", "A joiner, two engineers and a report that says little"]
)
def test_a_deck_between_title_and_author_needs_no_words_of_the_text(deck: str) -> None:
    assert deck in head_of("Menu", TITLE, deck, "By Ann Lowe", "14 March 2026")


def test_a_deck_that_looks_more_like_the_title_is_not_taken_for_it() -> None:
    deck = "How two engineers and two joiners wrote reports about a wheel of the valley"
    title = "Millers of our valley sleep better"
    head = head_of("Menu", title, deck, "Ann Lowe", "correspondent", "14 March 2026")
    assert head[:2] == [title, deck]


@pytest.mark.parametrize("trail", ["Home > Valley > The mill", "Home › The valley of the mill"])
def test_where_on_the_site_a_page_is_is_no_title(trail: str) -> None:
    assert trail not in head_of("Menu", trail, TITLE, "14 March 2026")


@pytest.mark.parametrize("name", ["Ann Lowe", "Марта Дзюба", "한여울", "Jean de La Rue"])
def test_names_are_known_by_their_shape(name: str) -> None:
    assert is_name(look_at(PageLine(name))) is (name != "Jean de La Rue")


@pytest.mark.parametrize("other", ["Ann writes", "News", "Search", "여행작가입니다요"])
def test_what_is_no_name(other: str) -> None:
    assert not is_name(look_at(PageLine(other)))
