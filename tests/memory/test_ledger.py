"""The ledger and the file that it lives in."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.errors import MemoryStoreError
from transkit.files import hear_waiting
from transkit.memory.ledger import DraftKey, DraftMaker, FileHashes, Ledger
from transkit.memory.store import Store, default_memory_path
from transkit.memory.translations import Translation, Translations
from transkit.units import Draft

KEY = DraftKey(
    source_language="en",
    target_language="uk",
    engine="argos",
    model_hash="0" * 64,
    settings="beam=4",
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "folder" / "memory.db") as opened:
        yield opened


@given(st.dictionaries(TEXT, st.tuples(TEXT, st.floats(0, 1), st.lists(TEXT)), max_size=20))
def test_drafts_come_back_as_they_went_in(drafts: dict[str, tuple[str, float, list[str]]]) -> None:
    values = {
        source: Draft(target=target, score=score, reasons=tuple(reasons))
        for source, (target, score, reasons) in drafts.items()
    }
    with Store(Path(":memory:"), read_only=True) as store:
        ledger = Ledger(store)
        ledger.add(KEY, values)
        assert ledger.find(KEY, list(drafts)) == values


def test_every_part_of_the_key_counts(store: Store) -> None:
    ledger = Ledger(store)
    ledger.add(KEY, {"a": Draft(target="б", score=0.5)})
    for change in ("source_language", "target_language", "engine", "model_hash", "settings"):
        fields = {name: getattr(KEY, name) for name in KEY.__slots__} | {change: "other"}
        assert ledger.find(DraftKey(**fields), ["a"]) == {}
    assert set(ledger.find(KEY, ["a", "b"])) == {"a"}


def test_the_first_draft_of_a_segment_stays(store: Store) -> None:
    """Two runs at once must not make the text of a catalog depend on who is slower."""
    ledger = Ledger(store)
    ledger.add(KEY, {"a": Draft(target="first", score=0.5)})
    ledger.add(KEY, {"a": Draft(target="second", score=0.6)})
    assert ledger.find(KEY, ["a"])["a"].target == "first"


def test_thousands_are_found_at_once(store: Store) -> None:
    ledger = Ledger(store)
    drafts = {f"s{n}": Draft(target=f"t{n}", score=1.0) for n in range(3000)}
    ledger.add(KEY, drafts)
    assert ledger.find(KEY, [*drafts, "unknown"]) == drafts


def test_what_was_written_is_known_by_its_exact_words(store: Store) -> None:
    ledger = Ledger(store)
    ledger.note_written(KEY, [("One.", "Один."), ("Two.", "Два.")])
    asked = [("One.", "Один."), ("One.", "Один"), ("Two.", "Один.")]
    assert ledger.written(("en", "uk"), asked) == {("One.", "Один.")}
    assert ledger.written(("en", "ko"), asked) == set()


def test_sources_are_found_by_what_was_drafted_for_them(store: Store) -> None:
    ledger = Ledger(store)
    ledger.note_written(KEY, [("Two.", "Два."), ("One.", "Один."), ("A.", "Один."), ("B.", "")])
    long = "Дуже довгий переклад, який починається так само, як інші, а закінчується "
    ledger.note_written(KEY, [("Long.", f"{long}так."), ("Longer.", f"{long}інакше.")])
    found = ledger.sources_of(("en", "uk"), ["Один.", "Раз.", "", f"{long}так."])
    assert found == {"Один.": ("A.", "One."), f"{long}так.": ("Long.",)}
    with store.reading() as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT source, target FROM written WHERE source_language = 'en'"
            " AND target_language = 'uk' AND substr(target, 1, 32) IN ('a', 'b')"
        ).fetchall()
    assert "written_target" in plan[0][3]
    assert ledger.sources_of(("en", "ko"), ["Один."]) == {}


def test_drafts_of_whole_units_are_found_by_their_source(store: Store) -> None:
    ledger = Ledger(store)
    ledger.note_written(KEY, [("One.", "Раз."), ("One.", "Один."), ("Two.", "Два.")])
    ledger.note_written(replace(KEY, engine="other"), [("One.", "Одне."), ("One.", "Один.")])
    ledger.note_written(replace(KEY, target_language="ko"), [("One.", "하나.")])
    found = ledger.drafts_for(("en", "uk"), ["One.", "One.", "Three."])
    assert set(found) == {"One."}
    assert {(draft.target, draft.engine) for draft in found["One."]} == {
        ("Раз.", "argos"),
        ("Один.", "argos"),
        ("Одне.", "other"),
    }
    assert len(found["One."]) == 3
    assert ledger.drafts_for(("en", "uk"), []) == {}


def test_drafts_of_thousands_of_units_are_found_at_once(store: Store) -> None:
    ledger = Ledger(store)
    ledger.note_written(KEY, [(f"s{n}", f"t{n}") for n in range(3000)])
    found = ledger.drafts_for(("en", "uk"), [f"s{n}" for n in range(4000)])
    assert {source: drafts[0].target for source, drafts in found.items()} == {
        f"s{n}": f"t{n}" for n in range(3000)
    }


def test_hashes_behave_like_a_dictionary(store: Store) -> None:
    hashes = FileHashes(store)
    hashes["a"] = "1"
    hashes["a"] = "2"
    assert dict(hashes) == {"a": "2"}
    del hashes["a"]
    assert len(hashes) == 0
    with pytest.raises(KeyError):
        hashes["a"]
    with pytest.raises(KeyError):
        del hashes["a"]


def test_another_process_that_writes_is_waited_for_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transkit.memory.store._PATIENCE", 0)
    path = tmp_path / "memory.db"
    heard: list[tuple[Path, int | None]] = []
    with Store(path) as store, hear_waiting(lambda *told: heard.append(told)):
        with store.writing() as connection:
            connection.execute("CREATE TABLE mine (number)")
        assert not heard
        script = (
            "import sqlite3, sys, time\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
            "c.execute('BEGIN IMMEDIATE')\nprint(flush=True)\ntime.sleep(0.5)\nc.execute('COMMIT')"
        )
        command = [sys.executable, "-c", script, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            other.stdout.readline()
            with store.writing() as connection:
                connection.execute("INSERT INTO mine VALUES (1)")
        assert heard == [(path, None)]
        with store.reading() as connection:
            assert connection.execute("SELECT number FROM mine").fetchall() == [(1,)]


def test_a_memory_is_there_for_the_next_process(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with Store(path) as store:
        Ledger(store).add(KEY, {"a": Draft(target="б", score=0.25, reasons=("why",))})
    with Store(path) as store:
        assert Ledger(store).find(KEY, ["a"])["a"] == Draft(
            target="б", score=0.25, reasons=("why",)
        )


def test_what_is_committed_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    script = f"""
import os, signal
from contextlib import closing
from pathlib import Path
from transkit.memory.ledger import DraftKey, Ledger
from transkit.memory.store import Store
from transkit.memory.translations import Translation, Translations
from transkit.units import Draft
key = DraftKey(source_language="en", target_language="uk", engine="argos",
               model_hash="{KEY.model_hash}", settings="beam=4")
