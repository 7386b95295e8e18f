"""Measure checks on translations that people made: false alarms, recall of planted errors, ranking.

``python -m benchmarks.checks --source dev.en --target uk=dev.uk --target ko=dev.ko
--machine uk:google=dev.google.uk …``: plain text, one sentence per line, all files in one order.
Behind a draft there may be a tab and the engine's score.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.planted import Planted, Rows
from benchmarks.planting import PLANTERS
from transkit.checks.base import Article, Pair, TermChecker
from transkit.checks.registry import all_checks
from transkit.checks.risk import assess_risk
from transkit.checks.running import Checked, check_article
from transkit.pipeline.glossaries import GlossaryChecker
from transkit.terms.enforcing import Enforcer
from transkit.terms.glossary import Entry, Glossary, terms_of
from transkit.units import Finding, Severity

__all__ = ["area_under_curve", "false_alarms", "find_planted", "main", "plant_all", "read_lines"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """How many planted errors of one kind were found."""

    planted: int
    found: int
    """By a warning or an error of any check that was not there before."""
    noted: int
    """By a note at least."""
    meant: int
    """By a check that is there for this kind of error, be it by a note."""


_Said = frozenset[tuple[str, str, Severity]]
"""What is said about a small article: check, message, severity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What is said about a planted error."""

    case: Planted
    new: _Said
    """What was not said before the error was there."""
    before: _Said


def main() -> None:
    """Run the measurements that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checks", description=__doc__)
    parser.add_argument("--source", type=Path, required=True, help="English, a sentence per line")
    parser.add_argument("--target", action="append", default=[], help="LANGUAGE=FILE; repeatable")
    parser.add_argument(
        "--machine", action="append", default=[], help="LANGUAGE:SYSTEM=FILE; repeatable"
    )
    parser.add_argument("--plant", type=int, default=200, help="errors of each kind")
    parser.add_argument("--half", choices=("first", "second"), help="use only half of the lines")
    parser.add_argument("--misses", action="store_true", help="show some of what was not found")
    options = parser.parse_args()
    half = options.half
    sources = _half_of(read_lines(options.source), half)
    humans: dict[str, list[str]] = {}
    for item in options.target:
        language, _, file = item.partition("=")
        humans[language] = _half_of(read_lines(Path(file)), half)
    for language, targets in humans.items():
        rows = list(zip(sources, targets, strict=True))
        print(f"\n{language}: {len(rows)} sentences")
        print_false_alarms(rows, language)
        outcomes = plant_all(rows, language, options.plant)
        print_recall(outcomes, misses=options.misses)
        print_precision(rows, language, outcomes)
    for item in options.machine:
        name, _, file = item.partition("=")
        language, _, system = name.partition(":")
        lines = [line.partition("\t") for line in _half_of(read_lines(Path(file)), half)]
        drafts = list(zip(sources, (draft for draft, _, _ in lines), strict=True))
        scores = [float(score) if score else None for _, _, score in lines]
        print_ranking(drafts, humans[language], (language, system), scores)


