"""Pages whose article is known: reading them, and scoring what was kept of them.

Each line of such a file is a JSON object with the keys ``id``, ``url``, ``pasted`` (the page as a
person copies it from a browser) and ``body`` (the article's true text).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

__all__ = ["KnownPage", "Score", "mean_score", "read_pages", "score_page"]

_WORD = re.compile(r"\w+")
_SHINGLE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPage:
    """A page and its article."""

    id: str
    site: str
    """The last two parts of the host's name."""
    pasted: str
    body: str


class Score(NamedTuple):
    """How well a text fits the true one, over shingles of four words; each in [0, 1]."""

    precision: float | None
    """``None`` where nothing was kept."""
    recall: float | None
    """``None`` where there is nothing to keep."""

    @property
    def f1(self) -> float:
        """Harmonic mean; 0 where either is missing."""
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def read_pages(path: Path) -> list[KnownPage]:
    """Return the pages of a file, in order."""
    pages: list[KnownPage] = []
    for line in path.read_text("utf-8").splitlines():
        known = json.loads(line)
        host = urlsplit(known["url"]).hostname or ""
        pages.append(
            KnownPage(
                id=known["id"],
                site=".".join(host.split(".")[-2:]),
                pasted=known["pasted"],
                body=known["body"],
            )
        )
    return pages


def score_page(body: str, kept: str) -> Score:
    """Return precision and recall of a text that was kept, against the true one."""
    want, have = _shingles(body), _shingles(kept)
    shared = sum((want & have).values())
    return Score(
        shared / sum(have.values()) if have else None,
        shared / sum(want.values()) if want else None,
    )


def mean_score(scores: Iterable[Score]) -> Score:
    """Return the means, each page weighing the same."""
    found = list(scores)
    return Score(
        _mean([score.precision for score in found if score.precision is not None]),
        _mean([score.recall for score in found if score.recall is not None]),
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    last = max(1, len(words) - _SHINGLE + 1)
    return Counter(tuple(words[i : i + _SHINGLE]) for i in range(last) if words)
