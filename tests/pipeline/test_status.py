"""How far catalogs are: real catalogs, a real ledger."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

import transkit
from transkit.catalogs import read_po, serialize_po
from transkit.errors import MemoryStoreError, UsageError
from transkit.files import write_atomic
from transkit.memory.ledger import DraftKey, Ledger
from transkit.memory.store import Store, default_memory_path
from transkit.pipeline.status import CatalogStatus, StatusResult, status
from transkit.units import State, Unit

ARTICLE = """\
Leaders meet in Kyiv to talk about water

The river has four old bridges.

Nobody came to see them.

The mayor was late.

Everybody waited for him.
"""
CATALOG = Path("locales/uk/LC_MESSAGES/article.po")
KEY = DraftKey(
    source_language="en", target_language="uk", engine="other", model_hash="0", settings=""
)


@pytest.fixture
def folder(tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with one article in it that was translated by a copy model."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    assert transkit.translate("article.txt", to="uk").failures == ()
    return tmp_path


def edit(path: Path, change: Callable[[Unit], Unit]) -> None:
    """Change a catalog as a person does, in another program."""
    catalog = read_po(path)
    write_atomic(
        path, serialize_po(replace(catalog, units=tuple(change(unit) for unit in catalog.units)))
    )


def work(unit: Unit) -> Unit:
    """Do what a person does with each unit of the article."""
    if "bridges" in unit.source:  # one word of six
        target = unit.source.replace("four", "five")
        return replace(unit, target=target, state=State.REVIEWED, note=())
    if "Nobody" in unit.source:
        return replace(unit, state=State.REVIEWED, note=())
    if "mayor" in unit.source:
        return replace(unit, target="Мер")
    if "Everybody" in unit.source:
        return replace(unit, target="", state=State.INITIAL, note=())
    return unit


def only(result: StatusResult) -> CatalogStatus:
    """Return the one row of a result without failures."""
    assert [str(failure.error) for failure in result.failures] == []
    (row,) = result.catalogs
    return row


def test_units_and_words_are_counted_by_state(folder: Path) -> None:
    edit(CATALOG, work)
    row = only(transkit.status())
    assert (row.catalog, row.language) == (CATALOG, "uk")
    units, words = row.units, row.words
    assert (units.initial, units.translated, units.reviewed, units.total) == (1, 2, 2, 5)
    assert (words.initial, words.translated, words.reviewed, words.total) == (4, 12, 11, 27)
    assert (units.edited_drafts, words.edited_drafts) == (1, 4)


def test_effort_is_over_reviewed_units_and_their_drafts(folder: Path) -> None:
    edit(CATALOG, work)
    result = transkit.status(CATALOG)
    row = only(result)
    assert row.effort.units == 2
    assert row.effort.hter == pytest.approx(1 / 11)
    assert row.effort.chrf is not None
    assert 50 < row.effort.chrf < 100
    assert row.engines == {"argos": row.effort}
    assert result.engines == {("argos", "uk"): row.effort}


def test_accepted_drafts_are_no_effort_and_drafts_tell_nothing(folder: Path) -> None:
    assert only(transkit.status()).effort.hter is None
    edit(CATALOG, lambda unit: replace(unit, state=State.REVIEWED, note=()))
    row = only(transkit.status())
    assert (row.effort.hter, row.effort.chrf) == (0.0, 100.0)


def test_nothing_is_known_where_the_memory_is_another(folder: Path) -> None:
    edit(CATALOG, work)
    row = only(transkit.status(memory=folder / "none.db"))
    assert (row.effort.units, row.effort.hter, row.effort.chrf) == (0, None, None)
    assert row.units.edited_drafts == 0
    assert row.units.translated == 2
    assert not (folder / "none.db").exists()


def test_the_closest_of_several_drafts_is_the_one_that_was_edited(folder: Path) -> None:
    edit(CATALOG, work)
    with Store(default_memory_path()) as store:
        source = "The river has four old bridges."
        Ledger(store).note_written(
            KEY, [(source, "The river has five old bridges."), (source, "Something else.")]
        )
    row = only(transkit.status())
    assert {name: effort.hter for name, effort in row.engines.items()} == {
        "argos": 0.0,
        "other": 0.0,
    }


def test_effort_of_an_engine_goes_over_all_catalogs(folder: Path) -> None:
    (folder / "second.txt").write_text("Another word here.\n", encoding="utf-8")
    transkit.translate("second.txt", to=["uk", "ko"])
    for path in sorted(Path("locales").rglob("*.po")):
        edit(path, lambda unit: replace(unit, state=State.REVIEWED, note=()))
    result = transkit.status("locales")
    assert [row.catalog.name for row in result.catalogs] == ["second.po", "article.po", "second.po"]
    assert {key: effort.units for key, effort in result.engines.items()} == {
        ("argos", "ko"): 1,
        ("argos", "uk"): 6,
    }


def test_the_last_change_is_the_file_s(folder: Path) -> None:
    os.utime(CATALOG, (1_700_000_000, 1_700_000_000.7))
    changed = only(transkit.status()).last_change
    assert changed == datetime(2023, 11, 14, 22, 13, 20, tzinfo=timezone.utc)


def test_catalogs_of_others_have_a_status_too(folder: Path) -> None:
    Path("app.po").write_text(
        'msgid "Save"\nmsgstr "Зберегти"\n\n'
        'msgid "file"\nmsgid_plural "files"\nmsgstr[0] "файл"\nmsgstr[1] ""\n',
        encoding="utf-8",
    )
    row = only(transkit.status("app.po"))
    assert (row.language, row.units.reviewed, row.units.total) == ("", 2, 2)


def test_entries_of_somebody_elses_count_neither_as_done_nor_as_to_do(folder: Path) -> None:
    before = only(status([CATALOG]))
    foreign = (
        '#: other.c:7\nmsgid "Open"\nmsgstr "Відкрити"\n',
        'msgctxt "menu"\nmsgid "Close"\nmsgstr ""\n',
        '#: other.c:8\nmsgid "file"\nmsgid_plural "files"\nmsgstr[0] ""\nmsgstr[1] ""\n',
    )
    with CATALOG.open("a", encoding="utf-8") as stream:
        stream.write("\n".join(("", *foreign)))
    now = only(status([CATALOG]))
    assert (now.units, now.words, now.findings) == (before.units, before.words, before.findings)
    assert len(read_po(CATALOG).units) == before.units.total + len(foreign)


def test_what_cannot_be_read_is_a_failure_and_stops_nothing(folder: Path) -> None:
    Path("bad.po").write_bytes(b'msgid "half\n')
    result = transkit.status(["bad.po", CATALOG, "gone"])
    assert [row.catalog for row in result.catalogs] == [CATALOG]
    assert sorted(failure.what for failure in result.failures) == ["bad.po", "gone"]


def test_a_damaged_memory_is_said(folder: Path) -> None:
    Path("memory.db").write_bytes(b"no database" * 100)
    with pytest.raises(MemoryStoreError):
        transkit.status(memory="memory.db")
    with pytest.raises(UsageError):
        status([])


def test_looking_changes_nothing(folder: Path, home: Path) -> None:
    edit(CATALOG, work)

    def look() -> dict[Path, tuple[bytes, int]]:
        return {
            path: (path.read_bytes(), path.stat().st_mtime_ns)
            for root in (folder, home)
            for path in root.rglob("*")
            if path.is_file() and not path.name.endswith(("-wal", "-shm"))
        }

    before = look()
    transkit.status()
    transkit.diff(CATALOG)
    assert look() == before
