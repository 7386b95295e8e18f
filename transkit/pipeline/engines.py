"""Which engine a run uses: what the command says, then the settings of the documents' folders."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from transkit.engines.base import Engine, EngineInfo, EngineRequest, Found
from transkit.engines.registry import engine_factory, engine_names
from transkit.errors import SettingsError, TranskitError
from transkit.files import available_cores
from transkit.pipeline.options import Options
from transkit.settings import EngineSettings, Settings, SettingsFinder
from transkit.text.languages import normalize_language

__all__ = ["RunEngines", "find_engine", "preferred_engines"]


@dataclass(slots=True, kw_only=True)
class RunEngines:
    """The engines of one call of `translate`; each is looked for once."""

    options: Options
    hashes: MutableMapping[str, str]
    """See `transkit.engines.base.EngineFactory.find`."""
    warnings: list[str]
    """What there is to say about models is added to it, a line each."""
    infos: dict[str, EngineInfo] = field(default_factory=dict)
    """Of what `find` has returned, by language tag."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Why these, in plain words, by language tag."""
    _found: dict[str, Engine] = field(default_factory=dict)

    def prepare(self, language: str, documents: Iterable[Path | None]) -> None:
        """Find the engine for a language that is about to be drafted into, and let it begin.

        What goes wrong is an error of `find`, too, and is told there.
        """
        with suppress(TranskitError):
            self._find(language, documents, ahead=True)

    def find(self, language: str, documents: Iterable[Path | None]) -> Engine:
        """Return the engine for a target language.

        Args:
            language: A canonical BCP 47 tag.
            documents: See `find_engine`.

        Raises:
            TranskitError: See `find_engine`.
        """
        engine = self._find(language, documents, ahead=False)
        if language not in self.infos:
            try:
                self.infos[language] = engine.info
            except TranskitError:  # One that was prepared: its files cannot be read to their end.
                del self._found[language]
                engine = self._find(language, documents, ahead=False)
                self.infos[language] = engine.info
        return engine

    def _find(self, language: str, documents: Iterable[Path | None], *, ahead: bool) -> Engine:
        """Return the engine for a target language, whatever it has begun to do."""
        if language in self._found:
            return self._found[language]
        options = self.options
        request = EngineRequest(
            source=options.source_language,
            target=language,
            model=options.model,
            only_pair=len(set(map(normalize_language, options.to))) == 1,
            beam=options.beam,
            jobs=options.jobs or available_cores(),
            url=options.url,
            ahead=ahead,
        )
        found = find_engine(options.engine, request, documents, self.hashes)
        self.warnings += found.warnings
        self.reasons[language] = found.reason
        self._found[language] = found.engine
        return found.engine


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
