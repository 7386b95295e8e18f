r"""Learn what tells a translation from one of another sentence.

    python -m tools.train_unrelated --source dev.en --target uk=dev.uk --target ko=dev.ko

All files have one sentence per line, in one order. A logistic regression over what is counted of a
pair (`transkit.checks.unrelated.EVIDENCE`) learns to tell each human translation from one of
another sentence that is nearly as long. It says how many of both kinds are below some values in
the half of the sentences that was not learned from, and prints the weights, learned from all, to
put into `transkit.checks.unrelated`. Needs ``pip install transkit[train]``.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.checks import read_lines
from transkit.checks.base import Article, Pair
from transkit.checks.unrelated import EVIDENCE, evidence_of

__all__ = ["learn", "main", "read_evidence", "score"]

_RIDGE = 1.0
"""How much weights are held back, in spreads of what they weigh."""
_ROUNDS = 40
_FURTHER = 7
"""How many places further in the order of length another target is taken from."""
_LIMITS = (-4.0, -3.5, -3.0, -2.5, -2.0, -1.5)

_Evidence = list[tuple[int, bool, Mapping[str, float]]]
"""Number of the row, whether the target is its own, and what is counted."""


def main() -> None:
    """Learn, and print how well both kinds are told apart and what was learned."""
    parser = argparse.ArgumentParser(prog="python -m tools.train_unrelated", description=__doc__)
    parser.add_argument("--source", type=Path, required=True, help="English, a sentence per line")
    parser.add_argument("--target", action="append", required=True, help="LANGUAGE=FILE")
    options = parser.parse_args()
    sources = read_lines(options.source)
    for language, _, file in (item.partition("=") for item in options.target):
        rows = list(zip(sources, read_lines(Path(file)), strict=True))
        found = read_evidence(rows, language)
        middle = len(rows) // 2
        base, weights = learn([one for one in found if one[0] < middle])
        new = [one for one in found if one[0] >= middle]
        for limit in _LIMITS:
            own, others = (
                _share_below(new, base, weights, limit=limit, own=own) for own in (True, False)
            )
            print(f"{language} below {limit:5}: {own:.2%} of their own, {others:.1%} of others'")
        base, weights = learn(found)
        print(f"_BASE[{language!r}] = {base:.2f}")
        print(f"_WEIGHTS[{language!r}] =", {name: round(w, 3) for name, w in weights.items()})


def read_evidence(rows: Sequence[tuple[str, str]], language: str) -> _Evidence:
    """Return what is counted of each row with its own target and with another's as long."""
    order = sorted(range(len(rows)), key=lambda at: len(rows[at][1]))
    pairs = [(at, at) for at in order] + list(zip(order, order[_FURTHER:], strict=False))
    found: _Evidence = []
    for at, other in pairs:
        pair = Article([Pair("1", rows[at][0], rows[other][1])], "en", language).pairs[0]
        counted = evidence_of(pair)
        if counted is not None:
            found.append((at, at == other, counted))
    return found


def learn(found: _Evidence) -> tuple[float, dict[str, float]]:
    """Return the base and the weights of a logistic regression (Newton's method)."""
    import numpy as np

    table = np.array([[1.0, *(counted[name] for name in EVIDENCE)] for _, _, counted in found])
    own = np.array([float(is_own) for _, is_own, _ in found])
    spread = table.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = table / spread
    held = _RIDGE * np.eye(len(spread))
    held[0, 0] = 0.0
    solved = np.zeros(len(spread))
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-scaled @ solved))
        slope = scaled.T @ (likely - own) + held @ solved
        curve = (scaled * (likely * (1 - likely))[:, None]).T @ scaled + held
        solved -= np.linalg.solve(curve, slope)
    plain = [float(value) for value in solved / spread]
    return plain[0], dict(zip(EVIDENCE, plain[1:], strict=True))


def score(counted: Mapping[str, float], base: float, weights: Mapping[str, float]) -> float:
    """Return how much likelier a pair is a translation than not, as a logarithm."""
    return base + sum(weights[name] * counted[name] for name in EVIDENCE)


def _share_below(
    found: _Evidence, base: float, weights: Mapping[str, float], *, limit: float, own: bool
) -> float:
    scores = [score(counted, base, weights) for _, is_own, counted in found if is_own is own]
    return sum(value < limit for value in scores) / max(1, len(scores))


if __name__ == "__main__":
    main()
