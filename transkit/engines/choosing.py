"""Which installed model drafts a language pair: the best one, whatever engine it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod

from transkit.engines.base import EngineRequest
from transkit.models.folders import ANY_LANGUAGE
from transkit.models.quality import Quality, quality_of
from transkit.models.records import ModelRecord
from transkit.models.versions import version_key
from transkit.text.languages import from_argos_code, to_argos_codes

__all__ = [
    "BETWEEN",
    "Covers",
    "Route",
    "choose_route",
    "covers_pair",
    "stand_ins",
    "usual_tag",
]

Covers = Callable[[ModelRecord, str, str], bool]
"""Tells whether a model translates a pair of BCP 47 tags."""

BETWEEN = "en"
"""The language that most models know, for pairs that none covers alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The model, or the two in a row, that draft a pair."""

    models: tuple[ModelRecord, ...]
    reason: str
    """Why these, in plain words."""


def choose_route(
    models: Sequence[ModelRecord],
    request: EngineRequest,
    covers: Covers,
    named: ModelRecord | None = None,
    *,
    engine: str = "",
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
        engine: Whose models these are, where only one engine's are looked at.
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
    first, second = best(request.source, BETWEEN), best(BETWEEN, request.target)
    if first and second and first[0] is not second[0]:
        routes.append((first[0], second[0]))
    if not routes:
        return None
    routes.sort(key=rank, reverse=True)
    return Route(models=routes[0], reason=_explain(routes, request, named, engine))


def covers_pair(model: ModelRecord, source: str, target: str) -> bool:
    """Tell whether a model is for a pair: exactly, or for the languages without their regions."""
    return model.source in stand_ins(source) and model.target in stand_ins(target)


@cache
def stand_ins(tag: str) -> tuple[str, ...]:
    """Return the tags that models for a language may be for, best first."""
    tags = (tag, *(from_argos_code(code) for code in to_argos_codes(tag)))
    return tuple(dict.fromkeys(tags))


def usual_tag(tag: str) -> str:
    """Return the tag under which models for a language are most likely found."""
    return from_argos_code(min(to_argos_codes(tag), key=len))


def _distance(model: ModelRecord, request: EngineRequest) -> int:
    """Return 1 where a model leaves a region out that the request names, else 0."""
    exact = {request.source, request.target, BETWEEN, ANY_LANGUAGE}
    return int(not {model.source, model.target} <= exact)


def _place(engine: str, preferred: Sequence[str]) -> int:
    """Return the place of an engine among the preferred ones; the others share the last."""
    return preferred.index(engine) if engine in preferred else len(preferred)


def _quality(legs: Sequence[ModelRecord]) -> Quality:
    """Return the quality of models in a row: the product, known where it is known of each."""
    found = [quality_of(model) for model in legs]
    return Quality(value=prod(q.value for q in found), known=all(q.known for q in found))


def _explain(
    routes: Sequence[tuple[ModelRecord, ...]],
    request: EngineRequest,
    named: ModelRecord | None,
    engine: str,
) -> str:
    """Return why the first of the routes was taken."""
    chosen, others = routes[0], routes[1:]
    pair = f"{request.source} → {request.target}"
    if named is not None and named in chosen:
        return "the model that you named"
    if not others:
        among = f" for {engine}" if engine else ""
        return f"the only way from {request.source} to {request.target} that is installed{among}"
    beaten = f"{_call(others[0])} ({_tell(_quality(others[0]))})"
    if _place(chosen[0].engine, request.preferred) < _place(others[0][0].engine, request.preferred):
        return f"preferred in transkit.toml to {beaten}"
    if any(model.starter for model in others[0]) and not any(model.starter for model in chosen):
        return f"better than the starter model for {pair}"
    kind = f"the best {engine} model" if engine else "the best"
    return f"{kind} installed for {pair}: quality {_tell(_quality(chosen))}, before {beaten}"


def _tell(quality: Quality) -> str:
    return f"{quality.value:.2f}" if quality.known else f"{quality.value:.2f} by estimate"


def _call(legs: Sequence[ModelRecord]) -> str:
    return " + ".join(model.label for model in legs)
