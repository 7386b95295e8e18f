"""What can be seen of a line of a pasted page, as numbers that a linear model weighs.

Nothing here knows a language: lengths, punctuation, capital letters, neighbours, runs, repetition,
and how like the words of the surrounding text a line's words are. The exceptions are the words of
`transkit.documents.labels` and the dates of `transkit.documents.dates`; a language without them
loses a hint, not the rest.

A row is a mapping of names to numbers; what is missing is 0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import NamedTuple

from transkit.documents.dates import has_date_stamp, is_clock_time, is_date_line
from transkit.documents.kinds import is_byline
from transkit.documents.labels import find_labels, has_credit, is_service
from transkit.documents.lines import columns

__all__ = ["Page", "PageLine", "Row", "Sight", "is_listed", "look_at", "look_at_page", "look_row"]

Row = Mapping[str, float]

_ENDS = re.compile(r"[.!?…。！？][\"'”’»«“)\]」』】]*$")
_CUT = re.compile(r"(?:\.\.+|…|\[\.\.\.\])[\"'”’»)\]]*$")
_BREAK = re.compile(
    r"[^\W_][.!?…。！？][\"'”’»«“)\]」』】]*(?: +(?=[\"'“«„(]?[^\W_])|(?<=[。！？])(?=\w))"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*")
_TOKEN = re.compile(r"\w+")
_NUMBER = re.compile(r"(?<!\w)[\d.,:%+-]*\d[\d.,:%+-]*(?!\w)")
_ITEM = re.compile(r"(?:#|№)?\d{1,3}(?:[ªº]|-?[^\W\d_]{1,2})?[.):\s]")
_SYMBOL = re.compile(r"[|»›‹©®™•·▶►→←↑↓×✕+#*/]|<<|>>")
_ADDRESS = re.compile(r"://|www\.|@\w|\w@")
_ONLY_ADDRESS = re.compile(r"\S*(?:://|www\.)\S+|\S+\.(?:com|org|net)\S*")
_CODE = re.compile(r"[{}<>_=\\]|::|&\w+;|%[0-9A-F]{2}")
_QUOTED = re.compile(r"[\"“«„‘「『—–]")
_DATELINE = re.compile(r".{0,45}(?:\) ?[—–-]|[^\W\d_] [—–]|[—–]) ")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-4])[:h.][0-5]\d(?!\d)")

_PHRASE = re.compile(r"\w+(?:\s+\w+)*")
_PLAIN = frozenset("w \t")
_PUNCTUATED = 2
"""Marks that lines of the same shape have at least: headlines have one colon all too often."""
_SHAPED = 110
"""Columns from which a line is no entry of a list."""

_HEAD = 300
"""Code points of a line that are looked at."""
_TAIL = 16
"""Code points at its end in which a sentence ends."""
_PROSE = 55
"""Columns from which a line that ends a sentence is running text."""
_UNSPACED_PROSE = 24
_PARAGRAPH = 140
"""Columns from which a line with a sentence's end inside is running text, however it ends."""
_ENTRY = 34
"""Columns that an entry of a menu stays below."""
_LENGTHS = (8, 16, 28, 45, 70, 110, 180, 300)
"""Columns between the classes of length."""
_TITLE = 11
"""Code points of the shortest title, without punctuation."""
_NAMED = 4
"""Words that a title has in common with the page's name if not all of them are the same…"""
_NEARLY = 0.8
"""… and their share of the words of both."""
_TITLED = 25
"""Lines within which an article's text follows its title…"""
_GUESSED = 3
"""Words that say what it is about, of a headline that may be the title…"""
_SIGNED = 5
"""… and lines under it among which is its date or its author."""
_STEP = 30
"""What a line of a numbered list behind a title is worth in columns of running text."""
_TITLED_WORTH = 2.5
"""… and how much more such text is worth."""
_NEAR = 14
"""Lines within which running text has words in common."""


class PageLine(NamedTuple):
    """A line of a page, or a paragraph that was broken over several."""

    text: str
    """Cleaned, without its list marker."""
    gap: bool = True
    """Whether a blank line, or the start of the page, comes before it."""
    marker: str = ""
    """The list marker that was left out."""


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
    """Its first words in lower case, by which the same line is known elsewhere."""
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
    shape: str = ""
    """Its punctuation with a letter for the words between, if it is short and has some."""


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
        ends=_ENDS.search(text[-_TAIL:]) is not None,
        cut=width < 250 and _CUT.search(text[-_TAIL:]) is not None,
        cased=bool(cased),
        capital=sum(word[0].isupper() for word in cased) / len(cased) if cased else 0.3,
        labels=labels,
        label=label,
        dated=dated,
        byline=width < 80 and not dated and is_byline(text),
        credit=width < 500 and has_credit(text),
        key=_key(text),
        stems=frozenset(map(_stem, filter(_tells, words))),
    )
    sight.shape = _shape(text) if width < _SHAPED else ""
    sight.prose = _is_prose(sight)
    sight.entry = width < _ENTRY and not sight.ends and sight.count <= 5
    return sight


