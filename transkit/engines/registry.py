"""Engines by name: the built-in ones and those of other distributions."""

from __future__ import annotations

from transkit.engines.base import EngineFactory
from transkit.errors import UsageError
from transkit.extensions import find_extensions

__all__ = ["engine_factory", "engine_names"]

GROUP = "transkit.engines"
_BUILT_IN = {
    "argos": "transkit.engines.argos:ENGINE",
    "auto": "transkit.engines.auto:ENGINE",
    "ctranslate2": "transkit.engines.ctranslate2:ENGINE",
    "firefox": "transkit.engines.firefox:ENGINE",
    "libretranslate": "transkit.engines.libretranslate:ENGINE",
}


def engine_names() -> tuple[str, ...]:
    """Return the names that `engine_factory` knows, sorted; loads none of them."""
    return tuple(sorted(_targets()))


def engine_factory(name: str) -> EngineFactory:
    """Load the engine that is called `name`.

    Raises:
        UsageError: There is none of that name, or another distribution's cannot be imported.
    """
    from importlib.metadata import EntryPoint

    value = _BUILT_IN.get(name) or _targets().get(name)
    if value is None:
        raise UsageError(
            f"no engine is called {name!r}", hint=f"known: {', '.join(engine_names())}"
        )
    try:
        factory: EngineFactory = EntryPoint(name=name, value=value, group=GROUP).load()
    except (ImportError, AttributeError) as error:
        raise UsageError(
            f"the engine {name!r} ({value}) cannot be loaded: {error}",
            hint="update or remove the package that brings it",
        ) from error
    return factory


def _targets() -> dict[str, str]:
    """Return what entry points say, the built-in ones included even in an uninstalled checkout."""
    return {**{entry.name: entry.value for entry in find_extensions(GROUP)}, **_BUILT_IN}
