"""``transkit terms`` as people use it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
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


def test_a_glossary_grows(folder: Path) -> None:
    assert transkit("terms", "list", "--to", "uk").stdout.startswith("No terms yet")
    done = transkit("terms", "add", "Kyiv", "Київ", "--to", "uk", "--forbid", "Киев")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Added to locales/terms.csv")
    assert "says so already" in transkit("terms", "add", "Kyiv", "Київ", "--to", "uk").stdout
    refused = transkit("terms", "add", "Kyiv", "Києв", "--to", "uk")
    assert refused.returncode == 3
    assert "locales/terms.csv:2: “Kyiv” is “Київ” already (--replace" in refused.stderr
    (term,) = json.loads(transkit("terms", "list", "--to", "uk", "--json").stdout)
    assert (term["source"], term["target"], term["forbidden"]) == ("Kyiv", "Київ", ["Киев"])


def test_import_lists_what_it_did_not_take(folder: Path) -> None:
    transkit("terms", "add", "Kyiv", "Київ", "--to", "uk")
    (folder / "team.csv").write_text("source;uk\nKyiv;Києв\nLviv;Львів\n", encoding="utf-8")
    done = transkit("terms", "import", "team.csv", "lost.csv")
    assert done.returncode == 3
    assert "2 terms read, 1 new or fuller" in done.stdout
    assert "“Kyiv” is “Київ”, not “Києв”" in done.stdout
    assert "lost.csv" in done.stderr
    assert transkit("terms", "export", "out.tbx").stdout == "2 terms written to out.tbx\n"
    assert "Львів" in (folder / "out.tbx").read_text("utf-8")
