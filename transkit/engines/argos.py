"""Drafts with the packages of Argos Translate, run directly through CTranslate2.

Argos' own `translate` module is not used: it translates paragraph by paragraph in batches of 32
tokens, and importing it loads a runtime that reports to its maker. Its tokenizers are, from their
own module: importing `argostranslate.package` makes folders below the home folder and fails where
it cannot.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from transkit.engines.base import EngineInfo, EngineRequest
from transkit.engines.ctranslate import CTranslateModel
from transkit.engines.local import CTranslateEngine, Loaded, LocalFactory, describe_engine
from transkit.errors import EngineError
from transkit.models.layouts import CODES, PIECES
from transkit.models.packages import InstalledModel, hash_model, open_model
from transkit.models.records import ModelRecord

__all__ = ["ENGINE", "ArgosEngine", "ArgosFactory"]

_DRAFTING = 2
"""Raised whenever the same model and beam would give other drafts than before."""


class ArgosEngine(CTranslateEngine):
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
        super().__init__(model.path, request, hashes)
        self._record = record
        self._model = model

    def _describe(self) -> EngineInfo:
        """Return who this is, its languages as the package calls them."""
        settings = f"beam={self._request.beam} drafting={_DRAFTING}"
        info = describe_engine(self._record, hash_model(self._model, self._hashes), settings)
        pair = f"{self._model.source}→{self._model.target}"
        return replace(info, models=(f"{pair} {self._record.version}".rstrip(),))

    def _open(self) -> Loaded:
        """Return the tokenizer, and the model, which loads its weights when it needs them."""
        encode, decode = _tokenizer(self._model)
        model = CTranslateModel(
            self._folder / "model",
            decode,
            jobs=self._request.jobs,
            target_prefix=self._model.target_prefix,
        )
        return Loaded(encode=encode, model=model)


class ArgosFactory(LocalFactory):
    """Finds the package, or the two packages, for a language pair."""

    name = "argos"

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
