"""Reports: what is on the page and in the table, and that a browser shows the page as meant."""

from __future__ import annotations

import base64
import hashlib
import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

import transkit
from tests.browser import Page, open_browser
from tests.pipeline.test_diff import Reader
from transkit.catalogs import make_header, serialize_po
from transkit.checks.risk import Level
from transkit.errors import TranskitError
from transkit.memory.ledger import DraftKey, Ledger
from transkit.memory.risks import RiskNotes
from transkit.memory.store import Store, default_memory_path
from transkit.pipeline.report_page import render_report
from transkit.units import Catalog, Kind, Reference, State, Unit, unit_id

CATALOG = Path("locales/uk/LC_MESSAGES/ferry.po")
KEY = DraftKey(
    source_language="en", target_language="uk", engine="argos", model_hash="0", settings=""
)
LONG = "https://example.org/" + "a-very-long-address-without-a-place-to-break/" * 6


def unit(source: str, target: str = "", state: State = State.TRANSLATED, **more: object) -> Unit:
    """Return a unit of the catalog."""
    chosen = state if target else State.INITIAL
    return Unit(id=unit_id(source), source=source, target=target, state=chosen, **more)  # type: ignore[arg-type]


UNITS = (
    unit("The ferry is late", "Пором спізнюється", State.REVIEWED, kind=Kind.TITLE,
         references=(Reference(path="ferry.txt", line=1),)),
    unit("The <b1>old ferry</b1> needs 45 minutes.", "<b1>Старому порому</b1> треба 54 хвилини.",
         note=("high risk: read it closely", "the source has 45, the target 54 [numbers]")),
    unit("Nobody was hurt.", "Ніхто не постраждав."),
    unit("The council <will> & must meet.", "Рада <збереться> & мусить.", State.REVIEWED,
         comments=(" the mayor's words",)),
    unit(f"The timetable is at {LONG} today."),
    unit("=1+1 is what the sign said.", '=HYPERLINK("http://example.org")'),
)  # fmt: skip


