"""The article changes: what people wrote for the rest of it stays, on real files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

import transkit
from transkit.catalogs import read_po, serialize_po
from transkit.files import write_atomic
from transkit.pipeline.diff import diff
from transkit.pipeline.translate import DocumentResult
from transkit.units import Catalog, State, Unit

TITLE = "The river rises again"
RIVER = "The river rose by 40 centimetres on Monday."
HURT = "Nobody was hurt, said Anna Koval."
SCHOOLS = "The schools stay closed for a week."
LAST = "Write to the editors about it."
WORDS = {
    "uk": {
        RIVER: "У понеділок річка піднялася на 40 сантиметрів.",
        HURT: "Ніхто не постраждав, сказала Анна Коваль.",
        SCHOOLS: "Школи зачинені протягом тижня.",
    },
    "ko": {
        RIVER: "월요일에 강물이 40센티미터 불어났다.",
        HURT: "다친 사람은 없다고 안나 코발이 말했다.",
        SCHOOLS: "학교는 일주일 동안 문을 닫는다.",
    },
}
BEFORE = f"{RIVER} {HURT} {SCHOOLS}"
CHANGED = HURT.replace("Nobody", "Not a soul")
AFTER = f"{RIVER} {CHANGED} {SCHOOLS}"


@pytest.fixture
def folder(tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with an article in it and copy models installed."""
    del installed_models
    monkeypatch.chdir(tmp_path)
    write(BEFORE)
    return tmp_path


def write(*paragraphs: str) -> None:
    """Write the article: its title, these paragraphs, and the last one."""
    text = "\n\n".join([TITLE, *paragraphs, LAST])
    Path("article.txt").write_text(f"{text}\n", encoding="utf-8")


def run(to: str = "uk", **options: object) -> DocumentResult:
    """Translate and fail on failures."""
    result = transkit.translate("article.txt", to=to, **options)  # type: ignore[arg-type]
    assert result.failures == ()
    (row,) = result.documents
    return row


def edit(path: Path, change: Callable[[Unit], Unit]) -> None:
    """Change a catalog as a person does, in another program."""
    catalog = read_po(path)
    units = tuple(change(unit) for unit in catalog.units)
    write_atomic(path, serialize_po(replace(catalog, units=units)))


def translated(unit: Unit, language: str = "uk") -> Unit:
    """Return the unit of the paragraph as a person translates it; others as they are."""
    if unit.source != BEFORE:
        return unit
    target = " ".join(WORDS[language].values())
    return replace(unit, target=target, state=State.REVIEWED, note=())


def accepted(unit: Unit) -> Unit:
    """Return the unit as a person accepts it: as it is."""
    return replace(unit, state=State.REVIEWED, note=(), previous_source=None)


def unit_of(catalog: Catalog, source: str) -> Unit:
    (unit,) = [unit for unit in catalog.units if unit.source == source]
    return unit


@dataclass
class Asked:
    """Counts what the engine is asked for."""

    segments: list[int] = field(default_factory=list)

    def begin(self, language: str, segments: int, words: int) -> None:
        del language, words
        self.segments.append(segments)

    def advance(self, segments: int, words: int) -> None:
        del segments, words

    def end(self) -> None: ...


@pytest.mark.parametrize("language", ["uk", "ko"])
def test_one_changed_sentence_asks_for_one_segment_and_keeps_the_others(
    folder: Path, language: str
) -> None:
    path = run(to=language).catalog
    edit(path, lambda unit: translated(unit, language))
    write(AFTER)
    asked = Asked()
    row = run(to=language, progress=asked)
    assert asked.segments == [1]
    assert (row.drafted, row.kept, row.partly) == (1, 0, 1)
    catalog = read_po(path)
    unit = unit_of(catalog, AFTER)
    words = WORDS[language]
    assert unit.target == f"{words[RIVER]} {CHANGED} {words[SCHOOLS]}"
    assert (unit.state, unit.previous_source) == (State.TRANSLATED, BEFORE)
    assert "sentences 1 and 3 keep their translation" in unit.note
    assert [unit.source for unit in catalog.obsolete] == [BEFORE]


