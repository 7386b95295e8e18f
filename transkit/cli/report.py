"""``transkit report``: parse, one pipeline call, show."""

from __future__ import annotations

from pathlib import Path

import click

from transkit.cli import options, show
from transkit.cli.terminal import printable

__all__ = ["command"]


@click.command(
    name="report",
    epilog="\b\nExamples:\n"
    "  transkit report\n"
    "  transkit report locales/uk/LC_MESSAGES/article.po -o article.html\n"
    "  transkit report locales -o report.html --xlsx report.xlsx",
)
@click.argument("catalogs", nargs=-1, metavar="[CATALOG|DIR]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
    help="Write the page there; by default report.html, unless only --xlsx is wanted. - is standard"
    " output.",
)  # fmt: skip
@click.option(
    "--xlsx", type=click.Path(path_type=Path), metavar="FILE",
    help="Write a table for spreadsheets there: a row per unit, texts that are never formulas.",
)  # fmt: skip
@options.memory_option
def command(
    catalogs: tuple[str, ...], output: Path | None, xlsx: Path | None, memory: Path | None
) -> int:
    """Write a page about catalogs: what to look at, what was changed, how far they are.

    Without arguments, every catalog below the folder locales. Source and target stand side by side,
    with state, risk and findings, and what people changed in the drafts; buttons show only what
    needs a look, what was changed, what is not reviewed. One file, which loads nothing from
    elsewhere and can be printed.
    """
    from transkit.pipeline.report import report

    if xlsx == Path("-"):
        raise click.UsageError("--xlsx needs the name of a file: a table is nothing to print.")
    page = Path("report.html") if output is None and xlsx is None else output
    printed = page == Path("-")
    html = None if printed else page
    result = report(catalogs or ("locales",), html=html, xlsx=xlsx, memory=memory)
    for path in () if printed else result.written:
        click.echo(printable(str(path)))
    units = [row for catalog in result.catalogs for row in catalog.units]
    if printed and result.catalogs:
        from transkit.pipeline.report_page import render_report

        click.echo(render_report(result).encode(), nl=False)
    elif result.catalogs:
        look = sum(row.needs_look for row in units)
        plural = "" if len(units) == 1 else "s"
        verb = "needs" if look == 1 else "need"
        click.echo(f"{look} of {len(units)} unit{plural} {verb} a look.")
    show.warnings(result.warnings)
    show.failures(result.failures)
    return 3 if result.failures else 0