ledger = Ledger(Store(Path({str(path)!r})))
ledger.add(key, {{"a": Draft(target="b", score=1.0)}})
os.kill(os.getpid(), signal.SIGKILL)
"""
    result = subprocess.run([sys.executable, "-c", script], check=False)
    assert result.returncode == -9
    with Store(path) as store:
        assert set(Ledger(store).find(KEY, ["a"])) == {"a"}


def test_a_failed_batch_leaves_nothing_half(store: Store) -> None:
    ledger = Ledger(store)
    lone = "\ud800"
    with pytest.raises(UnicodeEncodeError):
        ledger.add(KEY, {"good": Draft(target="a", score=1.0), "bad": Draft(target=lone, score=1)})
    assert ledger.find(KEY, ["good", "bad"]) == {}


def test_reading_only_makes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "nothing" / "memory.db"
    with Store(path, read_only=True) as store:
        hashes = FileHashes(store)
        hashes["a"] = "1"
        assert Ledger(store).find(KEY, ["a"]) == {}
        assert dict(hashes) == {"a": "1"}
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_reads_as_an_empty_memory_and_stays_empty(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    path.touch()
    with Store(path, read_only=True) as store:
        assert Ledger(store).find(KEY, ["a"]) == {}
    assert path.read_bytes() == b""


def test_reading_only_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with Store(path) as store:
        Ledger(store).add(KEY, {"a": Draft(target="б", score=1.0)})
    with Store(path, read_only=True) as store:
        FileHashes(store)["x"] = "1"
        assert set(Ledger(store).find(KEY, ["a"])) == {"a"}
        with pytest.raises(MemoryStoreError):
            Ledger(store).add(KEY, {"b": Draft(target="в", score=1.0)})
    with Store(path) as store:
        assert len(FileHashes(store)) == 0


def test_a_file_that_is_no_memory_is_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.db"
    text.write_text("these are my notes, not a database" * 50, encoding="utf-8")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(MemoryStoreError, match="memory"):
            Store(path)
        assert path.read_bytes() == before


def test_a_memory_of_a_newer_transkit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(MemoryStoreError, match="newer transkit"):
        Store(path)


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(MemoryStoreError, match="folder"):
        Store(tmp_path / "file" / "memory.db")


def test_the_memory_is_where_the_environment_says(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert default_memory_path() == home / "data" / "transkit" / "memory.db"
    monkeypatch.setenv("TRANSKIT_MEMORY", "/somewhere/else.db")
    assert default_memory_path() == Path("/somewhere/else.db")


def test_looking_leaves_no_log_behind_and_needs_no_right_to_write(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with Store(path) as store:
        Ledger(store).add(KEY, {"a": Draft(target="б", score=1.0)})
    with Store(path, read_only=True) as store:
        assert set(Ledger(store).find(KEY, ["a"])) == {"a"}
        assert [item.name for item in tmp_path.iterdir()] == ["memory.db"]


def test_looking_sees_what_another_process_is_writing(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with Store(path) as writer:
        Ledger(writer).add(KEY, {"a": Draft(target="б", score=1.0)})
        with Store(path, read_only=True) as store:
            assert set(Ledger(store).find(KEY, ["a"])) == {"a"}


def test_a_memory_is_its_owner_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with Store(path) as store:
        Ledger(store).add(KEY, {"a": Draft(target="б", score=1.0)})
        modes = {item.name: stat.S_IMODE(item.stat().st_mode) for item in tmp_path.iterdir()}
    assert modes == dict.fromkeys(["memory.db", "memory.db-wal", "memory.db-shm"], 0o600)


def test_the_mode_of_a_memory_that_a_group_shares_stays(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    Store(path).close()
    path.chmod(0o664)
    with Store(path) as store:
        Ledger(store).add(KEY, {"a": Draft(target="б", score=1.0)})
    assert path.stat().st_mode & 0o777 == 0o664


def test_many_processes_may_make_the_memory_at_once(tmp_path: Path) -> None:
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from transkit.memory.store import Store\n"
        "print('ready', flush=True)\n"
        "start = float(sys.stdin.readline())\n"
        "for n in range(40):\n"
        "    time.sleep(max(0, start + n / 50 - time.time()))\n"
        "    Store(Path(sys.argv[1], f'{n}.db')).close()\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, tmp_path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    start = time.time() + 0.1
    for process in running:
        assert process.stdin is not None
        process.stdin.write(f"{start}\n")
        process.stdin.flush()
    assert [process.communicate(timeout=120)[1] for process in running] == [""] * 6


def test_the_maker_of_a_draft_is_known_and_what_is_told_later_counts(store: Store) -> None:
    ledger = Ledger(store)
    maker = DraftMaker(engine="firefox", label="en→uk 3.0", licence="MPL-2.0")
    ledger.note_maker(KEY.model_hash, maker)
    assert ledger.makers() == {KEY.model_hash: maker}
    told = replace(maker, label="en→uk 3.1", licence="CC-BY-NC-4.0")
    for _ in range(2):
        ledger.note_maker(KEY.model_hash, told)
        assert ledger.makers() == {KEY.model_hash: told}


def test_a_memory_of_an_older_transkit_is_upgraded_or_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with Store(path) as store:
        Ledger(store).add(KEY, {"a": Draft(target="б", score=1.0)})
    with closing(sqlite3.connect(path)) as connection, connection:
        newer = ("model", "translation", "translation_words", "word", "learned", "offer", "risk")
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (trigger,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        for table in (*newer, "held", "settled", "news", "accepted"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP INDEX written_target")
        connection.execute("PRAGMA user_version = 1")
    before = path.read_bytes()
    with Store(path, read_only=True) as store:
        assert set(Ledger(store).find(KEY, ["a"])) == {"a"}
        assert Ledger(store).makers() == {}
        assert Translations(store).stats() == ()
    assert path.read_bytes() == before
    with Store(path) as store:
        Ledger(store).note_maker("1", DraftMaker(engine="argos", label="en→uk", licence=""))
        assert list(Ledger(store).makers()) == ["1"]
        Translations(store).add(("en", "uk"), [Translation(source="c", target="ц")])
        assert set(Ledger(store).find(KEY, ["a"])) == {"a"}
        assert Translations(store).exact(("en", "uk"), ["c"])["c"].target == "ц"


def test_a_memory_from_before_authors_were_kept_keeps_those_that_it_names(tmp_path: Path) -> None:
    path, languages = tmp_path / "memory.db", ("en", "uk")
    anna, vira = (
        Translation(
            source="River", target="Ріка", translator=name, changed=f"{year}-01-01T00:00:00Z"
        )
        for name, year in (("Anna", 2020), ("Vira", 2024))
    )
    with Store(path) as store:
        Translations(store).add(languages, [anna])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE translation DROP COLUMN written")
        connection.execute("ALTER TABLE translation DROP COLUMN context")
        connection.execute("ALTER TABLE learned DROP COLUMN stamp")
        connection.execute("DROP TABLE accepted")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute(f"PRAGMA user_version = {version - 3}")
    with Store(path) as store:
        Translations(store).add(languages, [vira])
        (kept,) = Translations(store).versions(languages, "River")
    assert (kept.translator, kept.changed) == ("Anna", vira.changed)