def test_the_next_run_touches_nothing_and_compares_nothing(folder: Path) -> None:
    path = run().catalog
    edit(path, translated)
    write(AFTER)
    run()
    before = path.read_bytes(), path.stat().st_mtime_ns
    script = (
        "import sys, transkit\n"
        "row, = transkit.translate('article.txt', to='uk').documents\n"
        "assert (row.drafted, row.kept, row.changed) == (0, 1, False), row\n"
        "assert not {'rapidfuzz', 'ctranslate2', 'numpy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.mark.parametrize("redraft", [False, True])
def test_what_was_put_together_is_never_drafted_anew(
    folder: Path, make_package: Callable[..., Path], *, redraft: bool
) -> None:
    path = run().catalog
    edit(path, translated)
    write(AFTER)
    run()
    before = unit_of(read_po(path), AFTER)
    run(model=make_package(behaviour="scramble"), redraft=redraft)
    assert unit_of(read_po(path), AFTER) == before
    run(memory=folder / "lost.db", model=make_package(behaviour="scramble"), redraft=redraft)
    assert unit_of(read_po(path), AFTER) == before


def test_words_that_happen_to_be_an_old_draft_are_still_a_persons(
    folder: Path, make_package: Callable[..., Path]
) -> None:
    """The copy model drafts the source itself, so that what is put together was written before."""
    run()
    write(AFTER)
    path = run().catalog
    edit(path, accepted)
    write(BEFORE)
    run()
    before = unit_of(read_po(path), BEFORE)
    assert (before.target, before.previous_source) == (BEFORE, AFTER)
    run(model=make_package(behaviour="scramble"))
    assert unit_of(read_po(path), BEFORE) == before


def test_a_drafted_sentence_in_a_mixed_unit_is_still_known_as_one(folder: Path) -> None:
    path = run().catalog
    edit(path, translated)
    write(AFTER)
    run()
    write(f"{RIVER} {CHANGED} It fell on Friday.")
    run()
    unit = unit_of(read_po(path), f"{RIVER} {CHANGED} It fell on Friday.")
    was = WORDS["uk"][HURT]
    line = f"sentence 2 has changed earlier: machine draft; it was translated as: {was}"
    assert line in unit.note
    assert unit.target == f"{WORDS['uk'][RIVER]} {CHANGED} It fell on Friday."


def test_a_second_change_still_says_what_a_person_wrote_before_the_first(folder: Path) -> None:
    """Nobody has looked at it meanwhile: else the words are behind #~, where Poedit hides them."""
    path = run().catalog
    edit(path, translated)
    for who in ("Not a soul", "Not one soul", "No one there"):
        changed = HURT.replace("Nobody", who)
        write(f"{RIVER} {changed} {SCHOOLS}")
        run()
        (line,) = (
            one for one in unit_of(read_po(path), f"{RIVER} {changed} {SCHOOLS}").note
            if one.startswith("sentence 2 has changed")
        )  # fmt: skip
        assert line.endswith(f": machine draft; it was translated as: {WORDS['uk'][HURT]}")


@pytest.mark.parametrize("paragraph", ["{}", f"{RIVER} {{}} {SCHOOLS}"])
def test_the_translation_that_a_change_ruled_out_is_not_its_draft(
    folder: Path, paragraph: str
) -> None:
    """The memory knows it, and finds it 96 % alike: it would say what the source no longer says."""
    old, new = "The workers kept the harbour cranes.", "The workers kept the harbour crews."
    words = {old: "Робітники зберегли портові крани.", **WORDS["uk"]}
    write(paragraph.format(old))
    path = run().catalog
    target = paragraph.format(old)
    for source, translation in words.items():
        target = target.replace(source, translation)
    edit(
        path,
        lambda unit: (
            replace(unit, target=target, state=State.REVIEWED, note=())
            if unit.source == paragraph.format(old)
            else unit
        ),
    )
    write(paragraph.format(new))
    for _ in range(2):
        run()
        unit = unit_of(read_po(path), paragraph.format(new))
        assert new in unit.target
        assert words[old] not in unit.target
        assert any(line.endswith(f"it was translated as: {words[old]}") for line in unit.note)
    other = folder / "other.txt"
    other.write_text(f"{new}\n", encoding="utf-8")
    assert transkit.translate(other, to="uk").documents[0].recalled == 1


def test_a_sentence_that_came_from_the_memory_is_no_machine_draft(folder: Path) -> None:
    short = f"{RIVER} {SCHOOLS}"
    write(BEFORE, short)
    path = run().catalog
    words = {
        BEFORE: " ".join(WORDS["uk"].values()),
        short: f"{WORDS['uk'][RIVER]} {WORDS['uk'][SCHOOLS]}",
    }
    edit(
        path,
        lambda unit: (
            replace(unit, target=words[unit.source], state=State.REVIEWED, note=())
            if unit.source in words
            else unit
        ),
    )
    longer = f"{short} It fell on Friday. {HURT}"
    write(BEFORE, longer)
    run()
    note = unit_of(read_po(path), longer).note
    assert "sentence 3 is new: machine draft" in note
    assert "sentence 4 is new: from the memory" in note
    assert any(line.startswith("sentence 4: from memory, 100 %") for line in note)


def test_a_draft_that_was_accepted_elsewhere_meanwhile_is_a_persons(folder: Path) -> None:
    """A sentence is drafted in a paragraph, accepted in another, and comes back into the first."""
    catalog = folder / "locales/uk/LC_MESSAGES/article.po"
    run(recall=False)
    edit(catalog, translated)
    write(AFTER)
    run(recall=False)  # the changed sentence is drafted
    write(f"{RIVER} {CHANGED}", SCHOOLS)
    run(recall=False)
    edit(catalog, lambda unit: replace(unit, state=State.REVIEWED, note=()))
    write(AFTER)
    run(recall=False)
    write(f"{RIVER} {SCHOOLS}")
    run(recall=False)
    kept = read_po(catalog)
    assert any(CHANGED in unit.target for unit in kept.obsolete)
    assert not run(recall=False, beam=2).changed


def test_a_split_paragraph_asks_the_engine_for_nothing(folder: Path) -> None:
    path = run().catalog
    edit(path, translated)
    write(f"{RIVER} {HURT}", SCHOOLS)
    asked = Asked()
    row = run(progress=asked)
    assert (asked.segments, row.drafted, row.kept, row.partly) == ([], 0, 0, 2)
    catalog = read_po(path)
    words = WORDS["uk"]
    assert unit_of(catalog, f"{RIVER} {HURT}").target == f"{words[RIVER]} {words[HURT]}"
    assert unit_of(catalog, SCHOOLS).target == words[SCHOOLS]
    assert catalog.obsolete == ()


def test_new_quotation_marks_leave_a_review_as_it_is(folder: Path) -> None:
    write('He said "no".')
    path = run().catalog
    edit(path, lambda unit: replace(accepted(unit), target=f"{unit.source}!"))
    write("He said “no”.")
    row = run()
    assert (row.drafted, row.kept) == (0, 3)
    assert unit_of(read_po(path), "He said “no”.").state is State.REVIEWED


def test_a_draft_left_fuzzy_under_new_quotation_marks_is_never_taken_for_the_machines(
    folder: Path, make_package: Callable[..., Path]
) -> None:
    write('He said "no".')
    path = run().catalog
    edit(path, lambda unit: replace(unit, target=unit.target.replace("no", "ні")))
    write("He said “no”.")
    run()
    before = unit_of(read_po(path), "He said “no”.")
    assert (before.target, before.state) == ('He said "ні".', State.TRANSLATED)
    run(model=make_package(behaviour="scramble"))
    assert unit_of(read_po(path), "He said “no”.") == before


def test_a_comment_moves_with_its_changed_paragraph(folder: Path) -> None:
    path = run().catalog
    edit(
        path,
        lambda unit: replace(unit, comments=(" спитати",)) if unit.source == BEFORE else unit,
    )
    write(AFTER)
    run()
    catalog = read_po(path)
    assert unit_of(catalog, AFTER).comments == (" спитати",)
    assert unit_of(catalog, AFTER).target == AFTER
    assert catalog.obsolete == ()


def test_a_changed_sentence_alone_says_how_it_was_translated_as_long_as_it_is_a_draft(
    folder: Path, make_package: Callable[..., Path]
) -> None:
    write(RIVER)
    path = run().catalog
    edit(path, lambda unit: replace(accepted(unit), target="Річка піднялася на 40."))
    after = RIVER.replace("40", "50")
    write(after)
    run()
    line = "the source has changed; it was translated as: Річка піднялася на 40."
    assert unit_of(read_po(path), after).note[0] == line
    before = path.read_bytes()
    assert not run().changed
    assert path.read_bytes() == before
    run(model=make_package(behaviour="scramble"))
    assert unit_of(read_po(path), after).note[0] == line
    assert unit_of(read_po(path), after).target != after
    edit(path, accepted)
    run()
    assert unit_of(read_po(path), after).note == ()


class ReviseMeanwhile(Asked):
    """Changes the person's text while transkit is drafting, as Poedit would."""

    def __init__(self, path: Path, text: str) -> None:
        super().__init__()
        self.path, self.text = path, text

    def begin(self, language: str, segments: int, words: int) -> None:
        super().begin(language, segments, words)
        path, text = self.path, self.text
        edit(path, lambda unit: replace(unit, target=text) if unit.source == BEFORE else unit)


def test_words_that_are_revised_meanwhile_are_the_ones_that_are_kept(folder: Path) -> None:
    path = run().catalog
    edit(path, translated)
    write(AFTER)
    revised = " ".join(WORDS["uk"].values()).replace("тижня", "семи днів")
    run(progress=ReviseMeanwhile(path, revised))
    catalog = read_po(path)
    assert "семи днів" in unit_of(catalog, AFTER).target
    assert [unit.target for unit in catalog.obsolete] == [revised]


def test_a_review_that_is_withdrawn_meanwhile_leaves_what_was_found(folder: Path) -> None:
    """The sentences that would have to be drafted now are not, but nothing gets lost."""
    path = run().catalog
    edit(path, translated)
    write(AFTER)
    run(progress=ReviseMeanwhile(path, "Усе."))
    catalog = read_po(path)
    assert unit_of(catalog, AFTER).target
    assert "Усе." in [unit.target for unit in (*catalog.obsolete, *catalog.units)]


def test_the_template_knows_nothing_of_what_a_person_did(folder: Path) -> None:
    path = run().catalog
    edit(path, lambda unit: replace(translated(unit), flags=("no-wrap",), comments=(" так",)))
    write(AFTER)
    template = run().template.read_bytes()
    assert b"no-wrap" not in template
    assert "так".encode() not in template
    assert unit_of(read_po(path), AFTER).flags == ("no-wrap",)


def test_a_dry_run_knows_that_only_sentences_are_drafted(folder: Path) -> None:
    path = run().catalog
    edit(path, translated)
    write(AFTER)
    before = path.read_bytes()
    assert run(dry_run=True).drafted == 1
    write(f"{RIVER} {HURT}", SCHOOLS)
    row = run(dry_run=True)
    assert (row.drafted, row.kept, row.partly) == (0, 0, 2)
    assert path.read_bytes() == before


def test_redraft_asks_again_for_what_nobody_has_touched(folder: Path) -> None:
    path = run().catalog
    edit(path, translated)
    asked = Asked()
    row = run(redraft=True, progress=asked)
    assert (asked.segments, row.drafted, row.kept) == ([2], 2, 1)
    assert not row.changed
    assert unit_of(read_po(path), BEFORE).target == " ".join(WORDS["uk"].values())


def test_redraft_leaves_what_a_person_has_begun(
    folder: Path, make_package: Callable[..., Path]
) -> None:
    path = run().catalog
    edit(path, lambda unit: replace(unit, target="Почато") if unit.source == BEFORE else unit)
    run(redraft=True, model=make_package(behaviour="scramble"))
    catalog = read_po(path)
    assert unit_of(catalog, BEFORE).target == "Почато"
    assert unit_of(catalog, TITLE).target != TITLE


def test_without_the_memory_only_redraft_replaces_fuzzy_text(
    folder: Path, make_package: Callable[..., Path]
) -> None:
    path = run().catalog
    edit(path, translated)
    lost: dict[str, object] = {
        "memory": folder / "other.db",
        "model": make_package(behaviour="scramble"),
    }
    run("uk", **lost)
    assert unit_of(read_po(path), TITLE).target == TITLE
    run("uk", **lost, redraft=True)
    catalog = read_po(path)
    assert unit_of(catalog, TITLE).target != TITLE
    assert unit_of(catalog, BEFORE).state is State.REVIEWED
    before = path.read_bytes()
    os.utime(path, (1_700_000_000, 1_700_000_000))
    run("uk", **lost)
    assert path.read_bytes() == before


def test_a_run_counts_what_became_obsolete_and_what_stands_beside_drafts(folder: Path) -> None:
    row = run()
    edit(row.catalog, translated)
    row = run()
    assert (row.kept, row.mixed, row.retired) == (1, 0, 0)
    write(AFTER)
    row = run()
    assert (row.partly, row.mixed, row.retired) == (1, 0, 1)
    row = run()
    assert (row.kept, row.mixed, row.retired) == (1, 1, 0)
    write(BEFORE)
    assert run().retired == 0


def test_a_paragraph_that_was_put_together_is_compared_with_what_it_was_put_together_as(
    folder: Path,
) -> None:
    path = run().catalog
    edit(path, translated)
    write(AFTER)
    run()
    composed = unit_of(read_po(path), AFTER).target
    mended = composed.replace(CHANGED, "Ніхто зовсім не постраждав.")
    edit(
        path,
        lambda unit: (
            replace(unit, target=mended, state=State.REVIEWED, note=())
            if unit.source == AFTER
            else unit
        ),
    )
    result = diff(path)
    assert [(item.draft, item.target) for item in result.units] == [(composed, mended)]
    assert result.unknown == 0
