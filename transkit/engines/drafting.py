"""From segments to drafts with any model: bounding, judging, a second try, putting together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from transkit.engines.base import Done
from transkit.engines.bounding import Chunk, bound_text, split_at_gaps
from transkit.engines.ctranslate import Decoding, Output
from transkit.engines.degeneration import Degeneration, find_degeneration
from transkit.text.sentences import has_letters
from transkit.units import Draft

__all__ = ["Run", "draft_segments"]

Run = Callable[[Sequence[Sequence[str]], Decoding], Iterator[dict[int, Output]]]
"""Translates token lists, yielding outputs keyed by position, batch by batch."""

_LONGEST_INPUT = 160
"""Tokens: a long sentence of a newspaper has 60; training sets end near 200."""
_COPIES_ARE_THE_RULE = 8
"""From so many copies on, and if most drafts are copies, the model is one that copies."""

_WITHOUT_TEXT = (Degeneration.EMPTY, Degeneration.FAILED)
"""Where the source stands in the draft's place."""


@dataclass(slots=True)
class _Part:
    """One chunk on its way through the engine."""

    segment: int
    chunk: Chunk
    output: Output | None = None
    problem: Degeneration | None = None


@dataclass(slots=True)
class _Progress:
    """What is known so far; hands finished segments on."""

    segments: Sequence[str]
    done: Done | None
    second_try: bool = True
    """Whether a degenerate draft is made once more."""
    drafts: dict[int, Draft] = field(default_factory=dict)
    parts: dict[int, list[_Part]] = field(default_factory=dict)
    open_parts: dict[int, int] = field(default_factory=dict)
    judged: int = 0
    copies: int = 0

    def finish(self, drafts: dict[int, Draft]) -> None:
        """Record final drafts and hand them to the caller."""
        self.drafts.update(drafts)
        if drafts and self.done is not None:
            self.done(drafts)

    def close(self, parts: Iterable[_Part]) -> None:
        """Note that parts are final; finish every segment that has no open part left."""
        finished: dict[int, Draft] = {}
        for part in parts:
            self.open_parts[part.segment] -= 1
            if not self.open_parts[part.segment]:
                finished[part.segment] = _join(self.parts.pop(part.segment))
        self.finish(finished)


def draft_segments(
    segments: Sequence[str],
    *,
    encode: Callable[[str], list[str]],
    run: Run,
    beam: int,
    done: Done | None = None,
    see: Callable[[str], Sequence[str]] | None = None,
    longest_input: int = _LONGEST_INPUT,
    second_try: bool = True,
) -> list[Draft]:
    """Return one draft per segment, in order; `done` hears of each as soon as it is final.

    What is too long, and what has gaps that the model cannot see, is drafted in chunks and joined
    with its own white space. A degenerate draft
    is tried once more with other decoding settings, and if that is no better it says so in its
    reasons. Segments without a letter never reach the model.

    Args:
        segments: White space at either end is kept outside the model.
        encode: The model's tokenizer.
        run: Translates token lists.
        beam: Beam size of the first try.
        done: See `transkit.engines.base.Engine.translate`.
        see: What the model sees of a text, where that are not the tokens of `encode`.
        longest_input: Tokens that the model gets at once, at most.
        second_try: False for a model that has but one way to search.
    """
    progress = _Progress(segments=segments, done=done, second_try=second_try)
    progress.finish(
        {
            i: Draft(target=segment, score=1.0)
            for i, segment in enumerate(segments)
            if not has_letters(segment)
        }
    )
    parts = _cut(progress, encode, see or encode, longest_input)
    if parts:
        held = _first_try(parts, progress, run, Decoding(beam=beam))
        _second_try(held, progress, run, beam)
    return [progress.drafts[i] for i in range(len(segments))]


def _cut(
    progress: _Progress,
    encode: Callable[[str], list[str]],
    see: Callable[[str], Sequence[str]],
    longest_input: int,
) -> list[_Part]:
    """Return the parts of all segments that the model has to see."""
    todo: list[_Part] = []
    for i, segment in enumerate(progress.segments):
        if i in progress.drafts:
            continue
        chunks = _chunks(segment, encode, see, longest_input)
        parts = [_Part(segment=i, chunk=chunk) for chunk in chunks]
        progress.parts[i] = parts
        open_parts = [part for part in parts if has_letters(part.chunk.text)]
        progress.open_parts[i] = len(open_parts)
        todo += open_parts
    return todo


