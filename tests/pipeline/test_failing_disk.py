"""The disk fails at any one moment: old files stay whole, one line says so, and the next run helps.

What SQLite does is its own business; here it is every call by which catalogs, templates and
translated articles are written.
"""

from __future__ import annotations

import errno
import io
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from transkit.catalogs import read_po
from transkit.engines import registry
from transkit.errors import TranskitError
from transkit.pipeline.build import BuildOptions, build
from transkit.pipeline.translate import Options, TranslateResult, translate

CALLS = ((tempfile, "mkstemp"), (os, "fdopen"), (os, "fchmod"), (os, "fsync"), (os, "replace"))
"""What `transkit.files.open_atomic` asks of the system, in that order; the stream's own calls are
counted by `FailingStream`."""


class FailingStream(io.BufferedWriter):
    """A stream whose writing and flushing counts, and fails, like the disk's other calls."""

    def __init__(self, handle: int, disk: FailingDisk) -> None:
        super().__init__(io.FileIO(handle, "wb"))
        self._disk = disk

    def write(self, content: Any, /) -> int:
        self._disk.ask()
        return super().write(content)

    def flush(self) -> None:
        self._disk.ask()
        super().flush()


class FailingDisk:
    """Fails at one call, and counts all of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.fails_at: int | None = None
        self.number = errno.EIO
        for module, name in CALLS:
            call = self._open if name == "fdopen" else getattr(module, name)
            monkeypatch.setattr(module, name, self._wrapped(call))

    def _wrapped(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            self.ask()
            return call(*args, **options)

        return counted

    def _open(self, handle: int, mode: str) -> FailingStream:
        assert mode == "wb"
        return FailingStream(handle, self)

    def ask(self) -> None:
        """Count a call, and fail if it is the one."""
        self.count += 1
        if self.count == self.fails_at:
            raise OSError(self.number, os.strerror(self.number))

    def fail(self, at: int | None, number: int) -> None:
        """Fail at the call of that number, counted from now; ``None`` for never."""
        self.count, self.fails_at, self.number = 0, at, number


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FailingDisk:
    """Give a disk that fails on demand, and go to a folder on it, with an engine."""
    monkeypatch.setitem(registry._BUILT_IN, "visible", "tests.pipeline.visible_engine:ENGINE")
    monkeypatch.chdir(tmp_path)
    return FailingDisk(monkeypatch)


def write_article(*paragraphs: str) -> None:
    Path("article.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")


def run() -> TranslateResult:
    """Translate the article."""
    options = Options(to=("uk", "ko"), engine="visible", memory=Path("memory.db"))
    return translate(["article.txt"], options)


def files() -> dict[str, bytes]:
    """Return every file that is not the memory's."""
    return {
        str(path): path.read_bytes()
        for path in sorted(Path().rglob("*"))
        if path.is_file() and not path.name.startswith("memory.db")
    }


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES])
def test_translate_fails_at_any_call_in_one_line_and_goes_on_the_next_time(
    disk: FailingDisk, number: int
) -> None:
    write_article("The river rose.", "Nobody knows why.")
    assert run().failures == ()
    old = files()
    write_article("The river fell.", "Nobody knows why.", "A bridge is closed.")
    disk.fail(None, number)
    assert run().failures == ()
    new, calls = files(), disk.count
    assert calls >= 3 * len(CALLS), "two catalogs and a template"
    failed = 0
    for at in range(1, calls + 1):
        for name, content in old.items():
            if name != "article.txt":
                Path(name).write_bytes(content)
        disk.fail(at, number)
        result = run()
        failed += bool(result.failures)
        for failure in result.failures:
            assert "\n" not in str(failure.error)
            assert os.strerror(number).lower() in str(failure.error)
        now = files()
        assert now.keys() == new.keys(), "nothing is left behind"
        assert all(now[name] in (old.get(name), new[name]) for name in new), f"call {at}"
        disk.fail(None, number)
        assert run().failures == ()
        assert files() == new
    assert failed == calls


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES])
def test_build_fails_at_any_call_in_one_line_and_the_old_article_stays(
    disk: FailingDisk, number: int
) -> None:
    write_article("The river rose.", "Nobody knows why.")
    (row, _) = run().documents
    assert read_po(row.catalog).units
    output = Path("article.uk.txt")
    options = BuildOptions(output=output, memory=Path("memory.db"))
    assert build([row.catalog], replace(options, unreviewed="source")).failures == ()
    before = files()

    def rebuild(catalog: Path) -> None:
        for failure in build([catalog], options).failures:
            raise failure.error

    disk.fail(None, number)
    rebuild(row.catalog)
    calls, after = disk.count, files()
    assert calls >= len(CALLS)
    for at in range(1, calls + 1):
        assert build([row.catalog], replace(options, unreviewed="source")).failures == ()
        disk.fail(at, number)
        with pytest.raises(TranskitError) as caught:
            rebuild(row.catalog)
        assert os.strerror(number).lower() in str(caught.value)
        assert "\n" not in str(caught.value)
        assert files() in (before, after), f"call {at}"
