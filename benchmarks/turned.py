"""Plant changes that turn the meaning in sources, and see what the memory does with them.

Every changed sentence is looked for in a memory that holds the unchanged one with its translation,
with the worst of engines beside it, so that whatever is alike enough is used. Nothing here knows
how likeness is told: what is a number, a name or a negation is found in other ways.

``python -m benchmarks.turned [FOLDER] [--show]``: FOLDER holds ``*.en``, a sentence a line.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.memory_texts import read_pairs
from benchmarks.sentences import make_sentences
from transkit.memory.offers import Offers
from transkit.memory.store import Store
from transkit.memory.translations import Translation, Translations
from transkit.pipeline.recalling import Recaller

_PAIR = ("en", "uk")
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve twenty thirty fifty".split()
)
_PEOPLE = "Marchuk Petrenko Lindqvist Okafor Tanaka Moreau Novak Haddad Costa Weber".split()
_PLACES = "Lviv Odesa Busan Daegu Porto Tampere Nairobi Quito Hanoi Bergen".split()
_OPPOSITES = (
    ("increase", "decrease"), ("increased", "decreased"), ("more", "less"), ("before", "after"),
    ("first", "last"), ("won", "lost"), ("high", "low"), ("higher", "lower"), ("old", "new"),
    ("north", "south"), ("east", "west"), ("northern", "southern"), ("best", "worst"),
    ("better", "worse"), ("possible", "impossible"), ("accepted", "rejected"), ("large", "small"),
    ("good", "bad"), ("with", "without"), ("always", "never"), ("all", "some"), ("above", "below"),
    ("agreed", "refused"), ("useful", "useless"), ("opened", "closed"),
)  # fmt: skip
_AUXILIARY = (
    r"\b(is|are|was|were|has|have|had|will|would|can|could|may|should|did|does|do)\b(?! not)"
)

_Change = Callable[[str, random.Random], "str | None"]


def main() -> None:
    """Run the measurement that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.turned", description=__doc__)
    parser.add_argument(
        "folder", type=Path, nargs="?", help="real sentences instead of made-up ones"
    )
    parser.add_argument("--each", type=int, default=40, help="planted changes of each kind")
    parser.add_argument("--show", action="store_true", help="print what was used or offered")
    options = parser.parse_args()
    if options.folder is None:
        sentences = made_up_sentences()
    else:
        sentences = [english for english, _ in read_pairs(options.folder, "uk")]
    measure_turned(sentences, options.each, show=options.show)


def made_up_sentences() -> list[str]:
    """Return sentences to plant changes in; the same on every machine."""
    return [_with_names(text, n) for n, text in enumerate(make_sentences(800, seed=5))]


def measure_turned(sentences: Sequence[str], each: int, *, show: bool = False) -> int:
    """Print for every kind of change what became of the matches; return how many passed silently.

    Passed silently: used as a draft, or offered beside one, and nothing said what differs.
    """
    silent = 0
    print(f"{'planted':24}{'pairs':>7}{'not found':>11}{'offered, said':>15}", end="")
    print(f"{'offered, silent':>17}{'used, said':>12}{'used, silent':>14}")
    for kind, change in _CHANGES.items():
        source = random.Random(kind)  # noqa: S311 # not for secrets: to be the same everywhere
        pairs: list[tuple[str, str]] = []
        for text in source.sample(list(sentences), len(sentences)):
            changed = change(text, source)
            if changed is not None and changed != text and len(pairs) < each:
                pairs.append((text, changed))
        counts = _look_up(pairs, show=show)
        silent += counts["used, silent"] + counts["offered, silent"]
        cells = ("not found", "offered, said", "offered, silent", "used, said", "used, silent")
        print(f"{kind:24}{len(pairs):>7}", end="")
        print("".join(f"{counts[cell]:>{len(cell) + 2}}" for cell in cells))
    print(f"used or offered silently: {silent}")
    return silent


