"""What can be seen of a line of a pasted page, as numbers that a linear model weighs.

Nothing here knows a language: lengths, punctuation, capital letters, neighbours, runs, repetition,
and how like the words of the surrounding text a line's words are. The one exception are the labels
of `transkit.documents.labels`; a language without them loses a hint, not the rest.

A row is a mapping of names to numbers; what is 0 is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from transkit.documents.dates import has_date_stamp, is_clock_time, is_date_line
from transkit.documents.kinds import is_byline
from transkit.documents.labels import find_labels, has_credit
from transkit.documents.lines import columns

__all__ = ["Page", "PageLine", "Row", "Sight", "is_listed", "look_at", "rows_within"]

Row = Mapping[str, float]

_ENDS = re.compile(r"[.!?…。！？][\"'”’»«“)\]」』】]*$")
_CUT = re.compile(r"(?:\.\.+|…|\[\.\.\.\])[\"'”’»)\]]*$")
_BREAK = re.compile(
    r"[^\W_][.!?…。！？][\"'”’»«“)\]」』】]*(?: +(?=[\"'“«„(]?[^\W_])|(?<=[。！？])(?=\w))"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*")
_TOKEN = re.compile(r"\w+")
_NUMBER = re.compile(r"(?<!\w)[\d.,:%+-]*\d[\d.,:%+-]*(?!\w)")
_ITEM = re.compile(r"(?:#|№)?\d{1,3}[.):\s]")
_SYMBOL = re.compile(r"[|»›‹©®™•·▶►→←↑↓×✕+#*/]|<<|>>")
_ADDRESS = re.compile(r"://|www\.|@\w|\w@")
_ONLY_ADDRESS = re.compile(r"\S*(?:://|www\.)\S+|\S+\.(?:com|org|net)\S*")
_CODE = re.compile(r"[{}<>_=\\]|::|&\w+;|%[0-9A-F]{2}")
_QUOTED = re.compile(r"[\"“«„‘「『—–]")
_DATELINE = re.compile(r".{0,45}(?:\) ?[—–-]|[^\W\d_] [—–]|[—–]) ")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-4])[:h.][0-5]\d(?!\d)")
_SERVICE = re.compile(
    r"cookie|куки|кукі|쿠키|newsletter|розсилк|뉴스레터|subscri|підпис|구독|javascript|privacy"
    r"|персональн|개인정보",
    re.IGNORECASE,
)
"""What small print about the site itself is about, wherever it stands in a line."""
_UNSPACED = re.compile("[\u2e80-\u30ff\u3400-\u9fff]")

_HEAD = 300
"""Code points of a line that are looked at."""
_PROSE = 55
"""Columns from which a line that ends a sentence is running text."""
_UNSPACED_PROSE = 24
_ENTRY = 34
"""Columns that an entry of a menu stays below."""
_LENGTHS = (8, 16, 28, 45, 70, 110, 180, 300)
"""Columns between the classes of length."""
_TITLE = 14
"""Code points of the shortest title, without punctuation."""
_NEAR = 14
"""Lines within which running text has words in common."""


class PageLine(NamedTuple):
    """A line of a page, or a paragraph that was broken over several."""

    text: str
    """Cleaned, without its list marker."""
    gap: bool = True
    """Whether a blank line, or the start of the page, comes before it."""


@dataclass(slots=True, kw_only=True)
class Sight:
    """What can be seen of one line."""

    text: str
    gap: bool
    width: int
    """Columns, 2000 at most."""
    words: tuple[str, ...]
    """Of its beginning."""
    count: int
    """White-space separated words of its beginning."""
    ends: bool
    """Ends a sentence."""
    cut: bool
    """Ends in an ellipsis, as teasers do."""
    cased: bool
    """Whether any word is in a script with capitals."""
    capital: float
    """Share of its words that begin with a capital, in [0, 1]."""
    labels: frozenset[str]
    label: str
    """The kind of furniture that its first words name."""
    dated: bool
    byline: bool
    key: str
    """Its words in lower case, by which the same line is known elsewhere."""
    stems: frozenset[str]
    """Beginnings of its longer words: what it is about."""
    credit: bool = False
    """A caption that ends with a picture's credit."""
    prose: bool = False
    """Certainly running text."""
    entry: bool = False
    """Looks like an entry of a menu, or a button."""
    title: bool = False
    """Looks like the title, which the page's first line names too."""
    repeated: bool = False
    """Stands on the page more than once."""


