"""Processes that answer one text at a time: kept busy, watched, replaced when they die.

For engines that hold Python's lock, panic in another thread, or may crash: each runs in processes
of its own, one per core, and none of them can take transkit down or outlive it.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
import weakref
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from transkit.errors import EngineError

__all__ = ["Answer", "WorkerPool", "python_module"]

_AHEAD = 2
"""Texts that a worker has: the one it is at and the next, so that it never waits for us."""
_FAR_AHEAD = 6
"""The same while much is left: then we may be late, on a busy computer, and at the end no worker
has much to do while another one has nothing."""
_TRIES = 2
"""How often a text is tried whose worker dies."""
_DEATHS_IN_A_ROW = 6
"""Workers that may die without a single answer before the engine is given up."""
_BATCH = 32
"""Answers that are handed on together, at most."""
_BATCH_SECONDS = 0.5
"""How long an answer waits for others, at most."""
_START_SECONDS = 120.0
"""How long a process may take to get ready: reading a model from a slow disk."""
_END_SECONDS = 5.0
"""How long a process that has closed its output may take to end."""
_READ = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of one text."""

    target: str = ""
    problem: str = ""
    """Why there is no target, in plain words; empty where there is one."""


def python_module(name: str) -> tuple[str, ...]:
    """Return the command that runs a module of this distribution with this interpreter."""
    return (sys.executable, "-m", name)


class WorkerPool:
    """Processes of one kind, started when they are first needed and kept until `close`.

    Each gets `setup` as its first line and answers ``{"ready": true}`` or ``{"error": …}``; then
    ``{"id": …, "text": …}`` for ``{"id": …, "target": …}`` or ``{"id": …, "error": …}``. They end
    when their input does. `close` is also called when the pool is forgotten and when Python ends.

    Args:
        command: What to run; its current folder is the one that transkit's package lies in.
        setup: What it is told first.
        count: Processes at the same time, at least 1.
        time_limit: Seconds for one text.
    """

    def __init__(
        self,
        command: Sequence[str],
        setup: Mapping[str, object],
        *,
        count: int,
        time_limit: float,
    ) -> None:
        self._command = tuple(command)
        self._setup = setup
        self._count = count
        self._time_limit = time_limit
        self._workers: list[_Worker] = []
        self._finalizer = weakref.finalize(self, _stop_all, self._workers)

    @property
    def processes(self) -> tuple[int, ...]:
        """Return the ids of the processes that are there now."""
        return tuple(worker.process.pid for worker in self._workers)

    def close(self) -> None:
        """End all processes at once; they are started anew when they are needed again."""
        _stop_all(self._workers)

    def run(self, texts: Sequence[str]) -> Iterator[dict[int, Answer]]:
        """Yield the answers as they come, keyed by position in `texts`, each exactly once.

        The longest texts go first. A worker that dies or is too slow is replaced; the text that it
        was at is tried once more, and if that ends alike, its answer says so. Abandoning the
        iterator ends all processes.

        Raises:
            EngineError: The processes cannot be started, or say that they cannot work.
        """
        work = _Work(texts=texts)
        finished = False
        try:
            while work.open:
                self._staff(work)
                self._wait(work)
                if work.is_batch():
                    yield work.take_batch()
            if work.answers:
                yield work.take_batch()
            finished = True
        finally:
            if not finished:
                self.close()

    def _staff(self, work: _Work) -> None:
        """Start workers where some are missing, and give every one something to do."""
        needed = min(self._count, len(work.open))
        while len(self._workers) < needed:
            self._workers.append(_start(self._command, self._setup))
        left = len(work.waiting) // (2 * self._count)
        ahead = min(_FAR_AHEAD, max(_AHEAD, left))
        for _ in range(ahead):
            for worker in list(self._workers):
                if work.waiting and worker.ready and len(worker.given) < ahead:
                    self._give(worker, work)

    def _give(self, worker: _Worker, work: _Work) -> None:
        number = work.waiting.popleft()
        if not worker.given:
            worker.deadline = time.monotonic() + self._time_limit
        worker.given.append(number)
        if not worker.send({"id": number, "text": work.texts[number]}):
            worker.given.pop()  # it has not seen this one: something else ended it
            work.waiting.appendleft(number)
            self._bury(worker, work)

    def _wait(self, work: _Work) -> None:
        """Wait until a worker says something, dies or is too late, and take that in."""
        now = time.monotonic()
        nearest = min((worker.deadline for worker in self._workers), default=now)
        pause = max(0.0, min(nearest - now, _BATCH_SECONDS))
        with selectors.DefaultSelector() as selector:
            for worker in self._workers:
                selector.register(worker.output, selectors.EVENT_READ, worker)
            heard = [cast("_Worker", key.data) for key, _ in selector.select(pause)]
        for worker in heard:
            self._listen(worker, work)
        now = time.monotonic()
        for worker in [worker for worker in self._workers if worker.deadline <= now]:
            limit = self._time_limit if worker.ready else _START_SECONDS
            self._bury(worker, work, f"took longer than {limit:g} seconds")

    def _listen(self, worker: _Worker, work: _Work) -> None:
        """Take in what a worker has said."""
        content = os.read(worker.output.fileno(), _READ)
        *lines, worker.rest = (worker.rest + content).split(b"\n")
        for line in lines:
            message = _parse(line)
            if not worker.ready:
                self._get_ready(worker, message)
            elif not worker.given or message.get("id") != worker.given[0]:
                self._bury(worker, work, "answered what nobody had asked")
                return
            else:
                number = worker.given.popleft()
                worker.deadline = self._deadline(worker)
                work.answer(number, _answer_of(message))
        if not content:
            self._bury(worker, work)

    def _get_ready(self, worker: _Worker, message: Mapping[str, Any]) -> None:
        if message.get("ready") is not True:
            problem = message.get("error", "its process said something that makes no sense")
            raise EngineError(
                f"the model cannot be loaded: {problem}",
                hint="it may be damaged: install it again",
            )
        worker.ready = True
        worker.deadline = self._deadline(worker)

    def _deadline(self, worker: _Worker) -> float:
        return time.monotonic() + self._time_limit if worker.given else float("inf")

    def _bury(self, worker: _Worker, work: _Work, how: str = "") -> None:
        """Take out a worker that has ended by itself, or must because of `how` it was."""
        self._workers.remove(worker)
        if not how:
            how = f"ended {worker.await_end()}"
        worker.stop()
        work.lost(tuple(worker.given), how)


