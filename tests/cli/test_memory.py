"""``transkit learn`` and ``transkit memory`` as people and scripts use them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PAIRS = "The river rose again.\tРічка знову піднялася.\tflood.txt\tAnna\t2026-05-14T18:05:00Z\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pairs.tsv").write_text(PAIRS, encoding="utf-8")
    return tmp_path


def transkit(*args: str) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    return subprocess.run(
        [sys.executable, "-m", "transkit", *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_a_translator_s_round(folder: Path) -> None:
    assert transkit("memory", "stats").stdout.startswith("The memory holds no translations yet")
    done = transkit("memory", "import", "pairs.tsv", "--to", "uk")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "pairs.tsv: 1 translation (en→uk), 1 new\n"
    found = transkit("memory", "search", "The river rose again and again.", "--to", "uk").stdout
    assert "Річка знову піднялася." in found
    assert "(flood.txt, Anna, 2026-05-14)" in found
    assert (
        "1 translation written to out.tmx"
        in transkit("memory", "export", "out.tmx", "--to", "uk").stdout
    )
    assert transkit("memory", "export", "-", "--format", "tsv", "--to", "uk").stdout == PAIRS
    assert "en→uk" in transkit("memory", "stats").stdout
    assert transkit("memory", "prune", "--to", "uk", "--before", "2027-01-01").stdout == (
        "1 translation forgotten.\n"
    )
    nothing = transkit("memory", "search", "river", "--to", "uk").stdout
    assert "Nothing like it" in nothing
    assert "--target" in nothing
    nothing = transkit("memory", "search", "river", "--to", "uk", "--target").stdout
    assert "Nothing like it" in nothing
    assert "--target" not in nothing


def test_programs_get_json(folder: Path) -> None:
    done = transkit("memory", "import", "pairs.tsv", "gone.tmx", "--to", "uk", "--json")
    assert done.returncode == 3
    content = json.loads(done.stdout)
    assert content["files"][0]["added"] == 1
    assert content["failures"][0]["path"] == "gone.tmx"
    found = json.loads(transkit("memory", "search", "river", "--to", "uk", "--json").stdout)
    assert found["containing"][0]["translator"] == "Anna"
    (row,) = json.loads(transkit("memory", "stats", "--json").stdout)
    assert (row["target_language"], row["units"]) == ("uk", 1)


def test_a_file_with_an_error_is_one_line_and_nothing_of_it_is_kept(folder: Path) -> None:
    (folder / "pairs.tsv").write_text(f"{PAIRS}no tab here\n", encoding="utf-8")
    done = transkit("memory", "import", "pairs.tsv", "--to", "uk")
    assert done.returncode == 3
    assert done.stderr == (
        "transkit: pairs.tsv:2: has no tab between source and target (nothing of the file was taken"
        " in: mend it and import it again)\n"
    )
    assert transkit("memory", "stats").stdout.startswith("The memory holds no translations yet")


def test_learning_without_catalogs_is_one_line(folder: Path) -> None:
    done = transkit("learn")
    assert done.returncode == 3
    assert done.stderr == (
        "transkit: locales: no such catalog or folder (transkit translate makes one)\n"
    )
    assert transkit("memory", "prune", "--to", "uk").returncode == 2
    assert transkit("memory", "import", "pairs.tsv").returncode == 2


def test_what_was_pruned_is_learned_again_only_when_asked(folder: Path) -> None:
    (folder / "flood.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: uk\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "The river rose again."\nmsgstr "Річка знову піднялася."\n',
        encoding="utf-8",
    )
    assert "1 new translation" in transkit("learn", "flood.po").stdout
    assert transkit("memory", "prune", "--to", "uk", "--before", "2099-01-01").returncode == 0
    assert transkit("learn", "flood.po").stdout == (
        "Nothing new: 1 reviewed unit learned before."
        " What was pruned since comes back with --again.\n"
    )
    assert "1 new translation" in transkit("learn", "--again", "flood.po").stdout
