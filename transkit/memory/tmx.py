"""TMX 1.4b, the exchange format of translation memories: read and written piece by piece.

Reading trusts nothing: entities cannot be declared, nothing is fetched, and depth and length are
bounded. A ``DOCTYPE`` that only names the TMX DTD, as most programs write it, is passed over.

Source: https://www.gala-global.org/tmx-14b
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path
from typing import IO, Literal, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from transkit.errors import LanguageError, MemoryStoreError
from transkit.files import explain_os_error
from transkit.memory.translations import Translation
from transkit.text.languages import normalize_language

__all__ = ["Reason", "TmxUnit", "read_tmx", "write_tmx"]

_CHUNK = 1 << 16
_LONGEST = 1 << 20
"""Code points of one segment."""
_DEEPEST = 64
_PARENTS = {"header": "tmx", "body": "tmx", "tu": "body", "tuv": "tu", "seg": "tuv"}
"""What an element must stand in (TMX 1.4b, "Detailed Specifications")."""
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "sub"})
"""Elements whose content is a program's codes and no words (TMX 1.4b, "Content Markup")."""
_XML_LANG = "xml:lang"
_MACHINE = re.compile(
    r"(?:[ns]?mt|machine|automated[ _-]?translation|deepl|modernmt|systran|apertium|chatgpt|"
    r"argos[ _-]translate|libretranslate|(?:google|bing|amazon|yandex)[ _-]translat(?:e|or)"
    r"|microsoft[ _-]translator)!?(?:[ _-]translat(?:ion|ed))?",
    re.IGNORECASE,
)  # fmt: skip
"""Who translated, or where it comes from, in the words of Wordfast, Trados and others."""
_SAYS_MACHINE = re.compile(
    r"(?:x-|is-)*(?:mt|machine(?:[ _-]?(?:translat(?:ed|ion)|generated))?)", re.IGNORECASE
)
"""A property that only a machine's translation has; ``no`` says that it is none."""
_CONTEXTS = ("x-context", "msgctxt", "x-msgctxt")
"""Properties that hold the context of a PO entry, as some programs call them."""
_NO = frozenset({"", "no", "false", "0", "none", "human"})
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


Reason = Literal["incomplete", "machine"]
"""Why a unit is passed over."""


class TmxUnit(NamedTuple):
    """A translation unit of a TMX file in the pair of languages that was asked for."""

    languages: tuple[str, str]
    """BCP 47 tags of source and target."""
    translation: Translation


@dataclass(slots=True)
class _Variant:
    """A ``tuv``: the text in one language."""

    language: str
    attributes: dict[str, str]
    text: list[str]
    length: int = 0
    properties: dict[str, str] = field(default_factory=dict)


_Element = tuple[dict[str, str], dict[str, str], list[_Variant]]
"""A ``tu``: its attributes, its properties and its texts."""


@dataclass(slots=True)
class _Reader:
    """Collects translation units as expat tells of the elements."""

    path: Path
    parser: expat.XMLParserType
    ready: list[_Element] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    unit: dict[str, str] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    property: str | None = None
    variants: list[_Variant] = field(default_factory=list)
    codes: int = 0
    in_segment: bool = False

    def parse(self, chunk: bytes) -> None:
        """Go on with the next bytes; none are the end of the file."""
        try:
            self.parser.Parse(chunk, not chunk)
        except (LookupError, ValueError) as error:
            if self.open:
                raise
            # What pyexpat says of a declared encoding of several bytes a character, or of none.
            raise MemoryStoreError(
                "is in an encoding that cannot be read",
                path=self.path,
                line=self.parser.CurrentLineNumber,
                hint="export it as UTF-8",
            ) from error

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        around = self.open
        if not around:
            self._begin(name, attributes)
        elif _PARENTS.get(name, around[-1]) != around[-1]:
            raise self.error(f"has a <{name}> in a <{around[-1]}>, which no TMX file has")
        elif len(around) >= _DEEPEST:
            raise self.error("nests elements deeper than any TMX file")
        around.append(name)
        if name == "tuv":
            language = attributes.get(_XML_LANG) or attributes.get("lang", "")
            self.variants.append(_Variant(language, attributes, []))
        elif name == "seg":
            self.in_segment = True
            self.parser.CharacterDataHandler = self.words
        elif name == "tu":
            self.unit, self.properties, self.variants = attributes, {}, []
        elif name == "prop" and "tu" in around and "seg" not in around:
            self.property = attributes.get("type", "")
            self.parser.CharacterDataHandler = self.words
        elif name == "header":
            self.header = attributes
        elif name in _CODES:
            self.codes += 1

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        """Look at the outermost element."""
        if name != "tmx":
            raise self.error(f"is no TMX file: it begins with <{name}>")
        version = attributes.get("version", "1.4")
        if not version.startswith("1."):
            raise self.error(f"is TMX {version}, and 1.1 to 1.4 can be read")

    def end(self, name: str) -> None:
        """End an element."""
        self.open.pop()
        if name == "seg":
            self.in_segment = False
            self.parser.CharacterDataHandler = None
        elif name == "prop":
            self.property = None
            if not self.in_segment:
                self.parser.CharacterDataHandler = None
        elif name in _CODES:
            self.codes -= 1
        elif name == "tu":
            self.ready.append((self.unit, self.properties, self.variants))
            self.variants = []

    def words(self, text: str) -> None:
        """Take in a piece of text."""
        if self.property is not None:
            said = self.variants[-1].properties if "tuv" in self.open else self.properties
            said[self.property] = (said.get(self.property, "") + text)[:1000]
        elif self.in_segment and not self.codes:
            variant = self.variants[-1]
            variant.length += len(text)
            if variant.length > _LONGEST:
                raise self.error("holds a segment of more than a million characters")
            variant.text.append(text)

    def doctype(self, *about: object) -> None:
        """Refuse a DTD inside the file; one that is only named is not fetched."""
        if about[-1]:  # whether it has a part inside, as expat says
            raise self.error("holds a DTD of its own, which no TMX file needs; it was not read")

    def declare(self, *_: object) -> None:
        """Refuse the declaration of an entity: it may stand for a file or for gigabytes."""
        raise self.error("declares entities, which no TMX file needs; it was not read")

    def error(self, message: str) -> MemoryStoreError:
        """Return an error that names the line."""
        return MemoryStoreError(message, path=self.path, line=self.parser.CurrentLineNumber)


