"""Train the trees that tell a page's article from what stands around it, and measure them.

    python -m tools.train_html PAGES.jsonl HTML_FOLDER [--write] [--predict FILE]

Each line of PAGES.jsonl has the keys ``id``, ``url`` and ``body``, the article's true text; the
page is ``HTML_FOLDER/<id>.html.gz``. Printed are precision, recall and F1 over 4-word shingles,
each page weighing the same, cross-validated by site: no page is judged by trees that have seen its
site. With ``--write`` trees made from all pages replace those of the package. Needs ``pip install
transkit[train]``; for the same pages and the same scikit-learn the trees are the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from transkit.documents.html import article, decode_page
from transkit.documents.html.article import Part, find_article
from transkit.documents.html.evidence import NAMES, collect_evidence, text_of
from transkit.documents.html.structure import Page, read_page

__all__ = ["main"]

_TREES = Path(article.__file__).with_name("trees.json")
_FOLDS = 8
_MODELS = 2
"""From different draws of the same runs; their mean varies less than each of them."""
_SHINGLE = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A page whose article is known."""

    id: str
    site: str
    body: str
    page: Page
    texts: list[str]
    rows: list[Sequence[float]]
    labels: list[int]


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tools.train_html", description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help="replace the package's trees")
    parser.add_argument("--predict", type=Path, help="write what is found, as JSON lines")
    options = parser.parse_args()
    examples = read_examples(options.pages, options.folder)
    print(f"{len(examples)} pages, {sum(len(e.rows) for e in examples)} runs")
    if options.write:
        _report("cross-validated by site", examples, _cross_validated(examples))
        _TREES.write_text(_as_json(_fit(examples)), "utf-8")
        article._load.cache_clear()
    found = [[part is Part.BODY for part in find_article(e.page)] for e in examples]
    _report("the package's trees", examples, found)
    if options.predict:
        lines = [
            json.dumps({"id": e.id, "text": _kept(e, keep)}, ensure_ascii=False)
            for e, keep in zip(examples, found, strict=True)
        ]
        options.predict.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def read_examples(pages: Path, folder: Path) -> list[Example]:
    """Return the pages whose file is there, in the order of the list."""
    examples: list[Example] = []
    for line in pages.read_text("utf-8").splitlines():
        known = json.loads(line)
        path = folder / f"{known['id']}.html.gz"
        if not path.exists():
            continue
        text, _ = decode_page(gzip.decompress(path.read_bytes()), path=str(path), language="")
        page = read_page(text)
        texts = [text_of(run, text) for run in page.runs]
        labels = [
            0 if run.is_title else label
            for run, label in zip(page.runs, _labels(texts, known["body"]), strict=True)
        ]
        examples.append(
            Example(
                id=known["id"],
                site=".".join((urlsplit(known["url"]).hostname or "").split(".")[-2:]),
                body=known["body"],
                page=page,
                texts=texts,
                rows=collect_evidence(page).rows,
                labels=labels,
            )
        )
    return examples


def _labels(texts: Sequence[str], body: str) -> list[int]:
    """Return 1 for texts most of whose words are in the article's body.

    A word is in it if it stands in a shingle that is; shingles go across texts, so that table cells
    and other short texts are known by what stands beside them.
    """
    want = set(_shingles(body))
    words = [_WORD.findall(text) for text in texts]
    stream = [word for some in words for word in some]
    known = [False] * len(stream)
    for k in range(len(stream) - _SHINGLE + 1):
        if tuple(stream[k : k + _SHINGLE]) in want:
            known[k : k + _SHINGLE] = [True] * _SHINGLE
    lines = {" ".join(_WORD.findall(line)) for line in body.splitlines()}
    labels: list[int] = []
    at = 0
    for some in words:
        is_line = 0 < len(some) < _SHINGLE and " ".join(some) in lines
        labels.append(int(is_line or 2 * sum(known[at : at + len(some)]) > len(some)))
        at += len(some)
    return labels


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    last = max(1, len(words) - _SHINGLE + 1)
    return Counter(tuple(words[i : i + _SHINGLE]) for i in range(last) if words)


