"""The sentences of a text and of its translation that surely belong together."""

from __future__ import annotations

from collections.abc import Iterator

from transkit.text.alignment import align_translation
from transkit.text.markup import list_tags
from transkit.text.sentences import split_finely

__all__ = ["sentence_pairs"]


def sentence_pairs(
    source: str, target: str, languages: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield source and target of each sentence of a unit whose translation is sure, in order.

    A unit of one sentence yields nothing: the unit itself is the pair. Where several sentences
    were translated together, none of them is yielded; nor is one with inline tags.

    Args:
        source: A unit.
        target: A person's translation of it.
        languages: BCP 47 tags of source and target.
    """
    ours = [part.source for part in split_finely(source, languages[0])]
    theirs = [part.source for part in split_finely(target, languages[1])]
    if len(ours) < 2 or len(theirs) < 2:
        return
    for bead in align_translation(ours, theirs, languages):
        if len(bead.source) == len(bead.target) == 1:
            pair = ours[bead.source.start], theirs[bead.target.start]
            if not any(list_tags(text) for text in pair):
                yield pair
