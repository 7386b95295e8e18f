"""Write the command-line reference, docs/cli.md, from the commands' own help: ``make docs``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import click

from transkit.cli import cli

__all__ = ["main", "render_reference"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
WIDTH = 100


def render_reference() -> str:
    """Return the page: what ``transkit --help`` and each command's ``--help`` print."""
    settings = {**cli.context_settings, "terminal_width": WIDTH}
    top = click.Context(cli, info_name="transkit", **settings)
    parts = ["# Command line\n", "Written by `make docs` from the commands' own help.\n"]
    parts.append(_section("transkit", cli.get_help(top)))
    for name in cli.list_commands(top):
        command = cli.get_command(top, name)
        if command is None:
            raise RuntimeError(f"the command {name} is listed, but it does not exist")
        context = click.Context(command, top, info_name=name, terminal_width=WIDTH)
        parts += _sections(f"transkit {name}", context)
    return "\n".join(parts)


def _sections(title: str, context: click.Context) -> list[str]:
    """Return a command's help, and that of the commands in it."""
    command = context.command
    parts = [_section(title, command.get_help(context))]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is None:
                raise RuntimeError(f"the command {title} {name} is listed, but it does not exist")
            below = click.Context(inner, context, info_name=name, terminal_width=WIDTH)
            parts += _sections(f"{title} {name}", below)
    return parts


def _section(title: str, text: str) -> str:
    """Return one command's help as a section."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"## {title}\n\n```text\n{lines}\n```\n"


def main() -> int:
    """Write the page, or with ``--check`` only see whether it is up to date; return 0 if so."""
    parser = argparse.ArgumentParser(prog="python -m tools.reference", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    options = parser.parse_args()
    text = render_reference()
    if options.check:
        current = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
        if current != text:
            print("docs/cli.md is not what the commands say now; run: make docs", file=sys.stderr)
            return 1
        return 0
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
