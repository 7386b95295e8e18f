"""Comparing the versions of models."""

from __future__ import annotations

import pytest

from transkit.models.versions import version_key


@pytest.mark.parametrize(
    ("older", "newer"), [("1.9", "1.10"), ("", "0.1"), ("3.0a1", "3.0"), ("x", "1"), ("3", "3.0.5")]
)
def test_versions_are_compared_as_numbers(older: str, newer: str) -> None:
    assert version_key(older) < version_key(newer)


def test_zeros_at_the_end_say_nothing() -> None:
    assert version_key("3") == version_key("3.0") == version_key("3.0.0")
