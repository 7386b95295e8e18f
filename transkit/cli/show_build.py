"""Showing what was built: paths on stdout, what is not reviewed on stderr, JSON for programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from transkit.cli.show import failure_content
from transkit.cli.terminal import complain, print_json, printable
from transkit.text.languages import language_name
from transkit.units import State

if TYPE_CHECKING:
    from transkit.pipeline.build import BuildResult, BuiltDocument, Pending

__all__ = ["build_json", "build_result"]

_WORDS_SHOWN = 60
"""Code points of a unit that are enough to find it by."""


def build_json(result: BuildResult) -> None:
    """Print the whole result as one JSON object on stdout."""
    content = {
        "documents": [_document_content(document) for document in result.documents],
        "failures": [failure_content(failure) for failure in result.failures],
        "warnings": list(result.warnings),
    }
    print_json(content)


def build_result(result: BuildResult, *, verbose: bool) -> None:
    """Print the path of each article on stdout, or the article itself; the rest on stderr."""
    for warning in result.warnings:
        complain(warning)
    for document in result.documents:
        name = printable(str(document.output or document.catalog))
        for note in document.notes:
            click.echo(f"transkit: {name}: {printable(note)}", err=True)
        if document.refused is not None:
            complain(f"{document.catalog}: {document.refused}; nothing was written")
        else:
            click.echo(f"transkit: {name}: {_summary(document)}", err=True)
        if verbose:
            for item in document.pending:
                click.echo(f"  {_pending_line(item)}", err=True)
        if document.refused is not None:
            continue
        if document.output is not None:
            click.echo(printable(str(document.output)))
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(document.content)
            sys.stdout.buffer.flush()


def _summary(document: BuiltDocument) -> str:
    """Return how much of an article is reviewed: "12 of 39 units are drafts, 1 untranslated"."""
    units = document.units
    total, drafts, untranslated = units["total"], units["translated"], units["initial"]
    if not drafts and not untranslated:
        return "its one unit is reviewed" if total == 1 else f"all {total} units are reviewed"
    is_are = "is a draft" if drafts == 1 else "are drafts"
    parts = [f"{drafts} of {total} units {is_are}"] if drafts else []
    if total == 1:
        parts = [f"its one unit is {'a draft' if drafts else 'untranslated'}"]
    elif untranslated:
        of = "" if drafts else f" of {total} units"
        parts.append(f"{untranslated}{of} untranslated")
    left = sum(item.built_as == "source" for item in document.pending)
    if left:
        parts.append(f"{left} left in {language_name(document.source_language)}")
    return ", ".join(parts)


def _pending_line(item: Pending) -> str:
    """Return one unit that is not reviewed: where it stands, what it is, how it begins."""
    what = "draft" if item.state is State.TRANSLATED else "untranslated"
    words = item.source
    if len(words) > _WORDS_SHOWN:
        words = words[:_WORDS_SHOWN].rstrip() + " …"
    where = "" if item.reference is None else f"{item.reference}: "
    return printable(f"{where}{what}: {words}")


def _document_content(document: BuiltDocument) -> dict[str, Any]:
    """Return what became of one catalog, as JSON has it."""
    return {
        "catalog": str(document.catalog),
        "language": document.language,
        "output": None if document.output is None else str(document.output),
        "written": document.output is not None and document.refused is None,
        "refused": document.refused,
        "format": document.format,
        "encoding": document.encoding,
        "source": None if document.source is None else str(document.source),
        "source_state": document.source_state.value,
        "units": dict(document.units),
        "words": dict(document.words),
        "pending": [
            {
                "state": item.state.value,
                "reference": str(item.reference) if item.reference else None,
                "source": item.source,
                "built_as": item.built_as,
            }
            for item in document.pending
        ],
        "notes": list(document.notes),
    }
