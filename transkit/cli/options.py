"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["from_option", "memory_option", "to_option"]

memory_option = click.option(
    "--memory",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    help="File that keeps every draft and translation; by default in your data folder"
    " ($TRANSKIT_MEMORY).",
)
to_option = click.option("--to", required=True, metavar="LANG", help="Target language.")
from_option = click.option(
    "--from",
    "source_language",
    default="en",
    show_default=True,
    metavar="LANG",
    help="Source language.",
)
