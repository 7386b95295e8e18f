"""The main job: documents become catalogs with drafts that people post-edit."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Protocol

from transkit import __version__
from transkit.catalogs import (
    NO_REUSE,
    IsDraft,
    ReusePlan,
    catalog_path,
    compose,
    is_untouched,
    load_catalog,
    make_catalog,
    make_header,
    make_template,
    may_exist,
    merge_catalog,
    plan_reuse,
    po_date,
    save_catalog,
    save_template,
    sentence_key,
    serialize_po,
    source_of,
    template_path,
)
from transkit.engines.base import Engine, EngineInfo, EngineRequest
from transkit.engines.degeneration import Degeneration, is_copy
from transkit.errors import CatalogError, TranskitError, UsageError
from transkit.files import MOST_JOBS, Fingerprint, available_cores, folder_lock, write_atomic
from transkit.memory.ledger import DraftKey, DraftMaker, FileHashes, Ledger
from transkit.memory.offers import Offers
from transkit.memory.risks import RiskNotes
from transkit.memory.store import Store, default_memory_path
from transkit.memory.translations import Translations
from transkit.models.archives import unpack_archive
from transkit.models.quality import expected_quality, published_scores
from transkit.pipeline.drafting import DraftPlan, UnitDraft, draft_key, run_plan
from transkit.pipeline.engines import find_engine
from transkit.pipeline.learning import learn_from
from transkit.pipeline.recalling import (
    MEMORY,
    NOTHING_RECALLED,
    Recalled,
    Recaller,
    Work,
    plan_work,
    worth_of,
)
from transkit.pipeline.risks import note_risks
from transkit.pipeline.sources import Failure, Source, collect_paths, read_sources
from transkit.settings import SettingsFinder
from transkit.text.languages import language_name, normalize_language
from transkit.units import Catalog, Draft, Origin, State, Unit, count_words

__all__ = ["DocumentResult", "Options", "Progress", "TranslateResult", "translate"]

_ATTEMPTS = 3
"""How often a catalog that somebody else saves meanwhile is merged again."""
_COPIED = Degeneration.COPY.value
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
    engine: str = "auto"
    """Name of an engine; ``auto`` is the one with the best installed model."""
    model: Path | None = None
    """Model folder or Argos archive to use instead of an installed one."""
    url: str = ""
    """Server of an engine that is one."""
    beam: int = 4
    """Beam size, 1 to 64."""
    jobs: int | None = None
    """Batches at the same time, 1 to 256; ``None`` is one per available core."""
    recall: bool = True
    """Look into the memory of people's translations before the engine is asked."""
    trust_memory: bool = False
    """What a person translated word for word before is reviewed already."""
    redraft: bool = False
    """Draft anew what nobody has touched, also where the engine and its model are the same."""
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
    """Those of `reused` that hold a person's text, or may: `unsure` among them."""
    unsure: int
    """Those of `kept` that are drafts which this memory does not know: begun by a person, or made
    elsewhere."""
    recalled: int
    """Units whose draft is what a person once wrote for the same source, or one like it."""
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
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why this engine and model, in plain words, by language tag; empty without a choice."""
    dry_run: bool = False


@dataclass(slots=True)
class _Job:
    """One document in one language, on its way."""

    source: Source
    bare: Catalog
    """The document's entries, without anything that was done to them."""
    path: Path
    template: Path
    existing: Catalog | None
    fingerprint: Fingerprint | None
    risks: RiskNotes
    """What checks said about its drafts the last time."""
    kept: frozenset[str] = frozenset()
    """Ids of units whose text on disk is a person's."""
    unsure: frozenset[str] = frozenset()
    """Those of `kept` whose text is fuzzy, and not made of a person's words by us."""
    is_draft: IsDraft = lambda _source, _target: False
    """Whether a machine wrote a target and nobody touched it."""
    reuse: ReusePlan = NO_REUSE
    """What units whose source is not on disk keep of a person's text."""
    drafts: dict[str, UnitDraft] = field(default_factory=dict)
    """By what was drafted: sources of units, and single sentences of those that keep others."""
    recalled: Recalled = NOTHING_RECALLED
    """What of it the memory gave."""
    seconds: float = 0.0
    copied: bool = False
    """Whether most of its drafts are the source unchanged."""

    @property
    def has_markup(self) -> bool:
        """Return whether its units may hold inline tags."""
        return self.source.document.markup is not None

    @property
    def to_draft(self) -> list[str]:
        """Return what a machine may draft: sources of units, or sentences of them."""
        return [text for unit in self.source.document.units for text in self.texts_of(unit)]

    def texts_of(self, unit: Unit) -> tuple[str, ...]:
        """Return what a machine has to draft for a unit."""
        if unit.id in self.kept:
            return ()
        reuse = self.reuse.units.get(unit.id)
        return (unit.source,) if reuse is None else reuse.to_draft


