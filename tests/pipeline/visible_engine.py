"""An engine whose drafts cannot be taken for a person's words: each begins with a mark."""

from __future__ import annotations

import hashlib
import re
from collections.abc import MutableMapping, Sequence

from transkit.engines.base import Done, EngineInfo, EngineRequest, Found
from transkit.units import Draft

__all__ = ["ENGINE", "MARK", "VisibleEngine", "VisibleFactory", "in_cyrillic"]

MARK = re.compile(r"Мт\d[а-п]{8}")
"""What a draft begins with: the version of the model and eight letters that stand for the text."""

_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхійклмнопкрстуввхиз")
_PLACEHOLDER = re.compile(r"(@\d+)")
_NIBBLES = str.maketrans("0123456789abcdef", "абвгдежзийклмноп")


def in_cyrillic(text: str) -> str:
    """Return a text with other letters for its small Latin ones, one for one."""
    return text.translate(_LETTERS)


class VisibleEngine:
    """Writes the source in Cyrillic behind the mark of its model."""

    def __init__(self, factory: VisibleFactory) -> None:
        self._version = factory.version

    @property
    def info(self) -> EngineInfo:
        return EngineInfo(
            name="visible",
            models=(f"model {self._version}",),
            model_hash=str(self._version),
            settings="none",
        )

    def translate(self, segments: Sequence[str], /, *, done: Done | None = None) -> list[Draft]:
        drafts = [Draft(target=self._draft(text), score=0.5) for text in segments]
        if done is not None:
            done(dict(enumerate(drafts)))
        return drafts

    def _draft(self, segment: str) -> str:
        digest = hashlib.sha256(segment.encode()).hexdigest()[:8]
        mark = f"Мт{self._version}{digest.translate(_NIBBLES)}"
        parts = _PLACEHOLDER.split(segment)
        words = (part if part.startswith("@") else in_cyrillic(part) for part in parts)
        return f"{mark} {''.join(words)}"


class VisibleFactory:
    """Finds a `VisibleEngine` of the present version for every pair of languages."""

    name = "visible"

    def __init__(self) -> None:
        self.version = 1
        """Of the model, 1 to 9."""

    def find(self, request: EngineRequest, hashes: MutableMapping[str, str], /) -> Found:
        del request, hashes
        return Found(engine=VisibleEngine(self))


ENGINE = VisibleFactory()
"""What the entry point of this engine names."""
