"""The SQLite file behind the memory: opening, upgrading, and its errors in plain words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, final

from transkit.errors import MemoryStoreError
from transkit.files import data_folder, explain_os_error, tell_waiting

__all__ = ["Store", "default_memory_path", "in_slices"]

_T = TypeVar("_T")
_AT_ONCE = 500
"""SQLite allows at least 999 parameters in one statement."""

_BUSY_SECONDS = 600
"""Who takes in a large file holds the memory until all of it is there."""
_PATIENCE = 1
"""Seconds that another process is waited for before anybody is told."""
_CACHE = 64_000
"""KiB of the file that stay in the process: what a million translations are found by."""
_APPLICATION_ID = 0x7472616E
"""``tran``: so that another program's database is never written to (SQLite file format §1.3.15)."""
_SCHEMA = (
    """
    CREATE TABLE draft (
        key BLOB PRIMARY KEY,            -- SHA-256 of the six columns below it depends on
        source TEXT NOT NULL,
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        engine TEXT NOT NULL,
        model_hash TEXT NOT NULL,
        settings TEXT NOT NULL,
        target TEXT NOT NULL,
        score REAL NOT NULL,             -- exp of the mean token log-probability, 0 to 1
        reasons TEXT NOT NULL,           -- JSON list: why a person should look at it
        created TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
    ) WITHOUT ROWID;
    CREATE TABLE written (
        key BLOB PRIMARY KEY,            -- SHA-256 of languages, source and target
        source TEXT NOT NULL,            -- a whole unit
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        target TEXT NOT NULL,            -- the draft as it was written into a catalog
        engine TEXT NOT NULL,
        created TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
    ) WITHOUT ROWID;
    CREATE INDEX written_source ON written (source_language, target_language, source);
    CREATE TABLE file_hash (
        key TEXT PRIMARY KEY,            -- path, size, time and inode
        digest TEXT NOT NULL             -- SHA-256, hexadecimal
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE model (
        model_hash TEXT PRIMARY KEY,     -- draft.model_hash
        engine TEXT NOT NULL,
        label TEXT NOT NULL,             -- languages and version, as people call it
        licence TEXT NOT NULL,           -- empty where nothing is said
        created TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE translation (
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE,        -- 16 bytes of SHA-256 of languages, source and target
        source_key BLOB NOT NULL,        -- 16 bytes of SHA-256 of languages and source
        source TEXT NOT NULL,
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        target TEXT NOT NULL,            -- what a person wrote or accepted
        whole INTEGER NOT NULL,          -- 1 for a unit, 0 for a sentence of one
        document TEXT NOT NULL,
        translator TEXT NOT NULL,
        changed TEXT NOT NULL            -- 2026-05-14T18:05:00Z; the latest counts
    );
    CREATE INDEX translation_source ON translation (source_key);
    CREATE VIRTUAL TABLE translation_words USING fts5 (
        words, content='', detail=none, columnsize=0, tokenize='ascii'
    );
    CREATE TABLE word (
        word TEXT PRIMARY KEY,
        count INTEGER NOT NULL           -- of translations whose source holds it
    ) WITHOUT ROWID;
    CREATE TABLE learned (
        path TEXT PRIMARY KEY,           -- of a catalog
        digest TEXT NOT NULL             -- SHA-256 of the file when it was learned from
    ) WITHOUT ROWID;
    CREATE TABLE offer (
        key BLOB PRIMARY KEY,            -- 16 bytes of SHA-256 of languages and text
        source TEXT NOT NULL,            -- like the text
        target TEXT NOT NULL,
        note TEXT NOT NULL,              -- what a translator reads about it
        used INTEGER NOT NULL            -- 1 where it is the draft
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE risk (
        path TEXT PRIMARY KEY,           -- of a catalog
        digest BLOB NOT NULL,            -- SHA-256 of everything that the notes depend on
        notes TEXT NOT NULL              -- JSON: notes (lists of lines), made (score, novelty)
    ) WITHOUT ROWID;
    """,
    """
    ALTER TABLE learned ADD COLUMN changed TEXT NOT NULL DEFAULT '';
    -- learned.changed: 2026-05-14T18:05:00Z, as the catalog's header says
    CREATE TABLE held (
        catalog BLOB NOT NULL,           -- 16 bytes of SHA-256 of learned.path
        key BLOB NOT NULL,               -- translation.key, when the catalog was learned from
        PRIMARY KEY (catalog, key)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE settled (
        command BLOB PRIMARY KEY,        -- SHA-256 of what was asked for
        state BLOB NOT NULL,             -- SHA-256 of everything that the outcome depends on
        outcome TEXT NOT NULL,           -- JSON object
        created TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    ) WITHOUT ROWID;
    CREATE TABLE news (count INTEGER NOT NULL);  -- one row: changes of what drafts depend on
    INSERT INTO news (count) VALUES (0);
    CREATE TRIGGER draft_added AFTER INSERT ON draft
        BEGIN UPDATE news SET count = count + 1; END;
    CREATE TRIGGER draft_removed AFTER DELETE ON draft
        BEGIN UPDATE news SET count = count + 1; END;
    CREATE TRIGGER written_added AFTER INSERT ON written
        BEGIN UPDATE news SET count = count + 1; END;
    CREATE TRIGGER written_removed AFTER DELETE ON written
        BEGIN UPDATE news SET count = count + 1; END;
    CREATE TRIGGER translation_added AFTER INSERT ON translation
        BEGIN UPDATE news SET count = count + 1; END;
    CREATE TRIGGER translation_changed AFTER UPDATE ON translation
        BEGIN UPDATE news SET count = count + 1; END;
    CREATE TRIGGER translation_removed AFTER DELETE ON translation
        BEGIN UPDATE news SET count = count + 1; END;
    """,
    """
    DROP TABLE offer;
    CREATE TABLE offer (
        key BLOB PRIMARY KEY,            -- 16 bytes of SHA-256 of languages and text
        source TEXT NOT NULL             -- like the text; what it was translated is looked up
    ) WITHOUT ROWID;
    """,
    # Many translations at once are merged into the index in few large pieces: 32 MiB.
    """
    INSERT INTO translation_words (translation_words, rank) VALUES ('hashsize', 33554432);
    """,
    # For whose draft it is that another program has put under another source.
    """
    CREATE INDEX written_target
        ON written (source_language, target_language, substr(target, 1, 32));
    """,
    # A trigger costs more than the row that it watches: what writes translations counts for itself.
    """
    DROP TRIGGER translation_added;
    DROP TRIGGER translation_changed;
    DROP TRIGGER translation_removed;
    """,
    # Somebody else who has the same text later is not its author.
    """
    ALTER TABLE translation ADD COLUMN written TEXT NOT NULL DEFAULT '';
    -- translation.written: when its translator made it; empty where that is translation.changed
    """,
    # Where a text of these needs work again, a person has said so.
    """
    CREATE TABLE accepted (
        catalog BLOB NOT NULL,           -- 16 bytes of SHA-256 of its path
        key BLOB NOT NULL,               -- 16 bytes of SHA-256 of languages, source and target
        PRIMARY KEY (catalog, key)
    ) WITHOUT ROWID;
    """,
    # What is written alike in two places of a program; catalogs that need not be read again.
    """
    ALTER TABLE translation ADD COLUMN context TEXT NOT NULL DEFAULT '';
    -- translation.context: msgctxt of a PO entry; empty where it holds anywhere
    ALTER TABLE learned ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
    -- learned.stamp: size, time and inode of the file before it was read; empty where nobody looked
    """,
)
"""One script per schema version; the database's ``user_version`` counts those that were run."""