def translate(
    sources: Sequence[str | os.PathLike[str]],
    options: Options,
    *,
    stdin: bytes | None = None,
    progress: Progress | None = None,
) -> TranslateResult:
    """Draft documents into catalogs, one per document and language, and their templates.

    A person's text, comment or flag in an existing catalog is never changed. Where a paragraph has
    changed, its unchanged sentences keep a person's text and only the others are drafted. A draft
    that nobody has touched is made anew when the engine, its model or its settings are others, and
    with ``redraft``. What cannot be done for one document or language is a failure in the result
    and does not stop the others. Running it again drafts only what is new; an unchanged catalog is
    not touched.

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
    with _unpacked(options) as ready:
        return _translate(sources, ready, languages, stdin, progress)


def _translate(
    sources: Sequence[str | os.PathLike[str]],
    options: Options,
    languages: Sequence[str],
    stdin: bytes | None,
    progress: Progress | None,
) -> TranslateResult:
    """Do what `translate` does, with options that were checked."""
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
        reasons=run.reasons,
        dry_run=options.dry_run,
    )


@contextmanager
def _unpacked(options: Options) -> Iterator[Options]:
    """Give options for which nothing is unpacked into the user's folders in a dry run."""
    if not options.dry_run or options.model is None or not options.model.is_file():
        yield options
        return
    with TemporaryDirectory(prefix="transkit-") as folder:
        yield replace(options, model=unpack_archive(options.model, Path(folder)))


