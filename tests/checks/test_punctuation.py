"""Brackets and quotation marks, also of languages that use them the other way round."""

from __future__ import annotations

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.punctuation import CHECKS
from transkit.checks.running import check_article


def _found(language: str, source: str, target: str) -> list[tuple[str, str]]:
    items = check_article(Article([Pair("1", source, target)], "en", language), CHECKS)
    return [(item.finding.check, item.finding.message) for item in items]


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("de", "»Wir sind da«, sagte der „Rat“."),
        ("da", "»Vi er her«, sagde ”rådet”."),
        ("sv", "”Vi är här”, sade ”rådet”."),
        ("fi", "”Olemme täällä”, sanoi ”neuvosto”."),
        ("fr", "« Nous sommes là », dit le “conseil”."),
        ("uk", "«Ми тут», сказала „рада“."),
        ("hu", "„Itt vagyunk, »mind« itt” – mondta."),
    ],
)
def test_each_languages_own_quotation_marks_are_right(language: str, target: str) -> None:
    assert _found(language, "“We are here,” said the “council”.", target) == []


@pytest.mark.parametrize(
    ("language", "target", "said"),
    [
        ("de", "»Wir sind da, sagte der Rat.", "the quotation mark » is not closed"),
        ("sv", "”Vi är här, sade rådet.", "the quotation mark ” is not closed"),
        ("uk", "Ми тут», сказала рада.", "a quotation mark » closes what was not opened"),
        ("uk", "»Ми тут«, сказала рада.", "a quotation mark » closes what was not opened"),
        ("uk", "«Ми тут”, сказала рада.", "the quotation marks « and ” do not belong together"),
    ],
)
def test_marks_without_their_other_half_are_told(language: str, target: str, said: str) -> None:
    assert _found(language, "“We are here,” said the council.", target) == [("quotes", said)]


@pytest.mark.parametrize(
    ("target", "missing"),
    [
        ("Там (у 2014 році.", [")"]),
        ("Там у 2014 році).", ["("]),
        ("Скінчилося) у 2014 році(.", [")", "("]),
        ("Там (у 2014 році).", []),
        ("Там: а) раз; б) два :)", []),
    ],
)
def test_brackets_that_are_missing_are_told_each_once(target: str, missing: list[str]) -> None:
    found = _found("uk", "There (in 2014).", target)
    told = [message for check, message in found if check == "brackets"]
    assert told == [f"a bracket {one} is missing" for one in missing]
