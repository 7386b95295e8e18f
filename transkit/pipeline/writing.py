"""Catalogs are written: drafts, what is said about them, and what was on disk, in one file."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from transkit import __version__
from transkit.catalogs import (
    compose,
    composed_key,
    conflict_copy,
    keeps_words,
    make_catalog,
    make_header,
    make_template,
    merge_catalog,
    po_date,
    save_catalog,
    save_template,
    seen_pair,
    sentence_key,
    serialize_po,
)
from transkit.catalogs.notes import COMPARE
from transkit.engines.degeneration import Degeneration, is_copy
from transkit.errors import CatalogError
from transkit.files import folder_lock, hash_bytes, write_atomic
from transkit.memory.ledger import DraftKey, Ledger, pair_key
from transkit.pipeline.glossaries import TERM, GlossaryChecker, term_checker
from transkit.pipeline.jobs import Job, drafts_in, see_work_again
from transkit.pipeline.old_notes import renew_old_notes
from transkit.pipeline.options import Options
from transkit.pipeline.recalling import MEMORY
from transkit.pipeline.risks import note_risks
from transkit.settings import SettingsFinder
from transkit.text.tagged_sentences import split_with_tags
from transkit.units import Catalog, Origin, State, Unit

__all__ = ["CatalogWriter", "Written"]

_ATTEMPTS = 3
"""How often a catalog that somebody else saves meanwhile is merged again."""
_CREDIT = "X-Transkit-Engine"
_COPIED = Degeneration.COPY.value
_COPIES_ARE_THE_RULE = 8
"""From so many units on, a document full of copies is the model's way and no mark on each."""


