"""Putting targets into a page, and saying in it which language and encoding it has now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from transkit.documents.html.inline import write_attribute, write_words
from transkit.documents.html.reading import ATTRIBUTES
from transkit.documents.html.scanner import Attribute, Token, What, attributes_of, scan
from transkit.text.languages import is_right_to_left
from transkit.text.markup import expand, strip_tags
from transkit.units import Document, Markup, Span

__all__ = ["add_paragraph", "localize_page", "markup_with_targets", "rebuild_page"]

_CHARSET = re.compile(r"(charset\s*=\s*[\"']?\s*)([A-Za-z0-9._:-]+)", re.IGNORECASE)
_NAMES = {
    "utf-8-sig": "utf-8",
    "cp1252": "windows-1252",
    "cp949": "euc-kr",
    "cp932": "shift_jis",
    **{f"cp125{n}": f"windows-125{n}" for n in range(9)},
}
"""What Python's codecs are called on the Web."""


_HOLDERS = ("article", "main", "section", "div", "body", "html")
"""Elements at whose end another paragraph may stand."""


class _Edit(NamedTuple):
    """A stretch of the page that becomes something else."""

    start: int
    end: int
    text: str


def rebuild_page(document: Document, targets: Mapping[str, str]) -> str:
    """Return the page with the words of its units replaced, everything else as it was."""
    text = document.text
    parts: list[str] = []
    done = 0
    markup = markup_with_targets(document, targets)
    for unit, span, mapping in zip(document.units, document.spans, markup, strict=True):
        target = targets.get(unit.id)
        if span.start < done or not target or target == unit.source:
            continue
        if ATTRIBUTES.isdisjoint(unit.extracted):
            written = expand(target, mapping, write_words)
        else:
            written = _write_value(text, span, target)
        parts += [text[done : span.start], written]
        done = span.end
    return "".join([*parts, text[done:]])


def markup_with_targets(
    document: Document, targets: Mapping[str, str]
) -> list[Mapping[str, Markup]]:
    """Return what the tags of each unit stand for, with the targets of attributes in them."""
    markup = list(document.markup or ({},) * len(document.units))
    edits: dict[int, list[_Edit]] = {}
    outer = -1
    for at, (unit, span) in enumerate(zip(document.units, document.spans, strict=True)):
        if outer < 0 or span.start >= document.spans[outer].end:
            outer = at
            continue
        target = targets.get(unit.id)
        if target and target != unit.source:
            written = _write_value(document.text, span, target)
            edits.setdefault(outer, []).append(_Edit(span.start, span.end, written))
    for at, some in edits.items():
        start = document.spans[at].start
        markup[at] = {
            label: _edited(document.text, start, one, some) for label, one in markup[at].items()
        }
    return markup


def _edited(text: str, start: int, markup: Markup, edits: Sequence[_Edit]) -> Markup:
    """Return markup with those edits of the page in it that are made where it stands.

    Tags that are written alike have the same values at the same places, and so the same edits.

    Args:
        text: The page.
        start: From where on the markup stands in it.
        markup: What a tag stands for.
        edits: In places of the page.
    """
    opening = markup.opening
    inside: dict[tuple[int, int], str] = {}
    for edit in edits:
        at = text.rfind(opening, start, edit.start + len(opening)) if opening else -1
        if 0 <= at <= edit.start and edit.end <= at + len(opening):
            inside[edit.start - at, edit.end - at] = edit.text
    for (first, last), written in sorted(inside.items(), reverse=True):
        opening = f"{opening[:first]}{written}{opening[last:]}"
    return replace(markup, opening=opening) if inside else markup


def _write_value(text: str, span: Span, target: str) -> str:
    """Return a target as the value of an attribute, as its place in the page needs it."""
    before = text[: span.start].rstrip("\t\n\f\r ")[-1:]
    words = strip_tags(target).replace("\n", " ")
    return write_attribute(words, before if before in "\"'" else "")


