"""Showing what the memory holds, and what went into it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, final

import click

from transkit.cli.show import failure_content
from transkit.cli.terminal import counted, is_terminal, print_json, printable

if TYPE_CHECKING:
    from transkit.memory.translations import MemoryStats, Translation
    from transkit.pipeline.learning import LearnResult
    from transkit.pipeline.memory_exchange import Exported, ImportResult, SearchResult
    from transkit.units import Match

__all__ = [
    "Intake",
    "exported",
    "imported",
    "imported_json",
    "learned",
    "learned_json",
    "pruned",
    "search",
    "search_json",
    "stats",
    "stats_json",
]


@final
class Intake:
    """Says on stderr how far an import is, if stderr is a terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._enabled = not quiet and is_terminal(sys.stderr)
        self._written = False

    def __enter__(self) -> Intake:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._written:
            click.echo("\r\x1b[K", nl=False, err=True)

    def tell(self, path: Path, read: int) -> None:
        """Say how many translations were read from a file."""
        if self._enabled:
            self._written = True
            click.echo(f"\r\x1b[K{printable(path.name)}: {read:,} read", nl=False, err=True)


def learned(result: LearnResult) -> None:
    """Print what was learned, a line for each catalog that had something new."""
    for row in result.catalogs:
        if row.added:
            click.echo(f"{printable(str(row.catalog))}: {counted(row.added, 'new translation')}")
    new = sum(row.added for row in result.catalogs)
    units = sum(row.units for row in result.catalogs)
    if not units and result.catalogs:
        click.echo("Nothing to learn: nobody has reviewed a unit yet.")
    elif not new and result.catalogs:
        click.echo(
            f"Nothing new: {counted(units, 'reviewed unit')} learned before."
            " What was pruned since comes back with --again."
        )


def learned_json(result: LearnResult) -> None:
    """Print what was learned as a JSON list."""
    print_json([_plain(asdict(row)) for row in result.catalogs])


def imported(result: ImportResult) -> None:
    """Print what was taken in, a line for each file."""
    for row in result.files:
        pairs = ", ".join(f"{source}→{target}" for source, target in row.languages) or "nothing"
        click.echo(
            f"{printable(str(row.path))}: {counted(row.read, 'translation')} ({pairs}),"
            f" {row.added:,} new"
        )
        if row.passed_over:
            tmx = row.path.suffix.lower() == ".tmx"
            what = "without a second text, or with one in no language" if tmx else "with plurals"
            click.echo(f"  passed over: {counted(row.passed_over, 'unit')} {what}")
        if row.machine:
            what = "that a machine made, as the file says"
            click.echo(f"  passed over: {counted(row.machine, 'translation')} {what}")


def imported_json(result: ImportResult) -> None:
    """Print what was taken in as one JSON object."""
    print_json(
        {
            "files": [_plain(asdict(row)) for row in result.files],
            "failures": [failure_content(failure) for failure in result.failures],
        }
    )


def exported(result: Exported, path: Path | None) -> None:
    """Print how much was written, and left out; of standard output only the latter."""
    if path is not None:
        written = counted(result.written, "translation")
        click.echo(f"{written} written to {printable(str(path))}")
    if result.left_out:
        left_out = counted(result.left_out, "sentence")
        click.echo(f"{left_out} left out: --sentences writes them, too", err=True)


def search(result: SearchResult, *, in_targets: bool) -> None:
    """Print what was found, the most alike first."""
    for match in result.matches:
        differs = f", but {' and '.join(match.differs)} differs" if match.differs else ""
        click.secho(f"{match.similarity:.0%}{differs}", bold=True, nl=False)
        _print_pair(match)
    for heading, items in (
        ("with these words", result.containing),
        ("before", result.older),
    ):
        for item in items:
            is_apart = heading == "before" and item.context
            click.secho("in one context" if is_apart else heading, bold=True, nl=False)
            _print_pair(item)
    if not (result.matches or result.older or result.containing):
        click.echo("Nothing like it was translated before.")
        if not in_targets:
            click.echo("Sources were searched; --target looks into their translations.")


def search_json(result: SearchResult) -> None:
    """Print what was found as one JSON object."""
    print_json(asdict(result))


def stats(rows: Sequence[MemoryStats]) -> None:
    """Print how much there is, as a table."""
    if not rows:
        click.echo("The memory holds no translations yet: transkit learn CATALOG")
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("languages")
    for heading in ("units", "sentences", "sources"):
        table.add_column(heading, justify="right")
    table.add_column("latest")
    for row in rows:
        table.add_row(
            f"{row.source_language}→{row.target_language}",
            f"{row.units:,}",
            f"{row.sentences:,}",
            f"{row.sources:,}",
            row.latest[:10] or "–",
        )
    Console(markup=False, highlight=False, width=200).print(table, soft_wrap=True)


def stats_json(rows: Sequence[MemoryStats]) -> None:
    """Print how much there is as a JSON list."""
    print_json([asdict(row) for row in rows])


def pruned(count: int) -> None:
    """Print how much was forgotten."""
    click.echo(f"{counted(count, 'translation')} forgotten.")


def _print_pair(item: Match | Translation) -> None:
    context = f"context {item.context}" if item.context else ""
    parts = (item.document, context, item.translator, item.changed[:10])
    where = ", ".join(printable(part) for part in parts if part)
    click.echo(f"  ({where})" if where else "")
    click.echo(f"  {printable(item.source)}")
    click.echo(f"  {printable(item.target)}")


def _plain(content: dict[str, Any]) -> dict[str, Any]:
    """Return `content` with paths as text, as JSON needs them."""
    return {key: str(value) if isinstance(value, Path) else value for key, value in content.items()}
