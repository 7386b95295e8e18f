"""Drafts with any CTranslate2 model that has SentencePiece: OPUS-MT, NLLB-200, M2M-100, MADLAD-400.

How a multilingual model is told its languages is seen from its vocabulary, or is said in a
``transkit.toml`` beside it (`transkit.models.folders`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from transkit.engines.base import Done, EngineInfo, EngineRequest, Found
from transkit.engines.choosing import covers_pair, stand_ins
from transkit.engines.ctranslate import CTranslateModel, Decoding, Output
from transkit.engines.drafting import draft_segments
from transkit.engines.finding import find_engine
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
from transkit.models.quality import quality_of
from transkit.models.records import ModelRecord
from transkit.models.verifying import check_before_load
from transkit.units import Draft

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


class CTranslate2Engine:
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
        self._model = model
        self._request = request
        self._hashes = hashes
        self._frame = read_frame(model, request.source, request.target)
        self._loaded: _Loaded | None = None
        names = [file.name for file in model.files if not only_tells(file.name)]
        files = {name: model.path / name for name in names}
        pair = f"{model.source}→{model.target}"
        self._info = EngineInfo(
            name="ctranslate2",
            models=(f"{pair} {model.version}".rstrip(),),
            model_hash=hash_named_files(files, hashes),
            settings=f"beam={request.beam} drafting={_DRAFTING} frame={self._frame.text}",
            licences=(model.licence,),
            non_commercial=model.non_commercial,
            quality=quality_of(model).value,
        )

    @property
    def info(self) -> EngineInfo:
        """Who this is; the model is not loaded for it."""
        return self._info

    def translate(self, segments: Sequence[str], /, *, done: Done | None = None) -> list[Draft]:
        """Return one draft per segment, in order; see `transkit.engines.base.Engine`."""
        loaded = self._load()
        before, after = self._frame.before, self._frame.after

        def run(inputs: Sequence[Sequence[str]], decoding: Decoding) -> Iterator[dict[int, Output]]:
            framed = [[*before, *tokens, *after] for tokens in inputs]
            return loaded.model.run(framed, decoding)

        return draft_segments(
            segments,
            encode=loaded.encode,
            run=run,
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
            encode, decode = _tokenizer(self._model.path, self._frame.markers)
            model = CTranslateModel(
                self._model.path,
                decode,
                jobs=self._request.jobs,
                target_prefix=self._frame.prefix,
            )
            self._loaded = _Loaded(encode=encode, model=model)
        return self._loaded


class _Loaded(NamedTuple):
    """What an engine translates with."""

    encode: Callable[[str], list[str]]
    model: CTranslateModel


class CTranslate2Factory:
    """Finds the CTranslate2 model, or the two models, for a language pair."""

    name = "ctranslate2"

    def __init__(self) -> None:
        self._known: dict[tuple[Path, int, int], tuple[str, dict[str, str]]] = {}

    def find(self, request: EngineRequest, hashes: MutableMapping[str, str], /) -> Found:
        """Return the engine for `request`; see `transkit.engines.base.EngineFactory`."""
        return find_engine([self], request, hashes)

    def problem(self) -> str:
        """Return nothing: what these models need is always installed."""
        return ""

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
    source, target = (_processor(path) for path in files)

    def encode(text: str) -> list[str]:
        return list(source.encode(text, out_type=str))

    def decode(tokens: list[str]) -> str:
        return str(target.decode_pieces([token for token in tokens if token not in markers]))

    return encode, decode


def _processor(path: Path) -> Any:
    """Return a SentencePiece processor.

    Raises:
        EngineError: The file is damaged.
    """
    import sentencepiece

    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (RuntimeError, OSError) as error:
        raise EngineError(
            f"the tokenizer cannot be loaded: {error}",
            path=path,
            hint="it may be damaged: install it again",
        ) from error
