"""What people translated: every unit and sentence that a person wrote or accepted, with its story.

Machine drafts are elsewhere (`transkit.memory.ledger`) and never get in here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from transkit.memory.store import Store, in_slices
from transkit.memory.translation_writer import (
    TranslationWriter,
    forget_translations,
    key_of,
    source_key,
    translation_key,
)
from transkit.memory.words import index_words
from transkit.text.typography import fold_typography
from transkit.units import Match, Origin

__all__ = ["CatalogState", "MemoryStats", "Translation", "Translations"]

_AT_ONCE = 50_000
"""Translations that one transaction adds, or that are forgotten in one go."""
_PAGE = 2_000
"""Translations that are read in one go."""
_GROUPS = 6
"""Groups of words that are looked up, each whole."""
_CANDIDATES = 150
"""Translations that one group of words leads to; the latest, if there are more."""
_FEW = 5
"""Texts that a group of words may lead to by chance, if words came independently of each other."""
_SOME = 50
"""Texts that a group may lead to, where another word to shut them out is too frequent for it."""
_READ_AT_ONCE = 1_000
"""Texts that have a word, according to the index, are passed while one candidate is read."""
_CLOSEST = 50
"""Translations that are looked at for what turns the meaning, those with the likest letters."""
_COLUMNS = "id, source, target, whole, document, translator, changed, context"
_HAS_LATER = (
    "EXISTS (SELECT 1 FROM translation AS other WHERE other.source_key = translation.source_key"
    " AND other.context = translation.context"
    " AND (other.changed, other.id) > (translation.changed, translation.id))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A source and what a person made of it."""

    source: str
    target: str
    whole: bool = True
    """Whether it is a unit; else a sentence of one."""
    document: str = ""
    """Where it comes from, as a person would write it."""
    translator: str = ""
    """``Last-Translator``, or who a TMX file names."""
    changed: str = ""
    """``2026-05-14T18:05:00Z``; of several targets the latest counts."""
    context: str = ""
    """Where alone it holds: ``msgctxt`` of a PO entry; empty for anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogState:
    """A catalog that is learned from."""

    path: str
    """Absolute, without symbolic links."""
    digest: str
    """SHA-256 of the file, hexadecimal."""
    changed: str
    """When a person changed it last, as its header says: ``2026-05-14T18:05:00Z``, or empty."""
    saved: str
    """When the file was written; counts where a text is other and the header's date is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryStats:
    """How much the memory holds for one pair of languages."""

    source_language: str
    target_language: str
    units: int
    sentences: int
    sources: int
    """Different sources among both."""
    latest: str
    """When the last one was made: ``2026-05-14T18:05:00Z``."""


