r"""Tab-separated pairs: source, target, and if they are known document, translator, time, context.

In a field ``\t``, ``\n``, ``\r`` and ``\\`` stand for a tab, a line feed, a carriage return and a
backslash; any other backslash is itself. Times are ``2026-05-14T18:05:00Z`` or ``2026-05-14``;
anything else there counts as no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from transkit.errors import MemoryStoreError
from transkit.files import explain_os_error
from transkit.memory.translations import Translation

__all__ = ["read_tsv", "write_tsv"]

_ESCAPED = re.compile(r"\\([tnr\\])")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)Z?)?")
_LETTERS = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
_SIGNS = {"\t": r"\t", "\n": r"\n", "\r": r"\r", "\\": r"\\"}


def read_tsv(path: Path) -> Iterator[Translation]:
    """Yield the pairs of a file, in order; empty lines are passed over.

    Raises:
        MemoryStoreError: It cannot be read, is not UTF-8, or a line has no tab; the line is named.
    """
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                fields = _fields(path, number, line)
                if not fields:
                    continue
                if len(fields) < 2:
                    raise MemoryStoreError(
                        "has no tab between source and target", path=path, line=number
                    )
                source, target, document, translator, changed, context = (*fields, *[""] * 4)[:6]
                yield Translation(
                    source=source,
                    target=target,
                    document=document,
                    translator=translator,
                    changed=_time(changed),
                    context=context,
                )
    except OSError as error:
        raise MemoryStoreError(f"cannot be read: {explain_os_error(error)}", path=path) from error


def _fields(path: Path, number: int, line: bytes) -> list[str]:
    """Return the fields of a line; none of an empty one.

    Raises:
        MemoryStoreError: It is not UTF-8.
    """
    try:
        row = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise MemoryStoreError(
            "is not UTF-8", path=path, line=number, hint="save it as UTF-8 and try again"
        ) from error
    if not row.strip():
        return []
    if "\\" not in row:
        return row.split("\t")
    return [_ESCAPED.sub(lambda match: _LETTERS[match[1]], field) for field in row.split("\t")]


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
        line = "\t".join(re.sub(r"[\t\n\r\\]", lambda match: _SIGNS[match[0]], f) for f in fields)
        stream.write(line.rstrip("\t").encode("utf-8", "replace") + b"\n")
        count += 1
    return count
