"""From a language pair to an engine that is ready to draft: the best model that is not damaged."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from transkit.engines.base import Engine, EngineRequest, Found, ModelEngineFactory, can_prepare
from transkit.engines.choosing import BETWEEN, Route, choose_route, covers_pair, usual_tag
from transkit.engines.pivot import PivotEngine
from transkit.errors import ModelError, ModelNotFoundError, TranskitError, UsageError
from transkit.models.folders import ANY_LANGUAGE, describe_folder, guess_pair
from transkit.models.hashing import HashesAhead
from transkit.models.installed import Installed, installed
from transkit.models.layouts import METADATA
from transkit.models.packages import open_model
from transkit.models.published import complete
from transkit.models.records import ModelRecord
from transkit.models.soundness import check_sound
from transkit.models.unpacking import model_at

__all__ = ["find_engine"]

_WITHOUT_INDEX = ("ctranslate2",)
"""Engines whose models no index has: people bring them along."""


def find_engine(
    factories: Sequence[ModelEngineFactory],
    request: EngineRequest,
    hashes: MutableMapping[str, str],
) -> Found:
    """Return the engine for `request` with the best model that these factories can load.

    A model that the user named comes first for the pair that it is made for; the others are there
    for pivoting. A model that turns out to be damaged is left out, with a warning, and the next
    best takes its place. Engines that cannot work on this computer are left out, with a warning if
    a model of theirs is for the pair.

    Args:
        factories: Whose models are looked at.
        request: The language pair and settings.
        hashes: See `transkit.engines.base.EngineFactory.find`.

    Raises:
        UsageError: A server is named.
        ModelNotFoundError: Nothing that is installed covers the pair and can be used.
        ModelError: The model that the user named cannot be used.
    """
    if request.url:
        raise UsageError("--url is for an engine that is a server", hint="--engine libretranslate")
    usable = {factory.name: factory for factory in factories}
    search = installed(hashes=hashes)
    models = [model for model in search.models if model.engine in usable]
    named = None if request.model is None else _open_named(request.model, usable, hashes)
    if named is not None:
        models = [named, *(model for model in models if model.path != named.path)]
    warnings = _known_troubles(search, request)
    models = _without_unusable(models, usable, request, warnings)
    choice = _Choice(
        usable=usable,
        request=request,
        models=models,
        named=named,
        hashes=HashesAhead(hashes),
        warnings=warnings,
    )
    return choice.find()


@dataclass(slots=True, kw_only=True)
class _Choice:
    """One search for an engine: models that turn out to be damaged are left out as it goes on."""

    usable: Mapping[str, ModelEngineFactory]
    request: EngineRequest
    models: Sequence[ModelRecord]
    named: ModelRecord | None
    hashes: HashesAhead
    warnings: list[str]
    damaged: dict[Path, TranskitError] = field(default_factory=dict)
    """By the folder of the model."""

    def find(self) -> Found:
        """Return the engine for the best route whose models are sound; see `find_engine`."""
        while True:
            before = len(self.damaged)
            route = choose_route(
                self.models, self.request, self._covers, self.named, engine=self._only_engine
            )
            if route is None:
                raise self._nothing()
            self.hashes.begin(leg.path / file.name for leg in route.models for file in leg.files)
            engines = [self._open(*leg) for leg in _legs(route, self.request)]
            opened = [engine for engine in engines if engine is not None]
            if len(self.damaged) == before:
                break
        self._tell_of_named(route)
        engine = opened[0] if len(opened) == 1 else PivotEngine(opened[0], opened[1])
        return Found(engine=engine, warnings=tuple(self.warnings), reason=route.reason)

    @property
    def _only_engine(self) -> str:
        """Return the engine's name where the models of no other are looked at."""
        return next(iter(self.usable)) if len(self.usable) == 1 else ""

    def _covers(self, model: ModelRecord, source: str, target: str) -> bool:
        if model.path in self.damaged:
            return False
        try:
            return self.usable[model.engine].covers(model, source, target)
        except TranskitError as error:
            self._leave_out(model, error)
            return False

    def _open(self, model: ModelRecord, source: str, target: str) -> Engine | None:
        """Return the engine for one model and pair; ``None``, with a warning, if it is damaged.

        The files of a new model are being hashed meanwhile. Where the engine is about to be needed,
        its hash is waited for only if there is one to compare it with.
        """
        request = replace(self.request, source=source, target=target)
        try:
            engine = self.usable[model.engine].open(model, request, self.hashes)
            check_sound(model, self.hashes)
            if not request.ahead:
                _ = engine.info  # A file that cannot be read to its end is damage, too.
        except TranskitError as error:
            self._leave_out(model, error)
            return None
        if request.ahead and can_prepare(engine):
            with suppress(TranskitError):  # It comes again where the work is done.
                engine.prepare()
        return engine

    def _leave_out(self, model: ModelRecord, error: TranskitError) -> None:
        """Note that a model is damaged; one that the user named is an error."""
        if model is self.named:
            error.hint = error.hint or "it may be damaged: get or install it again"
            raise error
        error.hint = error.hint or f"install it again: transkit models install {model.name}"
        self.damaged[model.path] = error
        self.warnings.append(f"ignored a damaged model: {error}")

    def _tell_of_named(self, route: Route) -> None:
        """Warn if the model that the user named is not for this pair.

        Raises:
            ModelError: There is no other pair that it could be for.
        """
        if self.named is None or self.named in route.models:
            return
        pair = f"{self.request.source} → {self.request.target}"
        if self.request.only_pair:
            raise ModelError(
                f"is for {self.named.label}, not for {pair}",
                path=self.request.model,
                hint="leave --model out to use the models that are installed",
            )
        self.warnings.append(
            f"{self.request.model}: is for {self.named.label}; not used for {pair}"
        )

    def _nothing(self) -> ModelNotFoundError:
        """Return the error that there is no model, with what stands in the way of one."""
        reasons = [self._why_not_named()] if self.named is not None else []
        reasons += [f"{error.path}: {error.message}" for error in self.damaged.values()]
        if not reasons:
            reasons = self.warnings
        return ModelNotFoundError(
            self.request.source,
            self.request.target,
            but="; ".join(reasons[:2]),
            hint=_how_to_install(self.request, self._others(), self._only_engine),
            engine=self._only_engine,
        )

    def _others(self) -> list[ModelRecord]:
        """Return the models that are sound, without the one that the user named."""
        return [m for m in self.models if m is not self.named and m.path not in self.damaged]

    def _why_not_named(self) -> str:
        label = "" if self.named is None else self.named.label
        return f"{self.request.model} is for {label}"


