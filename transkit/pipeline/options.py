"""How `translate` is asked, and who hears how it goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

__all__ = ["Options", "Progress"]


class Progress(Protocol):
    """Hears how the work goes; all calls come from the caller's thread."""

    def begin(self, language: str, segments: int, words: int) -> None:
        """Drafting into `language` begins: so many segments and words for the engine."""

    def advance(self, segments: int, words: int) -> None:
        """So many more segments and words have become drafts."""

    def end(self) -> None:
        """Drafting into this language is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How `translate` works; the defaults are those of the command line."""

    to: tuple[str, ...]
    """Target languages, in any spelling."""
    source_language: str = "en"
    output_dir: Path = Path("locales")
    name: str | None = None
    """Name of the catalogs, for a single document."""
    engine: str = "auto"
    """Name of an engine; ``auto`` is the one with the best installed model."""
    model: Path | None = None
    """Model folder or Argos archive to use instead of an installed one."""
    url: str = ""
    """Server of an engine that is one."""
    beam: int = 4
    """Beam size, 1 to 64."""
    jobs: int | None = None
    """Batches at the same time, 1 to 256; ``None`` is one per available core."""
    recall: bool = True
    """Look into the memory of people's translations before the engine is asked."""
    least: float = 0.85
    """Similarity from which on a translation of another source is offered, 0.5 to 1."""
    trust_memory: bool = False
    """What a person translated word for word before is reviewed already."""
    redraft: bool = False
    """Draft anew what nobody has touched, also where the engine and its model are the same."""
    dry_run: bool = False
    """Say what would happen; write nothing."""
    keep_furniture: bool = False
    memory: Path | None = None
    """The memory's file; ``None`` is the user's own."""
