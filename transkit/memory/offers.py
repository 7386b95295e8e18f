"""Which translated source is like a text: kept, so that nothing is looked for twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from transkit.memory.store import Store, in_slices

__all__ = ["Offers"]


class Offers:
    """Sources that somebody translated, by languages and the text that they are like."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, languages: tuple[str, str], texts: Iterable[str]) -> dict[str, str]:
        """Return what is like those of `texts` that have something, keyed by text."""
        wanted = {_key(languages, text): text for text in texts}
        found: dict[str, str] = {}
        with self._store.reading() as connection:
            for keys in in_slices(list(wanted)):
                marks = ",".join("?" * len(keys))
                # The statement holds nothing but question marks.
                query = f"SELECT key, source FROM offer WHERE key IN ({marks})"  # noqa: S608
                found.update(
                    (wanted[key], source) for key, source in connection.execute(query, keys)
                )
        return found

    def keep(self, languages: tuple[str, str], sources: Mapping[str, str]) -> None:
        """Keep which source is like a text, keyed by text; what is there is replaced."""
        if not sources:
            return
        with self._store.writing() as connection:
            connection.executemany(
                "REPLACE INTO offer (key, source) VALUES (?, ?)",
                [(_key(languages, text), source) for text, source in sources.items()],
            )

    def forget(self, languages: tuple[str, str], texts: Iterable[str]) -> None:
        """Forget what is like texts, so that it is looked for again."""
        with self._store.writing() as connection:
            connection.executemany(
                "DELETE FROM offer WHERE key = ?", [(_key(languages, text),) for text in texts]
            )


def _key(languages: tuple[str, str], text: str) -> bytes:
    joined = "".join(f"{len(part)}:{part}" for part in (*languages, text))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()[:16]
