"""What is on the page but not in the article.

Two kinds of evidence: lines that are furniture on any page (a time of day, a template key), and
for a text that was pasted as a whole page, where its article is (`transkit.documents.pasted`). A
text without menus, buttons and small print around it is nobody's page: all of it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from transkit.documents.boxes import (
    find_begun,
    find_resumed,
    find_sign_off,
    find_teasers,
    is_contact,
)
from transkit.documents.dates import is_bare_date, is_clock_time
from transkit.documents.features import Page, PageLine, Sight, is_listed, look_at_page
from transkit.documents.heads import find_head
from transkit.documents.lines import has_letter
from transkit.documents.listings import (
    PICTOGRAM,
    complete_lists,
    count_on,
    fill_up,
    find_announced,
    find_figures,
    find_notes,
    find_opening,
    finish_list,
    is_in_list,
    join_items,
    stands_in_list,
)
from transkit.documents.pasted import Found, Weights, find_run, load_weights, weigh_lines
from transkit.documents.reasons import CLOCK_TIME, DATE_IN_RUN, NO_LETTER, PAGE_NAME, TEMPLATE_KEY
from transkit.documents.sifting import Run, sift_rows
from transkit.documents.timelines import find_timelines

__all__ = ["find_furniture", "settle_run", "sifted_lines"]

_SPOKEN = re.compile(r"[“„«\"][^“”„«»\"]*[\d?!…][^“”„«»\"]*[”“»\"]")
"""What somebody says: “$500?”, “???”"""
_REST = re.compile(r"[(\[]?(?:[$€£¥₴₩]\s?)?\d[\d.,:\s%–-]*[.!?)\]”\"»]+")
"""Figures that close a sentence: ``12).``, ``$4,500,000.``"""
_WRAPPED = 45
"""Characters of the narrowest wrapped line."""
MENU = "menu or button"
BEFORE = "before the article"
AFTER = "after the article"
BETWEEN = "between paragraphs"
_BY_LABEL = {
    "related": "other articles",
    "share": "sharing",
    "sign up": "signing up",
    "legal": "small print",
    "credit": "picture credit",
    "comments": "comments",
    "advert": "advertisement",
    "tags": "tags",
    "site": "navigation",
}
"""Kind of label → reason."""

_FEWEST = 8
"""Lines of the shortest text that may be a page."""
_MOST = 10_000
"""Lines of the longest: nobody pastes more from a browser, and a book is none."""
_PAGE = 12.0
"""How much furniture there must be around an article before a text is taken for a page."""
_CERTAINLY_A_PAGE = 40.0
"""The same where little running text is found in it: a list, or the notes of a program."""
_LEAST = 0.35
"""Share of the columns of all sentences that the article has at least…"""
_LITTLE = 0.05
"""… or this, where the furniture is evidence beyond doubt."""
_BEYOND_DOUBT = 80.0
_LONGEST = 400
"""Columns of a sentence's line that count at most."""
_SAID = 3
"""Words of the shortest sentence…"""
_DEFINED = 4
"""… and of the shortest line without a full stop that explains the one above it."""
_ARTICLE = 300
"""Columns of running text from which an article is no list."""
_LONG_MENU = 40
"""Entries of a menu that no list in an article has."""
_FRINGE = 40
"""Lines around the run that are looked at as well."""
_PROSE = 0.05
"""Chance from which running text inside the run is kept,"""
_INSIDE = 0.2
"""any other line inside but for what looks like a heading, which stays,"""
_OUTSIDE = 0.35
"""a line outside,"""
_BESIDE = 0.15
"""one outside that has the looks of text and could be a part of it,"""
_APART = 0.85
"""one that the model of the run says is outside, or that a label parts from the run,"""
_UNLIKELY = 0.05
_LABELLED = 0.7
"""one that begins with a label, is a date, or an address,"""
_CREDITED = 0.9
"""one that ends in a picture's credit,"""
_TEASED = 0.9
"""and one below a label of other articles."""
_SHARE = 0.5
"""Of the densest running text, how much a run holds at least."""
_NEAREST = 3
"""Lines between a heading and its text that may be buttons."""
_HEADING = 60
"""Columns of a heading…"""
_WORDS = 7
"""… and its words; headlines of other articles have more."""
_SENTENCE = 25
"""Columns from which a line that ends a sentence is text…"""
_LONG = 90
"""… or one that does not, with that many words."""
_MANY = 12
_BEHIND = 0.1
"""What is left of a line's chance when the article ended before it."""
_BEYOND = 8
"""Lines behind the run within which a paragraph that goes on with the subject belongs to it."""
_KNOWN = 4
"""Words that such a paragraph has at least, half of them known."""
_ENDINGS = frozenset(("related", "share", "comments", "tags", "legal", "sign up"))
"""Labels that do not stand behind an article's last sentence without ending it."""
_BUTTON = 50
"""Columns that such a label's line stays below."""
_MORE = 3
"""Paragraphs behind a button from which on it stands inside of the article."""

