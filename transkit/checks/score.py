"""What the engine itself thought of its draft."""

from __future__ import annotations

from collections.abc import Iterator

from transkit.checks.base import Pair, Remark, check, note, warning

__all__ = ["CHECKS"]

_LOW = 0.35
_VERY_LOW = 0.2


@check("score")
def score(pair: Pair) -> Iterator[Remark]:
    """A draft that the engine itself was unsure of, where it says so.

    Example: a mean probability of 0.25 per token, against 0.6 in most drafts.

    Not measured: the published drafts in docs/checks.md have no scores.
    """
    if pair.score is not None and pair.score < _LOW:
        say = warning if pair.score < _VERY_LOW else note
        yield say(f"the engine was unsure of this draft (score {pair.score:.2f})")


CHECKS = (score,)
