r"""Reading and writing PO files, side by side.

`serialize_po` writes exactly what GNU ``msgcat --no-wrap`` (0.21 and newer) makes of its output,
and `parse_po` reads what any gettext tool, Poedit or polib has written. What ``msgcat`` would drop
is kept instead, because a person wrote it: flags that it does not know, ``fuzzy`` on an entry whose
first plural form alone is empty, comments behind the last entry, obsolete entries without a target.

What is written where:

* ``\a \b \t \n \v \f \r " \\`` in strings are escaped, every other character stands for itself,
  U+2028, U+0085, other controls and a U+FEFF inside a text included; a file never begins with one.
* NUL, U+0004 (gettext's separator of context and source) and lone surrogates cannot be in a PO
  file: writing them is an error. `writable_text` removes them from what is to become a unit.
* A ``\r`` is escaped in strings. In comments, where nothing can be, it ends the line: readers with
  universal line ends would see one there anyway.
* A comment that ends with a backslash gets a space behind it: gettext joins such a line with the
  next one.
* Flags stand in gettext's order, all on one ``#,`` line, as its manual asks for until 2027
  ("Entry Flags"); ``#=`` lines are read like ``#,`` lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from transkit.catalogs.grammar import parse_entries
from transkit.catalogs.lexer import decode_po
from transkit.catalogs.notes import MARK, is_note, keep_last_words, rejoin_notes
from transkit.errors import CatalogError, LanguageError
from transkit.files import explain_os_error
from transkit.text.languages import normalize_language
from transkit.units import Catalog, Kind, Reference, State, Unit, is_visible, unit_id

if TYPE_CHECKING:
    from polib import POEntry

__all__ = [
    "find_line_breaks",
    "is_fuzzy",
    "match_newlines",
    "parse_po",
    "read_po",
    "serialize_po",
    "state_of",
    "writable_text",
]

_NOTE = f" {MARK} "
"""So begins the text of a translator comment that may be ours: see `is_note`."""
_REFERENCES_WIDTH = 79
"""gettext wraps ``#:`` lines at this many bytes also with ``--no-wrap``."""
_FIELD = re.compile(r"([A-Za-z][\w.-]*):(?!//) ?(.*)", re.DOTALL)
_KIND = re.compile(rf"({'|'.join(kind.value for kind in Kind)})(?=$|[,;:]| [0-9])")
_SPACES = re.compile(r"[ \t]+")
_LINE_ENDS = re.compile(r"\r\n?|\n")
_ESCAPES = str.maketrans({
    "\a": r"\a", "\b": r"\b", "\t": r"\t", "\n": r"\n", "\v": r"\v", "\f": r"\f", "\r": r"\r",
    '"': r"\"", "\\": r"\\",
})  # fmt: skip
_UNWRITABLE = re.compile("[\0\x04\ud800-\udfff]")
_FORMATS = (
    "c", "objc", "c++", "python", "python-brace", "java", "java-printf", "csharp", "javascript",
    "scheme", "lisp", "elisp", "librep", "rust", "go", "ruby", "sh", "sh-printf", "awk", "lua",
    "object-pascal", "modula2", "d", "ocaml", "smalltalk", "qt", "qt-plural", "kde", "kde-kuit",
    "boost", "tcl", "perl", "perl-brace", "php", "gcc-internal", "gfc-internal", "ycp",
)  # fmt: skip
_FLAG_ORDER = {
    flag: position
    for position, flag in enumerate(
        flag
        for name in _FORMATS
        for flag in (f"{name}-format", f"no-{name}-format", f"possible-{name}-format")
    )
}
"""The order of gettext 1.0's ``format_language``, of which older ones are subsequences."""


def state_of(*, has_target: bool, fuzzy: bool) -> State:
    """Return the state that an entry on disk is in.

    No ``msgstr``, or nothing in it that can be seen: initial (whatever its flags say); fuzzy:
    translated; otherwise: reviewed.
    """
    if not has_target:
        return State.INITIAL
    return State.TRANSLATED if fuzzy else State.REVIEWED


