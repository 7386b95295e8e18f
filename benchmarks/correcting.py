"""Play a translator: what was corrected once must never have to be corrected again.

The ten longest English pages of a collection are translated; a script plays the translator, who
accepts every draft, gives every name one spelling and rewrites every third unit. Then each page
changes in one paragraph and is translated again: beside its catalog, and, with nothing but the
memory, for another folder. Every unit is looked at: what was reused, and whether any of it is
wrong.

``ARGOS_PACKAGES_DIR=… python -m benchmarks.correcting FOLDER [--to uk]``: FOLDER holds
``pages.jsonl``, an object a line with ``id``, ``pasted`` (the text) and ``body`` (the article).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import transkit
from transkit.catalogs import read_po, serialize_po
from transkit.files import write_atomic
from transkit.pipeline.learning import learn
from transkit.pipeline.results import TranslateResult
from transkit.text.sentence_pairs import sentence_pairs
from transkit.text.sentences import split_finely
from transkit.units import Catalog, State, Unit

_PAGES = 10
_NEW = "The editors checked this paragraph once more."
_LATIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SOUNDS = {
    "uk": dict(zip(_LETTERS, "абкдефгхіжклмнопкрстувв", strict=False)),
    "ko": dict(zip(_LETTERS, "아브크드에프그흐이즈크르므느오프크르스트우브우즈이즈", strict=True)),
}
_REWRITTEN = {"uk": "Інакше:", "ko": "다르게:"}


def main() -> None:
    """Run the simulation that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.correcting", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds pages.jsonl")
    parser.add_argument("--to", default="uk", choices=sorted(_SOUNDS))
    parser.add_argument("--pages", type=int, default=_PAGES)
    parser.add_argument("--model", type=Path, help="an Argos package; else the best installed one")
    options = parser.parse_args()
    simulate(options.folder, options.to, options.pages, options.model)


def simulate(folder: Path, language: str, pages: int, model: Path | None) -> int:
    """Print what was reused; return how many units got something wrong."""
    texts = _longest(folder / "pages.jsonl", pages)
    with TemporaryDirectory(prefix="transkit-correcting-") as name:
        work = Path(name)
        memory, sources = work / "memory.db", work / "pages"
        _write(sources, texts)
        first = transkit.translate(
            [sources], to=[language], output_dir=work / "locales", memory=memory, model=model
        )
        _stop_at(first)
        catalogs = {row.document: row.catalog for row in first.documents}
        print(
            f"{len(catalogs)} pages, {sum(row.words for row in first.documents):,} words,", end=" "
        )
        print(f"{sum(row.units for row in first.documents):,} units; drafts: ", end="")
        print(*(info.credit for info in first.engines.values()), sep=", ")
        done = {document: _post_edit(path, language) for document, path in catalogs.items()}
        learned = learn(list(catalogs.values()), memory=memory)
        print(f"learned: {sum(row.added for row in learned.catalogs):,} units and sentences")
        changed = {name: _change(text) for name, text in texts.items()}
        _write(sources, changed)
        wrong = 0
        for title, output in (("beside its catalog", "locales"), ("memory alone", "elsewhere")):
            again = transkit.translate(
                [sources], to=[language], output_dir=work / output, memory=memory, model=model
            )
            _stop_at(again)
            counts: Counter[str] = Counter()
            for row in again.documents:
                here = done[row.document]
                counts += _compare(here, list(done.values()), read_po(row.catalog), language)
            wrong += _print(title, counts, sum(row.drafted for row in again.documents))
    return wrong


