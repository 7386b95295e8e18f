"""The table of ``transkit report --xlsx``: a row per unit, for people who live in spreadsheets.

Nothing in it is ever computed: texts are stored as texts, and those that a spreadsheet would take
for a formula when somebody edits or exports them are marked as quoted, too.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from transkit.checks.risk import Level
from transkit.errors import TranskitError, UsageError
from transkit.pipeline.pages import language_attributes, without_controls
from transkit.units import State

if TYPE_CHECKING:
    from transkit.pipeline.report import CatalogReport, ReportResult, UnitReport

__all__ = ["is_table", "render_table"]

_TITLE = "transkit report"

_COLUMNS = (("catalog", 24), ("unit", 6), ("place", 16), ("kind", 12), ("state", 12),
            ("risk", 9), ("source", 60), ("target", 60), ("changed", 9), ("findings", 40),
            ("comments", 30))  # fmt: skip
"""Headings and widths, in characters."""
_PROPERTIES = "docProps/core.xml"
"""Where a workbook says what it is (ECMA-376-2, §11)."""
_HEAD = 4096
_ROWS = 1_048_576
_LONGEST = 32_767
"""What a sheet and a cell hold (Excel specifications and limits); in UTF-16 units."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings that make a formula of a text (OWASP, CSV Injection)."""
_STATES = {
    State.INITIAL: "untranslated",
    State.TRANSLATED: "draft",
    State.REVIEWED: "reviewed",
}


def render_table(result: ReportResult) -> bytes:
    """Return an Office Open XML workbook with one sheet; the same result gives the same bytes.

    Raises:
        UsageError: XlsxWriter is not installed.
        TranskitError: There are more units than a sheet has rows.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise UsageError(
            "spreadsheets need XlsxWriter", hint="pip install 'transkit[xlsx]'"
        ) from error
    if sum(len(catalog.units) for catalog in result.catalogs) >= _ROWS:
        raise TranskitError(
            f"a sheet holds {_ROWS - 1:,} units, and these are more", hint="name fewer catalogs"
        )
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(content, options) as book:
        newest = max(catalog.status.last_change for catalog in result.catalogs)
        book.set_properties({"title": _TITLE, "created": newest.replace(tzinfo=None)})
        _Sheet(book).fill(result)
    return content.getvalue()


def is_table(path: Path) -> bool:
    """Return whether a file is what `render_table` made, and nobody has saved since.

    Raises:
        OSError: It cannot be read.
    """
    try:
        with ZipFile(path) as archive, archive.open(_PROPERTIES) as stream:
            about = stream.read(_HEAD).decode("utf-8", "replace")
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError):
        return False
    days = re.findall(r"<dcterms:(?:created|modified)[^>]*>([^<]*)<", about)
    return f"<dc:title>{_TITLE}</dc:title>" in about and len(set(days)) == 1


class _Sheet:
    """The sheet that units are written to, top to bottom."""

    def __init__(self, book: Any) -> None:
        """Add the sheet with its headings to a workbook."""
        self._book = book
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self._sheet = book.add_worksheet("Units")
        bold = book.add_format({"bold": True, "bottom": 1})
        for column, (heading, width) in enumerate(_COLUMNS):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, heading, bold)
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)

    def fill(self, result: ReportResult) -> None:
        """Write all units."""
        line = 0
        for catalog in result.catalogs:
            for row in catalog.units:
                line += 1
                self._write_unit(line, row, catalog)
        self._sheet.autofilter(0, 0, line, len(_COLUMNS) - 1)

    def _write_unit(self, line: int, row: UnitReport, catalog: CatalogReport) -> None:
        unit = row.unit
        self._text(line, 0, str(catalog.path))
        self._sheet.write_number(line, 1, row.number, self._format())
        self._text(line, 2, str(unit.references[0]) if unit.references else "")
        self._text(line, 3, unit.kind.value)
        self._text(line, 4, _STATES[unit.state])
        colours = {Level.HIGH: "#FBE0DE", Level.MEDIUM: "#FDECCB"}
        ground = {"bg_color": colours[row.level]} if row.level in colours else {}
        risk = row.level.value if unit.state is State.TRANSLATED else ""
        self._text(line, 5, risk, **ground)
        self._text(line, 6, "\n".join(row.sources), **_reading_order(catalog.source_language))
        self._text(line, 7, "\n".join(row.targets), **_reading_order(catalog.language))
        if row.parts:
            self._sheet.write_number(line, 8, row.change, self._format(num_format="0 %"))
        found = [f"{one.severity.value}: {one.message} [{one.check}]" for one in row.findings]
        self._text(line, 9, "\n".join([*found, *row.notes]))
        self._text(line, 10, "\n".join(comment.strip() for comment in unit.comments))

    def _text(self, line: int, column: int, text: str, **more: object) -> None:
        """Write a text; an empty one leaves the cell empty."""
        if not text:
            return
        if text.startswith(_FORMULA):
            more["quote_prefix"] = True
        self._sheet.write_string(line, column, _fitted(text), self._format(**more))

    def _format(self, **more: object) -> Any:
        """Return a format, made once."""
        key = tuple(sorted(more.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"text_wrap": True, "valign": "top", **more})
        return self._formats[key]


def _reading_order(language: str) -> dict[str, object]:
    """Return what a cell's format says of a language that is written from right to left."""
    return {"reading_order": 2} if 'dir="rtl"' in language_attributes(language) else {}


def _fitted(text: str) -> str:
    """Return a text as a cell can hold it: what is too long ends in an ellipsis."""
    text = without_controls(text)
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    return units[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
