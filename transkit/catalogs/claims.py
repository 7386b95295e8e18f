"""Who gets which sentence of a translation: the bookkeeping of `transkit.catalogs.reuse`.

Entries whose source is gone are split into blocks: runs of sentences whose translation is sure.
Units without a translation claim blocks, best related pairs first; a block is given away whole, to
a unit that has all of its sentences in a row, and once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from transkit.catalogs.notes import COMPARE, STANDS_WHOLE, WAS
from transkit.files import hash_bytes
from transkit.text.alignment import Versions, align_translation, align_versions
from transkit.text.markup import list_tags, relabel
from transkit.text.relating import relate_paragraphs
from transkit.text.tagged_sentences import number_tags, split_with_tags
from transkit.text.typography import fold_typography
from transkit.units import Segment, State, Unit

__all__ = [
    "Block",
    "Claim",
    "Claimant",
    "Entry",
    "IsDraft",
    "Source",
    "composed_key",
    "is_to_compare",
    "is_untouched",
    "keeps_words",
    "notes_words",
    "seen_pair",
    "sentence_key",
    "settle_claims",
]

IsDraft = Callable[[str, str], bool]
"""Whether, for a source and a target, the target is a machine's draft that nobody touched.

Also asked about single sentences of a unit, by their `sentence_key`."""

_HINT = re.compile(rf"sentence (\d+) [^:]*: [^:;]*; {WAS}(.+)")
"""A line of a note with a sentence's earlier translation."""
_KEEPS = re.compile(
    r"(?:every sentence keeps its|sentences? \d[\d, and]* keeps? (?:its|their)) translation"
    rf"|{STANDS_WHOLE}.*"
    rf"|{re.escape(COMPARE)}"
)
"""A line of a note that says that a unit holds a person's words: see `describe_reuse`."""

_Placed = tuple[tuple[str, ...], str]
"""Folded sentences and the target that is kept for them."""


def sentence_key(source: str, number: int) -> str:
    """Return what the draft of one sentence is known by that stands beside a person's in a unit.

    Not the sentence alone: the same words, drafted alike, may have been accepted elsewhere, and be
    it in the same paragraph.

    Args:
        source: Of the unit; no source holds the U+0004 that comes between.
        number: Of the sentence in it, 1-based.
    """
    return f"{source}\x04{number}"


def composed_key(source: str) -> str:
    """Return what a whole target is known by that was put together of a person's words and drafts.

    Args:
        source: Of the unit.
    """
    return f"{source}\x04"


def seen_pair(unit: Unit) -> tuple[str, str]:
    """Return what a fuzzy target that is no draft of transkit's is known by: a key and a hash.

    It stood under this source when transkit left the catalog: it is not what another program has
    put there since. It may be a person's, so that nothing but its hash is kept.
    """
    return f"{unit.source}\x04seen", hash_bytes(unit.target.encode())


def keeps_words(unit: Unit) -> bool:
    """Return whether a unit was put together with a person's words in it.

    Its previous source says so; where a tool has dropped that (``msgmerge`` without
    ``--previous``), its note does.
    """
    return unit.previous_source is not None or notes_words(unit)


def notes_words(unit: Unit) -> bool:
    """Return whether a unit's note says that a person's words were put into it."""
    return any(map(_KEEPS.fullmatch, unit.note))


def is_to_compare(unit: Unit) -> bool:
    """Return whether a unit's note says that all of its target is to be compared."""
    return any(line == COMPARE or line.startswith(STANDS_WHOLE) for line in unit.note)


