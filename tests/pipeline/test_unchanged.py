"""Running again: what is unchanged costs nothing, and whatever has changed is seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict, make_dataclass, replace
from pathlib import Path

import pytest

from tests.pipeline.visible_engine import ENGINE, VisibleEngine
from transkit.catalogs import read_po, serialize_po
from transkit.engines import registry
from transkit.engines.base import Done
from transkit.engines.degeneration import Degeneration
from transkit.memory.ledger import DraftKey, Ledger
from transkit.memory.store import Store
from transkit.memory.translations import CatalogState, Translation, Translations
from transkit.pipeline import unchanged
from transkit.pipeline.results import DocumentResult
from transkit.pipeline.translate import Options, TranslateResult, translate
from transkit.units import Draft, State

TEXT = "The river rises\n\nNobody was hurt on Monday.\n"
WORDS = ("bank", "bend", "bed", "mouth", "source", "name", "song", "bridge", "ford", "mud")
_COPIED = Degeneration.COPY.value
MEMORY = Path("memory.db")
CATALOG = Path("locales/uk/LC_MESSAGES/one.po")
TEMPLATE = Path("locales/one.pot")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with two articles in it."""
    monkeypatch.setitem(registry._BUILT_IN, "visible", "tests.pipeline.visible_engine:ENGINE")
    monkeypatch.setattr(ENGINE, "version", 1)
    monkeypatch.chdir(tmp_path)
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "one.txt").write_text(TEXT, encoding="utf-8")
    (articles / "two.txt").write_text(f"{TEXT}\nThe schools stay closed.\n", encoding="utf-8")
    return tmp_path


def run(**options: object) -> TranslateResult:
    """Translate and fail on failures."""
    chosen = Options(to=("uk", "ko"), engine="visible", memory=MEMORY)
    result = translate(["articles"], replace(chosen, **options))  # type: ignore[arg-type]
    assert result.failures == ()
    return result


def looked(action: Callable[[], TranslateResult]) -> tuple[TranslateResult, bool]:
    """Return a result, and whether documents were read for it."""
    read: list[object] = []
    original = unchanged.Watch.last_run

    def last_run(watch: unchanged.Watch, engines: object) -> object:
        found = original(watch, engines)  # type: ignore[arg-type]
        read.append(found)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unchanged.Watch, "last_run", last_run)
        result = action()
    return result, not read or read[-1] is None


def forget() -> None:
    """Make the memory forget how runs ended."""
    with sqlite3.connect(MEMORY) as connection:
        connection.execute("DELETE FROM settled")


def without_seconds(result: TranslateResult) -> dict[str, object]:
    documents = [asdict(replace(row, seconds=0.0)) for row in result.documents]
    return {**asdict(result), "documents": documents}


def files() -> dict[Path, tuple[bytes, int]]:
    found = [path for path in Path("locales").rglob("*") if path.is_file()]
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def review(path: Path) -> None:
    """Accept every draft of a catalog."""
    catalog = read_po(path)
    units = tuple(replace(unit, state=State.REVIEWED, note=()) for unit in catalog.units)
    path.write_bytes(serialize_po(replace(catalog, units=units)))


def test_the_second_run_reads_no_document_and_says_what_a_full_one_says() -> None:
    run()
    before = files()
    quick, read = looked(run)
    assert not read
    assert files() == before
    forget()
    full, read = looked(run)
    assert read
    assert without_seconds(quick) == without_seconds(full)
    assert {row.drafted for row in quick.documents} == {0}
    assert sum(row.reused for row in quick.documents) == 10


def test_a_run_after_a_persons_work_is_remembered_when_nothing_is_left_to_do() -> None:
    run()
    review(CATALOG)
    first, read = looked(run)
    assert read
    assert sum(row.recalled for row in first.documents) == 2, "the other article has these lines"
    run()
    quick, read = looked(run)
    assert not read
    forget()
    assert without_seconds(quick) == without_seconds(run())
    assert quick.documents[0].kept == 2


def edit_source() -> None:
    with Path("articles/one.txt").open("a") as file:
        file.write("\nOne more.\n")


def add_source() -> None:
    Path("articles/three.txt").write_text(TEXT)


def accept_a_draft() -> None:
    CATALOG.write_text(CATALOG.read_text().replace("#, fuzzy\n", "", 1))


def write_settings() -> None:
    Path("transkit.toml").write_text('[checks]\nskip = ["numbers"]\n')


def write_settings_nearer() -> None:
    Path("articles/transkit.toml").write_text('[checks]\nskip = ["numbers"]\n')


