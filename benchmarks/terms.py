"""How terms get into drafts: constructed sentences, and names in what machines translated.

    python -m benchmarks.terms sentences uk=tests/data/terms/uk.tsv ko=tests/data/terms/ko.tsv
    python -m benchmarks.terms names --glossary tests/data/terms/names.csv --source dev.en
        --show 40 uk:google=dev.google.uk ko:nllb=dev.nllb.ko
    python -m benchmarks.terms nouns --source dev.en uk:google=dev.google.uk
    python -m benchmarks.terms places --source dev.en --package ko=FOLDER ko:argos=dev.argos.ko

``places`` asks who tells where the rendering of a noun stands: the lexicon (transkit), the
alignment of all words (`transkit.text.word_alignment`), and the attention of an Argos package's
model that is made to say the translation.

A file of sentences has a line each: term, its target, source, draft. In the draft the rendering
that is to be replaced and what it must become stand in brackets:
``Він зустрів [Портнікова|Портникова].``
A rendering that is no other spelling of the target has to be forbidden, behind the target:
``саміт!вершина``. Where two forms are right, both stand there: ``[мікробів|бактерії/бактерій]``.
What is right already does not count.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.tags import Align, Attention
from transkit.terms.enforcing import Enforcer
from transkit.terms.files import load_entries
from transkit.terms.glossary import Entry, Glossary, Hit, Term, terms_of
from transkit.terms.grammar import Place, grammar_for
from transkit.terms.renderings import find_rendering
from transkit.terms.suggesting import Substitute, find_substitutes
from transkit.terms.suggesting_nouns import suggest_nouns
from transkit.text.word_alignment import Link, align_words

_NOUNS = """
    airport animal army beach bird bridge camera church company computer crowd desert disease
    doctor earthquake election engine fish flight government hospital hotel island moon
    mountain museum music passenger phone planet plant police president railway river road
    scientist ship star storm student telescope temple tourist train tree vaccine village
    virus war water weapon winter
""".split()
_ARTICLE = 200
"""Sentences."""
_NEVER = {"uk": "зюзюка", "ko": "쀼쀼쀼"}
"""Words that no machine has for any of them."""
_PLACE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A constructed sentence."""

    term: str
    target: str
    forbidden: tuple[str, ...]
    source: str
    draft: str
    wanted: tuple[str, ...]
    """What is right; the first is what was thought of first."""
    places: int
    """How many renderings are to be replaced."""
    around: tuple[str, ...]
    """What stands before, between and behind them: every letter of it is to stay."""


@dataclass(slots=True)
class Score:
    """What became of constructed sentences."""

    forms: int = 0
    right: int = 0
    wrong: int = 0
    """Forms that were put in and are wrong."""
    said: int = 0
    """Renderings that were left, and said."""
    silent: int = 0
    """Renderings that were left without a word."""
    sentences: int = 0
    untouched: int = 0
    """Sentences in which everything outside the terms is as it was."""


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the constructed sentences of a file, in order."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            term, target, source, draft = line.split("\t")
            wanted, *forbidden = target.split("!")
            yield Sentence(
                term=term,
                target=wanted,
                forbidden=tuple(forbidden),
                source=source,
                draft=_PLACE.sub(r"\1", draft),
                wanted=tuple(_PLACE.sub(partial(_nth, at=at), draft) for at in (0, 1)),
                places=sum(was not in right.split("/") for was, right in _PLACE.findall(draft)),
                around=tuple(_PLACE.sub("\0", draft).split("\0")),
            )


def _nth(place: re.Match[str], at: int) -> str:
    """Return one of the forms that are right in a place; the last where there are fewer."""
    forms = place[2].split("/")
    return forms[min(at, len(forms) - 1)]


