"""The round trip through the real Poedit, driven as a translator drives it."""

from __future__ import annotations

import difflib
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import transkit
from tests.tools_needed import need
from transkit.catalogs import read_po
from transkit.units import State

ARTICLE = """\
The river rose again

The mayor said on Monday that the bridge would be closed.

Nobody knows for how long.
"""
PATIENCE = 60.0
"""Seconds to wait for a window or a file before the test gives up."""


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """Give the environment of a screen that nobody sees."""
    read, write = os.pipe()
    server = subprocess.Popen(
        [need("Xvfb"), "-displayfd", str(write), "-screen", "0", "1280x900x24"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as stream:
        display = stream.readline().strip()
    yield {**os.environ, "DISPLAY": f":{display}", "LC_ALL": "C.UTF-8", "NO_AT_BRIDGE": "1"}
    server.terminate()
    server.wait(timeout=PATIENCE)


def wait_for(what: Callable[[], str | bool | None]) -> str:
    """Return what a function returns as soon as it is something; fail after a while."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = what()
        if found:
            return str(found)
        time.sleep(0.1)
    return pytest.fail("Poedit did not do it in time")


def window_named(words: str, screen: dict[str, str]) -> Callable[[], str | None]:
    """Return a function that finds the visible window with these words in its title."""

    def find() -> str | None:
        command = [need("xdotool"), "search", "--onlyvisible", "--name", words]
        done = subprocess.run(
            command, env=screen, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        return done.stdout.split("\n")[0] or None

    return find


def press(screen: dict[str, str], *actions: str) -> None:
    """Do what a hand does, one action after the other, with time for the program between."""
    for action in actions:
        command = [need("xdotool"), *action.split(" ")]
        subprocess.run(command, env=screen, check=True, timeout=PATIENCE)
        time.sleep(0.4)


def changed_lines(before: str, after: str) -> list[str]:
    """Return the lines that went and came, as ``-line`` and ``+line``."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("---", "+++")]


@pytest.mark.poedit
@pytest.mark.slow
def test_what_a_translator_does_in_poedit_is_kept(
    tmp_path: Path,
    installed_models: Path,
    screen: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One translation is changed and one accepted; the rest stays a draft."""
    need("poedit")
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(ARTICLE, encoding="utf-8")
    (row,) = transkit.translate("article.txt", to="ko").documents
    before = row.catalog.read_text("utf-8")
    poedit = subprocess.Popen(["poedit", str(row.catalog)], env=screen, stderr=subprocess.DEVNULL)
    try:
        window = wait_for(window_named("article - Poedit", screen))
        time.sleep(1.0)
        press(
            screen,
            f"windowfocus --sync {window}",
            f"mousemove --window {window} 300 600",
            "click 1",
            "key ctrl+a",
            "type --delay 60 changed-by-hand",
            "key ctrl+Down",
            "key ctrl+u",
            "key ctrl+s",
        )
        wait_for(lambda: "X-Generator: Poedit" in row.catalog.read_text("utf-8"))
        press(screen, "key ctrl+q")
        poedit.wait(timeout=PATIENCE)
    finally:
        poedit.kill()
        poedit.wait()
    saved = row.catalog.read_text("utf-8")
    entries = [
        line
        for line in changed_lines(before, saved)
        if not line[1:].startswith(('"PO-Revision-Date', '"X-Generator', '"Last-Translator'))
    ]
    assert sorted(entries) == sorted(
        ["-#, fuzzy", '-msgstr "The river rose again"', '+msgstr "changed-by-hand"', "-#, fuzzy"]
    )
    (again,) = transkit.translate("article.txt", to="ko").documents
    assert (again.kept, again.drafted) == (2, 0)
    notes = changed_lines(saved, row.catalog.read_text("utf-8"))
    assert all(line.startswith("-# transkit: ") for line in notes)
    states = [unit.state for unit in read_po(row.catalog).units]
    assert states == [State.REVIEWED, State.REVIEWED, State.TRANSLATED]
    transkit.build(row.catalog)
    assert Path("article.ko.txt").read_text("utf-8").startswith("changed-by-hand\n\nThe mayor said")
