"""Planting errors, and how findings and ranks are counted."""

from __future__ import annotations

import random

import pytest

from benchmarks.checks import area_under_curve, false_alarms, find_planted
from benchmarks.nonsense import NONSENSE, share_to_read
from benchmarks.planting import PLANTERS
from transkit.checks.registry import check_names

ROWS = {
    "uk": [
        ("It cost 30 euros in May.", "У травні це коштувало 30 євро."),
        ("The two of them did not sleep there.", "Двоє з них там не спали, бо було 2 ночі."),
        ("He said “we shall see” to us, and left.", 'Він сказав нам "побачимо" і пішов.'),
        ("Then the old Ferguson left for Toronto.", "Потім старий Фергюсон поїхав у Торонто."),
        ("Two boats sank near the old bridge.", "Біля старого мосту затонули два човни."),
    ],
    "ko": [
        ("It cost 30 dollars in May.", "5월에 30달러였다."),
        ("The people did not sleep there.", "그 사람들은 거기에서 자지 않았다."),
        ("He said “we shall see” to us, and left.", '그는 우리에게 "두고 보자"라고 말했다.'),
        ("Then the old Ferguson left for Toronto.", "그 뒤 늙은 퍼거슨이 토론토로 갔다."),
    ],
}  # fmt: skip


def _same() -> random.Random:
    return random.Random(1)  # noqa: S311 # the same ones every time


@pytest.mark.parametrize("language", ROWS)
@pytest.mark.parametrize("kind", PLANTERS)
def test_planted_errors_are_new_and_the_same_every_time(kind: str, language: str) -> None:
    rows = ROWS[language]
    planted = PLANTERS[kind].plant(rows, language, _same(), 20)
    again = PLANTERS[kind].plant(rows, language, _same(), 20)
    assert planted == again
    assert len(planted) <= 20
    changed = [case.after[-1] for case in planted]
    assert all(case.before != case.after for case in planted)
    assert len(set(changed)) == len(changed)


def test_every_check_has_errors_that_are_planted_for_it() -> None:
    meant = {check for kind in PLANTERS.values() for check in kind.checks}
    assert meant <= {*check_names()}
    # What an engine thinks of its drafts is no error that could be planted in a text.
    assert {*check_names()} - meant == {"score"}


def test_a_term_is_planted_with_its_glossary() -> None:
    rows = [("The government met there today.", "Там уряд зібрався, бо уряду було важко."),
            ("It wrote to the government.", "Вона написала до уряду.")]  # fmt: skip
    kind = PLANTERS["not the glossary's term"]
    (case,) = kind.plant(rows, "uk", _same(), 5)
    assert case.terms == [("government", "уряд")]
    recall, missed = find_planted([case], "uk", kind.checks)
    assert (recall.planted, recall.meant, missed) == (1, 1, [])


def test_a_row_with_several_places_gets_several_errors() -> None:
    rows = [ROWS["uk"][0]]
    planted = PLANTERS["doubled word"].plant(rows, "uk", _same(), 3)
    assert len(planted) == 3


def test_what_is_found_is_what_the_error_brought() -> None:
    rows = ROWS["uk"]
    planted = PLANTERS["number changed"].plant(rows, "uk", _same(), 5)
    recall, missed = find_planted(planted, "uk")
    assert recall.planted == len(planted) == recall.found + len(missed)
    assert recall.found > 0
    share, counts = false_alarms(rows[:1], "uk")
    assert (share, counts) == (0.0, {})


def test_the_area_under_the_curve_is_the_chance_that_a_bad_one_comes_first() -> None:
    assert area_under_curve([3.0, 2.0, 1.0], [True, False, False]) == 1.0
    assert area_under_curve([1.0, 2.0, 3.0], [True, False, False]) == 0.0
    assert area_under_curve([1.0, 1.0], [True, False]) == 0.5


def test_the_share_of_drafts_to_read_is_counted() -> None:
    rows = ROWS["uk"]
    assert share_to_read(rows, "uk", NONSENSE["what a person wrote"], 9) == 0.0
    assert share_to_read(rows, "uk", NONSENSE["no word"], 9) == 1.0
    for make in NONSENSE.values():
        assert 0.0 <= share_to_read(rows, "uk", make, 3) <= 1.0
