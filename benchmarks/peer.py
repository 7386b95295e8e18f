"""The peer: Argos Translate's own Python API, as its documentation shows it.

Run as a process of its own: ``python -m benchmarks.peer ARTICLE [--warm-up]``.

Its sentence splitter (MiniSBD) downloads a neural network on first use. A benchmark must run
without a network, so the splitter, and nothing else, is replaced by a regular expression, which
finds the same sentences in our articles and takes next to no time: that can only flatter the peer.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path

__all__ = ["FullStopSplitter", "main"]


class FullStopSplitter:
    """Splits behind a full stop and a space; stands in for ``MiniSBDSentencizer``."""

    def __init__(self, package: object) -> None:
        self.package = package

    def split_sentences(self, text: str) -> list[str]:
        """Return the sentences of `text`."""
        return re.split(r"(?<=\.) ", text) if text else []


def main() -> None:
    """Translate an article and print its translation and the seconds it took, as JSON."""
    parser = argparse.ArgumentParser(description="Translate ARTICLE with Argos Translate.")
    parser.add_argument("article", type=Path)
    parser.add_argument("--warm-up", action="store_true", help="load the model before the clock")
    options = parser.parse_args()
    text = options.article.read_text(encoding="utf-8").rstrip("\n")

    from argostranslate import translate

    translate.MiniSBDSentencizer = FullStopSplitter
    if options.warm_up:
        translate.translate("The council met on Tuesday.", "en", "uk")
    started = time.perf_counter()
    target = translate.translate(text, "en", "uk")
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "target": target}))


if __name__ == "__main__":
    main()
