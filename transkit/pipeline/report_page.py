"""The page of ``transkit report``: one file, nothing loaded from elsewhere, readable anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from transkit.checks.risk import Level
from transkit.pipeline.pages import (
    count_of,
    language_attributes,
    language_label,
    render_frame,
    shown,
)
from transkit.pipeline.report_charts import render_charts, render_progress
from transkit.pipeline.report_style import SCRIPT, STYLE
from transkit.text.markup import lex
from transkit.units import Finding, State

if TYPE_CHECKING:
    from transkit.pipeline.report import CatalogReport, ReportResult, UnitReport
    from transkit.pipeline.report_terms import TermMark

__all__ = ["render_report"]

_FILTERS = (
    ("all", "All"),
    ("look", "Needs a look"),
    ("changed", "Changed"),
    ("open", "Not reviewed"),
)
_NO_TARGET = '<p class="none">No target yet.</p>'
_STATES = {
    State.INITIAL: "untranslated",
    State.TRANSLATED: "draft",
    State.REVIEWED: "reviewed",
}


def render_report(result: ReportResult) -> str:
    """Return the page: source and target of each unit side by side, with what is known about it.

    It loads nothing, and forbids itself to. Without its script, which only filters
    and sorts, everything is shown. The same result gives the same page.
    """
    names = [catalog.path.name for catalog in result.catalogs]
    title = f"Report on {names[0]}" if len(names) == 1 else f"Report on {len(names)} catalogs"
    units = [unit for catalog in result.catalogs for unit in catalog.units]
    body = (
        f"<header>\n<h1>{shown(title)}</h1>\n{_overview(result)}</header>\n{_bar(units)}<main>\n"
        + "".join(_catalog(catalog, number) for number, catalog in enumerate(result.catalogs, 1))
        + "</main>\n"
    )
    return render_frame(title, body, style=STYLE, script=SCRIPT)


def _overview(result: ReportResult) -> str:
    """Return how far several catalogs are, a line each with a link; of a single one nothing."""
    if len(result.catalogs) < 2:
        return ""
    rows = "".join(
        f'<li><a href="#catalog-{number}">{shown(str(catalog.path))}</a>'
        f"{render_progress(catalog.status)}</li>\n"
        for number, catalog in enumerate(result.catalogs, 1)
    )
    return f'<ul class="overview">\n{rows}</ul>\n'


def _bar(units: Sequence[UnitReport]) -> str:
    """Return the buttons that filter, hidden until the script runs."""
    counts = {name: sum(name in _groups(unit) for unit in units) for name, _ in _FILTERS}
    buttons = "".join(
        f'<button type="button" data-filter="{name}" aria-pressed="{str(name == "all").lower()}">'
        f"{label} <span>{counts[name]}</span></button>\n"
        for name, label in _FILTERS
    )
    buttons += '<button type="button" data-sort aria-pressed="false">Riskiest first</button>\n'
    return (
        '<div class="bar" role="group" aria-label="Which units are shown, in what order" hidden>'
        f"\n{buttons}</div>\n"
    )


def _groups(row: UnitReport) -> tuple[str, ...]:
    """Return the filters that show a unit."""
    groups = ["all"]
    groups += ["look"] if row.needs_look else []
    groups += ["changed"] if row.parts else []
    groups += [] if row.unit.state is State.REVIEWED else ["open"]
    return tuple(groups)


def _catalog(catalog: CatalogReport, number: int) -> str:
    """Return the section of one catalog."""
    languages = f"{language_label(catalog.source_language)} to {language_label(catalog.language)}"
    changed = catalog.status.last_change.strftime("%Y-%m-%d %H:%M UTC")
    items = "".join(_item(row, catalog, number) for row in catalog.units)
    return (
        f'<section id="catalog-{number}" aria-labelledby="title-{number}">\n'
        f'<h2 id="title-{number}">{shown(str(catalog.path))}</h2>\n'
        f'<p class="about">{shown(languages)}; {count_of(len(catalog.units), "unit")}; '
        f"last change {changed}.</p>\n"
        f"{render_charts(catalog)}"
        f'<ol>\n{items}</ol>\n<p class="nothing" hidden>Nothing to show.</p>\n</section>\n'
    )


def _item(row: UnitReport, catalog: CatalogReport, number: int) -> str:
    """Return one unit of the list."""
    unit = row.unit
    reference = str(unit.references[0]) if unit.references else ""
    about = " · ".join(part for part in (unit.kind.value, reference) if part)
    here, there = map(language_attributes, (catalog.language, catalog.source_language))
    first, *more = row.sources
    sources = [_marked(first, (), row.source_terms), *(_marked(one, (), ()) for one in more)]
    source = "".join(f"<p{there}>{text}</p>" for text in sources)
    target = "".join(
        f"<p{here}>{_marked(text, row.findings, row.target_terms)}</p>" for text in row.targets
    )
    return (
        f'<li id="unit-{number}-{row.number}" data-groups="{" ".join(_groups(row))}" '
        f'data-risk="{row.level.rank * 100 + row.points:.2f}">\n'
        f"<h3>{row.number}. {_badges(row)} <span>{shown(about)}</span></h3>\n"
        '<div class="texts">\n'
        f"<div><h4>Source</h4>{source}</div>\n"
        f"<div><h4>Target</h4>{target or _NO_TARGET}</div>\n</div>\n"
        f"{_remarks(row)}{_changes(row, catalog.language)}</li>\n"
    )


def _badges(row: UnitReport) -> str:
    """Return the state of a unit and, where there is one, its risk."""
    state = _STATES[row.unit.state]
    if row.unit.state is State.TRANSLATED and row.parts:
        state = "draft, edited"
    badges = f'<b class="badge {row.unit.state.value}">{state}</b>'
    if row.level is not Level.LOW:
        badges += f' <b class="badge {row.level.value}">{row.level.value} risk</b>'
    return badges


def _remarks(row: UnitReport) -> str:
    """Return findings and notes as a list."""
    lines = [
        f'<li class="{finding.severity.value}"><b>{finding.severity.value}</b> '
        f"{shown(finding.message)} <span>[{shown(finding.check)}]</span></li>\n"
        for finding in row.findings
    ]
    lines += [f'<li class="warning"><b>drafting</b> {shown(note)}</li>\n' for note in row.notes]
    lines += [
        f'<li class="comment"><b>comment</b> {shown(comment.strip())}</li>\n'
        for comment in row.unit.comments
        if comment.strip()
    ]
    return f'<ul class="remarks">\n{"".join(lines)}</ul>\n' if lines else ""


def _changes(row: UnitReport, language: str) -> str:
    """Return what people changed in the draft, word by word."""
    if not row.parts:
        return ""
    tags = {"removed": "del", "added": "ins"}
    text = "".join(
        shown(part.text)
        if part.kind == "equal"
        else f"<{tags[part.kind]}>{shown(part.text)}</{tags[part.kind]}>"
        for part in row.parts
    )
    percent = max(1, round(100 * row.change))
    return (
        f'<div class="changes"><h4>Changed: {percent} %</h4>'
        f"<p{language_attributes(language)}>{text}</p></div>\n"
    )


def _marked(text: str, findings: Sequence[Finding], terms: Sequence[TermMark]) -> str:
    """Return a text with findings marked, terms underlined and its tags made quiet.

    Where findings overlap, the worst one gives the colour and all give their words.
    """
    tags = list(_tag_places(text))
    placed = [
        (finding.start, finding.end, finding)
        for finding in findings
        if finding.start is not None
        and finding.end is not None
        and finding.start < finding.end <= len(text)
    ]
    spans = [*tags, *((start, end) for start, end, _ in placed)]
    spans += ((term.start, term.end) for term in terms)
    cuts = sorted({0, len(text), *(at for span in spans for at in span)})
    html: list[str] = []
    for start, end in pairwise(cuts):
        piece = shown(text[start:end])
        if any(first <= start and end <= last for first, last in tags):
            piece = f'<span class="tag">{piece}</span>'
        wanted = [term.words for term in terms if term.start <= start and end <= term.end]
        if wanted:
            piece = f'<u title="{shown("; ".join(wanted))}">{piece}</u>'
        over = [one for first, last, one in placed if first <= start and end <= last]
        if over:
            worst = max(over, key=lambda one: one.severity.rank).severity
            words = "; ".join(one.message for one in over)
            piece = f'<mark class="{worst.value}" title="{shown(words)}">{piece}</mark>'
        html.append(piece)
    return "".join(html)


def _tag_places(text: str) -> Iterable[tuple[int, int]]:
    """Yield where the inline tags of a text are."""
    at = 0
    for piece in lex(text, raw=True):
        start = text.index(piece.text, at)
        at = start + len(piece.text)
        if piece.form is not None:
            yield start, at
