"""Pages of one file each: what `transkit diff` and `transkit report` write have in common."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from html import escape
from pathlib import Path

from transkit.errors import TranskitError
from transkit.files import explain_os_error
from transkit.text.languages import language_name

__all__ = [
    "PALETTE",
    "count_of",
    "is_page",
    "language_attributes",
    "language_label",
    "render_frame",
    "require_place",
    "shown",
    "without_controls",
]

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""What may not stand in a page (WHATWG HTML §13.1.4), and line ends that would become others."""

_GENERATOR = '<meta name="generator" content="transkit">'
"""What tells these pages from articles."""

_HEAD = 2048
"""Bytes of a page that have its generator in them."""

PALETTE = """
:root {
  color-scheme: light dark;
  --page: #fbfbf9; --card: #fff; --text: #1c1c1a; --quiet: #5d5d57; --line: #dcdcd4;
  --accent: #0b57a4; --added: #d8f2dc; --added-text: #0a4a1c; --removed: #fbe0de;
  --removed-text: #7d1410;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #161614; --card: #1f1f1d; --text: #ecece6; --quiet: #a5a59c; --line: #3a3a36;
    --accent: #8cc0ff; --added: #123d20; --added-text: #b9f0c6; --removed: #4d1c19;
    --removed-text: #ffc9c4;
  }
}
* { box-sizing: border-box; }
"""
"""Colours by name, for bright and for dark screens; each text is readable on its ground (WCAG)."""


def require_place(path: Path, is_earlier: Callable[[Path], bool], hint: str) -> None:
    """Make sure that a page or table takes the place of nothing but an earlier one.

    Args:
        path: Where it is to be written.
        is_earlier: Tells whether a file that is there already is one: `is_page`, for a page.
        hint: What to do otherwise.

    Raises:
        TranskitError: Something else is there, or a folder.
    """
    if path.is_dir():
        raise TranskitError("is a folder", path=path, hint="give the name of a file")
    try:
        is_free = not path.is_file() or not path.stat().st_size or is_earlier(path)
    except OSError as error:
        raise TranskitError(
            f"cannot be read: {explain_os_error(error)}", path=path, hint=hint
        ) from error
    if not is_free:
        raise TranskitError(
            "is there already, and not what transkit writes here; it was left alone",
            path=path,
            hint=hint,
        )


def is_page(path: Path) -> bool:
    """Return whether a file is a page that transkit has made, by how it begins.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as stream:
        return _GENERATOR.encode() in stream.read(_HEAD)


def render_frame(title: str, body: str, *, style: str, script: str) -> str:
    """Return a page that loads nothing, and forbids itself to.

    Its Content Security Policy has the hashes of its own style and script and allows nothing else.

    Args:
        title: Plain text.
        body: HTML; what stands in it of other people's text went through `shown`.
        style: CSS.
        script: JavaScript.
    """
    policy = (
        f"default-src 'none'; style-src '{_hash_of(style)}'; script-src '{_hash_of(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{_GENERATOR}\n"
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{shown(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{body}<script>{script}</script>\n</body>\n</html>\n"
    )


def shown(text: str) -> str:
    """Return somebody's text for the page: nothing in it is markup, nothing is unprintable."""
    return escape(without_controls(text))


def without_controls(text: str) -> str:
    """Return a text with a replacement character for each one that no page or table can hold."""
    return _CONTROLS.sub("\ufffd", text)


def language_attributes(language: str) -> str:
    """Return the ``lang`` and ``dir`` attributes of a text, with a space before them."""
    if not language:
        return ' dir="auto"'
    return f' lang="{escape(language)}" dir="{_direction(language)}"'


def language_label(language: str) -> str:
    """Return what people call a language."""
    return language_name(language) if language else "an unknown language"


def count_of(number: int, word: str) -> str:
    """Return ``1 unit``, ``2 units``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _direction(language: str) -> str:
    """Return which way a language is written, as HTML says it."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return "auto"
    return "rtl" if locale.text_direction == "rtl" else "ltr"


def _hash_of(content: str) -> str:
    """Return the source expression that allows one inline block (CSP Level 3 §2.3.1)."""
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"sha256-{digest}"
