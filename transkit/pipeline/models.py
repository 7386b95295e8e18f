"""The use cases of ``transkit models``: what a person wants done, as calls of the room models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from transkit.errors import LanguageError, ModelError, TranskitError, UsageError
from transkit.models.conversion import convert_marian
from transkit.models.folders import describe_folder
from transkit.models.installed import installed
from transkit.models.installing import Installation, install_offer, install_path, install_url
from transkit.models.mirroring import Mirrored, mirror
from transkit.models.naming import ModelName, parse_name, parse_pair
from transkit.models.offers import Offer, Offers
from transkit.models.records import ModelRecord
from transkit.models.soundness import find_damage
from transkit.models.sources import load_offers
from transkit.models.store import locked_store, managed
from transkit.models.store import remove as remove_record
from transkit.models.verifying import find_changes
from transkit.models.versions import version_key
from transkit.models.weights import find_architecture
from transkit.pipeline.sources import Failure
from transkit.text.languages import normalize_language

if TYPE_CHECKING:
    from transkit.models.transfer import Progress

__all__ = [
    "Changes",
    "FetchOptions",
    "ModelList",
    "Verification",
    "convert",
    "describe_models",
    "install",
    "list_models",
    "make_mirror",
    "pick_models",
    "remove",
    "search",
    "update",
    "verify",
]

_HUB = "en"
"""The language between, where no model covers a pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """Where models come from, and how they are installed."""

    indexes: tuple[str, ...] = ()
    """Files, folders or URLs; empty for the published ones."""
    pair: str = ""
    """Languages of a model whose files do not say them: ``en-uk``."""
    force: bool = False
    """Install also over the same or a newer version."""
    source_language: str = "en"
    """What ``all_targets`` are translated from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelList:
    """Models on this computer, or to be had, and what the user should hear about the search."""

    models: tuple[ModelRecord, ...] = ()
    offers: tuple[Offer, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What was installed or removed."""

    installations: tuple[Installation, ...] = ()
    removed: tuple[ModelRecord, ...] = ()
    warnings: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Whether the files of one model are those that were installed."""

    model: ModelRecord
    problems: tuple[str, ...] = ()
    """A line per file; empty where all is well, or nothing can be seen."""
    known: bool = True
    """False for models that transkit did not install: there is nothing to compare with."""


def list_models() -> ModelList:
    """Return every model on this computer, by pair, the best of each pair first."""
    found = installed()
    models = sorted(found.models, key=lambda model: (model.source, model.target))
    return ModelList(models=tuple(models), warnings=found.warnings)


def search(query: str = "", *, indexes: Sequence[str] = ()) -> ModelList:
    """Return the models that can be installed, by pair, the best of each pair first.

    Args:
        query: A pair, a language, ``engine:pair``, or nothing for all.
        indexes: See `FetchOptions.indexes`.

    Raises:
        UsageError: The query names neither languages nor models.
        ModelError: No index can be had.
    """
    offers = load_offers(indexes)
    found = _select(offers.models, query.strip())
    found.sort(key=lambda offer: (offer.source, offer.target))
    return ModelList(offers=tuple(found), models=installed().models, warnings=offers.warnings)


def install(
    names: Sequence[str],
    options: FetchOptions,
    *,
    all_targets: Sequence[str] = (),
    progress: Progress | None = None,
) -> Changes:
    """Install models: the best for a pair, one of an engine, a file, a folder, or an URL.

    One that fails does not keep the others from being installed. Where no index has a model for a
    pair, those from the source into English and from English into the target are installed.

    Args:
        names: ``en-uk``, ``firefox:en-ko``, paths, URLs.
        options: Where from, and how.
        all_targets: Languages; the best model into each is installed.
        progress: Called while files are fetched.

    Raises:
        UsageError: A language is not understood, or nothing is named.
    """
    run = _Run(options, progress)
    for name in _name_all(names, options, all_targets):
        run.attempt(name)
    return run.result()


def make_mirror(
    folder: Path,
    names: Sequence[str],
    options: FetchOptions,
    *,
    all_targets: Sequence[str] = (),
    progress: Progress | None = None,
) -> tuple[Mirrored, tuple[Failure, ...], tuple[str, ...]]:
    """Fetch models into a folder from which other computers install them without the internet.

    One that cannot be had does not keep the others back.

    Args:
        folder: The mirror; what it holds stays.
        names: ``en-uk`` for the best model of a pair, ``firefox:en-ko``; where nothing is named,
            newer versions of what it holds are fetched.
        options: Where from.
        all_targets: Languages; the best model into each is fetched.
        progress: Called while files are fetched.

    Returns:
        What the mirror holds now, what could not be had, and a line for each index that was out of
        reach.

    Raises:
        UsageError: A language is not understood, or nothing is named.
        ModelError: No index can be had, or the folder cannot be written.
    """
    wanted = list(names)
    if not names and not all_targets and folder.is_dir():
        wanted = [offer.name for offer in load_offers((str(folder),)).models]
    wanted = _name_all(wanted, options, all_targets)
    offers = load_offers(options.indexes)
    found: dict[str, Offer] = {}
    failures: list[Failure] = []
    for name in wanted:
        try:
            found |= {offer.name: offer for offer in _find(offers, parse_name(name))}
        except ModelError as error:
            failures.append(Failure(what=name, error=error))
    result = mirror(folder, list(found.values()), progress=progress)
    failures += [Failure(what=offer.name, error=error) for offer, error in result.failed]
    return result, tuple(failures), offers.warnings


def _name_all(names: Sequence[str], options: FetchOptions, all_targets: Sequence[str]) -> list[str]:
    """Return the names and the pairs that are meant by ``all_targets``, each once."""
    source = normalize_language(options.source_language)
    pairs = [f"{source}-{normalize_language(language)}" for language in all_targets]
    wanted = list(dict.fromkeys((*names, *pairs)))
    if not wanted:
        raise UsageError("no model is named", hint="name a pair, such as en-uk, or --all uk,ko")
    return wanted


def _find(offers: Offers, name: ModelName) -> list[Offer]:
    """Return the offer for a name, or the two that go through English."""
    direct = offers.best(name.source, name.target, name.engine)
    if direct:
        return [direct]
    if _HUB not in (name.source, name.target):
        first = offers.best(name.source, _HUB, name.engine)
        second = offers.best(_HUB, name.target, name.engine)
        if first and second:
            return [first, second]
    raise ModelError(
        f"no index has a model for {name}",
        hint=f"what there is: transkit models search {name.target}",
    )


class _Run:
    """One run of installing: indexes are read at most once, and failures are collected."""

    def __init__(self, options: FetchOptions, progress: Progress | None) -> None:
        self._options = options
        self._progress = progress
        self._offers: Offers | None = None
        self._done: list[Installation] = []
        self._failures: list[Failure] = []

    def attempt(self, name: str) -> None:
        """Install what `name` stands for, and remember what came of it."""
        try:
            for step in self._plan(name):
                self._done.append(step())
        except TranskitError as error:
            self._failures.append(Failure(what=name, error=error))

    def result(self) -> Changes:
        """Return what has been done so far."""
        return Changes(
            installations=tuple(self._done),
            failures=tuple(self._failures),
            warnings=self._offers.warnings if self._offers else (),
        )

    def _plan(self, name: str) -> list[Callable[[], Installation]]:
        """Return the installations that `name` asks for."""
        options = self._options
        if name.startswith(("http://", "https://")):
            return [partial(install_url, name, force=options.force, progress=self._progress)]
        path = Path(name)
        if path.exists() or path.suffix in (".argosmodel", ".zip") or "/" in name:
            if not path.exists():
                raise ModelError("does not exist", path=path)
            pair = parse_pair(options.pair) if options.pair else None
            return [partial(install_path, path, pair=pair, force=options.force)]
        wanted = parse_name(name)  # before an index is fetched for what is no name
        return [
            partial(install_offer, offer, force=options.force, progress=self._progress)
            for offer in _find(self._load(), wanted)
        ]

    def _load(self) -> Offers:
        if self._offers is None:
            self._offers = load_offers(self._options.indexes)
        return self._offers


def update(
    names: Sequence[str] = (),
    *,
    indexes: Sequence[str] = (),
    progress: Progress | None = None,
) -> Changes:
    """Fetch the indexes anew and install what is newer than the models that transkit installed.

    Models of the same engine and pair are replaced; another engine's better model is not installed.
    A model whose version is no number, such as a folder of one's own, stays: nothing is newer.

    Args:
        names: Only these models; empty for all.
        indexes: See `FetchOptions.indexes`.
        progress: Called while files are fetched.

    Raises:
        ModelError: No index can be had, or a model that is named is not installed.
    """
    models = pick_models(names, among=managed()) if names else managed()
    offers = load_offers(indexes, refresh=True)
    done: list[Installation] = []
    failures: list[Failure] = []
    for model in models:
        offer = offers.best(model.source, model.target, model.engine)
        numbers, _ = here = version_key(model.version)
        if offer is None or not numbers or version_key(offer.version) <= here:
            done.append(Installation(record=model, already=True))
            continue
        try:
            done.append(install_offer(offer, progress=progress))
        except TranskitError as error:
            failures.append(Failure(what=offer.name, error=error))
    return Changes(installations=tuple(done), failures=tuple(failures), warnings=offers.warnings)


def remove(names: Sequence[str]) -> Changes:
    """Remove models that transkit installed; others are never touched.

    Args:
        names: ``en-uk`` for every model of the pair that transkit installed, ``firefox:en-uk``, or
            the folder of one.

    Raises:
        ModelError: A model is not installed, or was not installed by transkit.
    """
    wanted = pick_models(names, among=(*managed(), *installed().models))
    ours = [model for model in wanted if model.managed]
    for model in wanted:
        if not any((o.engine, o.pair) == (model.engine, model.pair) for o in ours):
            hint = "it ships inside transkit" if model.starter else _how_argospm_removes(model)
            raise ModelError("was not installed by transkit", path=model.path, hint=hint)
    with locked_store() as store:
        for model in ours:
            remove_record(model, store)
    return Changes(removed=tuple(ours))


def verify(names: Sequence[str] = ()) -> tuple[list[Verification], tuple[str, ...]]:
    """Read every file of the models again and compare it with what was installed.

    Of models that transkit did not install it is only seen whether their files are whole.

    Args:
        names: Only these models; empty for all.

    Returns:
        One verification per model, and a line for each folder that is no readable model.

    Raises:
        ModelError: A model that is named is not installed.
    """
    found = installed()
    everything = _unique((*managed(), *(m for m in found.models if not m.starter)))
    models = pick_models(names, among=everything) if names else everything
    results = [
        Verification(
            model=model,
            known=model.managed,
            problems=find_changes(model) if model.managed else _seen_damage(model),
        )
        for model in models
    ]
    damaged = {str(result.model.path) for result in results if result.problems}
    warnings = (w for w in found.warnings if not any(path in w for path in damaged))
    return results, tuple(warnings)


def describe_models(names: Sequence[str]) -> list[ModelRecord]:
    """Return the installed models that `names` stand for, with what only their weights tell.

    Raises:
        UsageError: A name is no name of a model.
        ModelError: No such model is installed.
    """
    return [
        replace(
            model, architecture=model.architecture or find_architecture(model.path, model.engine)
        )
        for model in pick_models(names)
    ]


def pick_models(
    names: Sequence[str], *, among: Sequence[ModelRecord] | None = None
) -> list[ModelRecord]:
    """Return the installed models that `names` stand for, each once, in the order of the names.

    Args:
        names: ``en-uk`` for all of a pair, ``firefox:en-uk``, or a model's folder for just that.
        among: Where to look; by default everything that is installed.

    Raises:
        UsageError: A name is no name of a model.
        ModelError: No such model is installed.
    """
    models = installed().models if among is None else among
    picked: list[ModelRecord] = []
    for text in names:
        found = _named_by_folder(text, models)
        if not found:
            name = parse_name(text)
            found = [
                model
                for model in models
                if (model.source, model.target) == (name.source, name.target)
                and name.engine in (None, model.engine)
            ]
        if not found:
            raise ModelError(f"{name} is not installed", hint="what is: transkit models list")
        picked += found
    return _unique(picked)


def _named_by_folder(text: str, models: Sequence[ModelRecord]) -> list[ModelRecord]:
    """Return the models whose folder `text` is: its path, or its name.

    Raises:
        ModelError: It is the path of something else.
    """
    if "/" not in text:
        return [model for model in models if model.path.name == text]
    found = [model for model in models if model.path.resolve() == Path(text).resolve()]
    if not found:
        hint = "what is: transkit models list"
        raise ModelError("is no model that is installed", path=text, hint=hint)
    return found


def _seen_damage(model: ModelRecord) -> tuple[str, ...]:
    damage = find_damage(model)
    return (damage,) if damage else ()


def _unique(models: Sequence[ModelRecord]) -> list[ModelRecord]:
    """Return models without those whose folder was there before."""
    return list({model.path: model for model in reversed(models)}.values())[::-1]


def _how_argospm_removes(model: ModelRecord) -> str:
    return f"argospm remove translate-{model.source}_{model.target}"


def _select(offers: Sequence[Offer], query: str) -> list[Offer]:
    """Return the offers that `query` means: all, a pair's, or those from or into a language.

    ``pt-BR`` may be read as a pair or as a language: the pair counts where somebody has it.
    """
    if not query:
        return list(offers)
    try:
        name: ModelName | None = parse_name(query)
    except UsageError:
        name = None
    if name is not None:
        found = [
            offer
            for offer in offers
            if (offer.source, offer.target) == (name.source, name.target)
            and name.engine in (None, offer.engine)
        ]
        if found or name.engine:
            return found
    try:
        language = normalize_language(query)
    except LanguageError:
        if name is None:
            raise
        return []
    return [offer for offer in offers if language in (offer.source, offer.target)]


def convert(folder: Path, options: FetchOptions, *, quantization: str = "int8") -> Changes:
    """Make a CTranslate2 model of a downloaded Marian model, and install it.

    Args:
        folder: As OPUS-MT publishes it, unpacked; it stays as it is.
        options: Its languages, where its name and files do not say them.
        quantization: As CTranslate2 names it.

    Raises:
        UsageError: The pair is not understood.
    """
    failure: TranskitError
    with TemporaryDirectory(prefix="transkit-convert-") as place:
        output = Path(place) / folder.resolve().name
        try:
            convert_marian(folder, output, quantization=quantization)
            record = None if options.pair else describe_folder(output)
            pair = parse_pair(options.pair) if record is None else (record.source, record.target)
            done = install_path(output, pair=pair, force=options.force)
            return Changes(installations=(done,), failures=(), warnings=())
        except UsageError:
            raise
        except TranskitError as error:
            failure = error
            if failure.path is not None and str(failure.path).startswith(place):
                failure.path = folder
    return Changes(
        installations=(), failures=(Failure(what=str(folder), error=failure),), warnings=()
    )
