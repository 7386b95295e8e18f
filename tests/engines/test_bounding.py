"""Cutting long texts into chunks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.engines.bounding import bound_text, split_at_gaps


def by_letter(text: str) -> list[str]:
    """Tokenize as a model without any pieces would."""
    return list(text)


STRIPPED = st.text(max_size=400).map(str.strip).filter(bool)


@given(STRIPPED, st.integers(1, 50))
def test_chunks_and_separators_are_the_text_and_each_fits(text: str, limit: int) -> None:
    chunks = bound_text(text, by_letter, limit)
    assert "".join(chunk.text + chunk.separator for chunk in chunks) == text
    assert all(len(chunk.tokens) <= limit or len(chunk.text) == 1 for chunk in chunks)
    assert all(chunk.text == chunk.text.strip() for chunk in chunks)
    assert all(not chunk.separator.strip() for chunk in chunks)


def test_what_fits_is_one_chunk() -> None:
    (chunk,) = bound_text("short enough", by_letter, 12)
    assert (chunk.text, chunk.separator) == ("short enough", "")


def test_a_clause_end_near_the_middle_is_preferred_to_a_space() -> None:
    chunks = bound_text("the first half ends here, and the second begins", by_letter, 40)
    assert [chunk.text for chunk in chunks] == [
        "the first half ends here,",
        "and the second begins",
    ]


def test_words_are_not_broken_while_there_is_white_space() -> None:
    text = "word " * 200 + "end"
    assert {chunk.text for chunk in bound_text(text, by_letter, 4)} == {"word", "end"}


@pytest.mark.parametrize("unit", ["e\u0301", "👨\u200d👩\u200d👧", "👍🏽", "각"])
def test_a_character_that_a_reader_sees_is_not_broken(unit: str) -> None:
    chunks = bound_text(unit * 100, by_letter, 30)
    assert all(chunk.text.startswith(unit) and chunk.text.endswith(unit) for chunk in chunks)
    assert "".join(chunk.text for chunk in chunks) == unit * 100


def test_a_character_of_many_tokens_stays_one_chunk() -> None:
    chunks = bound_text("😀😀", lambda text: list(text) * 4, 2)
    assert [chunk.text for chunk in chunks] == ["😀", "😀"]


GAPPED = st.lists(st.text("ab \t", max_size=9), max_size=9).map("".join).map(str.strip)


@given(GAPPED.filter(bool))
def test_gaps_that_the_model_cannot_see_stay_between_the_parts(text: str) -> None:
    parts = split_at_gaps(text, str.split)
    assert "".join(part + gap for part, gap in parts) == text
    assert all(part and part == part.strip() for part, _ in parts)
    assert not any("  " in part or "\t" in part for part, _ in parts)


def test_gaps_that_the_model_sees_are_left_to_it() -> None:
    assert split_at_gaps("Name:  Olena\tAge: 41", by_letter) == [("Name:  Olena\tAge: 41", "")]
    assert split_at_gaps("one space", str.split) == [("one space", "")]
