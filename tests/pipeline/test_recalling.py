"""What people translated comes back before an engine is asked."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from transkit.catalogs import read_po, serialize_po
from transkit.errors import UsageError
from transkit.files import write_atomic
from transkit.memory.store import default_memory_path
from transkit.pipeline import learning, opening
from transkit.pipeline.learning import learn
from transkit.pipeline.memory_exchange import prune_memory
from transkit.pipeline.translate import Options, TranslateResult, translate
from transkit.text import likeness
from transkit.units import Catalog, State, Unit

RIVER = "The river rose again on Monday after the heavy rain in the hills."
ARTICLE = f"{RIVER}\n\nThe mayor closed the bridge. Nobody was hurt at all.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed_models: Path) -> Path:
    """Stand in a folder with an article whose first paragraph a person has translated."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "first.txt").write_text(ARTICLE, encoding="utf-8")
    run("first.txt")
    targets = {
        RIVER: "Річка знову піднялася.",
        "The mayor closed the bridge. Nobody was hurt at all.": (
            "Мер закрив міст. Ніхто не постраждав."
        ),
    }
    review(tmp_path / "locales/uk/LC_MESSAGES/first.po", targets.get)
    learn(["locales"])
    return tmp_path


def run(*sources: str, **options: Any) -> TranslateResult:
    result = translate(sources, Options(**{"to": ("uk",), **options}))
    assert not result.failures
    return result


def review(path: Path, translation: Callable[[str], str | None]) -> None:
    """Be the translator: accept units with these translations."""
    catalog = read_po(path)
    units = tuple(
        unit
        if (target := translation(unit.source)) is None
        else replace(unit, target=target, state=State.REVIEWED, note=())
        for unit in catalog.units
    )
    write_atomic(path, serialize_po(replace(catalog, units=units)))


def unit_of(name: str, start: str) -> Unit:
    catalog: Catalog = read_po(Path(f"locales/uk/LC_MESSAGES/{name}.po"))
    (unit,) = [unit for unit in catalog.units if unit.source.startswith(start)]
    return unit


def test_the_same_paragraph_elsewhere_is_not_drafted_anew(folder: Path) -> None:
    (folder / "second.txt").write_text(f"{RIVER}\n\nSomething new is here.\n", encoding="utf-8")
    (row,) = run("second.txt").documents
    assert (row.drafted, row.recalled) == (1, 1)
    unit = unit_of("second", "The river")
    assert (unit.target, unit.state) == ("Річка знову піднялася.", State.TRANSLATED)
    assert unit.note[0].startswith("from memory, 100 %")
    before = Path("locales/uk/LC_MESSAGES/second.po").read_bytes()
    (row,) = run("second.txt").documents
    assert not row.changed
    assert Path("locales/uk/LC_MESSAGES/second.po").read_bytes() == before


def test_a_sentence_that_was_translated_keeps_its_translation(folder: Path) -> None:
    text = "Nobody was hurt at all. The school stays open."
    (folder / "second.txt").write_text(f"{text}\n", encoding="utf-8")
    run("second.txt")
    unit = unit_of("second", "Nobody")
    assert unit.target == "Ніхто не постраждав. The school stays open."
    assert any("sentence 1: from memory" in line for line in unit.note)


def test_a_trusted_memory_needs_no_second_review(folder: Path) -> None:
    (folder / "second.txt").write_text(f"{RIVER}\n", encoding="utf-8")
    run("second.txt", trust_memory=True)
    unit = unit_of("second", "The river")
    assert (unit.target, unit.state, unit.note) == ("Річка знову піднялася.", State.REVIEWED, ())


def want_brook() -> None:
    """Write a glossary that what the memory has for `RIVER` breaks."""
    Path("locales/terms.csv").write_text("source,uk,forbidden uk\nriver,потік,річка\n", "utf-8")


