"""``transkit build`` as people and scripts use it: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = "Leaders meet in Kyiv\n\nThe mayor said on Monday that the river is everybody's.\n"
CATALOG = "locales/uk/LC_MESSAGES/article.po"


def transkit(*args: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command line; never through a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "transkit", *map(str, args)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def folder(tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with one article that was translated by a copy model."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    assert transkit("translate", "article.txt", "--to", "uk").returncode == 0
    return tmp_path


def accept(words: str) -> None:
    """Accept the draft with these words, as an editor of text does."""
    path = Path(CATALOG)
    text = path.read_text(encoding="utf-8")
    entries = [
        "\n".join(
            line
            for line in entry.split("\n")
            if not (words in entry and line.startswith(("#, fuzzy", "# transkit:")))
        )
        for entry in text.split("\n\n")
    ]
    path.write_text("\n\n".join(entries), encoding="utf-8")


def test_the_path_is_on_stdout_and_what_is_not_reviewed_on_stderr(folder: Path) -> None:
    accept("mayor")
    done = transkit("build", CATALOG)
    assert done.returncode == 0
    assert done.stdout == b"article.uk.txt\n"
    assert done.stderr.decode() == "transkit: article.uk.txt: 1 of 2 units is a draft\n"
    assert Path("article.uk.txt").read_text(encoding="utf-8") == ARTICLE


def test_a_single_unit_is_counted_in_words(folder: Path) -> None:
    Path("article.txt").write_text("Nobody came on Monday.\n", encoding="utf-8")
    assert transkit("translate", "article.txt", "--to", "uk").returncode == 0
    said = transkit("build", CATALOG).stderr.decode()
    assert said == "transkit: article.uk.txt: its one unit is a draft\n"


def test_verbose_lists_what_is_not_reviewed(folder: Path) -> None:
    done = transkit("build", CATALOG, "-v", "--unreviewed", "source")
    assert done.stderr.decode().splitlines() == [
        "transkit: article.uk.txt: 2 of 2 units are drafts, 2 left in English",
        "  article.txt:1: draft: Leaders meet in Kyiv",
        "  article.txt:3: draft: The mayor said on Monday that the river is everybody's.",
    ]


def test_standard_output_gets_the_article_and_nothing_else(folder: Path) -> None:
    (folder / "article.txt").write_bytes(b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode())
    transkit("translate", "article.txt", "--to", "uk")
    done = transkit("build", CATALOG, "-o", "-")
    assert done.stdout == (folder / "article.txt").read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == ["article.txt", "locales"]


def test_a_gate_that_is_not_passed_is_exit_1_and_writes_nothing(folder: Path) -> None:
    for args, reason in (
        (["--require-reviewed", "50"], "0 % of its units are reviewed, 50 % are required"),
        (["--unreviewed", "fail"], "2 of 2 units are not reviewed"),
    ):
        for output in ([], ["-o", "-"]):
            done = transkit("build", CATALOG, *args, *output)
            assert done.returncode == 1
            assert done.stdout == b""
            assert done.stderr.decode() == f"transkit: {CATALOG}: {reason}; nothing was written\n"
    assert not Path("article.uk.txt").exists()


def test_everything_reviewed_passes_every_gate(folder: Path) -> None:
    accept("e")
    done = transkit("build", CATALOG, "--unreviewed", "fail", "--require-reviewed", "100")
    assert done.returncode == 0, done.stderr
    assert done.stderr.decode() == "transkit: article.uk.txt: all 2 units are reviewed\n"


def test_json_is_one_object_with_everything(folder: Path) -> None:
    done = transkit("build", CATALOG, "gone.po", "--json")
    assert done.returncode == 3
    content = json.loads(done.stdout)
    assert set(content) == {"documents", "failures", "warnings"}
    (row,) = content["documents"]
    assert row["output"] == "article.uk.txt"
    assert row["written"] is True
    assert row["source_state"] == "unchanged"
    assert row["units"] == {"initial": 0, "translated": 2, "reviewed": 0, "total": 2}
    assert row["pending"][0]["reference"] == "article.txt:1"
    assert content["failures"][0]["what"] == "gone.po"
    assert b"gone.po" in done.stderr


def test_what_changed_under_it_is_one_line_and_the_article_is_built(folder: Path) -> None:
    Path("article.txt").unlink()
    done = transkit("build", CATALOG, "--format", "markdown", "--notice")
    assert done.returncode == 0
    assert done.stderr.decode().splitlines()[0] == (
        "transkit: article.uk.md: article.txt is gone; the article is built from the catalog alone"
    )
    assert (
        Path("article.uk.md")
        .read_text(encoding="utf-8")
        .endswith("Це машинний переклад, людина його не перевіряла.\n")
    )


def test_what_cannot_be_done_is_one_line_and_exit_3(folder: Path) -> None:
    Path("bad.po").write_bytes(b'msgid "half\n')
    for args, complaint in (
        (["gone.po"], "gone.po: no such catalog"),
        (["bad.po"], "bad.po:1: "),
        (["locales/article.pot"], "names no language"),
        ([CATALOG, "-o", "article.txt"], "is what the article is made from"),
        ([CATALOG, "-o", "article.txt/x.txt"], "cannot be written"),
    ):
        done = transkit("build", *args)
        assert done.returncode == 3, args
        assert complaint in done.stderr.decode()
        assert done.stderr.count(b"\n") == 1, done.stderr
        assert done.stdout == b""
    assert Path("article.txt").read_text(encoding="utf-8") == ARTICLE


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        ([], "CATALOG"),
        ([CATALOG, "--unreviewed", "maybe"], "maybe"),
        ([CATALOG, "--require-reviewed", "101"], "101"),
        ([CATALOG, "--format", "pdf"], "pdf"),
        ([CATALOG, "--json", "-o", "-"], "exclude"),
        ([CATALOG, f"{CATALOG}.po", "-o", "-"], "one catalog"),
    ],
)
def test_wrong_usage_is_exit_2(folder: Path, args: list[str], complaint: str) -> None:
    Path(f"{CATALOG}.po").write_bytes(Path(CATALOG).read_bytes())
    done = transkit("build", *args)
    assert done.returncode == 2
    assert complaint in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_catalogs_cannot_drive_the_terminal(folder: Path) -> None:
    path = Path(CATALOG)
    text = path.read_text(encoding="utf-8")
    text = text.replace("X-Transkit-Source: ", "X-Transkit-Source: \x1b[2J\u202e")
    path.write_text(text.replace('"Leaders', '"\x1b[31mLeaders'), encoding="utf-8")
    done = transkit("build", CATALOG, "-v")
    assert b"\x1b" not in done.stderr
    assert b"\x1b" not in done.stdout
    assert "\u202e" not in done.stderr.decode()


def test_a_reader_that_has_seen_enough_is_no_error(folder: Path) -> None:
    text = Path(CATALOG).read_text(encoding="utf-8")
    much = text.replace('msgstr "Leaders', f'msgstr "Leaders{" and more" * 100_000}')
    Path(CATALOG).write_text(much, encoding="utf-8")
    command = f"{sys.executable} -m transkit build {CATALOG} -o - 2>/dev/null | head -c 7"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False, timeout=120
    )
    assert done.stdout == b"Leaders"
    assert done.returncode == 0


def test_building_loads_no_model(home: Path, folder: Path) -> None:
    script = (
        "import sys, transkit\n"
        f"assert not transkit.build({CATALOG!r}).failures\n"
        "print(*sorted({'ctranslate2', 'sacrebleu', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout == "\n"
