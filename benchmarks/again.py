"""transkit again and again in one process: an archive without a change, and with one."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from transkit.pipeline.translate import Options, TranslateResult, translate

__all__ = ["main"]


class Count:
    """Hears how many segments go to the engine."""

    def __init__(self) -> None:
        self.segments = 0

    def begin(self, language: str, segments: int, words: int) -> None:
        """Count the segments of a language."""
        del language, words
        self.segments += segments

    def advance(self, segments: int, words: int) -> None:
        """Hear of segments that were counted already."""

    def end(self) -> None:
        """Hear that it is over."""


def main() -> None:
    """Run over an archive, unchanged, then with one sentence edited; print figures as JSON."""
    parser = argparse.ArgumentParser(description="Run transkit over ARCHIVE again and again.")
    parser.add_argument("archive", type=Path)
    parser.add_argument("output", type=Path, help="folder of the catalogs")
    options = parser.parse_args()
    settings = Options(to=("uk",), output_dir=options.output)
    count = Count()
    _run(options.archive, settings, count)
    started, worked = time.perf_counter(), time.process_time()
    result = _run(options.archive, settings, count)
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    if count.segments or any(row.drafted or row.changed for row in result.documents):
        raise RuntimeError("something was done again")
    edited = sorted(options.archive.iterdir())[len(result.documents) // 2]
    text = edited.read_text(encoding="utf-8")
    edited.write_text(text.replace(".", " and later.", 1), encoding="utf-8")
    started = time.perf_counter()
    result = _run(options.archive, settings, count)
    figures = {
        "seconds": seconds,
        "work": work,
        "edited": time.perf_counter() - started,
        "segments": count.segments,
        "drafted": sum(row.drafted for row in result.documents),
        "changed": sum(row.changed for row in result.documents),
    }
    print(json.dumps(figures))


def _run(archive: Path, settings: Options, count: Count) -> TranslateResult:
    """Translate the archive; fail on failures."""
    result = translate([archive], settings, progress=count)
    if result.failures:
        raise result.failures[0].error
    return result


if __name__ == "__main__":
    main()
