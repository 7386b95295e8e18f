"""The command line as people and scripts use it: a process of its own."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from transkit import __version__, cli
from transkit.cli import show
from transkit.cli.terminal import printable
from transkit.engines.base import EngineInfo
from transkit.files import folder_lock
from transkit.pipeline.translate import DocumentResult, TranslateResult

ARTICLE = "Leaders meet in Kyiv\n\nThe mayor said on Monday that the river is everybody's.\n"


@pytest.fixture
def folder(tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with one article in it and copy models installed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def transkit(*args: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line; never through a terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "transkit", *map(str, args)],
        input=stdin or b"",
        capture_output=True,
        check=False,
        timeout=120,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def modules_after(statement: str) -> set[str]:
    """Return the modules that a statement loads in a fresh process."""
    script = f"import sys\n{statement}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


HEAVY = {"numpy", "ctranslate2", "sentencepiece", "rich", "argostranslate", "babel", "polib"}


def test_help_names_the_commands_and_the_next_step() -> None:
    done = transkit("--help")
    assert done.returncode == 0
    assert "translate" in done.stdout
    assert "Poedit" in done.stdout
    assert done.stderr == ""


def test_the_version_is_the_package_s() -> None:
    assert transkit("--version").stdout == f"transkit, version {__version__}\n"


@pytest.mark.parametrize(("arguments", "code"), [(["--version"], 0), (["no-such-command"], 2)])
def test_the_program_ends_with_its_code_and_what_was_registered_for_the_end(
    arguments: list[str], code: int
) -> None:
    statement = (
        "import atexit, sys, transkit.cli\n"
        "atexit.register(print, 'the end')\n"
        f"sys.argv[1:] = {arguments}\n"
        "transkit.cli.run()"
    )
    command = [sys.executable, "-c", statement]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == code
    assert done.stdout.endswith("the end\n")


@pytest.mark.parametrize("statement", ["import transkit", "import transkit.cli"])
def test_importing_is_light(statement: str) -> None:
    assert not HEAVY & modules_after(statement)


def test_help_is_light_and_makes_no_file(home: Path, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    statement = (
        "import transkit.cli\n"
        "try:\n    transkit.cli.main(['translate', '--help'])\nexcept SystemExit: pass"
    )
    assert not HEAVY & modules_after(statement)
    assert list(home.iterdir()) == []
    assert sorted(folder.rglob("*")) == before


def test_the_summary_is_a_table_with_the_next_step(folder: Path) -> None:
    done = transkit("translate", "article.txt", "--to", "uk", "--to", "Korean")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    rows = [line.split() for line in done.stdout.splitlines()]
    assert rows[0] == [
        "document", "language", "units", "words", "drafted", "reused", "flagged", "seconds",
        "catalog",
    ]  # fmt: skip
    assert rows[1][:6] == ["article.txt", "uk", "2", "14", "2", "0"]
    assert rows[2][8] == "locales/ko/LC_MESSAGES/article.po"
    assert "open locales/uk/LC_MESSAGES/article.po in Poedit" in done.stdout


def test_an_unchanged_second_run_says_so(folder: Path) -> None:
    transkit("translate", "article.txt", "--to", "uk")
    done = transkit("translate", "article.txt", "--to", "uk")
    assert "Nothing has changed" in done.stdout


def test_json_is_one_object_with_everything(folder: Path) -> None:
    done = transkit("translate", "article.txt", "gone.txt", "--to", "uk", "--json")
    assert done.returncode == 3
    result = json.loads(done.stdout)
    assert set(result) == {"documents", "engines", "warnings", "failures", "dry_run"}
    (row,) = result["documents"]
    assert row["catalog"] == "locales/uk/LC_MESSAGES/article.po"
    assert (row["units"], row["drafted"], row["changed"]) == (2, 2, True)
    assert result["engines"]["uk"]["label"] == "argos en→uk 0.1"
    assert result["failures"][0]["what"] == "gone.txt"


def test_quiet_says_nothing_and_verbose_says_which_model(folder: Path) -> None:
    assert transkit("translate", "article.txt", "--to", "uk", "-q").stdout == ""
    assert "argos en→uk 0.1" in transkit("translate", "article.txt", "--to", "uk", "-v").stdout
    assert transkit("translate", "article.txt", "--to", "uk", "-q", "-v").returncode == 2


def test_a_run_that_waits_for_another_says_once_for_whom(folder: Path) -> None:
    """On stderr, so that a program's JSON is whole; not with --quiet. Then the work is done."""
    command = (sys.executable, "-m", "transkit", "translate", "--to", "uk", "--to", "ko")
    (folder / "other.txt").write_text(ARTICLE, encoding="utf-8")
    with folder_lock(folder / "locales"):
        quiet, loud = (
            subprocess.Popen(
                [*command, source, option, "--memory", f"{option}.sqlite"],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for source, option in (("other.txt", "--quiet"), ("article.txt", "--json"))
        )
        assert loud.stderr is not None
        line = loud.stderr.readline()
        assert not (folder / "locales/uk").exists()
    out, rest = loud.communicate(timeout=60)
    who = f" (process {os.getpid()})" if Path("/proc/locks").exists() else ""
    assert line == (
        f"transkit: waiting: another transkit{who} is writing in locales;"
        " this one goes on when it has finished\n"
    )
    assert rest == ""
    assert [row["changed"] for row in json.loads(out)["documents"]] == [True, True]
    assert quiet.communicate(timeout=60) == ("", "")
    assert (loud.returncode, quiet.returncode) == (0, 0)


def test_rough_drafts_say_so_and_how_to_get_better_ones(
    copy_packages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    info = EngineInfo(name="argos", models=("en→uk",), model_hash="", settings="", rough=True)
    row = DocumentResult(
        document="a.txt", language="uk", units=1, words=2, drafted=1, reused=0, kept=0, unsure=0,
        mixed=0, retired=0, reviewed=0,
        partly=0, recalled=0, flagged=0, furniture=0, seconds=0.1, catalog=Path("a.po"),
        template=Path("a.pot"),
        changed=True,
    )  # fmt: skip
    through = replace(info, models=("de→en 1.0", "en→ko"))
    engines = {"uk": info, "ko": through, "fr": replace(info, models=("en→fr 1.0",), rough=False)}
    result = TranslateResult(documents=(row,), failures=(), warnings=(), engines=engines)
    show.translate_table(result, verbose=False)
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "rough" in line]
    assert line.endswith("transkit models install en-uk de-en en-ko")


def test_the_next_step_is_poedit_until_everything_is_reviewed(folder: Path) -> None:
    catalogs = [folder / f"locales/{language}/LC_MESSAGES/article.po" for language in ("uk", "ko")]
    (folder / "article.txt").write_text("The river rose.\n", encoding="utf-8")
    both = ("translate", "article.txt", "--to", "uk", "--to", "ko")
    steps = []
    for catalog in (None, *catalogs):
        if catalog is not None:
            text = catalog.read_text(encoding="utf-8")
            catalog.write_text(text.replace("#, fuzzy\n", ""), encoding="utf-8")
        steps += transkit(*both).stdout.splitlines()[-1:]
    assert steps == [
        "Next: open locales/uk/LC_MESSAGES/article.po in Poedit.",
        "Next: open locales/ko/LC_MESSAGES/article.po in Poedit.",
        "All units are reviewed. Next: transkit build locales",
    ]
    assert transkit(*both).stdout.splitlines()[-2:] == [
        "Nothing has changed: the catalogs are as they were.",
        "All units are reviewed. Next: transkit build locales",
    ]
    (row,) = json.loads(transkit("translate", "article.txt", "--to", "uk", "--json").stdout)[
        "documents"
    ]
    assert row["reviewed"] == row["units"] == 1


def test_changed_paragraphs_that_keep_a_persons_sentences_are_told(folder: Path) -> None:
    article, catalog = folder / "article.txt", folder / "locales/uk/LC_MESSAGES/article.po"
    river, nobody = "The river rose by 40 centimetres on Monday.", "Nobody was hurt there."
    article.write_text(f"{river} {nobody}\n", encoding="utf-8")
    transkit("translate", "article.txt", "--to", "uk")
    text = catalog.read_text(encoding="utf-8").replace("#, fuzzy\n", "")
    catalog.write_text(text, encoding="utf-8")
    article.write_text(f"{river} {nobody} It is over.\n", encoding="utf-8")
    done = transkit("translate", "article.txt", "--to", "uk")
    assert "Changed in the source: 1 unit; it keeps what still holds" in done.stdout
    assert "Kept as people wrote them" not in done.stdout


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    done = transkit("translate", "article.txt", "--to", "uk", "--dry-run")
    assert done.returncode == 0
    assert "Nothing was written" in done.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["article.txt"]


def test_standard_input_is_a_source(folder: Path) -> None:
    done = transkit("translate", "-", "--name", "note", "--to", "uk", stdin=b"Some words here.\n")
    assert done.returncode == 0, done.stderr
    assert (folder / "locales" / "uk" / "LC_MESSAGES" / "note.po").is_file()


def write_binary(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))


