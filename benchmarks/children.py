"""Running a measured command in a process of its own, away from the user's files."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["Command", "Run", "run_child", "run_interleaved"]

_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one process cost."""

    seconds: float
    """Wall clock, from its start to its end."""
    work: float
    """Seconds of all cores together, user and system."""
    memory: int
    """Largest resident set, in bytes (getrusage)."""
    output: str
    """What it wrote to standard output."""


def _accept(home: Path, run: Run) -> None:
    """Accept any result: there is nothing to check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What one side of a comparison runs."""

    arguments: Sequence[str]
    """See `run_child`."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Environment variables."""
    check: Callable[[Path, Run], None] = _accept
    """Raises if home and output do not show that the work was done."""


def run_child(
    arguments: Sequence[str], *, home: Path, packages: Path, settings: Mapping[str, str]
) -> Run:
    """Run ``python ARGUMENTS`` and return what it cost.

    Args:
        arguments: Behind the name of this interpreter; ``{home}`` in them is `home`.
        home: The process sees it as its home, with everything in it from before.
        packages: Folder of the Argos packages that it sees.
        settings: Environment variables on top.

    Raises:
        RuntimeError: It failed; with what it wrote to standard error.
    """
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CACHE", "CONFIG")}
    environment |= {"HOME": str(home), "XDG_DATA_HOME": str(home / "data")}
    environment |= {"ARGOS_PACKAGES_DIR": str(packages), **settings}
    output, errors = home / "stdout", home / "stderr"
    with output.open("wb") as out, errors.open("wb") as err:
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *(argument.replace("{home}", str(home)) for argument in arguments)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            env=environment,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = errors.read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}:\n{said}")
    return Run(
        seconds=seconds,
        work=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        output=output.read_text(encoding="utf-8"),
    )


def run_interleaved(
    commands: Mapping[str, Command], packages: Path, times: int
) -> dict[str, list[Run]]:
    """Run the commands in turn (A B C A B C …), each time in an empty home.

    Taking turns, what else happens on the machine hits all of them alike.

    Args:
        commands: By name.
        packages: See `run_child`.
        times: Runs of each.
    """
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            with TemporaryDirectory(prefix="transkit-bench-") as home:
                found = run_child(
                    command.arguments,
                    home=Path(home),
                    packages=packages,
                    settings=command.settings,
                )
                command.check(Path(home), found)
                runs[name].append(found)
    return runs
