"""Packages made by somebody who means harm: refused, nothing loaded, nothing left behind."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard

from tests.models.web import HASTY, Web, change_records, put_firefox
from tools.copy_model import pack_package
from transkit.errors import ModelError, TranskitError
from transkit.models import installing
from transkit.models.installed import store_folder
from transkit.models.installing import install_offer, install_path, install_url
from transkit.models.records import RECORD_NAME, ModelRecord
from transkit.models.sources import load_offers
from transkit.models.store import managed

METADATA = b'{"from_code": "en", "to_code": "uk", "package_version": "1.0"}'
GOOD = {
    "p/metadata.json": METADATA,
    "p/sentencepiece.model": b"pieces",
    "p/model/model.bin": b"weights",
    "p/model/config.json": b"{}",
    "p/model/shared_vocabulary.json": b"[]",
}


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Load no model; return the folders of those that would have been loaded."""
    folders: list[Path] = []
    monkeypatch.setattr(installing, "prove", lambda _, folder, **__: folders.append(folder))
    return folders


@pytest.fixture
def unharmed(home: Path, tmp_path: Path, loaded: list[Path]) -> Iterator[None]:
    """Hold the test to it: no model was loaded, no file appeared or changed anywhere."""
    store_folder().mkdir(parents=True)
    (home / "precious").write_text("mine", encoding="utf-8")
    before = snapshot(home)
    yield
    assert loaded == []
    assert snapshot(home) == before
    assert sorted(path.name for path in tmp_path.iterdir()) in (["bad.argosmodel"], ["bad"])


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file and folder below `folder` with its content."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


