"""Regular expressions that are compiled when they are first used.

Python takes a millisecond or two for a class with the characters of Chinese, Japanese or Korean,
and most texts need none of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["late_pattern"]


class _Late:
    """Behaves like the compiled pattern from the first use on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        """Return a method or value of the pattern, which is then found without this call."""
        if name.startswith("_"):
            raise AttributeError(name)
        value = getattr(re.compile(*self._source), name)
        self.__dict__[name] = value
        return value

    def __repr__(self) -> str:
        pattern, flags = self._source
        return f"late_pattern({pattern!r}, {flags})"


def late_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled at its first use; a wrong one fails only there.

    It has the methods and values of a pattern and is none for `isinstance` and the functions of
    `re`.

    Args:
        pattern: A regular expression.
        flags: As for `re.compile`.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))