def write_undecodable(path: Path) -> None:
    path.write_bytes("Річка \u0434".encode() + b"\xff\xfe \x98\x81 \xd0\n")


@pytest.mark.parametrize(
    ("prepare", "args", "complaint"),
    [
        (None, ["gone.txt"], r"gone\.txt: no such file or folder"),
        (Path.mkdir, ["made"], r"made: holds no documents"),
        (write_binary, ["made"], r"made: .*PNG picture"),
        (write_undecodable, ["made"], r"made.*\b13\b"),
        (Path.touch, ["made"], r"made: .*(empty|no text)"),
        (None, ["article.txt", "--model", "gone"], r"gone: no such model"),
    ],
    ids=["missing", "folder without documents", "binary", "undecodable", "empty", "no model"],
)
def test_what_cannot_be_done_is_one_line_and_exit_3(
    folder: Path, prepare: Callable[[Path], None] | None, args: Sequence[str], complaint: str
) -> None:
    if prepare is not None:
        prepare(folder / "made")
    done = transkit("translate", *args, "--to", "uk")
    assert done.returncode == 3
    assert re.search(complaint, done.stderr), done.stderr
    assert done.stderr.count("\n") == 1
    assert not (folder / "locales").exists()


def test_no_model_is_one_line_with_the_command_that_installs_one(folder: Path) -> None:
    done = transkit("translate", "article.txt", "--to", "fr")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "no model installed for en → fr" in done.stderr
    assert "transkit models install en-fr" in done.stderr


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (["translate", "article.txt"], "--to"),
        (["translate", "--to", "uk"], "SOURCE"),
        (["translate", "article.txt", "--to", "ua"], "did you mean uk"),
        (["translate", "article.txt", "--to", "kr"], "did you mean ko"),
        (["translate", "article.txt", "--to", "en"], "already"),
        (["translate", "article.txt", "--to", "uk", "--beam", "0"], "beam"),
        (["translate", "article.txt", "--to", "uk", "--nonsense"], "nonsense"),
        (["translate", "article.txt", "--to", "uk", "--jobs", "100000"], "256"),
        (["translate", "article.txt", "--to", "uk", "--name", ""], "--name"),
        (["translate", "", "--to", "uk"], "a source is empty"),
        (["translate", "-", "--to", "uk"], "--name"),
        (["translate", "a.txt", "b.txt", "--to", "uk", "--name", "x"], "--name"),
        (["translate", "article.txt", "--to", "uk", "--engine", "best"], "argos"),
        (["tranlate"], "translate"),
    ],
)
def test_wrong_usage_is_exit_2_and_says_what_is_right(
    folder: Path, args: list[str], complaint: str
) -> None:
    done = transkit(*args)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert done.stderr.startswith("transkit: ")
    assert done.stderr.count("\n") == 1


