"""Measure the memory: taking in, searching, and looking up an article, against brute force.

All times are those of the processor, not of the clock, so that other work on the machine counts
little. Run it in `make bench` or by itself: ``python -m benchmarks.memory --help``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from benchmarks.memory_texts import make_pairs, make_queries, read_pairs
from transkit.memory.offers import Offers
from transkit.memory.store import Store
from transkit.memory.tmx import write_tmx
from transkit.memory.translations import Translation, Translations
from transkit.pipeline.memory_exchange import import_memory
from transkit.pipeline.recalling import Recaller
from transkit.text.likeness import find_likeness
from transkit.text.typography import fold_typography

_T = TypeVar("_T")
_PAIR = ("en", "uk")
_LEAST = 0.7
_INSTALL = "python3 -m venv peer && peer/bin/pip install 'translate-toolkit>=3.13' levenshtein"


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--pairs", type=Path, help="folder with *.en and *.uk, a sentence a line")
    parser.add_argument("--peer-python", type=Path, help="a Python that has translate-toolkit")
    parser.add_argument("--peer-units", type=int, default=20_000)
    options = parser.parse_args()
    measure_memory(
        options.units,
        options.queries,
        pairs=options.pairs,
        peer=(options.peer_python, options.peer_units),
    )


def measure_memory(
    units: int, queries: int, *, pairs: Path | None, peer: tuple[Path | None, int]
) -> None:
    """Print all figures.

    Args:
        units: Made-up units that the memory holds.
        queries: Texts that are looked for.
        pairs: Folder of real sentence pairs; ``None`` leaves them out.
        peer: A Python with translate-toolkit, or ``None``; and how many units it gets, which it
            holds in its working memory and searches one by one.
    """
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()};", end=""
    )
    print(f" load of the machine before: {os.getloadavg()[0]:.1f}; seconds of the processor")
    with TemporaryDirectory(prefix="transkit-memory-") as name:
        folder = Path(name)
        _measure_size(folder, units, queries)
        _measure_peer(folder, *peer, queries=min(queries, 60))
        if pairs is not None:
            _measure_real(folder, pairs)


def _measure_size(folder: Path, units: int, queries: int) -> None:
    print(f"\n{units:,} made-up units")
    tmx, memory = folder / "all.tmx", folder / "memory.db"
    with tmx.open("wb") as stream:
        write_tmx(stream, _PAIR, _translations(make_pairs(units, seed=1)), "benchmark")
    seconds, result = _timed(lambda: import_memory([tmx], memory=memory))
    (row,) = result.files
    if row.added != units:
        raise RuntimeError(f"{row.added} of {units} units were added")
    sizes = f"TMX {tmx.stat().st_size / 1e6:,.0f} MB, memory {memory.stat().st_size / 1e6:,.0f} MB"
    print(f"import of TMX: {seconds:.1f} s, {units / seconds:,.0f} units/s ({sizes})")
    sources = [source for source, _ in make_pairs(units, seed=1)]
    with Store(memory) as store:
        translations = Translations(store)
        found = _measure_search(translations, sources, queries)
        _measure_brute_force(sources, found)
        _measure_lookup(store, sources)


def _measure_search(translations: Translations, sources: list[str], count: int) -> dict[str, float]:
    """Print how long searching takes; return the queries that are alike, and the best likeness."""
    alike: dict[str, float] = {}
    times: dict[str, list[float]] = {}
    for text, kind in make_queries(sources, count, seed=9):
        seconds, matches = _timed(
            lambda text=text: translations.similar(_PAIR, text, least=_LEAST)  # type: ignore[misc]
        )
        times.setdefault(kind, []).append(seconds)
        if kind == "exact" and not (matches and matches[0].similarity == 1.0):
            raise RuntimeError(f"not found: {text}")
        if kind == "alike":
            alike[text] = matches[0].similarity if matches else 0.0
    for kind, some in times.items():
        print(f"search, {kind:5}: {_spread(some)}")
    print(f"search, all  : {_spread([second for some in times.values() for second in some])}")
    return alike


def _measure_brute_force(sources: list[str], queries: dict[str, float]) -> None:
    """Print what comparing with every source costs, and what the index misses of that."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extract

    folded = [fold_typography(source) for source in sources]
    missed, there = 0, 0
    times: list[float] = []
    some = list(queries.items())[:30]
    for text, ours in some:
        seconds, closest = _timed(
            lambda text=text: extract(  # type: ignore[misc]
                fold_typography(text),
                folded,
                scorer=Indel.normalized_similarity,
                score_cutoff=_LEAST - 1e-6,
                limit=50,
            )
        )
        times.append(seconds)
        best = max((find_likeness(text, sources[at], "en")[0] for _, _, at in closest), default=0)
        there += best >= _LEAST
        missed += best >= _LEAST and ours < best - 1e-6
    print(f"brute force (rapidfuzz over all sources): {_spread(times)}")
    print(f"its best match is ours, too, in {there - missed} of {there} of {len(some)} texts")


