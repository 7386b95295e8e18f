"""Measure what a changed paragraph keeps of its human translation, beside ``msgmerge``.

Takes sentences with a human translation (two files, a sentence a line), makes paragraphs of 3 to 8
consecutive ones, reviewed, changes, inserts or removes one sentence in each, and merges. Then every
untouched sentence should have its human translation, and nothing of the changed or removed ones
should be left.

    python -m benchmarks.keeping SENTENCES.en SENTENCES.uk --to uk
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from transkit.catalogs import (
    Reuse,
    compose,
    make_catalog,
    make_header,
    make_template,
    merge_catalog,
    plan_reuse,
    read_po,
    serialize_po,
)
from transkit.text.sentences import split_finely
from transkit.text.typography import fold_typography
from transkit.units import Catalog, State, Unit, unit_id

_DRAFT = "\ue000"
"""Stands where an engine would have been asked."""
_OTHERS = 60
"""So many sentences are only inserted: nobody has translated them."""
_EDITS = ("change", "insert", "remove")
_ENDS = re.compile(r"(?<!etc)[.!?][\"”»)]*$")
"""How a sentence ends; lines that end otherwise, or stop short, are left out."""
_FIELD = re.compile(r'"(?:[^"]|"")*"')
"""A field of a table (RFC 4180): in quotation marks, those that belong to it twice."""
_VARIANTS = ("as translated", "sentences merged", "sentences split")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Source sentences that one stretch of the translation stands for."""

    sources: tuple[str, ...]
    target: str
    is_plain: bool
    """Whether no source in it is several sentences: only such ones are changed or removed, for
    of the others a part may rightly be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A paragraph, what becomes of it, and what of its translation still holds."""

    before: str
    target: str
    after: str
    passages: tuple[Passage, ...]
    """Before the edit."""
    touched: frozenset[int]
    """Indices of the passages whose translation no longer holds."""

    @property
    def untouched(self) -> list[Passage]:
        """Return the passages whose translation still holds."""
        return [passage for k, passage in enumerate(self.passages) if k not in self.touched]