@pytest.mark.parametrize("trust_memory", [False, True])
def test_a_text_of_the_memory_that_breaks_the_glossary_says_so_and_is_not_trusted(
    folder: Path, *, trust_memory: bool
) -> None:
    want_brook()
    (folder / "second.txt").write_text(f"{RIVER}\n", encoding="utf-8")
    run("second.txt", trust_memory=trust_memory)
    unit = unit_of("second", "The river")
    assert (unit.target, unit.state) == ("Річка знову піднялася.", State.TRANSLATED)
    assert unit.note[0].startswith("from memory, 100 %")
    assert unit.note[1] == "term: “river” must be “потік”, here “Річка”"
    path = Path("locales/uk/LC_MESSAGES/second.po")
    before = path.read_bytes()
    for options in ({}, {"trust_memory": True}, {"redraft": True}, {}):
        (row,) = run("second.txt", **options).documents
        assert not row.changed
        assert path.read_bytes() == before
    Path("locales/terms.csv").unlink()
    run("second.txt", trust_memory=True)
    unit = unit_of("second", "The river")
    assert (unit.target, unit.state, unit.note) == ("Річка знову піднялася.", State.REVIEWED, ())


def test_like_texts_and_single_sentences_of_the_memory_say_what_breaks_the_glossary(
    folder: Path,
) -> None:
    want_brook()
    like = RIVER.replace("heavy rain", "heavy rains")
    two = f"{RIVER} Something new is here."
    (folder / "second.txt").write_text(f"{like}\n\n{two}\n", encoding="utf-8")
    run("second.txt")
    said = "term: “river” must be “потік”, here “Річка”"
    assert said in unit_of("second", like).note
    assert f"sentence 1: {said}" in unit_of("second", two).note
    path = Path("locales/uk/LC_MESSAGES/second.po")
    before = path.read_bytes()
    run("second.txt")
    assert path.read_bytes() == before


def test_a_memory_that_is_trusted_later_spares_the_review_of_drafts_nobody_touched(
    folder: Path,
) -> None:
    (folder / "second.txt").write_text(f"{RIVER}\n", encoding="utf-8")
    run("second.txt")
    assert unit_of("second", "The river").state is State.TRANSLATED
    run("second.txt", trust_memory=True)
    unit = unit_of("second", "The river")
    assert (unit.target, unit.state, unit.note) == ("Річка знову піднялася.", State.REVIEWED, ())
    path = Path("locales/uk/LC_MESSAGES/second.po")
    before = path.read_bytes()
    run("second.txt")
    assert path.read_bytes() == before


def doubt(path: Path, start: str) -> None:
    """Be the translator: mark a unit as needing work, and leave its text as it is."""
    catalog = read_po(path)
    units = tuple(
        replace(unit, state=State.TRANSLATED) if unit.source.startswith(start) else unit
        for unit in catalog.units
    )
    write_atomic(path, serialize_po(replace(catalog, units=units)))


@pytest.mark.parametrize("drafted_before", [False, True])
@pytest.mark.parametrize("options", [{}, {"redraft": True}])
def test_a_person_who_doubts_what_the_memory_gave_is_not_overruled(
    folder: Path, options: dict[str, Any], *, drafted_before: bool
) -> None:
    (folder / "second.txt").write_text(f"{RIVER}\n", encoding="utf-8")
    path = Path("locales/uk/LC_MESSAGES/second.po")
    if drafted_before:
        run("second.txt")
    run("second.txt", trust_memory=True)
    doubt(path, "The river")
    run("second.txt", trust_memory=True, **options)
    unit = unit_of("second", "The river")
    assert (unit.target, unit.state) == ("Річка знову піднялася.", State.TRANSLATED)
    before = path.read_bytes()
    for more in ({"trust_memory": True}, {}, {"trust_memory": True}):
        run("second.txt", **more, **options)
        assert path.read_bytes() == before
    review(path, {RIVER: "Річка знову піднялася."}.get)
    run("second.txt", trust_memory=True)
    assert unit_of("second", "The river").state is State.REVIEWED
    doubt(path, "The river")
    run("second.txt", trust_memory=True)
    assert unit_of("second", "The river").state is State.TRANSLATED