def look_at(line: PageLine) -> Sight:
    """Return what can be seen of a line by itself."""
    text = line.text
    width = min(columns(text), 2000)
    head = text[:_HEAD]
    words = tuple(_WORD.findall(head))
    cased = [word for word in words if word[0].isupper() or word[0].islower()]
    labels, label = find_labels(text)
    if width > 70:
        labels &= {label, "legal", "sign up"}
    dated = width < 80 and _is_dated(text)
    sight = Sight(
        text=text,
        gap=line.gap,
        width=width,
        words=words,
        count=len(head.split()),
        ends=_ENDS.search(text) is not None,
        cut=width < 250 and _CUT.search(text) is not None,
        cased=bool(cased),
        capital=sum(word[0].isupper() for word in cased) / len(cased) if cased else 0.3,
        labels=labels,
        label=label,
        dated=dated,
        byline=width < 80 and not dated and is_byline(text),
        credit=width < 500 and has_credit(text),
        key=" ".join(_TOKEN.findall(text.lower())),
        stems=frozenset(map(_stem, filter(_tells, words))),
    )
    sight.prose = _is_prose(sight)
    sight.entry = width < _ENTRY and not sight.ends and sight.count <= 5
    return sight


def _is_dated(text: str) -> bool:
    """Tell whether a short line is a date or a time, or holds both a year and a time of day."""
    if is_clock_time(text) or is_date_line(text) or has_date_stamp(text):
        return True
    return _YEAR.search(text) is not None and _CLOCK.search(text) is not None


def _is_prose(sight: Sight) -> bool:
    """Tell whether a line is certainly running text."""
    if not sight.ends or sight.cut or sight.credit:
        return False
    if sight.width >= _UNSPACED_PROSE and _UNSPACED.search(sight.text[:_HEAD]):
        return True
    if sight.width < _PROSE or sight.count < 3 or sight.capital > 0.6:
        return False
    return not sight.labels & {"legal", "sign up"}


def _is_hangul(word: str) -> bool:
    return "가" <= word[0] <= "힣"


def _tells(word: str) -> bool:
    """Tell whether a word is long enough to say what a text is about."""
    return len(word) >= 4 or (_is_hangul(word) and len(word) >= 2)


def _stem(word: str) -> str:
    """Return the beginning of a word; endings are what languages add behind it."""
    return word[:2] if _is_hangul(word) else word[:5].lower()


