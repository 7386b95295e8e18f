"""Drafting units: all segments of a run together, nothing twice, nothing that must not change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from transkit.catalogs import credit_engine, writable_text
from transkit.engines.base import Engine
from transkit.memory.ledger import DraftKey, Ledger
from transkit.text.protection import Masked, mask, split_at_spans, unmask
from transkit.text.sentences import has_letters, join_segments, split_sentences
from transkit.units import Draft, Segment, count_words

if TYPE_CHECKING:
    from transkit.text.tag_placement import Bare
    from transkit.text.word_alignment import Link

__all__ = [
    "Advance",
    "Amend",
    "Doubt",
    "DraftPlan",
    "UnitDraft",
    "draft_key",
    "make_plan",
    "run_plan",
]

Advance = Callable[[int, int], None]
"""Called with the number of segments and words that have become drafts."""

Amend = Callable[[str, Draft], Draft]
"""Makes another draft of a segment's source and draft."""

Doubt = Callable[[str, str], tuple[str, ...]]
"""Says of a source and a person's translation what a person should look at."""

PUT_BACK = "what must not be translated was put back where it stood: check the words around it"
"""Reason of a draft whose masks the engine lost."""


_SPACE = " \t\n\u00a0\u202f"
_BEFORE_WORDS = f"{_SPACE},.;:!?…)]}}»”’\"'–—-/"
_AFTER_WORDS = f"{_SPACE},;:([{{«“‘\"'–—-/"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDraft:
    """A draft of a whole unit."""

    target: str
    score: float
    """Lowest score of its segments, in [0, 1]."""
    reasons: tuple[str, ...]
    """Why a person should look at it; names the sentence where there are several."""
    drafted: bool
    """Whether the engine was asked for any part of it in this run."""
    novelty: float = 1.0
    """Share of it that no person has translated before, as far as the memory knows, in [0, 1]: what
    a translation of a like source is offered for counts as known as far as it is alike."""

    @property
    def is_recalled(self) -> bool:
        """Return whether all of it came from the memory of people's translations."""
        return self.novelty == 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPlan:
    """What has to be drafted for some units and what is known already."""

    units: Mapping[str, tuple[Segment, ...]]
    """Segments of every unit, keyed by its source; without inline tags."""
    tagged: Mapping[str, Bare]
    """Units with inline tags, keyed by their source."""
    languages: tuple[str, str]
    """BCP 47 tags of source and target."""
    known: Mapping[str, Draft]
    """Drafts that need no engine, keyed by segment source."""
    missing: tuple[str, ...]
    """Segment sources for the engine, in order of first appearance."""
    recalled: frozenset[str] = frozenset()
    """Those of `known` that a person translated: nothing is done to them."""

    @property
    def words(self) -> int:
        """Return the number of words that the engine has to read."""
        return count_words(self.missing)


def draft_key(engine: Engine, source: str, target: str) -> DraftKey:
    """Return what the engine's drafts are filed under in the ledger."""
    info = engine.info
    return DraftKey(
        source_language=source,
        target_language=target,
        engine=info.name,
        model_hash=info.model_hash,
        settings=info.settings,
    )


def make_plan(
    units: Iterable[str],
    key: DraftKey,
    ledger: Ledger,
    *,
    anew: bool = False,
    marked: Collection[str] = frozenset(),
    recall: Callable[[Sequence[str]], Mapping[str, Draft]] | None = None,
) -> DraftPlan:
    """Split units into segments and look up which of them are drafted already.

    Segments are drafted, and filed, without inline tags: the same sentence with other tags needs
    no engine. What protected tags hold (``<code1>…</code1>``) stays in them.

    Args:
        units: Unit sources; duplicates count once.
        key: What the drafts are filed under.
        ledger: Read only.
        anew: Draft everything, also what is drafted already.
        marked: Those of the units whose format has inline tags (`Document.markup`); in others,
            what looks like one is words.
        recall: Returns drafts of sentences that come before all others, by their source.
    """
    split: dict[str, tuple[Segment, ...]] = {}
    tagged: dict[str, Bare] = {}
    for unit in dict.fromkeys(units):
        if unit in marked and "<" in unit:
            from transkit.text.tag_placement import split_tagged

            tagged[unit], split[unit] = split_tagged(unit, key.source_language)
        else:
            split[unit] = split_sentences(unit, key.source_language)
    sources = dict.fromkeys(part.source for parts in split.values() for part in parts)
    known = {source: Draft(target=source, score=1.0) for source in sources if mask(source) is None}
    if not anew:
        known |= ledger.find(key, [source for source in sources if source not in known])
    recalled = recall([source for source in sources if mask(source) is not None]) if recall else {}
    known |= recalled
    missing = tuple(source for source in sources if source not in known)
    languages = key.source_language, key.target_language
    return DraftPlan(
        units=split,
        tagged=tagged,
        languages=languages,
        known=known,
        missing=missing,
        recalled=frozenset(recalled),
    )


