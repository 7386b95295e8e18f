"""Which installed model drafts a language pair: the best one, whatever engine it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from transkit.engines.base import Engine, EngineRequest, Found, ModelEngineFactory
from transkit.engines.pivot import PivotEngine
from transkit.errors import ModelError, ModelNotFoundError, UsageError
from transkit.models.archives import model_at
from transkit.models.folders import ANY_LANGUAGE, describe_folder
from transkit.models.installed import installed
from transkit.models.packages import open_model
from transkit.models.quality import quality_of
from transkit.models.records import ModelRecord
from transkit.models.versions import version_key
from transkit.text.languages import from_argos_code, to_argos_codes

__all__ = ["Covers", "Route", "choose_route", "covers_pair", "find_engine"]

Covers = Callable[[ModelRecord, str, str], bool]
"""Tells whether a model translates a pair of BCP 47 tags."""

_BETWEEN = "en"
"""The language that most models know, for pairs that none covers alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The model, or the two in a row, that draft a pair."""

    models: tuple[ModelRecord, ...]
    reason: str
    """Why these, in plain words."""


def find_engine(
    factories: Sequence[ModelEngineFactory],
    request: EngineRequest,
    hashes: MutableMapping[str, str],
) -> Found:
    """Return the engine for `request` with the best model that these factories can load.

    A model that the user named comes first for the pair that it is made for; the others are there
    for pivoting. Engines that cannot work on this computer are left out, with a warning if a model
    of theirs is installed.

    Args:
        factories: Whose models are looked at.
        request: The language pair and settings.
        hashes: See `transkit.engines.base.EngineFactory.find`.

    Raises:
        UsageError: A server is named.
        ModelNotFoundError: Nothing that is installed covers the pair.
        ModelError: The model that the user named cannot be used.
    """
    if request.url:
        raise UsageError("--url is for an engine that is a server", hint="--engine libretranslate")
    usable = {factory.name: factory for factory in factories}
    search = installed()
    models = [model for model in search.models if model.engine in usable]
    named = None if request.model is None else _open_named(request.model, usable)
    if named is not None:
        models = [named, *(model for model in models if model.path != named.path)]
    warnings = list(search.warnings)
    models = _without_unusable(models, usable, warnings)

    def covers(model: ModelRecord, source: str, target: str) -> bool:
        return usable[model.engine].covers(model, source, target)

    route = choose_route(models, request, covers, named)
    if route is None:
        raise ModelNotFoundError(
            request.source, request.target, hint=_how_to_install(request, models)
        )
    if named is not None and named not in route.models:
        pair = f"{request.source} → {request.target}"
        warnings.append(f"{request.model}: is for {named.label}; not used for {pair}")
    engines = [
        usable[model.engine].open(model, replace(request, source=source, target=target), hashes)
        for model, source, target in _legs(route, request)
    ]
    engine: Engine = engines[0] if len(engines) == 1 else PivotEngine(engines[0], engines[1])
    return Found(engine=engine, warnings=tuple(warnings), reason=route.reason)


def choose_route(
    models: Sequence[ModelRecord],
    request: EngineRequest,
    covers: Covers,
    named: ModelRecord | None = None,
) -> Route | None:
    """Choose what translates the pair of `request`: one model, or two through English, or none.

    In this order: a route with the model that the user named; one without starter models; one for
    the very languages that are asked for (Canadian French before French); the engines in
    `request.preferred`, the first first; the best quality, where that of two models in a row is
    the product of both; one model rather than two; the highest version; the order given.

    Args:
        models: What is installed and can be used.
        request: Its languages and preferences.
        covers: Tells what a model is for.
        named: One of `models`, or none.
    """

    def rank(legs: tuple[ModelRecord, ...]) -> tuple[object, ...]:
        return (
            named in legs,
            not any(model.starter for model in legs),
            -sum(_distance(model, request) for model in legs),
            -max(_place(model.engine, request.preferred) for model in legs),
            _quality(legs),
            -len(legs),
            [version_key(model.version) for model in legs],
        )

    def best(source: str, target: str) -> list[ModelRecord]:
        fitting = [model for model in models if source != target and covers(model, source, target)]
        return sorted(fitting, key=lambda model: rank((model,)), reverse=True)

    direct = best(request.source, request.target)
    routes: list[tuple[ModelRecord, ...]] = [(model,) for model in direct]
    first, second = best(request.source, _BETWEEN), best(_BETWEEN, request.target)
    if first and second:
        routes.append((first[0], second[0]))
    if not routes:
        return None
    routes.sort(key=rank, reverse=True)
    return Route(models=routes[0], reason=_explain(routes, request, named))


def covers_pair(model: ModelRecord, source: str, target: str) -> bool:
    """Tell whether a model is for a pair: exactly, or for the languages without their regions."""
    return model.source in _stand_ins(source) and model.target in _stand_ins(target)


@cache
def _stand_ins(tag: str) -> tuple[str, ...]:
    """Return the tags that models for a language may be for, best first."""
    tags = (tag, *(from_argos_code(code) for code in to_argos_codes(tag)))
    return tuple(dict.fromkeys(tags))


def _usual(tag: str) -> str:
    """Return the tag under which models for a language are most likely found."""
    return from_argos_code(min(to_argos_codes(tag), key=len))


def _distance(model: ModelRecord, request: EngineRequest) -> int:
    """Return 1 where a model leaves a region out that the request names, else 0."""
    exact = {request.source, request.target, _BETWEEN, ANY_LANGUAGE}
    return int(not {model.source, model.target} <= exact)


def _place(engine: str, preferred: Sequence[str]) -> int:
    """Return the place of an engine among the preferred ones; the others share the last."""
    return preferred.index(engine) if engine in preferred else len(preferred)


def _quality(legs: Sequence[ModelRecord]) -> float:
    product = 1.0
    for model in legs:
        product *= quality_of(model)
    return product


def _explain(
    routes: Sequence[tuple[ModelRecord, ...]], request: EngineRequest, named: ModelRecord | None
) -> str:
    """Return why the first of the routes was taken."""
    chosen, others = routes[0], routes[1:]
    pair = f"{request.source} → {request.target}"
    if named is not None and named in chosen:
        return "the model that you named"
    if not others:
        return f"the only way from {request.source} to {request.target} that is installed"
    beaten = f"{_call(others[0])} ({_quality(others[0]):.2f})"
    if _place(chosen[0].engine, request.preferred) < _place(others[0][0].engine, request.preferred):
        return f"preferred in transkit.toml to {beaten}"
    if any(model.starter for model in others[0]) and not any(model.starter for model in chosen):
        return f"better than the starter model for {pair}"
    return f"the best installed for {pair}: quality {_quality(chosen):.2f}, before {beaten}"


def _call(legs: Sequence[ModelRecord]) -> str:
    return " + ".join(model.label for model in legs)


def _legs(route: Route, request: EngineRequest) -> list[tuple[ModelRecord, str, str]]:
    """Return each model of a route with the pair that it is for."""
    if len(route.models) == 1:
        return [(route.models[0], request.source, request.target)]
    return [
        (route.models[0], request.source, _BETWEEN),
        (route.models[1], _BETWEEN, request.target),
    ]


def _open_named(path: Path, usable: Mapping[str, ModelEngineFactory]) -> ModelRecord:
    """Return the record of the model at a path that the user gave: a folder or an archive.

    Raises:
        ModelError: It is no model, is broken, or is another engine's.
    """
    folder = model_at(path)
    record: ModelRecord | None
    if (folder / "metadata.json").is_file():
        open_model(folder)
        record = next(iter(installed(folders=[folder]).models), None)
    else:
        record = describe_folder(folder)
    if record is None:
        raise ModelError(
            "is no model that transkit knows",
            path=path,
            hint="give an Argos package (metadata.json), a Firefox or a CTranslate2 model folder",
        )
    if record.engine not in usable:
        raise ModelError(
            f"is a model of the engine {record.engine}",
            path=path,
            hint=f"--engine {record.engine}",
        )
    return replace(record, starter=False)


def _without_unusable(
    models: Sequence[ModelRecord], usable: Mapping[str, ModelEngineFactory], warnings: list[str]
) -> list[ModelRecord]:
    """Return the models whose engines can work here; say which cannot and why."""
    problems = {name: usable[name].problem() for name in {model.engine for model in models}}
    warnings += [f"{name}: {problem}" for name, problem in sorted(problems.items()) if problem]
    return [model for model in models if not problems[model.engine]]


def _how_to_install(request: EngineRequest, models: Sequence[ModelRecord]) -> str:
    """Return the command that installs what is missing."""
    source, target = request.source, request.target
    have = {(model.source, model.target) for model in models}
    wanted = (
        [(source, target)]
        if _BETWEEN in (source, target)
        else [(source, _BETWEEN), (_BETWEEN, target)]
    )
    pairs = " ".join(f"{_usual(a)}-{_usual(b)}" for a, b in wanted if (a, b) not in have)
    return f"to install one: transkit models install {pairs}"
