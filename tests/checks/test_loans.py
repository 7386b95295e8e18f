"""What looks like a foreign name."""

from __future__ import annotations

import pytest

from transkit.checks.loans import grams_of, loan_score, loans_path


@pytest.mark.parametrize(
    ("language", "name", "common"),
    [("ko", "블링컨", "사람들"), ("ko", "크로아티아", "어머니"), ("uk", "Бразилія", "дорога")],
)
def test_a_foreign_name_scores_higher_than_a_common_word(
    language: str, name: str, common: str
) -> None:
    assert loan_score(name, language) > max(0.0, loan_score(common, language))


def test_what_has_no_letters_of_the_language_scores_nothing() -> None:
    assert loan_score("abc", "ko") == 0.0


def test_a_korean_word_is_made_of_syllables_ends_and_pairs() -> None:
    assert grams_of("한글a") == ["한", "글", "_4", "_8", "하_", "그_", "한글"]
    assert loans_path("ko").is_file()
