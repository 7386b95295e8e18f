"""Pages in Ukrainian and Korean whose lines are marked: how much of them is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.marked import judge, read_marked
from benchmarks.pages import mean_score

MARKED = Path(__file__).parents[1] / "data" / "documents" / "marked"
LANGUAGES = ("ko", "uk")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_pages_of_many_kinds(language: str) -> None:
    pages = list(read_marked(MARKED / language))
    assert len(pages) >= 12
    assert sum(page.name.startswith("aside_") for page in pages) * 3 >= len(pages) - 1


@pytest.mark.parametrize("spaced", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_loses_more_than_a_tenth(language: str, *, spaced: bool) -> None:
    outcomes = {page.name: judge(page, spaced=spaced) for page in read_marked(MARKED / language)}
    assert {name: outcome.missing for name, outcome in outcomes.items() if outcome.lost > 0.1} == {}


@pytest.mark.parametrize("spaced", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_kept_is_the_article(language: str, *, spaced: bool) -> None:
    scores = [judge(page, spaced=spaced).score for page in read_marked(MARKED / language)]
    assert mean_score(scores).f1 >= 0.94


def test_a_line_without_a_mark_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("+ Text\nno mark\n", "utf-8")
    with pytest.raises(ValueError, match=r"a\.txt:2 begins with none of"):
        list(read_marked(tmp_path))
