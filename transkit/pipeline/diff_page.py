"""The page of ``transkit diff``: one file, nothing loaded from elsewhere, readable anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transkit.pipeline.pages import (
    PALETTE,
    count_of,
    language_attributes,
    language_label,
    render_frame,
    shown,
)
from transkit.units import State

if TYPE_CHECKING:
    from transkit.pipeline.diff import DiffResult, UnitDiff

__all__ = ["render_page"]

_STYLE = (
    PALETTE
    + """
body {
  margin: 0 auto; max-width: 90rem; padding: 1rem; background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 .25rem; }
header p { margin: .25rem 0; color: var(--quiet); }
.sort { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; }
.sort[hidden] { display: none; }
button {
  font: inherit; min-height: 2.75rem; padding: .25rem .9rem; color: var(--text);
  background: var(--card); border: 1px solid var(--line); border-radius: .5rem; cursor: pointer;
}
button[aria-pressed="true"] { border-color: var(--accent); color: var(--accent); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
ol { list-style: none; margin: 1rem 0; padding: 0; }
li {
  background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
  margin: 0 0 1rem; padding: .75rem 1rem 1rem;
}
h2 { font-size: .9rem; font-weight: 600; margin: 0 0 .5rem; color: var(--quiet); }
h2 span { font-weight: 400; }
.texts { display: grid; gap: .75rem 1.5rem; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 60rem) {
  .texts { grid-template-columns: repeat(3, minmax(0, 1fr)); }
}
h3 { font-size: .8rem; font-weight: 400; margin: 0; color: var(--quiet); }
.texts p { margin: 0; white-space: pre-wrap; }
.texts p:lang(ko) { word-break: keep-all; }
ins, del { border-radius: .2rem; padding: 0 .1em; }
ins { background: var(--added); color: var(--added-text); text-decoration: underline 1px; }
del { background: var(--removed); color: var(--removed-text); }
@media print {
  .sort { display: none; }
  li { break-inside: avoid; }
}
"""
)

_SCRIPT = """
"use strict";
const list = document.querySelector("ol");
const bar = document.querySelector(".sort");
if (list && bar) {
  const items = Array.from(list.children);
  const orders = {
    reading: (a, b) => a.dataset.place - b.dataset.place,
    most: (a, b) => b.dataset.change - a.dataset.change || a.dataset.place - b.dataset.place,
    least: (a, b) => a.dataset.change - b.dataset.change || a.dataset.place - b.dataset.place,
  };
  bar.addEventListener("click", (event) => {
    const chosen = event.target.closest("button");
    if (!chosen) return;
    list.append(...items.slice().sort(orders[chosen.dataset.order]));
    for (const button of bar.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button === chosen));
    }
  });
  bar.hidden = false;
}
"""

_SORT = """\
<div class="sort" role="group" aria-label="Order" hidden>
<button type="button" data-order="reading" aria-pressed="true">Reading order</button>
<button type="button" data-order="most" aria-pressed="false">Most changed first</button>
<button type="button" data-order="least" aria-pressed="false">Least changed first</button>
</div>
"""


def render_page(result: DiffResult) -> str:
    """Return the page: source, draft and post-edit of each changed unit, side by side.

    HTML that loads nothing, and forbids itself to (Content Security Policy, with the hashes of its
    own style and script). It works without its script, which only sorts. The same result gives the
    same page.
    """
    title = f"What people changed in {result.catalog.name}"
    items = "".join(_item(unit, place, result) for place, unit in enumerate(result.units, 1))
    listed = f"{_SORT}<ol>\n{items}</ol>\n" if result.units else ""
    header = f"<header>\n<h1>{shown(title)}</h1>\n{_summary(result)}</header>\n"
    return render_frame(title, f"{header}<main>\n{listed}</main>\n", style=_STYLE, script=_SCRIPT)


def _summary(result: DiffResult) -> str:
    """Return what the page is about, as paragraphs."""
    languages = f"{language_label(result.source_language)} to {language_label(result.language)}"
    counts = [
        f"{count_of(len(result.units), 'unit')} changed",
        f"{count_of(result.accepted, 'draft')} accepted unchanged",
    ]
    if result.unknown:
        counts.append(f"{count_of(result.unknown, 'reviewed unit')} whose draft is not known")
    return (
        f"<p>{shown(languages)}; {', '.join(counts)}.</p>\n"
        "<p>In the draft, <del>struck out</del> is what was taken out; in the post-edit, "
        "<ins>underlined</ins> is what was put in.</p>\n"
    )


def _item(unit: UnitDiff, place: int, result: DiffResult) -> str:
    """Return one unit of the list."""
    percent = _percent(unit.change)
    about = [str(part) for part in (unit.reference, unit.kind.value) if part]
    if unit.state is State.TRANSLATED:
        about.append("not accepted yet")
    target = language_attributes(result.language)
    return (
        f'<li data-place="{place}" data-change="{unit.change:.4f}">\n'
        f"<h2>{place}. {percent} changed <span>· {shown(' · '.join(about))}</span></h2>\n"
        '<div class="texts">\n'
        f"<div><h3>Source</h3><p{language_attributes(result.source_language)}>{shown(unit.source)}</p>"
        "</div>\n"
        f"<div><h3>Draft ({shown(unit.engine)})</h3><p{target}>{_marked(unit, 'removed')}</p>"
        "</div>\n"
        f"<div><h3>Post-edit</h3><p{target}>{_marked(unit, 'added')}</p></div>\n"
        "</div>\n</li>\n"
    )


def _marked(unit: UnitDiff, kind: str) -> str:
    """Return one side of the comparison with what is only on that side marked."""
    tag = "ins" if kind == "added" else "del"
    return "".join(
        shown(part.text) if part.kind == "equal" else f"<{tag}>{shown(part.text)}</{tag}>"
        for part in unit.parts
        if part.kind in ("equal", kind)
    )


def _percent(share: float) -> str:
    """Return a share as whole percent; what was changed at all is at least 1 %."""
    return f"{max(1, round(100 * share))} %"
