"""Drafts with any CTranslate2 model that has SentencePiece: OPUS-MT, NLLB-200, M2M-100, MADLAD-400.

How a multilingual model is told its languages is seen from its vocabulary, or is said in a
``transkit.toml`` beside it (`transkit.models.folders`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transkit.engines.base import EngineInfo, EngineRequest
from transkit.engines.choosing import covers_pair, stand_ins
from transkit.engines.ctranslate import CTranslateModel
from transkit.engines.local import (
    CTranslateEngine,
    Loaded,
    LocalFactory,
    describe_engine,
    load_pieces,
)
from transkit.errors import EngineError, ModelError
from transkit.files import explain_os_error
from transkit.models.folders import (
    ANY_LANGUAGE,
    language_tokens,
    model_settings,
    read_vocabulary,
    vocabulary_file,
)
from transkit.models.hashing import hash_named_files
from transkit.models.layouts import CONFIG, only_tells, sentencepiece_files
from transkit.models.records import ModelRecord

__all__ = ["ENGINE", "CTranslate2Engine", "CTranslate2Factory", "Frame", "read_frame"]

_DRAFTING = 2
"""Raised whenever the same model and beam would give other drafts than before."""
_TOLD_ON_BOTH_SIDES = ("nllb", "m2m100")
"""Families that have a token for the source's language before the source, and one for the target's
before the target; others have one for the target's before the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a model wants around a text to know its languages and where it ends."""

    before: tuple[str, ...] = ()
    """Tokens before the source's own."""
    after: tuple[str, ...] = ()
    """Tokens behind them."""
    prefix: str = ""
    """Token that the target begins with; it is taken off again."""
    markers: frozenset[str] = frozenset()
    """Tokens that are no words, should the model write one."""

    @property
    def text(self) -> str:
        """Return what of it decides the drafts, readable."""
        parts = (*self.before, "…", *self.after, "→", *([self.prefix] if self.prefix else []))
        return " ".join(parts)


class CTranslate2Engine(CTranslateEngine):
    """One CTranslate2 model as an engine, for one pair of languages.

    Args:
        model: An installed model.
        request: Languages, beam and jobs.
        hashes: See `transkit.models.hashing.hash_cached`.

    Raises:
        ModelError: The model is broken, or knows one of the languages not.
    """

    def __init__(
        self, model: ModelRecord, request: EngineRequest, hashes: MutableMapping[str, str]
    ) -> None:
        super().__init__(model.path, request, hashes)
        self._frame = read_frame(model, request.source, request.target)
        self._model = model

    def _describe(self) -> EngineInfo:
        """Return who this is."""
        names = [file.name for file in self._model.files if not only_tells(file.name)]
        files = {name: self._model.path / name for name in names}
        settings = f"beam={self._request.beam} drafting={_DRAFTING} frame={self._frame.text}"
        return describe_engine(self._model, hash_named_files(files, self._hashes), settings)

    def _open(self) -> Loaded:
        """Return the tokenizer, and the model, which loads its weights when it needs them."""
        frame = self._frame
        encode, decode = _tokenizer(self._folder, frame.markers)
        model = CTranslateModel(
            self._folder, decode, jobs=self._request.jobs, target_prefix=frame.prefix
        )
        return Loaded(encode=encode, model=model, before=frame.before, after=frame.after)


