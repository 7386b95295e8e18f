"""Working on glossaries: adding, listing, importing, exporting."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transkit.catalogs import catalog_sources
from transkit.errors import TermsError, TranskitError, UsageError
from transkit.pipeline.glossaries import (
    catalogs_folder,
    default_glossary,
    find_terms,
    glossary_files,
)
from transkit.pipeline.opening import collect_catalogs, open_catalog
from transkit.pipeline.sources import Failure
from transkit.terms.files import add_entries, load_entries, write_entries
from transkit.terms.glossary import Entry, Glossary, Term, asked_for, kind_of
from transkit.terms.sheets import Conflict
from transkit.terms.suggesting import (
    Substitute,
    Suggestion,
    find_substitutes,
    suggest_terms,
)
from transkit.terms.suggesting_nouns import suggest_nouns
from transkit.text.languages import normalize_language
from transkit.text.markup import strip_tags
from transkit.units import State

__all__ = [
    "AddResult",
    "ImportResult",
    "SuggestResult",
    "add_term",
    "export_terms",
    "forbid_target",
    "import_terms",
    "list_terms",
    "suggest",
]


_Languages = tuple[str, str]
_Pair = tuple[str, str, bool]
"""Source and target without tags, and whether a person accepted it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddResult:
    """What was put into a glossary."""

    path: Path
    changed: int
    """Rows that are new or have more in them."""
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What was taken into a glossary."""

    path: Path
    read: int
    """Entries in all files."""
    changed: int
    conflicts: tuple[Conflict, ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestResult:
    """How names are rendered."""

    languages: Mapping[str, tuple[Suggestion, ...]]
    """By BCP 47 tag of the targets; names with several renderings first."""
    substitutes: Mapping[str, tuple[Substitute, ...]]
    """By language: what stands where terms of the glossary should."""
    folders: Mapping[str, Path]
    """Where the catalogs of each language lie, and their glossary."""
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()
    """A line for each catalog in a folder that was left out."""


def add_term(
    entry: Entry, *, folder: Path, path: Path | None = None, overwrite: bool = False
) -> AddResult:
    """Put a term into the glossary of a project, which is made where there is none.

    Args:
        entry: The term.
        folder: Of the catalogs.
        path: The glossary; by default ``terms.csv`` in `folder`.
        overwrite: Put it in also where a person wrote another target.

    Raises:
        UsageError: The term says nothing, or forbids what it wants.
        TermsError: The glossary cannot be read or written, or has another target for the term.
    """
    if not entry.source.strip():
        raise UsageError("the term is empty")
    if not any(entry.targets.values()) and not any(entry.forbidden.values()):
        raise UsageError("the term has no target", hint="name one, or --forbid some")
    for text in (entry.source, *(t for v in entry.targets.values() for t in v)):
        if "\n" in text or "|" in text:
            raise UsageError(f"{text!r} is no term: it has a line break or a | in it")
    for language, targets in entry.targets.items():
        both = set(targets) & {*entry.forbidden.get(language, ()), *entry.forbidden.get("", ())}
        if both:
            raise UsageError(f"“{min(both)}” cannot be both wanted and forbidden")
    where = path or default_glossary(folder)
    changed, conflicts = add_entries(where, [entry], overwrite=overwrite, all_or_nothing=True)
    if conflicts:
        raise _in_the_way(conflicts[0], where)
    return AddResult(path=where, changed=changed, conflicts=())


def _in_the_way(one: Conflict, path: Path) -> TermsError:
    """Return the error that says what a glossary has already where something else is to be put."""
    if one.rows:
        lines = " and ".join(map(str, one.rows))
        return TermsError(
            f"“{one.source}” has several rows: lines {lines}",
            path=path,
            hint="say which is meant: --part-of-speech verb",
        )
    what = f"“{one.source}” is" if one.is_target else f"the {one.column} of “{one.source}” is"
    return TermsError(
        f"{what} “{one.there}” already",
        path=path,
        line=one.line,
        hint=f"--replace makes it “{one.wanted}”",
    )


def forbid_target(
    source: str, target: str, language: str, *, instead_of: str, folder: Path
) -> None:
    """Forbid one more target of a term that a glossary of the project has.

    Args:
        source: Of the term, as the glossary has it.
        target: What is wrong.
        language: BCP 47 tag.
        instead_of: What is right: it says which row is meant where there are several.
        folder: Of the catalogs.

    Raises:
        TermsError: The glossary cannot be read or written.
    """
    path = default_glossary(folder)
    entries = load_entries(path, "en") if path.exists() else []
    mine = [entry for entry in entries if " ".join(entry.source.split()) == source]
    fitting = [entry for entry in mine if instead_of in entry.targets.get(language, ())]
    part = fitting[0].part_of_speech if len(mine) > 1 and fitting else ""
    entry = Entry(source=source, forbidden={language: (target,)}, part_of_speech=part)
    _, conflicts = add_entries(path, [entry])
    if conflicts:
        raise _in_the_way(conflicts[0], path)


def list_terms(
    *, folder: Path, source_language: str, target_language: str, everything: bool = False
) -> list[Term]:
    """Return the terms that hold for the catalogs in a folder, sorted by source.

    Args:
        folder: Of the catalogs.
        source_language: In any spelling.
        target_language: In any spelling.
        everything: Also names of countries, languages and currencies.

    Raises:
        TermsError: A glossary cannot be read.
        SettingsError: ``transkit.toml`` is wrong.
    """
    languages = normalize_language(source_language), normalize_language(target_language)
    terms = find_terms(folder, languages)
    return sorted(
        (term for term in terms if everything or not term.built_in),
        key=lambda term: (term.source.casefold(), term.source),
    )


def import_terms(
    files: Sequence[str | os.PathLike[str]],
    *,
    folder: Path,
    source_language: str,
    target_language: str | None = None,
    path: Path | None = None,
    overwrite: bool = False,
) -> ImportResult:
    """Take the terms of other glossaries into that of a project.

    What a person wrote there stays; what wants something else is in the result. Doing it again
    changes nothing. What cannot be read is a failure and does not stop the others.

    Args:
        files: ``.csv``, ``.tsv``, ``.tbx``, OmegaT's glossaries (with `target_language`).
        folder: Of the catalogs.
        source_language: In any spelling.
        target_language: Of tables that do not name their columns.
        path: The glossary; by default ``terms.csv`` in `folder`.
        overwrite: Put terms in also where a person wrote another target.

    Raises:
        TermsError: The project's glossary cannot be read or written.
    """
    source = normalize_language(source_language)
    target = normalize_language(target_language) if target_language else None
    where = path or default_glossary(folder)
    entries: list[Entry] = []
    failures: list[Failure] = []
    for file in files:
        try:
            entries += load_entries(Path(file), source, target)
        except TranskitError as error:
            failures.append(Failure(what=str(file), error=error))
    entries = [entry for entry in entries if entry.targets or entry.forbidden]
    changed, conflicts = (
        add_entries(where, entries, overwrite=overwrite) if entries else (0, [])
    )  # fmt: skip
    return ImportResult(
        path=where,
        read=len(entries),
        changed=changed,
        conflicts=tuple(conflicts),
        failures=tuple(failures),
    )


def suggest(
    named: Sequence[str | os.PathLike[str]],
    *,
    folder: Path,
    everything: bool = False,
) -> SuggestResult:
    """Return the names and nouns that recur in documents, with how their targets render them.

    And words that stand where terms of the glossary should.

    Names that a glossary decides already are left out. What cannot be read is a failure and does
    not stop the others.

    Args:
        named: Catalogs, folders of catalogs, or documents that were translated.
        folder: Of the catalogs of documents.
        everything: Also names that are always rendered in one way.

    Raises:
        UsageError: Nothing is named.
        TermsError: A glossary cannot be read.
    """
    if not named:
        raise UsageError("no catalog is given", hint="name a catalog, or a document")
    pairs, folders, failures, warnings = _read_pairs(_catalogs_of(named, folder))
    found: dict[str, list[Suggestion]] = {}
    substitutes: dict[str, tuple[Substitute, ...]] = {}
    for key, rows in pairs.items():
        if key[0] != "en":
            continue
        terms = find_terms(folders[key], key)
        known = [term.source for term in terms]
        wanted = [term for term in asked_for(terms) if term.target]
        texts = [(source, target) for source, target, _ in rows]
        substitutes[key[1]] = tuple(find_substitutes(texts, Glossary(wanted, key)))
        found[key[1]] = [
            *(
                one
                for one in suggest_terms(rows, key[1], known=known)
                if everything or len(one.renderings) > 1
            ),
            *suggest_nouns(rows, key[1], known=[*known, *(one.source for one in wanted)]),
        ]
    return SuggestResult(
        languages={tag: tuple(found[tag]) for tag in sorted(found)},
        substitutes={tag: substitutes[tag] for tag in sorted(substitutes)},
        folders={key[1]: path for key, path in folders.items()},
        failures=tuple(failures),
        warnings=warnings,
    )


def _read_pairs(
    catalogs: Sequence[str | os.PathLike[str]],
) -> tuple[dict[_Languages, list[_Pair]], dict[_Languages, Path], list[Failure], tuple[str, ...]]:
    """Return what catalogs hold by languages, the folder of each, failures, and what to tell."""
    paths, failures, warnings = collect_catalogs(catalogs)
    pairs: dict[_Languages, list[_Pair]] = {}
    folders: dict[_Languages, Path] = {}
    for path in paths:
        try:
            catalog = open_catalog(path)
        except TranskitError as error:
            failures.append(Failure(what=str(path), error=error))
            continue
        # British and American English are one here: what is found is by target language.
        key = catalog.source_language.split("-")[0], catalog.target_language
        folders.setdefault(key, catalogs_folder(path))
        pairs.setdefault(key, []).extend(
            (strip_tags(unit.source), strip_tags(unit.target), unit.state is State.REVIEWED)
            for unit in catalog.units
            if unit.target
        )
    return pairs, folders, failures, warnings


def _catalogs_of(
    named: Sequence[str | os.PathLike[str]], folder: Path
) -> list[str | os.PathLike[str]]:
    """Return what is named, with the catalogs of documents in their place."""
    found: list[str | os.PathLike[str]] = []
    known: dict[str, set[Path]] | None = None
    for item in named:
        path = Path(item)
        if path.is_dir() or path.suffix.lower() == ".po" or not path.exists():
            found.append(item)
            continue
        known = catalog_sources(folder) if known is None else known
        real = Path(os.path.realpath(path))
        names = [name for name, sources in known.items() if real in sources]
        catalogs = [p for name in names for p in sorted(folder.glob(f"*/LC_MESSAGES/{name}.po"))]
        if not catalogs:
            raise UsageError(
                f"{path} has no catalogs in {folder}", hint="transkit translate makes them"
            )
        found += catalogs
    return found


def export_terms(output: Path, *, folder: Path, source_language: str) -> int:
    """Write the terms of a project's glossaries to a file, in the format that its name says.

    Returns:
        How many there were.

    Raises:
        TermsError: There is no glossary, it cannot be read, or the format is none.
    """
    source = normalize_language(source_language)
    files = glossary_files(folder)
    if not files:
        raise TermsError(
            "no such glossary",
            path=default_glossary(folder),
            hint="transkit terms add SOURCE TARGET --to uk makes one",
        )
    if any(output.exists() and output.samefile(path) for path in files):
        raise UsageError("would overwrite the glossary itself", path=output)
    known: dict[tuple[str, str], Entry] = {}
    for path in files:
        for entry in load_entries(path, source):
            known.setdefault((entry.source, kind_of(entry.part_of_speech)), entry)
    write_entries(output, list(known.values()), source)
    return len(known)
