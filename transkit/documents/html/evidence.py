"""What can be seen of each run of a page that tells an article from what stands around it.

No word of any language is looked for in the text, only its shape, and where it stands: elements,
what authors call them, and how much running text they hold. Names of classes are English in most
of the world.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import log1p
from typing import NamedTuple

from transkit.documents.html.hints import read_hints, shares_of
from transkit.documents.html.inline import clean
from transkit.documents.html.scanner import What
from transkit.documents.html.structure import Element, Page, Run

__all__ = ["NAMES", "Evidence", "collect_evidence", "text_of"]

_AWAY = re.compile(
    r"comment|disqus|reply|respond|side-?bar|aside|relat|recommend|promo|sponsor|share|sharing|social|"
    r"footer|foot|nav|menu|breadcrumb|widget|advert|\bads?\b|ad-|-ad\b|newsletter|subscri|signup|"
    r"sign-up|login|more-|readmore|read-more|also|popular|trending|most-|latest|teaser|tags?\b|"
    r"taglist|topics|pagination|pager|copyright|cookie|consent|modal|popup|banner|toolbar|print|"
    r"hidden|author-?(?:bio|box|info)|about-?author|bio\b|profile|rating|poll|search|header|"
    r"masthead|byline|meta\b|date|timestamp|credit|category|label|kicker",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"article-?_?(?:body|text|content)|story-?_?(?:body|text|content)|post-?_?(?:body|content|entry)|"
    r"entry-?content|body-?copy|body-?text|articlebody|storytext|paragraph|richtext|rich-text|"
    r"content-?(?:body|text)|main-?content|\bprose\b",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"caption|figure|photo|image|gallery|video|media|credit|embed|tweet", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?…。！？:;]['\"”’»)\]]*\Z")
_SENTENCE = re.compile(r"[.!?…][\"”’»)]*\s|[。！？]")
_LONG = 60
"""Letters from which on a run can be running text; those of wide scripts count twice."""
_VERY_LONG = 200
"""Letters from which on it is, however it ends."""
_WIDE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff01-\uff60]")
_NEAR = 5
"""Elements above a run that say what kind of paragraph it is."""
_LANDMARKS = ("nav", "aside", "footer", "header", "form", "figure", "article", "main", "blockquote",
              "button")  # fmt: skip

NAMES = (
    "letters", "words", "ends", "sentences", "commas", "linked", "all_linked", "capitals", "digits",
    "small_start",
    "p", "li", "heading", "h1", "cell", "caption", "hidden", "is_div",
    *(f"in_{name}" for name in _LANDMARKS), "in_body_item", "away", "here", "media", "depth",
    "own_share", "up_share", "up2_share", "up3_share", "hops_to_container", "in_container",
    "top_share", "in_top", "article_share", "articles", "alike_share", "alike_count",
    "alike_linked", "twins", "twins_up",
    "before", "after", "since_long", "until_long", "long_1", "long_2", "next_long_1", "next_long_2",
    "place", "mass_before", "title", "since_title", "mass_since_title", "siblings", "inline_tags",
    "linked_up",
    "of_description", "description_here", "of_body", "says_body",
    "to_heading", "from_heading", "to_described", "from_described",
    "away_below", "here_below", "media_below", "landmarks_below",
)  # fmt: skip
"""What the numbers of `collect_evidence` are, in order."""


def text_of(run: Run, text: str) -> str:
    """Return the words of a run without tags; a line break in it is a space."""
    return clean(
        "".join(
            " " if item.token.name == "br" else text[item.token.start : item.end]
            for item in run.items
            if item.token.what in (What.TEXT, What.RAW) or item.token.name == "br"
        )
    ).strip()


class Evidence(NamedTuple):
    """What is seen of a page."""

    rows: list[Sequence[float]]
    """For each run the numbers that `NAMES` tells."""
    heading: int
    """The run that is the article's title; -1 where none looks like it."""
    running: list[bool]
    """For each run whether it is running text: long enough, and not only links."""


def collect_evidence(page: Page) -> Evidence:
    """Return what is seen of a page. The same page gives the same numbers."""
    survey = _Survey(page)
    return Evidence(survey.rows(), survey.heading, survey.running)


class _Seen:
    """What is noted of one run."""

    __slots__ = ("alike", "letters", "linked", "mass", "run", "words")

    def __init__(self, run: Run, page: Page) -> None:
        self.run = run
        self.words = text_of(run, page.text)
        wide = 1.0
        if not self.words.isascii():
            wide += len(_WIDE.findall(self.words)) / max(1, len(self.words))
        self.letters = int(len(self.words) * wide)
        self.linked = int(_linked(run) * wide)
        free = self.letters - self.linked
        is_running = free >= _LONG and (
            free >= _VERY_LONG or _ENDS.search(self.words) or self.words.count(",") > 1
        )
        self.mass = float(free) if is_running and not run.is_title else 0.0
        self.alike = _signature(run.parent)


