"""What `translate` says about its work: a row for each document and language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from transkit.engines.base import EngineInfo
from transkit.pipeline.sources import Failure

__all__ = ["DocumentResult", "TranslateResult"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentResult:
    """What became of one document in one language."""

    document: str
    language: str
    """BCP 47 tag."""
    units: int
    words: int
    """White-space separated words of the source, each unit once."""
    drafted: int
    """Units for which the engine was asked in this run (or would be, in a dry run)."""
    reused: int
    """Units that needed no engine: drafted before, or a person's."""
    kept: int
    """Those of `reused` that hold a person's text, or may: `unsure` among them."""
    unsure: int
    """Those of `kept` that are drafts which this memory does not know: begun by a person, or made
    elsewhere."""
    mixed: int
    """Those of `kept` with drafts beside a person's words, which nobody has reviewed since."""
    retired: int
    """Reviewed translations that this run has made obsolete: their source is gone."""
    partly: int
    """Units, drafted or reused, whose source has changed and that keep what still holds of a
    person's translation."""
    recalled: int
    """Units whose draft is what a person once wrote for the same source, or one like it."""
    flagged: int
    """Units with a comment that is a reason to look at them; 0 in a dry run, which cannot know."""
    reviewed: int
    """Units that a person has accepted or written; 0 in a dry run."""
    furniture: int
    """Lines that were left out as not part of the article."""
    seconds: float
    catalog: Path
    template: Path
    changed: bool
    """Whether the catalog was written: an unchanged one is not touched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateResult:
    """What `translate` did."""

    documents: tuple[DocumentResult, ...]
    """In the order of languages, then documents."""
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]
    """A line each."""
    engines: Mapping[str, EngineInfo]
    """Who made the drafts, by language tag."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why this engine and model, in plain words, by language tag; empty without a choice."""
    dry_run: bool = False
