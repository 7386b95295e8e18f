"""Which lines of a page are its article's."""

from __future__ import annotations

from tools.alignment import align

BODY = (
    "The mill stood dry for forty years, and nobody had told the river. It came back.\n"
    "Who owns it\nThe river does, says the baker, who has hung the key between the knives."
)


def test_lines_of_the_article_are_found_between_those_that_are_not() -> None:
    lines = [
        "Home", "The mill that forgot",
        "The mill stood dry for forty years, and nobody had told the river.", "It came back.",
        "Read also: the baker and his knives", "Who owns it",
        "The river does, says the baker, who has hung the key between the knives.", "Home",
    ]  # fmt: skip
    assert align(lines, BODY) == [False, False, True, True, False, True, True, False]


def test_a_menu_entry_that_is_also_a_word_of_the_article_is_none_of_it() -> None:
    lines = ["river", "knives", "baker", *BODY.split("\n"), "river", "key"]
    assert align(lines, BODY) == [False, False, False, True, True, True, False, False]


def test_a_line_that_was_changed_a_little_is_found() -> None:
    line = "The mill stood dry for forty long years, and nobody had told the river of it."
    assert align([line, "Share"], BODY) == [True, False]


def test_nothing_is_found_in_nothing() -> None:
    assert align([], BODY) == []
    assert align(["A line of its own, which is nowhere else"], "") == [False]
