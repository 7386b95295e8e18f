"""Files are read with a fingerprint, and written only if needed and only over what was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.catalogs.gettext_tools import msgattrib
from tests.catalogs.strategies import HEADER, unit
from transkit.catalogs import (
    load_catalog,
    make_template,
    save_catalog,
    save_template,
    serialize_po,
)
from transkit.errors import CatalogError, TranskitError
from transkit.files import fingerprint
from transkit.units import Catalog

CATALOG = Catalog(
    source_language="en",
    target_language="uk",
    units=(unit("A long sentence " * 10, "Довге речення " * 10),),
    header=HEADER,
)


def test_what_was_saved_is_loaded_with_its_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "uk" / "LC_MESSAGES" / "a.po"
    assert load_catalog(path) is None
    assert save_catalog(path, CATALOG, expected=None)
    assert load_catalog(path) == (CATALOG, fingerprint(path))


def test_the_same_catalog_does_not_touch_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    save_catalog(path, CATALOG, expected=None)
    before = fingerprint(path)
    assert not save_catalog(path, CATALOG, expected=before)
    assert not save_catalog(path, CATALOG, expected=None), "nothing to write, nothing to lose"
    assert fingerprint(path) == before


def test_a_file_that_another_tool_has_wrapped_is_not_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    wrapped = msgattrib(serialize_po(CATALOG), "--width=79").replace(b"\n", b"\r\n")
    path.write_bytes(wrapped)
    loaded = load_catalog(path)
    assert loaded is not None
    assert not save_catalog(path, loaded[0], expected=loaded[1])
    assert path.read_bytes() == wrapped


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    save_catalog(path, CATALOG, expected=None)
    loaded = load_catalog(path)
    assert loaded is not None
    path.write_bytes(serialize_po(CATALOG).replace("Довге".encode(), "Коротке".encode()))
    theirs = path.read_bytes()
    changed = replace(CATALOG, units=(*CATALOG.units, unit("b", "б")))
    for expected in (loaded[1], None):
        with pytest.raises(CatalogError, match="changed by another program"):
            save_catalog(path, changed, expected=expected)
    assert path.read_bytes() == theirs


def test_a_file_that_was_removed_or_broken_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    save_catalog(path, CATALOG, expected=None)
    before = fingerprint(path)
    path.write_bytes(b"half a fi")
    with pytest.raises(CatalogError, match="changed by another program"):
        save_catalog(path, CATALOG, expected=before)
    path.unlink()
    with pytest.raises(CatalogError, match="changed by another program"):
        save_catalog(path, CATALOG, expected=before)
    assert not path.exists()


def test_a_changed_catalog_replaces_the_file_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    save_catalog(path, CATALOG, expected=None)
    path.chmod(0o640)
    changed = replace(CATALOG, units=(*CATALOG.units, unit("b", "б")))
    assert save_catalog(path, changed, expected=fingerprint(path))
    assert path.read_bytes() == serialize_po(changed)
    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.po"]


def test_a_broken_file_and_a_folder_in_the_way_are_clear_errors(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b'msgid "a"\n')
    with pytest.raises(CatalogError, match=r"a\.po:1: "):
        load_catalog(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(CatalogError, match="cannot be read"):
        load_catalog(path)
    with pytest.raises(TranskitError):
        save_catalog(path, CATALOG, expected=None)


@pytest.mark.parametrize("save", ["catalog", "template"])
def test_a_write_protected_file_is_left_alone(tmp_path: Path, save: str) -> None:
    path = tmp_path / "a.po"
    save_catalog(path, CATALOG, expected=None)
    path.chmod(0o444)
    before = path.read_bytes()
    other, expected = replace(CATALOG, units=()), fingerprint(path)
    with pytest.raises(TranskitError, match="write-protected") as caught:
        _ = (
            save_catalog(path, other, expected=expected)
            if save == "catalog"
            else save_template(path, make_template(other))
        )
    assert not isinstance(caught.value, CatalogError), "merging again would not help"
    assert "chmod u+w" in str(caught.value.hint)
    assert path.read_bytes() == before
    assert not save_catalog(path, CATALOG, expected=fingerprint(path)), "nothing to write"


def test_a_template_is_written_if_more_than_its_date_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.pot"
    template = make_template(CATALOG)
    assert not save_template(path, template)
    before = path.stat().st_mtime_ns, path.read_bytes()
    dated = tuple(
        (name, "2030-01-01 00:00+0000" if name == "POT-Creation-Date" else value)
        for name, value in template.header
    )
    assert not save_template(path, replace(template, header=dated))
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before
    assert not save_template(path, replace(template, units=()))
    assert path.read_bytes() != before[1]


def test_a_template_that_cannot_be_read_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.pot"
    path.write_text('<<<<<<< HEAD\nmsgid "a', encoding="utf-8")
    template = make_template(CATALOG)
    assert save_template(path, template)
    assert path.read_bytes() == serialize_po(template)
    assert not save_template(path, template)
