"""Showing what a document is made of: a line for each part, JSON for programs."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from transkit.cli.terminal import counted, is_terminal, print_json, printable
from transkit.pipeline.segment import SegmentResult, SegmentRow, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["segment_json", "segment_table"]

_SIGNS = {Verdict.UNIT: "+", Verdict.FURNITURE: "-", Verdict.KEPT: "="}
_COLOURS = {Verdict.UNIT: None, Verdict.FURNITURE: "red", Verdict.KEPT: "blue"}
_HEADINGS = frozenset(("title", "deck", "heading"))
_NARROWEST = 20
"""Columns of text on the narrowest terminal."""


def segment_json(result: SegmentResult) -> None:
    """Print the whole result as one JSON object on stdout."""
    units = result.of(Verdict.UNIT)
    content = {
        "document": result.document,
        "format": result.format,
        "language": result.language,
        "encoding": result.encoding,
        "units": len(units),
        "words": sum(row.words for row in units),
        "segments": sum(len(row.segments) for row in units),
        "left_out": len(result.of(Verdict.FURNITURE)),
        "template": None if result.template is None else str(result.template),
        "rows": [
            {
                "line": row.line,
                "verdict": row.verdict.value,
                "kind": row.kind,
                "words": row.words,
                "text": row.text,
                "segments": list(row.segments),
            }
            for row in result.rows
        ],
    }
    print_json(content)


def segment_table(result: SegmentResult, *, sentences: bool) -> None:
    """Print a line for each part of the document, and below them how many there are.

    ``+`` is translated, ``-`` left out, ``=`` kept as it is. On a terminal they are coloured
    (unless ``NO_COLOR`` is set), and texts are cut at its edge.
    """
    terminal = is_terminal(sys.stdout)
    colour = terminal and not os.environ.get("NO_COLOR")
    room = shutil.get_terminal_size().columns if terminal else 0
    kinds = max((len(row.kind) for row in result.rows), default=0)
    lines = len(str(max((row.line for row in result.rows), default=0)))
    for row in result.rows:
        head = f"{_SIGNS[row.verdict]} {row.line:>{lines}}  {row.kind:<{kinds}}  "
        head += f"{row.words or '':>5} {len(row.segments) or '':>3}  "
        click.echo(_styled(row, head + _cut(row.text, room - len(head)), colour=colour))
        if sentences and len(row.segments) > 1:
            for sentence in row.segments:
                click.echo(f"{'':>{len(head)}}| {_cut(sentence, room - len(head) - 2)}")
    _print_sums(result)


def _styled(row: SegmentRow, line: str, *, colour: bool) -> str:
    """Return a line in its verdict's colour; titles and headings stand out."""
    if not colour:
        return line
    title = row.verdict is Verdict.UNIT and row.kind.rstrip(" 0123456789") in _HEADINGS
    return click.style(line, fg=_COLOURS[row.verdict], bold=title or None)


def _cut(text: str, room: int) -> str:
    """Return a text on one line, cut to so many columns; whole where there is no terminal."""
    text = printable(" ".join(text.split()))
    if room <= 0:
        return text
    from rich.cells import cell_len, set_cell_size

    room = max(room, _NARROWEST)
    return text if cell_len(text) <= room else set_cell_size(text, room - 1).rstrip() + "…"


def _print_sums(result: SegmentResult) -> None:
    """Print how many units, words and segments there are, and why what was left out."""
    units, left = result.of(Verdict.UNIT), result.of(Verdict.FURNITURE)
    words = sum(row.words for row in units)
    segments = sum(len(row.segments) for row in units)
    click.echo(
        f"{counted(len(units), 'unit')}, {counted(words, 'word')}, {counted(segments, 'segment')}"
        f" to translate."
    )
    if left:
        click.echo(
            f"{counted(len(left), 'line')} left out ({_reasons(left)}): to keep them, say so in"
            " [[furniture]] of transkit.toml, or --keep-furniture keeps all."
        )
    if result.template is not None:
        click.echo(f"Template: {printable(str(result.template))}")


def _reasons(rows: Sequence[SegmentRow]) -> str:
    """Return the reasons with their numbers, the most frequent first."""
    counts = Counter(row.kind for row in rows)
    return ", ".join(f"{reason} {count}" for reason, count in counts.most_common())
