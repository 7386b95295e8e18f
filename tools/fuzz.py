"""Give the document readers broken, mixed and hostile bytes, for as long as one likes.

    python -m tools.fuzz --minutes 60 --format html --format markdown --save found/

Each input is read, rebuilt with nothing, with its own words and with others, and read again. What
is looked for: anything raised that is no `DocumentError`, a rebuilt file that is not the file,
units that no catalog could hold, words lost (of plain text all that is neither unit nor furniture;
of Markdown paragraphs that are no units; of HTML and Markdown words that a second reading does not
find), and time that grows out of proportion. Inputs come
from Hypothesis, which makes what it finds as small as it can; each problem is told once, with the
bytes that show it. Interrupted or not, it ends with what it did; with 1 if there was any problem.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning

from transkit.documents import extract_article, get_format
from transkit.errors import DocumentError
from transkit.text.markup import escape, is_well_formed, lex, list_tags, strip_tags
from transkit.text.protection import split_at_spans
from transkit.text.sentences import join_segments, split_sentences
from transkit.units import Document, Span

__all__ = [
    "FORMATS",
    "examine",
    "examine_coverage",
    "examine_known",
    "inputs",
    "known_pages",
    "main",
]

FORMATS = ("html", "markdown", "text")
_KNOWN = "html of known words"
_EXAMPLES = Path(__file__).parents[1] / "examples"
_SUFFIXES = {"html": ".html", "markdown": ".md", "text": ".txt"}
_BATCH = 300
"""Inputs that one seed makes."""
_SLOWEST = 5.0
"""Seconds of this process that all of it may take; none is longer than `_LONGEST` bytes."""
_A_UNIT = 0.003
"""Seconds more for each unit: it is read three times and written fourteen times."""
_A_LINE = 0.0005
"""The same for each line, whether it becomes a unit or not."""
_LONGEST = 100_000
_LONGEST_ALONE = 20_000
"""Bytes of a page whose article is also written alone."""
_CODECS = ("utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-u", "cp1252", "euc-kr", "mac-cyrillic")
_MARKERS = re.compile(r"(?:>|[•‣◦▪▫●○■□►➤✓✔❖*·–—-]|\(?(?:\d{1,3}|[A-Za-zа-яґєії])[.)])*")
"""What plain text may have between its units besides white space."""
_TARGETS = (
    "Слово",
    "<b>&amp; \"'</b>",
    "# 1. *a* _b_ `c` [d](e) | f\\",
    "<a1>one<em1>two</a1></em1><br1/>",
    "\u202eabc\u0000\x07\ud800\r\n\n---\n",
)
"""What nobody should write into a catalog, and somebody will."""
_SHOWN = re.compile(r"seen\d+x")
"""A word of a made-up page that a browser shows."""
_HELD = re.compile(r"held\d+x")
"""One that it shows, too, and that must not be translated."""
_UNDECODED = re.compile("[\ud800-\udfff]")
"""Bytes that could not be decoded."""
_NO_FRONT_MATTER = re.compile(r"(?:---|\+\+\+)\s[^\0]*?[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]")
_HOLDERS = (
    "<code>#</code>", "<span translate=no>#</span>", "<p class='a notranslate'>#</p>",
    "<pre># <b>#</b>\n#</pre>", "<kbd># #</kbd>", "<div translate=no><p>#</p><ul><li>#</ul></div>",
    "<!-- translate:off --><p>#</p><h2>#</h2><!-- translate:on -->", "<textarea>#</textarea>",
    "<!-- translate:off --><p># <img alt='#'></p><!-- translate:on -->",
    "<p translate=no><img alt='#' title=#># <a title='#'>#</a></p>",
    "<script>if (a<b) '#'</script>", "<style>p:after { content: '#' }</style>", "<!-- # -->",
    "<svg><text>#</text></svg>", "<select><option>#<option>#</select>", "<template><p>#</template>",
    "<noscript>#</noscript>", "<math><mi>#</mi></math>", "<iframe>#</iframe>", "<data value=#>",
)  # fmt: skip
"""Markup whose words, for each ``#`` one, stay as they are."""
_LOOSE = (
    "<p>", "</p>", "<div>", "</div>", "<div hidden>", "<article>", "</article>", "<h1>", "<h2>",
    "</h2>", "<b>", "</b>", "<em>", "</em>", "<a href='x'>", '<a title="a b" href=y>', "</a>",
    "<br>", "<br><br/>", "<img alt='a b'>", "<ul>", "<li>", "</ul>", "<ol>", "<dl>", "<dt>", "<dd>",
    "<table>", "<tr>", "<td>", "<th>", "</table>", "<caption>", "<blockquote>", "</blockquote>",
    "<nav>", "</nav>", "<aside>", "<form>", "<button>", "</button>", "<figure>", "<figcaption>",
    "<footer>", "<header>", "<main>", "<body>", "</body>", "</html>", "<hr>", "<wbr>",
    "<font a=b\n>",
    "<x-y>", "</x-y>", "</nothing>", "<>", "</>", "< ", "&lt;b&gt;", "&amp;", "&nbsp;", "&nosuch;",
    "&", "<p\n>", "<center>", "<span lang=de>", "<q>", "<sup>", "</sup>", "<label>",
    "<input value=a>",
    "<ruby>", "<rt>", "<?php a ?>", "<!DOCTYPE html>", "<small>", "<details>", "<summary>", "<b1>",
    "</em1>", "\\", "<p translate=yes>", "<a><a>", "<address>", "<video></video>", "<base>",
)  # fmt: skip
"""Markup that hides no word behind it, whatever it is broken by."""