def write(*units: Unit, language: str = "uk") -> None:
    """Write a catalog of these units."""
    header = make_header(
        source_language="en", target_language=language, created="2026-11-23 10:00+0000",
        project="ferry",
    )  # fmt: skip
    catalog = Catalog(
        source_language="en", target_language=language, units=units, header=tuple(header)
    )
    CATALOG.write_bytes(serialize_po(catalog))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a catalog in which people have worked."""
    monkeypatch.chdir(tmp_path)
    CATALOG.parent.mkdir(parents=True)
    write(*UNITS)
    with Store(default_memory_path()) as store:
        drafts = {one.source: one.target for one in UNITS if one.target}
        drafts[UNITS[3].source] = "Рада <збереться> & може."
        Ledger(store).note_written(KEY, drafts.items())
    return tmp_path


def test_each_unit_has_its_risk_findings_and_changes(folder: Path) -> None:
    (catalog,) = transkit.report(CATALOG).catalogs
    title, ferry, nobody, council, timetable, sign = catalog.units
    assert [row.level for row in catalog.units] == [
        Level.LOW, Level.HIGH, Level.LOW, Level.LOW, Level.LOW, Level.HIGH,
    ]  # fmt: skip
    assert [finding.check for finding in ferry.findings][:1] == ["numbers"]
    assert ferry.notes == (), "what checks said is among the findings"
    assert [part.text for part in council.parts if part.kind == "added"] == ["мусить"]
    assert (title.parts, nobody.parts, timetable.parts) == ((), (), ())
    assert sign.needs_look
    assert catalog.changes == (0.0, council.change)
    assert catalog.status.units.reviewed == 2


def test_nothing_is_written_unless_a_place_is_given(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    content = CATALOG.read_bytes()
    assert transkit.report("locales").written == ()
    assert (sorted(folder.rglob("*")), CATALOG.read_bytes()) == (before, content)


def test_a_draft_that_a_person_changed_is_judged_as_it_is_now(folder: Path) -> None:
    text = CATALOG.read_text(encoding="utf-8")
    CATALOG.write_text(text.replace("треба 54 хвилини", "треба 45 хвилин"), encoding="utf-8")
    ferry = transkit.report(CATALOG).catalogs[0].units[1]
    assert ferry.parts
    assert (ferry.level, ferry.findings) == (Level.LOW, ())


def test_a_draft_that_drafting_noted_needs_a_look(folder: Path) -> None:
    noted = unit(
        "It rained.",
        "Дощило.",
        note=("the draft repeats itself", "the draft did not come to an end"),
    )
    scored = unit("It snowed.", "Сніжило.", note=("high risk: read it closely", "x [score]"))
    write(noted, scored)
    one, other = transkit.report(CATALOG).catalogs[0].units
    assert (one.level, one.notes) == (Level.HIGH, noted.note)
    assert (other.level, other.notes) == (Level.HIGH, ())


def test_what_the_engine_was_unsure_of_comes_first_until_a_person_changes_it(folder: Path) -> None:
    hours = "one two three four five six seven eight nine ten".split()
    drafts = [unit(f"It rained at {hour}.", "Дощило.") for hour in hours]
    write(*drafts)
    scores = {one.id: (0.3, 1.0) for one in drafts} | {drafts[4].id: (0.2, 1.0)}
    with Store(default_memory_path()) as store:
        Ledger(store).note_written(KEY, [(one.source, one.target) for one in drafts])
        before = [row.points for row in transkit.report(CATALOG).catalogs[0].units]
        RiskNotes(store, str(CATALOG.absolute())).keep(b"", {}, scores)
    rows = transkit.report(CATALOG).catalogs[0].units
    assert max(rows, key=lambda row: row.points).unit.id == drafts[4].id
    assert rows[4].points > before[4]
    assert "score" in {finding.check for finding in rows[4].findings}
    write(*(replace(one, target="Пішов дощ.") if one is drafts[4] else one for one in drafts))
    changed = transkit.report(CATALOG).catalogs[0].units[4]
    assert changed.points < rows[4].points


def test_what_cannot_be_read_is_a_failure_and_the_rest_is_written(folder: Path) -> None:
    result = transkit.report(["gone.po", CATALOG], html="report.html")
    assert [failure.what for failure in result.failures] == ["gone.po"]
    assert result.written == (Path("report.html"),)
    result = transkit.report("gone.po", html="other.html")
    assert (result.written, Path("other.html").exists()) == ((), False)


@pytest.mark.parametrize("name", [str(CATALOG), "new.po", "locales/template.pot", "locales"])
def test_a_report_never_takes_the_place_of_a_catalog(folder: Path, name: str) -> None:
    content = CATALOG.read_bytes()
    for options in ({"html": name}, {"xlsx": name}):
        with pytest.raises(TranskitError):
            transkit.report(CATALOG, **options)
    assert CATALOG.read_bytes() == content


def test_the_page_has_everything_and_is_the_same_each_time(folder: Path) -> None:
    result = transkit.report(CATALOG, html="report.html")
    page = Path("report.html").read_text(encoding="utf-8")
    assert page == render_report(transkit.report(CATALOG))
    assert Reader(page).open == []
    texts = [text for text in Reader(page).paragraphs if text]
    for row in result.catalogs[0].units:
        assert row.unit.source in texts
        assert row.unit.target in texts or not row.unit.target
    assert '<mark class="error" title="the source has 45, the target 54">54</mark>' in page
    assert '<span class="tag">&lt;b1&gt;</span>' in page
    assert "<del>може</del><ins>мусить</ins>" in page


def test_the_page_loads_nothing_and_forbids_itself_to(folder: Path) -> None:
    transkit.report(CATALOG, html="report.html")
    page = Path("report.html").read_text(encoding="utf-8")
    reader = Reader(page)
    for tag, attributes in reader.tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form")
        assert not {"src", "style", "srcset"} & set(attributes)
        assert (attributes.get("href") or "#").startswith("#")
        assert not any(name.startswith("on") for name in attributes)
    policies = [a["content"] or "" for _, a in reader.tags if "http-equiv" in a]
    assert policies[0].startswith("default-src 'none';")
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policies[0]


def test_overlapping_findings_and_tags_are_marked_without_losing_a_letter(folder: Path) -> None:
    twice = unit("It cost <b1>30</b1> euros.", "Це коштувало <b1>37  37 еврo еврo.</b1>")
    write(twice)
    result = transkit.report(CATALOG)
    assert len(result.catalogs[0].units[0].findings) > 1
    assert twice.target in Reader(render_report(result)).paragraphs


def test_terms_are_underlined_where_they_stand_and_missed_where_not(folder: Path) -> None:
    Path("locales/terms.csv").write_text(
        "source,uk\nferry,пором\nmayor,міський голова\n", encoding="utf-8"
    )
    write(
        unit("The <b1>ferry</b1> sank.", "Затонув <b1>пором</b1>."),
        unit("The mayor left.", "Голова поїхав."),
    )
    result = transkit.report(CATALOG)
    good, bad = result.catalogs[0].units
    (there,), (here,) = good.source_terms, good.target_terms
    assert good.unit.source[there.start : there.end] == "ferry"
    assert good.unit.target[here.start : here.end] == "пором"
    assert [finding.check for finding in bad.findings] == ["terms"]
    assert (len(bad.source_terms), bad.target_terms, bad.level) == (1, (), Level.MEDIUM)
    page = render_report(result)
    assert page.count("<u ") == 3
    assert '<u title="ferry: пором">пором</u>' in page


def test_the_table_holds_texts_that_are_never_formulas(folder: Path) -> None:
    transkit.report(CATALOG, xlsx="report.xlsx")
    content = Path("report.xlsx").read_bytes()
    book = openpyxl.load_workbook(BytesIO(content))
    rows = list(book.active.iter_rows())
    assert [cell.value for cell in rows[0]][:4] == ["catalog", "unit", "place", "kind"]
    assert len(rows) == 1 + len(UNITS)
    for row, one in zip(rows[1:], UNITS, strict=True):
        assert (row[6].value, row[7].value) == (one.source, one.target or None)
        assert {cell.data_type for cell in row} <= {"s", "n"}, "no formula"
    source, target = rows[6][6], rows[6][7]
    assert (source.quotePrefix, target.quotePrefix, rows[1][6].quotePrefix) == (True, True, False)
    assert rows[2][5].value == "high"
    assert rows[2][9].value.startswith("error: the source has 45, the target 54 [numbers]")
    assert rows[4][8].value == pytest.approx(transkit.report(CATALOG).catalogs[0].changes[1])
    transkit.report(CATALOG, xlsx="again.xlsx")
    assert Path("again.xlsx").read_bytes() == content


def test_an_entry_with_plural_forms_shows_all_of_them(folder: Path) -> None:
    forms = ("%d пором", "%d пороми", "%d поромів")
    several = Unit(
        id=unit_id("%d ferry"), source="%d ferry", plural_source="%d ferries",
        plural_targets=forms, state=State.REVIEWED,
    )  # fmt: skip
    write(several, unit("Nobody was hurt."))
    transkit.report(CATALOG, html="report.html", xlsx="report.xlsx")
    page = Path("report.html").read_text(encoding="utf-8")
    assert page.count("No target yet.") == 1
    assert all(f">{text}</p>" in page for text in ("%d ferry", "%d ferries", *forms))
    row = list(openpyxl.load_workbook("report.xlsx").active.iter_rows())[1]
    assert (row[6].value, row[7].value) == ("%d ferry\n%d ferries", "\n".join(forms))


def test_a_cell_holds_what_a_spreadsheet_can(folder: Path) -> None:
    long = unit("A\x07 bell " + "word 😀 " * 6000, "Довго.\ufffe")
    write(long, language="ar")
    transkit.report(CATALOG, xlsx="report.xlsx")
    row = list(openpyxl.load_workbook("report.xlsx").active.iter_rows())[1]
    source = row[6].value
    assert source.startswith("A\ufffd bell word 😀 ")
    assert source.endswith("…")
    assert len(source.encode("utf-16-le")) <= 2 * 32_767
    assert row[7].value == "Довго.\ufffd"
    assert (row[6].alignment.readingOrder, row[7].alignment.readingOrder) == (0, 2)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return a tab of a headless Chromium."""
    with open_browser(tmp_path_factory.mktemp("chromium")) as page:
        yield page