def _half_of(lines: list[str], half: str | None) -> list[str]:
    """Return the half of the lines that is asked for: neighbours are of one article."""
    middle = (len(lines) + 1) // 2
    return lines if half is None else lines[:middle] if half == "first" else lines[middle:]


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file; those that a spreadsheet has put in quotes without them."""
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return [_unquoted(line) for line in lines]


def _unquoted(line: str) -> str:
    inner = line[1:-1].replace('""', "\0")
    if len(line) > 1 and line[0] == line[-1] == '"' and '"' not in inner:
        return inner.replace("\0", '"')
    return line


def _check(rows: Rows, language: str, terms: TermChecker | None = None) -> dict[str, list[Checked]]:
    """Return findings by 1-based number of the row."""
    pairs = [Pair(str(number), *row) for number, row in enumerate(rows, 1)]
    found: dict[str, list[Checked]] = {pair.key: [] for pair in pairs}
    for item in check_article(Article(pairs, "en", language, terms=terms), all_checks()):
        found[item.finding.unit].append(item)
    return found


def false_alarms(rows: Rows, language: str) -> tuple[float, dict[tuple[str, str], int]]:
    """Return the share of rows with an error or warning, and the count by check and severity."""
    counts: dict[tuple[str, str], int] = {}
    alarmed = 0
    for items in _check(rows, language).values():
        alarmed += any(item.finding.severity is not Severity.NOTE for item in items)
        for item in items:
            key = (item.finding.check, item.finding.severity.value)
            counts[key] = counts.get(key, 0) + 1
    return alarmed / len(rows), counts


def print_false_alarms(rows: Rows, language: str) -> None:
    """Print how much is said about what people wrote, and how long that took."""
    started = perf_counter()
    share, counts = false_alarms(rows, language)
    print(f"errors or warnings in {100 * share:.2f} % of sentences", end="; ")
    print(f"{perf_counter() - started:.1f} s")
    for (check, severity), count in sorted(counts.items(), key=lambda item: (item[0][1], item[0])):
        print(f"  {severity:8} {check:18} {count}")


def find_planted(
    planted: Sequence[Planted], language: str, checks: Collection[str] = ()
) -> tuple[Recall, list[Planted]]:
    """Return how many planted errors are found, and those that are not.

    Each is one small article of its own, checked as it was and with the error in it: only what the
    error brings counts.

    Args:
        planted: Articles with and without the error.
        language: Of the targets.
        checks: Those that are there for this kind of error.
    """
    return _recall([_outcome(case, language) for case in planted], checks)


def _outcome(case: Planted, language: str) -> Outcome:
    terms = _term_checker(case.terms, language)
    before = _said(case.before, language, terms)
    return Outcome(case=case, new=_said(case.after, language, terms) - before, before=before)


def _recall(outcomes: Sequence[Outcome], checks: Collection[str]) -> tuple[Recall, list[Planted]]:
    """Return how many errors are found; and those that no check that is there for them finds."""
    found = noted = meant = 0
    missed: list[Planted] = []
    for outcome in outcomes:
        worst = max((severity.rank for _, _, severity in outcome.new), default=-1)
        found += worst >= Severity.WARNING.rank
        noted += worst >= 0
        is_meant = any(check in checks for check, _, _ in outcome.new)
        meant += is_meant
        if worst < Severity.WARNING.rank and not is_meant:
            missed.append(outcome.case)
    return Recall(planted=len(outcomes), found=found, noted=noted, meant=meant), missed


def _term_checker(terms: Rows, language: str) -> TermChecker | None:
    """Return what knows a glossary; ``None`` without one."""
    if not terms:
        return None
    entries = [Entry(source=there, targets={language: (here,)}) for there, here in terms]
    return GlossaryChecker(Enforcer(Glossary(terms_of(entries, "en", language), ("en", language))))


def _said(rows: Rows, language: str, terms: TermChecker | None = None) -> _Said:
    """Return what is said about a small article."""
    return frozenset(
        (item.finding.check, item.finding.message, item.finding.severity)
        for items in _check(rows, language, terms).values()
        for item in items
    )


def plant_all(rows: Rows, language: str, count: int) -> dict[str, list[Outcome]]:
    """Return what is said about planted errors of every kind for which there are places."""
    found: dict[str, list[Outcome]] = {}
    for name, kind in PLANTERS.items():
        source = random.Random(f"{name} {language}")  # noqa: S311 # the same ones every time
        planted = kind.plant(rows, language, source, count)
        if planted:
            found[name] = [_outcome(case, language) for case in planted]
    return found


def print_recall(outcomes: Mapping[str, Sequence[Outcome]], *, misses: bool) -> None:
    """Print how many planted errors of each kind are found."""
    print(f"\n  {'planted error':27}{'n':>5}{'warned':>9}{'noted':>9}{'by its check':>14}")
    for name, mine in outcomes.items():
        recall, missed = _recall(mine, PLANTERS[name].checks)
        shares = (recall.found, recall.noted, recall.meant)
        shown = "".join(f"{100 * share / recall.planted:>8.1f}%" for share in shares[:2])
        print(f"  {name:27}{recall.planted:>5}{shown}{100 * shares[2] / recall.planted:>13.1f}%")
        for case in missed[:8] if misses else ():
            print(f"      {case.what}\n        {case.after[-1][0]}\n        {case.after[-1][1]}")


def print_precision(rows: Rows, language: str, outcomes: Mapping[str, Sequence[Outcome]]) -> None:
    """Print how many of the errors that a check is there for are found, and how often it is right.

    Of errors that several checks are there for, what one of them finds is found.
    Right is what it says of planted errors, wrong what it says of what people wrote: alarms (errors
    and warnings), and notes. Precision is of alarms; of notes where it gives no alarms.
    """
    wrong: Counter[tuple[str, bool]] = Counter()
    for items in _check(rows, language).values():
        wrong.update({(item.finding.check, _is_alarm(item.finding.severity)) for item in items})
    right: Counter[tuple[str, bool]] = Counter()
    meant: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, mine in outcomes.items():
        for outcome in mine:
            there = {(check, _is_alarm(severity)) for check, _, severity in outcome.new}
            right.update(there)
            if outcome.case.terms:
                wrong.update(
                    {("terms", True)} & {(one, _is_alarm(s)) for one, _, s in outcome.before}
                )
            for check in PLANTERS[name].checks:
                meant[check][0] += 1
                meant[check][1] += any(one in PLANTERS[name].checks for one, _ in there)
    print(f"\n  {'check':20}{'planted':>9}{'found':>7}{'right':>7}{'wrong':>7}{'notes right':>13}"
          f"{'wrong':>7}{'precision':>11}")  # fmt: skip
    for check in sorted({name for name, _ in [*wrong, *right]}):
        print(_precision_line(check, meant[check], right, wrong))


def _precision_line(
    check: str,
    meant: Sequence[int],
    right: Mapping[tuple[str, bool], int],
    wrong: Mapping[tuple[str, bool], int],
) -> str:
    counts = [side[check, alarm] for alarm in (True, False) for side in (right, wrong)]
    good, bad = counts[:2] if any(counts[:2]) else counts[2:]
    return (
        f"  {check:20}{meant[0]:>9}{meant[1]:>7}{counts[0]:>7}{counts[1]:>7}{counts[2]:>13}"
        f"{counts[3]:>7}{100 * good / (good + bad):>9.1f} %"
    )


def _is_alarm(severity: Severity) -> bool:
    return severity is not Severity.NOTE


def print_ranking(
    drafts: Rows, humans: Sequence[str], named: tuple[str, str], scores: Sequence[float | None]
) -> None:
    """Print how well risk ranks the drafts of a machine whose chrF is in the worst fifth.

    Args:
        drafts: Sources and drafts.
        humans: What people made of the sources.
        named: The language and the machine.
        scores: The machine's own, where it has some: what risk does without them is printed, too.
    """
    from sacrebleu.metrics.chrf import CHRF

    language, system = named
    chrf = CHRF()
    quality = [
        chrf.sentence_score(draft, [human]).score
        for (_, draft), human in zip(drafts, humans, strict=True)
    ]
    limit = sorted(quality)[len(quality) // 5]
    findings = {
        key: [item.finding for item in items] for key, items in _check(drafts, language).items()
    }
    bad = [value < limit for value in quality]
    area = area_under_curve(_risks(drafts, language, findings), bad)
    alarmed = sum(
        any(one.severity is not Severity.NOTE for one in items) for items in findings.values()
    )
    share = 100 * alarmed / len(drafts)
    print(f"{language} {system:24} AUC {area:.3f}; errors or warnings in {share:.1f} %")
    if any(score is not None for score in scores):
        with_scores = area_under_curve(_risks(drafts, language, findings, scores), bad)
        alone = area_under_curve([-(score or 0.0) for score in scores], bad)
        print(f"   with the engine's scores AUC {with_scores:.3f}; the scores alone {alone:.3f}")


def _risks(
    drafts: Rows,
    language: str,
    findings: Mapping[str, Sequence[Finding]],
    scores: Sequence[float | None] = (),
) -> list[float]:
    known = scores or [None] * len(drafts)
    pairs = [
        Pair(str(number), *row, score=score)
        for number, (row, score) in enumerate(zip(drafts, known, strict=True), 1)
    ]
    Article(pairs, "en", language)
    return [assess_risk(pair, findings.get(pair.key, ())).points for pair in pairs]


def area_under_curve(scores: Sequence[float], bad: Sequence[bool]) -> float:
    """Return how likely a bad one has a higher score than a good one; equal ones count half."""
    ranked = sorted(range(len(scores)), key=lambda index: scores[index])
    ranks = [0.0] * len(scores)
    at = 0
    while at < len(ranked):
        end = at
        while end < len(ranked) and scores[ranked[end]] == scores[ranked[at]]:
            end += 1
        for index in ranked[at:end]:
            ranks[index] = (at + 1 + end) / 2
        at = end
    positive = sum(bad)
    total = sum(rank for rank, is_bad in zip(ranks, bad, strict=True) if is_bad)
    return (total - positive * (positive + 1) / 2) / (positive * (len(bad) - positive))


if __name__ == "__main__":
    main()
