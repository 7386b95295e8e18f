"""What people type to name a model: ``en-uk``, ``firefox:en-ko``, ``translate-en_uk``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transkit.errors import LanguageError, UsageError
from transkit.text.languages import from_argos_code

__all__ = ["ModelName", "parse_name", "parse_pair"]

_ENGINE = re.compile(r"(?P<engine>[a-z][a-z0-9]*):(?P<pair>.+)", re.ASCII | re.DOTALL)
_HINT = "name it by its languages, such as en-uk, or by engine and languages: firefox:en-uk"
_LONGEST = 100
_SEPARATORS = ("→", ">", "_", "-")
"""Between two languages; a hyphen stands inside a tag, too, and so comes last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelName:
    """A model as a person names it."""

    source: str
    """BCP 47 tag."""
    target: str
    """BCP 47 tag."""
    engine: str | None = None
    """``None`` for the best there is."""

    def __str__(self) -> str:
        pair = f"{self.source}-{self.target}"
        return f"{self.engine}:{pair}" if self.engine else pair


def parse_name(text: str) -> ModelName:
    """Return the model that `text` names.

    Raises:
        UsageError: It is no name of a model.
    """
    match = _ENGINE.fullmatch(text)
    source, target = parse_pair(match["pair"] if match else text)
    return ModelName(engine=match["engine"] if match else None, source=source, target=target)


def parse_pair(text: str) -> tuple[str, str]:
    """Return the BCP 47 tags of two languages: ``en-uk``, ``zh-Hant-en``, ``translate-en_uk``.

    Where a hyphen could stand in a tag as well as between two, the first split that gives two
    languages counts: ``en-pt-BR`` is English into Brazilian Portuguese.

    Raises:
        UsageError: These are not two languages.
    """
    wanted = text.strip().removeprefix("translate-")
    if len(wanted) <= _LONGEST:
        for separator in _SEPARATORS:
            parts = wanted.split(separator)
            for i in range(1, len(parts)):
                source = _tag(separator.join(parts[:i]))
                target = _tag(separator.join(parts[i:]))
                if source and target and (source != target or source == "mul"):
                    return source, target
    shown = wanted if len(wanted) <= 40 else f"{wanted[:39]}…"
    raise UsageError(f"{shown!r} names no model", hint=_HINT)


def _tag(code: str) -> str:
    """Return the canonical tag, empty where there is no such language."""
    if code.strip() == "mul":
        return "mul"
    try:
        return from_argos_code(code.strip())
    except LanguageError:
        return ""
