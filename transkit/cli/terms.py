"""``transkit terms``: parse, one pipeline call, show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from transkit.cli import show, show_terms
from transkit.cli.options import from_option, to_option

if TYPE_CHECKING:
    from transkit.pipeline.terms import SuggestResult

__all__ = ["command"]

_folder = click.option(
    "--output-dir",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("locales"),
    show_default=True,
    help="Folder of the catalogs, which terms.csv lies in.",
)
_glossary = click.option(
    "--glossary",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    help="The .csv or .tsv file to put it in; by default terms.csv in --output-dir.",
)


@click.group(
    name="terms",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExamples:\n"
    "  transkit terms add Kyiv Київ --to uk\n"
    "  transkit terms import team.tbx\n"
    "  transkit terms list --to ko\n"
    "  transkit terms check",
)
def command() -> None:
    """Say what names and terms must become, and see to it that they do.

    Terms are rows of locales/terms.csv, which any spreadsheet edits. translate puts them into every
    draft that nobody has touched, in the right case or with the right particle, without asking the
    model again; what cannot be put in safely is marked. What people reviewed is never changed:
    there a missing term is a finding.
    """


@command.command(
    name="add",
    epilog="\b\nExamples:\n"
    "  transkit terms add Portnikov Портников --to uk\n"
    "  transkit terms add summit 정상회의 --to ko --forbid 정상회담\n"
    "  transkit terms add 'Security Council' 'Рада Безпеки' --to uk --note 'of the UN'",
)
@click.argument("source")
@click.argument("target", required=False)
@to_option
@from_option
@click.option(
    "--also", multiple=True, metavar="TARGET", help="Another target that is right; repeatable."
)
@click.option("--forbid", multiple=True, metavar="TARGET", help="A wrong target; repeatable.")
@click.option(
    "--part-of-speech",
    default="",
    metavar="WORD",
    help="noun, verb, name …; the same word as another part of speech is a term of its own.",
)
@click.option(
    "--case/--no-case",
    "case_sensitive",
    default=None,
    help="Whether capitals count; by default where the term has some.",
)
@click.option("--note", default="", metavar="TEXT", help="What colleagues should know about it.")
@click.option("--replace", is_flag=True, help="Also where there is another target already.")
@_glossary
@_folder
def add_command(
    source: str,
    target: str | None,
    to: str,
    source_language: str,
    also: tuple[str, ...],
    forbid: tuple[str, ...],
    part_of_speech: str,
    case_sensitive: bool | None,  # noqa: FBT001 (click has three values for it)
    note: str,
    glossary: Path | None,
    folder: Path,
    *,
    replace: bool,
) -> int:
    """Put a term into the glossary: what SOURCE must become.

    A term that is there keeps what you do not name, and --also and --forbid add to it. Another
    target or note than there is takes --replace.
    """
    from transkit.pipeline.terms import add_term
    from transkit.terms.glossary import Entry
    from transkit.text.languages import normalize_language

    language = normalize_language(to)
    targets = tuple(filter(None, (target, *also)))
    entry = Entry(
        source=" ".join(source.split()),
        targets={language: targets} if targets else {},
        forbidden={language: forbid} if forbid else {},
        part_of_speech=part_of_speech,
        case_sensitive=case_sensitive,
        note=note,
        language=normalize_language(source_language),
    )
    show_terms.added(add_term(entry, folder=folder, path=glossary, overwrite=replace))
    return 0


@command.command(name="list")
@to_option
@from_option
@click.option("--all", "everything", is_flag=True, help="Also names of countries, from CLDR.")
@click.option("--json", "as_json", is_flag=True, help="Print a list, one object per term.")
@_folder
def list_command(
    to: str, source_language: str, folder: Path, *, everything: bool, as_json: bool
) -> int:
    """List the terms that hold for one pair of languages."""
    from transkit.pipeline.glossaries import contradictions
    from transkit.pipeline.terms import list_terms
    from transkit.text.languages import normalize_language

    languages = normalize_language(source_language), normalize_language(to)
    terms = list_terms(
        folder=folder, source_language=source_language, target_language=to, everything=everything
    )
    if as_json:
        show_terms.listed_json(terms)
    else:
        show_terms.listed(terms)
    show.warnings(contradictions(folder, languages))
    return 0


@command.command(
    name="import",
    epilog="\b\nExamples:\n"
    "  transkit terms import team.tbx\n"
    "  transkit terms import omegat/glossary.txt --to uk",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option("--to", metavar="LANG", help="Target language of files without a header.")
@from_option
@click.option("--replace", is_flag=True, help="Also where there is another target already.")
@_glossary
@_folder
def import_command(
    files: tuple[str, ...],
    to: str | None,
    source_language: str,
    glossary: Path | None,
    folder: Path,
    *,
    replace: bool,
) -> int:
    """Take in other glossaries: CSV, TSV, TBX, and OmegaT's.

    What the project's glossary says already stays; what would say something else is listed.
    """
    from transkit.pipeline.terms import import_terms

    result = import_terms(
        files,
        folder=folder,
        source_language=source_language,
        target_language=to,
        path=glossary,
        overwrite=replace,
    )
    show_terms.imported(result)
    show.failures(result.failures)
    return 3 if result.failures else 0


@command.command(name="export")
@click.argument("output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@from_option
@_folder
def export_command(output: Path, source_language: str, folder: Path) -> int:
    """Write the project's terms to FILE: .csv, .tsv or .tbx, as its name says."""
    from transkit.pipeline.terms import export_terms

    count = export_terms(output, folder=folder, source_language=source_language)
    show_terms.exported(count, output)
    return 0