def localize_page(text: str, *, language: str, source_language: str, encoding: str) -> str:
    """Return a page that says which language, direction and encoding it has.

    ``lang`` is set on ``html``, and on every element that says that it is in the source's language
    and may be translated. ``dir`` is set where the language is written from right to left, and
    where the page has one. The encoding is declared where the page says another, or says none and
    has anything but ASCII characters.

    Args:
        text: The rebuilt page.
        language: Language tag of the target.
        source_language: Of the source.
        encoding: Python codec that it will be written in.
    """
    edits: list[_Edit] = []
    edits += _languages(text, language, source_language)
    edits += _charset(text, _NAMES.get(encoding, encoding))
    parts: list[str] = []
    done = 0
    for edit in sorted(edits):
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def add_paragraph(document: Document, text: str, words: str) -> str:
    """Return a page with a paragraph of its own behind the last words of the article.

    It stands at the end of the smallest element around them that may hold paragraphs and is no
    list, quotation or table.

    Args:
        document: The source of the page.
        text: The page, rebuilt, or made of just the article.
        words: Plain words.
    """
    last = max((span.end for span in document.spans), default=0)
    tail = document.text[last:]
    behind = len(text) - len(tail) if text.endswith(tail) else 0
    ends = [t for t in scan(text) if t.what is What.END and t.name in _HOLDERS]
    inside = next((token for token in ends if token.start >= behind), None) if behind else None
    # A page of just the article ends with the article.
    token = inside or next((t for t in reversed(ends) if t.name in ("article", "main")), None)
    at = token.start if token else max((t.start for t in ends), default=len(text))
    return f"{text[:at]}<p>{write_words(words)}</p>\n{text[at:]}"


def _tags(text: str) -> Iterator[Token]:
    return (token for token in scan(text) if token.what is What.START)


def _set(token: Token, attribute: Attribute | None, name: str, value: str) -> _Edit:
    """Return the edit that sets an attribute of a start tag."""
    if attribute is None:
        at = token.start + 1 + len(token.name)
        return _Edit(at, at, f' {name}="{value}"')
    if attribute.quote:
        return _Edit(attribute.start, attribute.end, value)
    sign = "" if attribute.end > attribute.start else "="
    return _Edit(attribute.start, attribute.end, f'{sign}"{value}"')


def _languages(text: str, language: str, source_language: str) -> Iterator[_Edit]:
    """Yield the edits that say which language and direction the page has."""
    direction = "rtl" if is_right_to_left(language) else "ltr"
    primary = source_language.split("-")[0].lower()
    seen = False
    for token in _tags(text):
        if token.name != "html" and "lang" not in text[token.start : token.end].lower():
            continue
        attributes = {item.name: item for item in attributes_of(text, token)}
        is_page = token.name == "html" and not seen
        seen = seen or is_page
        for name in ("lang", "xml:lang"):
            attribute = attributes.get(name)
            is_source = attribute is not None and (
                attribute.value.split("-")[0].lower() == primary
                and attributes.get("translate", attribute).value.lower() != "no"
            )
            if is_source or (is_page and (name == "lang" or attribute is not None)):
                yield _set(token, attribute, name, language)
        if is_page and ("dir" in attributes or direction == "rtl"):
            yield _set(token, attributes.get("dir"), "dir", direction)


def _charset(text: str, name: str) -> Iterator[_Edit]:
    """Yield the edits that say which encoding the page has."""
    head: Token | None = None
    declared = False
    for token in _tags(text):
        if token.name == "body":
            break
        if token.name in ("html", "head"):
            head = token
        elif token.name == "meta":
            for edit, said in _declared_in(text, token, name):
                declared = True
                if said.strip().lower() != name:
                    yield edit
    if not declared and head is not None and not text.isascii():
        yield _Edit(head.end, head.end, f'<meta charset="{name}">')


def _declared_in(text: str, token: Token, name: str) -> Iterator[tuple[_Edit, str]]:
    """Yield the edits that make a ``meta`` element say an encoding, and what it says now."""
    for item in attributes_of(text, token):
        if item.name == "charset" and item.value:
            yield _set(token, item, "charset", name), item.value
        elif item.name == "content" and (match := _CHARSET.search(text, item.start, item.end)):
            yield _Edit(*match.span(2), name), match[2]