def test_what_is_doubted_in_one_catalog_says_nothing_about_another(folder: Path) -> None:
    for name in ("second.txt", "third.txt"):
        (folder / name).write_text(f"{RIVER}\n", encoding="utf-8")
        run(name)
    run("second.txt", trust_memory=True)
    doubt(Path("locales/uk/LC_MESSAGES/second.po"), "The river")
    run("second.txt", "third.txt", trust_memory=True)
    assert unit_of("second", "The river").state is State.TRANSLATED
    assert unit_of("third", "The river").state is State.REVIEWED


def test_a_doubt_stays_where_the_memory_has_another_translation_since(folder: Path) -> None:
    (folder / "second.txt").write_text(f"{RIVER}\n", encoding="utf-8")
    run("second.txt")
    run("second.txt", trust_memory=True)
    doubt(Path("locales/uk/LC_MESSAGES/second.po"), "The river")
    first = Path("locales/uk/LC_MESSAGES/first.po")
    review(first, {RIVER: "Ріка знов піднялася."}.get)
    os.utime(first, (time.time() + 60,) * 2)
    learn([first])
    for _ in range(2):
        run("second.txt", trust_memory=True)
        unit = unit_of("second", "The river")
        assert (unit.target, unit.state) == ("Річка знову піднялася.", State.TRANSLATED)


def test_a_catalog_that_is_made_again_is_nobodys_doubt(folder: Path) -> None:
    (folder / "second.txt").write_text(f"{RIVER}\n", encoding="utf-8")
    run("second.txt", trust_memory=True)
    Path("locales/uk/LC_MESSAGES/second.po").unlink()
    run("second.txt")
    assert unit_of("second", "The river").state is State.TRANSLATED
    run("second.txt", trust_memory=True)
    assert unit_of("second", "The river").state is State.REVIEWED


def test_without_the_ledger_nobody_accepts_what_may_be_a_persons_doubt(folder: Path) -> None:
    """``--redraft`` takes what the ledger has never heard of for a draft, and it stays one."""
    (folder / "second.txt").write_text(f"{RIVER}\n", encoding="utf-8")
    run("second.txt", trust_memory=True)
    doubt(Path("locales/uk/LC_MESSAGES/second.po"), "The river")
    for path in default_memory_path().parent.glob(f"{default_memory_path().name}*"):
        path.unlink()
    learn(["locales/uk/LC_MESSAGES/first.po"])
    for options in ({}, {"redraft": True}, {}):
        run("second.txt", trust_memory=True, **options)
        unit = unit_of("second", "The river")
        assert (unit.target, unit.state) == ("Річка знову піднялася.", State.TRANSLATED)


def test_what_is_like_it_is_offered_or_used_and_every_run_says_the_same(folder: Path) -> None:
    near = "The river rose on Monday after the rain in hills."
    nearer = RIVER.replace("rain in the hills", "rains in the hills")
    (folder / "second.txt").write_text(f"{near}\n\n{nearer}\n", encoding="utf-8")
    run("second.txt")
    offered = unit_of("second", near)
    assert offered.target == near
    assert any("from memory, 85 %" in line and "Річка знову" in line for line in offered.note)
    used = unit_of("second", nearer)
    assert used.target == "Річка знову піднялася."
    before = Path("locales/uk/LC_MESSAGES/second.po").read_bytes()
    run("second.txt")
    assert Path("locales/uk/LC_MESSAGES/second.po").read_bytes() == before


def test_how_alike_two_texts_are_is_worked_out_once_where_it_is_weighed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = "The river rose on Monday after the rain in hills."
    (folder / "second.txt").write_text(f"{near}\n", encoding="utf-8")
    run("second.txt")
    compared: list[tuple[str, str]] = []
    find = likeness.find_likeness

    def note(wanted: str, known: str, language: str) -> tuple[float, tuple[str, ...]]:
        compared.append((wanted, known))
        return find(wanted, known, language)

    monkeypatch.setattr(likeness, "find_likeness", note)
    run("second.txt", redraft=True)
    assert compared.count((near, RIVER)) == 2, "once to find it, once to weigh it"


