"""Showing results: a table for people on stdout, JSON for programs, failures on stderr."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from transkit.cli.terminal import complain, counted, print_json, printable

if TYPE_CHECKING:
    from transkit.pipeline.sources import Failure
    from transkit.pipeline.translate import TranslateResult

__all__ = ["failure_content", "failures", "translate_json", "translate_table", "warnings"]

_ROUGH = (
    "These drafts come from the small starter model: they are rough. A full-quality model is"
    " better by far: transkit models install {pairs}"
)


def failures(found: Sequence[Failure]) -> None:
    """Print one line per failure on stderr."""
    for failure in found:
        text = str(failure.error)
        complain(text if failure.error.path is not None else f"{failure.what}: {text}")


def warnings(lines: Sequence[str]) -> None:
    """Print what a person should know on stderr, line by line."""
    for line in lines:
        complain(f"warning: {line}")


def failure_content(failure: Failure) -> dict[str, Any]:
    """Return a failure as JSON has it."""
    error = failure.error
    return {
        "what": failure.what,
        "message": error.message,
        "path": None if error.path is None else str(error.path),
        "line": error.line,
        "hint": error.hint,
    }


def translate_json(result: TranslateResult) -> None:
    """Print the whole result as one JSON object on stdout."""
    content = {
        "documents": [_plain(asdict(row)) for row in result.documents],
        "engines": {
            language: {
                **asdict(info),
                "label": info.label,
                "reason": result.reasons.get(language, ""),
            }
            for language, info in result.engines.items()
        },
        "warnings": list(result.warnings),
        "failures": [failure_content(failure) for failure in result.failures],
        "dry_run": result.dry_run,
    }
    print_json(content)


def translate_table(result: TranslateResult, *, verbose: bool) -> None:
    """Print the result as a short table with the next step."""
    for warning in result.warnings:
        click.echo(f"transkit: warning: {printable(warning)}", err=True)
    if not result.documents:
        return
    _print_rows(result)
    if verbose:
        for language, info in result.engines.items():
            click.echo(f"{language}: {info.label}, {info.settings}")
    _print_notes(result)


def _print_rows(result: TranslateResult) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("document", "language"):
        table.add_column(heading)
    numbers = ["units", "words", "drafted", "reused", "flagged", "seconds"]
    if result.dry_run:
        numbers = ["units", "words", "to draft", "reused"]
    for heading in numbers:
        table.add_column(heading, justify="right")
    table.add_column("catalog")
    for row in result.documents:
        table.add_row(
            printable(row.document),
            row.language,
            str(row.units),
            str(row.words),
            str(row.drafted),
            str(row.reused),
            *(() if result.dry_run else (str(row.flagged), f"{row.seconds:.1f}")),
            printable(str(row.catalog)),
        )
    # Wider than any terminal: a path that is broken in its middle cannot be copied.
    Console(markup=False, highlight=False, width=1000).print(table, soft_wrap=True)


def _print_notes(result: TranslateResult) -> None:
    """Print what a translator should know, and what to do next."""
    lines: list[str] = [
        f"Drafts into {language}: {info.credit}"
        + (f", {reason}." if (reason := result.reasons.get(language)) else ".")
        for language, info in result.engines.items()
    ]
    restricted = [info.label for info in result.engines.values() if info.non_commercial]
    if restricted:
        lines.append(f"Not for commercial use, says the licence of {', '.join(restricted)}.")
    dropped = {row.document: row.furniture for row in result.documents if row.furniture}
    if dropped:
        left_out = sum(dropped.values())
        them = "it" if left_out == 1 else "them"
        lines.append(
            f"{counted(left_out, 'line')} left out as not part of the article; see {them} with:"
            f" transkit segment {_argument(next(iter(dropped)))}"
        )
    lines += _say_whose(result)
    flagged = sum(row.flagged for row in result.documents)
    if flagged:
        units = sum(row.units for row in result.documents)
        verb = "needs" if flagged == 1 else "need"
        every = counted(units, "unit")
        lines.append(f"{flagged:,} of {every} {verb} a close look: comments say why.")
    rough = [model for info in result.engines.values() if info.rough for model in info.models]
    if rough:
        pairs = dict.fromkeys(model.split()[0].replace("→", "-") for model in rough)
        lines.append(_ROUGH.format(pairs=" ".join(pairs)))
    if result.dry_run:
        lines.append("Nothing was written: this was a dry run.")
    elif not any(row.changed for row in result.documents):
        lines.append("Nothing has changed: the catalogs are as they were.")
    lines += _say_next(result)
    for line in lines:
        click.echo(line)


def _say_next(result: TranslateResult) -> list[str]:
    """Return what a person does next: nothing more in Poedit where every unit is reviewed."""
    if result.dry_run:
        return []
    open_ones = [row for row in result.documents if row.reviewed < row.units]
    if not open_ones:
        first, *others = [row.catalog for row in result.documents]
        what = _argument(str(first.parents[2] if others else first))
        return [f"All units are reviewed. Next: transkit build {what}"]
    if not any(row.changed for row in result.documents):
        return []
    return [f"Next: open {printable(str(open_ones[0].catalog))} in Poedit."]


def _say_whose(result: TranslateResult) -> list[str]:
    """Return what to say about texts that no engine made in this run."""
    unsure = sum(row.unsure for row in result.documents)
    kept = sum(row.kept for row in result.documents) - unsure
    partly = sum(row.partly for row in result.documents)
    recalled = sum(row.recalled for row in result.documents)
    lines: list[str] = []
    if kept:
        mixed = sum(row.mixed for row in result.documents)
        beside = f" ({mixed} of them with drafts beside their words)" if mixed else ""
        lines.append(f"Kept as people wrote them: {counted(kept, 'unit')}{beside}.")
    if retired := sum(row.retired for row in result.documents):
        back = "it comes" if retired == 1 else "they come"
        lines.append(
            f"Now obsolete (#~): {counted(retired, 'reviewed translation')} whose source is gone or"
            f" has changed; {back} back with it."
        )
    if partly:
        units = "it keeps" if partly == 1 else "they keep"
        lines.append(
            f"Changed in the source: {counted(partly, 'unit')}; {units} what still holds of a"
            " person's translation, and comments say what to look at."
        )
    if unsure:
        lines.append(
            f"Left alone: {counted(unsure, 'draft')} that a person has changed or that the memory"
            " does not know (--redraft makes anew what it does not know)."
        )
    if recalled:
        lines.append(f"From what people translated before: {counted(recalled, 'unit')}.")
    return lines


def _argument(path: str) -> str:
    """Return a file's name as a shell takes it."""
    return printable(path if path == "-" else shlex.quote(path))


def _plain(value: Any) -> Any:
    """Return `value` with paths as text, as JSON needs them."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return str(value) if isinstance(value, Path) else value
