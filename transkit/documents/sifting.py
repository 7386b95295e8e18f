"""Which lines in and around the article's run are the article's: a second look at each of them.

The run says where the article is; what stands between its parts and at its ends (captions, teasers,
forms, who the author is) is told here, line by line, by small decision trees over what the line and
its neighbours look like, where in the run it is, and what it has to do with title and text. Nothing
here knows a language.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from transkit.documents.features import Page, Row, Sight
from transkit.documents.labels import KINDS, has_agency

__all__ = ["Run", "sift_rows"]


class Run(NamedTuple):
    """Where the first look found the article."""

    first: int
    last: int
    """One after its last line."""
    chances: Sequence[float]
    """For each line of the page, how likely it is inside, in [0, 1]."""
    listed: int
    """First line of the list that the run ends with; `last` where it ends with none."""
    signed: bool = False
    """Whether its last line is followed by its author's name."""


class _Block(NamedTuple):
    """Running text with at most one other line between its paragraphs."""

    first: int
    last: int
    """Its last line."""
    width: int
    size: int
    """Its paragraphs."""


_BULLET = re.compile(r"[•·▪■►▶»›*–—→✓-]\s?|[^\w\s\"'“”‘’«»„(\[.,…¿¡$€£@#&]")
_PARTS = re.compile(r"\s[|–—\-:»·•]+\s|\s*\|\s*")
"""What separates the parts of a page's own name."""
_COPIED = re.compile("[©ⓒ]")
_FAR = 40
"""Lines from which on a distance counts no more."""
_FOOT = 25
"""Lines at the page's end among which its owner's name is looked for."""
_HEAD = 10
"""Lines before the text among which its author's name is looked for, where no title is."""
_CERTAIN = 9.0
"""Log-odds beyond which nothing is surer."""


def sift_rows(page: Page, run: Run, lines: range) -> list[Row]:
    """Return for each of some lines what says whether it is the article's.

    The rows depend on the page and its run alone, not on `lines`.
    """
    scene = _Scene(page, run)
    return [scene.row(index) for index in lines]


