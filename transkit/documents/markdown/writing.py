"""A target as Markdown: nothing escaped that need not be, and read again before it is believed.

Each way of writing is tried in turn until the parser finds in it what it should: the words of the
target, its marks, in their order, and nothing else. So a target may hold whatever it likes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from transkit.documents.composing import escape_line_start, escape_marks
from transkit.documents.markdown.parsing import (
    LONGEST_INLINE,
    Environment,
    TooDeepError,
    UnsureError,
    parse_blocks,
    parse_inline,
)
from transkit.documents.markdown.tagging import tag_pieces
from transkit.documents.markdown.words import collapse
from transkit.text.markup import Form, double_slashes, escape, expand, lex, strip_tags
from transkit.units import Markup

__all__ = ["TASK", "Frame", "write_as_it_is", "write_description", "write_target", "write_title"]

_OPEN, _CLOSE = "\x02", "\x03"
"""Stand around marks where what was written is compared with what was read."""
_SPACES = re.compile(r"[ \t\r\n]+")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_TICKS = re.compile("`+")
_HTML = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "del", "~": "del"}
TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
"""The box of a task (GFM §5.3)."""
_RULE = re.compile(r"[-*_ ]+")
_PLAIN = re.compile(r"[^\W\d_][^\\`*_\[\]<>|~&#=+\s]*(?: [^\\`*_\[\]<>|~&#=+\s]+)*")
"""Words in which neither an inline rule nor, as they begin with a letter, a block rule begins."""
_BESIDE_TAG = re.compile(
    r"<(?P<opened>[a-z]{1,12}[1-9][0-9]{0,5})>(?P<behind> +)"
    r"|(?<! )(?P<before> +)</(?P<closed>[a-z]{1,12}[1-9][0-9]{0,5})>"
)
"""Spaces inside a pair of tags, at its ends."""
_HARD_BREAK = re.compile(r"(?:\\| {2,})\n")
_LEADING_TAGS = re.compile(r"(?:<[a-z]{1,12}[1-9][0-9]{0,5}/>\s*)+(?=\S)")
_LONGEST_TARGET = 5 * LONGEST_INLINE
"""No translation of a paragraph in which markup was looked for is longer."""
_STARS = {"_": "*", "__": "**"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a target stands in."""

    before: str = ""
    """``## `` for a heading."""
    behind: str = ""
    """The line under a heading."""
    tag: str = ""
    """What the parser has to find: ``h1`` to ``h6``, or nothing for a paragraph."""
    is_cell: bool = False
    is_item: bool = False
    """Whether it is the first thing in a list item, where ``[ ]`` is the box of a task."""
    joint: str = "\n"
    """What two lines of it have between them in the file."""


def write_target(
    target: str, markup: Mapping[str, Markup], frame: Frame, environment: Environment
) -> str:
    """Return a target as it has to stand in the file.

    Args:
        target: Words with tags; not empty.
        markup: What the tags stand for.
        frame: Where it stands.
        environment: Links and footnotes that the document defines.
    """
    target = collapse(target).strip()
    if not markup and _PLAIN.fullmatch(target):
        return target
    for tried, marks in _ways_of_marking(target, markup):
        wanted = _folded(expand(tried, _shown(marks), _as_is))
        for encode in (_as_is, escape_marks, _escape_all):
            written = expand(tried, marks, encode).strip(" ")
            for line in _ways_of_ending(written, frame):
                if _reads_as(line, wanted, frame, environment):
                    return _in_file(line, frame)
    return _in_file(_as_references(strip_tags(target)), frame)


def write_as_it_is(words: str, frame: Frame) -> str:
    """Return the target of a paragraph that is shown as it is written: only kept in its block."""
    line = collapse(words).strip()
    for safe in (line, escape_line_start(line), _escape_all(line)):
        if frame.is_cell or _find_content(safe, frame) is not None:
            return _in_file(safe, frame)
    return _in_file(_as_references(line), frame)


def write_description(words: str) -> str:
    """Return the description of a picture, to stand between its brackets."""
    words = collapse(words).strip()
    for encode in (_as_is, escape_marks, _escape_all):
        content = f"![{encode(words)}](x)"
        try:
            pieces = parse_inline(content, {})
        except UnsureError:
            continue
        if len(pieces) == 1 and pieces[0].kind == "image" and pieces[0].words == words:
            return encode(words)
    return _as_references(words)


def write_title(words: str, quote: str) -> str:
    """Return the title of a picture, to stand in its quotation marks (CommonMark 0.31 §6.3).

    Args:
        words: The title.
        quote: The mark that it stands in: a quotation mark, or an opening parenthesis.
    """
    words = collapse(words).strip()
    marks = r"[\\()]" if quote == "(" else rf"[\\{quote}]"
    return re.sub(rf"{marks}|&(?=#?\w+;)", r"\\\g<0>", words)


def _in_file(line: str, frame: Frame) -> str:
    """Return a paragraph's content with what its container asks for."""
    if frame.is_cell:
        return line.replace("|", r"\|")
    return line.replace("\n", frame.joint)


def _ways_of_ending(line: str, frame: Frame) -> Iterator[str]:
    """Yield ways to write a line whose beginning or end may be read as something else."""
    if frame.is_cell:
        bare = line.rstrip("\\")
        slashes = len(line) - len(bare)
        if slashes:
            yield f"{bare}{'&#92;' * slashes}"
            yield f"{bare}{'&#92;' * (slashes // 2)}"
            return
    if frame.before:
        line = re.sub(r"(?<!\S)(#+)$", r"\\\1", line)
    yield line
    if frame.behind and "|" in line:  # it and the line under it would be a table, escaped or not
        yield line.replace("\\|", "|").replace("|", "&#124;")
    if (safe := escape_line_start(line)) != line:
        yield safe


