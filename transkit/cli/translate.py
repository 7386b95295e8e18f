"""``transkit translate``: parse, one pipeline call, show."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from transkit.cli import show
from transkit.cli.options import memory_option
from transkit.cli.progress import Bar
from transkit.cli.terminal import is_terminal, read_stdin
from transkit.errors import UsageError
from transkit.files import MOST_JOBS

__all__ = ["command"]


@click.command(
    name="translate",
    epilog="\b\nExamples:\n"
    "  transkit translate article.txt --to uk --to ko\n"
    "  transkit translate articles/ --to Ukrainian --output-dir po\n"
    "  pbpaste | transkit translate - --name interview --to ko\n"
    "\n\b\nThen open locales/uk/LC_MESSAGES/article.po in Poedit. Drafts are marked 'Needs work';\n"
    "rows with a comment deserve a second look. Run the same command again at any time:\n"
    "what you have written is never changed.",
)
@click.argument(
    "sources",
    nargs=-1,
    required=True,
    metavar="SOURCE...",
    type=click.Path(allow_dash=True),
)
@click.option(
    "--to",
    "to",
    multiple=True,
    required=True,
    metavar="LANG",
    help="Language to translate into: uk, ko, pt-BR, Ukrainian … May be given several times.",
)
@click.option(
    "--from",
    "source_language",
    default="en",
    show_default=True,
    metavar="LANG",
    help="Language of the sources.",
)
@click.option(
    "--output-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("locales"),
    show_default=True,
    help="Folder for the catalogs: LANG/LC_MESSAGES/NAME.po and NAME.pot in it.",
)
@click.option(
    "--name",
    metavar="NAME",
    help="Name of the catalog; by default the file's name. Each text from standard input needs one"
    " of its own.",
)
@click.option(
    "--engine",
    default="auto",
    show_default=True,
    metavar="ENGINE",
    help="What makes the drafts: argos, firefox …; auto is the best model that is installed.",
)
@click.option(
    "--model",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Model to use: a model's folder or an .argosmodel file.",
)
@click.option(
    "--url",
    default="",
    metavar="URL",
    help="Server of --engine libretranslate: http://localhost:5000. The articles are sent to it.",
)
@click.option(
    "--beam",
    type=click.IntRange(1, 64),
    default=None,
    metavar="N",
    help="How many ways a sentence is tried, by default 4; Firefox models know but one.",
)
@click.option("--fast", is_flag=True, help="Draft faster and a little worse: --beam 1.")
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    metavar="N",
    help="Cores to use; by default all.",
)
@memory_option
@click.option(
    "--trust-memory",
    is_flag=True,
    help="What a person translated word for word before needs no review again.",
)
@click.option(
    "--least",
    type=click.FloatRange(0.5, 1.0),
    default=0.85,
    show_default=True,
    metavar="SIMILARITY",
    help="How like it a source must be for its translation to be offered, from 0.5 to 1.",
)
@click.option(
    "--no-recall",
    is_flag=True,
    help="Ask the model for everything, also for what people translated before.",
)
@click.option(
    "--redraft",
    is_flag=True,
    help="Draft anew what nobody has touched, also where the model has not changed.",
)
@click.option("--keep-furniture", is_flag=True, help="Translate also what is not the article.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Also say which model and settings.")
def command(
    sources: tuple[str, ...],
    to: tuple[str, ...],
    source_language: str,
    output_dir: Path,
    name: str | None,
    engine: str,
    model: Path | None,
    url: str,
    beam: int | None,
    jobs: int | None,
    memory: Path | None,
    least: float,
    *,
    fast: bool,
    trust_memory: bool,
    no_recall: bool,
    redraft: bool,
    keep_furniture: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Draft articles into PO catalogs, one per article and language.

    SOURCE is a text, HTML or Markdown file, a folder (every document below it, but not
    article.uk.txt beside article.txt: that is what 'transkit build' writes), or - for standard
    input. What people translated before comes from the memory; the drafts of the rest are made by a
    model on this computer. Nothing is sent anywhere, unless you name a server for it.
    """
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other.")
    if fast and beam is not None:
        raise click.UsageError("--fast is --beam 1: give one of them.")
    from transkit.pipeline.translate import Options, translate

    options = Options(
        to=to,
        source_language=source_language,
        output_dir=output_dir,
        name=name,
        engine=engine,
        model=model,
        url=url,
        beam=beam or (1 if fast else 4),
        jobs=jobs,
        recall=not no_recall,
        least=least,
        trust_memory=trust_memory,
        redraft=redraft,
        dry_run=dry_run,
        keep_furniture=keep_furniture,
        memory=memory,
    )
    stdin = _read_stdin(name) if "-" in sources else None
    with Bar(enabled=not quiet and not as_json and is_terminal(sys.stderr)) as bar:
        result = translate(sources, options, stdin=stdin, progress=bar)
    if as_json:
        show.translate_json(result)
    elif not quiet:
        show.translate_table(result, verbose=verbose)
    show.failures(result.failures)
    return 3 if result.failures else 0


def _read_stdin(name: str | None) -> bytes:
    """Return what standard input holds, if there is a name for it; a terminal is not waited for.

    Raises:
        UsageError: It is closed, or the catalog has no name.
    """
    if name is None:
        raise UsageError("standard input has no name", hint="add --name NAME")
    return read_stdin()
