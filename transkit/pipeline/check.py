"""Checking catalogs, or plain pairs of source and target."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from transkit.catalogs import entry_lines, save_catalog
from transkit.checks.base import Article, Check, Pair, TermChecker
from transkit.checks.registry import choose_checks, nearest_name, unknown_names
from transkit.checks.running import Checked, check_article
from transkit.checks.suppression import (
    NONE,
    Suppressed,
    dismissal,
    finding_key,
    read_suppressed,
)
from transkit.errors import CatalogError, DocumentError, SettingsError, TranskitError, UsageError
from transkit.files import Fingerprint, explain_os_error
from transkit.pipeline.glossaries import catalogs_folder, term_checker
from transkit.pipeline.opening import collect_catalogs, open_with_fingerprint
from transkit.pipeline.sources import STDIN, Failure, settings_for
from transkit.settings import CheckSettings, SettingsFinder
from transkit.text.languages import normalize_language
from transkit.units import Catalog, Finding, Severity, State, Unit

__all__ = [
    "CheckOptions",
    "CheckResult",
    "Made",
    "Reported",
    "check",
    "check_pairs",
    "find_by_unit",
]

_BLANK = Finding(
    check="untranslated",
    severity=Severity.ERROR,
    message="nothing but white space stands here: it counts as untranslated",
    unit="",
)
Made = Mapping[str, tuple[float, float]]
"""Score and novelty of drafts, both in [0, 1], by unit id."""


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
    memory: Path | None = None
    """The memory's file, which knows how sure an engine was of its drafts, and what is new in them;
    ``None`` is the user's own. It is only read, and only for `annotate` and `dismiss`."""


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
    warnings: tuple[str, ...] = ()
    """Catalogs whose language nobody knows, and comments of translators that silence nothing,
    because no check is called so."""


def check(named: Sequence[str | os.PathLike[str]], options: CheckOptions) -> CheckResult:
    """Check the targets of catalogs.

    What cannot be read is a failure in the result and does not stop the others. Nothing is written
    unless the options say so, and not before all that is wrong with them is known; then only
    comments change, and only where a finding came or went.

    Args:
        named: Catalogs, and folders of catalogs.
        options: What to check, and what to say.

    Raises:
        UsageError: Nothing is named, a check does not exist or none is left, or a fingerprint.
        SettingsError: A ``transkit.toml`` is wrong.
        MemoryStoreError: The memory cannot be used.
    """
    if not named:
        raise UsageError("no catalog is given", hint="name a .po file or a folder of them")
    _require_checks(options)
    paths, failures, left_out = collect_catalogs(named)
    finder = SettingsFinder()
    looked: list[_Looked] = []
    with _made_by(options) as made:
        for path in paths:
            try:
                looked.append(
                    _look_at(path, options, settings_for(path, finder).checks, made(path))
                )
            except SettingsError:
                raise
            except TranskitError as error:
                failures.append(Failure(what=str(path), error=error))
    _all_dismissed(options, (item.key for one in looked for item in one.found))
    reported: list[Reported] = []
    written: list[Path] = []
    units = 0
    for one in looked:
        try:
            changed = one.save(options)
            reported += one.report()
        except CatalogError as error:
            failures.append(Failure(what=str(one.path), error=error))
            continue
        units += one.units
        written += [one.path] if changed else []
    shown = [
        item
        for item in reported
        if item.severity.rank >= options.severity.rank and item.key not in options.dismiss
    ]
    return CheckResult(
        findings=tuple(shown), units=units, failures=tuple(failures), written=tuple(written),
        warnings=(*left_out, *(warning for one in looked for warning in one.warnings())),
    )  # fmt: skip


def _require_checks(options: CheckOptions) -> None:
    """Raise where a check does not exist, or none is left to run."""
    if not choose_checks(options.only, options.skip):
        raise UsageError(
            f"no check is left of {', '.join(options.only)}", hint="name other ones with --only"
        )


def _nothing_made(path: Path) -> Made:
    """Return that nothing is known of a catalog's drafts."""
    del path
    return {}


@contextmanager
def _made_by(options: CheckOptions) -> Iterator[Callable[[Path], Made]]:
    """Yield what knows score and novelty of a catalog's drafts, by unit id, where that counts."""
    if not (options.annotate or options.dismiss):
        yield _nothing_made
        return
    from transkit.memory.risks import RiskNotes
    from transkit.memory.store import Store, default_memory_path

    with Store(options.memory or default_memory_path(), read_only=True) as store:
        yield lambda path: RiskNotes(store, str(path.absolute())).made()


