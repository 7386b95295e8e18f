"""``transkit status``: parse, one pipeline call, show."""

from __future__ import annotations

from pathlib import Path

import click

from transkit.cli import show, show_status
from transkit.cli.options import memory_option

__all__ = ["command"]


@click.command(
    name="status",
    epilog="\b\nExamples:\n"
    "  transkit status\n"
    "  transkit status locales/uk/LC_MESSAGES/article.po\n"
    "  transkit status locales --json",
)
@click.argument("catalogs", nargs=-1, metavar="[CATALOG|DIR]...")
@memory_option
@click.option("--json", "as_json", is_flag=True, help="Print a list, one object per catalog.")
def command(catalogs: tuple[str, ...], memory: Path | None, *, as_json: bool) -> int:
    """Show how far catalogs are, and what post-editing has cost so far.

    Without arguments, every catalog below the folder locales. Words are those of the source.
    'edited' are drafts that a person has changed and not accepted yet; done is the share that is
    reviewed. Findings are units to look at: drafts whose comments say so, and any unit, reviewed
    ones too, of which checks say an error or a warning now; 'transkit check' says which. A
    catalog that msgfmt -c refuses because of a translation in it, or whose header names another
    language than its folder, is told on standard error.

    HTER is the number of edits per word of the reviewed text: 0.00 where drafts were accepted as
    they are, 0.30 for three edits in ten words; more than 1 is possible. chrF says how alike drafts
    and results are, from 0 to 100. Both are sacrebleu's, over the reviewed units whose draft is in
    the memory; where there are none, nothing is known. Words are what stands between spaces, in
    Korean too; in Chinese and Japanese each Han letter counts as one; Thai, Lao, Khmer and Burmese
    have no HTER.
    """
    from transkit.pipeline.status import status

    result = status(catalogs or ("locales",), memory=memory)
    if as_json:
        show_status.status_json(result)
    else:
        show_status.status_table(result)
    show.warnings(result.warnings)
    show.failures(result.failures)
    return 3 if result.failures else 0
