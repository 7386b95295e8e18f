"""Whole files or none, whatever goes wrong."""

from __future__ import annotations

import errno
import os
import select
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from transkit import files
from transkit.errors import TranskitError
from transkit.files import (
    available_cores,
    data_folder,
    fingerprint,
    folder_lock,
    hash_bytes,
    hash_file,
    hear_waiting,
    write_atomic,
)


def leftovers(folder: Path) -> list[str]:
    """Return the names of everything in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a" / "b" / "c.po", b"content")
    assert (tmp_path / "a" / "b" / "c.po").read_bytes() == b"content"
    assert leftovers(tmp_path / "a" / "b") == ["c.po"]


def test_the_mode_of_a_file_is_kept_and_a_new_one_gets_the_usual_one(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"")
    old.chmod(0o640)
    previous = os.umask(0o027)
    try:
        write_atomic(old, b"x")
        write_atomic(new, b"x")
    finally:
        os.umask(previous)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.po", tmp_path / "link.po"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_atomic(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


class Failing:
    """Counts the steps of a write and fails at one of them."""

    def __init__(self, step: int, number: int) -> None:
        self.step, self.number, self.count = step, number, 0

    def wrap(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return `function` with a chance to fail."""

        def wrapped(*args: Any, **options: Any) -> Any:
            self.count += 1
            if self.count == self.step:
                raise OSError(self.number, os.strerror(self.number))
            return function(*args, **options)

        return wrapped


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES, errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("existing", [b"the old content", None])
def test_whatever_step_fails_the_old_file_is_intact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, existing: bytes | None
) -> None:
    path = tmp_path / "a.po"
    steps = 0
    for step in range(1, 20):
        if existing is not None:
            path.write_bytes(existing)
        failing = Failing(step, number)
        with monkeypatch.context() as patched:
            patched.setattr(tempfile, "mkstemp", failing.wrap(tempfile.mkstemp))
            for name in ("fdopen", "fchmod", "fsync", "replace"):
                patched.setattr(os, name, failing.wrap(getattr(os, name)))
            try:
                write_atomic(path, b"the new content")
            except TranskitError as error:
                message = str(error)
            else:
                break
        steps += 1
        assert "\n" not in message
        assert str(path) in message
        content = path.read_bytes() if path.exists() else None
        assert content in (existing, b"the new content")
        assert all(name == "a.po" for name in leftovers(tmp_path))
    assert steps >= 5
    assert path.read_bytes() == b"the new content"


def test_a_full_disk_is_called_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", Failing(1, errno.ENOSPC).wrap(os.fsync))
    with pytest.raises(TranskitError, match="the disk is full"):
        write_atomic(tmp_path / "a.po", b"x")


def test_a_fingerprint_changes_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    assert fingerprint(path) is None
    write_atomic(path, b"one")
    first = fingerprint(path)
    assert first == fingerprint(path)
    write_atomic(path, b"two")
    assert fingerprint(path) != first
    assert first is not None
    assert first.digest == hash_bytes(b"one")


def test_a_large_file_is_hashed_piece_by_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_CHUNK", 7)
    path = tmp_path / "big"
    path.write_bytes(b"0123456789" * 10)
    assert hash_file(path) == hash_bytes(b"0123456789" * 10)


def test_the_data_folder_follows_the_xdg_rules(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert data_folder() == Path("/data/transkit")
    for useless in ("", "relative/folder"):
        monkeypatch.setenv("XDG_DATA_HOME", useless)
        assert data_folder() == home / ".local" / "share" / "transkit"


def test_an_account_without_a_home_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    with pytest.raises(TranskitError, match="no home folder") as caught:
        data_folder()
    assert "HOME" in (caught.value.hint or "")


def test_a_second_process_waits_for_the_folder(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom transkit.files import folder_lock\n"
        "with folder_lock(Path(sys.argv[1])):\n"
        "    print('mine', flush=True)\n    sys.stdin.readline()\n"
    )
    folder = tmp_path / "locales"
    first, second = (
        subprocess.Popen(
            [sys.executable, "-c", script, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    )
    assert first.stdout is not None
    assert second.stdout is not None
    ready, _, _ = select.select([first.stdout, second.stdout], [], [], 30)
    holder, other = (first, second) if first.stdout in ready else (second, first)
    assert ready == [holder.stdout]
    assert not select.select([other.stdout or 0], [], [], 0.3)[0]
    holder.kill()
    holder.communicate()
    assert other.communicate("\n", timeout=30)[0] == "mine\n"


def _hold(folder: Path, seconds: float) -> subprocess.Popen[str]:
    """Return a process that has the lock on `folder`, for so many seconds."""
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom transkit.files import folder_lock\n"
        "with folder_lock(Path(sys.argv[1])):\n"
        "    print('mine', flush=True)\n    time.sleep(float(sys.argv[2]))\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(folder), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "mine\n"
    return holder


def test_who_waits_for_long_is_told_once_and_by_whom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transkit.files._PATIENCE", 0.1)
    heard: list[tuple[Path, int | None]] = []
    holder = _hold(tmp_path, 1)
    with holder, hear_waiting(lambda *told: heard.append(told)), folder_lock(tmp_path):
        assert holder.wait(30) == 0
    known = holder.pid if Path("/proc/locks").exists() else None
    assert heard == [(tmp_path, known)]


def test_who_does_not_wait_for_long_is_told_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is anybody who has not asked for it."""
    monkeypatch.setattr("transkit.files._PATIENCE", 30)
    heard: list[tuple[Path, int | None]] = []
    with (
        _hold(tmp_path, 0.3),
        hear_waiting(lambda *told: heard.append(told)),
        folder_lock(tmp_path),
    ):
        assert not heard
    monkeypatch.setattr("transkit.files._PATIENCE", 0)
    with _hold(tmp_path, 0.3), folder_lock(tmp_path):
        assert not heard


def test_where_nobody_says_who_holds_a_lock_it_is_waited_for_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only Linux has ``/proc/locks``, and not for the processes of other containers."""
    monkeypatch.setattr("transkit.files._PATIENCE", 0)
    monkeypatch.setattr("transkit.files._LOCKS", tmp_path / "locks")
    heard: list[int | None] = []
    for content in (None, "", "1: FLOCK\n", "1: -> FLOCK  ADVISORY  WRITE 432 fe:00:2 0 EOF\n"):
        if content is not None:
            (tmp_path / "locks").write_text(content, encoding="ascii")
        holder = _hold(tmp_path, 0.2)
        hear = hear_waiting(lambda _, process: heard.append(process))
        with holder, hear, folder_lock(tmp_path):
            assert holder.wait(30) == 0
    assert heard == [None] * 4


def test_a_file_in_the_place_of_the_folder_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "locales").write_text("", encoding="utf-8")
    with pytest.raises(TranskitError, match="output-dir"), folder_lock(tmp_path / "locales"):
        pytest.fail("a file is no folder")


def test_a_disk_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network file systems have none (flock(2): ENOLCK)."""

    def refuse(handle: int, operation: int) -> None:
        del handle, operation
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(TranskitError, match="cannot be locked"), folder_lock(tmp_path):
        pytest.fail("what must be locked was not")


def test_there_is_always_a_core() -> None:
    assert 1 <= available_cores() <= (os.cpu_count() or 1)


def test_a_disk_that_may_not_keep_what_is_there_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("transkit.files.sync_folder", fail)
    with pytest.raises(TranskitError, match="was written, but the disk may not have kept it"):
        write_atomic(tmp_path / "a.po", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]
