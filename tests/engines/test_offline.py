"""The offline proof: what the system sees of a translation with each engine that has models."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools_needed import need
from tools.copy_model import build_copy_package
from tools.ctranslate_model import build_ctranslate_model
from tools.firefox_model import build_firefox_model

pytest.importorskip("fxtranslate")


def _argos(models: Path) -> None:
    build_copy_package(models)


def _firefox(models: Path) -> None:
    build_firefox_model(models / "enuk")


def _ctranslate2(models: Path) -> None:
    build_ctranslate_model(models / "opus-mt-en-uk", "opus")


ENGINES = {"argos": _argos, "firefox": _firefox, "ctranslate2": _ctranslate2}


@pytest.mark.parametrize(("engine", "install"), ENGINES.items(), ids=list(ENGINES))
def test_a_translation_opens_no_connection_and_writes_only_where_it_says(
    engine: str, install: Callable[[Path], None], home: Path, tmp_path: Path
) -> None:
    """Every process is watched: also those that the Firefox engine starts."""
    strace = need("strace")
    models = home / "data/transkit/models"
    models.mkdir(parents=True)
    install(models)
    (tmp_path / "article.txt").write_text("The river rose again.\n", encoding="utf-8")
    log = tmp_path / "trace"
    command = [sys.executable, "-m", "transkit", "translate", "article.txt", "--to", "uk"]
    watched = "trace=socket,connect,sendto,openat,open,creat,mkdir,mkdirat,rename,renameat"
    done = subprocess.run(
        [strace, "-f", "-qq", "-e", watched, "-o", str(log), *command, "--engine", engine],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "locales/uk/LC_MESSAGES/article.po").is_file()
    calls = log.read_text(encoding="utf-8", errors="replace").splitlines()
    assert any("model" in call and "openat" in call for call in calls)
    assert [call for call in calls if re.search(r"AF_INET|AF_NETLINK|AF_PACKET", call)] == []
    allowed = (str(tmp_path / "locales"), str(home / "data/transkit"), "/dev/", "/proc/", "/tmp/.")  # noqa: S108
    assert [path for path in _written(calls, tmp_path) if not path.startswith(allowed)] == []


def test_it_works_where_there_is_no_network_at_all(home: Path, tmp_path: Path) -> None:
    unshare = need("unshare")
    if subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody make namespaces: sysctl kernel.unprivileged_userns")
    models = home / "data/transkit/models"
    models.mkdir(parents=True)
    _firefox(models)
    _argos(models)
    (tmp_path / "article.txt").write_text("The river rose again.\n", encoding="utf-8")
    for engine in ("argos", "firefox"):
        done = subprocess.run(
            [unshare, "-rn", sys.executable, "-m", "transkit", "translate", "article.txt",
             "--to", "uk", "--engine", engine],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def _written(calls: list[str], folder: Path) -> list[str]:
    """Return the paths that were opened for writing, made or moved to, absolute."""
    paths: list[str] = []
    for call in calls:
        opens = "open" in call and re.search(r"O_WRONLY|O_RDWR|O_CREAT", call)
        if (opens or re.search(r"\b(creat|mkdir|mkdirat|rename|renameat)\(", call)) and (
            not re.search(r"= -1 E", call)
        ):
            named = re.findall(r'"((?:[^"\\]|\\.)*)"', call)
            paths += [str(folder / path) for path in named]
    return paths