def is_fuzzy(unit: Unit) -> bool:
    """Return whether `unit` is written with ``#, fuzzy``; the inverse of `state_of`."""
    return unit.state is State.TRANSLATED


def match_newlines(source: str, target: str) -> str:
    r"""Return `target` with the line breaks of `source` at its beginning and end.

    ``msgfmt -c`` requires that ``msgid`` and ``msgstr`` both begin, and both end, with ``\n`` or
    that neither does. An empty target stays empty. For drafts, and for what is built: in a catalog
    what a person wrote is left (see `find_line_breaks`).
    """
    core = target.strip("\n")
    if not core:
        return ""
    if not source.strip("\n"):
        return core
    leading = source[: len(source) - len(source.lstrip("\n"))]
    trailing = source[len(source.rstrip("\n")) :]
    return f"{leading}{core}{trailing}"


def find_line_breaks(unit: Unit) -> str:
    """Return why ``msgfmt -c`` refuses a unit's target, in plain words; empty where it does not.

    Line breaks at the ends of source and target have to agree. Only what a person has accepted is
    compiled, and looked at.
    """
    targets = unit.plural_targets if unit.plural_source is not None else (unit.target,)
    if unit.state is not State.REVIEWED:
        return ""
    for target in filter(None, targets):
        for what, one, other in (
            ("begins", unit.source[:1], target[:1]),
            ("ends", unit.source[-1:], target[-1:]),
        ):
            if other == "\n" != one:
                return f"{what} with a line break, and its source does not: take it out"
            if one == "\n" != other:
                return f"does not {what[:-1]} with a line break, as its source does: add one"
    return ""


def writable_text(text: str) -> str:
    r"""Return `text` as a PO file can hold it and every reader reads it.

    NUL, U+0004 and U+FEFF (a byte order mark) go, a lone surrogate becomes U+FFFD, and ``\r\n`` and
    ``\r`` become ``\n``. Idempotent.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\0\x04\ufeff]", "", text)
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def read_po(path: Path) -> Catalog:
    """Return the catalog in a file.

    Raises:
        CatalogError: The file cannot be read, or see `parse_po`.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CatalogError(
            f"cannot be read: {explain_os_error(error)}", path=path, hint="check the path"
        ) from error
    return parse_po(content, path)


def parse_po(content: bytes, path: Path | None = None) -> Catalog:
    """Return the catalog in the bytes of a PO or POT file.

    Nothing is lost: every part of every entry, known or not, is in the catalog and is written again
    by `serialize_po`. Line ends, wrapping, the order of flags and escapes are not parts.

    Args:
        content: The file, in the encoding that its header declares. A catalog is always written as
            UTF-8, and its header says so if the file's did not.
        path: For error messages.

    Raises:
        CatalogError: The file breaks gettext's grammar, defines an entry twice, or is not text;
            with the line.
    """
    text, encoding = decode_po(content, path)
    parsed = parse_entries(text, encoding, path)
    header_entry: POEntry | None = None
    units: list[Unit] = []
    obsolete: list[Unit] = []
    lines: dict[str, int] = {}
    known = cache(partial(_targets_of, parsed.entries))
    for entry in parsed.entries:
        unit = _unit_from(entry, known)
        is_header = not entry.obsolete and not entry.msgid and entry.msgctxt is None
        if entry.obsolete:
            obsolete.append(unit)
            continue
        if unit.id in lines:
            raise _duplicate(lines[unit.id], entry.linenum, path)
        lines[unit.id] = entry.linenum
        if is_header and entry.msgid_plural is None:
            header_entry = entry
        else:
            units.append(unit)
    catalog = Catalog(
        source_language="en",
        target_language="",
        units=keep_last_words(units, obsolete),
        obsolete=keep_last_words(obsolete, units),
        trailing_comments=tuple(
            line for text in parsed.trailing for line in _LINE_ENDS.split(text)
        ),
    )
    if header_entry is None:
        return catalog
    return _with_header(catalog, header_entry, is_ascii=text.isascii())


