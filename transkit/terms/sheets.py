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
from transkit.terms.glossary import Entry, kind_of
from transkit.terms.tables import Row, Table
from transkit.text.languages import normalize_language

__all__ = ["Columns", "Conflict", "find_columns", "new_sheet", "put_entries", "read_entries"]

_SOURCES = frozenset({"source", "term", "source term"})
_PARTS = frozenset({"part of speech", "pos", "part-of-speech", "partofspeech"})
_CASES = frozenset({"case-sensitive", "case sensitive", "case", "case-sensitive?"})
_NOTES = frozenset({"note", "notes", "comment", "comments", "description"})
_NUMBERS = frozenset({"id", "no"})
"""Headings of running numbers that are languages too."""
_YES = frozenset("yes y true 1 x v ✓ ✔ + так істина 예 네 참".split())
_NO = frozenset("no n false 0 - – ні хибність 아니요 아니오 거짓".split())
"""Also as spreadsheets write what is true or false in the languages of their menus."""
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""What is pasted with words from web pages and nobody sees; a target is never found with it."""


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
    """What was not put in, as a person has written something else there."""

    source: str
    column: str
    """As the table's header names it: ``uk``, ``note``."""
    there: str
    wanted: str
    line: int
    is_target: bool = True
    """Whether it is about what the term must become."""
    rows: tuple[int, ...] = ()
    """Lines of several rows of this source, none of which it says it means."""


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

    A table in which nothing stands has none.

    Raises:
        TermsError: The columns have no names, or a row says something about case that is neither
            yes nor no.
    """
    if all(row.is_blank for row in table.rows):
        return []
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

    What a person wrote stays: other right targets and forbidden ones come behind those that there
    are, and where an entry wants something else, that is a conflict, unless `overwrite`. What an
    entry does not say stays as it is. An entry of another part of speech than all rows of its
    source is a row of its own. Columns for languages that are new are added.

    Returns:
        The table, how many rows are new or changed, and the conflicts.
    """
    known: dict[str, list[int]] = {}
    table, columns = _with_columns(table, entries := list(entries), path)
    for i, row in enumerate(table.rows):
        if i > columns.header and not row.is_blank:
            known.setdefault(" ".join(_cell(row.cells, columns.source).split()), []).append(i)
    changed: set[int] = set()
    conflicts: list[Conflict] = []
    for entry in entries:
        mine = _meant(entry, table, columns, known.get(entry.source, []))
        if not mine:
            cells = _cells(entry, columns, len(table.rows[columns.header].cells))
            table = table.with_new_row(cells)
            known.setdefault(entry.source, []).append(len(table.rows) - 1)
            changed.add(len(table.rows) - 1)
        elif len(mine) > 1:
            conflicts.append(_unclear(entry, table, columns, mine))
        else:
            after, found = _with_entry(table, mine[0], entry, columns, overwrite=overwrite)
            conflicts += found
            changed |= {mine[0]} if after != table else set()
            table = after
    return table, len(changed), conflicts


def _meant(entry: Entry, table: Table, columns: Columns, rows: Sequence[int]) -> list[int]:
    """Return the rows of an entry's source that it may mean; none where it is another word.

    Of several rows it means the one that has its part of speech, else one that says none, else one
    that has a target of it.
    """
    parts = {i: kind_of(_cell(table.rows[i].cells, columns.part_of_speech)) for i in rows}
    if entry.part_of_speech:
        wanted = kind_of(entry.part_of_speech)
        found = [i for i in rows if parts[i] == wanted]
        if not found:
            bare = [i for i in rows if not parts[i]]
            found = [i for i in bare if not _disagrees(entry, table.rows[i], columns)]
        return found[:1]
    if len(rows) < 2:
        return list(rows)
    if bare := [i for i in rows if not parts[i]]:
        return bare[:1]
    having = [
        i
        for i in rows
        for tag, targets in entry.targets.items()
        if set(targets) & set(_several(_cell(table.rows[i].cells, columns.targets[tag]), "|"))
    ]
    return having[:1] or (list(rows) if len({*parts.values()}) > 1 else [rows[0]])


def _disagrees(entry: Entry, row: Row, columns: Columns) -> bool:
    """Return whether a row has another first target than an entry, in some language."""
    return any(
        there[0] not in targets
        for tag, targets in entry.targets.items()
        if targets and (there := _several(_cell(row.cells, columns.targets[tag]), "|"))
    )


def _unclear(entry: Entry, table: Table, columns: Columns, rows: Sequence[int]) -> Conflict:
    """Return the conflict of an entry that may mean several rows."""
    tag = next(iter((*entry.targets, *entry.forbidden)), "")
    column = columns.targets.get(tag)
    return Conflict(
        source=entry.source,
        column=tag,
        there=" / ".join(filter(None, (_cell(table.rows[i].cells, column) for i in rows))),
        wanted=" | ".join(entry.targets.get(tag, entry.forbidden.get(tag, ()))),
        line=table.rows[rows[0]].line,
        rows=tuple(table.rows[i].line for i in rows),
    )


def _with_entry(
    table: Table, at: int, entry: Entry, columns: Columns, *, overwrite: bool
) -> tuple[Table, list[Conflict]]:
    """Return a table with what an entry says in one row, and what was not put in."""
    row, header = table.rows[at], table.rows[columns.header]
    conflicts: list[Conflict] = []
    width = max(len(row.cells), len(header.cells))
    targets, forbidden = set(columns.targets.values()), set(columns.forbidden.values())
    for column, value in enumerate(_cells(entry, columns, width)):
        there = _cell(row.cells, column)
        if not value or value == there or column == columns.source:
            continue
        if column in forbidden:
            value = _united(there, value, "|;")
        elif column in targets and there and _several(there, "|")[0] in _several(value, "|")[:1]:
            value = _united(there, value, "|")
        elif there and not overwrite and not _says_the_same(column, there, value, columns):
            name = " ".join(_cell(header.cells, column).split())
            conflicts.append(Conflict(
                source=entry.source, column=name, there=there, wanted=value, line=row.line,
                is_target=column in targets,
            ))  # fmt: skip
            continue
        if value != there and not (there and _says_the_same(column, there, value, columns)):
            table = table.with_cell(at, column, value)
    return _without_forbidden(table, at, entry, columns), conflicts


def _united(there: str, more: str, separators: str) -> str:
    """Return a cell with what it lacks of another one behind what stands in it."""
    known = _several(there, separators)
    new = [one for one in _several(more, separators) if one not in known]
    return " | ".join([there, *new] if there else new) if new else there


def _says_the_same(column: int, there: str, value: str, columns: Columns) -> bool:
    """Return whether two cells are other words for the same: ``n.`` and noun, x and yes."""
    if column == columns.part_of_speech:
        return kind_of(there) == kind_of(value)
    if column == columns.case_sensitive:
        return (there.casefold() in _YES) == (value in _YES)
    return False


def _without_forbidden(table: Table, at: int, entry: Entry, columns: Columns) -> Table:
    """Return a table whose row does not forbid what an entry wants there, and has got."""
    for tag, targets in entry.targets.items():
        got = _several(_cell(table.rows[at].cells, columns.targets[tag]), "|")
        for language in (tag, ""):
            column = columns.forbidden.get(language)
            there = _several(_cell(table.rows[at].cells, column), "|;")
            left = [one for one in there if one not in targets or one not in got]
            if column is not None and len(left) < len(there):
                table = table.with_cell(at, column, " | ".join(left))
    return table


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
    if column is None or column >= len(cells):
        return ""
    return cells[column].translate(_INVISIBLE).strip()


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
