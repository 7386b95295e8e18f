"""What becomes of the words that a line break cuts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from transkit.documents.lines import columns
from transkit.documents.plain import read_text

STORY = Path(__file__).parents[1] / "data" / "text" / "korean_story.txt"
LEAD = "The board of the old company, which had been owned by nobody but the"


def sources(text: str, language: str) -> list[str]:
    return [unit.source for unit in read_text(text, path="a.txt", language=language).units]


def cut_at(text: str, width: int) -> str:
    """Return a paragraph cut at a column, whatever stands there; spaces at the cuts are lost."""
    lines = [""]
    for sign in text:
        if columns(lines[-1]) + columns(sign) > width:
            lines.append("")
        if lines[-1] or sign != " ":
            lines[-1] += sign
    return "\n".join(line.rstrip() for line in lines)


def wrapped_at(text: str, width: int) -> str:
    """Return a paragraph broken between words."""
    lines = [""]
    for word in text.split():
        if lines[-1] and columns(f"{lines[-1]} {word}") > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".lstrip()
    return "\n".join(lines)


def gaps(text: str) -> set[int]:
    """Return before which of its letters a text has spaces."""
    return {match.start() - at for at, match in enumerate(re.finditer(" ", text))}


def test_compounds_keep_the_hyphen_that_they_were_cut_at_and_other_words_lose_it() -> None:
    text = (
        f"{LEAD} state-\nowned railways since the war, met on Monday to hear what its long-\n"
        "term plans were, and whether the town and its citizens and the govern-\n"
        "ment of the day would pay for the barom-\n"
        "eter that stood on the pier until the great fire of last year, by the so-\n"
        "called mill, and why the man who looked after it had been so well-\nknown.\n"
    )
    (source,) = sources(text, "en")
    found = ("state-owned", "long-term", "government", "barometer", "so-called", "well-known.")
    assert [word for word in found if f" {word}" not in source] == []
    assert source.endswith(" well-known.")


def test_a_ukrainian_compound_keeps_its_hyphen() -> None:
    text = (
        "Рада старого товариства зібралася в понеділок, щоб почути, які соціально-\n"
        "економічні наслідки матиме рішення і чи заплатить за нього держа-\n"
        "ва, яка обіцяла це ще торік, коли в порту згоріли склади й загину-\n"
        "ли люди, і коли всі говорили тільки про це.\n"
    )
    (source,) = sources(text, "uk")
    assert "соціально-економічні" in source
    assert "держава," in source
    assert "загинули" in source


@pytest.mark.parametrize("width", [46, 52, 60, 66, 72, 78])
def test_korean_words_that_were_cut_at_a_column_are_whole_again(width: int) -> None:
    story = STORY.read_text("utf-8").strip().split("\n\n")
    cut = [cut_at(paragraph, width) for paragraph in story]
    found = sources("\n\n".join(cut) + "\n", "ko")
    assert [source.replace(" ", "") for source in found] == [p.replace(" ", "") for p in story]
    wrong = sum(len(gaps(a) ^ gaps(b)) for a, b in zip(story, found, strict=True))
    naive = sum(len(gaps(a) ^ gaps(b.replace("\n", " "))) for a, b in zip(story, cut, strict=True))
    assert wrong <= naive / 2


@pytest.mark.parametrize("width", range(50, 92, 3))
def test_korean_lines_that_end_with_words_keep_their_spaces(width: int) -> None:
    story = STORY.read_text("utf-8").strip().split("\n\n")
    text = "\n\n".join(wrapped_at(paragraph, width) for paragraph in story)
    assert sources(f"{text}\n", "ko") == story
