"""The Protocol that every engine keeps, and what is known about an engine before it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeGuard

from transkit.models.records import ModelRecord
from transkit.units import Draft

__all__ = [
    "Done",
    "Engine",
    "EngineFactory",
    "EngineInfo",
    "EngineRequest",
    "Found",
    "ModelEngineFactory",
    "PreparableEngine",
    "can_prepare",
    "loads_models",
]

Done = Callable[[Mapping[int, Draft]], None]
"""Called with drafts as soon as they are final, keyed by the position of their segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineRequest:
    """What a run needs from an engine."""

    source: str
    """BCP 47 tag."""
    target: str
    """BCP 47 tag."""
    model: Path | None = None
    """Package folder or archive that the user named."""
    only_pair: bool = False
    """Whether the run has no other pair that a model which the user named could be for."""
    beam: int = 4
    """Beam size, 1 to 64; 1 is greedy search."""
    jobs: int = 1
    """Batches translated at the same time, at least 1."""
    preferred: tuple[str, ...] = ()
    """Names of engines that come before others, however good they are, the first first."""
    url: str = ""
    """Server that the user named, for an engine that is one."""
    ahead: bool = False
    """Whether the model is about to be needed: what can is begun while something else goes on."""

    def __post_init__(self) -> None:
        if not 1 <= self.beam <= 64:
            raise ValueError(f"beam must be 1 to 64: {self.beam}")
        if self.jobs < 1:
            raise ValueError(f"jobs must be at least 1: {self.jobs}")


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineInfo:
    """Who makes a draft: what the ledger is keyed by and the catalog's header says."""

    name: str
    """Name of the engine: ``argos``."""
    models: tuple[str, ...]
    """What a person calls the models, in the order they are used (two where it pivots)."""
    model_hash: str
    """SHA-256 over all that decides the output, hexadecimal."""
    settings: str
    """Everything else that decides the output, readable: ``beam=4``."""
    rough: bool = False
    """A starter model: the drafts show the gist and no more."""
    licences: tuple[str, ...] = ()
    """Of the models, as their makers say; empty where nothing is said."""
    non_commercial: bool = False
    """A licence forbids commercial use of the model."""
    quality: float = 0.5
    """COMET that may be expected of the drafts, in [0, 1]; of two models in a row, the product."""

    @property
    def label(self) -> str:
        """Return engine and models in one line: ``argos en→uk 1.4``."""
        return f"{self.name} {' + '.join(self.models)}"

    @property
    def credit(self) -> str:
        """Return engine, models and licences in one line: ``firefox en→uk 3.0 (MPL-2.0)``."""
        return f"{self.label} ({self.licence})" if self.licence else self.label

    @property
    def licence(self) -> str:
        """Return the licences in one line, empty where none is stated: ``not stated, MPL-2.0``."""
        if not any(self.licences):
            return ""
        return ", ".join(dict.fromkeys(licence or "not stated" for licence in self.licences))


class Engine(Protocol):
    """Translates segments. Loads its model on first use, never on import or construction."""

    @property
    def info(self) -> EngineInfo:
        """Who this is; known without loading the model."""
        ...

    def translate(self, segments: Sequence[str], /, *, done: Done | None = None) -> list[Draft]:
        """Return one draft per segment, in order.

        Nothing is cut off however long a segment is; a segment without a letter comes back as it
        is. `done` is called in the caller's thread with each batch's drafts once they are final,
        every segment exactly once.

        Raises:
            EngineError: The model cannot be loaded or fails.
        """
        ...


class PreparableEngine(Engine, Protocol):
    """An engine that can load its model while something else goes on."""

    def prepare(self) -> None:
        """Begin to load the model, because it is about to be needed; return at once.

        What goes wrong in the background is an error of the next `translate`.

        Raises:
            ModelError: The model's files are not what was installed.
            EngineError: The tokenizer cannot be loaded.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An engine for a request, and what the user should hear about the search."""

    engine: Engine
    warnings: tuple[str, ...] = ()
    """A line each, for example about a broken model folder."""
    reason: str = ""
    """Why this engine and model, in plain words; empty where there was no choice to make."""


class EngineFactory(Protocol):
    """What an entry point in ``transkit.engines`` must be."""

    name: str
    """What ``--engine`` takes."""

    def find(self, request: EngineRequest, hashes: MutableMapping[str, str], /) -> Found:
        """Return an engine for the request; no weights are loaded yet.

        Args:
            request: The language pair and settings.
            hashes: Known hashes of model files, see `transkit.models.packages.hash_model`.

        Raises:
            ModelNotFoundError: No installed model covers the pair.
            ModelError: The model that the user named cannot be used.
        """
        ...


class ModelEngineFactory(EngineFactory, Protocol):
    """A factory whose engines load models that lie on this computer; ``auto`` chooses among them.

    Other distributions' factories need not be one: they are used when they are named.
    """

    def problem(self) -> str:
        """Return why no model of this engine can be used here, or nothing; loads no library."""
        ...

    def covers(self, model: ModelRecord, source: str, target: str, /) -> bool:
        """Tell whether a model of this engine translates a pair of BCP 47 tags."""
        ...

    def open(
        self, model: ModelRecord, request: EngineRequest, hashes: MutableMapping[str, str], /
    ) -> Engine:
        """Return an engine for a model that covers the request's pair; loads no weights.

        Raises:
            ModelError: The model is broken.
        """
        ...


def can_prepare(engine: Engine) -> TypeGuard[PreparableEngine]:
    """Tell whether an engine can load ahead; nothing of it is touched that it may have to work out.

    A protocol that is checked at run time would ask for `Engine.info`, too, before Python 3.12.
    """
    return hasattr(engine, "prepare")


def loads_models(factory: EngineFactory) -> TypeGuard[ModelEngineFactory]:
    """Tell whether a factory can be asked about single models."""
    return all(hasattr(factory, name) for name in ("problem", "covers", "open"))
