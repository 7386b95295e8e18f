"""``transkit check``: parse, one pipeline call, show."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from transkit.cli import options as shared
from transkit.cli import show, show_check
from transkit.cli.terminal import complain, read_stdin
from transkit.units import Severity

__all__ = ["command"]


@click.command(
    name="check",
    epilog="\b\nExamples:\n"
    "  transkit check\n"
    "  transkit check locales/uk/LC_MESSAGES/article.po --severity warning\n"
    "  transkit check locales --only numbers --only names\n"
    "  transkit check locales --annotate\n"
    "  transkit check --pairs corpus.tsv --to uk --json",
)
@click.argument("catalogs", nargs=-1, metavar="[CATALOG|DIR]...")
@click.option("--only", multiple=True, metavar="NAME", help="Run only this check; repeatable.")
@click.option("--skip", multiple=True, metavar="NAME", help="Leave this check out; repeatable.")
@click.option(
    "--severity",
    type=click.Choice([one.value for one in reversed(Severity)]),
    default=Severity.NOTE.value,
    show_default=True,
    help="Show what is at least so bad.",
)
@click.option(
    "--annotate", is_flag=True,
    help="Write errors and warnings into the catalogs, as comments that Poedit shows; those of an "
    "earlier run go away.",
)  # fmt: skip
@click.option(
    "--dismiss", multiple=True, metavar="FINGERPRINT",
    help="Do not show this finding again until its source or target changes: a comment in the "
    "catalog says so; repeatable.",
)  # fmt: skip
@click.option(
    "--pairs",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="Check the lines of a file instead: source, tab, target (and tab, name of the article); "
    "'-' is standard input.",
)
@click.option("--to", metavar="LANGUAGE", help="Language of the targets; with --pairs.")
@click.option(
    "--from", "source_language", default="en", show_default=True, metavar="LANGUAGE",
    help="Language of the sources; with --pairs.",
)  # fmt: skip
@click.option("--json", is_flag=True, help="Print a list, one object per finding.")
@click.option("--sarif", is_flag=True, help="Print SARIF 2.1.0, for code scanning.")
@click.option("--github", is_flag=True, help="Print annotations of GitHub Actions.")
@shared.memory_option
@click.option("--list", "listed", is_flag=True, help="List all checks with what they catch.")
def command(
    catalogs: tuple[str, ...],
    only: tuple[str, ...],
    skip: tuple[str, ...],
    severity: str,
    dismiss: tuple[str, ...],
    pairs: Path | None,
    to: str | None,
    source_language: str,
    memory: Path | None,
    *,
    annotate: bool,
    listed: bool,
    **forms: bool,
) -> int:
    """Check translations: numbers, negation, names, tags, completeness, spelling, typography.

    Without arguments, every catalog below the folder locales. Exits with 1 where there is an error;
    warnings and notes are worth a look and often right as they are.

    A translator silences a check in one unit with the comment 'transkit: ignore NAME', a project in
    transkit.toml with skip = ["NAME"] in the table [checks].
    """
    from transkit.pipeline.check import CheckOptions, check, check_pairs

    form = _one_form(forms)
    if listed:
        show_check.list_checks()
        return 0
    options = CheckOptions(
        only=only, skip=skip, severity=Severity(severity), annotate=annotate, dismiss=dismiss,
        memory=memory,
    )  # fmt: skip
    if pairs is None:
        result = check(catalogs or ("locales",), options)
    elif to is None or catalogs or annotate or dismiss:
        raise click.UsageError(
            "--pairs needs --to, and goes without catalogs, --annotate and --dismiss"
        )
    else:
        result = check_pairs(
            pairs, source_language=source_language, target_language=to, options=options,
            stdin=read_stdin() if str(pairs) == "-" else None,
        )  # fmt: skip
    for warning in result.warnings:
        complain(f"warning: {warning}")
    show_check.SHOWN[form](result)
    show.failures(result.failures)
    if result.failures:
        return 3
    return int(any(item.severity is Severity.ERROR for item in result.findings))


def _one_form(forms: Mapping[str, bool]) -> str:
    """Return the form in which findings are printed.

    Raises:
        click.UsageError: Two are wanted; a program would read only one of them.
    """
    wanted = [name for name in show_check.SHOWN if forms.get(name)]
    if len(wanted) > 1:
        raise click.UsageError(f"{' and '.join(f'--{name}' for name in wanted)}: choose one")
    return wanted[0] if wanted else "text"
