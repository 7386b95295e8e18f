"""How the folder of a model looks, for each kind: which files it may hold, and what it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from transkit.errors import ModelError
from transkit.files import explain_os_error
from transkit.models.archives import is_part_of_package

__all__ = ["Layout", "detect_layout", "firefox_role", "firefox_roles"]

_FIREFOX_FILE = re.compile(
    r"(?P<weights>model|lex)(?:\.[A-Za-z0-9_-]+)+\.bin"
    r"|(?P<vocabulary>vocab|srcvocab|trgvocab)(?:\.[A-Za-z0-9_-]+)+\.spm",
    re.ASCII,
)
"""Mozilla's names; what stands before the first full stop is the role of the file."""
_CTRANSLATE_FILE = re.compile(
    r"model\.bin|README\.md|LICENSE(?:\.txt|\.md)?|transkit\.toml"
    r"|(?:shared_|source_|target_)?vocab(?:ulary)?\.(?:json|txt)"
    r"|(?:config|generation_config|special_tokens_map|tokenizer_config|added_tokens)\.json"
    r"|[A-Za-z0-9_.-]+\.(?:spm|model)",
    re.ASCII,
)


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
    return match["weights"] or match["vocabulary"] if match else ""


def firefox_roles(names: set[str]) -> dict[str, str]:
    """Return the files of a Firefox model among `names`, by their role."""
    return {firefox_role(name): name for name in sorted(names) if firefox_role(name)}
