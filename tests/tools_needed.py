"""Programs and libraries that tests hold us to: found, or the test says how to install them.

Whoever runs all tests to know that all is well sets ``TRANSKIT_NO_SKIPS``, as ``.ci/run`` does:
then a test that would be skipped, or a module of them, fails (`tests.conftest`).
"""

from __future__ import annotations

import os
import shutil

import pytest

__all__ = ["need", "need_fxtranslate"]

_PACKAGES = {
    "chromium": "chromium",
    "msgattrib": "gettext",
    "msgcat": "gettext",
    "msgconv": "gettext",
    "msgfmt": "gettext",
    "msgmerge": "gettext",
    "omegat": "omegat",
    "po2tmx": "translate-toolkit",
    "poedit": "poedit",
    "pretranslate": "translate-toolkit",
    "strace": "strace",
    "unshare": "util-linux",
    "xdotool": "xdotool",
    "Xvfb": "xvfb",
}
"""Debian's and Ubuntu's package of each program."""


def need(name: str) -> str:
    """Return the path of a program; without it the test fails in CI and is skipped elsewhere."""
    found = shutil.which(name)
    if found:
        return found
    message = f"{name} is missing: apt-get install {_PACKAGES[name]}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def need_fxtranslate() -> None:
    """Skip a module of tests where there is no `fxtranslate`: not all systems have it.

    With ``TRANSKIT_NO_SKIPS`` that is a failure.
    """
    pytest.importorskip("fxtranslate", reason="fxtranslate is missing: pip install fxtranslate")
