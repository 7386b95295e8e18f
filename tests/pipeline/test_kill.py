"""Killed at any moment: each file is the old one or the new one, and the next run ends the work."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import DEVNULL

import pytest

KILLS = int(os.environ.get("TRANSKIT_TEST_KILLS", "12"))
"""How often a run is killed; raise it for a long look."""
SEED = int(os.environ.get("TRANSKIT_TEST_KILL_SEED", "20"))
"""Of the moments at which that happens."""


def write_article(folder: Path, *, changed: bool) -> None:
    """Write the article, or a later version of it; the date never depends on the clock."""
    lines = [f"Sentence {n} speaks about the river and its {n} old bridges." for n in range(120)]
    if changed:
        lines[7] = "A new sentence about the weather stands in the place of an old one."
        lines.insert(60, "Another paragraph has come between the two that were here.")
    path = folder / "article.txt"
    path.write_text("\n\n".join(lines), encoding="utf-8")
    os.utime(path, (1_700_000_000 + changed, 1_700_000_000 + changed))


def build_command(_folder: Path) -> list[str]:
    """Return the command line that rebuilds the article in both languages."""
    catalogs = [f"locales/{language}/LC_MESSAGES/article.po" for language in ("uk", "ko")]
    return [sys.executable, "-m", "transkit", "build", *catalogs]


def translate_command(folder: Path) -> list[str]:
    """Return the command line that drafts the article."""
    memory = str(folder / "memory.db")
    return [
        *(sys.executable, "-m", "transkit", "translate", "article.txt", "--quiet"),
        *("--to", "uk", "--to", "ko", "--memory", memory, "--jobs", "1"),
    ]


def written(folder: Path) -> dict[str, bytes]:
    """Return every catalog, template and translated article, but for temporary files."""
    found = [path for path in (folder / "locales").rglob("*") if path.is_file()]
    found += folder.glob("article.*.txt")
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in found
        if not path.name.endswith(".tmp")
    }


Command = Callable[[Path], list[str]]


def run(folder: Path, command: Command = translate_command) -> None:
    """Run to the end."""
    subprocess.run(
        command(folder), cwd=folder, check=True, timeout=120, stdout=DEVNULL, stderr=DEVNULL
    )


def kill_at(folder: Path, seconds: float, command: Command = translate_command) -> None:
    """Start a run and kill it after some time, if it is not done by then."""
    process = subprocess.Popen(command(folder), cwd=folder, stdout=DEVNULL, stderr=DEVNULL)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_half_and_the_next_run_ends_it(
    tmp_path: Path, installed_models: Path
) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    write_article(whole, changed=False)
    started = time.monotonic()
    run(whole)
    longest = time.monotonic() - started
    old = written(whole)
    write_article(whole, changed=True)
    run(whole)
    new = written(whole)
    assert old.keys() == new.keys()
    chance = random.Random(SEED)  # noqa: S311 - when to kill, not a secret
    for number in range(KILLS):
        folder = tmp_path / "killed"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        write_article(folder, changed=False)
        first_run = number % 2 == 0
        if not first_run:
            run(folder)
            write_article(folder, changed=True)
        kill_at(folder, chance.uniform(0.0, longest))
        for name, content in written(folder).items():
            assert content in (old[name], new[name]), f"{name} is half after kill {number}"
        run(folder)
        assert written(folder) == (old if first_run else new)


@pytest.mark.slow
def test_killed_while_building_each_article_is_the_old_or_the_new_one(
    tmp_path: Path, installed_models: Path
) -> None:
    folder = tmp_path / "killed"
    folder.mkdir()
    write_article(folder, changed=False)
    run(folder)
    run(folder, build_command)
    old = written(folder)
    write_article(folder, changed=True)
    run(folder)
    before = written(folder)
    started = time.monotonic()
    run(folder, build_command)
    longest = time.monotonic() - started
    new = written(folder)
    names = {"article.uk.txt", "article.ko.txt"}
    assert names < old.keys() == new.keys()
    assert {name for name in new if before[name] != new[name]} == names
    chance = random.Random(SEED + 1)  # noqa: S311 - when to kill, not a secret
    for number in range(KILLS):
        for name in names:
            (folder / name).write_bytes(old[name])
        kill_at(folder, chance.uniform(0.0, longest), build_command)
        for name, content in written(folder).items():
            choices = (old[name], new[name]) if name in names else (new[name],)
            assert content in choices, f"{name} is half after kill {number}"
        run(folder, build_command)
        assert written(folder) == new
