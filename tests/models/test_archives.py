"""Opening archives that nobody vouches for."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from tools.copy_model import build_copy_package, pack_package
from transkit.errors import ModelError
from transkit.files import hash_file
from transkit.models.packages import open_model
from transkit.models.unpacking import model_at, unpack_archive

GOOD = {
    "p/metadata.json": b'{"from_code": "en", "to_code": "uk"}',
    "p/sentencepiece.model": b"pieces",
    "p/model/model.bin": b"weights",
    "p/model/shared_vocabulary.json": b"[]",
}


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    """Write an archive with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def everything_below(folder: Path) -> list[str]:
    """Return all files below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def good(copy_model: Path) -> dict[str, bytes]:
    """Return the members of an archive with a package that works."""
    return {
        f"p/{path.relative_to(copy_model).as_posix()}": path.read_bytes()
        for path in sorted(copy_model.rglob("*"))
        if path.is_file()
    }


def test_a_real_package_comes_out_whole(tmp_path: Path) -> None:
    folder = build_copy_package(tmp_path / "made")
    unpacked = unpack_archive(pack_package(folder), tmp_path / "cache")
    assert everything_below(unpacked) == everything_below(folder)
    assert open_model(unpacked).label == open_model(folder).label


def test_only_what_a_model_consists_of_is_taken(tmp_path: Path, good: dict[str, bytes]) -> None:
    extra = {"p/stanza/en.pt": b"pickle", "p/model/run.py": b"code", "p/setup.sh": b"code"}
    unpacked = unpack_archive(make_zip(tmp_path / "a.zip", good | extra), tmp_path / "cache")
    assert everything_below(unpacked) == sorted(name.removeprefix("p/") for name in good)


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("p/model/model.bin", None, "model/model.bin is missing"),
        ("p/sentencepiece.model", None, "sentencepiece.model .* is missing"),
        ("p/model/model.bin", b"weights", "model/model.bin in it is damaged"),
        ("p/sentencepiece.model", b"", "sentencepiece.model in it is empty"),
        ("p/model/shared_vocabulary.json", b"[]", "model in it holds a source vocab"),
    ],
)
def test_a_package_that_is_not_whole_is_named_and_leaves_nothing(
    tmp_path: Path, good: dict[str, bytes], name: str, content: bytes | None, complaint: str
) -> None:
    members = {n: c for n, c in (good | {name: content}).items() if c is not None}
    archive = make_zip(tmp_path / "mine.argosmodel", members)
    with pytest.raises(ModelError, match=rf"mine\.argosmodel: {complaint}"):
        unpack_archive(archive, tmp_path / "cache")
    assert everything_below(tmp_path) == ["mine.argosmodel"]


def test_an_archive_is_unpacked_once(tmp_path: Path, good: dict[str, bytes]) -> None:
    archive = make_zip(tmp_path / "a.zip", good)
    first = unpack_archive(archive, tmp_path / "cache")
    (first / "mark").write_text("", encoding="utf-8")
    assert unpack_archive(archive, tmp_path / "cache") == first
    assert (first / "mark").exists()


@pytest.mark.parametrize("name", ["model/model.bin", "sentencepiece.model", "metadata.json"])
def test_a_damaged_copy_is_unpacked_anew(tmp_path: Path, good: dict[str, bytes], name: str) -> None:
    archive = make_zip(tmp_path / "a.zip", good)
    first = unpack_archive(archive, tmp_path / "cache")
    (first / name).write_bytes(b"")
    assert unpack_archive(archive, tmp_path / "cache") == first
    assert (first / name).read_bytes() == good[f"p/{name}"]
    assert list((tmp_path / "cache").iterdir()) == [first]


def test_what_a_killed_run_left_is_removed(tmp_path: Path, good: dict[str, bytes]) -> None:
    (tmp_path / "cache" / ".staging-x" / "model").mkdir(parents=True)
    unpacked = unpack_archive(make_zip(tmp_path / "a.zip", good), tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == [unpacked]


def test_an_archive_is_hashed_once(tmp_path: Path, good: dict[str, bytes]) -> None:
    archive = make_zip(tmp_path / "a.zip", good)
    hashes: dict[str, str] = {}
    place = unpack_archive(archive, tmp_path / "cache", hashes=hashes)
    assert list(hashes.values()) == [hash_file(archive)]
    told = dict.fromkeys(hashes, "0" * 64)
    assert unpack_archive(archive, tmp_path / "cache", hashes=told).name == "0" * 32
    assert place.name == hash_file(archive)[:32]


def test_a_place_that_cannot_be_written_is_one_clear_error(
    tmp_path: Path, good: dict[str, bytes]
) -> None:
    (tmp_path / "cache").write_bytes(b"")
    with pytest.raises(ModelError, match=r"a\.zip: cannot be unpacked into"):
        unpack_archive(make_zip(tmp_path / "a.zip", good), tmp_path / "cache")


def link(name: str) -> zipfile.ZipInfo:
    """Return a member that is a symbolic link."""
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("members", "complaint"),
    [
        (GOOD | {"../evil": b""}, "unsafe file name"),
        (GOOD | {"/etc/evil": b""}, "unsafe file name"),
        (GOOD | {"p/../../evil": b""}, "unsafe file name"),
        (GOOD | {"C:/evil": b""}, "unsafe file name"),
        (GOOD | {"q/metadata.json": b"{}"}, "exactly one package"),
        ({"p/model/model.bin": b""}, r"metadata\.json is missing"),
        ({}, "exactly one package"),
        (GOOD | {f"p/x{n}": b"" for n in range(10_001)}, "more than any model"),
        (GOOD | {"p/model/model.bin": b"\0" * 30_000_000}, "far more than a model"),
    ],
)
def test_what_no_model_holds_is_refused_and_leaves_nothing(
    tmp_path: Path, members: dict[str, bytes], complaint: str
) -> None:
    archive = make_zip(tmp_path / "a.zip", members)
    with pytest.raises(ModelError, match=complaint):
        unpack_archive(archive, tmp_path / "cache")
    assert everything_below(tmp_path) == ["a.zip"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    archive = make_zip(tmp_path / "a.zip", GOOD)
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr(link("p/model/config.json"), "/etc/passwd")
    with pytest.raises(ModelError, match="link"):
        unpack_archive(archive, tmp_path / "cache")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    archive = make_zip(tmp_path / "a.zip", GOOD)
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr("p/metadata.json", "{}")
    with pytest.raises(ModelError, match="twice"):
        unpack_archive(archive, tmp_path / "cache")


def test_damaged_archives_are_refused_and_leave_nothing(
    tmp_path: Path, good: dict[str, bytes]
) -> None:
    content = make_zip(tmp_path / "good.zip", good).read_bytes()
    tail = len(content) - 700  # the list of files
    for position in (*range(0, tail, tail // 40), *range(tail, len(content), 11)):
        damaged = bytearray(content)
        damaged[position] ^= 0xFF
        archive = tmp_path / "bad.zip"
        archive.write_bytes(bytes(damaged))
        cache = tmp_path / f"cache{position}"
        try:
            unpacked = unpack_archive(archive, cache)
        except ModelError:
            assert everything_below(cache) == []
        else:
            assert set(everything_below(unpacked)) <= {n.removeprefix("p/") for n in good}


def test_what_is_no_archive_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "model.argosmodel"
    path.write_bytes(b"<html>404</html>")
    with pytest.raises(ModelError, match="no zip archive"):
        model_at(path)
    with pytest.raises(ModelError, match="no such model"):
        model_at(tmp_path / "nothing.argosmodel")
