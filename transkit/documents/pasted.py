"""Where the article is on a page that was pasted as plain text: a small linear model.

An article is one run of lines. Every line is weighed as a part of it, every place as its beginning
and as its end, and the run that weighs most is the article (a linear-chain model of three states:
before, inside, after; linear in the lines). What stands between
its parts (teasers, captions, buttons) is told by a second, smaller set of weights.

The weights lie beside this module, readable, and are made by ``python -m tools.train_pasted``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

from transkit.documents.features import Page, Row, rows_within

__all__ = [
    "Found",
    "Weights",
    "dump_weights",
    "find_run",
    "load_weights",
    "parse_weights",
    "weigh_within",
]

Table = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each feature speaks for, in log-odds; a feature that is missing says nothing."""

    line: Table
    """That a line is inside the article."""
    start: Table
    """That the article's text begins at a line."""
    end: Table
    """That it ends before a line."""
    within: Table = field(default_factory=dict)
    """That a line between the first and the last is the article's."""


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
        left.append(_weigh(page.start_row(index), weights.start) - total)
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


def weigh_within(page: Page, first: int, last: int, weights: Weights) -> list[float]:
    """Return for each line of a run how surely it is the article's, in log-odds."""
    return [_weigh(row, weights.within) for row in rows_within(page, first, last)]


def _weigh(row: Row, weights: Table) -> float:
    return sum(value * weights.get(name, 0.0) for name, value in row.items())


@cache
def load_weights() -> Weights:
    """Return the weights of the package, read once."""
    return parse_weights(files(__package__).joinpath("pasted.json").read_text("utf-8"))


def parse_weights(text: str) -> Weights:
    """Return the weights that a JSON text holds.

    Raises:
        ValueError: It holds something else.
    """
    data = json.loads(text)
    return Weights(**{name: _table(data[name]) for name in ("line", "start", "end", "within")})


def _table(data: Mapping[str, object]) -> dict[str, float]:
    """Return a table of numbers."""
    found: dict[str, float] = {}
    for name, value in data.items():
        if not isinstance(value, (int, float)):
            raise ValueError(f"the weight of {name} is no number: {value!r}")
        found[name] = float(value)
    return found


def dump_weights(weights: Weights) -> str:
    """Return weights as JSON, one on each line, sorted by name; the inverse of `parse_weights`."""
    tables: Sequence[tuple[str, Table]] = (
        ("line", weights.line),
        ("start", weights.start),
        ("end", weights.end),
        ("within", weights.within),
    )
    content = {
        name: {key: round(value, 3) for key, value in sorted(table.items()) if round(value, 3)}
        for name, table in tables
    }
    return json.dumps(content, indent=1) + "\n"
