"""translate-toolkit's fuzzy matcher, in a process (and a virtual environment) of its own.

It is GPL software and no part of transkit: only this script, run by another Python, imports it.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main(tmx: str, queries: str, least: str) -> None:
    """Print what loading a TMX file and looking for each query costs, and the sources found."""
    from translate.search import match
    from translate.storage.tmx import tmxfile

    begun = time.process_time()
    with Path(tmx).open("rb") as stream:
        store = tmxfile(stream, "en", "uk")
    # Its defaults stop at 70 letters; so it may look at everything that transkit looks at.
    matcher = match.matcher(
        store, max_candidates=5, min_similarity=round(100 * float(least)), max_length=2000
    )
    loaded = time.process_time() - begun
    seconds: list[float] = []
    found: list[list[str]] = []
    for query in json.loads(Path(queries).read_text(encoding="utf-8")):
        begun = time.process_time()
        units = matcher.matches(query)
        seconds.append(time.process_time() - begun)
        found.append([str(unit.source) for unit in units])
    print(json.dumps({"loaded": loaded, "seconds": seconds, "found": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
