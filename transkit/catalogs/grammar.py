"""From the pieces of a PO file to its entries, which are polib's.

polib gives the data model (`polib.POEntry`); which piece may follow which is gettext's grammar
(``po-gram-gen.y``), so that what `parse_entries` accepts is what ``msgfmt`` accepts. In an entry's
``tcomment`` and ``comment`` the lines stand verbatim, without their mark; ``None`` is "not there".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import polib

from transkit.catalogs.lexer import Comment, Field, decode_string, tokenize
from transkit.errors import CatalogError

__all__ = ["Entries", "parse_entries", "parse_flags", "parse_references"]

_FOLLOWS: dict[str, tuple[str, ...]] = {
    "#| msgctxt": ("",),
    "#| msgid": ("", "#| msgctxt"),
    "#| msgid_plural": ("#| msgid",),
    "msgctxt": ("", "#| msgid", "#| msgid_plural"),
    "msgid": ("", "#| msgid", "#| msgid_plural", "msgctxt"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    "msgstr[]": ("msgid_plural", "msgstr[]"),
}
"""What may stand before each field of an entry; the empty string is the entry's beginning."""
_FINISHED = ("msgstr", "msgstr[]")
_DUE = {"msgid": "msgstr", "msgid_plural": "msgstr[0]", "msgctxt": "msgid"}
_ATTRIBUTES = {
    "#| msgctxt": "previous_msgctxt",
    "#| msgid": "previous_msgid",
    "#| msgid_plural": "previous_msgid_plural",
    "msgctxt": "msgctxt",
    "msgid": "msgid",
    "msgid_plural": "msgid_plural",
    "msgstr": "msgstr",
}
_FLAG = re.compile(r"range:[\s,]*[0-9]+\.\.[0-9]+|[^\s,]+")
_PLAIN_FLAGS = re.compile(r"[\s,]*[A-Za-z][\w.:-]*(?:[\s,]+[A-Za-z0-9][\w.:-]*)*[\s,]*", re.ASCII)
_REFERENCE = re.compile(
    r"""[ \t\n]*
    (?: \u2068([^\u2069]*)\u2069 | ([^ \t\n]+?) )
    (?: [ \t\n]*:[ \t\n]*([0-9]+) )?
    (?= [ \t\n] | $ )""",
    re.VERBOSE,
)


@dataclass(slots=True)
class Entries:
    """Everything in a PO file."""

    entries: list[polib.POEntry] = field(default_factory=list)
    """In file order; the header, if there is one, among them."""
    trailing: list[str] = field(default_factory=list)
    """Comment lines behind the last entry."""


def parse_entries(text: str, encoding: str, path: Path | None = None) -> Entries:
    r"""Return the entries of a decoded PO file in file order.

    Args:
        text: The file, with ``\n`` as its line end.
        encoding: What byte escapes in strings are in (a Python codec).
        path: For error messages.

    Raises:
        CatalogError: The file breaks gettext's grammar, with the line.
    """
    parser = _Parser(encoding, path)
    for token in tokenize(text, path):
        if isinstance(token, Comment):
            parser.add_comment(token)
        else:
            parser.add_field(token)
    return parser.finish()


def parse_flags(text: str) -> list[str]:
    """Return the flags of a ``#,`` line, each as gettext spells it."""
    return [re.sub(r":[\s,]*", ": ", flag, count=1) if flag.startswith("range:") else flag
            for flag in _FLAG.findall(text)]  # fmt: skip


def parse_references(text: str) -> list[tuple[str, str]]:
    """Return file name and line (a number or nothing) of each reference of an entry.

    A name with spaces stands between U+2068 and U+2069 (gettext 0.22 and newer). What an older
    ``msgcat``, for which these are parts of words, has made of such names is mended: it breaks
    lines within them, and writes a word that comes twice only once.
    """
    found: list[tuple[str, str]] = []
    position = 0
    while match := _REFERENCE.match(text, position):
        isolated, plain, line = match.groups()
        name = _mended(plain, found) if isolated is None else re.sub(r"\n[ \t]*", " ", isolated)
        found.append((name, line or ""))
        position = match.end()
    return found


def _mended(name: str, found: list[tuple[str, str]]) -> str:
    """Return the whole of a file name of which only the last word is there."""
    if not name.endswith("\u2069"):
        return name
    word = name.removesuffix("\u2069")
    return next((known for known, _ in found if known.endswith(f" {word}")), word)


