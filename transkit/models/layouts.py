"""How the folder of a model looks, for each kind: which files it may hold, and what it is."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from transkit.errors import ModelError
from transkit.files import explain_os_error
from transkit.models.archives import is_part_of_package

__all__ = ["Layout", "detect_layout", "firefox_role", "firefox_roles", "transformer_shape"]

_FIREFOX_FILE = re.compile(
    r"(?P<role>model|vocab|srcvocab|trgvocab|lex)(?:\.[A-Za-z0-9_-]+)*\.(?:bin|spm)", re.ASCII
)
_CTRANSLATE_FILE = re.compile(
    r"model\.bin|README\.md|LICENSE(?:\.txt|\.md)?|transkit\.toml"
    r"|(?:shared_|source_|target_)?vocab(?:ulary)?\.(?:json|txt)"
    r"|(?:config|generation_config|special_tokens_map|tokenizer_config|added_tokens)\.json"
    r"|[A-Za-z0-9_.-]+\.(?:spm|model)",
    re.ASCII,
)
_LONGEST_NAME = 256
"""Bytes; names of weights are shorter, a damaged file's are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A kind of model folder."""

    engine: str
    """Name of the engine that loads it."""
    allows: Callable[[str], bool]
    """Whether a file of this name (inside the folder, with ``/``) may belong to the model."""


_ARGOS = Layout(engine="argos", allows=is_part_of_package)
_FIREFOX = Layout(engine="firefox", allows=lambda name: bool(_FIREFOX_FILE.fullmatch(name)))
_CTRANSLATE = Layout(
    engine="ctranslate2", allows=lambda name: bool(_CTRANSLATE_FILE.fullmatch(name))
)


def detect_layout(folder: Path) -> Layout:
    """Return which kind of model lies in `folder`, by the names of its files.

    Raises:
        ModelError: None that transkit knows, or the folder cannot be read.
    """
    try:
        names = {path.name for path in folder.iterdir()}
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=folder) from error
    if "metadata.json" in names:
        return _ARGOS
    if "model" in firefox_roles(names):
        return _FIREFOX
    if "model.bin" in names:
        return _CTRANSLATE
    raise ModelError(
        "is no model that transkit knows",
        path=folder,
        hint="a model is an Argos package, a Firefox model or a CTranslate2 folder",
    )


def firefox_role(name: str) -> str:
    """Return what a file is to a Firefox model, by its name; empty for any other file."""
    match = _FIREFOX_FILE.fullmatch(name)
    return match["role"] if match and name != "model.bin" else ""


def firefox_roles(names: set[str]) -> dict[str, str]:
    """Return the files of a Firefox model among `names`, by their role."""
    return {firefox_role(name): name for name in sorted(names) if firefox_role(name)}


def transformer_shape(binary: Path) -> str:
    """Return the architecture of a CTranslate2 model: ``transformer 6+6 512``.

    The names and sizes of the weights are read and the weights skipped. Empty where the file is of
    an unknown or damaged format: nothing depends on it.
    """
    with suppress(OSError, ValueError, struct.error, UnicodeDecodeError), binary.open("rb") as file:
        version = _number(file, "I")
        if not 2 <= version <= 16:
            return ""
        kind = _text(file)
        _number(file, "I")  # revision of the kind
        layers: dict[str, set[str]] = {"encoder": set(), "decoder": set()}
        width = 0
        for _ in range(min(_number(file, "I"), 100_000)):
            name, shape = _skip_weight(file)
            side, _, rest = name.partition("/")
            if rest.startswith("layer_") and side in layers and "/" in rest:
                layers[side].add(rest.split("/")[0])
            if side == "decoder" and rest.startswith("embeddings") and len(shape) == 2:
                width = shape[1]
        name = "transformer" if kind.startswith("Transformer") else kind
        return f"{name} {len(layers['encoder'])}+{len(layers['decoder'])} {width}"
    return ""


def _skip_weight(file: BinaryIO) -> tuple[str, tuple[int, ...]]:
    """Return name and shape of the next weight, and pass over it."""
    name = _text(file)
    rank = _number(file, "B")
    shape = tuple(_number(file, "I") for _ in range(rank))
    _number(file, "B")  # type
    file.seek(_number(file, "I"), 1)
    return name, shape


def _text(file: BinaryIO) -> str:
    """Return a text with its length before it and a zero behind it."""
    length = _number(file, "H")
    if length > _LONGEST_NAME:
        raise ValueError("no name is so long")
    return file.read(length).rstrip(b"\0").decode()


def _number(file: BinaryIO, kind: str) -> int:
    size = struct.calcsize(f"<{kind}")
    number: int = struct.unpack(f"<{kind}", file.read(size))[0]
    return number
