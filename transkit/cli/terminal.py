"""What every command says to a person: plain lines on stderr, text that cannot drive a terminal."""

from __future__ import annotations

import json
import sys
import unicodedata
from typing import Any, TextIO

import click

from transkit.errors import UsageError

__all__ = ["complain", "counted", "is_terminal", "print_json", "printable", "read_stdin"]


def printable(text: str) -> str:
    """Return `text` with control and bidirectional characters made visible.

    Names of files and words of documents are somebody else's: an escape sequence in them must not
    reach the terminal (ECMA-48), nor may they reorder the line (UAX #9).
    """
    return "".join(
        character
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def counted(number: int, word: str) -> str:
    """Return ``1 unit``, ``2 units``."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def print_json(content: Any) -> None:
    """Print a result on stdout as JSON, for programs and for people who look at it."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether somebody may be looking at a stream; a closed one is ``None``."""
    return stream is not None and stream.isatty()


def complain(message: str) -> None:
    """Print one line of error on stderr."""
    click.echo(f"transkit: {printable(message)}", err=True)


def read_stdin() -> bytes:
    """Return what standard input holds.

    Raises:
        UsageError: It is closed.
    """
    if sys.stdin is None:
        raise UsageError("standard input is closed", hint="name a file")
    return sys.stdin.buffer.read()
