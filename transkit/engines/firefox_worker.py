"""The process in which one Firefox model runs; `transkit.engines.workers` starts it.

It imports nothing of transkit, so that it is up in a moment. A line of JSON comes in on standard
input, a line of JSON goes out on standard output, in order; it ends when its input does, and so
with the process that started it, however that one ended.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["main"]


def main() -> None:
    """Read the model that the first line names, then answer one line after the other.

    The first line is ``{"model": …, "source_vocabulary": …, "target_vocabulary": …, "shortlist":
    … or null}``, all of them paths; the answer is ``{"ready": true}``. Every other line is
    ``{"id": …, "text": …}`` with ``{"id": …, "target": …}`` as its answer. What fails is answered
    with ``{"id": …, "error": …}``.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a library prints must not be taken for an answer

    def answer(content: dict[str, Any]) -> None:
        answers.write(json.dumps(content).encode() + b"\n")

    requests = iter(sys.stdin.buffer.readline, b"")
    try:
        translate = _load(json.loads(next(requests, b"null")))
    except BaseException as error:  # noqa: BLE001 (Rust's panics are no children of Exception)
        answer({"error": _describe(error)})
        return
    answer({"ready": True})
    for line in requests:
        request = json.loads(line)
        try:
            answer({"id": request["id"], "target": translate(request["text"])})
        except BaseException as error:  # noqa: BLE001 (as above)
            answer({"id": request["id"], "error": _describe(error)})


def _load(paths: dict[str, str | None]) -> Callable[[str], str]:
    """Return what translates one sentence."""
    from fxtranslate import Translator

    contents: dict[str, Any] = {
        name: None if path is None else Path(path).read_bytes() for name, path in paths.items()
    }
    source = contents["source_vocabulary"]
    translator = Translator(
        contents["model"], source, contents["target_vocabulary"] or source, contents["shortlist"]
    )
    translate: Callable[[str], str] = translator.translate
    return translate


def _describe(error: BaseException) -> str:
    """Return the first line of what an error says."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


if __name__ == "__main__":
    main()