_WORDS = (
    "One", "two.", " ", " ", "\n", "\n\n", "\t", "\r\n", "\r", "“Quoted,” he said.", "слово",
    "한국어",
    "e\u0301", "\u00a0", "\u00ad", "\u200b", "\u2028", "\x85", "\x0b", "\x0c", "\x00", "\x1b",
    "\ufeff",
    "\U0001f44d\U0001f3fd", "a" * 70, "Dr. ", "12:40", "https://example.org/a_b?c=d",
    "x@y.org", "\\",
    "<em1>", "</em1>", "<br1/>", "<code1>", "&amp;", "&#0;", "&#xD800;", "&lt;", "&nbsp;",
)  # fmt: skip
_MARKS: dict[str, tuple[str, ...]] = {
    "text": (
        "- ", "* ", "1. ", "> ", ">> ", "  ", "    ", "-\n", "…", "•", "By ", "===\n", "READ ALSO",
        "12:40\n", "client/title.list_title", "Photo: ", "_", "*", "#", "|", "\u3000", "  \n",
    ),
    "markdown": (
        "# ", "## ", "===\n", "---\n", "+++\n", "> ", "- ", "1. ", "    ", "- [ ] ", "*", "**", "_",
        "__", "~~", "`", "``", "```\n", "~~~\n", "[", "]", "](", "](u)", '](u "v w")', "][", "![",
        "[^a]",
        "[^a]: ", "[a]: u\n", "<", ">", "<b>", "</b>", "<!--", "-->", "<div>\n", "</div>\n",
        "<script>", "|", "|--|--|\n", "\\|", "title: ", "title: |\n  ", "'", '"', "&", ":", "{",
        "\\\n", "  \n", "<!-- translate:off -->\n", "<!-- translate:on -->\n", "<http://a.b>", "!",
        "=", "^", "(", ")", "<span translate=no>", "</span>", "\u3000", "\u2003\n", "\u202f",
        "\u2028\n", "\u3000\n",
    ),
    "html": (
        "<p>", "</p>", "<div>", "</div>", "<article>", "</article>", "<h1>", "</h1>", "<b>", "</b>",
        "<em>", "</em>", "<a href='x'>", '<a href="', "</a>", "<br>", "<br/>", "<img alt='x y'>",
        "<a title='x y'>", "<img alt='x y' title=z>",
        "<img alt='&nbsp;x\u00a0'>", '<a title=" &#160;x y">', "<meta charset=idna>",
        "<meta charset=utf-7>", "<meta charset=unicode_escape>",
        "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<title>", "</title>",
        "<script>", "</script>", "<style>", "<textarea>", "<plaintext>", "<!--", "-->", "--!>",
        "<!DOCTYPE html>", "<![CDATA[", "]]>", "<?xml encoding='koi8-r'?>", "<meta charset=cp1251>",
        "<meta name=description content='a b'>", "<html lang=en>", "<head>", "<body>", "<code>",
        "</code>", "<pre>", "<svg>", "<math>", "</svg>", "<template>", "<select><option>",
        "<span translate=no>", "</span>", "<p class=notranslate>", "<", ">", "</", "<a", "=", "'",
        '"', "/", "<font size=1", "<!-- translate:off -->", "<!-- translate:on -->", "<iframe>",
        "<noscript>", "<frameset>", "<form>", "<button>", "<nav>", "<blockquote>",
        '<img alt="&nbsp;x y">', "<a title=&nbsp;x>", "<meta charset=idna>", "<html lang=>",
        "<meta charset=unicode_escape>", "<meta charset=shift_jis>", "<object>", "</object>",
        "<svg><foreignObject>",
    ),
}  # fmt: skip


