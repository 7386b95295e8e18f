"""Which runs of a page are its article, and which are furniture.

Every run gets a probability from boosted regression trees (Friedman 2001, "Greedy Function
Approximation") over what `collect_evidence` sees; then neighbours settle what is short: a list item
or a line between two parts of the article belongs to it unless something speaks against it. The
trees lie beside this module, readable, and are made by ``python -m tools.train_html``.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import Enum
from functools import cache
from importlib.resources import files
from itertools import pairwise
from operator import and_
from typing import NamedTuple

from transkit.documents.html.evidence import NAMES, Evidence, collect_evidence, text_of
from transkit.documents.html.structure import INLINE, Element, Page, Run

__all__ = ["Part", "Tree", "find_article", "read_tree", "weigh"]

_DEPTH = 3
_AT_ONCE = 200
"""Rows that go through all trees together: as many as stay in a processor's nearest memory."""
_SURE = 30.0
"""What a sum of trees is cut off at: beyond, exp() would only run over."""

_ENOUGH = 0.6
"""Probability from which on a run is in the article."""
_BETWEEN = 0.15
"""The same between two runs that are."""
_PARAGRAPHS = 3
"""Paragraphs that an article has at least whose box is trusted."""
_WIDEST = 60
"""Runs between two of the article that may be settled by them."""
_FARTHEST = 25
"""Runs between the title and the article among which deck, byline and date may stand."""
_CLOSEST = 6
"""Runs before the article among which a heading that nothing else names is its title."""
_SHOUTED = 0.6
"""Capitals among the characters of a line of capitals, at least."""
_FEW = 4
"""Cells of a table, of which one may be a paragraph."""
_WHOLE = ("", "html", "body")
"""Elements that hold all of a page."""
_SAID = 4
"""Words of a sentence behind the article, at least."""
_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_AGAINST = ("in_aside", "in_nav", "in_figure", "in_form", "in_button", "in_footer", "caption",
            "hidden")  # fmt: skip
_AT = {name: k for k, name in enumerate(NAMES)}


class Tree(NamedTuple):
    """A regression tree that asks three questions of a row of evidence."""

    tests: tuple[tuple[int, float], ...]
    """Which number, and up to what the answer is the lower half: 7, level by level."""
    ends: tuple[float, ...]
    """What is added to the log-odds: 8."""


class Part(Enum):
    """What a run is on its page."""

    BODY = "body"
    BESIDE = "beside"
    """Of the article, but not of its running text: title, deck, byline, captions."""
    FURNITURE = "furniture"


def find_article(page: Page) -> list[Part]:
    """Return for each run of a page what it is.

    A page with text has an article: where nothing is likely to be one, the likeliest runs are.
    """
    if not page.runs:
        return []
    evidence = collect_evidence(page)
    chances = weigh(evidence.rows)
    titles = [run.is_title for run in page.runs]
    body = [chance > _ENOUGH and not title for chance, title in zip(chances, titles, strict=True)]
    if not any(body):
        free = [chance for chance, title in zip(chances, titles, strict=True) if not title]
        least = max(free, default=0.0) / 2
        body = [
            chance >= least and not title for chance, title in zip(chances, titles, strict=True)
        ]
    body = _at_title(page, body, chances, evidence)
    body = _filled(body, chances, evidence.rows)
    body = _with_first(page, body, chances, evidence)
    body = _with_inserts(page, body, evidence)
    body = _without_strays(body, evidence.rows)
    body = _with_own(page, body, evidence)
    return _with_beside(page, body, evidence)


def _at_title(
    page: Page, body: list[bool], chances: Sequence[float], evidence: Evidence
) -> list[bool]:
    """Return the runs of the article that the page's title stands in, if it has none so far.

    An ``article`` with the title and running text in it is what the page is about, however much
    text the teasers of others have.
    """
    if evidence.heading < 0:
        return body
    homes = _nearest(page, "article")
    home = homes[page.runs[evidence.heading].parent.index]
    inside = [home and homes[run.parent.index] == home for run in page.runs]
    running = [k for k, is_running in enumerate(evidence.running) if is_running and inside[k]]
    if not running or any(map(and_, inside, body)):
        return body
    least = max(chances[k] for k in running) / 2
    return [
        bool(inside[k]) and k != evidence.heading and chances[k] >= least for k in range(len(body))
    ]


