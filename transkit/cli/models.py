"""``transkit models``: parse, one pipeline call, show."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transkit.cli import show, show_models
from transkit.cli.progress import DownloadBar
from transkit.cli.terminal import is_terminal

if TYPE_CHECKING:
    from transkit.pipeline.model_speed import Speed

__all__ = ["command"]

_index = click.option(
    "--index",
    "indexes",
    multiple=True,
    metavar="PATH|URL",
    help="Index or mirror to use instead of the published ones; give it again for more mirrors.",
)
_all_targets = click.option(
    "--all",
    "all_targets",
    metavar="LANG,LANG",
    default="",
    help="The best model from --from into each of these languages.",
)
_source_language = click.option(
    "--from",
    "source_language",
    default="en",
    show_default=True,
    metavar="LANG",
    help="Language that --all translates from.",
)
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_quiet = click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")


class _InOrder(click.Group):
    """A group whose commands are listed in the order of a person's work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, as they are defined."""
        del ctx
        return list(self.commands)


@click.group(
    name="models",
    cls=_InOrder,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExamples:\n"
    "  transkit models search uk\n"
    "  transkit models install en-uk\n"
    "  transkit models install --all uk,ko\n"
    "  transkit models list",
)
def command() -> None:
    """List, install and check the models that make the drafts.

    A model is named by its languages (en-uk: the best there is), or by engine and languages
    (firefox:en-ko, argos:en-uk); one of several that are installed by its folder. Only search,
    install, update and mirror use the network.
    """


@command.command(name="list")
@_json
def list_command(*, as_json: bool) -> int:
    """List the models on this computer, the best of each pair first.

    QUALITY is the published COMET score (0 to 1) of a model that is recognized by its files, and of
    any other, in brackets, an estimate by its kind.
    Packages that argospm installed are listed and used, but never changed.
    """
    from transkit.pipeline.models import list_models

    result = list_models()
    if as_json:
        show_models.models_json(result)
    else:
        show_models.models_table(result)
    return 0


@command.command(
    name="search",
    epilog="\b\nExamples:\n"
    "  transkit models search\n"
    "  transkit models search Korean\n"
    "  transkit models search en-uk --index /media/mirror",
)
@click.argument("query", default="", metavar="[LANG|PAIR]")
@_index
@_json
def search_command(query: str, indexes: tuple[str, ...], *, as_json: bool) -> int:
    """Show the models that can be installed, the best of each pair first.

    QUALITY is the published COMET score (0 to 1) where there is one for this very model, and
    otherwise, in brackets, an estimate by its kind. The indexes are kept for a day.
    """
    from transkit.pipeline.models import search

    result = search(query, indexes=indexes)
    if as_json:
        show_models.offers_json(result)
    else:
        show_models.offers_table(result)
    return 0


