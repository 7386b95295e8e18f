"""Showing models: tables for people on stdout, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from transkit.cli.show import failure_content
from transkit.cli.terminal import complain, counted, print_json, printable

if TYPE_CHECKING:
    from transkit.models.installing import Installation
    from transkit.models.mirroring import Mirrored
    from transkit.models.offers import Offer
    from transkit.models.quality import Quality
    from transkit.models.records import ModelRecord, Score
    from transkit.pipeline.model_speed import Speed
    from transkit.pipeline.models import Changes, ModelList, Verification
    from transkit.pipeline.sources import Failure

__all__ = [
    "changes",
    "details",
    "mirrored",
    "models_json",
    "models_table",
    "offers_json",
    "offers_table",
    "verifications",
]


def models_table(result: ModelList) -> None:
    """Print the installed models as a table."""
    from transkit.models.quality import quality_of

    _warn(result.warnings)
    if not result.models:
        click.echo("No model is installed. To install one: transkit models install en-uk")
        return
    rows = [
        (
            model.pair,
            model.engine,
            model.version,
            _megabytes(model.size),
            "" if model.starter else str(quality_of(model)),
            _licence(model.licence, non_commercial=model.non_commercial),
            "starter" if model.starter else "" if model.managed else "not by transkit",
            str(model.path),
        )
        for model in result.models
    ]
    headings = ("pair", "engine", "version", "size", "quality", "licence", "installed", "folder")
    _print_table(headings, rows)


def models_json(result: ModelList) -> None:
    """Print the installed models as one JSON object."""
    content = {
        "models": [_record_content(model) for model in result.models],
        "warnings": list(result.warnings),
    }
    print_json(content)


def offers_table(result: ModelList) -> None:
    """Print the models that can be installed as a table."""
    _warn(result.warnings)
    if not result.offers:
        click.echo("No index has such a model.")
        return
    rows = [
        (
            offer.name,
            offer.version,
            offer.architecture,
            _megabytes(offer.size),
            str(offer.quality),
            _licence(offer.licence, non_commercial=offer.non_commercial),
            _installed_version(offer, result.models),
        )
        for offer in result.offers
    ]
    headings = ("model", "version", "kind", "download", "quality", "licence", "installed")
    _print_table(headings, rows)


def offers_json(result: ModelList) -> None:
    """Print the models that can be installed as one JSON object."""
    content = {
        "models": [
            {
                "name": offer.name,
                "engine": offer.engine,
                "source": offer.source,
                "target": offer.target,
                "version": offer.version,
                "architecture": offer.architecture,
                "licence": offer.licence,
                "non_commercial": offer.non_commercial,
                "size": offer.size or None,
                **_quality_content(offer.quality),
                "scores": [_score_content(score) for score in offer.scores],
                "index": offer.index,
            }
            for offer in result.offers
        ],
        "warnings": list(result.warnings),
    }
    print_json(content)


def changes(result: Changes, *, as_json: bool, quiet: bool) -> None:
    """Say what was installed and removed; failures are printed by `show.failures`."""
    if as_json:
        content = {
            "installed": [
                {**_record_content(done.record), "already": done.already}
                for done in result.installations
            ],
            "removed": [_record_content(model) for model in result.removed],
            "warnings": list(result.warnings),
            "failures": [failure_content(failure) for failure in result.failures],
        }
        print_json(content)
        return
    _warn(result.warnings)
    if quiet:
        return
    for done in result.installations:
        _print_installation(done)
    for model in result.removed:
        click.echo(f"Removed {printable(model.label)} ({_megabytes(model.size)}).")


def _print_installation(done: Installation) -> None:
    model = done.record
    if done.already:
        click.echo(f"{printable(model.label)} is installed already.")
        return
    licence = f", {printable(model.licence)}" if model.licence else ""
    click.echo(f"Installed {printable(model.label)} ({_megabytes(model.size)}{licence}).")
    for older in done.replaced:
        click.echo(f"It takes the place of {printable(older.label)}.")
    if model.non_commercial:
        click.echo("Its licence forbids commercial use: what it drafts may not be sold.")


def verifications(
    results: Sequence[Verification], warnings: Sequence[str], *, as_json: bool, quiet: bool
) -> None:
    """Say of each model whether its files are as they were installed."""
    if as_json:
        models = [
            {
                "name": result.model.name,
                "path": str(result.model.path),
                "known": result.known,
                "problems": list(result.problems),
            }
            for result in results
        ]
        print_json({"models": models, "warnings": list(warnings)})
        return
    _warn(warnings)
    for result in results:
        where = f"{result.model.label}: {result.model.path}"
        for problem in result.problems:
            hint = f"install it again: transkit models install {result.model.name}"
            complain(f"{where}: {problem} ({hint})")
        if not quiet and not result.problems:
            state = "intact" if result.known else "whole; no hashes: not installed by transkit"
            click.echo(f"{printable(where)}: {state}")


def mirrored(
    result: Mirrored,
    failures: Sequence[Failure],
    warnings: Sequence[str],
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    """Say what was added to a mirror and how to use it; `show.failures` prints what failed."""
    if as_json:
        content = {
            "folder": str(result.folder),
            "added": [offer.name for offer in result.added],
            "models": [
                {"name": offer.name, "version": offer.version, "size": offer.size}
                for offer in result.offers
            ],
            "size": result.size,
            "warnings": list(warnings),
            "failures": [failure_content(failure) for failure in failures],
        }
        print_json(content)
        return
    _warn(warnings)
    if quiet:
        return
    for offer in result.added:
        click.echo(f"Added {printable(offer.label)}.")
    folder = printable(str(result.folder))
    size = f" ({_megabytes(result.size)})" if result.size else ""
    click.echo(f"{folder} holds {counted(len(result.offers), 'model')}{size}.")
    if result.offers:
        first = result.offers[0].pair
        click.echo(f"Elsewhere: transkit models install {first} --index {folder}")


def details(
    models: Sequence[ModelRecord], speeds: Sequence[Speed | None], *, as_json: bool
) -> None:
    """Print everything that is known about models, and how fast each is, where it was measured."""
    if as_json:
        contents = [
            {**_record_content(model), "speed": None if speed is None else _speed_content(speed)}
            for model, speed in zip(models, speeds, strict=True)
        ]
        print_json({"models": contents})
        return
    for number, (model, speed) in enumerate(zip(models, speeds, strict=True)):
        if number:
            click.echo()
        for name, value in _describe(model, speed):
            click.echo(f"{name + ':':<14}{printable(value)}")


def _describe(model: ModelRecord, speed: Speed | None) -> Iterable[tuple[str, str]]:
    """Yield names and values of what is known about a model."""
    from transkit.models.quality import quality_of

    yield "model", model.name
    yield "version", model.version or "not stated"
    yield "architecture", model.architecture or "not stated"
    yield "size", f"{_megabytes(model.size)} in {len(model.files)} files"
    yield "licence", _licence(model.licence, non_commercial=model.non_commercial) or "not stated"
    for score in model.scores:
        where = f"published: {score.metric} {score.value:.3f} on {score.test}"
        yield "quality", where if score.test else f"{score.value:.3f}, as transkit.toml says"
    if not model.scores and not model.starter:
        yield "quality", f"{quality_of(model)}: an estimate, nobody has published a score of it"
    if speed is not None:
        cores = counted(speed.jobs, "core")
        yield "speed here", f"{speed.words_per_second:.0f} words/s {speed.pair} on {cores}"
    yield "came from", model.url or "not known: it was not installed by transkit"
    if model.installed:
        yield "installed", model.installed
    yield "folder", str(model.path)
    for file in model.files:
        yield "file", f"{file.name}  {file.size}  {file.sha256}".rstrip()


def _record_content(model: ModelRecord) -> dict[str, Any]:
    """Return an installed model as JSON has it."""
    from transkit.models.quality import quality_of

    return {
        "name": model.name,
        "engine": model.engine,
        "source": model.source,
        "target": model.target,
        "version": model.version,
        "path": str(model.path),
        "managed": model.managed,
        "starter": model.starter,
        "licence": model.licence,
        "non_commercial": model.non_commercial,
        "architecture": model.architecture,
        "size": model.size,
        "url": model.url,
        "installed": model.installed or None,
        **_quality_content(quality_of(model)),
        "scores": [_score_content(score) for score in model.scores],
        "files": [
            {"name": file.name, "size": file.size, "sha256": file.sha256 or None}
            for file in model.files
        ],
    }


def _speed_content(speed: Speed) -> dict[str, Any]:
    return {
        "words_per_second": round(speed.words_per_second, 1),
        "words": speed.words,
        "seconds": round(speed.seconds, 3),
        "jobs": speed.jobs,
        "pair": [speed.source, speed.target],
        "language": speed.language,
    }


def _score_content(score: Score) -> dict[str, Any]:
    return {"metric": score.metric, "test": score.test, "value": score.value}


def _installed_version(offer: Offer, models: Sequence[ModelRecord]) -> str:
    """Return the version of an offer's model on this computer, empty where there is none."""
    for model in models:
        if (model.engine, model.pair) == (offer.engine, offer.pair) and not model.starter:
            return model.version or "yes"
    return ""


