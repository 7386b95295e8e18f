"""Measure transkit against Argos Translate: the same model, sentences and beam, in turns."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.beams import measure_beams
from benchmarks.children import Command, Run, run_child, run_interleaved
from benchmarks.firefox import measure_firefox
from benchmarks.keeping import measure_keeping
from benchmarks.memory import measure_memory
from benchmarks.round_trip import measure_archive, measure_merge
from benchmarks.sentences import make_article, make_sentences
from benchmarks.turned import made_up_sentences, measure_turned

_OURS, _PEER, _TUNED = "transkit", "Argos Translate", "Argos Translate, 1 thread"
_ONE_THREAD = {"ARGOS_INTRA_THREADS": "1"}
_TRANSLATE = ("-m", "transkit", "translate", "--to=uk", "--json", "--output-dir={home}/locales")
_EVERYTHING = ("start", "fresh", "throughput", "firefox", "beams", "archive", "merge", "memory")


def main() -> None:
    """Run the measurements that the command line asks for; exit with 1 if a promise is not kept."""
    options = _read_arguments()
    wanted = options.only or (() if options.keeping else _EVERYTHING)
    with_model = set(wanted) - {"memory", "merge"}
    packages = _prepare_model(options.cache.absolute()) if with_model else Path()
    broken = _measure_engines(wanted, options, packages)
    if "archive" in wanted:
        measure_archive(packages, options.documents)
    if "merge" in wanted:
        measure_merge(10_000, options.times)
    if "memory" in wanted:
        measure_memory(options.units, 300, pairs=None, peer=(options.peer_python, 20_000))
        measure_turned(made_up_sentences(), 40)
    for source, target, language in options.keeping or ():
        print()
        measure_keeping(Path(source), Path(target), ("en", language))
    if broken:
        sys.exit(f"\nNot as promised: {broken}")


def _measure_engines(wanted: Sequence[str], options: argparse.Namespace, packages: Path) -> str:
    """Run the measurements that draft; return which promise is not kept, if one is not."""
    broken = ""
    if "start" in wanted:
        measure_start(packages, 2 * options.times + 1)
    if "fresh" in wanted:
        measure_fresh(packages, options.times)
    if "throughput" in wanted:
        measure_throughput(packages, options.sentences, max(1, options.times // 3))
    if "firefox" in wanted:
        count = max(60, options.sentences // 10)  # fewer say little about how workers scale
        broken = measure_firefox(options.cache.absolute(), count, options.times)
    if "beams" in wanted:
        _measure_beams(options, packages)
    return broken


def _read_arguments() -> argparse.Namespace:
    """Return the command line's arguments."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=_EVERYTHING, action="append", help="repeatable")
    parser.add_argument(
        "--times",
        type=int,
        default=5,
        help="runs of each (default: 5), a third of that for the throughput",
    )
    parser.add_argument("--sentences", type=int, default=1000, help="for the throughput")
    parser.add_argument("--documents", type=int, default=1000, help="of the archive")
    parser.add_argument("--units", type=int, default=1_000_000, help="of the memory")
    parser.add_argument("--peer-python", type=Path, help="a Python that has translate-toolkit")
    parser.add_argument(
        "--keeping",
        nargs=3,
        action="append",
        metavar=("SENTENCES", "TRANSLATIONS", "LANGUAGE"),
        help="also what changed paragraphs keep of these human translations, a sentence a line, of"
        " English; repeatable",
    )
    parser.add_argument("--cache", type=Path, default=Path("build/benchmarks"))
    parser.add_argument(
        "--beams",
        nargs=3,
        metavar=("PACKAGE", "SOURCE", "REFERENCE"),
        help="measure beams, and their chrF, with this Argos package, these sentences, and what"
        " people made of them; SOURCE.en and REFERENCE.uk say the languages",
    )
    return parser.parse_args()


def _measure_beams(options: argparse.Namespace, packages: Path) -> None:
    """Measure beams on what the command line names, or on the copy model without a quality."""
    count, times = options.sentences // 4, max(1, options.times // 3)
    if options.beams:
        package, source, reference = map(Path, options.beams)
        pair = source.suffix.removeprefix("."), reference.suffix.removeprefix(".")
        measure_beams(package.absolute(), pair, (source, reference), count=count, times=times)
        return
    with TemporaryDirectory(prefix="transkit-bench-") as folder:
        lines = Path(folder) / "lines.en"
        lines.write_text("\n".join(make_sentences(count, seed=6)), encoding="utf-8")
        package = packages / "translate-en_uk-copy"
        measure_beams(package, ("en", "uk"), (lines, None), count=count, times=times)


def _prepare_model(cache: Path) -> Path:
    """Return the folder of the full-size copy model; print what the figures depend on.

    The model is built in a process of its own, and nothing large is imported here: the peak memory
    of a process counts from that of the one that started it.
    """
    cache.mkdir(parents=True, exist_ok=True)
    packages = cache / "packages"
    built = run_child(
        ["-m", "benchmarks.model", str(packages)], home=cache, packages=packages, settings={}
    )
    libraries = ("ctranslate2", "argos-translate-lt", "transkit")
    print(f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores, Python", end=" ")
    print(platform.python_version(), *(_version(name) for name in libraries), sep=", ")
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}")
    print("Model: 6+6 layers, 512/2048, 32,000 pieces, int8; it copies, so that both sides'")
    print(f"output can be checked; {built.output.strip()} tokens a word. Beam 4 on both sides.")
    print("Sentence splitting of Argos Translate is replaced by a regular expression, because its")
    print("own needs a download; that costs it nothing.")
    return packages


