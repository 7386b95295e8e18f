r"""Tab-separated pairs: source, target, and if they are known document, translator, time, context.

In a field ``\t``, ``\n``, ``\r``, ``\\`` and ``\"`` stand for a tab, a line feed, a carriage
return, a backslash and a quotation mark; any other backslash is itself. Cells in quotation marks
are read as spreadsheets write them. Times are ``2026-05-14T18:05:00Z`` or ``2026-05-14``; anything
else there counts as no time.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from transkit.errors import MemoryStoreError
from transkit.files import explain_os_error
from transkit.memory.translations import Translation

__all__ = ["read_tsv", "write_tsv"]

_ESCAPED = re.compile(r'\\([tnr\\"])')
_CELL = re.compile(r'"(?:[^"]|"")*"', re.DOTALL)
"""A cell in quotation marks, as spreadsheets write it (RFC 4180)."""
_OPEN = re.compile(r'(?:^|\t)"(?:[^"]|"")*$')
"""The beginning of one that goes on in the next line."""
_MOST_LINES = 1_000
"""Of a cell."""
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)Z?)?")
_LETTERS = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\", '"': '"'}
_SIGNS = {"\t": r"\t", "\n": r"\n", "\r": r"\r", "\\": r"\\"}


def read_tsv(path: Path) -> Iterator[Translation]:
    """Yield the pairs of a file, in order; empty lines are passed over.

    Raises:
        MemoryStoreError: It cannot be read, is neither UTF-8 nor UTF-16, a line has no tab, or a
            quotation mark is never closed; the line is named.
    """
    try:
        quoted = _is_spreadsheets(path)
        for number, row in _records(path) if quoted else _rows(path):
            fields = _fields(row)
            if not row.strip():
                continue
            if len(fields) < 2:
                raise MemoryStoreError(
                    "has no tab between source and target", path=path, line=number
                )
            if quoted:
                fields = [_unquoted(field) for field in fields]
            yield _translation(fields)
    except OSError as error:
        raise MemoryStoreError(f"cannot be read: {explain_os_error(error)}", path=path) from error


def _translation(fields: list[str]) -> Translation:
    """Return what a row says; `fields` are at least two."""
    plain = [_ESCAPED.sub(lambda match: _LETTERS[match[1]], field) for field in fields]
    source, target, document, translator, changed, context = (*plain, *[""] * 4)[:6]
    return Translation(
        source=source,
        target=target,
        document=document,
        translator=translator,
        changed=_time(changed),
        context=context,
    )


def _rows(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file without their ends, and their numbers, 1-based.

    Raises:
        MemoryStoreError: It is neither UTF-8 nor UTF-16.
    """
    with path.open("rb") as stream:
        start = stream.read(2)
    encoding = "utf-16" if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    number = 0
    try:
        with path.open(encoding=encoding, newline="\n") as stream:
            for number, line in enumerate(stream, 1):
                yield number, line.rstrip("\r\n")
    except UnicodeError as error:
        raise MemoryStoreError(
            f"is not {encoding[:6].upper().rstrip('-')}",
            path=path,
            line=_undecodable(path) if encoding == "utf-8-sig" else number + 1,
            hint="save it as UTF-8 and try again",
        ) from error


def _undecodable(path: Path) -> int:
    """Return the first line of a file that is not UTF-8."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return number


def _records(path: Path) -> Iterator[tuple[int, str]]:
    """Yield rows with the number of their first line; a cell in quotation marks may hold lines.

    Raises:
        MemoryStoreError: See `read_tsv`.
    """
    first, record = 0, ""
    for number, row in _rows(path):
        first, record = (first, f"{record}\n{row}") if first else (number, row)
        if not _OPEN.search(record):
            yield first, record
            first, record = 0, ""
        elif number - first > _MOST_LINES:
            break
    if first:
        raise MemoryStoreError("a quotation mark is never closed", path=path, line=first)


def _is_spreadsheets(path: Path) -> bool:
    """Return whether a spreadsheet wrote a file: it puts what needs it in quotation marks.

    A cell with others doubled within says so, or several with commas or lines, and none without.
    """
    told = 0
    bare = False
    try:
        for _, record in _records(path):
            for field in _fields(record):
                if _CELL.fullmatch(field):
                    if '""' in field[1:-1]:
                        return True
                    told += "," in field or "\n" in field
                elif "," in field:
                    bare = True
    except MemoryStoreError:
        return False  # what is wrong with it is told where it is read
    return told > 1 and not bare


def _fields(row: str) -> list[str]:
    return row.split("\t")


def _unquoted(field: str) -> str:
    """Return a cell without the quotation marks of a spreadsheet."""
    return field[1:-1].replace('""', '"') if _CELL.fullmatch(field) else field


def _time(moment: str) -> str:
    """Return a day or a moment as the memory writes it; empty where it is neither."""
    match = _MOMENT.fullmatch(moment.strip())
    return f"{match[1]}T{match[2] or '00:00:00'}Z" if match else ""


def write_tsv(stream: IO[bytes], translations: Iterable[Translation]) -> int:
    """Write translations, one a line; return how many there were."""
    count = 0
    for item in translations:
        known = (item.document, item.translator, item.changed, item.context)
        fields = (item.source, item.target, *known)
        line = "\t".join(map(_escaped, fields))
        stream.write(line.rstrip("\t").encode("utf-8", "replace") + b"\n")
        count += 1
    return count


def _escaped(field: str) -> str:
    """Return a field for a file; one that begins with a quotation mark is no spreadsheet's cell."""
    text = re.sub(r"[\t\n\r\\]", lambda match: _SIGNS[match[0]], field)
    return f"\\{text}" if text.startswith('"') else text
