"""What a person says about single lines outranks what transkit makes of them."""

from __future__ import annotations

import re

import pytest

from transkit.documents import read_bytes, rebuild_document
from transkit.documents.composing import without_furniture
from transkit.settings import FurnitureRules
from transkit.units import Document

TEXT = """The mill that forgot its river

Subscribe to our letter

The mill stood dry for forty years, and nobody had told the river about it.

12:40
"""

PAGE = """<html><head><title>Mill</title></head><body>
<nav><a href="/">Front page</a> <a href="/n">Newsroom</a></nav>
<article><h1>The mill that forgot its river</h1>
<p>The mill stood dry for <em>forty years</em>, and nobody in the town had told the river. It came
back on a Tuesday, at the time when the baker opens his shop, and it stayed.</p>
<p>Subscribe to our <b>letter</b>, which comes on every second Friday and costs nothing at all.</p>
<p>Since then the wheel turns at night, which the neighbours have learned to sleep through, apart
from one, who bought earplugs and, in the end, another house.</p></article>
</body></html>
"""

MARKDOWN = "# The mill\n\nIt stood dry.\n\nSubscribe to our *letter*.\n\n- one\n- two\n"


def rules(*, keep: str = "", drop: str = "") -> FurnitureRules:
    """Return rules of one pattern each."""
    return FurnitureRules(
        keep=(re.compile(keep),) if keep else (), drop=(re.compile(drop),) if drop else ()
    )


def read(name: str, text: str, found: FurnitureRules | None, *, keep: bool = False) -> Document:
    """Return the document under these rules."""
    return read_bytes(text.encode(), path=name, language="en", rules=found, keep_furniture=keep)


FILES = [("a.txt", TEXT), ("a.html", PAGE), ("a.md", MARKDOWN)]


@pytest.mark.parametrize(("name", "text"), FILES)
def test_a_dropped_line_is_furniture_and_stays_in_the_file(name: str, text: str) -> None:
    before = read(name, text, None)
    after = read(name, text, rules(drop="Subscribe to our"))
    gone = {unit.source for unit in before.units} - {unit.source for unit in after.units}
    assert [source.startswith("Subscribe") for source in gone] == [True]
    assert "dropped by transkit.toml" in {piece.reason for piece in after.furniture}
    assert len(after.units) == len(before.units) - 1
    assert rebuild_document(after, {unit.id: unit.source for unit in after.units}) == text


@pytest.mark.parametrize(("name", "text"), FILES)
def test_positions_count_without_the_dropped_lines(name: str, text: str) -> None:
    after = read(name, text, rules(drop="Subscribe to our"))
    numbers = [
        int(position.rpartition(" ")[2])
        for unit in after.units
        for position in unit.extracted[:1]
        if position.startswith("paragraph")
    ]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    ("name", "text", "wanted"), [(*FILES[0], "12:40"), (*FILES[1], "Newsroom")]
)
def test_a_kept_line_is_a_unit_in_its_place(name: str, text: str, wanted: str) -> None:
    after = read(name, text, rules(keep=wanted))
    assert sum(wanted in unit.source for unit in after.units) == 1
    assert not any(wanted in piece.text for piece in after.furniture)
    assert [span.start for span in after.spans] == sorted(span.start for span in after.spans)
    target = {unit.id: "Слова" for unit in after.units if wanted in unit.source}
    assert wanted not in rebuild_document(after, target)


@pytest.mark.parametrize(("name", "text"), FILES)
def test_keep_outranks_drop_and_keeping_all_outranks_both(name: str, text: str) -> None:
    same = read(name, text, rules(keep="Subscribe", drop="Subscribe"))
    assert [unit.id for unit in same.units] == [unit.id for unit in read(name, text, None).units]
    whole = read(name, text, rules(drop="."), keep=True)
    assert whole == read(name, text, None, keep=True)


@pytest.mark.parametrize(("name", "text"), FILES)
def test_without_a_rule_that_fits_nothing_changes(name: str, text: str) -> None:
    assert read(name, text, rules(drop="nowhere")) == read(name, text, None)


def test_a_dropped_line_is_not_in_the_article_that_is_built() -> None:
    document = without_furniture(read("a.txt", TEXT, rules(drop="Subscribe")))
    assert "Subscribe" not in document.text


def test_the_title_is_looked_for_among_what_is_left() -> None:
    text = "The Harbor Post and its readers\n\n" + TEXT
    document = read("a.txt", text, rules(drop="Harbor Post"))
    assert (document.units[0].kind.value, document.units[0].source) == (
        "title",
        "The mill that forgot its river",
    )