def _chunks(
    segment: str,
    encode: Callable[[str], list[str]],
    see: Callable[[str], Sequence[str]],
    longest_input: int,
) -> list[Chunk]:
    """Return the chunks of a segment; the white space at its ends belongs to them, too."""
    core = segment.strip()
    start = segment.index(core)
    chunks: list[Chunk] = [Chunk(text="", tokens=(), separator=segment[:start])] if start else []
    for text, gap in split_at_gaps(core, see):
        chunks += bound_text(text, encode, longest_input)
        chunks[-1] = replace(chunks[-1], separator=gap)
    chunks[-1] = replace(chunks[-1], separator=segment[start + len(core) :])
    return chunks


def _first_try(
    parts: list[_Part], progress: _Progress, run: Run, decoding: Decoding
) -> list[_Part]:
    """Draft all parts; return those that need a second try."""
    held: list[_Part] = []
    for outputs in run([part.chunk.tokens for part in parts], decoding):
        final: list[_Part] = []
        for i, output in outputs.items():
            part = parts[i]
            part.output = output
            part.problem = _judge(part.chunk.text, output)
            progress.judged += 1
            progress.copies += part.problem is Degeneration.COPY
            again = part.problem is not None and progress.second_try
            again = again and not _copies_by_nature(part, progress)
            (held if again else final).append(part)
        progress.close(final)
    return held


def _second_try(held: list[_Part], progress: _Progress, run: Run, beam: int) -> None:
    """Draft the degenerate parts again, each with settings that fit its problem."""
    copies = [part for part in held if part.problem is Degeneration.COPY]
    others = [part for part in held if part.problem is not Degeneration.COPY]
    if copies and _copies_by_nature(copies[0], progress):
        progress.close(copies)
        copies = []
    # A larger beam finds copies that a smaller one does not (Ott et al. 2018, §5).
    for parts, decoding in (
        (copies, Decoding(beam=1 if beam > 1 else 4)),
        (others, Decoding(beam=beam + 2, repetition_penalty=1.2, no_repeat_ngram=4)),
    ):
        for outputs in run([part.chunk.tokens for part in parts], decoding) if parts else ():
            for i, output in outputs.items():
                _take_better(parts[i], output)
            progress.close(parts[i] for i in outputs)


def _take_better(part: _Part, output: Output) -> None:
    """Keep the second draft if nothing is wrong with it, or if the first is empty."""
    problem = _judge(part.chunk.text, output)
    if problem is None or part.problem in _WITHOUT_TEXT:
        part.output, part.problem = output, problem


def _judge(source: str, output: Output) -> Degeneration | None:
    if output.problem:
        return Degeneration.FAILED
    problem = find_degeneration(source, output.text)
    if problem is None and not output.finished:
        return Degeneration.UNFINISHED
    return problem


def _copies_by_nature(part: _Part, progress: _Progress) -> bool:
    """Return whether a copy is what this model always makes, so that a second try is vain."""
    return (
        part.problem is Degeneration.COPY
        and progress.copies >= _COPIES_ARE_THE_RULE
        and 2 * progress.copies > progress.judged
    )


def _join(parts: list[_Part]) -> Draft:
    """Put the parts of one segment together: white space as it was, the score their mean."""
    texts: list[str] = []
    reasons: list[str] = []
    weighted = tokens = 0.0
    for part in parts:
        text = part.chunk.text
        if part.output is not None:
            if part.problem not in _WITHOUT_TEXT:
                text = part.output.text.strip()
            weight = max(1, len(part.chunk.tokens))
            weighted, tokens = weighted + part.output.score * weight, tokens + weight
        if part.problem is Degeneration.FAILED and part.output is not None:
            reasons.append(f"{part.problem.value}: {part.output.problem}")
        elif part.problem is not None:
            reasons.append(part.problem.value)
        texts += [text, part.chunk.separator]
    return Draft(
        target="".join(texts),
        score=min(1.0, weighted / tokens),
        reasons=tuple(dict.fromkeys(reasons)),
        failed=any(part.problem is Degeneration.FAILED for part in parts),
    )
