"""The files that weights lie in: their tables are read, the weights are skipped.

A file that was cut off, or is none at all, is noticed before a library loads it, in a millisecond
however large it is. Weights that have changed are not: for these there are the hashes of
`transkit.models.verifying`.

* CTranslate2's ``model.bin``: little-endian; version, name and revision of the specification,
  number of weights, each with its name, shape, type and bytes, at last the aliases (from version 3
  on). Source: ``ctranslate2/specs/model_spec.py`` and ``src/models/model.cc``.
* Marian's binaries, as Firefox has them: version 1, number of tensors, a head for each (lengths of
  name, shape and data, and the type), all names, all shapes, padding, all data. Source: Marian's
  ``common/binary.cpp``.
"""

from __future__ import annotations

import math
import os
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from transkit.errors import ModelError
from transkit.files import explain_os_error
from transkit.models.layouts import WEIGHTS, firefox_role

__all__ = ["WeightTable", "find_architecture", "read_ctranslate_table", "read_marian_table"]

_NEWEST_BINARY = 16
"""CTranslate2's is at 6; what is far beyond is no version."""
_ITEM_BYTES = (4, 1, 2, 4, 2, 2)
"""Of float32, int8, int16, int32, float16, bfloat16: CTranslate2's types by number."""
_MOST_WEIGHTS = 100_000
_LAYER = re.compile(r"(?P<side>encoder|decoder)(?:/layer_|_l)(?P<layer>[0-9]+)[/_]")
"""Beginning of a layer's weights, as CTranslate2 and Marian call them."""
_EMBEDDINGS = re.compile(r"decoder/embeddings|(?:decoder_)?Wemb$")
_LONGEST_NAME = 512
"""Bytes; names of weights are shorter, a damaged file's are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightTable:
    """What a file of weights says of itself."""

    kind: str
    """Name of CTranslate2's specification (``TransformerSpec``); ``marian`` for Marian's."""
    version: int
    """Of the file's format."""
    shapes: dict[str, tuple[int, ...]]
    """By the name of the weight; an alias has the shape of what it stands for."""

    @property
    def architecture(self) -> str:
        """Return what a person calls it, ``transformer 6+6 512``: layers and width."""
        layers: dict[str, set[str]] = {"encoder": set(), "decoder": set()}
        width = 0
        for name, shape in self.shapes.items():
            match = _LAYER.match(name)
            if match:
                layers[match["side"]].add(match["layer"])
            if _EMBEDDINGS.match(name) and len(shape) == 2:
                width = shape[1]
        kind = "transformer" if self.kind.startswith("Transformer") else self.kind
        return f"{kind} {len(layers['encoder'])}+{len(layers['decoder'])} {width}"

    def vocabulary_size(self, side: str) -> int:
        """Return how many tokens a CTranslate2 model has embeddings for; 0 where it is not seen.

        Args:
            side: ``source`` or ``target``.
        """
        part = "encoder" if side == "source" else "decoder"
        for name in (f"{part}/embeddings/weight", f"{part}/embeddings_0/weight"):
            shape = self.shapes.get(name, ())
            if len(shape) == 2:
                return shape[0]
        return 0


def read_ctranslate_table(binary: Path) -> WeightTable:
    """Return the table of a CTranslate2 model, after a look whether the file holds all of it.

    Raises:
        ModelError: The file cannot be read, is none, or is not as long as its table says.
    """
    return _read(binary, _ctranslate)


def read_marian_table(binary: Path) -> WeightTable:
    """Return the table of a Firefox model, after a look whether the file holds all of it.

    Raises:
        ModelError: The file cannot be read, is none, or is not as long as its table says.
    """
    return _read(binary, _marian)


def find_architecture(folder: Path, engine: str) -> str:
    """Return layers and width of the model in a folder; empty where its file does not say them.

    Args:
        folder: The model's folder.
        engine: Name of the engine that loads it.
    """
    try:
        if engine == "firefox":
            weights = sorted(
                path for path in folder.iterdir() if firefox_role(path.name) == "model"
            )
            return read_marian_table(weights[0]).architecture if weights else ""
        binary = folder / (f"model/{WEIGHTS}" if engine == "argos" else WEIGHTS)
        return read_ctranslate_table(binary).architecture
    except (ModelError, OSError):
        return ""  # whether it works is not decided here


