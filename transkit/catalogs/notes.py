"""Which ``# transkit:`` comments are ours, and which a person has written, or has written on.

A note is ours to take back; not one word of a person's is. So a comment with our mark counts as a
note only where all of it is what transkit writes: a line that goes on behind that (a reply), and a
line that transkit never writes, are a person's comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from transkit.units import Catalog, Unit

__all__ = [
    "COMPARE",
    "MARK",
    "STANDS_WHOLE",
    "WAS",
    "credit_engine",
    "in_brackets",
    "is_check_note",
    "is_note",
    "keep_last_words",
    "rejoin_notes",
    "sentence_drafted",
    "sentence_of",
    "settle_notes",
    "to_quote",
    "without_drafts",
]

MARK = "transkit:"
"""A translator comment whose text begins so may be ours: `transkit.units.Unit.note`."""
_LINE = f" {MARK} "
_NARROWEST, _WIDEST = 76, 80
"""Code points of a line between which programs that wrap comments do so: mostly 78 in Python."""
COMPARE = "the source has changed since this was translated: compare all of it"
"""Note of a unit to whose source another program has put the translation of another one."""
STANDS_WHOLE = "the source has changed and the old translation stands here whole: "
"""Begins the note of a unit with a target of which nobody could tell what translates what."""
WAS = "it was translated as: "
"""Stands in notes before what a person's translation was, which goes up to the end."""

_QUOTED = r"(?:.{300}…|(?:[^„“”]|„[^„“”]*[“”]|“[^„“”]*”)*)"
_QUOTE = f"“{_QUOTED}”"
"""Words in quotation marks, with others in them, or cut: see `to_quote`."""
_BRACKETED = r"(?:[^()]|\([^()]*\))*"
_ASIDE = rf"\({_BRACKETED}\)"
_NUMBERS = r"sentences? \d+(?:, \d+)*(?: and \d+)?"
_GONE = r"(?:1 sentence is|\d+ sentences are) no longer here"
_CHANGE = (
    r"could not keep its translation|has changed earlier|is unchanged|is new"
    r"|has changed(?: \([a-z, ]+\))?"
)
_REWRITTEN = "rewritten since"
"""Stands in notes for the draft of a sentence that a person has put other words in the place of."""
_COMPOSED = (
    rf"every sentence keeps its translation|{_NUMBERS} keeps? (?:its|their) translation",
    rf"sentence \d+ (?:{_CHANGE}): (?:machine draft|from the memory|{_REWRITTEN})(?:; {WAS}.+)?",
    r"sentence \d+ is spelled a little differently than before",
    r"joined from \d+ paragraphs",
    _GONE,
    rf"{STANDS_WHOLE}(?:{_NUMBERS} (?:has changed or is|have changed or are) new|{_GONE})",
    re.escape(COMPARE),
    rf"the source has changed; {WAS}.+",
    r"(?:high|medium|low) risk: read it closely",
)
"""What is said about a whole unit."""
_OF_DRAFTS = (
    r"the engine gave no text; the source stands here",
    r"the draft repeats itself",
    r"the draft is much shorter or longer than the source",
    r"the draft did not come to an end",
    r"the draft is the source unchanged",
    r"the engine broke down here; the source stands in its place",
    r"what must not be translated was put back where it stood: check the words around it",
    r"check where <\w+>(?:, <\w+>)*(?: and <\w+>)? should stand",
    rf"term: {_QUOTE} (?:became {_QUOTE}|must be {_QUOTE}(?:, here {_QUOTE})?)",
    rf"term: {_QUOTE} must not stand for {_QUOTE}",
    rf"from memory, 100 %(?: {_ASIDE})?",
    (
        rf"from memory, \d+ % alike(?:, but [a-z ]+ differs)?(?: {_ASIDE})?:"
        rf" {_QUOTE} was translated {_QUOTE}"
    ),
    r".+ \(engine [^()]+\)",
)
"""What is said about a sentence, or a unit, by who drafted it."""
_BY_CHECK = r".+ \[[a-z][a-z0-9-]*\]"
_OURS = re.compile(
    rf"(?:{'|'.join(_COMPOSED)}|(?:sentence \d+: )*(?:{'|'.join(_OF_DRAFTS)})|{_BY_CHECK})"
)
_DRAFTED = re.compile(rf"(sentence \d+ (?:{_CHANGE}): )(?:machine draft|from the memory)(.*)")
_OF_SENTENCE = re.compile(r"sentence (\d+): ")
_PEOPLES = re.compile(rf"the source has changed; {WAS}|(?:sentence \d+: )?from memory, \d+ % alike")
"""Begins what notes tell of people's translations: true, whatever becomes of a draft."""
_EARLIER = re.compile(rf"(?:sentence \d+ [^;]*|the source has changed); {WAS}(.+)")


def is_note(line: str) -> bool:
    """Return whether transkit writes such a note; see `credit_engine` for those of engines."""
    return _OURS.fullmatch(line) is not None


def to_quote(text: str) -> str:
    """Return a text as a note may quote it: with its quotation marks in pairs, or straight ones."""
    return text if re.fullmatch(_QUOTED, text) else re.sub("[„“”]", '"', text)


def in_brackets(text: str) -> str:
    """Return a text as a note may add it: in brackets, with others in pairs, or square ones."""
    if re.fullmatch(_BRACKETED, text) is None:
        text = text.replace("(", "[").replace(")", "]")
    return f"({text})"


def credit_engine(reason: str, engine: str) -> str:
    """Return what an engine says of its draft as a note that `is_note` knows, in one line.

    Args:
        reason: In the engine's own words, or in those that all of transkit's have.
        engine: Its name.
    """
    line = " ".join(reason.split())
    return line if is_note(line) else f"{line} (engine {engine})"