@pytest.mark.browser
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (375, False)])
def test_a_browser_shows_the_page_without_complaints(
    folder: Path, browser: Page, width: int, *, dark: bool
) -> None:
    second = CATALOG.with_name("second.po")
    second.write_bytes(CATALOG.read_bytes())
    transkit.report("locales", html="report.html")
    browser.show(Path("report.html"), width=width, dark=dark)
    assert browser.evaluate("document.documentElement.scrollWidth") <= width, "scrolls sideways"
    overflowing = "[...document.querySelectorAll('body *')].filter(e => e.scrollWidth > innerWidth)"
    assert browser.evaluate(f"{overflowing}.map(e => e.tagName)") == []
    picture = browser.screenshot()
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">I", picture[16:20]) == (width,)
    assert browser.complaints == []


@pytest.mark.browser
def test_the_buttons_show_what_they_say(folder: Path, browser: Page) -> None:
    transkit.report(CATALOG, html="report.html")
    browser.show(Path("report.html"), width=1280)
    seen = "[...document.querySelectorAll('ol > li')].filter(e => e.checkVisibility()).length"
    counts = {}
    for name in ("look", "changed", "open", "all"):
        said = browser.evaluate(
            f"(b => (b.click(), b.querySelector('span').textContent))"
            f"(document.querySelector('[data-filter={name}]'))"
        )
        counts[name] = browser.evaluate(seen)
        assert str(counts[name]) == said
    assert counts == {"look": 3, "changed": 1, "open": 4, "all": 6}
    assert browser.evaluate("document.querySelector('.nothing').hidden") is True
    order = "[...document.querySelectorAll('ol > li')].map(e => +e.id.split('-')[2])"
    browser.evaluate("document.querySelector('[data-sort]').click()")
    assert sorted(browser.evaluate(order)[:2]) == [2, 6], "the two drafts of high risk"
    browser.evaluate("document.querySelector('[data-sort]').click()")
    assert browser.evaluate(order) == [1, 2, 3, 4, 5, 6]
    assert browser.print_pdf().startswith(b"%PDF")
    assert browser.complaints == []


