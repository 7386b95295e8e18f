"""The main job, on real files, with real models that copy."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import transkit
from tests.catalogs.gettext_tools import check, msgcat, msgmerge
from tools.copy_model import build_copy_package, pack_package
from transkit.catalogs import read_po, save_catalog, serialize_po
from transkit.engines.argos import ArgosEngine
from transkit.errors import LanguageError, UsageError
from transkit.files import Fingerprint, hash_file, write_atomic
from transkit.pipeline.translate import Options, TranslateResult, translate
from transkit.units import Catalog, State, Unit, unit_id

ARTICLE = """\
Leaders meet in Kyiv to talk about water

The mayor said that "the river is everybody's". More than 2,000 people came.

Write to press@example.org or see https://example.org/water_plan for more.

10:45

11:20
"""
NASTY = """\
under_score __init__ a_b  and  double   spaces\tand\ttabs here
Emoji 😀 👍🏽 👩‍👩‍👧‍👦 🇺🇦 in the middle of a line; and at its end 😀
עברית and العربية in one line, e\u0301 o\u0308\u0323 combining, \u00a0no-break\u202fspaces
Quotes "straight" “curly” 'single' ‘curly’ «guillemets» „low“ and \\backslashes\\n \\t \\"
%s of %d, {name}, {0}, ${HOME}, %(count)s, &nbsp; &#39; <b>bold</b> </p> `code` @1 [1] X1
https://example.org/a_(b)?q=1&r=%20, a.b@c.example.org, @handle_1, #tag_ю, /usr/local/bin
</s> <s> <unk> <0x41> <pad> <blank> ▁ ▁▁ ⁇ \ufffd and words
Ends with dots... and dashes — – - and more; 12:30, 5%, $5 million, №7, 1,250.5
"""


@pytest.fixture
def folder(
    tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Give the current folder, with one article in it and copy models installed.

    Whatever catalogs a test leaves there, gettext must be at home in them.
    """
    monkeypatch.chdir(tmp_path)
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    os.utime(article, (1_700_000_000, 1_700_000_000))
    yield tmp_path
    for path in tmp_path.rglob("*.po"):
        content = path.read_bytes()
        assert check(content) == ""
        assert msgcat(content) == content
        assert serialize_po(read_po(path)) == content


def run(*sources: str | Path, to: str = "uk", **options: object) -> TranslateResult:
    """Translate and fail on failures."""
    result = transkit.translate(list(sources), to=to, **options)  # type: ignore[arg-type]
    assert result.failures == ()
    return result


def catalog_of(result: TranslateResult) -> Path:
    (row,) = result.documents
    return row.catalog


def edit(path: Path, change: Callable[[Unit], Unit]) -> None:
    """Change a catalog as a person does, in another program."""
    catalog = read_po(path)
    write_atomic(
        path, serialize_po(replace(catalog, units=tuple(change(unit) for unit in catalog.units)))
    )


def unit_with(catalog: Catalog, words: str) -> Unit:
    (unit,) = [unit for unit in catalog.units if words in unit.source]
    return unit


def test_an_article_becomes_a_catalog_per_language_and_a_template(folder: Path) -> None:
    result = transkit.translate("article.txt", to=["uk", "ko_KR"])
    assert [row.language for row in result.documents] == ["uk", "ko"]
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*.po*")) == [
        "locales/article.pot",
        "locales/ko/LC_MESSAGES/article.po",
        "locales/uk/LC_MESSAGES/article.po",
    ]
    first = result.documents[0]
    assert (first.units, first.drafted, first.reused, first.furniture) == (3, 3, 0, 2)
    catalog = read_po(first.catalog)
    assert all(unit.target == unit.source for unit in catalog.units)
    assert all(unit.state is State.TRANSLATED for unit in catalog.units)
    assert [unit.references[0].line for unit in catalog.units] == [1, 3, 5]


def test_gettext_is_at_home_in_what_is_written(folder: Path) -> None:
    """What is nasty in a text is no trouble for msgfmt and msgcat (see `folder`) and msgmerge."""
    (folder / "nasty.txt").write_text(NASTY, encoding="utf-8")
    result = transkit.translate(["article.txt", "nasty.txt"], to=["uk", "ko"])
    assert len(result.documents) == 4
    for row in result.documents:
        merged = msgmerge(row.catalog, row.template, "--no-wrap")
        assert merged == row.catalog.read_bytes()


