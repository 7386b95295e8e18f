"""Learning from catalogs: what people wrote or accepted goes into the memory."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from transkit.catalogs import load_catalog
from transkit.errors import CatalogError, TranskitError
from transkit.memory.store import Store, default_memory_path
from transkit.memory.translations import Translation, Translations
from transkit.pipeline.opening import collect_catalogs
from transkit.pipeline.sources import Failure
from transkit.text.sentence_pairs import sentence_pairs
from transkit.units import Catalog, State, Unit

__all__ = ["LearnResult", "Learned", "learn", "learn_from", "translations_in"]

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


def learn(catalogs: Sequence[str | os.PathLike[str]], *, memory: Path | None = None) -> LearnResult:
    """Keep what people wrote in catalogs, by unit and by sentence. Catalogs are only read.

    Args:
        catalogs: Files and folders.
        memory: The memory's file; by default the user's own.

    Raises:
        MemoryStoreError: The memory cannot be used.
    """
    paths, failures = collect_catalogs(catalogs)
    rows: list[Learned] = []
    with Store(memory or default_memory_path()) as store:
        translations = Translations(store)
        for path in paths:
            try:
                loaded = load_catalog(path)
                if loaded is None:
                    raise CatalogError("no such catalog", path=path)
                rows.append(learn_from(translations, path, loaded[0], loaded[1].digest))
            except TranskitError as error:
                failures.append(Failure(what=str(path), error=error))
    return LearnResult(catalogs=tuple(rows), failures=tuple(failures))


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
    known = os.path.realpath(path)
    units = [unit for unit in (*catalog.units, *catalog.obsolete) if _is_learnable(unit)]
    added = 0
    if not translations.has_learned(known, digest):
        added = translations.add(languages, translations_in(path, catalog, languages))
        translations.note_learned(known, digest)
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
    changed = _moment(header.get("PO-Revision-Date", ""))
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
            )


def _is_learnable(unit: Unit) -> bool:
    """Return whether a unit has a translation that a person stands behind."""
    return unit.state is State.REVIEWED and unit.plural_source is None and bool(unit.target)


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