def _checked(
    options: Options, sources: Sequence[str | os.PathLike[str]]
) -> tuple[Options, tuple[str, ...]]:
    """Return the options with a canonical source language, and the target languages."""
    source = normalize_language(options.source_language)
    languages = tuple(dict.fromkeys(normalize_language(language) for language in options.to))
    if not sources:
        raise UsageError("no source is given", hint="name a file or folder")
    if not all(os.fspath(source) for source in sources):
        raise UsageError("a source is empty", hint="name a file or folder; . is this one")
    if options.name is not None and not options.name.strip():
        raise UsageError("the name is empty", hint="--name interview, for example")
    if options.name is not None and len({os.fspath(source) for source in sources}) > 1:
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
    if options.jobs is not None and not 1 <= options.jobs <= MOST_JOBS:
        raise UsageError(f"{options.jobs} jobs are not possible", hint=f"1 to {MOST_JOBS}")
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
    reasons: dict[str, str] = field(default_factory=dict)
    copied: int = 0
    """Catalogs whose drafts are mostly the source unchanged."""

    def translate_into(self, language: str, documents: Sequence[Source], store: Store) -> None:
        """Draft all documents into one language and write their catalogs."""
        ledger = Ledger(store)
        try:
            engine = self._engine(language, documents, store)
        except UsageError:
            raise
        except TranskitError as error:
            self.failures.append(Failure(what=language, error=error))
            return
        key = draft_key(engine, self.options.source_language, language)
        jobs = self._open_jobs(language, documents, store)
        if not jobs:
            return
        work = self._plan(jobs, key, store)
        if self.options.dry_run:
            self.results += [_planned(job, work.plan, language) for job in jobs]
            return
        try:
            self._draft(jobs, work, engine, ledger)
        except TranskitError as error:
            self.failures.append(Failure(what=language, error=error))
            return
        for job in jobs:
            try:
                self.results.append(self._write(job, key, ledger))
            except TranskitError as error:
                self.failures.append(Failure(what=str(job.path), error=error))

    def _plan(self, jobs: list[_Job], key: DraftKey, store: Store) -> Work:
        """Say what the memory gives for the texts, and what an engine has to draft."""
        recaller = None
        if self.options.recall:
            pair = key.source_language, key.target_language
            recaller = Recaller(Translations(store), Offers(store), pair)
        work = plan_work(
            list(dict.fromkeys(text for job in jobs for text in job.to_draft)),
            key,
            Ledger(store),
            recaller,
            marked={text for job in jobs if job.has_markup for text in job.to_draft},
            anew=self.options.redraft,
            worth=worth_of(self._quality(key)),
            look=not self.options.dry_run,
        )
        for job in jobs:
            job.recalled = work.recalled
        return work

    def _quality(self, key: DraftKey) -> float:
        """Return what may be expected of an engine's drafts: COMET, in [0, 1]."""
        info = self.engines[key.target_language]
        scores = published_scores(info.name, key.source_language, key.target_language)
        return 0.0 if info.rough else expected_quality(info.name, scores)

    def _engine(self, language: str, documents: Sequence[Source], store: Store) -> Engine:
        """Find the engine for a language."""
        request = EngineRequest(
            source=self.options.source_language,
            target=language,
            model=self.options.model,
            beam=self.options.beam,
            jobs=self.options.jobs or available_cores(),
            url=self.options.url,
        )
        paths = [document.path for document in documents]
        found = find_engine(self.options.engine, request, paths, FileHashes(store))
        self.warnings += found.warnings
        self.engines[language] = found.engine.info
        self.reasons[language] = found.reason
        return found.engine

    def _open_jobs(self, language: str, documents: Sequence[Source], store: Store) -> list[_Job]:
        """Read the catalogs that exist, see what in them is a person's, and learn that."""
        ledger, translations = Ledger(store), Translations(store)
        jobs: list[_Job] = []
        for source in documents:
            path = catalog_path(self.options.output_dir, language, source.name)
            try:
                loaded = load_catalog(path)
                _check_owner(path, loaded[0] if loaded else None, source)
            except TranskitError as error:
                self.failures.append(Failure(what=str(path), error=error))
                continue
            bare = make_catalog(
                source.document.units,
                source_language=self.options.source_language,
                target_language=language,
            )
            job = _Job(
                source=source,
                bare=bare,
                path=path,
                template=template_path(self.options.output_dir, source.name),
                existing=loaded[0] if loaded else None,
                fingerprint=loaded[1] if loaded else None,
                risks=RiskNotes(store, str(path.absolute())),
            )
            if loaded and loaded[0].target_language and not self.options.dry_run:
                learn_from(translations, path, loaded[0], loaded[1].digest)
            self._see_work(job, language, ledger)
            jobs.append(job)
        return jobs

    def _see_work(self, job: _Job, language: str, ledger: Ledger) -> None:
        """See what on disk is a person's, and what of it changed units keep."""
        languages = (self.options.source_language, language)
        job.is_draft = _draft_test(job.existing, languages, ledger, redraft=self.options.redraft)
        job.kept, job.unsure = _persons_units(job.existing, job.is_draft)
        job.reuse = plan_reuse(job.bare, job.existing, job.is_draft)

    def _see_work_again(self, job: _Job, language: str, ledger: Ledger) -> None:
        """Read a catalog again that somebody else has saved, and see what is in it now.

        Where this asks for drafts that nobody has made, the plan from before holds, and nothing
        goes for it: the next run finds the rest.
        """
        before = job.reuse
        loaded = load_catalog(job.path)
        job.existing, job.fingerprint = loaded or (None, None)
        self._see_work(job, language, ledger)
        ready = {
            unit: reuse
            for unit, reuse in job.reuse.units.items()
            if all(text in job.drafts for text in reuse.to_draft)
        }
        if len(ready) < len(job.reuse.units):
            others = {unit: reuse for unit, reuse in before.units.items() if unit not in ready}
            job.reuse = ReusePlan(units={**others, **ready})

    def _draft(self, jobs: list[_Job], work: Work, engine: Engine, ledger: Ledger) -> None:
        """Draft everything together; each finished batch goes to the ledger at once."""
        started = time.perf_counter()
        plan, key = work.plan, work.key

        def keep(drafts: Mapping[str, Draft]) -> None:
            ledger.add(key, drafts, replace=self.options.redraft)

        if plan.missing:
            ledger.note_maker(key.model_hash, _maker(engine.info))
        if self.progress is not None and plan.missing:
            self.progress.begin(key.target_language, len(plan.missing), plan.words)
        try:
            advance = None if self.progress is None else self.progress.advance
            drafts = work.complete(run_plan(plan, engine, keep, advance))
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
        notes = self._notes(job, key, ledger)
        with folder_lock(self.options.output_dir):
            changed, merged, fresh = self._save(job, notes, key, ledger)
            template = make_template(replace(fresh, units=job.bare.units))
            if save_template(job.template, template):
                self.warnings.append(f"{job.template} could not be read; it was made anew")
        self.copied += job.copied
        job.seconds += time.perf_counter() - started
        return _result(job, merged, changed=changed, language=key.target_language)

    def _notes(self, job: _Job, key: DraftKey, ledger: Ledger) -> dict[str, tuple[str, ...]]:
        """Return what a translator should look at, by unit source.

        Where most drafts are copies of the source, a mark on every one says nothing: then one
        warning says it. The drafts of units that a person has reviewed since count like the others:
        what is said about one unit does not change with work on another.
        """
        marked = {
            text
            for text, draft in job.drafts.items()
            if any(reason.endswith(_COPIED) for reason in draft.reasons)
        }
        if not marked:
            return {text: draft.reasons for text, draft in job.drafts.items()}
        languages = (key.source_language, key.target_language)
        others = [u.source for u in job.source.document.units if u.source not in job.drafts]
        written = ledger.drafts_for(languages, others)
        copied = sum(
            any(is_copy(text, draft.target) for draft in drafts) for text, drafts in written.items()
        )
        prose = sum(is_copy(text, text) for text in (*job.drafts, *written))
        if len(marked) + copied < _COPIES_ARE_THE_RULE or 2 * (len(marked) + copied) <= prose:
            return {text: draft.reasons for text, draft in job.drafts.items()}
        job.copied = True
        return {
            text: tuple(reason for reason in draft.reasons if not reason.endswith(_COPIED))
            for text, draft in job.drafts.items()
        }

    def _fresh_catalog(
        self, job: _Job, key: DraftKey, notes: Mapping[str, tuple[str, ...]]
    ) -> Catalog:
        """Return the catalog that this run alone would write."""
        source = job.source
        trusted = self.options.trust_memory
        units = note_risks(
            [_drafted(unit, job, notes, trusted=trusted) for unit in source.document.units],
            job.existing,
            (key.source_language, key.target_language),
            {text: draft.score for text, draft in job.drafts.items()},
            SettingsFinder().settings_for(source.path).checks,
            known=job.risks,
        )
        folder = job.path.absolute().parent
        base = self.options.output_dir.absolute().parent
        extra = [
            ("X-Transkit-Source", _relative(source.path, folder) if source.path else ""),
            ("X-Transkit-Source-Hash", source.digest),
            ("X-Transkit-Engine", self.engines[key.target_language].credit),
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
        self, job: _Job, notes: Mapping[str, tuple[str, ...]], key: DraftKey, ledger: Ledger
    ) -> tuple[bool, Catalog, Catalog]:
        """Merge and write; where somebody saved the catalog meanwhile, take that in first.

        Returns:
            Whether the catalog was written, what it holds, and what this run alone made.

        Raises:
            CatalogError: What somebody saved meanwhile cannot be taken in. It is left alone, and
                what this run made lies beside it.
        """
        for attempt in range(1, _ATTEMPTS + 1):
            fresh = self._fresh_catalog(job, key, notes)
            merged = merge_catalog(fresh, job.existing, job.is_draft, job.reuse)
            for origin, engine in ((Origin.MT, key.engine), (Origin.TM, MEMORY)):
                texts = _machine_texts(job, fresh, merged, origin)
                ledger.note_written(replace(key, engine=engine), texts)
            try:
                changed = save_catalog(job.path, merged, expected=job.fingerprint)
            except CatalogError as error:
                if attempt == _ATTEMPTS:
                    raise _conflict(job.path, merged, error) from error
                try:
                    self._see_work_again(job, key.target_language, ledger)
                except CatalogError as unreadable:
                    raise _conflict(job.path, merged, unreadable) from unreadable
            else:
                return changed, merged, fresh
        raise AssertionError("the last attempt returns or raises")


