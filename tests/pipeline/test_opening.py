"""Which catalogs a name stands for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from transkit.errors import CatalogError
from transkit.pipeline.opening import collect_catalogs, open_catalog


def test_below_a_folder_every_visible_catalog_counts_and_no_named_pipe(tmp_path: Path) -> None:
    for name in ("b.po", "a.PO", ".hidden.po", "a.pot", "a.po~"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.po").write_bytes(b"")
    os.mkfifo(tmp_path / "never-ends.po")
    (tmp_path / "link.po").symlink_to(tmp_path / "b.po")
    (tmp_path / "lost.po").symlink_to(tmp_path / "nowhere")
    found, failures, _ = collect_catalogs([tmp_path])
    assert [path.name for path in found] == ["a.PO", "b.po", "lost.po"]
    assert failures == []


def test_a_folder_of_nothing_but_a_named_pipe_holds_no_catalogs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.po")
    found, failures, _ = collect_catalogs([tmp_path])
    assert found == []
    assert [failure.error.message for failure in failures] == ["holds no catalogs (.po)"]


def test_a_copy_left_beside_a_catalog_counts_only_by_its_own_name(tmp_path: Path) -> None:
    """But the catalog of another document, ``b.conflict.txt``, is one."""
    header = 'msgid ""\nmsgstr ""\n"Language: uk\\n"\n"X-Transkit-Source: {}\\n"\n'
    sources = {"a.po": "a.txt", "a.conflict.po": "a.txt", "b.po": "b.txt",
               "b.conflict.po": "b.conflict.txt", "c.conflict.po": "c.txt"}  # fmt: skip
    for name, source in sources.items():
        (tmp_path / name).write_text(header.format(source), encoding="utf-8")
    found, _, warnings = collect_catalogs([tmp_path])
    assert [path.name for path in found] == ["a.po", "b.conflict.po", "b.po", "c.conflict.po"]
    (warning,) = warnings
    assert warning.startswith(f"{tmp_path / 'a.conflict.po'} was left out: it holds what transkit")
    found, _, warnings = collect_catalogs([tmp_path, tmp_path / "a.conflict.po"])
    assert "a.conflict.po" in [path.name for path in found]
    assert warnings == ()


def test_beside_a_catalog_that_cannot_be_read_a_copy_is_no_catalog_of_its_own(
    tmp_path: Path,
) -> None:
    """Its name tells then: ``b.conflict.po`` is the catalog of ``b.conflict.txt``."""
    header = 'msgid ""\nmsgstr ""\n"{}\\n"\n"Language: uk\\n"\n'
    headers = {
        "a.conflict.po": "X-Transkit-Source: ../a.txt",
        "a.conflict-2.po": "X-Transkit-Source: ../a.txt",
        "b.conflict.po": "X-Transkit-Source: b.conflict.txt",
        "b.conflict-2.po": "X-Transkit-Source: other/b.conflict.txt",
        "note.conflict.po": "Project-Id-Version: note",
        "pad.conflict.po": "Project-Id-Version: pad.conflict",
    }
    for name, line in headers.items():
        (tmp_path / name).write_text(header.format(line), encoding="utf-8")
    for name in ("a.po", "b.po", "note.po", "pad.po"):
        (tmp_path / name).write_bytes(b"garbage\n")
    found, _, warnings = collect_catalogs([tmp_path])
    names = ["a.po", "b.conflict-2.po", "b.conflict.po", "b.po", "note.po"]
    assert [path.name for path in found] == [*names, "pad.conflict.po", "pad.po"]
    assert [Path(line.split(" was left")[0]).name for line in warnings] == [
        "a.conflict-2.po", "a.conflict.po", "note.conflict.po",
    ]  # fmt: skip


def test_what_is_no_catalog_is_told_what_to_name_instead(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    for path, problem in ((article, "is a document, and no catalog"), (tmp_path, "is a folder")):
        with pytest.raises(CatalogError) as error:
            open_catalog(path)
        assert error.value.message == problem
        assert error.value.hint
