"""Train the weights that tell a pasted page's article from its furniture, and measure them.

    python -m tools.train_pasted PAGES.jsonl [--write] [--seeds N]

For the lines of PAGES.jsonl see `benchmarks.pages`. Printed are precision, recall and F1 over
4-word shingles, each page weighing the same, of all that is kept and of its text without title,
deck, byline and date, cross-validated by site: no page is judged by weights that have seen its
site; and how many titles are kept of pages without their name, which tells them. With ``--write``
weights made from all pages replace those of the package. Besides the pages themselves, training
sees pages without their first line or their top, with a shortened article, and the article of each
between the top and the bottom of others, so that the weights do not learn a site by heart. The
trees learn from runs that were found by weights which have not seen the page's site, since those
are the runs that they will meet. Needs ``pip install transkit[train]``; the same pages give the
same weights.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import GradientBoostingClassifier

from benchmarks.pages import KnownPage, mean_score, read_pages, score_page
from tools.alignment import align
from transkit.documents import pasted
from transkit.documents.features import Page, PageLine, Row, look_at_page
from transkit.documents.furniture import find_furniture, settle_run, sifted_lines
from transkit.documents.kinds import Shape, find_kinds
from transkit.documents.pasted import Tree, Weights, dump_weights, find_run, parse_weights
from transkit.documents.plain import page_lines
from transkit.documents.sifting import Run, sift_rows
from transkit.units import Kind

__all__ = ["Example", "cross_validate", "main", "make_examples", "train"]

Array = npt.NDArray[np.float64]

_WEIGHTS = Path(pasted.__file__).with_name("pasted.json")
_FOLDS = 8
_MIXES = 4
"""How often each article is put between the top and the bottom of other pages."""
_TRUST = {"page": 1.0, "bare": 0.7, "mix": 0.4, "tail": 0.3, "short": 0.4}
"""How much each kind of example weighs."""
_RIDGE = 3.0
"""Strength of the L2 penalty."""
_COST = 3.0
"""Margin in log-odds that a run has to win by, for each article's worth of words too many…"""
_LOSS = 4.0
"""… and how much worse it is to lose words of the article."""
_WIDEST = 150
"""Words from which a line weighs no more."""
_STEPS = 60
_INNER = 3
"""Parts of the training pages, for runs of pages by weights that have not seen them."""
_SIFTED = {"page": 1.0, "bare": 0.6}
"""How much each kind of example weighs for the trees."""
_TREES = 60
_PARTS = ("line", "start", "end")
_HEAD = frozenset((Kind.TITLE, Kind.DECK, Kind.BYLINE))


@dataclass(slots=True, kw_only=True)
class Example:
    """A page whose article is known, as the model sees it."""

    kind: str
    sites: frozenset[str]
    """Whose lines are on it."""
    lines: list[PageLine]
    page: Page
    labels: list[bool]
    first: int
    last: int
    rows: dict[str, list[Row]]
    barred: Array
    """What speaks against each line as the first, beside its features."""
    words: Array
    names: dict[str, list[str]] = field(default_factory=dict)
    """The features that the columns of its matrices stand for, the same for all examples."""
    matrices: dict[str, Array] = field(default_factory=dict)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tools.train_pasted", description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--write", action="store_true", help="replace the package's weights")
    parser.add_argument("--seeds", type=int, default=1, metavar="N", help="ways to fold the pages")
    options = parser.parse_args()
    pages = read_pages(options.pages)
    examples = make_examples(pages)
    print(f"{len(pages)} pages, {len(examples)} examples")
    for seed in range(options.seeds):
        kept, bare = cross_validate(pages, examples, seed=seed)
        _report(f"cross-validated by site, folds {seed}", pages, kept)
        _report(f"without the page's first line, folds {seed}", pages, bare)
        _report_titles(f"without the page's first line, folds {seed}", pages, bare)
    if options.write:
        weights = train(examples)
        _WEIGHTS.write_text(dump_weights(weights), "utf-8")
        _report("trained on all", pages, [keep(page.pasted, weights) for page in pages])


class Kept(NamedTuple):
    """What is kept of a page, a paragraph on each line."""

    whole: str
    text: str
    """Without title, deck, byline and date, which true texts do not hold."""


def keep(page: str, weights: Weights) -> Kept:
    """Return what is kept of a pasted page."""
    lines = page_lines(page)
    reasons = find_furniture(
        [line.text for line in lines],
        [line.gap for line in lines],
        markers=[line.marker for line in lines],
        weights=weights,
    )
    kept = [line for line, reason in zip(lines, reasons, strict=True) if reason is None]
    kinds = find_kinds([Shape(line.text, listed=bool(line.marker)) for line in kept])
    texts = [f"{line.marker} {line.text}".strip() for line in kept]
    body = [text for text, kind in zip(texts, kinds, strict=True) if kind not in _HEAD]
    return Kept("\n".join(texts), "\n".join(body))


