"""What runs came to that changed nothing more: so that the same run again costs next to nothing."""

from __future__ import annotations

from transkit.memory.store import Store

__all__ = ["Settled"]

_MOST = 100
"""Runs that are remembered: the latest ones."""


class Settled:
    """Outcomes by command, each for one state of everything that it depends on.

    Args:
        store: The memory. What its other tables say is part of that state: see `news`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._others = self._data_version()

    def news(self) -> int:
        """Return a number that is another whenever drafts or people's translations are others."""
        with self._store.reading() as connection:
            return int(connection.execute("SELECT count FROM news").fetchone()[0])

    def others_wrote(self) -> bool:
        """Return whether another process has written to the memory since this was made."""
        return self._data_version() != self._others

    def outcome(self, command: bytes) -> tuple[bytes, str] | None:
        """Return for which state a command's outcome is known, and the outcome.

        Args:
            command: SHA-256 of what was asked for.
        """
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT state, outcome FROM settled WHERE command = ?", (command,)
            ).fetchone()
        return None if row is None else (bytes(row[0]), str(row[1]))

    def keep(self, command: bytes, state: bytes, outcome: str) -> None:
        """Remember an outcome in place of an earlier one; the oldest of very many are forgotten."""
        with self._store.writing() as connection:
            connection.execute(
                "REPLACE INTO settled (command, state, outcome) VALUES (?, ?, ?)",
                (command, state, outcome),
            )
            connection.execute(
                "DELETE FROM settled WHERE command NOT IN"
                " (SELECT command FROM settled ORDER BY created DESC LIMIT ?)",
                (_MOST,),
            )

    def _data_version(self) -> int:
        with self._store.reading() as connection:
            return int(connection.execute("PRAGMA data_version").fetchone()[0])