class _Scene:
    """What a page's lines are seen against."""

    def __init__(self, page: Page, run: Run) -> None:
        self.page, self.run = page, run
        self.sights = page.sights
        self.odds = [_odds(chance) for chance in run.chances]
        self.blocks = list(_find_blocks(self.sights))
        self.block_starts = [block.first for block in self.blocks]
        self.largest = max((block.width for block in self.blocks), default=1)
        widths = sorted(sight.width for sight in self.sights if sight.prose)
        self.usual = float(widths[len(widths) // 2]) if widths else 100.0
        self.mass = _sums(
            chance * min(sight.width, 400)
            for chance, sight in zip(run.chances, self.sights, strict=True)
        )
        self.looks: dict[int, Row] = {}
        self._measure_run()
        self._measure_others()
        self._find_names()
        self._find_since()

    def _measure_run(self) -> None:
        """See what the run is made of."""
        inside = self.sights[self.run.first : self.run.last]
        size = max(1, len(inside))
        self.whole = {
            "run_size": float(len(inside)),
            "run_prose": sum(sight.prose for sight in inside) / size,
            "run_entry": sum(sight.entry for sight in inside) / size,
            "run_gap": sum(sight.gap for sight in inside) / size,
            "run_mass": math.log2(1 + self.mass[-1]),
            "page_size": math.log2(1 + len(self.sights)),
        }
        self.text = _sums(
            min(sight.width, 400) * sight.prose * (self.run.first <= index < self.run.last)
            for index, sight in enumerate(self.sights)
        )

    def _measure_others(self) -> None:
        """See how many lines in a row are no running text, and where labels are."""
        self.others: list[tuple[int, int]] = []
        for prose, group in groupby(sight.prose for sight in self.sights):
            size = sum(1 for _ in group)
            self.others += [(0 if prose else size, place) for place in range(size)]
        self.labels = _sums(bool(s.labels) and s.width < 70 for s in self.sights)
        self.no_prose = _sums(not sight.prose for sight in self.sights)

    def _find_names(self) -> None:
        """Find the words of the title, the names above the text, and the site's own."""
        sights, first = self.sights, self.page.first
        body = sights[first : self.page.last]
        self.said = {word.lower() for sight in body if sight.prose for word in sight.words}
        title = self.page.floor - 1
        self.title = sights[max(0, title)].stems if sights else frozenset()
        above = sights[self.page.floor if title >= 0 else max(0, first - _HEAD) : first]
        short = [s for s in above if s.width < 90 and not s.prose and s.labels <= {"credit"}]
        self.names = {word for sight in short for word in _names(sight.words)} - self.said
        parts = _PARTS.split(sights[0].text[:300]) if sights else [""]
        named = {word.lower() for word in parts[-1].split()} if len(parts) > 1 else set()
        for sight in sights[-_FOOT:]:
            if _COPIED.search(sight.text[:300]):
                named.update(_names(sight.words))
        self.site = {word for word in named if len(word) > 2 and word[:5] not in self.title}

    def _find_since(self) -> None:
        """Find for each line how long ago each kind of label stood in a short line."""
        self.since: list[dict[str, int]] = []
        seen: dict[str, int] = {}
        for index, sight in enumerate(self.sights):
            self.since.append({kind: index - place for kind, place in seen.items()})
            if sight.labels and sight.width < 70:
                seen.update(dict.fromkeys(sight.labels, index))

    def row(self, index: int) -> Row:
        """Return what is seen of a line here."""
        row = dict(self.whole)
        row.update(self._look(index))
        for offset, name in ((-1, "before"), (1, "after")):
            beside = index + offset
            if 0 <= beside < len(self.sights):
                look = self._look(beside)
                row.update({f"{name}_{key}": look.get(key, 0.0) for key in _SEEN_BESIDE})
                row[f"{name}_alike"] = self._likeness(index, beside)
        row.update(self._place(index))
        row.update(self._block(index))
        row.update(self._subject(index))
        for kind in KINDS:
            row[f"since_{kind}"] = min(_FAR, self.since[index].get(kind, _FAR))
        return row

    def _look(self, index: int) -> Row:
        """Return what a line looks like by itself."""
        found = self.looks.get(index)
        if found is None:
            found = self.looks[index] = _look(self.sights[index], self.page.look(index))
        return found

    def _likeness(self, index: int, beside: int) -> float:
        """Return the share of words that two lines have in common."""
        first, second = (set(self.sights[k].key.split()) for k in (index, beside))
        return len(first & second) / max(1, len(first | second))

    def _place(self, index: int) -> dict[str, float]:
        """Return where a line is in the run and in the page's densest text."""
        first, last = self.run.first, self.run.last
        core, end = self.page.first, self.page.last
        size = len(self.odds)
        row: dict[str, float] = {
            f"odds_{offset}": self.odds[index + offset] if 0 <= index + offset < size else -_CERTAIN
            for offset in (-5, -2, -1, 0, 1, 2, 5)
        }
        row.update(
            inside=first <= index < last,
            from_start=_near(index - first),
            to_end=_near(last - 1 - index),
            mass_before=self.mass[index] / max(1.0, self.mass[-1]),
            text_before=math.log2(1 + self.text[index]),
            text_after=math.log2(1 + self.text[-1] - self.text[index + 1]),
            core=core <= index < end,
            from_core=_near(index - core),
            to_core_end=_near(end - 1 - index),
        )
        if index >= end:
            row["past_labels"] = self.labels[index] - self.labels[end]
            row["past_others"] = min(_FAR, self.no_prose[index] - self.no_prose[end])
            row["past_text"] = math.log2(1 + self.page.prose[index] - self.page.prose[end])
        elif index < core:
            row["past_labels"] = -1 - self.labels[core] + self.labels[index + 1]
            row["past_others"] = -1 - min(_FAR, self.no_prose[core] - self.no_prose[index + 1])
            row["past_text"] = -1 - math.log2(
                1 + self.page.prose[core] - self.page.prose[index + 1]
            )
        return row

    def _block(self, index: int) -> dict[str, float]:
        """Return what running text a line is in or between."""
        place = bisect_right(self.block_starts, index) - 1
        block = self.blocks[place] if place >= 0 else None
        size, ahead = self.others[index]
        row: dict[str, float] = {"others": min(_FAR, size), "others_before": min(_FAR, ahead)}
        row["others_after"] = min(_FAR, size - ahead)
        if block and index <= block.last:
            row["block_size"] = block.size
            row["block_share"] = block.width / self.largest
            row["block_from_start"] = min(_FAR, index - block.first + 1)
            row["block_to_end"] = min(_FAR, block.last - index + 1)
        if block and index > block.last:
            row["block_above"] = min(_FAR, index - block.last)
            row["block_above_share"] = block.width / self.largest
        below = bisect_left(self.block_starts, index + 1)
        row["block_below"] = _FAR
        if below < len(self.blocks):
            row["block_below"] = min(_FAR, self.blocks[below].first - index)
            row["block_below_share"] = self.blocks[below].width / self.largest
        return row

    def _subject(self, index: int) -> dict[str, float]:
        """Return what a line's words have to do with text, title, author and site."""
        sight, page = self.sights[index], self.page
        own = 1 if sight.prose and page.first <= index < page.last else 0
        stems = sight.stems
        known = sum(page.vocabulary[stem] > own for stem in stems)
        words = [word.lower() for word in sight.words[:40]]
        names = [word.lower() for word in sight.words[1:] if word[0].isupper()]
        return {
            "topic": known / len(stems) if stems else 0.0,
            "cohesion": page.cohesion[index],
            "of_title": len(stems & self.title) / max(1, len(stems)),
            "title_said": len(stems & self.title) / max(1, len(self.title)),
            "author": sum(word in self.names for word in words[:8]),
            "site": sum(word in self.site for word in words),
            "site_share": sum(word in self.site for word in words) / max(1, len(words)),
            "known_names": sum(n in self.said for n in names) / len(names) if names else -1.0,
            "relative_width": sight.width / self.usual,
            "alike": min(9, page.alike[index]),
        }


_SEEN_BESIDE = (
    *("width", "prose", "ends", "gap", "entry", "dated", "credit", "labels", "label_related"),
    *("label_sign up", "agency", "colon", "slashes", "digit_first", "cut", "capital", "repeated"),
)
"""What is also seen of the lines above and below."""


def _look(sight: Sight, seen: Row) -> Row:
    """Return what a line looks like, whatever stands around it, from what was seen at first."""
    text = sight.text
    row = {name: value for name, value in seen.items() if name[:6] != "width_"}
    row.update(
        width=math.log2(1 + sight.width),
        words=min(sight.count, 60),
        capital=sight.capital,
        gap=sight.gap,
        dated=sight.dated,
        byline=sight.byline,
        title=sight.title,
        labels=len(sight.labels),
        labelled=bool(sight.label),
        bracket=text[:1] in "([（［",
        bullet=_BULLET.match(text) is not None,
        digit_first=text[:1].isdigit(),
        small_first=text[:1].islower(),
        commas=min(5, text.count(",") + text.count("、")),
        slashes=min(9, text.count("/") + text.count("|")),
        agency=sight.width < 500 and has_agency(text),
    )
    return row


def _find_blocks(sights: Sequence[Sight]) -> Iterator[_Block]:
    """Yield the blocks of running text, in order."""
    block: _Block | None = None
    for index, sight in enumerate(sights):
        if not sight.prose:
            continue
        width = min(sight.width, 400)
        if block and index - block.last <= 2:
            block = _Block(block.first, index, block.width + width, block.size + 1)
            continue
        if block:
            yield block
        block = _Block(index, index, width, 1)
    if block:
        yield block


def _names(words: Sequence[str]) -> set[str]:
    """Return the longer capitalized ones of some words, lower case."""
    return {word.lower() for word in words if len(word) > 2 and word[0].isupper()}


def _odds(chance: float) -> float:
    """Return log-odds, bounded."""
    bounded = min(1 - 1e-4, max(1e-4, chance))
    return math.log(bounded / (1 - bounded))


def _near(distance: int) -> int:
    return max(-_FAR, min(_FAR, distance))


def _sums(values: Iterator[float]) -> list[float]:
    """Return the sums of the first 0, 1, 2, … values."""
    return list(accumulate(values, initial=0.0))
