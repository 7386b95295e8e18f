"""Showing glossaries, and what went into them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transkit.cli.terminal import printable

if TYPE_CHECKING:
    from transkit.pipeline.terms import AddResult, ImportResult
    from transkit.terms.glossary import Term
    from transkit.terms.sheets import Conflict

__all__ = ["added", "exported", "imported", "listed", "listed_json"]

_SHOWN = 20
"""Conflicts that are shown one by one."""


def added(result: AddResult) -> None:
    """Print where a term was put."""
    where = printable(str(result.path))
    if result.changed:
        click.echo(f"Added to {where}; transkit translate puts it into the drafts.")
    else:
        click.echo(f"{where} says so already.")


def imported(result: ImportResult) -> None:
    """Print how many terms were taken in, and which were not."""
    click.echo(
        f"{_count(result.read, 'term')} read, {result.changed:,} new or fuller in"
        f" {printable(str(result.path))}"
    )
    for conflict in result.conflicts[:_SHOWN]:
        click.echo(f"  {_explained(conflict)}")
    if len(result.conflicts) > _SHOWN:
        click.echo(f"  … and {len(result.conflicts) - _SHOWN:,} more")
    if result.conflicts:
        click.echo("What is there already stays; --replace takes the others.")


def exported(count: int, path: Path) -> None:
    """Print how much was written."""
    click.echo(f"{_count(count, 'term')} written to {printable(str(path))}")


def listed(terms: Sequence[Term]) -> None:
    """Print terms as a table."""
    if not terms:
        click.echo("No terms yet: transkit terms add SOURCE TARGET --to LANG")
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("source", "target", "forbidden"):
        table.add_column(heading)
    for term in terms:
        table.add_row(
            printable(term.source),
            printable(" | ".join(filter(None, (term.target, *term.accepted)))),
            printable(" | ".join(term.forbidden)),
        )
    Console(markup=False, highlight=False, width=200).print(table, soft_wrap=True)


def listed_json(terms: Sequence[Term]) -> None:
    """Print terms as a JSON list."""
    click.echo(json.dumps([asdict(term) for term in terms], ensure_ascii=False, indent=2))


def _explained(conflict: Conflict) -> str:
    """Return a conflict in plain words."""
    source, there, wanted = (
        printable(text) for text in (conflict.source, conflict.there, conflict.wanted)
    )
    return f"line {conflict.line}: “{source}” is “{there}”, not “{wanted}”"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
