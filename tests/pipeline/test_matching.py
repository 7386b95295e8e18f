"""msgmerge has been at a catalog: its matches are merged sentence by sentence all the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import transkit
from tests.catalogs.gettext_tools import msgmerge
from transkit.catalogs import composed_key, read_po, serialize_po
from transkit.catalogs.notes import COMPARE
from transkit.files import write_atomic
from transkit.memory.ledger import DraftKey, Ledger
from transkit.memory.store import Store, default_memory_path
from transkit.pipeline.learning import learn
from transkit.pipeline.translate import DocumentResult
from transkit.units import State, Unit, unit_id

RIVER = "The river rose by 40 centimetres on Monday."
HURT = "Nobody was hurt, said Anna Koval."
KILLED = "Nobody was killed, said Anna Koval."
BEFORE, AFTER = f"{RIVER} {HURT}", f"{RIVER} {KILLED}"
RIVER_UK = "У понеділок річка піднялася на 40 сантиметрів."
HURT_UK = "Ніхто не постраждав, сказала Анна Коваль."
PERSONS = f"{RIVER_UK} {HURT_UK}"
CATALOG = Path("locales/uk/LC_MESSAGES/article.po")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with an article, its catalog, and copy models installed."""
    del installed_models
    monkeypatch.chdir(tmp_path)
    write(BEFORE)
    run()


def write(text: str) -> None:
    Path("article.txt").write_text(f"{text}\n", encoding="utf-8")


def run(**options: object) -> DocumentResult:
    result = transkit.translate("article.txt", to="uk", recall=False, **options)  # type: ignore[arg-type]
    assert result.failures == ()
    return result.documents[0]


def edit(change: Callable[[Unit], Unit]) -> None:
    """Change every entry of the catalog as a person does, in another program."""
    catalog = read_po(CATALOG)
    units = tuple(map(change, catalog.units))
    write_atomic(CATALOG, serialize_po(replace(catalog, units=units)))


def reviewed(unit: Unit) -> Unit:
    return replace(unit, target=PERSONS, state=State.REVIEWED, note=())


def change_with_msgmerge(*options: str, to: str = AFTER) -> None:
    """Change the article; the catalog meets the new template by way of msgmerge alone."""
    write(to)
    transkit.translate("article.txt", to="uk", output_dir="elsewhere", memory=Path("other.db"))
    write_atomic(CATALOG, msgmerge(CATALOG, Path("elsewhere/article.pot"), *options))
    shutil.rmtree("elsewhere")
    (matched,) = read_po(CATALOG).units
    assert (matched.source, matched.state) == (to, State.TRANSLATED)


@pytest.mark.parametrize("options", [["--previous"], []], ids=["previous", "plain"])
@pytest.mark.parametrize("learned", [True, False])
def test_notes_of_another_source_go_where_msgmerge_has_matched_what_a_person_accepted(
    options: list[str], *, learned: bool
) -> None:
    """Poedit keeps our comments when a draft is accepted, and transkit has not been there since."""
    edit(reviewed)
    write(AFTER)
    run()
    accepted = f"{RIVER_UK} Ніхто не загинув, сказала Анна Коваль."
    edit(lambda unit: replace(unit, target=accepted, state=State.REVIEWED, previous_source=None))
    assert "sentence 1 keeps its translation" in read_po(CATALOG).units[0].note
    if learned:
        learn([CATALOG])
    freed = f"{RIVER} Nobody was freed, said Anna Koval."
    write(freed)
    transkit.translate("article.txt", to="uk", output_dir="elsewhere", memory=Path("other.db"))
    write_atomic(CATALOG, msgmerge(CATALOG, Path("elsewhere/article.pot"), *options))
    shutil.rmtree("elsewhere")
    run()
    (unit,) = read_po(CATALOG).units
    assert (unit.source, unit.state) == (freed, State.TRANSLATED)
    if learned:
        assert unit.target.startswith(RIVER_UK)
        assert "загинув" not in unit.target
        assert any("it was translated as: Ніхто не загинув" in line for line in unit.note)
    else:
        assert (unit.target, unit.note) == (accepted, (COMPARE,))
    before = CATALOG.read_bytes()
    run(beam=2)
    assert CATALOG.read_bytes() == before


def test_what_was_put_together_stays_where_its_memory_is_lost_and_another_text_gets_the_same() -> (
    None
):
    edit(reviewed)
    write(AFTER)
    run()
    default_memory_path().unlink()
    run()
    unit = only_unit()
    assert unit.note[0] == "sentence 1 keeps its translation"
    key = DraftKey(
        source_language="en", target_language="uk", engine="e", model_hash="m", settings="s"
    )
    with Store(default_memory_path()) as store:
        Ledger(store).note_written(key, [(composed_key(f"{AFTER} It is over."), unit.target)])
    run(beam=2)
    assert only_unit() == unit


def only_unit() -> Unit:
    (unit,) = read_po(CATALOG).units
    return unit


