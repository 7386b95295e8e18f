"""Where the terms of the project's glossary stand in sources and targets, for reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from transkit.checks.base import Text
from transkit.pipeline.glossaries import GlossaryChecker, find_terms
from transkit.terms.enforcing import Enforcer
from transkit.terms.glossary import Glossary, asked_for
from transkit.terms.grammar import grammar_for

__all__ = ["TermMark", "TermMarker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermMark:
    """A place of a term."""

    start: int
    """Code points in the text with its tags."""
    end: int
    words: str
    """What the glossary says: source and target."""


class TermMarker:
    """Finds the terms that people have asked for; names of countries from CLDR are not among them.

    Args:
        folder: Of the catalogs.
        languages: BCP 47 tags of source and target.

    Raises:
        TermsError: A glossary cannot be read.
        SettingsError: ``transkit.toml`` is wrong.
    """

    def __init__(self, folder: Path, languages: tuple[str, str]) -> None:
        wanted = asked_for(find_terms(folder, languages))
        self._enforcer = Enforcer(Glossary(wanted, languages)) if wanted else None
        self._grammar = grammar_for(languages[1])

    @property
    def checker(self) -> GlossaryChecker | None:
        """Return what says which terms a target lacks; ``None`` without a glossary."""
        return None if self._enforcer is None else GlossaryChecker(self._enforcer)

    def mark(self, source: str, target: str) -> tuple[tuple[TermMark, ...], tuple[TermMark, ...]]:
        """Return where terms stand in a source, and where their renderings stand in its target."""
        if self._enforcer is None:
            return (), ()
        there, here = Text(source), Text(target)
        in_source: list[TermMark] = []
        in_target: dict[tuple[int, int], TermMark] = {}
        for hit in self._enforcer.hits(there.words, here.words):
            if hit.term.built_in:
                continue
            words = f"{hit.term.source}: {hit.term.target}" if hit.term.target else hit.term.source
            start, end = there.place(hit.start, hit.end)
            in_source.append(TermMark(start=start, end=end, words=words))
            for wanted in filter(None, (hit.term.target, *hit.term.accepted)):
                for place in self._grammar.find(here.words, wanted):
                    start, end = here.place(*place)
                    in_target.setdefault((start, end), TermMark(start=start, end=end, words=words))
        return tuple(in_source), tuple(in_target[place] for place in sorted(in_target))
