"""Learning from catalogs: what people wrote or accepted goes into the memory."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from stat import S_ISREG
from typing import final

from transkit.catalogs import copied_catalog
from transkit.errors import CatalogError, MemoryStoreError, TranskitError
from transkit.memory.store import Store, default_memory_path
from transkit.memory.translations import CatalogState, Translation, Translations
from transkit.pipeline.faults import check_language, is_mislabelled
from transkit.pipeline.opening import collect_catalogs, open_with_digest
from transkit.pipeline.sources import Failure
from transkit.text.sentence_pairs import sentence_pairs
from transkit.units import Catalog, State, Unit

__all__ = [
    "LearnResult",
    "Learned",
    "Learner",
    "credit_sentences",
    "learn",
    "learn_beside",
    "learn_from",
    "news_beside",
    "translations_in",
]

_DATE = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::\d\d)? ?([+-]\d\d):?(\d\d)")
_NOBODY = ("Automatically generated", "FULL NAME <EMAIL@ADDRESS>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What was learned from one catalog."""

    catalog: Path
    source_language: str
    target_language: str
    units: int
    """Units with a person's translation in it."""
    added: int
    """Translations, of units and of sentences, that the memory did not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnResult:
    """What `learn` did."""

    catalogs: tuple[Learned, ...]
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...] = ()
    """A line for each catalog in a folder that was left out."""


def learn(
    catalogs: Sequence[str | os.PathLike[str]], *, again: bool = False, memory: Path | None = None
) -> LearnResult:
    """Keep what people wrote in catalogs, by unit and by sentence. Catalogs are only read.

    Args:
        catalogs: Files and folders.
        again: Also what was learned from them before and forgotten since (`prune_memory`).
        memory: The memory's file; by default the user's own.

    Raises:
        MemoryStoreError: The memory cannot be used.
    """
    paths, failures, warnings = collect_catalogs(catalogs)
    rows: list[Learned] = []
    with Store(memory or default_memory_path()) as store:
        translations = Translations(store)
        for path in paths:
            try:
                catalog, digest = open_with_digest(path)
                check_language(path, catalog)
                if again:
                    translations.unlearn(os.path.realpath(path))
                rows.append(learn_from(translations, path, catalog, digest))
            except TranskitError as error:
                failures.append(Failure(what=str(path), error=error))
    return LearnResult(catalogs=tuple(rows), failures=tuple(failures), warnings=warnings)


@final
class Learner:
    """Learns from catalogs beside other work, which a memory that cannot be used does not stop.

    Args:
        memory: The memory's file; by default the user's own. It is opened when there is something
            to learn.
    """

    def __init__(self, memory: Path | None = None) -> None:
        self._path = memory or default_memory_path()
        self._store: Store | None = None
        self.problem: MemoryStoreError | None = None
        """Why nothing more is learned."""

    def __enter__(self) -> Learner:
        return self

    def __exit__(self, *_: object) -> None:
        if self._store is not None:
            self._store.close()

    def learn(self, path: Path, catalog: Catalog, digest: str) -> None:
        """Keep what people wrote in a catalog that says which language it is in.

        Nothing is learned where its folder says another.
        """
        if self.problem is not None or not any(map(_is_learnable, catalog.units)):
            return
        if is_mislabelled(path, catalog):
            return
        try:
            self._store = self._store or Store(self._path)
            learn_from(Translations(self._store), path, catalog, digest)
        except MemoryStoreError as error:
            self.problem = error


def news_beside(translations: Translations, catalogs: Iterable[Path]) -> dict[Path, str]:
    """Return which catalogs beside some others are not what they were when they were learned from.

    None of them is opened.

    Args:
        translations: The memory.
        catalogs: Those of a run, which are not meant; they need not be there.

    Returns:
        Their paths, each with what the file is now, in order.
    """
    ours = {os.path.realpath(path): path.parent for path in catalogs}
    beside = {
        os.path.realpath(path): path
        for folder in dict.fromkeys(ours.values())
        for path in sorted(folder.glob("*.po"))
        if not path.name.startswith(".") and copied_catalog(path) is None
    }
    others = [real for real in beside if real not in ours]
    known = translations.stamps(others)
    stamps = {real: _stamp(beside[real]) for real in others}
    return {
        beside[real]: stamp for real, stamp in stamps.items() if stamp and known.get(real) != stamp
    }


def learn_beside(translations: Translations, catalogs: Iterable[Path]) -> None:
    """Keep what people wrote in the catalogs that lie beside those of a run.

    Args:
        translations: The memory.
        catalogs: Those of the run, which are left alone; they need not be there.
    """
    for path, stamp in news_beside(translations, catalogs).items():
        # Nobody has named it: what is wrong with it is said where somebody does.
        with suppress(CatalogError):
            catalog, digest = open_with_digest(path)
            if catalog.target_language and not is_mislabelled(path, catalog):
                learn_from(translations, path, catalog, digest)
        translations.stamp(os.path.realpath(path), stamp)


def _stamp(path: Path) -> str:
    """Return what is another text whenever a file is another; empty where it is no plain file."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}" if S_ISREG(found.st_mode) else ""