@pytest.mark.parametrize("options", [["--previous"], []], ids=["previous", "plain"])
def test_unchanged_sentences_keep_a_persons_words_and_changed_ones_are_drafted(
    options: list[str],
) -> None:
    edit(reviewed)
    run()  # it reads what the person wrote
    change_with_msgmerge(*options)
    row = run()
    assert (row.drafted, row.partly) == (1, 1)
    unit = only_unit()
    assert (unit.target, unit.previous_source) == (f"{RIVER_UK} {KILLED}", BEFORE)
    assert unit.note[0] == "sentence 1 keeps its translation"
    assert [(one.source, one.target) for one in read_po(CATALOG).obsolete] == [(BEFORE, PERSONS)]
    before = CATALOG.read_bytes()
    assert not run(beam=2).changed
    assert CATALOG.read_bytes() == before


@pytest.mark.parametrize("options", [["--previous"], []], ids=["previous", "plain"])
def test_an_untouched_draft_under_a_new_source_is_drafted_anew(options: list[str]) -> None:
    """Of an entry that was fuzzy before, msgmerge names no previous source in either case."""
    change_with_msgmerge(*options)
    assert run().drafted == 1
    assert (only_unit().target, only_unit().previous_source) == (AFTER, None)
    assert read_po(CATALOG).obsolete == ()


@pytest.mark.parametrize("options", [["--previous"], []], ids=["previous", "plain"])
def test_what_transkit_has_never_read_is_kept_whole(options: list[str]) -> None:
    edit(reviewed)
    change_with_msgmerge(*options)
    assert run().drafted == 0
    unit = only_unit()
    assert (unit.target, unit.state) == (PERSONS, State.TRANSLATED)
    if options:
        (line,) = unit.note
        assert line.startswith("the source has changed since")
    before = CATALOG.read_bytes()
    run(beam=2)
    assert CATALOG.read_bytes() == before


def test_a_typographic_change_leaves_a_review_as_it_is() -> None:
    edit(reviewed)
    run()
    change_with_msgmerge("--previous", to=BEFORE.replace("rose by", "rose  by"))
    assert run().drafted == 0
    assert (only_unit().target, only_unit().state) == (PERSONS, State.REVIEWED)


@pytest.mark.parametrize("options", [["--previous"], []], ids=["previous", "plain"])
@pytest.mark.parametrize("is_accepted", [True, False], ids=["accepted", "unaccepted"])
def test_what_was_put_together_says_nothing_about_another_source(
    options: list[str], *, is_accepted: bool
) -> None:
    """What a person has not accepted may be the person's or not: it stays whole."""
    edit(reviewed)
    write(f"{BEFORE} It is over.")
    run()
    assert only_unit().note[0] == "sentences 1 and 2 keep their translation"
    if is_accepted:
        edit(lambda unit: replace(unit, state=State.REVIEWED))
        run()
    change_with_msgmerge(*options, to=f"{AFTER} It is over.")
    assert run().partly == is_accepted
    unit = only_unit()
    if is_accepted:
        assert unit.target == f"{RIVER_UK} {KILLED} It is over."
        assert unit.note[0] == "sentences 1 and 3 keep their translation"
    else:
        assert unit.target == f"{PERSONS} It is over."
        assert unit.note == ("the source has changed since this was translated: compare all of it",)
    before = CATALOG.read_bytes()
    run(beam=2)
    assert CATALOG.read_bytes() == before


def test_what_was_put_together_is_still_that_when_only_typography_changes() -> None:
    edit(reviewed)
    run()
    write(AFTER)
    run()
    write(AFTER.replace("40 centimetres", "40\u00a0centimetres"))
    run()
    put_together = only_unit()
    assert any("keeps its translation" in line for line in put_together.note)
    run(beam=2)
    assert only_unit() == put_together


def test_what_a_person_has_begun_since_is_kept() -> None:
    edit(reviewed)
    run()
    change_with_msgmerge("--previous")
    begun = f"{RIVER_UK} Ніхто не загинув."
    edit(lambda unit: replace(unit, target=begun))
    assert run().drafted == 0
    assert (only_unit().target, only_unit().state) == (begun, State.TRANSLATED)


@pytest.mark.parametrize("is_read", [True, False], ids=["read", "unread"])
def test_a_draft_that_a_person_accepted_is_a_persons(*, is_read: bool) -> None:
    """Of what was not accepted, msgmerge names no previous source."""
    edit(lambda unit: replace(unit, state=State.REVIEWED, note=()))
    if is_read:
        run()
    change_with_msgmerge("--previous")
    row = run()
    assert (row.drafted, row.partly) == (1, 1)
    assert [one.target for one in read_po(CATALOG).obsolete] == [BEFORE]


def test_a_copy_of_a_translation_stays_when_the_paragraph_that_it_is_of_goes() -> None:
    """The entry that the words come from is obsolete then, and not gone: they are no match."""
    edit(reviewed)
    run()
    write(f"{BEFORE}\n\n{AFTER}")
    run()
    edit(lambda unit: replace(unit, target=PERSONS, note=()) if unit.source == AFTER else unit)
    run()
    write(AFTER)
    run()
    assert (only_unit().target, only_unit().state) == (PERSONS, State.TRANSLATED)
    assert [one.source for one in read_po(CATALOG).obsolete] == [BEFORE]
    before = CATALOG.read_bytes()
    assert not run(beam=2).changed
    assert CATALOG.read_bytes() == before