def weigh(rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the probability of each row of evidence that its run is in the article."""
    base, trees = _load()
    sums: list[float] = []
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        columns = list(zip(*some, strict=True))
        part = [base] * len(some)
        for tree in trees:
            part = _add(tree, columns, part)
        sums += part
    return [1 / (1 + math.exp(-min(max(total, -_SURE), _SURE))) for total in sums]


def _add(tree: Tree, columns: Sequence[Sequence[float]], sums: Sequence[float]) -> list[float]:
    """Return each sum with what a tree says of its row; written out, for this is most of the work.

    Args:
        tree: The tree.
        columns: The rows, turned.
        sums: One for each row.
    """
    (a, at_a), (b, at_b), (c, at_c), (d, at_d), (e, at_e), (f, at_f), (g, at_g) = tree.tests
    e0, e1, e2, e3, e4, e5, e6, e7 = tree.ends
    chosen = (columns[k] for k in (a, b, c, d, e, f, g))
    return [
        total
        + (
            ((e0 if d <= at_d else e1) if b <= at_b else (e2 if e <= at_e else e3))
            if a <= at_a
            else ((e4 if f <= at_f else e5) if c <= at_c else (e6 if g <= at_g else e7))
        )
        for total, a, b, c, d, e, f, g in zip(sums, *chosen, strict=True)
    ]


@cache
def _load() -> tuple[float, tuple[Tree, ...]]:
    """Return the trees, read once."""
    data = json.loads(files(__package__).joinpath("trees.json").read_text("utf-8"))
    return float(data["base"]), tuple(read_tree(tree) for tree in data["trees"])


def read_tree(data: object) -> Tree:
    """Return a tree of JSON: ``[name, threshold, up to it, beyond it]``, or a number at its end.

    Raises:
        ValueError: It is something else, or asks more than three questions in a row.
    """
    level: list[object] = [data]
    tests: list[tuple[int, float]] = []
    for _ in range(_DEPTH):
        below: list[object] = []
        for node in level:
            if isinstance(node, (int, float)):
                tests.append((0, math.inf))
                below += [node, node]
                continue
            if not isinstance(node, list) or len(node) != 4 or node[0] not in _AT:
                raise ValueError("a tree is [name, threshold, low, high]")
            tests.append((_AT[node[0]], float(node[1])))
            below += node[2:]
        level = below
    if not all(isinstance(end, (int, float)) for end in level):
        raise ValueError(f"a tree is at most {_DEPTH} deep")
    return Tree(tests=tuple(tests), ends=tuple(float(str(end)) for end in level))


def _filled(
    body: Sequence[bool], chances: Sequence[float], rows: Sequence[Sequence[float]]
) -> list[bool]:
    """Return the runs of the article with those between them that nothing speaks against."""
    filled = list(body)
    inside = [k for k, is_body in enumerate(body) if is_body]
    for before, after in pairwise(inside):
        if after - before > _WIDEST + 1:
            continue
        away = max(rows[before][_AT["away"]], rows[after][_AT["away"]])
        for k in range(before + 1, after):
            filled[k] = rows[k][_AT["away"]] <= away and _is_likely(
                rows[k], rows[before], chances[k]
            )
    return filled


def _with_first(
    page: Page, body: Sequence[bool], chances: Sequence[float], evidence: Evidence
) -> list[bool]:
    """Return the runs of the article with those that its own box begins with.

    The box is the smallest element around all of its running text. What stands in it before the
    first paragraph that was found, with running text at the beginning, belongs to it as what
    stands between two paragraphs does: a table, say, with the line that introduces it.
    """
    filled = list(body)
    running = [k for k, is_body in enumerate(body) if is_body and evidence.running[k]]
    if len(running) < _PARAGRAPHS:
        return filled
    box = _common(page.runs[running[0]].parent, page.runs[running[-1]].parent)
    first = bisect_left(page.runs, box.token.start if box.token else 0, key=_start)
    first = max(first, evidence.heading + 1, running[0] - _WIDEST)
    rows = evidence.rows
    beside = rows[running[0]]
    likely = [
        rows[k][_AT["away"]] <= beside[_AT["away"]] and _is_likely(rows[k], beside, chances[k])
        for k in range(first, running[0])
    ]
    opens = [k for k, is_likely in enumerate(likely, first) if is_likely and evidence.running[k]]
    for k in range(opens[0] if opens else running[0], running[0]):
        filled[k] = filled[k] or likely[k - first]
    return filled


def _start(run: Run) -> int:
    return run.items[0].token.start


def _common(one: Element, other: Element) -> Element:
    """Return the smallest element around two."""
    while one is not other:
        if one.index > other.index:
            one, other = other, one
        if other.parent is None:
            break
        other = other.parent
    return other


def _is_likely(row: Sequence[float], beside: Sequence[float], chance: float) -> bool:
    """Return whether nothing speaks against a run that another of the article stands beside."""
    return (
        chance >= _BETWEEN
        and row[_AT["linked"]] <= 0.5
        and all(row[_AT[name]] <= beside[_AT[name]] for name in _AGAINST)
    )


def _with_inserts(page: Page, body: Sequence[bool], evidence: Evidence) -> list[bool]:
    """Return the runs of the article with the tables and quotations that stand between them.

    What an author puts between two paragraphs of an article as a table or a quotation is part of
    it, however short its cells are; but for rows of links, what is called something else, and
    tables of paragraphs, which are layout.
    """
    filled = list(body)
    inside = [k for k, is_body in enumerate(body) if is_body]
    inserts = _nearest(page, "table", "blockquote")
    found: dict[int, list[int]] = {}
    for k, run in enumerate(page.runs):
        if insert := inserts[run.parent.index]:
            found.setdefault(insert, []).append(k)
    for runs in found.values():
        before, after = bisect_left(inside, runs[0]), bisect_right(inside, runs[-1])
        is_between = before > 0 and after < len(inside)
        if is_between and _is_insert(evidence, runs, inside[before - 1]):
            for k in runs:
                filled[k] = True
    return filled


def _is_insert(evidence: Evidence, runs: Sequence[int], before: int) -> bool:
    """Return whether nothing speaks against some runs between paragraphs of an article."""
    rows = evidence.rows
    letters = [math.expm1(rows[k][_AT["letters"]]) for k in runs]
    linked = sum(rows[k][_AT["linked"]] * size for k, size in zip(runs, letters, strict=True))
    running = sum(evidence.running[k] and bool(rows[k][_AT["cell"]]) for k in runs)
    return (
        linked <= sum(letters) / 2
        and running * _FEW <= len(runs)
        and not any(rows[k][_AT[name]] > rows[before][_AT[name]] for k in runs for name in _AGAINST)
    )


def _without_strays(body: Sequence[bool], rows: Sequence[Sequence[float]]) -> list[bool]:
    """Return the runs of the article without what introduces or points to something else.

    That are several headings behind which no text of the article comes, or one that stands in
    something else, and links that shout.
    """
    kept = [
        is_body and not (row[_AT["all_linked"]] and row[_AT["capitals"]] > _SHOUTED)
        for is_body, row in zip(body, rows, strict=True)
    ]
    last = len(kept) - 1
    while last >= 0 and (not kept[last] or rows[last][_AT["heading"]]):
        last -= 1
    tail = [k for k in range(last + 1, len(kept)) if kept[k]]
    if last >= 0 and (len(tail) > 1 or any(_is_elsewhere(rows[k], rows[last]) for k in tail)):
        kept[last + 1 :] = [False] * (len(kept) - last - 1)
    return kept


def _is_elsewhere(row: Sequence[float], other: Sequence[float]) -> bool:
    """Return whether a run stands in something beside the article that another does not."""
    return any(row[_AT[name]] > other[_AT[name]] for name in (*_AGAINST, "away"))


def _with_own(page: Page, body: Sequence[bool], evidence: Evidence) -> list[bool]:
    """Return the runs of the article with what else stands in the smallest element around its text.

    That are ``dl`` and ``details``, whole, with the heading above them; what its author marks as
    not to be translated; and sentences behind the last paragraph that no element of theirs holds.
    Rows of links are none of it, nor is what is called something else.
    """
    filled = list(body)
    running = [k for k, is_body in enumerate(body) if is_body and evidence.running[k]]
    if not running:
        return filled
    box = _common(page.runs[running[0]].parent, page.runs[running[-1]].parent)
    for runs, is_own in _groups(page, body, box):
        is_near = runs[0] - running[-1] <= _FARTHEST and running[0] - runs[-1] <= _FARTHEST
        if not (is_own and is_near and _is_insert(evidence, runs, running[0])):
            continue
        for k in runs:
            filled[k] = True
        before = runs[0] - 1
        if before > running[0] and evidence.rows[before][_AT["heading"]] and not filled[before]:
            filled[before] = _is_insert(evidence, [before], running[0])
    if len(running) > 1 and box.name not in _WHOLE:
        _add_last_words(page, filled, evidence, box)
    return filled


def _groups(page: Page, body: Sequence[bool], box: Element) -> list[tuple[list[int], bool]]:
    """Return the runs of each ``dl`` and ``details``, and each run that is not to be translated.

    With them goes whether they are the article's own: a part of them is, or they stand in its box.
    """
    outermost = _outermost(page, "dl", "details")
    found: dict[int, list[int]] = {}
    alone: list[tuple[list[int], bool]] = []
    for k, run in enumerate(page.runs):
        if group := outermost[run.parent.index]:
            found.setdefault(group, []).append(k)
        elif not run.is_translated and not body[k] and box.name not in _WHOLE:
            alone.append(([k], _holds(box, run.parent)))
    groups = [
        (runs, any(body[k] for k in runs) or _holds(box, page.elements[group]))
        for group, runs in found.items()
    ]
    return groups + alone


def _add_last_words(page: Page, body: list[bool], evidence: Evidence, box: Element) -> None:
    """Add the sentences behind the article that stand right in its box, where they were written."""
    last = max(k for k, is_body in enumerate(body) if is_body)
    for k in range(last + 1, len(page.runs)):
        run = page.runs[k]
        said = text_of(run, page.text)
        is_sentence = len(said.split()) >= _SAID and _SENTENCE.search(said) is not None
        if run.parent is not box or not is_sentence or not _is_insert(evidence, [k], last):
            break
        body[k] = True


def _holds(box: Element, element: Element) -> bool:
    """Return whether an element stands in another."""
    at: Element | None = element
    while at is not None and at.index > box.index:
        at = at.parent
    return at is box


def _outermost(page: Page, *names: str) -> list[int]:
    """Return for each element the outermost of those with some names it stands in; 0 for none."""
    found: list[int] = []
    for element in page.elements:
        up = found[element.parent.index] if element.parent is not None else 0
        found.append(up or (element.index if element.name in names else 0))
    return found


def _nearest(page: Page, *names: str) -> list[int]:
    """Return for each element which of those with some names it is or is nearest in; 0 for none."""
    nearest: list[int] = []
    for element in page.elements:
        up = nearest[element.parent.index] if element.parent is not None else 0
        nearest.append(element.index if element.name in names else up)
    return nearest


def _with_beside(page: Page, body: Sequence[bool], evidence: Evidence) -> list[Part]:
    """Return what each run is, with title, deck, byline and captions."""
    parts = [Part.BODY if is_body else Part.FURNITURE for is_body in body]
    inside = [k for k, is_body in enumerate(body) if is_body]
    for k, run in enumerate(page.runs):
        if run.is_title:
            parts[k] = Part.BESIDE
    if not inside:
        return parts
    heading = evidence.heading
    if heading < 0:
        heading = _top_heading(page, evidence, inside[0])
    if heading >= 0 and not body[heading]:
        parts[heading] = Part.BESIDE
    for k in range(len(parts)):
        if parts[k] is not Part.FURNITURE or evidence.rows[k][_AT["hidden"]]:
            continue
        is_caption = (
            evidence.rows[k][_AT["caption"]] and inside[0] - _FARTHEST < k <= inside[-1] + 3
        )
        is_near = 0 <= heading < k < inside[0] <= heading + _FARTHEST
        if is_caption or (is_near and _is_said_first(evidence.rows[k])):
            parts[k] = Part.BESIDE
    return parts


def _top_heading(page: Page, evidence: Evidence, first: int) -> int:
    """Return the last ``h1`` that stands shortly before an article and is no link; -1 for none.

    A page without a ``<title>``, or with one that says something else, has a title all the same.
    """
    against = ("in_nav", "in_form", "in_aside", "in_footer", "all_linked", "hidden")
    for k in range(first - 1, max(-1, first - _CLOSEST - 1), -1):
        if _in_h1(page.runs[k].parent) and not any(evidence.rows[k][_AT[n]] for n in against):
            return k
    return -1


def _in_h1(element: Element | None) -> bool:
    while element is not None and element.name in INLINE:
        element = element.parent
    return element is not None and element.name == "h1"


def _is_said_first(row: Sequence[float]) -> bool:
    """Return whether a run between title and article is more than buttons, labels and links."""
    against = ("in_nav", "in_form", "in_button", "in_aside", "in_footer", "all_linked", "li")
    return not any(row[_AT[name]] for name in against) and row[_AT["words"]] > math.log1p(2)
