"""Lists of words that checks know, as the files in the folder ``words`` hold them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["read_rows", "read_words"]


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the words of a list, which is read once in a process.

    Args:
        name: Of the file, without its ending: ``en-common``. Its first line says what is in it;
            words are separated by white space, and a line that begins with ``#`` is none.
    """
    return frozenset(word for row in read_rows(name) for word in row.split())


@cache
def read_rows(name: str) -> tuple[str, ...]:
    """Return the lines of a list, without those that say what is in it (``#``) and empty ones.

    Args:
        name: Of the file, without its ending.
    """
    path = Path(__file__).with_name("words") / f"{name}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))
