"""Articles change, people edit, tools rewrite files, in any order: nothing a person did is lost.

A model that knows nothing of transkit's inner life remembers which words a person wrote for which
sentence. After every run of the real pipeline, on real files with a real ledger, it looks for them
in the catalog, which it reads with polib.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import tempfile
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.catalogs.gettext_tools import check, msgcat, msgmerge
from tests.pipeline.article_model import (
    Paragraph,
    Sentence,
    as_markdown,
    as_unit,
    paragraphs,
    said_in,
    sentences,
    skeleton,
    turned,
)
from tests.pipeline.visible_engine import ENGINE, MARK, in_cyrillic
from transkit.catalogs import parse_po, serialize_po
from transkit.engines import registry
from transkit.memory.store import Store
from transkit.pipeline.translate import Options, translate
from transkit.units import Reference, State, Unit, unit_id

IN_CI = bool(os.environ.get("CI"))
EXAMPLES = int(os.environ.get("TRANSKIT_STATE_EXAMPLES", "2000" if IN_CI else "80"))
"""How many histories are tried, at some four a second; raise it for a long look."""
SEED = int(os.environ.get("TRANSKIT_STATE_SEED", "1"))
"""Where they begin; the same seed tries the same histories, so that no run finds what another one
did not."""
PARTS = 8
"""Into so many tests they are divided, for as many cores."""
STEPS = 30
"""What happens in a history at most."""
RUN_TWICE = 3
"""One run in so many is done again at once, and must change nothing."""
CHECKED_BY_GETTEXT = 8
"""One history in so many ends with ``msgfmt -c``, which takes longer than all of its steps."""

_TOKEN = re.compile(rf"Люд\d{{5}}|{MARK.pattern}")
_POEDIT = (
    ("PO-Revision-Date", "2026-05-14 10:00+0300"),
    ("Last-Translator", "Олена <o@example.org>"),
    ("X-Generator", "Poedit 3.4.2"),
)
_TAG = re.compile(r"(</?[a-z]+\d+/?>)")
_NUMBER_OF_TAG = re.compile(r"(</?[a-z]+)\d+(?=/?>)")
_ATOM = re.compile(r"(?:<([a-z]+\d+)>.*?</\1>|\S)+")
"""Words between spaces; a pair of tags and what it holds is one."""
_OPENING = re.compile(r"\s+(?:[\"“„«]|<[a-z]+\d+>)*\s*$")
_BETWEEN = re.compile(r"(?<=[.!?…])\s+(?=[\"“„«]?\w)|(?<=[.!?…][\"“”»])\s+(?=[\"“„«]?[A-ZА-ЯІЇЄҐ])")
"""Where a sentence ends, also one that is a quotation, and another one begins."""
_END = re.compile(r'[.…!?"”«»“„]+((?:<[a-z]+\d+/>)*)$')
"""What ends a sentence; a line break behind it is none any more."""
_WHOLE = "the old translation stands here whole"
_ALIKE = "% alike"
_WAS = "it was translated as: "
"""Stands in notes that are a person's last words in a file: those stay, as comments."""

picks = st.integers(0, 7)
manners = st.sampled_from(("plain", "plain", "short", "long", "two"))


@dataclass(frozen=True)
class Entry:
    """An entry of the catalog, as polib reads it."""

    source: str
    target: str
    fuzzy: bool
    obsolete: bool
    comments: tuple[str, ...]
    notes: tuple[str, ...]
    flags: frozenset[str]
    previous: str | None
    is_foreign: bool
    """Whether the model put it there as someone else's."""

    @cached_property
    def tokens(self) -> list[str]:
        """Return the marks of what it holds."""
        return _TOKEN.findall(self.target)

    @cached_property
    def words(self) -> str:
        """Return its target without tags."""
        return _TAG.sub("", self.target)

    @cached_property
    def unnumbered(self) -> str:
        """Return its target with tags that have no numbers: those count through a unit."""
        return _NUMBER_OF_TAG.sub(r"\1", self.target)

    @cached_property
    def is_recalled(self) -> bool:
        """Return whether it is a draft for which the memory gave what a person wrote elsewhere."""
        notes = "\n".join(self.notes)
        is_composed = self.previous is not None or " translation" in notes
        return not is_composed and "from memory" in notes


def read_entries(path: Path) -> list[Entry]:
    """Read a catalog with polib."""
    return list(_read_entries(path, path.read_bytes()))


