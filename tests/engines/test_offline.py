"""The offline proof: what the system sees of a translation with each engine that has models."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engines.libre_server import serve
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


_DOCUMENTED = (
    "data/transkit",
    "data/argos-translate/packages",
    "config/transkit",
    "cache/transkit",
)
"""Folders below the user's own that the documentation names."""

ENGINES = {"argos": _argos, "firefox": _firefox, "ctranslate2": _ctranslate2}


@pytest.mark.parametrize(("engine", "install"), ENGINES.items(), ids=list(ENGINES))
def test_a_translation_opens_no_connection_and_no_file_but_where_it_says(
    engine: str, install: Callable[[Path], None], home: Path, tmp_path: Path
) -> None:
    """Every process is watched: also those that the Firefox engine starts."""
    models = home / "data/transkit/models"
    models.mkdir(parents=True)
    (home / "private.txt").write_text("nobody's business", encoding="utf-8")
    install(models)
    calls = _watch(["--engine", engine], tmp_path)
    assert any("model" in call and "openat" in call for call in calls)
    assert [call for call in calls if re.search(r"AF_INET|AF_NETLINK|AF_PACKET", call)] == []
    allowed = (str(tmp_path / "locales"), str(home / "data/transkit"), "/dev/", "/proc/", "/tmp/.")  # noqa: S108
    assert [path for path in _written(calls, tmp_path) if not path.startswith(allowed)] == []
    documented = tuple(str(home / folder) for folder in _DOCUMENTED)
    opened = [path for path in _opened(calls, tmp_path) if path.startswith(f"{home}/")]
    assert opened
    assert [path for path in opened if not path.startswith(documented)] == []


@pytest.mark.network_local
def test_the_engine_that_is_a_server_talks_to_that_server_and_to_nobody_else(
    tmp_path: Path,
) -> None:
    with serve() as server:
        calls = _watch(["--engine", "libretranslate", "--url", server.url], tmp_path)
        port = server.server_port
    made = [call for call in calls if re.search(r"\bconnect\(.*AF_INET", call)]
    assert made
    here = f'sin_port=htons({port}), sin_addr=inet_addr("127.0.0.1")'
    assert [call for call in made if here not in call] == []


def _watch(options: list[str], folder: Path) -> list[str]:
    """Translate an article in `folder` and return the system calls that were made for it."""
    strace = need("strace")
    (folder / "article.txt").write_text("The river rose again.\n", encoding="utf-8")
    log = folder / "trace"
    command = [sys.executable, "-m", "transkit", "translate", "article.txt", "--to", "uk", *options]
    watched = "trace=socket,connect,sendto,openat,open,creat,mkdir,mkdirat,rename,renameat"
    done = subprocess.run(
        [strace, "-f", "-qq", "-s", "4096", "-e", watched, "-o", str(log), *command],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (folder / "locales/uk/LC_MESSAGES/article.po").is_file()
    return log.read_text(encoding="utf-8", errors="replace").splitlines()


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


def _opened(calls: list[str], folder: Path) -> list[str]:
    """Return the paths of files that were opened, for reading or writing, absolute."""
    paths: list[str] = []
    for call in calls:
        if re.search(r"\bopen(?:at)?\(", call) and not re.search(r"= -1 E|O_DIRECTORY", call):
            paths += [str(folder / path) for path in re.findall(r'"((?:[^"\\]|\\.)*)"', call)]
    return paths


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
