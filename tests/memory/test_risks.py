"""What checks said about a catalog is known for the state that they saw, and for no other."""

from __future__ import annotations

from pathlib import Path

from transkit.memory.risks import RiskNotes
from transkit.memory.store import Store


def test_notes_are_known_for_their_catalog_and_state_only(tmp_path: Path) -> None:
    notes = {"1": ("high risk: read it closely", "die Zahl «5» [numbers]"), "2": ()}
    with Store(tmp_path / "memory.db") as store:
        known = RiskNotes(store, "a.po")
        assert known.find(b"one") is None
        assert known.made() == {}
        known.keep(b"one", notes, {"1": (0.5, 1.0)})
        assert known.made() == {"1": (0.5, 1.0)}
        assert known.find(b"one") == notes
        assert RiskNotes(store, "b.po").find(b"one") is None
        known.keep(b"two", {}, {})
        assert known.made() == {}
        assert known.find(b"two") == {}
        assert known.find(b"one") is None, "only the last state is kept"
        with store.writing() as connection:
            old = (b"old", '{"1": ["high risk: read it closely"]}', "a.po")
            connection.execute("UPDATE risk SET digest = ?, notes = ? WHERE path = ?", old)
        assert (known.find(b"old"), known.made()) == (None, {}), "an earlier version kept it"
        known.keep(b"two", {}, {})
    with Store(tmp_path / "memory.db", read_only=True) as store:
        RiskNotes(store, "a.po").keep(b"three", notes, {})
        assert RiskNotes(store, "a.po").find(b"two") == {}