@lru_cache(maxsize=4)
def _read_entries(path: Path, _content: bytes) -> tuple[Entry, ...]:
    found = []
    for entry in polib.pofile(str(path)):
        lines = entry.tcomment.split("\n") if entry.tcomment else []
        found.append(
            Entry(
                source=entry.msgid,
                target=entry.msgstr,
                fuzzy="fuzzy" in entry.flags,
                obsolete=bool(entry.obsolete),
                comments=tuple(line for line in lines if not line.startswith("transkit:")),
                notes=tuple(line for line in lines if line.startswith("transkit:")),
                flags=frozenset(entry.flags) - {"fuzzy"},
                previous=entry.previous_msgid,
                is_foreign="Чуже" in entry.msgid,
            )
        )
    return tuple(found)


def chunks_of(target: str) -> dict[str, str]:
    """Return what stands behind each mark in a target, up to the next mark, by mark.

    A quotation mark or tag that opens what follows is not part of it.
    """
    starts = [match.start() for match in _TOKEN.finditer(target)]
    spans = itertools.pairwise([*starts, len(target)])
    parts = [_OPENING.sub("", target[i:j]) for i, j in spans]
    return {_TOKEN.findall(part)[0]: part for part in parts}


def phrase(token: str, texts: Sequence[str], manner: str) -> str:
    """Return a person's translation: plain, short, long, or in two sentences.

    Several sentences of the source become one; every tag stands in it once.
    """
    *first, last = ["".join(map(_translated, _TAG.split(text))) for text in texts]
    joined = ", і ".join([*(_END.sub(r"\1", text) for text in first), last])
    words = [atom.group() for atom in _ATOM.finditer(joined)]
    half = (len(words) + 1) // 2
    if manner == "short":
        words = [*words[:half], *filter(_TAG.search, words[half:]), "ще."]
    elif manner == "long":
        words = [*(_TAG.sub("", word) for word in words[:half]), *words]
    elif manner == "two" and len(texts) == 1:
        words = [*words[:half], "так.", "Ось", *words[half:]]
    return f"{token} {' '.join(words)}"


def _translated(part: str) -> str:
    """Return a tag as it is, and words in Cyrillic letters."""
    return part if _TAG.fullmatch(part) else in_cyrillic(part)


