"""transkit: an article goes in, PO catalogs that people post-edit come out, offline.

For people who script; the command line does the same. `translate` is the main job, `build` makes
the article of an edited catalog, `status` and `diff` say what people have done in catalogs,
`report` writes it down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from typing import Literal

    from transkit.pipeline.build import BuildResult
    from transkit.pipeline.diff import DiffResult
    from transkit.pipeline.report import ReportResult
    from transkit.pipeline.segment import SegmentResult
    from transkit.pipeline.status import StatusResult
    from transkit.pipeline.translate import Progress, TranslateResult

__all__ = ["__version__", "build", "diff", "report", "segment", "status", "translate"]

__version__ = "0.1.0"


def translate(
    sources: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    to: str | Sequence[str],
    source_language: str = "en",
    output_dir: str | os.PathLike[str] = "locales",
    name: str | None = None,
    engine: str = "auto",
    model: str | os.PathLike[str] | None = None,
    url: str = "",
    beam: int = 4,
    jobs: int | None = None,
    recall: bool = True,
    least: float = 0.85,
    trust_memory: bool = False,
    redraft: bool = False,
    dry_run: bool = False,
    keep_furniture: bool = False,
    memory: str | os.PathLike[str] | None = None,
    stdin: bytes | None = None,
    progress: Progress | None = None,
) -> TranslateResult:
    """Draft documents into PO catalogs, one per document and language, and their templates.

    Offline: nothing opens a socket, but for an engine with a `url`. A person's text, comment or
    flag in an existing catalog is never changed; where a paragraph has changed, its unchanged
    sentences keep a person's text. Running it again drafts only what is new and leaves unchanged
    catalogs untouched.
    What cannot be done for one document or language is listed in the result's ``failures`` and
    does not stop the others.

    Args:
        sources: A file or folder, or several; ``-`` is `stdin`.
        to: Target language or languages: BCP 47 tags, locales or names (``"uk"``, ``"ko_KR"``,
            ``"Ukrainian"``).
        source_language: Language of the sources.
        output_dir: Catalogs go to ``<output_dir>/<language>/LC_MESSAGES/<name>.po``, templates to
            ``<output_dir>/<name>.pot``.
        name: Name of the catalogs, for a single document; by default its file's name.
        engine: What makes the drafts: an entry point of ``transkit.engines``; ``auto`` is the one
            with the best installed model for the pair.
        model: A model's folder or an ``.argosmodel`` file to use instead of an installed model.
        url: The server, for ``engine="libretranslate"``: the only engine that opens a socket.
        beam: Beam size, 1 (greedy) to 64.
        jobs: Batches translated at the same time; by default one per available core.
        recall: Look into what people translated before, before the engine is asked.
        least: Similarity, 0.5 to 1, from which on a translation of another source is offered beside
            a draft, or is the draft where it beats what may be expected of the engine.
        trust_memory: What a person translated word for word before is reviewed already.
        redraft: Draft anew what nobody has touched, also where engine and model are the same.
            Without the memory, a draft cannot be told from a person's text that is still fuzzy:
            then such text is drafted anew as well.
        dry_run: Say what would happen; write nothing.
        keep_furniture: Make units also of what is not part of the article.
        memory: The memory's file; by default ``$TRANSKIT_MEMORY`` or the user's own.
        stdin: What ``-`` among the sources stands for.
        progress: Hears how the work goes.

    Returns:
        A `transkit.pipeline.translate.TranslateResult`: a row per document and language, failures,
        warnings, and the engines that were used.

    Raises:
        transkit.errors.UsageError: The arguments make no sense, whatever the files hold.
        transkit.errors.MemoryStoreError: The memory cannot be used.

    Example:
        >>> import transkit
        >>> result = transkit.translate("article.txt", to=["uk", "ko"])  # doctest: +SKIP
        >>> [row.catalog for row in result.documents]  # doctest: +SKIP
    """
    from pathlib import Path

    from transkit.pipeline.translate import Options
    from transkit.pipeline.translate import translate as run

    options = Options(
        to=(to,) if isinstance(to, str) else tuple(to),
        source_language=source_language,
        output_dir=Path(output_dir),
        name=name,
        engine=engine,
        model=None if model is None else Path(model),
        url=url,
        beam=beam,
        jobs=jobs,
        recall=recall,
        least=least,
        trust_memory=trust_memory,
        redraft=redraft,
        dry_run=dry_run,
        keep_furniture=keep_furniture,
        memory=None if memory is None else Path(memory),
    )
    return run(_several(sources), options, stdin=stdin, progress=progress)


def build(
    catalogs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    output: str | os.PathLike[str] | None = None,
    unreviewed: Literal["draft", "source", "fail"] = "draft",
    require_reviewed: float = 0.0,
    notice: bool = False,
    keep_furniture: bool = False,
    article_only: bool = False,
    format_name: Literal["text", "markdown"] | None = None,
    learn: bool = True,
    memory: str | os.PathLike[str] | None = None,
) -> BuildResult:
    """Rebuild the articles of catalogs in their language.

    Catalogs and sources are only read. An article is written whole or not at all. What
    cannot be done for one catalog is listed in the result's ``failures`` and does not stop the
    others.

    Args:
        catalogs: A catalog or folder of catalogs, or several.
        output: File or folder; ``"-"`` writes nothing, the article is the result's ``content``. By
            default beside the source: ``article.uk.txt``.
        unreviewed: What stands for a unit that no person has reviewed: its draft, its source, or
            nothing is written.
        require_reviewed: Percent of the units, 0 to 100; with fewer reviewed nothing is written.
        notice: Add a last line, in the article's language, that says that it is machine-translated
            and how much of it a person has reviewed.
        keep_furniture: Keep also what is not the article, in the source's words.
        article_only: Of a web page make a clean page of just the article.
        format_name: Make this from the units, whatever the source is.
        learn: Keep in the memory what people wrote in the catalogs.
        memory: The memory's file; by default ``$TRANSKIT_MEMORY`` or the user's own.

    Returns:
        A `transkit.pipeline.build.BuildResult`: a row per catalog, and failures.

    Raises:
        transkit.errors.UsageError: The arguments make no sense, whatever the files hold.

    Example:
        >>> import transkit
        >>> result = transkit.build("locales/uk/LC_MESSAGES/article.po")  # doctest: +SKIP
        >>> result.documents[0].output  # doctest: +SKIP
    """
    from pathlib import Path

    from transkit.pipeline.build import BuildOptions
    from transkit.pipeline.build import build as run

    options = BuildOptions(
        output=output,
        unreviewed=unreviewed,
        require_reviewed=require_reviewed,
        notice=notice,
        keep_furniture=keep_furniture,
        article_only=article_only,
        format_name=format_name,
        learn=learn,
        memory=None if memory is None else Path(memory),
    )
    return run(_several(catalogs), options)


def segment(
    source: str | os.PathLike[str],
    *,
    source_language: str = "en",
    keep_furniture: bool = False,
    pot: str | os.PathLike[str] | None = None,
    stdin: bytes | None = None,
) -> SegmentResult:
    """Return what `translate` would make of a document: units, segments, what is left out and why.

    Args:
        source: A text, HTML or Markdown file; ``-`` is `stdin`.
        source_language: Its language.
        keep_furniture: Make units also of what is not part of the article.
        pot: Where to write the template; by default nothing is written. A file that is no template
            is never overwritten.
        stdin: What ``-`` stands for.

    Returns:
        A `transkit.pipeline.segment.SegmentResult`: a row for each part of the document, in order.

    Raises:
        transkit.errors.TranskitError: The document cannot be read, or the template not written.

    Example:
        >>> import transkit
        >>> rows = transkit.segment("article.txt").rows  # doctest: +SKIP
        >>> [(row.line, row.kind) for row in rows if row.verdict == "furniture"]  # doctest: +SKIP
    """
    from pathlib import Path

    from transkit.pipeline.segment import segment as run

    return run(
        source,
        source_language=source_language,
        keep_furniture=keep_furniture,
        pot=None if pot is None else Path(pot),
        stdin=stdin,
    )


def status(
    catalogs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = "locales",
    *,
    memory: str | os.PathLike[str] | None = None,
) -> StatusResult:
    """Return how far catalogs are, and what post-editing has cost so far; nothing is written.

    Args:
        catalogs: A catalog or folder of catalogs, or several.
        memory: The memory's file; by default ``$TRANSKIT_MEMORY`` or the user's own.

    Returns:
        A `transkit.pipeline.status.StatusResult`: a row per catalog, effort by engine, failures.

    Raises:
        transkit.errors.MemoryStoreError: The memory cannot be used.

    Example:
        >>> import transkit
        >>> [row.units.reviewed for row in transkit.status().catalogs]  # doctest: +SKIP
    """
    from pathlib import Path

    from transkit.pipeline.status import status as run

    return run(_several(catalogs), memory=None if memory is None else Path(memory))


def diff(
    catalog: str | os.PathLike[str],
    *,
    memory: str | os.PathLike[str] | None = None,
    html: str | os.PathLike[str] | None = None,
) -> DiffResult:
    """Return what people changed in a catalog: drafts against post-edits, word by word.

    Args:
        catalog: A catalog; it is only read.
        memory: The memory's file; by default ``$TRANSKIT_MEMORY`` or the user's own.
        html: Where to write the comparison as a page that loads nothing from elsewhere.

    Returns:
        A `transkit.pipeline.diff.DiffResult`: the units that were changed, in reading order.

    Raises:
        transkit.errors.CatalogError: The catalog cannot be read.
        transkit.errors.MemoryStoreError: The memory cannot be used.

    Example:
        >>> import transkit
        >>> changed = transkit.diff("locales/uk/LC_MESSAGES/article.po")  # doctest: +SKIP
        >>> [unit.change for unit in changed.units]  # doctest: +SKIP
    """
    from pathlib import Path

    from transkit.pipeline.diff import diff as run

    return run(catalog, memory=None if memory is None else Path(memory), html=html)


def report(
    catalogs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = "locales",
    *,
    html: str | os.PathLike[str] | None = None,
    xlsx: str | os.PathLike[str] | None = None,
    memory: str | os.PathLike[str] | None = None,
) -> ReportResult:
    """Report on catalogs: what to look at, what people changed, how far they are.

    The catalogs and the memory are only read. What cannot be read is listed in the result's
    ``failures`` and does not stop the others.

    Args:
        catalogs: A catalog or folder of catalogs, or several.
        html: Where to write the report as a page that loads nothing from elsewhere.
        xlsx: Where to write it as a table for spreadsheets; needs ``transkit[xlsx]``.
        memory: The memory's file; by default ``$TRANSKIT_MEMORY`` or the user's own.

    Returns:
        A `transkit.pipeline.report.ReportResult`: the units of each catalog, and failures.

    Raises:
        transkit.errors.TranskitError: A file cannot be written, or would take a catalog's place.
        transkit.errors.MemoryStoreError: The memory cannot be used.

    Example:
        >>> import transkit
        >>> result = transkit.report("locales", html="report.html")  # doctest: +SKIP
        >>> [unit for unit in result.catalogs[0].units if unit.needs_look]  # doctest: +SKIP
    """
    from pathlib import Path

    from transkit.pipeline.report import report as run

    store = None if memory is None else Path(memory)
    return run(_several(catalogs), html=html, xlsx=xlsx, memory=store)


def _several(
    named: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
) -> list[str | os.PathLike[str]]:
    """Return one or several names as several."""
    import os

    return [named] if isinstance(named, (str, os.PathLike)) else list(named)
