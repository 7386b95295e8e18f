"""What a translator says about findings, in a comment of the unit.

``# transkit: ignore numbers, quotes`` silences these checks for the unit, ``# transkit: ignore``
all. ``# transkit: dismissed 3f2a9c01b7`` silences one finding until source or target changes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transkit.checks.running import Checked
    from transkit.units import Finding

__all__ = [
    "NONE",
    "NOTHING",
    "Suppressed",
    "dismissal",
    "finding_key",
    "read_suppressed",
    "split_dismissed",
]

_LINE = re.compile(r"\s*transkit:\s*(ignore|dismissed)\b[:\s]*(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """What is not to be said about a unit."""

    checks: frozenset[str] = frozenset()
    everything: bool = False
    findings: frozenset[str] = frozenset()
    """Keys; see `finding_key`."""

    def hides(self, check: str, key: str) -> bool:
        """Return whether a finding is not to be shown."""
        return self.everything or check in self.checks or key in self.findings


NOTHING = Suppressed()
NONE: frozenset[str] = frozenset()
"""No finding is dismissed."""


def read_suppressed(comments: Iterable[str]) -> Suppressed:
    """Return what the comments of a unit silence; other comments say nothing here."""
    checks: set[str] = set()
    findings: set[str] = set()
    everything = False
    for comment in comments:
        match = _LINE.match(comment)
        if match is None:
            continue
        names = set(re.findall(r"[\w-]+", match.group(2).casefold()))
        if match.group(1).casefold() == "ignore":
            checks |= names
            everything |= not names
        else:
            findings |= names
    if not checks and not findings and not everything:
        return NOTHING
    return Suppressed(checks=frozenset(checks), everything=everything, findings=frozenset(findings))


def split_dismissed(
    found: Iterable[Checked], suppressed: Mapping[str, Suppressed]
) -> tuple[dict[str, list[Finding]], dict[str, list[Finding]]]:
    """Return what is found and shown, and what a translator has dismissed, both by unit, in order.

    Args:
        found: With what is dismissed.
        suppressed: What translators say, by unit.
    """
    shown: dict[str, list[Finding]] = {}
    dismissed: dict[str, list[Finding]] = {}
    for item in found:
        unit = item.finding.unit
        is_gone = item.key in suppressed.get(unit, NOTHING).findings
        (dismissed if is_gone else shown).setdefault(unit, []).append(item.finding)
    return shown, dismissed


def finding_key(check: str, message: str, texts: tuple[str, str]) -> str:
    """Return the fingerprint of a finding: ten hexadecimal digits.

    Args:
        check: Its name.
        message: Its message, or what that says of this unit alone, without words of others.
        texts: Source and target; where one changes, so does the key.
    """
    content = "\0".join((check, message, *texts))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def dismissal(key: str) -> str:
    """Return the comment that dismisses a finding, as `transkit.units.Unit.comments` has it."""
    return f" transkit: dismissed {key}"
