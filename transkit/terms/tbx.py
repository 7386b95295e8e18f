"""TBX, the exchange format of glossaries: ISO 30042:2008 (``martif``) and :2019 (``tbx``) read.

Written is TBX-Basic in the older form, which OmegaT, memoQ and translate-toolkit read. Reading
trusts nothing: entities cannot be declared, nothing is fetched, depth and length are bounded; a
``DOCTYPE`` that only names the DTD is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from transkit.errors import LanguageError, TermsError
from transkit.files import explain_os_error
from transkit.terms.glossary import Entry
from transkit.text.languages import normalize_language

__all__ = ["read_tbx", "serialize_tbx"]

_DEEPEST = 64
_LONGEST = 1 << 16
_LARGEST = 256 * 1024 * 1024
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONCEPTS = frozenset({"termEntry", "conceptEntry"})
_LANGUAGES = frozenset({"langSet", "langSec"})
_TERMS = frozenset({"tig", "ntig", "termSec"})
_WRONG = ("deprecated", "superseded", "obsolete", "forbidden", "notrecommended")
_LESSER = ("admitted",)
_CASE = re.compile(r"(?:x-)?case[_-]?sensitiv(?:e|ity)", re.IGNORECASE)
"""How programs call it; the standard has no name for it."""
_CASES = {
    **dict.fromkeys(("yes", "true", "casesensitive", "case-sensitive", "sensitive"), "yes"),
    **dict.fromkeys(("no", "false", "permissive", "insensitive", "caseinsensitive"), "no"),
}


@dataclass(slots=True)
class _Word:
    """A term in one language, with what is said about it."""

    language: str
    text: str = ""
    status: str = ""
    part_of_speech: str = ""
    case: str = ""
    """``yes`` or ``no``, if anything is said about capitals."""


@dataclass(slots=True)
class _Reader:
    """Collects concepts as expat tells of the elements."""

    path: Path
    parser: expat.XMLParserType
    concepts: list[tuple[int, list[_Word], str]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    line: int = 0
    language: str = ""
    words: list[_Word] = field(default_factory=list)
    note: str = ""
    kind: str = ""
    text: list[str] | None = None
    length: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        name = name.rsplit(":", 1)[-1]
        if not self.open and name not in ("martif", "tbx"):
            raise self.error(f"is no TBX file: it begins with <{name}>")
        if len(self.open) >= _DEEPEST:
            raise self.error("nests elements deeper than any TBX file")
        self.open.append(name)
        if name in _CONCEPTS:
            self.line, self.words, self.note = self.parser.CurrentLineNumber, [], ""
        elif name in _LANGUAGES:
            self.language = attributes.get("xml:lang", "")
        elif name in _TERMS:
            self.words.append(_Word(self.language))
        elif name in ("term", "termNote", "note", "partOfSpeech", "administrativeStatus"):
            self.kind = attributes.get("type", name)
            self.text, self.length = [], 0

    def end(self, name: str) -> None:
        """End an element."""
        name = name.rsplit(":", 1)[-1]
        self.open.pop()
        if name in _CONCEPTS:
            self.concepts.append((self.line, self.words, self.note))
        if self.text is None or name not in (
            "term", "termNote", "note", "partOfSpeech", "administrativeStatus"
        ):  # fmt: skip
            return
        text = " ".join("".join(self.text).split())
        self.text = None
        if name == "note":
            self.note = f"{self.note} {text}".strip()
        elif not self.words:
            return
        elif name == "term":
            self.words[-1].text = text
        elif self.kind == "partOfSpeech":
            self.words[-1].part_of_speech = text
        elif _CASE.fullmatch(self.kind):
            self.words[-1].case = _CASES.get(text.casefold(), "")
        elif self.kind in ("administrativeStatus", "normativeAuthorization"):
            self.words[-1].status = text.casefold()

    def characters(self, text: str) -> None:
        """Take in a piece of text."""
        if self.text is not None:
            self.length += len(text)
            if self.length > _LONGEST:
                raise self.error("holds a term of more than 65,536 characters")
            self.text.append(text)

    def declare(self, *_: object) -> None:
        """Refuse the declaration of an entity: it may stand for a file or for gigabytes."""
        raise self.error("declares entities, which no TBX file needs; it was not read")

    def error(self, message: str) -> TermsError:
        """Return an error that names the line."""
        return TermsError(message, path=self.path, line=self.parser.CurrentLineNumber)


def read_tbx(path: Path, source: str) -> list[Entry]:
    """Return the entries of a TBX file, in order; concepts without a term in `source` are left out.

    Several terms of a concept in the source language are entries of their own. Deprecated and
    superseded targets are forbidden ones.

    Args:
        path: UTF-8 or UTF-16.
        source: BCP 47 tag.

    Raises:
        TermsError: It cannot be read, is no TBX or no XML, or declares entities.
    """
    parser = expat.ParserCreate()
    reader = _Reader(path=path, parser=parser)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = reader.declare
    try:
        if path.stat().st_size > _LARGEST:
            raise TermsError("is larger than any glossary", path=path)
        with path.open("rb") as stream:
            parser.ParseFile(stream)
    except OSError as error:
        raise TermsError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    except expat.ExpatError as error:
        raise TermsError(
            f"is no XML: {expat.errors.messages[error.code]}", path=path, line=error.lineno
        ) from error
    except (LookupError, ValueError) as error:
        if reader.open:
            raise
        # What pyexpat says of a declared encoding of several bytes a character, or of none.
        raise TermsError(
            "is in an encoding that cannot be read", path=path, line=1, hint="export it as UTF-8"
        ) from error
    return [entry for concept in reader.concepts for entry in _entries(*concept, source)]


def _entries(line: int, words: list[_Word], note: str, source: str) -> list[Entry]:
    """Return a concept as entries, one per right term in the source language."""
    ours: list[_Word] = []
    targets: dict[str, list[str]] = {}
    lesser: dict[str, list[str]] = {}
    forbidden: dict[str, list[str]] = {}
    for word in words:
        tag = _tag(word.language)
        wrong = word.status.replace(" ", "").startswith(_WRONG)
        if not word.text or not tag:
            continue
        if tag.split("-")[0] == source.split("-")[0]:
            ours += [] if wrong else [word]
        elif wrong:
            forbidden.setdefault(tag, []).append(word.text)
        elif word.status.startswith(_LESSER):
            lesser.setdefault(tag, []).append(word.text)
        else:
            targets.setdefault(tag, []).append(word.text)
    return [
        Entry(
            source=word.text,
            targets={
                tag: tuple(dict.fromkeys((*targets.get(tag, ()), *lesser.get(tag, ()))))
                for tag in dict.fromkeys((*targets, *lesser))
            },
            forbidden={tag: tuple(dict.fromkeys(found)) for tag, found in forbidden.items()},
            part_of_speech=word.part_of_speech,
            case_sensitive=word.case == "yes" if word.case else None,
            note=note,
            language=source,
            line=line,
        )
        for word in ours
    ]


def serialize_tbx(entries: Iterable[Entry], source: str) -> bytes:
    """Return entries as a TBX-Basic file, UTF-8; `read_tbx` gives them back.

    What is forbidden in all languages is forbidden in each of them.

    Args:
        entries: In order.
        source: BCP 47 tag of their sources.
    """
    entries = list(entries)
    everywhere = list(dict.fromkeys(tag for entry in entries for tag in entry.targets))
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<martif type="TBX-Basic" xml:lang={quoteattr(source)}>\n',
        "  <martifHeader><fileDesc><sourceDesc><p>transkit</p></sourceDesc></fileDesc>",
        '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader>\n',
        "  <text><body>\n",
    ]
    for number, entry in enumerate(entries, 1):
        parts.append(f'    <termEntry id="t{number}">\n')
        if entry.note:
            parts.append(f"      <note>{_escaped(entry.note)}</note>\n")
        parts.append(_language_set(source, [(entry.source, _notes(entry))]))
        anywhere = entry.forbidden.get("", ())
        languages = entry.targets or (everywhere if anywhere else ())
        for tag in dict.fromkeys((*languages, *(t for t in entry.forbidden if t))):
            wanted, *others = entry.targets.get(tag, ()) or ("",)
            rows = [(wanted, _status("preferred"))] if wanted else []
            rows += [(other, _status("admitted")) for other in others]
            wrong = dict.fromkeys((*entry.forbidden.get(tag, ()), *anywhere))
            rows += [(bad, _status("deprecated")) for bad in wrong]
            parts.append(_language_set(tag, rows))
        parts.append("    </termEntry>\n")
    parts.append("  </body></text>\n</martif>\n")
    return "".join(parts).encode()


def _notes(entry: Entry) -> str:
    """Return what is said about the source of an entry."""
    notes = ""
    if entry.part_of_speech:
        notes += f'<termNote type="partOfSpeech">{_escaped(entry.part_of_speech)}</termNote>'
    if entry.case_sensitive is not None:
        case = "yes" if entry.case_sensitive else "no"
        notes += f'<termNote type="x-caseSensitive">{case}</termNote>'
    return notes


def _status(name: str) -> str:
    return f'<termNote type="administrativeStatus">{name}Term-admn-sts</termNote>'


def _language_set(tag: str, rows: Iterable[tuple[str, str]]) -> str:
    """Return the terms of one language, each with its notes."""
    lines = [f"      <langSet xml:lang={quoteattr(tag)}>\n"]
    lines += [f"        <tig><term>{_escaped(text)}</term>{notes}</tig>\n" for text, notes in rows]
    return "".join([*lines, "      </langSet>\n"])


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _tag(language: str) -> str:
    try:
        return normalize_language(language)
    except LanguageError:
        return ""
