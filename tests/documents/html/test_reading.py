"""Pages as units: what stands in one, what its tags are, what stays out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from transkit.documents import read_bytes
from transkit.text.markup import is_well_formed
from transkit.units import Document, Kind

EXAMPLE = Path(__file__).parents[3] / "examples" / "summit.html"


def read(text: str, *, keep_furniture: bool = False) -> Document:
    return read_bytes(text.encode(), path="page.html", language="en", keep_furniture=keep_furniture)


def sources(text: str) -> list[str]:
    return [unit.source for unit in read(text, keep_furniture=True).units]


@pytest.mark.parametrize(
    ("markup", "units"),
    [
        ("<p>One.<p>Two.", ["One.", "Two."]),
        ("<p> One\n  line. </p>", ["One line."]),
        ("<p>a <b>bold</b> word", ["a <b1>bold</b1> word"]),
        ("<p><b>All bold.</b></p>", ["All bold."]),
        ("<p><a href=x><b>All</b> of it</a></p>", ["<b1>All</b1> of it"]),
        ("<p><b>One</b> two <i>three</i></p>", ["<b1>One</b1> two <i1>three</i1>"]),
        ("<p>one<br>two</p>", ["one<br1/>two"]),
        ("<p>one<br><br>\n<br>two</p>", ["one", "two"]),
        ("<b>one<br><br>two</b>", ["one", "two"]),
        ("<p><img src=x>one <img src=y> two<img></p>", ["one <img1/> two"]),
        (
            "<p>one <!-- two --> three <script>x</script> four",
            ["one <comment1/> three <script1/> four"],
        ),
        ("<p>use <code>a &lt; <b>b</b></code> here", ["use <code1>a < b</code1> here"]),
        (
            "<p>at <span translate=no>Haus <i>am</i> See</span> now",
            ["at <keep1>Haus am See</keep1> now"],
        ),
        ("<p>at <span class='x notranslate'>Haus</span> now", ["at <keep1>Haus</keep1> now"]),
        ("<div translate=no><p>no</p><p translate=yes>yes</p></div>", ["yes"]),
        ("<p>a<!-- translate:off --></p><p>b</p><!--translate:on--><p>c", ["a", "c"]),
        ("<p>one</p><pre>two</pre><p>three</p>", ["one", "three"]),
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", ["a", "b", "c", "d"]),
        ("<table><caption>t<tr><th>a<td>b<tr><td>c</table>", ["t", "a", "b", "c"]),
        ("<dl><dt>a<dd>b<dt>c</dl>", ["a", "b", "c"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<p>AT&amp;T &lt;em1&gt; &#233; &nbsp;x&nbsp;", ["AT&T \\<em1> é \u00a0x"]),
        ("<p>a <b>b</p><p>c</b> d", ["a <b1/>b", "c<b1/> d"]),
        ("<p>a <b>b <i>c</b> d</i> e", ["a <b1>b <i1/>c</b1> d<i2/> e"]),
        ("<p>12 <b>%</b></p><p>— *</p>", ["12 <b1>%</b1>"]),
        ("<p>a<svg><title>x</title><text>y</text></svg> b", ["a<svg1/> b"]),
        ("<svg><p>never closed", ["never closed"]),
        ("<button>Go</button><p>a</p><select><option>x</select>", ["Go", "a"]),
        ("<title>T &amp; <b>U</b></title><p>a", ["T & <b>U</b>", "a"]),
        ("<meta name=description content='D &quot;x&quot;'><p>a", ['D "x"', "a"]),
        (
            "<p>a</p><p><img alt='A &amp; B'><img alt=''><img alt=word></p><p>b</p>",
            ["a", "A & B", "word", "b"],
        ),
        ("no <i>tags</i> around", ["no <i1>tags</i1> around"]),
        ("<p>one\u2028two\x0b\x01three", ["one two three"]),
    ],
)
def test_units_are_the_blocks_with_their_markup_as_tags(markup: str, units: list[str]) -> None:
    assert sources(markup) == units
    assert all(is_well_formed(source) for source in units)


def test_the_article_of_the_example_is_found(golden: Callable[[str, str], None]) -> None:
    document = read_bytes(EXAMPLE.read_bytes(), path="summit.html", language="en")
    lines = [
        f"{unit.references[0].line:3} {unit.kind.value:10} {unit.extracted[0]:22} {unit.source}"
        for unit in document.units
    ]
    lines += [f"{piece.line:3} furniture  {piece.text}" for piece in document.furniture]
    golden("summit.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize(
    "markup",
    [
        "<p><code>make wall</code></p>",
        "<td><a href=x><code>make wall</code></a></td>",
        "<li><span translate=no>Make wall</span></li>",
        "<p><b class=notranslate>Make</b> <kbd>X</kbd>!</p>",
        "<p><code>one<br><br>two</code></p>",
        "<p translate=no>Make <i>wall</i></p>",
    ],
)
def test_a_text_without_a_word_to_translate_is_no_unit(markup: str) -> None:
    assert sources(f"<h1>One</h1>{markup}<p>Two</p>") == ["One", "Two"]


def test_what_is_shown_on_pointing_at_something_is_a_unit() -> None:
    document = read(
        '<article><h1>River</h1><p title="A walk">The <abbr title="World Rain Office">WRO</abbr>'
        " met <a href=/x title='See &quot;all&quot; of it'>here</a> and <img src=r alt=Rain"
        " title='It rains'> ended its <code title=Sum>x = 1</code> in time for tea, as every year."
        '</p><p><span translate=no title="Never">WRO</span> members went home before noon.</p>'
        '<nav><a href=/ title="Never this">Home</a></nav></article>'
    )
    tooltips = [unit.source for unit in document.units if "tooltip" in unit.extracted]
    assert tooltips == ["A walk", "World Rain Office", 'See "all" of it', "It rains", "Sum"]


def test_every_text_is_in_a_unit_or_in_furniture() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    document = read(text)
    whole = read(text, keep_furniture=True)
    split = {unit.source for unit in document.units} | {p.text for p in document.furniture}
    assert split == {
        unit.source
        for unit in whole.units
        if unit.extracted[0] not in ("text for a picture", "tooltip")
    } | {"A crane stands in shallow water beside dead birches", "How the levy works"}
    assert not whole.furniture


def test_tags_stand_for_the_markup_of_the_file() -> None:
    document = read("<p>a <a href='x'\n class=y>b</A > c<br/>d <img src=z> e")
    assert document.markup is not None
    marks = document.markup[0]
    assert {
        label: (mark.opening, mark.closing, mark.required) for label, mark in marks.items()
    } == {
        "a1": ("<a href='x'\n class=y>", "</A >", False),
        "br1": ("<br/>", None, False),
        "img1": ("<img src=z>", None, True),
    }


def test_kinds_are_those_of_the_elements() -> None:
    document = read(
        "<h1>The title is long</h1><h2>A heading</h2><ul><li>item</ul>"
        "<blockquote><p>said</blockquote>"
        "<figure><figcaption>shown</figcaption></figure><table><td>cell</table><p>text",
        keep_furniture=True,
    )
    assert [unit.kind for unit in document.units] == [
        Kind.TITLE,
        Kind.HEADING,
        Kind.LIST_ITEM,
        Kind.QUOTATION,
        Kind.CAPTION,
        Kind.TABLE_CELL,
        Kind.PARAGRAPH,
    ]


@pytest.mark.parametrize(
    "text", ["", " ", "<p>", "<!-- a -->", "<script>x</script>", "<", "</", "\ufeff\ufeff"]
)
def test_a_page_without_text_has_no_units(text: str) -> None:
    assert read(text).units == ()


def test_very_many_tags_in_one_paragraph_are_left_to_themselves() -> None:
    many = "<p>" + " ".join(f"<b>word{n}</b>" for n in range(1000))
    assert len(sources(many)) == 1000
    deep = "<p>" + "<b>" * 3000 + "a" + "</b>b" * 3000
    assert sources(deep)[0] == "a"


def test_what_is_kept_is_no_unit_however_many_tags_stand_around_it() -> None:
    many = "<p>" + " ".join(
        f"<b>word{n}</b> <code>x{n}</code> <i translate=no>y{n}</i>" for n in range(300)
    )
    assert sources(many) == [f"word{n}" for n in range(300)]


@pytest.mark.parametrize(
    ("page", "units"),
    [
        (
            "<p>Icon <svg><path></p><p>Second.</p><p>x <svg></svg> y</p>",
            ["Icon", "Second.", "x <svg1/> y"],
        ),
        (
            "<div><svg><g></div><p>Second.</p><p>x <svg></svg> y</p>",
            ["Second.", "x <svg1/> y"],
        ),
        (
            "<p>x <svg><foreignObject><p>In.</p></foreignObject><svg></svg></svg> y</p>",
            ["x <svg1/> y"],
        ),
        ("<p>x <svg><a><text>In</text></a></svg> y</p>", ["x <svg1/> y"]),
        ("<p>x <math><mtext><b>In</b></mtext></math> y</p>", ["x <math1/> y"]),
        (
            "<p>x <object>In</p></object><p>Second.</p><object>In</object><p>Third.",
            ["x", "Second.", "Third."],
        ),
        (
            "<p>One.</p><select><option>A<select></select><p>Two.</p><select></select><p>Three.",
            ["One.", "Two.", "Three."],
        ),
        ("<p>x <object><object>In</object></object> y</p>", ["x <object1/> y"]),
    ],
)
def test_what_is_not_closed_does_not_take_the_page_along(page: str, units: list[str]) -> None:
    assert sources(page) == units


@pytest.mark.parametrize("piece", ["<svg>", "<svg><p>", "<object></object><object>", "<svg/><g>"])
def test_what_is_not_closed_takes_no_time_to_speak_of(piece: str) -> None:
    assert sources(f"{piece * 20_000}</svg></object><p>One.")[-1] == "One."


def test_a_picture_where_a_comment_says_so_keeps_its_text() -> None:
    page = (
        "<article><h1>The pier</h1><p>The ferry waited for an hour, and nobody came to it.</p>"
        "<!-- translate:off --><p>Left alone: <img src=a alt='As it is'></p><!-- translate:on -->"
        "<p>The captain said so, and went home in the fog. <img src=b alt='The fog'></p></article>"
    )
    document = read_bytes(page.encode(), path="a.html", language="en", keep_furniture=True)
    sources = [unit.source for unit in document.units]
    assert "The fog" in sources
    assert "As it is" not in sources


FREED = "inside of words that stay"


@pytest.mark.parametrize(
    ("markup", "units"),
    [
        ("<p translate=no>Stay <em translate=yes>and <b>go</b></em> here", ["and <b1>go</b1>"]),
        (
            "<p>At <b translate=no>Haus <i translate=yes>by us</i></b> now",
            ["At <keep1/> now", "by us"],
        ),
        ("<p><b class=notranslate>Haus <i translate>by us</i></b>", ["by us"]),
        ("<p>Run <code>make <var translate=yes>it</var></code>", ["Run <code1/>", "it"]),
        ("<p translate=no>Stay <em translate=yes>open", []),
        ("<p translate=no>Stay <em translate=yes><b translate=no>no</b></em>", []),
        ("<!-- translate:off --><p translate=no>Stay <em translate=yes>so</em>", []),
    ],
)
def test_words_may_be_translated_inside_of_others_that_stay(markup: str, units: list[str]) -> None:
    assert sources(markup) == units
    freed = [unit.source for unit in read(markup).units if FREED in unit.extracted]
    assert freed == [source for source in units if "At" not in source and "Run" not in source]
