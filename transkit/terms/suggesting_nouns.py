"""How targets render the common nouns of their sources, where they do it in several ways.

Only as far as transkit's lexicon knows what stands for what: it finds the renderings that it knows,
and is silent about others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from transkit.terms.english import stands_as_verb
from transkit.terms.renderings import find_rendering
from transkit.terms.suggesting import Rendering, Suggestion, without_particle
from transkit.terms.ukrainian_forms import is_noun_only, noun_bases
from transkit.text.stems import WORD

__all__ = ["suggest_nouns"]

_FEWEST = 3
"""Times that sources have a noun."""
_SHORTEST = 4
_SHARE = 0.1
"""Of its renderings, below which one may be a slip of the lexicon."""
_NO_NOUN = re.compile(r"(?:ed|ing|ly|ous|ive|ful|est)$")
_VERBAL = re.compile("[하되된한할해던진다요지고며게서는은을의적상었였았]$")
"""What Korean words end in that are no nouns, or have another particle before the last."""


def suggest_nouns(
    pairs: Iterable[tuple[str, str, bool]], language: str, *, known: Iterable[str] = ()
) -> list[Suggestion]:
    """Return the nouns that recur in sources, rendered in several ways; the most frequent first.

    Args:
        pairs: Sources in English, targets, and whether a person accepted them; without tags.
        language: BCP 47 tag of the targets: Ukrainian, which takes the dictionary, or Korean; for
            others nothing is found.
        known: Sources that a glossary has already.
    """
    decided = {_singular(text) for text in known if " " not in text}
    seen: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for source, target, reviewed in pairs:
        for noun, start, end in _nouns(source):
            if noun in decided:
                continue
            counts[noun] += 1
            place = find_rendering((source, start, end), target, ("en", language))
            base = _base(target[slice(*place)], language) if place else ""
            if base:
                seen[noun].append((base, reviewed))
    found: list[Suggestion] = []
    for noun, renderings in seen.items():
        ways = _ways(renderings)
        if counts[noun] >= _FEWEST and len(ways) > 1:
            found.append(
                Suggestion(source=noun, count=counts[noun], renderings=ways, is_name=False)
            )
    return sorted(found, key=lambda one: (-one.count, one.source))


def _nouns(source: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a source that may be nouns and stand in it once, in the singular."""
    words = [(match, _singular(match.group())) for match in WORD.finditer(source)]
    times = Counter(noun for _, noun in words)
    for match, noun in words:
        word = match.group()
        if (
            word.islower()
            and len(noun) >= _SHORTEST
            and times[noun] == 1
            and not _NO_NOUN.search(word)
            and stands_as_verb(source, *match.span()) is not True
        ):
            yield noun, *match.span()


def _singular(word: str) -> str:
    """Return a noun without the ending of its plural, roughly."""
    lower = word.casefold()
    if lower.endswith("ies"):
        return f"{lower[:-3]}y"
    if lower.endswith(("sses", "xes", "zes", "ches", "shes")):
        return lower[:-2]
    return lower.removesuffix("s") if not lower.endswith(("ss", "us", "is")) else lower


def _base(word: str, language: str) -> str:
    """Return the nominative of a Ukrainian noun, or a Korean one without its particle."""
    if language.split("-")[0] == "uk":
        bases = noun_bases(word.lower()) if is_noun_only(word.lower()) else ()
        return bases[0] if len(bases) == 1 else ""
    bare = without_particle(word)
    return "" if bare == word or _VERBAL.search(bare) else bare.removesuffix("들")


def _ways(seen: Sequence[tuple[str, bool]]) -> tuple[Rendering, ...]:
    """Return renderings, the most frequent first; what a person accepted counts before that."""
    counts = Counter(base for base, _ in seen)
    reviewed = Counter(base for base, accepted in seen if accepted)
    first, most = counts.most_common(1)[0]
    if most < 2:
        return ()
    ways = [
        Rendering(target=base, count=count, reviewed=reviewed[base])
        for base, count in counts.items()
        if count >= _SHARE * len(seen) and (base == first or not base.startswith(first))
    ]
    return tuple(sorted(ways, key=lambda way: (-way.reviewed, -way.count, way.target)))
