"""``transkit learn``: parse, one pipeline call, show."""

from __future__ import annotations

from pathlib import Path

import click

from transkit.cli import show, show_memory
from transkit.cli.options import memory_option

__all__ = ["command"]


@click.command(
    name="learn",
    epilog="\b\nExamples:\n"
    "  transkit learn\n"
    "  transkit learn locales/uk/LC_MESSAGES/article.po\n"
    "  transkit learn ../last-year/locales",
)
@click.argument("catalogs", nargs=-1, metavar="[CATALOG|DIR]...", type=click.Path())
@click.option(
    "--again",
    is_flag=True,
    help="Also what was learned from these catalogs before and forgotten since (memory prune).",
)
@memory_option
@click.option("--json", "as_json", is_flag=True, help="Print a list, one object per catalog.")
def command(catalogs: tuple[str, ...], memory: Path | None, *, again: bool, as_json: bool) -> int:
    """Keep what people wrote in catalogs, to find it again (transkit memory search).

    Without arguments, every catalog below the folder locales. Every unit that is not marked 'Needs
    work' is kept, as a whole and sentence by sentence; drafts are not.
    """
    from transkit.pipeline.learning import learn

    result = learn(catalogs or ("locales",), again=again, memory=memory)
    if as_json:
        show_memory.learned_json(result)
    else:
        show_memory.learned(result)
    show.warnings(result.warnings)
    show.failures(result.failures)
    return 3 if result.failures else 0
