"""Two engines in a row, where no single one covers the pair: uk → en → ko."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from transkit.engines.base import Done, Engine, EngineInfo, can_prepare
from transkit.text.sentences import join_segments, split_sentences
from transkit.units import Draft, Segment

__all__ = ["PivotEngine"]

_SLICE = 256
"""Segments: enough to batch well, and few enough that an interruption loses little."""


class PivotEngine:
    """Drafts with `first` into the language between, then with `second`.

    What the first engine makes of one segment may be several sentences: they go to the second one
    by one, and come back together. The score is the product of both. Long runs go through both
    slice by slice, so that what is finished is handed on.
    """

    def __init__(self, first: Engine, second: Engine) -> None:
        self._first = first
        self._second = second

    @property
    def info(self) -> EngineInfo:
        """Both engines' info as one."""
        a, b = self._first.info, self._second.info
        digest = hashlib.sha256(f"{a.model_hash}\0{b.model_hash}".encode()).hexdigest()
        return EngineInfo(
            name=a.name if a.name == b.name else f"{a.name}+{b.name}",
            models=a.models + b.models,
            model_hash=digest,
            settings=f"pivot: {a.settings} | {b.settings}",
            rough=a.rough or b.rough,
            licences=a.licences + b.licences,
            non_commercial=a.non_commercial or b.non_commercial,
            quality=a.quality * b.quality,
        )

    def translate(self, segments: Sequence[str], /, *, done: Done | None = None) -> list[Draft]:
        """Return one draft per segment, in order; see `transkit.engines.base.Engine`."""
        drafts: list[Draft] = []
        for start in range(0, len(segments), _SLICE):
            handed = None if done is None else _shifted(done, start)
            drafts += self._translate_slice(segments[start : start + _SLICE], handed)
        return drafts

    def prepare(self) -> None:
        """Begin to load both models; see `transkit.engines.base.PreparableEngine`."""
        for engine in (self._first, self._second):
            if can_prepare(engine):
                engine.prepare()

    def _translate_slice(self, segments: Sequence[str], done: Done | None) -> list[Draft]:
        """Return the drafts of some segments, through both engines."""
        between = self._first.translate(segments)
        split = [split_sentences(draft.target, "en") for draft in between]
        sentences = list(dict.fromkeys(part.source for parts in split for part in parts))
        known: dict[str, Draft] = {}
        drafts: dict[int, Draft] = {}

        def collect(batch: Mapping[int, Draft]) -> None:
            known.update({sentences[i]: draft for i, draft in batch.items()})
            ready = {
                i: _compose(draft, [known[part.source] for part in parts], parts)
                for i, (draft, parts) in enumerate(zip(between, split, strict=True))
                if i not in drafts and all(part.source in known for part in parts)
            }
            drafts.update(ready)
            if ready and done is not None:
                done(ready)

        self._second.translate(sentences, done=collect)
        return [drafts[i] for i in range(len(segments))]


def _shifted(done: Done, start: int) -> Done:
    """Return a `done` for a slice that begins at `start`."""

    def hear(batch: Mapping[int, Draft]) -> None:
        done({start + i: draft for i, draft in batch.items()})

    return hear


def _compose(first: Draft, seconds: list[Draft], parts: tuple[Segment, ...]) -> Draft:
    """Join what became of the sentences of one segment."""
    score = first.score * min((draft.score for draft in seconds), default=1.0)
    reasons = dict.fromkeys((*first.reasons, *(r for draft in seconds for r in draft.reasons)))
    return Draft(
        target=join_segments(parts, tuple(draft.target for draft in seconds)),
        score=score,
        reasons=tuple(reasons),
        failed=first.failed or any(draft.failed for draft in seconds),
    )