def check_pairs(
    path: Path,
    *,
    source_language: str,
    target_language: str,
    options: CheckOptions,
    stdin: bytes | None = None,
) -> CheckResult:
    """Check the lines of a file: source, tab, target, and where wanted tab and an article's name.

    Lines with the same name are one article; without names, all lines are one. Cells that a
    spreadsheet has put in quotation marks are read without them. A line without a target is not
    checked.

    Args:
        path: UTF-8; ``-`` is `stdin`, and the project then that of the current folder.
        source_language: In any spelling.
        target_language: In any spelling.
        options: What to check, and what to say; nothing is written.
        stdin: What standard input held, for ``-``.

    Raises:
        DocumentError: The file cannot be read, or a line has no tab.
        UsageError: A check does not exist, or a language is none.
    """
    languages = normalize_language(source_language), normalize_language(target_language)
    settings = settings_for(path, SettingsFinder()).checks
    _require_checks(options)
    checks = choose_checks(options.only, (*options.skip, *settings.skip))
    terms = term_checker(path.absolute().parent, languages)
    articles: dict[str, list[tuple[int, str, str]]] = {}
    for number, cells in enumerate(_read_pairs(path, stdin), 1):
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


def find_by_unit(
    catalog: Catalog, article: Article, settings: CheckSettings
) -> dict[str, tuple[Finding, ...]]:
    """Return what checks say about the targets of a catalog, by unit, without what is silenced."""
    found = check_article(
        article,
        choose_checks(skip=settings.skip),
        suppressed={unit.id: read_suppressed(unit.comments) for unit in catalog.units},
        severities=dict(settings.severity),
    )
    by_unit: dict[str, tuple[Finding, ...]] = {}
    for item in found:
        mine = by_unit.get(item.finding.unit, ())
        by_unit[item.finding.unit] = (*mine, item.finding)
    return by_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """A catalog, and what was found in it."""

    path: Path
    catalog: Catalog
    fingerprint: Fingerprint
    checks: tuple[Check, ...]
    """That ran."""
    made: Made
    """Score and novelty of its drafts, by unit id, where they are known."""
    found: tuple[Checked, ...]
    dismissed: tuple[Checked, ...]
    """What is found, too, and a person has dismissed before."""
    units: int
    """That have a target, be it white space that is told."""

    def save(self, options: CheckOptions) -> bool:
        """Write the comments that are wanted, and return whether there was anything to write."""
        if not (options.annotate or options.dismiss):
            return False
        noted = _with_notes(self, options)
        return save_catalog(self.path, noted, expected=self.fingerprint)

    def warnings(self) -> Iterator[str]:
        """Yield that the language is not known, and which comments name no check."""
        if not self.catalog.target_language and self.units:
            yield (
                f"{self.path}: its header names no language that transkit knows, so that only the "
                "checks for all languages ran (add a line such as Language: uk)"
            )
        wrong = [
            (unit.id, name) for unit in self.catalog.units for name in unknown_names(unit.comments)
        ]
        if not wrong:
            return
        lines = _lines_of(self.path)
        for unit, name in wrong:
            close = nearest_name(name)
            hint = f"did you mean {close}?" if close else "transkit check --list names them"
            yield f"{self.path}:{lines.get(unit, 1)}: no check is called {name!r} ({hint})"

    def report(self) -> list[Reported]:
        """Return the findings with their places in the catalog as it is on disk now.

        How unsure an engine was of a draft is told in the catalog alone.
        """
        lines = _lines_of(self.path)
        texts = {
            unit.id: (lines.get(unit.id, 1), unit.source, unit.target)
            for unit in self.catalog.units
        }
        return [
            _report(self.path, item, texts[item.finding.unit])
            for item in self.found
            if item.finding.check != "score"
        ]