_PATH_KEY = re.compile(r"[a-z][a-z0-9_-]*(?:/[a-z0-9_-]+)+(?:\.[a-z0-9_-]+)+")
"""``client/title.list_title``: a path whose first part is no host, then a dotted name."""
_DOTTED_KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
_BRACES_KEY = re.compile(r"\{\{[^{}]*\}\}|\$\{[^{}\s]+\}|\[object Object\]")
_LONGEST_KEY = 100
_NAME = re.compile(r"(\S+(?: \S+){3,}) [|–—-] \w\S*(?: \S+){0,2}")
"""The name of a page: a title of four words or more, then its site."""
_NAMED_AGAIN = 60
"""Lines within which the title stands again."""
_YEAR = re.compile(r"(?:1\d|20|21)\d\d")
_BODY = 80
"""Code points; a paragraph of the article rather than a headline."""
_SHORT_GAP = 200
"""Code points; what may stand between two dates of a timeline of headlines."""


def find_furniture(
    paragraphs: Sequence[str],
    gaps: Sequence[bool] | None = None,
    *,
    markers: Sequence[str] | None = None,
    weights: Weights | None = None,
) -> list[str | None]:
    """Return for each paragraph of a page why it is furniture, or ``None`` where it may not be.

    Looks at whole paragraphs only: a line inside one is never furniture. Order is kept, one
    verdict per paragraph. Time grows with the number of paragraphs.

    Args:
        paragraphs: Cleaned texts of the page, in reading order, list markers left out.
        gaps: Whether a blank line, or the start of the page, comes before each; by default all.
        markers: The list markers that were left out of them; by default none.
        weights: What the features speak for; by default the package's.
    """
    verdicts = [_judge_alone(text) for text in paragraphs]
    dates = [is_bare_date(text) for text in paragraphs]
    for index, text in enumerate(paragraphs):
        if dates[index] and verdicts[index] is None and _is_in_run(index, dates, paragraphs):
            verdicts[index] = DATE_IN_RUN
        if verdicts[index] == NO_LETTER and (
            _is_year_heading(text, paragraphs[index + 1 : index + 2])
            or _SPOKEN.fullmatch(text)
            or (index and gaps and not gaps[index] and _is_rest(text, paragraphs[index - 1]))
        ):
            verdicts[index] = None
    if _begins_with_its_name(paragraphs):
        verdicts[0] = PAGE_NAME
    if not _FEWEST <= len(paragraphs) <= _MOST:
        return verdicts
    lines = [
        PageLine(text, gap, marker)
        for text, gap, marker in zip(
            paragraphs,
            gaps or [True] * len(paragraphs),
            markers or [""] * len(paragraphs),
            strict=True,
        )
    ]
    around = _judge_around(lines, find_timelines(lines), weights)
    return [sure or other for sure, other in zip(verdicts, around, strict=True)]


def _begins_with_its_name(paragraphs: Sequence[str]) -> bool:
    """Tell whether a page begins as the browser's window names it: its title, then its site.

    The title stands shortly below again, word for word, and the site is one to three words.
    """
    match = _NAME.fullmatch(paragraphs[0]) if paragraphs else None
    return match is not None and match[1] in paragraphs[1 : 1 + _NAMED_AGAIN]


def _judge_around(
    lines: Sequence[PageLine], timelines: Container[int], weights: Weights | None
) -> list[str | None]:
    """Return why each line of a page is not in its article, judged without its timelines.

    With them where nothing else speaks for a page.
    """
    rest = [line for index, line in enumerate(lines) if index not in timelines]
    timed = len(lines) - len(rest)
    judged = _judge_page(rest, weights, others=timed) if len(rest) >= _FEWEST else []
    if timed and not any(judged):
        return _judge_page(lines, weights)
    verdicts = iter(judged)
    return [
        _BY_LABEL["related"] if index in timelines else next(verdicts)
        for index in range(len(lines))
    ]


