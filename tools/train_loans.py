"""Train the list that says what Korean words that are spelled after a foreign sound are made of.

    python -m tools.train_loans PAIRS.tsv.gz --tags tatoeba,cldr,… [--write]

Each line of PAIRS.tsv.gz is source, tab, target, tab, tag of where it comes from; only pairs with
one of the tags are used. A Korean word that sounds like a word of its source
(`transkit.text.names`) counts as a loan, and so do the cities and languages of CLDR; one that
sounds like none counts as a word of Korean's own. What their syllables tell is kept, as ten times
the logarithm of how much more often loans have them. The same pairs give the same list. With
``--write`` the list of the package is replaced.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path

from tools.train_lexicon import read_pairs
from transkit.checks.coverage import PARTICLE
from transkit.checks.loans import ABOUT, grams_of, loans_path
from transkit.text.names import codes_of, sounds_alike

__all__ = ["main", "serialize", "train"]

_ENGLISH = re.compile(r"[A-Za-z]{4,}")
_HANGUL = re.compile(r"[가-힣]{2,}")
_LIKE = 0.8
_UNLIKE = 0.6
"""How alike a word must sound to be a loan, and to be none; what lies between is not used."""
_NAME = 3
"""How often a name of CLDR counts."""
_LOAN = 6
_STEM = 4
"""Syllables of a loan and of another word that are used: the rest are endings."""
_FEW = 3.0
_RARE = 4.0
_RARE_PAIR = 12.0
"""Added to what is counted; how often, at least, one syllable and two in a row must be counted."""
_SAYS_NOTHING = 3
_MOST = 60_000
"""Pairs that are used, evenly from all."""


def main() -> None:
    """Train and print how large the list is."""
    parser = argparse.ArgumentParser(prog="python -m tools.train_loans", description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--tags", required=True, help="where pairs may come from, commas between")
    parser.add_argument("--write", action="store_true", help="replace the package's list")
    options = parser.parse_args()
    tags = options.tags.split(",")
    pairs = read_pairs(options.pairs, tags)
    learned = train(pairs[:: max(1, len(pairs) // _MOST)])
    text = serialize(learned, tags)
    print(f"{len(pairs)} pairs, {len(learned)} kinds, {len(text.encode())} bytes")
    if options.write:
        loans_path("ko").write_text(text, encoding="utf-8")


def train(pairs: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return ten times the logarithm of the odds that what has a syllable (or two) is a loan."""
    loans, others = _count_words(pairs)
    foreign = _weigh({word: n for word, n in loans.items() if n > 1 or len(word) > 2}, _LOAN)
    common = _weigh(others, _STEM)
    total = sum(foreign.values()) + sum(common.values())
    shares = [2 * sum(weights.values()) / total for weights in (foreign, common)]
    found: dict[str, int] = {}
    for gram in sorted({*foreign, *common}):
        there, here = foreign.get(gram, 0.0), common.get(gram, 0.0)
        seen = there + here
        is_pair = len(gram) == 2 and "_" not in gram
        odds = log((there / shares[0] + _FEW) / (here / shares[1] + _FEW))
        value = round(10 * odds)
        if seen >= (_RARE_PAIR if is_pair else _RARE) and abs(value) >= _SAYS_NOTHING:
            found[gram] = value
    return found


def _count_words(pairs: Sequence[tuple[str, str]]) -> tuple[Counter[str], Counter[str]]:
    """Return the Korean words that are loans and those that are none, with how often."""
    loans: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for source, target in pairs:
        words = set(_ENGLISH.findall(source))
        names = [word for word in words if max(map(len, codes_of(word)), default=0) > 1]
        for match in set(_HANGUL.findall(target)):
            word = PARTICLE.sub("", match)
            alike = max((sounds_alike(name, word) for name in names), default=0.0)
            if len(word) > 1 and alike >= _LIKE:
                loans[word] += 1
            elif len(word) > 1 and alike < _UNLIKE:
                others[word] += 1
    loans.update({name: _NAME for name in _names() if name not in others})
    return loans, others


def _names() -> set[str]:
    """Return the cities and languages that CLDR knows, as far as they are single words."""
    from babel import Locale

    here = Locale.parse("ko")
    cities = (about.get("city", "") for about in here.time_zones.values())
    languages = (name.removesuffix("어") for name in here.languages.values())
    return {name for name in (*cities, *languages) if len(name) > 2 and _HANGUL.fullmatch(name)}


def _weigh(words: Mapping[str, int], longest: int) -> dict[str, float]:
    """Return what words are made of; a word that is seen often counts little more than others."""
    weights: dict[str, float] = {}
    for word, number in words.items():
        for gram in grams_of(word[:longest]):
            weights[gram] = weights.get(gram, 0.0) + 1 + log(number)
    return weights


def serialize(learned: Mapping[str, int], tags: Sequence[str]) -> str:
    """Return the list as `transkit.checks.loans` reads it: kinds of the same worth in one line."""
    lines = [f"# {ABOUT} Learned from: {', '.join(sorted(tags))}."]
    by_worth: dict[int, list[str]] = {}
    for gram, value in sorted(learned.items()):
        by_worth.setdefault(value, []).append(gram)
    lines += [f"{value}\t{' '.join(by_worth[value])}" for value in sorted(by_worth)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
