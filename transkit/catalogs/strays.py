"""Sentences that were changed and stand in another paragraph now: what they were is told.

`transkit.catalogs.claims` looks for the earlier version of a sentence in the paragraphs that its
own comes from. Where a paragraph is split and what is split off is changed, or a changed sentence
has moved, the two have nothing else in common.
"""

from __future__ import annotations

from collections.abc import Sequence

from transkit.catalogs.claims import Claimant, Entry
from transkit.text.alignment import words_of
from transkit.text.relating import relate_paragraphs

__all__ = ["find_strays"]

_SIMILAR = 0.6
"""Share of common words, in order, from which on two sentences are versions of one."""
_FEWEST = 5
"""Words and signs of a sentence; shorter ones are like too many others."""

_Place = tuple[Entry, int]
"""An entry and the index of a sentence."""


def find_strays(new: Sequence[Claimant], old: Sequence[Entry]) -> None:
    """Note in units which of their sentences are another version of one that nobody has.

    Its translation may be told, and is never kept. Best pairs first, none twice. What was found
    for a sentence before stays.

    Args:
        new: Units whose claims are settled; changed.
        old: Entries that are gone.
    """
    ours = [
        (item, j)
        for item in new
        if item.whole is None and (item.claims or not item.related)
        for j in item.unclaimed
        if j not in item.changed and j not in item.bereft and _is_long(item.alike[j])
    ]
    if not ours:
        return
    settled = _settled(new)
    wholes = {item.whole for item in new}
    theirs = [
        (entry, i)
        for entry in old
        if entry.unit.target and entry not in wholes
        for i, text in enumerate(entry.alike)
        if (entry, i) not in settled and _is_long(text)
    ]
    pairs = relate_paragraphs(
        [(item.alike[j],) for item, j in ours], [(entry.alike[i],) for entry, i in theirs]
    )
    for a, b in pairs:
        (item, j), (entry, i) = ours[a], theirs[b]
        if j not in item.changed and _is_version(item.alike[j], entry, i):
            item.changed[j] = (entry, i)


def _settled(new: Sequence[Claimant]) -> set[_Place]:
    """Return the sentences of entries of which it is known what became of them."""
    claimed = {
        (claim.owner, i)
        for item in new
        for claim in item.claims.values()
        for i in claim.block.sentences
    }
    related = {place for item in new for place in (*item.changed.values(), *item.bereft.values())}
    return claimed | related


def _is_long(text: str) -> bool:
    """Return whether a sentence is long enough to be known again."""
    return len(words_of(text)) >= _FEWEST


def _is_version(text: str, entry: Entry, i: int) -> bool:
    """Return whether a sentence is another version of an entry's, whose translation is a person's.

    The very same one is none: why it could not be kept is another matter.
    """
    from rapidfuzz.distance import Indel

    alike = Indel.normalized_similarity(words_of(text), words_of(entry.alike[i]))
    block = entry.block_at(i)
    return _SIMILAR <= alike < 1 and block is not None and block.is_free
