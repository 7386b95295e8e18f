"""How much of a draft is in doubt where no check finds anything: for ranking, not for alarms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from transkit.checks.base import Pair
from transkit.checks.coverage import told_words
from transkit.text.lexicon import read_lexicon
from transkit.text.stems import list_stems

__all__ = ["measure_doubt"]

_LATIN = re.compile(r"[A-Za-z]{2,}")
_MOST_LATIN = 0.3
_SHORT = 10.0
"""Words from which on a text is no longer short: what is short has little that could be told."""


def measure_doubt(pair: Pair) -> float:
    """Return how doubtful a draft is, in [0, 1]; 0 where nothing is known of its languages.

    It grows with the share of the source's words that the target does not tell, and of the target's
    words that nothing in the source stands for, as far as the lexicon knows them; with Latin words
    that were left in the target; and with the shortness of the source.
    """
    lexicon = read_lexicon(pair.source_language, pair.target_language)
    there = list_stems(pair.source.prose, pair.source_language)
    here = list_stems(pair.target.prose, pair.target_language)
    if not lexicon.pairs or not there or not here:
        return 0.0
    told, known = told_words(pair.source.prose, pair)
    sources, stands_for = set(there), _turned(pair.source_language, pair.target_language)
    meant = [bool(stands_for[stem] & sources) for stem in here if stem in stands_for]
    latin = len(_LATIN.findall(pair.target.prose)) / len(here)
    untold = 1 - told / known if known else 0.0
    strange = 1 - sum(meant) / len(meant) if meant else 0.0
    short = min(1.0, _SHORT / len(there))
    total = untold + 0.5 * strange + 2 * min(_MOST_LATIN, latin) + 0.3 * short
    return min(1.0, total / 2)


@cache
def _turned(source: str, target: str) -> Mapping[str, frozenset[str]]:
    """Return the lexicon the other way round: target stem to the source stems it stands for."""
    found: dict[str, set[str]] = {}
    for stem, targets in read_lexicon(source, target).pairs.items():
        for other in targets:
            found.setdefault(other, set()).add(stem)
    return {other: frozenset(stems) for other, stems in found.items()}