class RoundTrip(RuleBasedStateMachine):
    """An article, its catalog, and everybody who works on them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="transkit-", dir=_FOLDERS[-1]))
        self.has_tags = False
        """Whether the article is Markdown, with links, emphasis and line breaks."""
        self.recalls = False
        """Whether what people translated comes back from the memory."""
        self.memory = self.folder / "memory.db"
        self.holder: Store | None = None
        self.language = "uk"
        self.paragraphs: list[Paragraph] = []
        self.removed: list[Paragraph] = []
        self.versions: list[list[Paragraph]] = []
        self.known: dict[str, Paragraph] = {}
        self.numbers = itertools.count(1)
        self.runs = itertools.count()
        self.texts: dict[str, str] = {}
        """A person's words by their mark."""
        self.said: dict[str, list[str]] = {}
        """What the sentences say that they translate."""
        self.required: set[str] = set()
        """Marks of the words that must be in the catalog."""
        self.comments: set[str] = set()
        self.foreign: set[str] = set()
        self.doubtful: set[str] = set()
        """Marks of words that ``msgmerge``, or the memory, once put under a source that is not
        theirs but like it."""
        self.matched: set[str] = set()
        """Sources under which ``msgmerge`` once put another translation, with its notes."""
        self.elliptic: set[str] = set()
        """Marks of words of a person who left a sentence out: where lengths and anchors happen to
        fit, nothing in the text tells which one."""
        self.drafted_wholly: set[str] = set()
        """Sources that the ledger knows a draft of."""
        self.is_ledger_lost = False
        self.header: dict[str, str] = {}
        """What Poedit wrote."""
        self.copy: tuple[bytes, tuple[set[str], set[str], set[str], dict[str, str]]] | None = None

    def teardown(self) -> None:
        if self.holder is not None:
            self.holder.close()
        if zlib.crc32(repr(self.paragraphs).encode()) % CHECKED_BY_GETTEXT == 0:
            assert check(self.catalog.read_bytes()) == ""
        shutil.rmtree(self.folder)

    @property
    def article(self) -> Path:
        return self.folder / ("article.md" if self.has_tags else "article.txt")

    @property
    def catalog(self) -> Path:
        return self.folder / "locales" / self.language / "LC_MESSAGES" / "article.po"

    @property
    def template(self) -> Path:
        return self.folder / "locales" / "article.pot"

    @initialize(
        article=st.lists(paragraphs, min_size=1, max_size=4),
        language=st.sampled_from(("uk", "ko")),
        has_tags=st.booleans(),
        recalls=st.booleans(),
    )
    def begin(
        self, article: list[Paragraph], language: str, *, has_tags: bool, recalls: bool
    ) -> None:
        ENGINE.version = 1
        self.recalls = recalls
        self.language = language
        self.has_tags = has_tags
        self.paragraphs = article
        self.publish(run=True)

    # What happens to the article.

    @rule(at=picks, sentence=picks, new=sentences, run=st.booleans())
    def rewrite_sentence(self, at: int, sentence: int, new: Sentence, *, run: bool) -> None:
        self.change(at, lambda parts: swapped(parts, sentence, lambda _: new))
        self.publish(run=run)

    @rule(
        at=picks,
        sentence=picks,
        what=st.sampled_from(("word", "name", "number", "negated", "cold", "link", "stress")),
        run=st.booleans(),
    )
    def turn_meaning(self, at: int, sentence: int, what: str, *, run: bool) -> None:
        self.change(at, lambda parts: swapped(parts, sentence, lambda old: turned(old, what)))
        self.publish(run=run)

    @rule(at=picks, styles=st.lists(st.integers(0, 3), min_size=1, max_size=4), run=st.booleans())
    def typeset(self, at: int, styles: list[int], *, run: bool) -> None:
        self.change(
            at,
            lambda parts: tuple(
                replace(part, style=style)
                for part, style in zip(parts, itertools.cycle(styles), strict=False)
            ),
        )
        self.publish(run=run)

    @rule(at=picks, sentence=picks, new=sentences, run=st.booleans())
    def insert_sentence(self, at: int, sentence: int, new: Sentence, *, run: bool) -> None:
        place = sentence % 6
        self.change(at, lambda parts: (*parts[:place], new, *parts[place:]))
        self.publish(run=run)

    @rule(at=picks, sentence=picks, run=st.booleans())
    def remove_sentence(self, at: int, sentence: int, *, run: bool) -> None:
        self.change(
            at,
            lambda parts: (
                tuple(p for i, p in enumerate(parts) if i != sentence % len(parts)) or parts
            ),
        )
        self.publish(run=run)

    @rule(at=picks, place=picks, run=st.booleans())
    def split_paragraph(self, at: int, place: int, *, run: bool) -> None:
        at %= len(self.paragraphs)
        parts = self.paragraphs[at]
        cut = 1 + place % max(1, len(parts) - 1)
        self.paragraphs[at : at + 1] = [part for part in (parts[:cut], parts[cut:]) if part]
        self.publish(run=run)

    @rule(at=picks, run=st.booleans())
    def join_paragraphs(self, at: int, *, run: bool) -> None:
        at %= len(self.paragraphs)
        self.paragraphs[at : at + 2] = [
            tuple(part for parts in self.paragraphs[at : at + 2] for part in parts)
        ]
        self.publish(run=run)

    @rule(at=picks, to=picks, run=st.booleans())
    def move_paragraph(self, at: int, to: int, *, run: bool) -> None:
        moved = self.paragraphs.pop(at % len(self.paragraphs))
        self.paragraphs.insert(to % (len(self.paragraphs) + 1), moved)
        self.publish(run=run)

    @rule(at=picks, new=paragraphs, run=st.booleans())
    def insert_paragraph(self, at: int, new: Paragraph, *, run: bool) -> None:
        self.paragraphs.insert(at % (len(self.paragraphs) + 1), new)
        self.publish(run=run)

    @rule(at=picks, run=st.booleans())
    def remove_paragraph(self, at: int, *, run: bool) -> None:
        if len(self.paragraphs) > 1:
            self.removed.append(self.paragraphs.pop(at % len(self.paragraphs)))
            self.publish(run=run)

    @precondition(lambda self: self.removed)
    @rule(which=picks, at=picks, run=st.booleans())
    def restore_paragraph(self, which: int, at: int, *, run: bool) -> None:
        back = self.removed[which % len(self.removed)]
        self.paragraphs.insert(at % (len(self.paragraphs) + 1), back)
        self.publish(run=run)

    @rule(which=picks, run=st.booleans())
    def restore_version(self, which: int, *, run: bool) -> None:
        self.paragraphs = list(self.versions[-1 - which % len(self.versions)])
        self.publish(run=run)

    # What a person does to the catalog.

    @rule(
        at=picks,
        how=st.sampled_from(("all", "all", "one", "one", "merge", "drop")),
        manner=manners,
        fuzzy=st.booleans(),
        keep_previous=st.booleans(),
        run=st.booleans(),
    )
    def translate_entry(
        self, at: int, how: str, manner: str, *, fuzzy: bool, keep_previous: bool, run: bool
    ) -> None:
        entry = self.pick(at)
        parts = self.known[entry.source]
        target = self.written_by_person(entry, parts, how, manner, at)
        self.forget(set(entry.tokens) - set(_TOKEN.findall(target)))
        self.take(target)
        self.edit(
            entry,
            lambda unit: replace(
                unit,
                target=target,
                state=State.TRANSLATED if fuzzy else State.REVIEWED,
                previous_source=unit.previous_source if keep_previous else None,
            ),
        )
        self.finish(run=run)

    @rule(at=picks, keep_previous=st.booleans(), run=st.booleans())
    def accept_entry(self, at: int, *, keep_previous: bool, run: bool) -> None:
        entry = self.pick(at)
        if not entry.target or not self.is_right(entry, in_order=True):
            return
        self.take(entry.target)
        self.edit(
            entry,
            lambda unit: replace(
                unit,
                state=State.REVIEWED,
                previous_source=unit.previous_source if keep_previous else None,
            ),
        )
        self.finish(run=run)

    @rule(at=picks, run=st.booleans())
    def doubt_entry(self, at: int, *, run: bool) -> None:
        entry = self.pick(at)
        if entry.target:
            self.forget({token for token in entry.tokens if MARK.fullmatch(token)})
            self.edit(entry, lambda unit: replace(unit, state=State.TRANSLATED))
            self.finish(run=run)

    @rule(at=picks, run=st.booleans())
    def empty_entry(self, at: int, *, run: bool) -> None:
        entry = self.pick(at)
        self.forget(set(entry.tokens))
        self.edit(entry, lambda unit: replace(unit, target="", state=State.INITIAL))
        self.finish(run=run)

    @rule(at=picks, run=st.booleans())
    def comment(self, at: int, *, run: bool) -> None:
        line = f"прим{next(self.numbers):05}"
        self.comments.add(line)
        self.edit(self.pick(at), lambda unit: replace(unit, comments=(*unit.comments, f" {line}")))
        self.finish(run=run)

    @rule(at=picks, run=st.booleans())
    def flag(self, at: int, *, run: bool) -> None:
        self.edit(self.pick(at), lambda unit: replace(unit, flags=("no-wrap",)))
        self.finish(run=run)

    @rule(plural=st.booleans(), done=st.booleans(), run=st.booleans())
    def add_foreign_entry(self, *, plural: bool, done: bool, run: bool) -> None:
        source = f"Чуже {next(self.numbers)}"
        forms = 3 if self.language == "uk" else 1
        unit = Unit(
            id=unit_id(source),
            source=source,
            target="Їхнє" if done and not plural else "",
            state=State.REVIEWED if done else State.INITIAL,
            references=(Reference(path="other.c", line=7),),
            plural_source=f"{source} s" if plural else None,
            plural_targets=("Їхнє",) * forms if plural and done else ("",) * forms * plural,
        )
        catalog = parse_po(self.catalog.read_bytes())
        at = len(catalog.units) // 2
        units = (*catalog.units[:at], unit, *catalog.units[at:])
        self.catalog.write_bytes(serialize_po(replace(catalog, units=units)))
        self.foreign.add(source)
        self.finish(run=run)

    # What tools do to the catalog.

    @rule(wrap=st.booleans(), run=st.booleans())
    def rewrite_with_msgcat(self, *, wrap: bool, run: bool) -> None:
        """It drops obsolete entries without a target, whatever a person said about them."""
        bare = [entry for entry in self.read() if entry.obsolete and not entry.target]
        self.catalog.write_bytes(
            msgcat(self.catalog.read_bytes(), *(["--width=79"] if wrap else []))
        )
        left = {line for entry in self.read() for line in entry.comments}
        self.comments -= {line for entry in bare for line in entry.comments} - left
        self.finish(run=run)

    @rule(
        at=picks,
        new=sentences,
        work=st.sampled_from(("none", "unread", "read")),
        previous=st.booleans(),
        elsewhere=st.booleans(),
    )
    def merge_with_msgmerge(
        self, at: int, new: Sentence, work: str, *, previous: bool, elsewhere: bool
    ) -> None:
        """A person's copy, merged with the template of an article that has changed since.

        The person has translated the paragraph that changes, or not, and transkit has read that, or
        not. The template was made here, or on another computer, by a transkit that knows nothing.
        """
        if work != "none":
            self.translate_entry(
                at, "all", "plain", fuzzy=False, keep_previous=False, run=work == "read"
            )
        self.change(at, lambda parts: swapped(parts, at, lambda _: new))
        self.publish(run=False)
        copy, template = self.catalog.read_bytes(), self.template
        if elsewhere:
            template = self.folder / "elsewhere" / "article.pot"
            self.translate(to=("ko",), output_dir=template.parent, memory=self.folder / "new.db")
        else:
            self.run()
        self.catalog.write_bytes(copy)
        before = self.read()
        merged = msgmerge(self.catalog, template, *(["--previous"] if previous else []))
        self.catalog.write_bytes(merged)
        sources = {entry.source for entry in before if entry.target}
        matched = [entry for entry in self.read() if entry.fuzzy and entry.source not in sources]
        self.matched |= {entry.source for entry in matched}
        tokens = {token for entry in matched for token in entry.tokens}
        self.doubtful |= tokens
        # A draft that is fuzzy again is a draft, as where a person doubts it.
        self.forget({token for token in tokens if MARK.fullmatch(token)})
        self.excuse_tools()
        self.run(matched={entry.source for entry in matched})

    @rule(crlf=st.booleans(), run=st.booleans())
    def save_with_poedit(self, *, crlf: bool, run: bool) -> None:
        """The header changes, the old file stays as a backup; lines may end otherwise."""
        content = self.catalog.read_bytes().replace(b"\r\n", b"\n")
        self.catalog.with_name("article.po~").write_bytes(content)
        for name, value in _POEDIT:
            line = f'"{name}: {value}\\n"'.encode()
            content = re.sub(rf'(?m)^"{name}: .*$'.encode(), line.replace(b"\\", rb"\\"), content)
        self.catalog.write_bytes(content.replace(b"\n", b"\r\n") if crlf else content)
        self.header |= dict(_POEDIT)
        self.finish(run=run)

    @rule()
    def keep_a_copy(self) -> None:
        """The person puts the file aside, or mails it."""
        self.copy = (
            self.catalog.read_bytes(),
            (set(self.required), set(self.comments), set(self.foreign), dict(self.header)),
        )

    @precondition(lambda self: self.copy is not None)
    @rule(run=st.booleans())
    def put_the_copy_back(self, *, run: bool) -> None:
        """The person works on with the file that they had earlier."""
        assert self.copy is not None
        content, (required, comments, foreign, header) = self.copy
        self.catalog.write_bytes(content)
        self.required, self.comments, self.foreign = set(required), set(comments), set(foreign)
        self.header = dict(header)
        self.finish(run=run)

    @rule(run=st.booleans())
    def make_it_anew_meanwhile(self, *, run: bool) -> None:
        """The file is deleted and made anew; then the one that was there is found again."""
        content = self.catalog.read_bytes()
        self.catalog.unlink()
        self.translate()
        self.catalog.write_bytes(content)
        self.finish(run=run)

    @rule(at=picks, colleague=st.booleans(), run=st.booleans())
    def translate_another_document(self, at: int, *, colleague: bool, run: bool) -> None:
        """A paragraph is in another article, too, which a colleague may translate otherwise."""
        other = self.article.with_stem("other")
        parts = self.paragraphs[at % len(self.paragraphs)]
        text = as_markdown(parts) if self.has_tags else self.unit_of(parts)
        other.write_text(f"{text}\n", encoding="utf-8")
        self.translate(sources=[other])
        if colleague:
            path = self.catalog.with_name("other.po")
            catalog = parse_po(path.read_bytes())
            groups = [[part] for part in zip(parts, self.sentences_of(parts), strict=True)]
            target = " ".join(self.new_phrase(group, "plain") for group in groups)
            units = tuple(
                replace(unit, target=target, state=State.REVIEWED) for unit in catalog.units
            )
            path.write_bytes(serialize_po(replace(catalog, units=units)))
            self.translate(sources=[other])
        self.finish(run=run)

    # What happens to the machine.

    @rule()
    def run_again(self) -> None:
        self.run()

    @rule()
    def redraft(self) -> None:
        self.run(redraft=True)

    @rule(run=st.booleans())
    def change_engine(self, *, run: bool) -> None:
        ENGINE.version = ENGINE.version % 3 + 1
        self.finish(run=run)

    @rule(run=st.booleans())
    def lose_ledger(self, *, run: bool) -> None:
        if self.holder is not None:
            self.holder.close()
            self.holder = None
        for path in self.folder.glob("memory.db*"):
            path.unlink()
        self.is_ledger_lost = True
        self.drafted_wholly.clear()
        self.finish(run=run)

    # How it is done.

    def change(self, at: int, change: Callable[[Paragraph], Paragraph]) -> None:
        """Change a paragraph."""
        at %= len(self.paragraphs)
        self.paragraphs[at] = change(self.paragraphs[at])

    def publish(self, *, run: bool) -> None:
        """Write the article."""
        self.known.update(zip(map(self.unit_of, self.paragraphs), self.paragraphs, strict=True))
        texts = [
            as_markdown(parts) if self.has_tags else self.unit_of(parts)
            for parts in self.paragraphs
        ]
        self.article.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
        self.versions.append(list(self.paragraphs))
        self.finish(run=run)

    def sentences_of(self, parts: Paragraph) -> list[str]:
        """Return the sentences of a paragraph as the catalog has them."""
        return as_unit(parts) if self.has_tags else [part.text for part in parts]

    def unit_of(self, parts: Paragraph) -> str:
        """Return the source of a paragraph's entry."""
        return " ".join(self.sentences_of(parts))

    def finish(self, *, run: bool) -> None:
        """Let the pipeline run after a change, or not yet."""
        if run:
            self.run()

    def read(self) -> list[Entry]:
        """Return the entries of the catalog."""
        return read_entries(self.catalog) if self.catalog.exists() else []

    def pick(self, at: int) -> Entry:
        """Return an entry of the article."""
        entries = [entry for entry in self.read() if not (entry.obsolete or entry.is_foreign)]
        return entries[at % len(entries)]

    def edit(self, entry: Entry, change: Callable[[Unit], Unit]) -> None:
        """Change an entry of the file, as an editor does."""
        catalog = parse_po(self.catalog.read_bytes())
        units = tuple(
            change(unit) if unit.source == entry.source else unit for unit in catalog.units
        )
        self.catalog.write_bytes(serialize_po(replace(catalog, units=units)))

    def written_by_person(
        self, entry: Entry, parts: Paragraph, how: str, manner: str, at: int
    ) -> str:
        """Return a new target of a person's: of all sentences, or of one where the others hold."""
        groups = [[part] for part in zip(parts, self.sentences_of(parts), strict=True)]
        there = chunks_of(entry.target)
        fits = len(there) == len(parts) and all(
            self.said.get(token) == [part.said] for token, part in zip(there, parts, strict=True)
        )
        if how == "one" and fits:
            kept = list(there.values())
            kept[at % len(kept)] = self.new_phrase(groups[at % len(kept)], manner)
            return " ".join(kept)
        if how == "merge" and len(parts) > 1:
            at %= len(parts) - 1
            groups[at : at + 2] = [[*groups[at], *groups[at + 1]]]
        if how == "drop" and len(parts) > 1:
            del groups[at % len(groups)]
            manner = "plain" if manner == "two" else manner
        target = " ".join(self.new_phrase(group, manner) for group in groups)
        if sum(map(len, groups)) < len(parts):
            self.elliptic.update(_TOKEN.findall(target))
        return target

    def new_phrase(self, group: Sequence[tuple[Sentence, str]], manner: str) -> str:
        """Return new words of a person's, and remember what they are for."""
        token = f"Люд{next(self.numbers):05}"
        self.said[token] = [part.said for part, _ in group]
        return phrase(token, [text for _, text in group], manner)

    def take(self, target: str) -> None:
        """Remember that a person stands behind a target."""
        for token, text in chunks_of(target).items():
            self.texts[token] = text
            self.required.add(token)

    def pieces_of(self, token: str) -> list[str]:
        """Return what must stay together of the words behind a mark.

        The engine drafts a quotation of several sentences in one: each of them stays or goes. Tags
        are part of what a person wrote, with other numbers where they stand elsewhere; of a draft
        that was accepted, they belong to the unit, which may have others by now.
        """
        text = self.texts[token]
        if token in self.said:
            return [_NUMBER_OF_TAG.sub(r"\1", text)]
        return _BETWEEN.split(_TAG.sub("", text))

    def is_there(self, token: str, entries: Sequence[Entry]) -> bool:
        """Return whether all that stands behind a mark is in some entry."""
        return all(
            any(
                text in (entry.unnumbered if token in self.said else entry.words)
                for entry in entries
            )
            for text in self.pieces_of(token)
        )

    def forget(self, tokens: set[str]) -> None:
        """Remember that a person gave words up."""
        self.required -= tokens

    def is_right(self, entry: Entry, *, in_order: bool = False) -> bool:
        """Return whether everything in an entry translates something in its source.

        Args:
            entry: Of the article.
            in_order: Whether it also has to stand in the order of the source.
        """
        parts = self.known[entry.source]
        whole = skeleton(in_cyrillic(" ".join(part.text for part in parts)))
        said, at = said_in(parts), 0
        for token, text in chunks_of(entry.words).items():
            drafted = skeleton(in_cyrillic(text.removeprefix(token)))
            if not said.issuperset(self.said.get(token, ())):
                return False
            for piece in map(in_cyrillic, self.said.get(token, [drafted])):
                at = whole.find(piece, at if in_order else 0)
                if at < 0:
                    return False
                at += len(piece) - 1
        return True

    def excuse_tools(self) -> None:
        """Forget what a tool that is not ours has dropped."""
        entries = self.read()
        self.required = {token for token in self.required if self.is_there(token, entries)}
        self.comments &= {line for entry in entries for line in entry.comments}
        self.foreign &= {entry.source for entry in entries}

    def run(
        self,
        *,
        redraft: bool = False,
        matched: Collection[str] = (),
    ) -> None:
        """Run the pipeline, now and then twice, and look at what became of everything.

        What another program has matched to other sources may go back to its own.
        """
        if self.holder is None:
            self.holder = Store(self.memory)
        before = self.read()
        given_up = [entry for entry in before if redraft and self.is_unknown(entry)]
        self.forget({token for entry in given_up for token in entry.tokens})
        self.translate(redraft=redraft)
        after = self.read()
        number = next(self.runs)
        if number % RUN_TWICE == 0:
            self.check_second_run(after, redraft=redraft, beam=2 + number % 60)
        old = {(entry.source, entry.target) for entry in before}
        for entry in after:
            if any(_ALIKE in note for note in entry.notes):
                self.doubtful |= set(entry.tokens)
            is_new = entry.fuzzy and (entry.source, entry.target) not in old
            if is_new and not entry.previous and all(map(MARK.fullmatch, entry.tokens)):
                self.drafted_wholly.add(entry.source)
        self.check_file(after)
        kept = [entry for entry in before if entry.source not in matched and entry not in given_up]
        self.check_kept_entries(kept, after, redraft=redraft)
        self.check_words(after)

    def is_unknown(self, entry: Entry) -> bool:
        """Return whether nobody can know that a fuzzy text is a person's: ``--redraft`` takes it.

        The ledger is lost, or ``msgmerge`` alone has put it under a source that is new.
        """
        if not entry.fuzzy or entry.previous or entry.source in self.drafted_wholly:
            return False
        return self.is_ledger_lost or bool(self.doubtful.intersection(entry.tokens))

    def translate(self, sources: Sequence[Path] = (), **more: object) -> None:
        """Run the pipeline."""
        options = Options(
            recall=self.recalls,
            to=(self.language,),
            engine="visible",
            output_dir=self.folder / "locales",
            memory=self.memory,
            beam=1,
        )
        result = translate(sources or [self.article], replace(options, **more))  # type: ignore[arg-type]
        assert not result.failures, result.failures[0].error

    # What must be true.

    def check_second_run(self, entries: list[Entry], *, redraft: bool, beam: int) -> None:
        """Nothing has changed, and so nothing is written.

        The command is another one than ever before: a run that nobody knows the outcome of. Where
        the ledger was lost, the first run may have drafted again what ``msgmerge`` had put under
        another source, too: only then the second one knows whose draft that is.
        """
        files = [self.catalog, self.template]
        if self.is_ledger_lost and any(map(self.is_stale_draft, entries)):
            self.translate(redraft=redraft, beam=64)
            now = self.read()
            changed = [entry for entry in entries if entry not in now]
            assert all(map(self.is_stale_draft, changed)), changed
            entries = now
        first = [(path.read_bytes(), path.stat().st_mtime_ns) for path in files]
        self.translate(redraft=redraft, beam=beam)
        assert entries == self.read(), "a second run changes entries"
        assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in files] == first

    def is_stale_draft(self, entry: Entry) -> bool:
        """Return whether an entry has a machine's draft of another source, from ``msgmerge``."""
        marks = bool(entry.tokens) and all(map(MARK.fullmatch, entry.tokens))
        return entry.fuzzy and marks and not (entry.obsolete or self.is_right(entry))

    def check_file(self, entries: list[Entry]) -> None:
        """The file is whole, and holds the article once and in order."""
        catalog = parse_po(self.catalog.read_bytes())
        assert self.header.items() <= dict(catalog.header).items()
        again = serialize_po(catalog)
        assert serialize_po(parse_po(again)) == again
        marked = [
            line
            for unit in (*catalog.units, *catalog.obsolete)
            for line in unit.comments
            if line.startswith(" transkit:") and _WAS not in line
        ]
        assert marked == [], "a note that we do not know again"
        keys = [entry.source for entry in entries]
        assert len(set(keys)) == len(keys), "an entry is there twice"
        ours = [entry for entry in entries if not (entry.obsolete or entry.is_foreign)]
        texts = map(self.unit_of, self.paragraphs)
        assert [entry.source for entry in ours] == list(dict.fromkeys(texts))
        assert all(entry.target for entry in ours)
        assert self.foreign <= {entry.source for entry in entries}

    def check_kept_entries(self, before: list[Entry], after: list[Entry], *, redraft: bool) -> None:
        """A person's entry whose source is still there has not changed at all."""
        now = {entry.source: entry for entry in after if not entry.obsolete}
        for entry in before:
            there = now.get(entry.source)
            words = self.required & self.said.keys() & set(entry.tokens)
            is_persons = not entry.fuzzy or (words and not entry.is_recalled)
            if there is not None:
                assert set(entry.comments) <= set(there.comments)
                assert entry.flags <= there.flags
                if entry.target and is_persons and not (redraft and self.is_ledger_lost):
                    assert (there.target, there.fuzzy) == (entry.target, entry.fuzzy)

    def check_words(self, entries: list[Entry]) -> None:
        """What a person wrote is there, and stands for nothing that it does not say."""
        for token in sorted(self.required):
            assert self.is_there(token, entries), f"lost: {self.texts[token]}"
        lines = {line for entry in entries for line in entry.comments}
        assert self.comments <= lines, f"lost: {self.comments - lines}"
        for entry in entries:
            if entry.obsolete or entry.is_foreign:
                continue
            unsure = any(_WHOLE in note or _ALIKE in note for note in entry.notes) or bool(
                (self.doubtful | self.elliptic) & set(entry.tokens)
            )
            # Part of a translation that leaves a sentence out may be learned as another's.
            unsure |= bool(self.elliptic) and any("from memory" in note for note in entry.notes)
            if not self.is_right(entry):
                assert entry.fuzzy, f"wrong: {entry}"
                assert unsure, f"wrong: {entry}"
            elif not unsure and "<" in entry.source:
                self.check_tags(entry)
            is_strange = unsure or self.is_ledger_lost or entry.source in self.matched
            if entry.fuzzy and not (is_strange or MARK.search(entry.target)):
                notes = (note for note in entry.notes if _WAS not in note)
                assert not any(": machine draft" in note for note in notes), f"no draft: {entry}"

    def check_tags(self, entry: Entry) -> None:
        """Each tag of the source stands in the target once, and with the words it belongs to."""
        assert sorted(_TAG.findall(entry.target)) == sorted(_TAG.findall(entry.source)), entry
        parts = self.known[entry.source]
        says = [part.said for part in parts]
        tags = [_TAG.findall(text) for text in self.sentences_of(parts)]
        for token, text in chunks_of(entry.target).items():
            said = self.said.get(token)
            if said is not None:
                size = len(said)
                at = [i for i in range(len(parts)) if says[i : i + size] == said]
                right = [sorted(itertools.chain(*tags[i : i + size])) for i in at]
                assert sorted(_TAG.findall(text)) in right, f"tags of other words: {entry}"


