"""What beam search costs and gains with a CTranslate2 model: beams of 4, 2 and 1 in turns."""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.children import Command, run_interleaved

__all__ = ["measure_beams"]

_BEAMS = (4, 2, 1)


def measure_beams(
    package: Path, pair: tuple[str, str], texts: tuple[Path, Path | None], *, count: int, times: int
) -> None:
    """Print speed and memory of each beam, and its chrF where there is a reference.

    Args:
        package: An Argos package.
        pair: BCP 47 tags of its languages.
        texts: Sentences, one a line, and their translations by people, line by line, if there are.
        count: Of the first lines.
        times: Runs of each.
    """
    lines = texts[0].read_text(encoding="utf-8").splitlines()[:count]
    words = sum(len(line.split()) for line in lines)
    with TemporaryDirectory(prefix="transkit-bench-") as folder:
        place = Path(folder) / "lines.txt"
        place.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        ours = ["-m", "benchmarks.drafting", str(place), "--engine=argos", f"--model={package}"]
        ours += [f"--source={pair[0]}", f"--target={pair[1]}"]
        commands = {str(beam): Command(arguments=[*ours, f"--beam={beam}"]) for beam in _BEAMS}
        runs = run_interleaved(commands, Path(folder), times)
    print(f"\nBeam search, {pair[0]} → {pair[1]}: {len(lines)} sentences, {words} words, one core,")
    print(f"median of {times}; words a second of processor time")
    print(f"{'':8}" + "".join(f"{title:>12}" for title in ("words/CPU s", "peak MB", "chrF")))
    for beam, found in runs.items():
        measured = [json.loads(run.output) for run in found]
        own = statistics.median(one["own"] for one in measured)
        memory = max(one["memory"] for one in measured)
        quality = _chrf(measured[0]["targets"], texts[1])
        print(f"beam {beam:3}{words / own:>12.0f}{memory / 1e6:>12.0f}{quality:>12}")


def _chrf(targets: list[str], reference: Path | None) -> str:
    """Return the chrF of targets (sacrebleu), in [0, 100]; nothing without a reference."""
    if reference is None:
        return ""
    from sacrebleu.metrics.chrf import CHRF

    people = reference.read_text(encoding="utf-8").splitlines()[: len(targets)]
    return f"{CHRF().corpus_score(targets, [people]).score:.1f}"
