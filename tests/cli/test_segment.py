"""``transkit segment`` as people and scripts use it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from transkit.cli import cli, show_segment
from transkit.pipeline.segment import segment

ARTICLE = "The mill that forgot\n\nIt stood dry. Nobody knew.\n\n10:45\n\n\x1b[2Jred\n"


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an article in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("mill.txt")
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def run(*args: str | Path, stdin: str = "") -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(cli, ["segment", *map(str, args)], input=stdin)


def test_each_part_has_a_line_with_its_verdict(article: Path) -> None:
    done = run(article)
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert lines[0].split() == ["+", "1", "title", "4", "1", "The", "mill", "that", "forgot"]
    assert lines[2].split() == ["-", "5", "clock", "time", "10:45"]
    assert lines[4] == "3 units, 10 words, 4 segments to translate."
    assert lines[5].startswith("1 line left out (clock time 1)")


def test_sentences_stand_below_their_unit(article: Path) -> None:
    lines = [line.strip() for line in run(article, "--sentences").output.splitlines()]
    place = next(number for number, line in enumerate(lines) if line.endswith("Nobody knew."))
    assert lines[place + 1 : place + 3] == ["| It stood dry.", "| Nobody knew."]


def test_json_holds_everything(article: Path) -> None:
    content = json.loads(run(article, "--json").output)
    assert (content["units"], content["words"], content["segments"]) == (3, 10, 4)
    assert content["left_out"] == 1
    assert content["rows"][1] == {
        "line": 3,
        "verdict": "unit",
        "kind": "paragraph 1",
        "words": 5,
        "text": "It stood dry. Nobody knew.",
        "segments": ["It stood dry.", "Nobody knew."],
    }


def test_the_template_is_written_and_named(article: Path) -> None:
    done = run(article, "--pot", "mill.pot")
    assert done.output.splitlines()[-1] == "Template: mill.pot"
    assert b'msgid "The mill that forgot"' in Path("mill.pot").read_bytes()


def test_standard_input_is_a_document() -> None:
    assert "1 unit, 4 words, 1 segment" in run("-", stdin="The mill stood dry.").output


def test_a_document_cannot_drive_the_terminal(article: Path) -> None:
    assert "\x1b" not in run(article).output


@pytest.fixture
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let standard output look like a terminal of forty columns."""
    monkeypatch.setattr(show_segment, "is_terminal", lambda _: True)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.usefixtures("_terminal")
def test_on_a_terminal_furniture_is_red_and_lines_are_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    path = tmp_path / "long.txt"
    path.write_text("강물이 마을을 떠난 날 " * 12 + "\n\n10:45\n", encoding="utf-8")
    show_segment.segment_table(segment(path), sentences=False)
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].endswith("…\x1b[0m")
    assert len(shown[0]) < 60
    assert shown[1].startswith("\x1b[31m- 3")


@pytest.mark.usefixtures("_terminal")
def test_no_color_is_heeded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    path = tmp_path / "short.txt"
    path.write_text("One line\n\n10:45\n", encoding="utf-8")
    show_segment.segment_table(segment(path), sentences=False)
    assert "\x1b" not in capsys.readouterr().out


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = run(tmp_path / "nothing.txt")
    assert done.exit_code != 0
