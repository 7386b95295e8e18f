"""Programs that tests hold us to: found, or the test says how to install them."""

from __future__ import annotations

import os
import shutil

import pytest

__all__ = ["need"]

_PACKAGES = {
    "chromium": "chromium",
    "msgattrib": "gettext",
    "msgcat": "gettext",
    "msgconv": "gettext",
    "msgfmt": "gettext",
    "msgmerge": "gettext",
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
