"""Putting terms into drafts, and seeing where targets lack them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transkit.terms.english import relation_before, variants
from transkit.terms.glossary import Glossary, Hit, Term
from transkit.terms.grammar import Grammar, Place, Proposal, Wanted, grammar_for
from transkit.terms.longer_names import in_longer_name, is_place
from transkit.terms.renderings import find_rendering
from transkit.text.protection import protected_spans

__all__ = ["Enforced", "Enforcer", "Problem", "Replacement"]

_QUOTED = re.compile(
    r"“[^”]*”|‘[^’]*’|«[^»]*»|\"[^\"]*\"|「[^」]*」|『[^』]*』|<[^<>]*>|《[^》]*》"
)
_NAME = re.compile(r"(?<![^\W_])[A-ZÀ-Þ][\w'’-]*[^\W_]")


class Replacement(NamedTuple):
    """A rendering that was replaced."""

    term: Term
    was: str
    now: str
    guessed: bool = False
    """Whether only the lexicon says that it stood for the term: worth a look."""


class Problem(NamedTuple):
    """A term that a target does not render as it must."""

    term: Term
    source: str
    """As it is written in the source."""
    wrong: str
    """What stands there instead; empty where that is not known."""
    start: int | None = None
    """Where `wrong` stands in the target, in code points."""
    end: int | None = None
    guessed: bool = False
    """Whether only the lexicon says that `wrong` stands for it."""
    rivals: tuple[Term, ...] = ()
    """Other terms of which it may be one: words that are written alike."""
    misplaced: bool = False
    """Whether `wrong` is the term, in a form that the words around it do not allow."""
    in_name: bool = False
    """Whether the term may be but a part of another name in the source."""

    @property
    def message(self) -> str:
        """Return the problem in plain words."""
        targets = dict.fromkeys(one.target for one in (self.term, *self.rivals) if one.target)
        either = " or ".join(f"“{target}”" for target in targets)
        wanted = f"“{self.source}” must be {either}" if either else ""
        if self.misplaced:
            return f"{wanted} in another form, here “{self.wrong}”"
        if self.wrong and wanted:
            unless = ", unless it is part of another name" if self.in_name else ""
            return f"{wanted}, here “{self.wrong}”{unless}"
        if self.wrong:
            return f"“{self.wrong}” must not stand for “{self.source}”"
        return wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Enforced:
    """A draft with its terms."""

    target: str
    replaced: tuple[Replacement, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What could not be done safely, and is left as it was."""


