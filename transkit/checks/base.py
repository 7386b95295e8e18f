"""What a check sees and says: pairs of texts in, remarks out.

A check is one function of a `Pair`. The pair knows its neighbours (`Pair.article`), for checks that
compare what is said here with what is said elsewhere in the same article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple, Protocol, TypeVar

from transkit.text.markup import lex
from transkit.text.protection import protected_spans
from transkit.units import Severity

__all__ = [
    "Article",
    "Check",
    "Pair",
    "Remark",
    "TermChecker",
    "Text",
    "check",
    "error",
    "note",
    "warning",
]

_Value = TypeVar("_Value")

_HIDDEN = "\ufffc"
"""Stands for each character of what must not be translated in `Text.prose`."""


class Remark(NamedTuple):
    """What a check says, before anybody knows whether it is suppressed."""

    severity: Severity
    message: str
    """In plain words, without a full stop; says what is there and what was expected."""
    start: int | None = None
    """Code points in `Text.words` of the target; ``None`` where no place can be named."""
    end: int | None = None
    here: str = ""
    """What the message says of this unit alone, where it also tells of others; empty for all of it.

    A finding that somebody has dismissed is known again by it, whatever becomes of other units.
    """


error = partial(Remark, Severity.ERROR)
warning = partial(Remark, Severity.WARNING)
note = partial(Remark, Severity.NOTE)


class Text:
    """One side of a pair, in the three ways in which checks look at it."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        """As it stands in the catalog, inline tags included."""

    @cached_property
    def words(self) -> str:
        """What a reader will see: without inline tags and their escapes."""
        return self.raw if "<" not in self.raw else "".join(text for text, _ in self._pieces)

    @cached_property
    def prose(self) -> str:
        """Return `words` with URLs, code and the like hidden; as long as `words`."""
        text = self.words
        for start, end in protected_spans(text):
            text = text[:start] + _HIDDEN * (end - start) + text[end:]
        return text

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a place in `words` is in `raw`."""
        if self.raw == self.words:
            return start, end
        return self._raw_place(start), self._raw_place(max(start, end - 1)) + (end > start)

    def _raw_place(self, at: int) -> int:
        for text, begin in self._pieces:
            if at < len(text):
                return min(begin + at, len(self.raw))
            at -= len(text)
        return len(self.raw)

    @cached_property
    def _pieces(self) -> list[tuple[str, int]]:
        """Return runs of words and where each begins in `raw`."""
        pieces: list[tuple[str, int]] = []
        at = 0
        for piece in lex(self.raw, raw=True):
            if piece.form is None:
                pieces.append((piece.text, at))
            at = self.raw.index(piece.text, at) + len(piece.text)
        return pieces


class TermProblem(Protocol):
    """A term that a target does not render as a glossary wants it."""

    @property
    def message(self) -> str:
        """Return it in plain words, without a full stop."""

    @property
    def start(self) -> int | None:
        """Return where the wrong rendering stands, in code points, where that is known."""

    @property
    def end(self) -> int | None:
        """Return where it ends."""


Spans = Sequence[tuple[int, int]]
"""Places in a text, in code points."""


class TermChecker(Protocol):
    """Knows a project's glossary. Sources and targets are without tags."""

    def __call__(self, source: str, target: str, /) -> Iterable[TermProblem]:
        """Return which terms of a source its target has wrong."""

    def told(self, source: str, target: str, /) -> tuple[Spans, Spans]:
        """Return where terms stand in a source that its target has, and where it has them."""


class Pair:
    """A source and its target, with the article that they are in."""

    def __init__(self, key: str, source: str, target: str, *, score: float | None = None) -> None:
        """Make a pair.

        Args:
            key: What findings call it: the unit's id.
            source: Not empty.
            target: Empty where there is none yet; checks are not asked about those.
            score: The engine's own, in [0, 1]; ``None`` where there is none.
        """
        self.key = key
        self.source = Text(source)
        self.target = Text(target)
        self.score = score
        self.article: Article = Article((), "und", "und")

    def without_terms(self) -> tuple[Pair, Pair]:
        """Return the pair with what the glossary has decided hidden: in its source, in its target.

        All else keeps its place in `Text.words`.
        """
        terms = self.article.terms
        if terms is None:
            return self, self
        ours, theirs = terms.told(self.source.words, self.target.words)
        first = Pair(self.key, _hidden(self.source.words, ours), self.target.words)
        second = Pair(self.key, self.source.words, _hidden(self.target.words, theirs))
        first.article = second.article = self.article
        return first, second

    @property
    def source_language(self) -> str:
        """Return the primary language subtag of the source."""
        return self.article.source_language

    @property
    def target_language(self) -> str:
        """Return the primary language subtag of the target."""
        return self.article.target_language


def _hidden(text: str, spans: Spans) -> str:
    for start, end in spans:
        text = text[:start] + _HIDDEN * (end - start) + text[end:]
    return text


class Article:
    """All pairs of one document, in order; a place for what checks find out about them together."""

    def __init__(
        self,
        pairs: Sequence[Pair],
        source_language: str,
        target_language: str,
        *,
        terms: TermChecker | None = None,
    ) -> None:
        """Make an article and tell its pairs that they are in it.

        Args:
            pairs: In reading order; those without a target are left out.
            source_language: BCP 47 tag.
            target_language: BCP 47 tag.
            terms: Knows the project's glossary, if there is one.
        """
        self.terms = terms
        self.pairs = tuple(pair for pair in pairs if pair.target.raw.strip())
        self.source_language = source_language.split("-")[0].lower()
        self.target_language = target_language.split("-")[0].lower()
        self._known: dict[Callable[[Article], object], object] = {}
        for pair in self.pairs:
            pair.article = self

    def once(self, find: Callable[[Article], _Value]) -> _Value:
        """Return what `find` says of this article; it is asked once."""
        if find not in self._known:
            self._known[find] = find(self)
        return self._known[find]  # type: ignore[return-value]  # put in by the same function


_Run = Callable[[Pair], Iterable[Remark]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check, as it is registered under ``transkit.checks``."""

    name: str
    """Small letters and hyphens; what ``--only`` and ``transkit: ignore`` call it."""
    run: _Run
    """Yields what it finds; never raises for any pair."""
    summary: str
    """What it catches: the first line of the function's docstring."""
    sources: frozenset[str] = field(default=frozenset())
    """Primary language subtags of sources that it understands; empty for all."""
    targets: frozenset[str] = field(default=frozenset())
    """The same for targets."""

    def fits(self, source_language: str, target_language: str) -> bool:
        """Return whether the check understands these languages (primary subtags)."""
        return (not self.sources or source_language in self.sources) and (
            not self.targets or target_language in self.targets
        )


def check(name: str, *, sources: str = "", targets: str = "") -> Callable[[_Run], Check]:
    """Return a decorator that makes a `Check` of a function of a pair.

    Args:
        name: What it is called; one name may stand for several checks.
        sources: Languages of sources that it understands, separated by spaces; empty for all.
        targets: The same for targets.
    """

    def make(run: _Run) -> Check:
        return Check(
            name=name,
            run=run,
            summary=(run.__doc__ or name).strip().splitlines()[0].replace("``", ""),
            sources=frozenset(sources.split()),
            targets=frozenset(targets.split()),
        )

    return make


def remarks(checks: Iterable[Check], pair: Pair) -> Iterator[tuple[Check, Remark]]:
    """Yield what checks say about a pair, where they understand its languages."""
    for one in checks:
        if one.fits(pair.source_language, pair.target_language):
            for remark in one.run(pair):
                yield one, remark
