"""What is wrong with whole catalogs: line breaks that gettext refuses, and the wrong language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.catalogs.gettext_tools import check, msgcat
from transkit.catalogs import read_po, save_catalog, serialize_po
from transkit.files import Fingerprint, write_atomic
from transkit.memory.store import Store
from transkit.memory.translations import Translations
from transkit.pipeline.build import BuildOptions, build
from transkit.pipeline.check import CheckOptions
from transkit.pipeline.check import check as check_catalogs
from transkit.pipeline.learning import learn
from transkit.pipeline.status import status
from transkit.pipeline.translate import Options, translate
from transkit.units import Catalog, Severity, State

CATALOG = Path("locales/uk/LC_MESSAGES/article.po")
FAULT = (
    "msgfmt -c refuses the catalog: the translation of “The first paragraph.”, line 3, ends with a"
    " line break, and its source does not: take it out; 1 more like it, see transkit check"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed_models: Path) -> Path:
    """Return the current folder: two of three translations have a line break at an end."""
    monkeypatch.chdir(tmp_path)
    article = "Title of it\n\nThe first paragraph.\n\n- The last one.\n"
    (tmp_path / "article.txt").write_text(article, encoding="utf-8")
    translate(["article.txt"], Options(to=("uk",)))
    targets = ("Назва", "Перший абзац.\n", "\n\nОстанній.")
    catalog = read_po(CATALOG)
    units = tuple(
        replace(unit, target=target, state=State.REVIEWED, note=())
        for unit, target in zip(catalog.units, targets, strict=True)
    )
    write_atomic(CATALOG, serialize_po(replace(catalog, units=units)))
    return tmp_path


def test_every_run_says_it_and_changes_nothing(folder: Path) -> None:
    before = CATALOG.read_bytes()
    for _ in range(3):
        result = translate(["article.txt"], Options(to=("uk",)))
        assert result.warnings == (f"{CATALOG}: {FAULT}",)
    assert CATALOG.read_bytes() == before


def test_status_says_it(folder: Path) -> None:
    assert status(["locales"]).catalogs[0].faults == (FAULT,)


def test_the_article_has_no_line_breaks_that_its_source_has_not(folder: Path) -> None:
    (document,) = build([CATALOG], BuildOptions()).documents
    assert document.content.decode() == "Назва\n\nПерший абзац.\n\n- Останній.\n"
    assert FAULT in document.notes


def test_what_comes_back_from_memory_is_one_that_gettext_accepts(folder: Path) -> None:
    text = "The last one.\n\nThe first paragraph.\n\nThe first paragraph. The last one.\n"
    (folder / "other.txt").write_text(text, encoding="utf-8")
    result = translate(["article.txt", "other.txt"], Options(to=("uk",), trust_memory=True))
    assert result.documents[1].recalled == 2
    other = CATALOG.with_name("other.po")
    assert check(other.read_bytes()) == ""
    assert [unit.target for unit in read_po(other).units] == [
        "Останній.",
        "Перший абзац.",
        "Перший абзац. Останній.",
    ]


@pytest.mark.parametrize("text", [" ", "\u00a0\u200b"])
def test_a_translation_of_nothing_but_white_space_is_none_anywhere(folder: Path, text: str) -> None:
    catalog = read_po(CATALOG)
    article = replace(catalog.units[1], target="", blank=text, state=State.INITIAL)
    title, _, last = (replace(unit, target=unit.target.strip()) for unit in catalog.units)
    write_atomic(CATALOG, serialize_po(replace(catalog, units=(title, article, last))))
    before = CATALOG.read_bytes()
    fault = (
        "nothing but white space is the translation of “The first paragraph.”, line 3: it counts as"
        " untranslated; take it out to get a draft"
    )
    for options in (Options(to=("uk",)), Options(to=("uk",), redraft=True)):
        assert translate(["article.txt"], options).warnings == (f"{CATALOG}: {fault}",)
        assert CATALOG.read_bytes() == before
    (row,) = status(["locales"]).catalogs
    assert (row.units.initial, row.units.reviewed, row.faults) == (1, 2, (fault,))
    (document,) = build([CATALOG], BuildOptions(require_reviewed=100, notice=True)).documents
    assert (document.units["initial"], document.refused) == (
        1,
        "66.6 % of its units are reviewed, 100 % are required",
    )
    assert "The first paragraph." in document.content.decode()
    every = check_catalogs(["locales"], CheckOptions()).findings
    (found,) = (item for item in every if not item.target)
    assert (found.check, found.severity) == ("untranslated", Severity.ERROR)
    others = check_catalogs(["locales"], CheckOptions(skip=("untranslated",))).findings
    assert found not in others
    learned = learn(["locales"])
    assert learned.catalogs[0].units == 2


def _name_language(locale: str) -> bytes:
    """Write another language into the catalog's header, and return what it holds now."""
    catalog = read_po(CATALOG)
    units = tuple(replace(unit, target=unit.target.strip()) for unit in catalog.units)
    header = tuple((name, locale if name == "Language" else old) for name, old in catalog.header)
    write_atomic(CATALOG, serialize_po(replace(catalog, units=units, header=header)))
    return CATALOG.read_bytes()


