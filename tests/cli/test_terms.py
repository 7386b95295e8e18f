"""``transkit terms`` as people use it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from transkit.terms.ukrainian_forms import has_dictionary


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


def test_names_are_suggested_and_picked(folder: Path) -> None:
    catalog = folder / "locales/uk/LC_MESSAGES/talk.po"
    catalog.parent.mkdir(parents=True)
    entries = [
        ("to Stanford", "до Стенфорда"),
        ("in Stanford", "у Станфорді"),
        ("from Stanford", "зі Станфорда"),
        ("the report was long", "звіт був довгий"),
        ("he read the report", "він читав звіт"),
        ("she wrote a report", "вона писала повідомлення"),
    ]
    header = 'msgid ""\nmsgstr ""\n"Language: uk\\n"\n"X-Source-Language: en\\n"\n'
    body = "".join(f'\n#, fuzzy\nmsgid "{a}"\nmsgstr "{b}"\n' for a, b in entries)
    catalog.write_text(header + body, encoding="utf-8")
    shown = transkit("terms", "suggest")
    nouns = "uk  report: звіт ×2, повідомлення ×1\n" if has_dictionary() else ""
    assert shown.stdout.startswith(f"uk  Stanford: Станфорд ×2, Стенфорд ×1\n{nouns}To decide")
    picked = subprocess.run(
        [sys.executable, "-m", "transkit", "terms", "suggest", "--pick"],
        input="2\n1\n" if nouns else "2\n", capture_output=True, text=True, encoding="utf-8",
        check=False, timeout=120,
    )  # fmt: skip
    assert picked.returncode == 0, picked.stderr
    glossary = (folder / "locales/terms.csv").read_text("utf-8-sig")
    assert "Стенфорд" in glossary
    assert not nouns or "report,звіт,,,повідомлення," in glossary
    assert transkit("terms", "suggest").stdout.startswith("No name that recurs")
