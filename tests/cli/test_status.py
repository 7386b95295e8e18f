"""``transkit status`` as people and scripts use it: a process of its own."""

from __future__ import annotations

import json
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
    """Return the current folder, with one article whose title a person has accepted."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    assert transkit("translate", "article.txt", "--to", "uk").returncode == 0
    text = CATALOG.read_text(encoding="utf-8")
    entries = text.split("\n\n")
    entries[1] = "\n".join(
        line for line in entries[1].split("\n") if not line.startswith(("#, fuzzy", "# transkit"))
    )
    CATALOG.write_text("\n\n".join(entries), encoding="utf-8")
    return tmp_path


def test_the_table_has_units_and_words_by_state(folder: Path) -> None:
    done = transkit("status")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split() for line in done.stdout.splitlines()]
    assert rows[0] == [
        "language", "untranslated", "drafts", "edited", "reviewed", "total", "done", "findings",
        "HTER", "chrF", "last", "change", "catalog",
    ]  # fmt: skip
    assert rows[1][:10] == ["uk", "units", "0", "1", "0", "1", "2", "50", "%", "2"]
    assert rows[1][-1] == str(CATALOG)
    assert rows[2] == ["words", "0", "10", "0", "4", "14", "28", "%"]
    assert rows[4] == ["drafts", "of", "language", "reviewed", "units", "HTER", "chrF"]
    assert rows[5] == ["argos", "uk", "1", "0.00", "100.0"]


def test_several_catalogs_are_added_up(folder: Path) -> None:
    transkit("translate", "article.txt", "--to", "ko")
    lines = transkit("status", "locales").stdout.splitlines()
    assert lines[5].split() == ["all", "units", "0", "3", "0", "1", "4", "25", "%", "4"]


def test_findings_are_units_that_need_a_look_also_where_they_are_reviewed(folder: Path) -> None:
    def findings() -> int:
        (row,) = json.loads(transkit("status", CATALOG, "--json").stdout)
        return int(row["findings"])

    text = CATALOG.read_text(encoding="utf-8")
    assert "# transkit:" in text
    assert findings() == 2, "a draft with a comment, and a title that checks still warn about"
    high = text.replace("# transkit:", "# transkit: high risk: read it closely\n# transkit:", 1)
    CATALOG.write_text(high, encoding="utf-8")
    assert "2 (1 high)" in transkit("status", CATALOG).stdout
    (row,) = json.loads(transkit("status", CATALOG, "--json").stdout)
    assert row["risk"] == {"high": 1, "medium": 0}
    CATALOG.write_text(text.replace("#, fuzzy\n", ""), encoding="utf-8")
    (row,) = json.loads(transkit("status", CATALOG, "--json").stdout)
    assert row["risk"] == {"high": 0, "medium": 0}, "reviewed"
    assert row["findings"] == 2, "and still wrong"
    kept = "\n".join(line for line in text.split("\n") if not line.startswith("# transkit:"))
    silenced = kept.replace("\n\n", "\n\n# transkit: ignore\n")
    CATALOG.write_text(silenced, encoding="utf-8")
    assert findings() == 0, "nothing to say"


def test_findings_of_reviewed_units_count_unless_they_are_silenced(folder: Path) -> None:
    del folder
    entry = 'msgid "He has 5 dogs in Kyiv."\nmsgstr "У нього 6 псів у Києві."\n'
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: uk\\n"\n'
    path = Path("t.po")
    for comment, number in (("", 1), ("# transkit: ignore numbers\n", 0)):
        path.write_text(f'{head}"X-Source-Language: en\\n"\n\n{comment}{entry}', encoding="utf-8")
        (row,) = json.loads(transkit("status", path, "--json").stdout)
        assert row["findings"] == number
        assert row["risk"] == {"high": 0, "medium": 0}, "nobody has to draft it"


def test_json_is_a_list_with_an_object_per_catalog(folder: Path) -> None:
    (row,) = json.loads(transkit("status", CATALOG, "--json").stdout)
    assert row["catalog"] == str(CATALOG)
    assert row["language"] == "uk"
    states = {"initial": 0, "translated": 1, "edited_drafts": 0, "reviewed": 1, "total": 2}
    assert row["units"] == states
    assert row["words"] == {**states, "translated": 10, "reviewed": 4, "total": 14}
    assert (row["hter"], row["chrf"]) == (0.0, 100.0)
    assert row["engines"] == {"argos": {"units": 1, "hter": 0.0, "chrf": 100.0}}


def test_nothing_known_is_null(folder: Path) -> None:
    (row,) = json.loads(transkit("status", "--json", "--memory", "none.db").stdout)
    assert (row["hter"], row["chrf"], row["engines"]) == (None, None, {})
    assert "–" in transkit("status", "--memory", "none.db").stdout


def test_what_cannot_be_read_is_exit_3_and_the_rest_is_shown(folder: Path) -> None:
    done = transkit("status", "gone.po", CATALOG)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "gone.po: no such catalog" in done.stderr
    assert str(CATALOG) in done.stdout
    done = transkit("status", "--json", "gone.po")
    assert (done.returncode, json.loads(done.stdout)) == (3, [])


def test_without_catalogs_it_says_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = transkit("status")
    assert done.returncode == 3
    assert done.stderr == (
        "transkit: locales: no such catalog or folder (transkit translate makes one)\n"
    )


def test_help_says_what_the_figures_are() -> None:
    text = " ".join(transkit("status", "--help").stdout.split())
    assert "HTER is the number of edits per word" in text
    assert "from 0 to 100" in text