class Enforcer:
    """Sees to it that targets have the terms of a glossary.

    Args:
        glossary: Of one pair of languages.
    """

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._grammar: Grammar = grammar_for(glossary.languages[1])

    def enforce(self, source: str, target: str) -> Enforced:
        """Return a draft in which renderings of terms are as the glossary wants them.

        Whatever is no rendering of a term keeps every letter. A term that the draft has already is
        left alone, so that doing it again changes nothing.

        Args:
            source: A segment, without inline tags.
            target: Its draft.
        """
        replaced: list[Replacement] = []
        problems: list[Problem] = []
        hits, unclear = self._told_apart(self.glossary.find(source), source, target)
        by_term = _by_term(hits)
        if source.strip() == target.strip():
            return _untranslated(target, by_term)
        for term in by_term:
            found, left = self._proposals(source, target, term, by_term)
            if left and not found and _is_all(source, by_term[term][0]):
                found, left = [_whole(source, target, by_term[term][0])], []
            for proposal in sorted(found, key=lambda one: -one.start):
                was = target[proposal.start : proposal.end]
                now = proposal.text or was
                shouted = _is_shouted(source, by_term[term]) or target.isupper()
                now = now.upper() if was.isupper() and shouted else now
                behind = self._grammar.agree_behind(target[proposal.end :], was, now)
                target = target[: proposal.start] + now + behind
                replaced.append(Replacement(term, *_core(was, now), guessed=proposal.guessed))
            problems += left
        problems += unclear
        return Enforced(target=target, replaced=tuple(replaced), problems=tuple(problems))

    def problems(self, source: str, target: str) -> list[Problem]:
        """Return which terms of a source its target does not have, and which forbidden ones.

        Nothing about names of CLDR: nobody has asked for them.
        """
        hits, found = self._told_apart(self.glossary.find(source), source, target)
        by_term = _by_term(hits)
        for term, hits in by_term.items():
            if term.built_in:
                continue
            changes, left = self._proposals(source, target, term, by_term)
            shown = source[hits[0].start : hits[0].end]
            found += [_problem(term, shown, target, change) for change in changes]
            found += left
        return found

    def hits(self, source: str, target: str) -> list[Hit]:
        """Return which terms stand in a source, where its target or itself says which are meant."""
        return self._told_apart(self.glossary.find(source), source, target)[0]

    def told(self, source: str, target: str) -> tuple[list[Place], list[Place]]:
        """Return where terms stand in a source that its target has, and where it has them.

        A term that stands in an adjective or a part of its target is among the former alone.
        """
        there: list[Place] = []
        here: list[Place] = []
        by_term = _by_term(self.hits(source, target))
        for term, hits in by_term.items():
            places = _places(self._grammar, target, term)
            places += [one for one in self._spared(target, term, by_term) if one not in places]
            if places or self._mentioned(target, term):
                there += [Place(hit.start, hit.end) for hit in hits]
                here += places
        return there, here

    def _told_apart(
        self, hits: Sequence[Hit], source: str, target: str
    ) -> tuple[list[Hit], list[Problem]]:
        """Return hits of one term each, and what is wrong where nobody knows which is meant.

        Of words that are written alike and that the source does not tell apart, the target says
        which it has; what it has of none is a problem.
        """
        sure = [hit for hit in hits if not hit.rivals]
        problems: list[Problem] = []
        taken = Counter(hit.term for hit in sure)
        for hit in hits:
            if not hit.rivals:
                continue
            either = (hit.term, *hit.rivals)
            asked = [one for one in either if not one.built_in]
            is_month = any(one.built_in and one.part_of_speech == "month" for one in either)
            term = self._rendered(either, target, taken)
            if term is None and is_month and len(asked) == 1:
                (term,) = asked  # May met Macron
            if term is not None:
                taken[term] += 1
                sure.append(Hit(term, hit.start, hit.end))
            elif not all(one.built_in for one in either):
                shown = source[hit.start : hit.end]
                problems.append(Problem(hit.term, shown, "", rivals=hit.rivals))
        return sorted(sure, key=lambda hit: hit.start), problems

    def _rendered(
        self, either: Sequence[Term], target: str, taken: Mapping[Term, int]
    ) -> Term | None:
        """Return the one of several terms that a target has more often than needed, if any.

        Rather one that stands there than one of which something stands there that is wrong.
        """
        grammar = self._grammar
        for term in either:
            if len(_places(grammar, target, term)) > taken[term]:
                return term
        mentioned = [term for term in either if not taken[term] and self._mentioned(target, term)]
        if mentioned:
            return mentioned[0]
        wrong = [
            term
            for term in either
            if not taken[term]
            and any(grammar.find(target, bad, misplaced=True) for bad in term.forbidden)
        ]
        return wrong[0] if len(wrong) == 1 else None

    def _proposals(
        self, source: str, target: str, term: Term, by_term: Mapping[Term, Sequence[Hit]]
    ) -> tuple[list[Proposal], list[Problem]]:
        """Return what to replace for one term, and what is wrong and cannot be replaced."""
        grammar, hits = self._grammar, by_term[term]
        shown = source[hits[0].start : hits[0].end]
        others = [
            (_places(grammar, target, other), len(its))
            for other, its in by_term.items()
            if other is not term
        ]
        right = self._right(target, term, others)
        right += [
            place for place in self._spared(target, term, by_term) if not _touches(place, right)
        ]
        missing = len(hits) - len(right)
        wanted = Wanted(
            source=term.source,
            target=term.target,
            others=_other_names(source, hits),
            plural=shown.casefold() != term.source.casefold(),
            strict=term.built_in,
            relation=self._relation(source, hits),
        )
        wrong = _unclaimed(self._wrong(target, term, wanted, right), others)
        if missing <= 0 or not term.target:
            bad = [one for one in wrong if _is_forbidden(grammar, target, one, term)]
            return [], [_problem(term, shown, target, one) for one in bad]
        in_names = self._in_longer_names(source, term, by_term)
        if term.is_preset and in_names >= missing:
            return [], []
        if len(wrong) > missing and not term.source[:1].isupper():
            wrong = [one._replace(text=None) for one in wrong]  # one of them may be another word
        by_sound = not wrong
        if by_sound:
            wrong = self._alike(target, term, wanted, right=right, others=others)[:missing]
        if in_names and (by_sound or term.is_preset):
            wrong = [one._replace(text=None) for one in wrong]
        sure = [one for one in wrong if one.text is not None][:missing]
        unsure = [one for one in wrong if one.text is None][: missing - len(sure)]
        if term.built_in:
            return sure, []
        if sure or unsure or right or self._mentioned(_without(target, others), term):
            problems = [_problem(term, shown, target, one) for one in unsure]
            return sure, [one._replace(in_name=in_names > 0) for one in problems]
        guess = self._guess(source, target, hits, wanted)
        return _taken(guess, others, target, Problem(term, shown, ""))

    def _relation(self, source: str, hits: Sequence[Hit]) -> str:
        """Return the preposition before every hit; nothing where they differ."""
        if self.glossary.languages[0].split("-")[0].lower() != "en":
            return ""
        found = {relation_before(source, hit.start) for hit in hits}
        return found.pop() if len(found) == 1 else ""

    def _alike(
        self,
        target: str,
        term: Term,
        wanted: Wanted,
        *,
        right: Sequence[Place],
        others: Sequence[tuple[list[Place], int]],
    ) -> list[Proposal]:
        """Return what in a target is no form of a term that there is, or else sounds like it."""
        grammar = self._grammar
        bent = [grammar.propose_misdeclined]
        for propose in [*bent, grammar.propose_alike] if term.by_sound else bent:
            found = _unclaimed(propose(target, wanted), others)
            if left := [one for one in found if not _touches(one, right)]:
                return left
        return []

    def _in_longer_names(
        self, source: str, term: Term, by_term: Mapping[Term, Sequence[Hit]]
    ) -> int:
        """Return how often a term may be part of another name, so that its sound says nothing."""
        if self.glossary.languages[0].split("-")[0].lower() != "en":
            return 0
        hits = [hit for its in by_term.values() for hit in its]
        place = term.built_in or term.is_preset or is_place(term)
        return sum(in_longer_name(source, hit, hits, is_place=place) for hit in by_term[term])

    def _guess(
        self, source: str, target: str, hits: Sequence[Hit], wanted: Wanted
    ) -> Proposal | None:
        """Return what should stand where the lexicon finds the rendering of a common noun."""
        term, start, end = hits[0][:3]
        is_noun = term.part_of_speech.casefold().rstrip(".") in ("", "n", "noun")
        if len(hits) > 1 or not is_noun or not term.source.islower():
            return None
        place = find_rendering((source, start, end), target, self.glossary.languages)
        if place is None:
            return None
        return self._grammar.propose_at(target, place, wanted)._replace(guessed=True)

    def _right(
        self, target: str, term: Term, others: Iterable[tuple[list[Place], int]]
    ) -> list[Place]:
        """Return where a target has a term, and not as a part of something longer."""
        longer = [
            place
            for one in term.forbidden
            for place in self._grammar.find(target, one, misplaced=True)
        ]
        longer += [place for places, needed in others for place in places[:needed]]
        return [
            place
            for place in _places(self._grammar, target, term)
            if not any(_holds(one, place) for one in longer)
        ]

    def _spared(self, target: str, term: Term, others: Iterable[Term]) -> Iterator[Place]:
        """Yield where a target has what counts as the term there, and nowhere else."""
        beside = any(other.is_preset and other is not term for other in others)
        for one in term.spared:
            if one.where == "beside" and not beside:
                continue
            for place in self._grammar.find(target, one.target):
                if one.where != "quoted" or _is_quoted(target, place):
                    yield place

    def _wrong(
        self, target: str, term: Term, wanted: Wanted, right: Sequence[Place]
    ) -> list[Proposal]:
        """Return known wrong renderings in a target, in order."""
        found: list[Proposal] = []
        for spelling in (*term.forbidden, *term.known):
            for one in self._grammar.propose(target, spelling, wanted):
                if not _touches(one, right) and not _touches(one, map(_place, found)):
                    found.append(one)
        if not term.built_in and term.source not in (term.target, *term.accepted):
            for spelling in self._spellings(term):
                left = _left_as_it_was(target, self._grammar.propose(target, spelling, wanted))
                found += [
                    one
                    for one in left
                    if not _touches(one, right) and not _touches(one, map(_place, found))
                ]
        hidden = [Place(*span) for span in protected_spans(target)] if found else []
        hidden += [
            Place(*one.span()) for name in term.untouched for one in re.finditer(name, target)
        ]
        return sorted(one for one in found if not _touches(one, hidden))

    def _spellings(self, term: Term) -> list[str]:
        """Return how a term may be left in a draft as it was: itself, and English plurals of it."""
        if self.glossary.languages[0].split("-")[0].lower() != "en":
            return [term.source]
        return variants(term.source, term.part_of_speech)

    def _mentioned(self, target: str, term: Term) -> bool:
        return any(
            self._grammar.mentions(target, one) for one in (term.target, *term.accepted) if one
        )