def _check_owner(path: Path, existing: Catalog | None, source: Source) -> None:
    """Make sure that a catalog is not that of another document, which still exists.

    Raises:
        CatalogError: It is.
    """
    owner = None if existing is None else source_of(path, existing.header)
    if owner is None or not may_exist(owner):
        return
    if source.path is None or owner != Path(os.path.realpath(source.path)):
        raise CatalogError(
            f"is the catalog of another document, {os.path.relpath(owner)}",
            path=path,
            hint="give another --name or --output-dir",
        )


def _maker(info: EngineInfo) -> DraftMaker:
    """Return what the ledger remembers about an engine and its models."""
    licences = dict.fromkeys(filter(None, info.licences))
    return DraftMaker(engine=info.name, label=" + ".join(info.models), licence=", ".join(licences))


def _conflict(path: Path, merged: Catalog, error: CatalogError) -> CatalogError:
    """Write what this run made beside a catalog that it must not overwrite; return the error."""
    beside = path.with_name(f"{path.stem}.conflict.po")
    write_atomic(beside, serialize_po(merged))
    return CatalogError(
        f"was saved by another program meanwhile, and {error.message}; it was left alone",
        path=path,
        line=error.line,
        hint=f"what transkit made is in {beside}",
    )


def _draft_test(
    existing: Catalog | None, languages: tuple[str, str], ledger: Ledger, *, redraft: bool
) -> IsDraft:
    """Return whether a target is a machine's draft that nobody touched, as the ledger knows it.

    To draft anew, a fuzzy text counts as a draft also where the ledger has never heard of its
    source: it is lost, or the catalog came from elsewhere.
    """
    pairs = _drafts_in(existing)
    ours = ledger.written(languages, pairs)
    if redraft:
        known = ledger.knows(languages, {source for source, _ in pairs - ours})
        ours |= {pair for pair in pairs if pair[0] not in known}

    def is_draft(source: str, target: str) -> bool:
        pair = (source, target)
        return pair in ours or (pair not in pairs and bool(ledger.written(languages, [pair])))

    return is_draft