@dataclass(frozen=True, slots=True)
class Written:
    """A catalog that was written, or had nothing new in it."""

    catalog: Catalog
    """What it holds now."""
    changed: bool
    """Whether the file was written: an unchanged one is not touched."""
    template_lost: bool
    """Whether the template on disk could not be read, and was made anew."""
    digest: str
    """SHA-256 of the catalog's file, hexadecimal, as this run read it or wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogWriter:
    """Writes the catalogs of one run in one language."""

    options: Options
    key: DraftKey
    """Who made the drafts."""
    credit: str
    """The engine as headers name it."""
    ledger: Ledger
    hashes: MutableMapping[str, str]
    """What the memory knows about files."""
    settings: SettingsFinder = field(default_factory=SettingsFinder)

    def write(self, job: Job) -> Written:
        """Merge the drafts with what is on disk and write catalog and template.

        The catalog comes first: where the template cannot be written, the next run makes up for it.

        Raises:
            CatalogError: One of them cannot be written. Each is whole: as it was, or as it is now.
        """
        notes = _notes(job, self.key, self.ledger)
        with folder_lock(self.options.output_dir):
            changed, merged, fresh = self._save(job, notes)
            template = make_template(replace(fresh, units=job.bare.units))
            lost = save_template(job.template, template)
        known = None if changed or job.fingerprint is None else job.fingerprint.digest
        digest = known or hash_bytes(serialize_po(merged))
        return Written(catalog=merged, changed=changed, template_lost=lost, digest=digest)

    def _fresh(self, job: Job, notes: Mapping[str, tuple[str, ...]]) -> Catalog:
        """Return the catalog that this run alone would write."""
        source, key = job.source, self.key
        trusted = self.options.trust_memory
        units = note_risks(
            [_drafted(unit, job, notes, trusted=trusted) for unit in source.document.units],
            job.existing,
            (key.source_language, key.target_language),
            job.drafts,
            self.settings.settings_for(source.path).checks,
            known=job.risks,
            terms=self._terms(),
        )
        folder = job.path.absolute().parent
        base = self.options.output_dir.absolute().parent
        extra = [
            ("X-Transkit-Source", _relative(source.path, folder) if source.path else ""),
            ("X-Transkit-Source-Hash", source.digest),
            (_CREDIT, self.credit),
            ("X-Poedit-Basepath", _relative(base, folder)),
        ]
        header = make_header(
            source_language=key.source_language,
            target_language=key.target_language,
            created=po_date(source.created),
            project=source.name,
            generator=f"transkit {__version__}",
            extra=extra,
        )
        return make_catalog(
            units,
            source_language=key.source_language,
            target_language=key.target_language,
            header=header,
        )

    def _save(
        self, job: Job, notes: Mapping[str, tuple[str, ...]]
    ) -> tuple[bool, Catalog, Catalog]:
        """Merge and write; where somebody saved the catalog meanwhile, take that in first.

        Returns:
            Whether the catalog was written, what it holds, and what this run alone made.

        Raises:
            CatalogError: What somebody saved meanwhile cannot be taken in. It is left alone, and
                what this run made lies beside it.
        """
        for attempt in range(1, _ATTEMPTS + 1):
            fresh = self._fresh(job, notes)
            merged = merge_catalog(fresh, job.existing, job.is_draft, job.reuse)
            merged = _credit_all(job, fresh, merged)
            for origin, engine in ((Origin.MT, self.key.engine), (Origin.TM, MEMORY)):
                texts = _machine_texts(job, fresh, merged, origin)
                self.ledger.note_written(replace(self.key, engine=engine), texts)
            languages = (self.key.source_language, self.key.target_language)
            self.ledger.forget_written(languages, _kept_sentences(job))
            self._note_accepted(job, fresh, merged)
            merged = self._with_true_notes(job, merged)
            try:
                changed = save_catalog(job.path, merged, expected=job.fingerprint)
            except CatalogError as error:
                if attempt == _ATTEMPTS:
                    raise self._conflict(job.path, merged, error) from error
                try:
                    see_work_again(job, languages, self.ledger, redraft=self.options.redraft)
                except CatalogError as unreadable:
                    raise self._conflict(job.path, merged, unreadable) from unreadable
            else:
                return changed, merged, fresh
        raise AssertionError("the last attempt returns or raises")

    def _with_true_notes(self, job: Job, merged: Catalog) -> Catalog:
        """Return a catalog without what notes say of drafts that a person has rewritten.

        After its drafts are noted, so that the next run sees the same.
        """
        return renew_old_notes(
            merged,
            {unit.id for unit in job.bare.units},
            self.ledger,
            self.settings.settings_for(job.source.path).checks,
            job.said,
            terms=self._terms(),
        )

    def _terms(self) -> GlossaryChecker | None:
        """Return what the glossary of the catalogs has decided, if there is one."""
        languages = (self.key.source_language, self.key.target_language)
        return term_checker(self.options.output_dir, languages)

    def _conflict(self, path: Path, merged: Catalog, error: CatalogError) -> CatalogError:
        """Write what this run made beside a catalog that it must not overwrite; return the error.

        A copy that somebody has worked in since it was written stays.
        """

        def is_ours(place: Path, content: bytes) -> bool:
            return self.hashes.get(_copy_key(place)) == hash_bytes(content)

        content = serialize_po(merged)
        beside = conflict_copy(path, content, is_ours)
        write_atomic(beside, content)
        self.hashes[_copy_key(beside)] = hash_bytes(content)
        return CatalogError(
            f"was saved by another program meanwhile, and {error.message}; it was left alone",
            path=path,
            line=error.line,
            hint=f"what transkit made is in {beside}",
        )

    def _note_accepted(self, job: Job, fresh: Catalog, merged: Catalog) -> None:
        """Note what stands in a catalog as reviewed on the memory's word alone.

        Before it is written: of a text that nobody has noted, a person's doubt would not be seen.
        What a person doubts stays noted, so that the next run says the same.
        """
        languages = (self.key.source_language, self.key.target_language)
        trusted = {(u.source, u.target) for u in fresh.units if u.state is State.REVIEWED}
        fuzzy = drafts_in(job.existing)
        before = job.accepted or frozenset()
        now: set[bytes] = set()
        for unit in (*merged.units, *merged.obsolete):
            pair = unit.source, unit.target
            key = pair_key(languages, pair)
            is_doubted = unit.id in job.doubted or (key in before and pair in fuzzy)
            is_accepted = key in before or pair in trusted
            if is_accepted if unit.state is State.REVIEWED else is_doubted and unit.target:
                now.add(key)
        if now != before:
            self.ledger.note_accepted(os.path.realpath(job.path), now)


def _credit_all(job: Job, fresh: Catalog, merged: Catalog) -> Catalog:
    """Return the catalog with every engine in its header whose drafts it may hold, newest first.

    A catalog keeps what a person wrote or accepted, and drafts of another computer's run: who made
    the drafts that it came from, and under which licence, stays said.
    """
    made = {unit.id: unit.target for unit in fresh.units}
    texts = [(unit.target, made.get(unit.id)) for unit in merged.units if unit.target]
    now, before = (dict(c.header).get(_CREDIT, "") if c else "" for c in (merged, job.existing))
    kept = merged.obsolete or job.reuse.units or any(text != own for text, own in texts)
    if not before or not kept:
        return merged
    engines = before.split("; ")
    if any(text == own for text, own in texts):
        engines = [*now.split("; "), *engines]
    credit = "; ".join(dict.fromkeys(engines))
    header = [(name, credit if name == _CREDIT else value) for name, value in merged.header]
    return replace(merged, header=tuple(header))


def _notes(job: Job, key: DraftKey, ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Return what a translator should look at, by unit source.

    Where most drafts are copies of the source, a mark on every one says nothing: then one
    warning says it. The drafts of units that a person has reviewed since count like the others:
    what is said about one unit does not change with work on another.
    """
    marked = {
        text
        for text, draft in job.drafts.items()
        if any(reason.endswith(_COPIED) for reason in draft.reasons)
    }
    if not marked:
        return {text: draft.reasons for text, draft in job.drafts.items()}
    languages = (key.source_language, key.target_language)
    others = [u.source for u in job.source.document.units if u.source not in job.drafts]
    written = ledger.drafts_for(languages, others)
    copied = sum(
        any(is_copy(text, draft.target) for draft in drafts) for text, drafts in written.items()
    )
    prose = sum(is_copy(text, text) for text in (*job.drafts, *written))
    if len(marked) + copied < _COPIES_ARE_THE_RULE or 2 * (len(marked) + copied) <= prose:
        return {text: draft.reasons for text, draft in job.drafts.items()}
    job.copied = True
    return {
        text: tuple(reason for reason in draft.reasons if not reason.endswith(_COPIED))
        for text, draft in job.drafts.items()
    }


