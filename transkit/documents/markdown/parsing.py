"""Markdown as markdown-it-py sees it, with the place of everything.

The parser tells in which lines a block is, and nothing about the places of what is inline. Here
every inline rule is wrapped: what it makes gets the places where the rule began and ended. So the
parser that decides what is markup also says where; nothing is parsed a second time by other rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from transkit.documents.elements import VOID
from transkit.errors import TranskitError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

__all__ = [
    "KEEP",
    "LONGEST_INLINE",
    "Block",
    "Effort",
    "Environment",
    "InlineToken",
    "Line",
    "TooDeepError",
    "UnsureError",
    "is_plain",
    "parse_blocks",
    "parse_inline",
    "split_source",
]

Environment = dict[str, Any]
"""What a document defines: its link references and footnotes."""

_RULES = (
    *("text", "newline", "escape", "backticks", "strikethrough", "emphasis", "link", "image"),
    *("footnote_ref", "autolink", "html_inline", "entity"),
)
_DELIMITERS = frozenset(("strikethrough", "emphasis"))
LONGEST_INLINE = 20_000
"""Code points of a paragraph in which markup is looked for; a longer one is words as they are
written. No paragraph is so long, and some take a time that grows with the square of it."""
_STEPS = 15
"""Rules that may be tried per code point of a paragraph."""
_DEEPEST = 100
"""Blocks in blocks. The parser goes a little deeper, so that what it leaves out is noticed."""
_MARKED = re.compile(r"[\\`~*_\[!<&]|  \n")
"""What an inline rule begins with, and a hard line break."""
_SOURCE_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
KEEP = re.compile(
    r"""\btranslate\s*=\s*["']?no\b|\bclass\s*=\s*["']?[^"']*\bnotranslate\b""", re.IGNORECASE
)
"""In a tag of HTML: that what it holds is not translated."""
_TAG = re.compile(
    r"<!--\s*translate:(?P<switch>on|off)\s*-->|<!--.*?(?:-->|\Z)"
    r"|<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>",
    re.DOTALL,
)
_FOOTNOTE = re.compile(r"\[\^([^\s\]]{1,200})\]")


class TooDeepError(TranskitError):
    """Quotations and lists lie in each other deeper than can be read."""


class UnsureError(Exception):
    """It is not certain where the markup of a paragraph is; never leaves this package."""


class Line(NamedTuple):
    """A line of the file."""

    start: int
    """Code points."""
    text: str
    """Without its line end, as the parser sees it."""


class InlineToken(NamedTuple):
    """A piece of a paragraph."""

    kind: str
    """The parser's name for it: ``text``, ``em_open``, ``code_inline``, …"""
    start: int
    """Code points from the beginning of the paragraph's content; meaningless for ``text``."""
    end: int
    content: str
    """Words, decoded; of an image, its description as written."""
    words: str = ""
    """Of an image: the words of its description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Something with inline content: a paragraph, a heading, a table cell."""

    content: str
    """As the parser hands it to its inline rules: stripped, without the marks of containers."""
    lines: range
    """0-based."""
    containers: tuple[str, ...]
    """Types of the tokens that it lies in, outermost first: ``blockquote_open``, …"""
    tag: str = ""
    """``h1`` to ``h6`` for a heading."""
    markup: str = ""
    """Of a heading: ``##``, or ``=`` or ``-`` under it."""
    cell: int | None = None
    """Of a table cell: its 0-based column."""
    is_first: bool = False
    """Whether it is the first thing in its container."""


@dataclass(slots=True)
class _Counter:
    """How much work one paragraph takes."""

    left: int = 0

    def spend(self) -> None:
        """Count one step.

        Raises:
            UnsureError: There were too many.
        """
        self.left -= 1
        if self.left < 0:
            raise UnsureError("too much work")


