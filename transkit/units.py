"""The values that every room shares: frozen, compared by content, checked when made.

The words are those of XLIFF 2.1 (unit, segment, state), TMX and ISO 18587 (post-edit).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

__all__ = [
    "Catalog",
    "Document",
    "Draft",
    "Finding",
    "Furniture",
    "Kind",
    "Markup",
    "Match",
    "Origin",
    "Reference",
    "Segment",
    "Severity",
    "Span",
    "State",
    "Unit",
    "count_words",
    "is_visible",
    "unit_id",
]


_UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Zs"))
"""Categories of Unicode: controls, format signs, separators."""
_FILLERS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Other characters that show nothing."""


class State(str, Enum):
    """How far a unit's translation is (XLIFF 2.1 §4.7.2.10 ``state``)."""

    INITIAL = "initial"
    """No target."""
    TRANSLATED = "translated"
    """A draft: a target that no person has accepted yet."""
    REVIEWED = "reviewed"
    """A person accepted or wrote the target."""


class Origin(str, Enum):
    """Where a target came from."""

    MT = "mt"
    TM = "tm"
    HUMAN = "human"


class Kind(str, Enum):
    """What a unit is in its document."""

    TITLE = "title"
    DECK = "deck"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    LIST_ITEM = "list item"
    CAPTION = "caption"
    BYLINE = "byline"
    TABLE_CELL = "table cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a unit stands in a file."""

    path: str
    """Relative, with forward slashes; as it is written after ``#:``."""
    line: int | None = None
    """1-based; ``None`` where there is none."""

    def __post_init__(self) -> None:
        if self.line is not None and self.line < 0:
            raise ValueError(f"line must not be negative: {self.line}")

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One paragraph to translate, with everything a translator needs to see.

    Also one entry of a PO file: every part that an entry can have is here, so that a catalog that
    somebody else wrote comes out as it went in.
    """

    id: str
    """Stable across edits elsewhere in the document; unique in a catalog. See `unit_id`."""
    source: str
    """``msgid``."""
    kind: Kind = Kind.PARAGRAPH
    target: str = ""
    """``msgstr``; empty exactly when ``state`` is ``State.INITIAL`` (see `plural_targets`)."""
    blank: str = ""
    """White space that a person has left where the target should be: there is none, and the file
    keeps what it has (see `is_visible`)."""
    state: State = State.INITIAL
    origin: Origin | None = None
    """``None`` while there is no target, or where nobody knows."""
    context: str | None = None
    """``msgctxt``: only where the same words need two translations."""
    note: tuple[str, ...] = ()
    """What a translator should look at in this draft, a line each: the ``# transkit:`` comments."""
    comments: tuple[str, ...] = ()
    """A person's own ``# `` comments, verbatim: the line without its leading ``#``."""
    extracted: tuple[str, ...] = ()
    """``#.`` comments: what belongs to the source (kind and position), a line each."""
    references: tuple[Reference, ...] = ()
    flags: tuple[str, ...] = ()
    """Flags but for ``fuzzy``, in file order (``c-format``, ``no-wrap`` …)."""
    previous_source: str | None = None
    """``#| msgid``."""
    previous_context: str | None = None
    """``#| msgctxt``."""
    previous_plural: str | None = None
    """``#| msgid_plural``."""
    plural_source: str | None = None
    """``msgid_plural``; only entries that somebody else wrote have one."""
    plural_targets: tuple[str, ...] = ()
    """``msgstr[0]``, ``msgstr[1]``, …; empty without a ``plural_source``."""

    def __post_init__(self) -> None:
        has_target = bool(self.target) or any(map(is_visible, self.plural_targets))
        if has_target == (self.state is State.INITIAL):
            raise ValueError(f"unit {self.id}: state {self.state.value} and target disagree")
        if self.blank and (self.target or is_visible(self.blank)):
            raise ValueError(f"unit {self.id}: a target that is blank and not")
        if self.plural_targets and self.plural_source is None:
            raise ValueError(f"unit {self.id}: plural targets without a plural source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One sentence of a unit; what an engine translates.

    ``leading + source + trailing`` of all segments of a unit, joined, are the unit's source.
    """

    source: str
    """Begins and ends with something that is no white space, or is empty."""
    leading: str = ""
    """White space before the sentence."""
    trailing: str = ""
    """White space after the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an engine made of one segment."""

    target: str
    score: float
    """exp of the mean token log-probability, in [0, 1]; 1.0 where the engine gives none."""
    reasons: tuple[str, ...] = ()
    """Why a person should look at it, in plain words; empty for a draft without suspicion."""
    failed: bool = False
    """The engine broke down over at least a part of it, whose source stands in its place: it is
    tried again in the next run."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"score must be in [0, 1]: {self.score}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A candidate from the memory for a source."""

    source: str
    """What was translated before."""
    target: str
    origin: Origin
    similarity: float
    """Of the two sources, in [0, 1]; 1.0 exactly where they are equal."""
    differs: tuple[str, ...] = ()
    """What in their difference turns the meaning: see `transkit.text.likeness.find_likeness`."""
    document: str = ""
    """Where it was translated."""
    translator: str = ""
    changed: str = ""
    """When: ``2026-05-14T18:05:00Z``."""
    context: str = ""
    """``msgctxt`` of the PO entry where alone it holds; empty for anywhere."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.similarity <= 1.0:
            raise ValueError(f"similarity must be in [0, 1]: {self.similarity}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a unit stands in `Document.text`."""

    start: int
    """Code points; first of the unit as it is written in the file, hard line breaks included."""
    end: int
    """Code points; one past the last."""
    unit: str
    """Id of the unit."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}–{self.end} is not in order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A line of the page that is not part of the article."""

    line: int
    """1-based."""
    text: str
    reason: str
    """Why it was left out, in plain words ("clock time", "template key")."""
    start: int
    """Code points in `Document.text`."""
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What a numbered tag in a unit stands for in its document; see `transkit.text.markup`."""

    opening: str
    """As it is in the file; all of it for an empty tag."""
    closing: str | None = None
    """``None`` for an empty tag; an empty string where the file leaves it out."""
    required: bool = False
    """Whether a target without this empty tag gets it at its end: a picture, a footnote's mark."""
    inner: str | None = None
    """What stands between, as it is in the file, of a pair that protects it."""
    words: str = ""
    """What the unit's source shows for `inner`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source file that was read.

    Whatever of `text` lies outside `spans` is kept as it is when the document is rebuilt.
    """

    path: str
    """As a person would write it; ``-`` for standard input."""
    format: str
    """Name of the reader: ``text``, ``html``, ``markdown``."""
    language: str
    """Language tag of the source (BCP 47)."""
    text: str
    """The decoded file, line ends as they were."""
    encoding: str = "utf-8"
    """Python codec name that read it (``utf-8-sig`` where there was a BOM)."""
    units: tuple[Unit, ...] = ()
    """In reading order, one per `spans`; the same words twice are two units with one id."""
    spans: tuple[Span, ...] = ()
    """In reading order, never overlapping, but for the value of an attribute (the text that stands
    for a picture) inside the words in whose midst its tag is."""
    furniture: tuple[Furniture, ...] = ()
    """In reading order."""
    markup: tuple[Mapping[str, Markup], ...] | None = None
    """What the tags of each unit stand for, one mapping per `spans`, by label (``a1``).

    ``None`` in a format without inline markup, whose units hold nothing but words. Units with the
    same words and tags have one id, also where their tags stand for different things.
    """

    def __post_init__(self) -> None:
        if len(self.units) != len(self.spans):
            raise ValueError(f"{len(self.units)} units but {len(self.spans)} spans")
        if self.markup is not None and len(self.markup) != len(self.units):
            raise ValueError(f"{len(self.units)} units but {len(self.markup)} mappings of tags")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The units of one document in one target language; on disk, one PO file."""

    source_language: str
    target_language: str
    """Empty in a template (POT)."""
    units: tuple[Unit, ...] = ()
    """In reading order; ids are unique."""
    obsolete: tuple[Unit, ...] = ()
    """Entries behind ``#~``: a person's work whose source is gone."""
    header: tuple[tuple[str, str], ...] = ()
    """Fields in file order, for example ``("Language", "uk")``."""
    header_comments: tuple[str, ...] = ()
    """Comment lines above the header entry, verbatim, without the leading ``#``."""
    header_flags: tuple[str, ...] = field(default=())
    """Flags of the header entry, ``fuzzy`` included (templates have it)."""
    header_entry: Unit | None = None
    """What the header entry holds besides (``#.``, ``#:``, ``#|``); ``None`` where that is nothing.

    A file whose header entry is there but empty has one, a file without a header entry has none.
    """
    trailing_comments: tuple[str, ...] = ()
    """Comment lines behind the last entry, verbatim, without the leading ``#``."""

    def __post_init__(self) -> None:
        ids = [unit.id for unit in self.units]
        if len(set(ids)) != len(ids):
            raise ValueError("unit ids of a catalog must be unique")


class Severity(str, Enum):
    """How sure it is that a finding is a mistake, and how bad one."""

    ERROR = "error"
    """Almost surely wrong, and a reader is misled or the document damaged."""
    WARNING = "warning"
    """Most likely wrong."""
    NOTE = "note"
    """Worth a look, often right as it is."""

    @property
    def rank(self) -> int:
        """Return 0 for a note, 1 for a warning, 2 for an error."""
        return (Severity.NOTE, Severity.WARNING, Severity.ERROR).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check says about one unit."""

    check: str
    """Name of the check."""
    severity: Severity
    message: str
    """In plain words, without a full stop."""
    unit: str
    """Id of the unit."""
    start: int | None = None
    """Code points in the target; ``None`` where no place in it can be named."""
    end: int | None = None
    """One past the last."""

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise ValueError("a place has a start and an end")
        if self.start is not None and self.end is not None and not 0 <= self.start <= self.end:
            raise ValueError(f"place {self.start}–{self.end} is not in order")


def unit_id(source: str, context: str | None = None) -> str:
    """Return the id of the unit with these words: 16 hexadecimal digits.

    Two units have the same id exactly when gettext sees one entry (same ``msgctxt``, same
    ``msgid``); position does not matter, so that ids survive edits elsewhere.
    """
    key = source if context is None else f"{context}\x04{source}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_visible(text: str) -> bool:
    """Return whether a text has a character that can be seen: no space, control or format sign."""
    return any(
        unicodedata.category(character) not in _UNSEEN and character not in _FILLERS
        for character in text
    )


def count_words(texts: Sequence[str]) -> int:
    """Return the number of white-space separated words in all `texts`."""
    return sum(len(text.split()) for text in texts)
