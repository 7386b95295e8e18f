"""Which pictures of a page are its article's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from transkit.documents.html.structure import Element, Page

__all__ = ["find_pictures"]

_FARTHEST = 40
"""Elements above a picture in which text is looked for."""


def find_pictures(page: Page, chosen: Sequence[bool]) -> Iterator[Element]:
    """Yield the pictures between the first and the last words of the article, in order.

    A picture is the article's if the smallest element around it that has text has some of the
    article's: that of a teaser stands in a box with the teaser's headline.

    Args:
        page: The page.
        chosen: For each of its runs whether it is the article's.
    """
    starts = [run.items[0].token.start for run in page.runs]
    article = [
        run
        for run, is_article in zip(page.runs, chosen, strict=True)
        if is_article and not run.is_title
    ]
    if not article:
        return
    first, last = article[0].items[0].token.start, article[-1].items[-1].end
    for element in page.images:
        if (
            element.token is not None
            and first <= element.token.start < last
            and not element.is_hidden
            and _is_with_article(element, starts, chosen)
        ):
            yield element


def _is_with_article(picture: Element, starts: Sequence[int], chosen: Sequence[bool]) -> bool:
    """Return whether what stands nearest to a picture is of the article."""
    at = picture.parent
    for _ in range(_FARTHEST):
        if at is None or at.token is None:
            return True
        first, last = bisect_left(starts, at.token.start), bisect_left(starts, at.end)
        if first < last:
            return any(chosen[first:last])
        at = at.parent
    return False