class CTranslate2Factory(LocalFactory):
    """Finds the CTranslate2 model, or the two models, for a language pair."""

    name = "ctranslate2"

    def __init__(self) -> None:
        self._known: dict[tuple[Path, int, int], tuple[str, dict[str, str]]] = {}

    def covers(self, model: ModelRecord, source: str, target: str, /) -> bool:
        """Tell whether a model is for this pair, or knows both languages."""
        if ANY_LANGUAGE not in (model.source, model.target):
            return covers_pair(model, source, target)
        family, tokens = self._tokens(model)
        sources = tokens if family in _TOLD_ON_BOTH_SIDES else stand_ins(source)
        source_known = model.source == ANY_LANGUAGE and any(t in sources for t in stand_ins(source))
        target_known = model.target == ANY_LANGUAGE and any(t in tokens for t in stand_ins(target))
        return (source_known or model.source in stand_ins(source)) and (
            target_known or model.target in stand_ins(target)
        )

    def open(
        self, model: ModelRecord, request: EngineRequest, hashes: MutableMapping[str, str], /
    ) -> CTranslate2Engine:
        """Return the engine for one model."""
        return CTranslate2Engine(model, request, hashes)

    def _tokens(self, model: ModelRecord) -> tuple[str, dict[str, str]]:
        """Return a model's family and language tokens; a large vocabulary is read but once."""
        path = vocabulary_file(model.path, "source")
        try:
            status = path.stat()
        except OSError as error:
            raise ModelError(f"cannot be read: {explain_os_error(error)}", path=path) from error
        key = (path, status.st_mtime_ns, status.st_size)
        if key not in self._known:
            self._known[key] = language_tokens(read_vocabulary(model.path, "source"))
        return self._known[key]


ENGINE = CTranslate2Factory()
"""What the entry point names."""


def read_frame(model: ModelRecord, source: str, target: str) -> Frame:
    """Return how a model is told a pair of languages.

    Raises:
        ModelError: Its files are broken, or it knows one of the languages not.
        SettingsError: Its ``transkit.toml`` is wrong.
    """
    told = model_settings(model.path)
    family, tokens = language_tokens(read_vocabulary(model.path, "source"))
    before, prefix = told.source_prefix, told.target_prefix
    if not before and not prefix and family in _TOLD_ON_BOTH_SIDES:
        before, prefix = (_token(model, tokens, source),), _token(model, tokens, target)
    elif not before and not prefix and family != "plain":
        before = (_token(model, tokens, target),)
    config = _read_config(model.path)
    end = str(config.get("eos_token") or "</s>")
    starts_like_others = config.get("decoder_start_token", "<s>") == "<s>" and family == "plain"
    add_end = not config.get("add_source_eos") and not starts_like_others
    special = {str(config.get(f"{name}_token") or "") for name in ("bos", "eos", "pad")}
    return Frame(
        before=before,
        after=(end,) if add_end else (),
        prefix=prefix,
        markers=frozenset({*tokens.values(), *special, "<pad>", "</s>", "<s>"} - {""}),
    )


def _token(model: ModelRecord, tokens: dict[str, str], tag: str) -> str:
    """Return a model's token for a language, or for the language without its region.

    Raises:
        ModelError: It has none.
    """
    found = next((tokens[near] for near in stand_ins(tag) if near in tokens), "")
    if not found:
        known = ", ".join(sorted(tokens)[:12])
        raise ModelError(
            f"does not know the language {tag}",
            path=model.path,
            hint=f"it knows {known}{' …' if len(tokens) > 12 else ''}",
        )
    return found


def _read_config(folder: Path) -> dict[str, Any]:
    """Return what ``config.json`` says; nothing where an old model has none."""
    path = folder / CONFIG
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError("is no configuration of a model", path=path) from error
    return content if isinstance(content, dict) else {}


def _tokenizer(
    folder: Path, markers: frozenset[str]
) -> tuple[Callable[[str], list[str]], Callable[[list[str]], str]]:
    """Return encode for the source and decode for the target.

    Raises:
        EngineError: The pieces are missing or damaged.
    """
    files = sentencepiece_files(folder)
    if files is None:
        raise EngineError(
            "the SentencePiece model is missing",
            path=folder,
            hint="copy it beside model.bin: source.spm and target.spm, or sentencepiece.model",
        )
    source, target = (load_pieces(path) for path in files)

    def encode(text: str) -> list[str]:
        return list(source.encode(text, out_type=str))

    def decode(tokens: list[str]) -> str:
        return str(target.decode_pieces([token for token in tokens if token not in markers]))

    return encode, decode