class _Batch(NamedTuple):
    """The inputs of one seed."""

    name: str
    """Of the format, or `_KNOWN`."""
    seed: int
    save: Path | None
    """Folder for the bytes of what is found."""


@dataclass(slots=True)
class Count:
    """What became of the inputs of one format."""

    tried: int = 0
    read: int = 0
    refused: int = 0
    units: int = 0
    slowest: float = 0.0
    """Seconds."""
    problems: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--format", action="append", choices=FORMATS, help="default: all in turn")
    parser.add_argument("--seed", type=int, default=0, help="of the first batch")
    parser.add_argument("--save", type=Path, help="folder for the bytes of what is found")
    options = parser.parse_args()
    names = options.format or FORMATS
    counts = {name: Count() for name in (*names, *((_KNOWN,) if "html" in names else ()))}
    end = time.monotonic() + options.minutes * 60
    number = options.seed
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    warnings.simplefilter("ignore", HypothesisWarning)  # long inputs are wanted here
    with suppress(KeyboardInterrupt):
        while time.monotonic() < end:
            for name, count in counts.items():
                _run_batch(_Batch(name, number, options.save), count)
            number += 1
    for name, count in counts.items():
        print(
            f"{name}: {count.tried:,} inputs, {count.read:,} read ({count.units:,} units), "
            f"{count.refused:,} refused, slowest {count.slowest:.2f} s, "
            f"{len(count.problems)} problems"
        )
    print(f"seeds {options.seed} to {number - 1}")
    sys.exit(any(count.problems for count in counts.values()))


