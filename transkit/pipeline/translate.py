"""The main job: documents become catalogs with drafts that people post-edit."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Protocol

from transkit import __version__
from transkit.catalogs import (
    catalog_path,
    load_catalog,
    make_catalog,
    make_header,
    make_template,
    merge_catalog,
    po_date,
    save_catalog,
    serialize_po,
    template_path,
)
from transkit.engines.base import Engine, EngineInfo, EngineRequest
from transkit.engines.degeneration import Degeneration, is_copy
from transkit.engines.registry import engine_factory
from transkit.errors import CatalogError, TranskitError, UsageError
from transkit.files import Fingerprint, available_cores
from transkit.memory.ledger import DraftKey, FileHashes, Ledger
from transkit.memory.store import Store, default_memory_path
from transkit.pipeline.drafting import DraftPlan, UnitDraft, draft_key, make_plan, run_plan
from transkit.pipeline.sources import Failure, Source, collect_paths, read_sources
from transkit.text.languages import language_name, normalize_language
from transkit.units import Catalog, Draft, Origin, State, Unit, count_words

__all__ = ["DocumentResult", "Options", "Progress", "TranslateResult", "translate"]

_ATTEMPTS = 3
"""How often a catalog that somebody else saves meanwhile is merged again."""
_COPIES_ARE_THE_RULE = 8
"""From so many units on, a document full of copies is the model's way and no mark on each."""


class Progress(Protocol):
    """Hears how the work goes; all calls come from the caller's thread."""

    def begin(self, language: str, segments: int, words: int) -> None:
        """Drafting into `language` begins: so many segments and words for the engine."""

    def advance(self, segments: int, words: int) -> None:
        """So many more segments and words have become drafts."""

    def end(self) -> None:
        """Drafting into this language is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How `translate` works; the defaults are those of the command line."""

    to: tuple[str, ...]
    """Target languages, in any spelling."""
    source_language: str = "en"
    output_dir: Path = Path("locales")
    name: str | None = None
    """Name of the catalogs, for a single document."""
    engine: str = "argos"
    model: Path | None = None
    """Package folder or archive to use instead of an installed one."""
    beam: int = 4
    """Beam size, 1 to 64."""
    jobs: int | None = None
    """Batches at the same time; ``None`` is one per available core."""
    dry_run: bool = False
    """Say what would happen; write nothing."""
    keep_furniture: bool = False
    memory: Path | None = None
    """The memory's file; ``None`` is the user's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentResult:
    """What became of one document in one language."""

    document: str
    language: str
    """BCP 47 tag."""
    units: int
    words: int
    """White-space separated words of the source, each unit once."""
    drafted: int
    """Units for which the engine was asked in this run (or would be, in a dry run)."""
    reused: int
    """Units that needed no engine: drafted before, or a person's."""
    kept: int
    """Those of `reused` that hold a person's text."""
    flagged: int
    """Units with a comment that says what to look at."""
    furniture: int
    """Lines that were left out as not part of the article."""
    seconds: float
    catalog: Path
    template: Path
    changed: bool
    """Whether the catalog was written: an unchanged one is not touched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateResult:
    """What `translate` did."""

    documents: tuple[DocumentResult, ...]
    """In the order of languages, then documents."""
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]
    """A line each."""
    engines: Mapping[str, EngineInfo]
    """Who made the drafts, by language tag."""
    dry_run: bool = False


@dataclass(slots=True)
class _Job:
    """One document in one language, on its way."""

    source: Source
    path: Path
    template: Path
    existing: Catalog | None
    fingerprint: Fingerprint | None
    kept: frozenset[str] = frozenset()
    """Ids of units whose text on disk is a person's."""
    drafts: dict[str, UnitDraft] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def to_draft(self) -> list[str]:
        """Return the sources of the units that a machine may draft."""
        units = self.source.document.units
        return [unit.source for unit in units if unit.id not in self.kept]


