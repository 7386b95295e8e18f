"""A memory that cannot be written: what only looks works, and what writes says so in one line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

CATALOG = "locales/uk/LC_MESSAGES/article.po"


def transkit(*args: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as somebody whom permissions stop; root without its powers is one."""
    command = [sys.executable, "-m", "transkit", *args]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root needs setpriv (util-linux) to be stopped by permissions")
        command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def memory(
    tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Give a memory that a run has filled, in a folder; neither can be written any more."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "memory"
    folder.mkdir()
    Path("article.txt").write_text("The river rose.\n\nNobody knows why.\n", encoding="utf-8")
    path = folder / "memory.db"
    done = transkit("translate", "article.txt", "--to", "uk", "--memory", str(path))
    assert done.returncode == 0, done.stderr
    path.chmod(0o444)
    folder.chmod(0o555)
    yield str(path)
    folder.chmod(0o755)


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", CATALOG),
        ("diff", CATALOG),
        ("translate", "article.txt", "--to", "uk", "--dry-run"),
    ],
)
def test_looking_needs_no_permission_to_write(memory: str, arguments: tuple[str, ...]) -> None:
    done = transkit(*arguments, "--memory", memory)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_building_needs_no_memory(memory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSKIT_MEMORY", memory)
    assert transkit("build", CATALOG).returncode == 0
    assert Path("article.uk.txt").is_file()


def test_translating_says_so_in_one_line_and_leaves_the_catalog(memory: str) -> None:
    before = Path(CATALOG).read_bytes()
    Path("article.txt").write_text("Another river rose.\n", encoding="utf-8")
    done = transkit("translate", "article.txt", "--to", "uk", "--memory", memory)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "permission denied" in done.stderr
    assert "give another --memory" in done.stderr
    assert Path(CATALOG).read_bytes() == before
