"""Measuring where tags go."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.tags import Case, align_by_place, measure, read_cases, words_inside
from transkit.text.word_alignment import align_words

DATA = Path(__file__).parents[1] / "data" / "text"


def test_the_right_words_are_exact_and_others_are_not() -> None:
    cases = [
        Case("a <b1>red</b1> house", "a <b1>red</b1> house"),
        Case("one <i1>two</i1> <b1>three</b1> four", "<b1>three</b1> <i1>two</i1> four one"),
    ]
    score = measure(cases, align_by_place, ("en", "en"))
    assert score.exact == pytest.approx(2 / 3)
    assert score.f1 == pytest.approx(2 / 3)
    assert [wanted for wanted, _ in score.wrong] == [cases[1].target]


def test_words_inside_are_counted_from_the_first() -> None:
    assert words_inside("One, <a1>two <b1>three</b1></a1>.<br1/>") == {"a1": {1, 2}, "b1": {2}}


@pytest.mark.parametrize("line", ["no tabulator", "<a1>x\t<a1>y</a1>", "<a1>x</a1>\t</a1>"])
def test_a_line_that_is_no_case_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "cases.txt"
    path.write_text(f"a\tb\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"cases\.txt:2: not two sentences"):
        read_cases(path)


@pytest.mark.parametrize("name", ["tags", "unseen.tags"])
@pytest.mark.parametrize("language", ["uk", "ko"])
def test_words_place_tags_better_than_places_do(name: str, language: str) -> None:
    cases = read_cases(DATA / f"{name}.en-{language}.txt")
    pair = ("en", language)
    by_words = measure(cases, lambda one, other: align_words(one, other, pair), pair)
    assert by_words.f1 > measure(cases, align_by_place, pair).f1 + 0.2
