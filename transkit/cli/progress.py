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
        self._segments = 0
        self._total = 0

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
        if not self._enabled:
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._words = self._segments = 0
        self._total = segments
        self._live = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[segments]} segments"),
            TextColumn("{task.fields[speed]}"),
            TimeRemainingColumn(compact=True),
            console=Console(stderr=True),
            transient=True,
        )
        self._live.start()
        # Words and not segments: the longest come first, and take longer than the others.
        self._task = self._live.add_task(
            f"drafting {language}",
            total=max(1, words),
            speed="loading the model",
            segments=f"0/{segments}",
        )

    def advance(self, segments: int, words: int) -> None:
        """Move the bar."""
        if self._live is None:
            return
        self._words += words
        self._segments += segments
        elapsed = self._live.tasks[0].elapsed or 0.0
        speed = f"{self._words / elapsed:.0f} words/s" if elapsed > 0 else ""
        self._live.update(
            self._task, advance=words, speed=speed, segments=f"{self._segments}/{self._total}"
        )

    def end(self) -> None:
        """Take the bar away."""
        if self._live is not None:
            self._live.stop()
            self._live = None
