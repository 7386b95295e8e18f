"""What the engine itself thought of its draft."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from transkit.checks.base import Article, Pair, Remark, check, note, warning

__all__ = ["CHECKS", "usual_score"]

_FEW = 8
"""Fewer drafts have no usual score of their own."""
_LOW, _VERY_LOW = 0.7, 0.55
"""Shares of the usual score below which one is low."""
_USUAL = 0.5
"""What engines usually say, for articles of few drafts."""


def usual_score(article: Article) -> float:
    """Return the median of the scores of an article's drafts; 0 where there are too few."""
    scores = [pair.score for pair in article.pairs if pair.score is not None]
    return median(scores) if len(scores) >= _FEW else 0.0


@check("score")
def score(pair: Pair) -> Iterator[Remark]:
    """A draft that the engine itself was unsure of, where it says so.

    Example: a mean probability of 0.1 per token, against 0.3 in most drafts of the article: engines
    differ in how sure they say they are.

    Measured on texts it was tuned with (docs/checks.md): of 73 drafts of a small model that it says
    so of, 50 were among the worst fifth (by chrF); nothing was planted for it.
    """
    usual = pair.article.once(usual_score) or _USUAL
    if pair.score is not None and pair.score < _LOW * usual:
        say = warning if pair.score < _VERY_LOW * usual else note
        yield say(f"the engine was unsure of this draft (score {pair.score:.2f})")


CHECKS = (score,)