class _Place:
    """What is known of an element from those above it, and of what it holds."""

    __slots__ = (
        "article", "away", "body_item", "chars", "container_hops", "count", "depth", "here",
        "holder", "landmarks", "links", "mass", "media", "points", "top", "twins", "twins_up",
    )  # fmt: skip

    def __init__(self, element: Element, up: _Place | None, number: int) -> None:
        self.away: int
        self.here: int
        self.media: int
        self.body_item: bool
        self.landmarks: int
        self.depth: int
        said = ""
        if element.name not in ("", "html", "body"):
            said = " ".join(
                element.value(name) for name in ("class", "id", "itemprop", "role")
                if name in element.attributes
            )  # fmt: skip
        self.away = (up.away if up else 0) + bool(said and _AWAY.search(said))
        self.here = (up.here if up else 0) + bool(said and _HERE.search(said))
        self.media = (up.media if up else 0) + bool(said and _MEDIA.search(said))
        self.body_item = (up is not None and up.body_item) or "articlebody" in said.lower()
        self.landmarks = up.landmarks if up else 0
        if element.name in _LANDMARKS:
            self.landmarks |= 1 << _LANDMARKS.index(element.name)
        self.article: int = number if element.name == "article" else (up.article if up else 0)
        self.depth = up.depth + 1 if up else 0
        self.holder: Element = (
            element if up is None or element.name not in _NO_PLACES else up.holder
        )
        self.mass = self.chars = self.links = self.points = 0.0
        self.count = 0
        self.container_hops = -1
        self.top = False
        self.twins = 0
        self.twins_up = 0


