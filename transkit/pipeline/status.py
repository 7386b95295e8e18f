"""How far catalogs are, and what post-editing them has cost so far."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from transkit.catalogs import entries_of_others
from transkit.checks.risk import Level
from transkit.errors import CatalogError, SettingsError, TranskitError, UsageError
from transkit.files import explain_os_error
from transkit.memory.ledger import Ledger
from transkit.memory.store import Store, default_memory_path
from transkit.pipeline.check import article_of, find_by_unit
from transkit.pipeline.faults import catalog_faults
from transkit.pipeline.glossaries import catalogs_folder, term_checker
from transkit.pipeline.opening import collect_catalogs, open_catalog
from transkit.pipeline.postedits import PostEdits, find_postedits
from transkit.pipeline.risks import noted_level
from transkit.pipeline.sources import Failure, settings_for
from transkit.settings import CheckSettings, SettingsFinder
from transkit.text.effort import Effort, UnitEffort, measure_unit, sum_effort
from transkit.units import Catalog, Finding, Severity, State, Unit, count_words

__all__ = ["CatalogStatus", "Counts", "StatusResult", "measure_catalog", "status"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many units, or words of their sources, are in each state."""

    initial: int
    translated: int
    """Drafts, those that a person has begun to edit among them."""
    reviewed: int
    edited_drafts: int
    """Those of `translated` whose text is not what was drafted."""

    @property
    def total(self) -> int:
        """Return the number of all of them."""
        return self.initial + self.translated + self.reviewed


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogStatus:
    """How far one catalog is."""

    catalog: Path
    language: str
    """BCP 47 tag; empty where the catalog names none."""
    units: Counts
    words: Counts
    """Of the sources."""
    risk: Mapping[Level, int]
    """How many drafts are of high and of medium risk, as their comments in the catalog say, as long
    as nobody has reviewed them."""
    last_change: datetime
    """When the file was last written, in UTC."""
    effort: Effort
    """Over the reviewed units whose draft the ledger knows."""
    engines: Mapping[str, Effort]
    """The same by the engine that made the drafts, by name, sorted."""
    faults: tuple[str, ...]
    """What is wrong with the whole catalog, and what to do, a line each: see `catalog_faults`."""
    findings: int
    """How many units need a look: drafts whose comments say so, and units in whatever state of
    which checks say an error or a warning now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusResult:
    """How far all catalogs are."""

    catalogs: tuple[CatalogStatus, ...]
    engines: Mapping[tuple[str, str], Effort]
    """Effort over all catalogs, by engine and language, sorted."""
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...] = ()
    """A line for each catalog in a folder that was left out."""


def status(named: Sequence[str | os.PathLike[str]], *, memory: Path | None = None) -> StatusResult:
    """Return how far catalogs are; nothing is written.

    What cannot be read is a failure in the result and does not stop the others.

    Args:
        named: Catalogs, and folders of catalogs.
        memory: The memory's file; ``None`` is the user's own. One that does not exist is empty.

    Raises:
        UsageError: Nothing is named.
        SettingsError: A ``transkit.toml`` is wrong.
        MemoryStoreError: The memory cannot be used.
    """
    if not named:
        raise UsageError("no catalog is given", hint="name a .po file or a folder of them")
    paths, failures, warnings = collect_catalogs(named)
    rows: list[CatalogStatus] = []
    parts: dict[tuple[str, str], list[UnitEffort]] = {}
    finder = SettingsFinder()
    with Store(memory or default_memory_path(), read_only=True) as store:
        ledger = Ledger(store)
        for path in paths:
            try:
                row, efforts = _look_at(path, ledger, settings_for(path, finder).checks)
            except SettingsError:
                raise
            except TranskitError as error:
                failures.append(Failure(what=str(path), error=error))
                continue
            rows.append(row)
            for engine, units in efforts.items():
                parts.setdefault((engine, row.language), []).extend(units)
    return StatusResult(
        catalogs=tuple(rows),
        engines={key: sum_effort(parts[key]) for key in sorted(parts)},
        failures=tuple(failures),
        warnings=warnings,
    )


def _look_at(
    path: Path, ledger: Ledger, settings: CheckSettings
) -> tuple[CatalogStatus, dict[str, list[UnitEffort]]]:
    """Return how far one catalog is, and the effort of its reviewed units by engine."""
    catalog = open_catalog(path)
    languages = (catalog.source_language, catalog.target_language)
    terms = term_checker(catalogs_folder(path), languages)
    found = find_by_unit(catalog, article_of(catalog.units, languages, terms=terms), settings)
    return measure_catalog(path, catalog, find_postedits(catalog, ledger), found)


def measure_catalog(
    path: Path, catalog: Catalog, edits: PostEdits, found: Mapping[str, Sequence[Finding]]
) -> tuple[CatalogStatus, dict[str, list[UnitEffort]]]:
    """Return how far a catalog is, and the effort of its reviewed units by engine.

    Entries of somebody else's count neither here nor in the article that is built.

    Args:
        path: Of the catalog; when it was last written is asked of the file.
        catalog: What is in it.
        edits: What people have done in it.
        found: What checks say about its targets, by unit.

    Raises:
        CatalogError: The file is gone.
    """
    try:
        modified = path.stat().st_mtime
    except OSError as error:
        raise CatalogError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    units = _own_units(catalog)
    by_engine: dict[str, list[UnitEffort]] = {}
    for edit in edits.known:
        if edit.unit.state is State.REVIEWED:
            effort = measure_unit(edit.draft, edit.unit.target, catalog.target_language)
            by_engine.setdefault(edit.engine, []).append(effort)
    edited = frozenset(edit.unit.id for edit in edits.edited_drafts)
    noted = [noted_level(unit) for unit in units]
    alarming = {
        unit for unit, all_ in found.items() if any(f.severity is not Severity.NOTE for f in all_)
    }
    row = CatalogStatus(
        catalog=path,
        language=catalog.target_language,
        units=_counts(units, edited, words=False),
        words=_counts(units, edited, words=True),
        risk={level: noted.count(level) for level in (Level.HIGH, Level.MEDIUM)},
        last_change=datetime.fromtimestamp(int(modified), timezone.utc),
        effort=sum_effort([effort for efforts in by_engine.values() for effort in efforts]),
        engines={engine: sum_effort(by_engine[engine]) for engine in sorted(by_engine)},
        faults=catalog_faults(path, catalog),
        findings=sum(
            level is not Level.LOW or unit.id in alarming
            for unit, level in zip(units, noted, strict=True)
        ),
    )
    return row, by_engine


def _own_units(catalog: Catalog) -> tuple[Unit, ...]:
    """Return the units of a catalog without the entries that are not of its document.

    Only transkit's catalogs say which document that is.
    """
    if not dict(catalog.header).get("X-Transkit-Source"):
        return catalog.units
    others = {unit.id for unit in entries_of_others(catalog, ())}
    own = tuple(unit for unit in catalog.units if unit.id not in others)
    return own or catalog.units


def _counts(units: Sequence[Unit], edited: frozenset[str], *, words: bool) -> Counts:
    """Return how many units, or words of their sources, are in each state."""
    numbers = dict.fromkeys(State, 0)
    edited_drafts = 0
    for unit in units:
        number = count_words([unit.source]) if words else 1
        numbers[unit.state] += number
        edited_drafts += number if unit.id in edited else 0
    return Counts(
        initial=numbers[State.INITIAL],
        translated=numbers[State.TRANSLATED],
        reviewed=numbers[State.REVIEWED],
        edited_drafts=edited_drafts,
    )
