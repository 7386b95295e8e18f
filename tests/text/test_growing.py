"""Pairs of words that grow to their neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.text.growing import grow_pairs
from transkit.text.word_alignment import align_words

PAIRS = st.dictionaries(st.integers(0, 14), st.integers(0, 14)).map(
    lambda found: [(i, j) for j, i in {j: i for i, j in found.items()}.items()]
)


def test_neighbours_of_a_pair_are_paired_in_order() -> None:
    assert grow_pairs([(1, 1)], [0, 1, 2], [0, 1, 2]) == [(0, 0), (1, 1), (2, 2)]


def test_small_words_between_are_passed_over() -> None:
    assert grow_pairs([(0, 0)], [0, 3], [0, 1]) == [(0, 0), (3, 1)]


def test_neighbours_that_changed_places_are_paired_when_nothing_else_is_left() -> None:
    assert grow_pairs([(0, 1)], [0, 1], [0, 1]) == [(0, 1), (1, 0)]


def test_without_pairs_nothing_grows() -> None:
    assert grow_pairs([], [0, 1], [0, 1]) == []


@given(PAIRS, st.integers(1, 15), st.integers(1, 15))
def test_pairs_are_kept_and_no_word_is_in_two(
    pairs: list[tuple[int, int]], ours: int, theirs: int
) -> None:
    pairs = [(i, j) for i, j in pairs if i < ours and j < theirs]
    grown = grow_pairs(pairs, range(ours), range(theirs))
    assert set(pairs) <= set(grown)
    assert len({i for i, _ in grown}) == len({j for _, j in grown}) == len(grown)


def test_very_long_texts_grow_whole() -> None:
    grown = grow_pairs([(k, k) for k in range(0, 30_000, 3)], range(30_000), range(30_000))
    assert grown == [(k, k) for k in range(30_000)]


def test_the_word_beside_a_known_one_is_its_neighbours_counterpart() -> None:
    source, target = "They saw the brass zorple.", "Вони побачили мідну зорпелку."
    links = {
        source[link.source_start : link.source_end]: target[link.target_start : link.target_end]
        for link in align_words(source, target, ("en", "uk"))
    }
    assert links["zorple"] == "зорпелку"


@pytest.mark.parametrize(
    ("language", "source", "target", "number", "counted"),
    [
        ("uk", "It closed in 1998 for good.", "1998 року його закрили.", "1998", "1998 року"),
        ("ko", "We met five people.", "우리는 다섯 명을 만났다.", "five", "다섯 명을"),
    ],
)
def test_a_word_that_only_counts_belongs_to_its_number(
    language: str, source: str, target: str, number: str, counted: str
) -> None:
    links = align_words(source, target, ("en", language))
    found = [link for link in links if source[link.source_start : link.source_end] == number]
    assert target[found[0].target_start : found[-1].target_end] == counted
