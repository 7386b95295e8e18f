"""Terms on their way into catalogs: put into drafts, never into what people wrote."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.pipeline.phrasebook_engine import ENGINE
from transkit.catalogs import load_catalog, read_po, save_catalog
from transkit.engines import registry
from transkit.errors import SettingsError, TermsError, UsageError
from transkit.pipeline.check import CheckOptions, check
from transkit.pipeline.terms import (
    add_term,
    export_terms,
    forbid_target,
    import_terms,
    list_terms,
    suggest,
)
from transkit.pipeline.translate import Options, translate
from transkit.terms.glossary import Entry
from transkit.terms.ukrainian_forms import has_dictionary
from transkit.units import State, Unit

ARTICLE = """\
A talk with Portnikov

We met Portnikov on Monday. It rained.

Portnikov had nothing to say about the river, and Portnikov left.
"""
PHRASES = {
    "A talk with Portnikov": "Розмова з Портніковим",
    "We met Portnikov on Monday.": "Ми зустріли Портнікова в понеділок.",
    "It rained.": "Йшов дощ.",
    "Portnikov had nothing to say about the river, and Portnikov left.": (
        "Портніков нічого не сказав про річку, і Портніков пішов."
    ),
}
CATALOG = Path("locales/uk/LC_MESSAGES/talk.po")
LOCALES = Path("locales")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the current folder, with one article in it and an engine that knows its sentences."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(registry._BUILT_IN, "phrasebook", "tests.pipeline.phrasebook_engine:ENGINE")
    monkeypatch.setattr(ENGINE, "phrases", PHRASES)
    monkeypatch.setattr(ENGINE, "asked", 0)
    (tmp_path / "talk.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def run(*, redraft: bool = False) -> list[Unit]:
    """Translate the article; return the units of its catalog."""
    options = Options(to=("uk",), engine="phrasebook", redraft=redraft)
    result = translate(["talk.txt"], options)
    assert result.failures == ()
    return list(read_po(CATALOG).units)


def add(source: str, target: str, *, overwrite: bool = False) -> None:
    entry = Entry(source=source, targets={"uk": (target,)})
    add_term(entry, folder=LOCALES, overwrite=overwrite)


def accept(index: int, target: str | None = None) -> None:
    """Review one unit of the catalog, as a person does."""
    loaded = load_catalog(CATALOG)
    assert loaded is not None
    catalog, fingerprint = loaded
    units = list(catalog.units)
    unit = units[index]
    units[index] = replace(unit, target=target or unit.target, state=State.REVIEWED, note=())
    save_catalog(CATALOG, replace(catalog, units=tuple(units)), expected=fingerprint)


def test_a_new_term_goes_into_all_drafts_without_asking_the_engine() -> None:
    assert run()[0].target == "Розмова з Портніковим"
    asked = ENGINE.asked
    add("Portnikov", "Портников")
    assert [unit.target for unit in run()] == [
        "Розмова з Портниковим",
        "Ми зустріли Портникова в понеділок. Йшов дощ.",
        "Портников нічого не сказав про річку, і Портников пішов.",
    ]
    assert ENGINE.asked == asked


def test_a_draft_with_its_terms_is_not_marked_for_that() -> None:
    """Poedit marks commented rows, and a mark on every row with a name in it says nothing."""
    add("Portnikov", "Портников")
    assert run()[1].note == ()


def test_a_name_that_the_glossary_has_decided_is_no_reason_to_look_at_a_draft(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor where the draft had it before anybody decided."""
    text = "The army left Artemivsk on Monday."
    monkeypatch.setattr(ENGINE, "phrases", {text: "У понеділок армія залишила Бахмут."})
    (folder / "talk.txt").write_text(f"{text}\n", encoding="utf-8")
    (unit,) = run()
    assert any(line.endswith("[names]") for line in unit.note)
    add("Artemivsk", "Бахмут")
    (unit,) = run()
    assert (unit.target, unit.note) == ("У понеділок армія залишила Бахмут.", ())


def test_without_the_term_the_drafts_are_the_engine_s_again() -> None:
    before = run()
    add("Portnikov", "Портников")
    run()
    (LOCALES / "terms.csv").unlink()
    asked = ENGINE.asked
    assert [unit.target for unit in run()] == [unit.target for unit in before]
    assert ENGINE.asked == asked