def _judge_page(
    lines: Sequence[PageLine], weights: Weights | None, *, others: int = 0
) -> list[str | None]:
    """Return why each line of a page is not in its article.

    ``None`` for all of a text that is no page, and of a page in which no article is found.

    Args:
        lines: Of the page.
        weights: What the features speak for; by default the package's.
        others: Lines of timelines, which have been taken out.
    """
    sights = look_at_page(lines)
    if _count_evidence(sights, range(0), others) < _PAGE:
        return [None] * len(lines)
    weights = weights or load_weights()
    page = Page(sights)
    run = settle_run(page, find_run(page, weights), past_buttons=True)
    kept = _sift(page, run, weights)
    if run.last == run.listed and not run.signed:
        kept |= find_resumed(page, run.first, run.last)
    kept |= find_begun(page, run.first)
    text = sum(sights[index].width for index in kept if sights[index].prose)
    evidence = _count_evidence(sights, range(run.first, run.last), others)
    if evidence < (_PAGE if text >= _ARTICLE else _CERTAINLY_A_PAGE):
        return [None] * len(lines)
    if _share_of_text(page, kept) < (_LEAST if evidence < _BEYOND_DOUBT else _LITTLE):
        return [None] * len(lines)
    text_start = min((k for k in kept if k >= run.first or sights[k].prose), default=run.first)
    head = find_head(page, text_start)
    first, last = min(kept), max(kept)
    kept |= find_figures(sights, range(first, last + 1))
    kept |= find_opening(page, head, text_start)
    kept |= find_announced(sights, kept | _below_head(head, text_start))
    markers = [line.marker for line in lines]
    kept |= count_on(sights, markers, kept) | join_items(sights, markers, kept | head)
    kept |= find_notes(page, markers, max(kept) + 1)
    kept |= complete_lists(sights, kept | head)
    kept |= fill_up(sights, kept)
    return [
        None
        if index in kept or index in head
        else _reason(sight, BEFORE if index < first else AFTER if index > last else BETWEEN)
        for index, sight in enumerate(sights)
    ]


def _below_head(head: frozenset[int], text_start: int) -> frozenset[int]:
    """Return the lines between what stands above the text and the text."""
    return frozenset(range(max(head) + 1, text_start)) if head else frozenset()


def settle_run(page: Page, found: Found, *, past_buttons: bool = False) -> Run:
    """Return where the article's text is, more exactly than the model of the run says.

    It is the page's densest running text where the run has too little of that, and ends before a
    label behind that text that never stands inside an article. Lines that are left out that way
    are unlikely from then on. A list that begins at its end goes on to the list's end.

    Args:
        page: The page.
        found: What the model of the run says.
        past_buttons: Go on behind a button for sharing where more than a list follows it. The trees
            learn better from runs that end there.
    """
    first, last = _check_run(page, found.first, found.last)
    chances = list(found.chances)
    if (first, last) != (found.first, found.last):
        chances = [float(first <= index < last) for index in range(len(chances))]
    end = _find_end(page, first, last, past_buttons=past_buttons)
    sign_off = find_sign_off(page, first, end) if past_buttons else None
    end = end if sign_off is None else min(end, sign_off)
    for index in range(end, last):
        chances[index] *= _BEHIND
    last = finish_list(page, end)
    while first > page.floor and stands_in_list(page, first) and stands_in_list(page, first - 1):
        first -= 1
    return Run(first, last, chances, end, signed=sign_off is not None)


def _sift(page: Page, run: Run, weights: Weights) -> frozenset[int]:
    """Return the lines that are the article's text, in its run and around it."""
    lines = sifted_lines(page, run)
    chances = weigh_lines(sift_rows(page, run, lines), weights)
    teasers = find_teasers(page.sights)
    return frozenset(
        index
        for index, chance in zip(lines, chances, strict=True)
        if chance >= (_TEASED if index in teasers else _needed(page, run, index))
    )


def sifted_lines(page: Page, run: Run) -> range:
    """Return the lines that are looked at one by one: the run with some around it."""
    start = min(run.first, max(page.floor, run.first - _FRINGE))
    return range(start, min(len(page.sights), run.last + _FRINGE))


def _needed(page: Page, run: Run, index: int) -> float:
    """Return how likely a line has to be the article's to be kept.

    To lose a paragraph is worse than to keep a button: running text inside goes only where it is
    certain that it is none of the article.
    """
    sight = page.sights[index]
    if run.listed <= index < run.last:
        return 0.0
    inside = run.first < index < run.last - 1
    if sight.credit:
        return _CREDITED
    if (sight.dated and not inside) or is_contact(sight):
        return _LABELLED
    if sight.label and sight.width < 70:
        return _INSIDE if inside and sight.ends else _LABELLED
    if run.signed and index >= run.last:
        return _APART
    if not run.first <= index < run.last:
        if _goes_on(page, run, index) or (index == run.last and _is_text(sight)):
            return _PROSE
        if run.chances[index] < _UNLIKELY or _is_cut_off(page, run, index):
            return _APART
        return _BESIDE if _is_text(sight) else _OUTSIDE
    if (sight.prose and not sight.repeated) or is_in_list(page, index):
        return _PROSE
    return 0.0 if _is_heading(page, index) else _INSIDE