def swapped(parts: Paragraph, at: int, change: Callable[[Sentence], Sentence]) -> Paragraph:
    """Return a paragraph with one of its sentences changed."""
    at %= len(parts)
    return (*parts[:at], change(parts[at]), *parts[at + 1 :])


_FOLDERS: list[Path] = []


@pytest.fixture
def quick_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Give histories a folder, and do not wait for the disk: no test here cuts the power."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    monkeypatch.setitem(registry._BUILT_IN, "visible", "tests.pipeline.visible_engine:ENGINE")
    in_memory = Path("/dev/shm")  # noqa: S108 - Linux's file system without a disk
    parent = in_memory if os.access(in_memory, os.W_OK) else tmp_path
    with tempfile.TemporaryDirectory(prefix="transkit-", dir=parent) as folder:
        _FOLDERS.append(Path(folder))
        yield
        _FOLDERS.pop()


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_a_person_did_is_lost_whatever_happens(quick_disk: None, part: int) -> None:
    """In CI a failure is shown as it was found: shrinking takes minutes, and is for one's desk."""
    run_state_machine_as_test(
        seed(SEED * PARTS + part)(RoundTrip),
        settings=settings(
            max_examples=-(-EXAMPLES // PARTS),
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=[Phase.generate] if IN_CI else [Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
