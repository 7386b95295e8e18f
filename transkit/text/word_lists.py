"""Lists of words that come with transkit, one file for each list and language in ``words``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["read_list", "times_of", "without_comments"]


@cache
def read_list(name: str, language: str) -> str:
    """Return a list without its comments; empty where a language has none.

    Args:
        name: Of the list: ``opposites``, …
        language: Primary subtag.
    """
    path = Path(__file__).with_name("words") / f"{name}.{language}.txt"
    if not path.is_file():
        return ""
    return without_comments(path.read_text(encoding="utf-8"))


@cache
def times_of(language: str) -> frozenset[str]:
    """Return words that say when, how often or how much, beside numbers, in small letters.

    Args:
        language: Primary subtag.
    """
    return frozenset(read_list("times", language).split())


def without_comments(text: str) -> str:
    """Return a list's lines without those that only tell what is in it: they begin with ``#``."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
