"""Units for a memory of any size: made-up words, as unevenly frequent as those of a language."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

__all__ = ["make_pairs", "make_queries", "read_pairs"]

_ONSETS = "b c d f g h j k l m n p r s t v w br cl dr fl gr pl pr sh sl st th tr".split()
_VOWELS = "a e i o u ai ea ou".split()
_ENDS = ["", "", "", "n", "r", "s", "l", "t", "d", "nd", "st", "ng"]
_WORDS = 60_000
"""Different words; the n-th is about 1/n as frequent as the first (Zipf 1935)."""
_SHORTEST, _USUAL, _LONGEST = 4, 16, 45


def make_pairs(count: int, *, seed: int) -> Iterator[tuple[str, str]]:
    """Yield so many sources, no two alike, and a target for each; the same on every machine."""
    source = random.Random(seed)  # noqa: S311 # not for secrets: to be the same everywhere
    words = _make_words(source)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    seen: set[int] = set()
    while len(seen) < count:
        length = round(source.triangular(_SHORTEST, _LONGEST, _USUAL))
        picked = source.choices(words, cum_weights=weights, k=length)
        if source.random() < 0.3:
            picked[source.randrange(1, length)] = str(source.randrange(2, 3000))
        if source.random() < 0.4:
            at = source.randrange(1, length)
            picked[at] = picked[at].capitalize()
        text = f"{_sentence(picked)}."
        if hash(text) not in seen:
            seen.add(hash(text))
            yield text, " ".join(word[::-1] for word in picked) + "."


def make_queries(sources: list[str], count: int, *, seed: int) -> list[tuple[str, str]]:
    """Return texts to look for: sources, sources with up to three words changed, and new ones.

    Returns:
        For each the text, and its kind: ``exact``, ``alike`` or ``new``.
    """
    source = random.Random(seed)  # noqa: S311 (as above)
    fresh = (text for text, _ in make_pairs(count, seed=seed + 1))
    found: list[tuple[str, str]] = []
    for number in range(count):
        kind = ("exact", "alike", "new")[number % 3]
        text = next(fresh)
        if kind == "exact":
            text = source.choice(sources)
        elif kind == "alike":
            others = text.rstrip(".").split()
            words = source.choice([known for known in sources if len(known) > 60]).split()
            for _ in range(source.randint(1, min(3, len(words) // 6 + 1))):
                words[source.randrange(1, len(words) - 1)] = source.choice(others).lower()
            text = " ".join(words)
        found.append((text, kind))
    return found


def read_pairs(folder: Path, language: str) -> list[tuple[str, str]]:
    """Return the sentence pairs of two line-by-line files, ``….en`` and ``….<language>``."""
    (english,) = sorted(folder.glob("*.en"))
    lines = [
        path.read_text(encoding="utf-8").splitlines()
        for path in (english, english.with_suffix(f".{language}"))
    ]
    return list(zip(*lines, strict=True))


def _sentence(words: list[str]) -> str:
    return " ".join([words[0].capitalize(), *words[1:]])


def _make_words(source: random.Random) -> list[str]:
    """Return different words, the frequent ones short."""
    found: dict[str, None] = {}
    while len(found) < _WORDS:
        syllables = 1 if len(found) < 300 else source.choice((2, 2, 3, 3, 4))
        found[
            "".join(
                source.choice(_ONSETS) + source.choice(_VOWELS) + source.choice(_ENDS)
                for _ in range(syllables)
            )
        ] = None
    return list(found)
