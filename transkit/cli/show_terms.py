"""Showing glossaries, and what went into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transkit.cli.terminal import counted, print_json, printable

if TYPE_CHECKING:
    from transkit.pipeline.terms import AddResult, ImportResult, SuggestResult
    from transkit.terms.glossary import Term
    from transkit.terms.sheets import Conflict
    from transkit.terms.suggesting import Rendering, Substitute, Suggestion

__all__ = [
    "added",
    "choices",
    "exported",
    "imported",
    "listed",
    "listed_json",
    "substitute",
    "suggested",
    "suggested_json",
]

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
        f"{counted(result.read, 'term')} read, {result.changed:,} new or fuller in"
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
    click.echo(f"{counted(count, 'term')} written to {printable(str(path))}")


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
    ours = ("spared", "untouched")
    print_json([{k: v for k, v in asdict(term).items() if k not in ours} for term in terms])


def suggested(result: SuggestResult) -> None:
    """Print names with their renderings, a line each."""
    for language, suggestions in result.languages.items():
        for one in suggestions:
            ways = ", ".join(_rendering(way) for way in one.renderings)
            click.echo(f"{language}  {printable(one.source)}: {ways}")
    for language, substitutes in result.substitutes.items():
        for two in substitutes:
            click.echo(f"{language}  {_explained_substitute(two)}")
    if not any(result.languages.values()) and not any(result.substitutes.values()):
        click.echo("No name that recurs is rendered in several ways.")
    else:
        click.echo("To decide: transkit terms add NAME TARGET --to LANG, or --pick")


def suggested_json(result: SuggestResult) -> None:
    """Print names with their renderings as one JSON object, by language."""
    content = {
        tag: {
            "names": [asdict(one) for one in found],
            "substitutes": [asdict(one) for one in result.substitutes.get(tag, ())],
        }
        for tag, found in result.languages.items()
    }
    print_json(content)


def substitute(two: Substitute, language: str) -> None:
    """Print what stands where a term should."""
    click.secho(f"{_explained_substitute(two)} ({language})", bold=True)


def _explained_substitute(two: Substitute) -> str:
    source, target, instead = (printable(text) for text in (two.source, two.target, two.instead))
    return f"{source} must be {target}: most likely {instead} stands there, ×{two.count}"


def choices(one: Suggestion, language: str) -> None:
    """Print the renderings of a name with numbers."""
    click.secho(f"{printable(one.source)} ({language})", bold=True)
    for number, way in enumerate(one.renderings, 1):
        click.echo(f"  {number}  {_rendering(way)}")


def _rendering(way: Rendering) -> str:
    reviewed = f" ({way.reviewed} reviewed)" if way.reviewed else ""
    return f"{printable(way.target)} ×{way.count}{reviewed}"


def _explained(conflict: Conflict) -> str:
    """Return a conflict in plain words."""
    source, there, wanted = (
        printable(text) for text in (conflict.source, conflict.there, conflict.wanted)
    )
    if conflict.rows:
        lines = " and ".join(map(str, conflict.rows))
        return f"lines {lines}: “{source}” has several rows, and “{wanted}” does not say which"
    what = f"“{source}”" if conflict.is_target else f"{printable(conflict.column)} of “{source}”"
    return f"line {conflict.line}: {what} is “{there}”, not “{wanted}”"