def _check_run(page: Page, first: int, last: int) -> tuple[int, int]:
    """Return a run, or the densest running text of the page where the run has too little of it.

    On pages unlike those that the model was trained on, a title alone may weigh more than text
    with many buttons in it.
    """
    own = page.prose[last] - page.prose[first]
    dense = page.prose[page.last] - page.prose[page.first]
    apart = page.floor > 0 and (last <= page.first or page.last <= first)
    return (page.first, page.last) if apart or own < _SHARE * dense else (first, last)


def _is_heading(page: Page, index: int) -> bool:
    """Tell whether a line has the looks of a heading: a few words between two of running text.

    Buttons, forms and other labelled lines do not count between them.
    """
    sight = page.sights[index]
    if sight.labels or sight.dated or sight.credit or sight.cut or sight.repeated:
        return False
    if sight.width > _HEADING or sight.count > _WORDS or not sight.words:
        return False
    before = page.sights[max(0, index - _NEAREST) : index][::-1]
    after = page.sights[index + 1 : index + 1 + _NEAREST]
    return all(
        next((other.prose for other in side if not other.labels), False) for side in (before, after)
    )


def _is_cut_off(page: Page, run: Run, index: int) -> bool:
    """Tell whether a label that ends articles stands between the run and a line far behind it."""
    between = page.sights[run.last : index]
    return len(between) >= _BEYOND and any(
        sight.label in _ENDINGS and sight.width < _BUTTON for sight in between
    )


def _goes_on(page: Page, run: Run, index: int) -> bool:
    """Tell whether a line shortly behind the run is a paragraph that goes on with its subject."""
    sight = page.sights[index]
    if not 0 <= index - run.last < _BEYOND or sight.width < _LONG or not sight.prose:
        return False
    if any(between.title for between in page.sights[run.last : index + 1]):
        return False
    return _is_of_subject(page, sight)


def _is_text(sight: Sight) -> bool:
    """Tell whether a line has the looks of text: no button, headline or label has them."""
    if sight.prose:
        return True
    if sight.labels or sight.dated or sight.cut or sight.credit:
        return False
    return bool(
        is_listed(sight)
        or ((sight.ends or PICTOGRAM.search(sight.text)) and sight.width >= _SENTENCE)
        or (sight.width >= _LONG and sight.count >= _MANY)
    )


def _find_end(page: Page, first: int, last: int, *, past_buttons: bool) -> int:
    """Return where a run ends at a label behind its densest or its last running text."""
    sights = page.sights
    prose = [index for index in range(first, last) if sights[index].prose]
    start = prose[-1] + 1 if prose else last
    if page.floor and first < page.last:
        start = min(start, max(page.last, first))
    for index in range(start, last):
        if sights[index].label in _ENDINGS and sights[index].width < _BUTTON:
            if past_buttons and sights[index].label == "share" and _has_more(page, index, last):
                continue
            return index
    return last


def _has_more(page: Page, index: int, last: int) -> bool:
    """Tell whether paragraphs of a run follow a button that go on with the text's subject.

    Such a button may be the article's own: "Print" over a recipe.
    """
    following = [sight for sight in page.sights[index + 1 : last] if sight.prose]
    return len(following) >= _MORE and all(_is_of_subject(page, s) for s in following[:_MORE])


def _is_of_subject(page: Page, sight: Sight) -> bool:
    """Tell whether half of a line's words, of four or more, are in the running text too."""
    known = sum(page.vocabulary[stem] > 0 for stem in sight.stems)
    return len(sight.stems) >= _KNOWN and 2 * known >= len(sight.stems)