def test_a_second_run_changes_nothing() -> None:
    add("Portnikov", "Портников")
    run()
    before = CATALOG.read_bytes()
    run()
    assert CATALOG.read_bytes() == before


def test_what_a_person_reviewed_stays_and_is_a_finding() -> None:
    run()
    accept(0)
    accept(1, "Ми бачили Портнікова у понеділок. Йшов дощ.")
    add("Portnikov", "Портников")
    units = run()
    assert units[0].target == "Розмова з Портніковим"
    assert units[1].target == "Ми бачили Портнікова у понеділок. Йшов дощ."
    assert units[2].target.startswith("Портников ")
    found = check([CATALOG], CheckOptions(only=("terms",))).findings
    assert [(f.target[f.start : f.end], f.message) for f in found] == [
        ("Портніковим", "“Portnikov” must be “Портников”, here “Портніковим”"),
        ("Портнікова", "“Portnikov” must be “Портников”, here “Портнікова”"),
    ]


def test_what_comes_from_the_memory_is_a_person_s_and_stays() -> None:
    run()
    accept(1, "Ми бачили Портнікова у понеділок. Йшов дощ.")
    run()
    CATALOG.unlink()
    add("Portnikov", "Портников")
    units = run()
    assert units[1].target == "Ми бачили Портнікова у понеділок. Йшов дощ."
    assert units[0].target == "Розмова з Портниковим"


def test_redraft_asks_the_engine_and_keeps_the_terms() -> None:
    add("Portnikov", "Портников")
    run()
    asked = ENGINE.asked
    assert run(redraft=True)[0].target == "Розмова з Портниковим"
    assert ENGINE.asked == 2 * asked


def test_what_cannot_be_put_in_is_marked() -> None:
    add("nothing", "анічогісінько")
    unit = run()[2]
    assert unit.target == PHRASES[unit.source]
    assert any(line.startswith("term: “nothing” must be “анічогісінько”") for line in unit.note)


@pytest.mark.skipif(not has_dictionary(), reason="pip install 'transkit[ukrainian]'")
def test_a_common_noun_that_the_lexicon_finds_is_replaced_and_noted() -> None:
    add("river", "ріка")
    unit = run()[2]
    assert unit.target == PHRASES[unit.source].replace("річку", "ріку")
    assert "term: “річку” became “ріку”" in unit.note


def test_a_project_can_do_without(folder: Path) -> None:
    add("Portnikov", "Портников")
    (folder / "transkit.toml").write_text("[terms]\nenforce = false\n", encoding="utf-8")
    assert run()[0].target == "Розмова з Портніковим"


def test_settings_name_other_glossaries(folder: Path) -> None:
    (folder / "team.csv").write_text("source,uk\nPortnikov,Портников\n", encoding="utf-8")
    (folder / "transkit.toml").write_text('[terms]\nfiles = ["team.csv"]\n', encoding="utf-8")
    assert run()[0].target == "Розмова з Портниковим"