def serialize_po(catalog: Catalog) -> bytes:
    """Return the PO file of a catalog, as UTF-8.

    Deterministic; ``parse_po`` gives the catalog back, and a second round gives the same bytes.

    Raises:
        CatalogError: A text holds a character that no PO file can hold (see `writable_text`).
        ValueError: An entry has no source and no context (it would be the header), or a previous
            context or plural without a previous source, which gettext has no grammar for.
    """
    blocks = [_entry_lines(unit, "") for unit in catalog.units]
    blocks[:0] = _header_lines(catalog)
    blocks += [_entry_lines(unit, "#~ ") for unit in catalog.obsolete]
    if catalog.trailing_comments:
        blocks.append([_guard(f"#{text}") for text in catalog.trailing_comments])
    content = "\n\n".join("\n".join(lines) for lines in blocks)
    return f"{content}\n".encode() if content else b""


def _targets_of(entries: Iterable[POEntry]) -> str:
    """Return the targets of entries, each in one line."""
    return "\n".join(" ".join(entry.msgstr.split()) for entry in entries)


def _unit_from(entry: POEntry, known: Callable[[], str]) -> Unit:
    """Return the unit of an entry; `known` returns all targets of its file."""
    extracted = _without_space(entry.comment)
    comments = rejoin_notes(_comments_of(entry), known)
    notes = [
        text for text in comments if text.startswith(_NOTE) and is_note(text.removeprefix(_NOTE))
    ]
    plural_targets = tuple(entry.msgstr_plural.values())
    is_blank = not is_visible(entry.msgstr) and is_visible(entry.msgid)
    has_target = (bool(entry.msgstr) and not is_blank) or any(map(is_visible, plural_targets))
    references = dict.fromkeys(
        Reference(path=_without_dot(name), line=int(line) if line else None)
        for name, line in entry.occurrences
        if name
    )
    kind = _KIND.match(extracted[0]) if extracted else None
    return Unit(
        id=unit_id(entry.msgid, entry.msgctxt),
        source=entry.msgid,
        kind=Kind(kind.group(1)) if kind else Kind.PARAGRAPH,
        target="" if is_blank else entry.msgstr,
        blank=entry.msgstr if is_blank else "",
        state=state_of(has_target=has_target, fuzzy="fuzzy" in entry.flags),
        context=entry.msgctxt,
        note=tuple(text.removeprefix(_NOTE) for text in notes),
        comments=tuple(text for text in comments if text not in notes),
        extracted=extracted,
        references=tuple(references),
        flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
        previous_source=entry.previous_msgid,
        previous_context=entry.previous_msgctxt,
        previous_plural=entry.previous_msgid_plural,
        plural_source=entry.msgid_plural,
        plural_targets=plural_targets,
    )


def _with_header(catalog: Catalog, entry: POEntry, *, is_ascii: bool) -> Catalog:
    """Return `catalog` with what its header entry holds."""
    unit = _unit_from(entry, str)
    fields = _header_fields(unit.target)
    if not is_ascii:
        fields = tuple(_in_utf8(name, value) for name, value in fields)
    values = {name.lower(): value.strip() for name, value in reversed(fields)}
    comments = _comments_of(entry)
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy" or fields)
    rest = replace(
        unit, kind=Kind.PARAGRAPH, target="", state=State.INITIAL, note=(), comments=(), flags=(),
        plural_source=None, plural_targets=(),
    )  # fmt: skip
    bare = Unit(id=unit.id, source="")
    is_empty = not fields and not comments and not flags
    return replace(
        catalog,
        source_language=_language(values.get("x-source-language", "")) or "en",
        target_language=_language(values.get("language", "")),
        header=fields,
        header_comments=comments,
        header_flags=flags,
        header_entry=rest if rest != bare or is_empty else None,
    )


def _language(locale: str) -> str:
    """Return the tag of a language in a header; empty where it is none."""
    try:
        return normalize_language(locale)
    except LanguageError:
        return ""


