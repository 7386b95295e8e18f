"""Reading Markdown into units, and putting their targets back in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from transkit.documents.collecting import without_collection
from transkit.documents.decoding import decode
from transkit.documents.kinds import Shape, find_kinds
from transkit.documents.markdown.front_matter import (
    FIELDS,
    Field,
    find_front_matter,
    kind_of_field,
    write_field,
)
from transkit.documents.markdown.parsing import (
    LONGEST_INLINE,
    Block,
    Effort,
    Environment,
    InlineToken,
    Line,
    TooDeepError,
    UnsureError,
    is_plain,
    parse_blocks,
    parse_inline,
    split_source,
)
from transkit.documents.markdown.places import Place, find_place
from transkit.documents.markdown.tagging import Tagged, Title, find_title, tag_pieces
from transkit.documents.markdown.words import collapse, has_words
from transkit.documents.markdown.writing import (
    TASK,
    Frame,
    write_as_it_is,
    write_description,
    write_target,
    write_title,
)
from transkit.documents.numbering import UnitMaker
from transkit.errors import DocumentError
from transkit.settings import Settings
from transkit.text.markup import escape, strip_tags
from transkit.units import Document, Furniture, Kind, Markup, Span, Unit

__all__ = ["FORMAT", "MarkdownFormat", "read_markdown"]

_MOST_LINES = 1_000_000
"""A book has 20,000; more would take longer than anybody waits."""
_MOST_PIECES = 28_000
"""Paragraphs, list items and table cells, likewise."""
_FOOTNOTE = "footnote_reference_open"
"""The parser's name for what holds a footnote."""
_LINE_END = re.compile(r"\r\n?|\n")
_PIECE = re.compile(
    r"\||(?:\A|[\r\n])[ \t>]*"
    r"(?:[-+*][ \t]|\d{1,9}[.)][ \t]|\#|(?:\r\n?|\n)[ \t>]*(?=[^\s>#+*|-]))"
)
"""Where one begins, as far as can be told without reading."""
_MOST_QUOTED = 500_000
_QUOTED = re.compile(r"(?:\A|(?<=[\r\n]))[ \t>]*>")
"""The marks of quotations at the beginning of a line; behind a blank one all are opened anew."""
_LONGEST_BYLINE = 80
_TOOLTIP = "tooltip"
"""What ``#.`` says of the title of a link."""


class _Writer(NamedTuple):
    """How a part's target has to be written."""

    way: str
    """``paragraph``, ``raw``, ``description``, ``title`` or ``field``."""
    frame: Frame = Frame()
    field: Field | None = None
    quote: str = ""
    """What a picture's title stands in; what ends its description, where that is its label."""


class _Part(NamedTuple):
    """A piece of the file that becomes a unit."""

    source: str
    kind: Kind
    start: int
    end: int
    line: int
    """1-based."""
    markup: Mapping[str, Markup]
    writer: _Writer
    note: str = ""
    """What `Unit.extracted` says besides."""
    title: Title | None = None
    """Of the title of a link inside the part before it: where."""


