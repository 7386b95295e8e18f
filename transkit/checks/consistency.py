"""The same words, said in the same way throughout an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from transkit.checks.base import Article, Pair, Remark, check, note
from transkit.text.typography import fold_typography

__all__ = ["CHECKS"]

_SHORT = 3
"""Words from which on two sources with one target are worth a look."""


@check("inconsistent")
def inconsistent(pair: Pair) -> Iterator[Remark]:
    """One source with two targets, or two sources with one target, within an article.

    Example: the heading "Read the report" is ``Читати звіт`` and ``Прочитайте доповідь``.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 400 of 400 planted found; 400
    notes right, 0 wrong (100 %). Korean 400 of 400 planted found; 400 notes right, 0 wrong (100 %).
    """
    targets, sources = pair.article.once(_index)
    source, target = _fold(pair.source.words), _fold(pair.target.words)
    others = [other for other in targets[source] if other != target]
    if others:
        message = f"the same source is translated as “{_short(others[0])}” elsewhere"
        yield note(message, here="the same source is translated otherwise elsewhere")
    others = [other for other in sources[target] if other != source]
    if others and len(target.split()) >= _SHORT and source != target:
        message = f"the same target stands for “{_short(others[0])}” elsewhere"
        yield note(message, here="the same target stands for something else elsewhere")


def _index(article: Article) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the targets of each source, and the sources of each target, without typography."""
    targets: defaultdict[str, dict[str, None]] = defaultdict(dict)
    sources: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for pair in article.pairs:
        source, target = _fold(pair.source.words), _fold(pair.target.words)
        targets[source][target] = None
        sources[target][source] = None
    return ({key: list(found) for key, found in targets.items()},
            {key: list(found) for key, found in sources.items()})  # fmt: skip


def _fold(text: str) -> str:
    return fold_typography(text).casefold().strip(" .!?")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


CHECKS = (inconsistent,)
