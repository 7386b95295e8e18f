"""Where the article of a page is: what stands in it, beside it, and between its paragraphs."""

from __future__ import annotations

import pytest

from transkit.documents import read_bytes
from transkit.documents.html import article
from transkit.text.markup import strip_tags
from transkit.units import Document

LEAD = (
    "The river rose by two metres in a single night, and by the morning the lower town stood"
    " under water, from the old mill down to the harbour."
)
MIDDLE = (
    "Firemen carried the last people out of their houses at noon; most of them had been woken by"
    " the bells, the mayor said, and nobody was hurt."
)
END = (
    "The council meets on Friday, when it will be asked, once more, why the wall that was promised"
    " eleven years ago has never been built."
)


@pytest.fixture
def everything_is_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the trees say of every run that it is in the article."""
    monkeypatch.setattr(article, "weigh", lambda rows: [0.9] * len(rows))


def read(body: str, title: str = "The night of the river") -> Document:
    page = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_bytes(page.encode(), path="page.html", language="en")


def sources(document: Document) -> list[str]:
    return [unit.source for unit in document.units if "page title" not in unit.extracted]


def test_a_long_table_between_two_paragraphs_is_the_articles() -> None:
    rows = "".join(f"<tr><td>Gauge {number}</td><td>{number * 7}</td></tr>" for number in range(90))
    menu = "".join(f"<li><a href=/{number}>Section {number}</a></li>" for number in range(20))
    document = read(
        f"<ul class=menu>{menu}</ul><div class=content><h1>The night of the river</h1>"
        f"<p>{LEAD}</p><p>{MIDDLE}</p><table>{rows}</table><p>{END}</p></div>"
    )
    assert {f"Gauge {number}" for number in range(90)} <= set(sources(document))
    assert "Section 3" in {furniture.text for furniture in document.furniture}


def test_a_table_of_links_between_two_paragraphs_is_not() -> None:
    cells = "".join(f"<td><a href=/{number}>Other news {number}</a></td>" for number in range(30))
    document = read(
        f"<div class=content><h1>The night of the river</h1><p>{LEAD}</p><p>{MIDDLE}</p>"
        f"<table><tr>{cells}</tr></table><p>{END}</p></div>"
    )
    assert "Other news 3" in {furniture.text for furniture in document.furniture}


def test_a_quotation_that_is_set_apart_is_the_articles() -> None:
    quotation = "Wet feet, dry wit: that is this town."
    document = read(
        f"<div class=content><h1>The night of the river</h1><p>{LEAD}</p><p>{MIDDLE}</p>"
        f"<div class=social-media-embed><blockquote class=twitter-tweet><p>{quotation}</p>— Ada"
        f" Berg (@adaberg) <a href=/s>May 4</a></blockquote></div><p>{END}</p></div>"
    )
    assert quotation in sources(document)


def test_the_article_with_the_title_outweighs_longer_teasers() -> None:
    teasers = "".join(
        f"<article class=post><h2><a href=/{number}>Another day {number}</a></h2>"
        f"<p>{MIDDLE} {END} {number}</p></article>"
        for number in range(6)
    )
    document = read(
        f"<article class=one><h1>The night of the river</h1><p>{LEAD}</p></article>"
        f"<article class=more><h3>You may like</h3>{teasers}</article>"
    )
    assert LEAD in sources(document)
    assert not any(END in source for source in sources(document))


def test_headings_behind_the_last_paragraph_lead_elsewhere(everything_is_likely: None) -> None:
    document = read(
        f"<div class=content><h1>The night of the river</h1><p>{LEAD}</p><h2>What comes</h2>"
        f"<p>{MIDDLE}</p><p>{END}</p><h2>From our columns</h2><h2>The week in pictures</h2></div>"
    )
    assert "What comes" in sources(document)
    assert [f.text for f in document.furniture] == ["From our columns", "The week in pictures"]


def test_one_heading_behind_the_last_paragraph_may_be_the_articles(
    everything_is_likely: None,
) -> None:
    start = f"<div class=content><h1>The night of the river</h1><p>{LEAD}</p><p>{END}</p>"
    assert sources(read(f"{start}<h2>It rained on</h2></div>"))[-1] == "It rained on"
    assert sources(read(f"{start}</div><aside><h2>It rained on</h2></aside>"))[-1] == END


def test_a_line_of_capitals_that_is_a_link_leads_elsewhere(everything_is_likely: None) -> None:
    document = read(
        f"<div class=content><h1>The night of the river</h1><p>{LEAD}</p>"
        f"<p><a href=/app>CLICK HERE FOR ALL OF THE WEATHER NEWS TODAY</a></p><p>{MIDDLE}</p>"
        f"<p><a href=/b>A linked line in small letters</a></p><p>{END}</p></div>"
    )
    assert [f.text for f in document.furniture] == ["CLICK HERE FOR ALL OF THE WEATHER NEWS TODAY"]


def test_a_page_of_headings_alone_keeps_them(everything_is_likely: None) -> None:
    document = read("<h1>The night of the river</h1><h2>The day behind it</h2>")
    assert sources(document) == ["The night of the river", "The day behind it"]


def test_an_article_begins_where_its_own_box_has_running_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A table with a line that introduces it, before the first paragraph that looks like one."""
    gauges = [f"Gauge {number}" for number in range(3)]
    rows = "".join(f"<tr><td>{gauge}</td></tr>" for gauge in gauges)
    intro = "Below are the gauges of the lower town as they stood in the morning, in metres:"
    page = (
        "<h1>The night of the river</h1><div>Print it</div><div class=story><div>Listen</div>"
        f"<p>{intro}</p><table>{rows}</table><p>{LEAD}</p><p>{MIDDLE}</p><p>{END}</p></div>"
    )
    monkeypatch.setattr(article, "weigh", lambda rows: [0.3] * (len(rows) - 3) + [0.9] * 3)
    document = read(page)
    assert sources(document)[-7:] == [intro, *gauges, LEAD, MIDDLE, END]
    assert [furniture.text for furniture in document.furniture][-1:] == ["Listen"]
    monkeypatch.setattr(article, "weigh", lambda rows: [0.1] * (len(rows) - 3) + [0.9] * 3)
    assert gauges[0] not in sources(read(page))


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("<h1>A <em>long</em> walk</h1>", ["A long walk"]),
        ("<title>Coast Daily</title><h1>A long walk</h1>", ["Coast Daily", "A long walk"]),
        (
            "<h1>Coast Daily</h1><h1>A long walk</h1><p class=deck>Two days on foot.",
            ["A long walk", "Two days on foot."],
        ),
        ("<h1><a href=/>Coast Daily</a></h1>", []),
        ("<nav><h1>Coast Daily</h1></nav>", []),
    ],
)
def test_a_page_whose_title_is_said_nowhere_else_has_its_heading(
    top: str, expected: list[str]
) -> None:
    paragraph = "<p>The port took its first ship on Monday, nine days after the storm, he said.</p>"
    document = read_bytes(f"{top}{paragraph * 2}".encode(), path="page.html", language="en")
    assert [strip_tags(unit.source) for unit in document.units[:-2]] == expected


