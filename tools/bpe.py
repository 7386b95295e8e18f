"""Learn byte pair encoding codes as older Argos packages have them (``bpe.model``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

__all__ = ["learn_codes", "list_symbols"]

Pair = tuple[str, str]
END_OF_WORD = "</w>"


def learn_codes(lines: Iterable[str], merges: int) -> list[Pair]:
    """Return up to `merges` merges, most frequent pair first, ties in alphabetical order.

    The algorithm and the end-of-word mark are those of subword-nmt (Sennrich et al., 2016,
    "Neural Machine Translation of Rare Words with Subword Units"), file format version 0.2.
    """
    found = Counter(word for line in lines for word in re.findall(r"\w+|[^\w\s]", line))
    words = {word: (*word[:-1], word[-1] + END_OF_WORD) for word in found}
    codes: list[Pair] = []
    for _ in range(merges):
        pairs: Counter[Pair] = Counter()
        for word, symbols in words.items():
            for pair in pairwise(symbols):
                pairs[pair] += found[word]
        if not pairs or max(pairs.values()) < 2:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        codes.append(best)
        words = {word: _merge(symbols, best) for word, symbols in words.items()}
    return codes


def _merge(symbols: tuple[str, ...], pair: Pair) -> tuple[str, ...]:
    """Return `symbols` with each occurrence of `pair` made one symbol."""
    merged: list[str] = []
    for symbol in symbols:
        if merged and (merged[-1], symbol) == pair:
            merged[-1] += symbol
        else:
            merged.append(symbol)
    return tuple(merged)


def list_symbols(lines: Iterable[str], codes: Iterable[Pair]) -> list[str]:
    """Return every token that words made of the characters of `lines` can be cut into."""
    characters = {character for line in lines for character in line if not character.isspace()}
    symbols = sorted(characters) + [(a + b).removesuffix(END_OF_WORD) for a, b in codes]
    return list(dict.fromkeys(token for s in symbols for token in (s, f"{s}@@")))
