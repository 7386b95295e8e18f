"""Glossaries on disk: read whatever their format, changed without loss, written whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from transkit.errors import TermsError
from transkit.files import write_atomic
from transkit.terms.glossary import Entry
from transkit.terms.sheets import Conflict, new_sheet, put_entries, read_entries
from transkit.terms.tables import Row, Table, read_table

__all__ = ["add_entries", "load_entries", "write_entries"]

_TBX = frozenset({".tbx", ".xml"})
_TABLES = frozenset({".csv", ".tsv", ".tab", ".txt", ".utf8"})
_BARE = frozenset({".txt", ".tab", ".utf8", ".tsv"})


def load_entries(path: Path, source: str, target: str | None = None) -> list[Entry]:
    """Return the entries of a glossary, in order.

    Args:
        path: ``.csv``, ``.tsv``, ``.tbx``; OmegaT's glossaries are ``.txt``, ``.tab``, ``.utf8``.
        source: BCP 47 tag of the sources.
        target: BCP 47 tag for tables without a header: source, target, note.

    Raises:
        TermsError: It cannot be read, or is no glossary.
    """
    suffix = path.suffix.lower()
    if suffix in _TBX:
        from transkit.terms.tbx import read_tbx

        return read_tbx(path, source)
    if suffix not in _TABLES:
        raise TermsError(
            f"{suffix or 'a file without an extension'} is no format of glossaries",
            path=path,
            hint="transkit reads .csv, .tsv and .tbx",
        )
    table = read_table(path)
    try:
        return read_entries(table, path)
    except TermsError:
        if target is None or suffix not in _BARE:
            raise
    return [
        _bare_entry(row, source, target)
        for row in table.rows
        if len(row.cells) > 1 and not row.is_blank
    ]


def add_entries(
    path: Path, entries: Sequence[Entry], *, overwrite: bool = False, all_or_nothing: bool = False
) -> tuple[int, list[Conflict]]:
    """Put entries into the table in a file, which is made where there is none.

    Nothing that a person wrote changes, also not in how it is written, unless `overwrite`; a file
    to which nothing is added is not touched.

    Args:
        path: The table.
        entries: What to put in.
        overwrite: Put it in also where a person wrote something else.
        all_or_nothing: Leave the file as it is where there is a conflict.

    Returns:
        How many rows are new or changed, and what was not put in.

    Raises:
        TermsError: The file cannot be read, or is no table.
    """
    if path.suffix.lower() not in _TABLES:
        raise TermsError("is no table", path=path, hint="terms are kept in a .csv or .tsv file")
    if path.exists():
        table = read_table(path)
        if all(row.is_blank for row in table.rows):
            table = _with_header(table, entries, path)
    else:
        table = new_sheet(_languages(entries), path)
    changed, count, conflicts = put_entries(table, entries, path, overwrite=overwrite)
    if conflicts and all_or_nothing:
        return 0, conflicts
    if changed != table or not path.exists():
        write_atomic(path, changed.serialize())
    return count, conflicts


def write_entries(path: Path, entries: Sequence[Entry], source: str) -> None:
    """Write entries to a new file, in the format that its name says.

    Raises:
        TermsError: It is no format of glossaries.
    """
    if path.suffix.lower() in _TBX:
        from transkit.terms.tbx import serialize_tbx

        write_atomic(path, serialize_tbx(entries, source))
        return
    if path.suffix.lower() not in _TABLES:
        raise TermsError("is no format of glossaries", path=path, hint=".csv, .tsv or .tbx")
    table, _, _ = put_entries(new_sheet(_languages(entries), path), entries, path)
    write_atomic(path, table.serialize())


def _languages(entries: Iterable[Entry]) -> list[str]:
    return list(dict.fromkeys(tag for entry in entries for tag in entry.targets))


def _with_header(table: Table, entries: Sequence[Entry], path: Path) -> Table:
    header: Row = new_sheet(_languages(entries), path).rows[0]
    return table.with_new_row(header.cells)


def _bare_entry(row: Row, source: str, target: str) -> Entry:
    """Return a row of a glossary without a header: source, target, note."""
    first, second, *rest = (" ".join(cell.split()) for cell in row.cells)
    return Entry(
        source=first,
        targets={target: (second,)} if second else {},
        note=rest[0] if rest else "",
        language=source,
        line=row.line,
    )