def translate(
    sources: Sequence[str | os.PathLike[str]],
    options: Options,
    *,
    stdin: bytes | None = None,
    progress: Progress | None = None,
) -> TranslateResult:
    """Draft documents into catalogs, one per document and language, and their templates.

    A person's text, comment or flag in an existing catalog is never changed. What cannot be done
    for one document or language is a failure in the result and does not stop the others. Running
    it again drafts only what is new; an unchanged catalog is not touched.

    Args:
        sources: Files, folders (every document below), ``-`` for `stdin`.
        options: Languages and settings.
        stdin: What standard input holds, where ``-`` is among the sources.
        progress: Hears how the work goes.

    Raises:
        UsageError: The options make no sense, whatever the files hold.
        MemoryStoreError: The memory cannot be used.
    """
    options, languages = _checked(options, sources)
    paths, failures = collect_paths(sources, skip=options.output_dir)
    documents, unread = read_sources(
        paths,
        language=options.source_language,
        output_dir=options.output_dir,
        name=options.name,
        stdin=stdin,
        keep_furniture=options.keep_furniture,
    )
    run = _Run(options=options, progress=progress, failures=[*failures, *unread])
    if documents:
        with Store(options.memory or default_memory_path(), read_only=options.dry_run) as store:
            for language in languages:
                run.translate_into(language, documents, store)
    if run.copied:
        run.warnings.append(
            f"in {run.copied} of {len(run.results)} catalogs most drafts are the source unchanged:"
            " is this model made for translating?"
        )
    return TranslateResult(
        documents=tuple(run.results),
        failures=tuple(run.failures),
        warnings=tuple(dict.fromkeys(run.warnings)),
        engines=run.engines,
        dry_run=options.dry_run,
    )


def _checked(
    options: Options, sources: Sequence[str | os.PathLike[str]]
) -> tuple[Options, tuple[str, ...]]:
    """Return the options with a canonical source language, and the target languages."""
    source = normalize_language(options.source_language)
    languages = tuple(dict.fromkeys(normalize_language(language) for language in options.to))
    if not sources:
        raise UsageError("no source is given", hint="name a file or folder")
    if options.name is not None and len(sources) > 1:
        raise UsageError("--name is for one document", hint="leave it out, or name one source")
    if not languages:
        raise UsageError("no target language is given", hint="add --to uk or --to ko")
    if source in languages:
        raise UsageError(
            f"the source is {language_name(source)} already",
            hint="--from says which language the source is in",
        )
    if not 1 <= options.beam <= 64:
        raise UsageError(f"a beam of {options.beam} is not possible", hint="1 to 64")
    if options.jobs is not None and options.jobs < 1:
        raise UsageError(f"{options.jobs} jobs are not possible", hint="1 or more")
    return replace(options, source_language=source), languages