class _Survey:
    """Sums over a whole page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._seen = [_Seen(run, page) for run in page.runs]
        self._places: list[_Place] = []
        for number, element in enumerate(page.elements):
            up = None if element.parent is None else self._places[element.parent.index]
            self._places.append(_Place(element, up, number))
        self._add_up()
        self.running = [seen.mass > 0 for seen in self._seen]
        self._total = max(1.0, self._places[0].mass)
        self._find_container()
        self._find_top()
        self._count_twins()
        self._alike: dict[str, list[float]] = {}
        for seen in self._seen:
            sums = self._alike.setdefault(seen.alike, [0.0, 0.0, 0.0, 0.0])
            sums[0] += seen.mass
            sums[1] += 1
            sums[2] += seen.linked
            sums[3] += seen.letters
        self._masses = [0.0, 0.0, *(log1p(seen.mass) for seen in self._seen), 0.0, 0.0]
        """Of the runs from the one two before the first."""
        self._longs = [k for k, seen in enumerate(self._seen) if seen.mass]
        self._title = _tokens(next((s.words for s in self._seen if s.run.is_title), ""))
        self.heading = self._find_heading()
        hints = read_hints(page)
        says = float(bool(hints.body))
        self._said = [(*shares_of(seen.words, hints), says) for seen in self._seen]
        self._described = self._find_described()
        self._met = [(k, *self._meet(k)) for k in (self.heading, self._described)]
        self._articles = float(min(20, len({place.article for place in self._places}) - 1))

    def rows(self) -> list[Sequence[float]]:
        """Return the numbers of all runs."""
        before = at_heading = 0.0
        rows: list[Sequence[float]] = []
        for k, seen in enumerate(self._seen):
            if k == self.heading:
                at_heading = before
            row = [*self._shape(seen), *self._ancestors(seen), *self._shares(seen)]
            row += self._neighbours(k, before, at_heading)
            row += self._said[k]
            row += self._meetings(seen)
            rows.append(array("d", row))
            before += seen.mass
        return rows

    def _place(self, element: Element) -> _Place:
        return self._places[element.index]

    def _add_up(self) -> None:
        """Give every element the sums of the runs below it."""
        for seen in self._seen:
            place = self._place(seen.run.parent)
            place.mass += seen.mass
            place.chars += seen.letters
            place.links += seen.linked
            place.count += 1
        for element in reversed(self._page.elements[1:]):
            place = self._place(element)
            up = self._places[element.parent.index if element.parent is not None else 0]
            up.mass += place.mass
            up.chars += place.chars
            up.links += place.links

    def _find_container(self) -> None:
        """Find the innermost element that holds most of the running text, and what is in it."""
        best = self._page.elements[0]
        self._place(best).container_hops = 0
        for element in self._page.elements[1:]:
            place = self._place(element)
            up = self._places[element.parent.index if element.parent is not None else 0]
            if element.parent is best and place.mass > 0.5 * self._total:
                best, place.container_hops = element, 0
            elif up.container_hops >= 0:
                place.container_hops = up.container_hops + 1
        self._container = best
        # Those above the container, and what is in them alone, are outside.
        inside = {best.index}
        for element in self._page.elements[best.index + 1 :]:
            if element.parent is not None and element.parent.index in inside:
                inside.add(element.index)
        for element in self._page.elements:
            if element.index not in inside:
                self._place(element).container_hops = -1

    def _find_top(self) -> None:
        """Find the element with the most running text in its own paragraphs, less links.

        A paragraph counts for its parent, and half for the one above (as in Arc90's Readability).
        """
        for seen in self._seen:
            at: Element | None = self._place(seen.run.parent).holder
            for share in (1.0, 0.5):
                if at is None:
                    break
                self._place(at).points += share * seen.mass
                at = at.parent
        best, most = 0, -1.0
        for number, place in enumerate(self._places):
            points = place.points * (1 - place.links / max(1.0, place.chars))
            if place.body_item:
                points *= 1.5
            if points > most:
                best, most = number, points
        self._places[best].top = True
        for element in self._page.elements[best + 1 :]:
            if element.parent is not None and self._place(element.parent).top:
                self._place(element).top = True
        self._top = self._places[best]

    def _count_twins(self) -> None:
        """Count how many elements of the same name and class stand beside each other."""
        names: dict[tuple[int, str, str], int] = {}
        keys: list[tuple[int, str, str] | None] = [None]
        for element in self._page.elements[1:]:
            key = None
            if element.name in _BOXES and self._place(element).chars:
                up = element.parent.index if element.parent is not None else 0
                key = (up, element.name, element.value("class"))
                names[key] = names.get(key, 0) + 1
            keys.append(key)
        for element, key in zip(self._page.elements[1:], keys[1:], strict=True):
            place = self._place(element)
            above = self._places[element.parent.index if element.parent is not None else 0]
            place.twins = names[key] if key is not None else above.twins
            place.twins_up = max(above.twins_up, place.twins)

    def _find_heading(self) -> int:
        """Return the run that is the article's title; -1 for none."""
        best, most = -1, 0.0
        for k, seen in enumerate(self._seen):
            if seen.run.is_title or not self._title or seen.letters > 300:
                continue
            at: Element | None = seen.run.parent
            for _ in range(_NEAR):
                if at is None or at.name in _HEADINGS:
                    break
                at = at.parent
            if at is None or at.name not in _HEADINGS:
                continue
            tokens = _tokens(seen.words)
            worth = len(tokens & self._title) / max(1, len(tokens | self._title))
            worth += 0.2 * (at.name == "h1")
            if worth > most + 1e-9 and worth > 0.3:
                best, most = k, worth
        return best

    def _find_described(self) -> int:
        """Return the run that the page's descriptions quote; -1 for none."""
        best, most = -1, (0.3, False)
        for k, seen in enumerate(self._seen):
            worth = (round(min(self._said[k][:2]), 3), seen.mass > 0)
            if worth > most and not seen.run.is_title:
                best, most = k, worth
        return best

    def _meet(self, k: int) -> tuple[list[int], list[int]]:
        """Return for every element how far above it, and how deep, those of a run are met."""
        above: set[int] = set()
        at: Element | None = self._seen[k].run.parent if k >= 0 else None
        while at is not None:
            above.add(at.index)
            at = at.parent
        far: list[int] = []
        deep: list[int] = []
        for element, place in zip(self._page.elements, self._places, strict=True):
            if element.index in above or element.parent is None:
                far.append(0)
                deep.append(place.depth)
            else:
                far.append(far[element.parent.index] + 1)
                deep.append(deep[element.parent.index])
        return far, deep

    def _meetings(self, seen: _Seen) -> list[float]:
        """Return how far in the tree a run is from the title and from what descriptions quote.

        And what is said of it by those elements that do not hold most of the running text, too.
        """
        place, top = self._place(seen.run.parent), self._place(self._container)
        found: list[float] = []
        at = seen.run.parent.index
        for k, far, deep in self._met:
            if k < 0:
                found += [-1.0, -1.0]
                continue
            down = self._place(self._seen[k].run.parent).depth - deep[at]
            found += [float(min(20, far[at])), float(min(20, down))]
        return [
            *found,
            float(place.away - top.away),
            float(place.here - top.here),
            float(place.media - top.media),
            float((place.landmarks & ~top.landmarks).bit_count()),
        ]

    def _shape(self, seen: _Seen) -> list[float]:
        """Return what the words look like."""
        words = seen.words
        letters = max(1, seen.letters)
        return [
            log1p(seen.letters),
            log1p(words.count(" ") + 1),
            float(bool(_ENDS.search(words))),
            float(len(_SENTENCE.findall(words))),
            words.count(",") / letters * 100,
            seen.linked / letters,
            float(seen.linked >= seen.letters),
            sum(map(str.isupper, words)) / letters,
            sum(map(str.isdigit, words)) / letters,
            float(words[:1].islower()),
        ]

    def _ancestors(self, seen: _Seen) -> list[float]:
        """Return what the run stands in."""
        near: set[str] = set()
        at: Element | None = seen.run.parent
        for _ in range(_NEAR):
            if at is None:
                break
            near.add(at.name)
            at = at.parent
        place = self._place(seen.run.parent)
        return [
            float("p" in near),
            float(not near.isdisjoint(("li", "dt", "dd"))),
            float(not near.isdisjoint(_HEADINGS)),
            float("h1" in near),
            float(not near.isdisjoint(("td", "th"))),
            float(not near.isdisjoint(("figcaption", "caption"))),
            float(seen.run.parent.is_hidden),
            float(seen.run.parent.name in ("div", "section", "article", "body", "td")),
            *(float(place.landmarks >> k & 1) for k in range(len(_LANDMARKS))),
            float(place.body_item),
            float(place.away),
            float(place.here),
            float(place.media),
            float(min(40, place.depth)),
        ]

    def _shares(self, seen: _Seen) -> list[float]:
        """Return how much running text stands in the same places."""
        shares: list[float] = []
        at: Element | None = self._place(seen.run.parent).holder
        for _ in range(4):
            shares.append(self._place(at).mass / self._total if at is not None else 1.0)
            at = at.parent if at is not None else None
        place = self._place(seen.run.parent)
        alike = self._alike[seen.alike]
        return [
            *shares,
            float(min(40, place.container_hops)),
            float(place.container_hops >= 0),
            self._top.mass / self._total,
            float(place.top),
            self._places[place.article].mass / self._total if place.article else -1.0,
            self._articles,
            alike[0] / self._total,
            log1p(alike[1]),
            alike[2] / max(1.0, alike[3]),
            float(min(30, place.twins)),
            float(min(30, place.twins_up)),
        ]

    def _neighbours(self, k: int, before: float, at_heading: float) -> list[float]:
        """Return what stands before and behind."""
        seen, longs = self._seen[k], self._longs
        left = bisect_left(longs, k) - 1
        right = bisect_right(longs, k)

        element = seen.run.parent
        up = self._places[element.parent.index if element.parent is not None else 0]
        tokens = _tokens(seen.words)
        since = k - self.heading if self.heading >= 0 else 0
        return [
            float(min(30, left + 1)),
            float(min(30, len(longs) - right)),
            float(min(50, k - longs[left])) if left >= 0 else 50.0,
            float(min(50, longs[right] - k)) if right < len(longs) else 50.0,
            self._masses[k + 1],
            self._masses[k],
            self._masses[k + 3],
            self._masses[k + 4],
            k / len(self._seen),
            before / self._total,
            len(tokens & self._title) / max(1, len(tokens)),
            float(max(-50, min(100, since))),
            (before - at_heading) / self._total if since > 0 else -1.0,
            log1p(self._place(element).count),
            float(len([None for item in seen.run.items if item.token.what is What.START])),
            up.links / max(1.0, up.chars),
        ]


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOXES = frozenset(("div", "section", "article", "li", "aside", "td", "dl", "ul", "a", "figure"))
"""Elements that teasers are put in."""
_NO_PLACES = frozenset(
    ("p", "span", "a", "em", "strong", "b", "i", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5",
     "h6", "td", "tr", "th", "font", "u", "dt", "dd", "blockquote")
)  # fmt: skip
"""Elements of single paragraphs."""


def _tokens(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", words.lower()))


def _linked(run: Run) -> int:
    """Return how many characters of a run stand in links."""
    depth = int(run.parent.link is not None and run.parent.link.end > run.items[0].token.start)
    depth = min(1, depth)
    inside = 0
    for item in run.items:
        if item.token.what is What.TEXT:
            inside += (item.end - item.token.start) * (depth > 0)
        elif item.token.name == "a" and item.element is not None:
            depth += 1 if item.token.what is What.START else -1
    return inside


def _signature(element: Element) -> str:
    """Return how an element and those above it are called: alike in what is set alike."""
    parts: list[str] = []
    at: Element | None = element
    for _ in range(3):
        if at is None:
            break
        parts.append(f"{at.name}.{at.value('class')}")
        at = at.parent
    return "/".join(parts)