class Page:
    """A page, and what its lines have to do with each other; rows of features for the model."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self.sights = [look_at(line) for line in lines]
        sights = self.sights
        self.first, self.last = self._find_core()
        self.vocabulary: Counter[str] = Counter()
        for sight in sights[self.first : self.last]:
            if sight.prose:
                self.vocabulary.update(sight.stems)
        self._mark_titles()
        self.prose = _sums([min(s.width, 400) if s.prose else 0 for s in sights])
        self._sums = {
            "prose": _sums([s.prose for s in sights]),
            "entry": _sums([s.entry for s in sights]),
            "label": _sums([bool(s.labels) for s in sights]),
            "open": _sums([not s.ends for s in sights]),
            "long": _sums([s.ends and s.width >= 90 for s in sights]),
        }
        self.cohesion = self._find_cohesion()
        self.overlap = self._find_overlap()
        self._follow()

    def _find_core(self) -> tuple[int, int]:
        """Return the first line and the one after the last of the densest running text."""
        best, total, start, found = 0, 0, 0, (0, 0)
        for index, sight in enumerate(self.sights):
            total += min(sight.width, 200) if sight.prose else -70 if sight.entry else -50
            if total <= 0:
                total, start = 0, index + 1
            elif total > best:
                best, found = total, (start, index + 1)
        return found

    def _mark_titles(self) -> None:
        """Mark the lines that stand there again, and those that the page's first line names."""
        keys = Counter(sight.key for sight in self.sights)
        first = self.sights[0].key if self.sights else ""
        for index, sight in enumerate(self.sights):
            sight.repeated = keys[sight.key] > 1
            if sight.prose or index == 0 or len(sight.key) < _TITLE or sight.width < 20:
                continue
            sight.title = first.startswith(sight.key) or (
                sight.key in first and len(sight.key) > 0.5 * len(first)
            )

    def _find_cohesion(self) -> list[float]:
        """Return which share of each line's words the running text around it has too."""
        places = [index for index, sight in enumerate(self.sights) if sight.prose]
        found = [0.0] * len(self.sights)
        for place, index in enumerate(places):
            near: set[str] = set()
            for other in places[max(0, place - 4) : place + 5]:
                if other != index and abs(other - index) <= _NEAR:
                    near |= self.sights[other].stems
            stems = self.sights[index].stems
            found[index] = len(stems & near) / len(stems) if stems else 0.0
        return found

    def _find_overlap(self) -> list[float]:
        """Return how well a line shortly before each line would be the title of what follows."""
        found = [0.0] * (len(self.sights) + 1)
        for index, sight in enumerate(self.sights):
            if not sight.prose and sight.width < 60:
                continue
            stems: set[str] = set()
            for after in self.sights[index : index + 8]:
                if after.prose or after.width >= 60:
                    stems |= after.stems
            for before in self.sights[max(0, index - 10) : index]:
                size = len(before.stems)
                against = before.prose or before.labels & {"share", "sign up", "legal"}
                if not against and size >= 3 and before.width < 220:
                    fit = len(before.stems & stems) / size * min(1.0, size / 5)
                    found[index] = max(found[index], fit)
        return found

    def _follow(self) -> None:
        """See for each place what came before it: labels, the title, a title with its date."""
        sights, size = self.sights, len(self.sights)
        self.labelled = [False] * size
        self.anchored = [False] * size
        self.title_before: list[int | None] = [None] * (size + 1)
        self.anchor_before: list[int | None] = [None] * (size + 1)
        label, zone = False, False
        title: int | None = None
        anchor: int | None = None
        for index, sight in enumerate(sights):
            self.labelled[index] = label
            self.title_before[index], self.anchor_before[index] = title, anchor
            label = not sight.prose and (label or (bool(sight.labels) and sight.width < 60))
            title = index if sight.title else title
            if self._is_anchor(index):
                anchor, zone = index, True
            elif anchor is not None and index > anchor + 6 and sight.labels:
                zone = zone and (sight.width >= 70 or sight.prose)
            self.anchored[index] = zone
        self.title_before[size], self.anchor_before[size] = title, anchor
        self.last_title = title if title is not None else -1
        self.last_anchor = anchor if anchor is not None else -1

    def _is_anchor(self, index: int) -> bool:
        """Tell whether a line is a title with a date or byline right under it."""
        sight = self.sights[index]
        if not (sight.title or (sight.repeated and len(sight.key) >= 20 and not sight.prose)):
            return False
        return any(below.dated or below.byline for below in self.sights[index + 1 : index + 5])

    def share(self, name: str, start: int, stop: int) -> float:
        """Return which share of the lines from `start` to before `stop` are so, in [0, 1]."""
        start, stop = max(0, start), min(len(self.sights), stop)
        sums = self._sums[name]
        return (sums[stop] - sums[start]) / (stop - start) if stop > start else 0.0

    def line_row(self, index: int) -> Row:
        """Return the features that say whether a line is inside the article."""
        sight = self.sights[index]
        row = _look_row(sight)
        own = 1 if sight.prose and self.first <= index < self.last else 0
        known = sum(self.vocabulary[stem] > own for stem in sight.stems)
        topic = known / len(sight.stems) if sight.stems else 0.0
        above, below = self.sights[max(0, index - 2) : index], self.sights[index + 1 : index + 3]
        item = _is_item(sight) and _has_item(above) and _has_item(below)
        row.update(
            anchored=self.anchored[index],
            anchored_no_prose=self.anchored[index] and not sight.prose,
            labelled=self.labelled[index] and not sight.prose,
            labelled_prose=self.labelled[index] and sight.prose,
            topic=topic,
            topic_none=len(sight.stems) >= 3 and topic < 0.25,
            prose_near=self.share("prose", index - 3, index + 4),
            entry_near=self.share("entry", index - 3, index + 4),
            prose_wide=self.share("prose", index - 8, index + 9),
            core=self.first <= index < self.last,
            item_run=item,
            cohesion=self.cohesion[index],
            cohesion_none=sight.prose and self.cohesion[index] < 0.15,
            teaser=self._is_teaser(index),
        )
        return _without_zeros(row)

    def _is_teaser(self, index: int) -> bool:
        """Tell whether a line is a headline with no running text beside it."""
        sight = self.sights[index]
        if sight.ends or not _ENTRY <= sight.width < 110:
            return False
        if index == 0 or index + 1 >= len(self.sights):
            return False
        return not self.sights[index - 1].prose and not self.sights[index + 1].prose

    def start_row(self, index: int) -> Row:
        """Return the features that say whether the article's text begins at a line."""
        total = self.prose[-1] or 1
        before = self.prose[index] / total
        row: dict[str, float] = {"bias": 1.0}
        row.update(self._title_features(index))
        row.update(
            core=index == self.first,
            core_near=abs(index - self.first) <= 3,
            top=index == 0,
            before=before,
            before_none=self.prose[index] == 0,
            before_some=before > 0.1,
            prose_3=self.share("prose", index, index + 3),
            prose_8=self.share("prose", index, index + 8),
            prose_before=self.share("prose", index - 3, index),
            entry_before=self.share("entry", index - 3, index),
            label_before=self.share("label", index - 3, index),
            overlap=self.overlap[index],
        )
        if index < len(self.sights):
            row.update(self._here(index))
        if index > 0:
            row.update(self._above(index))
        return _without_zeros(row)

    def _title_features(self, index: int) -> dict[str, float]:
        """Return where the title stands, seen from a place."""
        title, anchor = self.title_before[index], self.anchor_before[index]
        distance = 99 if title is None else index - title
        near = (
            anchor is not None and index - anchor <= 8 and self.prose[index] == self.prose[anchor]
        )
        return {
            "title_1": distance == 1,
            "title_3": 2 <= distance <= 3,
            "title_7": 4 <= distance <= 7,
            "title_15": 8 <= distance <= 15,
            "title_far": 15 < distance < 99,
            "title_none": distance == 99,
            "title_later": self.last_title >= index,
            "anchor_near": near,
            "anchor_past": anchor is not None and not near,
            "anchor_later": self.last_anchor >= index,
            "anchor_none": anchor is None and self.last_anchor < index,
        }

    def _here(self, index: int) -> dict[str, float]:
        """Return what the line is that would be the article's first."""
        sight = self.sights[index]
        names = any(word.isupper() and len(word) > 1 for word in sight.words[:6])
        return {
            "prose": sight.prose,
            "entry": sight.entry,
            "label": bool(sight.labels),
            "date": sight.dated,
            "title": sight.title,
            "gap": sight.gap,
            "long": sight.width >= 110,
            "dateline": sight.prose and names and bool(_DATELINE.match(sight.text[:60])),
            "cohesion": self.cohesion[index],
        }

    def _above(self, index: int) -> dict[str, float]:
        """Return what stands right before the article's first line."""
        above = self.sights[index - 1]
        signed = [sight.dated or sight.byline for sight in self.sights[max(0, index - 4) : index]]
        shared = any("share" in s.labels for s in self.sights[max(0, index - 2) : index])
        return {
            "above_date": above.dated,
            "above_signed": signed[-1],
            "above_signed_3": any(signed[-3:]),
            "above_signed_4": any(signed),
            "above_prose": above.prose,
            "above_label": bool(above.labels),
            "above_credit": "credit" in above.labels,
            "above_share": shared,
            "above_phrase": above.cased and above.capital < 0.5,
        }

    def end_row(self, index: int) -> Row:
        """Return the features that say whether the article's text ends before a line."""
        total = self.prose[-1] or 1
        rest = 1 - self.prose[index] / total
        row: dict[str, float] = {
            "bias": 1.0,
            "core": index == self.last,
            "core_near": abs(index - self.last) <= 3,
            "rest": rest,
            "rest_none": self.prose[index] == self.prose[-1],
            "rest_some": rest > 0.1,
            "prose_before": self.share("prose", index - 3, index),
            "long_8": self.share("long", index, index + 8),
            "cohesion_4": sum(self.cohesion[index : index + 4]) / 4,
        }
        for name in ("prose", "entry", "label", "open"):
            row[f"{name}_3"] = self.share(name, index, index + 3)
            row[f"{name}_8"] = self.share(name, index, index + 8)
        if index > 0:
            above = self.sights[index - 1]
            row["above_prose"] = above.prose
            row["above_ends"] = above.ends
            row["above_label"] = bool(above.labels)
            row["above_item"] = _is_item(above)
        row.update(self._below(index))
        return _without_zeros(row)

    def _below(self, index: int) -> dict[str, float]:
        """Return what stands right after the article's last line."""
        if index == len(self.sights):
            return {"end": 1.0}
        sight = self.sights[index]
        known = sum(self.vocabulary[stem] > 0 for stem in sight.stems)
        return {
            **{f"label_{name}": 1.0 for name in sight.labels},
            "label": bool(sight.labels),
            "prose": sight.prose,
            "entry": sight.entry,
            "cut": sight.cut,
            "repeated": sight.repeated,
            "title": sight.title,
            "open": not sight.ends,
            "gap": sight.gap,
            "item": _is_item(sight),
            "service": _SERVICE.search(sight.text[:400]) is not None,
            "signed": sight.dated or sight.byline,
            "topic": known / len(sight.stems) if sight.stems else 0.0,
            "code": _CODE.search(sight.text[:200]) is not None,
            "width": min(sight.width, 200) / 100,
            "capitals": _is_all_capitals(sight),
        }


