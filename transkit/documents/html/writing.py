"""Putting targets into a page, and saying in it which language and encoding it has now."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from transkit.documents.html.encodings import means, web_name
from transkit.documents.html.foreign import find_translated
from transkit.documents.html.inline import write_attribute, write_words
from transkit.documents.html.reading import ATTRIBUTES
from transkit.documents.html.scanner import Token, What, attributes_of, scan
from transkit.documents.html.structure import read_page
from transkit.text.languages import is_right_to_left
from transkit.text.markup import expand, strip_tags
from transkit.units import Document, Markup, Span

__all__ = ["add_paragraph", "localize_page", "markup_with_targets", "rebuild_page"]

_CHARSET = re.compile(r"(charset\s*=\s*[\"']?\s*)([A-Za-z0-9._:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(r"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z0-9._:-]+)[\"']")
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi"}
"""Languages that pages call by two names (IANA registry: macrolanguage, or deprecated)."""
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
    """Return what the tags of each unit stand for, with the targets of units inside of them."""
    markup = list(document.markup or ({},) * len(document.units))
    edits: dict[int, list[_Edit]] = {}
    outer = -1
    for at, (unit, span) in enumerate(zip(document.units, document.spans, strict=True)):
        if outer < 0 or span.start >= document.spans[outer].end:
            outer = at
            continue
        target = targets.get(unit.id)
        if target and target != unit.source:
            if ATTRIBUTES.isdisjoint(unit.extracted):
                written = expand(target, markup[at], write_words)
            else:
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
    """Return a target as the value of an attribute, as its place in the page needs it.

    Args:
        text: The page.
        span: All of the value, quotation marks not included.
        target: With tags.
    """
    before = text[max(0, span.start - 1) : span.start]
    words = strip_tags(target).replace("\n", " ")
    return write_attribute(words, before if before in "\"'" else "")


def localize_page(
    text: str, *, source: str, language: str, source_language: str, encoding: str
) -> str:
    """Return a page that says which language, direction and encoding it has.

    ``lang`` is set on ``html``, on every element that says that it is in the source's language and
    may be translated, and on those in other languages whose words are others now. ``dir`` is set
    where the language is written from right to left, and where the page has one. The encoding is
    declared where the page says another, or says none and has anything but ASCII characters; not
    one that browsers do not know.

    Args:
        text: The rebuilt page.
        source: The page that it was made from.
        language: Language tag of the target.
        source_language: Of the source.
        encoding: Python codec that it will be written in.
    """
    edits: list[_Edit] = []
    edits += _languages(text, language, source_language, translated=find_translated(text, source))
    if (name := web_name(encoding)) is not None:
        edits += _charset(text, name)
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


def _set(text: str, token: Token, name: str, value: str) -> _Edit:
    """Return the edit that sets an attribute of a start tag of a text."""
    attribute = next((item for item in attributes_of(text, token) if item.name == name), None)
    if attribute is None:
        at = token.start + 1 + len(token.name)
        return _Edit(at, at, f' {name}="{value}"')
    if attribute.quote:
        return _Edit(attribute.start, attribute.end, value)
    written = text[token.start : attribute.start].rstrip("\t\n\f\r ")
    sign = "" if attribute.value or written.endswith("=") else "="
    return _Edit(attribute.start, attribute.end, f'{sign}"{value}"')


def _languages(
    text: str, language: str, source_language: str, *, translated: Container[int]
) -> Iterator[_Edit]:
    """Yield the edits that say which language and direction the page has.

    Args:
        text: The page.
        language: Of the target.
        source_language: Of the source.
        translated: Where start tags begin whose words are the target's, whatever they say.
    """
    direction = "rtl" if is_right_to_left(language) else "ltr"
    primary = source_language.split("-")[0].lower()
    primary = _SAME.get(primary, primary)
    seen = False
    kept = _kept_tags(text)
    for token in _tags(text):
        is_whole = token.name in ("html", "body")
        if not is_whole and "lang" not in text[token.start : token.end].lower():
            continue
        values = {item.name: item.value.lower() for item in attributes_of(text, token)}
        is_page = token.name == "html" and not seen
        seen = seen or is_page
        is_kept = token.start in kept and not is_whole
        is_ours = token.start in translated
        for name in ("lang", "xml:lang"):
            said = values.get(name, "").split("-")[0]
            is_source = not is_kept and bool(said) and _SAME.get(said, said) == primary
            is_ours = is_ours or is_source
            is_wrong = is_source or (bool(said) and token.start in translated)
            if is_wrong or (is_page and (name == "lang" or name in values)):
                yield _set(text, token, name, language)
        if is_page:
            if "dir" in values or direction == "rtl":
                yield _set(text, token, "dir", direction)
        elif (is_ours or token.name == "body") and values.get("dir") in ("ltr", "rtl"):
            yield _set(text, token, "dir", direction)


def _kept_tags(text: str) -> frozenset[int]:
    """Return where the start tags of elements begin whose words are not translated."""
    if "translate" not in text.lower():
        return frozenset()
    return frozenset(
        element.token.start
        for element in read_page(text).elements
        if element.token is not None and (element.is_off or not element.is_translated)
    )


def _charset(text: str, name: str) -> Iterator[_Edit]:
    """Yield the edits that say which encoding the page has."""
    head: Token | None = None
    declared = False
    said_first = _XML_ENCODING.match(text)
    if said_first is not None:
        declared = True
        if not means(said_first[1], name):
            yield _Edit(*said_first.span(1), name)
    for token in _tags(text):
        if token.name == "body":
            break
        if token.name in ("html", "head"):
            head = token
        elif token.name == "meta":
            for edit, said in _declared_in(text, token, name):
                declared = True
                if not means(said, name):
                    yield edit
    if not declared and head is not None and not text.isascii():
        end = " />" if text.lstrip().startswith("<?xml") else ">"
        yield _Edit(head.end, head.end, f'<meta charset="{name}"{end}')


def _declared_in(text: str, token: Token, name: str) -> Iterator[tuple[_Edit, str]]:
    """Yield the edits that make a ``meta`` element say an encoding, and what it says now."""
    attributes = {item.name: item for item in attributes_of(text, token)}
    charset, content = attributes.get("charset"), attributes.get("content")
    kind = attributes.get("http-equiv")
    if charset is not None and charset.value:
        yield _set(text, token, "charset", name), charset.value
    elif content and kind and kind.value.strip().lower() == "content-type":
        match = _CHARSET.search(text, content.start, content.end)
        if match is not None:
            yield _Edit(*match.span(2), name), match[2]
