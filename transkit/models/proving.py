"""Loading a model once, in a process of its own, to see that it works before it is installed.

A damaged model may crash the process that loads it, take all its memory, or never come back. The
child (``python -m transkit.models.proving ENGINE FOLDER``) drafts one sentence under limits on
time, memory and files, and says nothing if that went well.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from transkit.errors import ModelError
from transkit.models.layouts import CODES, METADATA, PIECES, firefox_roles, sentencepiece_files

__all__ = ["main", "prove"]

_SECONDS = 120
_MEMORY = 16 << 30
"""Bytes of address space; a published model takes one or two, the largest known ten."""
_SENTENCE = "The council met on Tuesday evening."
_LONGEST_REASON = 200


def prove(engine: str, folder: Path, *, what: Path | str | None = None) -> None:
    """Draft one sentence with the model in `folder`; raise unless that works.

    The process runs in an empty folder of its own, since Python looks there for modules first.

    Args:
        engine: Name of the engine.
        folder: The model's folder.
        what: What the user called the model, for messages; by default the folder.

    Raises:
        ModelError: It cannot be loaded, crashes, or takes longer than two minutes.
    """
    hint = "it is damaged, or made for another version: get it from elsewhere"
    try:
        with tempfile.TemporaryDirectory(prefix="transkit-") as empty:
            result = subprocess.run(
                [sys.executable, "-m", "transkit.models.proving", engine, str(folder.absolute())],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                cwd=empty,
                env=_environment(),
                timeout=_SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired as error:
        message = f"does not load within {_SECONDS} seconds"
        raise ModelError(message, path=what or folder, hint=hint) from error
    if result.returncode < 0:
        name = signal.Signals(-result.returncode).name
        message = f"crashes when it is loaded ({name})"
        raise ModelError(message, path=what or folder, hint=hint)
    if result.returncode != 0:
        lines = result.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        reason = lines[-1].replace(str(folder.absolute()), "the model")[:_LONGEST_REASON]
        raise ModelError(f"cannot be loaded: {reason}", path=what or folder, hint=hint)


def _environment() -> dict[str, str]:
    """Return the environment of a process that finds transkit, wherever that process runs."""
    root = str(Path(__file__).resolve().parents[2])
    paths = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    return {**os.environ, "PYTHONPATH": os.pathsep.join([root, *map(os.path.abspath, paths)])}


def main(engine: str, folder: Path) -> None:
    """Draft one sentence; whatever is wrong with the model is an error or the process' end."""
    _limit()
    draft = {"argos": _draft_argos, "firefox": _draft_firefox, "ctranslate2": _draft_ctranslate2}
    target = draft[engine](folder)
    if not isinstance(target, str):
        raise TypeError("the model drafts no text")


def _limit() -> None:
    """Bound what this process may take; where the system has no such limits, time must do."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _draft_firefox(folder: Path) -> str:
    from fxtranslate import Translator

    files = firefox_roles({path.name for path in folder.iterdir()})
    source = files.get("srcvocab") or files.get("vocab")
    target = files.get("trgvocab") or files.get("vocab")
    if not source or not target:
        raise ValueError("the vocabulary is missing: vocab….spm, or srcvocab and trgvocab")
    shortlist = (folder / files["lex"]).read_bytes() if "lex" in files else None
    model, words, others = (
        (folder / name).read_bytes() for name in (files["model"], source, target)
    )
    return Translator(model, words, others, shortlist).translate(_SENTENCE)


def _draft_argos(folder: Path) -> str:
    metadata = json.loads((folder / METADATA).read_bytes())
    prefix = metadata.get("target_prefix") or ""
    pieces = folder / PIECES
    if pieces.is_file():
        return _draft(folder / "model", _splitter(pieces), prefix)
    codes = (folder / CODES).read_text(encoding="utf-8")
    if not codes.strip():
        raise ValueError("bpe.model is empty")
    return _draft(folder / "model", str.split, prefix)


def _draft_ctranslate2(folder: Path) -> str:
    pieces = sentencepiece_files(folder)
    if pieces is None:
        raise ValueError("the SentencePiece model is missing: source.spm and target.spm, or one")
    return _draft(folder, _splitter(pieces[0]), "")


def _splitter(pieces: Path) -> Callable[[str], list[str]]:
    """Return what cuts a text by a SentencePiece model."""
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_file=str(pieces))

    def split(text: str) -> list[str]:
        return [str(piece) for piece in processor.encode(text, out_type=str)]

    return split


def _draft(model: Path, split: Callable[[str], list[str]], prefix: str) -> str:
    import ctranslate2

    translator = ctranslate2.Translator(str(model), device="cpu", inter_threads=1, intra_threads=1)
    [result] = translator.translate_batch(
        [split(_SENTENCE)],
        target_prefix=[[prefix]] if prefix else None,
        beam_size=1,
        max_decoding_length=32,
    )
    return "".join(result.hypotheses[0])


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