@command.command(
    name="suggest",
    epilog="\b\nExamples:\n"
    "  transkit terms suggest article.txt\n"
    "  transkit terms suggest locales/uk/LC_MESSAGES/article.po --pick",
)
@click.argument("named", nargs=-1, metavar="[SOURCE|CATALOG|DIR]...")
@click.option("--pick", is_flag=True, help="Ask which rendering is right, and keep the answers.")
@click.option("--all", "everything", is_flag=True, help="Also names that are always the same.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@_folder
def suggest_command(
    named: tuple[str, ...], folder: Path, *, pick: bool, everything: bool, as_json: bool
) -> int:
    """List recurring names and nouns that are rendered in several ways: Портников ×4, Портніков ×2.

    And what stands in drafts where a term of the glossary should, as far as many texts tell.

    Names are compared by their sound, in Ukrainian and Korean; of nouns those renderings are found
    that transkit's lexicon knows. With --pick the glossary gets what
    you choose; run translate again, and all drafts have it. Without arguments, every catalog below
    the folder of --output-dir.
    """
    from transkit.pipeline.terms import suggest

    result = suggest(named or (str(folder),), folder=folder, everything=everything)
    if as_json:
        show_terms.suggested_json(result)
    elif pick:
        _pick(result)
    else:
        show_terms.suggested(result)
    show.warnings(result.warnings)
    show.failures(result.failures)
    return 3 if result.failures else 0


def _pick(result: SuggestResult) -> None:
    """Ask about each name, and put the answers into the glossary at once."""
    from transkit.pipeline.terms import add_term, forbid_target
    from transkit.terms.glossary import Entry

    for language, suggestions in result.languages.items():
        for one in suggestions:
            show_terms.choices(one, language)
            answer = click.prompt(
                "Number, another target, or nothing", default="", show_default=False
            )
            text = str(answer).strip()
            if not text:
                continue
            number = int(text) if text.isdecimal() else 0
            if number > len(one.renderings):
                click.echo("There is no such number; nothing was kept.")
                continue
            target = one.renderings[number - 1].target if number else text
            # What sounds like a name is found without being forbidden.
            others = () if one.is_name else tuple(way.target for way in one.renderings)
            wrong = tuple(way for way in others if way != target)
            entry = Entry(
                source=one.source,
                targets={language: (target,)},
                forbidden={language: wrong} if wrong else {},
            )
            show_terms.added(add_term(entry, folder=result.folders[language]))
    for language, substitutes in result.substitutes.items():
        for two in substitutes:
            show_terms.substitute(two, language)
            if click.confirm(f"Replace {two.instead} in drafts?"):
                forbid_target(
                    two.source,
                    two.instead,
                    language,
                    instead_of=two.target,
                    folder=result.folders[language],
                )


@command.command(name="check")
@click.argument("catalogs", nargs=-1, metavar="[CATALOG|DIR]...")
@click.option("--json", "as_json", is_flag=True, help="Print a list, one object per finding.")
def check_command(catalogs: tuple[str, ...], *, as_json: bool) -> int:
    """Find targets that lack a term or have a forbidden one, reviewed ones too.

    The same as check --only terms. Without arguments, every catalog below the folder locales.
    """
    from transkit.cli import show_check
    from transkit.pipeline.check import CheckOptions, check

    result = check(catalogs or ("locales",), CheckOptions(only=("terms",)))
    show_check.SHOWN["json" if as_json else "text"](result)
    show.failures(result.failures)
    return 3 if result.failures else int(bool(result.findings))
