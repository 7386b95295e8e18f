"""The measurement of sentence splitting measures what it says."""

from __future__ import annotations

from pathlib import Path

from benchmarks.splitting import Case, join_cases, measure, read_cases

CASE = Case(
    text="One. “Two. Three.” Four.",
    sentences=("One.", "“Two. Three.”", "Four."),
    fine=("One.", "“Two.", "Three.”", "Four."),
    is_known_wrong=False,
)


def test_cases_are_read_with_their_marks(tmp_path: Path) -> None:
    path = tmp_path / "cases.txt"
    path.write_text("# a heading\n\nOne.‖ “Two.¦ Three.”‖ Four.\n~ No.‖ Yes.\n", encoding="utf-8")
    first, second = read_cases(path)
    assert first == CASE
    assert second.is_known_wrong
    assert second.text == "No. Yes."


def test_ends_are_counted() -> None:
    score = measure(
        [CASE], "en", lambda _text, _language: ["One. “Two.", " Three.” Four."], fine=False
    )
    assert (score.found, score.made_up, score.missed) == (0, 1, 2)
    assert (score.precision, score.recall) == (0.0, 0.0)
    perfect = measure([CASE], "en", lambda _text, _language: CASE.fine, fine=True)
    assert (perfect.precision, perfect.recall, perfect.wrong) == (1.0, 1.0, ())


def test_paragraphs_hold_every_case_but_headings_once() -> None:
    heading = Case(text="Who pays", sentences=("Who pays",), fine=(), is_known_wrong=False)
    paragraphs = join_cases([CASE, heading] * 5, seed=1)
    assert [len(paragraph.sentences) for paragraph in paragraphs] == [12, 3]
    assert " ".join(p.text for p in paragraphs) == " ".join([CASE.text] * 5)
    assert paragraphs == join_cases([CASE, heading] * 5, seed=1)