def _drafted(unit: Unit, job: Job, notes: Mapping[str, tuple[str, ...]], *, trusted: bool) -> Unit:
    """Return the unit with its draft, if it got one, or with what it keeps and drafts beside it."""
    reuse = job.reuse.units.get(unit.id)
    if reuse is not None:
        drafts = {text: job.drafts[text].target for text in reuse.to_draft}
        recalled = {text for text in drafts if job.drafts[text].is_recalled}
        composed = compose(unit, reuse, drafts, notes, recalled=recalled)
        is_recalled = not reuse.keeps and unit.source in job.recalled.units
        return replace(composed, origin=Origin.TM) if is_recalled else composed
    draft = job.drafts.get(unit.source)
    if draft is None or not draft.target:
        return unit
    is_trusted = trusted and unit.source in job.recalled.exact and unit.id not in job.doubted
    if is_trusted and not any(reason.startswith(TERM) for reason in draft.reasons):
        return replace(unit, target=draft.target, state=State.REVIEWED, origin=Origin.HUMAN)
    return replace(
        unit,
        target=draft.target,
        state=State.TRANSLATED,
        origin=Origin.TM if unit.source in job.recalled.units else Origin.MT,
        note=notes[unit.source],
    )


def _machine_texts(
    job: Job, fresh: Catalog, merged: Catalog, origin: Origin
) -> set[tuple[str, str]]:
    """Return (source, target) of what a machine alone wrote: whole units and single sentences.

    What came out of the memory (``TM``) and what an engine made (``MT``) are told apart.

    Units with a person's words in them are there with an empty target: that tells them, whatever
    becomes of them, from units that the ledger has never heard of.
    """
    drafts = {
        (unit.source, unit.target)
        for unit in fresh.units
        if unit.origin is origin and unit.previous_source is None
    }
    if origin is Origin.TM:
        return drafts_in(merged) & drafts
    sentences = {
        (sentence_key(unit.source, piece.sentences[0]), job.drafts[piece.source].target)
        for unit in job.bare.units
        if (reuse := job.reuse.units.get(unit.id)) is not None and reuse.keeps
        for piece in reuse.pieces
        if not piece.target
    }
    takers = {(unit.source, "") for unit in job.bare.units if unit.id in job.reuse.units}
    drafts &= drafts_in(merged)
    return drafts | sentences | takers | _others_texts(fresh, merged, drafts)


def _others_texts(
    fresh: Catalog, merged: Catalog, drafts: Collection[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Return (key, target) of what nobody takes for a draft.

    What was put together of a person's words and drafts is there by its `composed_key`. What the
    catalog holds that is no draft of this memory, whoever has written it, by its `seen_pair`.
    """
    composed = {
        (composed_key(unit.source), unit.target) for unit in fresh.units if keeps_words(unit)
    }
    seen = {
        seen_pair(unit)
        for unit in (*merged.units, *merged.obsolete)
        if unit.state is State.TRANSLATED
        and unit.target
        and COMPARE not in unit.note
        and (unit.source, unit.target) not in drafts
    }
    return composed | seen


def _kept_sentences(job: Job) -> set[str]:
    """Return the keys of sentences that keep a person's words in a unit that is put together.

    The same words may have been a draft there once: a person has accepted them elsewhere since.
    """
    kept: set[str] = set()
    for unit in job.bare.units:
        reuse = job.reuse.units.get(unit.id)
        if reuse is None or reuse.is_typographic or not reuse.keeps:
            continue
        count = len(split_with_tags(unit.source, job.bare.source_language))
        kept |= {
            sentence_key(unit.source, number)
            for piece in reuse.pieces
            if piece.target
            for number in (piece.sentences if len(reuse.pieces) > 1 else range(1, count + 1))
        }
    return kept


def _copy_key(path: Path) -> str:
    """Return what the hash of a copy beside a catalog is known by."""
    return f"conflict copy {os.path.realpath(path)}"


def _relative(path: Path, folder: Path) -> str:
    return PurePath(os.path.relpath(path.absolute(), folder)).as_posix()
