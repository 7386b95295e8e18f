"""How good models are known to be, or may be expected to be, to choose among them.

COMET (Rei et al. 2020) compares best what a translator will think of a draft. A model has a known
one if it is recognized as one that was measured (`transkit.models.published`), or if a
``transkit.toml`` beside it says one. Any other has an estimate by its kind, which is below every
published one of its kind for the same languages: what nobody has measured does not take the place
of what somebody has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transkit.models.published import published_models
from transkit.models.records import ModelRecord, Score

__all__ = ["Quality", "expected_quality", "quality_of"]

_USUAL = {"firefox": 0.85, "ctranslate2": 0.80, "argos": 0.78}
"""COMET on FLORES-200 that three of four published models of a kind reach (Firefox, Argos). Those
of OPUS-MT, which CTranslate2 runs, were better than Argos' for 38 of 48 pairs, by 0.02 in the
median, and worse than Firefox' for 50 of 56. Source: Mozilla's evaluation, ``tools.published``."""
_UNKNOWN = 0.5
"""For an engine of others."""
_STEP = 0.01
"""How far an estimate is below the least that is known."""


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Quality:
    """A COMET to choose by; of two that are alike the one that is known is the greater."""

    value: float
    """In [0, 1]."""
    known: bool
    """Somebody has measured it; otherwise it is an estimate by the kind of model."""

    def __str__(self) -> str:
        """Return it for people, an estimate in brackets."""
        return f"{self.value:.3f}" if self.known else f"({self.value:.2f})"


def expected_quality(engine: str, pair: tuple[str, str], scores: Sequence[Score]) -> Quality:
    """Return what to choose by: the first COMET among the scores, or an estimate.

    Args:
        engine: Name of the engine.
        pair: BCP 47 tags of the languages.
        scores: Of the model; those of other metrics are not comparable.
    """
    for score in scores:
        if score.metric == "COMET" and 0.0 <= score.value <= 1.0:
            return Quality(value=score.value, known=True)
    known = (
        score.value - _STEP
        for model in published_models()
        if (model.engine, model.source, model.target) == (engine, *pair)
        for score in model.scores[:1]
    )
    return Quality(value=min([_USUAL.get(engine, _UNKNOWN), *known]), known=False)


def quality_of(model: ModelRecord) -> Quality:
    """Return the quality to choose among installed models by; a starter model has none."""
    if model.starter:
        return Quality(value=0.0, known=False)
    return expected_quality(model.engine, (model.source, model.target), model.scores)
