"""What `transkit build` is asked for, and what it says about its work: values."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from transkit.pipeline.origins import SourceState
from transkit.pipeline.sources import Failure
from transkit.units import Reference, State

__all__ = ["STDOUT", "BuildOptions", "BuildResult", "BuiltDocument", "Pending"]

STDOUT = "-"
"""The output that is not written anywhere but returned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How `build` works; the defaults are those of the command line."""

    output: str | os.PathLike[str] | None = None
    """File or folder, or ``-``; ``None`` is beside the source."""
    unreviewed: Literal["draft", "source", "fail"] = "draft"
    """What stands in for a unit that no person has reviewed."""
    require_reviewed: float = 0.0
    """Percent of the units below which nothing is written, 0 to 100."""
    notice: bool = False
    """Add a line that says that the text is machine-translated."""
    keep_furniture: bool = False
    article_only: bool = False
    """Leave out what is not the article also of formats whose furniture is part of the page."""
    format_name: Literal["text", "markdown"] | None = None
    """Make this from the units; ``None`` is the format of the source."""
    learn: bool = True
    """Keep in the memory what people wrote in the catalogs."""
    memory: Path | None = None
    """The memory's file; ``None`` is the user's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A unit that no person has reviewed."""

    state: State
    source: str
    reference: Reference | None
    built_as: Literal["draft", "source"]
    """What stands in the article for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltDocument:
    """What became of one catalog."""

    catalog: Path
    language: str
    """BCP 47 tag."""
    source_language: str
    output: Path | None
    """``None`` for standard output."""
    format: str
    encoding: str
    """Python codec of `content`."""
    content: bytes
    """The article."""
    source: Path | None
    """The file that the catalog was made from; ``None`` where it names none."""
    source_state: SourceState
    units: Mapping[str, int]
    """How many are ``initial``, ``translated``, ``reviewed``, and in ``total``."""
    words: Mapping[str, int]
    """The same of their sources' words."""
    pending: tuple[Pending, ...]
    """In reading order."""
    notes: tuple[str, ...]
    """What a person should know, a line each."""
    refused: str | None
    """Why nothing was written, in plain words; ``None`` where it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What `build` did."""

    documents: tuple[BuiltDocument, ...]
    """In the order of the catalogs."""
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...] = ()
    """A line each."""
