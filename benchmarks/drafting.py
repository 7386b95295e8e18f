"""Draft the lines of a file with a named model, as a process of its own, and say what it cost.

Run as ``python -m benchmarks.drafting LINES --engine NAME --model PATH``; see `main`.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from transkit.engines.base import EngineRequest
from transkit.engines.registry import engine_factory

__all__ = ["main"]

_WARM_UP = 4
"""Lines that are drafted before the clock starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    """What a process has had of the processors up to now."""

    ran: float
    """Seconds on a core, its ended children not counted."""
    waited: float
    """Seconds that it could have run and other programs did (Linux; elsewhere 0)."""


def main() -> None:
    """Print one JSON object: what the drafts cost, and the drafts.

    * ``seconds``: by the clock.
    * ``own``, ``workers``: seconds of processor time, of this process and of each worker.
    * ``undisturbed``: seconds that it would have taken by the clock if no other program had run: a
      worker's time without what it waited for a core, or, where this process and the workers share
      the cores, their time together through the cores.
    * ``memory``: bytes, the peaks of all processes together.
    * ``targets``: the drafts.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drafting", description=__doc__)
    parser.add_argument("lines", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--engine", required=True)
    parser.add_argument("--source", default="en")
    parser.add_argument("--target", default="uk")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--beam", type=int, default=4)
    options = parser.parse_args()
    request = EngineRequest(
        source=options.source,
        target=options.target,
        model=options.model,
        jobs=options.jobs,
        beam=options.beam,
    )
    engine = engine_factory(options.engine).find(request, {}).engine
    lines = options.lines.read_text(encoding="utf-8").splitlines()
    engine.translate(lines[:_WARM_UP])
    workers = tuple(getattr(engine, "processes", ()))
    before = {pid: _share(pid) for pid in workers}
    started, own = time.perf_counter(), time.process_time()
    drafts = engine.translate(lines)
    seconds, own = time.perf_counter() - started, time.process_time() - own
    after = {pid: _share(pid) for pid in workers}
    ran = [after[pid].ran - before[pid].ran for pid in workers]
    waited = [after[pid].waited - before[pid].waited for pid in workers]
    cores = min(len(os.sched_getaffinity(0)), max(1, options.jobs))
    alone = max((seconds - pause for pause in waited), default=seconds)
    result = {
        "seconds": seconds,
        "own": own,
        "workers": ran,
        "undisturbed": max(alone, (own + sum(ran)) / cores if options.jobs > 1 else 0.0),
        "memory": sum(_peak_memory(pid) for pid in (os.getpid(), *workers)),
        "targets": [draft.target for draft in drafts],
    }
    print(json.dumps(result))


def _share(pid: int) -> _Share:
    """Return what a process has had of the processors (Linux: ``/proc/PID/schedstat``)."""
    ran, waited, _ = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()
    return _Share(ran=int(ran) / 1e9, waited=int(waited) / 1e9)


def _peak_memory(pid: int) -> int:
    """Return the largest resident set of a process, in bytes."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError(f"the system does not say how much memory process {pid} took")


if __name__ == "__main__":
    main()
