"""Pages of one file each: what `transkit diff` and `transkit report` write have in common."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape

from transkit.text.languages import language_name

__all__ = [
    "GENERATOR",
    "PALETTE",
    "count_of",
    "language_attributes",
    "language_label",
    "render_frame",
    "shown",
    "without_controls",
]

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""What may not stand in a page (WHATWG HTML §13.1.4), and line ends that would become others."""

GENERATOR = '<meta name="generator" content="transkit">'
"""What tells these pages from articles."""

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
        f"{GENERATOR}\n"
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
