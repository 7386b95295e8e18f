"""Checking catalogs: what is wrong stops nothing else, and nothing is written too early."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.pipeline.visible_engine import ENGINE
from transkit.catalogs import read_po, serialize_po
from transkit.engines import registry
from transkit.errors import TermsError, UsageError
from transkit.pipeline.check import CheckOptions, check
from transkit.pipeline.translate import Options, translate
from transkit.units import State

TEXT = """\
It cost 30 euros, and 200 people came on Monday.

Nobody was hurt.

Two boats sank there.

The bridge is 40 metres long.
"""
MEMORY = Path("memory.db")
CATALOGS = [Path(f"locales/uk/LC_MESSAGES/{name}.po") for name in ("one", "two")]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with two articles that are drafted badly."""
    monkeypatch.setitem(registry._BUILT_IN, "visible", "tests.pipeline.visible_engine:ENGINE")
    monkeypatch.setattr(ENGINE, "version", 1)
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        tmp_path.joinpath(f"{name}.txt").write_text(f"{name.title()} river rises\n\n{TEXT}")
    result = translate(["one.txt", "two.txt"], Options(to=("uk",), engine="visible", memory=MEMORY))
    assert result.failures == ()
    return tmp_path


def test_annotating_right_after_translating_changes_nothing() -> None:
    before = [path.read_bytes() for path in CATALOGS]
    assert any(b"risk: read it closely" in content for content in before)
    result = check(CATALOGS, CheckOptions(annotate=True, memory=MEMORY))
    assert (result.failures, result.written) == ((), ())
    assert [path.read_bytes() for path in CATALOGS] == before


def test_a_fingerprint_that_is_none_is_refused_before_anything_is_written() -> None:
    for path in CATALOGS:
        catalog = read_po(path)
        units = tuple(replace(unit, note=("old [numbers]",)) for unit in catalog.units)
        path.write_bytes(serialize_po(replace(catalog, units=units)))
    before = [path.read_bytes() for path in CATALOGS]
    wrong = CheckOptions(annotate=True, dismiss=("0000",), memory=MEMORY)
    with pytest.raises(UsageError, match="no finding has the fingerprint 0000"):
        check(CATALOGS, wrong)
    assert [path.read_bytes() for path in CATALOGS] == before


def test_a_dismissed_finding_goes_from_the_comments_of_the_draft_at_once() -> None:
    path = CATALOGS[0]
    told = {unit.id: unit.note for unit in read_po(path).units if unit.note}
    found = check([path], CheckOptions()).findings
    gone = next(
        item for item in found if f"{item.message} [{item.check}]" in told.get(item.unit, ())
    )
    result = check([path], CheckOptions(dismiss=(gone.key,), memory=MEMORY))
    assert result.written == (path,)
    after = {unit.id: unit for unit in read_po(path).units}
    assert f"{gone.message} [{gone.check}]" not in after[gone.unit].note
    assert f" transkit: dismissed {gone.key}" in after[gone.unit].comments
    others = {unit: note for unit, note in told.items() if unit != gone.unit}
    assert {unit: after[unit].note for unit in others} == others
    annotated = check([path], CheckOptions(annotate=True, memory=MEMORY))
    assert annotated.written == ()


def test_dismissing_one_finding_leaves_the_others_of_its_paragraph_also_in_the_next_run() -> None:
    path = CATALOGS[0]
    catalog = read_po(path)
    target = "Це коштувало  37 євро , і не 200 людей  прийшли"
    unit = replace(catalog.units[1], target=target)
    path.write_bytes(serialize_po(replace(catalog, units=(unit, *catalog.units[2:]))))
    check([path], CheckOptions(annotate=True, memory=MEMORY))
    (before,) = (one.note for one in read_po(path).units if one.id == unit.id)
    error = next(line for line in before if line.endswith("[numbers]"))
    others = [line for line in before if line.endswith("[spaces]")]
    assert before[0] == "high risk: read it closely"
    assert len(others) > 1
    found = check([path], CheckOptions()).findings
    keys = {f"{item.message} [{item.check}]": item.key for item in found if item.unit == unit.id}
    check([path], CheckOptions(dismiss=(keys[error],), memory=MEMORY))
    for again in (CheckOptions(annotate=True, memory=MEMORY), CheckOptions()):
        (after,) = (one.note for one in read_po(path).units if one.id == unit.id)
        assert error not in after
        assert [line for line in after if line.endswith("[spaces]")] == others
        check([path], again)


