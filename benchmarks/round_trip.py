"""Running again: an unchanged archive, one edited sentence, and merging beside ``msgmerge``."""

from __future__ import annotations

import json
import resource
import shutil
import statistics
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.children import Run, run_child
from benchmarks.sentences import make_sentences
from transkit.catalogs import (
    make_catalog,
    make_header,
    make_template,
    merge_catalog,
    plan_reuse,
    read_po,
    serialize_po,
)
from transkit.units import Catalog, Origin, Reference, State, Unit, unit_id

__all__ = ["measure_archive", "measure_merge"]

_TRANSLATE = ("-m", "transkit", "translate", "--to=uk", "--json", "--output-dir={home}/locales")


def measure_archive(packages: Path, count: int) -> None:
    """Print a first run over many documents, an unchanged second one, and one edited sentence."""
    sentences = make_sentences(3 * count, seed=4)
    with TemporaryDirectory(prefix="transkit-bench-") as folder:
        home, archive = Path(folder) / "home", Path(folder) / "archive"
        home.mkdir()
        archive.mkdir()
        for n in range(count):
            text = "\n\n".join(sentences[3 * n : 3 * n + 3])
            (archive / f"{n:04}.txt").write_text(text, encoding="utf-8")

        def run() -> Run:
            command = [*_TRANSLATE, str(archive)]
            return run_child(command, home=home, packages=packages, settings={})

        first, second = run(), run()
        arguments = ["-m", "benchmarks.again", str(archive), "{home}/locales"]
        child = run_child(arguments, home=home, packages=packages, settings={})
    again = json.loads(child.output)
    print(f"\n{count} documents, {len(sentences)} sentences")
    print(f"first run {_shown(first.seconds, first.work)}")
    for name, seconds, work in (
        ("unchanged, a new process", second.seconds, second.work),
        ("unchanged, in a process that runs", again["seconds"], again["work"]),
    ):
        ratios = f"{first.seconds / seconds:.0f}×, CPU {first.work / work:.0f}×"
        print(f"{name}: {_shown(seconds, work)}: {ratios}")
    print(
        f"one sentence of one document edited: {again['segments']} segments to the engine,"
        f" {again['drafted']} units drafted in {again['changed']} catalogs; {again['edited']:.2f} s"
    )


def _shown(seconds: float, work: float) -> str:
    return f"{seconds:.2f} s, CPU {work:.2f} s"


def measure_merge(units: int, times: int) -> None:
    """Print how long merging a large reviewed catalog takes, beside ``msgmerge``."""
    if shutil.which("msgmerge") is None:
        print("\nmerge: msgmerge is missing: apt-get install gettext")
        return
    old = _catalog([f"{s} ({n})" for n, s in enumerate(make_sentences(units, seed=5))])
    changed = [
        replace(unit, source=f"{unit.source} And more.", id=unit_id(f"{unit.source} And more."))
        if number % 100 == 0
        else unit
        for number, unit in enumerate(old.units)
    ]
    fresh = replace(old, units=tuple(replace(u, target="", state=State.INITIAL) for u in changed))
    with TemporaryDirectory(prefix="transkit-bench-") as folder:
        po, pot, out = (Path(folder) / name for name in ("a.po", "a.pot", "out.po"))
        po.write_bytes(serialize_po(old))
        pot.write_bytes(serialize_po(make_template(fresh)))
        names = ("transkit", "msgmerge", "msgmerge --no-fuzzy-matching")
        runs: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
        for _ in range(times):
            started, worked = time.perf_counter(), time.process_time()
            known = read_po(po)
            reuse = plan_reuse(fresh, known, _is_draft)
            out.write_bytes(serialize_po(merge_catalog(fresh, known, _is_draft, reuse)))
            runs[names[0]].append((time.perf_counter() - started, time.process_time() - worked))
            for name in names[1:]:
                command = [*name.split(), "--quiet", "--no-wrap", "-o", str(out), str(po), str(pot)]
                runs[name].append(_run_program(command))
    print(
        f"\n{units} reviewed units, one in a hundred changed; read, merge, write, median of {times}"
    )
    seconds = {name: statistics.median(run[0] for run in found) for name, found in runs.items()}
    work = {name: statistics.median(run[1] for run in found) for name, found in runs.items()}
    for name in names:
        ratios = f"{seconds[name] / seconds[names[0]]:.2f}×, CPU {work[name] / work[names[0]]:.2f}×"
        print(f"{name} {_shown(seconds[name], work[name])}: {ratios}")


def _run_program(command: list[str]) -> tuple[float, float]:
    """Run a program; return its seconds, by the clock and of all cores."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True)
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _is_draft(source: str, target: str) -> bool:
    """Nothing here is a machine's draft."""
    del source, target
    return False


def _catalog(sources: list[str]) -> Catalog:
    """Return a reviewed catalog of these units."""
    header = make_header(
        source_language="en", target_language="uk", created="2026-01-01 00:00+0000", project="a"
    )
    units = [
        Unit(
            id=unit_id(source),
            source=source,
            target=source.upper(),
            state=State.REVIEWED,
            origin=Origin.HUMAN,
            references=(Reference(path="a.txt", line=number),),
        )
        for number, source in enumerate(sources, 1)
    ]
    return make_catalog(units, source_language="en", target_language="uk", header=header)