@dataclass(slots=True)
class Effort:
    """How much work the paragraphs of a document may still take.

    Text in Markdown takes some 0.1 steps per code point. What takes five times as many in all is no
    text; from where they are spent on, its paragraphs are words as they are written.
    """

    left: int

    @classmethod
    def of(cls, text: str) -> Effort:
        """Return what a document may take."""
        return cls(300_000 + len(text) // 2)


@dataclass(slots=True)
class _Parser:
    """The parser and what its wrapped rules share."""

    markdown: MarkdownIt
    counter: _Counter = field(default_factory=_Counter)


def split_source(text: str) -> list[Line]:
    r"""Return the lines of a file; they end as the parser lets them: ``\n``, ``\r\n``, ``\r``."""
    lines: list[Line] = []
    for match in _SOURCE_LINE.finditer(text):
        if match.end() > match.start() or not lines:
            bare = match.group().rstrip("\r\n").replace("\0", "\ufffd")
            lines.append(Line(match.start(), bare))
    return lines


def parse_blocks(text: str) -> tuple[list[Block], Environment]:
    """Return what holds text, in reading order, and what the document defines.

    Blocks between ``<!-- translate:off -->`` and ``<!-- translate:on -->``, and inside of HTML with
    ``translate="no"``, are left out.

    Raises:
        TooDeepError: Blocks lie in each other too deep; names the line (1-based).
    """
    parser = _make_parser()
    environment: Environment = {}
    tokens: list[Token] = []
    parser.markdown.block.parse(_normalized(text), parser.markdown, environment, tokens)
    blocks: list[Block] = []
    stack: list[Token] = []
    cell = 0
    switch = _Switch()
    previous = ""
    for token in tokens:
        if token.level >= _DEEPEST:
            raise TooDeepError("nested too deep", line=(token.map or [0])[0] + 1)
        if token.type == "html_block":
            switch.read(token.content)
        elif token.type == "inline" and stack and token.map is not None and not switch.is_off:
            is_first = previous == "list_item_open"
            blocks.append(_block(token, stack, cell, is_first=is_first))
        if token.type == "tr_open":
            cell = 0
        elif token.type in ("th_close", "td_close"):
            cell += 1
        if token.nesting > 0:
            stack.append(token)
        elif token.nesting < 0:
            stack.pop()
        if token.type != "paragraph_open":
            previous = token.type
    return blocks, environment


@dataclass(slots=True)
class _Switch:
    """Whether blocks of HTML keep what stands between them from being translated."""

    is_commented: bool = False
    """Whether a comment said so last."""
    kept: list[str] = field(default_factory=list)
    """Names of the elements that are open, from the one with ``translate="no"`` on."""
    counts: Counter[str] = field(default_factory=Counter)
    """Of those names."""

    @property
    def is_off(self) -> bool:
        """Whether text that comes now is not translated."""
        return self.is_commented or bool(self.kept)

    def read(self, html: str) -> None:
        """Hear what a block of HTML says."""
        for match in _TAG.finditer(html):
            name = match["name"].lower() if match["name"] else ""
            if match["switch"]:
                self.is_commented = match["switch"] == "off"
            elif match["close"]:
                self._close(name)
            elif not name or name in VOID or match["rest"].endswith("/"):
                continue
            elif self.kept or KEEP.search(match["rest"]):
                self.kept.append(name)
                self.counts[name] += 1

    def _close(self, name: str) -> None:
        """Close an element, and what is still open in it."""
        while self.counts[name]:
            last = self.kept.pop()
            self.counts[last] -= 1
            if last == name:
                return


def _normalized(text: str) -> str:
    """Return a text as the block rules want it."""
    return re.sub("\r\n|\r", "\n", text).replace("\0", "\ufffd")


def _block(token: Token, stack: Sequence[Token], cell: int, *, is_first: bool) -> Block:
    """Return what an ``inline`` token of the parser stands for."""
    first, last = token.map or (0, 0)
    heading = stack[-1] if stack[-1].type == "heading_open" else None
    return Block(
        content=token.content,
        lines=range(first, last),
        containers=tuple(outer.type for outer in stack),
        tag=heading.tag if heading else "",
        markup=heading.markup if heading else "",
        cell=cell if stack[-1].type in ("th_open", "td_open") else None,
        is_first=is_first,
    )


def is_plain(content: str) -> bool:
    """Return whether no inline rule finds anything in a paragraph but words and line ends."""
    return _MARKED.search(content) is None


def parse_inline(
    content: str,
    environment: Environment,
    *,
    longest: int = LONGEST_INLINE,
    effort: Effort | None = None,
) -> list[InlineToken]:
    """Return the pieces of a paragraph, in order.

    Args:
        content: As the parser hands it to its inline rules.
        environment: What the document defines.
        longest: Code points from which on it is not looked into.
        effort: What the document has left; gets less by what this paragraph takes.

    Raises:
        UnsureError: It is too long, takes too much work, or the places do not fit each other.
    """
    from markdown_it.rules_inline import StateInline

    if len(content) > longest:
        raise UnsureError("too long")
    parser = _make_parser()
    allowed = 1000 + _STEPS * len(content)
    if effort is not None:
        allowed = min(allowed, effort.left)
    parser.counter.left = allowed
    tokens: list[Token] = []
    state = StateInline(content, parser.markdown, environment, tokens)
    try:
        parser.markdown.inline.tokenize(state)
    except RecursionError as error:
        raise UnsureError("too deep") from error
    finally:
        if effort is not None:
            effort.left -= allowed - max(0, parser.counter.left)
    for rule in parser.markdown.inline.ruler2.getRules(""):
        rule(state)
    return list(_placed(tokens))


@cache
def _make_parser() -> _Parser:
    """Return the parser: CommonMark, GFM's tables and strike-through, footnotes."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    markdown = MarkdownIt("commonmark", {"maxNesting": _DEEPEST + 4})
    markdown.enable(["table", "strikethrough"])
    footnote_plugin(markdown, inline=False, move_to_end=False)
    parser = _Parser(markdown)
    markdown.inline.ruler.at("footnote_ref", _footnote)
    found = {rule.name: rule.fn for rule in markdown.inline.ruler.__rules__}
    for name in _RULES:
        markdown.inline.ruler.at(name, _wrapped(name, found[name], parser.counter))
    _count_skipping(markdown, parser.counter)
    tokenize = markdown.inline.tokenize

    def tokenize_and_tell(state: StateInline) -> None:
        limit = state.posMax
        tokenize(state)
        state.env["label_end"] = limit

    markdown.inline.tokenize = tokenize_and_tell  # type: ignore[method-assign]
    return parser


def _count_skipping(markdown: MarkdownIt, counter: _Counter) -> None:
    """Have the parser count what it passes over while it looks for the end of a label.

    It does so from each opening bracket anew, and no rule is tried where it has been before.
    """
    skip = markdown.inline.skipToken

    def skip_and_count(state: StateInline) -> None:
        counter.spend()
        skip(state)

    markdown.inline.skipToken = skip_and_count  # type: ignore[method-assign]


def _footnote(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own way
    """Read a reference to a footnote that the document defines."""
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    notes = state.env.get("footnotes", {}).get("refs", {})
    if match is None or f":{match.group(1)}" not in notes:
        return False
    if not silent:
        state.push("footnote_ref", "", 0)
    state.pos = match.end()
    return True


def _wrapped(
    name: str, rule: Callable[[StateInline, bool], bool], counter: _Counter
) -> Callable[[StateInline, bool], bool]:
    """Return a rule that also notes where what it makes begins and ends."""

    def wrapped(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own way
        counter.spend()
        if silent:
            return rule(state, silent)
        start, before = state.pos, len(state.tokens)
        pending = bool(state.pending) if name in _DELIMITERS else False
        if not rule(state, silent):
            return False
        made = state.tokens[before + pending :]
        if name in _DELIMITERS:
            _place_delimiters(made, start)
        else:
            for token in made:
                if "at" not in token.meta and token.type != "text":
                    token.meta["at"] = (start, state.pos, state.env.get("label_end", 0))
        return True

    return wrapped


def _place_delimiters(tokens: Sequence[Token], start: int) -> None:
    """Note where each of the marks of a run is."""
    for token in tokens:
        token.meta["at"] = (start, start + len(token.content), 0)
        token.meta["mark"] = token.content
        start += len(token.content)


def _placed(tokens: Sequence[Token]) -> Iterator[InlineToken]:
    """Yield the pieces with their places.

    Raises:
        UnsureError: The places do not fit.
    """
    opened: list[tuple[str, int]] = []
    at = 0
    for token in tokens:
        if token.type in ("text", "text_special"):
            if token.content:
                yield InlineToken("text", at, at, token.content)
            continue
        piece = _piece(token, opened)
        if piece.start < at or piece.end <= piece.start:
            raise UnsureError(f"{piece.kind} at {piece.start}")
        at = piece.end
        yield piece
    if opened:
        raise UnsureError("a link that does not end")


def _piece(token: Token, opened: list[tuple[str, int]]) -> InlineToken:
    """Return a piece that is no words, with its place.

    Args:
        token: The parser's.
        opened: Links that have begun: how, and the end of their label.
    """
    if "at" not in token.meta:
        raise UnsureError(token.type)
    start, end, label_end = token.meta["at"]
    if token.type in ("strong_open", "strong_close"):
        wide = (start - 1, end) if token.type == "strong_open" else (start, end + 1)
        return InlineToken(token.type, *wide, token.content)
    if token.type == "link_open":
        is_auto = token.markup == "autolink"
        opened.append((token.markup, end - 1 if is_auto else label_end))
        return InlineToken("auto_open" if is_auto else token.type, start, start + 1, "")
    if token.type == "link_close":
        markup, label_end = opened.pop()
        kind = "auto_close" if markup == "autolink" else token.type
        return InlineToken(kind, label_end, end, "")
    words = _words_of(token.children or []) if token.type == "image" else ""
    return InlineToken(token.type, start, end, token.content, words)


def _words_of(tokens: Sequence[Token]) -> str:
    """Return the words of an image's description (CommonMark 0.31 §6.4)."""
    parts: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(_words_of(token.children or []))
        elif token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content)
    return "".join(parts)
