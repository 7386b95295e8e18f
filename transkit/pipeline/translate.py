"""The main job: documents become catalogs with drafts that people post-edit."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from transkit.catalogs import catalog_path, slug
from transkit.errors import UsageError
from transkit.files import MOST_JOBS
from transkit.memory.ledger import FileHashes
from transkit.memory.store import Store, default_memory_path
from transkit.models.unpacking import unpack_archive
from transkit.pipeline.engines import RunEngines
from transkit.pipeline.options import Options, Progress
from transkit.pipeline.results import DocumentResult, TranslateResult
from transkit.pipeline.sources import collect_paths
from transkit.text.languages import language_name, normalize_language

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
    failures, warnings = list(found.failures), _left_out(found.built)
    if not found.paths:
        return TranslateResult(
            documents=(),
            failures=tuple(failures),
            warnings=tuple(warnings),
            engines={},
            dry_run=options.dry_run,
        )
    with Store(options.memory or default_memory_path(), read_only=options.dry_run) as store:
        engines = RunEngines(options=options, hashes=FileHashes(store), warnings=warnings)
        _prepare(engines, found.paths, languages[0])
        # A third of what there is to import, while the model loads.
        from transkit.pipeline.running import Run

        run = Run(
            options=options,
            progress=progress,
            engines=engines,
            failures=failures,
            warnings=warnings,
        )
        run.translate(found.paths, languages, stdin, store)
    return TranslateResult(
        documents=tuple(run.results),
        failures=tuple(run.failures),
        warnings=run.all_warnings,
        engines=engines.infos,
        reasons=engines.reasons,
        dry_run=options.dry_run,
    )


def _prepare(engines: RunEngines, paths: Sequence[Path], language: str) -> None:
    """Let a model load while documents are read, where some of them look new."""
    options = engines.options
    if options.dry_run:
        return
    names = (slug(f"{options.name}.txt" if options.name else path.name) for path in paths)
    known = (catalog_path(options.output_dir, language, name) for name in names)
    if not all(map(os.path.exists, known)):
        engines.prepare(language, paths)


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
