"""Running a CTranslate2 model: batches by length, every core busy, results as they come."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from transkit.errors import EngineError

__all__ = ["CTranslateModel", "Decoding", "Output"]

_LARGEST_BATCH = 1024
_SMALLEST_BATCH = 128
"""Tokens; below it a batch costs more to start than it saves."""
_STEP_COST = 6
"""What a step of the search costs however few are in the batch, in tokens that it makes: 5 to 6
with Argos' published architecture and a beam of 4, whose weights are read anew for every step. A
batch takes as many steps as its longest output."""
_MOST_COST = (1 + _STEP_COST) * _LARGEST_BATCH
"""What no batch that keeps its size can cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """How the model is searched for a draft."""

    beam: int
    repetition_penalty: float = 1.0
    """1 is none (Keskar et al. 2019, CTRL, §4.1)."""
    no_repeat_ngram: int = 0
    """Tokens; 0 is no such rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What the model made of one token list."""

    text: str
    score: float
    """exp of the mean token log-probability, in [0, 1]."""
    finished: bool
    """False where the longest allowed output was reached."""
    problem: str = ""
    """Why the engine broke down over it, in plain words; then there is no text."""


class CTranslateModel:
    """A CTranslate2 model folder with its tokenizer; loaded at the first `run`.

    Args:
        folder: The folder with ``model.bin``.
        decode: Makes text of target tokens.
        jobs: Batches at the same time; each takes one core.
        target_prefix: Token that the target begins with, empty for none; it is taken off again.
    """

    def __init__(
        self,
        folder: Path,
        decode: Callable[[list[str]], str],
        *,
        jobs: int,
        target_prefix: str = "",
    ) -> None:
        self._folder = folder
        self._decode = decode
        self._jobs = jobs
        self._prefix = target_prefix
        self._loading: Future[Any] | None = None

    def prepare(self) -> None:
        """Begin to load the model in a thread; what goes wrong there is an error of `run`."""
        self._begin()

    def _begin(self) -> Future[Any]:
        """Return the translator that is, or soon will be, loaded."""
        if self._loading is None:
            thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="loading")
            self._loading = thread.submit(self._load)
            thread.shutdown(wait=False)
        return self._loading

    def run(
        self, inputs: Sequence[Sequence[str]], decoding: Decoding
    ) -> Iterator[dict[int, Output]]:
        """Yield the outputs of one batch after the other, keyed by position in `inputs`.

        The order of the batches depends on `inputs` alone. Abandoning the iterator drops the
        batches that have not begun.

        Raises:
            EngineError: The model cannot be loaded or fails.
        """
        translator = self._begin().result()
        batches = iter(make_batches([len(tokens) for tokens in inputs], self._jobs))
        with ThreadPoolExecutor(max_workers=self._jobs) as pool:

            def submit(batch: list[int]) -> Future[dict[int, Output]]:
                return pool.submit(self._translate, translator, inputs, batch, decoding)

            waiting = [submit(batch) for batch in islice(batches, 2 * self._jobs)]
            try:
                while waiting:
                    outputs = waiting.pop(0).result()
                    waiting += [submit(batch) for batch in islice(batches, 1)]
                    yield outputs
            finally:
                for future in waiting:
                    future.cancel()

    def _load(self) -> Any:
        """Load the translator."""
        import ctranslate2

        try:
            return ctranslate2.Translator(
                str(self._folder), device="cpu", inter_threads=self._jobs, intra_threads=1
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(
                f"the model cannot be loaded: {error}",
                path=self._folder,
                hint="it may be damaged: install it again",
            ) from error

    def _translate(
        self,
        translator: Any,
        inputs: Sequence[Sequence[str]],
        batch: list[int],
        decoding: Decoding,
    ) -> dict[int, Output]:
        """Translate one batch; runs in a worker thread.

        What runs away is translated again among inputs of its own length, where the longest output
        is its own: a draft does not depend on the company that it was made in.
        """
        limit = max(_longest_output(len(inputs[i])) for i in batch)
        results = self._call(translator, [inputs[i] for i in batch], decoding, limit)
        outputs: dict[int, Output] = {}
        for i, result in zip(batch, results, strict=True):
            own = _longest_output(len(inputs[i]))
            if own < limit and len(result.hypotheses[0]) >= own:
                (result,) = self._call(translator, [inputs[i]], decoding, own)
            outputs[i] = self._output(result, own)
        return outputs

    def _call(
        self,
        translator: Any,
        inputs: Sequence[Sequence[str]],
        decoding: Decoding,
        limit: int,
    ) -> list[Any]:
        """Return CTranslate2's results for `inputs`, targets of at most `limit` tokens."""
        prefix = [[self._prefix]] * len(inputs) if self._prefix else None
        try:
            results: list[Any] = translator.translate_batch(
                [list(tokens) for tokens in inputs],
                target_prefix=prefix,
                beam_size=decoding.beam,
                length_penalty=1.0,
                repetition_penalty=decoding.repetition_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                max_decoding_length=limit,
                max_input_length=0,
                replace_unknowns=True,
                return_scores=True,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"the model failed: {error}", path=self._folder) from error
        return results

    def _output(self, result: Any, limit: int) -> Output:
        tokens = list(result.hypotheses[0])
        score = math.exp(min(0.0, result.scores[0])) if result.scores else 0.0
        finished = len(tokens) < limit
        if self._prefix and tokens[:1] == [self._prefix]:
            tokens = tokens[1:]
        return Output(text=self._decode(tokens), score=score, finished=finished)


def _longest_output(source_tokens: int) -> int:
    """Return how many tokens a target may have; nothing real comes near it."""
    return 3 * source_tokens + 32


def make_batches(lengths: Sequence[int], jobs: int) -> list[list[int]]:
    """Group positions into batches of near-equal length and cost, longest first.

    A batch's size is its longest input times its count: at most 1024 tokens. There are as many
    batches as make every job equally busy, and no more, since each costs a start. Every position
    is in exactly one batch; ties keep their order.
    """
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    total = sum(lengths)
    wanted = jobs * max(1, -(-total // (jobs * _LARGEST_BATCH)))
    limit = max(_SMALLEST_BATCH, total // wanted)
    limits = [limit]
    while limits[-1] < _MOST_COST:
        limits.append(limits[-1] + max(1, limits[-1] // 32))

    def is_enough(limit: int) -> bool:
        return len(_fill(order, lengths, limit)) <= wanted

    # A higher limit never makes more batches, so that the first that is enough can be bisected.
    at = bisect_left(limits, True, hi=len(limits) - 1, key=is_enough)  # noqa: FBT003 (its needle)
    return _fill(order, lengths, limits[at])


def _fill(order: Sequence[int], lengths: Sequence[int], limit: int) -> list[list[int]]:
    """Put positions into batches that cost at most `limit`, or hold one position."""
    batches: list[list[int]] = []
    longest = cost = 0
    for i in order:
        length = max(1, lengths[i])
        full = batches and longest * (len(batches[-1]) + 1) > _LARGEST_BATCH
        if not batches or full or cost + length > limit:
            batches.append([])
            longest, cost = length, _STEP_COST * length
        batches[-1].append(i)
        cost += length
    return batches
