"""Running again where nothing has changed: files are compared with what the last run left.

A run reads documents, settings, glossaries, catalogs, templates, models and the memory. Where
all of that, byte for byte, and transkit itself are what they were when a run of the same command
had nothing left to do, this run has nothing to do either. Whatever is not sure counts as a change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, final

import transkit
from transkit.engines.base import EngineInfo
from transkit.extensions import code_state
from transkit.files import hash_file
from transkit.memory.settled import Settled
from transkit.memory.store import Store
from transkit.pipeline.glossaries import glossary_state
from transkit.pipeline.options import Options
from transkit.pipeline.results import DocumentResult
from transkit.pipeline.sources import STDIN
from transkit.settings import find_settings

__all__ = ["LastRun", "Left", "Watch"]

_GROUPS = ("transkit.checks", "transkit.documents", "transkit.engines")


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """What a run came to that would come to the same again."""

    documents: tuple[DocumentResult, ...]
    copied: int
    """Catalogs whose drafts are mostly the source unchanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How a run leaves one document in one language."""

    result: DocumentResult
    source: str
    """SHA-256 of the document as it was read."""
    catalog: str
    """SHA-256 of the catalog as it was read, or written."""
    is_first: bool
    """Whether there was no catalog before."""
    is_told: bool
    """Whether the run warned about it: so does the next one, if it is still so."""


@final
class Watch:
    """Compares the state of everything that one command depends on with that of its last run.

    It has to be made before the run reads anything: what changes while the run goes on is then a
    change for the next one.
    """

    def __init__(
        self, paths: Sequence[Path], options: Options, languages: Sequence[str], store: Store
    ) -> None:
        self._paths = paths
        self._settled = Settled(store)
        asked = [str(Path.cwd()), repr(options), *languages, *map(str, paths)]
        # What a run of another transkit came to may not even have the same columns.
        self._command = _digest([*(field.name for field in fields(DocumentResult)), *asked])
        self._around = [
            transkit.__version__,
            _code_version(),
            *_settings_around(paths),
            *glossary_state(options.output_dir),
        ]

    @classmethod
    def for_run(
        cls, paths: Sequence[Path], options: Options, languages: Sequence[str], store: Store
    ) -> Watch | None:
        """Return a watch, or ``None`` for a run whose outcome is none to remember."""
        if options.dry_run or options.redraft or any(str(path) == STDIN for path in paths):
            return None
        try:
            return cls(paths, options, languages, store)
        except OSError:  # settings that cannot be read: the run will say so
            return None

    @property
    def has_last_run(self) -> bool:
        """Whether there was such a run at all; looked up without asking for an engine."""
        return self._settled.outcome(self._command) is not None

    def last_run(self, engines: Mapping[str, EngineInfo]) -> LastRun | None:
        """Return what the last run came to, if this one would come to the same.

        Args:
            engines: By language tag.
        """
        known = self._settled.outcome(self._command)
        if known is None:
            return None
        state, outcome = known
        content = json.loads(outcome)
        rows = tuple(_row(item) for item in content["documents"])
        try:
            sources = [hash_file(path) for path in self._paths]
            catalogs = [hash_file(row.catalog) for row in rows]
            templates = _hash_templates(rows)
        except OSError:
            return None
        if state != self._state(engines, [*sources, *catalogs, *templates]):
            return None
        return LastRun(documents=rows, copied=int(content["copied"]))

    def keep(self, left: Sequence[Left], copied: int, engines: Mapping[str, EngineInfo]) -> None:
        """Remember what a run without failures came to, if a next one would have nothing to do.

        Args:
            left: Every document in every language, in the order of languages, then paths.
            copied: See `LastRun`.
            engines: By language tag.
        """
        rows = [_again(item) for item in left]
        settled = [row for row in rows if row is not None]
        documents = len(self._paths)
        if len(settled) < len(rows) or self._settled.others_wrote():
            return
        try:
            templates = _hash_templates(settled)
        except OSError:
            return
        sources = [item.source for item in left[:documents]]
        catalogs = [item.catalog for item in left]
        outcome = {"documents": [_plain(row) for row in settled], "copied": copied}
        self._settled.keep(
            self._command,
            self._state(engines, [*sources, *catalogs, *templates]),
            json.dumps(outcome, ensure_ascii=False),
        )

    def _state(self, engines: Mapping[str, EngineInfo], files: Iterable[str]) -> bytes:
        """Return the digest of everything that the outcome depends on."""
        makers = [f"{language} {info!r}" for language, info in engines.items()]
        return _digest([*self._around, str(self._settled.news()), *makers, *files])


def _again(left: Left) -> DocumentResult | None:
    """Return what a next run would say about a document; ``None`` where that is not sure."""
    row = left.result
    if left.is_told:
        return None
    if not row.drafted and not row.changed:
        return replace(row, seconds=0.0)
    if left.is_first and not (row.kept or row.recalled):
        return replace(row, drafted=0, reused=row.units, seconds=0.0, changed=False)
    return None


def _hash_templates(rows: Iterable[DocumentResult]) -> list[str]:
    """Return the hashes of the templates, each once."""
    return [hash_file(path) for path in dict.fromkeys(row.template for row in rows)]


def _settings_around(paths: Iterable[Path]) -> list[str]:
    """Return which settings hold for documents, and what they say."""
    folders = dict.fromkeys([*(path.absolute().parent for path in paths), Path.cwd()])
    real = [folder.resolve() for folder in folders]
    found = dict.fromkeys(map(find_settings, real))
    texts = [f"{path} {hash_file(path)}" for path in found if path is not None]
    return [*map(str, real), *texts]


@cache
def _code_version() -> str:
    """Return a text that changes with the code of transkit and of what extends it."""
    return _digest(code_state(_GROUPS, Path(transkit.__file__).parent)).hex()


def _plain(row: DocumentResult) -> dict[str, Any]:
    """Return a row as JSON holds it."""
    return {**asdict(row), "catalog": str(row.catalog), "template": str(row.template)}


def _row(content: Mapping[str, Any]) -> DocumentResult:
    """Return the row that `_plain` was given."""
    catalog, template = Path(content["catalog"]), Path(content["template"])
    return DocumentResult(**{**content, "catalog": catalog, "template": template})


def _digest(parts: Iterable[str]) -> bytes:
    """Return a hash that differs whenever a part does."""
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()
