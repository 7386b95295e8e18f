"""Catalogs as nasty as gettext can hold them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from transkit.catalogs import make_header
from transkit.units import Catalog, Kind, Reference, State, Unit, is_visible, unit_id

__all__ = ["HEADER", "catalogs", "texts", "unit"]

HEADER = make_header(
    source_language="en", target_language="uk", created="2024-05-01 12:00+0000", project="test"
)
_PIECES = [
    '"', "\\", "\\n", "\t", "\r", "\n", "\a", "\b", "\v", "\f", "\x01", "\x1b", "\x7f", "\x85",
    "\u2028", "\u2029", "\ufeff", "\u00a0", "\u2068", "\u2069", "e\u0301", "😀", "👩‍👩‍👧", "한국어",
    "조선말 ", "שלום", "مرحبا", "Привіт, світе! ", "%s", "{name}", "#~ ", "msgid", " ", "  ", "-",
    "a" * 90, "word " * 30, "漢字" * 60,
]  # fmt: skip
_CHARACTERS = st.characters(exclude_characters="\0\x04", exclude_categories=["Cs"])
texts = st.lists(st.sampled_from(_PIECES) | st.text(_CHARACTERS, max_size=8), max_size=8).map(
    "".join
)
"""Any text that a PO file can hold."""
_FLAGS = ("c-format", "no-python-format", "kde-format", "range: 0..10", "no-wrap")
_NAMES = st.text(
    st.characters(exclude_characters="\0\u2068\u2069: \t\n\r\\", exclude_categories=["Cs"]),
    min_size=1,
    max_size=60,
).filter(lambda name: not name.startswith("./") and not name[-1:].isdigit())


def unit(source: str, target: str = "", *, context: str | None = None) -> Unit:
    """Return a unit as a catalog has it: a draft, or untranslated."""
    state = State.TRANSLATED if target else State.INITIAL
    return Unit(
        id=unit_id(source, context), source=source, target=target, context=context, state=state
    )


_LINES = texts.map(lambda text: text.replace("\n", " ").replace("\r", " ").rstrip("\\"))
_REFERENCES = st.builds(Reference, path=_NAMES, line=st.none() | st.integers(0, 99_999))


def _comment(line: str) -> str:
    """Return a translator comment as a person could have written it."""
    return f" {line}" if line else ""


_NOTES = st.sampled_from(
    ["high risk: read it closely", "sentence 2 is new: machine draft", "the draft repeats itself"]
) | _LINES.map(lambda line: f"a{line} [numbers]")
_COMMENTS = _LINES.map(_comment).filter(lambda line: not line.lstrip().startswith("transkit:"))


@st.composite
def _entries(draw: st.DrawFn, *, obsolete: bool) -> Unit:
    """Draw an entry with any of its parts."""
    source = draw(texts.filter(bool))
    context = draw(st.none() | texts)
    plural = draw(st.none() | texts.filter(bool))
    targets: tuple[str, ...] = ()
    target = ""
    if plural is None:
        target = draw(texts.filter(bool) if obsolete else texts)
    else:
        first = draw(texts.filter(bool) if obsolete else texts)
        rest = draw(st.lists(texts, min_size=2, max_size=2)) if first else ["", ""]
        targets = (first, *rest)
    fuzzy = draw(st.booleans())
    state = State.INITIAL
    is_blank = is_visible(source) and not is_visible(target)
    target, blank = ("", target) if is_blank else (target, "")
    if target or any(map(is_visible, targets)):
        state = State.TRANSLATED if fuzzy else State.REVIEWED
    flags = draw(st.sets(st.sampled_from(_FLAGS)))
    if obsolete:
        flags -= {"range: 0..10"}  # msgcat drops it there
    previous = draw(st.none() | texts)
    entry = Unit(
        id=unit_id(source, context),
        source=source,
        context=context,
        target=target,
        blank=blank,
        state=state,
        note=tuple(draw(st.lists(_NOTES, max_size=2))),
        comments=tuple(draw(st.lists(_COMMENTS, max_size=3))),
        references=tuple(draw(st.lists(_REFERENCES, max_size=6, unique=True))),
        flags=tuple(flag for flag in _FLAGS if flag in flags),
        previous_source=previous,
        previous_context=None if previous is None else draw(st.none() | texts),
        previous_plural=None if previous is None else draw(st.none() | texts),
        plural_source=plural,
        plural_targets=targets,
    )
    if not draw(st.booleans()):
        return entry
    kind = draw(st.sampled_from(Kind))
    return replace(entry, kind=kind, extracted=(kind.value, *draw(st.lists(_LINES, max_size=2))))


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """Draw a catalog of entries that `msgcat` keeps whole."""
    units = draw(st.lists(_entries(obsolete=False), max_size=5, unique_by=lambda unit: unit.id))
    seen = {unit.id for unit in units}
    obsolete = draw(st.lists(_entries(obsolete=True), max_size=2, unique_by=lambda unit: unit.id))
    return Catalog(
        source_language="en",
        target_language="uk",
        units=tuple(units),
        obsolete=tuple(unit for unit in obsolete if unit.id not in seen),
        header=HEADER,
        header_comments=tuple(draw(st.lists(_COMMENTS, max_size=2))),
    )
