"""From the pieces of a paragraph to a unit's text with numbered tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from transkit.documents.elements import VOID
from transkit.documents.markdown.parsing import KEEP, InlineToken, UnsureError
from transkit.documents.markdown.words import collapse, has_words
from transkit.text.markup import LONGEST_PROTECTED, PROTECTED, Form, Numbering, escape, write_tag
from transkit.units import Markup

__all__ = ["Tagged", "Title", "find_title", "tag_pieces"]

_NAMES = {"em": "em", "strong": "strong", "s": "s", "link": "a", "auto": "keep"}
"""The parser's name of a pair → name of its tag."""
_HTML = re.compile(r"<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>[^>]*)>\Z")
_TITLE = re.compile(
    r"""[ \t\n](?P<open>["'(])(?P<title>(?:[^\\]|\\.)*)["')][ \t\n]*\)\Z""", re.DOTALL
)
_FENCE = re.compile("`+")


class Title(NamedTuple):
    """The title of a link or a picture, inside of what a tag stands for."""

    start: int
    """Code points in the paragraph's content; behind its quotation mark."""
    end: int
    quote: str
    """What it stands in: a quotation mark, or an opening parenthesis."""
    label: str = ""
    """Of the tag."""
    at: int = 0
    """Code points in what closes the tag, or is it where nothing does."""


def find_title(content: str, start: int, end: int) -> Title | None:
    """Return where the title is in the second half of a link, if it has one (CommonMark §6.3)."""
    match = _TITLE.search(content, start, end)
    return Title(*match.span("title"), match["open"]) if match else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A unit's text and what its tags stand for."""

    source: str
    markup: dict[str, Markup]
    is_worded: bool
    """Whether a letter or digit stands outside of what must not be translated, and of pictures."""
    pictures: tuple[InlineToken, ...]
    """The pictures, if there is nothing else to translate."""
    titles: tuple[Title, ...] = ()
    """Of links and pictures among the words."""


@dataclass(slots=True)
class _Node:
    """A pair, a single mark, or words."""

    name: str
    """Of its tag; empty for words and at the root."""
    start: int = 0
    end: int = 0
    opened: int = 0
    """Place behind its opening mark."""
    closing: int | None = None
    """Place of its closing mark; ``None`` for a single one."""
    text: str = ""
    children: list[_Node] = field(default_factory=list)
    kind: str = ""
    """What has to close it."""
    keeps: bool = False
    """Whether what it holds must not be translated."""
    required: bool = False


def tag_pieces(pieces: Sequence[InlineToken], content: str) -> Tagged:
    """Return the unit's text for a paragraph.

    Lines are joined; white space at the ends is left out, as the parser's content has none.

    Args:
        pieces: As `parse_inline` returned them.
        content: The paragraph's content.

    Raises:
        UnsureError: The marks cross or lie in each other too deep.
    """
    root = _tree(pieces, content)
    while root.children and _is_nothing(root.children[-1]):
        root.children.pop()  # a break behind the last words breaks nothing
    while root.children and _is_nothing(root.children[0]):
        del root.children[0]
    writer = _Writer(content)
    try:
        writer.write(root.children, inside=False)
        words = collapse(_words(root.children, free=True))
    except RecursionError as error:
        raise UnsureError("too deep") from error
    pictures = tuple(piece for piece in pieces if piece.kind == "image")
    is_worded = has_words(words)
    return Tagged(
        source="".join(writer.parts).strip(),
        markup=writer.markup,
        is_worded=is_worded,
        pictures=() if is_worded else pictures,
        titles=tuple(writer.titles) if is_worded else (),
    )


def _tree(pieces: Iterable[InlineToken], content: str) -> _Node:
    """Return the pieces as a tree."""
    stack = [_Node("")]
    for piece in pieces:
        top = stack[-1]
        if piece.kind in ("text", "softbreak"):
            text = piece.content if piece.kind == "text" else " "
            top.children.append(_Node("", text=text, kind="text"))
        elif piece.kind == "html_inline":
            _take_html(stack, piece)
        elif piece.kind.endswith("_open"):
            kind = piece.kind.removesuffix("_open")
            stack.append(
                _Node(_NAMES[kind], piece.start, 0, piece.end, kind=kind, keeps=kind == "auto")
            )
        elif piece.kind.endswith("_close"):
            _end(stack, piece.kind.removesuffix("_close"), piece)
        else:
            top.children.append(_leaf(piece, content))
    while len(stack) > 1:
        _give_up(stack)
    return stack[0]


def _is_nothing(node: _Node) -> bool:
    """Return whether a node is a line break of Markdown, or words that do not show."""
    return node.kind == "hardbreak" or (not node.name and not collapse(node.text).strip())


