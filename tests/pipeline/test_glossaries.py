"""Which glossary holds, and that it is read no more often than it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from transkit.errors import TermsError
from transkit.pipeline import glossaries
from transkit.pipeline.glossaries import term_checker
from transkit.terms.glossary import Term

PAIR = ("en", "uk")


def test_a_glossary_is_read_once_for_a_folder_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    find_terms = glossaries.find_terms

    def counted(folder: Path, languages: tuple[str, str]) -> list[Term]:
        read.append(folder)
        return find_terms(folder, languages)

    monkeypatch.setattr(glossaries, "find_terms", counted)
    assert term_checker(tmp_path, PAIR) is None
    table = tmp_path / "terms.csv"
    table.write_text("source,uk\nharbour,гавань\n", encoding="utf-8")
    first, second = term_checker(tmp_path, PAIR), term_checker(tmp_path, PAIR)
    assert first is not None
    assert first == second
    assert len(read) == 1
    assert first("The harbour froze.", "Порт замерз.")
    table.write_text("source,uk\nharbour,порт\n", encoding="utf-8")
    third = term_checker(tmp_path, PAIR)
    assert third is not None
    assert not third("The harbour froze.", "Порт замерз.")
    assert len(read) == 2


def test_a_glossary_that_cannot_be_read_says_so_each_time(tmp_path: Path) -> None:
    tmp_path.joinpath("terms.csv").write_bytes(b"\xff\xfe\xff")
    for _ in range(2):
        with pytest.raises(TermsError):
            term_checker(tmp_path, PAIR)