def measure(path: Path, language: str) -> tuple[Score, list[str]]:
    """Return how constructed sentences come out, and those that come out wrong."""
    score = Score()
    failed: list[str] = []
    for sentence in read_sentences(path):
        entry = Entry(
            source=sentence.term,
            targets={language: (sentence.target,)},
            forbidden={language: sentence.forbidden},
        )
        terms = terms_of([entry], "en", language)
        done = Enforcer(Glossary(terms, ("en", language))).enforce(sentence.source, sentence.draft)
        changed = len(done.replaced)
        score.sentences += 1
        score.forms += sentence.places
        left = sentence.places - min(changed, sentence.places)
        said = min(left, len(done.problems))
        score.said += said
        score.silent += left - said
        if done.target in sentence.wanted:
            score.right += sentence.places
        else:
            score.wrong += changed
            failed.append(f"{sentence.draft}\n  {done.target}\n  wanted: {sentence.wanted[0]}")
        score.untouched += _is_untouched(sentence, done.target)
    return score, failed


def _is_untouched(sentence: Sentence, target: str) -> bool:
    """Return whether a target is the draft but for the renderings that are to be replaced.

    Those are marked by hand: what the enforcer says about itself does not count.
    """
    return bool(re.fullmatch(".*".join(map(re.escape, sentence.around)), target))


def measure_names(
    pairs: list[tuple[str, str]], enforcer: Enforcer
) -> tuple[Counter[str], list[tuple[str, Term, str, str, str]]]:
    """Return what happened to names, and each case that is not simply right already."""
    grammar = grammar_for(enforcer.glossary.languages[1])
    counts: Counter[str] = Counter()
    cases: list[tuple[str, Term, str, str, str]] = []
    for text, draft in pairs:
        done = enforcer.enforce(text, draft)
        hits = {hit.term for hit in enforcer.glossary.find(text)}
        replaced = {one.term for one in done.replaced}
        flagged = {one.term for one in done.problems} - replaced
        for term in hits - replaced - flagged:
            there = any(grammar.find(draft, one) for one in (term.target, *term.accepted))
            counts["right already" if there else "nothing done"] += 1
        for what, terms in (("replaced", replaced), ("flagged", flagged)):
            counts[what] += len(terms)
            cases += [(what, term, text, draft, done.target) for term in terms]
    return counts, cases


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    commands = parser.add_subparsers(dest="command", required=True)
    sentences = commands.add_parser("sentences")
    sentences.add_argument("files", nargs="+", metavar="LANG=FILE")
    names = commands.add_parser("names")
    names.add_argument("--glossary", type=Path, required=True)
    names.add_argument("--source", type=Path, required=True)
    names.add_argument("--show", type=int, default=0, help="print so many cases, by chance")
    names.add_argument("files", nargs="+", metavar="LANG:SYSTEM=FILE")
    nouns = commands.add_parser("nouns")
    nouns.add_argument("--source", type=Path, required=True)
    nouns.add_argument("files", nargs="+", metavar="LANG:SYSTEM=FILE")
    places = commands.add_parser("places")
    places.add_argument("--source", type=Path, required=True)
    places.add_argument("--package", action="append", default=[], metavar="LANG=FOLDER")
    places.add_argument("files", nargs="+", metavar="LANG:SYSTEM=FILE")
    for command in (sentences, names, nouns, places):
        command.add_argument(
            "--without-dictionary", action="store_true", help="Ukrainian by rules alone"
        )
    options = parser.parse_args()
    if options.without_dictionary:
        sys.modules["pymorphy3"] = None  # type: ignore[assignment]  # as if not installed
    if options.command == "sentences":
        _print_sentences(options.files)
    elif options.command == "names":
        _print_names(options)
    elif options.command == "places":
        _print_places(options)
    else:
        _print_nouns(options)


def _print_sentences(files: list[str]) -> None:
    for item in files:
        language, path = item.split("=", 1)
        score, failed = measure(Path(path), language)
        print(
            f"{language}: {score.sentences} sentences, {score.forms} forms: right {score.right}"
            f" ({score.right / score.forms:.1%}), put in wrong {score.wrong}, left and said"
            f" {score.said}, left in silence {score.silent}; nothing else touched in"
            f" {score.untouched / score.sentences:.1%}"
        )
        for text in failed:
            print(text)


