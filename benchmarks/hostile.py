"""What the readers make of huge, broken and hostile files, in what time and memory.

    python -m benchmarks.hostile --format markdown --megabytes 10

Each file is made, read and rebuilt with its own words in a process of its own. Printed are seconds
of processor time and the largest memory of the process, Python and the file itself included, and
what became of it: units, or the error that a user would see.
"""

from __future__ import annotations

import argparse
import random
import resource
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.children import Run, run_child
from tools.sample_text import sample_text
from transkit.documents import get_format
from transkit.errors import DocumentError

__all__ = ["main"]

_EXAMPLES = Path(__file__).parents[1] / "examples"
_SUFFIXES = {"html": ".html", "markdown": ".md", "text": ".txt"}
_SECONDS = 120
"""Processor time after which a reader is ended."""
_MEMORY = 8 << 30
"""Bytes that it may have."""


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__)
    parser.add_argument("--format", action="append", choices=sorted(_SUFFIXES))
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--case", action="append", help="only these, as they are named here")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    size = int(options.megabytes * 1_000_000)
    if options.one:
        print(_read(options.format[0], _CASES[options.case[0]](options.format[0], size)))
        return
    for name in options.format or sorted(_SUFFIXES):
        for case in options.case or _CASES:
            if _CASES[case](name, 1000):
                print(f"{name:9}{case:24}{_measure(name, case, options.megabytes)}", flush=True)


def _measure(name: str, case: str, megabytes: float) -> str:
    """Return what reading one file costs, and what becomes of it."""
    arguments = ["-m", "benchmarks.hostile", "--one", "--format", name, "--case", case]
    with TemporaryDirectory(prefix="transkit-bench-") as home:
        try:
            run = run_child(
                [*arguments, "--megabytes", str(megabytes)],
                home=Path(home),
                packages=Path(home),
                settings={},
            )
        except RuntimeError as error:
            return f"FAILED: {str(error).strip().splitlines()[-1][:100]}"
    return _row(run)


def _row(run: Run) -> str:
    return f"{run.work:7.1f} s {run.memory / 1e6:7.0f} MB  {run.output.strip()[:110]}"


