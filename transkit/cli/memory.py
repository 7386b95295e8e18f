"""``transkit memory``: parse, one pipeline call, show."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from transkit.cli import show, show_memory
from transkit.cli.options import from_option, memory_option, to_option

__all__ = ["command"]


@click.group(
    name="memory",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExamples:\n"
    "  transkit memory import team.tmx\n"
    "  transkit memory search 'the river rose' --to uk\n"
    "  transkit memory export team.tmx --to uk\n"
    "  transkit memory stats",
)
def command() -> None:
    """Search, exchange and tidy what people have translated.

    The memory is one file on this computer. translate looks into it before it asks a model. What
    people wrote gets in through translate, build, learn and import; drafts of machines are kept
    apart.
    """


@command.command(
    name="import",
    epilog="\b\nExamples:\n"
    "  transkit memory import omegat.tmx\n"
    "  transkit memory import old/locales --to uk\n"
    "  transkit memory import pairs.tsv --to ko",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE|DIR...", type=click.Path())
@click.option(
    "--to", multiple=True, metavar="LANG", help="Target language; by default all that a file has."
)
@click.option(
    "--from", "source_language", metavar="LANG", help="Source language; by default the file's own."
)
@memory_option
@click.option("--json", "as_json", is_flag=True, help="Print a list, one object per file.")
def import_command(
    files: tuple[str, ...],
    to: tuple[str, ...],
    source_language: str | None,
    memory: Path | None,
    *,
    as_json: bool,
) -> int:
    """Take in translations: TMX 1.4, PO and MO catalogs, tab-separated pairs, or folders of them.

    Of PO catalogs, what is not marked 'Needs work'. Run it again at any time: what is known already
    is not taken twice. A file with an error in it, wherever, is not taken in at all.
    """
    from transkit.pipeline.memory_exchange import import_memory

    with show_memory.Intake(quiet=as_json) as intake:
        result = import_memory(
            files, to=to, source_language=source_language, memory=memory, tell=intake.tell
        )
    if as_json:
        show_memory.imported_json(result)
    else:
        show_memory.imported(result)
    show.failures(result.failures)
    return 3 if result.failures else 0


@command.command(
    name="export",
    epilog="\b\nExamples:\n"
    "  transkit memory export team.tmx --to uk\n"
    "  transkit memory export - --format tsv --to ko > pairs.tsv",
)
@click.argument("output", metavar="FILE|-", type=click.Path(dir_okay=False, allow_dash=True))
@to_option
@from_option
@click.option(
    "--sentences", is_flag=True, help="Also single sentences: of units, and of files like OmegaT's."
)
@click.option("--older", is_flag=True, help="Also what has a later translation of the same source.")
@click.option(
    "--format",
    "file_format",
    type=click.Choice(["tmx", "tsv"]),
    help="By default what the file's name says, else tmx.",
)
@memory_option
def export_command(
    output: str,
    to: str,
    source_language: str,
    *,
    sentences: bool,
    older: bool,
    file_format: str | None,
    memory: Path | None,
) -> int:
    """Write the translations of one pair of languages as TMX 1.4 or tab-separated pairs."""
    from transkit.pipeline.memory_exchange import export_memory

    path = None if output == "-" else Path(output)
    result = export_memory(
        path,
        to=to,
        source_language=source_language,
        sentences=sentences,
        older=older,
        file_format=file_format,
        memory=memory,
    )
    if path is None:
        sys.stdout.buffer.write(result.content)
    show_memory.exported(result, path)
    return 0


@command.command(
    name="search",
    epilog="\b\nExamples:\n"
    "  transkit memory search 'The river rose again.' --to uk\n"
    "  transkit memory search 'climate summit' --to ko --least 0.5\n"
    "  transkit memory search 'саміт' --to uk --target",
)
@click.argument("text")
@to_option
@from_option
@click.option(
    "--least",
    type=click.FloatRange(0.3, 1.0),
    default=0.6,
    show_default=True,
    metavar="SIMILARITY",
    help="How like the text a source must be, from 0.3 to 1.",
)
@click.option("--most", type=click.IntRange(1, 1000), default=10, show_default=True, metavar="N")
@click.option("--target", is_flag=True, help="Look for TEXT in the translations instead.")
@memory_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def search_command(
    text: str,
    to: str,
    source_language: str,
    *,
    least: float,
    most: int,
    memory: Path | None,
    target: bool,
    as_json: bool,
) -> int:
    """Show what people made of TEXT, of texts like it, and of texts with its words."""
    from transkit.pipeline.memory_exchange import search_memory

    result = search_memory(
        text,
        to=to,
        source_language=source_language,
        least=least,
        most=most,
        in_targets=target,
        memory=memory,
    )
    if as_json:
        show_memory.search_json(result)
    else:
        show_memory.search(result, in_targets=target)
    return 0


@command.command(name="stats")
@memory_option
@click.option("--json", "as_json", is_flag=True, help="Print a list, one object per pair.")
def stats_command(*, memory: Path | None, as_json: bool) -> int:
    """Show how many translations there are for each pair of languages."""
    from transkit.pipeline.memory_exchange import memory_stats

    rows = memory_stats(memory=memory)
    if as_json:
        show_memory.stats_json(rows)
    else:
        show_memory.stats(rows)
    return 0


@command.command(
    name="prune",
    epilog="\b\nExamples:\n"
    "  transkit memory prune --to uk --superseded\n"
    "  transkit memory prune --to ko --before 2020-01-01\n"
    "  transkit memory prune --to uk --document wrong.txt",
)
@to_option
@from_option
@click.option("--superseded", is_flag=True, help="What has a later translation of the same source.")
@click.option(
    "--before",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="What was made before this day; without a date counts as before.",
)
@click.option("--document", metavar="NAME", help="What comes from this document.")
@memory_option
def prune_command(
    to: str,
    source_language: str,
    *,
    superseded: bool,
    before: datetime | None,
    document: str | None,
    memory: Path | None,
) -> int:
    """Forget translations of one pair of languages that fit all of what is given.

    Catalogs are not touched. What still stands in one stays forgotten until somebody changes it
    there, or learns it again with transkit learn --again.
    """
    from transkit.pipeline.memory_exchange import prune_memory

    count = prune_memory(
        to=to,
        source_language=source_language,
        superseded=superseded,
        before="" if before is None else f"{before:%Y-%m-%d}",
        document=document,
        memory=memory,
    )
    show_memory.pruned(count)
    return 0