def test_nasty_text_comes_back_exactly(folder: Path) -> None:
    lines = [*NASTY.splitlines(), "a" * 5000, "word and " * 1500 + "end", "가나다 " * 300 + "끝"]
    (folder / "nasty.txt").write_text("\n\n".join(lines), encoding="utf-8")
    catalog = read_po(catalog_of(run("nasty.txt", keep_furniture=True)))
    assert {unit.source: unit.target for unit in catalog.units} == {line: line for line in lines}


DOCUMENTS = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120), max_size=12
)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(DOCUMENTS)
def test_a_model_that_copies_reproduces_any_document(folder: Path, lines: list[str]) -> None:
    text = "Some words to begin with.\n\n" + "\n\n".join(lines)
    (folder / "any.txt").write_text(text, encoding="utf-8", newline="")
    shutil.rmtree(folder / "locales", ignore_errors=True)
    catalog = read_po(catalog_of(run("any.txt", keep_furniture=True)))
    assert [unit.target for unit in catalog.units] == [unit.source for unit in catalog.units]


def test_the_same_words_twice_are_one_entry_with_two_references(folder: Path) -> None:
    (folder / "twice.txt").write_text("Said again here.\n\nOnce.\n\nSaid again here.\n", "utf-8")
    unit = unit_with(read_po(catalog_of(run("twice.txt"))), "again")
    assert [reference.line for reference in unit.references] == [1, 5]


