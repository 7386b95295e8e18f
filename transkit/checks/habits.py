"""What an article does again and again: told once, in the first unit that does it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from transkit.checks.base import Article, Pair, Remark, note

__all__ = ["Habit", "Places", "find_habit", "tell_habit"]

Places = Callable[[str], Iterator[re.Match[str]]]
"""Finds what is done in a target, without what must not be translated."""
Habit = tuple[str, int]
"""The first unit of an article that does something, and how many units do; empty and 0 for none."""


def find_habit(article: Article, places: Places) -> Habit:
    """Return the first unit of an article with something in its target, and how many have it."""
    found = [pair.key for pair in article.pairs if next(places(pair.target.prose), None)]
    return (found[0] if found else ""), len(found)


def tell_habit(pair: Pair, habit: Habit, places: Places, said: str) -> Iterator[Remark]:
    """Yield one note where a unit is the first that does something.

    Args:
        pair: Of the article.
        habit: What `find_habit` says of it.
        places: The same as was given there.
        said: What is wrong with it, without a full stop.
    """
    first, count = habit
    match = next(places(pair.target.prose), None)
    if match is None or pair.key != first:
        return
    others = "1 other paragraph" if count == 2 else f"{count - 1} other paragraphs"
    also = f" (also in {others})" if count > 1 else ""
    yield note(f"{said}{also}", *match.span(), here=said)
