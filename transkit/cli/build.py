"""``transkit build``: parse, one pipeline call, show."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from transkit.cli import show, show_build
from transkit.cli.options import memory_option

__all__ = ["command"]


@click.command(
    name="build",
    epilog="\b\nExamples:\n"
    "  transkit build locales/uk/LC_MESSAGES/article.po\n"
    "  transkit build locales/ko/LC_MESSAGES/article.po -o - | less\n"
    "  transkit build locales -o site --require-reviewed 100\n"
    "  transkit build locales/uk/LC_MESSAGES/page.po --article-only -o article.html\n"
    "\n\b\nExit code 1: an article was not written, because too little of it is reviewed.",
)
@click.argument("catalogs", nargs=-1, required=True, metavar="CATALOG...")
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR",
    help="Where to write: a file for one catalog; a folder for several, and for a folder of them; "
    "- for standard output. By default beside the source: article.uk.txt.",
)
@click.option(
    "--unreviewed",
    type=click.Choice(["draft", "source", "fail"]),
    default="draft",
    show_default=True,
    help="What stands for a unit that no person has reviewed: its draft, its source, "
    "or nothing is written.",
)
@click.option(
    "--require-reviewed",
    type=click.FloatRange(0, 100),
    default=0.0,
    metavar="PERCENT",
    help="Write nothing where fewer of the units are reviewed.",
)
@click.option(
    "--notice",
    is_flag=True,
    help="Add a last line, in the article's language, that says that it is machine-translated "
    "and how much of it a person has reviewed.",
)
@click.option(
    "--keep-furniture",
    is_flag=True,
    help="Keep also what is not the article, in the source's words.",
)
@click.option(
    "--article-only",
    is_flag=True,
    help="Of a web page write a clean page of just the article: no menus, scripts or styles.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "markdown"]),
    help="Make plain text or Markdown from the units, whatever the source is. "
    "By default the source's own format; without the source, Markdown for Markdown, else text.",
)
@click.option(
    "--learn/--no-learn",
    default=True,
    help="Keep what people wrote in the catalogs, as transkit learn does; by default yes.",
)
@memory_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
@click.option("-v", "--verbose", is_flag=True, help="List the units that are not reviewed.")
def command(
    catalogs: tuple[str, ...],
    output: str | None,
    unreviewed: Literal["draft", "source", "fail"],
    require_reviewed: float,
    format_name: Literal["text", "markdown"] | None,
    memory: Path | None,
    *,
    notice: bool,
    keep_furniture: bool,
    article_only: bool,
    learn: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    """Rebuild the articles of catalogs in their language.

    CATALOG is a .po file, or a folder (every .po below it). The article has the paragraphs, line
    ends and encoding of its source; what is not the article is left out. How many units are drafts
    or untranslated is always said on standard error. Catalogs are only read.

    A paragraph comes out as one line, or as the lines that its translation has; one that is left
    as in the source keeps its lines. Where the source is gone or has changed, the article is made
    from the catalog alone, in the catalog's order and without formatting: of a web page as plain
    text, page.html.uk.txt. That is said, with the command that helps; an article that was built
    with its source before is kept as article.uk.md~.

    A file that is in the article's place, and that somebody else has made, or changed since it was
    built, is kept as article.uk.txt~. One that you name yourself (-o FILE) is written over only
    where it is an article that transkit has built there; no catalog, source or other file ever is.

    Where the source is gone, the article goes into the current folder; so it does where a catalog,
    which may have come by mail, names a source outside its project that transkit did not make it
    from here.
    """
    if as_json and output == "-":
        raise click.UsageError("--json and -o - exclude each other: both want standard output.")
    from transkit.pipeline.build import BuildOptions, build

    options = BuildOptions(
        output=output,
        unreviewed=unreviewed,
        require_reviewed=require_reviewed,
        notice=notice,
        keep_furniture=keep_furniture,
        article_only=article_only,
        format_name=format_name,
        learn=learn,
        memory=memory,
    )
    result = build(catalogs, options)
    if as_json:
        show_build.build_json(result)
    else:
        show_build.build_result(result, verbose=verbose)
    show.failures(result.failures)
    if result.failures:
        return 3
    return 1 if any(document.refused is not None for document in result.documents) else 0
