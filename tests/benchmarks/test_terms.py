"""Measuring how terms get into constructed sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import terms
from benchmarks.terms import measure
from transkit.terms.enforcing import Enforced, Enforcer, Replacement
from transkit.terms.glossary import Term

LINE = "Kyiv\tКиїв!Киев\tA train to Kyiv was late.\tПотяг до [Киева|Києва] запізнився.\n"


@pytest.mark.parametrize(
    ("result", "right", "untouched"),
    [
        ("Потяг до Києва запізнився.", 1, 1),
        ("Потяг до Київ запізнився.", 0, 1),
        ("Потяг до Києва запізнилася.", 0, 0),
        ("Потяг у Києва запізнився.", 0, 0),
    ],
)
def test_what_is_touched_outside_the_marked_place_counts_whatever_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, result: str, right: int, untouched: int
) -> None:
    path = tmp_path / "uk.tsv"
    path.write_text(LINE, encoding="utf-8")
    change = Replacement(Term(source="Kyiv", target="Київ"), "Потяг до Киева запізнився.", result)

    class Fake(Enforcer):
        def enforce(self, source: str, target: str) -> Enforced:
            assert (source, target) == ("A train to Kyiv was late.", change.was)
            return Enforced(target=result, replaced=(change,))

    monkeypatch.setattr(terms, "Enforcer", Fake)
    score, _ = measure(path, "uk")
    assert (score.forms, score.right, score.untouched) == (1, right, untouched)
    assert score.wrong == 1 - right


def test_what_is_left_in_silence_is_counted_apart(tmp_path: Path) -> None:
    path = tmp_path / "uk.tsv"
    lines = (
        "Kyiv\tКиїв\tA train to Kyiv was late.\tПотяг до [столиці|Києва] запізнився.\n",
        "Kyiv\tКиїв\tA Kyiv train was late.\t[Київський потяг|Потяг із Києва] запізнився.\n",
        "Kyiv\tКиїв!столиця\tHe saw Kyiv.\tВін бачив [столицю|Київ/Київа].\n",
    )
    path.write_text("".join(lines), encoding="utf-8")
    score, _ = measure(path, "uk")
    assert (score.forms, score.said, score.silent, score.wrong) == (3, 1, 1, 0)
    assert score.right == 1
