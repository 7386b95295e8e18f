"""Glossaries as tables: which column holds what, rows as entries, and entries put into rows.

The columns, in any order: ``source`` (or the source's language tag), one per target language (its
tag), ``forbidden uk`` or ``forbidden``, ``part of speech``, ``case-sensitive``, ``note``. Other
columns are kept and not looked at. A cell may hold several targets, separated by ``|``: the
first is wanted, the others are right too. Forbidden ones may also be separated by ``;``.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from transkit.errors import LanguageError, TermsError
from transkit.terms.glossary import Entry
from transkit.terms.tables import Row, Table
from transkit.text.languages import normalize_language

__all__ = ["Columns", "Conflict", "find_columns", "new_sheet", "put_entries", "read_entries"]

_SOURCES = frozenset({"source", "term", "source term"})
_PARTS = frozenset({"part of speech", "pos", "part-of-speech", "partofspeech"})
_CASES = frozenset({"case-sensitive", "case sensitive", "case", "case-sensitive?"})
_NOTES = frozenset({"note", "notes", "comment", "comments", "description"})
_NUMBERS = frozenset({"id", "no"})
"""Headings of running numbers that are languages too."""
_YES = frozenset({"yes", "y", "true", "1", "x", "+", "так", "예", "네"})
_NO = frozenset({"no", "n", "false", "0", "-", "ні", "아니요"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column of a table holds what; 0-based."""

    header: int
    """Index of the row that says so."""
    source: int
    language: str = ""
    """BCP 47 tag of the source, if the header says it."""
    targets: Mapping[str, int] = field(default_factory=dict)
    forbidden: Mapping[str, int] = field(default_factory=dict)
    """``""`` is the column for all languages."""
    part_of_speech: int | None = None
    case_sensitive: int | None = None
    note: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A target that was not put in, as a person has written another one."""

    source: str
    language: str
    there: str
    wanted: str
    line: int


def find_columns(table: Table, path: Path) -> Columns:
    """Return which column holds what, as the first row that is not blank says.

    Raises:
        TermsError: No row is a header, or a column is there twice.
    """
    at = next((i for i, row in enumerate(table.rows) if not row.is_blank), None)
    if at is None:
        raise TermsError("holds no header", path=path, hint="its first row: source,uk,note")
    row = table.rows[at]
    names = [" ".join(cell.split()).casefold() for cell in row.cells]
    tags = {i: tag for i, name in enumerate(names) if (tag := _tag(name))}
    source = next((i for i, name in enumerate(names) if name in _SOURCES), None)
    if source is None and len(tags) > 2 and names[min(tags)] in _NUMBERS:
        del tags[min(tags)]  # not Indonesian, with two languages beside it
    language = ""
    if source is None:
        source = next((i for i in tags if i == min(tags)), None)
        language = tags.pop(source) if source is not None else ""
    if source is None or not (tags or any(name.startswith("forbidden") for name in names)):
        raise TermsError(
            "its first row does not name the columns",
            path=path,
            line=row.line,
            hint="for example: source,uk,ko,part of speech,case-sensitive,forbidden uk,note",
        )
    _refuse_twice([*tags.values(), *(n for n in names if n.startswith("forbidden"))], row, path)
    return Columns(
        header=at,
        source=source,
        language=language,
        targets={tag: i for i, tag in tags.items()},
        forbidden=_forbidden(names),
        part_of_speech=_first(names, _PARTS),
        case_sensitive=_first(names, _CASES),
        note=_first(names, _NOTES),
    )


def read_entries(table: Table, path: Path) -> list[Entry]:
    """Return the entries of a table, in order; rows without a source are passed over.

    Raises:
        TermsError: The columns have no names, or a row says something about case that is neither
            yes nor no.
    """
    columns = find_columns(table, path)
    return [
        _entry(row, columns, path)
        for row in table.rows[columns.header + 1 :]
        if not row.is_blank and _cell(row.cells, columns.source)
    ]


def new_sheet(languages: Sequence[str], path: Path) -> Table:
    """Return an empty table with a header for so many target languages.

    It has a byte order mark, without which spreadsheets take UTF-8 for another encoding.
    """
    forbidden = [f"forbidden {language}" for language in languages]
    header = ["source", *languages, "part of speech", "case-sensitive", *forbidden, "note"]
    separator = "\t" if path.suffix.lower() in (".tsv", ".txt", ".tab") else ","
    return Table(separator=separator, mark=codecs.BOM_UTF8).with_new_row(header)


def put_entries(
    table: Table, entries: Iterable[Entry], path: Path, *, overwrite: bool = False
) -> tuple[Table, int, list[Conflict]]:
    """Put entries into a table: empty cells are filled, new sources become rows at the end.

    What a person wrote stays; where an entry wants something else, that is a conflict, unless
    `overwrite`. Columns for languages that are new are added.

    Returns:
        The table, how many rows are new or changed, and the conflicts.
    """
    known: dict[str, int] = {}
    table, columns = _with_columns(table, entries := list(entries), path)
    for i, row in enumerate(table.rows):
        if i > columns.header and not row.is_blank:
            known.setdefault(" ".join(_cell(row.cells, columns.source).split()), i)
    changed: set[int] = set()
    conflicts: list[Conflict] = []
    for entry in entries:
        at = known.get(entry.source)
        if at is None:
            cells = _cells(entry, columns, len(table.rows[columns.header].cells))
            table = table.with_new_row(cells)
            at = known[entry.source] = len(table.rows) - 1
            changed.add(at)
            continue
        before = table.rows[at]
        width = max(len(before.cells), len(table.rows[columns.header].cells))
        for column, value in enumerate(_cells(entry, columns, width)):
            there = _cell(table.rows[at].cells, column)
            if not value or value == there or column == columns.source:
                continue
            if there and not overwrite:
                if tag := next((t for t, c in columns.targets.items() if c == column), ""):
                    line = before.line
                    conflicts.append(Conflict(
                        source=entry.source, language=tag, there=there, wanted=value, line=line,
                    ))  # fmt: skip
                continue
            table = table.with_cell(at, column, value)
            changed.add(at)
    return table, len(changed), conflicts


def _with_columns(table: Table, entries: Sequence[Entry], path: Path) -> tuple[Table, Columns]:
    """Return a table that has a column for everything that entries say."""
    columns = find_columns(table, path)
    wanted = dict.fromkeys(tag for e in entries for tag in e.targets if tag not in columns.targets)
    new = list(wanted)
    new += [
        f"forbidden {tag}".rstrip()
        for tag in dict.fromkeys(tag for entry in entries for tag in entry.forbidden)
        if tag not in columns.forbidden
    ]
    for name, column, there in (
        ("part of speech", columns.part_of_speech, any(e.part_of_speech for e in entries)),
        ("case-sensitive", columns.case_sensitive,
         any(e.case_sensitive is not None for e in entries)),
        ("note", columns.note, any(entry.note for entry in entries)),
    ):  # fmt: skip
        new += [name] if there and column is None else []
    if new:
        header = table.rows[columns.header]
        table = table.with_row(columns.header, [*header.cells, *new])
        columns = find_columns(table, path)
    return table, columns


def _cells(entry: Entry, columns: Columns, width: int) -> list[str]:
    """Return a row for an entry."""
    cells = [""] * width
    cells[columns.source] = entry.source
    for tag, targets in entry.targets.items():
        cells[columns.targets[tag]] = " | ".join(targets)
    for tag, targets in entry.forbidden.items():
        cells[columns.forbidden[tag]] = " | ".join(targets)
    if columns.part_of_speech is not None:
        cells[columns.part_of_speech] = entry.part_of_speech
    if columns.case_sensitive is not None and entry.case_sensitive is not None:
        cells[columns.case_sensitive] = "yes" if entry.case_sensitive else "no"
    if columns.note is not None:
        cells[columns.note] = entry.note
    return cells


def _entry(row: Row, columns: Columns, path: Path) -> Entry:
    """Return what a row says."""
    case: bool | None = None
    if columns.case_sensitive is not None:
        said = _cell(row.cells, columns.case_sensitive).casefold()
        if said and said not in _YES | _NO:
            raise TermsError(
                f"case-sensitive is {said!r}", path=path, line=row.line, hint="write yes or no"
            )
        case = said in _YES if said else None
    return Entry(
        source=" ".join(_cell(row.cells, columns.source).split()),
        targets={
            tag: found
            for tag, column in columns.targets.items()
            if (found := _several(_cell(row.cells, column), "|"))
        },
        forbidden={
            tag: found
            for tag, column in columns.forbidden.items()
            if (found := _several(_cell(row.cells, column), "|;"))
        },
        part_of_speech=_cell(row.cells, columns.part_of_speech),
        case_sensitive=case,
        note=_cell(row.cells, columns.note),
        language=columns.language,
        line=row.line,
    )


def _several(cell: str, separators: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in re.split(f"[{separators}\n]", cell))
    return tuple(dict.fromkeys(part for part in parts if part))


def _cell(cells: Sequence[str], column: int | None) -> str:
    """Return a cell without white space around it; nothing where a row is too short."""
    return cells[column].strip() if column is not None and column < len(cells) else ""


def _first(names: Sequence[str], wanted: frozenset[str]) -> int | None:
    return next((i for i, name in enumerate(names) if name in wanted), None)


def _forbidden(names: Sequence[str]) -> dict[str, int]:
    """Return the columns of forbidden targets by language tag."""
    found: dict[str, int] = {}
    for i, name in enumerate(names):
        match = re.fullmatch(r"forbidden(?: targets?)?[ :(]*([\w-]*)\)?", name)
        if match:
            found[_tag(match[1])] = i
    return found


def _tag(name: str) -> str:
    """Return the language tag that a column's name is, or nothing."""
    if len(name) < 2 or name in _SOURCES | _PARTS | _CASES | _NOTES:
        return ""
    try:
        return normalize_language(name)
    except LanguageError:
        return ""


def _refuse_twice(names: Sequence[str], row: Row, path: Path) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise TermsError(f"has two columns {twice!r}", path=path, line=row.line)
