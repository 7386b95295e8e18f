"""What counts as the same words in other typography, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.text.anchors import find_anchors
from transkit.text.typography import fold_typography, same_letters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('He said "no".', "He said “no”."),
        ('He said "no".', "He said « no »."),
        ("it's", "it’s"),
        ("10-20 km", "10–20 km"),
        ("at −5 degrees", "at -5 degrees"),
        ("the river — and the sea", "the river - and the sea"),
        ("the river—and the sea", "the river -- and the sea"),
        ("Wait…", "Wait..."),
        ("Really ?", "Really?"),
        ("5 000\u00a0men", "5 000 men"),
        ("two  spaces \n here", "two spaces here"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Kyi\u0308v", "Kyïv"),
        ("об'єкт", "обʼєкт"),
    ],
)
def test_typography_makes_no_difference(one: str, other: str) -> None:
    assert fold_typography(one) == fold_typography(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 men", "6 men"),
        ("1,5", "1.5"),
        ("10-5", "10 -5"),
        ("It is", "It isn't"),
        ("Kyiv", "Lviv"),
        ("polish", "Polish"),
        ("well-known", "well known"),
        ("re-sign", "resign"),
        ("its", "it's"),
        ("5'", '5"'),
        ("No.", "No?"),
        ("run --help now", "run — help now"),
    ],
)
def test_words_numbers_and_signs_do(one: str, other: str) -> None:
    assert fold_typography(one) != fold_typography(other)


_TEXTS = st.text(
    st.sampled_from(list("ab1 2.,-–—−'’\"“”«»…\u00a0\n!?A\u00ad%()")) | st.characters(), max_size=30
)


@given(_TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_typography(fold_typography(text)) == fold_typography(text)


@given(_TEXTS)
def test_anchors_are_those_of_the_folded_text(text: str) -> None:
    assert find_anchors(text, "en") == find_anchors(fold_typography(text), "en")


def test_letters_are_compared_to_the_byte() -> None:
    assert same_letters("He said “no” — twice", 'He said "no"--twice')
    assert not same_letters("Kyi\u0308v", "Kyïv")
