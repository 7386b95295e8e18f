"""Splitting units into segments."""

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.splitting import Case, join_cases, read_cases
from transkit.text.sentences import has_letters, join_segments, split_finely, split_sentences
from transkit.units import Segment


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


CASES = Path(__file__).parents[1] / "data" / "text"


def _cases() -> Iterator[tuple[str, Case]]:
    for path in sorted(CASES.glob("sentences.*.txt")):
        language = path.suffixes[0].removeprefix(".")
        yield from ((language, case) for case in read_cases(path))


@pytest.mark.parametrize(
    ("language", "case"),
    [pytest.param(language, case, id=case.text[:60]) for language, case in _cases()],
)
def test_text_is_split_as_by_hand(language: str, case: Case) -> None:
    whole = tuple(segment.source for segment in split_sentences(case.text, language))
    fine = tuple(segment.source for segment in split_finely(case.text, language))
    assert ((whole, fine) == (case.sentences, case.fine)) is not case.is_known_wrong


def test_cases_are_many_and_few_of_them_are_known_wrong() -> None:
    counts = Counter(language for language, _ in _cases())
    assert counts["en"] >= 200
    assert counts["uk"] >= 40
    assert counts["ko"] >= 40
    assert sum(case.is_known_wrong for _, case in _cases()) <= 3


@pytest.mark.parametrize("language", ["en", "uk", "ko"])
def test_a_sentence_of_a_paragraph_is_one_sentence_alone(language: str) -> None:
    cases = [case for name, case in _cases() if name == language]
    for paragraph in join_cases(cases, seed=3):
        for split in (split_sentences, split_finely):
            for segment in split(paragraph.text, language):
                again = [part.source for part in split(segment.source, language)]
                assert again == [segment.source]


@given(
    st.lists(
        st.sampled_from(
            [*'aBтТ가다 .!?"“”«»()—1…', "...", "\n\n", "\u00a0", "No.", "Mr.", " said", "р."]
        ),
        max_size=30,
    ),
    st.sampled_from(["en", "uk", "ko", "de"]),
)
def test_what_is_split_whole_is_split_finely_too(parts: list[str], language: str) -> None:
    text = "".join(parts)
    whole, fine = split_sentences(text, language), split_finely(text, language)
    for segments in (whole, fine):
        assert "".join(s.leading + s.source + s.trailing for s in segments) == text
    assert _ends(whole) <= _ends(fine)


def _ends(segments: tuple[Segment, ...]) -> set[int]:
    lengths = [len(s.leading + s.source + s.trailing) for s in segments]
    return set(accumulate(lengths))


def test_a_no_break_space_behind_an_initial_is_a_space() -> None:
    text = "The prize went to A.\u00a0Marlow.\u00a0She was glad."
    assert [s.source for s in split_sentences(text, "en")] == [
        "The prize went to A.\u00a0Marlow.",
        "She was glad.",
    ]


@pytest.mark.parametrize("sentence", ["“Not yet. ", "They came «at night. ", "A word and "])
def test_a_text_too_long_for_one_go_loses_nothing(sentence: str) -> None:
    text = sentence * 20_000
    segments = split_sentences(text, "en")
    assert "".join(s.leading + s.source + s.trailing for s in segments) == text
    assert len(segments) > 10 or "." not in sentence


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "The vote was 5 to 4 (with one abstention.) It stands.",
            ["The vote was 5 to 4 (with one abstention.)", "It stands."],
        ),
        ("The firm (Barlow & Co.) Sold it.", ["The firm (Barlow & Co.) Sold it."]),
        ("She has a degree (Ph.D.) From Yale.", ["She has a degree (Ph.D.) From Yale."]),
        ("Two of them (approx.) A day.", ["Two of them (approx.) A day."]),
        ("Approx. 40 people came. Few left.", ["Approx. 40 people came.", "Few left."]),
    ],
)
def test_a_full_stop_in_parentheses_is_the_sentences_behind_a_whole_word(
    text: str, sentences: list[str]
) -> None:
    assert [s.source for s in split_sentences(text, "en")] == sentences
