"""Dictionaries of word forms that may be installed: of Ukrainian, with the extra ``ukrainian``."""

from __future__ import annotations

from functools import cache
from typing import Any

__all__ = ["ukrainian_dictionary"]


@cache
def ukrainian_dictionary() -> Any:
    """Return pymorphy3's analyzer of Ukrainian; ``None`` where it is not installed.

    It is loaded once in a process (0.1 s, 30 MB), and only when it is asked for.
    """
    try:
        import pymorphy3
    except ImportError:
        return None
    try:
        return pymorphy3.MorphAnalyzer(lang="uk")
    except ValueError:  # the package for Ukrainian is missing
        return None