def cross_validate(
    pages: Sequence[KnownPage], examples: Sequence[Example], *, seed: int
) -> tuple[list[Kept], list[Kept]]:
    """Return what is kept of each page by weights that have not seen its site.

    First of the whole page, then of the page without its first line: that is its name, which few
    people copy.
    """
    sites = sorted({page.site for page in pages})
    random.Random(seed).shuffle(sites)  # noqa: S311 - folds are no secret
    kept = [Kept("", "")] * len(pages)
    bare = list(kept)
    for fold in range(_FOLDS):
        held = frozenset(sites[fold::_FOLDS])
        weights = train([example for example in examples if not example.sites & held])
        for index, page in enumerate(pages):
            if page.site in held:
                kept[index] = keep(page.pasted, weights)
                bare[index] = keep(page.pasted.partition("\n")[2], weights)
    return kept, bare


def _report(title: str, pages: Sequence[KnownPage], kept: Sequence[Kept]) -> None:
    """Print the figures of one way to keep."""
    for name, texts in (("whole", [k.whole for k in kept]), ("text", [k.text for k in kept])):
        scores = [score_page(page.body, text) for page, text in zip(pages, texts, strict=True)]
        mean = mean_score(scores)
        lost = [p.id for p, score in zip(pages, scores, strict=True) if (score.recall or 0) < 0.9]
        print(
            f"{title}, {name}: precision {mean.precision or 0:.4f} recall {mean.recall or 0:.4f} "
            f"F1 {mean.f1:.4f}; {len(lost)} of {len(scores)} lose more than a tenth: {lost}",
            flush=True,
        )


def _report_titles(title: str, pages: Sequence[KnownPage], bare: Sequence[Kept]) -> None:
    """Print how many titles are kept of those that the page's name tells, which is not seen."""
    lost: list[str] = []
    named = 0
    for page, kept in zip(pages, bare, strict=True):
        sights = Page(look_at_page(page_lines(page.pasted))).sights
        titles = {sight.text for sight in sights if sight.title}
        named += bool(titles)
        if titles and titles.isdisjoint(kept.whole.splitlines()):
            lost.append(page.id)
    print(f"{title}: {named - len(lost)} of {named} titles are kept; not of {lost}", flush=True)


def make_examples(pages: Sequence[KnownPage]) -> list[Example]:
    """Return what training sees of some pages: themselves, mixed ones, and ones without a top."""
    chance = random.Random(3)  # noqa: S311 - examples are no secret
    whole: list[Example] = []
    for page in pages:
        lines = page_lines(page.pasted)
        labels = align([line.text for line in lines], page.body)
        if any(labels):
            whole.append(_make_example("page", frozenset([page.site]), lines, labels))
    examples = list(whole)
    for own in whole:
        for _ in range(_MIXES):
            top, bottom = chance.choice(whole), chance.choice(whole)
            examples.append(_mix(own, top, bottom, chance))
        examples.append(
            _make_example("tail", own.sites, own.lines[own.first :], own.labels[own.first :])
        )
        if own.first > 1:
            examples.append(_make_example("bare", own.sites, own.lines[1:], own.labels[1:]))
        examples.append(_shorten(own, chance))
    _fill_matrices(examples)
    return examples


def _fill_matrices(examples: Sequence[Example]) -> None:
    """Give the examples their rows as matrices whose columns are the same everywhere."""
    names = {
        part: sorted({name for e in examples for row in e.rows[part] for name in row})
        for part in _PARTS
    }
    columns = {part: {name: k for k, name in enumerate(names[part])} for part in names}
    for example in examples:
        example.names = names
        example.matrices = {part: _matrix(example.rows[part], columns[part]) for part in columns}
        example.rows = {}


def _mix(own: Example, top: Example, bottom: Example, chance: random.Random) -> Example:
    """Return an article with its title between the top of one page and the bottom of another."""
    near = chance.choice((4, 6, 9))
    above = top.lines[1 : max(1, top.first - near)]
    head = own.lines[max(0, own.first - near) : own.first]
    named = own.lines[:1] if chance.random() < 0.7 else []
    before = [*named, *above, *head]
    tail = bottom.lines[bottom.last :]
    labels = [False] * len(before) + own.labels[own.first : own.last] + [False] * len(tail)
    lines = [*before, *own.lines[own.first : own.last], *tail]
    return _make_example("mix", own.sites | top.sites | bottom.sites, lines, labels)


