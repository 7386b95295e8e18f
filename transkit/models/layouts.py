"""How the folder of a model looks, for each kind: which files it may hold, and what it is.

The one place that knows how the files of models are called: finding, unpacking, copying and loading
models all ask here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from transkit.errors import ModelError
from transkit.files import explain_os_error
from transkit.settings import FILE_NAME

__all__ = [
    "CODES",
    "CONFIG",
    "METADATA",
    "PIECES",
    "VOCABULARIES",
    "WEIGHTS",
    "Layout",
    "detect_layout",
    "find_layout",
    "firefox_role",
    "firefox_roles",
    "is_part_of_package",
    "only_tells",
    "sentencepiece_files",
]

METADATA = "metadata.json"
"""What an Argos package says of itself; Mozilla's repository of models has one, too."""
WEIGHTS = "model.bin"
"""A CTranslate2 model; in an Argos package it and its vocabulary lie in the folder ``model``."""
CONFIG = "config.json"
"""What CTranslate2 has to know about it."""
PIECES = "sentencepiece.model"
CODES = "bpe.model"
"""How an Argos package cuts words: SentencePiece, or, in old ones, subword-nmt."""
VOCABULARIES = (
    ("shared_vocabulary.json",),
    ("shared_vocabulary.txt",),
    ("source_vocabulary.json", "target_vocabulary.json"),
    ("source_vocabulary.txt", "target_vocabulary.txt"),
)
"""Names of a CTranslate2 model's vocabulary, shared or one for each side; the first ones count."""
_PIECES_BESIDE = (
    ("source.spm", "target.spm"),
    ("sentencepiece.bpe.model",),
    (PIECES,),
    ("spiece.model",),
    ("spm.model",),
    ("spm.128k.model",),
    ("tokenizer.model",),
)
"""Names of SentencePiece models beside CTranslate2 models: for both sides, or one for each."""
_ABOUT = ("README.md", "LICENSE", "LICENSE.md", "LICENSE.txt")
"""What says under which licence a model is."""
_PACKAGE_FILES = frozenset({METADATA, *_ABOUT, PIECES, CODES})
_CTRANSLATE_FILES = frozenset(
    {WEIGHTS, CONFIG, *(name for names in VOCABULARIES for name in names)}
)
_CTRANSLATE_FOLDER_FILES = _CTRANSLATE_FILES.union(
    _ABOUT, {FILE_NAME}, (name for names in _PIECES_BESIDE for name in names)
)
_FIREFOX_FILE = re.compile(
    r"(?P<weights>model|lex)(?:\.[A-Za-z0-9_-]+)+\.bin"
    r"|(?P<vocabulary>vocab|srcvocab|trgvocab)(?:\.[A-Za-z0-9_-]+)+\.spm",
    re.ASCII,
)
"""Mozilla's names; what stands before the first full stop is the role of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A kind of model folder."""

    engine: str
    """Name of the engine that loads it."""
    allows: Callable[[str], bool]
    """Whether a file of this name (inside the folder, with ``/``) may belong to the model."""


def is_part_of_package(name: str) -> bool:
    """Return whether an Argos package may hold a file of this name.

    Args:
        name: Path inside the package, with ``/``.
    """
    folder, _, file = name.rpartition("/")
    return file in {"": _PACKAGE_FILES, "model": _CTRANSLATE_FILES}.get(folder, ())


def _is_part_of_firefox(name: str) -> bool:
    return bool(firefox_role(name)) or name in (METADATA, FILE_NAME, *_ABOUT)


def _is_part_of_package_folder(name: str) -> bool:
    """What a person says of a package stands beside it, and never comes in its archive."""
    return name == FILE_NAME or is_part_of_package(name)


_ARGOS = Layout(engine="argos", allows=_is_part_of_package_folder)
_FIREFOX = Layout(engine="firefox", allows=_is_part_of_firefox)
_CTRANSLATE = Layout(engine="ctranslate2", allows=_CTRANSLATE_FOLDER_FILES.__contains__)


def find_layout(names: Collection[str]) -> Layout | None:
    """Return which kind of model a folder holds, by the names in it; ``None`` for no known kind."""
    if "model" in firefox_roles(names):
        return _FIREFOX
    if METADATA in names:
        return _ARGOS
    return _CTRANSLATE if WEIGHTS in names else None


def only_tells(name: str) -> bool:
    """Return whether a file says something about a model and decides nothing of what it drafts."""
    return name in (METADATA, FILE_NAME, *_ABOUT)


def detect_layout(folder: Path) -> Layout:
    """Return which kind of model lies in `folder`, by the names of its files.

    Raises:
        ModelError: None that transkit knows, or the folder cannot be read.
    """
    try:
        layout = find_layout({path.name for path in folder.iterdir()})
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=folder) from error
    if layout is None:
        raise ModelError(
            "is no model that transkit knows",
            path=folder,
            hint="a model is an Argos package, a Firefox model or a CTranslate2 folder",
        )
    return layout


def sentencepiece_files(folder: Path) -> tuple[Path, Path] | None:
    """Return the SentencePiece models of source and target; ``None`` where there is none."""
    for names in _PIECES_BESIDE:
        if all((folder / name).is_file() for name in names):
            return folder / names[0], folder / names[-1]
    return None


def firefox_role(name: str) -> str:
    """Return what a file is to a Firefox model, by its name; empty for any other file."""
    match = _FIREFOX_FILE.fullmatch(name)
    return match["weights"] or match["vocabulary"] if match else ""


def firefox_roles(names: Collection[str]) -> dict[str, str]:
    """Return the files of a Firefox model among `names`, by their role."""
    return {firefox_role(name): name for name in sorted(names) if firefox_role(name)}