class MarkdownFormat:
    """Articles in Markdown, as they are kept in Git and by generators of sites."""

    name = "markdown"
    suffixes = (".md", ".markdown")

    def __init__(self, fields: Collection[str] = FIELDS) -> None:
        """Read these fields of the front matter."""
        self._fields = frozenset(fields)

    def configure(self, settings: Settings) -> MarkdownFormat:
        """Return the format for documents with other fields, if settings name some."""
        chosen = settings.front_matter
        return MarkdownFormat({*FIELDS, *chosen.keys}.difference(chosen.skip))

    def read(
        self,
        data: bytes,
        *,
        path: str,
        language: str,
        keep_furniture: bool = False,  # noqa: ARG002 - the protocol's; nothing is left out by choice
    ) -> Document:
        """Return the document that `data` is; see `read_markdown` for what is guaranteed.

        Nothing is judged to be furniture, and `keep_furniture` changes nothing: furniture is only a
        paragraph whose place in the file is not certain, which stays as it is.

        Raises:
            DocumentError: The bytes are no text, or quotations and lists lie in each other deeper
                than can be read.
        """
        text, encoding = decode(data, path=path, language=language)
        with without_collection():
            return read_markdown(
                text, path=path, language=language, encoding=encoding, fields=self._fields
            )

    def rebuild(self, document: Document, targets: Mapping[str, str]) -> str:
        """Return the document's text with the words of its units replaced.

        Whatever stands outside the units comes out as it was: front matter, marks of headings,
        lists and quotations, code, HTML, link definitions, white space. A unit without a target,
        or whose target is its source, does too, with its line breaks. Any other target is written
        in one line; escaped is only what would be read as markup.

        Args:
            document: As `read` returned it.
            targets: Unit id → target.
        """
        changed = {
            unit.id
            for unit in document.units
            if (target := targets.get(unit.id)) and target != unit.source
        }
        if not changed:
            return document.text
        reading = _Reading(document.text, document.path, fields=None)
        with without_collection():
            known = {(part.start, part.end): part for part in reading.parts()}
        parts: list[str] = []
        done = 0
        for part, target in _with_titles(document, known, targets):
            parts += [document.text[done : part.start], _write(part, target, reading.environment)]
            done = part.end
        return "".join([*parts, document.text[done:]])


FORMAT = MarkdownFormat()
"""What the entry point ``markdown`` of ``transkit.documents`` names."""


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def read_markdown(
    text: str,
    *,
    path: str,
    language: str,
    encoding: str = "utf-8",
    fields: Collection[str] = FIELDS,
) -> Document:
    """Return the document that `text` is.

    Units are in reading order; a unit is a heading, a paragraph (also in a list, a quotation or a
    footnote), a table cell, the description or title of a picture that stands alone, or a field of
    the front matter. Inline markup is numbered tags. What has no letter or digit outside of code,
    HTML and addresses is no unit. The same text gives the same document.

    Args:
        text: The decoded file.
        path: As it is to be shown and referred to, with forward slashes.
        language: Language tag of the text.
        encoding: Python codec that decoded it.
        fields: Fields of the front matter that are to be translated.

    Raises:
        DocumentError: It has too many lines or paragraphs, or quotations and lists lie in each
            other deeper than can be read.
    """
    reading = _Reading(text, path, fields=fields)
    parts = list(reading.parts())
    units = _make_units(parts, path)
    return Document(
        path=path,
        format=MarkdownFormat.name,
        language=language,
        text=text,
        encoding=encoding,
        units=units,
        spans=tuple(
            Span(start=part.start, end=part.end, unit=unit.id)
            for part, unit in zip(parts, units, strict=True)
        ),
        furniture=tuple(reading.furniture),
        markup=tuple(part.markup for part in parts),
    )


def _make_units(parts: Iterable[_Part], path: str) -> tuple[Unit, ...]:
    """Return the units of parts, in their order."""
    maker = UnitMaker(path)
    return tuple(
        maker.make(
            part.source,
            part.kind,
            part.line,
            position=_TOOLTIP if part.title else "",
            note=part.note,
        )
        for part in parts
    )


