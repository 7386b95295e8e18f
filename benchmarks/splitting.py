"""Measure how well text is split into sentences, against cases split by hand.

A file of cases holds one case a line: ``‖`` stands where a sentence ends, ``¦`` where one ends
inside a quotation or parentheses that go on (`split_finely` should find those too, and
`split_sentences` should not). Lines that begin with ``#`` are headings, a ``~`` before a case says
that transkit is known to get it wrong.

    python -m benchmarks.splitting tests/data/text/sentences.en.txt en
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from transkit.text.sentences import split_finely, split_sentences

__all__ = ["Case", "Score", "measure", "read_cases"]

Splitter = Callable[[str, str], Sequence[str]]
"""Takes a text and a language tag; returns pieces that joined are the text, but for white space."""

_END, _INNER_END, _KNOWN = "‖", "¦", "~ "
_BASELINE = re.compile(r"(?<=[.!?…。])[\"”»’)\]]*\s+(?=[\"“«„‘(\[]?(?:[^\W\d_a-zа-яіїєґ]|\d))")
_ENDED = re.compile(r"[.!?…。][\"”»’')\]\d]*$")
_PARAGRAPH = 4
"""Cases that make a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text and where its sentences end."""

    text: str
    sentences: tuple[str, ...]
    """As an engine should see them: quotations whole."""
    fine: tuple[str, ...]
    """Also those inside quotations."""
    is_known_wrong: bool
    """Whether transkit is known to split it otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How good a splitter is."""

    found: int
    """Ends that it found where there are some."""
    made_up: int
    """Ends that it found where there are none."""
    missed: int
    wrong: tuple[tuple[str, ...], ...]
    """What it made of the cases that it does not split as by hand."""
    cases: int

    @property
    def precision(self) -> float:
        """Return the share of its ends that are ends, in [0, 1]."""
        return self.found / max(1, self.found + self.made_up)

    @property
    def recall(self) -> float:
        """Return the share of the ends that it found, in [0, 1]."""
        return self.found / max(1, self.found + self.missed)


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file, in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_case(line) for line in lines if line and not line.startswith("#")]


def join_cases(cases: Sequence[Case], *, seed: int) -> list[Case]:
    """Return paragraphs of some cases each, every case once, in an order that `seed` decides.

    Headings are left out: nothing tells where they end once a sentence follows in the same line.
    """
    shuffled = [case for case in cases if _ENDED.search(case.text)]
    random.Random(seed).shuffle(shuffled)  # noqa: S311 # not for secrets: the same everywhere
    groups = [shuffled[at : at + _PARAGRAPH] for at in range(0, len(shuffled), _PARAGRAPH)]
    return [
        Case(
            text=" ".join(case.text for case in group),
            sentences=tuple(part for case in group for part in case.sentences),
            fine=tuple(part for case in group for part in case.fine),
            is_known_wrong=any(case.is_known_wrong for case in group),
        )
        for group in groups
    ]


def _case(line: str) -> Case:
    """Return the case that a line is."""
    marked = line.removeprefix(_KNOWN)
    return Case(
        text=marked.replace(_END, "").replace(_INNER_END, ""),
        sentences=_split(marked.replace(_INNER_END, ""), _END),
        fine=_split(marked.replace(_INNER_END, _END), _END),
        is_known_wrong=marked != line,
    )


def _split(text: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(mark) if part.strip())


def measure(cases: Sequence[Case], language: str, splitter: Splitter, *, fine: bool) -> Score:
    """Compare what `splitter` finds with what was found by hand.

    Args:
        cases: At least one.
        language: Language tag of their text.
        splitter: What is measured.
        fine: Whether ends inside quotations are wanted.
    """
    found = made_up = missed = 0
    wrong: list[tuple[str, ...]] = []
    for case in cases:
        pieces = tuple(piece.strip() for piece in splitter(case.text, language) if piece.strip())
        want, got = _ends(case.fine if fine else case.sentences), _ends(pieces)
        found += len(want & got)
        made_up += len(got - want)
        missed += len(want - got)
        if want != got:
            wrong.append(pieces)
    return Score(found=found, made_up=made_up, missed=missed, wrong=tuple(wrong), cases=len(cases))


def _ends(pieces: Sequence[str]) -> set[int]:
    """Return the ends of all pieces but the last, in code points that are no white space."""
    ends: set[int] = set()
    at = 0
    for piece in pieces[:-1]:
        at += len("".join(piece.split()))
        ends.add(at)
    return ends


def _alone(text: str, language: str) -> list[str]:
    """Split with sentencex and nothing else."""
    from sentencex import segment

    return list(segment(language, text))


def _plain(text: str, _language: str) -> list[str]:
    """Split behind a full stop and before a capital letter or a digit."""
    return _BASELINE.split(text)


def _ours(text: str, language: str) -> list[str]:
    return [segment.source for segment in split_sentences(text, language)]


def _ours_finely(text: str, language: str) -> list[str]:
    return [segment.source for segment in split_finely(text, language)]


def main() -> None:
    """Print how good and how fast the splitters are."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("language")
    parser.add_argument("--paragraphs", type=int, metavar="SEED", help="join cases at random")
    parser.add_argument("--show", action="store_true", help="what transkit gets wrong")
    options = parser.parse_args()
    cases = read_cases(options.cases)
    if options.paragraphs is not None:
        cases = join_cases(cases, seed=options.paragraphs)
    rows: list[tuple[str, Splitter, bool]] = [
        ("regular expression", _plain, False),
        ("sentencex alone", _alone, False),
        ("transkit", _ours, False),
        ("regular expression", _plain, True),
        ("sentencex alone", _alone, True),
        ("transkit", _ours_finely, True),
    ]
    for name, splitter, fine in rows:
        score = measure(cases, options.language, splitter, fine=fine)
        right = score.cases - len(score.wrong)
        rate = _rate(cases, options.language, splitter)
        print(
            f"{'inside quotations too' if fine else 'quotations whole':22}{name:20}"
            f"precision {score.precision:.3f}  recall {score.recall:.3f}"
            f"  right {right}/{score.cases}  {rate / 1e6:.2f} million characters/s"
        )
        if options.show and name == "transkit":
            for pieces in score.wrong:
                print("   ", " ‖ ".join(pieces))


def _rate(cases: Sequence[Case], language: str, splitter: Splitter) -> float:
    """Return characters per second over paragraphs of a few cases; the best of nine rounds."""
    paragraphs = [case.text for case in join_cases(cases, seed=0)]
    best = float("inf")
    for _ in range(9):
        started = time.process_time()
        for paragraph in paragraphs:
            splitter(paragraph, language)
        best = min(best, time.process_time() - started)
    return sum(map(len, paragraphs)) / best


if __name__ == "__main__":
    main()
