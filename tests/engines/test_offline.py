"""The offline proof: what the system sees of a translation with each engine, and with several."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from tests.engines.libre_server import serve
from tests.engines.tracing import Trace, trace
from tests.tools_needed import need, need_fxtranslate
from tools.copy_model import build_copy_package
from tools.ctranslate_model import build_ctranslate_model
from tools.firefox_model import build_firefox_model

need_fxtranslate()

CHECKOUT = Path(__file__).parents[2]
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc", "/dev", "/proc", "/sys")
"""What every program on a system reads: libraries, time zones, the names of users, its cores."""


def _argos(models: Path) -> None:
    build_copy_package(models)


def _firefox(models: Path) -> None:
    build_firefox_model(models / "enuk")


def _ctranslate2(models: Path) -> None:
    build_ctranslate_model(models / "opus-mt-en-uk", "opus")


def _all(models: Path) -> None:
    for install in (_argos, _firefox, _ctranslate2):
        install(models)


def _pivot(models: Path) -> None:
    build_copy_package(models, source="uk", target="en")
    build_firefox_model(models / "enko", target="ko")


def _nothing(models: Path) -> None:
    del models


WAYS: dict[str, tuple[Callable[[Path], None], tuple[str, ...], str]] = {
    "argos": (_argos, ("--to", "uk", "--engine", "argos"), "argos en→uk"),
    "firefox": (_firefox, ("--to", "uk", "--engine", "firefox"), "firefox en→uk"),
    "ctranslate2": (_ctranslate2, ("--to", "uk", "--engine", "ctranslate2"), "ctranslate2 en→uk"),
    "auto": (_all, ("--to", "uk"), "firefox en→uk"),
    "pivot": (_pivot, ("--from", "uk", "--to", "ko"), "argos+firefox uk→en"),
}
"""What is installed, the options, and who must have drafted."""


@pytest.mark.parametrize(("install", "options", "credit"), WAYS.values(), ids=list(WAYS))
def test_a_translation_opens_no_connection_and_no_file_but_where_it_says(
    install: Callable[[Path], None], options: Sequence[str], credit: str, home: Path, tmp_path: Path
) -> None:
    """Every process is watched, also those that the Firefox engine starts; failed calls count."""
    seen = _watch(install, options, home, tmp_path)
    [catalog] = tmp_path.glob("work/locales/*/LC_MESSAGES/article.po")
    assert f"X-Transkit-Engine: {credit}" in catalog.read_text(encoding="utf-8")
    assert seen.network == ()
    assert any("transkit/models" in path for path in seen.reads)
    _hold_to_the_documented_folders(seen, home, tmp_path / "work")


@pytest.mark.network_local
def test_the_engine_that_is_a_server_talks_to_that_server_and_to_nobody_else(
    home: Path, tmp_path: Path
) -> None:
    with serve() as server:
        options = ("--to", "uk", "--engine", "libretranslate", "--url", server.url)
        seen = _watch(_nothing, options, home, tmp_path)
        port = server.server_port
    made = [call for call in seen.network if re.search(r"\b(?:connect|sendto)\(.*sa_family", call)]
    here = f'sin_port=htons({port}), sin_addr=inet_addr("127.0.0.1")'
    assert any(here in call for call in made)
    assert [call for call in made if here not in call] == []
    assert [call for call in seen.network if re.search(r"\b(?:bind|listen|accept4?)\(", call)] == []
    _hold_to_the_documented_folders(seen, home, tmp_path / "work")


def _watch(
    install: Callable[[Path], None], options: Sequence[str], home: Path, folder: Path
) -> Trace:
    """Install models, translate an article in a folder and return what the system saw."""
    models, work = home / "data/transkit/models", folder / "work"
    for place in (models, work, folder / "tmp"):
        place.mkdir(parents=True)
    install(models)
    (home / "private.txt").write_text("nobody's business", encoding="utf-8")
    (work / "article.txt").write_text("The river rose again.\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(folder / "tmp")}
    command = [sys.executable, "-m", "transkit", "translate", "article.txt", *options]
    return trace(command, work, environment)


def _hold_to_the_documented_folders(seen: Trace, home: Path, work: Path) -> None:
    """Hold a translation to docs/models.md: it writes its data, its cache and its catalogs.

    It reads these, the article, and what Python and the system consist of, and runs nothing else.
    """
    ours = [home / "data/transkit", home / "cache/transkit", work / "locales"]
    assert _outside(seen.changes, [*ours, Path("/dev/null")]) == []
    python: list[str] = [
        sys.prefix,
        sys.base_prefix,
        str(CHECKOUT),
        *sysconfig.get_paths().values(),
        *sys.path,
    ]
    places = [Path(place).resolve() for place in (*python, *SYSTEM) if place]
    theirs = [home / "data/argos-translate/packages", work / "article.txt"]
    listed = {str(work)}  # Python looks for its modules in the current folder
    assert _outside(seen.reads - listed, [*places, *map(Path, SYSTEM), *ours, *theirs]) == []
    assert {Path(program).resolve() for program in seen.programs} == {
        Path(sys.executable).resolve()
    }


def _outside(paths: Iterable[str], places: Sequence[Path]) -> list[str]:
    """Return the paths that are neither one of the places nor below one."""
    return sorted(
        path
        for path in paths
        if not any(place == Path(path) or place in Path(path).parents for place in places)
    )


def test_the_proof_sees_what_it_must_see(tmp_path: Path) -> None:
    """A program that does what is forbidden, in all the ways that were once not looked at."""
    code = (
        "import contextlib, os, socket\n"
        "for flags in (os.O_RDONLY, os.O_WRONLY | os.O_CREAT):\n"
        "    with contextlib.suppress(OSError):\n"
        "        os.open('/no/such/file', flags)\n"
        "os.mkdir('made'); os.rename('made', 'moved'); os.rmdir('moved')\n"
        "os.symlink('/target', 'link'); os.unlink('link')\n"
        "handle = os.open('.', os.O_RDONLY)\n"
        "os.mkdir('inner', dir_fd=handle); os.rename('inner', 'outer', src_dir_fd=handle)\n"
        "with contextlib.suppress(OSError):\n"
        "    os.chmod('/no/such/mode', 0o600)\n"
        "if not os.fork():\n"
        "    os.chdir('outer'); os.mkdir('deep'); os._exit(0)\n"
        "os.wait()\n"
        "with contextlib.suppress(OSError):\n"
        "    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))\n"
        "with contextlib.suppress(OSError):\n"
        "    os.execv('/no/such/program', ['x'])\n"
    )
    work = tmp_path / "work"
    work.mkdir()
    seen = trace([sys.executable, "-c", code], work, os.environ)
    names = ("made", "moved", "link", "inner", "outer", "outer/deep")
    wanted = {str(work / name) for name in names} | {"/no/such/file", "/no/such/mode", "/target"}
    assert wanted <= seen.changes
    assert "/no/such/file" in seen.reads
    assert "/no/such/program" in seen.programs
    assert any("AF_INET" in call and "connect(" in call for call in seen.network)


def test_it_works_where_there_is_no_network_at_all(home: Path, tmp_path: Path) -> None:
    unshare = need("unshare")
    if subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody make namespaces: sysctl kernel.unprivileged_userns")
    models = home / "data/transkit/models"
    models.mkdir(parents=True)
    _all(models)
    (tmp_path / "article.txt").write_text("The river rose again.\n", encoding="utf-8")
    for engine in ("argos", "firefox", "ctranslate2"):
        done = subprocess.run(
            [unshare, "-rn", sys.executable, "-m", "transkit", "translate", "article.txt",
             "--to", "uk", "--engine", engine],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
