"""How the page of ``transkit report`` looks, and what its buttons do."""

from __future__ import annotations

from transkit.pipeline.pages import PALETTE

__all__ = ["SCRIPT", "STYLE"]

STYLE = (
    PALETTE
    + """
:root {
  --error: #b3261e; --error-ground: #fbe0de; --warning: #8a5a00; --warning-ground: #fdeccb;
  --note: #4a5a6a; --note-ground: #e6ecf2; --done: #2e7d46; --edited: #6aa57b; --draft: #8fa8c4;
  --open: #dcdcd4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --error: #ff9d95; --error-ground: #4d1c19; --warning: #f2c063; --warning-ground: #46340f;
    --note: #b3c2d1; --note-ground: #2a3540; --done: #58b474; --edited: #3f7a51;
    --draft: #56708c; --open: #3a3a36;
  }
}
body {
  margin: 0 auto; max-width: 90rem; padding: 1rem; background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; line-height: 1.3; margin: 1.5rem 0 .25rem; }
h3 { font-size: .9rem; font-weight: 600; margin: 0 0 .5rem; }
h3 span { font-weight: 400; color: var(--quiet); }
h4 { font-size: .8rem; font-weight: 400; margin: 0; color: var(--quiet); }
a { color: var(--accent); }
.about { margin: 0 0 .75rem; color: var(--quiet); }
ul { list-style: none; margin: 0; padding: 0; }
.overview li { margin: .5rem 0; }
.overview svg { height: .5rem; }
.bar { display: flex; flex-wrap: wrap; gap: .5rem; padding: .5rem 0; background: var(--page); }
@media (min-width: 48rem) {
  .bar { position: sticky; top: 0; z-index: 1; }
}
.bar[hidden] { display: none; }
button {
  font: inherit; min-height: 2.75rem; padding: .25rem .9rem; color: var(--text);
  background: var(--card); border: 1px solid var(--line); border-radius: .5rem; cursor: pointer;
}
button span { color: var(--quiet); }
button[aria-pressed="true"] { border-color: var(--accent); color: var(--accent); }
button[aria-pressed="true"] span { color: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.charts {
  display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
}
figure {
  margin: 0; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .6rem;
}
figcaption { font-size: .85rem; color: var(--quiet); margin: 0 0 .5rem; }
svg { display: block; width: 100%; height: .8rem; border-radius: .2rem; background: var(--line); }
td.bars svg { background: none; }
.legend { display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin: .35rem 0 0; font-size: .85rem; }
.legend i {
  display: inline-block; width: .7rem; height: .7rem; margin-right: .35rem; border-radius: .15rem;
}
table { width: 100%; border-collapse: collapse; font-size: .85rem; }
th { font-weight: 400; text-align: start; white-space: nowrap; padding: 0 .75rem 0 0; }
td { text-align: end; padding: 0; }
td.bars { width: 100%; padding-right: .75rem; }
rect { fill: var(--draft); }
rect.reviewed, rect.unchanged { fill: var(--done); }
rect.edited { fill: var(--edited); }
rect.untranslated { fill: var(--open); }
rect.high { fill: var(--error); }
rect.medium { fill: var(--warning); }
i.reviewed { background: var(--done); }
i.edited { background: var(--edited); }
i.draft { background: var(--draft); }
i.untranslated { background: var(--open); border: 1px solid var(--quiet); }
ol { list-style: none; margin: 1rem 0; padding: 0; }
ol > li {
  background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
  margin: 0 0 1rem; padding: .75rem 1rem 1rem; scroll-margin-top: 5rem;
}
ol > li[hidden] { display: none; }
.texts { display: grid; gap: .75rem 1.5rem; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 48rem) {
  .texts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
.texts p, .changes p { margin: 0; white-space: pre-wrap; }
p:lang(ko) { word-break: keep-all; }
.none, .nothing { color: var(--quiet); font-style: italic; }
.badge {
  font-size: .75rem; font-weight: 600; padding: .1rem .5rem; border-radius: 1rem;
  border: 1px solid var(--line); color: var(--quiet); white-space: nowrap;
}
.badge.reviewed { color: var(--done); border-color: currentColor; }
.badge.high { color: var(--error); background: var(--error-ground); border-color: currentColor; }
.badge.medium {
  color: var(--warning); background: var(--warning-ground); border-color: currentColor;
}
mark { color: inherit; border-radius: .2rem; padding: 0 .1em; text-decoration: underline 2px; }
mark.error { background: var(--error-ground); text-decoration-color: var(--error); }
mark.warning { background: var(--warning-ground); text-decoration-color: var(--warning); }
mark.note { background: var(--note-ground); text-decoration: underline dotted 2px var(--note); }
u { text-decoration: underline dashed 1px var(--accent); text-underline-offset: .2em; }
.tag { font-size: .8em; color: var(--quiet); }
.remarks { margin: .75rem 0 0; font-size: .9rem; }
.remarks span { color: var(--quiet); }
.remarks .error b { color: var(--error); }
.remarks .warning b { color: var(--warning); }
.remarks .note b, .remarks .comment b { color: var(--note); }
.changes { margin: .75rem 0 0; }
ins, del { border-radius: .2rem; padding: 0 .1em; }
ins { background: var(--added); color: var(--added-text); text-decoration: underline 1px; }
del { background: var(--removed); color: var(--removed-text); }
@media print {
  :root {
    --page: #fff; --card: #fff; --text: #000; --quiet: #444; --line: #bbb;
    --error: #b3261e; --error-ground: #fbe0de; --warning: #8a5a00; --warning-ground: #fdeccb;
    --note: #4a5a6a; --note-ground: #e6ecf2; --added: #d8f2dc; --added-text: #0a4a1c;
    --removed: #fbe0de; --removed-text: #7d1410;
  }
  body { font-size: 10pt; max-width: none; padding: 0; }
  .bar { display: none; }
  .texts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  ol > li, figure { break-inside: avoid; }
  h2 { break-after: avoid; }
  section + section { break-before: page; }
  mark, ins, del, rect, svg, i, .badge { print-color-adjust: exact; }
}
"""
)

SCRIPT = """
"use strict";
const bar = document.querySelector(".bar");
const items = Array.from(document.querySelectorAll("li[data-groups]"));
const lists = new Map(items.map((item) => [item, item.parentElement]));
bar.addEventListener("click", (event) => {
  const chosen = event.target.closest("button");
  if (!chosen) return;
  if ("sort" in chosen.dataset) {
    const sorted = chosen.getAttribute("aria-pressed") !== "true";
    chosen.setAttribute("aria-pressed", String(sorted));
    const order = items.slice();
    if (sorted) order.sort((a, b) => b.dataset.risk - a.dataset.risk);
    for (const item of order) lists.get(item).append(item);
    return;
  }
  for (const item of items) {
    item.hidden = !item.dataset.groups.split(" ").includes(chosen.dataset.filter);
  }
  for (const section of document.querySelectorAll("section")) {
    const left = section.querySelector("li[data-groups]:not([hidden])");
    section.querySelector(".nothing").hidden = left !== null;
  }
  for (const button of bar.querySelectorAll("[data-filter]")) {
    button.setAttribute("aria-pressed", String(button === chosen));
  }
});
bar.hidden = false;
"""
