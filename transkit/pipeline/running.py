"""One run of the main job: documents are read, drafted, and written into catalogs."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from transkit.catalogs import (
    catalog_path,
    find_outdated,
    load_catalog,
    make_catalog,
    template_path,
)
from transkit.engines.base import Engine, EngineInfo
from transkit.errors import TranskitError, UsageError
from transkit.memory.ledger import DraftKey, DraftMaker, FileHashes, Ledger
from transkit.memory.offers import Offers
from transkit.memory.risks import RiskNotes
from transkit.memory.store import Store
from transkit.memory.translations import Translations
from transkit.pipeline.counting import planned, result_of
from transkit.pipeline.drafting import draft_key, run_plan
from transkit.pipeline.engines import RunEngines
from transkit.pipeline.faults import catalog_faults, check_language
from transkit.pipeline.glossaries import (
    contradictions,
    find_amend,
    find_doubt,
    missing_dictionary,
)
from transkit.pipeline.jobs import Job, check_owner, held_another_text, see_work
from transkit.pipeline.known_sources import note_source
from transkit.pipeline.learning import learn_beside, learn_from, news_beside
from transkit.pipeline.matching import OriginFinder
from transkit.pipeline.options import Options, Progress
from transkit.pipeline.recalling import Recaller, Work, plan_work, worth_of
from transkit.pipeline.results import DocumentResult
from transkit.pipeline.sources import Failure, Source, read_sources
from transkit.pipeline.unchanged import Left, Watch
from transkit.pipeline.writing import CatalogWriter
from transkit.units import Draft, count_words

__all__ = ["Run"]


@dataclass(slots=True)
class Run:
    """One call of `translate` that has something to do."""

    options: Options
    progress: Progress | None
    engines: RunEngines
    failures: list[Failure]
    warnings: list[str]
    results: list[DocumentResult] = field(default_factory=list)
    copied: int = 0
    """Catalogs whose drafts are mostly the source unchanged."""
    left: list[Left] = field(default_factory=list)
    """How each of `results` leaves its document."""

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

    def translate(
        self,
        paths: Sequence[Path],
        languages: Sequence[str],
        stdin: bytes | None,
        store: Store,
    ) -> None:
        """Draft the documents into all languages, unless nothing at all has changed since.

        A catalog beside theirs in which somebody has worked since is a change, too.
        """
        watch = None if self.failures else Watch.for_run(paths, self.options, languages, store)
        if watch is not None and self.skip_unchanged(watch, languages, paths, store):
            return
        self.translate_all(paths, languages, stdin, store)
        if watch is not None and not self.failures:
            watch.keep(self.left, self.copied, self.engines.infos)

    def skip_unchanged(
        self, watch: Watch, languages: Sequence[str], paths: Sequence[Path], store: Store
    ) -> bool:
        """Take over what the last run came to, if nothing at all has changed since."""
        if not watch.has_last_run:
            return False
        try:
            for language in languages:
                self.engines.find(language, paths)
        except TranskitError:  # it comes again where the work is done, and is told there
            return False
        last = watch.last_run(self.engines.infos)
        if last is None:
            return False
        catalogs = [row.catalog for row in last.documents]
        if self.options.recall and news_beside(Translations(store), catalogs):
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
        """Draft all documents into one language and write their catalogs.

        Where somebody saves a catalog meanwhile in which other units need a draft than before, it
        is done once more.
        """
        try:
            engine = self.engines.find(language, [document.path for document in documents])
        except UsageError:
            raise
        except TranskitError as error:
            self.failures.append(Failure(what=language, error=error))
            return
        first = len(self.left)
        waiting = self._translate_once(engine, language, documents, store, is_last=False)
        if not waiting:
            return
        self._translate_once(engine, language, waiting, store, is_last=True)
        places = {document.document.path: n for n, document in enumerate(documents)}
        self.left[first:] = sorted(self.left[first:], key=lambda left: places[left.result.document])
        self.results[first:] = [left.result for left in self.left[first:]]

    def _translate_once(
        self,
        engine: Engine,
        language: str,
        documents: Sequence[Source],
        store: Store,
        *,
        is_last: bool,
    ) -> list[Source]:
        """Draft documents into one language and write their catalogs.

        Returns:
            Those with units that were left without a draft, because somebody saved their catalog
            meanwhile; none where this is the last time.
        """
        ledger = Ledger(store)
        key = draft_key(engine, self.options.source_language, language)
        jobs = self._open_jobs(language, documents, store)
        if not jobs:
            return []
        work = self._plan(jobs, key, store)
        if self.options.dry_run:
            self.results += [planned(job, work.plan, language) for job in jobs]
            return []
        try:
            self._draft(jobs, work, engine, ledger)
        except TranskitError as error:
            self.failures.append(Failure(what=language, error=error))
            return []
        writer = CatalogWriter(
            options=self.options,
            key=key,
            credit=engine.info.credit,
            ledger=ledger,
            hashes=FileHashes(store),
        )
        waiting: list[Source] = []
        for job in jobs:
            try:
                if not self._write(job, writer, is_last=is_last):
                    waiting.append(job.source)
                if job.source.path is not None:
                    note_source(store, job.path, job.source.path)
            except TranskitError as error:
                self.failures.append(Failure(what=str(job.path), error=error))
        return waiting

    def _plan(self, jobs: list[Job], key: DraftKey, store: Store) -> Work:
        """Say what the memory gives for the texts, and what an engine has to draft."""
        recaller = None
        if self.options.recall:
            pair = key.source_language, key.target_language
            worth = worth_of(self.engines.infos[key.target_language].quality)
            recaller = Recaller(
                Translations(store),
                Offers(store),
                pair,
                worth=worth,
                least=self.options.least,
                outdated=_outdated(jobs),
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
                said=RiskNotes(store, f"{path.absolute()} unknown"),
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
        if self.options.recall and not self.options.dry_run:
            learn_beside(translations, [job.path for job in jobs])
        return jobs

    def _draft(self, jobs: list[Job], work: Work, engine: Engine, ledger: Ledger) -> None:
        """Draft everything together; each finished batch goes to the ledger at once."""
        started = time.perf_counter()
        plan, key = work.plan, work.key
        languages = (key.source_language, key.target_language)
        amend = find_amend(self.options.output_dir, languages)
        doubt = find_doubt(self.options.output_dir, languages)
        if hint := missing_dictionary(self.options.output_dir, languages):
            self.warnings.append(hint)
        self.warnings += contradictions(self.options.output_dir, languages)

        def keep(drafts: Mapping[str, Draft]) -> None:
            ledger.add(key, drafts, replace=self.options.redraft)

        ledger.note_maker(key.model_hash, _maker(engine.info))
        if self.progress is not None and plan.missing:
            self.progress.begin(key.target_language, len(plan.missing), plan.words)
        try:
            advance = None if self.progress is None else self.progress.advance
            made = run_plan(plan, engine, keep, advance, amend=amend, doubt=doubt)
            drafts = work.complete(made, doubt)
        finally:
            if self.progress is not None and plan.missing:
                self.progress.end()
        elapsed = time.perf_counter() - started
        words = [count_words([t for t in job.to_draft if drafts[t].drafted]) for job in jobs]
        for job, share in zip(jobs, words, strict=True):
            job.drafts = {text: drafts[text] for text in job.to_draft}
            job.seconds = elapsed * share / max(1, sum(words))

    def _write(self, job: Job, writer: CatalogWriter, *, is_last: bool) -> bool:
        """Write a document's catalog and template; count what was done.

        Returns:
            Whether that is all: not where units were left without a draft and there is another try.
        """
        started = time.perf_counter()
        is_first = job.existing is None
        written = writer.write(job)
        if job.lacks_drafts and not is_last:
            return False
        told = [f"{job.path}: {fault}" for fault in catalog_faults(job.path, written.catalog)]
        if written.template_lost:
            told.append(f"{job.template} could not be read; it was made anew")
        if job.lacks_drafts:
            told.append(
                f"{job.path} was saved by another program meanwhile, and some of its units have no"
                " draft yet: run it again"
            )
        self.warnings += told
        self.copied += job.copied
        job.seconds += time.perf_counter() - started
        language = writer.key.target_language
        row = result_of(job, written.catalog, changed=written.changed, language=language)
        self.results.append(row)
        self.left.append(
            Left(
                result=row,
                source=job.source.digest,
                catalog=written.digest,
                is_first=is_first,
                is_told=bool(told),
            )
        )
        return True


def _outdated(jobs: Sequence[Job]) -> dict[str, frozenset[str]]:
    """Return what the texts that have to be drafted were before, and how that was translated."""
    found: dict[str, frozenset[str]] = {}
    for job in jobs:
        for text, before in find_outdated(job.existing, job.reuse).items():
            found[text] = found.get(text, frozenset()) | before
    return found


def _maker(info: EngineInfo) -> DraftMaker:
    """Return what the ledger remembers about an engine and its models."""
    return DraftMaker(engine=info.name, label=" + ".join(info.models), licence=info.licence)