def is_untouched(unit: Unit, is_draft: IsDraft | None) -> bool:
    """Return whether a unit's target is a machine's draft that nobody touched.

    One that was put together with a person's words in it never is.
    """
    return (
        unit.state is State.TRANSLATED
        and unit.plural_source is None
        and not keeps_words(unit)
        and is_draft is not None
        and is_draft(unit.source, unit.target)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What all entries that are gone have in common."""

    languages: tuple[str, str]
    is_draft: IsDraft | None
    targets: dict[str, list[str]]
    """Targets by source, of all of these entries."""

    @classmethod
    def of(
        cls, gone: Sequence[Unit], languages: tuple[str, str], is_draft: IsDraft | None
    ) -> Source:
        """Index the entries."""
        targets: dict[str, list[str]] = {}
        for unit in gone:
            targets.setdefault(unit.source, []).append(unit.target)
        return cls(languages=languages, is_draft=is_draft, targets=targets)


@dataclass(slots=True, kw_only=True)
class Block:
    """Some sentences of an entry in a row and their translation."""

    sentences: range
    """Indices into the entry's sentences."""
    keys: tuple[str, ...]
    """The sentences, folded."""
    target: str
    trailing: str
    """White space behind the translation."""
    is_fine: bool
    """Whether it is so small that a change in it is a change of all of it."""
    is_drafted: bool = False
    """Whether a machine wrote it and nobody touched it."""
    is_stale: bool = False
    """Whether it translates another version of its sentences."""
    is_taken: bool = False

    @property
    def is_free(self) -> bool:
        """Return whether it may be claimed."""
        return bool(self.target) and not (self.is_taken or self.is_drafted or self.is_stale)


@dataclass(slots=True, kw_only=True, eq=False)
class Entry:
    """An entry that is gone."""

    unit: Unit
    source: Source
    sentences: tuple[str, ...]
    """As they stand in the source."""
    alike: tuple[str, ...]
    """The same with tags numbered from the start of each: to compare with other versions."""
    is_older: bool
    """Whether it was gone already before this run."""
    heirs: list[Claimant] = field(default_factory=list)
    """Units that it is related to, best first."""
    is_anothers: bool = False
    """Whether its target stands under its previous source as well: known with its blocks."""
    _blocks: list[Block] | None = None

    @classmethod
    def of(cls, unit: Unit, source: Source, *, is_older: bool = False) -> Entry:
        """Split an entry."""
        segments = split_with_tags(unit.source, source.languages[0])
        sentences = tuple(segment.source for segment in segments)
        return cls(
            unit=unit,
            source=source,
            sentences=sentences,
            alike=tuple(map(_numbered, sentences)),
            is_older=is_older,
        )

    @property
    def blocks(self) -> list[Block]:
        """Return its blocks in order; none where it has no target. Aligned on first use."""
        if self._blocks is None:
            self._blocks = self._make_blocks() if self.unit.target else []
            if self.unit.state is State.TRANSLATED:
                self._mark_drafted()
                self._mark_stale()
        return self._blocks

    def block_at(self, sentence: int) -> Block | None:
        """Return the block that holds a sentence; ``None`` where there is no target."""
        return next((block for block in self.blocks if sentence in block.sentences), None)

    @property
    def is_unsure(self) -> bool:
        """Return whether it has kept a whole target before, and nobody has reviewed that since."""
        is_whole = any(line.startswith(STANDS_WHOLE) for line in self.unit.note)
        return is_whole and self.unit.state is State.TRANSLATED

    @property
    def earlier(self) -> dict[int, str]:
        """Return what its note says of earlier translations of its sentences, by index.

        A person wrote them for versions of the sentences before the one that stands here, and
        nobody has reviewed the entry since.
        """
        if self.unit.state is not State.TRANSLATED:
            return {}
        found = filter(None, map(_HINT.fullmatch, self.unit.note))
        return {int(match[1]) - 1: match[2] for match in found}

    @property
    def usual_gap(self) -> str | None:
        """Return the white space that mostly stands between the target's passages."""
        gaps = Counter(block.trailing for block in self.blocks[:-1])
        return gaps.most_common(1)[0][0] if gaps else None

    def _make_blocks(self) -> list[Block]:
        """Return the passages of source and target that surely belong together."""
        target = split_with_tags(self.unit.target, self.source.languages[1])
        beads = align_translation(
            self.sentences, [part.source for part in target], self.source.languages
        )
        blocks: list[Block] = []
        for bead in beads:
            parts = [target[i] for i in bead.target]
            text = "".join(part.leading + part.source + part.trailing for part in parts)
            blocks.append(
                Block(
                    sentences=bead.source,
                    keys=tuple(fold_typography(self.alike[i]) for i in bead.source),
                    target=text.strip(),
                    trailing=parts[-1].trailing,
                    is_fine=bead.is_fine or len(bead.source) == 1,
                )
            )
        return blocks

    def _mark_drafted(self) -> None:
        """Mark the sentences of a fuzzy entry that a machine wrote.

        Where the same stands there twice, a person may have accepted one of them: none is marked.
        """
        alike = Counter((block.keys, block.target) for block in self.blocks)
        for block in self.blocks:
            is_single = len(block.sentences) == 1 and alike[block.keys, block.target] == 1
            if self.source.is_draft is not None and is_single:
                within = sentence_key(self.unit.source, block.sentences.start + 1)
                block.is_drafted = self.source.is_draft(within, block.target)

    def _mark_stale(self) -> None:
        """Mark what in a fuzzy entry still translates its previous source, and not its own.

        An entry whose whole target was kept, by transkit or by ``msgmerge``, has such passages:
        their source is not in the previous source, but another version of it is. Where the entry
        that the target comes from is still here, all of it belongs to that one.
        """
        previous = self.unit.previous_source
        if previous is None:
            for block in self.blocks:
                block.is_stale = COMPARE in self.unit.note or self.is_unsure
            return
        lines = dict.fromkeys((previous, *previous.split("\n")))
        targets = [target for line in lines for target in self.source.targets.get(line, ())]
        self.is_anothers = self.unit.target in targets
        if self.is_anothers or self.is_unsure:
            for block in self.blocks:
                block.is_stale = True
            return
        parts = split_with_tags(previous, self.source.languages[0])
        versions = align_versions([_numbered(part.source) for part in parts], self.alike)
        for block in self.blocks:
            fresh = [i for i in block.sentences if i not in versions.unchanged]
            if not fresh or block.is_drafted:
                continue
            if targets:
                block.is_stale = any(block.target in target for target in targets)
            else:
                block.is_stale = any(i in versions.changed for i in fresh)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence whose translation is kept."""

    owner: Entry
    block: Block
    sentence: int
    """Index into the owner's sentences."""
    target: str
    """The block's, with tags numbered as in the unit that gets it."""

    def leads_to(self, other: Claim) -> bool:
        """Return whether `other`'s block stood right behind this one's."""
        following = other.block.sentences.start
        return self.owner is other.owner and self.block.sentences.stop == following


@dataclass(slots=True, kw_only=True, eq=False)
class Claimant:
    """A unit without a translation."""

    unit: Unit
    language: str
    segments: tuple[Segment, ...]
    alike: tuple[str, ...]
    """Its sentences with tags numbered from the start of each: see `Entry.alike`."""
    claims: dict[int, Claim] = field(default_factory=dict)
    """By index of the sentence."""
    changed: dict[int, tuple[Entry, int]] = field(default_factory=dict)
    """By index of the sentence: which one it was before."""
    bereft: dict[int, tuple[Entry, int]] = field(default_factory=dict)
    """By index of the sentence: which one it is of an entry whose translation it cannot keep."""
    related: list[Entry] = field(default_factory=list)
    """Best first."""
    carried: list[Entry] = field(default_factory=list)
    """Those whose comments go along."""
    whole: Entry | None = None
    """The entry whose whole target it keeps, because nobody knows which part is which."""

    @classmethod
    def of(cls, unit: Unit, language: str) -> Claimant:
        """Split a unit."""
        segments = split_with_tags(unit.source, language)
        alike = tuple(_numbered(segment.source) for segment in segments)
        return cls(unit=unit, language=language, segments=segments, alike=alike)

    @property
    def sentences(self) -> list[str]:
        """Return the sentences of the unit."""
        return [segment.source for segment in self.segments]

    @property
    def unclaimed(self) -> list[int]:
        """Return the indices of the sentences that have to be drafted."""
        return [j for j in range(len(self.segments)) if j not in self.claims]

    @property
    def owners(self) -> list[Entry]:
        """Return the entries that it keeps something of, in the order in which they appear."""
        return list(dict.fromkeys(claim.owner for _, claim in sorted(self.claims.items())))


def settle_claims(new: Sequence[Claimant], old: Sequence[Entry]) -> list[Unit]:
    """Let units claim what is theirs; return the entries of which nothing is left.

    Both are changed: claims, relations and comments that go along are noted in them.
    """
    for j, i in relate_paragraphs(
        [item.alike for item in new],
        [item.alike for item in old],
        older={i for i, item in enumerate(old) if item.is_older},
    ):
        if new[j].whole is None and new[j].unit.context == old[i].unit.context:
            _claim(new[j], old[i])
    for item in old:
        keepers = [heir for heir in item.heirs if heir.whole is item or item in heir.owners]
        for heir in keepers or item.heirs[:1]:
            heir.carried.append(item)
    placed = {
        (claim.block.keys, claim.block.target) for item in new for claim in item.claims.values()
    }
    return _spent(old, placed)


def _claim(new: Claimant, old: Entry) -> None:
    """Give a unit what is left of an entry that it is related to."""
    new.related.append(old)
    old.heirs.append(new)
    taken = {i for block in old.blocks if block.is_taken for i in block.sentences}
    versions = align_versions(
        [None if i in taken else text for i, text in enumerate(old.alike)],
        [None if j in new.claims else text for j, text in enumerate(new.alike)],
    )
    where = {i: j for j, i in versions.unchanged.items()}
    if _must_keep_whole(new, old, versions):
        new.whole = old
        for block in old.blocks:
            block.is_taken = True
        return
    starts = _places(old, where)
    for group in _with_shared_tags(old):
        if all(k in starts and old.blocks[k].is_free for k in group):
            _claim_blocks(new, old, {k: starts[k] for k in group})
    for j, i in versions.changed.items():
        new.changed.setdefault(j, (old, i))
    for j, i in versions.unchanged.items():
        if j not in new.claims:
            new.bereft.setdefault(j, (old, i))


def _numbered(sentence: str) -> str:
    """Return a sentence with its tags numbered as if nothing stood before it."""
    return relabel(sentence, number_tags(sentence)) if "<" in sentence else sentence


def _places(old: Entry, where: dict[int, int]) -> dict[int, int]:
    """Return where in a unit those blocks of an entry begin that are there, by their indices.

    Args:
        old: An entry that is gone.
        where: Indices of its unchanged sentences in the unit, by index.
    """
    starts: dict[int, int] = {}
    for k, block in enumerate(old.blocks):
        places = [where.get(i) for i in block.sentences]
        start = places[0]
        if start is not None and places == [*range(start, start + len(places))]:
            starts[k] = start
    return starts


def _with_shared_tags(old: Entry) -> list[list[int]]:
    """Return the indices of an entry's blocks, those together in which a tag of another one stands.

    Where a person has moved a tag into the next sentence, one of both alone has it twice, and the
    other one not at all.
    """
    homes = {
        label: k
        for k, block in enumerate(old.blocks)
        for i in block.sentences
        for label in number_tags(old.sentences[i])
    }
    groups = [[k] for k in range(len(old.blocks))]
    for k, block in enumerate(old.blocks):
        for tag in list_tags(block.target):
            home = groups[homes.get(tag.label, k)]
            if home is not groups[k]:
                home += groups[k]
                for member in list(groups[k]):
                    groups[member] = home
    return [sorted(group) for k, group in enumerate(groups) if k == min(group)]


def _claim_blocks(new: Claimant, old: Entry, starts: dict[int, int]) -> None:
    """Give a unit blocks of an entry, with their tags numbered as in their new place.

    Not where one has a tag that none of their sentences has, and the unit's tags are others: nobody
    knows what it would stand for.

    Args:
        new: The unit.
        old: The entry.
        starts: Where in the unit each begins, by their indices in the entry.
    """
    places = {
        i: j for k, start in starts.items() for j, i in enumerate(old.blocks[k].sentences, start)
    }
    labels: dict[str, str] = {}
    for i, j in places.items():
        before, after = number_tags(old.sentences[i]), number_tags(new.sentences[j])
        labels.update(zip(before, after, strict=True))
    targets = {k: old.blocks[k].target for k in starts}
    is_stray = any(tag.label not in labels for text in targets.values() for tag in list_tags(text))
    if is_stray and list_tags(old.unit.source) != list_tags(new.unit.source):
        return
    for k, target in targets.items():
        block = old.blocks[k]
        block.is_taken = True
        kept = relabel(target, labels)
        for i in block.sentences:
            new.claims[places[i]] = Claim(owner=old, block=block, sentence=i, target=kept)


def _must_keep_whole(new: Claimant, old: Entry, versions: Versions) -> bool:
    """Return whether an entry's whole target has to be kept, because a part cannot be told.

    That is so where a passage whose inner boundaries are not sure holds both sentences that are
    unchanged and others, or where the target was kept whole before, and at least half of the entry
    is unchanged; and only if nobody has got any of the entry or the unit yet.
    """
    where = {i: j for j, i in versions.unchanged.items()}
    if new.claims or any(block.is_taken for block in old.blocks):
        return False
    if 2 * sum(len(old.sentences[i]) for i in where) < sum(map(len, old.sentences)):
        return False
    if any(block.is_stale for block in old.blocks):
        return old.is_unsure and not old.is_anothers
    for block in old.blocks:
        places = [where[i] for i in block.sentences if i in where]
        broken = len(places) < len(block.sentences) or any(b != a + 1 for a, b in pairwise(places))
        if places and broken and not block.is_fine:
            return True
    return False


def _spent(old: Sequence[Entry], placed: set[_Placed]) -> list[Unit]:
    """Return the entries of which nothing of a person's is left that is not in an active unit.

    A fuzzy entry that was put together of other entries also goes when what is left of it is still
    in those.
    """
    left = {
        item: [
            block.target
            for block in item.blocks
            if not block.is_drafted and (block.keys, block.target) not in placed
        ]
        for item in old
        if item.heirs
    }
    spent = [item for item in left if not left[item]]
    stays = Counter(item.unit.source for item in old) - Counter(item.unit.source for item in spent)
    for item in left:
        previous = item.unit.previous_source
        if left[item] and previous is not None and item.unit.state is State.TRANSLATED:
            targets = [
                target
                for line in dict.fromkeys((previous, *previous.split("\n")))
                if line != item.unit.source and stays[line]
                for target in item.source.targets[line]
            ]
            if all(any(text in target for target in targets) for text in left[item]):
                spent.append(item)
                stays[item.unit.source] -= 1
    return [item.unit for item in spent]
