"""``transkit diff``: parse, one pipeline call, show."""

from __future__ import annotations

from pathlib import Path

import click

from transkit.cli import show_diff
from transkit.cli.options import memory_option

__all__ = ["command"]


@click.command(
    name="diff",
    epilog="\b\nExamples:\n"
    "  transkit diff locales/uk/LC_MESSAGES/article.po\n"
    "  transkit diff locales/uk/LC_MESSAGES/article.po --html changes.html",
)
@click.argument("catalog", type=click.Path(path_type=Path), metavar="CATALOG")
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a page with source, draft and post-edit side by side; - is standard output. It"
    " loads nothing from elsewhere.",
)
@memory_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
def command(catalog: Path, html: Path | None, memory: Path | None, *, as_json: bool) -> None:
    """Show what people changed in a catalog: drafts against post-edits, word by word.

    The drafts come from the memory. Without colours, [-this-] was taken out and {+that+} put in.
    'Changed' is the share of both texts that they do not have in common.
    """
    from transkit.pipeline.diff import diff

    printed = html == Path("-")
    if printed and as_json:
        raise click.UsageError("--html - and --json both want standard output.")
    result = diff(catalog, memory=memory, html=None if printed else html)
    if printed:
        from transkit.pipeline.diff_page import render_page

        click.echo(render_page(result).encode(), nl=False)
    elif as_json:
        show_diff.diff_json(result)
    elif html is None:
        show_diff.diff_text(result)
    else:
        show_diff.diff_page_written(result, html)