def run_plan(
    plan: DraftPlan,
    engine: Engine,
    keep: Callable[[Mapping[str, Draft]], None],
    advance: Advance | None = None,
    *,
    amend: Amend | None = None,
    doubt: Doubt | None = None,
) -> dict[str, UnitDraft]:
    """Draft what is missing and return a draft for every unit, keyed by its source.

    The engine is not touched when nothing is missing.

    Args:
        plan: Made by `make_plan`.
        engine: Asked once for everything, and once more for what lost a protected span.
        keep: Called with final drafts by segment source as they come (the ledger).
        advance: Told about progress.
        amend: Makes of a segment's source and draft the draft that units get; what is kept, and
            what a person translated, does not go through it.
        doubt: Says more about what a person translated, which stays as it is.
    """
    work = _Work(engine=engine.info.name, keep=keep, advance=advance)
    if plan.missing:
        work.draft_masked(engine, plan.missing)
        work.draft_around_spans(engine)
    drafts = {**plan.known, **work.drafts}
    if amend is not None:
        drafts = {
            source: draft if source in plan.recalled else amend(source, draft)
            for source, draft in drafts.items()
        }
    if doubt is not None:
        for source in plan.recalled & drafts.keys():
            draft = drafts[source]
            reasons = (*draft.reasons, *doubt(source, draft.target))
            drafts[source] = replace(draft, reasons=reasons)
    return {
        unit: _with_tags(
            plan,
            unit,
            replace(
                _join(parts, [drafts[part.source] for part in parts], work.drafts),
                novelty=_novelty(parts, plan.recalled),
            ),
            drafts,
        )
        for unit, parts in plan.units.items()
    }


@dataclass(slots=True)
class _Work:
    """Drafts of one run as they come."""

    engine: str
    """Name of the engine."""
    keep: Callable[[Mapping[str, Draft]], None]
    advance: Advance | None
    drafts: dict[str, Draft] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    """Segments whose masks did not come back whole."""

    def finish(self, drafts: Mapping[str, Draft]) -> None:
        """Keep final drafts, as a catalog can hold them, and tell about them.

        What the engine broke down over is not kept: the next run tries it again.
        """
        if drafts:
            drafts = {
                source: replace(
                    draft,
                    target=writable_text(draft.target),
                    reasons=tuple(credit_engine(reason, self.engine) for reason in draft.reasons),
                )
                for source, draft in drafts.items()
            }
            self.drafts.update(drafts)
            self.keep({source: draft for source, draft in drafts.items() if not draft.failed})
            if self.advance is not None:
                self.advance(len(drafts), count_words(list(drafts)))

    def draft_masked(self, engine: Engine, sources: Sequence[str]) -> None:
        """Draft all segments with their protected spans masked."""
        masked = [_masked(source) for source in sources]

        def done(batch: Mapping[int, Draft]) -> None:
            final: dict[str, Draft] = {}
            for i, draft in batch.items():
                target = unmask(masked[i], draft.target)
                if target is None:
                    self.lost.append(sources[i])
                else:
                    final[sources[i]] = replace(draft, target=target)
            self.finish(final)

        engine.translate([item.text for item in masked], done=done)

    def draft_around_spans(self, engine: Engine) -> None:
        """Draft the words around the spans that the engine lost, and put the spans back."""
        split = {source: _words_and_spans(source) for source in self.lost}
        pieces = list(
            dict.fromkeys(
                text
                for parts in split.values()
                for text, protected in parts
                if not protected and has_letters(text)
            )
        )
        drafts: dict[str, Draft] = {}

        def done(batch: Mapping[int, Draft]) -> None:
            drafts.update({pieces[i]: draft for i, draft in batch.items()})
            ready = {
                source: _around(parts, drafts)
                for source, parts in split.items()
                if source not in self.drafts
                and all(p or t in drafts or not has_letters(t) for t, p in parts)
            }
            self.finish(ready)

        if pieces:
            engine.translate(pieces, done=done)


