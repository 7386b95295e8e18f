"""Build the full-size copy model: ``python -m benchmarks.model FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

import sentencepiece

from benchmarks.sentences import make_sentences
from tools.copy_model import FULL_SIZE, build_copy_package, train_pieces
from tools.sample_text import sample_text

__all__ = ["main"]

_PIECES = 1280
"""So many pieces cut our sentences into as many tokens a word as a published model's do: 1.2."""


def main(folder: Path) -> None:
    """Build the package below `folder` unless it is there; print its tokens per word."""
    pieces = folder.parent / "sentencepiece.model"
    if not (folder / "translate-en_uk-copy" / "metadata.json").is_file():
        text = make_sentences(300, seed=0) + sample_text()
        pieces.write_bytes(train_pieces(text, _PIECES, kind="bpe"))
        build_copy_package(folder, pieces=pieces, **FULL_SIZE)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
    words = " ".join(make_sentences(100, seed=1)).split()
    print(f"{len(processor.encode(' '.join(words))) / len(words):.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
