r"""Inline markup in the text of a unit, as short numbered tags: ``<a1>…</a1>``, ``<br1/>``.

A translator sees one sentence and where its links and emphasis are, and cannot break an attribute.
What a tag stands for is known to the format of the document alone; it gives `expand` a mapping from
a tag's label (``a1``) to its `Markup`.

The grammar, whole:

* A tag is ``<LABEL>``, ``</LABEL>`` or ``<LABEL/>``; a label is 1 to 12 small letters and a number
  from 1 on without leading zeros. Nothing else is one: ``<b>``, ``<EM1>``, ``a < b``, ``<p1 x>``.
* Words that merely look like a tag have a backslash before them: ``\<h1>``. The backslashes
  directly before a tag, real or not, are doubled, so that every text can be written (`escape`).
* Labels in `PROTECTED` stand around what must not be translated: ``<code1>x = y</code1>``,
  ``<keep1>Instytut Polityki Rzecznej</keep1>``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from transkit.units import Markup

__all__ = [
    "LONGEST_PROTECTED",
    "PROTECTED",
    "PROTECTED_SPAN",
    "Form",
    "Nesting",
    "Numbering",
    "Piece",
    "double_slashes",
    "escape",
    "expand",
    "find_problems",
    "is_well_formed",
    "lex",
    "list_tags",
    "relabel",
    "strip_tags",
    "write_tag",
]

PROTECTED = ("code", "kbd", "samp", "var", "math", "keep")
"""Names of tags whose content must not be translated; ``keep`` is what an author marked so."""

LONGEST_PROTECTED = 2000
"""Characters that a protected tag may hold; a format makes an empty tag of what is longer."""
_LABEL = r"[a-z]{1,12}[1-9][0-9]{0,5}"
_TAG = re.compile(
    # The look-behind lets a run of backslashes be tried from its start alone: linear time.
    rf"(?<!\\)(?P<slashes>\\*)<(?P<close>/)?(?P<label>{_LABEL})(?(close)|(?P<empty>/)?)>"
)
PROTECTED_SPAN = (
    rf"(?<!\\)(?:\\\\)*<(?P<protected>(?:{'|'.join(PROTECTED)})[1-9][0-9]{{0,5}})>"
    rf"[^\0]{{0,{LONGEST_PROTECTED}}}?</(?P=protected)>"
)
r"""Pattern of a protected tag pair with what it holds; ``\0`` stands in no text."""


class Form(Enum):
    """Which of the three a tag is."""

    OPEN = "open"
    CLOSE = "close"
    EMPTY = "empty"


class Piece(NamedTuple):
    """A run of words, or one tag."""

    text: str
    """The words, without the backslashes that escape; of a tag, how it is written."""
    label: str = ""
    """``em1``; empty for words."""
    form: Form | None = None
    """``None`` for words."""

    @property
    def is_break(self) -> bool:
        """Return whether it is a line break, which separates words like white space."""
        return self.form is Form.EMPTY and self.label.rstrip("0123456789") == "br"


class Numbering:
    """Hands out labels: ``a1``, ``a2``, ``em1``, counted by name."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def label(self, name: str) -> str:
        """Return the next label for a name; what is no small Latin letter in it is left out."""
        name = re.sub("[^a-z]", "", name.lower())[:12] or "x"
        self._counts[name] += 1
        return f"{name}{self._counts[name]}"


def write_tag(label: str, form: Form) -> str:
    """Return a tag as it is written."""
    return {Form.OPEN: f"<{label}>", Form.CLOSE: f"</{label}>", Form.EMPTY: f"<{label}/>"}[form]


def escape(text: str, *, before_tag: bool = False) -> str:
    r"""Return words so that nothing in them is read as a tag; the inverse of `strip_tags`.

    Args:
        text: Any words.
        before_tag: Whether a tag follows: then backslashes at the end are doubled, too.
    """
    if "<" not in text:
        return double_slashes(text) if before_tag else text
    escaped = _TAG.sub(
        lambda match: (
            f"{match['slashes']}{match['slashes']}\\{match.group()[len(match['slashes']) :]}"
        ),
        text,
    )
    return double_slashes(escaped) if before_tag else escaped


def double_slashes(text: str) -> str:
    """Return words with the backslashes at their end doubled, as they must be before a tag."""
    return text + "\\" * (len(text) - len(text.rstrip("\\")))