def _taken(
    guess: Proposal | None,
    others: Iterable[tuple[list[Place], int]],
    target: str,
    problem: Problem,
) -> tuple[list[Proposal], list[Problem]]:
    """Return a guess as what to replace, or as what is wrong; the bare problem where it is none.

    Args:
        guess: What may stand for the term.
        others: See `_unclaimed`.
        target: The draft.
        problem: That the term is missing.
    """
    if guess is None or _unclaimed([guess], others) != [guess]:
        return [], [problem]
    if guess.text is not None:
        return [guess], []
    return [], [_problem(problem.term, problem.source, target, guess)]


def _by_term(hits: Iterable[Hit]) -> dict[Term, list[Hit]]:
    found: dict[Term, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.term, []).append(hit)
    return found


def _untranslated(target: str, by_term: Mapping[Term, Sequence[Hit]]) -> Enforced:
    """Return what becomes of a draft that is its source: a term that is all of it is put in.

    Among other words that nobody has translated a term would mend nothing.
    """
    was = target.strip()
    start = target.index(was)
    for term, hits in by_term.items():
        wanted = term.target and not term.built_in and was not in (term.target, *term.accepted)
        if wanted and hits[0][1:3] == (start, start + len(was)):
            now = term.target.upper() if _is_shouted(target, hits) else term.target
            return Enforced(
                target=target.replace(was, now), replaced=(Replacement(term, was, now),)
            )
    return Enforced(target=target)


