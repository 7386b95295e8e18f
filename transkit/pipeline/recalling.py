"""Looking into the memory before an engine is asked: what people translated is not drafted anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from transkit.catalogs import fold_line, in_brackets, match_newlines, to_quote
from transkit.memory.ledger import DraftKey, Ledger
from transkit.memory.offers import Offers
from transkit.memory.translations import Translation, Translations
from transkit.pipeline.drafting import Doubt, DraftPlan, UnitDraft, make_plan
from transkit.text.sentences import split_finely
from transkit.units import Draft, Match, Origin

__all__ = [
    "FROM_MEMORY",
    "LEAST",
    "MEMORY",
    "NOTHING_RECALLED",
    "OUT_OF_MEMORY",
    "Beside",
    "Recalled",
    "Recaller",
    "Work",
    "one_line",
    "plan_work",
    "worth_of",
]

MEMORY = "memory"
"""What stands for the engine of drafts that came out of the memory."""
OUT_OF_MEMORY = "from memory, "
"""How the reason of every draft begins that is what a person wrote, for this source or another."""
FROM_MEMORY = f"{OUT_OF_MEMORY}100 %"
"""How the reason of a draft begins that a person once wrote for the same source."""
LEAST = 0.85
"""Similarity from which on a translation of another source is offered, unless somebody says so."""
_LONGEST_SHOWN = 300
"""Code points of a match that a comment shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What people's translations give for texts that are to be drafted."""

    units: Mapping[str, UnitDraft] = field(default_factory=dict)
    """Drafts of whole texts that need no engine."""
    exact: frozenset[str] = frozenset()
    """Those of the texts that a person translated word for word."""


NOTHING_RECALLED = Recalled()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """A person's translation of a source that is like a text."""

    target: str
    note: str
    """What a translator reads about it."""
    used: bool
    """Whether it is the draft; else it stands beside the engine's."""
    similarity: float
    """Of the sources, in [0, 1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is offered beside an engine's draft."""

    note: str
    """What a translator reads about it."""
    similarity: float
    """Of the sources, in [0, 1]."""


def worth_of(quality: float) -> float:
    """Return how alike a match must be to be a better draft than an engine's.

    What a match differs in has to be mended, and so has what the engine gets wrong: 0.87 for a
    model of COMET 0.7, 0.95 for one of 0.88.

    Args:
        quality: Of the engine: COMET, in [0, 1].
    """
    return max(LEAST, 0.55 + 0.45 * quality)