def _key(text: str) -> str:
    """Return the first words of a line in lower case; for a long one its length as well."""
    words = _TOKEN.findall(text[:_HEAD].lower())
    return " ".join(words if len(text) <= _HEAD else [*words, str(len(text))])


def _shape(text: str) -> str:
    """Return the punctuation of a line, ``w`` for the words between; empty if it has too little."""
    shape = _PHRASE.sub("w", text)
    return shape if len(set(shape) - _PLAIN) >= _PUNCTUATED else ""


def look_at_page(lines: Sequence[PageLine]) -> list[Sight]:
    """Return what can be seen of the lines of a page, and which of them stand there again."""
    sights = [look_at(line) for line in lines]
    keys = Counter(sight.key for sight in sights)
    for sight in sights:
        sight.repeated = keys[sight.key] > 1
    return sights


def _is_dated(text: str) -> bool:
    """Tell whether a short line is a date or a time, or holds both a year and a time of day."""
    if is_clock_time(text) or is_date_line(text) or has_date_stamp(text):
        return True
    return _YEAR.search(text) is not None and _CLOCK.search(text) is not None


def _is_prose(sight: Sight) -> bool:
    """Tell whether a line is certainly running text."""
    if sight.cut or sight.credit:
        return False
    if not sight.ends and not _is_unfinished(sight):
        return False
    if sight.width >= _UNSPACED_PROSE and _is_unspaced(sight.text[:_HEAD]):
        return True
    if sight.width < _PROSE or sight.count < 3:
        return False
    if sight.capital > 0.6 and _is_mostly_cased(sight.words):
        return False
    return not sight.labels & {"legal", "sign up"}


def _is_mostly_cased(words: Sequence[str]) -> bool:
    """Tell whether half of some words or more are in a script with capitals."""
    return 2 * sum(word[0].isupper() or word[0].islower() for word in words) >= len(words)


def _is_unfinished(sight: Sight) -> bool:
    """Tell whether a line is so long and has so many sentences that it lacks but its full stop."""
    breaks = len(_BREAK.findall(sight.text[:_HEAD]))
    return sight.width >= _PARAGRAPH and breaks > 0 and sight.capital < 0.4


def _is_unspaced(text: str) -> bool:
    """Tell whether a text has letters of a script without spaces: Han, kana."""
    return not text.isascii() and any(
        "\u2e80" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff" for letter in text
    )


def _is_hangul(word: str) -> bool:
    return "가" <= word[0] <= "힣"


def _tells(word: str) -> bool:
    """Tell whether a word is long enough to say what a text is about."""
    return len(word) >= 4 or (_is_hangul(word) and len(word) >= 2)


def _stem(word: str) -> str:
    """Return the beginning of a word; endings are what languages add behind it."""
    return word[:2] if _is_hangul(word) else word[:5].lower()