def _fit(examples: Sequence[Example]) -> list[Any]:
    """Return the models of some pages, whose mean counts.

    Every page weighs the same, long runs more than short.
    """
    import numpy as np
    from sklearn.ensemble import GradientBoostingClassifier

    weights = []
    for example in examples:
        heavy = np.sqrt([max(1, len(text.split())) for text in example.texts])
        weights.append(heavy / heavy.sum())
    rows = np.vstack([example.rows for example in examples])
    labels = np.concatenate([example.labels for example in examples])
    weight = np.concatenate(weights)
    return [
        GradientBoostingClassifier(
            n_estimators=100, max_depth=3, learning_rate=0.1, subsample=0.7, max_features=12,
            min_samples_leaf=20, random_state=seed,
        ).fit(rows, labels, sample_weight=weight / weight.mean())
        for seed in range(_MODELS)
    ]  # fmt: skip


def _cross_validated(examples: Sequence[Example]) -> list[list[bool]]:
    """Return what is found on each page by trees that have not seen its site."""
    import numpy as np

    sites = sorted({example.site for example in examples})
    np.random.RandomState(0).shuffle(sites)
    fold = {site: k % _FOLDS for k, site in enumerate(sites)}
    found: list[list[bool]] = [[] for _ in examples]
    for k in range(_FOLDS):
        data = json.loads(_as_json(_fit([e for e in examples if fold[e.site] != k])))
        trees = data["base"], tuple(article.read_tree(tree) for tree in data["trees"])
        original, article._load = article._load, lambda trees=trees: trees  # type: ignore[assignment]
        try:
            for at, example in enumerate(examples):
                if fold[example.site] == k:
                    found[at] = [part is Part.BODY for part in find_article(example.page)]
        finally:
            article._load = original
    return found


def _as_json(models: Sequence[Any]) -> str:
    """Return the mean of some models as JSON, a tree on each line."""
    import numpy as np

    no, yes = models[0].init_.class_prior_
    prior = float(np.log(yes / no))
    trees = [
        _tree(tree[0].tree_, 0, model.learning_rate / len(models))
        for model in models
        for tree in model.estimators_
    ]
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    return f'{{"base": {round(prior, 5)},\n"trees": [\n{lines}\n]}}\n'


def _tree(tree: Any, node: int, rate: float) -> Any:
    """Return a node of scikit-learn's arrays as a nested list."""
    if tree.children_left[node] < 0:
        return round(float(tree.value[node][0][0]) * rate, 4)
    return [
        NAMES[tree.feature[node]],
        float(f"{tree.threshold[node]:.5g}"),
        _tree(tree, tree.children_left[node], rate),
        _tree(tree, tree.children_right[node], rate),
    ]


def _kept(example: Example, keep: Sequence[bool]) -> str:
    return "\n".join(text for text, kept in zip(example.texts, keep, strict=True) if kept)


def _report(what: str, examples: Sequence[Example], found: Sequence[Sequence[bool]]) -> None:
    """Print how well articles are found."""
    precisions, recalls = [], []
    for example, keep in zip(examples, found, strict=True):
        want, have = _shingles(example.body), _shingles(_kept(example, keep))
        shared = sum((want & have).values())
        if have:
            precisions.append(shared / sum(have.values()))
        recalls.append(shared / sum(want.values()))
    precision = sum(precisions) / max(1, len(precisions))
    recall = sum(recalls) / max(1, len(recalls))
    f1 = 2 * precision * recall / (precision + recall)
    lost = sum(recall < 0.9 for recall in recalls)
    print(f"{what}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f};"
          f" {lost} pages lose more than a tenth")  # fmt: skip


if __name__ == "__main__":
    main()
