"""The Firefox engine against `fxtranslate`'s own command line: the same model, the same lines."""

from __future__ import annotations

import json
import statistics
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.children import Command, Run, run_child, run_interleaved
from benchmarks.sentences import make_sentences
from transkit.files import available_cores, hash_file

__all__ = ["measure_firefox"]

_ONE, _TWO = "transkit, 1 worker", "transkit, 2 workers"
_LIKE_PEER = "… 1 worker, no shortlist"
_PEER = "fxtranslate's own CLI"
_LEAST = 1.8
"""Times that two workers must be as fast as one."""
_OWN_SHARE = 0.8
"""Of the time, below which too little is seen of what the machine can do."""
_BARE = "bare"
"""Folder of the model without its shortlist, which `fxtranslate`'s command line does not use."""
_ITS_CLI = (
    "import sys\n"
    "sys.stdin = open(sys.argv.pop(1), encoding='utf-8')\n"
    "from fxtranslate.cli import main\n"
    "sys.exit(main())\n"
)
"""Reads a file where the command reads its standard input."""


def measure_firefox(cache: Path, count: int, times: int) -> str:
    """Print speed and memory with one worker and two, and of `fxtranslate` by itself.

    Returns:
        What is not as it is promised: two workers must be at least 1.8 times as fast as one. Empty
        where all is well, or there is but one core to show it on.

    Args:
        cache: Where the model is kept between runs.
        count: Sentences.
        times: Runs of each, in turns.

    Raises:
        RuntimeError: The two sides did not draft the same.
    """
    model = _build_model(cache)
    sentences = make_sentences(count, seed=5)
    words = sum(len(sentence.split()) for sentence in sentences)
    with TemporaryDirectory(prefix="transkit-bench-") as folder, _records(model) as url:
        lines = Path(folder) / "lines.txt"
        lines.write_text("".join(f"{line}\n" for line in sentences), encoding="utf-8")
        commands = _commands(model, lines, url)
        runs = run_interleaved(commands, Path(folder), times)
    _require_same(runs)
    print(
        f"\nFirefox engine: {count} sentences, {words} words, median of {times}; a model with the"
    )
    print("sizes of base-memory and random weights, which writes twice as much as a real one, and")
    print("so is about half as fast. 'Undisturbed' leaves out the time that other programs took.")
    return _judge(*_print_table(runs, words))


def _build_model(cache: Path) -> Path:
    """Return the folder of the model, made unless it is there, and beside it the bare one."""
    model = cache / "firefox" / "en-uk"
    build = ["-m", "benchmarks.firefox_model", str(model), str(model.with_name(_BARE))]
    run_child(build, home=cache, packages=cache, settings={})
    return model


def _commands(model: Path, lines: Path, url: str) -> dict[str, Command]:
    """Return the sides of the comparison by name."""
    ours = ["-m", "benchmarks.drafting", "--engine=firefox", str(lines), "--model"]
    its = ["-c", _ITS_CLI, str(lines), "translate", "en", "uk", "--cache-dir", str(model.parent)]
    bare = str(model.with_name(_BARE))
    return {
        _ONE: Command(arguments=[*ours, str(model), "--jobs=1"]),
        _TWO: Command(arguments=[*ours, str(model), "--jobs=2"]),
        _LIKE_PEER: Command(arguments=[*ours, bare, "--jobs=1"]),
        _PEER: Command(arguments=its, settings={"FXTRANSLATE_RECORDS_URL": url}),
    }


@contextmanager
def _records(model: Path) -> Iterator[str]:
    """Serve what `fxtranslate` asks for before it takes a model from its own cache."""
    records = [
        {
            "name": path.name,
            "fileType": path.name.partition(".")[0],
            "sourceLanguage": "en",
            "targetLanguage": "uk",
            "version": "3.0",
            "architecture": "base-memory",
            "decompressedHash": hash_file(path),
            "attachment": {"location": path.name, "filename": path.name, "hash": "", "size": 1},
        }
        for path in sorted(model.iterdir())
    ]
    body = json.dumps({"data": records}).encode()

    class Handler(BaseHTTPRequestHandler):
        """Answers everything with the records."""

        def do_GET(self) -> None:
            """Write them."""
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/records"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _require_same(runs: Mapping[str, Sequence[Run]]) -> None:
    """Raise unless one worker and two draft the same, and the peer what we do without shortlist."""
    drafts = {
        name: {
            " ".join((run.output if name == _PEER else " ".join(_read(run)["targets"])).split())
            for run in found
        }
        for name, found in runs.items()
    }
    if drafts[_ONE] != drafts[_TWO] or drafts[_LIKE_PEER] != drafts[_PEER]:
        raise RuntimeError("the sides do not draft the same")


def _read(run: Run) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(run.output)
    return content


def _judge(scaling: float, own_share: float) -> str:
    """Print how two workers scale; return what is wrong with it, in a line.

    Args:
        scaling: Times that two workers are as fast as one.
        own_share: Of the time by the clock that the two did not wait for other programs, in [0, 1].
            These also take caches and memory from them, which nothing leaves out.
    """
    print(f"2 workers are {scaling:.2f} times as fast as 1; {_LEAST} times is promised.")
    if available_cores() < 2:
        print("This machine has one core: it cannot be shown here.")
        return ""
    if scaling < _LEAST and own_share < _OWN_SHARE:
        print(f"Not judged: other programs took {1 - own_share:.0%} of the time; run it when idle.")
        return ""
    if scaling < _LEAST:
        return f"2 Firefox workers are only {scaling:.2f} times as fast as 1, not {_LEAST} times"
    return ""


def _print_table(runs: Mapping[str, Sequence[Run]], words: int) -> tuple[float, float]:
    """Print what each side took; return what `_judge` takes."""
    titles = ("clock s", "undisturbed", "words/s", "CPU s", "peak MB")
    print(f"{'':26}" + "".join(f"{title:>12}" for title in titles))
    undisturbed: dict[str, float] = {}
    clocks: dict[str, float] = {}
    for name, found in runs.items():
        work = statistics.median(run.work for run in found)
        if name == _PEER:  # one thread: its processor time is what it would take by itself
            clock, memory = statistics.median(run.seconds for run in found), found[0].memory
            undisturbed[name] = work
        else:
            measured = [_read(run) for run in found]
            clock = statistics.median(one["seconds"] for one in measured)
            memory = max(one["memory"] for one in measured)
            undisturbed[name] = statistics.median(one["undisturbed"] for one in measured)
        clocks[name] = clock
        cells = [f"{clock:.1f}", f"{undisturbed[name]:.2f}", f"{words / undisturbed[name]:.0f}"]
        cells += [f"{work:.2f}", f"{memory / 1e6:.0f}"]
        print(f"{name:26}" + "".join(f"{cell:>12}" for cell in cells))
    print("fxtranslate's CLI does not use the shortlist. CPU: whole processes, loading included.")
    return undisturbed[_ONE] / undisturbed[_TWO], undisturbed[_TWO] / clocks[_TWO]


if __name__ == "__main__":
    sys.exit(measure_firefox(Path(sys.argv[1]).absolute(), int(sys.argv[2]), int(sys.argv[3])))
