"""Checking catalogs, or plain pairs of source and target."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from transkit.catalogs import entry_lines, save_catalog
from transkit.checks.base import Article, Check, Pair, TermChecker
from transkit.checks.registry import choose_checks
from transkit.checks.running import Checked, check_article
from transkit.checks.suppression import dismissal, read_suppressed
from transkit.errors import CatalogError, DocumentError, UsageError
from transkit.files import explain_os_error
from transkit.pipeline.glossaries import catalogs_folder, term_checker
from transkit.pipeline.opening import collect_catalogs, open_with_fingerprint
from transkit.pipeline.sources import Failure, settings_for
from transkit.settings import CheckSettings, SettingsFinder
from transkit.text.languages import normalize_language
from transkit.units import Catalog, Severity, State, Unit

__all__ = ["CheckOptions", "CheckResult", "Reported", "check", "check_pairs", "is_check_note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What to check, and what to say."""

    only: tuple[str, ...] = ()
    """Names of checks; none stands for all."""
    skip: tuple[str, ...] = ()
    severity: Severity = Severity.NOTE
    """The mildest that is shown."""
    annotate: bool = False
    """Write what is found into the catalogs, as comments that Poedit shows."""
    dismiss: tuple[str, ...] = ()
    """Fingerprints of findings that are not to be shown again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A finding with everything that a reader needs to go there."""

    path: Path
    line: int
    """1-based; of the entry's ``msgid``, or of the pair."""
    check: str
    severity: Severity
    message: str
    unit: str
    source: str
    target: str
    start: int | None
    """Code points in `target`."""
    end: int | None
    key: str
    """Changes with source and target; what ``--dismiss`` takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What `check` found."""

    findings: tuple[Reported, ...]
    """In the order of files, and of units in them."""
    units: int
    """That have a target and were looked at."""
    failures: tuple[Failure, ...] = ()
    written: tuple[Path, ...] = ()
    """Catalogs that got comments, or lost some."""


def check(named: Sequence[str | os.PathLike[str]], options: CheckOptions) -> CheckResult:
    """Check the targets of catalogs.

    What cannot be read is a failure in the result and does not stop the others. Nothing is written
    unless the options say so; then only comments change, and only where a finding came or went.

    Args:
        named: Catalogs, and folders of catalogs.
        options: What to check, and what to say.

    Raises:
        UsageError: Nothing is named, a check does not exist, or a fingerprint.
        SettingsError: A ``transkit.toml`` is wrong.
    """
    if not named:
        raise UsageError("no catalog is given", hint="name a .po file or a folder of them")
    choose_checks(options.only, options.skip)
    paths, failures = collect_catalogs(named)
    finder = SettingsFinder()
    reported: list[Reported] = []
    written: list[Path] = []
    units = 0
    for path in paths:
        try:
            found, count, changed = _check_catalog(path, options, settings_for(path, finder).checks)
        except CatalogError as error:
            failures.append(Failure(what=str(path), error=error))
            continue
        reported += found
        units += count
        written += [path] if changed else []
    _all_dismissed(options, reported)
    shown = [
        item
        for item in reported
        if item.severity.rank >= options.severity.rank and item.key not in options.dismiss
    ]
    return CheckResult(
        findings=tuple(shown), units=units, failures=tuple(failures), written=tuple(written)
    )


def check_pairs(
    path: Path, *, source_language: str, target_language: str, options: CheckOptions
) -> CheckResult:
    """Check the lines of a file: source, tab, target, and where wanted tab and an article's name.

    Lines with the same name are one article; without names, all lines are one. Cells that a
    spreadsheet has put in quotation marks are read without them. A line without a target is not
    checked.

    Args:
        path: UTF-8.
        source_language: In any spelling.
        target_language: In any spelling.
        options: What to check, and what to say; nothing is written.

    Raises:
        DocumentError: The file cannot be read, or a line has no tab.
        UsageError: A check does not exist, or a language is none.
    """
    languages = normalize_language(source_language), normalize_language(target_language)
    settings = settings_for(path, SettingsFinder()).checks
    checks = choose_checks(options.only, (*options.skip, *settings.skip))
    terms = term_checker(path.absolute().parent, languages)
    articles: dict[str, list[tuple[int, str, str]]] = {}
    for number, cells in enumerate(_read_pairs(path), 1):
        name = cells[2] if len(cells) > 2 else ""
        articles.setdefault(name, []).append((number, cells[0], cells[1]))
    reported: list[Reported] = []
    units = 0
    for rows in articles.values():
        pairs = [Pair(str(number), source, target) for number, source, target in rows]
        article = Article(pairs, *languages, terms=terms)
        units += len(article.pairs)
        found = check_article(article, checks, severities=dict(settings.severity))
        texts = {str(number): (number, source, target) for number, source, target in rows}
        reported += [_report(path, item, texts[item.finding.unit]) for item in found]
    reported.sort(key=lambda item: item.line)
    shown = [item for item in reported if item.severity.rank >= options.severity.rank]
    return CheckResult(findings=tuple(shown), units=units)