@pytest.mark.parametrize(
    ("settings", "message"),
    [('files = ["lost.csv"]', "no such file"), ('presets = ["korea"]', "does not know")],
)
def test_settings_that_name_nothing_are_errors(folder: Path, settings: str, message: str) -> None:
    (folder / "transkit.toml").write_text(f"[terms]\n{settings}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        list_terms(folder=LOCALES, source_language="en", target_language="uk")


def test_adding_refuses_to_overwrite() -> None:
    add("Kyiv", "Київ")
    with pytest.raises(TermsError, match="“Kyiv” is “Київ” already"):
        add("Kyiv", "Києв")
    add("Kyiv", "Києв", overwrite=True)
    terms = list_terms(folder=LOCALES, source_language="en", target_language="uk")
    assert [(term.source, term.target) for term in terms] == [("Kyiv", "Києв")]


@pytest.mark.parametrize("entry", [Entry(source=" "), Entry(source="x"),
                                   Entry(source="x", targets={"uk": ("a|b",)}),
                                   Entry(source="x", targets={"uk": ("a",)},
                                         forbidden={"": ("a",)})])  # fmt: skip
def test_a_term_that_says_nothing_is_refused(entry: Entry) -> None:
    with pytest.raises(UsageError):
        add_term(entry, folder=LOCALES)


def test_glossaries_travel(folder: Path) -> None:
    add("Kyiv", "Київ")
    assert export_terms(folder / "out.tbx", folder=LOCALES, source_language="en") == 1
    result = import_terms(
        [folder / "out.tbx", folder / "lost.tbx"], folder=folder / "other", source_language="en"
    )
    assert (result.read, result.changed, len(result.failures)) == (1, 1, 1)
    again = import_terms([folder / "out.tbx"], folder=folder / "other", source_language="en")
    assert (again.changed, again.conflicts) == (0, ())


def test_rows_that_contradict_each_other_are_told(folder: Path) -> None:
    LOCALES.mkdir()
    (LOCALES / "terms.csv").write_text(
        "source,uk,part of speech,forbidden uk\nPortnikov,Портников,,\nriver,річка,noun,\n"
        "Portnikov,Портників,,\nriver,ріка | річка,noun,\nriver,текти,verb,\nRiver,,,потік\n",
        encoding="utf-8",
    )
    options = Options(to=("uk",), engine="phrasebook", memory=folder / "memory.db")
    told = [line for line in translate(["talk.txt"], options).warnings if "holds" in line]
    where = Path("locales/terms.csv")
    assert told == [
        f"{where}:4: “Portnikov” is “Портників” here and “Портников” in line 2, which holds",
        f"{where}:5: “river” is “ріка” here and “річка” in line 3, which holds",
    ]
    assert read_po(CATALOG).units[0].target == "Розмова з Портниковим"


def test_presets_and_countries_rank_below_the_project_s_own(folder: Path) -> None:
    (folder / "transkit.toml").write_text(
        '[terms]\npresets = ["ukrainian-places"]\n', encoding="utf-8"
    )
    add("Kyiv", "м. Київ")
    terms = {
        term.source: term.target
        for term in list_terms(
            folder=LOCALES, source_language="en", target_language="uk", everything=True
        )
    }
    assert terms["Kyiv"] == "м. Київ"
    assert terms["Lvov"] == "Львів"
    assert terms["Japan"] == "Японія"


def test_names_that_are_rendered_in_several_ways_are_listed() -> None:
    before = {
        "A talk with Portnikov": "Розмова з Портниковим",
        "We met Portnikov on Monday.": "Ми зустріли Портнікова в понеділок.",
    }
    ENGINE.phrases = {**PHRASES, **before}
    run()
    accept(0)
    found = suggest(["talk.txt"], folder=LOCALES).languages["uk"]
    assert [(one.source, one.count) for one in found] == [("Portnikov", 4)]
    assert [(way.target, way.count, way.reviewed) for way in found[0].renderings] == [
        ("Портников", 1, 1),
        ("Портніков", 3, 0),
    ]
    add("Portnikov", "Портников")
    assert suggest([CATALOG], folder=LOCALES).languages["uk"] == ()
    assert [unit.target.count("Портников") for unit in run()] == [1, 1, 2]


def test_catalogs_in_british_and_american_english_are_looked_at_together(folder: Path) -> None:
    for name, source, target in (
        ("one", "en-GB", "до Стенфорда"), ("two", "en", "до Станфорда"), ("three", "en-US", "о")
    ):  # fmt: skip
        (folder / f"{name}.po").write_text(
            f'msgid ""\nmsgstr ""\n"Language: uk\\n"\n"X-Source-Language: {source}\\n"\n'
            '"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
            f'msgid "to Stanford"\nmsgstr "{target}"\n',
            encoding="utf-8",
        )
    (found,) = suggest(["one.po", "two.po", "three.po"], folder=LOCALES).languages["uk"]
    assert {one.target for one in found.renderings} == {"Стенфорд", "Станфорд"}


def test_a_document_without_catalogs_has_nothing_to_suggest(folder: Path) -> None:
    (folder / "other.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="has no catalogs"):
        suggest(["other.txt"], folder=LOCALES)


def test_one_more_target_is_forbidden_and_leaves_the_drafts() -> None:
    add("Portnikov", "Виноградов")
    forbid = partial(forbid_target, instead_of="Портников", folder=LOCALES)
    forbid("Portnikov", "Портніков", "uk")
    forbid("Portnikov", "Портникович", "uk")
    (term,) = list_terms(folder=LOCALES, source_language="en", target_language="uk")
    assert (term.target, term.forbidden) == ("Виноградов", ("Портніков", "Портникович"))
