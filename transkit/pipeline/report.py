"""A report on catalogs: each unit with its risk, its findings and what people changed in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from transkit.catalogs import is_check_note
from transkit.checks.base import Pair
from transkit.checks.risk import Level, assess_risk
from transkit.errors import SettingsError, TranskitError, UsageError
from transkit.files import write_atomic
from transkit.memory.ledger import Ledger
from transkit.memory.risks import RiskNotes
from transkit.memory.store import Store, default_memory_path
from transkit.pipeline.check import Made, article_of, find_by_unit
from transkit.pipeline.glossaries import catalogs_folder
from transkit.pipeline.opening import collect_catalogs, open_catalog
from transkit.pipeline.pages import is_page, require_place
from transkit.pipeline.postedits import PostEdit, find_postedits
from transkit.pipeline.report_terms import TermMark, TermMarker
from transkit.pipeline.risks import doubts_of, noted_level
from transkit.pipeline.sources import Failure, settings_for
from transkit.pipeline.status import CatalogStatus, measure_catalog
from transkit.settings import CheckSettings, SettingsFinder
from transkit.text.comparing import Part, change_share, compare_words
from transkit.units import Finding, Severity, State, Unit

__all__ = ["CatalogReport", "ReportResult", "UnitReport", "report"]

_Marks = tuple[tuple[TermMark, ...], tuple[TermMark, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReport:
    """One unit, with everything that is known about its target."""

    number: int
    """1-based, in reading order."""
    unit: Unit
    level: Level
    """How closely to read a draft; low for everything else."""
    points: float
    """How soon to look at a draft, the more the sooner; 0 for everything else."""
    findings: tuple[Finding, ...]
    """What checks say about the target as it is now, worst first."""
    notes: tuple[str, ...]
    """What drafting had to say, beside the findings."""
    source_terms: tuple[TermMark, ...]
    """Where terms of the glossary stand in the source."""
    target_terms: tuple[TermMark, ...]
    """Where they stand in the target as the glossary wants them."""
    parts: tuple[Part, ...]
    """How the draft became the target; empty where nobody has changed it, or no draft is known."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the source, and behind it that for several, where an entry has one."""
        plural = self.unit.plural_source
        return (self.unit.source,) if plural is None else (self.unit.source, plural)

    @property
    def targets(self) -> tuple[str, ...]:
        """Return the target, or all plural forms; nothing where there is none yet."""
        return tuple(text for text in (self.unit.target, *self.unit.plural_targets) if text)

    @property
    def change(self) -> float:
        """Return the share of draft and target that they do not have in common, in [0, 1]."""
        return change_share(self.parts)

    @property
    def needs_look(self) -> bool:
        """Return whether a person should read it: a draft of some risk, or something is wrong."""
        return self.level is not Level.LOW or any(
            finding.severity is not Severity.NOTE for finding in self.findings
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogReport:
    """One catalog."""

    path: Path
    source_language: str
    """BCP 47 tag."""
    language: str
    status: CatalogStatus
    units: tuple[UnitReport, ...]
    """In reading order."""
    changes: tuple[float, ...]
    """How much of each reviewed unit whose draft is known was changed, in [0, 1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportResult:
    """Several catalogs."""

    catalogs: tuple[CatalogReport, ...]
    failures: tuple[Failure, ...]
    written: tuple[Path, ...]
    warnings: tuple[str, ...] = ()
    """A line for each catalog in a folder that was left out."""


def report(
    named: Sequence[str | os.PathLike[str]],
    *,
    html: str | os.PathLike[str] | None = None,
    xlsx: str | os.PathLike[str] | None = None,
    memory: Path | None = None,
) -> ReportResult:
    """Report on catalogs, which are only read, and write the report as a page or a spreadsheet.

    What cannot be read is a failure in the result and does not stop the others; where nothing can
    be read, nothing is written. The same catalogs and memory give the same files, byte for byte.

    Args:
        named: Catalogs, and folders of catalogs.
        html: Where to write the page.
        xlsx: Where to write the table, for spreadsheets.
        memory: The memory's file; ``None`` is the user's own. One that does not exist is empty.

    Raises:
        UsageError: Nothing is named, or the library for spreadsheets is missing.
        SettingsError: A ``transkit.toml`` is wrong.
        MemoryStoreError: The memory cannot be used.
        TranskitError: A file cannot be written, or would take the place of something else.
    """
    if not named:
        raise UsageError("no catalog is given", hint="name a .po file or a folder of them")
    paths, failures, warnings = collect_catalogs(named)
    wanted = ((html, is_page), (xlsx, _is_table))
    outputs = [Path(output) for output, _ in wanted if output is not None]
    for output, is_earlier in wanted:
        if output is not None:
            _check_output(Path(output), is_earlier, paths)
    rows: list[CatalogReport] = []
    finder = SettingsFinder()
    with Store(memory or default_memory_path(), read_only=True) as store:
        ledger = Ledger(store)
        for path in paths:
            try:
                made = RiskNotes(store, str(path.absolute())).made()
                settings = settings_for(path, finder).checks
                rows.append(_look_at(path, ledger, made, settings))
            except SettingsError:
                raise
            except TranskitError as error:
                failures.append(Failure(what=str(path), error=error))
    result = ReportResult(
        catalogs=tuple(rows),
        failures=tuple(failures),
        written=tuple(outputs if rows else ()),
        warnings=warnings,
    )
    if rows:
        _write(result, html, xlsx)
    return result


def _is_table(path: Path) -> bool:
    """Return whether a file is an earlier report's table, as transkit wrote it."""
    from transkit.pipeline.report_table import is_table

    return is_table(path)


def _check_output(
    output: Path, is_earlier: Callable[[Path], bool], catalogs: Sequence[Path]
) -> None:
    """Raise where a report would take the place of something else than an earlier one."""
    place = os.path.realpath(output)
    if output.suffix.lower() in (".po", ".pot") or place in map(os.path.realpath, catalogs):
        raise TranskitError(
            "is a catalog, not a place for a report", path=output, hint="-o report.html"
        )
    require_place(output, is_earlier, "give another name")


def _write(
    result: ReportResult,
    html: str | os.PathLike[str] | None,
    xlsx: str | os.PathLike[str] | None,
) -> None:
    """Write what is wanted; each file is whole or not there."""
    from transkit.pipeline.report_page import render_report
    from transkit.pipeline.report_table import render_table

    table = render_table(result) if xlsx is not None else b""
    if html is not None:
        write_atomic(Path(html), render_report(result).encode())
    if xlsx is not None:
        write_atomic(Path(xlsx), table)


def _look_at(path: Path, ledger: Ledger, made: Made, settings: CheckSettings) -> CatalogReport:
    """Return the report on one catalog.

    Args:
        path: A catalog.
        ledger: Knows what was drafted.
        made: Score and novelty of its drafts, as they were written, by unit id.
        settings: What the project says about checks.
    """
    catalog = open_catalog(path)
    edits = find_postedits(catalog, ledger)
    known = {edit.unit.id: edit for edit in edits.known}
    languages = (catalog.source_language, catalog.target_language)
    marker = TermMarker(catalogs_folder(path), languages)
    drafts = {
        unit.id: made[unit.id]
        for unit in catalog.units
        if unit.state is State.TRANSLATED and unit.id in made and unit.id not in known
    }
    scores = {unit: score for unit, (score, _) in drafts.items()}
    article = article_of(catalog.units, languages, scores, terms=marker.checker)
    findings = find_by_unit(catalog, article, settings)
    pairs = {pair.key: pair for pair in article.pairs}
    status, _ = measure_catalog(path, catalog, edits, findings)
    units = tuple(
        _unit_report(
            (number, unit, marker.mark(unit.source, unit.target)),
            pairs.get(unit.id),
            findings.get(unit.id, ()),
            known.get(unit.id),
            novelty=drafts.get(unit.id, (0.0, 1.0))[1],
        )
        for number, unit in enumerate(catalog.units, 1)
    )
    return CatalogReport(
        path=path,
        source_language=catalog.source_language,
        language=catalog.target_language,
        status=status,
        units=units,
        changes=tuple(
            row.change for row in units if row.unit.id in known and row.unit.state is State.REVIEWED
        ),
    )


def _unit_report(
    place: tuple[int, Unit, _Marks],
    pair: Pair | None,
    findings: tuple[Finding, ...],
    edit: PostEdit | None,
    *,
    novelty: float,
) -> UnitReport:
    """Return the report on one unit."""
    number, unit, (source_terms, target_terms) = place
    changed = edit is not None and edit.draft != unit.target
    notes = tuple(line for line in unit.note if not is_check_note(line))
    level, points = Level.LOW, 0.0
    if unit.state is State.TRANSLATED and pair is not None:
        reasons = doubts_of(notes, unit.target)
        risk = assess_risk(pair, findings, reasons=reasons, novelty=novelty)
        level, points = risk.level, risk.points
        # On another computer, what the engine thought of its draft is known to the notes alone.
        if not changed and level.rank < noted_level(unit).rank:
            level = noted_level(unit)
    parts = compare_words(edit.draft, unit.target) if edit is not None and changed else ()
    return UnitReport(
        number=number,
        unit=unit,
        level=level,
        points=points,
        findings=findings,
        notes=notes,
        source_terms=source_terms,
        target_terms=target_terms,
        parts=parts,
    )
