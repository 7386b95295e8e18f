"""Write the table of published Firefox models: their weights' hashes and what they score.

    git clone https://github.com/mozilla/firefox-translations-models
    python -m tools.published firefox-translations-models

Every model that Mozilla has published has a ``metadata.json`` with the SHA-256 of its weights and
the COMET that these weights reached; ``evaluation/comet-results.json`` has the scores of all tests
for the model that was the newest of its kind. A row is written only where both agree on FLORES'
development set, so that no score goes to weights that it was not measured with.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from transkit.models.published import TABLE
from transkit.text.languages import from_argos_code

__all__ = ["main", "rows"]

_HEAD = """\
# Firefox Translations models with published scores: languages, version (- where the publisher
# gives none), architecture, bytes and SHA-256 of the weights, COMET on FLORES-200 (devtest) and on
# WMT 2022 (- where it was not measured). Facts from the repository
# mozilla/firefox-translations-models, written by `python -m tools.published`.
"""


def main() -> None:
    """Write the table from the checkout that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tools.published", description=__doc__)
    parser.add_argument("checkout", type=Path)
    checkout = parser.parse_args().checkout
    lines = sorted("\t".join(row) for row in rows(checkout))
    TABLE.write_text(_HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{TABLE}: {len(lines)} models")


def rows(checkout: Path) -> Iterator[tuple[str, ...]]:
    """Yield a row for each model whose weights are those that were measured."""
    measured = json.loads((checkout / "evaluation/comet-results.json").read_bytes())
    for path in sorted((checkout / "models").glob("*/*/metadata.json")):
        model = json.loads(path.read_bytes())
        codes = model["sourceLanguage"], model["targetLanguage"]
        scores = measured.get("-".join(codes), {})
        system = f"bergamot-{model['architecture']}"
        found = [
            scores.get(test, {}).get(system) for test in ("flores-dev", "flores-test", "wmt22")
        ]
        if not found[0] or not found[1] or found[0] != (model.get("flores") or {}).get("comet"):
            continue
        yield (
            *(from_argos_code(code) for code in codes),
            model.get("version") or "-",
            model["architecture"],
            str(model["byteSize"]),
            model["hash"],
            *(_score(value) for value in found[1:]),
        )


def _score(value: Any) -> str:
    return f"{value:.4f}" if value else "-"


if __name__ == "__main__":
    main()
