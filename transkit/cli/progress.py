"""Progress bars on stderr: segments drafted, bytes fetched; how fast, and the time left."""

from __future__ import annotations

from types import TracebackType
from typing import Any, final

from transkit.cli.terminal import printable

__all__ = ["Bar", "DownloadBar"]


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


@final
class DownloadBar:
    """Shows files being fetched: size, speed, time left (see `transkit.models.transfer.Progress`).

    Args:
        enabled: Whether to show anything; false where stderr is no terminal.
    """

    def __init__(self, *, enabled: bool) -> None:
        self._enabled = enabled
        self._live: Any = None
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> DownloadBar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def show(self, name: str, done: int, total: int) -> None:
        """Move the bar of a file, which appears at the first call; 0 is an unknown total."""
        if not self._enabled:
            return
        if self._live is None:
            self._live = _make_download_bar()
            self._live.start()
        if name not in self._tasks:
            self._tasks[name] = self._live.add_task(printable(name), total=total or None)
        self._live.update(self._tasks[name], completed=done, total=total or None)


def _make_download_bar() -> Any:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
    )