def learn_from(translations: Translations, path: Path, catalog: Catalog, digest: str) -> Learned:
    """Keep what people wrote in one catalog; nothing is done twice for the same content.

    Args:
        translations: The memory.
        path: Where the catalog lies.
        catalog: What is in it.
        digest: SHA-256 of the file, hexadecimal.

    Raises:
        CatalogError: The catalog does not say which languages it is in.
    """
    languages = (catalog.source_language or "en", catalog.target_language)
    if not catalog.target_language:
        raise CatalogError(
            "does not say which language it is in",
            path=path,
            hint="add a Language field to its header (in Poedit: Catalog, Properties)",
        )
    real = os.path.realpath(path)
    units = [unit for unit in (*catalog.units, *catalog.obsolete) if _is_learnable(unit)]
    added = 0
    if not translations.has_learned(real, digest):
        state = CatalogState(
            path=real, digest=digest, changed=_revised(catalog), saved=_saved(path)
        )
        items = credit_sentences(
            translations, languages, list(translations_in(path, catalog, languages))
        )
        added = translations.learn(languages, state, items)
    return Learned(
        catalog=path,
        source_language=languages[0],
        target_language=languages[1],
        units=len(units),
        added=added,
    )


def translations_in(
    path: Path, catalog: Catalog, languages: tuple[str, str]
) -> Iterator[Translation]:
    """Yield a person's translations in a catalog: every unit, then its sentences."""
    header = dict(reversed(catalog.header))
    translator = header.get("Last-Translator", "")
    translator = "" if translator in _NOBODY else translator
    changed = _revised(catalog)
    document = header.get("X-Transkit-Source", "").rsplit("/", 1)[-1] or path.name
    for unit in (*catalog.obsolete, *catalog.units):
        if not _is_learnable(unit):
            continue
        pairs = [(unit.source, unit.target, True)]
        pairs += [(*pair, False) for pair in sentence_pairs(unit.source, unit.target, languages)]
        for source, target, whole in pairs:
            yield Translation(
                source=source,
                target=target,
                whole=whole,
                document=document,
                translator=translator,
                changed=changed,
                context=unit.context or "",
            )


def credit_sentences(
    translations: Translations, languages: tuple[str, str], items: Sequence[Translation]
) -> list[Translation]:
    """Return what is in a catalog, with the sentences of a known unit as those of its translator.

    Who saves a catalog is named for all of it, and has not written the units that others had
    before.

    Args:
        translations: The memory.
        languages: Source and target language tag.
        items: As `translations_in` gives them: every unit, then its sentences.
    """
    units = [(item.source, item.target) for item in items if item.whole]
    known = translations.translators(languages, units)
    credited: list[Translation] = []
    translator: str | None = None
    for item in items:
        if item.whole:
            translator = known.get((item.source, item.target))
            credited.append(item)
        else:
            credited.append(replace(item, translator=translator) if translator else item)
    return credited


def _is_learnable(unit: Unit) -> bool:
    """Return whether a unit has a translation that a person stands behind."""
    return unit.state is State.REVIEWED and unit.plural_source is None and bool(unit.target)


def _revised(catalog: Catalog) -> str:
    """Return when a person changed a catalog last, as its header says; empty if it does not."""
    return _moment(dict(reversed(catalog.header)).get("PO-Revision-Date", ""))


def _saved(path: Path) -> str:
    """Return when a file was written; empty if it is gone."""
    try:
        seconds = path.stat().st_mtime
    except OSError:
        return ""
    return datetime.fromtimestamp(seconds, tz=timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(date: str) -> str:
    """Return a date of a PO header as the memory writes it; empty where it is none."""
    match = _DATE.fullmatch(date.strip())
    if match is None:
        return ""
    try:
        local = datetime.strptime(f"{match[1]} {match[2]}", "%Y-%m-%d %H:%M")
        offset = timedelta(hours=int(match[3]), minutes=int(match[3][0] + match[4]))
        moment = local.replace(tzinfo=timezone(offset)).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
