"""The memory of people's translations: taking in other programs' files, and giving ours out."""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO

from transkit import __version__
from transkit.catalogs import load_catalog, read_mo
from transkit.errors import CatalogError, DocumentError, TranskitError, UsageError
from transkit.files import explain_os_error, open_atomic
from transkit.memory.store import Store, default_memory_path
from transkit.memory.tmx import Reason, read_tmx, write_tmx
from transkit.memory.translation_writer import TranslationWriter
from transkit.memory.translations import MemoryStats, Translation, Translations
from transkit.memory.tsv import read_tsv, write_tsv
from transkit.pipeline.learning import credit_sentences, translations_in
from transkit.pipeline.sources import Failure
from transkit.text.languages import normalize_language
from transkit.units import Catalog, Match, State

__all__ = [
    "Exported",
    "ImportResult",
    "Imported",
    "SearchResult",
    "export_memory",
    "import_memory",
    "memory_stats",
    "prune_memory",
    "search_memory",
]

_Pair = tuple[str, str]
_IN_ONE_GO = 500
"""Translations that are read before they are added: they stay in the processor's cache."""
_TABLES = (".tsv", ".tab")
"""Those that do not say which language they are in."""
_NOTHING_TAKEN = "nothing of the file was taken in: mend it and import it again"
SUFFIXES = (".tmx", ".po", ".mo", ".gmo", ".tsv", ".tab")
"""Files that can be taken in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was taken in from one file."""

    path: Path
    read: int
    """Translations in it, in the languages that were asked for."""
    added: int
    """Those that the memory did not have."""
    languages: tuple[_Pair, ...]
    """Source and target language tags, the most frequent first."""
    passed_over: int = 0
    """Units of a TMX file without a second text, or with one that has no language; or units of a
    catalog with plural forms."""
    machine: int = 0
    """Translations of which a TMX file says that a machine made them: not taken in, either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What `import_memory` did."""

    files: tuple[Imported, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What `export_memory` gave out."""

    written: int
    """Translations."""
    left_out: int
    """Sentences that were not asked for."""
    content: bytes
    """The file's content where none was written; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """What the memory knows about a text."""

    text: str
    languages: _Pair
    matches: tuple[Match, ...]
    """Sources like the text, the most alike first; 1.0 is the text itself."""
    older: tuple[Translation, ...]
    """Other translations that the text and the sources in `matches` and `containing` had before."""
    containing: tuple[Translation, ...]
    """Latest translations of sources that have all words of the text, the latest first."""


def import_memory(
    files: Sequence[str | os.PathLike[str]],
    *,
    to: Sequence[str] = (),
    source_language: str | None = None,
    memory: Path | None = None,
    tell: Callable[[Path, int], None] | None = None,
) -> ImportResult:
    """Take translations of people into the memory: TMX, PO and MO catalogs, TSV, and folders.

    A file that turns out to be damaged, wherever, adds nothing, and is a failure.

    Args:
        files: Files, and folders below which every file of these kinds is taken.
        to: Target languages; by default those that a file names. A TSV file names none.
        source_language: By default the one that a file names, else English.
        memory: The memory's file; by default the user's own.
        tell: Hears, file by file, how many translations were read so far.

    Raises:
        UsageError: Nothing is named, or a TSV file without one target language.
        MemoryStoreError: The memory cannot be used.
    """
    targets = tuple(dict.fromkeys(normalize_language(language) for language in to))
    source = normalize_language(source_language) if source_language else None
    if not files:
        raise UsageError("no file is given", hint="name a .tmx, .po, .mo or .tsv file, or a folder")
    paths, failures = _collect(files)
    for path in paths:
        if path.suffix.lower() in _TABLES and len(targets) != 1:
            raise UsageError(
                f"{path} does not say which language it is in", hint="add one --to LANG"
            )
    rows: list[Imported] = []
    with Store(memory or default_memory_path()) as store:
        for path in paths:
            intake = _Intake(Translations(store), path, tell)
            try:
                intake.take(_read(path, source, targets, intake))
            except TranskitError as error:
                error.hint = error.hint or _NOTHING_TAKEN
                failures.append(Failure(what=str(path), error=error))
            else:
                rows.append(intake.result())
    return ImportResult(files=tuple(rows), failures=tuple(failures))


def export_memory(
    output: Path | None,
    *,
    to: str,
    source_language: str = "en",
    sentences: bool = False,
    older: bool = False,
    file_format: str | None = None,
    memory: Path | None = None,
) -> Exported:
    """Give out the translations of one pair of languages, oldest first.

    Args:
        output: File to write, whole or not at all; ``None`` returns the content.
        to: Target language.
        source_language: Source language.
        sentences: Also the sentences of units, and what came from files of sentences.
        older: Also translations that have a later one for the same source.
        file_format: ``tmx`` or ``tsv``; by default what the file's name says, else TMX.
        memory: The memory's file; by default the user's own.

    Raises:
        UsageError: The format is unknown.
        TranskitError: The memory cannot be read or the file cannot be written.
    """
    languages = normalize_language(source_language), normalize_language(to)
    chosen = file_format or ((output.suffix[1:].lower() if output else "") or "tmx")
    if chosen not in ("tmx", "tsv", "tab"):
        raise UsageError(f"{chosen} files cannot be written", hint="name a .tmx or .tsv file")
    with Store(memory or default_memory_path(), read_only=True) as store:
        every = Translations(store).every(languages, older=older)
        items = _Items(every, sentences=sentences)
        if output is None:
            kept = io.BytesIO()
            written = _write(kept, chosen, languages, items)
            return Exported(written=written, left_out=items.left_out, content=kept.getvalue())
        with open_atomic(output) as stream:
            written = _write(stream, chosen, languages, items)
        return Exported(written=written, left_out=items.left_out, content=b"")


def search_memory(
    text: str,
    *,
    to: str,
    source_language: str = "en",
    least: float = 0.6,
    most: int = 10,
    in_targets: bool = False,
    memory: Path | None = None,
) -> SearchResult:
    """Find what people made of a text, of texts like it, and of texts with its words.

    Args:
        text: A sentence, a paragraph, or some words.
        to: Target language.
        source_language: Source language.
        least: Similarity in (0, 1] from which on.
        most: How many of each kind at most.
        in_targets: Look for the text, as it is written, in translations instead of sources.
        memory: The memory's file; by default the user's own.

    Raises:
        UsageError: The text is empty.
        MemoryStoreError: The memory cannot be read.
    """
    if not text.strip():
        raise UsageError("there is nothing to search for", hint="give some words")
    languages = normalize_language(source_language), normalize_language(to)
    with Store(memory or default_memory_path(), read_only=True) as store:
        translations = Translations(store)
        if in_targets:
            rendered = translations.rendered(languages, text, most=most)
            return SearchResult(
                text=text, languages=languages, matches=(), older=(), containing=rendered
            )
        matches = translations.similar(languages, text, least=least, most=most)
        shown = {match.source for match in matches}
        found = translations.containing(languages, text, most=most + len(shown))
        containing = tuple(item for item in found if item.source not in shown)[:most]
        sources = [text, *(m.source for m in matches), *(item.source for item in containing)]
        return SearchResult(
            text=text,
            languages=languages,
            matches=matches,
            older=tuple(
                item
                for source in dict.fromkeys(sources)
                for item in translations.versions(languages, source)[1:]
            ),
            containing=containing,
        )


def memory_stats(*, memory: Path | None = None) -> tuple[MemoryStats, ...]:
    """Return how many translations there are for each pair of languages.

    Raises:
        MemoryStoreError: The memory cannot be read.
    """
    with Store(memory or default_memory_path(), read_only=True) as store:
        return Translations(store).stats()


def prune_memory(
    *,
    to: str,
    source_language: str = "en",
    superseded: bool = False,
    before: str = "",
    document: str | None = None,
    memory: Path | None = None,
) -> int:
    """Forget translations of one pair of languages that fit all that is given.

    Args:
        to: Target language.
        source_language: Source language.
        superseded: Those that have a later one for the same source.
        before: Those made before this day, ``YYYY-MM-DD``.
        document: Those that come from this document.
        memory: The memory's file; by default the user's own.

    Returns:
        How many there were.

    Raises:
        UsageError: Nothing is given, or `before` is no day: that would forget everything.
        MemoryStoreError: The memory cannot be used.
    """
    if not (superseded or before or document is not None):
        raise UsageError(
            "this would forget every translation",
            hint="say which: --superseded, --before 2025-01-31 or --document NAME",
        )
    if before and not _is_day(before):
        raise UsageError(f"{before!r} is no day", hint="write it like this: 2025-01-31")
    languages = normalize_language(source_language), normalize_language(to)
    with Store(memory or default_memory_path()) as store:
        return Translations(store).prune(
            languages, superseded=superseded, before=before, document=document
        )


def _is_day(text: str) -> bool:
    """Return whether a text is a day, as ISO 8601 writes it: 2025-01-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _write(
    stream: IO[bytes], file_format: str, languages: _Pair, items: Iterable[Translation]
) -> int:
    if file_format == "tmx":
        return write_tmx(stream, languages, items, __version__)
    return write_tsv(stream, items)


class _Items:
    """Translations that are given out; counts the sentences that are not."""

    def __init__(self, every: Iterable[Translation], *, sentences: bool) -> None:
        self.left_out = 0
        self._every = every
        self._sentences = sentences

    def __iter__(self) -> Iterator[Translation]:
        for item in self._every:
            if item.whole or self._sentences:
                yield item
            else:
                self.left_out += 1


class _Intake:
    """Adds what is read from one file, some thousands at a time."""

    def __init__(
        self, translations: Translations, path: Path, tell: Callable[[Path, int], None] | None
    ) -> None:
        self._read = 0
        self._added = 0
        self._translations = translations
        self._path = path
        self._tell = tell
        self._pairs: Counter[_Pair] = Counter()
        self._passed_over: Counter[Reason] = Counter()

    def pass_over(self, reason: Reason = "incomplete") -> None:
        """Count a unit of which nothing can be taken, or is."""
        self._passed_over[reason] += 1

    def credit(self, pair: _Pair, items: Sequence[Translation]) -> list[Translation]:
        """Return what a catalog holds, its sentences as those of who wrote their units."""
        return credit_sentences(self._translations, pair, items)

    def take(self, pairs: Iterable[tuple[_Pair, Translation]]) -> None:
        """Add everything in one transaction, or where an error comes, nothing."""
        rest = iter(pairs)
        with self._translations.adding() as writer:
            while batch := list(islice(rest, _IN_ONE_GO)):
                self._add(batch, writer)
                if self._tell is not None:
                    self._tell(self._path, self._read)

    def _add(self, batch: Iterable[tuple[_Pair, Translation]], writer: TranslationWriter) -> None:
        """Add what was read last."""
        by_pair: dict[_Pair, list[Translation]] = {}
        for pair, item in batch:
            by_pair.setdefault(pair, []).append(item)
        for pair, items in by_pair.items():
            self._added += writer.add(pair, items)
            self._pairs[pair] += len(items)
            self._read += len(items)

    def result(self) -> Imported:
        """Return what was done."""
        return Imported(
            path=self._path,
            read=self._read,
            added=self._added,
            languages=tuple(pair for pair, _ in self._pairs.most_common()),
            passed_over=self._passed_over["incomplete"],
            machine=self._passed_over["machine"],
        )


def _collect(files: Sequence[str | os.PathLike[str]]) -> tuple[list[Path], list[Failure]]:
    """Return the files that are named, folders searched, each once, in order."""
    paths: dict[str, Path] = {}
    failures: list[Failure] = []
    for item in files:
        path = Path(item)
        try:
            for found in _expand(path):
                paths.setdefault(os.path.realpath(found), found)
        except OSError as error:
            problem = DocumentError(f"cannot be read: {explain_os_error(error)}", path=path)
            failures.append(Failure(what=str(path), error=problem))
        except TranskitError as error:
            failures.append(Failure(what=str(path), error=error))
    return list(paths.values()), failures


def _expand(path: Path) -> list[Path]:
    if not path.is_dir():
        if not path.exists():
            raise DocumentError("no such file or folder", path=path, hint="check the name")
        if path.suffix.lower() not in SUFFIXES:
            raise DocumentError(
                "is no kind of file that a memory can be taken from",
                path=path,
                hint=f"these are: {', '.join(SUFFIXES)}",
            )
        return [path]
    found = [
        child
        for child in sorted(path.rglob("*"))
        if child.suffix.lower() in SUFFIXES and child.is_file() and not child.name.startswith(".")
    ]
    if not found:
        raise DocumentError(f"holds no {', '.join(SUFFIXES)} files", path=path)
    return found


def _read(
    path: Path, source: str | None, targets: tuple[str, ...], intake: _Intake
) -> Iterator[tuple[_Pair, Translation]]:
    """Yield what a file holds in the languages that are asked for."""
    suffix = path.suffix.lower()
    if suffix == ".tmx":
        yield from read_tmx(path, source, targets, pass_over=intake.pass_over)
    elif suffix in _TABLES:
        for item in read_tsv(path):
            yield (source or "en", targets[0]), item
    else:
        catalog = read_mo(path) if suffix in (".mo", ".gmo") else _open(path)
        target = catalog.target_language or _language_of_path(path, targets)
        if not target:
            raise CatalogError(
                "does not say which language it is in", path=path, hint="add one --to LANG"
            )
        names_source = any(name.lower() == "x-source-language" for name, _ in catalog.header)
        origin = (catalog.source_language if names_source else "") or source or "en"
        if (targets and target not in targets) or (source and origin != source):
            return
        pair = (origin, target)
        for unit in (*catalog.units, *catalog.obsolete):
            if unit.plural_source is not None and unit.state is State.REVIEWED:
                intake.pass_over()
        for item in intake.credit(pair, list(translations_in(path, catalog, pair))):
            yield pair, item


_LANGUAGE_CODE = re.compile(r"[a-z]{2}(?:[-_@][A-Za-z0-9]+)*")
"""Not three letters, which folders are often called by: old, new, doc."""


def _open(path: Path) -> Catalog:
    loaded = load_catalog(path)
    if loaded is None:
        raise CatalogError("no such catalog", path=path)
    return loaded[0]


def _language_of_path(path: Path, targets: tuple[str, ...]) -> str:
    """Return the language of a catalog that does not say it: its path's, or the one asked for.

    Gettext keeps catalogs as ``uk/LC_MESSAGES/name.mo``, ``po/uk.po`` or ``uk/name.po``; editors of
    one file as ``name.uk.po``. What such a path says goes before what a person asked for: a folder
    may hold catalogs of many languages.
    """
    folder = path.parent
    names = [path.stem, path.stem.rpartition(".")[2], folder.name]
    names = [name for name in names if _LANGUAGE_CODE.fullmatch(name)]
    for name in [folder.parent.name] if folder.name == "LC_MESSAGES" else names:
        with suppress(UsageError):
            return normalize_language(name)
    return targets[0] if len(targets) == 1 else ""
