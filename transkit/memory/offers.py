"""What was found by likeness for a text: kept, so that every run says the same about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from transkit.memory.store import Store, in_slices

__all__ = ["Offer", "Offers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A person's translation of a source that is like a text."""

    source: str
    target: str
    note: str
    """What a translator reads about it."""
    used: bool
    """Whether it is the draft; else it stands beside the engine's."""


class Offers:
    """Offers by languages and text."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, languages: tuple[str, str], texts: Iterable[str]) -> dict[str, Offer]:
        """Return the offers for those of `texts` that have one, keyed by text."""
        wanted = {_key(languages, text): text for text in texts}
        found: dict[str, Offer] = {}
        with self._store.reading() as connection:
            for keys in in_slices(list(wanted)):
                marks = ",".join("?" * len(keys))
                # The statement holds nothing but question marks.
                query = f"SELECT key, source, target, note, used FROM offer WHERE key IN ({marks})"  # noqa: S608
                for key, source, target, note, used in connection.execute(query, keys):
                    found[wanted[key]] = Offer(
                        source=source, target=target, note=note, used=bool(used)
                    )
        return found

    def keep(self, languages: tuple[str, str], offers: Mapping[str, Offer]) -> None:
        """Keep offers, keyed by text; one that is there is replaced."""
        if not offers:
            return
        with self._store.writing() as connection:
            connection.executemany(
                "REPLACE INTO offer (key, source, target, note, used) VALUES (?, ?, ?, ?, ?)",
                [
                    (_key(languages, text), offer.source, offer.target, offer.note, offer.used)
                    for text, offer in offers.items()
                ],
            )

    def forget(self, languages: tuple[str, str], texts: Iterable[str]) -> None:
        """Forget the offers for texts, so that they are looked for again."""
        with self._store.writing() as connection:
            connection.executemany(
                "DELETE FROM offer WHERE key = ?", [(_key(languages, text),) for text in texts]
            )


def _key(languages: tuple[str, str], text: str) -> bytes:
    joined = "".join(f"{len(part)}:{part}" for part in (*languages, text))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()[:16]