def _leaf(piece: InlineToken, content: str) -> _Node:
    """Return a mark that holds no other."""
    start, end = piece.start, piece.end
    if piece.kind == "hardbreak":
        # What stands before a backslash is words; of white space at a line's end it is the mark.
        first = start if content[start] == "\\" else len(content[:start].rstrip(" "))
        return _Node("br", first, end, kind=piece.kind)
    if piece.kind == "footnote_ref":
        return _Node("fn", start, end, required=True)
    if piece.kind == "code_inline":
        match = _FENCE.match(content, start, end)
        fence = len(match.group()) if match else 0
        text = _Node("", text=piece.content, kind="text")
        return _Node("code", start, end, start + fence, end - fence, children=[text], keeps=True)
    if piece.kind == "image":
        if not collapse(piece.words).strip():
            return _Node("img", start, end, kind=piece.kind, required=True)
        text = _Node("", text=piece.words, kind="text")
        inner = start + 2
        last = inner + len(piece.content)
        return _Node("img", start, end, inner, last, children=[text], kind=piece.kind)
    raise UnsureError(piece.kind)


def _take_html(stack: list[_Node], piece: InlineToken) -> None:
    """Put an HTML tag into the tree: as half of a pair, or alone."""
    match = _HTML.match(piece.content)
    name = match["name"].lower() if match else "html"
    kind = f"<{name}>"
    if match is not None and match["close"]:
        if any(node.kind == kind for node in stack) and all(
            node.kind.startswith("<") for node in stack[_last(stack, kind) :]
        ):
            while stack[-1].kind != kind:
                _give_up(stack)
            _end(stack, kind, piece)
            return
    elif match is not None and name not in VOID and not match["rest"].endswith("/"):
        keeps = name in PROTECTED or bool(KEEP.search(match["rest"]))
        label = "keep" if keeps and name not in PROTECTED else name
        stack.append(_Node(label, piece.start, 0, piece.end, kind=kind, keeps=keeps))
        return
    stack[-1].children.append(_Node(name, piece.start, piece.end))


def _last(stack: Sequence[_Node], kind: str) -> int:
    return max(at for at, node in enumerate(stack) if node.kind == kind)


def _end(stack: list[_Node], kind: str, piece: InlineToken) -> None:
    """Close a pair; HTML that began in it and did not end is single tags."""
    while stack[-1].kind.startswith("<") and stack[-1].kind != kind:
        _give_up(stack)
    node = stack.pop()
    if node.kind != kind or not stack:
        raise UnsureError(f"{kind} crosses another")
    node.closing, node.end = piece.start, piece.end
    stack[-1].children.append(node)


def _give_up(stack: list[_Node]) -> None:
    """Make a single tag of an HTML start tag that nothing closes."""
    node = stack.pop()
    if not node.kind.startswith("<"):
        raise UnsureError(f"{node.kind} does not end")
    stack[-1].children += [_Node(node.kind[1:-1], node.start, node.opened), *node.children]


def _words(nodes: Iterable[_Node], *, free: bool = False) -> str:
    """Return the words in some nodes.

    Args:
        nodes: Pairs, marks and words.
        free: Leave out what must not be translated, and the descriptions of pictures.
    """
    return "".join(
        node.text + _words(node.children, free=free)
        for node in nodes
        if not free or not (node.keeps or node.name == "img")
    )


@dataclass(slots=True)
class _Writer:
    """Writes a tree as a unit's text."""

    content: str
    parts: list[str] = field(default_factory=list)
    markup: dict[str, Markup] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=Numbering)
    titles: list[Title] = field(default_factory=list)

    def write(self, nodes: Sequence[_Node], *, inside: bool) -> None:
        """Write nodes in order; words that follow each other are escaped together.

        Args:
            nodes: What a pair holds, or everything.
            inside: Whether the tag that ends a pair follows.
        """
        words: list[str] = []
        for node in nodes:
            if not node.name:
                words.append(node.text)
                continue
            self._write_words(words, before_tag=True)
            words = []
            self._write_tag(node)
        self._write_words(words, before_tag=inside)

    def _write_words(self, words: Sequence[str], *, before_tag: bool) -> None:
        joined = collapse("".join(words))
        if joined:
            self.parts.append(escape(joined, before_tag=before_tag))

    def _write_tag(self, node: _Node) -> None:
        label = self.numbering.label(node.name)
        inner, words = None, ""
        if node.kind in ("link", "image"):
            self._note_title(node, label)
        if node.keeps:
            words = collapse(_words(node.children))
            inner = self.content[node.opened : node.closing or node.end]
            if any(child.name for child in node.children) or not 0 < len(words) < _LONGEST:
                node.closing = None
        if node.closing is None:
            opening = self.content[node.start : node.end]
            self.markup[label] = Markup(opening=opening, required=node.required or node.keeps)
            self.parts.append(write_tag(label, Form.EMPTY))
            return
        closing = self.content[node.closing : node.end]
        if closing in ("]", "][]"):
            closing = f"][{self.content[node.opened : node.closing]}]"
        self.markup[label] = Markup(
            opening=self.content[node.start : node.opened],
            closing=closing,
            inner=inner,
            words=words,
        )
        self.parts.append(write_tag(label, Form.OPEN))
        self.write(node.children, inside=True)
        self.parts.append(write_tag(label, Form.CLOSE))

    def _note_title(self, node: _Node, label: str) -> None:
        """Note where the title of a link or picture is in what its tag stands for."""
        first = node.start if node.closing is None else node.closing
        title = find_title(self.content, first, node.end)
        if title is not None:
            self.titles.append(title._replace(label=label, at=title.start - first))


_LONGEST = LONGEST_PROTECTED // 2