def _run_batch(batch: _Batch, count: Count) -> None:
    """Try the inputs of one seed, and tell what is found for the first time."""
    last = b""

    @seed(batch.seed)
    @settings(
        max_examples=_BATCH,
        database=None,
        deadline=None,
        derandomize=False,
        verbosity=Verbosity.quiet,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(known_pages() if batch.name == _KNOWN else inputs(batch.name))
    def try_one(data: bytes) -> None:
        nonlocal last
        last = data
        count.tried += 1
        started = time.process_time()
        document = examine_known(data) if batch.name == _KNOWN else examine(batch.name, data)
        seconds = time.process_time() - started
        count.slowest = max(count.slowest, seconds)
        if document is None:
            count.refused += 1
        else:
            count.read += 1
            count.units += len(document.units)
        enough = _SLOWEST + _A_UNIT * (len(document.units) if document else 0)
        enough += _A_LINE * data.count(b"\n")
        if seconds > enough:  # told at once: making it smaller would take a hundred times as long
            error = AssertionError(f"took {seconds:.1f} s for {len(data):,} bytes")
            _tell(batch, error, data, count)

    try:
        try_one()
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        _tell(batch, error, last, count)


def _tell(batch: _Batch, error: Exception, data: bytes, count: Count) -> None:
    """Print a problem, and keep its bytes, if it is new."""
    frames = traceback.extract_tb(error.__traceback__)
    inner = [frame for frame in frames if frame.name != _must.__name__] or frames
    place = f"{Path(inner[-1].filename).name}:{inner[-1].lineno}" if inner else "no place: too slow"
    key = f"{type(error).__name__} at {place}"
    count.problems[key] += 1
    if count.problems[key] > 1:
        return
    shown = repr(data if len(data) <= 500 else data[:250] + b" ... " + data[-250:])
    print(f"{batch.name}, seed {batch.seed}: {key}: {str(error)[:500]}")
    print(f"    {len(data)} bytes: {shown}")
    if batch.save is not None:
        batch.save.mkdir(parents=True, exist_ok=True)
        path = (
            batch.save
            / f"{hashlib.sha256(data).hexdigest()[:12]}{_SUFFIXES.get(batch.name, '.html')}"
        )
        path.write_bytes(data)
        print(f"    {path}")
    sys.stdout.flush()


def examine(name: str, data: bytes) -> Document | None:
    """Return the document that a format makes of some bytes; ``None`` where it refuses them.

    Raises:
        AssertionError: A promise of `transkit.documents.formats.Format` does not hold.
    """
    chosen = get_format(name)
    try:
        document = chosen.read(data, path="a", language="en", keep_furniture=False)
        whole = chosen.read(data, path="a", language="en", keep_furniture=True)
    except DocumentError as error:
        _must("\n" not in str(error), "an error of one line")
        return None
    for one in (document, whole):
        _examine_units(one)
        examine_coverage(one)
        _must(chosen.rebuild(one, {}) == one.text, "the same text without targets")
        own = {unit.id: unit.source for unit in one.units}
        _must(chosen.rebuild(one, own) == one.text, "the same text with its own words")
        for target in _TARGETS:
            rebuilt = chosen.rebuild(one, dict.fromkeys(own, target))
            _examine_rest(one, rebuilt)
    if document.encoding.replace("_", "-") in ("utf-8", "utf-8-sig"):
        _must(document.text.encode(document.encoding, "surrogateescape") == data, "the same bytes")
    _examine_words(name, whole)
    return document


def examine_known(data: bytes) -> Document:
    """Return the document of a page of `known_pages`, whose words tell what becomes of them.

    Raises:
        AssertionError: A word that is shown is not in just one unit or piece of furniture, or not
            in its place; or one that must not be translated has gone, or is in furniture.
    """
    chosen = get_format("html")
    text = data.decode()
    shown, held = _SHOWN.findall(text), _HELD.findall(text)
    for whole in (False, True):
        one = chosen.read(data, path="a", language="en", keep_furniture=whole)
        texts = [(s.start, u.source) for s, u in zip(one.spans, one.units, strict=True)]
        texts += [(piece.start, piece.text) for piece in one.furniture]
        found = [word for _, source in sorted(texts) for word in _SHOWN.findall(strip_tags(source))]
        lost = [word for word in shown if word not in found]
        _must(not lost, f"in a unit or furniture: {lost[:9]}")
        _must(found == shown, f"each word once, in order: {found[:20]}")
        _must(not (whole and one.furniture), "without furniture when all is kept")
        rebuilt = chosen.rebuild(one, {u.id: _in_cyrillic(u.source) for u in one.units})
        _must(_HELD.findall(rebuilt) == held, "with the words that are not translated")
        _must(not (whole and _SHOWN.search(rebuilt)), "translated, all of it")
        if not whole and len(data) < _LONGEST_ALONE:
            told = [w for unit in one.units for w in _SHOWN.findall(strip_tags(unit.source))]
            alone = _SHOWN.findall(extract_article(one, {}))
            _must(alone == told, f"all in the page of just the article: {alone[:20]}")
    return one


def _must(holds: bool, what: str) -> None:  # noqa: FBT001 - an assertion
    if not holds:
        raise AssertionError(f"not {what}")


def _examine_units(document: Document) -> None:
    """Make sure that units can be in a catalog, and that spans say where they are."""
    end = 0
    for span in _outer(document):
        _must(end <= span.start < span.end <= len(document.text), "spans in order")
        end = span.end
    for span, unit in zip(document.spans, document.units, strict=True):
        _must(span.unit == unit.id, "spans of their units")
    for at, unit in enumerate(document.units):
        source = unit.source
        _must(bool(source.strip()) and source == source.strip(" \n"), "a stripped source")
        source.encode("utf-8")
        _must(not set(source) & set("\0\r\n\x0b\x0c\x85\u2028\u2029\x04"), "a source in one line")
        segments = split_sentences(source, "en")
        _must(join_segments(segments, tuple(s.source for s in segments)) == source, "segments")
        _must("".join(part for part, _ in split_at_spans(source)) == source, "spans")
        if document.markup is not None:
            _must(is_well_formed(source), "well-formed tags")
            labels = {tag.label for tag in list_tags(source)}
            _must(labels == set(document.markup[at]), "the tags that stand for something")


def examine_coverage(document: Document) -> None:
    """Make sure that what is no unit is furniture, where a format promises so.

    In plain text only list markers and ``>`` are neither; of Markdown every paragraph is a unit.
    """
    if document.format == "markdown":
        _must(not document.furniture, f"all in units: {document.furniture[:3]}")
    if document.format != "text":
        return
    places = [(span.start, span.end) for span in document.spans]
    places += [(piece.start, piece.end) for piece in document.furniture]
    done = 0
    for start, end in [*sorted(places), (len(document.text),) * 2]:
        _must(done <= start, "each place in one span or one piece of furniture")
        between = "".join(document.text[done:start].split())
        _must(_MARKERS.fullmatch(between) is not None, f"{between[:80]!r} in a unit or furniture")
        done = end


def _outer(document: Document) -> list[Span]:
    """Return the spans without those of attributes that lie inside the words around them."""
    found: list[Span] = []
    for span in document.spans:
        if document.format == "text" or not found or span.end > found[-1].end:
            found.append(span)
    return found


def _examine_rest(document: Document, rebuilt: str) -> None:
    """Make sure that everything between units is still there, in order."""
    at = done = 0
    for span in _outer(document):
        between = document.text[done : span.start]
        found = rebuilt.find(between, at)
        _must(found >= 0, f"{between[:80]!r} is still there")
        at, done = found + len(between), span.end
    _must(rebuilt.endswith(document.text[done:]), "the end is still there")


def _examine_words(name: str, document: Document) -> None:
    """Make sure that a translation is read back as what was written.

    Letters become Cyrillic ones, so that what is markup stays what it is. Plain text has no marks
    that could tell where a paragraph was, and is left out. So are files with bytes that no encoding
    explains, since it is by them that another one is looked for, and front matter that is none for
    a control character, which no unit may hold.
    """
    if name == "text" or not document.units or _UNDECODED.search(document.text):
        return
    if name == "markdown" and _NO_FRONT_MATTER.match(document.text):
        return
    chosen = get_format(name)
    targets = {unit.id: _in_cyrillic(unit.source) for unit in document.units}
    encoding = "utf-8-sig" if document.encoding == "utf-8-sig" else "utf-8"
    rebuilt = chosen.rebuild(document, targets).encode(encoding)
    try:
        again = chosen.read(rebuilt, path="a", language="uk", keep_furniture=True)
    except DocumentError as error:
        raise AssertionError(f"not readable again: {error}") from error
    wanted = [_told(targets[unit.id]) for unit in document.units]
    found = [_told(unit.source) for unit in again.units]
    _must(wanted == found, f"read back: {wanted[:9]} {found[:9]}")


def _told(text: str) -> tuple[str, list[str]]:
    """Return the words of a text and its tags, which may stand elsewhere in it."""
    return " ".join(strip_tags(text).split()), sorted(tag.text for tag in list_tags(text))


def _in_cyrillic(source: str) -> str:
    """Return a source with other letters between its tags."""
    parts: list[str] = []
    held = ""
    pieces = list(lex(source))
    for at, piece in enumerate(pieces):
        if piece.form is not None:
            parts.append(piece.text)
            name = piece.label.rstrip("0123456789")
            if name in ("code", "kbd", "samp", "var", "math", "keep"):
                held = piece.label if piece.text.startswith(f"<{piece.label}>") else ""
        else:
            words = piece.text if held else piece.text.translate(_CYRILLIC)
            parts.append(escape(words, before_tag=at + 1 < len(pieces)))
    return "".join(parts)


_CYRILLIC = str.maketrans("abcdefghijklmnoprstuvwxyz", "абцдефгґийклмнопрстувцхіз")


@cache
def inputs(name: str) -> st.SearchStrategy[bytes]:
    """Return a strategy for the bytes of files that a format might be given."""
    marks = st.sampled_from((*_WORDS, *_MARKS[name]))
    pieces = st.lists(marks, max_size=60).map("".join)
    encoded = st.tuples(pieces, st.sampled_from(_CODECS)).map(
        lambda pair: pair[0].encode(pair[1], "replace")
    )
    mixed = st.lists(encoded, max_size=4).map(b"".join)
    return st.one_of(
        pieces.map(lambda text: text.encode("utf-8", "replace")),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
        encoded,
        mixed,
        st.binary(max_size=400),
        _repeated(marks),
        _damaged(name, marks),
    )


@cache
def known_pages() -> st.SearchStrategy[bytes]:
    """Return a strategy for pages of which it is known which words they show.

    Each word is another. Those that are shown stand between markup that may be open, closed twice
    or cut off, but hides none; those that must stay as they are in markup of their own.
    """
    words = st.sampled_from(("@", " @", "@ ", "@ @ @. ", "\n@,\t@", "@\u00a0@\u2028@", "&nbsp;@"))
    sentence = st.just("@ @ @ @ @ @ @ @ @ @ @ @ @ @, @ @ @ @ @ @. ")
    part = st.one_of(words, sentence, st.sampled_from(_LOOSE), st.sampled_from(_HOLDERS))
    few = st.lists(part, max_size=40).map("".join)
    many = st.tuples(part, st.sampled_from((3, 25, 220))).map(lambda pair: pair[0] * pair[1])
    return st.lists(st.one_of(few, few, few, many), max_size=4).map(
        lambda parts: _numbered("".join(parts))
    )


def _numbered(page: str) -> bytes:
    """Return a page with its words: shown ones for ``@``, others for ``#``."""
    number = 0

    def word(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"{'seen' if match.group() == '@' else 'held'}{number}x"

    return re.sub("[@#]", word, page).encode()


def _repeated(marks: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Return a strategy for the same few marks again and again: what takes more than its share."""

    def make(parts: tuple[str, str, str, int, str]) -> bytes:
        before, unit, behind, times, end = parts
        size = len((unit + behind).encode("utf-8", "replace"))
        times = min(times, _LONGEST // max(1, size))
        return (before + unit * times + end + behind * times).encode("utf-8", "replace")

    few = st.lists(marks, max_size=3).map("".join)
    return st.tuples(few, few, few, st.sampled_from((2, 30, 110, 1000, 20_000)), few).map(make)


def _damaged(name: str, marks: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Return a strategy for an article that was cut, torn and stirred."""
    whole = (_EXAMPLES / f"summit{_SUFFIXES[name]}").read_bytes()
    place = st.integers(0, len(whole))
    steps: tuple[Callable[[bytes, int, int, bytes], bytes], ...] = (
        lambda data, a, b, _: data[: min(a, b)] + data[max(a, b) :],
        lambda data, a, b, _: data[:a] + data[min(a, b) : max(a, b)] + data[a:],
        lambda data, a, _, new: data[:a] + new + data[a:],
        lambda data, a, b, new: data[:a] + new + data[a : a + 9] + new + data[a + 9 :][: b + 1],
        lambda data, a, _, new: data[:a] + new[:1] + data[a + 1 :],
    )
    new = st.one_of(marks.map(lambda mark: mark.encode("utf-8", "replace")), st.binary(max_size=3))
    step = st.tuples(st.sampled_from(steps), place, place, new)

    def damage(taken: Sequence[tuple[Callable[..., bytes], int, int, bytes]]) -> bytes:
        data = whole
        for change, a, b, piece in taken:
            data = change(data, a % (len(data) + 1), b % (len(data) + 1), piece)
        return data

    return st.lists(step, min_size=1, max_size=6).map(damage)


if __name__ == "__main__":
    main()