def _read(name: str, data: bytes) -> str:
    """Return what becomes of a file; the process ends where it takes far too much."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    chosen = get_format(name)
    try:
        document = chosen.read(data, path="a", language="en", keep_furniture=False)
    except DocumentError as error:
        return f"{error} ({error.hint})"
    own = {unit.id: unit.source for unit in document.units}
    if chosen.rebuild(document, own) != document.text:
        raise RuntimeError("it does not come back as it was")
    furniture = f", {len(document.furniture):,} furniture" if document.furniture else ""
    return f"{len(document.units):,} units{furniture}"


def _fill(size: int, parts: Iterator[str]) -> bytes:
    """Return so many bytes of these parts, cut where they end."""
    made: list[bytes] = []
    left = size
    for part in parts:
        made.append(part.encode())
        left -= len(made[-1])
        if left <= 0:
            break
    return b"".join(made)


def _prose(name: str, size: int) -> bytes:
    """Return dense paragraphs, each other, with the markup that articles have."""
    chance = random.Random(0)  # noqa: S311 # not for secrets: the same everywhere
    sentences = sample_text()

    def paragraphs() -> Iterator[str]:
        number = 0
        while True:
            words = " ".join(chance.choices(sentences, k=5))
            number += 1
            yield _marked(name, number, words)

    return _fill(size, paragraphs())


def _marked(name: str, number: int, words: str) -> str:
    link = f"https://example.org/{number}"
    if name == "html":
        return f'<p>{number}. <b>{words[:30]}</b>{words[30:]} <a href="{link}">More</a>.</p>\n'
    if name == "markdown":
        return f"{number}\\. **A {number}** {words} [More *of* it]({link}) and `code {number}`.\n\n"
    return f"{number}. {words} {link}\n\n"


def _article(name: str, size: int) -> bytes:
    whole = (_EXAMPLES / f"summit{_SUFFIXES[name]}").read_bytes()
    return whole * (size // len(whole) + 1)


def _damaged(name: str, size: int) -> bytes:
    """Return an article with one byte in a hundred replaced by any other."""
    chance = random.Random(0)  # noqa: S311 # see above
    data = bytearray(_article(name, size))
    for _ in range(len(data) // 100):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _same(unit: str, *formats: str) -> Callable[[str, int], bytes]:
    """Return a maker of files that hold nothing but the same again and again."""

    def make(name: str, size: int) -> bytes:
        if formats and name not in formats:
            return b""
        return (unit * (size // len(unit.encode()) + 1)).encode()

    return make


def _numbered(unit: str, *formats: str) -> Callable[[str, int], bytes]:
    """Return a maker of files of the same with other numbers."""

    def make(name: str, size: int) -> bytes:
        if formats and name not in formats:
            return b""
        return _fill(size, (unit.replace("#", str(number)) for number in range(1 << 30)))

    return make


def _nested(depth: int) -> Callable[[str, int], bytes]:
    """Return a maker of one text that lies so deep in others; 0 for as deep as the size allows."""
    opening = {"html": "<div>", "markdown": "> ", "text": "> "}
    closing = {"html": "</div>", "markdown": "", "text": ""}

    def make(name: str, size: int) -> bytes:
        times = depth or size // 11
        return f"{opening[name] * times}Some words.{closing[name] * times}".encode()

    return make


def _bomb(name: str, size: int) -> bytes:
    """Return a document type whose entities stand for each other: "a billion laughs"."""
    if name == "text":
        return b""
    rows = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">\n' for n in range(1, 30))
    head = f'<!DOCTYPE html [<!ENTITY a0 "ha">\n{rows}]>\n<p>Some words &a29; &amp;'
    return head.encode() + b"amp;" * (size // 4)


def _mixed(_name: str, size: int) -> bytes:
    """Return an article in UTF-8 with paragraphs in another encoding."""
    text = "Маяк не світив дев’ять років, і ніхто вже не думав, що він засвітиться.\n\n"
    part = text.encode() + text.encode("cp1251")
    return part * (size // len(part) + 1)


def _cut(name: str, size: int) -> bytes:
    """Return an article that ends inside a character, and in a tag or a link."""
    return _article(name, size) + b"<p class='x" + "[слово](".encode()[:-3]


def _most_tags(name: str, size: int) -> bytes:
    """Return paragraphs with as many tags as a page of this size may have."""
    if name != "html":
        return b""
    width = max(12, size * 4 // _TAGS - 40)
    words = ("some words and more " * (width // 20 + 1))[:width]
    part = f"<p>{words}, <b>some</b> <a href='x'>words</a> and <i>more</i>.</p>\n"
    return part.encode() * min(_TAGS // 4, size // len(part))


def _most_cells(name: str, size: int) -> bytes:
    """Return a table with as many cells as a page of this size may have."""
    if name != "html":
        return b""
    width = max(2, size // _TAGS - 6)
    row = f"<tr><td>{'a ' * (width // 2)}</td><td>some words</td><td>12.5</td></tr>\n"
    return b"<p>Some words.</p><table>" + row.encode() * min(_TAGS // 4 - 1, size // len(row))


def _pasted_line(number: int) -> str:
    """Return one of the lines of a page that is pasted again and again."""
    words = "The council meets on Friday, and it will be asked once more why nothing was built."
    lines = ("Home", "News", f"{number % 24}:40", f"Headline number {number} about it", words)
    return f"{lines[number % len(lines)]}\n{chr(10) * (number % 3 == 0)}"


_TAGS = 99_000
"""A little less than the tags of the longest page that is read."""
_LINES = 240_000
"""Of which a little less than those of the longest text that is read are short."""
_TO_ASCII = bytes(code & 127 or 32 for code in range(256))
_CASES: dict[str, Callable[[str, int], bytes]] = {
    "prose": _prose,
    "articles": _article,
    "cut off": _cut,
    "damaged bytes": _damaged,
    "mixed encodings": _mixed,
    "a PDF": lambda _, size: b"%PDF-1.7\n" + random.Random(0).randbytes(size),  # noqa: S311
    "any bytes": lambda _, size: random.Random(0).randbytes(size),  # noqa: S311
    "any ASCII": lambda _, size: random.Random(0).randbytes(size).translate(_TO_ASCII),  # noqa: S311
    "control characters": _same("One\x07 two\x1b[31m three.\n\n"),
    "one line": _same("Some words, and more of them. "),
    "one word": _same("word"),
    "one Chinese line": _same("灯台は九年のあいだ消えたままだった"),
    "empty lines": _same("\n"),
    "carriage returns": _same("\r"),
    "spaces": _same(" "),
    "short lines": _same("a\n"),
    "short paragraphs": _same("a b\n\n"),
    "10,000 deep": _nested(10_000),
    "as deep as it goes": _nested(0),
    "references": _same("&lt;&#x41;&nosuch; "),
    "entity bomb": _bomb,
    "list": _same("- some words\n"),
    "list in list": lambda name, size: b"" if name == "html" else _fill(
        size, (f"{' ' * (2 * (n % 40))}- some words\n" for n in range(1 << 30))),
    "stars": _same("*a ", "markdown"),
    "brackets": _same("[", "markdown"),
    "pictures": _same("![", "markdown"),
    "links": _numbered("[some words](u#) ", "markdown"),
    "link definitions": _numbered("[a#]: u#\n", "markdown"),
    "references of links": _numbered("[a#] [a#]: u\n\n[a#]: u#\n\n", "markdown"),
    "footnotes": _numbered("Words[^#].\n\n[^#]: Note.\n\n", "markdown"),
    "table": lambda name, size: b"" if name != "markdown" else (
        b"| a | b |\n|---|---|\n" + b"| some | words |\n" * (size // 17)),
    "table of HTML": _same("<table><tr><td>some<td>words</table>", "html"),
    "row of a table": lambda name, size: b"" if name != "markdown" else (
        b"|a" * (size // 4) + b"|\n" + b"|-" * (size // 4) + b"|\n"),
    "code": _same("`a`", "markdown"),
    "backslashes": _same("\\"),
    "less than": _same("<"),
    "tags in lines": _same("<b>", "markdown", "html"),
    "front matter": lambda name, size: b"" if name != "markdown" else b"---\n" + _fill(
        size, (f"a{n}: words\n" for n in range(1 << 30))) + b"---\n",
    "paragraphs": _same("<p>", "html"),
    "tags in words": _same("a<i>b</i>", "html"),
    "links in words": _same("<a href='x'>b ", "html"),
    "comments": _same("<!--", "html"),
    "attributes": lambda name, size: b"" if name != "html" else (
        b"<p " + b"a='b' " * (size // 6) + b">a b"),
    "crossed tags": _same("<b><i>a</b></i>", "html"),
    "tables in tables": _same("<table><tr><td>a ", "html"),
    "headings": _same("<h1>a b</h1>", "html"),
    "one paragraph": lambda name, size: b"" if name != "html" else (
        b"<p>" + b"Some words, and more of them. " * (size // 30)),
    "line breaks": _same("some words<br>", "html"),
    "list in list of HTML": _same("<ul><li>some words ", "html"),
    "as deep a list as is read": lambda name, size: b"" if name != "html" else (
        b"<ul><li>some words " * min(_TAGS // 2, size // 19)),
    "links with tooltips": lambda name, size: b"" if name != "html" else _fill(
        size, (f"<p>{'some words ' * 5}<a href='u{n}' title='Some words'>some words</a> and more."
               for n in range(_TAGS // 2))),
    "whole links": _numbered("<a href='u#'>some words</a> ", "html"),
    "whole comments": _same("a <!-- b --> ", "html"),
    "end tags": _same("a b</i> ", "html"),
    "fewer comments": _same(f"a {'some words ' * 9}<!-- b --> ", "html"),
    "tags with attributes": _numbered("<p id=a# class='b c' title='Some words'>a b\n", "html"),
    "as many tags as are read": _most_tags,
    "cells of a table": _most_cells,
    "marked paragraphs": lambda name, size: b"" if name != "markdown" else _fill(
        size, (f"*a* {'some words and more ' * 8}[link {n}](u{n}) **b** `c` {'some words ' * 9}\n\n"
               for n in range(27_900))),
    "emphasis": _same("*some* **words** _and_ ~~more~~ ", "markdown"),
    "paragraphs of emphasis": _same("*some* **words**\n\n", "markdown"),
    "quotations": _same("> some words and more\n", "markdown"),
    "quotation in quotation": lambda name, size: b"" if name != "markdown" else _fill(
        size, (f"{'> ' * (1 + n % 90)}some words\n\n" for n in range(1 << 30))),
    "all quotations that are read": lambda name, size: b"" if name != "markdown" else _fill(
        size, (f"{'> ' * 90}{'some words ' * 160}\n\n" for n in range(5500))),
    "pasted lines": lambda name, size: b"" if name != "text" else _fill(
        size, (_pasted_line(n) for n in range(_LINES))),
    "open quotation mark": lambda name, size: b"" if name != "html" else b"<a href='" * (size // 9),
}  # fmt: skip


if __name__ == "__main__":
    main()
