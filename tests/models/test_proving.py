"""A model's first load, in a process of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tools.firefox_model import build_firefox_model
from tools.marian_model import build_marian_model
from transkit.errors import ModelError
from transkit.models import proving
from transkit.models.conversion import convert_marian
from transkit.models.proving import prove


def pretend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    """Let a shell script stand for the process that loads the model."""
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))


def test_a_model_that_works_is_no_error(
    copy_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = []
    run = subprocess.run

    def note(*args: Any, **options: Any) -> Any:
        result = run(*args, **options)
        codes.append((result.returncode, result.stderr))
        return result

    monkeypatch.setattr(subprocess, "run", note)
    prove("argos", copy_model)
    build_firefox_model(tmp_path, split=True)
    prove("firefox", tmp_path)
    assert [code for code, _ in codes] == [0, 0]
    (tmp_path / "broken").mkdir()
    with pytest.raises(ModelError, match="cannot be loaded"):
        prove("firefox", tmp_path / "broken")


def test_modules_in_the_current_folder_are_not_imported(
    copy_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python would look there first."""
    for name in ("json", "ctranslate2", "sentencepiece", "yaml"):
        line = f"open({str(tmp_path / 'ran')!r}, 'w').close(); raise SystemExit('evil')\n"
        (tmp_path / f"{name}.py").write_text(line, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(copy_model, tmp_path / "package")
    prove("argos", Path("package"))
    convert_marian(build_marian_model(tmp_path / "marian"), Path("converted"))
    assert (tmp_path / "converted" / "model.bin").is_file()
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("kill -SEGV $$", r"crashes when it is loaded \(SIGSEGV\)"),
        ("kill -KILL $$", "SIGKILL"),
        ("echo first >&2; echo 'RuntimeError: no' >&2; exit 1", "loaded: RuntimeError: no"),
        ("exit 3", "no reason given"),
        ("sleep 20 & wait", "does not load within"),
        ("printf 'a\\033[2Jb%500s' x >&2; exit 1", "cannot be loaded"),
    ],
)
def test_whatever_it_does_to_its_process_is_one_line_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, complaint: str
) -> None:
    pretend(monkeypatch, tmp_path, script)
    monkeypatch.setattr(proving, "_SECONDS", 0.5)
    with pytest.raises(ModelError, match=complaint) as caught:
        prove("argos", tmp_path, what="the package")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400
    assert str(caught.value).startswith("the package: ")


def test_under_its_limits_a_process_writes_no_file(tmp_path: Path) -> None:
    code = "import sys; from transkit.models.proving import _limit; _limit()\n"
    code += "open(sys.argv[1], 'w').write('x' * 100_000)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "evil")],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0
    assert b"File too large" in done.stderr
    assert (tmp_path / "evil").read_bytes() == b""