@dataclass(slots=True)
class _Reading:
    """One reading of a file."""

    text: str
    path: str
    fields: Collection[str] | None
    """Fields to translate; ``None`` for all that there are."""
    environment: Environment = field(default_factory=dict)
    furniture: list[Furniture] = field(default_factory=list)
    """What cannot be located."""
    _is_titled: bool = False
    _effort: Effort = field(init=False)

    def __post_init__(self) -> None:
        """Measure what work the text is worth."""
        self._effort = Effort.of(self.text)

    def parts(self) -> Iterator[_Part]:
        """Yield what becomes a unit, in reading order."""
        front = find_front_matter(self.text, self.fields)
        offset = 0
        if front is not None:
            offset = front.end
            for item in front.fields:
                yield self._field(item)
        body = self.text[offset:]
        skipped = len(_LINE_END.findall(self.text, 0, offset))
        self._refuse_too_much(body)
        lines = split_source(body)
        try:
            blocks, self.environment = parse_blocks(body)
        except TooDeepError as error:
            raise DocumentError(
                "quotations or lists lie in each other deeper than 100 levels",
                path=self.path,
                line=(error.line or 1) + skipped,
                hint="take out the marks at the beginning of this line",
            ) from error
        for block in blocks:
            if not block.content.strip():
                continue
            place = find_place(block, body, lines)
            if place is None:
                self._leave_out(block, lines, offset=offset, skipped=skipped)
                continue
            note = "footnote" if _FOOTNOTE in block.containers else ""
            for part in self._parts_of(block, place):
                yield part._replace(
                    start=part.start + offset,
                    end=part.end + offset,
                    line=part.line + skipped,
                    note=note,
                )

    def _refuse_too_much(self, body: str) -> None:
        """Raise for a file that would take longer than anybody waits."""
        for count, most, what in (
            (_count(_LINE_END, body), _MOST_LINES, "lines"),
            (_count(_PIECE, body), _MOST_PIECES, "paragraphs, list items and table cells"),
            (
                sum(match.group().count(">") for match in _QUOTED.finditer(body)),
                _MOST_QUOTED,
                ">-signs at the beginning of lines",
            ),
        ):
            if count > most:
                raise DocumentError(
                    f"has {count:,} {what}, and Markdown is read up to {most:,}",
                    path=self.path,
                    hint="split it into several files",
                )

    def _field(self, item: Field) -> _Part:
        """Return a field of the front matter."""
        return _Part(
            source=escape(item.value),
            kind=kind_of_field(item.name),
            start=item.start,
            end=item.end,
            line=len(_LINE_END.findall(self.text, 0, item.start)) + 1,
            markup={},
            writer=_Writer("field", field=item),
            note=f"front matter: {item.name}",
        )

    def _parts_of(self, block: Block, place: Place) -> Iterator[_Part]:
        """Yield what a block of the text holds: one part, or some pictures."""
        content = block.content
        task = TASK.match(content) if block.is_first else None
        if task is not None:
            content = content[task.end() :]
            place = place.behind(task.end())
        frame = _frame(block, place, is_item=block.is_first and task is None)
        if is_plain(content):
            source = escape(collapse(content).strip())
            if has_words(source):
                kind = self._kind_of(block, source)
                way = "paragraph" if len(content) <= LONGEST_INLINE else "raw"
                yield _Part(source, kind, *place[:3], {}, _Writer(way, frame))
            return
        try:
            pieces = parse_inline(content, self.environment, effort=self._effort)
            tagged = tag_pieces(pieces, content)
        except UnsureError:
            source = escape(collapse(content).strip())
            if not has_words(source):
                return
            kind = self._kind_of(block, source)
            yield _Part(source, kind, *place[:3], {}, _Writer("raw", frame))
            return
        if tagged.is_worded:
            kind = self._kind_of(block, tagged.source)
            yield _Part(tagged.source, kind, *place[:3], tagged.markup, _Writer("paragraph", frame))
            yield from _tooltips(tagged, content, place, frame)
        for picture in tagged.pictures:
            yield from _picture(picture, content, place, frame)

    def _kind_of(self, block: Block, source: str) -> Kind:
        """Return what a block is."""
        if block.tag:
            first, self._is_titled = not self._is_titled, True
            return Kind.TITLE if first and block.tag == "h1" else Kind.HEADING
        if block.cell is not None:
            return Kind.TABLE_CELL
        for container in reversed(block.containers):
            if container == "list_item_open":
                return Kind.LIST_ITEM
            if container == "blockquote_open":
                return Kind.QUOTATION
        words = strip_tags(source)
        if len(words) <= _LONGEST_BYLINE and find_kinds([Shape(words)]) == [Kind.BYLINE]:
            return Kind.BYLINE
        return Kind.PARAGRAPH

    def _leave_out(self, block: Block, lines: Sequence[Line], *, offset: int, skipped: int) -> None:
        """Say that a block stays as it is, because its place is not certain.

        Args:
            block: Of the text behind the front matter.
            lines: Of that text.
            offset: Code points of front matter.
            skipped: Lines of it.
        """
        first = block.lines.start
        start = lines[first].start + offset
        self.furniture.append(
            Furniture(
                line=first + 1 + skipped,
                text=collapse(block.content),
                reason="its place in the file is not certain",
                start=start,
                end=start + len(lines[first].text),
            )
        )


