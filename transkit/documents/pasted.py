"""Where the article is on a page that was pasted as plain text: a small linear model.

An article is one run of lines. Every line is weighed as a part of it, every place as its beginning
and as its end, and the run that weighs most is the article (a linear-chain model of three states:
before, inside, after; linear in the lines). What stands between its parts and at its ends (teasers,
captions, buttons) is told by small decision trees over `transkit.documents.sifting`.

The weights lie beside this module, readable, and are made by ``python -m tools.train_pasted``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from transkit.documents.features import Page, Row

__all__ = [
    "BARRED",
    "Found",
    "Tree",
    "Weights",
    "dump_weights",
    "find_run",
    "load_weights",
    "parse_weights",
    "weigh_lines",
]

Table = Mapping[str, float]
Tree = float | tuple[str, float, "Tree", "Tree"]
"""Log-odds; or a feature, a threshold, what holds up to it, and what holds above."""

BARRED = 30.0
"""Log-odds against an article that begins before its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each feature speaks for, in log-odds; a feature that is missing says nothing."""

    line: Table
    """That a line is inside the article."""
    start: Table
    """That the article's text begins at a line."""
    end: Table
    """That it ends before a line."""
    trees: tuple[Tree, ...] = ()
    """That a line in or around the run is the article's; they add up."""


class Found(NamedTuple):
    """Where the article's text is."""

    first: int
    """Its first line."""
    last: int
    """One after its last line."""
    chances: tuple[float, ...]
    """For each line of the page, how likely it lies in the article's text, in [0, 1]."""


def find_run(page: Page, weights: Weights) -> Found:
    """Return the run of lines that is most likely the article's text, and how sure that is.

    It has one line at least; a page without lines has none.
    """
    size = len(page.sights)
    if not size:
        return Found(0, 0, ())
    left: list[float] = []
    right: list[float] = []
    total = 0.0
    for index in range(size):
        barred = BARRED if index < page.floor else 0.0
        left.append(_weigh(page.start_row(index), weights.start) - total - barred)
        total += _weigh(page.line_row(index), weights.line)
        right.append(_weigh(page.end_row(index + 1), weights.end) + total)
    first, last = _best(left, right)
    return Found(first, last, tuple(_chances(left, right)))


def _best(left: Sequence[float], right: Sequence[float]) -> tuple[int, int]:
    """Return the run of the highest score: that of its first line plus that of its last."""
    best, found, start = float("-inf"), (0, 0), 0
    for index, score in enumerate(right):
        if left[index] > left[start]:
            start = index
        if left[start] + score > best:
            best, found = left[start] + score, (start, index + 1)
    return found


def _chances(left: Sequence[float], right: Sequence[float]) -> Iterator[float]:
    """Yield how likely each line is inside, over all runs (the forward–backward algorithm)."""
    ahead = list(accumulate(left, _add))
    behind = list(accumulate(reversed(right), _add))[::-1]
    total = float("-inf")
    for start, score in zip(ahead, right, strict=True):
        total = _add(total, start + score)
    inside = 0.0
    for index in range(len(left)):
        inside += math.exp(left[index] + behind[index] - total)
        yield min(1.0, max(0.0, inside))
        inside -= math.exp(ahead[index] + right[index] - total)


def _add(first: float, second: float) -> float:
    """Return the logarithm of the sum of what two logarithms stand for."""
    high, low = max(first, second), min(first, second)
    return high if low == float("-inf") else high + math.log1p(math.exp(low - high))


def weigh_lines(rows: Sequence[Row], weights: Weights) -> list[float]:
    """Return how likely each line is the article's, in [0, 1], from its row of `sift_rows`."""
    return [1 / (1 + math.exp(-sum(_follow(tree, row) for tree in weights.trees))) for row in rows]


def _follow(tree: Tree, row: Row) -> float:
    """Return what a tree says of a row."""
    while not isinstance(tree, float):
        name, threshold, below, above = tree
        tree = below if row.get(name, 0.0) <= threshold else above
    return tree


def _weigh(row: Row, weights: Table) -> float:
    """Return the log-odds that a row speaks for."""
    total = 0.0
    for name, value in row.items():
        if value:
            total += value * weights.get(name, 0.0)
    return total


@cache
def load_weights() -> Weights:
    """Return the weights of the package, read once."""
    from importlib.resources import files  # only pages need them, and it is slow to load

    return parse_weights(files(__package__).joinpath("pasted.json").read_text("utf-8"))


def parse_weights(text: str) -> Weights:
    """Return the weights that a JSON text holds.

    Raises:
        ValueError: It holds something else.
    """
    data = json.loads(text)
    tables = {name: _table(data[name]) for name in _TABLES}
    return Weights(**tables, trees=tuple(map(_tree, data["trees"])))


_TABLES = ("line", "start", "end")


def _table(data: Mapping[str, object]) -> dict[str, float]:
    """Return a table of numbers."""
    return {name: _number(value, name) for name, value in data.items()}


def _tree(data: object) -> Tree:
    """Return a tree: a number, or a list of a feature, a number and two trees."""
    if not isinstance(data, list):
        return _number(data, "a leaf")
    if len(data) != 4 or not isinstance(data[0], str):
        raise ValueError(f"no tree: {data!r}")
    return data[0], _number(data[1], data[0]), _tree(data[2]), _tree(data[3])


def _number(value: object, name: str) -> float:
    if not isinstance(value, (int, float)):
        raise ValueError(f"the weight of {name} is no number: {value!r}")
    return float(value)


def dump_weights(weights: Weights) -> str:
    """Return weights as JSON, one on each line, tables sorted by name.

    The inverse of `parse_weights` for numbers of no more than three decimals.
    """
    parts = [_dump_table(name, getattr(weights, name)) for name in _TABLES]
    trees = ",\n  ".join(json.dumps(_rounded(tree)) for tree in weights.trees)
    return "{\n" + ",\n".join([*parts, f' "trees": [\n  {trees}\n ]']) + "\n}\n"


def _dump_table(name: str, table: Table) -> str:
    """Return a table as JSON, without what is nothing once rounded."""
    lines = [
        f"  {json.dumps(key)}: {round(value, 3)}"
        for key, value in sorted(table.items())
        if round(value, 3)
    ]
    return f' "{name}": {{\n' + ",\n".join(lines) + "\n }"


def _rounded(tree: Tree) -> object:
    """Return a tree as lists, its numbers rounded."""
    if not isinstance(tree, tuple):
        return round(tree, 3)
    name, threshold, below, above = tree
    return [name, round(threshold, 3), _rounded(below), _rounded(above)]