def _shorten(own: Example, chance: random.Random) -> Example:
    """Return a page without its name whose article is a few paragraphs long."""
    stop = min(own.last, own.first + chance.randint(3, 8))
    while not own.labels[stop - 1]:
        stop -= 1
    lines = [*own.lines[1 : own.first], *own.lines[own.first : stop], *own.lines[own.last :]]
    labels = [*own.labels[1 : own.first], *own.labels[own.first : stop], *own.labels[own.last :]]
    return _make_example("short", own.sites, lines, labels)


def _make_example(
    kind: str, sites: frozenset[str], lines: list[PageLine], labels: list[bool]
) -> Example:
    """Return a page as the model sees it."""
    page = Page(look_at_page(lines))
    first = labels.index(True)
    last = len(labels) - labels[::-1].index(True)
    size = len(lines)
    return Example(
        kind=kind,
        sites=sites,
        lines=lines,
        page=page,
        labels=labels,
        first=first,
        last=last,
        rows={
            "line": [page.line_row(index) for index in range(size)],
            "start": [page.start_row(index) for index in range(size)],
            "end": [page.end_row(index) for index in range(size + 1)],
        },
        barred=np.where(np.arange(size) < min(page.floor, first), pasted.BARRED, 0.0),
        words=np.array([len(line.text.split()) for line in lines], dtype=np.float64),
    )


def train(examples: Sequence[Example]) -> Weights:
    """Return the weights that some examples give, as the package's file holds them: rounded."""
    weights = replace(train_run(examples), trees=_train_trees(find_runs(examples)))
    return parse_weights(dump_weights(weights))


def train_run(examples: Sequence[Example]) -> Weights:
    """Return the weights that find the run in some examples."""
    names = examples[0].names
    sizes = [len(names[part]) for part in _PARTS]
    found = minimize(lambda theta: _run_loss(theta, examples, sizes), sum(sizes), _STEPS)
    tables = {
        part: dict(zip(names[part], map(float, values), strict=True))
        for part, values in zip(_PARTS, np.split(found, np.cumsum(sizes)[:-1]), strict=True)
    }
    return Weights(line=tables["line"], start=tables["start"], end=tables["end"])


def find_runs(examples: Sequence[Example]) -> list[tuple[Example, Run]]:
    """Return examples for the trees with their runs, found by weights that know no such site."""
    sites = sorted({site for example in examples for site in example.sites})
    random.Random(5).shuffle(sites)  # noqa: S311 - folds are no secret
    found: list[tuple[Example, Run]] = []
    for fold in range(min(_INNER, len(sites))):
        held = frozenset(sites[fold::_INNER])
        weights = train_run([example for example in examples if not example.sites & held])
        found += [
            (example, settle_run(example.page, find_run(example.page, weights)))
            for example in examples
            if example.kind in _SIFTED and example.sites <= held
        ]
    return found


def _train_trees(examples: Sequence[tuple[Example, Run]]) -> tuple[Tree, ...]:
    """Return trees that tell which lines in and around a run are the article's."""
    rows: list[Row] = []
    labels: list[bool] = []
    weights: list[float] = []
    for example, run in examples:
        lines = sifted_lines(example.page, run)
        rows += sift_rows(example.page, run, lines)
        labels += [example.labels[index] for index in lines]
        weights += list(_worth(example)[lines.start : lines.stop])
    names = sorted({name for row in rows for name in row})
    matrix = _matrix(rows, {name: k for k, name in enumerate(names)})
    model = GradientBoostingClassifier(
        n_estimators=_TREES,
        max_depth=3,
        learning_rate=0.15,
        subsample=0.5,
        max_features=0.25,
        min_samples_leaf=12,
        random_state=0,
    ).fit(matrix, np.array(labels), sample_weight=np.array(weights))
    chance = float(model.init_.class_prior_[1])
    trees = [_read_tree(one.tree_, names, model.learning_rate) for (one,) in model.estimators_]
    return (float(np.log(chance / (1 - chance))), *trees)


def _worth(example: Example) -> Array:
    """Return how much each line of an example weighs for the trees: by its share of the words."""
    words = np.minimum(example.words, _WIDEST)
    whole = max(30.0, float(words[np.array(example.labels)].sum()))
    found: Array = _SIFTED[example.kind] * (np.minimum(20 * words / whole, 8) + 0.1)
    return found