def default_memory_path() -> Path:
    """Return ``$TRANSKIT_MEMORY``, or ``memory.db`` in transkit's data folder."""
    named = os.environ.get("TRANSKIT_MEMORY", "")
    return Path(named) if named else data_folder() / "memory.db"


def in_slices(keys: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Yield `keys` in parts that are short enough for the parameters of one statement."""
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


@final
class Store:
    """An open memory file.

    Args:
        path: The database; it and its folder are made if they are missing.
        read_only: Nothing is written or made: a missing file reads as an empty one.

    Raises:
        MemoryStoreError: The file cannot be opened, or is no memory of transkit's.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        with self.errors():
            self._connection = self._open()
            try:
                self._upgrade()
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn SQLite's errors into one line that names the file."""
        try:
            yield
        except sqlite3.OperationalError as error:
            locked = "locked" in str(error)
            raise MemoryStoreError(
                f"the memory cannot be used: {error}",
                path=self.path,
                hint="another transkit is writing to it: wait and run again"
                if locked
                else "check the folder's permissions and free space, or give another --memory",
            ) from error
        except sqlite3.DatabaseError as error:
            raise MemoryStoreError(
                f"the memory is damaged or no transkit memory: {error}",
                path=self.path,
                hint="move it away, or give another --memory: catalogs keep all their texts, but"
                " drafts in them count as people's until --redraft",
            ) from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for queries."""
        with self.errors():
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection in a transaction that is committed, or rolled back on an error.

        Another process that is writing is waited for, ten minutes at most, which is told
        after a second (`transkit.files.hear_waiting`).
        """
        with self.errors():
            self._begin()
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _begin(self) -> None:
        """Begin a transaction that writes, as soon as no other process is in one."""
        connection = self._connection
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000}")
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
        else:
            return
        finally:
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
        tell_waiting(self.path, None)
        connection.execute("BEGIN IMMEDIATE")

    def _open(self) -> sqlite3.Connection:
        if self.read_only:
            if not self.path.is_file():
                return self._connect(":memory:", uri=False)
            # Without a log beside it nobody is writing, and looking must not leave one there.
            log = self.path.with_name(f"{self.path.name}-wal")
            mode = "mode=ro" if log.exists() else "immutable=1"
            return self._connect(f"{self.path.resolve().as_uri()}?{mode}", uri=True)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # People's articles are in it: nobody else's business. SQLite's log gets the same mode.
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise MemoryStoreError(
                f"the memory cannot be made or written: {explain_os_error(error)}",
                path=self.path,
                hint="check the folder's permissions and free space, or give another --memory",
            ) from error
        return self._connect(str(self.path), uri=False)

    def _connect(self, name: str, *, uri: bool) -> sqlite3.Connection:
        return sqlite3.connect(
            name, uri=uri, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=True
        )

    def _upgrade(self) -> None:
        """Bring the schema to the newest version, one transaction per step."""
        connection = self._connection
        connection.execute("BEGIN")  # one view of all three: another process may be making them
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        application = int(connection.execute("PRAGMA application_id").fetchone()[0])
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        connection.execute("COMMIT")
        if version > len(_SCHEMA) or (tables and application != _APPLICATION_ID):
            newer = application == _APPLICATION_ID
            raise MemoryStoreError(
                "was written by a newer transkit" if newer else "is not a memory of transkit's",
                path=self.path,
                hint="update transkit" if newer else "give another --memory",
            )
        if not self.read_only:
            self._use_log()
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        if version < len(_SCHEMA):
            if self.read_only:
                self._copy_to_memory()
            self._run_steps()

    def _copy_to_memory(self) -> None:
        """Go on with a copy in memory of a file that an older transkit made: it may be upgraded."""
        copy = self._connect(":memory:", uri=False)
        self._connection.backup(copy)
        self._connection.close()
        self._connection = copy

    def _use_log(self) -> None:
        """Switch to write-ahead logging.

        SQLite does not wait for other processes here (it answers SQLITE_BUSY at once, since
        waiting might be a deadlock), so that the waiting is ours.
        """
        patience = time.monotonic() + _BUSY_SECONDS
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > patience:
                    raise
                time.sleep(0.02)

    def _run_steps(self) -> None:
        """Run the missing steps; another process may be doing the same."""
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            for script in _SCHEMA[version:]:
                for statement in _statements(script):
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {len(_SCHEMA)}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _statements(script: str) -> list[str]:
    """Return the statements of a schema script (``executescript`` would end the transaction)."""
    statements: list[str] = []
    current = ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return [*statements, *([current] if current.strip() else [])]
