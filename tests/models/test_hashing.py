"""Hashes of files are worked out once, and ahead where somebody asks for it."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest

from transkit.errors import ModelError
from transkit.models import hashing
from transkit.models.hashing import HashesAhead, hash_cached

LARGE = b"weights" * 200_000


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Return a file that is worth a thread."""
    path = tmp_path / "model.bin"
    path.write_bytes(LARGE)
    return path


def test_a_file_that_was_begun_has_the_hash_that_it_has(large: Path) -> None:
    known: dict[str, str] = {}
    ahead = HashesAhead(known)
    assert ahead.begin([large])
    assert hash_cached(large, ahead) == hashlib.sha256(LARGE).hexdigest()
    assert list(known.values()) == [hashlib.sha256(LARGE).hexdigest()]
    assert hash_cached(large, known) == hash_cached(large, ahead)


def test_it_is_hashed_in_another_thread_and_once(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []

    def note(path: Path) -> str:
        threads.append(threading.current_thread().name)
        return path.name

    monkeypatch.setattr(hashing, "hash_file", note)
    ahead = HashesAhead({})
    assert ahead.begin([large])
    assert not ahead.begin([large])
    assert [hash_cached(large, ahead) for _ in range(3)] == ["model.bin"] * 3
    assert len(threads) == 1
    assert threads[0].startswith("hashing")


def test_what_is_known_or_small_or_missing_is_nothing_to_begin_with(
    large: Path, tmp_path: Path
) -> None:
    known: dict[str, str] = {}
    hash_cached(large, known)
    small = tmp_path / "config.json"
    small.write_bytes(b"{}")
    ahead = HashesAhead(known)
    assert not ahead.begin([large, small, tmp_path / "missing"])
    assert hash_cached(small, ahead) == hashlib.sha256(b"{}").hexdigest()


def test_a_file_that_cannot_be_read_any_more_is_the_error_of_who_asks(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> str:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(hashing, "hash_file", fail)
    ahead = HashesAhead({})
    assert ahead.begin([large])
    with pytest.raises(ModelError, match="cannot be read: input/output error"):
        hash_cached(large, ahead)


def test_it_is_a_mapping_like_the_one_behind_it() -> None:
    known = {"a": "1"}
    ahead = HashesAhead(known)
    ahead["b"] = "2"
    del ahead["a"]
    assert (dict(ahead), len(ahead), known) == ({"b": "2"}, 1, {"b": "2"})