def _header_fields(text: str) -> tuple[tuple[str, str], ...]:
    """Return name and value of each line of the header; a line that is no field has no name."""
    lines = text.removesuffix("\n").split("\n") if text else []
    fields = []
    for line in lines:
        match = _FIELD.fullmatch(line)
        fields.append((match.group(1), match.group(2)) if match else ("", line))
    return tuple(fields)


def _in_utf8(name: str, value: str) -> tuple[str, str]:
    """Return a header field as it must be where the file is UTF-8 and not only ASCII."""
    if name.lower() != "content-type" or re.search(r"charset=utf-?8\b", value, re.IGNORECASE):
        return name, value
    return name, re.sub(r"charset=[^ \t]+", "charset=UTF-8", value)


def _duplicate(first: int, second: int, path: Path | None) -> CatalogError:
    """Return the error for an entry that stands in the file twice."""
    name = "messages.po" if path is None else path.name
    return CatalogError(
        f"this entry is there already, in line {first}",
        path=path,
        line=second,
        hint=f"keep one of them, or run: msguniq {name} -o {name}",
    )


def _comments_of(entry: POEntry) -> tuple[str, ...]:
    """Return all translator comments of an entry, without their ``#``."""
    return () if entry.tcomment is None else tuple(_comment_lines(entry.tcomment.split("\n")))


def _comment_lines(lines: Iterable[str]) -> Iterator[str]:
    r"""Yield comment lines as msgcat spells them: a space before the text; ``\r`` ends a line."""
    for raw in lines:
        for line in _LINE_ENDS.split(raw):
            text = "" if line == " " else line
            yield text if not text or text[0] == " " else f" {text}"


def _without_space(comment: str | None) -> tuple[str, ...]:
    """Return the lines of an extracted comment without the space that follows its mark."""
    if comment is None:
        return ()
    return tuple(line.removeprefix(" ") for line in _LINE_ENDS.split(comment))


def _without_dot(name: str) -> str:
    """Return a file name without leading ``./``, which gettext never writes."""
    while name.startswith("./"):
        name = name[2:]
    return name


def _header_lines(catalog: Catalog) -> list[list[str]]:
    """Return the lines of the header entry, in a list, or nothing where there is none."""
    entry = catalog.header_entry
    if not (catalog.header or catalog.header_comments or catalog.header_flags or entry):
        return []
    named = (f"{name}: {value}" if name else value for name, value in catalog.header)
    fields = "".join(f"{line}\n" for line in named)
    base = entry or Unit(id=unit_id(""), source="")
    fuzzy = "fuzzy" in catalog.header_flags and bool(fields)
    flags = [flag for flag in catalog.header_flags if flag != "fuzzy"]
    lines = [_guard(f"#{text}") for text in _comment_lines(catalog.header_comments)]
    lines += _source_lines(base)
    lines += _flag_lines(flags, fuzzy=fuzzy)
    lines += _previous_lines(base, "#| ")
    lines += ['msgid ""', *_string_lines("", "msgstr", fields, base)]
    return [lines]


def _entry_lines(unit: Unit, mark: str) -> list[str]:
    """Return the lines of an entry; `mark` is ``#~ `` for an obsolete one."""
    if not unit.source and unit.context is None and not mark:
        raise ValueError("a unit without source and context would be the header")
    lines = [_guard(f"#{_NOTE}{_LINE_ENDS.sub(' ', note)}") for note in unit.note]
    lines += [_guard(f"#{text}") for text in _comment_lines(unit.comments)]
    lines += _source_lines(unit)
    lines += _flag_lines(unit.flags, fuzzy=is_fuzzy(unit))
    lines += _previous_lines(unit, "#~| " if mark else "#| ")
    if unit.context is not None:
        lines += _string_lines(mark, "msgctxt", unit.context, unit)
    lines += _string_lines(mark, "msgid", unit.source, unit)
    if unit.plural_source is None:
        return lines + _string_lines(mark, "msgstr", unit.target or unit.blank, unit)
    lines += _string_lines(mark, "msgid_plural", unit.plural_source, unit)
    for number, target in enumerate(unit.plural_targets or ("",)):
        lines += _string_lines(mark, f"msgstr[{number}]", target, unit)
    return lines