def _masked(source: str) -> Masked:
    masked = mask(source)
    if masked is None:
        raise ValueError("a segment without words must not reach an engine")
    return masked


def _words_and_spans(source: str) -> list[tuple[str, bool]]:
    """Split a segment at its protected spans; the second of each pair is true for what stays.

    Spaces and punctuation between words and spans stay as well: an engine that gets
    ``", she said"`` alone gives back ``"сказала вона"``.
    """
    spans = split_at_spans(source)
    parts: list[tuple[str, bool]] = []
    for place, (text, protected) in enumerate(spans):
        if protected:
            parts.append((text, True))
            continue
        first = place == 0
        last = place == len(spans) - 1
        start = 0 if first else len(text) - len(text.lstrip(_BEFORE_WORDS))
        core = text[start:] if last else text[start:].rstrip(_AFTER_WORDS)
        pieces = ((text[:start], True), (core, False), (text[start + len(core) :], True))
        parts += [piece for piece in pieces if piece[0]]
    return parts


def _around(parts: Sequence[tuple[str, bool]], drafts: Mapping[str, Draft]) -> Draft:
    """Join drafted words and protected spans in the order of the source."""
    used = [drafts[text] for text, protected in parts if not protected and text in drafts]
    reasons = dict.fromkeys(reason for draft in used for reason in draft.reasons)
    return Draft(
        target="".join(
            drafts[text].target if not protected and text in drafts else text
            for text, protected in parts
        ),
        score=min((draft.score for draft in used), default=1.0),
        reasons=(*reasons, PUT_BACK),
        failed=any(draft.failed for draft in used),
    )


def _with_tags(
    plan: DraftPlan, unit: str, draft: UnitDraft, drafts: Mapping[str, Draft]
) -> UnitDraft:
    """Return a unit's draft with the tags of its source, each once."""
    bare = plan.tagged.get(unit)
    if bare is None:
        return draft
    from transkit.text.tag_placement import passages_of, place_tags
    from transkit.text.word_alignment import align_words

    def align(source: str, target: str) -> tuple[Link, ...]:
        return align_words(source, target, plan.languages)

    parts = plan.units[unit]
    passages = passages_of(parts, [drafts[part.source].target for part in parts], align)
    placed = place_tags(bare, draft.target, passages)
    reasons = draft.reasons
    if placed.unsure:
        reasons = (*reasons, f"check where {_listed(placed.unsure)} should stand")
    return replace(draft, target=placed.target, reasons=reasons)


def _listed(labels: Sequence[str]) -> str:
    """Return tags as a list in words."""
    tags = [f"<{label}>" for label in labels]
    return tags[0] if len(tags) == 1 else f"{', '.join(tags[:-1])} and {tags[-1]}"


def _novelty(parts: Sequence[Segment], recalled: Collection[str]) -> float:
    """Return the share of a unit's letters in sentences that no person translated, in [0, 1]."""
    total = sum(len(part.source) for part in parts)
    known = sum(len(part.source) for part in parts if part.source in recalled)
    return 1.0 - known / total if total else 1.0


def _join(parts: tuple[Segment, ...], drafts: list[Draft], new: Mapping[str, Draft]) -> UnitDraft:
    several = len(parts) > 1
    reasons = [
        f"sentence {number}: {reason}" if several else reason
        for number, draft in enumerate(drafts, 1)
        for reason in draft.reasons
    ]
    return UnitDraft(
        target=join_segments(parts, tuple(draft.target for draft in drafts)),
        score=min((draft.score for draft in drafts), default=1.0),
        reasons=tuple(dict.fromkeys(reasons)),
        drafted=any(part.source in new for part in parts),
    )
