"""``transkit diff`` as people and scripts use it: a process of its own."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = "Leaders meet in Kyiv\n\nThe mayor said on Monday that the river is everybody's.\n"
CATALOG = Path("locales/uk/LC_MESSAGES/article.po")


def transkit(*args: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command line; never through a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "transkit", *map(str, args)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
        encoding="utf-8",
    )


@pytest.fixture
def folder(tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with one article of which a person has changed one word."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    assert transkit("translate", "article.txt", "--to", "uk").returncode == 0
    text = CATALOG.read_text(encoding="utf-8")
    CATALOG.write_text(text.replace('msgstr "The mayor', 'msgstr "Our mayor'), encoding="utf-8")
    return tmp_path


def test_changes_are_marked_word_by_word(folder: Path) -> None:
    done = transkit("diff", CATALOG)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "article.txt:3, paragraph, 5 % changed, not accepted yet",
        "  The mayor said on Monday that the river is everybody's.",
        "  [-The-]{+Our+} mayor said on Monday that the river is everybody's.",
        "",
        "1 unit changed, 0 drafts accepted unchanged.",
    ]


def test_colours_stand_for_marks_on_a_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for colours in (True, False):
        if colours:
            monkeypatch.delenv("NO_COLOR")
        else:
            monkeypatch.setenv("NO_COLOR", "1")
        master, slave = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "transkit", "diff", str(CATALOG)],
            stdout=slave,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
        )
        os.close(slave)
        shown = b""
        while True:
            try:
                shown += os.read(master, 65536)
            except OSError:  # the other end is closed
                break
        os.close(master)
        assert process.wait(timeout=60) == 0
        assert (b"\x1b[9;31mThe" in shown) == colours
        assert (b"[-The-]{+Our+}" in shown) != colours


def test_json_is_one_object_with_both_texts_and_their_parts(folder: Path) -> None:
    content = json.loads(transkit("diff", CATALOG, "--json").stdout)
    assert (content["accepted"], content["unknown"], content["language"]) == (0, 0, "uk")
    (unit,) = content["units"]
    assert unit["draft"].startswith("The mayor")
    assert unit["target"].startswith("Our mayor")
    assert unit["reference"] == "article.txt:3"
    assert [part["kind"] for part in unit["parts"]] == ["removed", "added", "equal"]


def test_the_page_is_written_and_named(folder: Path) -> None:
    done = transkit("diff", CATALOG, "--html", "changes.html")
    assert done.returncode == 0
    assert done.stdout == "1 unit changed, 0 drafts accepted unchanged.\nchanges.html\n"
    page = Path("changes.html").read_text(encoding="utf-8")
    assert "<del>The</del>" in page
    assert "<ins>Our</ins>" in page


def test_the_page_goes_to_standard_output_and_nothing_else_does(folder: Path) -> None:
    transkit("diff", CATALOG, "--html", "changes.html")
    done = transkit("diff", CATALOG, "--html", "-")
    assert done.stdout == Path("changes.html").read_text(encoding="utf-8")
    assert not Path("-").exists()
    assert transkit("diff", CATALOG, "--html", "-", "--json").returncode == 2


def test_what_the_memory_does_not_know_is_said(folder: Path) -> None:
    text = CATALOG.read_text(encoding="utf-8").replace("#, fuzzy\n", "")
    CATALOG.write_text(text, encoding="utf-8")
    done = transkit("diff", CATALOG, "--memory", "none.db")
    assert done.returncode == 0
    assert "2 more reviewed units: the memory has no draft of them" in done.stdout


def test_texts_cannot_drive_the_terminal(folder: Path) -> None:
    text = CATALOG.read_text(encoding="utf-8")
    CATALOG.write_text(text.replace('msgstr "Our', 'msgstr "\x1b[2J\u202eOur'), encoding="utf-8")
    done = transkit("diff", CATALOG)
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "\\x1b[2J\\u202eOur" in done.stdout


@pytest.mark.parametrize(
    ("args", "code", "complaint"),
    [
        (["gone.po"], 3, "gone.po: no such catalog"),
        ([str(CATALOG), "--html", str(CATALOG)], 3, "is the catalog itself"),
        ([str(CATALOG), "--html", "article.txt/x.html"], 3, "cannot be written"),
        ([str(CATALOG), "--memory", "article.txt"], 3, "memory"),
        ([], 2, "CATALOG"),
        ([str(CATALOG), str(CATALOG)], 2, "unexpected extra argument"),
    ],
)
def test_what_cannot_be_done_is_said(
    folder: Path, args: list[str], code: int, complaint: str
) -> None:
    done = transkit("diff", *args)
    assert done.returncode == code
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr
