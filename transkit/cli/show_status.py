"""Showing how far catalogs are: a table for people, JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from transkit.cli.terminal import complain, print_json, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transkit.pipeline.status import CatalogStatus, Counts, StatusResult
    from transkit.text.effort import Effort

__all__ = ["status_json", "status_table"]

_NOTHING = "–"
"""Where nothing is known."""


def status_json(result: StatusResult) -> None:
    """Print a list with one object per catalog on stdout."""
    rows = [
        {
            "catalog": str(row.catalog),
            "language": row.language,
            "units": _counts_content(row.units),
            "words": _counts_content(row.words),
            "findings": row.findings,
            "risk": {level.value: number for level, number in row.risk.items()},
            "hter": row.effort.hter,
            "chrf": row.effort.chrf,
            "engines": {name: _effort_content(effort) for name, effort in row.engines.items()},
            "faults": list(row.faults),
            "last_change": row.last_change.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        for row in result.catalogs
    ]
    print_json(rows)


def status_table(result: StatusResult) -> None:
    """Print two rows per catalog, units and words; below, all together and each engine."""
    if not result.catalogs:
        return
    _print_catalogs(result.catalogs)
    if result.engines:
        click.echo()
        _print_engines(result)
    for row in result.catalogs:
        for fault in row.faults:
            complain(f"{row.catalog}: {fault}")


def _print_catalogs(rows: Sequence[CatalogStatus]) -> None:
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("language")
    table.add_column("")
    for heading in ("untranslated", "drafts", "edited", "reviewed", "total", "done"):
        table.add_column(heading, justify="right")
    for heading in ("findings", "HTER", "chrF"):
        table.add_column(heading, justify="right")
    for heading in ("last change", "catalog"):
        table.add_column(heading)
    for row in rows:
        changed = row.last_change.astimezone().strftime("%Y-%m-%d %H:%M")
        name = printable(str(row.catalog))
        found = (
            _findings(row),
            _decimal(row.effort.hter, 2),
            _decimal(row.effort.chrf, 1),
        )
        table.add_row(row.language or _NOTHING, "units", *_cells(row.units), *found, changed, name)
        table.add_row("", "words", *_cells(row.words))
    if len(rows) > 1:
        findings = str(sum(row.findings for row in rows))
        table.add_row("all", "units", *_cells(*(row.units for row in rows)), findings)
        table.add_row("", "words", *_cells(*(row.words for row in rows)))
    _print(table)


def _print_engines(result: StatusResult) -> None:
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("drafts of", "language"):
        table.add_column(heading)
    for heading in ("reviewed units", "HTER", "chrF"):
        table.add_column(heading, justify="right")
    for (engine, language), effort in result.engines.items():
        numbers = (_decimal(effort.hter, 2), _decimal(effort.chrf, 1))
        table.add_row(printable(engine), language, str(effort.units), *numbers)
    _print(table)


def _print(table: Any) -> None:
    from rich.console import Console

    # Wider than any terminal: a path that is broken in its middle cannot be copied.
    Console(markup=False, highlight=False, width=1000).print(table, soft_wrap=True)


def _cells(*several: Counts) -> tuple[str, ...]:
    """Return the numbers of one row, added up; what is edited does not count as a draft here."""
    edited = sum(counts.edited_drafts for counts in several)
    reviewed = sum(counts.reviewed for counts in several)
    total = sum(counts.total for counts in several)
    numbers = (
        sum(counts.initial for counts in several),
        sum(counts.translated for counts in several) - edited,
        edited,
        reviewed,
        total,
    )
    # Rounded down: 100 % is said of what is done.
    done = f"{100 * reviewed // total} %" if total else _NOTHING
    return (*map(str, numbers), done)


def _findings(row: CatalogStatus) -> str:
    """Return how many drafts need a close look, and how many of them the closest."""
    high = sum(number for level, number in row.risk.items() if level.value == "high")
    return f"{row.findings} ({high} high)" if high else str(row.findings)


def _decimal(number: float | None, digits: int) -> str:
    return _NOTHING if number is None else f"{number:.{digits}f}"


def _counts_content(counts: Counts) -> dict[str, int]:
    return {
        "initial": counts.initial,
        "translated": counts.translated,
        "edited_drafts": counts.edited_drafts,
        "reviewed": counts.reviewed,
        "total": counts.total,
    }


def _effort_content(effort: Effort) -> dict[str, float | int | None]:
    return {"units": effort.units, "hter": effort.hter, "chrf": effort.chrf}
