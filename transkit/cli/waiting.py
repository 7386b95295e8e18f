"""What a person is told while one transkit waits for another."""

from __future__ import annotations

from pathlib import Path
from typing import final

import click

from transkit.cli.terminal import complain

__all__ = ["WaitingTold"]


@final
class WaitingTold:
    """Says on stderr whom a command waits for, once per holder; nothing with ``--quiet``."""

    def __init__(self) -> None:
        self._told: set[tuple[Path, int | None]] = set()

    def __call__(self, place: Path, process: int | None) -> None:
        """Hear that `place` is locked by `process` (see `transkit.files.hear_waiting`)."""
        context = click.get_current_context(silent=True)
        if (place, process) in self._told or (context and context.params.get("quiet")):
            return
        self._told.add((place, process))
        who = "another transkit" + (f" (process {process})" if process else "")
        complain(f"waiting: {who} is writing in {place}; this one goes on when it has finished")
