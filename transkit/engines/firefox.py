"""Drafts with Mozilla's Firefox Translations models, through `fxtranslate`.

The library takes one sentence at a time, holds Python's lock while it works, panics when another
thread touches it, and cuts off what is too long for it. So every core gets a process of its own
(`transkit.engines.workers`), and everything that is too long is cut into chunks before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from transkit.engines.base import Done, EngineInfo, EngineRequest
from transkit.engines.bounding import text_as_tokens
from transkit.engines.ctranslate import Decoding, Output
from transkit.engines.drafting import draft_segments
from transkit.engines.local import LocalFactory, describe_engine, load_pieces
from transkit.engines.workers import Answer, WorkerPool, python_module
from transkit.errors import ModelError
from transkit.models.hashing import hash_named_files
from transkit.models.records import ModelRecord
from transkit.models.verifying import check_before_load
from transkit.units import Draft

__all__ = ["ENGINE", "FirefoxEngine", "FirefoxFactory"]

_DRAFTING = 2
"""Raised whenever the same model would give other drafts than before."""
_LONGEST_INPUT = 110
"""Tokens: twice as many and six is what the library writes at most, and never more than 256."""
_LARGEST_OUTPUT = 256
_CHARACTERS = 8
"""Characters that count as one token at least: SentencePiece takes any number that it has no
pieces for as one."""
_TIME_LIMIT = 60.0
"""Seconds for one chunk; a slow laptop needs one."""
_WORKER = "transkit.engines.firefox_worker"


class FirefoxEngine:
    """One Firefox Translations model as an engine.

    Args:
        model: An installed model.
        request: Its jobs are processes, each with the model in memory; there is no beam, these
            models are made for greedy search.
        hashes: See `transkit.models.hashing.hash_cached`.
    """

    def __init__(
        self, model: ModelRecord, request: EngineRequest, hashes: MutableMapping[str, str]
    ) -> None:
        self._model = model
        self._jobs = request.jobs
        self._hashes = hashes
        self._loaded: _Loaded | None = None
        files = {file.role: model.path / file.name for file in model.files if file.role}
        model_hash = hash_named_files(files, hashes)
        self._info = describe_engine(model, model_hash, f"drafting={_DRAFTING}")

    @property
    def info(self) -> EngineInfo:
        """Who this is; the model is not loaded for it."""
        return self._info

    @property
    def processes(self) -> tuple[int, ...]:
        """Return the ids of the processes that translate, if any are there now."""
        return () if self._loaded is None else self._loaded.pool.processes

    def translate(self, segments: Sequence[str], /, *, done: Done | None = None) -> list[Draft]:
        """Return one draft per segment, in order; see `transkit.engines.base.Engine`.

        What the model breaks down over twice is the source, and says so.
        """
        if self._loaded is None:
            self._loaded = self._load()
        return draft_segments(
            segments,
            encode=self._loaded.encode,
            see=self._loaded.split_source,
            run=self._loaded.run,
            beam=1,
            done=done,
            longest_input=_LONGEST_INPUT,
            second_try=False,
        )

    def _load(self) -> _Loaded:
        """Return what translates; the processes start when they are needed."""
        check_before_load(self._model.path, self._hashes)
        paths = self._paths()
        pool = WorkerPool(python_module(_WORKER), paths, count=self._jobs, time_limit=_TIME_LIMIT)
        return _Loaded(
            split_source=_splitter(self._vocabulary("srcvocab")),
            split_target=_splitter(self._vocabulary("trgvocab")),
            pool=pool,
        )

    def _vocabulary(self, side: str) -> Path:
        """Return the SentencePiece model of one side."""
        path = self._model.file(side) or self._model.file("vocab")
        if path is None:
            raise ModelError("the vocabulary is missing", path=self._model.path)
        return path

    def _paths(self) -> dict[str, str | None]:
        """Return the files that a worker loads, for `transkit.engines.firefox_worker`."""
        shared = self._model.file("vocab")
        paths = {
            "model": self._model.file("model"),
            "source_vocabulary": self._model.file("srcvocab") or shared,
            "target_vocabulary": self._model.file("trgvocab") or shared,
            "shortlist": self._model.file("lex"),
        }
        return {
            name: None if path is None else str(path.absolute()) for name, path in paths.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loaded:
    """A model that translates."""

    split_source: Callable[[str], list[str]]
    """Returns the pieces of a source."""
    split_target: Callable[[str], list[str]]
    pool: WorkerPool

    def encode(self, text: str) -> list[str]:
        """Return as many tokens as the model sees; the library wants text, and joined they are."""
        return text_as_tokens(text, _count(text, self.split_source))

    def run(
        self, inputs: Sequence[Sequence[str]], decoding: Decoding
    ) -> Iterator[dict[int, Output]]:
        """Yield the outputs of all inputs as they come; there is but one way of decoding."""
        del decoding
        for answers in self.pool.run(["".join(tokens) for tokens in inputs]):
            yield {i: self._output(answer, len(inputs[i])) for i, answer in answers.items()}

    def _output(self, answer: Answer, source_tokens: int) -> Output:
        """Return what a worker said; a target that is as long as can be has not come to an end."""
        longest = min(2 * source_tokens + 6, _LARGEST_OUTPUT)
        return Output(
            text=answer.target,
            score=1.0,
            finished=_count(answer.target, self.split_target) < longest,
            problem=answer.problem,
        )


class FirefoxFactory(LocalFactory):
    """Finds the Firefox model, or the two models, for a language pair."""

    name = "firefox"

    def problem(self) -> str:
        """Return how to get the library where it is missing."""
        if find_spec("fxtranslate") is not None:
            return ""
        return "fxtranslate is not installed: pip install fxtranslate"

    def open(
        self, model: ModelRecord, request: EngineRequest, hashes: MutableMapping[str, str], /
    ) -> FirefoxEngine:
        """Return the engine for one model."""
        return FirefoxEngine(model, request, hashes)


ENGINE = FirefoxFactory()
"""What the entry point names."""


def _splitter(vocabulary: Path) -> Callable[[str], list[str]]:
    """Return what cuts a text into its pieces."""
    processor = load_pieces(vocabulary)

    def split(text: str) -> list[str]:
        return list(processor.encode(text.encode("utf-8", "replace").decode(), out_type=str))

    return split


def _count(text: str, split: Callable[[str], list[str]]) -> int:
    """Return how many tokens a text is, at most."""
    return max(len(split(text)), -(-len(text) // _CHARACTERS))