def test_how_like_it_must_be_can_be_said(folder: Path) -> None:
    near = "The river rose on Monday after the rain in hills."
    (folder / "second.txt").write_text(f"{near}\n", encoding="utf-8")

    def is_offered(**options: Any) -> bool:
        run("second.txt", **options)
        return any("from memory" in line for line in unit_of("second", near).note)

    assert is_offered()
    assert not is_offered(least=0.9)
    assert is_offered()
    far = "The river rose on Monday after heavy rain."
    (folder / "second.txt").write_text(f"{far}\n", encoding="utf-8")
    run("second.txt")
    assert not any("from memory" in line for line in unit_of("second", far).note)
    run("second.txt", least=0.6, redraft=True)
    assert any("from memory, 7" in line for line in unit_of("second", far).note)
    assert unit_of("second", far).target == far
    with pytest.raises(UsageError, match="likeness"):
        run("second.txt", least=0.2)


@pytest.mark.parametrize(
    "text",
    [
        RIVER.replace("rose", "has not risen"),
        RIVER.replace("the hills", "the 3 hills"),
        RIVER.replace("the hills", "the Carpathians"),
    ],
)
def test_another_meaning_is_never_used_and_never_offered_silently(folder: Path, text: str) -> None:
    (folder / "second.txt").write_text(f"{text}\n", encoding="utf-8")
    run("second.txt")
    unit = unit_of("second", text)
    assert unit.target == text
    assert not any("from memory" in line for line in unit.note)


def test_the_memory_can_be_left_alone(folder: Path) -> None:
    (folder / "second.txt").write_text(f"{RIVER}\n", encoding="utf-8")
    (row,) = run("second.txt", recall=False).documents
    assert row.recalled == 0
    assert unit_of("second", "The river").target == RIVER


def test_a_machine_s_draft_is_never_recalled(folder: Path) -> None:
    (folder / "second.txt").write_text("Something new is here.\n", encoding="utf-8")
    run("second.txt")
    (folder / "third.txt").write_text("Something new is here.\n", encoding="utf-8")
    (row,) = run("third.txt").documents
    assert row.recalled == 0
    assert not any("memory" in line for line in unit_of("third", "Something").note)


def test_a_sentence_more_is_never_lost_in_a_likeness(folder: Path) -> None:
    """A whole translation of fewer sentences is offered, and the new sentence is drafted."""
    text = f"{RIVER} It rains."
    (folder / "second.txt").write_text(f"{text}\n", encoding="utf-8")
    run("second.txt")
    unit = unit_of("second", "The river")
    assert unit.target == "Річка знову піднялася. It rains."
    assert any("sentence 1: from memory, 100 %" in line for line in unit.note)


def test_a_paragraph_is_alike_when_each_of_its_sentences_is(folder: Path) -> None:
    near = "The mayor closed the bridges. Nobody was hurt at all."
    other = "The mayor closed the bridge. Nobody was seen at all."
    (folder / "second.txt").write_text(f"{near}\n\n{other}\n", encoding="utf-8")
    run("second.txt")
    unit = unit_of("second", near)
    assert unit.target == "Мер закрив міст. Ніхто не постраждав."
    assert any("% alike (here “bridges”, there “bridge”)" in line for line in unit.note)
    unit = unit_of("second", other)
    assert unit.target == "Мер закрив міст. Nobody was seen at all."
    assert any("% alike (here “seen”, there “hurt”)" in line for line in unit.note)


def test_what_was_found_by_likeness_is_corrected_with_its_source(folder: Path) -> None:
    nearer = RIVER.replace("rain in the hills", "rains in the hills")
    (folder / "second.txt").write_text(f"{nearer}\n", encoding="utf-8")
    run("second.txt")
    assert unit_of("second", nearer).target == "Річка знову піднялася."
    first = folder / "locales/uk/LC_MESSAGES/first.po"
    review(first, {RIVER: "Після злив річка знову піднялася."}.get)
    learn([first])
    (folder / "third.txt").write_text(f"{nearer}\n", encoding="utf-8")
    run("second.txt", "third.txt")
    for name in ("second", "third"):
        unit = unit_of(name, nearer)
        assert unit.target == "Після злив річка знову піднялася."
        assert "“Після злив річка знову піднялася.”" in unit.note[0]
    prune_memory(to="uk", document="first.txt")
    (folder / "fourth.txt").write_text(f"{nearer}\n", encoding="utf-8")
    run("fourth.txt")
    assert unit_of("fourth", nearer).target == nearer