def _print_nouns(options: argparse.Namespace) -> None:
    """Print what suggest takes for the renderings of nouns, where none of them is as wanted.

    And which nouns it finds in several renderings, in articles of so many sentences.
    """
    for named, language, pairs in _translations(options):
        found = _substitutes(pairs, language)
        print(f"{named}: {len(found)} of {len(_NOUNS)}")
        print("  " + ", ".join(f"{one.source} {one.instead} ×{one.count}" for one in found))
        rows = [(source, target, False) for source, target in pairs]
        for start in range(0, len(rows), _ARTICLE):
            for two in suggest_nouns(rows[start : start + _ARTICLE], language):
                ways = ", ".join(f"{way.target} ×{way.count}" for way in two.renderings)
                print(f"  in several ways: {two.source}: {ways}")


def _translations(options: argparse.Namespace) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Yield language and system, the language, and the pairs of sentences of each file."""
    source = options.source.read_text(encoding="utf-8").splitlines()
    for item in options.files:
        named, path = item.split("=", 1)
        machine = Path(path).read_text(encoding="utf-8").splitlines()
        yield named, named.split(":", 1)[0], list(zip(source, machine, strict=True))


def _substitutes(pairs: list[tuple[str, str]], language: str) -> list[Substitute]:
    terms = [Term(source=noun, target=_NEVER[language]) for noun in _NOUNS]
    return find_substitutes(pairs, Glossary(terms, ("en", language)))


def _print_places(options: argparse.Namespace) -> None:
    """Print how often aligners tell where a noun's rendering stands, where it is known."""
    packages = dict(item.split("=", 1) for item in options.package)
    for named, language, pairs in _translations(options):
        languages = "en", language
        ways: dict[str, Align] = {"words": partial(align_words, languages=languages)}
        if language in packages:
            folder = Path(packages[language])
            ways["attention"] = Attention(folder, by_place=False)
            ways["attention and places"] = Attention(folder, by_place=True)
        known = _known_places(pairs, _substitutes(pairs, language), language)
        found = [
            find_rendering((source, hit.start, hit.end), target, languages)
            for (source, target), hit, _ in known
        ]
        verdicts = {"lexicon": Counter(
            _verdict([Link(hit.start, hit.end, *one)] if one else [], hit, place)
            for one, (_, hit, place) in zip(found, known, strict=True)
        )}  # fmt: skip
        for name, align in ways.items():
            verdicts[name] = Counter(
                _verdict(align(*pair), hit, place) for pair, hit, place in known
            )
        for name, counts in verdicts.items():
            print(f"{named}: {len(known)} renderings, by {name}: {dict(counts.most_common())}")


def _known_places(
    pairs: list[tuple[str, str]], substitutes: list[Substitute], language: str
) -> list[tuple[tuple[str, str], Hit, Place]]:
    """Return where nouns stand in sources and their renderings in targets, each once there."""
    grammar = grammar_for(language)
    found: list[tuple[tuple[str, str], Hit, Place]] = []
    for one in substitutes:
        glossary = Glossary([Term(source=one.source, target=one.instead)], ("en", language))
        for source, target in pairs:
            hits, places = glossary.find(source), grammar.find(target, one.instead)
            if len(hits) == len(places) == 1:
                found.append(((source, target), hits[0], places[0]))
    return found


def _verdict(links: Iterable[Link], hit: Hit, place: Place) -> str:
    """Return whether the links of a noun lead to its rendering alone."""
    mine = [link for link in links if link.source_start < hit.end and hit.start < link.source_end]
    right = [x for x in mine if x.target_start < place.end and place.start < x.target_end]
    if not mine:
        return "none"
    if len(right) == len(mine):
        return "right"
    return "right and others" if right else "wrong"


def _print_names(options: argparse.Namespace) -> None:
    everything: list[tuple[str, str]] = []
    for named, language, pairs in _translations(options):
        terms = terms_of(load_entries(options.glossary, "en"), "en", language)
        enforcer = Enforcer(Glossary(terms, ("en", language)))
        counts, cases = measure_names(pairs, enforcer)
        print(f"{named}: {dict(counts)}")
        everything += [
            (what, f"{named} {what}: {term.source} = {term.target}\n  {text}\n  {draft}"
                   + (f"\n  {done}" if what == "replaced" else ""))
            for what, term, text, draft, done in cases
        ]  # fmt: skip
    random.Random(1).shuffle(everything)  # noqa: S311 (the same cases each time)
    for _, text in everything[: options.show]:
        print(text)


if __name__ == "__main__":
    main()
