"""What checks said about the drafts of a catalog: kept, so that looking again costs nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping

from transkit.memory.store import Store

__all__ = ["RiskNotes"]


class RiskNotes:
    """Notes of one catalog's drafts, for one state of everything that they depend on.

    One row per catalog: what was said about an earlier state is forgotten.
    """

    def __init__(self, store: Store, path: str) -> None:
        self._store = store
        self._path = path

    def find(self, digest: bytes) -> dict[str, tuple[str, ...]] | None:
        """Return the notes by unit id; ``None`` where that state was not looked at last."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT notes FROM risk WHERE path = ? AND digest = ?", (self._path, digest)
            ).fetchone()
        # Earlier versions kept the notes alone: they are looked for again.
        notes = None if row is None else json.loads(row[0]).get("notes")
        return None if notes is None else {unit: tuple(lines) for unit, lines in notes.items()}

    def made(self) -> dict[str, tuple[float, float]]:
        """Return score and novelty of the drafts that were looked at last, by unit id."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT notes FROM risk WHERE path = ?", (self._path,)
            ).fetchone()
        made = {} if row is None else json.loads(row[0]).get("made", {})
        return {unit: (score, novelty) for unit, (score, novelty) in made.items()}

    def keep(
        self,
        digest: bytes,
        notes: Mapping[str, tuple[str, ...]],
        made: Mapping[str, tuple[float, float]],
    ) -> None:
        """Keep the notes of a state, in place of those of an earlier one.

        Args:
            digest: Changes with everything that the notes depend on.
            notes: By unit id.
            made: Score and novelty of each draft, both in [0, 1], by unit id.
        """
        if self._store.read_only:
            return
        text = json.dumps({"notes": notes, "made": made}, ensure_ascii=False)
        with self._store.writing() as connection:
            connection.execute(
                "REPLACE INTO risk (path, digest, notes) VALUES (?, ?, ?)",
                (self._path, digest, text),
            )
