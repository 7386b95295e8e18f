"""Terms in forms that they do not have: how many are noticed, and how often right text is alarmed.

    python -m benchmarks.misdeclined --glossary tests/data/terms/names.csv --source dev.en
        uk=dev.uk ko=dev.ko

The translations are those of people. First they are looked at as they are, with the names of the
glossary, and with those of CLDR as if somebody had asked for them. Then every Ukrainian name that
stands there once gets an ending that it does not have, of several words one is put in another case,
and every Korean one in Latin letters or Hangul gets an English plural. Every Ukrainian noun, taken
for a term, is asked whether the preposition before it governs its form.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from transkit.terms.builtin import cldr_terms
from transkit.terms.enforcing import Enforcer
from transkit.terms.files import load_entries
from transkit.terms.glossary import Glossary, Term, terms_of
from transkit.terms.grammar import Place, grammar_for
from transkit.terms.ukrainian_context import WORD
from transkit.terms.ukrainian_forms import forms_of, is_noun_only, noun_bases, plain
from transkit.terms.ukrainian_misdeclined import is_out_of_place

_ENDINGS = (
    ("ії", "ии"), ("ію", "ию"), ("ею", "ей"), ("ою", "ой"), ("ої", "ой"), ("ій", "ой"),
    ("ом", "ем"), ("ові", "ову"), ("еві", "еву"), ("і", "е"), ("и", "ы"), ("а", "ая"), ("у", "ую"),
)  # fmt: skip
"""What names end in, and what they do not."""


def bend(place: str, term: Term, language: str, chance: random.Random) -> str:
    """Return a form that a term does not have, or nothing."""
    if language == "ko":
        return f"{place}s"
    words = place.split()
    forms = {form.text for form in forms_of(term.target)}
    if len(words) > 1:
        at = chance.randrange(len(words))
        others = sorted({form.split()[at] for form in forms} - {words[at]})
    else:
        at = 0
        others = [place.removesuffix(end) + bad for end, bad in _ENDINGS if place.endswith(end)]
    others = [
        other for other in others if " ".join([*words[:at], other, *words[at + 1 :]]) not in forms
    ]
    if not others:
        return ""
    return " ".join([*words[:at], chance.choice(others), *words[at + 1 :]])


def cases(
    pairs: list[tuple[str, str]], terms: list[Term], language: str
) -> Iterator[tuple[Term, str, str, Place]]:
    """Yield each term that stands once in a source and once in its translation, and where."""
    glossary, grammar = Glossary(terms, ("en", language)), grammar_for(language)
    for source, target in pairs:
        hits = [hit.term for hit in glossary.find(source)]
        for term in dict.fromkeys(hits):
            places = grammar.find(target, term.target)
            if hits.count(term) == len(places) == 1:
                yield term, source, target, places[0]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--glossary", type=Path, required=True)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--show", action="store_true", help="print what is not put right")
    parser.add_argument("files", nargs="+", metavar="LANG=FILE")
    options = parser.parse_args()
    source = options.source.read_text(encoding="utf-8").splitlines()
    for item in options.files:
        language, path = item.split("=", 1)
        target = Path(path).read_text(encoding="utf-8").splitlines()
        pairs = list(zip(source, target, strict=True))
        names = terms_of(load_entries(options.glossary, "en"), "en", language)
        known = [term for term in cldr_terms("en", language) if term.part_of_speech != "month"]
        countries = [replace(term, built_in=False) for term in known]
        kinds = ("names", names), ("CLDR", known), ("asked", countries)
        for kind, terms in kinds:
            print(f"{language}, {kind}: {_alarms(pairs, terms, language)}")
        both = [
            term for term in (*names, *countries) if term.target[:1].isupper() or language == "ko"
        ]
        if language == "uk":
            texts = [target for _, target in pairs]
            print(f"{language}, nouns: {_alarmed_nouns(texts, show=options.show)}")
        print(f"{language}, bent: {_noticed(pairs, both, language, show=options.show)}")


def _alarms(pairs: list[tuple[str, str]], terms: list[Term], language: str) -> dict[str, int]:
    enforcer = Enforcer(Glossary(terms, ("en", language)))
    counts: Counter[str] = Counter(replaced=0, flagged=0)
    for pair in pairs:
        done = enforcer.enforce(*pair)
        counts["places"] += len({hit.term for hit in enforcer.glossary.find(pair[0])})
        counts["replaced"] += len(done.replaced)
        counts["flagged"] += len(done.problems)
    return dict(counts)


def _alarmed_nouns(texts: list[str], *, show: bool) -> dict[str, int]:
    """Return how many nouns of right texts seem to stand where no form of theirs may."""
    counts: Counter[str] = Counter(nouns=0, alarmed=0)
    for text in texts:
        for match in WORD.finditer(text):
            word = match.group()
            if len(word) < 3 or not is_noun_only(word):
                continue
            counts["nouns"] += 1
            bases = noun_bases(plain(word.lower()))
            lemmas = [base.capitalize() if word[0].isupper() else base for base in bases]
            if all(is_out_of_place(text, Place(*match.span()), lemma) for lemma in lemmas):
                counts["alarmed"] += 1
                if show:
                    print(f"alarmed: {text[max(0, match.start() - 20) : match.end()]}")
    return dict(counts)


def _noticed(
    pairs: list[tuple[str, str]], terms: list[Term], language: str, *, show: bool
) -> dict[str, int]:
    counts: Counter[str] = Counter()
    chance = random.Random(3)  # noqa: S311 (the same cases each time)
    for term, source, target, place in cases(pairs, terms, language):
        bent = bend(target[place.start : place.end], term, language, chance)
        if not bent:
            continue
        draft = target[: place.start] + bent + target[place.end :]
        done = Enforcer(Glossary([term], ("en", language))).enforce(source, draft)
        wrong = "put in wrong" if done.replaced else "flagged" if done.problems else "missed"
        what = "put right" if done.target == target else wrong
        counts[what] += 1
        if show and what in ("put in wrong", "missed"):
            print(f"{what}: {bent} {[one.now for one in done.replaced]} {target}")
    return dict(counts)


if __name__ == "__main__":
    main()