def _is_all(source: str, hit: Hit) -> bool:
    """Return whether a term, as the glossary has it, is all of a source: of a heading or a cell."""
    as_it_is = source[hit.start : hit.end].casefold() == hit.term.source.casefold()
    return as_it_is and bool(hit.term.target) and _inside(source) == (hit.start, hit.end)


def _whole(source: str, target: str, hit: Hit) -> Proposal:
    """Return a term in the place of all words of a target, where its source is nothing else."""
    text = hit.term.target
    if source[hit.start].isupper():
        text = text[:1].upper() + text[1:]
    return Proposal(*_inside(target), text)


def _inside(text: str) -> Place:
    """Return a text's place without the signs and spaces at its ends."""
    inside = re.search(r"\w(?:.*\w)?", text, re.DOTALL)
    return Place(*inside.span()) if inside else Place(0, len(text))


def _is_shouted(source: str, hits: Sequence[Hit]) -> bool:
    """Return whether a term is in capitals in a source, as in a headline, and is not otherwise."""
    return not hits[0].term.source.isupper() and all(
        source[hit.start : hit.end].isupper() for hit in hits
    )


def _places(grammar: Grammar, target: str, term: Term) -> list[Place]:
    """Return where a term stands in a target, each place once."""
    places: list[Place] = []
    for one in (term.target, *term.accepted):
        if one:
            places += [place for place in grammar.find(target, one) if not _touches(place, places)]
    return places


