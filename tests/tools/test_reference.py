"""The command-line reference holds every command and prints on any terminal."""

from __future__ import annotations

import click

from tools.reference import render_reference
from transkit.cli import cli


def test_every_command_has_its_section() -> None:
    page = render_reference()
    assert "## transkit\n" in page
    for name in cli.list_commands(click.Context(cli)):
        assert f"## transkit {name}\n" in page
