"""GNU gettext's own programs as oracles for what we read and write."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.tools_needed import need

__all__ = ["check", "msgattrib", "msgcat", "msgmerge"]


def msgcat(content: bytes, *options: str) -> bytes:
    """Return what ``msgcat --no-wrap`` makes of a PO file; an error fails the test.

    ``--force-po`` because it writes nothing at all for a file that has only a header.
    """
    return _run("msgcat", "--no-wrap", "--force-po", *options, "-", content=content)


def msgattrib(content: bytes, *options: str) -> bytes:
    """Return what ``msgattrib`` makes of a PO file."""
    return _run("msgattrib", "--force-po", *options, "-", content=content)


def msgmerge(po: Path, pot: Path, *options: str) -> bytes:
    """Return what ``msgmerge`` makes of a PO file and its new template."""
    return _run("msgmerge", "--quiet", *options, str(po), str(pot))


def check(content: bytes) -> str:
    """Return what ``msgfmt -c`` says about a PO file: nothing if all is well."""
    finished = subprocess.run(
        [need("msgfmt"), "-c", "-o", os.devnull, "-"],
        input=content,
        capture_output=True,
        check=False,
        env=_environment(),
    )
    return finished.stderr.decode()


def _run(name: str, *arguments: str, content: bytes = b"") -> bytes:
    """Return what a program writes."""
    finished = subprocess.run(
        [need(name), *arguments],
        input=content,
        capture_output=True,
        check=False,
        env=_environment(),
    )
    assert finished.returncode == 0, finished.stderr.decode()
    return finished.stdout


def _environment() -> dict[str, str]:
    """Return an environment in which messages are English."""
    return {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