def _persons_units(
    existing: Catalog | None, is_draft: IsDraft
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of units that no machine drafts: their text is a person's, or may be.

    And of those among them of which that is not sure.
    """
    if existing is None:
        return frozenset(), frozenset()
    kept = [
        unit
        for unit in (*existing.units, *existing.obsolete)
        if unit.state is not State.INITIAL and not is_untouched(unit, is_draft)
    ]
    unsure = (
        unit for unit in kept if unit.state is State.TRANSLATED and unit.previous_source is None
    )
    return frozenset(unit.id for unit in kept), frozenset(unit.id for unit in unsure)


def _machine_texts(
    job: _Job, fresh: Catalog, merged: Catalog, origin: Origin
) -> set[tuple[str, str]]:
    """Return (source, target) of what a machine alone wrote: whole units and single sentences.

    What came out of the memory (``TM``) and what an engine made (``MT``) are told apart.

    Units with a person's words in them are there with an empty target: that tells them, whatever
    becomes of them, from units that the ledger has never heard of.
    """
    drafts = {
        (unit.source, unit.target)
        for unit in fresh.units
        if unit.origin is origin and unit.previous_source is None
    }
    if origin is Origin.TM:
        return _drafts_in(merged) & drafts
    sentences = {
        (sentence_key(unit.source, text), job.drafts[text].target)
        for unit in job.bare.units
        if (reuse := job.reuse.units.get(unit.id)) is not None and reuse.keeps
        for text in reuse.to_draft
    }
    takers = {(unit.source, "") for unit in job.bare.units if unit.id in job.reuse.units}
    return (_drafts_in(merged) & drafts) | sentences | takers


def _drafts_in(catalog: Catalog | None) -> set[tuple[str, str]]:
    """Return (source, target) of every fuzzy entry."""
    if catalog is None:
        return set()
    return {
        (unit.source, unit.target)
        for unit in (*catalog.units, *catalog.obsolete)
        if unit.state is State.TRANSLATED and unit.target
    }


def _drafted(unit: Unit, job: _Job, notes: Mapping[str, tuple[str, ...]], *, trusted: bool) -> Unit:
    """Return the unit with its draft, if it got one, or with what it keeps and drafts beside it."""
    reuse = job.reuse.units.get(unit.id)
    if reuse is not None:
        drafts = {text: job.drafts[text].target for text in reuse.to_draft}
        return compose(unit, reuse, drafts, notes)
    draft = job.drafts.get(unit.source)
    if draft is None or not draft.target:
        return unit
    if trusted and unit.source in job.recalled.exact:
        return replace(unit, target=draft.target, state=State.REVIEWED, origin=Origin.HUMAN)
    return replace(
        unit,
        target=draft.target,
        state=State.TRANSLATED,
        origin=Origin.TM if unit.source in job.recalled.units else Origin.MT,
        note=notes[unit.source],
    )


def _result(job: _Job, merged: Catalog, *, changed: bool, language: str) -> DocumentResult:
    ids = {unit.id for unit in job.source.document.units}
    mine = [unit for unit in merged.units if unit.id in ids]
    drafted = {text for text, draft in job.drafts.items() if draft.drafted}
    return replace(
        _counted(job, mine, drafted, language),
        flagged=sum(bool(unit.note) for unit in mine),
        seconds=job.seconds,
        changed=changed,
    )


def _planned(job: _Job, plan: DraftPlan, language: str) -> DocumentResult:
    """Return what a dry run knows about a document."""
    units = {unit.id: unit for unit in job.source.document.units}
    missing = set(plan.missing)
    asked = {
        text
        for text in job.to_draft
        if any(part.source in missing for part in plan.units.get(text, ()))
    }
    return _counted(job, list(units.values()), asked, language)


def _counted(
    job: _Job, units: Sequence[Unit], drafted: Collection[str], language: str
) -> DocumentResult:
    """Return the counts of a document whose texts in `drafted` the engine is asked for."""
    asked = {unit.id for unit in units if any(text in drafted for text in job.texts_of(unit))}
    keeping = {unit for unit, reuse in job.reuse.units.items() if reuse.keeps} | job.kept
    return DocumentResult(
        document=job.source.document.path,
        language=language,
        units=len(units),
        words=count_words([unit.source for unit in units]),
        drafted=len(asked),
        reused=len(units) - len(asked),
        kept=sum(unit.id in keeping and unit.id not in asked for unit in units),
        unsure=sum(unit.id in job.unsure and unit.id not in asked for unit in units),
        recalled=sum(
            any(text in job.recalled.units for text in job.texts_of(unit)) for unit in units
        ),
        flagged=0,
        furniture=len(job.source.document.furniture),
        seconds=0.0,
        catalog=job.path,
        template=job.template,
        changed=False,
    )


def _relative(path: Path, folder: Path) -> str:
    return PurePath(os.path.relpath(path.absolute(), folder)).as_posix()
