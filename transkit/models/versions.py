"""Comparing the versions of models."""

from __future__ import annotations

import re

__all__ = ["version_key"]

_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def version_key(version: str) -> tuple[tuple[int, ...], bool]:
    """Return a sortable key: numbers compare as numbers, and ``3.0a1`` comes before ``3.0``.

    Parts that do not begin with a number count as 0; ``3`` and ``3.0`` are the same.
    """
    matches = [_NUMBER.match(part) for part in version.split(".")]
    numbers = [int(match[0]) if match else 0 for match in matches]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers), not any(character.isalpha() for character in version)
