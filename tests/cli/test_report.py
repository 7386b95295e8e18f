"""``transkit report`` as people and scripts use it: a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_diff import CATALOG, folder, transkit  # noqa: F401 # the same article

pytestmark = pytest.mark.usefixtures("folder")


def test_the_page_is_written_where_it_is_wanted() -> None:
    done = transkit("report", CATALOG, "-o", "out.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["out.html", "2 of 2 units need a look."]
    assert Path("out.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert not Path("report.html").exists()


def test_without_names_it_is_a_page_about_all_catalogs() -> None:
    transkit("translate", "article.txt", "--to", "ko")
    assert transkit("report").stdout.splitlines()[0] == "report.html"
    page = Path("report.html").read_text(encoding="utf-8")
    assert str(CATALOG) in page
    assert str(CATALOG).replace("/uk/", "/ko/") in page


def test_the_page_goes_to_standard_output() -> None:
    done = transkit("report", CATALOG, "-o", "-")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("<!DOCTYPE html>")
    assert done.stdout.rstrip().endswith("</html>")
    assert not Path("-").exists()
    done = transkit("report", CATALOG, "-o", "-", "--xlsx", "table.xlsx")
    assert done.stdout.rstrip().endswith("</html>")
    assert Path("table.xlsx").read_bytes().startswith(b"PK")


def test_a_table_is_enough() -> None:
    done = transkit("report", "--xlsx", "table.xlsx")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "table.xlsx")
    assert Path("table.xlsx").read_bytes().startswith(b"PK")
    assert not Path("report.html").exists()


def test_what_cannot_be_done_is_one_line_and_exit_3() -> None:
    done = transkit("report", "gone.po")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    done = transkit("report", CATALOG, "-o", CATALOG)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert "is a catalog" in done.stderr


def test_a_table_is_not_printed_and_no_file_is_called_so() -> None:
    done = transkit("report", CATALOG, "--xlsx", "-")
    assert done.returncode == 2
    assert "needs the name of a file" in done.stderr
    assert not Path("-").exists()
