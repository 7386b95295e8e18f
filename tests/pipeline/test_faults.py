"""A person's line breaks for which gettext refuses a catalog: said by all, in the way of none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.catalogs.gettext_tools import check
from transkit.catalogs import read_po, serialize_po
from transkit.files import write_atomic
from transkit.pipeline.build import BuildOptions, build
from transkit.pipeline.status import status
from transkit.pipeline.translate import Options, translate
from transkit.units import State

CATALOG = Path("locales/uk/LC_MESSAGES/article.po")
FAULT = (
    "msgfmt -c refuses the catalog: the translation of “The first paragraph.”, line 3, ends with a"
    " line break, and its source does not: take it out; 1 more like it, see transkit check"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed_models: Path) -> Path:
    """Return the current folder: two of three translations have a line break at an end."""
    monkeypatch.chdir(tmp_path)
    article = "Title of it\n\nThe first paragraph.\n\n- The last one.\n"
    (tmp_path / "article.txt").write_text(article, encoding="utf-8")
    translate(["article.txt"], Options(to=("uk",)))
    targets = ("Назва", "Перший абзац.\n", "\n\nОстанній.")
    catalog = read_po(CATALOG)
    units = tuple(
        replace(unit, target=target, state=State.REVIEWED, note=())
        for unit, target in zip(catalog.units, targets, strict=True)
    )
    write_atomic(CATALOG, serialize_po(replace(catalog, units=units)))
    return tmp_path


def test_every_run_says_it_and_changes_nothing(folder: Path) -> None:
    before = CATALOG.read_bytes()
    for _ in range(3):
        result = translate(["article.txt"], Options(to=("uk",)))
        assert result.warnings == (f"{CATALOG}: {FAULT}",)
    assert CATALOG.read_bytes() == before


def test_status_says_it(folder: Path) -> None:
    assert status(["locales"]).catalogs[0].faults == (FAULT,)


def test_the_article_has_no_line_breaks_that_its_source_has_not(folder: Path) -> None:
    (document,) = build([CATALOG], BuildOptions()).documents
    assert document.content.decode() == "Назва\n\nПерший абзац.\n\n- Останній.\n"
    assert FAULT in document.notes


def test_what_comes_back_from_memory_is_one_that_gettext_accepts(folder: Path) -> None:
    text = "The last one.\n\nThe first paragraph.\n\nThe first paragraph. The last one.\n"
    (folder / "other.txt").write_text(text, encoding="utf-8")
    result = translate(["article.txt", "other.txt"], Options(to=("uk",), trust_memory=True))
    assert result.documents[1].recalled == 2
    other = CATALOG.with_name("other.po")
    assert check(other.read_bytes()) == ""
    assert [unit.target for unit in read_po(other).units] == [
        "Останній.",
        "Перший абзац.",
        "Перший абзац. Останній.",
    ]