def _longest(path: Path, count: int) -> dict[str, str]:
    """Return the longest English pages by file name."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    english = [row for row in rows if _is_latin(row["body"])]
    english.sort(key=lambda row: -len(row["body"].split()))
    return {f"{row['id']}.txt": row["pasted"] for row in english[:count]}


def _is_latin(text: str) -> bool:
    return 10 * len(_LATIN.findall(text)) > 9 * len(_LETTER.findall(text))


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def _stop_at(result: TranslateResult) -> None:
    if result.failures:
        raise RuntimeError(str(result.failures[0].error))


def _post_edit(path: Path, language: str) -> dict[str, str]:
    """Be the translator of a catalog; return the targets by source."""
    catalog = read_po(path)
    units = tuple(_edited(unit, number, language) for number, unit in enumerate(catalog.units))
    write_atomic(path, serialize_po(replace(catalog, units=units)))
    return {unit.source: unit.target for unit in units}


def _edited(unit: Unit, number: int, language: str) -> Unit:
    """Return a unit as the translator leaves it: names in one spelling, every third rewritten."""
    target = unit.target or unit.source
    for name in sorted(set(_NAME.findall(unit.source)), key=len, reverse=True):
        target = re.sub(rf"(?<![A-Za-z]){name}(?![A-Za-z])", _spelled(name, language), target)
    if number % 3 == 2:
        pieces = split_finely(target, language)
        target = " ".join(f"{_REWRITTEN[language]} {piece.source}" for piece in pieces)
    return replace(unit, target=target, state=State.REVIEWED, note=())


def _spelled(name: str, language: str) -> str:
    sounds = _SOUNDS[language]
    return "".join(sounds.get(letter, letter) for letter in name.lower()).capitalize()


def _change(text: str) -> str:
    """Return a page in which the longest paragraph got another sentence in its middle."""
    lines = text.split("\n")
    at = max(range(len(lines)), key=lambda index: len(lines[index]))
    pieces = [piece.source for piece in split_finely(lines[at], "en")]
    middle = len(pieces) // 2
    lines[at] = " ".join([*pieces[:middle], _NEW, *pieces[middle:]])
    return "\n".join(lines)


def _compare(
    done: Mapping[str, str],
    everywhere: Sequence[Mapping[str, str]],
    catalog: Catalog,
    language: str,
) -> Counter[str]:
    """Return what became of each unit of a catalog that was translated again.

    Args:
        done: The translator's targets on this page, by source.
        everywhere: Those on all pages: the same words may stand on several.
        catalog: As it is now.
        language: Of the targets.
    """
    counts: Counter[str] = Counter()
    for unit in catalog.units:
        if unit.source in done:
            state = "reviewed" if unit.state is State.REVIEWED else "draft"
            if unit.target == done[unit.source]:
                counts[f"unchanged, the translator's text, {state}"] += 1
            elif any(page.get(unit.source) == unit.target for page in everywhere):
                counts[f"unchanged, the translator's text on another page, {state}"] += 1
            else:
                counts["WRONG: other text"] += 1
            continue
        counts["changed units"] += 1
        for kind, number in _compare_sentences(unit, done, language).items():
            counts[kind] += number
    return counts


def _compare_sentences(unit: Unit, done: Mapping[str, str], language: str) -> Counter[str]:
    """Return how many sentences of a changed unit are the translator's, and how many are not."""
    counts: Counter[str] = Counter()
    old = max(done, key=lambda source: _shared(source, unit.source))
    before = dict(_sentences(old, done[old], language))
    after = dict(_sentences(unit.source, unit.target, language))
    if not after:
        counts["sentences that cannot be told apart"] += len(split_finely(unit.source, "en"))
    for source, target in after.items():
        if source == _NEW:
            mine = target in before.values()
            counts["WRONG: old text for the new sentence" if mine else "new sentence, drafted"] += 1
        elif source in before:
            same = target == before[source]
            counts["sentences, the translator's text" if same else "sentences, drafted anew"] += 1
        else:
            counts["sentences that were no pair before"] += 1
    if unit.state is State.REVIEWED:
        counts["WRONG: a changed unit counts as reviewed"] += 1
    return counts


def _shared(one: str, other: str) -> int:
    return len(set(one.split()) & set(other.split()))


def _sentences(source: str, target: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of sentences: in order where both sides have as many, else as aligned."""
    ours = [piece.source for piece in split_finely(source, "en")]
    theirs = [piece.source for piece in split_finely(target, language)]
    if len(ours) == len(theirs):
        yield from zip(ours, theirs, strict=True)
    else:
        yield from sentence_pairs(source, target, ("en", language))


def _print(title: str, counts: Counter[str], drafted: int) -> int:
    print(f"\n{title}: the engine was asked for {drafted} units")
    for kind, number in sorted(counts.items()):
        print(f"{number:7,}  {kind}")
    wrong = sum(number for kind, number in counts.items() if kind.startswith("WRONG"))
    print(f"{wrong:7,}  wrong")
    return wrong


if __name__ == "__main__":
    main()