def _is_nearly(words: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether of all the words of two lines most are in both."""
    both = len(words & others)
    return both >= _NAMED and both >= _NEARLY * len(words | others)


class Page:
    """A page, and what its lines have to do with each other; rows of features for the model."""

    def __init__(self, sights: Sequence[Sight]) -> None:
        self.sights = sights
        self._size = len(sights)
        self._looks: dict[int, Row] = {}
        self._mark_titles()
        self.first, self.last = self._find_core()
        self.vocabulary: Counter[str] = Counter()
        for sight in sights[self.first : self.last]:
            if sight.prose:
                self.vocabulary.update(sight.stems)
        self.prose = _sums([min(s.width, 400) if s.prose else 0 for s in sights])
        self._sums = {
            "prose": _sums([s.prose for s in sights]),
            "entry": _sums([s.entry for s in sights]),
            "label": _sums([bool(s.labels) for s in sights]),
            "open": _sums([not s.ends for s in sights]),
            "long": _sums([s.ends and s.width >= 90 for s in sights]),
        }
        self.alike = _runs([sight.shape for sight in sights])
        self.cohesion = self._find_cohesion()
        self.overlap = self._find_overlap()
        self._follow()

    def _find_core(self) -> tuple[int, int]:
        """Return the first line and the one after the last of the densest running text.

        Text right behind a title counts more: lists of other stories can be longer. The article
        begins behind that title, whose line `floor` remembers.
        """
        best, total, start, found, floor = 0.0, 0, 0, (0, 0), 0
        title: int | None = None
        above: int | None = None
        guessed = self._guess_titles()
        for index, sight in enumerate(self.sights):
            named = sight.title or index in guessed
            near = title is not None and index - title <= _TITLED
            if sight.prose:
                total += min(sight.width, 200)
            elif near and _is_item(sight) and _is_item(self.sights[index - 1]):
                total += _STEP
            else:
                total -= 70 if sight.entry else 50
            if named:
                title = index
            if total <= 0 or (named and above is None):
                total, start = 0, index + 1
                continue
            if index == start:
                above = title if near else None
            worth = total * (1.0 if above is None else _TITLED_WORTH)
            if worth > best:
                best, found = worth, (start, index + 1)
                floor = 0 if above is None else above + 1
        self.floor = floor
        return found

    def _guess_titles(self) -> frozenset[int]:
        """Return headlines with a date or byline under them whose words the text goes on with.

        Only where the page's first line names none: who copies a page seldom copies its name.
        """
        sights = self.sights
        if any(sight.title for sight in sights):
            return frozenset()
        found: set[int] = set()
        for index, sight in enumerate(sights):
            size = len(sight.stems)
            if size < _GUESSED or sight.prose or sight.labels or sight.dated or sight.width > 160:
                continue
            below = sights[index + 1 : index + 1 + _TITLED]
            if not any(under.dated or under.byline for under in below[:_SIGNED]):
                continue
            said = {stem for under in below if under.prose for stem in under.stems}
            if 2 * len(sight.stems & said) >= size:
                found.add(index)
        return frozenset(found)

    def _mark_titles(self) -> None:
        """Mark the lines that the page's first line names, a word more or less apart."""
        first = self.sights[0].key if self.sights else ""
        words = frozenset(first.split())
        for index, sight in enumerate(self.sights):
            if sight.prose or index == 0 or len(sight.key) < _TITLE or sight.count < 2:
                continue
            sight.title = (
                first.startswith(sight.key)
                or (sight.key in first and len(sight.key) > 0.5 * len(first))
                or _is_nearly(words, frozenset(sight.key.split()))
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
        if start < 0:
            start = 0
        if stop > self._size:
            stop = self._size
        if stop <= start:
            return 0.0
        sums = self._sums[name]
        return (sums[stop] - sums[start]) / (stop - start)

    def look(self, index: int) -> Row:
        """Return what a line looks like by itself."""
        found = self._looks.get(index)
        if found is None:
            found = self._looks[index] = look_row(self.sights[index])
        return found

    def line_row(self, index: int) -> Row:
        """Return the features that say whether a line is inside the article."""
        sight = self.sights[index]
        row = dict(self.look(index))
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
            alike=self.alike[index] >= 3,
            cohesion=self.cohesion[index],
            cohesion_none=sight.prose and self.cohesion[index] < 0.15,
            teaser=self._is_teaser(index),
        )
        return row

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
        return row

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
        return row

    def _below(self, index: int) -> dict[str, float]:
        """Return what stands right after the article's last line."""
        if index == len(self.sights):
            return {"end": 1.0}
        sight, look = self.sights[index], self.look(index)
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
            "service": look["service"],
            "signed": sight.dated or sight.byline,
            "topic": known / len(sight.stems) if sight.stems else 0.0,
            "code": look["code"],
            "width": min(sight.width, 200) / 100,
            "capitals": look["capitals"],
        }


def is_listed(sight: Sight) -> bool:
    """Tell whether a line is one of a numbered list, an address alone, or a row of numbers."""
    text = sight.text[:_HEAD]
    if _is_item(sight) or _ONLY_ADDRESS.fullmatch(text) is not None:
        return True
    return len(_NUMBER.findall(text)) >= 2


def look_row(sight: Sight) -> dict[str, float]:
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
    "service": lambda text: is_service(text[:400].lower()),
}


def _is_all_capitals(sight: Sight) -> bool:
    return sight.cased and len(sight.text) > 3 and all(word.isupper() for word in sight.words)


def _is_item(sight: Sight) -> bool:
    return _ITEM.match(sight.text) is not None


def _has_item(sights: Sequence[Sight]) -> bool:
    return any(map(_is_item, sights))


def _runs(shapes: Sequence[str]) -> list[int]:
    """Return for each line how many in a row have its shape; 0 where it has none."""
    found: list[int] = []
    for shape, group in groupby(shapes):
        size = sum(1 for _ in group)
        found += [size if shape else 0] * size
    return found


def _sums(values: Sequence[int]) -> list[int]:
    """Return the sums of the first 0, 1, 2, … values."""
    return list(accumulate(values, initial=0))
