"""What the notes of fuzzy texts say once a person has been at them, or nobody knows who.

A note tells of the target that it was written for. What a person has rewritten, and left fuzzy, is
no machine's draft any more; a text that the ledger has never heard of may be that of another source
(``msgmerge`` without ``--previous``), and all that can be told is what checks say of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from transkit.catalogs import (
    is_check_note,
    keeps_words,
    sentence_drafted,
    sentence_key,
    sentence_of,
    without_drafts,
)
from transkit.checks.base import TermChecker
from transkit.engines.degeneration import Degeneration, is_copy
from transkit.memory.ledger import Ledger
from transkit.memory.risks import RiskNotes
from transkit.pipeline.recalling import OUT_OF_MEMORY
from transkit.pipeline.risks import is_level, note_risks
from transkit.settings import CheckSettings
from transkit.text.sentences import split_sentences
from transkit.units import Catalog, Origin, State, Unit

__all__ = ["renew_old_notes"]

_SCORE = "[score]"
"""Ends what only the engine that made a draft can say of it."""


def renew_old_notes(
    catalog: Catalog,
    units: Collection[str],
    ledger: Ledger,
    settings: CheckSettings,
    known: RiskNotes,
    *,
    terms: TermChecker | None = None,
) -> Catalog:
    """Return a catalog in which the notes of texts that no machine drafts anew are true.

    * Where a person has rewritten a draft, or the draft of a sentence beside kept ones, nothing is
      said of that draft any more; what checks said is said as it is now.
    * A text that nobody knows has the notes that a draft would have.

    Order, texts and everything else stay. Doing it twice changes nothing more.

    Args:
        catalog: As it is going to be written.
        units: Ids of the document's units: others are somebody else's.
        ledger: Knows the drafts, those of this run among them.
        settings: What the project says about checks.
        known: What checks said the last time; kept up to date.
        terms: See `note_risks`.
    """
    languages = (catalog.source_language, catalog.target_language)
    catalog = replace(catalog, obsolete=_asleep(catalog.obsolete, languages, ledger))
    fuzzy = [
        unit
        for unit in catalog.units
        if unit.id in units and unit.state is State.TRANSLATED and unit.plural_source is None
    ]
    if not fuzzy:
        return catalog
    notes = {**_of_drafts(fuzzy, languages, ledger), **_of_sentences(fuzzy, languages, ledger)}
    look = _Look(catalog=catalog, languages=languages, settings=settings, terms=terms)
    for unit in fuzzy:
        if any(map(is_check_note, notes.get(unit.id, ()))):
            said = look.at([replace(unit, note=notes[unit.id])], None)[unit.id]
            notes[unit.id] = tuple(line for line in said if not is_level(line))
    notes |= _of_unknown(fuzzy, ledger, look, known)
    noted = (replace(unit, note=notes.get(unit.id, unit.note)) for unit in catalog.units)
    return replace(catalog, units=tuple(noted))


def _asleep(
    obsolete: Sequence[Unit], languages: tuple[str, str], ledger: Ledger
) -> tuple[Unit, ...]:
    """Return obsolete units with notes of drafts that are still there: their sources may be back.

    It may be another one but for typography, of which the ledger has no drafts.
    """
    noted = [unit for unit in obsolete if unit.note and unit.state is State.TRANSLATED]
    notes = _of_sentences(noted, languages, ledger) if noted else {}
    return tuple(
        replace(unit, note=notes[unit.id])
        if unit.id in notes and unit.note and unit.state is State.TRANSLATED
        else unit
        for unit in obsolete
    )


def _of_drafts(
    units: Iterable[Unit], languages: tuple[str, str], ledger: Ledger
) -> dict[str, tuple[str, ...]]:
    """Return what is left of the notes of units whose draft a person has rewritten, by id."""
    noted = [unit for unit in units if unit.note and not keeps_words(unit)]
    drafts = ledger.drafts_for(languages, [unit.source for unit in noted])
    found: dict[str, tuple[str, ...]] = {}
    for unit in noted:
        targets = {draft.target for draft in drafts.get(unit.source, ())}
        if targets and unit.target not in targets:
            numbers = _sentences_gone(unit, targets, languages)
            found[unit.id] = without_drafts(unit.note, numbers, is_whole=True)
    return found


def _sentences_gone(
    unit: Unit, drafts: Iterable[str], languages: tuple[str, str]
) -> frozenset[int]:
    """Return the numbers of the sentences, 1-based, of which no draft stands in a unit any more.

    All of them where it cannot be told which sentence of a draft is which.
    """
    count = len(split_sentences(unit.source, languages[0]))
    there: set[int] = set()
    for draft in drafts:
        parts = split_sentences(draft, languages[1])
        if len(parts) == count:
            there |= {n for n, part in enumerate(parts, 1) if part.source in unit.target}
    return frozenset(range(1, count + 1)) - there


def _of_sentences(
    units: Iterable[Unit], languages: tuple[str, str], ledger: Ledger
) -> dict[str, tuple[str, ...]]:
    """Return the notes of units with rewritten drafts of sentences beside kept ones, by id."""
    composed = {
        unit.id: (unit, numbers)
        for unit in units
        if keeps_words(unit) and (numbers := _numbers_drafted(unit))
    }
    keys = {
        number: {sentence: sentence_key(unit.source, sentence) for sentence in numbers}
        for number, (unit, numbers) in composed.items()
    }
    drafts = ledger.drafts_for(languages, [key for some in keys.values() for key in some.values()])
    found: dict[str, tuple[str, ...]] = {}
    for number, (unit, _) in composed.items():
        gone = {
            sentence
            for sentence, key in keys[number].items()
            if key in drafts and not any(draft.target in unit.target for draft in drafts[key])
        }
        if gone:
            found[number] = without_drafts(unit.note, gone, is_whole=False)
    return found


def _numbers_drafted(unit: Unit) -> list[int]:
    """Return the numbers of the sentences, 1-based, that the note of a unit calls drafts."""
    return [number for number in map(sentence_drafted, unit.note) if number is not None]


def _of_unknown(
    units: Iterable[Unit], ledger: Ledger, look: _Look, known: RiskNotes
) -> dict[str, tuple[str, ...]]:
    """Return the notes of the units of which the ledger has never heard, by id.

    The note of a draft of which an engine was unsure says more than can be found out again: it
    stays. Where the memory's did, a person's translation is what it was. That a draft is the source
    unchanged goes where it is not: the text is another source's, or a person has been at it.
    """
    others = [
        unit
        for unit in units
        if not keeps_words(unit) and not any(line.startswith(OUT_OF_MEMORY) for line in unit.note)
    ]
    heard_of = ledger.knows(look.languages, [unit.source for unit in others])
    unknown = [unit for unit in others if unit.source not in heard_of]
    if not unknown:
        return {}
    found = look.at([_without_copies(unit, look.languages[0]) for unit in unknown], known)
    return {
        unit.id: found[unit.id]
        for unit in unknown
        if not any(line.endswith(_SCORE) for line in unit.note)
    }


def _without_copies(unit: Unit, language: str) -> Unit:
    """Return a unit whose note calls no sentence a copy that is not in the target."""
    copies = [line for line in unit.note if line.endswith(Degeneration.COPY.value)]
    if not copies:
        return unit
    parts = [part.source for part in split_sentences(unit.source, language)]

    def is_there(line: str) -> bool:
        number = sentence_of(line)
        if number is None:
            return is_copy(unit.source, unit.target)
        return number <= len(parts) and parts[number - 1] in unit.target

    gone = {line for line in copies if not is_there(line)}
    return replace(unit, note=tuple(line for line in unit.note if line not in gone))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What is needed to have checks look at texts of a catalog."""

    catalog: Catalog
    languages: tuple[str, str]
    settings: CheckSettings
    terms: TermChecker | None

    def at(self, units: Sequence[Unit], known: RiskNotes | None) -> Mapping[str, tuple[str, ...]]:
        """Return the notes of units with what checks say of them now, by id.

        Args:
            units: One article.
            known: What was said the last time; kept up to date.
        """
        bare = [
            replace(
                unit,
                origin=Origin.MT,
                note=tuple(line for line in unit.note if not is_check_note(line)),
            )
            for unit in units
        ]
        noted = note_risks(
            bare, self.catalog, self.languages, {}, self.settings, known=known, terms=self.terms
        )
        return {unit.id: unit.note for unit in noted}