def _with_titles(
    document: Document, known: Mapping[tuple[int, int], _Part], targets: Mapping[str, str]
) -> list[tuple[_Part, str]]:
    """Return the parts with a new target, and their targets.

    Titles that stand inside of such a part are in its markup and not there themselves.
    """
    found: list[tuple[_Part, str]] = []
    for unit, span in zip(document.units, document.spans, strict=True):
        part, target = known.get((span.start, span.end)), targets.get(unit.id)
        if part is None or not target or target == unit.source:
            continue
        if not found or part.start >= found[-1][0].end:
            found.append((part, target))
        elif part.title is not None:
            words = write_title(strip_tags(target), part.title.quote)
            found[-1] = (_with_title(found[-1][0], part.title, words), found[-1][1])
    return found


def _with_title(part: _Part, title: Title, words: str) -> _Part:
    """Return a part in whose markup a title is other words."""
    markup = part.markup.get(title.label)
    if markup is None:
        return part
    held = markup.opening if markup.closing is None else markup.closing
    held = f"{held[: title.at]}{words}{held[title.at + title.end - title.start :]}"
    changed = (
        replace(markup, opening=held) if markup.closing is None else replace(markup, closing=held)
    )
    return part._replace(markup={**part.markup, title.label: changed})


def _frame(block: Block, place: Place, *, is_item: bool) -> Frame:
    """Return what a block's content stands in."""
    if block.cell is not None:
        return Frame(is_cell=True)
    if block.markup.startswith("#"):
        return Frame(before=f"{block.markup} ", tag=block.tag)
    if block.tag:
        return Frame(behind=f"\n{block.markup * 3}", tag=block.tag, joint=place.joint or "\n")
    return Frame(is_item=is_item, joint=place.joint or "\n")


def _picture(picture: InlineToken, content: str, place: Place, frame: Frame) -> Iterator[_Part]:
    """Yield the description and the title of a picture."""
    start = picture.start + 2
    end = start + len(picture.content)
    words = collapse(picture.words).strip()
    if words:
        closing = content[end : picture.end]
        if closing in ("]", "][]"):
            label = _Writer("description", frame, quote=f"][{picture.content}]")
            yield _caption(words, (start, picture.end), place, label)
        else:
            yield _caption(words, (start, end), place, _Writer("description", frame))
    title = find_title(content, end, picture.end)
    if title is None:
        return
    words = collapse(_unescaped(content[title.start : title.end])).strip()
    if words:
        writer = _Writer("title", frame, quote=title.quote)
        yield _caption(words, (title.start, title.end), place, writer)


def _tooltips(tagged: Tagged, content: str, place: Place, frame: Frame) -> Iterator[_Part]:
    """Yield the titles of links and pictures among the words of a paragraph."""
    for title in tagged.titles:
        words = collapse(_unescaped(content[title.start : title.end])).strip()
        if has_words(words):
            writer = _Writer("title", frame, quote=title.quote)
            part = _caption(words, (title.start, title.end), place, writer)
            yield part._replace(title=title)


def _unescaped(text: str) -> str:
    from markdown_it.common.utils import unescapeAll

    return unescapeAll(text)


def _caption(words: str, span: tuple[int, int], place: Place, writer: _Writer) -> _Part:
    """Return a part for words in a picture."""
    start, end = place.locate(span[0]), place.locate(span[1] - 1) + 1
    return _Part(escape(words), Kind.CAPTION, start, end, place.line, {}, writer)


def _write(part: _Part, target: str, environment: Environment) -> str:
    """Return a target as it has to stand in the file."""
    way, frame, item, quote = part.writer
    if way == "paragraph":
        return write_target(target, part.markup, frame, environment)
    words = strip_tags(target)
    if way == "raw":
        return write_as_it_is(words, frame)
    if way in ("description", "title"):
        is_title = way == "title"
        written = write_title(words, quote) if is_title else write_description(words)
        written = written.replace("|", r"\|") if frame.is_cell else written
        return written if is_title else written + quote
    if item is None:
        raise ValueError(f"a part that is a {way} without a field")
    return write_field(item, words)