FIRST = Path("locales/uk/LC_MESSAGES/first.po")


def doubt_everything(path: Path) -> None:
    """Say of everything in a catalog that it needs work, and nothing else."""
    from dataclasses import replace

    catalog = read_po(path)
    units = tuple(replace(unit, state=State.TRANSLATED) for unit in catalog.units)
    write_atomic(path, serialize_po(replace(catalog, units=units)))


@pytest.mark.parametrize(
    "options", [{}, {"redraft": True}, {"redraft": True, "recall": False}], ids=repr
)
def test_words_that_the_memory_offered_elsewhere_are_still_those_of_who_wrote_them(
    folder: Path, options: dict[str, bool]
) -> None:
    """The author doubts them while a colleague translates the same in another way."""
    (folder / "second.txt").write_text(f"{RIVER}\n", encoding="utf-8")
    run("second.txt")
    doubt_everything(FIRST)
    review(Path("locales/uk/LC_MESSAGES/second.po"), {RIVER: "Води прибуло."}.get)
    run("second.txt")
    run("first.txt", **options)
    unit = unit_of("first", "The river")
    assert (unit.target, unit.state) == ("Річка знову піднялася.", State.TRANSLATED)
    (folder / "first.txt").write_text("Nobody was hurt at all.\n", encoding="utf-8")
    run("first.txt", **options)
    assert "Річка знову піднялася." in [unit.target for unit in read_po(FIRST).obsolete]


def test_words_that_were_recalled_into_a_catalog_made_anew_are_no_drafts_in_the_old_one(
    folder: Path,
) -> None:
    old = FIRST.read_bytes()
    FIRST.unlink()
    run("first.txt")
    assert unit_of("first", "The river").note[0].startswith("from memory, 100 %")
    FIRST.write_bytes(old)
    doubt_everything(FIRST)
    (folder / "first.txt").write_text("Nobody was hurt at all.\n", encoding="utf-8")
    run("first.txt")
    assert "Річка знову піднялася." in [unit.target for unit in read_po(FIRST).obsolete]


def test_what_was_recalled_and_left_alone_goes_with_its_source(folder: Path) -> None:
    (folder / "second.txt").write_text(f"{RIVER}\n\nSomething new is here.\n", encoding="utf-8")
    run("second.txt")
    (folder / "second.txt").write_text("Something new is here.\n", encoding="utf-8")
    run("second.txt")
    assert read_po(Path("locales/uk/LC_MESSAGES/second.po")).obsolete == ()


def test_what_the_memory_gives_for_a_changed_paragraph_is_the_same_in_every_run(
    folder: Path,
) -> None:
    catalog = Path("locales/uk/LC_MESSAGES/second.po")
    storm = RIVER.replace("the heavy rain", "a terrible storm")
    (folder / "second.txt").write_text(f"{storm}\n", encoding="utf-8")
    run("second.txt", recall=False)
    review(catalog, {storm: "Після бурі ріка прибула."}.get)
    run("second.txt")
    (folder / "second.txt").write_text(f"{RIVER}\n", encoding="utf-8")
    run("second.txt")
    unit = unit_of("second", "The river")
    assert unit.target == "Річка знову піднялася."
    assert "it was translated as: Після бурі ріка прибула." in unit.note[0]
    assert unit.note[1].startswith("from memory, 100 %")
    assert not run("second.txt", beam=3).documents[0].changed