def test_a_catalog_that_says_another_language_than_its_folder_is_left_alone(folder: Path) -> None:
    """Ukrainian drafts among German translations help nobody; nor is it known which they are."""
    before = _name_language("de")
    (folder / "article.txt").write_text("Title of it\n\nAnother paragraph.\n", encoding="utf-8")
    result = translate(["article.txt"], Options(to=("uk",)))
    (failure,) = result.failures
    said = "says that it is in German (Language: de), and lies in the folder of Ukrainian"
    assert failure.error.message == said
    assert "Language: uk" in (failure.error.hint or "")
    assert CATALOG.read_bytes() == before
    hint = "set Language: uk in its header, or move it to the folder of its language"
    assert status(["locales"]).catalogs[0].faults == (f"{said}; {hint}",)
    assert f"{said}; {hint}" in build([CATALOG], BuildOptions()).documents[0].notes


def test_nothing_is_learned_where_header_and_folder_name_two_languages(folder: Path) -> None:
    """Not by `learn`, which keeps what it had learned before, and not beside other work."""
    memory = folder / "memory.sqlite"
    _name_language("uk")
    learned = learn([CATALOG], memory=memory).catalogs[0].added
    assert learned
    _name_language("de")
    (failure,) = learn([CATALOG], memory=memory, again=True).failures
    assert "German" in failure.error.message
    build([CATALOG], BuildOptions(memory=memory))
    with Store(memory, read_only=True) as store:
        rows = Translations(store).stats()
    assert [(row.target_language, row.units + row.sentences) for row in rows] == [("uk", learned)]


@pytest.mark.parametrize("locale", ["uk_UA", "ukr", "Ukrainian", ""])
def test_other_spellings_of_a_language_are_the_same(folder: Path, locale: str) -> None:
    _name_language(locale)
    result = translate(["article.txt"], Options(to=("uk",)))
    assert not result.failures
    assert not result.warnings


def test_a_language_that_is_none_is_told_and_stays(folder: Path) -> None:
    before = _name_language("xx_nonsense")
    for _ in range(2):
        result = translate(["article.txt"], Options(to=("uk",)))
        assert not result.failures
        (warning,) = result.warnings
        assert "names no language (Language: xx_nonsense)" in warning
    assert CATALOG.read_bytes() == before


def test_a_catalog_that_got_another_language_during_a_run_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "article.txt").write_text("Title of it\n\nAnother paragraph.\n", encoding="utf-8")
    saved: list[bytes] = []

    def save_meanwhile(path: Path, catalog: Catalog, *, expected: Fingerprint | None) -> bool:
        if not saved:
            saved.append(_name_language("de"))
        return save_catalog(path, catalog, expected=expected)

    monkeypatch.setattr("transkit.pipeline.writing.save_catalog", save_meanwhile)
    (failure,) = translate(["article.txt"], Options(to=("uk",))).failures
    assert "meanwhile" in failure.error.message
    assert "German" in failure.error.message
    assert saved == [CATALOG.read_bytes()]
    assert CATALOG.with_name("article.conflict.po").is_file()


def test_what_msgcat_joined_is_told_until_a_person_has_chosen(folder: Path) -> None:
    """Two people have worked in copies, and gettext's way to make one of them is msgcat."""
    catalog = read_po(CATALOG)
    units = tuple(replace(unit, target="Один.") for unit in catalog.units)
    others = tuple(replace(unit, target="Інший.") for unit in units)
    header = tuple(
        (name, "2026-05-14 10:00+0300" if name == "PO-Revision-Date" else value)
        for name, value in catalog.header
    )
    mine = serialize_po(replace(catalog, units=units))
    theirs = folder / "theirs.po"
    theirs.write_bytes(serialize_po(replace(catalog, units=others, header=header)))
    CATALOG.write_bytes(msgcat(mine, str(theirs)))
    fault = (
        "several translations stand in that of “Title of it”, line 1, between lines of #-#-#-#-#"
        " (msgcat): keep one of them; 2 more like it: search for #-#-#"
    )
    before = CATALOG.read_bytes()
    result = translate(["article.txt"], Options(to=("uk",)))
    assert (result.warnings, CATALOG.read_bytes()) == ((f"{CATALOG}: {fault}",), before)
    assert status([CATALOG]).catalogs[0].faults == (fault,)
    assert fault in build([CATALOG], BuildOptions()).documents[0].notes
    chosen = read_po(CATALOG)
    CATALOG.write_bytes(serialize_po(replace(chosen, units=units)))
    assert status([CATALOG]).catalogs[0].faults == (
        "two headers stand in its header, between lines of #-#-#-#-# (msgcat): keep one",
    )