def _source_lines(unit: Unit) -> list[str]:
    """Return the ``#.`` and ``#:`` lines."""
    lines = [
        _guard(f"#. {line}" if line else "#.")
        for text in unit.extracted
        for line in _LINE_ENDS.split(text)
    ]
    current = ""
    column = 2
    for written, width in dict.fromkeys(map(_written_reference, unit.references)):
        if current and column + width > _REFERENCES_WIDTH:
            lines.append(_guard(f"#:{current}"))
            current, column = "", 2
        current += f" {written}"
        column += width
    return [*lines, _guard(f"#:{current}")] if current else lines


def _written_reference(reference: Reference) -> tuple[str, int]:
    """Return a reference as it stands after ``#:`` and the bytes that gettext counts for it.

    A name with spaces is isolated as gettext 0.22 and newer do it; the isolates do not count. Of
    several spaces or tabs in a row gettext keeps one space.
    """
    name = _without_dot(_SPACES.sub(" ", _LINE_ENDS.sub(" ", reference.path)))
    line = "" if reference.line is None else f":{reference.line}"
    width = len(name.encode("utf-8", "surrogatepass")) + len(line) + 1
    return (f"\u2068{name}\u2069{line}" if " " in name else name + line), width


def _flag_lines(flags: Iterable[str], *, fuzzy: bool) -> list[str]:
    """Return the ``#,`` line, or nothing where there are no flags."""

    def order(flag: str) -> tuple[int, int]:
        if flag in _FLAG_ORDER:
            return 0, _FLAG_ORDER[flag]
        if flag.startswith("range:"):
            return 1, 0
        return (2 if flag == "no-wrap" else 3), 0

    written = ["fuzzy"] if fuzzy else []
    written += sorted(dict.fromkeys(flags), key=order)
    return [_guard(f"#, {', '.join(written)}")] if written else []


def _previous_lines(unit: Unit, mark: str) -> list[str]:
    """Return the ``#|`` lines."""
    if unit.previous_source is None:
        if unit.previous_context is not None or unit.previous_plural is not None:
            raise ValueError(f"unit {unit.id}: a previous context or plural needs a source")
        return []
    lines = []
    if unit.previous_context is not None:
        lines += _string_lines(mark, "msgctxt", unit.previous_context, unit)
    lines += _string_lines(mark, "msgid", unit.previous_source, unit)
    if unit.previous_plural is not None:
        lines += _string_lines(mark, "msgid_plural", unit.previous_plural, unit)
    return lines


def _string_lines(mark: str, keyword: str, text: str, unit: Unit) -> list[str]:
    r"""Return a keyword with its string, a line for each line of the string.

    As gettext's ``wrap`` does without a width: an empty first line where there is a ``\n`` that
    does not end the string.
    """
    if bad := _UNWRITABLE.search(text):
        raise CatalogError(
            f"the text of unit {unit.id} holds U+{ord(bad.group()):04X}, which no PO file can hold",
            hint="remove the character from the source",
        )
    end = text.find("\n")
    if end in (-1, len(text) - 1):
        return [f'{mark}{keyword} "{text.translate(_ESCAPES)}"']
    *ended, last = text.split("\n")
    lines = [f'{mark}"{line.translate(_ESCAPES)}\\n"' for line in ended]
    if last:
        lines.append(f'{mark}"{last.translate(_ESCAPES)}"')
    return [f'{mark}{keyword} ""', *lines]


def _guard(line: str) -> str:
    """Return a comment line that gettext does not join with the next one, as UTF-8 can hold it."""
    if bad := re.search("[\0\ud800-\udfff]", line):
        raise CatalogError(
            f"a comment holds U+{ord(bad.group()):04X}, which no PO file can hold",
            hint="remove the character",
        )
    return f"{line} " if line.endswith("\\") else line
