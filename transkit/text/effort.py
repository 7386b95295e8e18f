"""How much work post-editing was: drafts measured against what people made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Effort", "UnitEffort", "measure_unit", "sum_effort"]

_HAN = ("ja", "zh", "yue")
"""Languages whose Han letters count as a word each (sacrebleu's ``asian_support``); Korean has
spaces between its words, and Hangul is not among what that option splits."""
_UNSPACED = ("th", "lo", "km", "my")
"""Languages without spaces and without a way to count words here: no TER."""

_NARROW = 12
"""Edits up to which sacrebleu's search, which stays near the diagonal, misses nothing."""
_CHRF_ORDER = 6
_CHRF_BETA = 2
"""chrF's defaults: runs of up to 6 characters; recall counts twice as much as precision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEffort:
    """What post-editing one unit took."""

    draft: str
    edited: str
    edits: int | None
    """Words put in, taken out, replaced, and runs of words moved; ``None`` where the words of the
    language cannot be counted here."""
    words: float
    """Of `edited`."""
    ngrams: tuple[int, ...]
    """How many runs of 1 to 6 characters `draft` has, `edited` has, and both have: three numbers
    for each length, white space left out; `draft` has none of a length for which `edited` is too
    short (sacrebleu)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Post-editing effort over some units."""

    units: int
    """How many units it is taken from."""
    hter: float | None
    """Edits per word of the post-edited text: 0 where nothing was changed, may exceed 1. ``None``
    without units, and for languages whose words cannot be counted here."""
    chrf: float | None
    """0 to 100; 100 where nothing was changed. ``None`` without units."""


def measure_unit(draft: str, edited: str, language: str) -> UnitEffort:
    """Return what turned a draft into its post-edit.

    Edits are those of TER (Snover et al. 2006, "A Study of Translation Edit Rate with Targeted
    Human Annotation") with the post-edit as the reference, which makes it HTER. sacrebleu counts
    them, with its defaults: words are what stands between spaces, capitals do not count. Where no
    run of words can have moved, they are counted without its search for such runs.

    Args:
        draft: What the machine made.
        edited: What a person made of it, or accepted as it is.
        language: Language tag of both.
    """
    code = language.split("-")[0]
    one, other = draft.lower().split(), edited.lower().split()
    edits = None if code in _HAN else _count_replaced(one, other)
    words: float = len(other)
    if edits is None:
        edits, words = _ask_sacrebleu(draft, edited, is_han=code in _HAN)
    return UnitEffort(
        draft=draft,
        edited=edited,
        edits=None if code in _UNSPACED else edits,
        words=words,
        ngrams=_count_ngrams(draft, edited),
    )


def sum_effort(units: Sequence[UnitEffort]) -> Effort:
    """Return the effort over units, all together: their edits through their words.

    chrF is that of Popović 2015, "chrF: character n-gram F-score for automatic MT evaluation", over
    the whole corpus, as sacrebleu computes it with its defaults.
    """
    if not units:
        return Effort(units=0, hter=None, chrf=None)
    counted = [unit for unit in units if unit.edits is not None]
    edits = sum(unit.edits or 0 for unit in counted)
    words = sum(unit.words for unit in counted)
    hter = edits / words if words else (float(edits > 0) if counted else None)
    totals = [sum(numbers) for numbers in zip(*(unit.ngrams for unit in units), strict=True)]
    return Effort(units=len(units), hter=hter, chrf=_chrf(totals))


def _ask_sacrebleu(draft: str, edited: str, *, is_han: bool) -> tuple[int, float]:
    """Return the edits, and the words of the post-edit."""
    from sacrebleu.metrics.ter import TER

    score = TER(normalized=is_han, asian_support=is_han).sentence_score(draft, [edited])
    return score.num_edits, score.ref_length


def _count_replaced(draft: list[str], edited: list[str]) -> int | None:
    """Return the edits where they are single words put in, taken out or replaced; else ``None``.

    A run of words is only moved if it has words that an alignment with the fewest edits leaves
    wrong, and stands in the post-edit where the alignment leaves words wrong, too. Where that
    alignment has no more edits than there are words in one text that the other lacks, exactly those
    are wrong there, and stand nowhere in the other.
    """
    from rapidfuzz.distance import Levenshtein

    edits = Levenshtein.distance(draft, edited)
    if edits <= 1:
        return edits
    if edits > _NARROW:
        return None
    ours, theirs = set(draft), set(edited)
    new = sum(word not in ours for word in edited)
    gone = sum(word not in theirs for word in draft)
    return edits if edits in (new, gone) else None


def _count_ngrams(draft: str, edited: str) -> tuple[int, ...]:
    """Return what `UnitEffort.ngrams` holds.

    Runs within what both begin and end with are common, whatever else is: of the others alone it
    has to be seen.
    """
    from rapidfuzz.distance import Postfix, Prefix

    one, other = "".join(draft.split()), "".join(edited.split())
    head = Prefix.similarity(one, other)
    tail = Postfix.similarity(one[head:], other[head:])
    numbers: list[int] = []
    for length in range(1, _CHRF_ORDER + 1):
        found = _runs(one, length, head, tail) & _runs(other, length, head, tail)
        alike = max(0, head - length + 1) + max(0, tail - length + 1)
        theirs = max(0, len(other) - length + 1)
        ours = max(0, len(one) - length + 1) if theirs else 0
        numbers += [ours, theirs, sum(found.values()) + alike]
    return tuple(numbers)


def _runs(text: str, length: int, head: int, tail: int) -> Counter[str]:
    """Return the runs of `length` characters that lie neither in the head nor in the tail alone."""
    end = min(len(text) - length + 1, len(text) - tail)
    return Counter(text[i : i + length] for i in range(max(0, head - length + 1), end))


def _chrf(totals: Sequence[int]) -> float:
    """Return chrF, 0 to 100, from the numbers of `UnitEffort.ngrams`."""
    orders = [totals[i : i + 3] for i in range(0, len(totals), 3)]
    used = [numbers for numbers in orders if numbers[0] and numbers[1]]
    if not used:
        return 0.0
    precision = sum(both / ours for ours, _, both in used) / len(used)
    recall = sum(both / theirs for _, theirs, both in used) / len(used)
    if not precision + recall:
        return 0.0
    weight = _CHRF_BETA**2
    return 100 * (1 + weight) * precision * recall / (weight * precision + recall)
