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
from transkit.memory.words import index_text, index_words
from transkit.units import is_visible

if TYPE_CHECKING:
    from transkit.memory.translations import Translation

__all__ = ["TranslationWriter", "forget_translations", "key_of", "source_key", "translation_key"]

_Languages = tuple[str, str]
_MANY = 5_000
"""New translations from which on the index may be asked for the counts of all its words."""
_FULL = 200_000
"""New translations whose words are written in one go: fewer cost more each, more take memory."""
_SHARE = 8
"""It is where every so many-th translation or more is new: then that costs less than to count."""
_EARLIER = "?4 <> '' AND ?2 <> '' AND ?2 < coalesce(nullif(written, ''), nullif(changed, ''), '-')"
"""Whether a translation is of somebody who wrote the same before; ``-`` is before all dates."""
_UPDATE = f"""
    UPDATE translation SET
        translator = CASE WHEN translator = '' OR {_EARLIER} THEN ?4 ELSE translator END,
        document = CASE WHEN ?5 <> '' AND (document = '' OR {_EARLIER}) THEN ?5 ELSE document END,
        written = CASE WHEN {_EARLIER} THEN ?2 WHEN written <> '' OR changed >= ?2 THEN written
            WHEN changed = '' THEN '-' ELSE changed END,
        changed = max(changed, ?2),
        whole = max(whole, ?3),
        context = CASE WHEN ?6 = '' THEN '' ELSE context END
    WHERE key = ?1 AND (
        changed < ?2 OR whole < ?3 OR (translator = '' AND ?4 <> '') OR (document = '' AND ?5 <> '')
        OR {_EARLIER} OR (context <> '' AND ?6 = '')
    )
"""  # noqa: S608 (constants)
"""Gives a translation that there is a later time; it stays that of the first who wrote it."""