def is_listed(sight: Sight) -> bool:
    """Tell whether a line is one of a numbered list, an address alone, or a row of numbers."""
    text = sight.text[:_HEAD]
    if _is_item(sight) or _ONLY_ADDRESS.fullmatch(text) is not None:
        return True
    return len(_NUMBER.findall(text)) >= 2


def rows_within(page: Page, first: int, last: int) -> list[Row]:
    """Return for each line of the article what says whether it is furniture between its parts.

    Args:
        page: The whole page.
        first: The article's first line.
        last: One after its last line.
    """
    lines = [page.line_row(index) for index in range(first, last)]
    found: list[Row] = []
    for place, line in enumerate(lines):
        row = {name: value for name, value in line.items() if name not in _ABOUT_THE_PAGE}
        labelled = any(name.startswith("label_") for name in line)
        row["label_short"] = labelled and not line.get("prose") and not line.get("label_credit")
        for side, beside in (("before", place - 1), ("after", place + 1)):
            if 0 <= beside < len(lines):
                sight = page.sights[first + beside]
                row[f"{side}_prose"] = sight.prose
                row[f"{side}_label"] = bool(sight.labels)
                row[f"{side}_related"] = "related" in sight.labels
                row[f"{side}_ends"] = sight.ends
                row[f"{side}_open"] = not sight.ends
        found.append(_without_zeros(row))
    return found