def article_of(
    units: Iterable[Unit],
    languages: tuple[str, str],
    scores: Mapping[str, float] | None = None,
    *,
    terms: TermChecker | None = None,
) -> Article:
    """Return units as an article for checks; those without a target are left out.

    Args:
        units: In reading order.
        languages: BCP 47 tags of source and target.
        scores: The engine's scores by unit id, where they are known.
        terms: Knows the project's glossary.
    """
    pairs = [
        Pair(unit.id, unit.source, unit.target, score=(scores or {}).get(unit.id))
        for unit in units
        if unit.state is not State.INITIAL and not unit.plural_source
    ]
    return Article(pairs, *languages, terms=terms)


def is_check_note(line: str) -> bool:
    """Return whether a ``# transkit:`` comment is one that checks wrote."""
    return (line.endswith("]") and " [" in line) or line.endswith(" risk: read it closely")


def _check_catalog(
    path: Path, options: CheckOptions, settings: CheckSettings
) -> tuple[list[Reported], int, bool]:
    """Return the findings of one catalog, the number of its targets, and whether it was written."""
    catalog, fingerprint = open_with_fingerprint(path)
    checks = choose_checks(options.only, (*options.skip, *settings.skip))
    languages = (catalog.source_language, catalog.target_language)
    terms = term_checker(catalogs_folder(path), languages)
    article = article_of(catalog.units, languages, terms=terms)
    suppressed = {unit.id: read_suppressed(unit.comments) for unit in catalog.units}
    found = check_article(
        article, checks, suppressed=suppressed, severities=dict(settings.severity)
    )
    changed = False
    if options.annotate or options.dismiss:
        noted = _with_notes(catalog, found, checks, options)
        changed = save_catalog(path, noted, expected=fingerprint)
    lines = _lines_of(path)
    texts = {unit.id: (lines.get(unit.id, 1), unit.source, unit.target) for unit in catalog.units}
    reported = [_report(path, item, texts[item.finding.unit]) for item in found]
    return reported, len(article.pairs), changed


def _lines_of(path: Path) -> dict[str, int]:
    """Return the line of each entry of a catalog as it is on disk now."""
    try:
        return entry_lines(path.read_bytes(), path)
    except OSError as error:
        raise CatalogError(f"cannot be read: {explain_os_error(error)}", path=path) from error


def _report(path: Path, item: Checked, place: tuple[int, str, str]) -> Reported:
    line, source, target = place
    finding = item.finding
    return Reported(
        path=path, line=line, check=finding.check, severity=finding.severity,
        message=finding.message, unit=finding.unit, source=source, target=target,
        start=finding.start, end=finding.end, key=item.key,
    )  # fmt: skip


def _with_notes(
    catalog: Catalog, found: Sequence[Checked], checks: Sequence[Check], options: CheckOptions
) -> Catalog:
    """Return a catalog with comments about what was found, and what is dismissed."""
    from transkit.pipeline.risks import renew_notes

    by_unit: dict[str, list[Checked]] = {}
    for item in found:
        by_unit.setdefault(item.finding.unit, []).append(item)
    ran = {check.name for check in checks}
    all_ran = not options.only and not options.skip
    units: list[Unit] = []
    for unit in catalog.units:
        mine = by_unit.get(unit.id, [])
        keys = dict.fromkeys(item.key for item in mine if item.key in options.dismiss)
        comments = (*unit.comments, *(dismissal(key) for key in keys))
        note = unit.note
        if options.annotate:
            said = [item.finding for item in mine if item.key not in keys]
            said = [one for one in said if one.severity.rank >= max(1, options.severity.rank)]
            note = renew_notes(unit, said, ran, all_ran=all_ran)
        units.append(replace(unit, comments=comments, note=note))
    return replace(catalog, units=tuple(units))


def _all_dismissed(options: CheckOptions, reported: Iterable[Reported]) -> None:
    """Raise where a fingerprint is none of a finding."""
    known = {item.key for item in reported}
    for key in options.dismiss:
        if key not in known:
            raise UsageError(
                f"no finding has the fingerprint {key}", hint="transkit check --json shows them"
            )


def _read_pairs(path: Path) -> list[tuple[str, ...]]:
    """Return the cells of each line of a file of pairs."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError("is not UTF-8", path=path, hint="save it as UTF-8") from error
    except OSError as error:
        raise DocumentError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    rows: list[tuple[str, ...]] = []
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        cells = tuple(_cell(cell) for cell in line.rstrip("\r").split("\t"))
        if len(cells) == 1 and cells[0]:
            raise DocumentError(
                "has no tab: source, tab, target are expected", path=path, line=number
            )
        rows.append(cells if len(cells) > 1 else ("", ""))
    return rows


def _cell(cell: str) -> str:
    """Return a cell without the quotation marks of a spreadsheet (RFC 4180 §2.7)."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        inner = cell[1:-1].replace('""', "\0")
        if '"' not in inner:
            return inner.replace("\0", '"')
    return cell
