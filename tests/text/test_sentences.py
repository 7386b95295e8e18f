"""Splitting units into segments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.text.sentences import has_letters, join_segments, split_finely, split_sentences


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


@pytest.mark.parametrize(
    ("text", "language", "sentences"),
    [
        (
            '"Stop!" he said. "We came. We saw. We left," he said.',
            "en",
            ['"Stop!" he said.', '"We came.', "We saw.", 'We left," he said.'],
        ),
        (
            "Він сказав: «Стій! Хто йде?» і пішов. А. Б. Шевченко прийшов.",
            "uk",
            ["Він сказав: «Стій!", "Хто йде?» і пішов.", "А. Б. Шевченко прийшов."],
        ),
        (
            "그는 “안녕하세요. 반갑습니다.”라고 말했다. 비가 왔다.",
            "ko",
            ["그는 “안녕하세요.", "반갑습니다.”라고 말했다.", "비가 왔다."],
        ),
    ],
)
def test_a_quotation_is_split_finely(text: str, language: str, sentences: list[str]) -> None:
    assert [segment.source for segment in split_finely(text, language)] == sentences


@given(
    st.text(
        st.sampled_from('aB. !?"“”«»\n가1') | st.characters(exclude_categories=["Cs"]), max_size=60
    )
)
def test_splitting_finely_loses_nothing(text: str) -> None:
    segments = split_finely(text, "en")
    assert "".join(s.leading + s.source + s.trailing for s in segments) == text
    assert all(s.source == s.source.strip() for s in segments)
    assert not any(s.leading for s in segments[1:])