@dataclass(slots=True)
class _Run:
    """One call of `translate`."""

    options: Options
    progress: Progress | None
    failures: list[Failure]
    results: list[DocumentResult] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    engines: dict[str, EngineInfo] = field(default_factory=dict)
    copied: int = 0
    """Catalogs whose drafts are mostly the source unchanged."""

    def translate_into(self, language: str, documents: Sequence[Source], store: Store) -> None:
        """Draft all documents into one language and write their catalogs."""
        ledger = Ledger(store)
        try:
            engine = self._engine(language, store)
        except UsageError:
            raise
        except TranskitError as error:
            self.failures.append(Failure(what=language, error=error))
            return
        key = draft_key(engine, self.options.source_language, language)
        jobs = self._open_jobs(language, documents, ledger)
        if not jobs:
            return
        plan = make_plan([text for job in jobs for text in job.to_draft], key, ledger)
        if self.options.dry_run:
            self.results += [_planned(job, plan, language) for job in jobs]
            return
        try:
            self._draft(jobs, plan, engine, key, ledger)
        except TranskitError as error:
            self.failures.append(Failure(what=language, error=error))
            return
        for job in jobs:
            try:
                self.results.append(self._write(job, key, ledger))
            except TranskitError as error:
                self.failures.append(Failure(what=str(job.path), error=error))

    def _engine(self, language: str, store: Store) -> Engine:
        """Find the engine for a language."""
        request = EngineRequest(
            source=self.options.source_language,
            target=language,
            model=self.options.model,
            beam=self.options.beam,
            jobs=self.options.jobs or available_cores(),
        )
        found = engine_factory(self.options.engine).find(request, FileHashes(store))
        self.warnings += found.warnings
        self.engines[language] = found.engine.info
        return found.engine

    def _open_jobs(self, language: str, documents: Sequence[Source], ledger: Ledger) -> list[_Job]:
        """Read the catalogs that exist and see what in them is a person's."""
        jobs: list[_Job] = []
        for source in documents:
            path = catalog_path(self.options.output_dir, language, source.name)
            try:
                loaded = load_catalog(path)
            except TranskitError as error:
                self.failures.append(Failure(what=str(path), error=error))
                continue
            job = _Job(
                source=source,
                path=path,
                template=template_path(self.options.output_dir, source.name),
                existing=loaded[0] if loaded else None,
                fingerprint=loaded[1] if loaded else None,
            )
            languages = (self.options.source_language, language)
            job.kept = _persons_units(job.existing, languages, ledger)
            jobs.append(job)
        return jobs

    def _draft(
        self, jobs: list[_Job], plan: DraftPlan, engine: Engine, key: DraftKey, ledger: Ledger
    ) -> None:
        """Draft everything together; each finished batch goes to the ledger at once."""
        started = time.perf_counter()

        def keep(drafts: Mapping[str, Draft]) -> None:
            ledger.add(key, drafts)

        if self.progress is not None and plan.missing:
            self.progress.begin(key.target_language, len(plan.missing), plan.words)
        try:
            advance = None if self.progress is None else self.progress.advance
            drafts = run_plan(plan, engine, keep, advance)
        finally:
            if self.progress is not None and plan.missing:
                self.progress.end()
        elapsed = time.perf_counter() - started
        words = [count_words([t for t in job.to_draft if drafts[t].drafted]) for job in jobs]
        for job, share in zip(jobs, words, strict=True):
            job.drafts = {text: drafts[text] for text in job.to_draft}
            job.seconds = elapsed * share / max(1, sum(words))

    def _write(self, job: _Job, key: DraftKey, ledger: Ledger) -> DocumentResult:
        """Merge the drafts with what is on disk and write catalog and template."""
        started = time.perf_counter()
        notes = self._notes(job)
        fresh = self._fresh_catalog(job, key, notes)
        changed, merged = self._save(job, fresh, key, ledger)
        _save_template(job.template, make_template(fresh))
        job.seconds += time.perf_counter() - started
        return _result(job, merged, changed=changed, language=key.target_language)

    def _notes(self, job: _Job) -> dict[str, tuple[str, ...]]:
        """Return what a translator should look at, by unit source.

        Where most drafts are copies of the source, a mark on every one says nothing: then one
        warning says it.
        """
        copied = Degeneration.COPY.value
        copies = sum(
            any(reason.endswith(copied) for reason in draft.reasons)
            for draft in job.drafts.values()
        )
        prose = sum(is_copy(text, text) for text in job.drafts)
        if copies < _COPIES_ARE_THE_RULE or 2 * copies <= prose:
            return {text: draft.reasons for text, draft in job.drafts.items()}
        self.copied += 1
        return {
            text: tuple(reason for reason in draft.reasons if not reason.endswith(copied))
            for text, draft in job.drafts.items()
        }

    def _fresh_catalog(
        self, job: _Job, key: DraftKey, notes: Mapping[str, tuple[str, ...]]
    ) -> Catalog:
        """Return the catalog that this run alone would write."""
        source = job.source
        units = [_drafted(unit, job.drafts, notes) for unit in source.document.units]
        folder = job.path.absolute().parent
        base = self.options.output_dir.absolute().parent
        extra = [
            ("X-Transkit-Source", _relative(source.path, folder) if source.path else ""),
            ("X-Transkit-Source-Hash", source.digest),
            ("X-Transkit-Engine", self.engines[key.target_language].label),
            ("X-Poedit-Basepath", _relative(base, folder)),
        ]
        header = make_header(
            source_language=key.source_language,
            target_language=key.target_language,
            created=po_date(source.created),
            project=source.name,
            generator=f"transkit {__version__}",
            extra=extra,
        )
        return make_catalog(
            units,
            source_language=key.source_language,
            target_language=key.target_language,
            header=header,
        )

    def _save(
        self, job: _Job, fresh: Catalog, key: DraftKey, ledger: Ledger
    ) -> tuple[bool, Catalog]:
        """Merge and write; where somebody saved the catalog meanwhile, take that in first."""
        languages = (key.source_language, key.target_language)
        for attempt in range(1, _ATTEMPTS + 1):
            pairs = _drafts_in(job.existing)
            ours = ledger.written(languages, pairs)
            merged = merge_catalog(fresh, job.existing, lambda *pair: pair in ours)  # noqa: B023
            ledger.note_written(key, _drafts_in(merged) & _drafts_in(fresh))
            try:
                changed = save_catalog(job.path, merged, expected=job.fingerprint)
            except CatalogError:
                if attempt == _ATTEMPTS:
                    raise
                loaded = load_catalog(job.path)
                job.existing, job.fingerprint = loaded or (None, None)
            else:
                return changed, merged
        raise AssertionError("the last attempt returns or raises")