def main() -> None:
    """Run the measurement for the files that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.keeping", description=__doc__)
    parser.add_argument("source", type=Path, help="sentences, one a line")
    parser.add_argument("target", type=Path, help="their human translations")
    parser.add_argument("--from", dest="source_language", default="en")
    parser.add_argument("--to", dest="target_language", required=True)
    parser.add_argument("--paragraphs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    measure_keeping(
        options.source,
        options.target,
        (options.source_language, options.target_language),
        paragraphs=options.paragraphs,
        seed=options.seed,
    )


def measure_keeping(
    source: Path,
    target: Path,
    languages: tuple[str, str],
    *,
    paragraphs: int = 200,
    seed: int = 1,
) -> None:
    """Print what changed paragraphs keep, beside what ``msgmerge`` leaves.

    Args:
        source: Sentences, one a line.
        target: Their human translations.
        languages: BCP 47 tags.
        paragraphs: How many there are at most.
        seed: Of the edits.
    """
    lines = _passages(source, target, languages)
    lines, others = lines[:-_OTHERS], [line.sources[0] for line in lines[-_OTHERS:]]
    for variant in _VARIANTS:
        rng = random.Random(seed)  # noqa: S311 (a benchmark, not a secret)
        cases = [
            make_case(passages, others, _EDITS[i % len(_EDITS)], rng)
            for i, passages in enumerate(_paragraphs(lines, paragraphs, variant, rng))
        ]
        print(f"{'–'.join(languages)}, {variant}, {len(cases)} paragraphs")
        measure_ours(cases, languages)
        measure_msgmerge(cases, languages)


def make_case(
    passages: list[Passage],
    others: Sequence[str],
    edit: str,
    rng: random.Random,
) -> Case:
    """Return a paragraph with one sentence changed, inserted or removed."""
    texts = [list(passage.sources) for passage in passages]
    single = [
        (i, j)
        for i, passage in enumerate(passages)
        if passage.is_plain
        for j in range(len(passage.sources))
    ]
    i, j = rng.choice(single or [(0, 0)])
    if edit == "insert" or not single:
        edit = "insert"
        # Between passages, so that none of them is torn.
        texts.insert(rng.randrange(len(texts) + 1), [rng.choice(others)])
    elif edit == "remove":
        del texts[i][j]
    else:
        texts[i][j] = change_sentence(texts[i][j], rng)
    return Case(
        before=" ".join(source for passage in passages for source in passage.sources),
        target=" ".join(passage.target for passage in passages),
        after=" ".join(source for sources in texts for source in sources),
        passages=tuple(passages),
        touched=frozenset() if edit == "insert" else frozenset({i}),
    )


def change_sentence(text: str, rng: random.Random) -> str:
    """Return a sentence with a number, a negation, a name or another word changed."""
    changed = [
        re.sub(r"\d+", lambda match: str(int(match.group()) + 1), text, count=1),
        re.sub(r"\b(is|was|are|were|has|have|can|will)\b", r"\1 not", text, count=1),
        re.sub(r"(?<=[a-z] )[A-Z][a-z]{2,}", "Poltava", text, count=1),
        re.sub(r"\b[a-z]{6,}\b", "something", text, count=1),
    ]
    return rng.choice([other for other in changed if other != text] or [f"Yesterday, {text}"])


def measure_ours(cases: Sequence[Case], languages: tuple[str, str]) -> None:
    """Merge as transkit does and print what was kept."""
    existing, fresh = _catalogs(cases, languages)
    started = time.perf_counter()
    plan = plan_reuse(fresh, existing)
    units = [
        compose(unit, plan.units[unit.id], _Marks(), {}) if unit.id in plan.units else unit
        for unit in fresh.units
    ]
    merged = merge_catalog(replace(fresh, units=tuple(units)), existing, None, plan)
    seconds = time.perf_counter() - started
    by_source = {unit.source: unit for unit in merged.units}
    counts: Counter[str] = Counter()
    for case in cases:
        unit = by_source[case.after]
        counts["sentences"] += sum(len(passage.sources) for passage in case.untouched)
        there = sum(
            len(passage.sources) for passage in case.untouched if passage.target in unit.target
        )
        if any("stands here whole" in line for line in unit.note):
            counts["whole"] += 1
            counts["in whole"] += there
            counts["stale"] += len(case.touched)
        else:
            counts["kept"] += there
            counts["wrong"] += count_wrong(case, plan.units[unit.id])
    share = (counts["kept"] + counts["in whole"]) / counts["sentences"]
    print(
        f"  transkit   {share:.2%} of {counts['sentences']} untouched sentences have exactly their"
        f" translation: {counts['kept']} kept one by one, {counts['in whole']} in"
        f" {counts['whole']} paragraphs kept whole and flagged (with {counts['stale']} stale ones);"
        f" {counts['wrong']} wrong ones kept; {seconds:.2f} s"
    )


def count_wrong(case: Case, reuse: Reuse) -> int:
    """Return how many kept pieces are not, or not only, the translation of what they stand for."""
    sources = _places([" ".join(passage.sources) for passage in case.passages])
    targets = _places([passage.target for passage in case.passages])
    wrong = 0
    for piece in reuse.pieces:
        if piece.target:
            meant = _overlapped(sources, case.before, piece.source)
            kept = _overlapped(targets, case.target, piece.target)
            wrong += not any(found and not found & case.touched for found in meant & kept)
    return wrong


def measure_msgmerge(cases: Sequence[Case], languages: tuple[str, str]) -> None:
    """Merge as gettext does and print what a translator finds."""
    existing, fresh = _catalogs(cases, languages)
    with TemporaryDirectory() as name:
        old, template, new = (Path(name) / file for file in ("old.po", "new.pot", "new.po"))
        old.write_bytes(serialize_po(existing))
        template.write_bytes(serialize_po(make_template(fresh)))
        started = time.perf_counter()
        command = ["msgmerge", "--quiet", "--previous", "-o", str(new), str(old), str(template)]
        subprocess.run(command, check=True)
        seconds = time.perf_counter() - started
        by_source = {unit.source: unit for unit in read_po(new).units}
    stale = sum(by_source[case.after].target == case.target for case in cases)
    blank = sum(by_source[case.after].state is State.INITIAL for case in cases)
    wrong = sum(len(case.touched) for case in cases if by_source[case.after].target == case.target)
    print(
        f"  msgmerge   {stale} paragraphs with the whole old translation, {wrong} sentences in them"
        f" wrong and none marked; {blank} empty, {len(cases) - stale - blank} with the translation"
        f" of another paragraph; {seconds:.2f} s"
    )


def _places(texts: Sequence[str]) -> list[range]:
    """Return where each text stands in all of them, joined with spaces."""
    places: list[range] = []
    at = 0
    for text in texts:
        places.append(range(at, at + len(text)))
        at += len(text) + 1
    return places


def _overlapped(places: Sequence[range], text: str, piece: str) -> set[frozenset[int]]:
    """Return which places a piece has a part of, for each time that it stands in the text."""
    starts = [match.start() for match in re.finditer(re.escape(piece), text)]
    return {
        frozenset(
            k
            for k, place in enumerate(places)
            if place.start < start + len(piece) and start < place.stop
        )
        for start in starts
    }


class _Marks(dict[str, str]):
    """Has a mark as the draft of everything."""

    def __missing__(self, key: str) -> str:
        """Return the mark."""
        return _DRAFT


def _catalogs(cases: Sequence[Case], languages: tuple[str, str]) -> tuple[Catalog, Catalog]:
    """Return the reviewed catalog and the one of the changed document."""
    header = make_header(
        source_language=languages[0],
        target_language=languages[1],
        created="2024-05-01 12:00+0000",
        project="keeping",
    )

    def catalog(units: list[Unit]) -> Catalog:
        return make_catalog(
            units, source_language=languages[0], target_language=languages[1], header=header
        )

    before = [
        Unit(
            id=unit_id(case.before),
            source=case.before,
            target=case.target,
            state=State.REVIEWED,
        )
        for case in cases
    ]
    after = [Unit(id=unit_id(case.after), source=case.after) for case in cases]
    return catalog(before), catalog(after)


def _paragraphs(
    lines: Sequence[Passage], count: int, variant: str, rng: random.Random
) -> Iterator[list[Passage]]:
    """Yield paragraphs of 3 to 8 consecutive sentences, none twice, as many as there are."""
    at = 0
    for _ in range(count):
        size = rng.choices(range(3, 9), weights=(8, 5, 3, 2, 1, 1))[0]
        passages = list(lines[at : at + size])
        at += size
        if len(passages) < size:
            return
        k = max(range(size - 1), key=lambda k: len(passages[k].target) * passages[k].is_plain)
        if variant == _VARIANTS[1] and passages[k].is_plain and passages[k + 1].is_plain:
            passages[k : k + 2] = [_merged(passages[k], passages[k + 1])]
        elif variant == _VARIANTS[2] and passages[k].is_plain:
            passages[k] = replace(passages[k], target=_split(passages[k].target))
        yield passages


def _merged(one: Passage, other: Passage) -> Passage:
    """Return two passages whose translator has made one sentence of them."""
    target = f"{one.target.rstrip('.!?')}, {other.target[:1].lower()}{other.target[1:]}"
    return Passage(sources=one.sources + other.sources, target=target, is_plain=True)


def _split(target: str) -> str:
    """Return a sentence as two, broken at the comma or space nearest to its middle."""
    places = [match.start() for match in re.finditer(r",? ", target)]
    middle = min(places, key=lambda place: abs(place - len(target) // 2))
    rest = target[middle:].lstrip(", ")
    return f"{target[:middle]}. {rest[:1].upper()}{rest[1:]}"


def _passages(source: Path, target: Path, languages: tuple[str, str]) -> list[Passage]:
    """Return the sentences with their translations, none twice."""
    found: dict[str, Passage] = {}
    for one, other in zip(_lines(source), _lines(target), strict=True):
        counts = len(split_finely(one, languages[0])), len(split_finely(other, languages[1]))
        passage = Passage(sources=(one,), target=other, is_plain=counts == (1, 1))
        if _ENDS.search(one) and _ENDS.search(other):
            found.setdefault(fold_typography(one), passage)
    return list(found.values())


def _lines(path: Path) -> list[str]:
    """Return the lines of a file; those that a table left in its quotation marks without them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        line[1:-1].replace('""', '"') if _FIELD.fullmatch(line) and '""' in line else line
        for line in map(str.strip, lines)
    ]


if __name__ == "__main__":
    main()