@final
class TranslationWriter:
    """Adds translations in one transaction. Used in a ``with`` block, at whose end all is written.

    However many they are, it does not hold more than some of them.

    Args:
        connection: In a transaction that ends after the block.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._words: list[tuple[int, str]] = []
        self._updated = 0
        self._indexed = 0
        self._must_recount = False
        self._now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        (self._known,) = connection.execute(
            "SELECT coalesce(max(id), 0) FROM translation"
        ).fetchone()
        self._next = self._known + 1

    def __enter__(self) -> TranslationWriter:
        return self

    def __exit__(self, problem: type[BaseException] | None, *_: object) -> None:
        if problem is not None:
            return
        self._index_words()
        if self._must_recount:
            _recount_words(self._connection)
        if self._indexed or self._updated:
            _tell_news(self._connection)

    def _index_words(self) -> None:
        """Write the words of what was added into the index.

        Not one by one: between other statements FTS5 would write every few words out, and merge.
        """
        if not self._words:
            return
        self._connection.executemany(
            "INSERT INTO translation_words (rowid, words) VALUES (?, ?)", self._words
        )
        known = self._known + self._indexed
        if len(self._words) >= max(_MANY, known // _SHARE):
            self._must_recount = True
        elif not self._must_recount:
            self._count_words()
        self._indexed += len(self._words)
        self._words = []

    def _count_words(self) -> None:
        """Count the words of what was added."""
        counts = Counter(chain.from_iterable(set(words.split()) for _, words in self._words))
        self._connection.executemany(
            "INSERT INTO word (word, count) VALUES (?1, ?2)"
            " ON CONFLICT (word) DO UPDATE SET count = count + ?2",
            sorted(counts.items()),
        )

    def add(self, languages: _Languages, translations: Sequence[Translation]) -> int:
        """Keep translations; of those that are known only a later time. Return how many are new.

        A translation is of the first who wrote it, as far as dates tell; without dates, of the
        first who brought it here. Where nobody is named, the next who is gives the name.

        What says that it was made in the future is of now: else nothing would ever be later.

        Args:
            languages: Source and target language tag.
            translations: Empty sources and targets are left out.
        """
        added = 0
        for some in in_slices(translations):  # few at a time: they stay in the processor's cache
            items, source_keys, again = _keyed(languages, map(self._of_now_at_most, some))
            ids = self._insert(languages, items, source_keys)
            self._words += [
                (ids[key], index_text(item.source)) for key, item in items.items() if key in ids
            ]
            self._update([(key, item) for key, item in items.items() if key not in ids] + again)
            added += len(ids)
            if len(self._words) >= _FULL:
                self._index_words()
        return added

    def _of_now_at_most(self, item: Translation) -> Translation:
        return item if item.changed <= self._now else replace(item, changed=self._now)

    def _update(self, known: Iterable[tuple[bytes, Translation]]) -> None:
        """Give translations that there are their later time."""
        cursor = self._connection.executemany(
            _UPDATE,
            [
                (key, item.changed, item.whole, item.translator, item.document, item.context)
                for key, item in known
            ],
        )
        self._updated += max(0, cursor.rowcount)  # -1 where there was nothing to do

    def _insert(
        self,
        languages: _Languages,
        items: Mapping[bytes, Translation],
        source_keys: Mapping[bytes, bytes],
    ) -> dict[bytes, int]:
        """Write those translations, by key, that there are not; return the ids of these."""
        first = self._next
        self._next += len(items)
        rows = [
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
                item.context,
            )
            for number, (key, item) in enumerate(items.items(), first)
        ]
        cursor = self._connection.executemany(
            "INSERT INTO translation (id, key, source_key, source, source_language,"
            " target_language, target, whole, document, translator, changed, context)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
            rows,
        )
        if cursor.rowcount == len(rows):
            return dict(zip(items, range(first, self._next), strict=True))
        written = self._connection.execute(
            "SELECT key, id FROM translation WHERE id >= ?", (first,)
        )
        return dict(written.fetchall())


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
    _tell_news(connection)


def _recount_words(connection: sqlite3.Connection) -> None:
    """Take the counts of all words from the index."""
    connection.execute(
        "CREATE VIRTUAL TABLE temp.counted USING fts5vocab('main', 'translation_words', 'row')"
    )
    connection.execute("DELETE FROM word")
    connection.execute("INSERT INTO word (word, count) SELECT term, doc FROM temp.counted")
    connection.execute("DROP TABLE temp.counted")


def _tell_news(connection: sqlite3.Connection) -> None:
    """Let `transkit.memory.settled.Settled.news` be another number."""
    connection.execute("UPDATE news SET count = count + 1")


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
) -> tuple[dict[bytes, Translation], dict[bytes, bytes], list[tuple[bytes, Translation]]]:
    """Return the first of each translation by `translation_key`, `source_key`, and the others.

    Those without a source or target that can be seen are left out, and so are others that say
    nothing more.
    """
    items: dict[bytes, Translation] = {}
    source_keys: dict[bytes, bytes] = {}
    again: list[tuple[bytes, Translation]] = []
    begun = _hashed(*languages)
    for item in translations:
        source, target = item.source, item.target
        if not is_visible(source) or not is_visible(target):
            continue
        hashed = begun.copy()
        hashed.update(_part(source))
        ours = hashed.digest()[:16]
        hashed.update(_part(target))
        key = hashed.digest()[:16]
        known = items.setdefault(key, item)
        if known is item:
            source_keys[key] = ours
        elif not _says_no_more(item, known):
            again.append((key, item))
    return items, source_keys, again


def _says_no_more(item: Translation, known: Translation) -> bool:
    return (item.changed, item.translator, item.document) == (
        known.changed,
        known.translator,
        known.document,
    ) and (item.whole <= known.whole and (item.context == known.context or not known.context))


def _hashed(*parts: str) -> hashlib._Hash:
    return hashlib.sha256(b"".join(map(_part, parts)))


def _part(text: str) -> bytes:
    return f"{len(text)}:{text}".encode("utf-8", "surrogatepass")
