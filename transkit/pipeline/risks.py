"""Where to look first: the comments of drafts that a translator should read twice."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transkit.catalogs.reuse_notes import TRANSLATED_AS
from transkit.checks.base import Spans, TermChecker
from transkit.checks.registry import checks_version, choose_checks
from transkit.checks.risk import Level, find_level
from transkit.checks.suppression import NOTHING, read_suppressed
from transkit.engines.degeneration import is_copy
from transkit.memory.risks import RiskNotes
from transkit.pipeline.check import article_of
from transkit.settings import CheckSettings
from transkit.units import Catalog, Finding, Origin, Severity, State, Unit

if TYPE_CHECKING:
    from transkit.pipeline.drafting import UnitDraft

__all__ = ["Renewed", "doubts_of", "is_level", "note_risks", "noted_level", "renew_notes"]

_BY_CHECK = re.compile(r" \[([a-z-]+)\]$")
_SAME = re.compile(r"(?:sentence \d+: )?from memory, 100 %")
_LIKE = re.compile(r"from memory, \d+ % alike")
"""What `transkit.pipeline.recalling` says of the same source, and of one that is alike."""
_RULES = 6
"""Raised with what is made of findings: what was kept under other rules is made anew."""
_SAID = " risk: read it closely"
"""What the first note of a draft of medium or high risk says, behind the level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drafts:
    """All that the notes of a catalog's drafts depend on."""

    units: tuple[Unit, ...]
    """In reading order."""
    made: Mapping[str, tuple[float, float]]
    """Score and novelty, both in [0, 1], by unit id."""
    languages: tuple[str, str]
    comments: Mapping[str, tuple[str, ...]]
    """Of entries on disk that have some, by unit id: they silence findings."""
    settings: CheckSettings
    terms: TermChecker | None

    @property
    def digest(self) -> bytes:
        """Return what is the same exactly when the notes are."""
        texts = [(u.id, u.source, u.target, u.note, self.made.get(u.id)) for u in self.units]
        comments = sorted(self.comments.items())
        severity = [(name, level.value) for name, level in self.settings.severity]
        settings = (self.settings.skip, severity)
        told = [self.terms.told(u.source, u.target) for u in self.units] if self.terms else []
        parts = (_RULES, checks_version(), texts, self.languages, comments, settings, told)
        return hashlib.sha256(json.dumps(parts).encode()).digest()


def note_risks(
    units: Sequence[Unit],
    existing: Catalog | None,
    languages: tuple[str, str],
    drafts: Mapping[str, UnitDraft],
    settings: CheckSettings,
    *,
    known: RiskNotes | None = None,
    terms: TermChecker | None = None,
) -> list[Unit]:
    """Return units whose drafts of medium and high risk say so in their notes, with the reasons.

    Only what a machine drafted is looked at. Of a draft that is the source unchanged drafting
    itself has said so, and only its level is added; where it has not, because nearly all drafts of
    the document are such, it is left alone. Order and everything else stay.

    Args:
        units: In reading order, with the notes of drafting.
        existing: The catalog on disk, whose comments silence findings, if any.
        languages: BCP 47 tags of source and target.
        drafts: What the units' drafts were made of, by unit source: score and novelty.
        settings: What the project says about checks.
        known: What was said the last time, about these drafts or others; kept up to date.
        terms: Knows which names the project's glossary has decided. What it misses has been said
            where terms were put in.
    """
    chosen = tuple(unit for unit in units if _is_draft(unit))
    if not chosen:
        return list(units)
    seen = _Drafts(
        units=chosen,
        made={
            unit.id: (draft.score, draft.novelty)
            for unit in chosen
            if (draft := drafts.get(unit.source)) is not None
        },
        languages=languages,
        comments={
            unit.id: unit.comments
            for unit in (existing.units if existing is not None else ())
            if unit.comments
        },
        settings=settings,
        terms=terms,
    )
    digest = b"" if known is None else seen.digest
    notes = None if known is None else known.find(digest)
    if notes is None:
        notes = _look_at(seen)
        if known is not None:
            known.keep(digest, notes, seen.made)
    return [replace(unit, note=(*unit.note, *notes.get(unit.id, ()))) for unit in units]


