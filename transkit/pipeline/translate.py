"""The main job: documents become catalogs with drafts that people post-edit."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from transkit.catalogs import catalog_path, load_catalog, make_catalog, slug, template_path
from transkit.engines.base import Engine, EngineInfo, EngineRequest
from transkit.errors import TranskitError, UsageError
from transkit.files import MOST_JOBS, available_cores
from transkit.memory.ledger import DraftKey, DraftMaker, FileHashes, Ledger
from transkit.memory.offers import Offers
from transkit.memory.risks import RiskNotes
from transkit.memory.store import Store, default_memory_path
from transkit.memory.translations import Translations
from transkit.models.unpacking import unpack_archive
from transkit.pipeline.drafting import draft_key, run_plan
from transkit.pipeline.engines import find_engine
from transkit.pipeline.faults import catalog_faults, check_language
from transkit.pipeline.glossaries import find_amend, missing_dictionary
from transkit.pipeline.jobs import Job, check_owner, held_another_text, see_work
from transkit.pipeline.learning import learn_from
from transkit.pipeline.matching import OriginFinder
from transkit.pipeline.options import Options, Progress
from transkit.pipeline.recalling import Recaller, Work, plan_work, worth_of
from transkit.pipeline.results import DocumentResult, TranslateResult, planned, result_of
from transkit.pipeline.sources import Failure, Source, collect_paths, read_sources
from transkit.pipeline.unchanged import Left, Watch
from transkit.pipeline.writing import CatalogWriter
from transkit.text.languages import language_name, normalize_language
from transkit.units import Draft, count_words

__all__ = ["DocumentResult", "Options", "Progress", "TranslateResult", "translate"]

_NAMED = 3
"""Files that a warning names."""


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
    found = collect_paths(
        sources,
        output_dir=options.output_dir,
        language=options.source_language,
        targets=languages,
    )
    paths, failures = found.paths, list(found.failures)
    run = _Run(options=options, progress=progress, failures=failures)
    run.warnings += _left_out(found.built)
    if paths:
        with Store(options.memory or default_memory_path(), read_only=options.dry_run) as store:
            run.prepare(languages[0], paths, store)
            watch = None if failures else Watch.for_run(paths, options, languages, store)
            if watch is None or not run.skip_unchanged(watch, languages, paths, store):
                run.translate_all(paths, languages, stdin, store)
                if watch is not None and not run.failures:
                    watch.keep(run.left, run.copied, run.engines)
    return TranslateResult(
        documents=tuple(run.results),
        failures=tuple(run.failures),
        warnings=run.all_warnings,
        engines=run.engines,
        reasons=run.reasons,
        dry_run=options.dry_run,
    )


def _left_out(built: Sequence[Path]) -> list[str]:
    """Return the line that says which files of folders were taken for what transkit has written."""
    if not built:
        return []
    names = ", ".join(map(str, built[:_NAMED])) + (", …" if len(built) > _NAMED else "")
    what = "1 file was" if len(built) == 1 else f"{len(built)} files were"
    ours = f"{what} left out, being translations or reports: {names}"
    return [f"{ours}; name a file itself to translate it"]


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
    if not 0.5 <= options.least <= 1:
        raise UsageError(f"a likeness of {options.least} is not possible", hint="0.5 to 1")
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
    left: list[Left] = field(default_factory=list)
    """How each of `results` leaves its document."""
    _found: dict[str, Engine] = field(default_factory=dict)
    """By language tag."""

    @property
    def all_warnings(self) -> tuple[str, ...]:
        """Return a line for everything that a person should know, each once."""
        lines = dict.fromkeys(self.warnings)
        if self.copied:
            lines[
                f"in {self.copied} of {len(self.results)} catalogs most drafts are the source"
                " unchanged: is this model made for translating?"
            ] = None
        return tuple(lines)

    def skip_unchanged(
        self, watch: Watch, languages: Sequence[str], paths: Sequence[Path], store: Store
    ) -> bool:
        """Take over what the last run came to, if nothing at all has changed since."""
        try:
            for language in languages:
                self._engine(language, paths, store)
        except TranskitError:  # it comes again where the work is done, and is told there
            return False
        last = watch.last_run(self.engines)
        if last is None:
            return False
        self.results += last.documents
        self.copied = last.copied
        return True

    def translate_all(
        self,
        paths: Sequence[Path],
        languages: Sequence[str],
        stdin: bytes | None,
        store: Store,
    ) -> None:
        """Read the documents and draft them into all languages."""
        documents, unread = read_sources(
            paths,
            language=self.options.source_language,
            output_dir=self.options.output_dir,
            name=self.options.name,
            stdin=stdin,
            keep_furniture=self.options.keep_furniture,
        )
        self.failures += unread
        if documents:
            for language in languages:
                self.translate_into(language, documents, store)

    def translate_into(self, language: str, documents: Sequence[Source], store: Store) -> None:
        """Draft all documents into one language and write their catalogs."""
        ledger = Ledger(store)
        try:
            engine = self._engine(language, [document.path for document in documents], store)
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
            self.results += [planned(job, work.plan, language) for job in jobs]
            return
        try:
            self._draft(jobs, work, engine, ledger)
        except TranskitError as error:
            self.failures.append(Failure(what=language, error=error))
            return
        writer = CatalogWriter(
            options=self.options, key=key, credit=engine.info.credit, ledger=ledger
        )
        for job in jobs:
            try:
                self.results.append(self._write(job, writer))
            except TranskitError as error:
                self.failures.append(Failure(what=str(job.path), error=error))

    def _plan(self, jobs: list[Job], key: DraftKey, store: Store) -> Work:
        """Say what the memory gives for the texts, and what an engine has to draft."""
        recaller = None
        if self.options.recall:
            pair = key.source_language, key.target_language
            worth = worth_of(self.engines[key.target_language].quality)
            recaller = Recaller(
                Translations(store), Offers(store), pair, worth=worth, least=self.options.least
            )
        work = plan_work(
            list(dict.fromkeys(text for job in jobs for text in job.to_draft)),
            key,
            Ledger(store),
            recaller,
            marked={text for job in jobs if job.has_markup for text in job.to_draft},
            anew=self.options.redraft,
            look=not self.options.dry_run,
        )
        for job in jobs:
            job.recalled = work.recalled
        return work

    def _engine(
        self, language: str, paths: Sequence[Path | None], store: Store, *, ahead: bool = False
    ) -> Engine:
        """Find the engine for a language; it is looked for once."""
        if language in self._found:
            return self._found[language]
        request = EngineRequest(
            source=self.options.source_language,
            target=language,
            model=self.options.model,
            only_pair=len(set(map(normalize_language, self.options.to))) == 1,
            beam=self.options.beam,
            jobs=self.options.jobs or available_cores(),
            url=self.options.url,
            ahead=ahead,
        )
        found = find_engine(self.options.engine, request, paths, FileHashes(store))
        self.warnings += found.warnings
        self.engines[language] = found.engine.info
        self.reasons[language] = found.reason
        self._found[language] = found.engine
        return found.engine

    def prepare(self, language: str, paths: Sequence[Path], store: Store) -> None:
        """Let a model load while documents are read, where some of them look new.

        What goes wrong comes again where the work is done, and is told there.
        """
        if self.options.dry_run:
            return
        names = (
            slug(f"{self.options.name}.txt" if self.options.name else path.name) for path in paths
        )
        known = (catalog_path(self.options.output_dir, language, name) for name in names)
        if all(map(os.path.exists, known)):
            return
        with suppress(TranskitError):
            self._engine(language, paths, store, ahead=True)

    def _open_jobs(self, language: str, documents: Sequence[Source], store: Store) -> list[Job]:
        """Read the catalogs that exist, see what in them is a person's, and learn that."""
        ledger, translations = Ledger(store), Translations(store)
        languages = (self.options.source_language, language)
        jobs: list[Job] = []
        for source in documents:
            path = catalog_path(self.options.output_dir, language, source.name)
            try:
                loaded = load_catalog(path)
                existing = loaded[0] if loaded else None
                check_owner(path, existing, source)
                check_language(path, existing)
            except TranskitError as error:
                self.failures.append(Failure(what=str(path), error=error))
                continue
            bare = make_catalog(
                source.document.units,
                source_language=self.options.source_language,
                target_language=language,
            )
            job = Job(
                source=source,
                bare=bare,
                path=path,
                template=template_path(self.options.output_dir, source.name),
                existing=existing,
                fingerprint=loaded[1] if loaded else None,
                risks=RiskNotes(store, str(path.absolute())),
                origins=OriginFinder(ledger, translations, languages, path),
            )
            see_work(job, languages, ledger, redraft=self.options.redraft)
            if loaded and loaded[0].target_language and not self.options.dry_run:
                learn_from(translations, path, loaded[0], loaded[1].digest)
            if held_another_text(job):
                self.warnings.append(
                    f"{path} held another text: what people wrote there stays in the file as"
                    " obsolete entries; another --name gives this text a catalog of its own"
                )
            jobs.append(job)
        return jobs

    def _draft(self, jobs: list[Job], work: Work, engine: Engine, ledger: Ledger) -> None:
        """Draft everything together; each finished batch goes to the ledger at once."""
        started = time.perf_counter()
        plan, key = work.plan, work.key
        languages = (key.source_language, key.target_language)
        amend = find_amend(self.options.output_dir, languages)
        if hint := missing_dictionary(self.options.output_dir, languages):
            self.warnings.append(hint)

        def keep(drafts: Mapping[str, Draft]) -> None:
            ledger.add(key, drafts, replace=self.options.redraft)

        ledger.note_maker(key.model_hash, _maker(engine.info))
        if self.progress is not None and plan.missing:
            self.progress.begin(key.target_language, len(plan.missing), plan.words)
        try:
            advance = None if self.progress is None else self.progress.advance
            drafts = work.complete(run_plan(plan, engine, keep, advance, amend=amend))
        finally:
            if self.progress is not None and plan.missing:
                self.progress.end()
        elapsed = time.perf_counter() - started
        words = [count_words([t for t in job.to_draft if drafts[t].drafted]) for job in jobs]
        for job, share in zip(jobs, words, strict=True):
            job.drafts = {text: drafts[text] for text in job.to_draft}
            job.seconds = elapsed * share / max(1, sum(words))

    def _write(self, job: Job, writer: CatalogWriter) -> DocumentResult:
        """Write a document's catalog and template; count what was done."""
        started = time.perf_counter()
        is_first = job.existing is None
        written = writer.write(job)
        told = [f"{job.path}: {fault}" for fault in catalog_faults(job.path, written.catalog)]
        if written.template_lost:
            told.append(f"{job.template} could not be read; it was made anew")
        self.warnings += told
        self.copied += job.copied
        job.seconds += time.perf_counter() - started
        language = writer.key.target_language
        row = result_of(job, written.catalog, changed=written.changed, language=language)
        self.left.append(
            Left(
                result=row,
                source=job.source.digest,
                catalog=written.digest,
                is_first=is_first,
                is_told=bool(told),
            )
        )
        return row


def _maker(info: EngineInfo) -> DraftMaker:
    """Return what the ledger remembers about an engine and its models."""
    return DraftMaker(engine=info.name, label=" + ".join(info.models), licence=info.licence)