def _quality_content(quality: Quality) -> dict[str, Any]:
    """Return what a model is chosen by, as JSON has it."""
    return {"quality": round(quality.value, 4), "quality_known": quality.known}


def _licence(licence: str, *, non_commercial: bool) -> str:
    return f"{licence} (non-commercial)" if non_commercial else licence


def _megabytes(size: int) -> str:
    """Return a size as people say it; empty where it is unknown."""
    if size >= 1e6:
        return f"{size / 1e6:.0f} MB"
    return f"{size / 1e3:.0f} kB" if size else ""


def _warn(warnings: Sequence[str]) -> None:
    for warning in warnings:
        complain(f"warning: {warning}")


def _print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; a column that is empty in every row is left out."""
    from rich.console import Console
    from rich.table import Table

    used = [i for i in range(len(headings)) if any(row[i] for row in rows)]
    table = Table(box=None, header_style="bold", pad_edge=False)
    for i in used:
        number = headings[i] in ("size", "download", "quality")
        table.add_column(headings[i], justify="right" if number else "left")
    for row in rows:
        table.add_row(*(printable(row[i]) for i in used))
    # Wider than any terminal: a path that is broken in its middle cannot be copied.
    Console(markup=False, highlight=False, width=1000).print(table, soft_wrap=True)