def _look_at(path: Path, options: CheckOptions, settings: CheckSettings, made: Made) -> _Looked:
    """Return what checks find in a catalog."""
    catalog, fingerprint = open_with_fingerprint(path)
    checks = choose_checks(options.only, (*options.skip, *settings.skip))
    languages = (catalog.source_language, catalog.target_language)
    terms = term_checker(catalogs_folder(path), languages)
    drafts = [unit.id for unit in catalog.units if unit.state is State.TRANSLATED]
    scores = {unit: made[unit][0] for unit in drafts if unit in made}
    article = article_of(catalog.units, languages, scores, terms=terms)
    suppressed = {unit.id: read_suppressed(unit.comments) for unit in catalog.units}
    gone = {unit: one.findings for unit, one in suppressed.items()}
    suppressed = {unit: replace(one, findings=NONE) for unit, one in suppressed.items()}
    severities = dict(settings.severity)
    found = check_article(article, checks, suppressed=suppressed, severities=severities)
    if any(check.name == _BLANK.check for check in checks):
        blank = replace(_BLANK, severity=severities.get(_BLANK.check, _BLANK.severity))
        found = _with_blanks(catalog, found, suppressed, blank)
    return _Looked(
        path=path, catalog=catalog, fingerprint=fingerprint, checks=checks, made=made,
        found=tuple(one for one in found if one.key not in gone[one.finding.unit]),
        dismissed=tuple(one for one in found if one.key in gone[one.finding.unit]),
        units=len({pair.key for pair in article.pairs} | {one.finding.unit for one in found}),
    )  # fmt: skip


def _with_blanks(
    catalog: Catalog,
    found: Sequence[Checked],
    suppressed: Mapping[str, Suppressed],
    blank: Finding,
) -> list[Checked]:
    """Return findings with those about units in which white space stands for a translation."""
    by_unit: dict[str, list[Checked]] = {}
    for item in found:
        by_unit.setdefault(item.finding.unit, []).append(item)
    for unit in catalog.units:
        if unit.blank:
            finding = replace(blank, unit=unit.id)
            key = finding_key(finding.check, finding.message, (unit.source, unit.blank))
            if not suppressed[unit.id].hides(finding.check, key):
                by_unit[unit.id] = [Checked(finding=finding, key=key)]
    return [item for unit in catalog.units for item in by_unit.get(unit.id, ())]


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


def _with_notes(looked: _Looked, options: CheckOptions) -> Catalog:
    """Return a catalog with comments about what was found, and what is dismissed."""
    from transkit.pipeline.risks import Renewed, renew_notes

    by_unit: dict[str, list[Checked]] = {}
    for item in looked.found:
        by_unit.setdefault(item.finding.unit, []).append(item)
    earlier: dict[str, list[Checked]] = {}
    for item in looked.dismissed:
        earlier.setdefault(item.finding.unit, []).append(item)
    ran = {check.name for check in looked.checks}
    units: list[Unit] = []
    for unit in looked.catalog.units:
        mine = by_unit.get(unit.id, [])
        dismissed = [item for item in mine if item.key in options.dismiss]
        keys = dict.fromkeys(item.key for item in dismissed)
        comments = (*unit.comments, *(dismissal(key) for key in keys))
        note = unit.note
        if options.annotate or _is_told(unit, dismissed):
            made = looked.made.get(unit.id)
            renewed = Renewed(
                findings=tuple(item.finding for item in mine if item.key not in keys),
                # On another computer, what the engine thought of it is known to the notes alone.
                ran=frozenset(ran if made is not None else ran - {"score"}),
                all_ran=not options.only and not options.skip,
                least=options.severity if options.annotate else Severity.NOTE,
                novelty=1.0 if made is None else made[1],
                dismissed=tuple(one.finding for one in (*earlier.get(unit.id, ()), *dismissed)),
            )
            note = renew_notes(unit, renewed)
        units.append(replace(unit, comments=comments, note=note))
    return replace(looked.catalog, units=tuple(units))


def _is_told(unit: Unit, found: Iterable[Checked]) -> bool:
    """Return whether the notes of a unit tell of a finding: of a dismissed one they should not."""
    return any(f"{one.finding.message} [{one.finding.check}]" in unit.note for one in found)


def _all_dismissed(options: CheckOptions, keys: Iterable[str]) -> None:
    """Raise where a fingerprint is none of a finding."""
    known = {*keys}
    for key in options.dismiss:
        if key not in known:
            raise UsageError(
                f"no finding has the fingerprint {key}", hint="transkit check --json shows them"
            )


def _read_pairs(path: Path, stdin: bytes | None) -> list[tuple[str, ...]]:
    """Return the cells of each line of a file of pairs."""
    try:
        data = (stdin or b"") if str(path) == STDIN else path.read_bytes()
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
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
