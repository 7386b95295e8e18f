"""How much of pasted pages whose lines are marked is kept, and how much that is none of them.

    python -m benchmarks.marked FOLDER [--aside | --all] [--lines]

FOLDER holds pages, ``*.txt`` or folders of them. Each line of a page begins with ``+`` where it is
the article's text, with ``=`` where it is its title, deck, byline or date, and with ``-`` where it
is none of it. Printed for each page are precision, recall and F1 of the text kept (over shingles of
four words, see `benchmarks.pages`; what is marked ``=`` does not count) and which share of the
text's words is lost; then their means. Each page is read twice: as it lies there, a line right
below the other, and with a blank line around paragraphs, as browsers copy them.

Pages named ``aside_…`` were written before the others and are looked at only for final figures:
they are left out, unless asked for. ``--lines`` shows the lines that were judged otherwise than
they are marked.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages import Score, mean_score, score_page
from transkit.documents.lines import columns, has_letter
from transkit.documents.plain import read_text

__all__ = ["MarkedPage", "Outcome", "judge", "main", "read_marked"]

_ASIDE = "aside_"
_PARAGRAPH = 60
"""Columns from which a line has a blank one around it in the second reading."""
TEXT, HEAD, OTHER = "+", "=", "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPage:
    """A page each of whose lines says what it is."""

    name: str
    lines: tuple[str, ...]
    marks: tuple[str, ...]
    """For each line `TEXT`, `HEAD` or `OTHER`."""

    def of(self, mark: str) -> tuple[str, ...]:
        """Return the lines with this mark."""
        return tuple(line for line, own in zip(self.lines, self.marks, strict=True) if own == mark)

    def pasted(self, *, spaced: bool) -> str:
        """Return the page as it is pasted, with blank lines around long ones if `spaced`."""
        if not spaced:
            return "\n".join(self.lines) + "\n"
        parts: list[str] = []
        for index, line in enumerate(self.lines):
            near = self.lines[max(0, index - 1) : index + 1]
            if index and any(columns(text) >= _PARAGRAPH for text in near):
                parts.append("")
            parts.append(line)
        return "\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a page."""

    score: Score
    lost: float
    """Share of the words of the article's text that are not kept, in [0, 1]."""
    missing: tuple[str, ...]
    """Lines of the article, its head included, that are not kept."""
    strange: tuple[str, ...]
    """Lines that are kept and are none of the article."""


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.marked", description=__doc__)
    parser.add_argument("folder", type=Path)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--aside", action="store_true", help="only the pages that were kept aside")
    which.add_argument("--all", action="store_true", help="those as well")
    parser.add_argument("--lines", action="store_true", help="show what was judged wrong")
    options = parser.parse_args()
    pages = [
        page
        for page in read_marked(options.folder)
        if options.all or options.aside == page.name.startswith(_ASIDE)
    ]
    for spaced in (False, True):
        _report(pages, show_lines=options.lines, spaced=spaced)


def read_marked(folder: Path) -> Iterator[MarkedPage]:
    """Yield the pages in a folder and the folders in it, in the order of their paths.

    Raises:
        ValueError: A line has no mark.
    """
    for path in sorted(folder.rglob("*.txt")):
        rows = path.read_text("utf-8").splitlines()
        for number, row in enumerate(rows, 1):
            if row[:2] not in {f"{mark} " for mark in (TEXT, HEAD, OTHER)}:
                raise ValueError(f"{path}:{number} begins with none of +, = and -")
        yield MarkedPage(
            name=path.stem,
            lines=tuple(row[2:] for row in rows),
            marks=tuple(row[0] for row in rows),
        )


def judge(page: MarkedPage, *, spaced: bool) -> Outcome:
    """Return what becomes of a page."""
    text = page.pasted(spaced=spaced)
    document = read_text(text, path=f"{page.name}.txt", language="und")
    kept = [text[span.start : span.end] for span in document.spans]
    rows = Counter(row for piece in kept for row in piece.splitlines() if row)
    wanted = Counter(map(_bare, (*page.of(TEXT), *page.of(HEAD))))
    heads = set(page.of(HEAD))
    body = page.of(TEXT)
    wanted_lines = [*filter(has_letter, page.of(HEAD)), *body]
    missing = [line for line in wanted_lines if not rows[_bare(line)]]
    words = {line: len(line.split()) for line in body}
    lost = sum(words[line] for line in body if line in missing) / sum(words.values())
    found = "\n".join(row for row in rows if row not in heads)
    return Outcome(
        score=score_page("\n".join(map(_bare, body)), found),
        lost=lost,
        missing=tuple(missing),
        strange=tuple(row for row in rows if row not in wanted),
    )


def _bare(line: str) -> str:
    """Return a line without the list marker that a reader takes off."""
    first, _, rest = line.partition(" ")
    is_marker = first in {"-", "*", "•"} or (first[:-1].isdigit() and first[-1:] in ".)")
    return rest if is_marker and rest else line


def _report(pages: Sequence[MarkedPage], *, show_lines: bool, spaced: bool) -> None:
    """Print the figures of one way to paste."""
    outcomes = [judge(page, spaced=spaced) for page in pages]
    print("with blank lines around paragraphs" if spaced else "without blank lines")
    for page, outcome in zip(pages, outcomes, strict=True):
        score = outcome.score
        print(
            f"  {page.name:24} precision {score.precision or 0:.3f} recall {score.recall or 0:.3f} "
            f"F1 {score.f1:.3f} lost {outcome.lost:.3f}"
        )
        if show_lines:
            for sign, lines in (("LOST", outcome.missing), ("KEPT", outcome.strange)):
                for line in lines:
                    print(f"      {sign} {line[:110]}")
    mean = mean_score([outcome.score for outcome in outcomes])
    many = sum(outcome.lost > 0.1 for outcome in outcomes)
    print(
        f"  {len(pages)} pages: precision {mean.precision or 0:.3f} recall {mean.recall or 0:.3f} "
        f"F1 {mean.f1:.3f}; {many} lose more than a tenth"
    )


if __name__ == "__main__":
    main()
