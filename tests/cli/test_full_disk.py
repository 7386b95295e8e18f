"""A disk that fills up: one clear line, exit 3, and every old file as it was."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from transkit.catalogs import read_po

SMALL = "The river rose again.\n\nNobody knows why.\n"
LARGE = SMALL + "\n".join(
    f"\nSentence {n} speaks about the river and its banks." for n in range(1600)
)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give the mount point of a disk of 256 KB; only root can make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def translate(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder."""
    command = [sys.executable, "-m", "transkit", "translate", "article.txt", "--to", "uk"]
    return subprocess.run(
        [*command, *options], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_catalog_that_does_not_fit_leaves_the_old_one(
    tmp_path: Path, small_disk: Path, installed_models: Path
) -> None:
    article, output = tmp_path / "article.txt", ("--output-dir", str(small_disk / "locales"))
    article.write_text(SMALL, encoding="utf-8")
    assert translate(tmp_path, *output).returncode == 0
    path = small_disk / "locales" / "uk" / "LC_MESSAGES" / "article.po"
    before = path.read_bytes()
    article.write_text(LARGE, encoding="utf-8")
    done = translate(tmp_path, *output)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "the disk is full" in done.stderr
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["article.po"]
    assert translate(tmp_path, "--output-dir", str(tmp_path / "elsewhere")).returncode == 0


def test_a_memory_that_does_not_fit_is_one_clear_line(
    tmp_path: Path, small_disk: Path, installed_models: Path
) -> None:
    (tmp_path / "article.txt").write_text(LARGE, encoding="utf-8")
    done = translate(tmp_path, "--memory", str(small_disk / "memory.db"))
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "memory" in done.stderr
    assert "full" in done.stderr
    assert not (tmp_path / "locales").exists()
    assert translate(tmp_path).returncode == 0
    catalog = read_po(tmp_path / "locales" / "uk" / "LC_MESSAGES" / "article.po")
    assert len(catalog.units) == 1602
