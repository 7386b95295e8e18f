"""Running checks over an article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from transkit.checks.base import Article, Check, Pair, Remark, remarks
from transkit.checks.suppression import NOTHING, Suppressed, finding_key
from transkit.units import Finding, Severity

__all__ = ["Checked", "check_article"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A finding and its fingerprint."""

    finding: Finding
    key: str
    """Changes with the source and the target; see `transkit.checks.suppression.finding_key`."""


def check_article(
    article: Article,
    checks: Iterable[Check],
    *,
    suppressed: Mapping[str, Suppressed] | None = None,
    severities: Mapping[str, Severity] | None = None,
) -> list[Checked]:
    """Return what checks find, in reading order; worst first within a unit.

    The same remark about the same place is given once.

    Args:
        article: Its pairs without a target are not checked.
        checks: Those that understand the article's languages are run.
        suppressed: What is not to be said, by the pairs' keys.
        severities: Other severities than the checks' own, by name.
    """
    chosen = [
        check for check in checks if check.fits(article.source_language, article.target_language)
    ]
    found: list[Checked] = []
    for pair in article.pairs:
        hidden = (suppressed or {}).get(pair.key, NOTHING)
        if hidden.everything:
            continue
        mine = dict.fromkeys(
            _make(pair, check, remark, severities or {}) for check, remark in remarks(chosen, pair)
        )
        shown = [item for item in mine if not hidden.hides(item.finding.check, item.key)]
        found += sorted(
            shown, key=lambda item: (-item.finding.severity.rank, item.finding.start or 0)
        )
    return found


def _make(pair: Pair, check: Check, remark: Remark, other: Mapping[str, Severity]) -> Checked:
    """Return the finding that a remark is, its place counted in the target with its tags."""
    start = end = None
    if remark.start is not None and remark.end is not None:
        start, end = pair.target.place(remark.start, remark.end)
    finding = Finding(
        check=check.name,
        severity=other.get(check.name, remark.severity),
        message=remark.message,
        unit=pair.key,
        start=start,
        end=end,
    )
    texts = (pair.source.raw, pair.target.raw)
    return Checked(
        finding=finding, key=finding_key(check.name, remark.here or remark.message, texts)
    )
