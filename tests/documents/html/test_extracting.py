"""A clean page of just the article."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transkit.documents import extract_article, localize_document, read_bytes
from transkit.documents.html import article as finding
from transkit.documents.html.scanner import What, scan
from transkit.documents.html.tidying import tidy_piece
from transkit.errors import DocumentError
from transkit.units import Document

EXAMPLE = Path(__file__).parents[3] / "examples" / "summit.html"
LONG = (
    "The council voted on Monday to keep the old ferry, after a debate that lasted for most of the"
    " night and in which nearly every member spoke at least once."
)
MARKUP = [
    "<p>", "</p>", "<b>", "</b>", "<a href=x onclick='y()'>", "</a>", "<br>", "<div class=a>",
    "</div>", "<ul>", "</ul>", "<li>", "<table>", "<tr>", "<td>", "</table>", "<h1>", "</h1>",
    "<code>", "</code>", "<img src=a.png alt='a b'>", "<figure>", "<figcaption>", "</figure>",
    "<script>x()</script>", "<pre>", "</pre>", "<blockquote>", "</blockquote>", "one two", LONG,
    "&lt;b&gt;", "Слово. ", " ", "<!-- translate:off -->", "<!-- translate:on -->", "</span>",
    "<span translate=no>", "<em translate=yes>", "</em>", "<dl>", "<dd>", "</dl>", "<svg>",
    "</svg>",
]  # fmt: skip
VOID = ("br", "img", "meta", "wbr", "base")


def read(text: str) -> Document:
    return read_bytes(text.encode(), path="page.html", language="en")


def article(body: str, targets: dict[str, str] | None = None) -> str:
    """Return what stands in the article of the clean page of a body."""
    document = read(f"<html><body>{body}</body></html>")
    known = {unit.source: unit.id for unit in document.units}
    page = extract_article(document, {known[s]: t for s, t in (targets or {}).items()})
    return page.split("<article>\n")[1].split("</article>")[0]


def assert_well_formed(page: str) -> None:
    stack: list[str] = []
    for token in scan(page):
        if token.what is What.START and token.name not in VOID:
            stack.append(token.name)
        elif token.what is What.END:
            assert stack, page
            assert stack.pop() == token.name, page
    assert not stack


def test_the_example_as_a_clean_page(golden: object) -> None:
    document = read_bytes(EXAMPLE.read_bytes(), path="summit.html", language="en")
    page = extract_article(document, {})
    assert_well_formed(page)
    assert callable(golden)
    golden("summit-article.html", page)


@pytest.mark.parametrize(
    ("body", "clean"),
    [
        (f"<div class=x>{LONG}</div>", f"<p>{LONG}</p>\n"),
        (
            f"<p style='x'>{LONG} <span class=y>Yes.</span> <a href='/a?b=1&amp;c' rel=z>Here</a>.",
            f'<p>{LONG} Yes. <a href="/a?b=1&amp;c">Here</a>.</p>\n',
        ),
        (
            f"<p>{LONG} <a href='&#1; java&#10;scr\tipt:x()'>Here</a>.</p>",
            f"<p>{LONG} <a>Here</a>.</p>\n",
        ),
        (
            f"<p>{LONG}</p><img data-src=a.png><p>{LONG}</p>",
            f'<p>{LONG}</p>\n<p><img src="a.png"></p>\n<p>{LONG}</p>\n',
        ),
        (
            f"<p>{LONG}</p><img src='data:,x' data-src=b.png alt=B><p>{LONG}</p>",
            f'<p>{LONG}</p>\n<p><img src="b.png" alt="B"></p>\n<p>{LONG}</p>\n',
        ),
        (
            f"<p>{LONG} <img src='' data-src='javascript:x()' data-srcset='a.png 2x'> Yes.</p>",
            f'<p>{LONG} <img srcset="a.png 2x"> Yes.</p>\n',
        ),
        (
            f"<p>{LONG}</p><img src='data:,x'><img src=a.png data-src=b.png><p>{LONG}</p>",
            f'<p>{LONG}</p>\n<p><img src="a.png"></p>\n<p>{LONG}</p>\n',
        ),
        (f"<p>{LONG} <a href='javascript:x()'>Here</a>.</p>", f"<p>{LONG} <a>Here</a>.</p>\n"),
        (
            f"<p>{LONG}<ul class=k><li>One, two.<li>Three.</ul><p>{LONG}</p>",
            f"<p>{LONG}</p>\n<ul>\n<li>One, two.</li>\n<li>Three.</li>\n</ul>\n<p>{LONG}</p>\n",
        ),
        (f"{LONG}<br><br>{LONG}", f"<p>{LONG}</p>\n<p>{LONG}</p>\n"),
        (f"<p>{LONG}<br><br>{LONG}</p>", f"<p>{LONG}<br>\n{LONG}</p>\n"),
        (
            f"<p>{LONG}</p><pre class=c>a &lt; b</pre><p>{LONG}</p>",
            f"<p>{LONG}</p>\n<pre>a &lt; b</pre>\n<p>{LONG}</p>\n",
        ),
        (
            f"<p>{LONG}</p><p translate=no>{LONG} <b onclick=x()>Nie.</b></p><p>{LONG}</p>",
            f'<p>{LONG}</p>\n<p translate="no">{LONG} <b>Nie.</b></p>\n<p>{LONG}</p>\n',
        ),
        (
            f"<table><tr><td><p>{LONG}</p><p>{LONG}</p></td></tr></table>",
            f"<p>{LONG}</p>\n<p>{LONG}</p>\n",
        ),
        (
            f"<p>{LONG}</p><div><img class=i src=a.png alt='A boat'></div><p>{LONG}</p>",
            f'<p>{LONG}</p>\n<p><img src="a.png" alt="A boat"></p>\n<p>{LONG}</p>\n',
        ),
    ],
)
def test_what_is_left_of_markup(body: str, clean: str) -> None:
    assert article(body) == clean


def test_targets_are_in_place_also_those_of_pictures() -> None:
    body = f"<p>{LONG}</p><figure><img src=a.png alt='A boat'></figure><p>{LONG} <i>So.</i></p>"
    targets = {
        "A boat": 'Човен "Чайка"',
        LONG: "Так.",
        f"{LONG} <i1>So.</i1>": "<i1>Отак</i1> & ні",
    }
    assert article(body, targets) == (
        '<p>Так.</p>\n<figure>\n<img src="a.png" alt="Човен &quot;Чайка&quot;">\n</figure>\n'
        "<p><i>Отак</i> &amp; ні</p>\n"
    )


def test_the_target_of_a_picture_in_a_sentence_is_in_place() -> None:
    body = f"<p>{LONG} Look: <img src=a.png alt='A boat' class=i> it is there.</p>"
    assert article(body, {"A boat": "Човен"}) == (
        f'<p>{LONG} Look: <img src="a.png" alt="Човен"> it is there.</p>\n'
    )


def test_furniture_and_pictures_of_teasers_are_left_out() -> None:
    teaser = (
        '<aside class="related"><ul><li><a href=/x><img src=x.png alt="A dog">Dog bites man</a>'
        '<li><a href=/y><img src=y.png alt="A man">Man bites dog</a></ul></aside>'
    )
    page = article(f"<article><p>{LONG}</p><p>{LONG}</p>{teaser}<p>{LONG}</p></article>")
    assert page == f"<p>{LONG}</p>\n" * 3


def test_the_page_says_its_language_and_direction() -> None:
    document = read(f"<html lang=en><title>News &amp; more</title><p>{LONG}</p>")
    page = extract_article(document, {document.units[-1].id: "خبر"})
    page = localize_document(document, page, language="ar", encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html dir="rtl" lang="ar">\n<head>\n')
    assert '<meta charset="utf-8">\n' in page
    assert "<title>News &amp; more</title>\n" in page
    assert "<p>خبر</p>" in page


def test_only_what_belongs_to_the_article_even_where_furniture_has_units() -> None:
    body = f"<nav><a href=/>Home</a></nav><article><p>{LONG}</p><p>{LONG}</p></article>"
    document = read_bytes(body.encode(), path="a.html", language="en", keep_furniture=True)
    assert any(unit.source == "Home" for unit in document.units)
    assert "Home" not in extract_article(document, {})


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(MARKUP), max_size=40).map("".join))
def test_whatever_the_page_the_clean_one_is_well_formed(text: str) -> None:
    try:
        document = read(text)
    except DocumentError:
        return
    page = extract_article(document, {})
    assert_well_formed(page)
    assert "onclick" not in page
    assert "<script" not in page


def test_deep_nesting_takes_no_time_to_speak_of() -> None:
    text = f"{'<div><ul><li>' * 10_000}<p>{LONG}</p>"
    page = extract_article(read(text), {})
    assert LONG in page
    assert len(page) < 3000


def test_a_text_in_each_of_many_nested_elements_takes_no_time_to_speak_of() -> None:
    document = read("<div>word text " * 5000)
    page = extract_article(document, {})
    assert page.count("<p>word text</p>") == len(document.units) > 4900


def test_markup_around_some_of_many_units_of_a_run_is_around_those() -> None:
    gap = "<br><br>"
    body = f"<p>{LONG}{gap}<b>{LONG}{gap}<i>{LONG}</i></b>{gap}{LONG}{gap}<i>{LONG}</i></p>"
    assert article(body).split("<br>\n") == [
        f"<p>{LONG}", f"<b>{LONG}</b>", f"<b><i>{LONG}</i></b>", LONG, f"<i>{LONG}</i></p>\n",
    ]  # fmt: skip


def test_very_many_units_in_one_run_take_no_time_to_speak_of() -> None:
    page = extract_article(read("<p>" + "<b>word text<br><br>" * 2000), {})
    assert page.count("word text") == 2000
    assert_well_formed(page)


def test_markup_around_all_words_of_a_paragraph_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "weigh", lambda rows: [0.9] * len(rows))
    long = "The river rose by two metres in a night, and by the morning the town stood under water."
    page = (
        f"<title>River</title><article><h1><a href=/self title=Self>River</a></h1><p>{long}</p>"
        f"<p><b><i>All of it</i></b></p><div><a href=/x><p>And {long}</p></a></div><a name=top>"
        f"<p><a href='javascript:x()' class=y><span class=z>{long}</span></a></p></article>"
    )
    document = read_bytes(page.encode(), path="a.html", language="en", keep_furniture=True)
    targets = {unit.id: "Сам" for unit in document.units if unit.source == "Self"}
    clean = extract_article(document, targets)
    assert '<h1><a href="/self" title="Сам">River</a></h1>' in clean
    assert "<b><i>All of it</i></b>" in clean
    assert f'<p><a href="/x">And {long}</a></p>' in clean
    assert clean.count(f"<p>{long}</p>") == 2


@pytest.mark.parametrize(
    ("piece", "clean"),
    [
        ("a <svg><text>x</text></svg> b", "a  b"),
        ("a <svg> b", "a  b"),
        ("a <svg/> b <svg>x</svg> c", "a  b  c"),
        ("a <script>x", "a "),
        ("a <script>x</script> <object>y</object> <b>c", "a   <b>c</b>"),
    ],
)
def test_a_drawing_that_nothing_closes_takes_no_words_along(piece: str, clean: str) -> None:
    assert tidy_piece(piece) == clean


KEPT = "Stay as we are, in the words of the source."


@pytest.mark.parametrize(
    "piece",
    [
        f'<p class="notranslate">{KEPT}</p>',
        f'<p translate="no">{KEPT}</p>',
        f'<div class="box notranslate"><p>{KEPT}</p></div>',
        f'<ul class="notranslate"><li>{KEPT}</li></ul>',
        f'<h2 class="notranslate">{KEPT}</h2>',
        f"<!-- translate:off --><p>{KEPT}</p><!-- translate:on -->",
    ],
)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_what_must_not_be_translated_stays_in_the_sources_words(piece: str, place: int) -> None:
    parts = [f"<p>{LONG}</p>"] * 3
    parts.insert(place, piece)
    page = article(f"<h1>Ferry</h1><div>{''.join(parts)}</div>", {LONG: "Слово."})
    assert page.count(KEPT) == 1
    assert page.count("Слово.") == 3


@pytest.mark.parametrize("place", [1, 3])
def test_a_listing_in_the_articles_box_stays(place: int) -> None:
    parts = [f"<p>{LONG}</p>"] * 3
    parts.insert(place, f"<pre>{KEPT}</pre>")
    assert article(f"<div><h1>Ferry</h1>{''.join(parts)}</div>").count(KEPT) == 1


def test_what_must_not_be_translated_elsewhere_does_not() -> None:
    body = f"<div>{f'<p>{LONG}</p>' * 3}</div><footer><p class=notranslate>{KEPT}</p></footer>"
    assert KEPT not in article(body)


def test_words_that_are_freed_are_in_place() -> None:
    body = (
        f"<p>{LONG}</p><p translate=no>Stay, <em translate=yes>but go on &amp; on</em>, ever.</p>"
        f"<p>At <b translate=no>Haus <i translate=yes>by the lake</i></b> now.</p><p>{LONG}</p>"
    )
    targets = {"but go on &amp; on": "<x> &amp; далі", "by the lake": "біля озера"}
    page = article(body, {key.replace("&amp;", "&"): text for key, text in targets.items()})
    assert "Stay, " in page
    assert "біля озера</i></b> now" in page
    assert page.count(", ever.") == 1
    assert_well_formed(page)
