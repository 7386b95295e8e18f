"""transkit through its Python API; run as a process of its own, as `benchmarks.peer` is."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

__all__ = ["main"]


def main() -> None:
    """Draft an article into a catalog and print the seconds that it took, as JSON.

    Other than the peer's, the time holds reading the article, loading the model (again, after the
    warm-up) and writing catalog, template and ledger.
    """
    parser = argparse.ArgumentParser(description="Draft ARTICLE with transkit.")
    parser.add_argument("article", type=Path)
    parser.add_argument("warm_up", type=Path, help="another article, to load the libraries")
    parser.add_argument("output", type=Path, help="folder for the catalogs")
    options = parser.parse_args()

    from transkit.pipeline.translate import Options, translate

    settings = Options(to=("uk",), output_dir=options.output)
    translate([options.warm_up], settings)
    started = time.perf_counter()
    result = translate([options.article], settings)
    seconds = time.perf_counter() - started
    if result.failures:
        raise result.failures[0].error
    [document] = result.documents
    print(json.dumps({"seconds": seconds, "catalog": str(document.catalog)}))


if __name__ == "__main__":
    main()
