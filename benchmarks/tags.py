"""Measure where tags go that are put back into a translation, on sentences tagged by hand.

Each line of a file of cases is a sentence and its translation, both with tags, with a tabulator
between. The translation gets its tags back by word links from three places: the words themselves
(`transkit.text.word_alignment`, what transkit does), their places alone, and, where a package is
named, the attention that its CTranslate2 model pays when it is made to say this very translation.

    python -m benchmarks.tags tests/data/text/tags.en-uk.txt en uk [--package FOLDER] [-v]

Printed are the share of tag pairs that stand exactly around the right words, and F1 over the words
inside of them. A package's folder holds ``model/`` and ``sentencepiece.model``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from transkit.text.markup import is_well_formed
from transkit.text.tag_placement import Mark, passages_of, place_tags, read_tags, split_tagged
from transkit.text.word_alignment import Link, Token, align_words, tokenize

__all__ = [
    "Align",
    "Attention",
    "Case",
    "Score",
    "align_by_place",
    "measure",
    "read_cases",
    "words_inside",
]

Align = Callable[[str, str], tuple[Link, ...]]
_GAP = 3
"""Characters that may lie between two pieces."""
_ROUND_A_WORD = 8.0
"""How fast a word's weight falls off with its distance from where it would stand, as a share."""


class Case(NamedTuple):
    """A sentence and its translation, both with tags."""

    source: str
    target: str


class Score(NamedTuple):
    """How well tags were placed."""

    exact: float
    """Share of the pairs around exactly the right words."""
    f1: float
    """Over the words inside pairs."""
    wrong: tuple[tuple[str, str], ...]
    """As it should be, and as it was."""


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tags", description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--package", type=Path, help="folder of an Argos package")
    parser.add_argument("-v", "--verbose", action="store_true", help="show what went wrong")
    options = parser.parse_args()
    cases = read_cases(options.cases)
    pair = (options.source, options.target)
    ways: dict[str, Align] = {
        "words": lambda source, target: align_words(source, target, pair),
        "places": align_by_place,
    }
    if options.package is not None:
        ways["attention"] = Attention(options.package, by_place=False)
        ways["attention and places"] = Attention(options.package, by_place=True)
    for name, align in ways.items():
        score = measure(cases, align, pair)
        print(f"{name:<22} exact {score.exact:.3f}  words F1 {score.f1:.3f}")
        if options.verbose:
            for wanted, got in score.wrong:
                print(f"  {wanted}\n  {got}\n")


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file.

    Raises:
        ValueError: A line is no case.
    """
    cases: list[Case] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        source, _, target = line.partition("\t")
        if not (target and is_well_formed(source) and is_well_formed(target)):
            raise ValueError(f"{path}:{number}: not two sentences with well-formed tags")
        cases.append(Case(source, target))
    return cases


def measure(cases: list[Case], align: Align, languages: tuple[str, str]) -> Score:
    """Return how well tags are placed with the links of an aligner."""
    exact = pairs = shared = wanted_words = got_words = 0
    wrong: list[tuple[str, str]] = []
    for case in cases:
        bare, segments = split_tagged(case.source, languages[0])
        draft = read_tags(case.target).text
        passages = passages_of(segments, [draft], align) if len(segments) == 1 else None
        placed = place_tags(bare, draft, passages, languages=languages).target
        wanted, got = words_inside(case.target), words_inside(placed)
        pairs += len(wanted)
        exact += sum(got[label] == words for label, words in wanted.items())
        shared += sum(len(got[label] & words) for label, words in wanted.items())
        wanted_words += sum(map(len, wanted.values()))
        got_words += sum(len(got[label]) for label in wanted)
        if wanted != got:
            wrong.append((case.target, placed))
    return Score(exact / pairs, 2 * shared / (wanted_words + got_words), tuple(wrong))


def words_inside(tagged: str) -> Mapping[str, frozenset[int]]:
    """Return for each tag pair of a text which of its words stand in it, counted from 0."""
    bare = read_tags(tagged)
    words = [token for token in tokenize(bare.text) if token.is_word]
    found: dict[str, frozenset[int]] = {}
    waiting = list(bare.marks)
    while waiting:
        mark: Mark = waiting.pop()
        waiting += mark.children
        if mark.form is None:
            found[mark.label] = frozenset(
                k for k, word in enumerate(words) if mark.start <= word.start < mark.end
            )
    return found


def align_by_place(source: str, target: str) -> tuple[Link, ...]:
    """Return a link from each word to the one that stands at the same share of the text."""
    ours, theirs = _words(source), _words(target)
    return tuple(
        _link(ours[min(len(ours) - 1, int((k + 0.5) * len(ours) / len(theirs)))], token)
        for k, token in enumerate(theirs)
        if ours
    )


class _Piece(NamedTuple):
    """A piece of a text as a model sees it."""

    piece: str
    begin: int
    """Code points; where it is a space or bytes, nothing lies between."""
    end: int


class Attention:
    """Links from the attention of a model that is made to say a translation."""

    def __init__(self, package: Path, *, by_place: bool) -> None:
        import ctranslate2
        import sentencepiece

        self._model = ctranslate2.Translator(str(package / "model"), intra_threads=1)
        self._pieces = sentencepiece.SentencePieceProcessor(str(package / "sentencepiece.model"))
        self._by_place = by_place

    def __call__(self, source: str, target: str) -> tuple[Link, ...]:
        """Return for each word of the target the word of the source that most attention went to."""
        ours, theirs = self._split(source), self._split(target)
        prefix = [piece.piece for piece in theirs]
        result = self._model.translate_batch(
            [[piece.piece for piece in ours]], target_prefix=[prefix], beam_size=1,
            max_decoding_length=len(prefix) + 1, return_attention=True,
        )[0]  # fmt: skip
        attention = result.attention[0]
        words, links = _words(source), []
        spoken = _words(target)
        for k, token in enumerate(spoken):
            rows = [attention[j] for j, piece in enumerate(theirs)
                    if j < len(attention) and _overlap(piece, token)]  # fmt: skip
            weights = [
                sum(row[i] for row in rows for i, piece in enumerate(ours) if _overlap(piece, word))
                * self._near(n / len(words), k / len(spoken))
                for n, word in enumerate(words)
            ]
            if weights and max(weights) > 0:
                links.append(_link(words[weights.index(max(weights))], token))
        return tuple(links)

    def _near(self, one: float, other: float) -> float:
        """Return what the places of two words are worth."""
        return float(2.0 ** -(_ROUND_A_WORD * abs(one - other))) if self._by_place else 1.0

    def _split(self, text: str) -> list[_Piece]:
        """Return the pieces of a text with their places in it."""
        found: list[_Piece] = []
        at = 0
        for piece in self._pieces.encode(text, out_type=str):
            letters = piece.replace("\u2581", "")
            start = text.find(letters, at, at + len(letters) + _GAP) if letters else -1
            if start >= 0:
                found.append(_Piece(piece, start, start + len(letters)))
                at = start + len(letters)
            else:
                found.append(_Piece(piece, at, at))
        return found


def _words(text: str) -> list[Token]:
    return [token for token in tokenize(text) if token.is_word]


def _link(ours: Token, theirs: Token) -> Link:
    return Link(ours.start, ours.end, theirs.start, theirs.end)


def _overlap(piece: _Piece, word: Token) -> bool:
    """Return whether a piece has a character of a word."""
    return piece.begin < word.end and piece.end > word.start


if __name__ == "__main__":
    main()