@dataclass(frozen=True, slots=True)
class _Decided:
    """A glossary that says what it has decided, and nothing about what is missing."""

    terms: TermChecker

    def __call__(self, source: str, target: str, /) -> tuple[()]:
        """Return nothing."""
        del source, target
        return ()

    def told(self, source: str, target: str, /) -> tuple[Spans, Spans]:
        """Return where terms stand in a source that its target has, and where it has them."""
        return self.terms.told(source, target)


def _look_at(drafts: _Drafts) -> dict[str, tuple[str, ...]]:
    """Return the notes of drafts of medium and high risk, by unit id."""
    from transkit.checks.running import check_article
    from transkit.checks.suppression import NONE, split_dismissed

    scores = {unit: score for unit, (score, _) in drafts.made.items()}
    terms = None if drafts.terms is None else _Decided(drafts.terms)
    article = article_of(drafts.units, drafts.languages, scores, terms=terms)
    suppressed = {unit: read_suppressed(lines) for unit, lines in drafts.comments.items()}
    found = check_article(
        article,
        choose_checks(skip=drafts.settings.skip),
        suppressed={unit: replace(one, findings=NONE) for unit, one in suppressed.items()},
        severities=dict(drafts.settings.severity),
    )
    findings, dismissed = split_dismissed(found, suppressed)
    doubts = {unit.id: _doubts_of_drafting(unit.note, unit.target) for unit in drafts.units}
    copies = {unit.id for unit in drafts.units if _is_unchanged(unit)}
    notes: dict[str, tuple[str, ...]] = {}
    for pair in article.pairs:
        _, novelty = drafts.made.get(pair.key, (0.0, 1.0))
        mine, others = findings.get(pair.key, ()), dismissed.get(pair.key, ())
        level = _level(mine, doubts[pair.key], novelty)
        least = _with(others, mine, doubts[pair.key], novelty)
        said = () if pair.key in copies else _said(mine, least)
        lines = (*_level_line(level), *said)
        if lines:
            notes[pair.key] = lines
    return notes


def _level(findings: Sequence[Finding], doubts: Sequence[str], novelty: float) -> Level:
    """Return how closely the notes of a draft say that it should be read.

    Low where no check says anything: what drafting itself said stands there without a level, and is
    one of its own (`noted_level`). Where checks do, that counts, too.
    """
    return find_level(findings, reasons=doubts, novelty=novelty) if findings else Level.LOW


def _level_line(level: Level) -> tuple[str, ...]:
    """Return the first note of a draft: its level, unless that is low."""
    return () if level is Level.LOW else (f"{level.value}{_SAID}",)


def _with(
    dismissed: Sequence[Finding], findings: Sequence[Finding], doubts: Sequence[str], novelty: float
) -> Severity:
    """Return the mildest that is said about a draft: notes only where they make the risk.

    That is where the risk is high, or where there is nothing but notes. What a person dismissed
    counts, so that the others stay.
    """
    everything = (*findings, *dismissed)
    level = _level(everything, doubts, novelty)
    only_notes = all(finding.severity is Severity.NOTE for finding in everything)
    makes_it = level is Level.HIGH or (level is Level.MEDIUM and only_notes and not doubts)
    return Severity.NOTE if makes_it else Severity.WARNING


