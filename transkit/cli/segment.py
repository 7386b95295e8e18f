"""``transkit segment``: parse, one pipeline call, show."""

from __future__ import annotations

from pathlib import Path

import click

from transkit.cli import options, show_segment
from transkit.cli.terminal import read_stdin

__all__ = ["command"]


@click.command(
    name="segment",
    epilog="\b\nExamples:\n"
    "  transkit segment article.txt\n"
    "  transkit segment saved-page.html --json\n"
    "  pbpaste | transkit segment - --sentences\n"
    "  transkit segment article.txt --pot article.pot",
)
@click.argument("source", metavar="SOURCE", type=click.Path(allow_dash=True))
@options.from_option
@click.option("--keep-furniture", is_flag=True, help="Take also what is not the article.")
@click.option("--sentences", is_flag=True, help="Show the sentences of each unit below it.")
@click.option(
    "--pot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the template (POT) there; no catalog is made.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
def command(
    source: str,
    source_language: str,
    pot: Path | None,
    *,
    keep_furniture: bool,
    sentences: bool,
    as_json: bool,
) -> int:
    """Show what of a document would be translated, and what is left out and why.

    SOURCE is a text, HTML or Markdown file, or - for standard input. Nothing is translated, and no
    model is needed. Each line says what becomes of a part of the document: + is translated, - is
    left out as furniture, = stays as it is; then its line, its kind or why it is left out, and its
    words and sentences. Lines are kept or left out for good in transkit.toml.
    """
    from transkit.pipeline.segment import segment

    result = segment(
        source,
        source_language=source_language,
        keep_furniture=keep_furniture,
        pot=pot,
        stdin=read_stdin() if source == "-" else None,
    )
    if as_json:
        show_segment.segment_json(result)
    else:
        show_segment.segment_table(result, sentences=sentences)
    return 0
