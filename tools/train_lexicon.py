"""Train the lists that say which words of two languages stand for each other.

    python -m tools.train_lexicon PAIRS.tsv.gz --to uk --tags tatoeba,rust-book,… [--write]

Each line of PAIRS.tsv.gz is source, tab, target, tab, tag of where it comes from; only pairs with
one of the tags are used. Word alignment is IBM model 1 (Brown et al. 1993) in both directions, over
stems (`transkit.text.stems`); what both directions hold for likely is kept. Needs ``pip install
transkit[train]``; the same pairs give the same list. With ``--write`` the list of the package is
replaced.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transkit.text import lexicon
from transkit.text.stems import WORD, list_stems, stem_of

__all__ = ["main", "read_pairs", "train"]

_LONGEST = 40
"""Stems of a sentence that is used."""
_RARE = 4
"""Fewer sentences have a stem that is left out."""
_SEEN = 2
"""Fewer sentences have a word with a small letter that may be a slip."""
_OF_PLACES = re.compile("ськ|цьк|зьк")
"""Ukrainian adjectives of names, which are written with a small letter."""
_ROUNDS = 6
_LIKELY = 0.03
_MOST = 8
"""Counterparts that are kept of one stem."""

Stems = list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What was learned."""

    pairs: dict[str, list[tuple[str, float]]]
    """Source stem to target stems, likeliest first."""
    targets: Counter[str]
    """Target stems that are written with a small letter, and in how many sentences."""


def main() -> None:
    """Train and print how large the list is."""
    parser = argparse.ArgumentParser(prog="python -m tools.train_lexicon", description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--to", required=True, help="language of the targets")
    parser.add_argument("--tags", required=True, help="where pairs may come from, commas between")
    parser.add_argument("--write", action="store_true", help="replace the package's list")
    options = parser.parse_args()
    tags = options.tags.split(",")
    pairs = read_pairs(options.pairs, tags)
    learned = train(pairs, options.to)
    print(f"{len(pairs)} pairs, {len(learned.pairs)} source stems, {len(learned.targets)} targets")
    text = serialize(learned, tags)
    print(f"{len(text.encode())} bytes")
    if options.write:
        lexicon.path_of("en", options.to).write_text(text, encoding="utf-8")


def read_pairs(path: Path, tags: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs of a file that have one of the tags."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        rows = (line.rstrip("\n").split("\t") for line in stream)
        return [(row[0], row[1]) for row in rows if row[2] in tags]


def train(pairs: Sequence[tuple[str, str]], language: str) -> Lexicon:
    """Return what English stems stand for in a language."""
    there = [list_stems(source, "en") for source, _ in pairs]
    here = [list_stems(target, language) for _, target in pairs]
    both = [
        (list(dict.fromkeys(a)), list(dict.fromkeys(b)))
        for a, b in zip(there, here, strict=True)
        if 0 < len(a) <= _LONGEST and 0 < len(b) <= _LONGEST
    ]
    common = [_common(side) for side in zip(*both, strict=True)]
    sides = [[[w for w in row if w in known] for row in side]
             for side, known in zip(zip(*both, strict=True), common, strict=True)]  # fmt: skip
    forward = _model(sides[0], sides[1])
    backward = _model(sides[1], sides[0])
    found: dict[str, list[tuple[str, float]]] = {}
    for (source, target), share in forward.items():
        other = backward.get((target, source), 0.0)
        if share >= _LIKELY and other >= _LIKELY:
            found.setdefault(source, []).append((target, round((share * other) ** 0.5, 2)))
    kept = {
        source: sorted(found[source], key=lambda one: (-one[1], one[0]))[:_MOST]
        for source in sorted(found)
    }
    return Lexicon(pairs=kept, targets=_small(pairs, language))


def _small(pairs: Sequence[tuple[str, str]], language: str) -> Counter[str]:
    """Return the target stems that are written with a small letter, with their sentences.

    Korean has no small letters: all of its words are in, with two and with three syllables.
    """
    counts = Counter(
        stem
        for _, target in pairs
        for stem in {
            stem
            for word in WORD.findall(target)
            if word[0] == word[0].lower() and not _OF_PLACES.search(word)
            for stem in (stem_of(word, language), *([word[:3]] if language == "ko" else []))
        }
    )
    return Counter({stem: number for stem, number in counts.items() if number >= _SEEN})


def _common(rows: Sequence[Stems]) -> set[str]:
    counts = Counter(stem for row in rows for stem in row)
    return {stem for stem, number in counts.items() if number >= _RARE}


def _model(there: Sequence[Stems], here: Sequence[Stems]) -> dict[tuple[str, str], float]:
    """Return how likely a stem of `there` stands for one of `here`: P(here | there)."""
    import numpy as np

    ids: list[dict[str, int]] = [{"": 0}, {}]
    places: list[Any] = [[], [], []]
    count = 0
    for one, other in zip(there, here, strict=True):
        sources = [0, *(ids[0].setdefault(stem, len(ids[0])) for stem in one)]
        for stem in other:
            target = ids[1].setdefault(stem, len(ids[1]))
            places[0] += sources
            places[1] += [target] * len(sources)
            places[2] += [count] * len(sources)
            count += 1
    left, right, where = (np.array(values, dtype=np.int64) for values in places)
    keys, index = np.unique(left * len(ids[1]) + right, return_inverse=True)
    owner = keys // len(ids[1])
    share = np.full(len(keys), 1.0 / len(ids[1]))
    for _ in range(_ROUNDS):
        weight = share[index]
        weight /= np.bincount(where, weight, minlength=count)[where]
        counts = np.bincount(index, weight, minlength=len(keys))
        share = counts / np.bincount(owner, counts, minlength=len(ids[0]))[owner]
    names = [list(one) for one in ids]
    return {
        (names[0][int(key) // len(ids[1])], names[1][int(key) % len(ids[1])]): float(value)
        for key, value in zip(keys, share, strict=True)
        if value >= _LIKELY / 3
    }


def serialize(learned: Lexicon, tags: Sequence[str]) -> str:
    """Return the list as `transkit.text.lexicon` reads it."""
    lines = [f"# {lexicon.ABOUT} Learned from: {', '.join(sorted(tags))}."]
    for source, targets in learned.pairs.items():
        shown = " ".join(f"{target}:{round(100 * share)}" for target, share in targets)
        lines.append(f"{source}\t{shown}")
    lines.append("")
    known = sorted(learned.targets)
    lines += [" ".join(known[at : at + 40]) for at in range(0, len(known), 40)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
