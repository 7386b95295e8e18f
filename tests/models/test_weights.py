"""Seeing without loading whether a file of weights is whole."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.firefox_model import build_firefox_model
from transkit.errors import ModelError
from transkit.models.weights import WeightTable, read_ctranslate_table, read_marian_table

Read = Callable[[Path], WeightTable]


def test_the_table_says_what_the_model_is(make_package: Callable[..., Path]) -> None:
    table = read_ctranslate_table(make_package() / "model" / "model.bin")
    assert (table.kind, table.architecture) == ("TransformerSpec", "transformer 1+1 128")
    assert table.vocabulary_size("source") == table.vocabulary_size("target") == 801


def test_older_binaries_are_read_as_well(make_package: Callable[..., Path]) -> None:
    old = read_ctranslate_table(make_package(config_json=False) / "model" / "model.bin")
    assert (old.version, old.architecture) == (5, "transformer 1+1 128")


def test_binaries_of_the_time_before_types_had_numbers(tmp_path: Path) -> None:
    """Version 3 has the size of an item where version 4 has its type."""
    place = tmp_path / "model.bin"
    head = struct.pack("<IH6sII", 3, 6, b"Model\0", 1, 1)
    weight = struct.pack("<H2sBIIBI", 2, b"w\0", 2, 2, 3, 2, 6) + bytes(12)
    place.write_bytes(head + weight + struct.pack("<I", 0))
    assert read_ctranslate_table(place).shapes == {"w": (2, 3)}


def test_the_table_of_a_firefox_model(tmp_path: Path) -> None:
    table = read_marian_table(build_firefox_model(tmp_path)["model"])
    assert table.kind == "marian"
    assert table.shapes["Wemb"] == (500, 32)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, copy_model: Path) -> list[tuple[Read, bytes]]:
    """Return how files of each kind are read, and one of them that is whole."""
    firefox = build_firefox_model(tmp_path_factory.mktemp("firefox"))["model"]
    argos = copy_model / "model" / "model.bin"
    return [
        (read_ctranslate_table, argos.read_bytes()),
        (read_marian_table, firefox.read_bytes()),
    ]


@given(share=st.floats(0, 1, exclude_max=True), kind=st.sampled_from([0, 1]))
def test_a_file_that_was_cut_off_anywhere_is_noticed(
    whole: list[tuple[Read, bytes]],
    tmp_path_factory: pytest.TempPathFactory,
    share: float,
    kind: int,
) -> None:
    read, content = whole[kind]
    place = tmp_path_factory.mktemp("cut") / "model.bin"
    place.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(ModelError, match=r"is empty|is cut off"):
        read(place)


@pytest.mark.parametrize(
    "content", [b"<html>404 Not Found</html>" * 9, b"\0" * 500, b"\xff" * 500, b"\6\0\0\0" * 100]
)
@pytest.mark.parametrize("read", [read_ctranslate_table, read_marian_table])
def test_what_is_no_model_is_one_clear_error(tmp_path: Path, read: Read, content: bytes) -> None:
    place = tmp_path / "model.bin"
    place.write_bytes(content)
    with pytest.raises(ModelError, match=r"is cut off|is damaged"):
        read(place)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        read_ctranslate_table(tmp_path)
