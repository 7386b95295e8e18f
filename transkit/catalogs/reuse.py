"""What of a person's translation still holds where the source has changed, sentence by sentence.

No gettext tool does this: ``msgmerge`` hands back the stale translation of the whole paragraph.
Here a sentence's translation is kept, to the byte, exactly where the sentence is still there,
alike but for typography; whatever else a sentence's change may mean (a negation, a number, a name,
or nothing), it is drafted anew. Values in, values out, the same for the same input.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from transkit.catalogs.claims import (
    Claimant,
    Entry,
    IsDraft,
    Source,
    is_untouched,
    settle_claims,
)
from transkit.catalogs.reuse_notes import (
    TRANSLATED_AS,
    describe_recalled,
    describe_reuse,
    describe_strays,
    describe_whole,
    distinct,
    earlier_versions,
)
from transkit.catalogs.strays import find_strays
from transkit.text.typography import fold_typography
from transkit.units import Catalog, Origin, State, Unit

__all__ = [
    "NO_REUSE",
    "Piece",
    "Reuse",
    "ReusePlan",
    "compose",
    "find_outdated",
    "find_reuse",
    "fold_line",
    "stands_in_note",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some sentences of a unit, in a row, with a person's translation or without."""

    source: str
    target: str = ""
    """A person's text, to the byte; empty where the source has to be drafted."""
    sentences: tuple[int, ...] = (1,)
    """1-based, ascending."""
    trailing: str = ""
    """White space behind it in the target."""
    before: tuple[str, ...] = ()
    """What a source that has to be drafted was before it changed, and how that was translated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """How a unit's target is made of what a person wrote and of drafts."""

    previous: tuple[Unit, ...]
    """Where it comes from; several where paragraphs were joined."""
    pieces: tuple[Piece, ...]
    """In order."""
    leading: str = ""
    """White space before the first piece."""
    is_typographic: bool = False
    """Nothing but typography differs: the person's text stays, in the state it was in."""
    look_at: tuple[int, ...] = ()
    """1-based numbers of the sentences that a translator should look at."""
    note: tuple[str, ...] = ()
    """The same in plain words, a line each."""
    comments: tuple[str, ...] = ()
    """A person's comments that go along."""
    flags: tuple[str, ...] = ()

    @property
    def to_draft(self) -> tuple[str, ...]:
        """Return what an engine has to draft."""
        return tuple(piece.source for piece in self.pieces if not piece.target)

    @property
    def keeps(self) -> bool:
        """Return whether any of a person's words are kept."""
        return any(piece.target for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReusePlan:
    """What is reused in a catalog."""

    units: Mapping[str, Reuse]
    """By id of the unit."""
    spent: tuple[Unit, ...] = ()
    """Entries of which every word and comment of a person is in an active unit now, as they were
    given: they may go. All others have to stay, as obsolete ones."""


NO_REUSE = ReusePlan(units={})
"""Nothing is reused."""


def find_reuse(
    wanted: Sequence[Unit],
    gone: Sequence[Unit],
    languages: tuple[str, str],
    is_draft: IsDraft | None = None,
    *,
    older: Sequence[Unit] = (),
) -> ReusePlan:
    """Find what the changed units of a document keep of the translations of entries that are gone.

    * A unit that differs from an entry only in typography takes it over as it is.
    * A sentence that is unchanged keeps its translation wherever it went: paragraphs may have been
      changed, moved, split or joined. Units get their sentences best match first; the translation
      of one sentence is used once.
    * Where it is not sure which target sentences translate a changed passage, the best unit keeps
      the whole old target rather than a guess, and nothing is drafted.
    * A unit that only resembles an entry keeps its comments and flags, and a note with the old
      translation.
    * A sentence that was changed and went into another paragraph is drafted, and what it was is in
      the note.

    Args:
        wanted: Units of the document that nobody has translated yet.
        gone: Entries with a person's work whose source is not in the document. One without a
            target has only comments or flags to give.
        languages: BCP 47 tags of source and target.
        is_draft: Also asked about single sentences of fuzzy entries: those that a machine wrote
            are drafted again rather than kept.
        older: The same as `gone`, of entries that were gone before, the last ones first. What was
            written last outranks them, unless they are clearly more alike.
    """
    entries = (*gone, *older)
    if not wanted or not entries:
        return NO_REUSE
    found, taken = _find_typographic(wanted, entries, is_draft)
    new = [Claimant.of(unit, languages[0]) for unit in wanted if unit.id not in found]
    source = Source.of(entries, languages, is_draft)
    old = [
        Entry.of(unit, source, is_older=i >= len(gone))
        for i, unit in enumerate(entries)
        if i not in taken
    ]
    spent = settle_claims(new, old)
    find_strays(new, old)
    found |= {item.unit.id: _reuse_of(item) for item in new if item.related or item.changed}
    return ReusePlan(
        units=found, spent=(*(unit for i, unit in enumerate(entries) if i in taken), *spent)
    )


def compose(
    unit: Unit,
    reuse: Reuse,
    drafts: Mapping[str, str],
    reasons: Mapping[str, tuple[str, ...]],
    *,
    recalled: Collection[str] = (),
) -> Unit:
    """Return a unit with its target put together.

    Args:
        unit: As the document has it.
        reuse: What `find_reuse` found for it.
        drafts: Drafts of all of ``reuse.to_draft``.
        reasons: Why a person should look at a draft, by what was drafted.
        recalled: What of it no engine drafted: it came from the memory of people's translations.

    Returns:
        The unit, reviewed or fuzzy as the entry was if only its typography changed; fuzzy with
        ``previous_source`` if a person's words are in it; a plain draft otherwise.
    """
    unit = replace(
        unit,
        comments=distinct((*reuse.comments, *unit.comments)),
        flags=distinct((*unit.flags, *reuse.flags)),
    )
    if reuse.is_typographic:
        (before,) = reuse.previous
        return replace(
            unit,
            target=before.target,
            state=before.state,
            origin=Origin.HUMAN,
            note=before.note if before.state is State.TRANSLATED else (),
            previous_source=before.previous_source,
        )
    target = reuse.leading + "".join(
        (piece.target or drafts[piece.source]) + piece.trailing for piece in reuse.pieces
    )
    single = len(reuse.pieces) == 1
    found = [
        reason if single else f"sentence {piece.sentences[0]}: {reason}"
        for piece in reuse.pieces
        if not piece.target
        for reason in reasons.get(piece.source, ())
    ]
    from_memory = [
        piece.sentences[0]
        for piece in reuse.pieces
        if not piece.target and piece.source in recalled
    ]
    return replace(
        unit,
        target=target,
        state=State.TRANSLATED if target else State.INITIAL,
        origin=Origin.TM if reuse.keeps else Origin.MT,
        note=distinct((*describe_recalled(reuse.note, from_memory), *found)),
        previous_source="\n".join(u.source for u in reuse.previous) if reuse.keeps else None,
    )


def find_outdated(existing: Catalog | None, plan: ReusePlan) -> dict[str, frozenset[str]]:
    """Return what the texts that have to be drafted were before, and how that was translated.

    None of it holds for them any more: a translation like it is no draft of theirs. Also for the
    units whose source has changed in an earlier run, as far as their notes say so.

    Args:
        existing: The catalog on disk.
        plan: What is reused of it.

    Returns:
        Texts in one line each, typography folded, by what has to be drafted.
    """
    found: dict[str, set[str]] = {}
    for reuse in plan.units.values():
        for piece in reuse.pieces:
            if not piece.target and piece.before:
                found.setdefault(piece.source, set()).update(map(fold_line, piece.before))
    units = () if existing is None else existing.units
    noted = {
        unit.source: {fold_line(line.removeprefix(TRANSLATED_AS)) for line in lines}
        for unit in units
        if (lines := tuple(filter(stands_in_note, unit.note)))
    }
    if existing is not None and noted:
        sources = [(unit.source, fold_line(unit.target)) for unit in existing.obsolete]
        for text, targets in noted.items():
            earlier = (fold_line(source) for source, target in sources if target in targets)
            found.setdefault(text, set()).update(targets, earlier)
    return {text: frozenset(before) for text, before in found.items()}


def fold_line(text: str) -> str:
    """Return a text in one line, with its typography folded: to compare with what notes say."""
    return fold_typography(" ".join(text.split()))


def stands_in_note(line: str) -> bool:
    """Return whether a note's line holds a person's earlier words and outlives new drafts."""
    return line.startswith(TRANSLATED_AS)


def _find_typographic(
    wanted: Sequence[Unit], gone: Sequence[Unit], is_draft: IsDraft | None
) -> tuple[dict[str, Reuse], set[int]]:
    """Return the units that differ from an entry in typography only, and those entries' places.

    A target that the ledger knows as a draft of the unit, if not of the entry, is drafted anew: the
    next run would take it for one.
    """
    places: dict[tuple[str | None, str], list[int]] = {}
    for i, unit in enumerate(gone):
        if unit.target:
            places.setdefault((unit.context, fold_typography(unit.source)), []).append(i)
    found: dict[str, Reuse] = {}
    taken: set[int] = set()
    for unit in wanted:
        left = places.get((unit.context, fold_typography(unit.source)))
        if left:
            before = gone[left[0]]
            taken.add(left.pop(0))
            moved = replace(before, source=unit.source, id=unit.id)
            is_persons = not is_untouched(moved, is_draft)
            found[unit.id] = Reuse(
                previous=(before,),
                pieces=(Piece(source=unit.source, target=before.target if is_persons else ""),),
                is_typographic=is_persons,
                comments=before.comments,
                flags=before.flags,
            )
    return found, taken


def _reuse_of(new: Claimant) -> Reuse:
    """Return what a unit keeps, and what it has to say about that."""
    comments = distinct(line for old in new.carried for line in old.unit.comments)
    flags = distinct(flag for old in new.carried for flag in old.unit.flags)
    if new.whole is None and new.claims:
        return Reuse(
            previous=tuple(owner.unit for owner in new.owners),
            pieces=tuple(_pieces(new)),
            leading=new.segments[0].leading,
            look_at=tuple(j + 1 for j in new.unclaimed),
            note=tuple(describe_reuse(new)),
            comments=comments,
            flags=flags,
        )
    if not new.related:
        return _reuse_of_strays(new)
    old = new.whole or new.related[0]
    is_replaced = new.whole is None and bool(old.unit.target)
    look_at, note = describe_whole(new, old)
    return Reuse(
        previous=(old.unit,),
        pieces=(
            Piece(
                source=new.unit.source,
                target=old.unit.target if new.whole else "",
                # Without a translation there is nothing that the next run could tell it by.
                before=(old.unit.source, old.unit.target) if is_replaced else (),
            ),
        ),
        look_at=look_at,
        note=note,
        comments=comments,
        flags=flags,
    )


def _reuse_of_strays(new: Claimant) -> Reuse:
    """Return what a unit says that keeps nothing: what some of its sentences were elsewhere.

    Only their translations are told the next run by: see `find_outdated`.
    """
    note = describe_strays(new)
    return Reuse(
        previous=tuple(dict.fromkeys(entry.unit for entry, _ in new.changed.values())),
        pieces=(
            Piece(
                source=new.unit.source,
                before=tuple(line.removeprefix(TRANSLATED_AS) for line in note),
            ),
        ),
        look_at=tuple(j + 1 for j in range(len(new.segments))),
        note=note,
    )


def _pieces(new: Claimant) -> list[Piece]:
    """Return the pieces of a unit: kept blocks, and single sentences to draft."""
    pieces: list[Piece] = []
    j = 0
    while j < len(new.segments):
        claim = new.claims.get(j)
        count = 1 if claim is None else len(claim.block.sentences)
        parts = new.segments[j : j + count]
        pieces.append(
            Piece(
                source="".join(part.source + part.trailing for part in parts).strip(),
                target="" if claim is None else claim.target,
                sentences=tuple(range(j + 1, j + count + 1)),
                trailing=_gap(new, j + count),
                before=earlier_versions(new, j) if claim is None else (),
            )
        )
        j += count
    return pieces


def _gap(new: Claimant, following: int) -> str:
    """Return the white space before the sentence `following` (an index), or at the end.

    That of the old target between two passages that stood there one behind the other; else what
    the old target mostly has (none in Chinese, say); a line break or the end as in the source.
    """
    ours = new.segments[following - 1].trailing
    if following == len(new.segments):
        return ours
    before, after = new.claims.get(following - 1), new.claims.get(following)
    if before and after and before.leads_to(after):
        return before.block.trailing
    usual = (before or after or next(iter(new.claims.values()))).owner.usual_gap
    return ours if usual is None or "\n" in ours or "\n" in usual else usual
