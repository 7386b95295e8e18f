"""Lists of words that checks know, as the files in the folder ``words`` hold them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from transkit.text.word_lists import without_comments

__all__ = ["any_of", "read_rows", "read_table", "read_words"]

_CONTINUED = re.compile(r"\n +")


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the words of a list, which is read once in a process.

    Args:
        name: Of the file, without its ending: ``en-common``. Its first line says what is in it;
            words are separated by white space, and a line that begins with ``#`` is none.
    """
    return frozenset(word for row in read_rows(name) for word in row.split())


@cache
def any_of(name: str) -> str:
    """Return a regular expression for any word of a list, to be put between the ends of a word.

    Args:
        name: Of the file, without its ending. In it ``*`` at the end of a word stands for all that
            may follow, ``_`` for a space.
    """
    words = sorted(read_words(name))
    return "|".join(re.escape(word.replace("_", " ")).replace(r"\*", r"\w*") for word in words)


@cache
def read_rows(name: str) -> tuple[str, ...]:
    """Return the lines of a list, without those that say what is in it (``#``) and empty ones.

    Args:
        name: Of the file, without its ending. A line that begins with spaces belongs to the one
            before it.
    """
    path = Path(__file__).with_name("words") / f"{name}.txt"
    lines = without_comments(path.read_text(encoding="utf-8")).splitlines()
    return tuple(_CONTINUED.sub(" ", "\n".join(filter(str.strip, lines))).splitlines())


@cache
def read_table(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words behind the bar of each line of a list, by what stands before it.

    Args:
        name: Of the file, without its ending. ``_`` stands for a space in a word behind the bar.
    """
    rows = (row.partition("|") for row in read_rows(name))
    return {
        key.strip(): tuple(word.replace("_", " ") for word in words.split())
        for key, _, words in rows
    }
