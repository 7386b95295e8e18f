"""Tables that people edit in spreadsheets: nothing of them is lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.errors import TermsError
from transkit.terms.tables import parse_table

PATH = Path("terms.csv")
CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@pytest.mark.parametrize(
    "data",
    [
        b"source,uk\nKyiv,\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2\n",
        b"\xef\xbb\xbfsource;uk;note\r\nA;B;\"x;\r\ny\"\r\n",
        "source\tuk\nKyiv\tКиїв\n".encode("utf-16-le").join([b"\xff\xfe", b""]),
        "source\tuk\r\nKyiv\tКиїв".encode("utf-16-be").join([b"\xfe\xff", b""]),
        b"sep=;\nsource;uk\na;b",
        b"# ours\n\nsource,uk\n\"a\",  b  ,c,d\n\n",
        b"",
    ],
)  # fmt: skip
def test_a_table_that_nobody_changed_keeps_every_byte(data: bytes) -> None:
    assert parse_table(data, PATH).serialize() == data


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_the_csv_module_writes_is_read_and_kept(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    data = stream.getvalue().encode()
    table = parse_table(data, PATH)
    assert table.serialize() == data
    assert [list(row.cells) for row in table.rows] == rows


@pytest.mark.parametrize("odd", [";\x1e", "a\u2028;b", ";\n;", "\t\x85"])
def test_only_line_ends_of_rows_end_a_row(odd: str) -> None:
    table = parse_table(f'"{odd}","x"\n"c","d"\n'.encode(), PATH)
    assert [row.cells for row in table.rows] == [(odd, "x"), ("c", "d")]


@given(st.lists(CELL, min_size=2, max_size=4))
def test_a_new_row_is_read_back_and_leaves_the_others_alone(cells: list[str]) -> None:
    table = parse_table(b'source;uk\r\n"old" ;x', PATH).with_new_row(cells)
    assert table.serialize().startswith(b'source;uk\r\n"old" ;x\r\n')
    again = parse_table(table.serialize(), PATH)
    assert list(again.rows[2].cells) == cells


def test_a_changed_cell_changes_its_row_alone() -> None:
    table = parse_table(b'source,uk\n"a" , b\n"c" , d\n', PATH)
    assert table.with_cell(1, 1, "e").serialize() == b'source,uk\na ,e\n"c" , d\n'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"source,uk\nKiev,\xca\xe8\xe5\xe2\n", "is not UTF-8"),
        (b'source,uk\n"Kyiv,x\n', "never closed"),
        (b"PK\x03\x04\0\0", "is no text"),
    ],
)
def test_what_is_no_table_is_an_error_that_helps(data: bytes, message: str) -> None:
    with pytest.raises(TermsError, match=message):
        parse_table(data, PATH)
