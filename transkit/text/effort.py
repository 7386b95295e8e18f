"""How much work post-editing was: drafts measured against what people made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Effort", "UnitEffort", "measure_unit", "sum_effort"]

_HAN = ("ja", "zh", "yue")
"""Languages whose Han letters count as a word each (sacrebleu's ``asian_support``); Korean has
spaces between its words, and Hangul is not among what that option splits."""
_UNSPACED = ("th", "lo", "km", "my")
"""Languages without spaces and without a way to count words here: no TER."""


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
    them, with its defaults: words are what stands between spaces, capitals do not count.

    Args:
        draft: What the machine made.
        edited: What a person made of it, or accepted as it is.
        language: Language tag of both.
    """
    code = language.split("-")[0]
    if draft == edited and code not in _HAN:
        # Most drafts of a good engine; counting no edits takes sacrebleu as long as some.
        edits = None if code in _UNSPACED else 0
        return UnitEffort(draft=draft, edited=edited, edits=edits, words=len(edited.split()))
    from sacrebleu.metrics.ter import TER

    ter = TER(normalized=code in _HAN, asian_support=code in _HAN)
    score = ter.sentence_score(draft, [edited])
    return UnitEffort(
        draft=draft,
        edited=edited,
        edits=None if code in _UNSPACED else score.num_edits,
        words=score.ref_length,
    )


def sum_effort(units: Sequence[UnitEffort]) -> Effort:
    """Return the effort over units, all together: their edits through their words.

    chrF is Popović's of 2015 over the whole corpus, sacrebleu's with its defaults.
    """
    if not units:
        return Effort(units=0, hter=None, chrf=None)
    from sacrebleu.metrics.chrf import CHRF

    counted = [unit for unit in units if unit.edits is not None]
    edits = sum(unit.edits or 0 for unit in counted)
    words = sum(unit.words for unit in counted)
    hter = edits / words if words else (float(edits > 0) if counted else None)
    score = CHRF().corpus_score([unit.draft for unit in units], [[unit.edited for unit in units]])
    return Effort(units=len(units), hter=hter, chrf=score.score)