def _said(findings: Iterable[Finding], least: Severity) -> tuple[str, ...]:
    """Return what checks say about a target in its notes, from a severity on."""
    return tuple(
        f"{finding.message} [{finding.check}]"
        for finding in findings
        if finding.severity.rank >= least.rank
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What checks say about a unit now."""

    findings: tuple[Finding, ...]
    """Worst first."""
    ran: frozenset[str]
    """The names of the checks that ran."""
    all_ran: bool
    """Whether none was left out: only then the level is made anew."""
    least: Severity = Severity.NOTE
    """The mildest that is to be written down."""
    novelty: float = 1.0
    """Share of the unit that the memory has no human translation of, in [0, 1]."""
    dismissed: tuple[Finding, ...] = ()
    """What they say, too, and a person has dismissed."""


def renew_notes(unit: Unit, now: Renewed) -> tuple[str, ...]:
    """Return the notes of a unit after checks have run again, with what they say now.

    What the same checks said before goes away; what others and drafting itself said stays. A
    draft's level of risk stands before what checks say, unless it is low. Right after drafting on
    the same computer, with the same memory, the notes are those that drafting wrote.

    Args:
        unit: As it is in the catalog.
        now: What checks say.
    """
    kept = [
        line for line in unit.note if not line.endswith(_SAID) and _check_of(line) not in now.ran
    ]
    wanted = [one for one in now.findings if one.severity.rank >= now.least.rank]
    if unit.state is not State.TRANSLATED:
        return (*kept, *_said(wanted, Severity.WARNING))
    others = [line for line in kept if not _check_of(line)]
    is_told = bool(others) and _is_unchanged(unit)  # Drafting itself has said that this is a copy.
    if is_told and not now.all_ran:
        return unit.note
    if now.all_ran:
        earlier = tuple(_as_finding(line, unit) for line in kept if _check_of(line))
        doubts = _doubts_of_drafting(others, unit.target)
        level = _level((*wanted, *earlier), doubts, now.novelty)
        least = _with(now.dismissed, (*wanted, *earlier), doubts, now.novelty)
        return (*kept, *_level_line(level), *(() if is_told else _said(wanted, least)))
    level_lines = tuple(line for line in unit.note if line.endswith(_SAID))
    is_high = f"{Level.HIGH.value}{_SAID}" in level_lines
    return (*kept, *level_lines, *_said(wanted, Severity.NOTE if is_high else Severity.WARNING))


def _as_finding(line: str, unit: Unit) -> Finding:
    """Return what a check has said that did not run now; it was worth a comment then."""
    name = _check_of(line)
    message = line.removesuffix(f" [{name}]")
    return Finding(check=name, severity=Severity.WARNING, message=message, unit=unit.id)


def _check_of(line: str) -> str:
    """Return the name of the check that wrote a note; empty for none."""
    match = _BY_CHECK.search(line)
    return "" if match is None else match[1]


def is_level(line: str) -> bool:
    """Return whether a note is one that says how closely a draft should be read."""
    return line.endswith(_SAID)


def noted_level(unit: Unit) -> Level:
    """Return how closely the notes of a unit in a catalog say that it should be read.

    A draft with notes but without a level (drafting itself had something to say) is of medium risk;
    what is no draft, has no notes, or only such that tell what a person translated, of low risk.
    The source unchanged is of high risk also where no note says so: a document whose drafts are
    nearly all such has no mark on each.
    """
    is_silenced = read_suppressed(unit.comments) != NOTHING
    if unit.state is State.TRANSLATED and not unit.note and not is_silenced:
        return Level.HIGH if is_copy(unit.source, unit.target) else Level.LOW
    if unit.state is not State.TRANSLATED or not doubts_of(unit.note, unit.target):
        return Level.LOW
    return Level.HIGH if f"{Level.HIGH.value}{_SAID}" in unit.note else Level.MEDIUM


def doubts_of(notes: Iterable[str], target: str) -> tuple[str, ...]:
    """Return the notes of a draft that are a reason to look at it.

    What a person made of the same source, or of a like one, helps, and is none; where the
    translation of a like source is the draft, something in it has to be changed.
    """
    return tuple(
        line
        for line in notes
        if not _SAME.match(line) and not (_LIKE.match(line) and not _is_used(line, target))
    )


def _doubts_of_drafting(notes: Iterable[str], target: str) -> tuple[str, ...]:
    """Return what of `doubts_of` drafting said: what a person's translation was says nothing of it.

    The run that puts a draft in its place says so; the next one has nothing to say.
    """
    return tuple(line for line in doubts_of(notes, target) if not line.startswith(TRANSLATED_AS))


def _is_used(line: str, target: str) -> bool:
    """Return whether the translation that a note tells of is the draft."""
    from transkit.pipeline.recalling import one_line

    return line.endswith(f"“{one_line(target)}”")


def _is_draft(unit: Unit) -> bool:
    """Return whether a machine drafted a unit, and did more than copy it, or has said that it did.

    What rightly is the same in both languages has no notes.
    """
    return (
        unit.origin is Origin.MT
        and unit.state is State.TRANSLATED
        and (bool(unit.note) or not _is_unchanged(unit))
    )


def _is_unchanged(unit: Unit) -> bool:
    """Return whether a target is the source as it is."""
    return unit.target.strip() == unit.source.strip()