def keep_last_words(units: Sequence[Unit], others: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return units without the notes whose words of a person stand nowhere else: comments now.

    A note that says what a translation was goes on with a person's words to its end. Where these
    are not found in any target, somebody has written behind them, or the entry that held them is
    gone: such a line is nothing to take back.

    Args:
        units: Of a catalog.
        others: The rest of it; their targets count as well.
    """
    if not any(WAS in line for unit in units for line in unit.note):
        return tuple(units)
    known = "\n".join(" ".join(unit.target.split()) for unit in (*units, *others))
    return tuple(_with_last_words(unit, known) for unit in units)


def rejoin_notes(comments: Sequence[str], known: Callable[[], str]) -> tuple[str, ...]:
    """Return comment lines with each note that a program has wrapped in one line again.

    Only where the lines together are a note, none of them would have held the next word as well,
    and, if the note goes on with a person's words to its end, those are known: all else may be a
    person's.

    Args:
        comments: Of an entry, without their ``#``.
        known: Returns all targets of the catalog, in one line each.
    """
    joined: list[str] = []
    at = 0
    while at < len(comments):
        count = _count_wrapped(comments[at:], known)
        first, *others = comments[at : at + count]
        joined.append(" ".join([first, *(line.strip() for line in others)]))
        at += count
    return tuple(joined)


def _count_wrapped(lines: Sequence[str], known: Callable[[], str]) -> int:
    """Return how many lines, from the first one on, are one note; 1 also where it is none."""
    text = lines[0].removeprefix(_LINE)
    if text == lines[0] or (is_note(text) and _EARLIER.fullmatch(text) is None):
        return 1
    count = 1
    for number, (before, line) in enumerate(pairwise(lines), 2):
        if not _is_broken(before, line):
            break
        text = f"{text} {line.strip()}"
        earlier = _EARLIER.fullmatch(text)
        if earlier is None and is_note(text):
            return number
        if earlier is not None and earlier[1] in known():
            count = number
    return count


def _is_broken(before: str, line: str) -> bool:
    """Return whether a program may have wrapped one line into two, each without its ``#``."""
    first, _, _ = line.strip().partition(" ")
    if not first or line.startswith(_LINE):
        return False
    length = len(f"#{before}")
    return length <= _WIDEST and length + 1 + len(first) > _NARROWEST


def settle_notes(catalog: Catalog) -> Catalog:
    """Return a catalog whose notes, and comments with our mark, are what a reader takes them for.

    With other targets in it than before, words of a person that a comment was kept for may stand in
    one of them, or those of a note in none any more. Where nothing is to be done, the catalog
    itself is returned.
    """
    units = [_with_all_notes(unit) for unit in catalog.units]
    obsolete = [_with_all_notes(unit) for unit in catalog.obsolete]
    settled = replace(
        catalog,
        units=keep_last_words(units, obsolete),
        obsolete=keep_last_words(obsolete, units),
    )
    return catalog if settled == catalog else settled


def without_drafts(
    note: Iterable[str], rewritten: Collection[int], *, is_whole: bool
) -> tuple[str, ...]:
    """Return the note of a unit in which a person has rewritten drafts, without what is over.

    What was said of those drafts goes. What people's translations were stays, also in a line that
    says which sentence has changed; what checks say does, too.

    Args:
        note: Of the unit.
        rewritten: Numbers of the sentences whose drafts are no longer there, 1-based.
        is_whole: Whether all of it was a draft: then what is said of no single sentence is over.
    """
    kept: list[str] = []
    for line in note:
        drafted = _DRAFTED.fullmatch(line)
        number = sentence_of(line)
        if _PEOPLES.match(line) or is_check_note(line):
            kept.append(line)
        elif drafted is not None and sentence_drafted(line) in rewritten:
            kept.append(f"{drafted[1]}{_REWRITTEN}{drafted[2]}")
        elif not is_whole if number is None else number not in rewritten:
            kept.append(line)
    return tuple(kept)


def sentence_of(line: str) -> int | None:
    """Return the number of the sentence, 1-based, of whose draft a note says something."""
    about = _OF_SENTENCE.match(line)
    return None if about is None else int(about[1])


def sentence_drafted(line: str) -> int | None:
    """Return the number of the sentence, 1-based, of which a note says that it is a draft."""
    drafted = _DRAFTED.fullmatch(line)
    return None if drafted is None else int(drafted[1].split()[1])


def is_check_note(line: str) -> bool:
    """Return whether a note is one that checks wrote: a finding, or a level of risk."""
    return re.fullmatch(_BY_CHECK, line) is not None or line.endswith(" risk: read it closely")


def _with_all_notes(unit: Unit) -> Unit:
    """Return a unit with each of its comments as a note that is one by its words alone, once."""
    marked = [line for line in unit.comments if line.startswith(_LINE)]
    notes = [note for line in marked if is_note(note := line.removeprefix(_LINE))]
    if not notes:
        return unit
    lines = set(_marked(notes))
    comments = tuple(line for line in unit.comments if line not in lines)
    return replace(unit, note=tuple(dict.fromkeys((*unit.note, *notes))), comments=comments)


def _with_last_words(unit: Unit, known: str) -> Unit:
    found = ((line, _EARLIER.fullmatch(line)) for line in unit.note)
    only = [line for line, match in found if match is not None and match[1] not in known]
    if not only:
        return unit
    return replace(
        unit,
        note=tuple(line for line in unit.note if line not in only),
        comments=(*_marked(only), *unit.comments),
    )


def _marked(lines: Iterable[str]) -> Iterable[str]:
    """Yield notes as the comments that they are in a file."""
    for line in lines:
        yield f"{_LINE}{line}"