def _unclaimed(
    found: Iterable[Proposal], others: Iterable[tuple[list[Place], int]]
) -> list[Proposal]:
    """Return proposals without those that would replace what other terms of the source want.

    Where more stands there than they want, nobody knows which is theirs: that is not sure.

    Args:
        found: Proposals for one term.
        others: Where each of the other terms stands, and how often it must.
    """
    left = list(found)
    for places, needed in others:
        if len(places) <= needed:
            left = [one for one in left if not _touches(one, places)]
        else:
            left = [one._replace(text=None) if _touches(one, places) else one for one in left]
    return left


def _is_quoted(text: str, place: Place) -> bool:
    """Return whether a place stands in quotation marks."""
    return any(
        match.start() < place.start and place.end < match.end() for match in _QUOTED.finditer(text)
    )


def _without(text: str, others: Iterable[tuple[list[Place], int]]) -> str:
    """Return a text of the same length without what other terms of the source take there."""
    for places, needed in others:
        for start, end in places[:needed]:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _touches(one: Place | Proposal, others: Iterable[Place]) -> bool:
    return any(one[0] < other.end and other.start < one[1] for other in others)


def _place(one: Proposal) -> Place:
    return Place(one.start, one.end)


def _left_as_it_was(target: str, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield proposals for what stands in a target as in its source, where that is no gloss.

    Beside another name that was left, half of a title or of a person's name would be replaced: that
    is not sure.
    """
    for one in found:
        before, behind = target[: one.start], target[one.end :]
        if re.search(r"\([^()]*$", before) and re.match(r"[^()]*\)", behind):
            continue
        beside = re.search(r"\b[A-Za-z][a-zA-Z.]*[\s-]$", before)
        if target[one.end - 1].isascii():  # no Korean particle behind it
            beside = beside or re.match(r"[\s-][A-Za-z]", behind)
        yield one._replace(text=None) if beside else one


def _holds(one: Place, other: Place) -> bool:
    """Return whether a place holds another and more: 신문지, 신문."""
    return one != other and one.start <= other.start and other.end <= one.end


def _problem(term: Term, shown: str, target: str, one: Proposal) -> Problem:
    wrong = target[one.start : one.end]
    return Problem(
        term, shown, wrong, one.start, one.end, guessed=one.guessed, misplaced=one.misplaced
    )


def _is_forbidden(grammar: Grammar, target: str, one: Proposal, term: Term) -> bool:
    """Return whether a wrong rendering is one that the glossary forbids."""
    text = target[one.start : one.end]
    return any(grammar.find(text, bad) for bad in term.forbidden)


def _other_names(source: str, hits: Sequence[Hit]) -> tuple[str, ...]:
    """Return the words with a capital of a source that are not part of a term, nor words of it."""
    mine = hits[0].term.source.casefold().split()
    return tuple(
        word
        for match in _NAME.finditer(source)
        if not any(hit.start < match.end() and match.start() < hit.end for hit in hits)
        for word in match.group().replace("’", "'").removesuffix("'s").split("-")
        if len(word) > 1 and word.casefold() not in mine
    )


def _core(was: str, now: str) -> tuple[str, str]:
    """Return two texts without the words at their ends that they have in common."""
    ours, theirs = was.split(" "), now.split(" ")
    while len(ours) > 1 and len(theirs) > 1 and ours[0] == theirs[0]:
        ours, theirs = ours[1:], theirs[1:]
    while len(ours) > 1 and len(theirs) > 1 and ours[-1] == theirs[-1]:
        ours, theirs = ours[:-1], theirs[:-1]
    return " ".join(ours), " ".join(theirs)
