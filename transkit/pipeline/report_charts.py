"""The charts of ``transkit report``: bars in SVG, each number beside them in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from transkit.checks.risk import Level
from transkit.pipeline.pages import count_of
from transkit.units import State

if TYPE_CHECKING:
    from transkit.pipeline.report import CatalogReport
    from transkit.pipeline.status import CatalogStatus

__all__ = ["render_charts", "render_progress"]

_EFFORT = (("unchanged", 0.0), ("up to 10 %", 0.1), ("up to 30 %", 0.3), ("up to 60 %", 0.6),
           ("more", float("inf")))  # fmt: skip
"""What is said of a unit that was changed up to that share."""


def render_charts(catalog: CatalogReport) -> str:
    """Return the charts of one catalog: progress, risk of the drafts, effort of the reviewed."""
    charts = [_figure("Progress, in words", render_progress(catalog.status))]
    drafts = [row.level for row in catalog.units if row.unit.state is State.TRANSLATED]
    if drafts:
        rows = [(level.value, drafts.count(level)) for level in reversed(Level)]
        charts.append(_figure(f"Risk of {count_of(len(drafts), 'draft')}", _bars(rows)))
    if catalog.changes:
        charts.append(_figure(_effort_title(catalog), _bars(_effort_rows(catalog.changes))))
    return f'<div class="charts">\n{"".join(charts)}</div>\n'


def render_progress(status: CatalogStatus) -> str:
    """Return a bar of a catalog's words by state, with its legend."""
    words = status.words
    parts = [
        ("reviewed", words.reviewed),
        ("edited", words.edited_drafts),
        ("draft", words.translated - words.edited_drafts),
        ("untranslated", words.initial),
    ]
    total = max(1, words.total)
    bars: list[str] = []
    at = 0.0
    for name, number in parts:
        share = 100 * number / total
        if number:
            bars.append(
                f'<rect class="{name}" x="{at:.2f}" y="0" width="{share:.2f}" height="10"/>'
            )
        at += share
    legend = "".join(
        f'<li><i class="{name}"></i>{name} {number}</li>' for name, number in parts if number
    )
    return f'{_svg("".join(bars))}<ul class="legend">{legend}</ul>'


def _effort_title(catalog: CatalogReport) -> str:
    """Return what the chart of effort is about, with its two figures."""
    effort = catalog.status.effort
    figures = [f"HTER {effort.hter:.2f}"] if effort.hter is not None else []
    figures += [f"chrF {effort.chrf:.1f}"] if effort.chrf is not None else []
    about = f" ({', '.join(figures)})" if figures else ""
    return f"How much of {count_of(len(catalog.changes), 'draft')} was changed{about}"


def _effort_rows(changes: Sequence[float]) -> list[tuple[str, int]]:
    """Return how many units were changed how much."""
    counts = dict.fromkeys((name for name, _ in _EFFORT), 0)
    for change in changes:
        counts[next(name for name, most in _EFFORT if change <= most)] += 1
    return list(counts.items())


def _figure(title: str, content: str) -> str:
    return f"<figure>\n<figcaption>{title}</figcaption>\n{content}\n</figure>\n"


def _bars(rows: Sequence[tuple[str, int]]) -> str:
    """Return a table: name, bar, number."""
    most = max(1, *(number for _, number in rows))
    lines: list[str] = []
    for name, number in rows:
        width = 100 * number / most
        bar = f'<rect class="{name.split()[0]}" x="0" y="0" width="{width:.2f}" height="10"/>'
        lines.append(
            f'<tr><th scope="row">{name}</th><td class="bars">{_svg(bar if number else "")}</td>'
            f"<td>{number}</td></tr>\n"
        )
    return f"<table>\n{''.join(lines)}</table>"


def _svg(content: str) -> str:
    """Return a drawing of 100 × 10 that is as wide as there is room; the words say what it says."""
    return (
        f'<svg aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">{content}</svg>'
    )
