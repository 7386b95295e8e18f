"""Writing people's translations into the store, with the index of the words of their sources."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, final

from transkit.memory.store import in_slices
from transkit.memory.words import index_words

if TYPE_CHECKING:
    from transkit.memory.translations import Translation

__all__ = ["TranslationWriter", "forget_translations", "key_of", "source_key", "translation_key"]

_Languages = tuple[str, str]


@final
class TranslationWriter:
    """Adds translations in one transaction. Used in a ``with`` block, at whose end all is written.

    Args:
        connection: In a transaction that ends after the block.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._counts: Counter[str] = Counter()
        self._words: list[str] = []
        self._now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        (self._first,) = connection.execute(
            "SELECT coalesce(max(id), 0) + 1 FROM translation"
        ).fetchone()

    def __enter__(self) -> TranslationWriter:
        return self

    def __exit__(self, problem: type[BaseException] | None, *_: object) -> None:
        if problem is None:
            # Not before: between other statements FTS5 would write every few words out, and merge.
            self._connection.executemany(
                "INSERT INTO translation_words (rowid, words) VALUES (?, ?)",
                enumerate(self._words, self._first),
            )
            self._connection.executemany(
                "INSERT INTO word (word, count) VALUES (?1, ?2)"
                " ON CONFLICT (word) DO UPDATE SET count = count + ?2",
                sorted(self._counts.items()),
            )

    def add(self, languages: _Languages, translations: Sequence[Translation]) -> int:
        """Keep translations; of those that are known only a later time. Return how many are new.

        What says that it was made in the future is of now: else nothing would ever be later.

        Args:
            languages: Source and target language tag.
            translations: Empty sources and targets are left out.
        """
        added = 0
        for some in in_slices(translations):  # few at a time: they stay in the processor's cache
            items, source_keys = _keyed(languages, map(self._of_now_at_most, some))
            present = self._present(items)
            self._update([(key, items.pop(key)) for key in present])
            self._insert(languages, items, source_keys)
            added += len(items)
        return added

    def _of_now_at_most(self, item: Translation) -> Translation:
        return item if item.changed <= self._now else replace(item, changed=self._now)

    def _present(self, keys: Iterable[bytes]) -> list[bytes]:
        """Return those of some keys that there are."""
        wanted = list(keys)
        marks = ",".join("?" * len(wanted))
        # The statement holds nothing but question marks.
        query = f"SELECT key FROM translation WHERE key IN ({marks})"  # noqa: S608
        return [key for (key,) in self._connection.execute(query, wanted)]

    def _update(self, known: Iterable[tuple[bytes, Translation]]) -> None:
        """Give translations that there are their later time."""
        self._connection.executemany(
            "UPDATE translation SET changed = max(changed, ?2), whole = max(whole, ?3),"
            " translator = ?4, document = ?5 WHERE key = ?1 AND (changed < ?2 OR whole < ?3)",
            [
                (key, item.changed, item.whole, item.translator, item.document)
                for key, item in known
            ],
        )

    def _insert(
        self,
        languages: _Languages,
        items: Mapping[bytes, Translation],
        source_keys: Mapping[bytes, bytes],
    ) -> None:
        """Write translations that there are not, by key, and index their sources."""
        first = self._first + len(self._words)
        self._connection.executemany(
            "INSERT INTO translation (id, key, source_key, source, source_language,"
            " target_language, target, whole, document, translator, changed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    number,
                    key,
                    source_keys[key],
                    item.source,
                    *languages,
                    item.target,
                    item.whole,
                    item.document,
                    item.translator,
                    item.changed,
                )
                for number, (key, item) in enumerate(items.items(), first)
            ),
        )
        words = [index_words(item.source) for item in items.values()]
        self._counts.update(chain.from_iterable(words))
        self._words += map(" ".join, words)


def forget_translations(connection: sqlite3.Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Take translations out of the table and the index.

    Args:
        connection: In a transaction.
        rows: Id and source of each.
    """
    counts: Counter[str] = Counter()
    gone: list[tuple[int, str]] = []
    for number, source in rows:
        words = index_words(source)
        counts.update(words)
        gone.append((number, " ".join(words)))
    connection.executemany(
        "INSERT INTO translation_words (translation_words, rowid, words) VALUES ('delete', ?, ?)",
        gone,
    )
    connection.executemany(
        "UPDATE word SET count = count - ? WHERE word = ?",
        [(count, word) for word, count in counts.items()],
    )
    connection.execute("DELETE FROM word WHERE count <= 0")
    connection.executemany("DELETE FROM translation WHERE id = ?", [(row[0],) for row in rows])


def key_of(*parts: str) -> bytes:
    """Return 16 bytes that differ whenever one part does."""
    return _hashed(*parts).digest()[:16]


def source_key(languages: _Languages, source: str) -> bytes:
    """Return what all translations of a source have in common in the store."""
    return key_of(*languages, source)


def translation_key(languages: _Languages, item: Translation) -> bytes:
    """Return what a translation is found by in the store."""
    return key_of(*languages, item.source, item.target)


def _keyed(
    languages: _Languages, translations: Iterable[Translation]
) -> tuple[dict[bytes, Translation], dict[bytes, bytes]]:
    """Return translations by `translation_key`, each once and the latest, and their `source_key`.

    Those with an empty source or target are left out.
    """
    items: dict[bytes, Translation] = {}
    source_keys: dict[bytes, bytes] = {}
    begun = _hashed(*languages)
    for item in translations:
        source, target = item.source, item.target
        if not source.strip() or not target.strip():
            continue
        hashed = begun.copy()
        hashed.update(_part(source))
        ours = hashed.digest()[:16]
        hashed.update(_part(target))
        key = hashed.digest()[:16]
        known = items.get(key)
        if known is None or (known.changed, known.whole) < (item.changed, item.whole):
            items[key] = item
            source_keys[key] = ours
    return items, source_keys


def _hashed(*parts: str) -> hashlib._Hash:
    return hashlib.sha256(b"".join(map(_part, parts)))


def _part(text: str) -> bytes:
    return f"{len(text)}:{text}".encode("utf-8", "surrogatepass")