def test_with_json_an_error_is_json_too(folder: Path) -> None:
    done = transkit("translate", "article.txt", "--to", "ua", "--json")
    assert done.returncode == 2
    error = json.loads(done.stdout)["error"]
    assert "ua" in error["message"]
    assert "uk" in error["hint"]
    (folder / "memory.db").write_text("no database " * 100, encoding="utf-8")
    done = transkit("translate", "article.txt", "--to", "uk", "--json", "--memory", "memory.db")
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"]["path"] == "memory.db"


def test_the_good_sources_are_done_and_the_exit_code_tells_of_the_bad(folder: Path) -> None:
    done = transkit("translate", "gone.txt", "article.txt", "--to", "uk")
    assert done.returncode == 3
    assert "gone.txt" in done.stderr
    assert (folder / "locales" / "uk" / "LC_MESSAGES" / "article.po").is_file()


def test_names_cannot_drive_the_terminal(folder: Path) -> None:
    name = "evil\x1b[2J\u202egnp.txt"
    done = transkit("translate", name, "--to", "uk")
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr
    assert "\\x1b" in done.stderr
    assert printable("\x07\u2028é가") == "\\x07\\u2028é가"


def test_a_reader_that_has_seen_enough_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m transkit translate article.txt --to uk --json | head -c 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert done.stdout == "{"
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", ["--help", "status locales", "translate article.txt --to uk"])
def test_a_reader_that_sees_nothing_at_all_is_no_error(folder: Path, arguments: str) -> None:
    transkit("translate", "article.txt", "--to", "uk")
    command = f"(sleep 0.2; {sys.executable} -m transkit {arguments}; echo $? >&2) | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "0\n")


