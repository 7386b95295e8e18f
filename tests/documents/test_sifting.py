"""What a line of a page is seen against: run, title, author, lists, and what stands beside it."""

from __future__ import annotations

import pytest

from transkit.documents.features import Page, PageLine, look_at, look_at_page
from transkit.documents.furniture import settle_run, sifted_lines
from transkit.documents.pasted import Found, Weights, find_run
from transkit.documents.sifting import Run, sift_rows

TITLE = "The bridge at Carrow opens a year late"
BODY = (
    "The new bridge at Carrow opened on Monday, a year late, and half the town walked across it.",
    "Nobody had asked for a band, but the band came anyway, and played until the rain was over.",
    "Engineers blamed the river, which had moved twice since the first plans were drawn for it.",
    "The council has promised the town that the old bridge will stay open to people on foot.",
)
TEASERS = tuple(
    f"{name} wins the long race again after a night that nobody in the harbour will forget soon."
    for name in ("Ivens", "Marla", "Ostrow", "Pell", "Quist", "Renn", "Sorel", "Tamm")
)
PAGE = (
    f"{TITLE} | The Carrow Post",
    *("Home", "Sports", "Menu"),
    *TEASERS,
    "Weather",
    TITLE,
    "By Harald Mott",
    *BODY,
    "Read also",
    "Ferry sold to a museum in the north",
    "Harald Mott has walked every bridge of the county and writes about most of them.",
)
FIRST = PAGE.index(BODY[0])


def page_of(*texts: str) -> Page:
    """Return a page of these lines."""
    return Page(look_at_page([PageLine(text) for text in texts]))


def run_of(page: Page, first: int, last: int) -> Run:
    """Return a run that is certain."""
    chances = [float(first <= index < last) for index in range(len(page.sights))]
    return Run(first, last, chances, last)


def test_text_behind_the_title_outweighs_longer_lists_of_other_stories() -> None:
    page = page_of(*PAGE)
    assert (page.first, page.last) == (FIRST, FIRST + len(BODY))
    assert page.floor == PAGE.index(TITLE) + 1


def test_a_title_that_is_named_again_inside_does_not_cut_the_article() -> None:
    page = page_of(*PAGE[:FIRST], *BODY, TITLE, *BODY, *PAGE[FIRST + len(BODY) :])
    assert (page.first, page.last) == (FIRST, FIRST + 2 * len(BODY) + 1)


def test_no_run_begins_before_the_title() -> None:
    weights = Weights(line={"prose": 3.0, "bias": -1.0}, start={}, end={})
    assert find_run(page_of(*PAGE), weights).first == FIRST


def test_a_numbered_list_behind_the_title_may_be_the_text() -> None:
    steps = [f"{number}. {name} to Carrow, on foot" for number, name in enumerate("ABCDEFG", 1)]
    page = page_of(f"{TITLE} | The Carrow Post", "Home", TITLE, *steps, "Menu", "Home")
    assert page.floor == 3
    assert page.first >= 3
    assert page.last == 3 + len(steps)


def test_a_long_line_with_a_sentence_inside_is_text_without_its_full_stop() -> None:
    text = f"{BODY[0]} {BODY[1][:-1]}"
    assert look_at(PageLine(text)).prose
    assert not look_at(PageLine(f"{text}…"[-120:])).prose
    assert not look_at(PageLine(BODY[0][:-1])).prose


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Carrow (North): 10th bridge", "w (w): w"),
        ("Ferry: sold to a museum", ""),
        ("Ferry sold to a museum", ""),
        ("", ""),
    ],
)
def test_the_shape_of_a_line_is_its_punctuation(text: str, shape: str) -> None:
    assert look_at(PageLine(text)).shape == shape


def test_lines_of_one_shape_are_counted() -> None:
    page = page_of("Menu", "Carrow (A): first", "Mott (B): second", "Pell (C): 3rd", "Menu")
    assert page.alike == [0, 3, 3, 3, 0]


def test_long_lines_that_only_begin_alike_are_not_the_same() -> None:
    text = " ".join(BODY)
    first, second, third = look_at_page([PageLine(text), PageLine(f"{text} No."), PageLine(text)])
    assert first.repeated
    assert third.repeated
    assert not second.repeated


def test_rows_do_not_depend_on_the_lines_that_are_asked_for() -> None:
    page = page_of(*PAGE)
    run = run_of(page, FIRST, FIRST + len(BODY))
    rows = sift_rows(page, run, range(len(PAGE)))
    assert sift_rows(page, run, range(3, 8)) == rows[3:8]
    assert len(rows) == len(PAGE)


def test_a_line_knows_the_author_the_title_and_the_labels_above_it() -> None:
    page = page_of(*PAGE)
    rows = sift_rows(page, run_of(page, FIRST, FIRST + len(BODY)), range(len(PAGE)))
    note, teaser, text = rows[-1], rows[-2], rows[FIRST]
    assert note["author"] == 2
    assert note["since_related"] == 2
    assert teaser["since_related"] == 1
    assert text["since_related"] == 40
    assert text["title_said"] > teaser["title_said"]
    assert (text["inside"], note["inside"]) == (True, False)
    assert note["past_labels"] == 1


def test_site_names_are_known_from_the_pages_own_name_and_its_foot() -> None:
    page = page_of(*PAGE, "The Carrow Post is the paper of the county.", "© 2026 Lindqvist Media")
    rows = sift_rows(page, run_of(page, FIRST, FIRST + len(BODY)), range(len(PAGE) + 2))
    assert rows[-2]["site"] > rows[FIRST]["site"]
    assert rows[-1]["site"] == 2


def test_a_page_of_one_line_has_a_row() -> None:
    page = page_of("Menu")
    assert len(sift_rows(page, run_of(page, 0, 1), range(1))) == 1


def found(page: Page, first: int, last: int) -> Found:
    """Return a run that the model is sure of."""
    return Found(first, last, tuple(run_of(page, first, last).chances))


def test_a_run_that_goes_on_behind_a_label_ends_before_it() -> None:
    page = page_of(*PAGE)
    run = settle_run(page, found(page, FIRST, len(PAGE)))
    assert (run.first, run.last) == (FIRST, PAGE.index("Read also"))
    assert run.chances[-1] < 0.5


def test_a_run_apart_from_the_text_behind_the_title_gives_way_to_it() -> None:
    page = page_of(*PAGE)
    run = settle_run(page, found(page, 4, 8))
    assert (run.first, run.last) == (page.first, page.last)


def test_a_list_at_the_end_goes_on_to_its_end() -> None:
    groups = [f"{name} (Group {group}): on foot" for name, group in zip("KLMNO", "ABCDE")]  # noqa: B905
    page = page_of(*PAGE[: FIRST + len(BODY)], *groups, "Menu")
    run = settle_run(page, found(page, FIRST, FIRST + len(BODY)))
    assert run.listed == FIRST + len(BODY)
    assert run.last == run.listed + len(groups)


def test_lines_far_from_the_run_are_not_looked_at() -> None:
    page = page_of(*PAGE, *(f"Entry {number}" for number in range(100)))
    lines = sifted_lines(page, run_of(page, FIRST, FIRST + len(BODY)))
    assert lines.start == page.floor
    assert FIRST + len(BODY) <= lines.stop < len(PAGE) + 100
