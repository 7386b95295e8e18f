"""Particles by the sound before them."""

from __future__ import annotations

import pytest

from transkit.text.korean_particles import adapt_particle, final_of, is_particle


@pytest.mark.parametrize(
    ("word", "final"),
    [
        ("서울", "l"), ("부산", "c"), ("제주", "v"), ("KBS", "v"), ("FBI", "v"), ("CNN", "c"),
        ("NHL", "l"), ("NATO", "v"), ("UN", "c"), ("OPEC", "c"), ("Google", "l"), ("Samsung", "c"),
        ("Netflix", "v"), ("Facebook", "c"), ("Twitter", "v"), ("iPhone", "c"), ("Amazon", "c"),
        ("2024", "v"), ("G7", "l"), ("G20", "c"), ("1", "l"), ("3", "c"), ("8", "l"), ("9", "v"),
        ("100", "c"), ("5000", "c"), ("B-52", "v"), ("“서울”", "l"), ("", ""), ("Ω", ""),
    ],
)  # fmt: skip
def test_what_a_word_ends_in_as_it_is_read(word: str, final: str) -> None:
    assert final_of(word) == final


@pytest.mark.parametrize(
    ("tail", "consonant", "rieul", "vowel"),
    [
        ("은", "은", "은", "는"), ("가", "이", "이", "가"), ("를", "을", "을", "를"),
        ("와", "과", "과", "와"), ("과의", "과의", "과의", "와의"), ("로", "으로", "로", "로"),
        ("으로부터", "으로부터", "로부터", "로부터"), ("라고", "이라고", "이라고", "라고"),
        ("이라는", "이라는", "이라는", "라는"), ("였다", "이었다", "이었다", "였다"),
        ("에서", "에서", "에서", "에서"), ("의", "의", "의", "의"),
        ("입니다", "입니다", "입니다", "입니다"),
        ("로서도", "으로서도", "로서도", "로서도"),
        ("와까지도", "과까지도", "과까지도", "와까지도"),
        ("에게서도", "에게서도", "에게서도", "에게서도"), ("조차도", "조차도", "조차도", "조차도"),
        ("", "", "", ""), ("대통령", "대통령", "대통령", "대통령"),
    ],
)  # fmt: skip
def test_a_particle_takes_the_form_of_the_sound_before_it(
    tail: str, consonant: str, rieul: str, vowel: str
) -> None:
    assert [adapt_particle(tail, final) for final in "clv"] == [consonant, rieul, vowel]


def test_a_particle_is_told_from_other_letters() -> None:
    assert is_particle("은")
    assert is_particle("으로는")
    for chain in (
        "조차도",
        "에게서도",
        "까지만은",
        "에서마저도",
        "한테서까지",
        "으로부터까지도",
        "와만은",
    ):
        assert is_particle(chain), chain
    for other in ("은행", "도시", "만두", "에스", "까지르", "하고래"):
        assert not is_particle(other), other
    assert not is_particle("은", "v")
    assert not is_particle("가족")
