r"""Learn the weights by which drafts that no check finds anything in are ranked.

    python -m tools.train_risk --source dev.en --target uk=dev.uk --target ko=dev.ko \
        --machine uk:google=dev.google.uk …

All files have one sentence per line, in one order. What is learned is how chrF with the human
translation, as a rank among the drafts of one system, follows from what can be counted without a
model (`transkit.checks.doubt.FEATURES`): a ridge regression over all systems and languages. It says
how well that ranks sentences and systems that were not learned from, and prints the weights to put
into `transkit.checks.doubt`. Needs ``pip install transkit[train]``.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.checks import area_under_curve, read_lines
from transkit.checks.base import Article, Pair
from transkit.checks.doubt import FEATURES, Usual, features_of, weigh

__all__ = ["Drafts", "cross_validate", "learn", "main", "read_drafts"]

_RIDGE = 30.0
"""How much weights are held back, per system."""
_WORST = 0.2
"""Share of drafts that count as bad."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """What one system made of some sentences."""

    language: str
    system: str
    features: tuple[Mapping[str, float], ...]
    ranks: tuple[float, ...]
    """Of each draft's chrF among those of the system, in [0, 1): 0 is the worst."""

    def part(self, start: int, end: int) -> Drafts:
        """Return some of them; the ranks stay."""
        return Drafts(
            language=self.language,
            system=self.system,
            features=self.features[start:end],
            ranks=self.ranks[start:end],
        )


def main() -> None:
    """Learn, and print how well it ranks and what was learned."""
    parser = argparse.ArgumentParser(prog="python -m tools.train_risk", description=__doc__)
    parser.add_argument("--source", type=Path, required=True, help="English, a sentence per line")
    parser.add_argument("--target", action="append", required=True, help="LANGUAGE=FILE")
    parser.add_argument("--machine", action="append", required=True, help="LANGUAGE:SYSTEM=FILE")
    options = parser.parse_args()
    sources = read_lines(options.source)
    humans = {
        language: read_lines(Path(file))
        for language, _, file in (item.partition("=") for item in options.target)
    }
    systems: list[Drafts] = []
    for item in options.machine:
        name, _, file = item.partition("=")
        language, _, system = name.partition(":")
        rows = list(zip(sources, read_lines(Path(file)), humans[language], strict=True))
        systems.append(read_drafts(rows, language, system))
    for (language, system), area in cross_validate(systems).items():
        print(
            f"{language} {system:24} AUC {area:.3f} on the other half, learned from other systems"
        )
    weights, usual = learn(systems)
    print("_WEIGHTS =", {name: round(value, 3) for name, value in weights.items()})
    for language, values in usual.items():
        shown = {name: (round(one.mean, 4), round(one.spread, 4)) for name, one in values.items()}
        print(f"_USUAL[{language!r}] =", shown)


def read_drafts(rows: Sequence[tuple[str, str, str]], language: str, system: str) -> Drafts:
    """Return the drafts of a system: rows of source, draft and human translation."""
    from sacrebleu.metrics.chrf import CHRF

    chrf = CHRF()
    quality = [chrf.sentence_score(draft, [human]).score for _, draft, human in rows]
    order = sorted(range(len(rows)), key=lambda index: quality[index])
    ranks = [0.0] * len(rows)
    for place, index in enumerate(order):
        ranks[index] = place / len(rows)
    pairs = [Pair(str(number), source, draft) for number, (source, draft, _) in enumerate(rows)]
    Article(pairs, "en", language)
    nothing = dict.fromkeys(FEATURES, 0.0)
    found = tuple(features_of(pair) or nothing for pair in pairs)
    return Drafts(language=language, system=system, features=found, ranks=tuple(ranks))


def learn(systems: Sequence[Drafts]) -> tuple[dict[str, float], dict[str, dict[str, Usual]]]:
    """Return the weights of features, and what each usually is in each language."""
    import numpy as np

    usual = {language: _usual([one for one in systems if one.language == language])
             for language in sorted({one.language for one in systems})}  # fmt: skip
    rows: list[list[float]] = []
    wanted: list[float] = []
    for one in systems:
        known = usual[one.language]
        rows += [
            [(found[name] - known[name].mean) / known[name].spread for name in FEATURES]
            for found in one.features
        ]
        middle = sum(one.ranks) / len(one.ranks)
        wanted += [middle - rank for rank in one.ranks]
    table, goal = np.array(rows), np.array(wanted)
    held = _RIDGE * len(systems) * np.eye(len(FEATURES))
    solved = np.linalg.solve(table.T @ table + held, table.T @ goal)
    # A rank goes from 0 to 1; made steeper, doubt does so, too.
    steeper = 1.0 / float((table @ solved).std())
    return {name: float(w) * steeper for name, w in zip(FEATURES, solved, strict=True)}, usual


def _usual(systems: Sequence[Drafts]) -> dict[str, Usual]:
    """Return the mean and the spread of each feature."""
    from statistics import fmean, pstdev

    values = {name: [found[name] for one in systems for found in one.features] for name in FEATURES}
    return {name: Usual(fmean(some), pstdev(some) or 1.0) for name, some in values.items()}


def cross_validate(systems: Sequence[Drafts]) -> dict[tuple[str, str], float]:
    """Return the area under the curve of each system, on sentences and a system that are new.

    Learned from one half of the sentences as other systems drafted them, measured on the other.
    """
    areas: dict[tuple[str, str], float] = {}
    for one in systems:
        middle, size = (len(one.ranks) + 1) // 2, len(one.ranks)
        both = []
        for start, end in ((0, middle), (middle, size)):
            there = (middle, size) if start == 0 else (0, middle)
            others = [other.part(start, end) for other in systems if other is not one]
            weights, usual = learn(others)
            new = one.part(*there)
            doubts = [weigh(found, usual[one.language], weights) for found in new.features]
            both.append(area_under_curve(doubts, [rank < _WORST for rank in new.ranks]))
        areas[one.language, one.system] = sum(both) / len(both)
    return areas


if __name__ == "__main__":
    main()