def _version(name: str) -> str:
    """Return name and version of a library; the checkout's version if it is not installed."""
    try:
        return f"{name} {version(name)}"
    except ModuleNotFoundError:
        return f"{name} (checkout)"


def measure_start(packages: Path, times: int) -> None:
    """Print how long ``--help`` takes."""
    commands = {
        _OURS: Command(arguments=["-m", "transkit", "--help"]),
        _PEER: Command(arguments=["-c", "from argostranslate.cli import main; main()", "--help"]),
    }
    runs = run_interleaved(commands, packages, times)
    print(f"\n--help, a new process, median of {times}")
    _print_table(runs)


def measure_fresh(packages: Path, times: int) -> None:
    """Print what an article of 24 sentences takes in a new process, and the same run again."""
    sentences = make_sentences(24, seed=2)
    with TemporaryDirectory(prefix="transkit-bench-") as folder:
        article = Path(folder) / "article.txt"
        article.write_text(make_article(sentences), encoding="utf-8")
        ours = [*_TRANSLATE, str(article)]
        peer = ["-m", "benchmarks.peer", str(article)]
        runs = run_interleaved(_sides(ours, peer, sentences), packages, times)
        again = _measure_second_run(ours, packages, times)
    words = _count_words(sentences)
    print(f"\n{len(sentences)} sentences, {words} words, a new process, median of {times}")
    _print_table(runs, words)
    print(f"transkit, the same again: {again:.2f} seconds, {again / _median(runs[_OURS]):.2f}×")


def measure_throughput(packages: Path, count: int, times: int) -> None:
    """Print how fast many sentences are in a process that has done something before."""
    sentences = make_sentences(count, seed=3)
    with TemporaryDirectory(prefix="transkit-bench-") as folder:
        article, small = Path(folder) / "article.txt", Path(folder) / "small.txt"
        article.write_text(make_article(sentences), encoding="utf-8")
        small.write_text("The council met on Tuesday.\n", encoding="utf-8")
        ours = ["-m", "benchmarks.ours", str(article), str(small), "{home}/locales"]
        peer = ["-m", "benchmarks.peer", str(article), "--warm-up"]
        runs = run_interleaved(_sides(ours, peer, sentences), packages, times)
    words = _count_words(sentences)
    print(f"\n{count} sentences, {words} words, in a warm process, median of {times}")
    seconds = {
        name: statistics.median(json.loads(run.output)["seconds"] for run in found)
        for name, found in runs.items()
    }
    _print_table(runs, words, seconds)
    print("transkit's seconds hold reading the article, loading the model and writing the catalog;")
    print(
        "those of Argos Translate begin when its model is loaded. CPU and memory: whole processes."
    )


def _measure_second_run(command: Sequence[str], packages: Path, times: int) -> float:
    """Return the median seconds of an unchanged second run in the same home."""
    with TemporaryDirectory(prefix="transkit-bench-") as home:
        runs = [
            run_child(command, home=Path(home), packages=packages, settings={})
            for _ in range(times + 1)
        ]
    if any(document["drafted"] for document in json.loads(runs[-1].output)["documents"]):
        raise RuntimeError("the second run drafted again")
    return _median(runs[1:])


def _sides(
    ours: Sequence[str], peer: Sequence[str], sentences: Sequence[str]
) -> dict[str, Command]:
    """Return the three sides of a comparison, each with the check that it copied the article."""
    paragraphs = make_article(sentences).splitlines()

    def check_catalog(home: Path, run: Run) -> None:
        import polib

        del run
        entries = polib.pofile(str(home / "locales/uk/LC_MESSAGES/article.po"), wrapwidth=0)
        if [entry.msgstr for entry in entries] != paragraphs:
            raise RuntimeError("transkit's catalog does not hold the article")

    def check_target(home: Path, run: Run) -> None:
        del home
        if json.loads(run.output)["target"].split() != " ".join(paragraphs).split():
            raise RuntimeError("Argos Translate did not copy the article")

    return {
        _OURS: Command(arguments=ours, check=check_catalog),
        _PEER: Command(arguments=peer, check=check_target),
        _TUNED: Command(arguments=peer, settings=_ONE_THREAD, check=check_target),
    }


def _count_words(sentences: Sequence[str]) -> int:
    return sum(len(sentence.split()) for sentence in sentences)


def _median(runs: Sequence[Run]) -> float:
    return statistics.median(run.seconds for run in runs)


def _print_table(
    runs: Mapping[str, Sequence[Run]], words: int = 0, seconds: Mapping[str, float] | None = None
) -> None:
    """Print seconds, words a second, work of all cores and peak memory, each against ours.

    Args:
        runs: By name, ours first.
        words: That each run translates; 0 if none.
        seconds: By name, where not the whole process is meant.
    """
    taken = seconds or {name: _median(found) for name, found in runs.items()}
    work = {name: statistics.median(run.work for run in found) for name, found in runs.items()}
    memory = {name: max(run.memory for run in found) / 1e6 for name, found in runs.items()}
    titles = ("seconds", "", "words/s", "CPU s", "", "peak MB", "")
    print(f"{'':26}" + "".join(f"{title:>9}" for title in titles))
    for name in runs:
        speed = f"{words / taken[name]:.0f}" if words else ""
        cells = [f"{taken[name]:.2f}", _compare(taken, name), speed]
        cells += [f"{work[name]:.2f}", _compare(work, name)]
        cells += [f"{memory[name]:.0f}", _compare(memory, name)]
        print(f"{name:26}" + "".join(f"{cell:>9}" for cell in cells))


def _compare(figures: Mapping[str, float], name: str) -> str:
    """Return how many times ours the figure called `name` is."""
    return f"{figures[name] / figures[_OURS]:.2f}×"


if __name__ == "__main__":
    main()