def lex(text: str, *, raw: bool = False) -> Iterator[Piece]:
    r"""Yield the words and tags of a text, in order; words are never empty, nor two in a row.

    Args:
        text: Words with tags.
        raw: Leave words that look like a tag their backslash, as they are written.
    """
    words: list[str] = []
    at = 0
    for match in _TAG.finditer(text):
        slashes = match["slashes"]
        words.append(text[at : match.start()])
        at = match.end()
        written = match.group()[len(slashes) :]
        if len(slashes) % 2:
            words.append(match.group() if raw else slashes[: len(slashes) // 2] + written)
            continue
        words.append(slashes[: len(slashes) // 2])
        if joined := "".join(words):
            yield Piece(joined)
        words = []
        yield Piece(written, match["label"], _form(match))
    if joined := "".join([*words, text[at:]]):
        yield Piece(joined)


def strip_tags(text: str) -> str:
    """Return the words of a text as a reader will see them: no tags, no escapes.

    A line break (``<br1/>``) between words becomes a space: it separates them, too.
    """
    if "<" not in text:
        return text
    words = ""
    is_after_break = False
    for piece in lex(text):
        if piece.form is not None:
            is_after_break = is_after_break or piece.is_break
            continue
        if is_after_break and words and not (words[-1].isspace() or piece.text[0].isspace()):
            words += " "
        words += piece.text
        is_after_break = False
    return words


def list_tags(text: str) -> tuple[Piece, ...]:
    """Return the tags of a text in order."""
    return tuple(piece for piece in lex(text) if piece.form is not None)


def relabel(text: str, labels: Mapping[str, str]) -> str:
    """Return a text whose tags have other labels.

    Args:
        text: Words with tags.
        labels: Old label → new label; all at once, so that two may change places. Other tags stay.
    """

    def written(match: re.Match[str]) -> str:
        label = match["label"]
        if len(match["slashes"]) % 2 or label not in labels:
            return match.group()
        return f"{match['slashes']}{write_tag(labels[label], _form(match))}"

    return _TAG.sub(written, text)


def is_well_formed(text: str) -> bool:
    """Return whether every tag is closed in order, and every label used once."""
    nesting = Nesting()
    for tag in list_tags(text):
        nesting.read(tag)
    return nesting.is_whole


class Nesting:
    """What the tags of a text leave open, as they are read one by one."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self._stack: list[str] = []
        self._seen: set[str] = set()
        self._is_broken = False

    @property
    def is_whole(self) -> bool:
        """Whether what was read is well-formed by itself: as `is_well_formed` says."""
        return not self._stack and not self._is_broken

    def read(self, tag: Piece) -> None:
        """Read the next tag."""
        if tag.form is Form.CLOSE:
            is_right = bool(self._stack) and self._stack.pop() == tag.label
        else:
            is_right = tag.label not in self._seen
            self._seen.add(tag.label)
            if tag.form is Form.OPEN:
                self._stack.append(tag.label)
        self._is_broken = self._is_broken or not is_right


def find_problems(source: str, target: str) -> tuple[str, ...]:
    """Return what is wrong with the tags of a target, in plain words, one line each.

    A target without problems has each of its source's tags exactly once, closed and well nested.
    The order may differ, and so may what stands in what. However bad it is, `expand` makes
    something whole of it.
    """
    known = dict.fromkeys(tag.label for tag in list_tags(source))
    empty = {tag.label for tag in list_tags(source) if tag.form is Form.EMPTY}
    tags = [_as_known(tag, empty) for tag in list_tags(target)]
    starts = Counter(tag.label for tag in tags if tag.form is not Form.CLOSE)
    ends = Counter(tag.label for tag in tags if tag.form is Form.CLOSE)
    problems = [
        f"the tag {_shown(label, empty)} is missing"
        for label in known
        if not starts[label] and not ends[label]
    ]
    for label in dict.fromkeys(tag.label for tag in tags):
        if label not in known:
            problems.append(f"the tag {_shown(label, empty)} is not in the source")
        elif starts[label] > 1 or ends[label] > 1:
            problems.append(
                f"the tag {_shown(label, empty)} stands {max(starts[label], ends[label])} times"
            )
        elif label not in empty and starts[label] > ends[label]:
            problems.append(f"<{label}> is not closed: </{label}> is missing")
        elif label not in empty and ends[label] > starts[label]:
            problems.append(f"</{label}> is not opened: <{label}> is missing")
    return (*problems, *_find_crossings(tags))


def expand(target: str, mapping: Mapping[str, Markup], write: Callable[[str], str]) -> str:
    """Return a target as text of its document, with the markup its tags stand for.

    Total: whatever the target is, what comes out is well nested and every word is in it once.

    * A tag that is not in `mapping` is words, and shown as such.
    * Crossed pairs are closed and opened again where they cross: ``<a1>x<em1>y</a1>z</em1>`` puts
      the same words into the link and the same into emphasis.
    * Half a pair is left out. A pair that stands twice is there twice (a link in two places).
    * A missing pair is left out: its words are there. A missing empty tag is left out, too, unless
      its markup is `Markup.required`; then it goes to the end.
    * What protects its content gives back the file's own text if the words in it are unchanged.

    Args:
        target: Words with tags.
        mapping: Label → markup. Empty tags are those whose `Markup.closing` is ``None``.
        write: Makes words fit for the document: escapes what would be markup there.
    """
    empty = {label for label, markup in mapping.items() if markup.closing is None}
    pieces = _merged(_as_known(piece, empty) for piece in _unknown_as_words(target, mapping))
    used: set[str] = set()
    out = list(_expanded(pieces, mapping, write, used))
    out += [markup.opening for label, markup in mapping.items() if markup.required
            and markup.closing is None and label not in used]  # fmt: skip
    return "".join(out)


def _expanded(
    pieces: list[Piece],
    mapping: Mapping[str, Markup],
    write: Callable[[str], str],
    used: set[str],
) -> Iterator[str]:
    """Yield what pieces are in the document; the labels of tags that are there go into `used`."""
    paired = _paired(pieces)
    stack: list[str] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.form is None:
            yield write(piece.text)
        elif piece.form is Form.EMPTY:
            used.add(piece.label)
            yield mapping[piece.label].opening
        elif at in paired:
            used.add(piece.label)
            end = _protected_end(pieces, at, mapping)
            if end is not None:
                markup = mapping[piece.label]
                yield f"{markup.opening}{markup.inner}{markup.closing}"
                used |= {inner.label for inner in pieces[at:end] if inner.label}
                at = end
            elif piece.form is Form.OPEN:
                stack.append(piece.label)
                yield mapping[piece.label].opening
            else:
                yield from _close(stack, piece.label, mapping)
        at += 1


def _form(match: re.Match[str]) -> Form:
    if match["close"]:
        return Form.CLOSE
    return Form.EMPTY if match["empty"] else Form.OPEN


def _as_known(piece: Piece, empty: set[str]) -> Piece:
    """Return a tag in the form that the source has: ``<br1>`` is meant to be ``<br1/>``."""
    if piece.form is Form.OPEN and piece.label in empty:
        return piece._replace(form=Form.EMPTY)
    return piece


def _shown(label: str, empty: Iterable[str]) -> str:
    return f"<{label}/>" if label in empty else f"<{label}>"


def _find_crossings(tags: Iterable[Piece]) -> list[str]:
    """Return a line for each pair that ends inside another that began in it."""
    stack: list[str] = []
    crossed: list[str] = []
    for tag in tags:
        if tag.form is Form.OPEN:
            stack.append(tag.label)
        elif tag.form is Form.CLOSE and tag.label in stack:
            while (inner := stack.pop()) != tag.label:
                if f"</{inner}>" in {other.text for other in tags}:
                    crossed.append(f"<{tag.label}> and <{inner}> cross")
    return list(dict.fromkeys(crossed))


def _unknown_as_words(target: str, mapping: Mapping[str, Markup]) -> Iterator[Piece]:
    """Yield the pieces of a target; tags that are not in `mapping` as words.

    One in a form that it cannot have (``<a1/>`` of a pair, ``</br1>``) is left out.
    """
    for piece in lex(target):
        if piece.form is None:
            yield piece
            continue
        markup = mapping.get(piece.label)
        if markup is None:
            yield Piece(piece.text)
        elif (piece.form is Form.EMPTY) != (markup.closing is None) and piece.form is not Form.OPEN:
            continue
        else:
            yield piece


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces with words that follow each other in one."""
    merged: list[Piece] = []
    for piece in pieces:
        if piece.form is None and merged and merged[-1].form is None:
            merged[-1] = Piece(merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return merged


def _paired(pieces: list[Piece]) -> set[int]:
    """Return the places of tags that have their other half; one label's pairs do not nest."""
    opened: dict[str, int] = {}
    paired: set[int] = set()
    for at, piece in enumerate(pieces):
        if piece.form is Form.OPEN:
            opened.setdefault(piece.label, at)
        elif piece.form is Form.CLOSE and piece.label in opened:
            paired |= {opened.pop(piece.label), at}
    return paired


def _protected_end(pieces: list[Piece], start: int, mapping: Mapping[str, Markup]) -> int | None:
    """Return the place of the end tag where the words between are those of the file."""
    piece = pieces[start]
    markup = mapping[piece.label]
    if piece.form is not Form.OPEN or markup.inner is None:
        return None
    words: list[str] = []
    for at in range(start + 1, len(pieces)):
        inner = pieces[at]
        if inner.form is Form.CLOSE and inner.label == piece.label:
            return at if "".join(words) == markup.words else None
        if inner.form is not None:
            return None
        words.append(inner.text)
    return None


def _close(stack: list[str], label: str, mapping: Mapping[str, Markup]) -> list[str]:
    """Close a pair, and close and open again those that began in it and go on."""
    out: list[str] = []
    again: list[str] = []
    while (inner := stack.pop()) != label:
        out.append(mapping[inner].closing or "")
        again.append(inner)
    out.append(mapping[label].closing or "")
    for inner in reversed(again):
        stack.append(inner)
        out.append(mapping[inner].opening)
    return out
