"""The ledger: every draft ever made, so that nothing is drafted twice, and what was written where.

It never holds what a person wrote.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass

from transkit.memory.store import Store, in_slices
from transkit.units import Draft

__all__ = ["DraftKey", "DraftMaker", "FileHashes", "Ledger", "WrittenDraft", "pair_key"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftKey:
    """What, besides its source, decides a draft."""

    source_language: str
    target_language: str
    engine: str
    model_hash: str
    settings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDraft:
    """What transkit once wrote into a catalog as the draft of a whole unit."""

    target: str
    engine: str
    """Name of the engine (`DraftKey.engine`)."""
    created: str
    """When it was first written: ``2026-05-14T18:05:00Z``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMaker:
    """What is known about the model behind a `DraftKey.model_hash`."""

    engine: str
    """Name of the engine."""
    label: str
    """Languages and version, as people call it: ``en→uk 1.4``."""
    licence: str
    """As its maker says; empty where nothing is said."""


class Ledger:
    """Drafts by source segment, languages, engine, model and decoding settings.

    Every method that writes is one transaction: a process that dies loses the batch it was at and
    no more.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, key: DraftKey, sources: Sequence[str]) -> dict[str, Draft]:
        """Return the known drafts of `sources`, keyed by source; unknown ones are left out."""
        wanted = {_digest(*_fields(key), source): source for source in sources}
        found: dict[str, Draft] = {}
        with self._store.reading() as connection:
            for keys in in_slices(list(wanted)):
                marks = ",".join("?" * len(keys))
                # The statement holds nothing but question marks.
                query = f"SELECT key, target, score, reasons FROM draft WHERE key IN ({marks})"  # noqa: S608
                for digest, target, score, reasons in connection.execute(query, keys):
                    found[wanted[digest]] = Draft(
                        target=target, score=score, reasons=tuple(json.loads(reasons))
                    )
        return found

    def add(self, key: DraftKey, drafts: Mapping[str, Draft], *, replace: bool = False) -> None:
        """Keep `drafts`, keyed by source segment.

        One that is known already stays as it is, or is replaced with ``replace``.
        """
        rows = [
            (
                _digest(*_fields(key), source),
                source,
                *_fields(key),
                draft.target,
                draft.score,
                json.dumps(draft.reasons, ensure_ascii=False),
            )
            for source, draft in drafts.items()
        ]
        verb = "REPLACE" if replace else "INSERT OR IGNORE"
        with self._store.writing() as connection:
            connection.executemany(
                f"{verb} INTO draft (key, source, source_language, target_language,"
                " engine, model_hash, settings, target, score, reasons)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    def note_maker(self, model_hash: str, maker: DraftMaker) -> None:
        """Note which model it is that drafts are filed under.

        What is known about the same weights now outranks what was known when they were first used:
        a version or licence that somebody has told since. Nothing is written where nothing is new.
        """
        if self.makers().get(model_hash) == maker:
            return
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO model (model_hash, engine, label, licence) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (model_hash) DO UPDATE SET engine = excluded.engine,"
                " label = excluded.label, licence = excluded.licence",
                (model_hash, maker.engine, maker.label, maker.licence),
            )

    def makers(self) -> dict[str, DraftMaker]:
        """Return every model that was noted, keyed by `DraftKey.model_hash`."""
        with self._store.reading() as connection:
            rows = connection.execute("SELECT model_hash, engine, label, licence FROM model")
            return {
                model_hash: DraftMaker(engine=engine, label=label, licence=licence)
                for model_hash, engine, label, licence in rows
            }

    def note_written(self, key: DraftKey, units: Iterable[tuple[str, str]]) -> None:
        """Note the (source, target) pairs that go into a catalog as drafts.

        Whole units; single sentences that stand beside a person's in one unit; and units without
        a draft, with an empty target, whose text was taken from a person's: see `knows`.
        """
        rows = [
            (
                _digest(key.source_language, key.target_language, source, target),
                source,
                key.source_language,
                key.target_language,
                target,
                key.engine,
            )
            for source, target in units
        ]
        if not rows:
            return
        with self._store.writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO written (key, source, source_language, target_language,"
                " target, engine) VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )

    def forget_written(self, languages: tuple[str, str], sources: Iterable[str]) -> None:
        """Forget what went into catalogs as drafts of some sources: a person's words stand there.

        Args:
            languages: Source and target language tag.
            sources: Of single sentences of units.
        """
        known = self.knows(languages, sources)
        if known:
            rows = [(*languages, source) for source in known]
            with self._store.writing() as connection:
                connection.executemany(
                    "DELETE FROM written"
                    " WHERE source_language = ? AND target_language = ? AND source = ?",
                    rows,
                )

    def written(
        self,
        languages: tuple[str, str],
        units: Iterable[tuple[str, str]],
        *,
        but_not_by: str | None = None,
    ) -> set[tuple[str, str]]:
        """Return those of the (source, target) pairs that transkit itself once wrote.

        What is not among them was changed by a person (or comes from another machine).

        Args:
            languages: Source and target language tag.
            units: (source, target) of whole units, or of single sentences that were drafted to
                stand beside a person's.
            but_not_by: An engine whose drafts are left out.
        """
        wanted = {_digest(*languages, *pair): pair for pair in units}
        found: set[tuple[str, str]] = set()
        with self._store.reading() as connection:
            for keys in in_slices(list(wanted)):
                marks = ",".join("?" * len(keys))
                query = (
                    "SELECT key FROM written"  # noqa: S608 (as above)
                    f" WHERE key IN ({marks}) AND engine IS NOT ?"
                )
                found.update(
                    wanted[digest] for (digest,) in connection.execute(query, (*keys, but_not_by))
                )
        return found

    def accepted(self, catalog: str) -> frozenset[bytes]:
        """Return the `pair_key` of what transkit itself has written into a catalog as reviewed.

        Args:
            catalog: Absolute, without symbolic links.
        """
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT key FROM accepted WHERE catalog = ?", (_digest(catalog)[:16],)
            )
            return frozenset(row[0] for row in rows)

    def note_accepted(self, catalog: str, keys: Iterable[bytes]) -> None:
        """Note what `accepted` is to return for a catalog from now on."""
        mark = _digest(catalog)[:16]
        with self._store.writing() as connection:
            connection.execute("DELETE FROM accepted WHERE catalog = ?", (mark,))
            connection.executemany(
                "INSERT INTO accepted (catalog, key) VALUES (?, ?)",
                [(mark, key) for key in sorted(set(keys))],
            )

    def sources_of(
        self,
        languages: tuple[str, str],
        targets: Iterable[str],
        *,
        but_not_by: str | None = None,
    ) -> dict[str, tuple[str, ...]]:
        """Return for which sources each of the targets was once written as a draft, sorted.

        Targets that never were one are left out.

        Args:
            languages: Source and target language tag.
            targets: Of whole units.
            but_not_by: An engine whose drafts are left out.
        """
        wanted = {target for target in targets if target}
        found: dict[str, list[str]] = {}
        with self._store.reading() as connection:
            for some in in_slices(sorted({target[:32] for target in wanted})):
                marks = ",".join("?" * len(some))
                query = (
                    "SELECT source, target FROM written"  # noqa: S608 (as above)
                    " WHERE source_language = ? AND target_language = ?"
                    f" AND substr(target, 1, 32) IN ({marks}) AND engine IS NOT ?"
                )
                rows = connection.execute(query, (*languages, *some, but_not_by))
                for source, target in rows:
                    if target in wanted:
                        found.setdefault(target, []).append(source)
        return {target: tuple(sorted(sources)) for target, sources in found.items()}

    def knows(self, languages: tuple[str, str], sources: Iterable[str]) -> set[str]:
        """Return those of the sources of whole units that were once noted, with a draft or without.

        Args:
            languages: Source and target language tag.
            sources: Sources of whole units.
        """
        found: set[str] = set()
        with self._store.reading() as connection:
            for some in in_slices(list(dict.fromkeys(sources))):
                marks = ",".join("?" * len(some))
                query = (
                    "SELECT DISTINCT source FROM written"  # noqa: S608 (as above)
                    f" WHERE source_language = ? AND target_language = ? AND source IN ({marks})"
                )
                found.update(row[0] for row in connection.execute(query, (*languages, *some)))
        return found

    def drafts_for(
        self, languages: tuple[str, str], sources: Iterable[str]
    ) -> dict[str, tuple[WrittenDraft, ...]]:
        """Return every draft that transkit once wrote for whole units, the oldest first.

        Sources that it never wrote a draft for are left out.

        Args:
            languages: Source and target language tag.
            sources: Sources of whole units.
        """
        found: dict[str, list[WrittenDraft]] = {}
        with self._store.reading() as connection:
            for some in in_slices(list(dict.fromkeys(sources))):
                marks = ",".join("?" * len(some))
                query = (
                    "SELECT source, target, engine, created FROM written"  # noqa: S608 (as above)
                    " WHERE source_language = ? AND target_language = ?"
                    f" AND target <> '' AND source IN ({marks}) ORDER BY created, target"
                )
                rows = connection.execute(query, (*languages, *some))
                for source, target, engine, created in rows:
                    draft = WrittenDraft(target=target, engine=engine, created=created)
                    found.setdefault(source, []).append(draft)
        return {source: tuple(drafts) for source, drafts in found.items()}


class FileHashes(MutableMapping[str, str]):
    """Hashes of model files by path, size, time and inode, kept between runs.

    In a read-only store new ones are forgotten at the end.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._unsaved: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        if key in self._unsaved:
            return self._unsaved[key]
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT digest FROM file_hash WHERE key = ?", (key,)
            ).fetchone()
        if row is None:
            raise KeyError(key)
        return str(row[0])

    def __setitem__(self, key: str, digest: str) -> None:
        if self._store.read_only:
            self._unsaved[key] = digest
            return
        with self._store.writing() as connection:
            connection.execute("REPLACE INTO file_hash (key, digest) VALUES (?, ?)", (key, digest))

    def __delitem__(self, key: str) -> None:
        if self._unsaved.pop(key, None) is not None:
            return
        with self._store.writing() as connection:
            deleted = connection.execute("DELETE FROM file_hash WHERE key = ?", (key,)).rowcount
        if not deleted:
            raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        with self._store.reading() as connection:
            rows = connection.execute("SELECT key FROM file_hash ORDER BY key").fetchall()
        return iter([*(str(row[0]) for row in rows), *self._unsaved])

    def __len__(self) -> int:
        with self._store.reading() as connection:
            saved = connection.execute("SELECT count(*) FROM file_hash").fetchone()[0]
        return int(saved) + len(self._unsaved)


def pair_key(languages: tuple[str, str], pair: tuple[str, str]) -> bytes:
    """Return what a (source, target) of a unit is noted as in `Ledger.accepted`."""
    return _digest(*languages, *pair)[:16]


def _fields(key: DraftKey) -> tuple[str, str, str, str, str]:
    return (
        key.source_language,
        key.target_language,
        key.engine,
        key.model_hash,
        key.settings,
    )


def _digest(*parts: str) -> bytes:
    """Return a key that differs whenever one part does."""
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()