def _known_troubles(search: Installed, request: EngineRequest) -> list[str]:
    """Return what to say of folders that cannot be used and might have been for this pair."""
    return list(
        dict.fromkeys(
            folder.problem
            for folder in search.unusable
            if _may_matter(guess_pair(folder.path), request)
        )
    )


def _may_matter(pair: tuple[str, str] | None, request: EngineRequest) -> bool:
    """Tell whether a model for `pair` could have a part in the request; unknown pairs could."""
    if pair is None or ANY_LANGUAGE in pair:
        return True
    model = ModelRecord(engine="", source=pair[0], target=pair[1], version="", path=Path())
    legs = (
        (request.source, request.target),
        (request.source, BETWEEN),
        (BETWEEN, request.target),
    )
    return any(source != target and covers_pair(model, source, target) for source, target in legs)


def _legs(route: Route, request: EngineRequest) -> list[tuple[ModelRecord, str, str]]:
    """Return each model of a route with the pair that it is for."""
    if len(route.models) == 1:
        return [(route.models[0], request.source, request.target)]
    return [
        (route.models[0], request.source, BETWEEN),
        (route.models[1], BETWEEN, request.target),
    ]


def _open_named(
    path: Path, usable: Mapping[str, ModelEngineFactory], hashes: MutableMapping[str, str]
) -> ModelRecord:
    """Return the record of the model at a path that the user gave: a folder or an archive.

    Raises:
        ModelError: It is no model, is broken, or is another engine's.
    """
    folder = model_at(path, hashes)
    record = describe_folder(folder)
    if record is None and (folder / METADATA).is_file():
        open_model(folder)
        record = next(iter(installed(folders=[folder], hashes=hashes).models), None)
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
    return complete(replace(record, starter=False), hashes)


def _without_unusable(
    models: Sequence[ModelRecord],
    usable: Mapping[str, ModelEngineFactory],
    request: EngineRequest,
    warnings: list[str],
) -> list[ModelRecord]:
    """Return the models whose engines can work here; say which cannot and why."""
    problems = {name: usable[name].problem() for name in {model.engine for model in models}}
    concerned = {
        model.engine for model in models if _may_matter((model.source, model.target), request)
    }
    warnings += [f"{name}: {problems[name]}" for name in sorted(concerned) if problems[name]]
    return [model for model in models if not problems[model.engine]]


def _how_to_install(request: EngineRequest, models: Sequence[ModelRecord], engine: str) -> str:
    """Return the command that installs what is missing, for the one engine if one is asked for."""
    source, target = request.source, request.target
    have = {(model.source, model.target) for model in models}
    wanted = (
        [(source, target)]
        if BETWEEN in (source, target)
        else [(source, BETWEEN), (BETWEEN, target)]
    )
    missing = [(a, b) for a, b in wanted if (a, b) not in have] or wanted
    pairs = [f"{usual_tag(a)}-{usual_tag(b)}" for a, b in missing]
    if engine in _WITHOUT_INDEX:
        return f"to install one: transkit models install DIR --pair {pairs[0]}"
    names = " ".join(f"{engine}:{pair}" if engine else pair for pair in pairs)
    return f"to install one: transkit models install {names}"