def _measure_lookup(store: Store, sources: list[str]) -> None:
    texts = [text for text, _ in make_queries(sources, 1000, seed=77)]
    recaller = Recaller(Translations(store), Offers(store), _PAIR)

    def look_up() -> tuple[int, int]:
        exact = recaller.recall(texts).units
        others = [text for text in texts if text not in exact]
        recaller.sentences(others)
        used = recaller.look_for_likeness(others)
        return len(exact), len(used) + len(recaller.beside(others))

    seconds, (exact, alike) = _timed(look_up)
    print(f"first lookup of 1,000 units: {seconds:.2f} s ({exact} exact, {alike} by likeness)")


def _measure_peer(folder: Path, python: Path | None, units: int, *, queries: int) -> None:
    """Print what translate-toolkit's matcher takes for the same, and ours beside it."""
    if python is None:
        print(f"\ntranslate-toolkit is left out: --peer-python PATH ({_INSTALL})")
        return
    pairs = list(make_pairs(units, seed=3))
    sources = [source for source, _ in pairs]
    texts = [text for text, _ in make_queries(sources, queries, seed=4)]
    tmx, asked, memory = folder / "peer.tmx", folder / "queries.json", folder / "peer.db"
    with tmx.open("wb") as stream:
        write_tmx(stream, _PAIR, _translations(iter(pairs)), "benchmark")
    asked.write_text(json.dumps(texts), encoding="utf-8")
    script = Path(__file__).with_name("memory_peer.py")
    done = subprocess.run(
        [python, script, tmx, asked, str(_LEAST)], capture_output=True, text=True, check=True
    )
    theirs = json.loads(done.stdout)
    loaded, _ = _timed(lambda: import_memory([tmx], memory=memory))
    with Store(memory) as store:
        translations = Translations(store)
        results = [
            _timed(lambda text=text: translations.similar(_PAIR, text, least=_LEAST))  # type: ignore[misc]
            for text in texts
        ]
    print(f"\n{units:,} units, {len(texts)} queries, against translate-toolkit's matcher")
    print(f"transkit         : taken in once in {loaded:.1f} s; {_spread([s for s, _ in results])}")
    read = f"read each time in {theirs['loaded']:.1f} s"
    print(f"translate-toolkit: {read}; {_spread(theirs['seconds'])}")
    ratio = statistics.median(theirs["seconds"]) / statistics.median(s for s, _ in results)
    ours = sum(bool(matches) for _, matches in results)
    print(f"its median is {ratio:.0f}× ours; texts with a match: {ours} ours,", end=" ")
    print(f"{sum(map(bool, theirs['found']))} theirs (it knows no numbers, names or negations)")


def _measure_real(folder: Path, pairs: Path) -> None:
    """Print the same for real sentences: each is found exactly, and without its second word."""
    known = read_pairs(pairs, "uk")
    memory = folder / "real.db"
    with Store(memory) as store:
        translations = Translations(store)
        translations.add(_PAIR, _translations(iter(known)))
        exact: list[float] = []
        alike: list[float] = []
        found = there = 0
        for source, target in known:
            seconds, matches = _timed(
                lambda source=source: translations.similar(_PAIR, source)  # type: ignore[misc]
            )
            exact.append(seconds)
            if not matches or matches[0].target != target:
                raise RuntimeError(f"not found: {source}")
            words = source.split()
            text = " ".join([words[0], *words[2:]])
            wanted = find_likeness(text, source, "en")[0] >= _LEAST
            seconds, matches = _timed(
                lambda text=text: translations.similar(_PAIR, text)  # type: ignore[misc]
            )
            alike.append(seconds)
            there += wanted
            found += wanted and any(match.source == source for match in matches)
    print(f"\n{len(known):,} real sentence pairs")
    print(f"search, exact: {_spread(exact)}")
    print(f"search, alike: {_spread(alike)}; found {found} of {there}")


def _translations(pairs: Iterator[tuple[str, str]]) -> Iterator[Translation]:
    for source, target in pairs:
        yield Translation(source=source, target=target, changed="2026-01-01T00:00:00Z")


def _timed(work: Callable[[], _T]) -> tuple[float, _T]:
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def _spread(seconds: Sequence[float]) -> str:
    """Return median, 95th percentile and maximum in milliseconds."""
    ordered = sorted(seconds)
    high = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    cells = (("median", statistics.median(ordered)), ("p95", high), ("most", ordered[-1]))
    return ", ".join(f"{name} {1000 * value:.1f} ms" for name, value in cells)


if __name__ == "__main__":
    main()
