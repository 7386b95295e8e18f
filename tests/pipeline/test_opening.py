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
    found, failures = collect_catalogs([tmp_path])
    assert [path.name for path in found] == ["a.PO", "b.po", "lost.po"]
    assert failures == []


def test_a_folder_of_nothing_but_a_named_pipe_holds_no_catalogs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.po")
    found, failures = collect_catalogs([tmp_path])
    assert found == []
    assert [failure.error.message for failure in failures] == ["holds no catalogs (.po)"]


def test_a_copy_left_beside_a_catalog_counts_only_by_its_own_name(tmp_path: Path) -> None:
    """But the catalog of another document, ``b.conflict.txt``, is one."""
    header = 'msgid ""\nmsgstr ""\n"Language: uk\\n"\n"X-Transkit-Source: {}\\n"\n'
    sources = {"a.po": "a.txt", "a.conflict.po": "a.txt", "b.po": "b.txt",
               "b.conflict.po": "b.conflict.txt", "c.conflict.po": "c.txt"}  # fmt: skip
    for name, source in sources.items():
        (tmp_path / name).write_text(header.format(source), encoding="utf-8")
    found, _ = collect_catalogs([tmp_path])
    assert [path.name for path in found] == ["a.po", "b.conflict.po", "b.po", "c.conflict.po"]
    found, _ = collect_catalogs([tmp_path / "a.conflict.po"])
    assert [path.name for path in found] == ["a.conflict.po"]


def test_what_is_no_catalog_is_told_what_to_name_instead(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    for path, problem in ((article, "is a document, and no catalog"), (tmp_path, "is a folder")):
        with pytest.raises(CatalogError) as error:
            open_catalog(path)
        assert error.value.message == problem
        assert error.value.hint