def make_zip(members: dict[str, bytes], **how: Any) -> bytes:
    """Return an archive with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, **how)
    return out.getvalue()


def refuse(tmp_path: Path, content: bytes, complaint: str) -> None:
    """Install an archive with this content; it must be refused in one line."""
    archive = tmp_path / "bad.argosmodel"
    archive.write_bytes(content)
    with pytest.raises(ModelError, match=complaint) as caught:
        install_path(archive)
    assert "\n" not in str(caught.value)


def with_link(name: str, target: str, kind: int = stat.S_IFLNK) -> bytes:
    """Return a good archive with a link, or something else that is no file, in it."""
    out = io.BytesIO(make_zip({n: c for n, c in GOOD.items() if n != name}))
    info = zipfile.ZipInfo(name)
    info.external_attr = (kind | 0o777) << 16
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(info, target)
    return out.getvalue()


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "p/../../evil",
        "p/model/../../../../evil",
        "/etc/evil",
        "//server/evil",
        "C:/evil",
        "c:evil",
        "p\\..\\evil",
        "..",
        "p/..",
        "",
    ],
)
def test_names_that_lead_elsewhere(tmp_path: Path, name: str) -> None:
    refuse(tmp_path, make_zip({**GOOD, name: b"evil"}), "unsafe file name|damaged")


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK]
)
@pytest.mark.parametrize("name", ["p/model/model.bin", "p/model", "p/extra"])
def test_links_and_devices(tmp_path: Path, kind: int, name: str) -> None:
    refuse(tmp_path, with_link(name, "/etc/passwd", kind), "link or special file")


@pytest.mark.usefixtures("unharmed")
@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("p/metadata.json", "twice"),
        ("p//metadata.json", "twice"),
        ("p/./metadata.json", "twice"),
        ("p/Metadata.json", "beside"),
        ("p/MODEL/model.bin", "beside"),
        ("p/model/model.bi\u006e", "twice"),
        ("p/model/ｍodel.bin", "beside"),
    ],
)
def test_one_name_twice_also_where_only_case_differs(
    tmp_path: Path, name: str, complaint: str
) -> None:
    out = io.BytesIO(make_zip(GOOD))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"{}")
    refuse(tmp_path, out.getvalue(), complaint)


def inflate_bomb(megabytes: int) -> tuple[bytes, int]:
    """Return raw deflated zeros, a thousandth of their size, and their CRC-32."""
    block = b"\0" * (1 << 20)
    packer = zlib.compressobj(9, wbits=-15)
    first = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    packer = zlib.compressobj(9, wbits=-15)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 0
    for _ in range(megabytes):
        check = zlib.crc32(block, check)
    return first + again * (megabytes - 1) + b"\x03\x00", check


def raw_zip(members: dict[str, tuple[bytes, int, int]], *, overlap: bool = False) -> bytes:
    """Return an archive of deflated members: content, size that it claims, CRC-32.

    With `overlap`, every entry of the directory points to the first member's content.
    """
    body, directory, offsets = bytearray(), bytearray(), []
    for name, (packed, size, check) in members.items():
        offsets.append(len(body))
        sizes = struct.pack("<3I", check, len(packed), size)
        if not overlap or len(offsets) == 1:
            body += struct.pack("<IHHHHH", 0x04034B50, 20, 0, 8, 0, 33) + sizes
            body += struct.pack("<2H", len(name), 0) + name.encode() + packed
        start = 0 if overlap else offsets[-1]
        directory += struct.pack("<IHHHHHH", 0x02014B50, 20, 20, 0, 8, 0, 33) + sizes
        directory += struct.pack("<5H2I", len(name), 0, 0, 0, 0, 0, start) + name.encode()
    count = min(len(members), 0xFFFF)
    end = struct.pack("<I4H2IH", 0x06054B50, 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory) + end


def deflated(content: bytes) -> tuple[bytes, int, int]:
    """Return a member for `raw_zip`."""
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(content) + packer.flush(), len(content), zlib.crc32(content)


@pytest.mark.usefixtures("unharmed")
def test_a_bomb_of_300_kilobytes(tmp_path: Path) -> None:
    packed, check = inflate_bomb(290)
    members = {name: deflated(content) for name, content in GOOD.items()}
    members["p/model/model.bin"] = (packed, 290 << 20, check)
    content = raw_zip(members)
    assert len(content) < 310_000
    refuse(tmp_path, content, "far more than a model holds")


def test_a_bomb_inside_an_archive_inside_a_package_never_goes_off(
    tmp_path: Path, loaded: list[Path]
) -> None:
    packed, check = inflate_bomb(290)
    bomb = raw_zip({"p/model/model.bin": (packed, 290 << 20, check)})
    nested = make_zip({"a.argosmodel": bomb, "b.zip": make_zip({"c.zip": bomb})})
    archive = tmp_path / "a.argosmodel"
    archive.write_bytes(make_zip({**GOOD, "p/inner.zip": nested, "p/model/inner.zip": bomb}))
    record = install_path(archive).record
    assert [file.name for file in record.files] == sorted(n.removeprefix("p/") for n in GOOD)
    assert {name for name in snapshot(record.path) if "inner" in name} == set()
    assert len(loaded) == 1


@pytest.mark.usefixtures("unharmed")
def test_a_bomb_that_claims_to_be_small(tmp_path: Path) -> None:
    packed, check = inflate_bomb(290)
    members = {name: deflated(content) for name, content in GOOD.items()}
    members["p/model/model.bin"] = (packed, 1000, check)
    refuse(tmp_path, raw_zip(members), "damaged|far more")


@pytest.mark.usefixtures("unharmed")
def test_a_bomb_of_overlapping_files_from_300_kilobytes_to_3_gigabytes(tmp_path: Path) -> None:
    """One content under eleven names, after David Fifield, A better zip bomb (WOOT 2019)."""
    packed, check = inflate_bomb(290)
    names = (*GOOD, *(f"p/model/source_vocabulary.{n}" for n in ("json", "txt")), "p/README.md")
    names = (*names, "p/bpe.model", "p/model/target_vocabulary.json", "p/x")
    content = raw_zip(dict.fromkeys(names, (packed, 290 << 20, check)), overlap=True)
    assert len(content) < 310_000
    assert len(names) * 290 > 3000
    refuse(tmp_path, content, "inside another file")


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_shrink_to_nothing(tmp_path: Path, method: int) -> None:
    out = io.BytesIO(make_zip({n: c for n, c in GOOD.items() if n != "p/model/model.bin"}))
    with zipfile.ZipFile(out, "a", method) as archive:
        archive.writestr("p/model/model.bin", b"\0" * (8 << 20))
    refuse(tmp_path, out.getvalue(), "as no model is packed")


@pytest.mark.usefixtures("unharmed")
def test_100_000_files(tmp_path: Path) -> None:
    content = raw_zip({f"p/x{number}": (b"\x03\x00", 0, 0) for number in range(100_000)})
    refuse(tmp_path, content, "more than any model")
    refuse(tmp_path, make_zip({**GOOD, **{f"p/x{n}": b"" for n in range(10_001)}}), "any model")
    end = content[-22:]
    lying = content[:-22] + end[:8] + struct.pack("<2H", 5, 5) + end[12:]
    refuse(tmp_path, lying, "more than any model")
    at = len(content) - 22
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 100_000, 100_000, at, 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    outranked = content[:-22] + record + locator + end[:8] + struct.pack("<2H", 5, 5) + end[12:]
    refuse(tmp_path, outranked[:-10] + struct.pack("<2LH", 300, 0, 0), "zip64")


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("missing", sorted(set(GOOD) - {"p/model/config.json"}))
def test_missing_parts(tmp_path: Path, missing: str) -> None:
    members = {name: content for name, content in GOOD.items() if name != missing}
    refuse(tmp_path, make_zip(members), "missing")


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "metadata",
    [
        b"",
        b"null",
        b"[]",
        b"[" * 100_000,
        b'{"from_code": "en"}',
        b'{"from_code": "en", "to_code": 3}',
        b'{"from_code": "en", "to_code": {"a": "uk"}}',
        b'{"from_code": "en", "to_code": "qq"}',
        b'{"from_code": "en", "to_code": "uk", "package_version": [1]}',
        b'{"from_code": "en", "to_code": "uk", "target_prefix": {}}',
        b'{"from_code": "en", "to_code": "uk", "license": 5}',
        b'{"from_code": "en", "to_code": "uk", "type": "sbd"}',
        b'{"from_code": "en", "to_code": "en"}',
        b'{"from_code": "\\ud800", "to_code": "uk"}',
        b"\xff\xfe",
    ],
)
def test_metadata_of_the_wrong_type(tmp_path: Path, metadata: bytes) -> None:
    refuse(tmp_path, make_zip({**GOOD, "p/metadata.json": metadata}), "is no usable|package for")


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x05\x06",
        b"PK\x05\x06" + b"\0" * 18,
        b"<html>404</html>",
        b"\x80\x05cposix\nsystem\n.",
        make_zip({**GOOD, "q/metadata.json": METADATA}),
        make_zip({"metadata.json": METADATA, "model/model.bin": b""}),
        make_zip({"outer.argosmodel": make_zip(GOOD)}),
    ],
)
def test_what_is_no_package(tmp_path: Path, content: bytes) -> None:
    refuse(tmp_path, content, r"no zip|exactly one|missing|inside another")


def test_an_encrypted_member(tmp_path: Path, unharmed: None) -> None:
    content = bytearray(make_zip(GOOD))
    position = content.rfind(b"PK\x01\x02")
    content[position + 8] |= 1
    refuse(tmp_path, bytes(content), "encrypted")


def test_only_what_a_model_consists_of_is_installed(tmp_path: Path, loaded: list[Path]) -> None:
    extra = {
        "p/stanza/en.pt": b"pickle",
        "p/model/pytorch_model.bin": b"pickle",
        "p/model/model.py": b"import os",
        "p/inner.argosmodel": make_zip(GOOD),
        f"p/{RECORD_NAME}": b'{"format": 1}',
        "p/model/sub/model.bin": b"x",
        "p/.bashrc": b"x",
    }
    archive = tmp_path / "a.argosmodel"
    archive.write_bytes(make_zip({**GOOD, **extra}))
    record = install_path(archive).record
    assert [file.name for file in record.files] == sorted(n.removeprefix("p/") for n in GOOD)
    assert set(snapshot(record.path)) == {file.name for file in record.files} | {
        RECORD_NAME,
        "model",
    }


def test_a_package_that_claims_anothers_folder(
    copy_packages: Path, tmp_path: Path, loaded: list[Path]
) -> None:
    """The name of the folder in the archive plays no part; the languages decide, and the maker."""
    ours = install_path(copy_packages / "translate-en_ko-copy").record
    before = snapshot(ours.path)
    archive = tmp_path / "a.argosmodel"
    members = {name.replace("p/", f"{ours.path.name}/", 1): c for name, c in GOOD.items()}
    archive.write_bytes(make_zip(members))
    theirs = install_path(archive).record
    assert theirs.pair == "en-uk"
    assert snapshot(ours.path) == before
    claim = json.dumps({"from_code": "en", "to_code": "ko", "package_version": "0.1"}).encode()
    archive.write_bytes(make_zip({**members, f"{ours.path.name}/metadata.json": claim}))
    with pytest.raises(ModelError, match="would take the place"):
        install_path(archive)
    assert snapshot(ours.path) == before
    assert len(managed()) == 2


def test_a_version_is_no_path(tmp_path: Path, loaded: list[Path]) -> None:
    for version in ("../../../evil", "/etc", "a/b", "..", "." * 300, "\x1b[31m", "x" * 5000):
        metadata = json.dumps(
            {"from_code": "en", "to_code": "uk", "package_version": version}
        ).encode()
        archive = tmp_path / "a.argosmodel"
        archive.write_bytes(make_zip({**GOOD, "p/metadata.json": metadata}))
        record = install_path(archive, force=True).record
        assert record.path.parent == store_folder()
        assert [path.name for path in store_folder().iterdir()] == [record.path.name]


def test_a_flipped_bit_anywhere_in_an_archive(
    copy_model: Path, tmp_path: Path, loaded: list[Path]
) -> None:
    """Refused without a trace, or installed exactly as it was: never a changed file."""
    shutil.copytree(copy_model, tmp_path / "p")
    good = pack_package(tmp_path / "p").read_bytes()
    whole = {file.sha256 for file in install_path(tmp_path / "p").record.files}
    shutil.rmtree(store_folder())
    archive = tmp_path / "bad.argosmodel"
    refused = 0
    for position in places_of_interest(good):
        damaged = bytearray(good)
        damaged[position] ^= 1 << position % 8
        archive.write_bytes(damaged)
        outcome = try_to_install(archive)
        if isinstance(outcome, str):
            refused += 1
            assert "\n" not in outcome
        else:
            assert {file.sha256 for file in outcome.files} <= whole
            shutil.rmtree(outcome.path)
        assert list(store_folder().iterdir()) == []
    assert refused > 20


def try_to_install(archive: Path) -> ModelRecord | str:
    """Return the record of what was installed, or why it was not."""
    try:
        return install_path(archive).record
    except TranskitError as error:
        return str(error)


def places_of_interest(archive: bytes) -> list[int]:
    """Return positions in every header, every file's content, and the directory."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        members = opened.infolist()
        start = opened.start_dir
    places = {
        member.header_offset + step
        for member in members
        for step in (1, 7, 15, 19, 23, 31, 60, member.compress_size // 2, member.compress_size)
    }
    return sorted(places | set(range(start, len(archive), 61)))


def make_folder(folder: Path) -> Path:
    """Write the files of `GOOD` into a folder."""
    for name, content in GOOD.items():
        path = folder / name.removeprefix("p/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def link_file(folder: Path) -> None:
    """Put a link to a person's file in the place of the weights."""
    (folder / "model" / "model.bin").unlink()
    (folder / "model" / "model.bin").symlink_to("/etc/passwd")


def link_folder(folder: Path) -> None:
    """Put a link to a folder in the place of the model's."""
    shutil.rmtree(folder / "model")
    (folder / "model").symlink_to("/etc")


def make_pipe(folder: Path) -> None:
    """Put a pipe in the place of the weights: who opens it waits for ever."""
    (folder / "model" / "model.bin").unlink()
    os.mkfifo(folder / "model" / "model.bin")


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    ("change", "complaint"),
    [(link_file, "link or special"), (link_folder, "missing"), (make_pipe, "link or special")],
)
def test_folders_with_links_and_pipes(
    tmp_path: Path, change: Callable[[Path], None], complaint: str
) -> None:
    folder = make_folder(tmp_path / "bad")
    change(folder)
    with pytest.raises(ModelError, match=complaint):
        install_path(folder)


@pytest.mark.network_local
def test_a_hostile_address(web: Web, loaded: list[Path]) -> None:
    for content in (b"", make_zip({**GOOD, "../evil": b""}), b"<html>"):
        url = web.put("/m.argosmodel", content)
        with pytest.raises(ModelError):
            install_url(url, policy=HASTY)
    assert loaded == []
    assert managed() == ()


@pytest.mark.network_local
@pytest.mark.parametrize("claimed", [0, 5, 1 << 32])
def test_a_zstandard_bomb(
    web: Web, tmp_path: Path, loaded: list[Path], home: Path, claimed: int
) -> None:
    """A gigabyte in 33 kilobytes, whatever the index says that it becomes."""
    put_firefox(web, tmp_path)
    packer = zstandard.ZstdCompressor().compressobj()
    bomb = b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(64)) + packer.flush()

    def change(records: list[dict[str, Any]]) -> None:
        for record in records:
            location = record["attachment"]["location"]
            web.put(f"/cdn/{location}", bomb)
            record["decompressedSize"] = claimed
            record["attachment"]["size"] = len(bomb)
            record["attachment"]["hash"] = hashlib.sha256(bomb).hexdigest()

    change_records(web, change)
    [offer] = [o for o in load_offers(policy=HASTY).models if o.engine == "firefox"]
    with pytest.raises(ModelError, match="more than it should"):
        install_offer(offer, policy=HASTY)
    assert loaded == []
    assert not [path for path in home.rglob("*") if path.is_file() and "indexes" not in str(path)]
