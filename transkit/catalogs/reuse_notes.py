"""What a translator reads about a unit that keeps something of an earlier translation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transkit.catalogs.claims import Block, Claimant, Entry
from transkit.catalogs.notes import STANDS_WHOLE, WAS
from transkit.text.alignment import align_versions
from transkit.text.anchors import turned_by
from transkit.text.markup import strip_tags
from transkit.text.typography import same_letters

__all__ = [
    "TRANSLATED_AS",
    "describe_recalled",
    "describe_reuse",
    "describe_strays",
    "describe_whole",
    "distinct",
    "earlier_versions",
]

TRANSLATED_AS = f"the source has changed; {WAS}"
"""Begins the note of a draft that stands where a person's translation stood."""
_DRAFTED = ": machine draft"
_RECALLED = ": from the memory"


def describe_reuse(new: Claimant) -> Iterable[str]:
    """Return what to say about a unit that keeps the translation of some sentences, line by line.

    Which sentences are kept, which are new or have changed (and whether a number, a name, a
    negation or the sense has, and how they were translated), and whether some are gone.
    """
    kept = sorted(j + 1 for j in new.claims)
    verb = "keeps its translation" if len(kept) == 1 else "keep their translation"
    yield f"{_name(kept)} {verb}" if new.unclaimed else "every sentence keeps its translation"
    for j in new.unclaimed:
        yield _describe_draft(new, j)
    for j, claim in sorted(new.claims.items()):
        if not same_letters(claim.owner.alike[claim.sentence], new.alike[j]):
            yield f"sentence {j + 1} is spelled a little differently than before"
    if len(new.owners) > 1:
        yield f"joined from {len(new.owners)} paragraphs"
    gone = sum(_count_gone(new, owner) for owner in new.owners)
    if gone:
        yield f"{_count(gone)} no longer here"


def describe_whole(new: Claimant, old: Entry) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return which sentences to look at, 1-based, and what to say, where nothing can be told apart.

    Either the whole old target stands under the changed source, or a draft stands where it stood.
    """
    if new.whole is None:
        before = " ".join(old.unit.target.split())
        every = tuple(range(1, len(new.segments) + 1))
        return every, (TRANSLATED_AS + before,) if before else ()
    same = align_versions(old.alike, new.alike, loosely=False).unchanged
    look_at = tuple(j + 1 for j in range(len(new.segments)) if j not in same)
    gone = len(old.sentences) - len(same)
    verb = "has changed or is new" if len(look_at) == 1 else "have changed or are new"
    what = f"{_name(look_at)} {verb}" if look_at else f"{_count(gone)} no longer here"
    return look_at, (STANDS_WHOLE + what,)


def describe_strays(new: Claimant) -> tuple[str, ...]:
    """Return what to say about a draft of sentences that stood elsewhere before they changed."""
    return distinct(
        TRANSLATED_AS + before
        for _, (owner, i) in sorted(new.changed.items())
        if (before := _before(owner, i))
    )


def describe_recalled(note: Iterable[str], numbers: Iterable[int]) -> tuple[str, ...]:
    """Return what `describe_reuse` says where these sentences, 1-based, came from the memory."""
    begins = tuple(f"sentence {number} " for number in numbers)
    return tuple(
        line.replace(_DRAFTED, _RECALLED, 1) if line.startswith(begins) else line for line in note
    )


def earlier_versions(new: Claimant, j: int) -> tuple[str, ...]:
    """Return what a sentence without a translation was before, and how that was translated.

    As far as it is known; nothing for a new one.
    """
    place = new.bereft.get(j) or new.changed.get(j)
    if place is None:
        return ()
    owner, i = place
    return tuple(filter(None, (owner.sentences[i] if j in new.changed else "", _before(owner, i))))


def distinct(items: Iterable[str]) -> tuple[str, ...]:
    """Return `items` without repetitions, in order of first appearance."""
    return tuple(dict.fromkeys(items))


def _describe_draft(new: Claimant, j: int) -> str:
    """Return what to say about a sentence that has to be drafted."""
    before = ""
    if j in new.bereft:
        owner, i = new.bereft[j]
        before = _before(owner, i)
        if _is_a_persons(owner.block_at(i)):
            what = "could not keep its translation"
        else:
            what = "has changed earlier" if before else "is unchanged"
    elif j in new.changed:
        owner, i = new.changed[j]
        before = _before(owner, i)
        turned = _turned(owner.alike[i], new.alike[j], new.language)
        what = f"has changed ({', '.join(turned)})" if turned else "has changed"
    else:
        what = "is new"
    line = f"sentence {j + 1} {what}{_DRAFTED}"
    return f"{line}; {WAS}{before}" if before else line


def _turned(old: str, new: str, language: str) -> tuple[str, ...]:
    """Return what in a sentence's change may turn its meaning, in words of `is_note`."""
    from transkit.text.likeness import find_likeness

    _, more = find_likeness(strip_tags(new), strip_tags(old), language)
    return distinct((*turned_by(old, new, language), *more))


def _before(owner: Entry, i: int) -> str:
    """Return in one line how a person translated a sentence, or a version before it, if at all."""
    block = owner.block_at(i)
    if block is not None and _is_a_persons(block):
        return " ".join(block.target.split())
    return owner.earlier.get(i, "")


def _is_a_persons(block: Block | None) -> bool:
    """Return whether a block holds what a person wrote for these very sentences."""
    return block is not None and not (block.is_drafted or block.is_stale) and bool(block.target)


def _count_gone(new: Claimant, owner: Entry) -> int:
    """Return how many sentences of an entry are neither kept here nor changed."""
    here = {claim.sentence for claim in new.claims.values() if claim.owner is owner}
    others = (*new.changed.items(), *new.bereft.items())
    here |= {i for j, (entry, i) in others if entry is owner and j not in new.claims}
    return len(owner.sentences) - len(here)


def _name(numbers: Sequence[int]) -> str:
    """Return "sentence 2" or "sentences 1, 3 and 4"."""
    if len(numbers) == 1:
        return f"sentence {numbers[0]}"
    *first, last = map(str, numbers)
    return f"sentences {', '.join(first)} and {last}"


def _count(number: int) -> str:
    """Return "1 sentence is" or "3 sentences are"."""
    return "1 sentence is" if number == 1 else f"{number} sentences are"