@command.command(
    name="install",
    epilog="\b\nExamples:\n"
    "  transkit models install en-uk en-ko\n"
    "  transkit models install --all uk,ko\n"
    "  transkit models install argos:en-uk\n"
    "  transkit models install translate-en_uk-1_9.argosmodel\n"
    "  transkit models install opus-mt-en-uk/ --pair en-uk\n"
    "  transkit models install en-uk --index /media/mirror",
)
@click.argument("names", nargs=-1, metavar="[MODEL|FILE|DIR|URL]...")
@_all_targets
@_source_language
@click.option(
    "--pair",
    default="",
    metavar="PAIR",
    help="Languages of a folder whose files do not say them: en-uk.",
)
@click.option("--force", is_flag=True, help="Install also over the same or a newer version.")
@_index
@_json
@_quiet
def install_command(
    names: tuple[str, ...],
    all_targets: str,
    source_language: str,
    pair: str,
    indexes: tuple[str, ...],
    *,
    force: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Install models: MODEL is a pair for the best one (en-uk), or engine:pair (firefox:en-ko).

    A file, a folder or an URL names one that is not in an index. Everything is checked: its size,
    its hash where the index has one, that it holds only what a model holds, and that it works. A
    download that broke off is resumed by the same command; a failed installation leaves nothing.
    """
    from transkit.pipeline.models import FetchOptions, install

    options = FetchOptions(indexes=indexes, pair=pair, force=force, source_language=source_language)
    with DownloadBar(enabled=not quiet and not as_json and is_terminal(sys.stderr)) as bar:
        result = install(names, options, all_targets=_split(all_targets), progress=bar.show)
    show_models.changes(result, as_json=as_json, quiet=quiet)
    show.failures(result.failures)
    return 3 if result.failures else 0


@command.command(
    name="convert",
    epilog="\b\nExamples:\n"
    "  transkit models convert opus-2021-02-19/ --pair en-uk\n"
    "  transkit models convert opus-mt-en-uk/",
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--pair",
    default="",
    metavar="PAIR",
    help="Its languages, where its name does not say them: en-uk.",
)
@click.option(
    "--quantization",
    type=click.Choice(["int8", "int8_float32", "int16", "float32"]),
    default="int8",
    show_default=True,
    help="How weights are kept: int8 is the smallest, and fast on every processor.",
)
@click.option("--force", is_flag=True, help="Install also over the same or a newer version.")
@_json
@_quiet
def convert_command(
    folder: Path, pair: str, quantization: str, *, force: bool, as_json: bool, quiet: bool
) -> int:
    """Convert a downloaded Marian model (OPUS-MT) for CTranslate2, and install it.

    DIR is what the downloaded archive unpacks to: decoder.yml, the weights (.npz), the vocabulary
    and source.spm, target.spm. It stays as it is.
    """
    from transkit.pipeline.models import FetchOptions, convert

    options = FetchOptions(pair=pair, force=force)
    result = convert(folder, options, quantization=quantization)
    show_models.changes(result, as_json=as_json, quiet=quiet)
    show.failures(result.failures)
    return 3 if result.failures else 0


@command.command(name="update")
@click.argument("names", nargs=-1, metavar="[MODEL]...")
@_index
@_json
@_quiet
def update_command(
    names: tuple[str, ...], indexes: tuple[str, ...], *, as_json: bool, quiet: bool
) -> int:
    """Fetch the indexes anew and replace models by newer ones of the same engine.

    Only models that transkit installed are updated.
    """
    from transkit.pipeline.models import update

    with DownloadBar(enabled=not quiet and not as_json and is_terminal(sys.stderr)) as bar:
        result = update(names, indexes=indexes, progress=bar.show)
    show_models.changes(result, as_json=as_json, quiet=quiet)
    show.failures(result.failures)
    return 3 if result.failures else 0


@command.command(name="remove")
@click.argument("names", nargs=-1, required=True, metavar="MODEL...")
@_quiet
def remove_command(names: tuple[str, ...], *, quiet: bool) -> int:
    """Remove models that transkit installed.

    Packages that argospm installed are never touched.
    """
    from transkit.pipeline.models import remove

    result = remove(names)
    show_models.changes(result, as_json=False, quiet=quiet)
    return 0


@command.command(name="verify")
@click.argument("names", nargs=-1, metavar="[MODEL]...")
@_json
@_quiet
def verify_command(names: tuple[str, ...], *, as_json: bool, quiet: bool) -> int:
    """Read every file of the models again and compare it with what was installed.

    Of models that transkit did not install it tells only whether their files are whole. Exits with
    1 if a file is missing, damaged or has changed.
    """
    from transkit.pipeline.models import verify

    results, warnings = verify(names)
    show_models.verifications(results, warnings, as_json=as_json, quiet=quiet)
    return 1 if any(result.problems for result in results) or warnings else 0


@command.command(name="info")
@click.argument("names", nargs=-1, required=True, metavar="MODEL...")
@click.option("--bench", is_flag=True, help="Measure how fast it drafts 200 sentences here.")
@click.option(
    "--pair",
    default="",
    metavar="PAIR",
    help="Languages for --bench, of a model for many: en-uk; by default one that it knows.",
)
@_json
def info_command(names: tuple[str, ...], *, bench: bool, pair: str, as_json: bool) -> int:
    """Show what is known about installed models: files, licence, source, published scores.

    The speed is that of all cores, in words of the source text, without loading the model.
    """
    from transkit.pipeline.models import describe_models

    if pair and not bench:
        raise click.UsageError("--pair goes with --bench.")
    models = describe_models(names)
    speeds: list[Speed | None] = [None] * len(models)
    if bench:
        from transkit.pipeline.model_speed import measure_speed

        speeds = [measure_speed(model, pair=pair) for model in models]
    show_models.details(models, speeds, as_json=as_json)
    return 0


@command.command(
    name="mirror",
    epilog="\b\nExamples:\n"
    "  transkit models mirror /media/mirror --all uk,ko\n"
    "  transkit models mirror /srv/www/models firefox:en-uk argos:en-uk\n"
    "\n\b\nThen, on a computer without the internet:\n"
    "  transkit models install en-uk --index /media/mirror",
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.argument("names", nargs=-1, metavar="[MODEL]...")
@_all_targets
@_source_language
@_index
@_json
@_quiet
def mirror_command(
    folder: Path,
    names: tuple[str, ...],
    all_targets: str,
    source_language: str,
    indexes: tuple[str, ...],
    *,
    as_json: bool,
    quiet: bool,
) -> int:
    """Fetch models into DIR, from which other computers install them without the internet.

    DIR is also what a web server can hand out: --index https://example.org/models/. Run it again
    to add models; without any named, newer versions of those in it are fetched. A model that cannot
    be had does not keep the others back, and an interruption leaves what is there usable.
    """
    from transkit.pipeline.models import FetchOptions, make_mirror

    options = FetchOptions(indexes=indexes, source_language=source_language)
    with DownloadBar(enabled=not quiet and not as_json and is_terminal(sys.stderr)) as bar:
        result, failures, warnings = make_mirror(
            folder, names, options, all_targets=_split(all_targets), progress=bar.show
        )
    show_models.mirrored(result, failures, warnings, as_json=as_json, quiet=quiet)
    show.failures(failures)
    return 3 if failures else 0


def _split(languages: str) -> tuple[str, ...]:
    """Return the languages of a list with commas."""
    return tuple(language.strip() for language in languages.split(",") if language.strip())