def read_tmx(
    path: Path,
    source: str | None = None,
    targets: Iterable[str] = (),
    *,
    pass_over: Callable[[Reason], None] | None = None,
) -> Iterator[TmxUnit]:
    """Yield the translation units of a TMX file, in order, without ever holding all of it.

    Units of more than two languages are yielded once for each target. Inline codes are left out,
    what they mark stays. What a file says a machine made is left out, too.

    Args:
        path: UTF-8, UTF-16 or of one byte a character, as its XML declaration or byte order mark
            says.
        source: BCP 47 tag of the source; by default what the file says (``srclang``).
        targets: BCP 47 tags; by default all that the file has.
        pass_over: Called for each unit that says nothing (with a text that has no language, or
            without a second text) and each translation of a machine.

    Raises:
        MemoryStoreError: It cannot be read or is no TMX file; the line is named.
    """
    wanted = tuple(targets)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    reader = _Reader(path, parser)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.EntityDeclHandler = reader.declare
    try:
        with path.open("rb") as stream:
            while True:
                chunk = stream.read(_CHUNK)
                reader.parse(chunk)
                for element in reader.ready:
                    if pass_over is not None and not _is_whole(element[2]):
                        pass_over("incomplete")
                    for unit in _units(reader.header, element, source, wanted):
                        if unit is not None:
                            yield unit
                        elif pass_over is not None:
                            pass_over("machine")
                reader.ready.clear()
                if not chunk:
                    return
    except OSError as error:
        raise MemoryStoreError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    except expat.ExpatError as error:
        reason = expat.errors.messages[error.code]
        raise MemoryStoreError(
            f"is no valid XML: {reason}", path=path, line=error.lineno, hint="export it again"
        ) from error


def write_tmx(
    stream: IO[bytes], languages: tuple[str, str], translations: Iterable[Translation], version: str
) -> int:
    """Write translations as TMX 1.4b, UTF-8, one by one; return how many there were.

    Args:
        stream: Where to write.
        languages: BCP 47 tags of source and target.
        translations: In the order in which they are to stand.
        version: transkit's own.
    """
    source, target = languages
    stream.write(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
            '<tmx version="1.4">\n'
            f'  <header creationtool="transkit" creationtoolversion={quoteattr(version)}'
            ' segtype="paragraph" o-tmf="transkit" adminlang="en"'
            f' srclang={quoteattr(source)} datatype="plaintext"/>\n'
            "  <body>\n"
        ).encode()
    )
    count = 0
    for item in translations:
        count += 1
        when = f' changedate="{re.sub("[-:]", "", item.changed)}"' if item.changed else ""
        who = f" changeid={quoteattr(_clean(item.translator))}" if item.translator else ""
        kind = "" if item.whole else ' segtype="sentence"'
        lines = [f"    <tu{kind}>"]
        if item.context:
            lines.append(f'      <prop type="x-context">{escape(_clean(item.context))}</prop>')
        if item.document:
            lines.append(f'      <prop type="x-document">{escape(_clean(item.document))}</prop>')
        for tag, more, text in ((source, "", item.source), (target, when + who, item.target)):
            lines.append(f"      <tuv xml:lang={quoteattr(tag)}{more}>")
            lines.append(f"        <seg>{_segment(text)}</seg>\n      </tuv>")
        lines.append("    </tu>\n")
        stream.write("\n".join(lines).encode())
    stream.write(b"  </body>\n</tmx>\n")
    return count


