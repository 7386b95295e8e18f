"""Measure how many drafts that are no translation at all are of medium or high risk.

``python -m benchmarks.nonsense --source dev.en --target uk=dev.uk --target ko=dev.ko``: plain text,
one sentence per line, all files in one order.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from pathlib import Path

from benchmarks.checks import read_lines
from benchmarks.planted import Rows
from transkit.checks.base import Article, Pair
from transkit.checks.registry import all_checks
from transkit.checks.risk import Level, find_level
from transkit.checks.running import check_article

__all__ = ["NONSENSE", "main", "share_to_read"]

_Make = Callable[[Rows, int, random.Random], str]


def _another(rows: Rows, at: int, source: random.Random) -> str:
    """Return the target of another row, of a similar length."""
    size = len(rows[at][1])
    near = sorted(range(len(rows)), key=lambda other: abs(len(rows[other][1]) - size))
    return rows[source.choice([other for other in near[:20] if rows[other] != rows[at]])][1]


def _random_words(rows: Rows, at: int, source: random.Random) -> str:
    return " ".join(source.choice(source.choice(rows)[1].split()) for _ in rows[at][1].split())


def _shuffled_letters(rows: Rows, at: int, source: random.Random) -> str:
    return "".join(source.sample(rows[at][1], len(rows[at][1])))


def _in_circles(rows: Rows, at: int, source: random.Random) -> str:
    """Return the first three words, again and again."""
    del source
    words = rows[at][1].split()
    return " ".join((words[:3] * len(words))[: len(words)])


def _one_word(rows: Rows, at: int, source: random.Random) -> str:
    del source
    words = rows[at][1].split()
    return " ".join(words[:1] * len(words))


def _half(rows: Rows, at: int, source: random.Random) -> str:
    del source
    words = rows[at][1].split()
    return " ".join(words[: len(words) // 2])


NONSENSE: dict[str, _Make] = {
    "what a person wrote": lambda rows, at, _: rows[at][1],
    "of another source": _another,
    "random words": _random_words,
    "shuffled letters": _shuffled_letters,
    "three words in circles": _in_circles,
    "one word again and again": _one_word,
    "the source": lambda rows, at, _: rows[at][0],
    "another source": lambda rows, at, source: source.choice(
        [there for there, _ in rows if there != rows[at][0]]
    ),
    "no word": lambda *_: "...",
    "the first half": _half,
}
"""Kinds of drafts, as they are called in the docs."""


def share_to_read(rows: Rows, language: str, make: _Make, count: int) -> float:
    """Return the share of drafts, each an article of its own, of medium or high risk, in [0, 1].

    Args:
        rows: Sources, and what people made of them.
        language: Of the targets.
        make: Returns the draft of a row.
        count: So many rows, the same ones every time.
    """
    source = random.Random(language)  # noqa: S311 # the same ones every time
    chosen = source.sample(range(len(rows)), min(count, len(rows)))
    told = 0
    for at in chosen:
        pair = Pair("1", rows[at][0], make(rows, at, source))
        found = check_article(Article([pair], "en", language), all_checks())
        told += find_level([item.finding for item in found]) is not Level.LOW
    return told / len(chosen)


def main() -> None:
    """Measure every kind in every language."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nonsense", description=__doc__)
    parser.add_argument("--source", type=Path, required=True, help="English, a sentence per line")
    parser.add_argument("--target", action="append", required=True, help="LANGUAGE=FILE")
    parser.add_argument("--count", type=int, default=250, help="drafts of each kind")
    options = parser.parse_args()
    sources = read_lines(options.source)
    for language, _, file in (item.partition("=") for item in options.target):
        rows = list(zip(sources, read_lines(Path(file)), strict=True))
        for name, make in NONSENSE.items():
            count = len(rows) if name == "what a person wrote" else options.count
            share = 100 * share_to_read(rows, language, make, count)
            print(f"{language} {name:26}{share:6.1f} %")


if __name__ == "__main__":
    main()