def _count_evidence(sights: Sequence[Sight], run: range, timed: int) -> float:
    """Return how much of what stands around a run is furniture for sure.

    Labels, copyright marks, repetition, dates and teasers count each by itself, short lines only
    half: a list, a poem or an address has those too. A line that heads what is said under it
    counts as neither: so are glossaries made. Without any label or mark nothing counts but a menu
    that is longer than any list.

    Args:
        sights: The page, without its timelines.
        run: What is not looked at.
        timed: Lines of timelines, which count as dates do.
    """
    places = [index for index in range(len(sights)) if index not in run]
    outside = [sights[index] for index in places]
    bare = [sights[index] for index in places if not _heads(sights, index)]
    labelled = [sight for sight in bare if sight.labels and sight.width < 70]
    labels = len(labelled) if len({kind for s in labelled for kind in s.labels}) > 1 else 0
    marks = sum("©" in sight.text or "ⓒ" in sight.text for sight in outside)
    entries = sum(sight.entry for sight in bare)
    if not labels and not marks and entries < _LONG_MENU:
        return 0.0
    others = timed + sum(sight.repeated + sight.cut + sight.dated for sight in outside)
    return 2 * labels + 3 * marks + others + 0.5 * entries


def _heads(sights: Sequence[Sight], index: int) -> bool:
    """Tell whether a line stands directly over what is said about it, and only there.

    That is a sentence, or a longer line that is neither a label nor a date.
    """
    sight = sights[index]
    if sight.repeated or sight.ends or index + 1 >= len(sights):
        return False
    below = sights[index + 1]
    if below.repeated or below.cut or below.dated or below.credit or below.entry:
        return False
    if _is_sentence(below):
        return True
    return not below.labels and below.count >= _DEFINED and below.width > sight.width


def _is_sentence(sight: Sight) -> bool:
    """Tell whether a line has the looks of a sentence, however short."""
    return sight.prose or (sight.ends and not sight.cut and sight.count >= _SAID)


def _share_of_text(page: Page, kept: frozenset[int]) -> float:
    """Return which share of the columns of a page's sentences is kept, in [0, 1].

    The lines of lists that are kept count as sentences.
    """
    widths = [
        min(sight.width, _LONGEST)
        if _is_sentence(sight) or (index in kept and stands_in_list(page, index))
        else 0
        for index, sight in enumerate(page.sights)
    ]
    whole = sum(widths)
    return sum(widths[index] for index in kept) / whole if whole else 0.0


def _reason(sight: Sight, place: str) -> str:
    """Return why a line is left out, in plain words."""
    label = sight.label or min(sight.labels, default="")
    if label and sight.width < 70:
        return _BY_LABEL[label]
    return MENU if sight.entry and place != BETWEEN else place


def _is_rest(text: str, before: str) -> bool:
    """Tell whether a text without letters may be the end of the wrapped line right before it."""
    return _REST.fullmatch(text) is not None and len(before) >= _WRAPPED and has_letter(before)


def _judge_alone(text: str) -> str | None:
    """Return why a paragraph is furniture whatever stands around it."""
    if not has_letter(text):
        return CLOCK_TIME if is_clock_time(text) else NO_LETTER
    if is_clock_time(text):
        return CLOCK_TIME
    return TEMPLATE_KEY if _is_template_key(text) else None


def _is_template_key(text: str) -> bool:
    """Tell whether a text is the name of a message that a site failed to look up.

    Addresses of pages, file names and words with hyphens are not: a key needs an underscore in
    its dotted name, or a path before it whose first part has no dot.
    """
    if len(text) > _LONGEST_KEY:
        return False
    if _BRACES_KEY.fullmatch(text):
        return True
    if _PATH_KEY.fullmatch(text):
        return True
    return "_" in text and _DOTTED_KEY.fullmatch(text) is not None


def _is_in_run(index: int, dates: Sequence[bool], paragraphs: Sequence[str]) -> bool:
    """Tell whether a date has another right beside it, or stands in a timeline of headlines.

    A timeline is three dates or more, each two with one short line that ends no sentence between
    them; in an article that goes from date to date, whole paragraphs stand there.
    """
    if any(0 <= beside < len(dates) and dates[beside] for beside in (index - 1, index + 1)):
        return True

    def is_step(first: int) -> bool:
        """Tell whether a headline and nothing else separates this date from the next."""
        if first < 0 or first + 2 >= len(dates) or not (dates[first] and dates[first + 2]):
            return False
        between = paragraphs[first + 1]
        return len(between) <= _SHORT_GAP and not between.endswith((".", "…", "。"))

    steps = [is_step(index - 4), is_step(index - 2), is_step(index), is_step(index + 2)]
    return any(first and second for first, second in pairwise(steps))


def _is_year_heading(text: str, following: Sequence[str]) -> bool:
    """Tell whether a year stands as a heading over a paragraph, as in a chronology."""
    return bool(
        _YEAR.fullmatch(text)
        and following
        and len(following[0]) >= _BODY
        and following[0].endswith((".", "!", "?", "…", "”", '"', "»", "。"))
    )
