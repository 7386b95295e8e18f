"""Which engine a run uses: what the command says, then the settings of the documents' folders."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import replace
from pathlib import Path

from transkit.engines.base import EngineRequest, Found
from transkit.engines.registry import engine_factory, engine_names
from transkit.errors import SettingsError
from transkit.settings import EngineSettings, Settings, SettingsFinder

__all__ = ["find_engine", "preferred_engines"]


def find_engine(
    name: str,
    request: EngineRequest,
    documents: Iterable[Path | None],
    hashes: MutableMapping[str, str],
) -> Found:
    """Return the engine for one target language of a run.

    Args:
        name: What ``--engine`` says.
        request: What the run needs; its preferences are taken from the settings.
        documents: The files of the run, ``None`` for standard input: the settings of their folders
            say which engines are preferred.
        hashes: See `transkit.engines.base.EngineFactory.find`.

    Raises:
        UsageError: There is no such engine.
        SettingsError: The settings are wrong, or those of two documents disagree.
        TranskitError: The engine finds no model for the pair.
    """
    factory = engine_factory(name)
    if name == "auto":
        preferred = preferred_engines(documents, request.source, request.target)
        request = replace(request, preferred=preferred)
    return factory.find(request, hashes)


def preferred_engines(
    documents: Iterable[Path | None], source: str, target: str
) -> tuple[str, ...]:
    """Return the engines that the settings prefer for a pair, the first first.

    Raises:
        SettingsError: The settings are wrong, or those of two documents disagree.
    """
    finder = SettingsFinder()
    found: Settings | None = None
    for document in documents:
        settings = finder.settings_for(document)
        if found is not None and settings.engine != found.engine:
            raise SettingsError(
                f"prefers other engines than {found.path or 'the default'}",
                path=settings.path or document,
                hint="translate documents with different settings in runs of their own",
            )
        found = settings
    if found is None:
        return ()
    _require_known(found)
    return _in_order(found.engine, f"{source}-{target}")


def _in_order(settings: EngineSettings, pair: str) -> tuple[str, ...]:
    first = settings.pairs.get(pair)
    return tuple(dict.fromkeys((*([first] if first else []), *settings.prefer)))


def _require_known(settings: Settings) -> None:
    """Raise for an engine that there is none of."""
    known = [name for name in engine_names() if name != "auto"]
    for name in (*settings.engine.pairs.values(), *settings.engine.prefer):
        if name not in known:
            raise SettingsError(
                f"no engine is called {name!r}",
                path=settings.path,
                hint=f"known: {', '.join(known)}",
            )