def test_a_spreadsheet_of_somebody_or_with_somebodys_notes_is_left_alone(folder: Path) -> None:
    budget, table = folder / "budget.xlsx", folder / "report.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "paper"
    book.save(budget)
    transkit.report(CATALOG, xlsx=table)
    book = openpyxl.load_workbook(table)
    book.active["L2"] = "ask the author"
    book.save(table)
    for path in (budget, table):
        before = path.read_bytes()
        with pytest.raises(TranskitError, match="is there already"):
            transkit.report(CATALOG, xlsx=path)
        assert path.read_bytes() == before


def test_a_report_takes_the_place_of_nothing_but_an_earlier_one(folder: Path) -> None:
    """``--html summit.html`` may be the name of the article itself."""
    page, table = folder / "page.html", folder / "page.xlsx"
    for path in (page, table):
        path.write_text("<title>An article</title>", encoding="utf-8")
    for wanted in ({"html": page}, {"xlsx": table}):
        with pytest.raises(TranskitError, match="is there already"):
            transkit.report(CATALOG, **wanted)
    with pytest.raises(TranskitError, match="is there already"):
        transkit.diff(CATALOG, html=page)
    assert page.read_text(encoding="utf-8") == "<title>An article</title>"
    page.write_bytes(b"")
    for _ in range(2):
        transkit.report(CATALOG, html=page)
        transkit.diff(CATALOG, html=page)
        transkit.report(CATALOG, xlsx=folder / "report.xlsx")
