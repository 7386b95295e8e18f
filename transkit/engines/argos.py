"""Drafts with the packages of Argos Translate, run directly through CTranslate2.

Argos' own `translate` module is not used: it translates paragraph by paragraph in batches of 32
tokens, and importing it loads a runtime that reports to its maker. Its tokenizers are, from their
own module: importing `argostranslate.package` makes folders below the home folder and fails where
it cannot.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from transkit.engines.base import Done, EngineInfo, EngineRequest, Found
from transkit.engines.choosing import covers_pair
from transkit.engines.ctranslate import CTranslateModel
from transkit.engines.drafting import draft_segments
from transkit.engines.finding import find_engine
from transkit.errors import EngineError
from transkit.models.layouts import CODES, PIECES
from transkit.models.packages import InstalledModel, hash_model, open_model
from transkit.models.quality import quality_of
from transkit.models.records import ModelRecord
from transkit.models.verifying import check_before_load
from transkit.units import Draft

__all__ = ["ENGINE", "ArgosEngine", "ArgosFactory"]

_DRAFTING = 2
"""Raised whenever the same model and beam would give other drafts than before."""


class ArgosEngine:
    """One Argos package as an engine.

    Args:
        record: An installed package, as it is listed.
        request: Beam and jobs; its languages are not looked at.
        hashes: See `transkit.models.packages.hash_model`.

    Raises:
        ModelError: The package is broken.
    """

    def __init__(
        self, record: ModelRecord, request: EngineRequest, hashes: MutableMapping[str, str]
    ) -> None:
        model = open_model(record.path)
        self._model = model
        self._request = request
        self._hashes = hashes
        self._loaded: _Loaded | None = None
        self._info = EngineInfo(
            name="argos",
            models=(f"{model.source}→{model.target} {record.version}".rstrip(),),
            model_hash=hash_model(model, hashes),
            settings=f"beam={request.beam} drafting={_DRAFTING}",
            rough=record.starter,
            licences=(record.licence,),
            non_commercial=record.non_commercial,
            quality=quality_of(record).value,
        )

    @property
    def info(self) -> EngineInfo:
        """Who this is; the model is not loaded for it."""
        return self._info

    def translate(self, segments: Sequence[str], /, *, done: Done | None = None) -> list[Draft]:
        """Return one draft per segment, in order; see `transkit.engines.base.Engine`."""
        loaded = self._load()
        return draft_segments(
            segments,
            encode=loaded.encode,
            run=loaded.model.run,
            beam=self._request.beam,
            done=done,
        )

    def prepare(self) -> None:
        """Begin to load the model; see `transkit.engines.base.PreparableEngine`."""
        self._load().model.prepare()

    def _load(self) -> _Loaded:
        """Return the tokenizer, and the model, which loads its weights when it needs them."""
        if self._loaded is None:
            check_before_load(self._model.path, self._hashes)
            encode, decode = _tokenizer(self._model)
            model = CTranslateModel(
                self._model.path / "model",
                decode,
                jobs=self._request.jobs,
                target_prefix=self._model.target_prefix,
            )
            self._loaded = _Loaded(encode=encode, model=model)
        return self._loaded


class _Loaded(NamedTuple):
    """What an engine translates with."""

    encode: Callable[[str], list[str]]
    model: CTranslateModel


class ArgosFactory:
    """Finds the package, or the two packages, for a language pair."""

    name = "argos"

    def find(self, request: EngineRequest, hashes: MutableMapping[str, str], /) -> Found:
        """Return the engine for `request`; see `transkit.engines.base.EngineFactory`."""
        return find_engine([self], request, hashes)

    def problem(self) -> str:
        """Return nothing: what these models need is always installed."""
        return ""

    def covers(self, model: ModelRecord, source: str, target: str, /) -> bool:
        """Tell whether a package is for this pair."""
        return covers_pair(model, source, target)

    def open(
        self, model: ModelRecord, request: EngineRequest, hashes: MutableMapping[str, str], /
    ) -> ArgosEngine:
        """Return the engine for one package."""
        return ArgosEngine(model, request, hashes)


ENGINE = ArgosFactory()
"""What the entry point names."""


def _tokenizer(
    model: InstalledModel,
) -> tuple[Callable[[str], list[str]], Callable[[list[str]], str]]:
    """Return encode and decode of a package.

    Argos' SentencePiece decoder turns every underscore into a space, so that decoding is done with
    the processor itself.

    Raises:
        EngineError: The pieces are damaged.
    """
    try:
        if (model.path / PIECES).is_file():
            return _sentencepiece(model.path / PIECES)
        return _bpe(model)
    except (OSError, RuntimeError, ValueError, LookupError) as error:
        raise EngineError(
            f"the tokenizer cannot be loaded: {error}",
            path=model.path,
            hint="it may be damaged: install it again",
        ) from error


def _sentencepiece(path: Path) -> tuple[Callable[[str], list[str]], Callable[[list[str]], str]]:
    """Return encode and decode of a ``sentencepiece.model``."""
    from argostranslate.tokenizer import SentencePieceTokenizer

    processor: Any = SentencePieceTokenizer(path).lazy_processor()

    def encode(text: str) -> list[str]:
        return list(processor.encode(text, out_type=str))

    def decode(tokens: list[str]) -> str:
        return str(processor.decode_pieces(tokens))

    return encode, decode


def _bpe(model: InstalledModel) -> tuple[Callable[[str], list[str]], Callable[[list[str]], str]]:
    """Return encode and decode of a ``bpe.model`` (subword-nmt, Moses' tokens)."""
    from argostranslate.tokenizer import BPETokenizer

    tokenizer: Any = BPETokenizer(model.path / CODES, model.source, model.target)
    tokenizer.encode("a")
    return tokenizer.encode, tokenizer.decode