class _Parser:
    """Gettext's grammar as a machine: which field of the current entry came last."""

    def __init__(self, encoding: str, path: Path | None) -> None:
        self._encoding = encoding
        self._path = path
        self._result = Entries()
        self._begin()

    def _begin(self) -> None:
        """Start a new entry."""
        self._entry = polib.POEntry(msgctxt=None, msgid_plural=None)
        self._comments: dict[str, list[str]] = {"": [], ".": [], ":": []}
        self._raw_comments: list[str] = []
        self._stage = ""
        self._line = 0
        self._field_line = 0
        self._parts: list[str] = []

    def add_comment(self, comment: Comment) -> None:
        """Take a comment line, which begins an entry or continues its beginning."""
        if self._stage in _FINISHED:
            self._end_entry()
        elif self._stage and not self._stage.startswith("#|"):
            raise self._error(
                f"a comment between {self._stage} and what must follow it",
                comment.line,
                "comments stand above the entry",
            )
        text = comment.text
        self._raw_comments.append(text)
        mark = text[:1]
        if mark in (",", "=", "!") and self._add_flags(mark, text[1:]):
            return
        if mark in (".", ":"):
            text = text[1:]
        else:
            mark = ""
        self._comments[mark].append(text)

    def _add_flags(self, mark: str, text: str) -> bool:
        """Take a flag line, or say that it is a comment that only looks like one (``#====``)."""
        if mark != "," and not _PLAIN_FLAGS.fullmatch(text):
            return False
        flags = self._entry.flags
        flags.extend(flag for flag in dict.fromkeys(parse_flags(text)) if flag not in flags)
        return True

    def add_field(self, token: Field) -> None:
        """Take a keyword or string."""
        if token.keyword is not None:
            self._add_keyword(token)
        if token.text is not None:
            if not self._stage or token.previous != self._stage.startswith("#|"):
                raise self._error("a string without msgid or msgstr", token.line, None)
            self._check_obsolete(token)
            self._parts.append(token.text)

    def _add_keyword(self, token: Field) -> None:
        """Start the next field of this entry, or the next entry."""
        stage = f"#| {token.keyword}" if token.previous else f"{token.keyword}"
        if token.index is not None:
            stage += "[]"
        if stage not in _FOLLOWS:
            raise self._error(f"{stage} does not exist", token.line, None)
        if self._stage in _FINISHED and "" in _FOLLOWS[stage]:
            self._end_entry()
        if self._stage not in _FOLLOWS[stage]:
            raise self._misplaced(stage, token.line)
        self._end_field()
        if not token.previous and self._stage[:2] in ("", "#|"):
            self._entry.obsolete = token.obsolete
            self._entry.linenum = token.line
        self._line = self._line or token.line
        self._stage, self._field_line = stage, token.line
        self._check_obsolete(token)
        if token.index is not None:
            self._check_index(token)

    def _check_obsolete(self, token: Field) -> None:
        """Make sure that all of an entry, or nothing of it, is behind ``#~``."""
        if not token.previous and token.obsolete != bool(self._entry.obsolete):
            raise self._error(
                "only a part of the entry is marked with #~",
                token.line,
                "mark all of its lines or none",
            )

    def _check_index(self, token: Field) -> None:
        """Make sure that plural forms are counted from 0."""
        expected = len(self._entry.msgstr_plural)
        if token.index != expected:
            raise self._error(
                f"msgstr[{token.index}] where msgstr[{expected}] is due",
                token.line,
                "number the plural forms 0, 1, 2, …",
            )
        self._entry.msgstr_plural[expected] = ""

    def _end_field(self) -> None:
        """Put the strings of the current field together."""
        if not self._stage:
            return
        if not self._parts:
            raise self._error(f"{self._stage} without a string", self._field_line, 'write ""')
        joined = "".join(self._parts)
        text = decode_string(joined, self._encoding, self._field_line, self._path)
        if self._stage == "msgstr[]":
            self._entry.msgstr_plural[len(self._entry.msgstr_plural) - 1] = text
        else:
            setattr(self._entry, _ATTRIBUTES[self._stage], text)
        self._parts = []

    def _end_entry(self) -> None:
        """Finish the current entry and start the next."""
        self._end_field()
        entry = self._entry
        entry.tcomment = "\n".join(self._comments[""]) if self._comments[""] else None
        entry.comment = "\n".join(self._comments["."]) if self._comments["."] else None
        entry.occurrences = parse_references("\n".join(self._comments[":"]))
        self._result.entries.append(entry)
        self._begin()

    def finish(self) -> Entries:
        """Return everything, after the last token."""
        if self._stage in _FINISHED:
            self._end_entry()
        elif self._stage:
            raise self._misplaced("", self._field_line)
        self._result.trailing = self._raw_comments
        return self._result

    def _misplaced(self, stage: str, line: int) -> CatalogError:
        """Return the error for a field (or the end) that may not come now."""
        missing = "msgid_plural" if stage == "msgstr[]" else _DUE.get(self._stage)
        if missing is not None and self._stage in _DUE:
            message = f"the entry of line {self._line} has no {missing}"
            return self._error(message, line, f'add {missing} ""')
        place = f"after {self._stage}" if self._stage else "at the beginning of an entry"
        return self._error(f"{stage or 'the end'} {place}", line, None)

    def _error(self, message: str, line: int, hint: str | None) -> CatalogError:
        """Return an error at `line`."""
        return CatalogError(
            message, path=self._path, line=line, hint=hint or "msgfmt -c shows what it expects"
        )
