"""Seeing that a model went wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.engines.degeneration import (
    Degeneration,
    find_degeneration,
    is_copy,
    longest_loop,
)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("The river rose.", "", Degeneration.EMPTY),
        ("The river rose.", " \t", Degeneration.EMPTY),
        ("The river rose again today.", "The river rose again today.", Degeneration.COPY),
        ("The river rose.", "Річка, річка, річка, річка, річка.", Degeneration.LOOP),
        ("The river rose.", "і так далі і так далі і так далі і так далі", Degeneration.LOOP),
        ("Good.", "ха" * 60, Degeneration.LOOP),
        ("He said that it was cold.", "ха" * 10, Degeneration.LOOP),
        ("He said that it was cold.", "하" * 12, Degeneration.LOOP),
        ("He said that it was cold.", "그리고" * 5, Degeneration.LOOP),
        ("Hahahahahaha!", "Хахахахахаха!", None),
        ("Ministers of eleven countries signed an agreement about the water of the river. " * 3,
         "Міністри підписали угоду про воду у місті.", Degeneration.LENGTH),
        ("Yes.", "Це речення значно довше, ніж могло б бути, бо в ньому " + "ще " * 3 + "щось є.",
         Degeneration.LENGTH),
        ("A long sentence about many things that happened in the city last week. " * 3, "Так.",
         Degeneration.LENGTH),
        ("The river rose again.", "Річка знову піднялася.", None),
        ("The river rose again after the rain had stopped.", "비가 그친 뒤 강물이 다시 불었다.",
         None),
        ("OK", "OK", None),
        ("Reuters", "Reuters", None),
        ("no no no no no", "ні ні ні ні ні", None),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(source: str, target: str, expected: Degeneration | None) -> None:
    assert find_degeneration(source, target) is expected


def test_names_and_addresses_may_stay_as_they_are() -> None:
    assert not is_copy("Anna Koval, Reuters", "Anna Koval, Reuters")
    assert not is_copy(
        "See https://example.org/the/long/way now", "See https://example.org/the/long/way now"
    )


@pytest.mark.parametrize(
    "text",
    [
        "강물이 다시 불었다고 시장이 말했다",
        "BRIDGE ACROSS THE RIVER CLOSED AGAIN",
        "Mayor Says Old Bridge Will Close on Monday",
        "“the river rose",
        "水资源峰会闭幕，承诺投入四十亿美元修建水库。",
    ],
)
def test_copies_of_headlines_and_of_scripts_without_capitals_are_seen(text: str) -> None:
    assert is_copy(text, text)


@pytest.mark.parametrize("text", ["Nobody came.", "He ran!", "“It is late.”", "Was it you?"])
def test_copies_of_short_sentences_are_seen(text: str) -> None:
    assert is_copy(text, text)


@pytest.mark.parametrize(
    "text",
    ["Yahoo Inc.", "Photo: iStock.", "Bank of Kyiv", "vs.", "Hello!", "a.m."],
)
def test_names_units_and_single_words_are_no_copies(text: str) -> None:
    assert not is_copy(text, text)


def test_loops_are_counted() -> None:
    assert longest_loop("") == 0
    assert longest_loop("one two three") == 1
    assert longest_loop("no no no no") == 4
    assert longest_loop("go on go on go on") == 3


@given(st.text(max_size=200))
def test_a_text_is_never_a_loop_or_out_of_length_beside_itself(text: str) -> None:
    found = find_degeneration(text, text)
    assert found in (None, Degeneration.EMPTY, Degeneration.COPY)