class Recaller:
    """Looks up texts of one pair of languages.

    What it finds by likeness for a text is kept beside the drafts: the next run says the same about
    the same text, without looking again, unless its translation has been corrected since.

    Args:
        translations: What people translated.
        offers: What was found by likeness before.
        languages: Source and target language tag.
        worth: Similarity from which on a match is the draft, see `worth_of`.
        least: Similarity from which on a match is offered; what is not offered is no draft either.
        outdated: Sources and targets that a text had before it changed, by text, see
            `transkit.catalogs.find_outdated`: a match with one of them is offered, and no draft.
    """

    def __init__(
        self,
        translations: Translations,
        offers: Offers,
        languages: tuple[str, str],
        *,
        worth: float = LEAST,
        least: float = LEAST,
        outdated: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self._least = least
        self._outdated = outdated or {}
        self._worth = worth
        self._translations = translations
        self._offers = offers
        self._languages = languages
        self._known: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}

    def recall(self, texts: Sequence[str]) -> Recalled:
        """Return the drafts of texts that somebody translated, or that something like them has."""
        known = self._translations.exact(self._languages, texts)
        units = {text: _exact_draft(item) for text, item in known.items()}
        others = [text for text in texts if text not in units]
        used = {
            text: _fuzzy_draft(offer)
            for text, offer in self._weigh(self._offers.find(self._languages, others)).items()
            if offer.used
        }
        return Recalled(units={**units, **used}, exact=frozenset(units))

    def sentences(self, sources: Sequence[str]) -> dict[str, Draft]:
        """Return drafts of sentences that somebody translated, by their source."""
        return {
            source: Draft(
                target=match_newlines(source, item.target), score=1.0, reasons=(_reason(item),)
            )
            for source, item in self._translations.exact(self._languages, sources).items()
        }

    def look_for_likeness(self, texts: Sequence[str]) -> dict[str, UnitDraft]:
        """Look for translations of sources like `texts`; keep which is the most alike to each.

        Args:
            texts: Whole texts that an engine is going to be asked for, for the first time.

        Returns:
            The drafts that are matches.
        """
        found = {
            text: match.source
            for text in texts
            for match in self._translations.similar(
                self._languages, text, least=self._least, most=1
            )
        }
        self._offers.keep(self._languages, found)
        offers = self._weigh(found)
        return {text: _fuzzy_draft(offer) for text, offer in offers.items() if offer.used}

    def _stands_for(self, text: str, known: str) -> bool:
        """Return whether the translation of `known` can be a draft of the whole of `text`.

        It must have as many sentences, for one would be missing or too much; and each must be alike
        enough: in a long paragraph one that is quite another changes few of the letters.
        """
        language = self._languages[0]
        ours, theirs = (
            [part.source for part in split_finely(source, language)] for source in (text, known)
        )
        if len(ours) != len(theirs):
            return False
        pairs = zip(ours, theirs, strict=True)
        likeness = (self._likeness(one, other) for one, other in pairs)
        return all(alike >= self._worth and not differs for alike, differs in likeness)

    def _likeness(self, wanted: str, known: str) -> tuple[float, tuple[str, ...]]:
        """Return `transkit.text.likeness.find_likeness` of two texts, worked out but once."""
        key = (wanted, known)
        if key not in self._known:
            from transkit.text.likeness import find_likeness

            self._known[key] = find_likeness(wanted, known, self._languages[0])
        return self._known[key]

    def _weigh(self, found: Mapping[str, str]) -> dict[str, _Offer]:
        """Return what the sources that are like texts offer today, by text.

        Their translations may have been corrected since they were found, or forgotten, and another
        engine may be at work.
        """
        if not found:
            return {}
        today = self._translations.exact(self._languages, found.values())
        offers: dict[str, _Offer] = {}
        for text, source in found.items():
            item = today.get(source)
            alike, differs = self._likeness(text, source)
            if item is None or alike < self._least:
                continue
            match = Match(
                source=source,
                target=item.target,
                origin=Origin.HUMAN,
                similarity=alike,
                differs=differs,
            )
            used = (
                alike >= self._worth
                and not differs
                and not self._is_outdated(text, item)
                and self._stands_for(text, source)
            )
            offers[text] = _Offer(
                target=item.target, note=_note(text, match), used=used, similarity=alike
            )
        return offers

    def _is_outdated(self, text: str, item: Translation) -> bool:
        """Return whether a translation is that of a text before it changed."""
        before = self._outdated.get(text, ())
        return bool(before) and any(fold_line(one) in before for one in (item.source, item.target))

    def forget(self, texts: Sequence[str]) -> None:
        """Forget what was found by likeness for texts, so that it is looked for again."""
        self._offers.forget(self._languages, texts)

    def beside(self, texts: Sequence[str]) -> dict[str, Beside]:
        """Return what is offered beside the engine's drafts, by text."""
        offers = self._weigh(self._offers.find(self._languages, texts))
        return {
            text: Beside(note=offer.note, similarity=offer.similarity)
            for text, offer in offers.items()
            if not offer.used
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What has to be done for some texts, and what was found in the memory for them."""

    key: DraftKey
    plan: DraftPlan
    """For the texts that an engine drafts."""
    recalled: Recalled
    beside: Mapping[str, Beside] = field(default_factory=dict)
    """What is offered beside the engine's draft, by text."""

    def complete(
        self, drafts: Mapping[str, UnitDraft], doubt: Doubt | None = None
    ) -> dict[str, UnitDraft]:
        """Return an engine's drafts with what is offered beside them, and the recalled ones.

        All begin and end with the line breaks of their sources.

        Args:
            drafts: Of the engine, by text.
            doubt: Says more about the recalled ones, which stay as they are.
        """
        noted = {
            text: _beside(draft, self.beside[text]) if text in self.beside else draft
            for text, draft in drafts.items()
        }
        recalled = dict(self.recalled.units)
        if doubt is not None:
            for text, draft in recalled.items():
                reasons = (*draft.reasons, *doubt(text, draft.target))
                recalled[text] = replace(draft, reasons=reasons)
        return {
            text: replace(draft, target=match_newlines(text, draft.target))
            for text, draft in {**noted, **recalled}.items()
        }


def plan_work(
    texts: Sequence[str],
    key: DraftKey,
    ledger: Ledger,
    recaller: Recaller | None,
    *,
    marked: Collection[str],
    anew: bool,
    look: bool,
) -> Work:
    """Look texts up in the memory and plan the drafting of the others.

    Args:
        texts: Sources of units, or sentences; each once.
        key: What the engine's drafts are filed under.
        ledger: Read only.
        recaller: ``None`` leaves the memory of people's translations alone.
        marked: See `make_plan`.
        anew: See `make_plan`; what was found by likeness before is looked for again.
        look: Also look for what is alike; this writes into the memory.
    """
    if recaller is None:
        plan = make_plan(texts, key, ledger, anew=anew, marked=marked)
        return Work(key=key, plan=plan, recalled=NOTHING_RECALLED)
    if anew and look:
        recaller.forget(texts)
    recalled = recaller.recall(texts)
    others = [text for text in texts if text not in recalled.units]
    plan = make_plan(others, key, ledger, anew=anew, marked=marked, recall=recaller.sentences)
    if look:
        missing = set(plan.missing)
        fresh = [t for t in others if any(part.source in missing for part in plan.units[t])]
        found = recaller.look_for_likeness(fresh)
        if found:
            recalled = replace(recalled, units={**recalled.units, **found})
            others = [text for text in others if text not in found]
            plan = make_plan(
                others, key, ledger, anew=anew, marked=marked, recall=recaller.sentences
            )
    return Work(key=key, plan=plan, recalled=recalled, beside=recaller.beside(others))


def _beside(draft: UnitDraft, offer: Beside) -> UnitDraft:
    """Return a draft with what is offered beside it; it is the less new for it."""
    return replace(
        draft,
        reasons=(*draft.reasons, offer.note),
        novelty=min(draft.novelty, 1.0 - offer.similarity),
    )


def _exact_draft(item: Translation) -> UnitDraft:
    return UnitDraft(
        target=item.target, score=1.0, reasons=(_reason(item),), drafted=False, novelty=0.0
    )


def _fuzzy_draft(offer: _Offer) -> UnitDraft:
    return UnitDraft(
        target=offer.target, score=1.0, reasons=(offer.note,), drafted=False, novelty=0.0
    )


def _reason(item: Translation) -> str:
    origin = ", ".join(part for part in (item.document, item.changed[:10]) if part)
    return f"{FROM_MEMORY} {in_brackets(origin)}" if origin else FROM_MEMORY


def _note(text: str, match: Match) -> str:
    """Return what a translator reads about a match for a text."""
    from transkit.text.likeness import describe_differences

    differs = f", but {' and '.join(match.differs)} differs" if match.differs else ""
    words = describe_differences(text, match.source)
    differs += f" {in_brackets(words)}" if words else ""
    source, target = (one_line(text) for text in (match.source, match.target))
    percent = int(100 * match.similarity)
    return f"{OUT_OF_MEMORY}{percent} % alike{differs}: “{source}” was translated “{target}”"


def one_line(text: str) -> str:
    """Return a text as a comment quotes it: in one line, cut where it is very long."""
    line = " ".join(text.split())
    return to_quote(line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…")
