"""``--engine auto``: the best installed model for the pair, whatever engine it belongs to."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace

from transkit.engines.base import EngineRequest, Found, ModelEngineFactory, loads_models
from transkit.engines.finding import find_engine
from transkit.engines.registry import engine_factory, engine_names
from transkit.errors import UsageError

__all__ = ["ENGINE", "AutoFactory"]


class AutoFactory:
    """Finds the best model among those of all engines that run on this computer.

    The engine that it returns is that model's own, under its own name: drafts are filed as if it
    had been asked for.
    """

    name = "auto"

    def find(self, request: EngineRequest, hashes: MutableMapping[str, str], /) -> Found:
        """Return the engine for `request`; see `transkit.engines.base.EngineFactory`."""
        factories: list[ModelEngineFactory] = []
        broken: list[str] = []
        for name in engine_names():
            if name == self.name:
                continue
            try:
                factory = engine_factory(name)
            except UsageError as error:
                broken.append(str(error))
                continue
            if loads_models(factory):
                factories.append(factory)
        found = find_engine(factories, request, hashes)
        return replace(found, warnings=(*broken, *found.warnings))


ENGINE = AutoFactory()
"""What the entry point names."""
