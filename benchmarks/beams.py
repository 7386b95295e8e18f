"""What beam search costs and gains with a CTranslate2 model: beams of 4, 2 and 1 in turns."""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

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
    print(f"{'':8}" + "".join(f"{title:>12}" for title in ("words/CPU s", "peak MB", "chrF", "p")))
    measured = {beam: [json.loads(run.output) for run in found] for beam, found in runs.items()}
    targets = {beam: found[0]["targets"] for beam, found in measured.items()}
    quality = _chrf(targets, texts[1])
    for beam, found in measured.items():
        own = statistics.median(one["own"] for one in found)
        memory = max(one["memory"] for one in found)
        cells = f"{words / own:>12.0f}{memory / 1e6:>12.0f}"
        print(f"beam {beam:3}{cells}" + "".join(f"{cell:>12}" for cell in quality[beam]))
    if texts[1] is not None:
        print(f"p: how often such a difference from beam {_BEAMS[0]} is chance (paired bootstrap)")


def _chrf(targets: dict[str, list[str]], reference: Path | None) -> dict[str, tuple[str, ...]]:
    """Return the chrF of each beam's targets, in [0, 100], and what its difference is worth.

    The significance is that of sacrebleu's paired bootstrap (1,000 samples) against the first beam;
    nothing is returned for anything without a reference.
    """
    if reference is None:
        return dict.fromkeys(targets, ())
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.significance import PairedTest

    people = reference.read_text(encoding="utf-8").splitlines()[: len(next(iter(targets.values())))]
    test = PairedTest(list(targets.items()), {"chrF": CHRF(references=[people])}, None, "bs", 1000)
    results: list[Any] = next(list(v) for name, v in test()[1].items() if name != "System")
    return {
        beam: (f"{one.score:.2f}", "" if one.p_value is None else f"{one.p_value:.3f}")
        for beam, one in zip(targets, results, strict=True)
    }
