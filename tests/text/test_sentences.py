"""Splitting units into segments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.text.sentences import has_letters, join_segments, split_sentences


@given(st.text(max_size=300), st.sampled_from(["en", "uk", "ko", "pt-BR", "zh-Hant"]))
def test_segments_joined_with_their_own_words_are_the_unit(text: str, language: str) -> None:
    segments = split_sentences(text, language)
    assert join_segments(segments, tuple(segment.source for segment in segments)) == text


@given(st.text(max_size=300))
def test_a_segment_has_no_white_space_at_its_ends(text: str) -> None:
    segments = split_sentences(text, "en")
    assert all(segment.source == segment.source.strip() for segment in segments)
    assert len(segments) == 1 or all(segment.source for segment in segments)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("He met Dr. Bell of the U.S. Army at 5 p.m. on Jan. 5.", None),
        ('"Really?" she asked. He nodded.', ['"Really?" she asked.', "He nodded."]),
        ("  Lead.  Trail.  ", ["Lead.", "Trail."]),
        ("Він пішов. Вона лишилась.", ["Він пішов.", "Вона лишилась."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str] | None) -> None:
    got = [segment.source for segment in split_sentences(text, "en")]
    assert got == (expected or [text])


def test_white_space_between_sentences_survives() -> None:
    segments = split_sentences(" One.\t\tTwo.  ", "en")
    assert [(s.leading, s.trailing) for s in segments] == [(" ", "\t\t"), ("", "  ")]


def test_joining_needs_a_target_for_every_segment() -> None:
    segments = split_sentences("One. Two.", "en")
    with pytest.raises(ValueError, match="argument"):
        join_segments(segments, ("Один.",))


@pytest.mark.parametrize(("text", "expected"), [("12:30", False), ("№ 5", False), ("п", True)])
def test_letters_are_letters_of_any_script(text: str, *, expected: bool) -> None:
    assert has_letters(text) is expected