_ABOUT_THE_PAGE = frozenset(("core", "prose_wide", "topic_none"))
"""Features that say where the article is, not what is between its parts."""


def _look_row(sight: Sight) -> dict[str, float]:
    """Return what a line looks like, whatever stands around it."""
    text, head = sight.text, sight.text[:200]
    row: dict[str, float] = {"bias": 1.0, f"width_{sum(map(sight.width.__ge__, _LENGTHS))}": 1.0}
    row.update({f"label_{name}": 1.0 for name in sight.labels})
    row.update(
        ends=sight.ends,
        ends_long=sight.ends and sight.width >= 90,
        open_long=not sight.ends and sight.width >= 90,
        cut=sight.cut,
        colon=text.endswith((":", "：")),
        asks=text.endswith(("?", "？")),
        breaks=min(len(_BREAK.findall(text[:_HEAD])), 4) / 2,
        title_case=sight.cased and sight.capital > 0.7 and len(sight.words) >= 3,
        lower_case=sight.cased and sight.capital < 0.35 and len(sight.words) >= 4,
        capitals=_is_all_capitals(sight),
        digits=min(1.0, 4 * sum(map(str.isdigit, text[:_HEAD])) / max(1, len(text[:_HEAD]))),
        no_letter=not sight.words,
        repeated=sight.repeated,
        repeated_long=sight.repeated and sight.width >= 45,
        date=sight.dated,
        credit=sight.credit,
        entry=sight.entry,
        prose=sight.prose,
        item=_is_item(sight),
        table=sight.count >= 4 and not sight.dated and len(_NUMBER.findall(head)) >= 2,
        phrase=not sight.ends and 34 <= sight.width < 90 and sight.cased and sight.capital < 0.5,
    )
    row.update({name: found(text) for name, found in _MARKS.items()})
    return row


_MARKS: dict[str, Callable[[str], bool]] = {
    "symbol": lambda text: _SYMBOL.search(text[:120]) is not None,
    "address": lambda text: _ADDRESS.search(text[:200]) is not None,
    "only_address": lambda text: _ONLY_ADDRESS.fullmatch(text[:500]) is not None,
    "code": lambda text: _CODE.search(text[:200]) is not None,
    "quoted": lambda text: _QUOTED.match(text) is not None,
    "service": lambda text: _SERVICE.search(text[:400]) is not None,
}


def _is_all_capitals(sight: Sight) -> bool:
    return sight.cased and len(sight.text) > 3 and all(word.isupper() for word in sight.words)


def _is_item(sight: Sight) -> bool:
    return _ITEM.match(sight.text) is not None


def _has_item(sights: Sequence[Sight]) -> bool:
    return any(map(_is_item, sights))


def _sums(values: Sequence[int]) -> list[int]:
    """Return the sums of the first 0, 1, 2, … values."""
    return list(accumulate(values, initial=0))


def _without_zeros(row: Mapping[str, float]) -> Row:
    return {name: float(value) for name, value in row.items() if value}