def damage_template() -> None:
    TEMPLATE.write_text("")


def learn_a_translation() -> None:
    with Store(MEMORY) as store:
        Translations(store).learn(
            ("en", "uk"),
            CatalogState(path="/elsewhere.po", digest="0", changed="", saved=""),
            [
                Translation(
                    source="The river rises",
                    target="Ріка піднімається",
                    whole=True,
                    document="elsewhere",
                    translator="",
                    changed="",
                )
            ],
        )


def draft_elsewhere() -> None:
    key = DraftKey(
        source_language="en", target_language="uk", engine="x", model_hash="x", settings=""
    )
    with Store(MEMORY) as store:
        Ledger(store).add(key, {"One": Draft(target="Один", score=1.0)})


def write_elsewhere() -> None:
    key = DraftKey(
        source_language="en", target_language="uk", engine="x", model_hash="x", settings=""
    )
    with Store(MEMORY) as store:
        Ledger(store).note_written(key, [("The river rises", "Ріка")])


@pytest.mark.parametrize(
    "change",
    [
        edit_source,
        add_source,
        accept_a_draft,
        write_settings,
        write_settings_nearer,
        damage_template,
        learn_a_translation,
        draft_elsewhere,
        write_elsewhere,
        lambda: CATALOG.unlink(),
        lambda: TEMPLATE.unlink(),
        lambda: MEMORY.unlink(),
        lambda: setattr(ENGINE, "version", 2),
        lambda: Path("articles/two.txt").unlink(),
    ],
)
def test_whatever_has_changed_is_looked_at(change: Callable[[], None]) -> None:
    run()
    run()
    change()
    _, read = looked(run)
    assert read


@pytest.mark.parametrize(
    "options",
    [{"recall": False}, {"jobs": 2}, {"to": ("uk",)}, {"redraft": True}, {"dry_run": True}],
)
def test_another_command_is_another_run(options: dict[str, object]) -> None:
    run()
    _, read = looked(lambda: run(**options))
    assert read


def test_a_catalog_that_is_saved_while_it_runs_is_looked_at_in_the_next_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What counts is what was written, not what lies there at the end."""
    keep = unchanged.Watch.keep

    def keep_late(watch: unchanged.Watch, *arguments: object) -> None:
        review(CATALOG)
        keep(watch, *arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(unchanged.Watch, "keep", keep_late)
        run()
    result, read = looked(run)
    assert read
    assert result.documents[0].kept == 2


def test_another_process_that_writes_to_the_memory_meanwhile_is_a_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keep = unchanged.Watch.keep

    def keep_late(watch: unchanged.Watch, *arguments: object) -> None:
        draft_elsewhere()
        keep(watch, *arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(unchanged.Watch, "keep", keep_late)
        run()
    _, read = looked(run)
    assert read


def test_what_another_transkit_counted_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """An update may add columns: what was remembered without them is no error."""
    run()
    newer = make_dataclass("Newer", [("more", int)], bases=(DocumentResult,), frozen=True)
    with monkeypatch.context() as patch:
        patch.setattr(unchanged, "DocumentResult", newer)
        _, read = looked(run)
        assert read
    _, read = looked(run)
    assert not read


def test_a_run_with_failures_is_not_remembered() -> None:
    Path("articles/empty.txt").write_text("")
    options = Options(to=("uk",), engine="visible", memory=MEMORY)
    first = translate(["articles"], options)
    assert len(first.failures) == 1
    again = translate(["articles"], options)
    assert [str(failure.error) for failure in again.failures] == [str(first.failures[0].error)]


def test_what_was_mended_is_not_told_again() -> None:
    run()
    TEMPLATE.write_text("<<<<<<< HEAD\n")
    assert any("made anew" in line for line in run().warnings)
    assert run().warnings == ()


def test_that_most_drafts_are_copies_is_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def draft(engine: VisibleEngine, texts: Sequence[str], /, *, done: Done) -> list[Draft]:
        del engine
        found = [Draft(target=text, score=1.0, reasons=(_COPIED,)) for text in texts]
        done(dict(enumerate(found)))
        return found

    monkeypatch.setattr(VisibleEngine, "translate", draft)
    lines = [f"The {word} of the river was there before the houses" for word in WORDS]
    Path("articles/two.txt").write_text("\n\n".join(lines))
    first = run()
    assert any("is this model made for translating" in line for line in first.warnings)
    quick, read = looked(run)
    assert not read
    assert quick.warnings == first.warnings