def test_dismissing_what_no_comment_tells_of_writes_no_other_comment() -> None:
    path = CATALOGS[0]
    catalog = read_po(path)
    silent = tuple(replace(unit, note=()) for unit in catalog.units)
    path.write_bytes(serialize_po(replace(catalog, units=silent)))
    gone = check([path], CheckOptions()).findings[0]
    check([path], CheckOptions(dismiss=(gone.key,), memory=MEMORY))
    assert all(unit.note == () for unit in read_po(path).units)


def test_leaving_out_all_that_is_wanted_is_an_error() -> None:
    with pytest.raises(UsageError, match="no check is left of numbers"):
        check(CATALOGS, CheckOptions(only=("numbers",), skip=("numbers",)))


def test_a_glossary_that_cannot_be_read_is_a_failure_of_its_catalogs_alone(folder: Path) -> None:
    other = folder / "other" / "three.po"
    other.parent.mkdir()
    other.write_bytes(CATALOGS[0].read_bytes())
    other.with_name("terms.csv").write_bytes(b"\xff\xfe\xff")
    result = check([other, *CATALOGS], CheckOptions())
    assert [type(failure.error) for failure in result.failures] == [TermsError]
    assert {item.path for item in result.findings} == set(CATALOGS)
    assert result.units == sum(
        unit.state is not State.INITIAL for path in CATALOGS for unit in read_po(path).units
    )


def test_what_drafting_said_stays_and_counts_where_a_check_says_something_too() -> None:
    path = CATALOGS[0]
    catalog = read_po(path)
    wrong = replace(
        catalog.units[-1],
        target="Міст має сорок один метр, 41.",
        note=("the draft repeats itself",),
    )
    path.write_bytes(serialize_po(replace(catalog, units=(*catalog.units[:-1], wrong))))
    check([path], CheckOptions(annotate=True, memory=MEMORY))
    note = read_po(path).units[-1].note
    assert note[:2] == ("the draft repeats itself", "high risk: read it closely")
    fine = replace(wrong, target="Міст має 40 метрів завдовжки.")
    path.write_bytes(serialize_po(replace(catalog, units=(*catalog.units[:-1], fine))))
    check([path], CheckOptions(annotate=True, memory=MEMORY))
    assert read_po(path).units[-1].note == ("the draft repeats itself",)


def test_a_catalog_whose_language_nobody_knows_says_so(tmp_path: Path) -> None:
    """Most of what is checked depends on it: silence would look like praise."""
    catalog = tmp_path / "unknown.po"
    catalog.write_text('msgid ""\nmsgstr "Language: xx\\n"\n\nmsgid "A"\nmsgstr "B"\n')
    (said,) = check([catalog], CheckOptions(memory=MEMORY)).warnings
    assert said.startswith(f"{catalog}: its header names no language that transkit knows")
    catalog.write_text('msgid ""\nmsgstr "Language: uk\\n"\n\nmsgid "A"\nmsgstr "Б"\n')
    assert check([catalog], CheckOptions(memory=MEMORY)).warnings == ()


def test_a_unit_of_white_space_is_counted_where_it_is_told(tmp_path: Path) -> None:
    catalog = tmp_path / "blank.po"
    head = 'msgid ""\nmsgstr "Language: uk\\n"\n\n'
    catalog.write_text(f'{head}msgid "A"\nmsgstr "  "\n\nmsgid "B"\nmsgstr "Б"\n')
    result = check([catalog], CheckOptions(memory=MEMORY))
    assert ([one.check for one in result.findings], result.units) == (["untranslated"], 2)
    assert check([catalog], CheckOptions(only=("names",), memory=MEMORY)).units == 1
