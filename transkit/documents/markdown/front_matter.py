"""Front matter: the fields of YAML or TOML before the text, and which are to be translated."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

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
_TABLE = re.compile(r"[ \t]*\[(?P<name>[A-Za-z0-9_.-]+)\][ \t]*(?:#.*)?\Z")
_STRING = re.compile(
    r"[ \t]*(?P<key>[A-Za-z0-9_-]+)[ \t]*=[ \t]*"
    r"""(?P<value>"(?!"")(?:[^"\\]|\\.)*"|'(?!'')[^']*')"""
    r"[ \t]*(?:#.*)?\Z"
)
_KEY = re.compile(r"(?:[ \t]*(?:#.*)?(?:\r\n|\r|\n))*[\w\"'\[.-]+[ \t]*(?:[:=]|\]|\Z)")
"""What front matter begins with; else the dashes are a rule, or under a heading."""
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
    YAML, ``basic`` or ``literal`` in TOML."""


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
    found = list(_walk(root, "", names, depth=0)) if root is not None else []
    seen: set[int] = set()
    for name, node, is_flow in found:
        start, end = node.start_mark.index, node.end_mark.index
        if start in seen:  # an alias is the value that it names, and stands there
            continue
        seen.add(start)
        value = collapse(node.value).strip()
        if node.style in ("|", ">"):
            end = start + len(body[start:end].rstrip())
        style = "flow" if is_flow else _STYLES[node.style]
        yield Field(name, value, offset + start, offset + end, style)


def _walk(
    node: Node, name: str, names: Collection[str] | None, *, depth: int, is_flow: bool = False
) -> Iterator[tuple[str, Node, bool]]:
    """Yield name, node, and whether it is in brackets, of the strings that are wanted."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        if _is_wanted(name, names) and node.tag == "tag:yaml.org,2002:str":
            yield name, node, is_flow
        return
    is_flow = is_flow or bool(node.flow_style)
    for child in node.value if depth < _DEEPEST else ():
        key, value = child if isinstance(child, tuple) else (None, child)
        inner = name
        if isinstance(key, yaml.ScalarNode):
            inner = f"{name}.{key.value}" if name else str(key.value)
        if key is None or isinstance(key, yaml.ScalarNode):
            yield from _walk(value, inner, names, depth=depth + 1, is_flow=is_flow)


def _read_toml(body: str, offset: int, names: Collection[str] | None) -> Iterator[Field]:
    """Yield the one-line strings of TOML that have one of these names."""
    prefix = ""
    at = 0
    for line in re.split(r"(?<=\n)", body):
        bare = line.rstrip("\r\n")
        if table := _TABLE.match(bare):
            prefix = f"{table['name']}."
        elif (match := _STRING.match(bare)) and _is_wanted(prefix + match["key"], names):
            written = match["value"]
            value = written[1:-1] if written.startswith("'") else _unescaped(written)
            start = offset + at + match.start("value")
            if value is not None:
                words = collapse(value).strip()
                style = "literal" if written.startswith("'") else "basic"
                yield Field(prefix + match["key"], words, start, start + len(written), style)
        at += len(line)


def _unescaped(written: str) -> str | None:
    r"""Return what a TOML basic string says; ``None`` with an escape that JSON lacks (``\U``)."""
    try:
        value = json.loads(written)
    except ValueError:
        return None
    return value if isinstance(value, str) else None
