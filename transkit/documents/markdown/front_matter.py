"""Front matter: the fields of YAML or TOML before the text, and which are to be translated."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from transkit.documents.markdown.toml import find_strings
from transkit.documents.markdown.words import collapse
from transkit.units import Kind

if TYPE_CHECKING:
    from yaml.nodes import Node

__all__ = ["FIELDS", "Field", "FrontMatter", "find_front_matter", "kind_of_field", "write_field"]

FIELDS = ("title", "description", "subtitle", "summary", "excerpt", "lead")
"""Fields that readers see, in any generator of sites."""
_LONGEST = 1 << 16
"""Code points of front matter; what is longer is not looked into."""
_DEEPEST = 20
"""Levels of tables in tables that are looked into."""
_YAML = re.compile(
    r"---[ \t]*(?:\r\n|\r|\n)(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.S | re.M
)
_TOML = re.compile(
    r"\+\+\+[ \t]*(?:\r\n|\r|\n)(?P<body>.*?)^\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)", re.S | re.M
)
_KEY = re.compile(
    r"(?:[ \t]*(?:#.*)?(?:\r\n|\r|\n))*(?:\[\[?[ \t]*)?[\w\"'\[.-]+[ \t]*(?:[:=]|\]|\Z)"
)
"""What front matter begins with; else the dashes are a rule, or under a heading."""
_PROPERTIES = re.compile(r"(?:[&!]\S*(?:[ \t]|\r\n?|\n|(?<=\s)#[^\r\n]*)+)+")
"""Anchor and tag before a value (YAML 1.2 §6.9), and comments behind them."""
_STYLES = {None: "plain", "": "plain", "'": "single", '"': "double", "|": "block", ">": "block"}


class Field(NamedTuple):
    """The value of a field."""

    name: str
    """With its tables: ``seo.title``."""
    value: str
    """Its words; lines are joined."""
    start: int
    """Code points in the file, quotation marks included."""
    end: int
    style: str
    """How it is written: ``plain``, ``single``, ``double``, ``block``, or ``flow`` (in brackets) in
    YAML, ``basic``, ``literal`` or ``multiline`` in TOML."""


class FrontMatter(NamedTuple):
    """What stands before the text."""

    end: int
    """Code points; where the text begins."""
    fields: tuple[Field, ...]
    """Those to translate, in the order of the file."""


def find_front_matter(text: str, names: Collection[str] | None = FIELDS) -> FrontMatter | None:
    """Return the front matter of a file; ``None`` where it has none.

    Front matter that cannot be read has no fields: it stays as it is.

    Args:
        text: The file.
        names: Fields to translate; ``None`` for all. A list of strings is several fields of one
            name.
    """
    for pattern, read in ((_YAML, _read_yaml), (_TOML, _read_toml)):
        match = pattern.match(text)
        if match is not None and _KEY.match(match["body"]):
            is_short = len(match["body"]) <= _LONGEST
            found = tuple(read(match["body"], match.start("body"), names) if is_short else ())
            return FrontMatter(match.end(), tuple(item for item in found if item.value))
    return None


def kind_of_field(name: str) -> Kind:
    """Return what a field is in the article: its title, or what stands under it."""
    if name == "title":
        return Kind.TITLE
    return Kind.DECK if name in FIELDS else Kind.PARAGRAPH


def write_field(field: Field, target: str) -> str:
    """Return the target as it has to stand in the file, quotation marks included.

    The way of writing stays: words without quotation marks get some only where YAML would read
    something else without.
    """
    target = collapse(target).strip()
    if field.style == "single":
        return "'" + target.replace("'", "''") + "'"
    if field.style == "literal" and "'" not in target:
        return f"'{target}'"
    if field.style == "plain" and _is_plain(target):
        return target
    return json.dumps(target, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    """Tell whether YAML reads unquoted words as these words, also with a comment behind them."""
    import yaml

    try:
        node = yaml.compose(f"a: {text}\nb: c\n", Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return False
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return (
        len(pairs) == 2
        and isinstance(pairs[0][1], yaml.ScalarNode)
        and pairs[0][1].value == text
        and pairs[0][1].tag == "tag:yaml.org,2002:str"
        and pairs[0][1].style is None
    )


def _is_wanted(name: str, names: Collection[str] | None) -> bool:
    return names is None or name in names


def _read_yaml(body: str, offset: int, names: Collection[str] | None) -> Iterator[Field]:
    """Yield the fields of YAML that have one of these names."""
    import yaml

    try:
        root = yaml.compose(body, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return
    found = _Walk(names).strings(root, "") if root is not None else ()
    seen: set[int] = set()
    for name, node, is_flow in found:
        start, end = node.start_mark.index, node.end_mark.index
        if start in seen:  # an alias is the value that it names, and stands there
            continue
        seen.add(start)
        if properties := _PROPERTIES.match(body, start, end):
            start = properties.end()
        value = collapse(node.value).strip()
        if node.style in ("|", ">"):
            end = start + len(body[start:end].rstrip())
        style = "flow" if is_flow else _STYLES[node.style]
        yield Field(name, value, offset + start, offset + end, style)


class _Walk:
    """A walk through YAML that comes to each of its values once, however many aliases name it."""

    def __init__(self, names: Collection[str] | None) -> None:
        """Look for these names; ``None`` for all."""
        self._names = names
        self._above: set[str] = set()
        """Of what holds a value that is looked for."""
        for name in names or ():
            parts = name.split(".")
            self._above.update(".".join(parts[:count]) for count in range(len(parts)))
            self._above.add(name)
        self._seen: set[tuple[int, str]] = set()

    def strings(
        self, node: Node, name: str, *, depth: int = 0, is_flow: bool = False
    ) -> Iterator[tuple[str, Node, bool]]:
        """Yield name, node, and whether it is in brackets, of the strings that are wanted."""
        import yaml

        place = (id(node), "" if self._names is None else name)
        if place in self._seen or depth > _DEEPEST:
            return
        self._seen.add(place)
        if isinstance(node, yaml.ScalarNode):
            if _is_wanted(name, self._names) and node.tag == "tag:yaml.org,2002:str":
                yield name, node, is_flow
            return
        is_flow = is_flow or bool(node.flow_style)
        for child in node.value:
            key, value = child if isinstance(child, tuple) else (None, child)
            inner = name
            if isinstance(key, yaml.ScalarNode):
                inner = f"{name}.{key.value}" if name else str(key.value)
            elif key is not None:
                continue
            if self._names is None or inner in self._above:
                yield from self.strings(value, inner, depth=depth + 1, is_flow=is_flow)


def _read_toml(body: str, offset: int, names: Collection[str] | None) -> Iterator[Field]:
    """Yield the strings of TOML that have one of these names."""
    for name, value, start, end, style in find_strings(body):
        if _is_wanted(name, names):
            yield Field(name, collapse(value).strip(), offset + start, offset + end, style)
