"""A note tells of the text that stands there: not of a draft that a person has rewritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import transkit
from transkit.catalogs import read_po, serialize_po
from transkit.files import write_atomic
from transkit.pipeline.check import CheckOptions, check
from transkit.units import State, Unit, unit_id

RIVER = "The river rose by 40 centimetres on Monday."
HURT = "Nobody was hurt, said Anna Koval."
KILLED = "Nobody was killed, said Anna Koval."
RIVER_UK = "У понеділок річка піднялася на 40 сантиметрів."
HURT_UK = "Ніхто не постраждав, сказала Анна Коваль."
KILLED_UK = "Ніхто не загинув, сказала Анна Коваль."
CATALOG = Path("locales/uk/LC_MESSAGES/article.po")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder of its own, with copy models installed."""
    del installed_models
    monkeypatch.chdir(tmp_path)


def publish(*paragraphs: str) -> None:
    Path("article.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    run()


def run(**options: object) -> bool:
    """Translate; return whether the catalog was written."""
    result = transkit.translate("article.txt", to="uk", recall=False, **options)  # type: ignore[arg-type]
    assert result.failures == ()
    return result.documents[0].changed


def edit(change: Callable[[Unit], Unit]) -> None:
    """Change every entry of the catalog as a person does, in another program."""
    catalog = read_po(CATALOG)
    write_atomic(CATALOG, serialize_po(replace(catalog, units=tuple(map(change, catalog.units)))))


def write(target: str, state: State = State.TRANSLATED) -> None:
    """Write a target, fuzzy unless it is said otherwise."""
    edit(lambda unit: replace(unit, target=target, state=state))


def note() -> tuple[str, ...]:
    """Return the note of the only unit, after a second run that must change nothing."""
    before = CATALOG.read_bytes()
    run(beam=2)
    assert CATALOG.read_bytes() == before
    (unit,) = read_po(CATALOG).units
    return unit.note


def test_what_was_said_of_a_draft_goes_when_a_person_has_rewritten_it() -> None:
    publish(RIVER)
    assert note()[0].startswith("the draft is the source unchanged")
    write(RIVER_UK)
    assert run()
    assert note() == ()


def test_a_draft_that_a_person_only_doubts_keeps_its_note() -> None:
    publish(RIVER)
    said = note()
    write(RIVER, State.REVIEWED)
    run()
    write(RIVER)
    run()
    assert note() == said


def test_of_a_draft_in_which_one_sentence_is_rewritten_the_others_keep_what_is_said() -> None:
    publish(f"{RIVER} {HURT}")
    line = "sentence 2: the draft did not come to an end"
    edit(lambda unit: replace(unit, note=(line.replace("2", "1"), line)))
    write(f"{RIVER_UK} {HURT}")
    run()
    assert note() == (line,)


def test_what_checks_said_of_a_rewritten_draft_is_said_as_long_as_it_is_so() -> None:
    publish(RIVER)
    write(RIVER_UK.replace("40", "50"))
    check([CATALOG], CheckOptions(annotate=True))
    run()
    (line,) = note()
    assert line.endswith(" [numbers]")
    write(RIVER_UK)
    run()
    assert note() == ()


def test_a_rewritten_sentence_beside_kept_ones_is_no_machine_draft() -> None:
    publish(f"{RIVER} {HURT}")
    write(f"{RIVER_UK} {HURT_UK}", State.REVIEWED)
    publish(f"{RIVER} {KILLED}")
    kept, drafted, *more = note()
    assert "machine draft" in drafted
    assert more
    write(f"{RIVER_UK} {KILLED_UK}")
    run()
    assert note() == (kept, drafted.replace("machine draft", "rewritten since"))
    write(f"{RIVER_UK} {KILLED_UK}", State.REVIEWED)
    run()
    assert note() == ()


def test_what_is_rewritten_and_gone_at_once_is_no_machine_draft_when_it_is_back() -> None:
    publish(f"{RIVER} {HURT}")
    write(f"{RIVER_UK} {HURT_UK}", State.REVIEWED)
    publish(f"{RIVER} {KILLED}")
    _, drafted, *_ = note()
    write(f"{RIVER_UK} {KILLED_UK}")
    publish("It is quiet in town.")
    notes = [unit.note for unit in read_po(CATALOG).obsolete if unit.note]
    assert [lines[1] for lines in notes] == [drafted.replace("machine draft", "rewritten since")]
    publish(f"{RIVER} {KILLED}".replace(" ", "\u00a0"))
    assert note()[1] == drafted.replace("machine draft", "rewritten since")


def test_of_two_sentences_alike_the_draft_is_known_from_the_kept_one() -> None:
    publish(f"{HURT} {RIVER}")
    write(f"{HURT_UK} {RIVER_UK}", State.REVIEWED)
    publish(f"{HURT} {RIVER} {HURT}")
    kept, drafted, *_ = note()
    assert drafted.startswith("sentence 3 is new: machine draft")
    write(f"{HURT_UK} {RIVER_UK} {KILLED_UK}")
    run()
    assert note()[:2] == (kept, drafted.replace("machine draft", "rewritten since"))


def test_words_put_around_a_draft_beside_kept_sentences_leave_its_note() -> None:
    publish(f"{RIVER} {HURT}")
    write(f"{RIVER_UK} {HURT_UK}", State.REVIEWED)
    publish(f"{RIVER} {KILLED}")
    said = note()
    write(f"Так, {RIVER_UK} {KILLED}")
    run()
    assert note() == said


def test_what_a_persons_translation_was_stays_when_the_draft_in_its_place_is_rewritten() -> None:
    publish(HURT)
    write(HURT_UK, State.REVIEWED)
    publish(KILLED)
    before = f"the source has changed; it was translated as: {HURT_UK}"
    assert note()[0] == before
    assert len(note()) > 1
    write(KILLED_UK)
    run()
    assert note() == (before,)


def test_a_text_that_nobody_knows_has_the_note_that_a_draft_would_have() -> None:
    """As after ``msgmerge`` without ``--previous``, on a computer that never saw the article."""
    publish(RIVER)
    write(RIVER_UK.replace("40", "50"))
    edit(lambda unit: replace(unit, note=()))
    run(memory=Path("empty.db"))
    (unit,) = read_po(CATALOG).units
    assert unit.note[0] == "high risk: read it closely"
    assert unit.note[1].endswith("[numbers]")
    before = CATALOG.read_bytes()
    run(memory=Path("empty.db"), beam=2)
    assert CATALOG.read_bytes() == before


def test_that_a_draft_is_the_source_unchanged_is_not_said_of_another_source() -> None:
    """``msgmerge`` keeps the comments of the text that it puts under a like source."""
    publish(f"{RIVER} {HURT}")
    said = note()
    assert [line.split(":")[0] for line in said[:2]] == ["sentence 1", "sentence 2"]
    edit(lambda unit: replace(unit, source=f"{RIVER} {KILLED}", id=unit_id(f"{RIVER} {KILLED}")))
    Path("article.txt").write_text(f"{RIVER} {KILLED}\n", encoding="utf-8")
    run(memory=Path("empty.db"))
    (unit,) = read_po(CATALOG).units
    assert unit.target == f"{RIVER} {HURT}"
    assert unit.note[0] == said[0]
    assert said[1] not in unit.note


def test_drafts_from_another_computer_keep_their_notes_to_the_byte() -> None:
    publish(RIVER, HURT, f"{RIVER} {KILLED}")
    before = CATALOG.read_bytes()
    run(memory=Path("empty.db"))
    assert CATALOG.read_bytes() == before