def test_a_copy_of_a_translation_stays_where_the_memory_has_offered_it_elsewhere() -> None:
    edit(reviewed)
    write(f"{BEFORE}\n\n{AFTER}")
    run()
    edit(lambda unit: replace(unit, target=PERSONS) if unit.source == AFTER else unit)
    run()
    Path("other.txt").write_text(f"{BEFORE}\n", encoding="utf-8")
    transkit.translate("other.txt", to="uk")
    (recalled,) = read_po(CATALOG.with_name("other.po")).units
    assert recalled.target == PERSONS
    run(beam=2)
    assert [unit.target for unit in read_po(CATALOG).units] == [PERSONS, PERSONS]


@pytest.mark.parametrize("is_seen", [True, False], ids=["seen before", "not seen"])
def test_of_several_entries_with_one_translation_nobody_knows_which_was_matched(
    *, is_seen: bool
) -> None:
    """A person may have copied it into another paragraph before msgmerge put it under a third.

    Where transkit has seen it there, it is the third one that was matched.
    """
    other = f"{RIVER} Everybody was safe, said Anna Koval."
    edit(reviewed)
    run()
    write(f"{BEFORE}\n\n{other}")
    run()
    edit(lambda unit: replace(unit, target=PERSONS, note=()) if unit.source == other else unit)
    if is_seen:
        run()
    write(f"{AFTER}\n\n{other}")
    transkit.translate("article.txt", to="uk", output_dir="elsewhere", memory=Path("other.db"))
    write_atomic(CATALOG, msgmerge(CATALOG, Path("elsewhere/article.pot")))
    before = [(unit.source, unit.target, unit.state) for unit in read_po(CATALOG).units]
    assert before == [(source, PERSONS, State.TRANSLATED) for source in (AFTER, other)]
    run()
    matched, copied = [(unit.source, unit.target, unit.state) for unit in read_po(CATALOG).units]
    assert copied == before[1]
    if is_seen:
        assert matched == (AFTER, f"{RIVER_UK} {KILLED}", State.TRANSLATED)
    else:
        assert matched == before[0]


def test_what_a_person_is_at_work_on_is_not_kept_in_the_memory() -> None:
    """Only a hash of it: what is written in the ledger are drafts."""
    edit(lambda unit: replace(unit, target=PERSONS))
    run()
    assert only_unit().target == PERSONS
    memory = default_memory_path()
    content = b"".join(path.read_bytes() for path in memory.parent.glob(f"{memory.name}*"))
    assert HURT.encode() in content
    assert HURT_UK.encode() not in content


def test_a_text_that_was_left_where_it_is_stays_when_its_owner_goes() -> None:
    """Two paragraphs were the same; one has met the new article by way of msgmerge alone."""
    edit(reviewed)
    run()
    article = f"{AFTER}\n\n{BEFORE}"
    write(article)
    transkit.translate("article.txt", to="uk", output_dir="elsewhere", memory=Path("other.db"))
    write_atomic(CATALOG, msgmerge(CATALOG, Path("elsewhere/article.pot")))
    run()
    assert [unit.target for unit in read_po(CATALOG).units] == [PERSONS, PERSONS]
    write(f"{article} It is over.")
    run()
    before = CATALOG.read_bytes()
    run(beam=2)
    assert CATALOG.read_bytes() == before
    assert read_po(CATALOG).units[0].target == PERSONS


@pytest.mark.parametrize("is_known", [True, False], ids=["known", "ledger lost"])
def test_a_review_taken_back_comes_back_with_its_source(*, is_known: bool) -> None:
    """With the previous source that Poedit has left in it, it looks like one of msgmerge's."""
    edit(lambda unit: replace(reviewed(unit), previous_source=f"{BEFORE} It rained."))
    run()
    edit(lambda unit: replace(unit, state=State.TRANSLATED))
    write(RIVER)
    run()
    assert [one.source for one in read_po(CATALOG).obsolete] == [BEFORE]
    memory = {} if is_known else {"memory": Path("new.db")}
    write(BEFORE)
    run(**memory)
    unit = only_unit()
    assert (unit.target, unit.state) == (PERSONS, State.TRANSLATED)
    assert bool(unit.note) is not is_known
    assert not run(beam=2, **memory).changed
    assert only_unit() == unit


def test_a_text_under_a_typographic_variant_of_a_drafted_source_stays(tmp_path: Path) -> None:
    """The ledger is lost; the draft of the one is the very text that the other has had before."""
    (draft,) = (unit.target for unit in read_po(CATALOG).units)
    variant = BEFORE.replace("rose by", "rose  by")
    edit(lambda unit: replace(unit, source=variant, id=unit_id(variant), note=()))
    write(f"{variant}\n\n{BEFORE}")
    memory = tmp_path / "new.db"
    run(memory=memory)
    first, second = read_po(CATALOG).units
    assert (first.source, first.target, second.target) == (variant, draft, draft)
    assert not run(memory=memory, beam=3).changed
    assert read_po(CATALOG).units[0] == first
