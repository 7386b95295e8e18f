r"""Tables of cells in a text file, as spreadsheets write them, that keep every byte nobody changed.

The separator (comma, semicolon, tab), line ends, quotation marks, byte order mark and encoding are
those of the file; only a row that is changed is written anew. Cells follow RFC 4180.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from transkit.errors import TermsError
from transkit.files import explain_os_error

__all__ = ["Row", "Table", "parse_table", "read_table"]

_SEPARATORS = ",;\t"
_LARGEST = 64 * 1024 * 1024
"""Bytes; a glossary of a million terms is smaller."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as it stands in the file."""

    raw: str
    """With its line end, if it has one."""
    cells: tuple[str, ...]
    line: int
    """1-based, of its first line."""

    @property
    def is_blank(self) -> bool:
        """Return whether it holds no cell with anything in it, or is a comment."""
        return not any(map(str.strip, self.cells)) or self.raw.startswith(("#", "sep="))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file of cells; `serialize` gives back what was read."""

    rows: tuple[Row, ...] = ()
    separator: str = ","
    encoding: str = "utf-8"
    mark: bytes = b""
    """Byte order mark of the file."""
    newline: str = "\n"

    def serialize(self) -> bytes:
        """Return the file's content; byte for byte what was read where no row was changed."""
        return self.mark + "".join(row.raw for row in self.rows).encode(self.encoding)

    def with_row(self, index: int, cells: Sequence[str]) -> Table:
        """Return a table with other cells in one row; the others keep their bytes."""
        old = self.rows[index]
        end = old.raw[len(old.raw.rstrip("\r\n")) :] or self.newline
        row = replace(old, raw=self._joined(cells) + end, cells=tuple(cells))
        return replace(self, rows=(*self.rows[:index], row, *self.rows[index + 1 :]))

    def with_cell(self, index: int, column: int, value: str) -> Table:
        """Return a table with another value in one cell; a row that is too short is filled up."""
        cells = list(self.rows[index].cells)
        cells += [""] * (column + 1 - len(cells))
        cells[column] = value
        return self.with_row(index, cells)

    def with_new_row(self, cells: Sequence[str]) -> Table:
        """Return a table with a row more, behind the last."""
        rows = list(self.rows)
        if rows and not rows[-1].raw.endswith(("\n", "\r")):
            rows[-1] = replace(rows[-1], raw=rows[-1].raw + self.newline)
        line = rows[-1].line + rows[-1].raw.count("\n") if rows else 1
        raw = self._joined(cells) + self.newline
        return replace(self, rows=(*rows, Row(raw=raw, cells=tuple(cells), line=line)))

    def _joined(self, cells: Sequence[str]) -> str:
        stream = io.StringIO()
        csv.writer(stream, delimiter=self.separator, lineterminator="\r\n").writerow(cells)
        return stream.getvalue().removesuffix("\r\n")


def read_table(path: Path) -> Table:
    """Return the table in a file.

    Raises:
        TermsError: It cannot be read, is too large, or is no text.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise TermsError("is larger than any glossary", path=path)
        data = path.read_bytes()
    except OSError as error:
        raise TermsError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    return parse_table(data, path)


def parse_table(data: bytes, path: Path) -> Table:
    """Return the table that a file's content is.

    Args:
        data: UTF-8, with or without byte order mark, or UTF-16 with one.
        path: Named in errors; ``.tsv`` and ``.txt`` say that tabs separate.

    Raises:
        TermsError: It is in another encoding, or a quotation mark is never closed.
    """
    mark, encoding = next(((m, name) for m, name in _BOMS if data.startswith(m)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise TermsError(
            f"is not {encoding[:6].upper().rstrip('-')}",
            path=path,
            line=data.count(b"\n", 0, len(mark) + error.start) + 1,
            hint="in the spreadsheet: save as CSV UTF-8",
        ) from error
    if "\0" in text:
        raise TermsError("is no text", path=path, hint="in the spreadsheet: save as CSV UTF-8")
    records = _split(text, path)
    separator = _separator(records, path)
    rows: list[Row] = []
    line = 1
    for raw in records:
        try:
            cells = next(csv.reader(io.StringIO(raw, newline=""), delimiter=separator), [])
        except csv.Error as error:
            raise TermsError(f"is no table: {error}", path=path, line=line) from error
        rows.append(Row(raw=raw, cells=tuple(cells), line=line))
        line += raw.count("\n")
    return Table(
        rows=tuple(rows),
        separator=separator,
        encoding=encoding,
        mark=mark,
        newline="\r\n" if "\r\n" in text else "\n",
    )


def _separator(records: Sequence[str], path: Path) -> str:
    """Return what separates the cells of the first record that is no comment."""
    named = re.match(r"sep=(.)\r?\n", records[0]) if records else None
    if named:
        return named[1]
    first = next((row for row in records if row.strip() and row[0] != "#"), "")
    bare = re.sub(r'"[^"]*"', "", first)
    if "\t" in bare or (path.suffix.lower() in (".tsv", ".txt", ".tab") and "," not in bare):
        return "\t"
    return max(_SEPARATORS, key=bare.count) if any(sign in bare for sign in _SEPARATORS) else ","


def _split(text: str, path: Path) -> list[str]:
    """Return the records of a text with their line ends; line ends in quotation marks stay."""
    records: list[str] = []
    start = opened = 0
    closed = -1
    inside = False
    for match in re.finditer(r'"|\r\n|\n|\r', text):
        if match.group() == '"':
            at = match.start()
            if inside:
                inside, closed = False, match.end()
            elif at in (start, closed) or text[at - 1] in _SEPARATORS:
                inside, opened = True, at
        elif not inside:
            records.append(text[start : match.end()])
            start = match.end()
    if inside:
        line = text.count("\n", 0, opened) + 1
        raise TermsError("a quotation mark is never closed", path=path, line=line)
    return [*records, text[start:]] if start < len(text) else records