def _units(
    header: dict[str, str], element: _Element, source: str | None, wanted: tuple[str, ...]
) -> Iterator[TmxUnit | None]:
    """Yield what one ``tu`` has for the languages that are asked for; of a machine's nothing."""
    unit, properties, variants = element
    named = unit.get("srclang") or header.get("srclang", "")
    ours, others = _pairing(tuple([item.language for item in variants]), named, source, wanted)
    if not others:
        return
    first, text = ours[0], "".join(variants[ours[1]].text)
    if not text:
        return
    kind = unit.get("segtype") or header.get("segtype", "")
    for goal, index in others:
        variant = variants[index]
        said = variant.attributes
        who = _first(said, unit, "changeid") or _first(said, unit, "creationid")
        moment = _first(said, unit, "changedate") or _first(said, unit, "creationdate")
        target = "".join(variant.text)
        if not target:
            continue
        tool = "" if who else _first(said, unit, "creationtool")
        if _is_machines((who, tool), {**properties, **variant.properties}):
            yield None
            continue
        yield TmxUnit(
            languages=(first, goal),
            translation=Translation(
                source=text,
                target=target,
                whole=kind != "sentence",
                document=properties.get("x-document") or properties.get("file", ""),
                translator=who,
                changed=_time(moment) if moment else "",
                context=next(filter(None, map(properties.get, _CONTEXTS)), ""),
            ),
        )


@lru_cache(maxsize=1024)
def _pairing(
    languages: tuple[str, ...], named: str, source: str | None, wanted: tuple[str, ...]
) -> tuple[tuple[str, int], tuple[tuple[str, int], ...]]:
    """Return which of a unit's texts is the source, and which are its targets; none if none is.

    Args:
        languages: Of the texts, as the file spells them.
        named: Source language, as the file spells it.
        source: BCP 47 tag of the source that was asked for, if one was.
        wanted: BCP 47 tags of targets; empty for all.

    Returns:
        Tag and index of the source, and of each target.
    """
    tags = [_tag(language) for language in languages]
    first = source or _tag(named) or (tags[0] if tags else "")
    ours = next((i for i, tag in enumerate(tags) if _fits(tag, first)), None)
    if ours is None:
        return (first, -1), ()
    found: list[tuple[str, int]] = []
    for i, tag in enumerate(tags):
        goal = next((target for target in wanted if _fits(tag, target)), None) if wanted else tag
        if tag not in ("", tags[ours]) and goal is not None:
            found.append((goal, i))
    return (first, ours), tuple(found)


def _is_machines(names: Iterable[str], properties: dict[str, str]) -> bool:
    """Return whether a machine made a translation, as far as programs say so in their files.

    Args:
        names: Who wrote it, or with what.
        properties: What is said about it.
    """
    if any(_MACHINE.fullmatch(name.strip()) for name in names):
        return True
    return any(
        _SAYS_MACHINE.fullmatch(name) is not None
        if not name.lower().endswith("origin")
        else _MACHINE.fullmatch(value.strip())
        for name, value in properties.items()
        if value.strip().casefold() not in _NO
    )


def _is_whole(variants: list[_Variant]) -> bool:
    """Return whether a unit has texts in at least two languages, and a language for each."""
    tags = {_tag(item.language) for item in variants}
    return len(tags) > 1 and "" not in tags and all(item.length for item in variants)


def _first(variant: dict[str, str], unit: dict[str, str], name: str) -> str:
    """Return an attribute of a variant, or else of its unit; empty where neither has it."""
    return variant.get(name) or unit.get(name, "")


@lru_cache(maxsize=1024)
def _tag(language: str) -> str:
    """Return the canonical tag of a language; empty for ``*all*`` and what is no language."""
    try:
        return normalize_language(language) if language.strip("* ") else ""
    except LanguageError:
        return ""


def _fits(tag: str, wanted: str) -> bool:
    """Tell whether a text in `tag` does for `wanted`: ``en-GB`` does for ``en``."""
    return bool(tag) and (tag == wanted or tag.split("-")[0] == wanted)


@lru_cache(maxsize=1024)
def _time(moment: str) -> str:
    """Return ``20260514T180500Z`` as we write it; empty where it is not one."""
    match = _DATE.fullmatch(moment)
    if match is None:
        return ""
    try:
        when = datetime(*map(int, match.groups()), tzinfo=timezone.utc)  # type: ignore[misc, arg-type]
    except ValueError:
        return ""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _clean(text: str) -> str:
    """Return text without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("", text)


def _segment(text: str) -> str:
    return escape(_clean(text), {"\r": "&#13;"})