class Translations:
    """The translations of people, found by their source: the same one, or one like it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, languages: tuple[str, str], translations: Iterable[Translation]) -> int:
        """Keep translations; one that is known already only becomes as late as it was made.

        Every few thousand are one transaction.

        Args:
            languages: Source and target language tag.
            translations: Empty sources and targets are left out.

        Returns:
            How many are new.
        """
        added = 0
        rest = iter(translations)
        while batch := list(islice(rest, _AT_ONCE)):
            with self.adding() as writer:
                added += writer.add(languages, batch)
        return added

    @contextmanager
    def adding(self) -> Iterator[TranslationWriter]:
        """Give what adds translations, in a transaction that ends with the block."""
        with self._store.writing() as connection, TranslationWriter(connection) as writer:
            yield writer

    def exact(self, languages: tuple[str, str], sources: Iterable[str]) -> dict[str, Translation]:
        """Return the latest translation of each of `sources` that has one, keyed by source.

        Rather one that holds anywhere than one of a single context.
        """
        wanted = {source_key(languages, source): source for source in sources}
        found: dict[str, Translation] = {}
        for keys in in_slices(list(wanted)):
            marks = ",".join("?" * len(keys))
            # The statement holds nothing but question marks.
            query = (
                f"SELECT {_COLUMNS} FROM translation WHERE source_key IN ({marks})"  # noqa: S608
                " ORDER BY context = '', changed, id"
            )
            for row in self._query(query, keys):
                item = _translation(row)
                found[item.source] = item
        return {source: found[source] for source in wanted.values() if source in found}

    def versions(self, languages: tuple[str, str], source: str) -> tuple[Translation, ...]:
        """Return every translation that a source ever had, the latest first."""
        rows = self._query(
            f"SELECT {_COLUMNS} FROM translation WHERE source_key = ?"  # noqa: S608 (as above)
            " ORDER BY changed DESC, id DESC",
            (source_key(languages, source),),
        )
        return tuple(_translation(row) for row in rows)

    def similar(
        self, languages: tuple[str, str], text: str, *, least: float = 0.7, most: int = 5
    ) -> tuple[Match, ...]:
        """Return translations of sources that are like `text`, the most alike first.

        Of every source the latest translation. How alike two sources are says
        `transkit.text.likeness.find_likeness`. A source that differs in a letter or two of nearly
        every word may be missed.

        Args:
            languages: Source and target language tag.
            text: A unit or sentence.
            least: Similarity in (0, 1] from which on.
            most: How many at most.
        """
        rows = self._candidates(languages, text, least)
        if not rows:
            return ()
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import extract

        from transkit.text.likeness import find_likeness

        latest: dict[str, Translation] = {}
        for row in sorted(rows, key=lambda row: row[0]):
            item = _translation(row)
            known = latest.get(item.source)
            if known is None or _rank(known) <= _rank(item):
                latest[item.source] = item
        sources = list(latest)
        folded = [fold_typography(source) for source in sources]
        closest = extract(
            fold_typography(text),
            folded,
            scorer=Indel.normalized_similarity,
            score_cutoff=least - 1e-6,  # rounding must not lose what is just alike enough
            limit=max(_CLOSEST, most),
        )
        matches: list[Match] = []
        for _text, score, at in closest:
            # Nothing behind is more alike than its letters are.
            if len(matches) >= most and score < matches[most - 1].similarity - 1e-6:
                break
            alike, turned = find_likeness(text, sources[at], languages[0])
            if alike >= least:
                matches.append(_match(latest[sources[at]], alike, turned))
                matches.sort(key=lambda match: (-match.similarity, match.source))
        return tuple(matches[:most])

    def containing(
        self, languages: tuple[str, str], text: str, *, most: int = 20
    ) -> tuple[Translation, ...]:
        """Return the latest translation of each source with all the words of `text`.

        Those made last come first.
        """
        words = index_words(text)
        if not words:
            return ()
        rows = self._query(
            f"SELECT {_COLUMNS} FROM translation WHERE id IN"  # noqa: S608 (as above)
            " (SELECT rowid FROM translation_words WHERE translation_words MATCH ?)"
            f" AND source_language = ? AND target_language = ? AND NOT {_HAS_LATER}"
            " ORDER BY changed DESC, id DESC LIMIT ?",
            (" AND ".join(f'"{word}"' for word in words), *languages, most),
        )
        return tuple(_translation(row) for row in rows)

    def rendered(
        self, languages: tuple[str, str], text: str, *, most: int = 20
    ) -> tuple[Translation, ...]:
        """Return the latest translation of each source whose target holds `text`, in any case.

        Those made last come first. Every translation of the pair is read for it.
        """
        wanted = text.strip().casefold()
        if not wanted:
            return ()
        with self._store.reading() as connection:
            connection.create_function(
                "holds", 1, lambda target: wanted in target.casefold(), deterministic=True
            )
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM translation WHERE source_language = ?"  # noqa: S608 (as above)
                f" AND target_language = ? AND holds(target) AND NOT {_HAS_LATER}"
                " ORDER BY changed DESC, id DESC LIMIT ?",
                (*languages, most),
            ).fetchall()
        return tuple(map(_translation, rows))

    def every(self, languages: tuple[str, str], *, older: bool = True) -> Iterator[Translation]:
        """Yield all translations of a pair, in the order in which they were added.

        Args:
            languages: Source and target language tag.
            older: Also those for whose source there is a later one.
        """
        last = 0
        latest = "" if older else f"AND NOT {_HAS_LATER} "
        query = (
            f"SELECT {_COLUMNS} FROM translation WHERE id > ?"  # noqa: S608 (as above)
            f" AND source_language = ? AND target_language = ? {latest}ORDER BY id LIMIT ?"
        )
        while rows := self._query(query, (last, *languages, _PAGE)):
            yield from map(_translation, rows)
            last = rows[-1][0]

    def stats(self) -> tuple[MemoryStats, ...]:
        """Return how much there is, a row for each pair of languages, sorted."""
        rows = self._query(
            "SELECT source_language, target_language, sum(whole), count(*) - sum(whole),"
            " count(DISTINCT source_key), max(changed) FROM translation"
            " GROUP BY source_language, target_language ORDER BY 1, 2",
            (),
        )
        return tuple(
            MemoryStats(
                source_language=source,
                target_language=target,
                units=units,
                sentences=sentences,
                sources=sources,
                latest=latest,
            )
            for source, target, units, sentences, sources, latest in rows
        )

    def prune(
        self,
        languages: tuple[str, str],
        *,
        superseded: bool = False,
        before: str = "",
        document: str | None = None,
    ) -> int:
        """Forget translations that fit all of what is given; without any, all of the pair.

        What still stands in a catalog stays forgotten unless that is `unlearn`-ed first.

        Args:
            languages: Source and target language tag.
            superseded: Those for whose source there is a later one.
            before: Those made before this time: ``2026-05-14`` or later parts of it.
            document: Those that come from here.

        Returns:
            How many there were.
        """
        conditions = ["source_language = ?", "target_language = ?"]
        values: list[str] = list(languages)
        if superseded:
            conditions.append(_HAS_LATER)
        if before:
            conditions.append("changed < ?")
            values.append(before)
        if document is not None:
            conditions.append("document = ?")
            values.append(document)
        where = " AND ".join(conditions)
        with self._store.writing() as connection:
            # What is forgotten superseded nothing that is left: a part at a time does no harm.
            query = f"SELECT id, source FROM translation WHERE {where} LIMIT ?"  # noqa: S608 (as above)
            count = 0
            while rows := connection.execute(query, (*values, _AT_ONCE)).fetchall():
                forget_translations(connection, rows)
                count += len(rows)
        return count

    def has_learned(self, path: str, digest: str) -> bool:
        """Return whether a catalog with this content was learned from."""
        return bool(
            self._query("SELECT 1 FROM learned WHERE path = ? AND digest = ?", (path, digest))
        )

    def stamps(self, paths: Iterable[str]) -> dict[str, str]:
        """Return what files were when `stamp` was last called for them, by path.

        A file that was learned from since has none.
        """
        found: dict[str, str] = {}
        for some in in_slices(list(paths)):
            marks = ",".join("?" * len(some))
            query = f"SELECT path, stamp FROM learned WHERE path IN ({marks}) AND stamp <> ''"  # noqa: S608 (as above)
            found |= {str(path): str(stamp) for path, stamp in self._query(query, some)}
        return found

    def stamp(self, path: str, stamp: str) -> None:
        """Note what a file is, so that it need not be read again as long as it is that.

        Args:
            path: Absolute, without symbolic links.
            stamp: What is another text whenever the file is another; taken before it was read.
        """
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO learned (path, digest, changed, stamp) VALUES (?1, '', '', ?2)"
                " ON CONFLICT (path) DO UPDATE SET stamp = ?2",
                (path, stamp),
            )

    def learn(
        self, languages: tuple[str, str], catalog: CatalogState, items: Iterable[Translation]
    ) -> int:
        """Keep what a catalog holds and did not hold when it was last learned from.

        What it held then is as old as it was: saving a catalog makes nothing in it the latest but
        what was changed. All is one transaction.

        Args:
            languages: Source and target language tag.
            catalog: Where it lies and when it was changed.
            items: Everything in it that a person wrote or accepted.

        Returns:
            How many translations are new to the memory.
        """
        mark = key_of(catalog.path)
        by_key = {translation_key(languages, item): item for item in items}
        with self._store.writing() as connection:
            row = connection.execute(
                "SELECT changed FROM learned WHERE path = ?", (catalog.path,)
            ).fetchone()
            rows = connection.execute("SELECT key FROM held WHERE catalog = ?", (mark,))
            held = {key for (key,) in rows}
            fresh = [item for key, item in by_key.items() if key not in held]
            if row is not None and catalog.changed <= row[0]:
                # An editor that leaves the header's date as it was: the file's tells more.
                fresh = [replace(item, changed=max(item.changed, catalog.saved)) for item in fresh]
            with TranslationWriter(connection) as writer:
                added = writer.add(languages, fresh)
            connection.execute(
                "REPLACE INTO learned (path, digest, changed) VALUES (?, ?, ?)",
                (catalog.path, catalog.digest, catalog.changed),
            )
            connection.executemany(
                "INSERT OR IGNORE INTO held (catalog, key) VALUES (?, ?)",
                [(mark, key) for key in by_key],
            )
            connection.executemany(
                "DELETE FROM held WHERE catalog = ? AND key = ?",
                [(mark, key) for key in held - by_key.keys()],
            )
        return added

    def known(
        self, languages: tuple[str, str], pairs: Iterable[tuple[str, str]]
    ) -> set[tuple[str, str]]:
        """Return those of the (source, target) pairs that a person once wrote or accepted."""
        wanted = {key_of(*languages, *pair): pair for pair in pairs}
        found: set[tuple[str, str]] = set()
        for keys in in_slices(list(wanted)):
            marks = ",".join("?" * len(keys))
            query = f"SELECT key FROM translation WHERE key IN ({marks})"  # noqa: S608 (as above)
            found.update(wanted[key] for (key,) in self._query(query, keys))
        return found

    def translators(
        self, languages: tuple[str, str], pairs: Iterable[tuple[str, str]]
    ) -> dict[tuple[str, str], str]:
        """Return who wrote those of the (source, target) pairs that are known, where it says so."""
        wanted = {key_of(*languages, *pair): pair for pair in pairs}
        found: dict[tuple[str, str], str] = {}
        for keys in in_slices(list(wanted)):
            marks = ",".join("?" * len(keys))
            query = (
                f"SELECT key, translator FROM translation WHERE key IN ({marks})"  # noqa: S608 (as above)
                " AND translator <> ''"
            )
            found |= {wanted[key]: str(name) for key, name in self._query(query, keys)}
        return found

    def held_units(self, path: str) -> tuple[tuple[str, str], ...]:
        """Return (source, target) of every unit that a catalog held when it was last learned from.

        Args:
            path: Absolute, without symbolic links.
        """
        rows = self._query(
            "SELECT source, target FROM held JOIN translation USING (key)"
            " WHERE catalog = ? AND whole ORDER BY id",
            (key_of(path),),
        )
        return tuple((str(source), str(target)) for source, target in rows)

    def unlearn(self, path: str) -> None:
        """Forget what a catalog held, so that all of it is learned again; keep the translations."""
        with self._store.writing() as connection:
            connection.execute("DELETE FROM learned WHERE path = ?", (path,))
            connection.execute("DELETE FROM held WHERE catalog = ?", (key_of(path),))

    def _candidates(
        self, languages: tuple[str, str], text: str, least: float
    ) -> list[tuple[Any, ...]]:
        """Return the rows of the translations that have the most of a text's rarer words."""
        words = index_words(text)
        marks = ",".join("?" * len(words))
        counts = dict(
            self._query(f"SELECT word, count FROM word WHERE word IN ({marks})", words)  # noqa: S608
        )
        ((total,),) = self._query("SELECT coalesce(max(id), 0) FROM translation", ())
        groups = [_rarest(group, counts, total) for group in _groups(words, counts, least)]
        if not groups:
            return []
        statement, values = _search(groups)
        return self._query(
            f"SELECT {_COLUMNS} FROM translation JOIN ({statement}) ON id = found"  # noqa: S608
            " WHERE source_language = ? AND target_language = ?",
            (*values, *languages),
        )

    def _query(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        with self._store.reading() as connection:
            return connection.execute(query, values).fetchall()


def _groups(words: Sequence[str], counts: Mapping[str, int], least: float) -> list[list[str]]:
    """Return groups of a text's words, one of which a text that is like it has whole.

    If at most n words are others, and the words are in n + 1 groups, one group is untouched (the
    pigeonhole principle, as in Li et al. 2011, Pass-Join). Every group gets its share of rare
    words, so that few texts have one whole.

    Args:
        words: Of the text, each once.
        counts: How many texts have a word; those that none has are left out.
        least: Similarity in (0, 1] that is asked for.
    """
    known = sorted((word for word in words if counts.get(word)), key=lambda word: counts[word])
    others = math.ceil((1 - least) * len(words)) - (len(words) - len(known))
    number = max(1, min(others + 1, len(known), _GROUPS))
    groups = [known[start::number] for start in range(number)]
    return [group for group in groups if group]


def _rarest(group: Sequence[str], counts: Mapping[str, int], total: int) -> list[str]:
    """Return as many of a group's words, the rarest first, as lead to few texts.

    The others, frequent ones, would shut out little more, and cost the most.
    """
    chosen: list[str] = []
    expected = float(total)
    for word in group:
        left = expected * counts[word] / max(1, total)
        spared = (expected - left) * _READ_AT_ONCE
        if chosen and (expected < _FEW or (expected < _SOME and counts[word] > spared)):
            break
        chosen.append(word)
        expected = left
    return chosen


def _search(groups: Sequence[Sequence[str]]) -> tuple[str, list[object]]:
    """Return a query for the ids of the texts that have a group of words whole."""
    each = "SELECT * FROM (SELECT rowid AS r FROM translation_words(?) ORDER BY r DESC LIMIT ?)"
    values: list[object] = []
    for group in groups:
        values += [" AND ".join(f'"{word}"' for word in group), _CANDIDATES]
    union = " UNION ALL ".join([each] * len(groups))
    statement = (
        f"SELECT r AS found, count(*) AS votes FROM ({union}) GROUP BY r"  # noqa: S608 (as above)
        " ORDER BY votes DESC, r DESC LIMIT ?"
    )
    return statement, [*values, 2 * _CANDIDATES]


def _translation(row: Sequence[Any]) -> Translation:
    _id, source, target, whole, document, translator, changed, context = row
    return Translation(
        source=str(source),
        target=str(target),
        whole=bool(whole),
        document=str(document),
        translator=str(translator),
        changed=str(changed),
        context=str(context),
    )


def _rank(item: Translation) -> tuple[bool, str]:
    """Return by what the translation of a source is chosen, the greatest."""
    return not item.context, item.changed


def _match(item: Translation, similarity: float, differs: tuple[str, ...]) -> Match:
    return Match(
        source=item.source,
        target=item.target,
        origin=Origin.HUMAN,
        similarity=similarity,
        differs=differs,
        document=item.document,
        translator=item.translator,
        changed=item.changed,
        context=item.context,
    )