def _read(binary: Path, parse: Callable[[_File], WeightTable]) -> WeightTable:
    """Return what `parse` makes of a file; whatever it stumbles over is damage."""
    try:
        with binary.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if not size:
                raise ModelError("is empty", path=binary)
            return parse(_File(stream, size))
    except EOFError as error:
        raise ModelError("is cut off: it ends inside its weights", path=binary) from error
    except (ValueError, struct.error, OverflowError) as error:
        raise ModelError(f"is damaged: {error}", path=binary) from error
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=binary) from error


class _File:
    """A file that is read from its beginning, never beyond its end."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._left = size

    @property
    def left(self) -> int:
        """Return how many bytes have not been read."""
        return self._left

    def numbers(self, kinds: str) -> tuple[int, ...]:
        """Read little-endian numbers, as `struct` names them."""
        return struct.unpack(f"<{kinds}", self.read(struct.calcsize(f"<{kinds}")))

    def number(self, kind: str) -> int:
        """Read one little-endian number."""
        return self.numbers(kind)[0]

    def text(self) -> str:
        """Read a text with its length before it and a zero behind it."""
        length = self.number("H")
        if length > _LONGEST_NAME:
            raise ValueError("no name of a weight is so long")
        return self.read(length).rstrip(b"\0").decode()

    def read(self, size: int) -> bytes:
        """Read so many bytes."""
        self._take(size)
        return self._stream.read(size)

    def skip(self, size: int) -> None:
        """Pass over so many bytes."""
        self._take(size)
        self._stream.seek(size, os.SEEK_CUR)

    def _take(self, size: int) -> None:
        if size > self._left:
            raise EOFError
        self._left -= size


def _ctranslate(file: _File) -> WeightTable:
    version = file.number("I")
    if not 2 <= version <= _NEWEST_BINARY:
        raise ValueError("this is no model of CTranslate2")
    kind = file.text()
    file.number("I")  # revision of the specification
    count = file.number("I")
    if not 0 < count <= _MOST_WEIGHTS:
        raise ValueError(f"no model has {count} weights")
    shapes = dict(_ctranslate_weight(file, version) for _ in range(count))
    if version >= 3:
        for _ in range(file.number("I")):
            alias, name = file.text(), file.text()
            if name not in shapes:
                raise ValueError(f"{alias} stands for a weight that is not there")
            shapes[alias] = shapes[name]
    return WeightTable(kind=kind, version=version, shapes=shapes)


def _ctranslate_weight(file: _File, version: int) -> tuple[str, tuple[int, ...]]:
    """Return name and shape of the next weight, and pass over it."""
    name = file.text()
    shape = file.numbers(f"{file.number('B')}I")
    kind, size = file.numbers("BI")
    if version >= 4:
        if kind >= len(_ITEM_BYTES):
            raise ValueError(f"{name} is of an unknown type")
        item = _ITEM_BYTES[kind]
    else:  # the item's size stood there, and the number of items
        item, size = kind, kind * size
    if math.prod(shape) * item != size:
        raise ValueError(f"{name} does not have the size that its shape needs")
    file.skip(size)
    return name, shape


def _marian(file: _File) -> WeightTable:
    if file.number("Q") != 1:
        raise ValueError("this is no binary model of Marian")
    count = file.number("Q")
    if not 0 < count <= _MOST_WEIGHTS:
        raise ValueError(f"no model has {count} weights")
    heads = [file.numbers("4Q") for _ in range(count)]
    if any(not 0 < name <= _LONGEST_NAME or rank > 16 for name, _, rank, _ in heads):
        raise ValueError("no weight has such a name or shape")
    names = [file.read(length).rstrip(b"\0").decode() for length, *_ in heads]
    shapes = [file.numbers(f"{rank}i") for _, _, rank, _ in heads]
    file.skip(file.number("Q"))
    for name, shape, (_, kind, _, size) in zip(names, shapes, heads, strict=True):
        if size < math.prod(shape) * (kind & 0xFF):
            raise ValueError(f"{name} does not have the size that its shape needs")
        file.skip(size)
    return WeightTable(kind="marian", version=1, shapes=dict(zip(names, shapes, strict=True)))
