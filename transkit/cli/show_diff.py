"""Showing what people changed: word by word in the terminal, JSON for programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from transkit.cli.terminal import counted, print_json, printable
from transkit.units import State

if TYPE_CHECKING:
    from transkit.pipeline.diff import DiffResult, UnitDiff

__all__ = ["diff_json", "diff_page_written", "diff_text"]

_STYLES = {"equal": "", "removed": "red strike", "added": "green underline"}
_MARKS = {"equal": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
"""What stands for colours where there are none, as in ``git diff --word-diff``."""


def diff_json(result: DiffResult) -> None:
    """Print the whole result as one JSON object on stdout."""
    content = {
        "catalog": str(result.catalog),
        "source_language": result.source_language,
        "language": result.language,
        "accepted": result.accepted,
        "unknown": result.unknown,
        "units": [
            {
                "id": unit.id,
                "kind": unit.kind.value,
                "state": unit.state.value,
                "reference": str(unit.reference) if unit.reference else None,
                "engine": unit.engine,
                "change": round(unit.change, 4),
                "source": unit.source,
                "draft": unit.draft,
                "target": unit.target,
                "parts": [{"kind": part.kind, "text": part.text} for part in unit.parts],
            }
            for unit in result.units
        ],
    }
    print_json(content)


def diff_text(result: DiffResult) -> None:
    """Print each changed unit with its source, and a last line with what was not changed."""
    from rich.console import Console
    from rich.text import Text

    console = Console(markup=False, highlight=False, soft_wrap=True)
    marked = not console.is_terminal or console.no_color
    for unit in result.units:
        text = Text()
        text.append(f"{_title(unit)}\n", style="" if marked else "bold")
        text.append(f"  {printable(unit.source)}\n", style="" if marked else "dim")
        text.append("  ")
        for part in unit.parts:
            before, behind = _MARKS[part.kind] if marked else ("", "")
            style = "" if marked else _STYLES[part.kind]
            text.append(f"{before}{printable(part.text)}{behind}", style=style)
        console.print(text)
        console.print()
    click.echo(_summary(result))


def diff_page_written(result: DiffResult, path: Path) -> None:
    """Print what is on the page, and where it is."""
    click.echo(_summary(result))
    click.echo(printable(str(path)))


def _title(unit: UnitDiff) -> str:
    """Return where a unit stands and how much of it was changed."""
    about = [
        str(unit.reference or ""),
        unit.kind.value,
        f"{max(1, round(100 * unit.change))} % changed",
    ]
    if unit.state is State.TRANSLATED:
        about.append("not accepted yet")
    return printable(", ".join(part for part in about if part))


def _summary(result: DiffResult) -> str:
    """Return one line about the whole catalog."""
    text = (
        f"{counted(len(result.units), 'unit')} changed, "
        f"{counted(result.accepted, 'draft')} accepted unchanged."
    )
    if result.unknown:
        of = "it" if result.unknown == 1 else "them"
        text += (
            f" {counted(result.unknown, 'more reviewed unit')}: the memory has no draft of {of}"
            " (written by hand, or drafted on another computer: --memory)."
        )
    return text