def test_a_comment_on_a_draft_does_not_change_what_the_memory_gives_for_the_next_version(
    folder: Path,
) -> None:
    """Only a translation that the changed source had in this catalog is out of date."""
    catalog = Path("locales/uk/LC_MESSAGES/second.po")
    (folder / "second.txt").write_text(f"{RIVER}\n", encoding="utf-8")
    run("second.txt", recall=False)
    found = read_po(catalog)
    units = tuple(replace(unit, comments=(" Which river?",)) for unit in found.units)
    write_atomic(catalog, serialize_po(replace(found, units=units)))
    nearer = RIVER.replace("rain in the hills", "rains in the hills")
    (folder / "second.txt").write_text(f"{nearer}\n", encoding="utf-8")
    run("second.txt")
    unit = unit_of("second", nearer)
    assert (unit.target, unit.comments) == ("Річка знову піднялася.", (" Which river?",))
    assert not run("second.txt", beam=3).documents[0].changed


@pytest.mark.parametrize(
    "start",
    ["“The mayor closed the bridge, he said. ", "The mayor (of Lee closed the bridge. "],
    ids=["open quotation", "open bracket"],
)
def test_an_offer_is_known_again_whatever_signs_are_in_it(folder: Path, start: str) -> None:
    """In English every paragraph of a long quotation opens it, and the last one closes it."""
    article, catalog = folder / "third (1.txt", Path("locales/uk/LC_MESSAGES")
    article.write_text(f"{start}{RIVER}\n", encoding="utf-8")
    run(str(article))
    (path,) = catalog.glob("third*.po")
    review(path, lambda source: f"Мер. Річка знову. {source[0]}" if RIVER in source else None)
    run(str(article))
    same = folder / "fourth.txt"
    later = f"{start}{RIVER} It rains."
    same.write_text(f"{start}{RIVER}\n\n{later}\n", encoding="utf-8")
    for _ in range(2):
        run("fourth.txt", least=0.5)
        unit, changed = read_po(catalog / "fourth.po").units
        assert any(line.startswith("from memory, 100 %") for line in unit.note)
        assert any(" % alike" in line for line in changed.note)
        assert unit.comments == changed.comments == ()


def test_what_somebody_reviewed_in_a_catalog_beside_is_known(folder: Path) -> None:
    """Nobody has run anything over it since it was saved."""
    (folder / "second.txt").write_text(f"{RIVER}\n\nA dog barked at the gate.\n", encoding="utf-8")
    run("second.txt")
    first = Path("locales/uk/LC_MESSAGES/first.po")
    review(first, {RIVER: "Ріка знов піднялась."}.get)
    result = run("second.txt")
    second = read_po(Path("locales/uk/LC_MESSAGES/second.po"))
    assert second.units[0].target == "Ріка знов піднялась."
    assert result.documents[0].changed
    again = run("second.txt")
    assert not again.documents[0].changed


def test_catalogs_beside_are_opened_once_and_broken_ones_are_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "second.txt").write_text("A dog barked at the gate.\n", encoding="utf-8")
    catalogs = folder / "locales/uk/LC_MESSAGES"
    (catalogs / "broken.po").write_text('msgid "a\n', encoding="utf-8")
    (catalogs / "korean.po").write_text(
        'msgid ""\nmsgstr "Language: ko\\n"\n\nmsgid "A dog barked at the gate."\nmsgstr "개"\n',
        encoding="utf-8",
    )
    opened: list[str] = []
    open_with_digest = opening.open_with_digest

    def counted(path: Path) -> tuple[Catalog, str]:
        opened.append(path.name)
        return open_with_digest(path)

    monkeypatch.setattr(learning, "open_with_digest", counted)
    run("second.txt")
    assert sorted(opened) == ["broken.po", "first.po", "korean.po"]
    run("second.txt")
    run("second.txt")
    assert len(opened) == 3
    run("second.txt", recall=False)
    os.utime(catalogs / "first.po", (1, 1))
    run("second.txt", recall=False)
    assert len(opened) == 3
    run("second.txt")
    assert opened[3:] == ["first.po"]


def test_a_dry_run_learns_nothing_from_catalogs_beside(folder: Path) -> None:
    (folder / "second.txt").write_text(f"{RIVER}\n", encoding="utf-8")
    review(Path("locales/uk/LC_MESSAGES/first.po"), {RIVER: "Ріка."}.get)
    before = default_memory_path().read_bytes()
    run("second.txt", dry_run=True)
    assert default_memory_path().read_bytes() == before
