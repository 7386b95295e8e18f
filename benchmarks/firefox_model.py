"""Build the Firefox model with the sizes of base-memory, as a process of its own.

Run as ``python -m benchmarks.firefox_model DIR BARE``: the peak memory of what is measured counts
from that of the process that started it, so that nothing large is imported there.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from benchmarks.sentences import make_sentences
from tools.firefox_model import FULL_SIZE, build_firefox_model
from tools.sample_text import sample_text

__all__ = ["main"]


def main(folder: Path, bare: Path) -> None:
    """Build the model in `folder`, and in `bare` the same without a shortlist, unless it is there.

    Args:
        folder: Made.
        bare: Made.
    """
    if not folder.is_dir():
        text = make_sentences(300, seed=0) + sample_text()
        sizes: dict[str, Any] = dict(FULL_SIZE)
        build_firefox_model(folder, text=text, fill=True, **sizes)
    if not bare.is_dir():
        shutil.copytree(folder, bare, ignore=shutil.ignore_patterns("lex.*"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
