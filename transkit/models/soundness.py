"""Whether a model can work, as far as its files tell without loading its weights.

Every file may be there with its name and still be cut off, empty, or something else: packages are
copied by hand, disks fill up, downloads break. `check_sound` finds that before a model is chosen,
so that the next best one can take its place. It looks only once at the same files, as long as the
rules are the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path

from transkit.errors import ModelError
from transkit.files import explain_os_error, hash_bytes
from transkit.models.folders import read_vocabulary
from transkit.models.hashing import file_state
from transkit.models.layouts import CODES, CONFIG, PIECES, WEIGHTS, sentencepiece_files
from transkit.models.records import ModelRecord
from transkit.models.verifying import check_before_load
from transkit.models.weights import WeightTable, read_ctranslate_table, read_marian_table

__all__ = ["check_package", "check_sound", "find_damage"]

_RULES = 3
"""Raised whenever something else is looked at than before; what was sound is looked at anew."""
_FROM_HERE_WITH_CONFIG = 6
"""Version of CTranslate2's binaries from which on a model must have its ``config.json``."""
_SPARE_EMBEDDINGS = 64
"""Embeddings without a token that some trainers leave, to round their number up."""


def check_sound(model: ModelRecord, hashes: MutableMapping[str, str]) -> None:
    """Raise unless the files of a model are those that were installed, and can be what they are.

    Args:
        model: A model of any engine; of one that transkit does not know, only the record counts.
        hashes: Hashes of files, see `transkit.models.hashing.hash_cached`; what was found to be
            sound is noted there, too: files that have been looked at before are not looked at
            again. They are looked at before the first of their hashes is asked for.

    Raises:
        ModelError: A file is missing, has changed, or is damaged.
    """
    key = f"sound{_RULES}|{model.engine}|{_state_of(model)}"
    is_new = key not in hashes
    if is_new:
        _look_at(model)
    check_before_load(model.path, hashes)
    if is_new:
        hashes[key] = "yes"


def _state_of(model: ModelRecord) -> str:
    """Return a text that is another one as soon as a file of the model is."""
    states: list[str] = []
    for file in model.files:
        try:
            states.append(file_state(model.path / file.name))
        except OSError:  # It is missing: what looks at it says so.
            states.append(file.name)
    return hash_bytes("\0".join([str(model.path), *states]).encode("utf-8", "surrogatepass"))


def _look_at(model: ModelRecord) -> None:
    """Raise unless the files of a model can be what they are."""
    look = _LOOKS.get(model.engine)
    if look is not None:
        look(model)


def find_damage(model: ModelRecord) -> str:
    """Return what can be seen to be wrong with a model's files, in one line; empty for nothing.

    For models that transkit did not install, of which there are no hashes to compare with.
    """
    try:
        _look_at(model)
    except ModelError as error:
        return f"{error.path}: {error.message}"
    return ""


def check_package(folder: Path) -> None:
    """Raise unless the files of an Argos package can be what they are; no weights are loaded.

    Raises:
        ModelError: A file is missing or damaged.
    """
    _look_at_ctranslate(folder / "model")
    pieces = folder / PIECES
    if pieces.is_file():
        _look_at_pieces(pieces)
    else:
        _look_at_codes(folder / CODES)


def _look_at_ctranslate2(model: ModelRecord) -> None:
    _look_at_ctranslate(model.path)
    for path in dict.fromkeys(sentencepiece_files(model.path) or ()):
        _look_at_pieces(path)


def _look_at_firefox(model: ModelRecord) -> None:
    weights = model.file("model")
    if weights is None:
        raise ModelError("the weights are missing", path=model.path)
    read_marian_table(weights)
    for role in ("vocab", "srcvocab", "trgvocab"):
        path = model.file(role)
        if path is not None:
            _look_at_pieces(path)
    shortlist = model.file("lex")
    if shortlist is not None and not _size(shortlist):
        raise ModelError("is empty", path=shortlist)


_LOOKS: Mapping[str, Callable[[ModelRecord], None]] = {
    "argos": lambda model: check_package(model.path),
    "ctranslate2": _look_at_ctranslate2,
    "firefox": _look_at_firefox,
}


def _look_at_ctranslate(folder: Path) -> None:
    """Raise unless weights, configuration and vocabularies of a CTranslate2 model fit together."""
    table = read_ctranslate_table(folder / WEIGHTS)
    config = folder / CONFIG
    if config.is_file():
        _look_at_config(config)
    elif table.version >= _FROM_HERE_WITH_CONFIG:
        raise ModelError("is missing", path=config)
    for side in ("source", "target"):
        _look_at_vocabulary(folder, side, table)


def _look_at_vocabulary(folder: Path, side: str, table: WeightTable) -> None:
    """Raise unless the vocabulary has a token for every embedding."""
    found, wanted = len(read_vocabulary(folder, side)), table.vocabulary_size(side)
    if wanted and not wanted - _SPARE_EMBEDDINGS <= found <= wanted:
        message = f"holds a {side} vocabulary of {found} tokens, and weights for {wanted}"
        raise ModelError(message, path=folder)


def _look_at_config(path: Path) -> None:
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise ModelError("is not valid JSON", path=path) from error
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    if not isinstance(content, dict):
        raise ModelError("is not a JSON object", path=path)


def _look_at_pieces(path: Path) -> None:
    """Raise unless SentencePiece loads a file; an empty one it takes for a model of nothing."""
    import sentencepiece

    if not _size(path):
        raise ModelError("is empty", path=path)
    try:
        processor = sentencepiece.SentencePieceProcessor(model_proto=path.read_bytes())
        count = processor.vocab_size()
    except (RuntimeError, ValueError) as error:
        raise ModelError("is damaged: it is no SentencePiece model", path=path) from error
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    if not count:
        raise ModelError("is damaged: there are no pieces in it", path=path)


def _look_at_codes(path: Path) -> None:
    """Raise unless a file holds merges as subword-nmt writes them: two symbols a line."""
    try:
        lines = path.read_bytes().decode().split("\n")
    except ValueError as error:
        raise ModelError("is damaged: it is not UTF-8", path=path) from error
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    merges = [line.strip("\r\n ") for line in lines if not line.startswith("#version")]
    if not any(merges):
        raise ModelError("is damaged: there are no merges in it", path=path)
    if any(merge and len(merge.split(" ")) != 2 for merge in merges):
        raise ModelError("is damaged: a line is not two symbols", path=path)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=path) from error