def test_a_full_disk_behind_the_output_is_one_line(folder: Path) -> None:
    command = f"{sys.executable} -m transkit translate article.txt --to uk --json > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr == "transkit: the output cannot be written: the disk is full\n"


def test_with_stderr_closed_the_work_is_done_all_the_same(folder: Path) -> None:
    command = f"{sys.executable} -m transkit translate article.txt --to uk 2>&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert (folder / "locales/uk/LC_MESSAGES/article.po").is_file()


def test_without_a_command_the_help_is_shown_line_by_line() -> None:
    done = transkit()
    assert done.returncode == 2
    assert "\n  translate " in done.stderr + done.stdout


def test_a_closed_standard_input_is_one_line(folder: Path) -> None:
    command = f"{sys.executable} -m transkit translate - --name x --to uk <&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "standard input is closed" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_interruption_inside_an_import_is_an_interruption(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(**_: object) -> None:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as stop:
            raise ImportError("initialization failed") from stop

    monkeypatch.setattr(cli.cli, "main", interrupted)
    with pytest.raises(SystemExit) as caught:
        cli.main([])
    assert caught.value.code == 130
    assert capsys.readouterr().err.startswith("transkit: interrupted")


def test_a_model_for_another_pair_says_that_it_is_not_used(
    folder: Path, installed_models: Path
) -> None:
    model = installed_models / "translate-en_ko-copy"
    done = transkit("translate", "article.txt", "--to", "uk", "--to", "ko", "--model", model)
    assert done.returncode == 0
    (warning,) = [
        line for line in done.stderr.splitlines() if "warning" in line and "is for" in line
    ]
    assert "en→ko" in warning
    assert "not used for en → uk" in warning


def test_a_dry_run_shows_no_column_that_it_cannot_know(
    folder: Path, installed_models: Path
) -> None:
    done = transkit("translate", "article.txt", "--to", "uk", "--dry-run")
    heading = done.stdout.splitlines()[0].split()
    assert heading == ["document", "language", "units", "words", "to", "draft", "reused", "catalog"]