TERMS = "<dl><dt>Weir</dt><dd>A low wall.</dd><dt>Sluice</dt><dd>A door for water.</dd></dl>"
ANSWER = "<details><summary>Who pays?</summary>The county.</details>"
WORDS = {
    TERMS: {"Weir", "A low wall.", "Sluice", "A door for water."},
    ANSWER: {"Who pays?", "The county."},
}


@pytest.mark.parametrize("piece", [TERMS, ANSWER])
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_terms_and_answers_in_the_articles_box_are_its_own(piece: str, place: int) -> None:
    parts = [f"<p>{LEAD}</p>", f"<p>{MIDDLE}</p>", f"<p>{END}</p>"]
    parts.insert(place, f"<h2>Words</h2>{piece}" if place == 3 else piece)
    menu = "".join(f"<li><a href=/{number}>Section {number}</a></li>" for number in range(20))
    document = read(
        f"<ul>{menu}</ul><div><h1>The night of the river</h1>{''.join(parts)}</div>"
        f"<footer>All rights reserved.</footer>"
    )
    assert WORDS[piece] <= set(sources(document))
    assert ("Words" in sources(document)) is (place == 3)
    assert "Section 3" not in sources(document)


def test_terms_that_are_links_behind_the_article_are_not() -> None:
    links = "".join(f"<dt>Read</dt><dd><a href=/{n}>Other news {n}</a></dd>" for n in range(9))
    document = read(
        f"<div><h1>The night of the river</h1><p>{LEAD}</p><p>{MIDDLE}</p><p>{END}</p>"
        f"<dl>{links}</dl></div>"
    )
    assert "Other news 3" not in sources(document)


def test_bare_sentences_behind_the_last_paragraph_are_the_articles() -> None:
    last = "And so the wall is still a drawing."
    document = read(
        f"<div><h1>The night of the river</h1><p>{LEAD}</p>Bare words.<p>{MIDDLE}</p>{last}</div>"
    )
    assert {"Bare words.", last} <= set(sources(document))