def _as_is(words: str) -> str:
    return words


def _escape_all(words: str) -> str:
    """Return words with every sign escaped that Markdown could ever read."""
    return _PUNCTUATION.sub(r"\\\g<0>", words)


def _as_references(words: str) -> str:
    """Return words in which every sign is a character reference."""
    return _PUNCTUATION.sub(lambda match: f"&#{ord(match.group())};", words)


def _ways_of_marking(
    target: str, markup: Mapping[str, Markup]
) -> Iterator[tuple[str, dict[str, Markup]]]:
    """Yield the target and what its tags may be written as: as they were; with stars; as HTML.

    Underscores mark nothing inside a word, and no mark does between a letter and a quotation mark
    (CommonMark 0.31 §6.2), as in Korean, where a particle follows it. HTML that stands alone goes
    to the end where a line that begins with it is a block of HTML; behind a line break, that is
    written as HTML, too. If nothing helps, emphasis is given up, and then links are.
    """
    target = _with_spaces_outside(target, markup)
    first = _with_code(target, markup)
    yield target, first
    yield target, {label: _remade(item, _STARS) for label, item in first.items()}
    tags = {
        label: replace(item, opening=f"<{name}>", closing=f"</{name}>")
        if item.closing is not None and (name := _HTML.get(item.opening))
        else item
        for label, item in first.items()
    }
    yield target, tags
    yield (
        target,
        {
            label: replace(item, opening="<br>") if _HARD_BREAK.fullmatch(item.opening) else item
            for label, item in first.items()
        },
    )
    if leading := _LEADING_TAGS.match(target):
        yield f"{double_slashes(target[leading.end() :])}{leading.group().rstrip()}", first
    links = {label for label, item in first.items() if item.opening == "["}
    for kept in (links, set[str]()):
        dropped = {
            label for label, item in first.items() if item.closing is not None and label not in kept
        }
        yield _without(target, dropped), first


def _without(target: str, labels: Collection[str]) -> str:
    """Return a target without the tags of some pairs; their words stay."""
    parts = [
        escape(piece.text, before_tag=True) if piece.form is None else piece.text
        for piece in lex(target)
        if piece.label not in labels
    ]
    return "".join(parts)


def _with_spaces_outside(target: str, markup: Mapping[str, Markup]) -> str:
    """Return a target whose emphasis begins and ends with words, as it has to in Markdown."""

    def turned(match: re.Match[str]) -> str:
        label = match["opened"] or match["closed"]
        if label not in markup or markup[label].opening not in _HTML:
            return match.group()
        tag = match.group().strip(" ")
        return f"{match['behind'] or ''}{tag}{match['before'] or ''}"

    return _BESIDE_TAG.sub(turned, target)


def _remade(item: Markup, marks: Mapping[str, str]) -> Markup:
    mark = marks.get(item.opening)
    return (
        item if mark is None or item.closing is None else replace(item, opening=mark, closing=mark)
    )


def _with_code(target: str, markup: Mapping[str, Markup]) -> dict[str, Markup]:
    """Return the markup with code as the target has it, where a person has changed it."""
    found = dict(markup)
    label, words = "", ""
    for piece in lex(target):
        item = markup.get(piece.label) if piece.form is not None else None
        if piece.form is None:
            words += piece.text
        elif item is not None and piece.form is Form.OPEN and item.opening.startswith("`"):
            label, words = piece.label, ""
        elif label and piece.label == label and words.strip():
            if words != markup[label].words:
                found[label] = _code(words)
            label = ""
    return found


def _code(words: str) -> Markup:
    """Return a code span with these words (CommonMark 0.31 §6.1)."""
    runs = {len(run) for run in _TICKS.findall(words)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    padded = words[0] in "` " or words[-1] in "` "
    inner = f" {words} " if padded else words
    return Markup(opening=fence, closing=fence, inner=inner, words=words)


def _shown(markup: Mapping[str, Markup]) -> dict[str, Markup]:
    """Return the markup so that what it makes can be compared: marked, words instead of code."""
    return {
        label: replace(
            item,
            opening=_as_mark(item.opening),
            closing=None if item.closing is None else _as_mark(item.closing),
            inner=None if item.inner is None else item.words,
        )
        for label, item in markup.items()
    }


def _as_mark(mark: str) -> str:
    return f"{_OPEN}{_SPACES.sub(' ', mark)}{_CLOSE}"


def _folded(text: str) -> str:
    """Return words and marks without white space that Markdown does not keep."""
    text = re.sub(rf" ?({_OPEN}(?:\\| *) ?{_CLOSE}) ?", r"\1", _SPACES.sub(" ", text))
    return text.strip()


def _reads_as(line: str, wanted: str, frame: Frame, environment: Environment) -> bool:
    """Return whether the parser finds in a line what it should, in its frame."""
    content = line if frame.is_cell else _find_content(line, frame)
    if content is None:
        return False
    try:
        pieces = parse_inline(content, environment, longest=_LONGEST_TARGET)
        tagged = tag_pieces(pieces, content)
    except UnsureError:
        return False
    return _folded(expand(tagged.source, _shown(tagged.markup), _as_is)) == wanted


def _find_content(line: str, frame: Frame) -> str | None:
    """Return what the parser's inline rules get of a line; ``None`` where it is another block."""
    if _RULE.fullmatch(line):  # behind the mark of a list fewer make a rule: ``- --``
        return None
    if frame.is_item and TASK.match(line):
        return None
    try:
        blocks, _ = parse_blocks(f"{frame.before}{line}{frame.behind}\n")
    except TooDeepError:
        return None
    if len(blocks) != 1 or len(blocks[0].containers) != 1 or blocks[0].tag != frame.tag:
        return None
    return blocks[0].content
