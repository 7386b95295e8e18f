"""What engines have in common whose models lie on this computer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from transkit.engines.base import Done, Engine, EngineInfo, EngineRequest, Found
from transkit.engines.choosing import covers_pair
from transkit.engines.ctranslate import CTranslateModel, Decoding, Output
from transkit.engines.drafting import draft_segments
from transkit.engines.finding import find_engine
from transkit.errors import EngineError
from transkit.models.quality import quality_of
from transkit.models.records import ModelRecord
from transkit.models.verifying import check_before_load
from transkit.units import Draft

__all__ = ["CTranslateEngine", "Loaded", "LocalFactory", "describe_engine", "load_pieces"]


class LocalFactory(ABC):
    """Finds the model, or the two models, for a language pair."""

    name: str

    def find(self, request: EngineRequest, hashes: MutableMapping[str, str], /) -> Found:
        """Return the engine for `request`; see `transkit.engines.base.EngineFactory`."""
        return find_engine([self], request, hashes)

    def problem(self) -> str:
        """Return nothing: what these models need is always installed."""
        return ""

    def covers(self, model: ModelRecord, source: str, target: str, /) -> bool:
        """Tell whether a model is for this pair."""
        return covers_pair(model, source, target)

    @abstractmethod
    def open(
        self, model: ModelRecord, request: EngineRequest, hashes: MutableMapping[str, str], /
    ) -> Engine:
        """Return the engine for one model; see `transkit.engines.base.ModelEngineFactory`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A CTranslate2 model with its tokenizer, and what it wants around a text."""

    encode: Callable[[str], list[str]]
    model: CTranslateModel
    before: tuple[str, ...] = ()
    """Tokens before the source's own."""
    after: tuple[str, ...] = ()
    """Tokens behind them."""

    def run(
        self, inputs: Sequence[Sequence[str]], decoding: Decoding
    ) -> Iterator[dict[int, Output]]:
        """Yield the outputs of one batch after the other; see `CTranslateModel.run`."""
        framed = [[*self.before, *tokens, *self.after] for tokens in inputs]
        return self.model.run(framed, decoding)


class CTranslateEngine(ABC):
    """One CTranslate2 model as an engine.

    Args:
        folder: Where the model and what belongs to it lie.
        request: Beam and jobs.
        hashes: See `transkit.models.hashing.hash_cached`.
    """

    def __init__(
        self, folder: Path, request: EngineRequest, hashes: MutableMapping[str, str]
    ) -> None:
        self._folder = folder
        self._request = request
        self._hashes = hashes
        self._loaded: Loaded | None = None

    @cached_property
    def info(self) -> EngineInfo:
        """Who this is; the model is not loaded for it, but its files are hashed if they are new.

        Raises:
            ModelError: A file cannot be read.
        """
        return self._describe()

    def translate(self, segments: Sequence[str], /, *, done: Done | None = None) -> list[Draft]:
        """Return one draft per segment, in order; see `transkit.engines.base.Engine`."""
        loaded = self._load()
        return draft_segments(
            segments,
            encode=loaded.encode,
            run=loaded.run,
            beam=self._request.beam,
            done=done,
        )

    def prepare(self) -> None:
        """Begin to load the model; see `transkit.engines.base.PreparableEngine`."""
        self._load().model.prepare()

    def _load(self) -> Loaded:
        """Return the tokenizer, and the model, which loads its weights when it needs them."""
        if self._loaded is None:
            check_before_load(self._folder, self._hashes)
            self._loaded = self._open()
        return self._loaded

    @abstractmethod
    def _describe(self) -> EngineInfo:
        """Return who this is."""

    @abstractmethod
    def _open(self) -> Loaded:
        """Return the tokenizer, which is loaded, and the model, which is not yet.

        Raises:
            EngineError: The tokenizer cannot be loaded.
        """


def describe_engine(record: ModelRecord, model_hash: str, settings: str) -> EngineInfo:
    """Return who an engine is that drafts with one model.

    Args:
        record: The model.
        model_hash: SHA-256 over all its files that decide the drafts.
        settings: What else does, readable.
    """
    return EngineInfo(
        name=record.engine,
        models=(f"{record.source}→{record.target} {record.version}".rstrip(),),
        model_hash=model_hash,
        settings=settings,
        rough=record.starter,
        licences=(record.licence,),
        non_commercial=record.non_commercial,
        quality=quality_of(record).value,
    )


def load_pieces(path: Path) -> Any:
    """Return a SentencePiece processor.

    Raises:
        EngineError: The file is missing or damaged.
    """
    import sentencepiece

    try:
        return sentencepiece.SentencePieceProcessor(model_proto=path.read_bytes())
    except (RuntimeError, OSError) as error:
        raise EngineError(
            f"the tokenizer cannot be loaded: {error}",
            path=path,
            hint="it may be damaged: install it again",
        ) from error
