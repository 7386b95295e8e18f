"""Making CTranslate2 models of downloaded Marian models, with CTranslate2's own converters.

Those for Marian (OPUS-MT's releases) need nothing that is not installed anyway. Models as Hugging
Face keeps them need PyTorch, which transkit does not: then the error has the command.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from transkit.errors import ModelError
from transkit.files import explain_os_error
from transkit.models.layouts import sentencepiece_files

__all__ = ["convert_marian"]

_COPIED = ("README.md", "LICENSE", "LICENSE.txt", "transkit.toml")
_PYTORCH = ("pytorch_model.bin", "model.safetensors", "tf_model.h5")
_SECONDS = 1800
"""The largest models of OPUS-MT take one minute."""
_LONGEST_REASON = 200


def convert_marian(folder: Path, output: Path, *, quantization: str = "int8") -> None:
    """Write a CTranslate2 model with its SentencePiece into `output`, which must not exist.

    The converter runs in a process of its own, which a damaged model ends, and in an empty folder
    of its own, since Python looks there for modules first.

    Args:
        folder: A release of OPUS-MT as it was unpacked (``decoder.yml``), or a Marian ``.npz`` with
            its vocabularies; with ``source.spm`` and ``target.spm``. It stays as it is.
        output: Made.
        quantization: As CTranslate2 names it: ``int8`` is a quarter of the size, and fast on every
            processor.

    Raises:
        ModelError: It is no such model, is damaged, or of an architecture that CTranslate2 does not
            know. What is in `output` by then is useless.
    """
    command = _converter(folder)
    pieces = _pieces(folder)
    settings = ["--output_dir", str(output.absolute()), "--quantization", quantization]
    try:
        with tempfile.TemporaryDirectory(prefix="transkit-") as empty:
            result = subprocess.run(
                [sys.executable, "-m", *command, *settings],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                cwd=empty,
                timeout=_SECONDS,
                check=False,
            )
        if result.returncode == 0:
            for path in dict.fromkeys((*pieces, *(folder / name for name in _COPIED))):
                if path.is_file():
                    shutil.copyfile(path, output / path.name)
            return
    except subprocess.TimeoutExpired as error:
        raise ModelError(f"is not converted within {_SECONDS} seconds", path=folder) from error
    except OSError as error:
        raise ModelError(f"cannot be converted: {explain_os_error(error)}", path=folder) from error
    lines = result.stderr.decode("utf-8", "replace").strip().splitlines()
    reason = lines[-1] if lines else f"the converter ended with {result.returncode}"
    raise ModelError(
        f"cannot be converted: {reason[:_LONGEST_REASON]}",
        path=folder,
        hint="it may be damaged, or of an architecture that CTranslate2 does not know",
    )


def _converter(folder: Path) -> list[str]:
    """Return the module and options of CTranslate2's converter for what lies in `folder`.

    Raises:
        ModelError: There is none.
    """
    folder = folder.absolute()
    if not folder.is_dir():
        raise ModelError("is no folder", path=folder, hint="unpack the download first")
    if (folder / "decoder.yml").is_file():
        return ["ctranslate2.converters.opus_mt", "--model_dir", str(folder)]
    weights = sorted(map(str, folder.glob("*.npz")))
    vocabularies = sorted(map(str, folder.glob("*vocab*.yml")))
    if len(weights) == 1 and 1 <= len(vocabularies) <= 2:
        options = ["--model_path", weights[0], "--vocab_paths", *vocabularies]
        return ["ctranslate2.converters.marian", *options]
    if any((folder / name).is_file() for name in _PYTORCH):
        raise ModelError(
            "is a model for PyTorch",
            path=folder,
            hint="pip install transformers torch && ct2-transformers-converter --model"
            f" {folder} --output_dir OUT --quantization int8 --copy_files source.spm target.spm",
        )
    raise ModelError(
        "is no Marian model",
        path=folder,
        hint="it needs decoder.yml, or one .npz file and its vocabularies (.yml)",
    )


def _pieces(folder: Path) -> tuple[Path, Path]:
    """Return the SentencePiece models of both sides.

    Raises:
        ModelError: There are none.
    """
    pieces = sentencepiece_files(folder)
    if pieces is None:
        old = (folder / "source.bpe").is_file()
        raise ModelError(
            "cuts words with subword-nmt" if old else "source.spm and target.spm are missing",
            path=folder,
            hint="transkit needs SentencePiece, which OPUS-MT's newer releases have",
        )
    return pieces