@dataclass(slots=True)
class _Work:
    """The texts of one `WorkerPool.run`, and what became of them."""

    texts: Sequence[str]
    waiting: deque[int] = field(init=False)
    open: set[int] = field(init=False)
    """Positions that have no answer yet."""
    answers: dict[int, Answer] = field(default_factory=dict)
    """Not handed on yet."""
    since: float = field(default_factory=time.monotonic)
    """When something was last handed on."""
    tries: dict[int, int] = field(default_factory=dict)
    """How many workers have died at a text."""
    deaths: int = 0
    """Workers that have died since the last answer."""

    def __post_init__(self) -> None:
        order = sorted(range(len(self.texts)), key=lambda i: -len(self.texts[i]))
        self.waiting = deque(order)
        self.open = set(order)

    def answer(self, number: int, answer: Answer) -> None:
        """Note what became of a text."""
        self.answers[number] = answer
        self.open.discard(number)
        self.deaths = 0

    def lost(self, given: Sequence[int], how: str) -> None:
        """Put back what a dead worker had; the first of it is what it was at.

        Raises:
            EngineError: Workers die and die, whatever they are given.
        """
        self.deaths += 1
        if self.deaths >= _DEATHS_IN_A_ROW:
            raise EngineError(
                f"the engine's processes die again and again: the last one {how}",
                hint="its library may not work on this computer: choose another --engine",
            )
        for number in reversed(given[1:]):
            self.waiting.appendleft(number)
        for number in given[:1]:
            self.tries[number] = self.tries.get(number, 0) + 1
            if self.tries[number] < _TRIES:
                self.waiting.appendleft(number)
            else:
                self.answers[number] = Answer(problem=f"the engine's process {how}")
                self.open.discard(number)

    def is_batch(self) -> bool:
        """Tell whether it is time to hand answers on."""
        late = time.monotonic() - self.since >= _BATCH_SECONDS
        return len(self.answers) >= _BATCH or (late and bool(self.answers))

    def take_batch(self) -> dict[int, Answer]:
        """Return the answers that have not been handed on."""
        answers, self.answers = self.answers, {}
        self.since = time.monotonic()
        return answers


@dataclass(slots=True, eq=False)
class _Worker:
    """One process."""

    process: subprocess.Popen[bytes]
    deadline: float
    """When it must have said its next word, on the monotonic clock."""
    ready: bool = False
    given: deque[int] = field(default_factory=deque)
    """Positions of the texts that it has, the one it is at first."""
    rest: bytes = b""
    """The beginning of a line that has not ended yet."""

    @property
    def output(self) -> IO[bytes]:
        """Return what it writes to."""
        return cast("IO[bytes]", self.process.stdout)

    def send(self, content: Mapping[str, object]) -> bool:
        """Write one line; tell whether it is still there to read it."""
        stream = cast("IO[bytes]", self.process.stdin)
        try:
            stream.write(json.dumps(content).encode() + b"\n")
        except BrokenPipeError:
            return False
        return True

    def await_end(self) -> str:
        """Return how it ended by itself, in words."""
        try:
            code = self.process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            return "its output without an answer"
        return f"with {signal.Signals(-code).name}" if code < 0 else f"with the exit code {code}"

    def stop(self) -> None:
        """End it at once, however it is."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()
        self.process.wait()


def _start(command: Sequence[str], setup: Mapping[str, object]) -> _Worker:
    """Start one process."""
    package = Path(__file__).resolve().parent.parent
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=package.parent,
        )
    except OSError as error:
        raise EngineError(f"the engine's process cannot be started: {error}") from error
    worker = _Worker(process=process, deadline=time.monotonic() + _START_SECONDS)
    worker.send(setup)
    return worker


def _stop_all(workers: list[_Worker]) -> None:
    """End all processes and forget them."""
    while workers:
        workers.pop().stop()


def _parse(line: bytes) -> dict[str, Any]:
    """Return what a worker said; nothing where that is no JSON object."""
    try:
        message = json.loads(line)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def _answer_of(message: Mapping[str, Any]) -> Answer:
    target = message.get("target")
    if isinstance(target, str):
        return Answer(target=target)
    return Answer(problem=f"the engine failed: {message.get('error', 'it does not say why')}")