def test_a_second_run_touches_nothing_and_loads_no_model(folder: Path) -> None:
    path = catalog_of(run("article.txt"))
    files = [path, folder / "locales" / "article.pot"]
    before = [(file.read_bytes(), file.stat().st_mtime_ns) for file in files]
    script = (
        "import sys, transkit\n"
        "result = transkit.translate('article.txt', to='uk')\n"
        "row, = result.documents\n"
        "assert (row.drafted, row.reused, row.changed) == (0, 3, False), row\n"
        "heavy = {'ctranslate2', 'numpy', 'sentencepiece', 'argostranslate', 'click', 'rich'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    assert [(file.read_bytes(), file.stat().st_mtime_ns) for file in files] == before


def test_a_model_loads_ahead_only_for_documents_without_a_catalog(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(ArgosEngine, "prepare", lambda self: begun.append(self.info.label))
    run("article.txt", dry_run=True)
    assert begun == []
    run("article.txt")
    assert len(begun) == 1
    (folder / "article.txt").write_text("The river rose. The bridge was closed.\n")
    assert run("article.txt").documents[0].drafted == 1
    assert len(begun) == 1
    spaced = folder / "my article.txt"
    spaced.write_text("The snow melted early.\n")
    run(spaced.name)
    assert len(begun) == 2
    spaced.write_text("The snow melted late.\n")
    run(spaced.name)
    assert len(begun) == 2


@pytest.mark.usefixtures("folder")
def test_a_model_that_loads_ahead_and_cannot_be_read_gives_way(
    installed_models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = shutil.copytree(installed_models, tmp_path / "packages")
    newer = shutil.copytree(packages / "translate-en_uk-copy", packages / "newer")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    metadata = newer / "metadata.json"
    metadata.write_text(metadata.read_text("utf-8").replace('"0.1"', '"1.9"'), "utf-8")

    def read(path: Path) -> str:
        if path == newer / "model/model.bin":
            raise OSError(errno.EIO, "Input/output error", str(path))
        return hash_file(path)

    monkeypatch.setattr("transkit.models.hashing._LARGE", 0)
    monkeypatch.setattr("transkit.models.hashing.hash_file", read)
    result = run("article.txt")
    assert result.engines["uk"].models == ("en→uk 0.1",)
    assert "cannot be read: input/output error" in result.warnings[0]


def test_touching_the_source_changes_no_catalog(folder: Path) -> None:
    path = catalog_of(run("article.txt"))
    before = path.read_bytes()
    os.utime("article.txt", (1_800_000_000, 1_800_000_000))
    (row,) = run("article.txt").documents
    assert not row.changed
    assert path.read_bytes() == before
    assert folder.joinpath("locales/article.pot").read_text("utf-8").count("2023-11-14") == 1


def test_same_input_same_output_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    first = catalog_of(run("article.txt")).read_bytes()
    (folder / "other.txt").write_text("Many other words.\n\n" * 3 + ARTICLE[::-1], "utf-8")
    result = run("other.txt", "article.txt", memory=tmp_path / "fresh.db", output_dir="again")
    assert result.documents[1].catalog.read_bytes() == first


def test_what_a_person_wrote_survives(folder: Path) -> None:
    path = catalog_of(run("article.txt"))

    def work(unit: Unit) -> Unit:
        if "Leaders" in unit.source:
            return replace(unit, target="Лідери говорять про воду", state=State.REVIEWED)
        if "mayor" in unit.source:
            return replace(unit, target="Міський голова сказав, що", comments=(" ще не готово",))
        return replace(unit, flags=("no-wrap",))

    edit(path, work)
    (row,) = run("article.txt", beam=1).documents
    assert row.kept == 2
    after = read_po(path)
    assert serialize_po(after) == path.read_bytes()
    assert unit_with(after, "Leaders").target == "Лідери говорять про воду"
    assert unit_with(after, "Leaders").state is State.REVIEWED
    mayor = unit_with(after, "mayor")
    assert (mayor.target, mayor.state) == ("Міський голова сказав, що", State.TRANSLATED)
    assert mayor.comments == (" ще не готово",)
    assert unit_with(after, "press").flags == ("no-wrap",)


def test_a_person_s_text_is_kept_when_its_paragraph_goes(folder: Path) -> None:
    path = catalog_of(run("article.txt"))
    edit(
        path,
        lambda unit: (
            replace(unit, target="Своє", state=State.REVIEWED) if "mayor" in unit.source else unit
        ),
    )
    shorter = ARTICLE.replace(ARTICLE.splitlines()[2], "A new paragraph stands here.")
    (folder / "article.txt").write_text(shorter, encoding="utf-8")
    run("article.txt")
    catalog = read_po(path)
    assert [unit.target for unit in catalog.obsolete] == ["Своє"]
    assert unit_with(catalog, "new paragraph").state is State.TRANSLATED
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    run("article.txt")
    assert unit_with(read_po(path), "mayor").target == "Своє"


def write_article(folder: Path, text: str) -> None:
    (folder / "article.txt").write_text(text, encoding="utf-8")


def test_a_reviewed_text_that_a_person_doubts_again_is_not_drafted_anew(folder: Path) -> None:
    """Its source was typeset otherwise in between, and has never had a draft."""
    write_article(folder, 'The mayor said "yes" and went.\n')
    path = catalog_of(run("article.txt"))
    edit(path, lambda unit: replace(unit, target="Своє", state=State.REVIEWED))
    write_article(folder, "The mayor said “yes” and went.\n")
    run("article.txt")
    edit(path, lambda unit: replace(unit, state=State.TRANSLATED))
    run("article.txt", redraft=True)
    assert read_po(path).units[0].target == "Своє"


def test_a_sentence_that_a_person_accepted_outlives_two_changes_around_it(
    folder: Path, make_package: Callable[..., Path]
) -> None:
    """Also if the same words, drafted alike, stand beside it as a draft that nobody accepted."""
    river, bridge = "The river rose in the night.", "The old bridge is closed for now."
    write_article(folder, f"{river} {bridge}\n\n{river}\n")
    path = catalog_of(run("article.txt"))
    edit(path, lambda unit: replace(unit, state=State.REVIEWED) if bridge in unit.source else unit)
    for more in ("Nobody was hurt at all.", "Many people came to see it."):
        write_article(folder, f"{river} {bridge} {more}\n\n{river}\n")
        run("article.txt", model=make_package(behaviour="scramble"))
    target = unit_with(read_po(path), bridge).target
    assert target.startswith(f"{river} {bridge} ")
    assert "Many" not in target


def test_a_target_that_was_kept_whole_is_not_taken_for_a_translation_of_its_new_source(
    folder: Path,
) -> None:
    """``msgmerge`` put it there; its own source is still among the obsolete entries."""
    old, new = "The river rose by 3 metres.", "The river rose by 4 metres."
    write_article(folder, f"{old}\n")
    path = catalog_of(run("article.txt"))
    edit(path, lambda unit: replace(unit, target="Своє про 3 метри.", state=State.REVIEWED))
    catalog = read_po(path)
    stale = replace(
        catalog.units[0],
        id=unit_id(new),
        source=new,
        state=State.TRANSLATED,
        previous_source=old,
    )
    write_atomic(path, serialize_po(replace(catalog, units=(stale,), obsolete=catalog.units)))
    write_article(folder, f"{new} Nobody was hurt at all.\n")
    run("article.txt")
    unit = read_po(path).units[0]
    assert "Своє" not in unit.target
    assert [item.target for item in read_po(path).obsolete] == ["Своє про 3 метри."]


def test_what_a_person_did_is_not_in_the_template(folder: Path) -> None:
    """Flags and comments move with a changed paragraph, but the template is the document's."""
    write_article(folder, "The river rose by 3 metres. It fell again.\n")
    path = catalog_of(run("article.txt"))
    edit(
        path,
        lambda unit: replace(
            unit, flags=("no-wrap",), comments=(" гм",), target="Своє", state=State.REVIEWED
        ),
    )
    write_article(folder, "The river rose by 4 metres. It fell again.\n")
    run("article.txt")
    assert read_po(path).units[0].flags == ("no-wrap",)
    template = folder / "locales" / "article.pot"
    content = template.read_bytes()
    assert b"no-wrap" not in content
    run("article.txt")
    assert template.read_bytes() == content


def test_an_untouched_draft_is_made_anew_by_another_engine(
    folder: Path, make_package: Callable[..., Path]
) -> None:
    first = catalog_of(run("article.txt"))
    other = make_package(behaviour="scramble")
    (row,) = run("article.txt", model=other).documents
    assert row.drafted == 3
    assert all(unit.target != unit.source for unit in read_po(first).units)


def test_without_the_ledger_every_text_on_disk_is_a_person_s(
    folder: Path, tmp_path: Path, make_package: Callable[..., Path]
) -> None:
    path = catalog_of(run("article.txt"))
    before = path.read_bytes()
    elsewhere = tmp_path / "another-machine.db"
    (row,) = run(
        "article.txt", model=make_package(behaviour="scramble"), memory=elsewhere
    ).documents
    assert row.kept == 3
    assert [u.target for u in read_po(path).units] == [u.source for u in read_po(path).units]
    assert path.read_bytes() == before


class EditMeanwhile:
    """Saves something into the catalog while transkit is drafting, as Poedit would."""

    def __init__(self, path: Path, text: bytes) -> None:
        self.path, self.text = path, text

    def begin(self, language: str, segments: int, words: int) -> None:
        del language, segments, words
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(self.text)

    def advance(self, segments: int, words: int) -> None:
        del segments, words

    def end(self) -> None: ...


def test_a_catalog_that_is_saved_meanwhile_is_taken_in_and_not_overwritten(folder: Path) -> None:
    path = catalog_of(run("article.txt"))
    edit(
        path,
        lambda unit: (
            replace(unit, target="Щойно", state=State.REVIEWED) if "mayor" in unit.source else unit
        ),
    )
    saved = path.read_bytes()
    path.unlink()
    (folder / "article.txt").write_text(ARTICLE + "\nOne more paragraph came.\n", "utf-8")
    run("article.txt", progress=EditMeanwhile(path, saved))
    catalog = read_po(path)
    assert unit_with(catalog, "mayor").target == "Щойно"
    assert unit_with(catalog, "One more").state is State.TRANSLATED


@pytest.fixture
def reviewed(folder: Path) -> tuple[Path, bytes]:
    """Return a catalog with two reviewed units whose article has changed since, and its content.

    Of the one only a sentence is new, so that its other sentence is kept.
    """
    (folder / "article.txt").write_text(f"The mayor spoke. Nobody came.\n\n{ARTICLE}", "utf-8")
    path = catalog_of(run("article.txt"))
    people = {"Nobody": "Мер говорив. Ніхто не прийшов.", "Leaders": "Лідери"}
    for words, target in people.items():
        edit(path, accept(words, target))
    (folder / "article.txt").write_text(f"The mayor spoke. Many came.\n\n{ARTICLE}", "utf-8")
    return path, path.read_bytes()


def accept(words: str, target: str) -> Callable[[Unit], Unit]:
    """Return a change that gives the unit with these words a person's translation, or takes it."""

    def change(unit: Unit) -> Unit:
        if words not in unit.source:
            return unit
        state = State.REVIEWED if target else State.INITIAL
        return replace(unit, target=target, state=state, note=())

    return change


class ChangeMeanwhile(EditMeanwhile):
    """Changes the catalog in another way each time that transkit begins to draft."""

    def __init__(self, path: Path, *changes: Callable[[], object]) -> None:
        super().__init__(path, b"")
        self.changes = list(changes)

    def begin(self, language: str, segments: int, words: int) -> None:
        del language, segments, words
        if self.changes:
            self.changes.pop(0)()


def test_what_people_wrote_in_a_catalog_that_vanishes_meanwhile_is_written_again(
    reviewed: tuple[Path, bytes],
) -> None:
    path, _ = reviewed
    (row,) = run("article.txt", progress=ChangeMeanwhile(path, path.unlink)).documents
    catalog = read_po(path)
    assert row.changed
    assert unit_with(catalog, "Leaders").state is State.REVIEWED
    assert unit_with(catalog, "Many came").target == "Мер говорив. Many came."
    assert all(unit.target for unit in catalog.units)


def test_what_loses_its_translation_meanwhile_is_drafted_in_the_same_run(
    reviewed: tuple[Path, bytes],
) -> None:
    path, _ = reviewed

    def empty() -> None:
        edit(path, accept("Leaders", ""))

    result = run("article.txt", progress=ChangeMeanwhile(path, empty), recall=False)
    (row,) = result.documents
    assert result.warnings == ()
    assert unit_with(read_po(path), "Leaders").target == unit_with(read_po(path), "Leaders").source
    assert row.units == len(read_po(path).units)


def test_what_goes_on_losing_its_translations_is_told(
    reviewed: tuple[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = reviewed
    edit(path, accept("river", "Річка"))
    before = path.read_bytes()
    losses = {0: "Leaders", 2: "river"}
    calls = count()

    def lose(path: Path, catalog: Catalog, *, expected: Fingerprint | None) -> bool:
        """Save a catalog after somebody else has saved another one, every other time."""
        words = losses.get(next(calls))
        if words is not None:
            path.write_bytes(before)
            edit(path, accept(words, ""))
        return save_catalog(path, catalog, expected=expected)

    monkeypatch.setattr("transkit.pipeline.writing.save_catalog", lose)
    result = run("article.txt", recall=False)
    (row,) = result.documents
    (warning,) = result.warnings
    assert warning.startswith(f"{row.catalog} was saved by another program meanwhile, and some of")
    assert unit_with(read_po(path), "river").target == ""
    assert run("article.txt").warnings == ()
    assert all(unit.target for unit in read_po(path).units)


def test_a_catalog_that_is_spoilt_meanwhile_is_left_alone_with_a_copy_beside_it(
    folder: Path,
) -> None:
    path = catalog_of(run("article.txt"))
    good = path.read_bytes()
    path.unlink()
    (folder / "article.txt").write_text(ARTICLE + "\nOne more paragraph came.\n", "utf-8")
    meanwhile = EditMeanwhile(path, b'msgid "half\n')
    result = transkit.translate("article.txt", to="uk", progress=meanwhile)
    (failure,) = result.failures
    beside = path.with_name("article.conflict.po")
    assert str(beside) in str(failure.error)
    assert path.read_bytes() == b'msgid "half\n'
    assert len(read_po(beside).units) == 4
    told = transkit.status("locales").warnings, transkit.build("locales", output="-").warnings
    assert all(str(beside) in warning for (warning,) in told)
    path.write_bytes(good)


def test_a_copy_beside_a_catalog_that_somebody_works_in_is_never_overwritten(folder: Path) -> None:
    path = catalog_of(run("article.txt"))
    good = path.read_bytes()
    first, second = (path.with_name(f"article.{n}.po") for n in ("conflict", "conflict-2"))

    def spoil(words: str) -> None:
        path.unlink()
        (folder / "article.txt").write_text(f"{ARTICLE}\n{words}\n", "utf-8")
        meanwhile = EditMeanwhile(path, b'msgid "half\n')
        (failure,) = transkit.translate("article.txt", to="uk", progress=meanwhile).failures
        assert "what transkit made is in" in (failure.error.hint or "")

    spoil("One more paragraph came.")
    spoil("Another one came instead.")
    assert "Another one" in first.read_text("utf-8")
    assert not second.exists(), "nobody has touched the first"
    worked_in = first.read_bytes() + b'\n#~ msgid "a"\n#~ msgstr "b"\n'
    first.write_bytes(worked_in)
    spoil("A third one came.")
    assert first.read_bytes() == worked_in
    assert "A third one" in second.read_text("utf-8")
    path.unlink()
    assert [row.catalog for row in run("article.txt").documents] == [path], "no copy's name"
    path.write_bytes(good)


def test_two_runs_at_once_do_not_harm_each_other(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "transkit", "translate", "article.txt", "--to", "uk", "-q"]
    running = [
        subprocess.Popen([*command, "--memory", str(tmp_path / f"{n % 2}.db")]) for n in range(4)
    ]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0, 0]
    catalog = read_po(folder / "locales" / "uk" / "LC_MESSAGES" / "article.po")
    assert [unit.target for unit in catalog.units] == [unit.source for unit in catalog.units]


def test_a_damaged_catalog_is_left_alone(folder: Path) -> None:
    path = catalog_of(run("article.txt"))
    path.write_bytes(b'msgid "half an entry\n')
    result = transkit.translate("article.txt", to="uk")
    assert len(result.failures) == 1
    assert str(path) in str(result.failures[0].error)
    assert path.read_bytes() == b'msgid "half an entry\n'
    path.unlink()


def test_the_good_documents_are_done_beside_a_bad_one(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"PK\x03\x04" + bytes(range(256)))
    (folder / "empty.txt").write_text(" \n\n", encoding="utf-8")
    result = transkit.translate(
        ["bad.txt", "missing.txt", "empty.txt", "article.txt"], to=["uk", "fr", "ko"]
    )
    assert sorted(failure.what for failure in result.failures) == [
        "bad.txt",
        "empty.txt",
        "fr",
        "missing.txt",
    ]
    assert [row.language for row in result.documents] == ["uk", "ko"]


def test_a_folder_stands_for_the_documents_below_it(folder: Path) -> None:
    (folder / "news" / "may").mkdir(parents=True)
    for name in ("news/a.txt", "news/may/a.txt", "news/.hidden.txt"):
        (folder / name).write_text(f"Words of {name} here.\n", encoding="utf-8")
    result = run("news", "news/a.txt")
    assert [row.document for row in result.documents] == ["news/a.txt", "news/may/a.txt"]
    assert len({row.catalog for row in result.documents}) == 2


def test_a_catalog_is_no_document(folder: Path) -> None:
    """Whoever names it means the article: its lines of PO are not what is to be translated."""
    catalog = catalog_of(run("article.txt"))
    for path in (catalog, folder / "locales/article.pot"):
        (failure,) = transkit.translate(path, to="ko").failures
        assert failure.error.message == "is a catalog, and no document"
    assert not (folder / "locales/ko").exists()


def test_what_was_built_beside_an_article_is_no_document_of_the_folder(folder: Path) -> None:
    """Else the Ukrainian article would be drafted into Korean, as if it were English."""
    run("article.txt")
    transkit.translate("article.txt", to="ko")
    transkit.build("locales")
    transkit.build("locales/uk", output="site/")
    transkit.report("locales", html="report.html")
    (folder / "article.en.txt").write_text("An article of its own.\n", encoding="utf-8")
    (folder / "lonely.uk.txt").write_text("Nothing is beside it.\n", encoding="utf-8")
    result = run(".")
    assert [row.document for row in result.documents][:3] == [
        "article.en.txt",
        "article.txt",
        "lonely.uk.txt",
    ]
    assert result.warnings[0] == (
        "4 files were left out, being translations or reports: article.ko.txt, article.uk.txt,"
        " report.html, …; name a file itself to translate it"
    )
    back = transkit.translate(".", to="pl", source_language="uk", dry_run=True)
    assert "article.uk.txt" not in back.warnings[0]
    named = run(".", "article.uk.txt")
    assert "article.uk.txt" in [row.document for row in named.documents]
    assert named.warnings[0].startswith("3 files were left out")


def test_another_text_under_the_same_name_is_told(folder: Path) -> None:
    catalog = catalog_of(run("-", stdin=b"The first text.\n\nIt has two.\n", name="talk"))
    assert run("-", stdin=b"It has two.\n\nAnd a new one.\n", name="talk").warnings == ()
    told = run("-", stdin=b"The second text.\n", name="talk").warnings
    assert [line.split(":")[0] for line in told] == [f"{catalog} held another text"]
    assert run("-", stdin=b"The second text.\n", name="talk").warnings == ()


def test_standard_input_needs_a_name_and_has_no_source(folder: Path) -> None:
    result = run("-", stdin=b"From a pipe come words.\n", name="piped words")
    assert catalog_of(result).name == "piped-words.po"
    assert "X-Transkit-Source" not in dict(read_po(catalog_of(result)).header)
    with pytest.raises(UsageError, match="--name"):
        transkit.translate("-", to="uk", stdin=b"x")


def test_a_dry_run_writes_nothing_anywhere(folder: Path, home: Path) -> None:
    result = transkit.translate("article.txt", to="uk", dry_run=True)
    (row,) = result.documents
    assert (row.units, row.drafted, row.reused, row.changed) == (3, 3, 0, False)
    assert sorted(path.name for path in folder.iterdir()) == ["article.txt"]
    assert list(home.iterdir()) == []
    run("article.txt")
    (row,) = transkit.translate("article.txt", to="uk", dry_run=True).documents
    assert (row.drafted, row.reused) == (0, 3)


def test_a_dry_run_with_an_archive_unpacks_nothing(
    folder: Path,
    home: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archive = pack_package(build_copy_package(tmp_path_factory.mktemp("archive")))
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    (row,) = transkit.translate("article.txt", to="uk", dry_run=True, model=archive).documents
    assert (row.drafted, row.reused) == (3, 0)
    assert list(home.iterdir()) == []
    assert list(temporary.iterdir()) == []


def test_references_and_source_lead_back_to_the_file(folder: Path) -> None:
    (folder / "in").mkdir()
    shutil.copy("article.txt", folder / "in" / "the article.txt")
    path = catalog_of(run("in/the article.txt", output_dir="out/po"))
    catalog = read_po(path)
    header = dict(catalog.header)
    assert (path.parent / header["X-Transkit-Source"]).resolve() == folder / "in/the article.txt"
    base = path.parent / header["X-Poedit-Basepath"]
    assert (base / catalog.units[0].references[0].path).samefile(folder / "in/the article.txt")


def test_the_dates_are_the_source_s_or_those_of_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = dict(read_po(catalog_of(run("article.txt"))).header)
    assert header["POT-Creation-Date"] == "2023-11-14 22:13+0000"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    header = dict(read_po(catalog_of(run("article.txt", output_dir="other"))).header)
    assert header["POT-Creation-Date"] == "1970-01-02 00:00+0000"


def test_a_pair_without_a_model_goes_through_english(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_copy_package(folder / "models", source="uk", target="en")
    build_copy_package(folder / "models", source="en", target="ko")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder / "models"))
    (folder / "uk.txt").write_text("Річка піднялася. Знову.\n", encoding="utf-8")
    result = run("uk.txt", to="ko", source_language="uk")
    assert result.engines["ko"].label == "argos uk→en 0.1 + en→ko 0.1"
    assert read_po(catalog_of(result)).units[0].target == "Річка піднялася. Знову."


@pytest.mark.parametrize("count", [3, 20])
def test_copies_are_marked_one_by_one_or_warned_about_once(folder: Path, count: int) -> None:
    text = "\n\n".join(f"There were {n} people at the river that day." for n in range(count))
    (folder / "copies.txt").write_text(text, encoding="utf-8")
    result = run("copies.txt")
    assert result.documents[0].flagged == (count if count == 3 else 0)
    assert len(result.warnings) == (0 if count == 3 else 1)


def test_what_is_said_about_a_copy_does_not_change_when_others_are_reviewed(folder: Path) -> None:
    text = "\n\n".join(f"There were {n} people at the river that day." for n in range(12))
    (folder / "copies.txt").write_text(text, encoding="utf-8")
    path = catalog_of(run("copies.txt"))
    catalog = read_po(path)
    reviewed = [
        replace(unit, target=f"Тоді там було {n} людей.", state=State.REVIEWED)
        for n, unit in enumerate(catalog.units[:8])
    ]
    edited = replace(catalog, units=(*reviewed, *catalog.units[8:]))
    path.write_bytes(serialize_po(edited))
    assert not run("copies.txt").documents[0].changed
    assert read_po(path).units == edited.units


def test_a_template_with_a_merge_conflict_is_made_anew_and_a_catalog_is_not(folder: Path) -> None:
    path = catalog_of(run("article.txt"))
    template = folder / "locales" / "article.pot"
    catalog, before = path.read_bytes(), template.read_bytes()
    conflict = b"<<<<<<< HEAD\n=======\n>>>>>>> theirs\n"
    template.write_bytes(before + conflict)
    (warning,) = run("article.txt").warnings
    assert "article.pot could not be read; it was made anew" in warning
    assert template.read_bytes() == before
    path.write_bytes(catalog + conflict)
    (failure,) = transkit.translate("article.txt", to="uk").failures
    assert "a merge conflict of Git is left in it: <<<<<<<" in str(failure.error)
    assert f"article.po:{catalog.count(10) + 1}" in str(failure.error)
    assert failure.error.hint is not None
    assert "choose one side" in failure.error.hint
    assert path.read_bytes() == catalog + conflict
    path.write_bytes(catalog)


def test_drafts_that_the_memory_does_not_know_are_not_called_a_persons(folder: Path) -> None:
    path = catalog_of(run("article.txt"))
    catalog = read_po(path)
    accepted = replace(catalog.units[0], state=State.REVIEWED)
    path.write_bytes(serialize_po(replace(catalog, units=(accepted, *catalog.units[1:]))))
    (row,) = run("article.txt", memory=folder / "other.db").documents
    assert (row.units, row.kept, row.unsure) == (3, 3, 2)
    (row,) = run("article.txt").documents
    assert (row.kept, row.unsure) == (1, 0)


def test_options_that_make_no_sense_are_refused(folder: Path) -> None:
    with pytest.raises(LanguageError, match="did you mean uk"):
        transkit.translate("article.txt", to="ua")
    with pytest.raises(UsageError, match="already"):
        transkit.translate("article.txt", to="en")
    with pytest.raises(UsageError, match="one document"):
        transkit.translate(["article.txt", "b.txt"], to="uk", name="x")
    with pytest.raises(UsageError, match="no engine"):
        translate(["article.txt"], Options(to=("uk",), engine="none"))
    with pytest.raises(UsageError, match="beam"):
        transkit.translate("article.txt", to="uk", beam=0)
    with pytest.raises(UsageError, match="jobs"):
        transkit.translate("article.txt", to="uk", jobs=0)
    with pytest.raises(UsageError, match="source"):
        transkit.translate([], to="uk")
    with pytest.raises(UsageError, match="language"):
        transkit.translate("article.txt", to=[])


def test_a_starter_model_drafts_where_nothing_better_is_installed(
    folder: Path, copy_packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starter = shutil.copytree(copy_packages, folder / "starter")
    for module in ("packages", "installed"):
        monkeypatch.setattr(f"transkit.models.{module}.starter_folders", lambda: (starter,))
    assert not run("article.txt").engines["uk"].rough
    monkeypatch.delenv("ARGOS_PACKAGES_DIR")
    assert run("article.txt").engines["uk"].rough
    assert not run("article.txt", model=copy_packages / "translate-en_uk-copy").engines["uk"].rough
