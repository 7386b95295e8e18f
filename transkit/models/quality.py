"""How good models are known to be: what others measured and published, and who beats whom.

COMET (Rei et al. 2020) compares best what a translator will think of a draft; the values are those
that Mozilla publishes beside its models for its own and for other engines, measured on the same
texts: FLORES-200 (devtest) and WMT 2022. Where nothing was measured, the kind of model decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from transkit.models.records import ModelRecord, Score

__all__ = ["expected_quality", "published_scores", "quality_of"]

_PUBLISHED: dict[tuple[str, str, str], tuple[tuple[str, str, float], ...]] = {
    ("argos", "en", "ko"): (("COMET", "FLORES-200", 0.716),),
    ("argos", "en", "uk"): (("COMET", "FLORES-200", 0.700), ("COMET", "WMT22", 0.687)),
    ("firefox", "en", "ko"): (("COMET", "FLORES-200", 0.871),),
    ("firefox", "en", "uk"): (("COMET", "FLORES-200", 0.879), ("COMET", "WMT22", 0.843)),
}
"""Engine, source, target → metric, test, value; as published for the releases of 2025."""
_EXPECTED = {"firefox": 0.85, "ctranslate2": 0.80, "argos": 0.75}
"""COMET that one may expect of a pair for which nothing was published."""
_UNKNOWN = 0.5
_STARTER = 0.0
"""Whatever a starter model scores, everything else is better."""


def published_scores(engine: str, source: str, target: str) -> tuple[Score, ...]:
    """Return what is published for an engine's model of this pair; often nothing.

    Args:
        engine: Name of the engine.
        source: BCP 47 tag.
        target: BCP 47 tag.
    """
    known = _PUBLISHED.get((engine, source, target), ())
    return tuple(Score(metric=metric, test=test, value=value) for metric, test, value in known)


def expected_quality(engine: str, scores: Sequence[Score]) -> float:
    """Return the COMET, in [0, 1], to choose by: the first published one, or the engine's usual.

    Args:
        engine: Name of the engine; an unknown one comes after the known.
        scores: Published scores of the model; those of other metrics are not comparable.
    """
    for score in scores:
        if score.metric == "COMET" and 0.0 <= score.value <= 1.0:
            return score.value
    return _EXPECTED.get(engine, _UNKNOWN)


def quality_of(model: ModelRecord) -> float:
    """Return the quality, in [0, 1], to choose among installed models by; a starter has none."""
    return _STARTER if model.starter else expected_quality(model.engine, model.scores)