def _read_tree(tree: Any, names: Sequence[str], rate: float, node: int = 0) -> Tree:
    """Return one of scikit-learn's trees, from a node on."""
    if tree.children_left[node] == tree.children_right[node]:
        return float(rate * tree.value[node][0][0])
    sides = (tree.children_left[node], tree.children_right[node])
    below, above = (_read_tree(tree, names, rate, side) for side in sides)
    return names[tree.feature[node]], float(tree.threshold[node]), below, above


def _matrix(rows: Sequence[Row], columns: dict[str, int]) -> Array:
    """Return rows as a matrix."""
    found = np.zeros((len(rows), len(columns)))
    for place, row in enumerate(rows):
        for name, value in row.items():
            found[place, columns[name]] = value
    return found


def _run_loss(theta: Array, examples: Sequence[Example], sizes: list[int]) -> tuple[float, Array]:
    """Return the penalized negative log-likelihood of the true runs, and its gradient.

    The likelihood is softened by a margin (softmax-margin, Gimpel and Smith 2010): a run that
    takes or loses more words has to be beaten by more.
    """
    line, start, end = np.split(theta, np.cumsum(sizes)[:-1])
    loss, slopes = 0.0, [np.zeros(size) for size in sizes]
    for example in examples:
        trust = _TRUST[example.kind]
        inside = example.matrices["line"] @ line + _margin(example)
        begins = example.matrices["start"] @ start - example.barred
        ends = example.matrices["end"] @ end
        total = np.concatenate([[0.0], np.cumsum(inside)])
        left, right = begins - total[:-1], ends + total
        reach = np.logaddexp.accumulate(left)
        every = np.logaddexp.reduce(right[1:] + reach)
        first, last = example.first, example.last
        loss += trust * (every - left[first] - right[last])
        stops = np.concatenate([[0.0], np.exp(right[1:] + reach - every)])
        back = np.logaddexp.accumulate(right[::-1])[::-1]
        starts = np.exp(left + back[1:] - every)
        within = np.cumsum(starts) - np.cumsum(stops)[:-1]
        starts[first] -= 1
        stops[last] -= 1
        within[first:last] -= 1
        for slope, part, error in zip(
            slopes, ("line", "start", "end"), (within, starts, stops), strict=True
        ):
            slope += trust * (example.matrices[part].T @ error)
    gradient = np.concatenate(slopes) + _RIDGE * theta
    return loss + 0.5 * _RIDGE * float(theta @ theta), gradient


def _margin(example: Example) -> Array:
    """Return what each line is worth to a run that has to be beaten."""
    words = np.minimum(example.words, _WIDEST)
    labels = np.array(example.labels)
    place = np.arange(len(labels))
    outside = (place < example.first) | (place >= example.last)
    whole = max(1.0, float(words[labels].sum()))
    extra = np.where(outside & ~labels, words, 0.0)
    lost = np.where(labels, words, 0.0)
    return _COST * (extra - _LOSS * lost) / whole


def minimize(measure: Callable[[Array], tuple[float, Array]], size: int, steps: int) -> Array:
    """Return where a smooth function is smallest (L-BFGS, Nocedal and Wright 2006, alg. 7.4)."""
    place = np.zeros(size)
    value, slope = measure(place)
    moves: list[tuple[Array, Array]] = []
    for _ in range(steps):
        direction = -_precondition(slope, moves)
        step, ahead = 1.0, float(slope @ direction)
        for _ in range(20):
            other = place + step * direction
            other_value, other_slope = measure(other)
            if other_value <= value + 1e-4 * step * ahead:
                break
            step /= 2
        else:
            break
        if (other - place) @ (other_slope - slope) > 1e-10:
            moves = [*moves, (other - place, other_slope - slope)][-8:]
        settled = abs(value - other_value) < 1e-4 * max(1.0, abs(value))
        place, value, slope = other, other_value, other_slope
        if settled:
            break
    return place


def _precondition(slope: Array, moves: Sequence[tuple[Array, Array]]) -> Array:
    """Return a slope times what the last moves say of the curvature's inverse."""
    found: Array = slope.copy()
    alphas: list[Any] = []
    for move, change in reversed(moves):
        alpha = (move @ found) / (change @ move)
        alphas.append(alpha)
        found -= alpha * change
    if moves:
        move, change = moves[-1]
        found *= (move @ change) / (change @ change)
    else:
        found *= 5 / max(1.0, float(np.abs(slope).sum()))
    for (move, change), alpha in zip(moves, reversed(alphas), strict=True):
        found += move * (alpha - (change @ found) / (change @ move))
    return found


if __name__ == "__main__":
    main()