def _look_up(pairs: Sequence[tuple[str, str]], *, show: bool) -> Counter[str]:
    """Return what a memory that holds the first of each pair says about the second."""
    counts: Counter[str] = Counter()
    with TemporaryDirectory(prefix="transkit-turned-") as folder:
        for number, (known, wanted) in enumerate(pairs):
            with Store(Path(folder) / f"{number}.db") as store:
                translations = Translations(store)
                translations.add(_PAIR, [Translation(source=known, target="переклад")])
                recaller = Recaller(translations, Offers(store), _PAIR)
                used = recaller.look_for_likeness([wanted])
                beside = recaller.beside([wanted]).values()
                notes = [*used[wanted].reasons] if used else [offer.note for offer in beside]
            said = any(" differs" in note.split(": “", 1)[0] for note in notes)
            how = "not found" if not notes else "used" if used else "offered"
            key = how if not notes else f"{how}, {'said' if said else 'silent'}"
            counts[key] += 1
            if show and notes and not said:
                print(f"  {key}: {notes[0]}\n    for: {wanted}")
    return counts


def _with_names(text: str, number: int) -> str:
    """Return a made-up sentence with names and a negation in it: something to change."""
    one, other = _PEOPLE[number % 10], _PEOPLE[(number + 3) % 10]
    place = _PLACES[number % 7]
    return f"{text.rstrip('.')}, {one} of {place} told {other}, who had not asked."


def _pick(pattern: str, text: str, source: random.Random, flags: int = 0) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text, flags))
    return source.choice(found) if found else None


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _change_digit(text: str, source: random.Random) -> str | None:
    match = _pick(r"\d", text, source)
    if match is None:
        return None
    return _put(text, match, source.choice([d for d in "123456789" if d != match.group()]))


def _change_number_word(text: str, source: random.Random) -> str | None:
    match = _pick(rf"\b(?:{'|'.join(_WORDS)})\b", text, source)
    if match is None:
        return None
    return _put(text, match, source.choice([word for word in _WORDS if word != match.group()]))


def _change_name(text: str, source: random.Random) -> str | None:
    match = _pick(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", text, source)
    names = [*_PEOPLE, *_PLACES]
    return None if match is None else _put(text, match, source.choice(names))


def _change_first_name(text: str, source: random.Random) -> str | None:
    """Change a name that begins the sentence: whether it is one, only its place hides."""
    match = re.match(r"(?:The )?([A-Z][a-z]{3,})\b", text)
    if match is None:
        return None
    return source.choice(_PEOPLE) + text[match.end() :]


def _swap_names(text: str, source: random.Random) -> str | None:
    found = list(re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", text))
    if len(found) < 2:
        return None
    one, other = sorted(source.sample(found, 2), key=lambda match: match.start())
    return (
        text[: one.start()]
        + other.group()
        + text[one.end() : other.start()]
        + one.group()
        + text[other.end() :]
    )


def _add_negation(text: str, source: random.Random) -> str | None:
    match = _pick(_AUXILIARY, text, source)
    if match is not None:
        return _put(text, match, f"{match.group()} not")
    match = _pick(r"\b(?:a|any)\b(?= [a-z])", text, source)
    return None if match is None else _put(text, match, "no")


def _drop_negation(text: str, source: random.Random) -> str | None:
    match = _pick(r" not\b(?! only)|(?<=\w)n't\b| never\b|\bno (?=[a-z])", text, source)
    return None if match is None else _put(text, match, "")


def _move_negation(text: str, source: random.Random) -> str | None:
    match = _pick(r" not\b", text, source)
    if match is None:
        return None
    rest = _put(text, match, "")
    others = [m for m in re.finditer(_AUXILIARY, rest) if m.end() != match.start()]
    if not others:
        return None
    place = source.choice(others)
    return _put(rest, place, f"{place.group()} not")


def _turn_round(text: str, source: random.Random) -> str | None:
    turned = {**dict(_OPPOSITES), **{other: one for one, other in _OPPOSITES}}
    match = _pick(rf"\b(?:{'|'.join(turned)})\b", text, source)
    return None if match is None else _put(text, match, turned[match.group()])


_CHANGES: dict[str, _Change] = {
    "a digit": _change_digit,
    "a number word": _change_number_word,
    "a name": _change_name,
    "the first word": _change_first_name,
    "names change places": _swap_names,
    "a negation comes": _add_negation,
    "a negation goes": _drop_negation,
    "a negation moves": _move_negation,
    "an opposite": _turn_round,
}


if __name__ == "__main__":
    main()