def _persons_units(
    existing: Catalog | None, languages: tuple[str, str], ledger: Ledger
) -> frozenset[str]:
    """Return the ids of units whose text is a person's, or may be: no machine drafts those."""
    if existing is None:
        return frozenset()
    ours = ledger.written(languages, _drafts_in(existing))
    return frozenset(
        unit.id
        for unit in (*existing.units, *existing.obsolete)
        if unit.state is State.REVIEWED
        or (unit.state is State.TRANSLATED and (unit.source, unit.target) not in ours)
    )


def _drafts_in(catalog: Catalog | None) -> set[tuple[str, str]]:
    """Return (source, target) of every fuzzy entry."""
    if catalog is None:
        return set()
    return {
        (unit.source, unit.target)
        for unit in (*catalog.units, *catalog.obsolete)
        if unit.state is State.TRANSLATED and unit.target
    }


def _drafted(
    unit: Unit, drafts: Mapping[str, UnitDraft], notes: Mapping[str, tuple[str, ...]]
) -> Unit:
    """Return the unit with its draft, if it got one."""
    draft = drafts.get(unit.source)
    if draft is None or not draft.target:
        return unit
    return replace(
        unit,
        target=draft.target,
        state=State.TRANSLATED,
        origin=Origin.MT,
        note=notes[unit.source],
    )


def _save_template(path: Path, template: Catalog) -> None:
    """Write the template, unless nothing but its date would change."""
    loaded = load_catalog(path)
    if loaded is not None:
        date = dict(loaded[0].header).get("POT-Creation-Date", "")
        header = tuple(
            (name, date if name == "POT-Creation-Date" else value)
            for name, value in template.header
        )
        if serialize_po(replace(template, header=header)) == serialize_po(loaded[0]):
            return
    save_catalog(path, template, expected=loaded[1] if loaded else None)


def _result(job: _Job, merged: Catalog, *, changed: bool, language: str) -> DocumentResult:
    ids = {unit.id for unit in job.source.document.units}
    mine = [unit for unit in merged.units if unit.id in ids]
    drafted = {text for text, draft in job.drafts.items() if draft.drafted}
    asked = sum(unit.source in drafted for unit in mine)
    return DocumentResult(
        document=job.source.document.path,
        language=language,
        units=len(mine),
        words=count_words([unit.source for unit in mine]),
        drafted=asked,
        reused=len(mine) - asked,
        kept=sum(unit.id in job.kept for unit in mine),
        flagged=sum(bool(unit.note) for unit in mine),
        furniture=len(job.source.document.furniture),
        seconds=job.seconds,
        catalog=job.path,
        template=job.template,
        changed=changed,
    )


def _planned(job: _Job, plan: DraftPlan, language: str) -> DocumentResult:
    """Return what a dry run knows about a document."""
    units = {unit.source: unit for unit in job.source.document.units}
    missing = set(plan.missing)
    to_draft = set(job.to_draft)
    asked = sum(any(part.source in missing for part in plan.units[text]) for text in to_draft)
    return DocumentResult(
        document=job.source.document.path,
        language=language,
        units=len(units),
        words=count_words(list(units)),
        drafted=asked,
        reused=len(units) - asked,
        kept=sum(unit.id in job.kept for unit in units.values()),
        flagged=0,
        furniture=len(job.source.document.furniture),
        seconds=0.0,
        catalog=job.path,
        template=job.template,
        changed=False,
    )


def _relative(path: Path, folder: Path) -> str:
    return PurePath(os.path.relpath(path.absolute(), folder)).as_posix()