def test_a_model_for_no_pair_of_the_run_is_an_error(folder: Path, installed_models: Path) -> None:
    model = installed_models / "translate-en_ko-copy"
    done = transkit("translate", "article.txt", "--to", "uk", "--model", model, "-q")
    assert done.returncode == 3
    assert "is for argos en→ko 0.1, not for en → uk" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (folder / "locales").exists()


def long_article(folder: Path) -> Path:
    path = folder / "long.txt"
    lines = [f"Sentence number {n} speaks about the river and its {n} bridges." for n in range(900)]
    path.write_text("\n\n".join(lines), encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def count_drafts(memory: Path) -> int:
    """Return how many drafts a memory file holds, 0 while there is none."""
    try:
        with sqlite3.connect(f"{memory.as_uri()}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM draft").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        if "connection" in locals():
            connection.close()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_an_interrupted_run_keeps_its_drafts_and_the_next_one_ends_it(
    folder: Path, number: signal.Signals, code: int
) -> None:
    long_article(folder)
    memory = folder / "memory.db"
    args = ["translate", "long.txt", "--to", "uk", "--jobs", "1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "transkit", *args, "--memory", str(memory)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that runs the tests in the background lets its children ignore SIGINT.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while process.poll() is None and count_drafts(memory) == 0:
        time.sleep(0.01)
    process.send_signal(number)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == code
    assert number is signal.SIGKILL or "what is finished is kept" in complaint
    assert "Traceback" not in complaint
    assert not (folder / "locales").exists()
    kept = count_drafts(memory)
    assert 0 < kept < 900
    resumed = transkit(*args, "--memory", memory)
    assert resumed.returncode == 0, resumed.stderr
    other = transkit(*args, "--memory", folder / "other.db", "--output-dir", "other")
    assert other.returncode == 0, other.stderr
    name = Path("uk") / "LC_MESSAGES" / "long.po"
    assert (folder / "locales" / name).read_bytes() == (folder / "other" / name).read_bytes()


def run_on_terminal(args: Sequence[str]) -> str:
    """Return what a command shows on a terminal, escape sequences and all."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "transkit", *args],
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(slave)
    shown = b""
    while process.poll() is None or select.select([master], [], [], 0)[0]:
        if select.select([master], [], [], 0.1)[0]:
            try:
                shown += os.read(master, 65536)
            except OSError:
                break
    os.close(master)
    assert process.wait(timeout=60) == 0
    return shown.decode()


def test_a_terminal_sees_progress_and_a_file_does_not(folder: Path) -> None:
    long_article(folder)
    shown = run_on_terminal(["translate", "long.txt", "--to", "uk"])
    assert re.search(r"\d+/900 segments", shown)
    assert "words/s" in shown
    shown = run_on_terminal(["translate", "long.txt", "--to", "ko", "-q"])
    assert shown.strip() == ""


def test_completion_scripts_are_there_for_the_shells() -> None:
    for shell, word in (("bash", "complete"), ("zsh", "compdef"), ("fish", "complete")):
        done = subprocess.run(
            [sys.executable, "-m", "transkit"],
            env={**os.environ, "_TRANSKIT_COMPLETE": f"{shell}_source"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert word in done.stdout, done.stderr


def test_the_main_job_loads_nothing_of_the_network_nor_of_other_formats() -> None:
    loaded = modules_after("import transkit.pipeline.translate, transkit.pipeline.running")
    assert "transkit.pipeline.writing" in loaded
    unwanted = {"ssl", "http.client", "xml.sax", "transkit.terms.tbx"}
    unwanted |= {"transkit.terms.ukrainian", "transkit.terms.ukrainian_forms"}
    assert not loaded & (unwanted | HEAVY - {"polib"})


def test_before_a_model_is_looked_for_only_what_that_takes_is_loaded() -> None:
    loaded = modules_after("import transkit.pipeline.translate")
    assert "transkit.pipeline.engines" in loaded
    assert not {name for name in loaded if name.startswith("transkit.checks")}
    assert "transkit.pipeline.running" not in loaded
