"""``transkit check``: parse, one pipeline call, show."""

from __future__ import annotations

from pathlib import Path

import click

from transkit.cli import options as shared
from transkit.cli import show, show_check
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
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Check the lines of a file instead: source, tab, target (and tab, name of the article).",
)
@click.option("--to", metavar="LANGUAGE", help="Language of the targets; with --pairs.")
@click.option(
    "--from", "source_language", default="en", show_default=True, metavar="LANGUAGE",
    help="Language of the sources; with --pairs.",
)  # fmt: skip
@click.option("--json", "form", flag_value="json", help="Print a list, one object per finding.")
@click.option("--sarif", "form", flag_value="sarif", help="Print SARIF 2.1.0, for code scanning.")
@click.option("--github", "form", flag_value="github", help="Print annotations of GitHub Actions.")
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
    form: str | None,
    memory: Path | None,
    *,
    annotate: bool,
    listed: bool,
) -> int:
    """Check translations: numbers, negation, names, tags, completeness, spelling, typography.

    Without arguments, every catalog below the folder locales. Exits with 1 where there is an error;
    warnings and notes are worth a look and often right as they are.

    A translator silences a check in one unit with the comment 'transkit: ignore NAME', a project in
    transkit.toml with skip = ["NAME"] in the table [checks].
    """
    from transkit.pipeline.check import CheckOptions, check, check_pairs

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
            pairs, source_language=source_language, target_language=to, options=options
        )
    show_check.SHOWN[form or "text"](result)
    show.failures(result.failures)
    if result.failures:
        return 3
    return int(any(item.severity is Severity.ERROR for item in result.findings))
