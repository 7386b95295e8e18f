"""Showing findings: lines for people, JSON, SARIF and GitHub annotations for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from transkit.cli.terminal import print_json, printable
from transkit.units import Severity

if TYPE_CHECKING:
    from transkit.pipeline.check import CheckResult, Reported

__all__ = ["SHOWN", "check_github", "check_json", "check_sarif", "check_text", "list_checks"]

_AROUND = 30
"""Characters that are shown on both sides of a place."""
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def check_json(result: CheckResult) -> None:
    """Print a list with one object per finding on stdout."""
    rows = [
        {
            "catalog": str(item.path),
            "unit": item.unit,
            "line": item.line,
            "check": item.check,
            "severity": item.severity.value,
            "message": item.message,
            "source": item.source,
            "target": item.target,
            "start": item.start,
            "end": item.end,
            "fingerprint": item.key,
        }
        for item in result.findings
    ]
    print_json(rows)


def check_text(result: CheckResult) -> None:
    """Print a line per finding, the place in the target below it, and how many there are."""
    for item in result.findings:
        where = f"{printable(str(item.path))}:{item.line}"
        click.echo(f"{where}: {item.severity.value}: {printable(item.message)} [{item.check}]")
        click.echo(f"    {printable(_snippet(item))}")
    for path in result.written:
        click.echo(f"Comments written: {printable(str(path))}.")
    if result.units or not result.failures:
        click.echo(_summary(result))


def _snippet(item: Reported) -> str:
    """Return the target around the place of a finding; its beginning where there is none."""
    text = item.target.replace("\n", " ")
    if item.start is None or item.end is None:
        return text if len(text) <= 80 else f"{text[:79]}…"
    before, after = text[: item.start], text[item.end :]
    left = before if len(before) <= _AROUND else f"…{before[-_AROUND:]}"
    right = after if len(after) <= _AROUND else f"{after[:_AROUND]}…"
    return f"{left}⟦{text[item.start : item.end]}⟧{right}"


def _summary(result: CheckResult) -> str:
    """Return one line: how many findings of each severity, in how many units."""
    if not result.findings:
        return f"Nothing found in {result.units} translated units."
    counts = Counter(item.severity for item in result.findings)
    parts = [
        f"{counts[one]} {one.value}{'' if counts[one] == 1 else 's'}"
        for one in sorted(Severity, key=lambda one: -one.rank)
        if counts[one]
    ]
    units = len({(item.path, item.unit) for item in result.findings})
    return f"{', '.join(parts)} in {units} of {result.units} translated units."


def check_github(result: CheckResult) -> None:
    """Print a workflow command of GitHub Actions per finding."""
    for item in result.findings:
        kind = "notice" if item.severity is Severity.NOTE else item.severity.value
        place = f"file={_property(str(item.path))},line={item.line},title={_property(item.check)}"
        click.echo(f"::{kind} {place}::{_data(f'{item.message}: {_snippet(item)}')}")


def _data(text: str) -> str:
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def check_sarif(result: CheckResult) -> None:
    """Print a SARIF 2.1.0 log with one run on stdout."""
    from transkit import __version__
    from transkit.checks.registry import all_checks

    used = {item.check for item in result.findings}
    rules = {check.name: check.summary for check in all_checks() if check.name in used}
    driver: dict[str, Any] = {
        "name": "transkit",
        "version": __version__,
        "rules": [
            {"id": name, "shortDescription": {"text": summary}} for name, summary in rules.items()
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(item, list(rules)) for item in result.findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    print_json(log)


def _sarif_result(item: Reported, rules: list[str]) -> dict[str, Any]:
    return {
        "ruleId": item.check,
        "ruleIndex": rules.index(item.check),
        "level": item.severity.value,
        "message": {"text": f"{item.message}: {_snippet(item)}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(item.path)},
                    "region": {"startLine": item.line},
                },
            }
        ],
        "partialFingerprints": {"transkit/v1": item.key},
    }


def _uri(path: Path) -> str:
    """Return a path as a URI reference (RFC 3986): relative ones stay relative."""
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def list_checks() -> None:
    """Print the name of each check with what it catches."""
    from transkit.checks.registry import all_checks

    for check in all_checks():
        languages = f" ({', '.join(sorted(check.targets))})" if check.targets else ""
        click.echo(f"{check.name}{languages}: {check.summary}")


SHOWN: dict[str, Callable[[CheckResult], None]] = {
    "text": check_text,
    "json": check_json,
    "sarif": check_sarif,
    "github": check_github,
}
"""By the name of the form."""
