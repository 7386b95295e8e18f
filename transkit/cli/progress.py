"""A progress bar on stderr: segments done, words per second, time left."""

from __future__ import annotations

from types import TracebackType
from typing import Any, final

__all__ = ["Bar"]


@final
class Bar:
    """Shows the progress of a run (see `transkit.pipeline.translate.Progress`).

    Args:
        enabled: Whether to show anything; false where stderr is no terminal.
    """

    def __init__(self, *, enabled: bool) -> None:
        self._enabled = enabled
        self._live: Any = None
        self._task: Any = None
        self._words = 0

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def begin(self, language: str, segments: int, words: int) -> None:
        """Show the bar for a language."""
        del words
        if not self._enabled:
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._words = 0
        self._live = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed}/{task.total} segments"),
            TextColumn("{task.fields[speed]}"),
            TimeRemainingColumn(compact=True),
            console=Console(stderr=True),
            transient=True,
        )
        self._live.start()
        self._task = self._live.add_task(
            f"drafting {language}", total=segments, speed="loading the model"
        )

    def advance(self, segments: int, words: int) -> None:
        """Move the bar."""
        if self._live is None:
            return
        self._words += words
        elapsed = self._live.tasks[0].elapsed or 0.0
        speed = f"{self._words / elapsed:.0f} words/s" if elapsed > 0 else ""
        self._live.update(self._task, advance=segments, speed=speed)

    def end(self) -> None:
        """Take the bar away."""
        if self._live is not None:
            self._live.stop()
            self._live = None
