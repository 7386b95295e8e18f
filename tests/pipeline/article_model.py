"""Articles whose sentences are known to the test: what they say, and how they are typeset.

The words of a sentence, its number, name and negation are what it says; quotation marks, dashes,
apostrophes, dots and spaces are how it is typeset; links, emphasis and line breaks are its marks.
Nothing here is transkit's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

__all__ = [
    "NAMES",
    "Paragraph",
    "Sentence",
    "as_markdown",
    "as_unit",
    "paragraphs",
    "said_in",
    "sentences",
    "skeleton",
    "turned",
    "unmarked",
]

_TEMPLATES = (
    "The river has {not}risen by {number} metres near {name} since the {word} morning.",
    "<We will {not}leave {name},> she said, <not for {number} {word} houses.>",
    "It has {not}rained in {name}.",
    "Who asked the {word} people of {name}?",
    "Nobody knows.",
    "All {number} bridges -- the {word} ones too -- are {not}open, and {name}'d wait for owners.",
    "In {name} it fell to {sign}{number} degrees at night.",
    "More at https://example.org/{number} and from press@example.org in {name}.",
    "<Stay calm, do {not}go to {name}.",
    "All {number} of us will {not}stay!> the {word} guard called...",
    "Then {name} of the {word} U.S. office paid ${number}.5 million.",
    "A {word} silence followed...",
    "The {word} school is on the hill, the others by the water; that's why {name} was {not}hit.",
)
NAMES = ("Kyiv", "Maria Bondar", "Stanford", "Lee")
_WORDS = ("old", "new", "red")
_NUMBERS = (3, 14, 250)
_STYLES = (
    {"<": "“", ">": "”", " -- ": " — ", "'": "’", "...": "…"},
    {"<": '"', ">": '"', " -- ": " – ", "'": "'", "...": "..."},
    {"<": "«", ">": "»", " -- ": "—", "'": "ʼ", "...": "…", " ": "\N{NO-BREAK SPACE}"},
    {"<": "„", ">": "“", " -- ": " - ", "'": "'", "...": "...", " ": "  "},
)
_MARKS = {"a": ("\1", "\2"), "em": ("\3", "\4"), "br": ("\5", "")}
"""Name of each tag, and the characters that stand for its ends until it is written."""
_ANY_MARK = re.compile("[\1-\5]")
_NOT_SAID = re.compile(r"[^\w.-]+|(?<!\d)\.|\.(?!\d)|(?<!\w)-(?!\d)|(?<=\w)-|_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the source."""

    template: int
    name: int = 0
    word: int = 0
    number: int = 0
    negated: bool = False
    cold: bool = False
    """Whether a number has a minus sign, where there is one to have."""
    style: int = 0
    """How it is typeset."""
    link: bool = False
    """Whether its name is a link, if it has one."""
    stress: bool = False
    """Whether its word is emphasized, if it has one."""
    broken: bool = False
    """Whether a line break follows."""

    @property
    def text(self) -> str:
        """Return it as it stands in an article without marks."""
        return unmarked(self.marked)

    @property
    def marked(self) -> str:
        """Return it with a character for each end of a mark."""
        name, word = NAMES[self.name], _WORDS[self.word]
        text = _TEMPLATES[self.template].format(
            **{"not": "not " if self.negated else "", "sign": "\0" if self.cold else ""},
            number=_NUMBERS[self.number],
            name=name.join(_MARKS["a"]) if self.link else name,
            word=word.join(_MARKS["em"]) if self.stress else word,
        )
        style = _STYLES[self.style]
        for plain, typeset in style.items():
            text = text.replace(plain, typeset, 1 if plain == " " else -1)
        text = text.replace("\0", "-" if self.style % 2 else "\N{MINUS SIGN}")
        return text + _MARKS["br"][0] * self.broken

    @property
    def said(self) -> str:
        """Return what it says, however it is typeset."""
        return skeleton(self.text)


Paragraph = tuple[Sentence, ...]

sentences = st.builds(
    Sentence,
    template=st.integers(0, len(_TEMPLATES) - 1),
    name=st.integers(0, len(NAMES) - 1),
    word=st.integers(0, len(_WORDS) - 1),
    number=st.integers(0, len(_NUMBERS) - 1),
    negated=st.booleans(),
    cold=st.booleans(),
    style=st.integers(0, 1),
    link=st.booleans(),
    stress=st.booleans(),
    broken=st.sampled_from((False, False, False, True)),
)
paragraphs = st.lists(sentences, min_size=1, max_size=5).map(tuple)


def unmarked(text: str) -> str:
    """Return a text without links, emphasis and line breaks."""
    return _ANY_MARK.sub("", text)


def as_markdown(parts: Iterable[Sentence]) -> str:
    """Return a paragraph as Markdown has it."""
    written = {"\1": "[", "\2": "](https://example.org/more)", "\3": "*", "\4": "*", "\5": "<br>"}
    text = " ".join(part.marked for part in parts).removesuffix("\5")
    return _ANY_MARK.sub(lambda mark: written[mark.group()], text)


def as_unit(parts: Sequence[Sentence]) -> list[str]:
    """Return the sentences of a paragraph as they stand in a unit of a Markdown text.

    Tags count through it; several spaces are one.
    """
    counts: Counter[str] = Counter()
    ends = {opening: (name, "<{}>") for name, (opening, _) in _MARKS.items()}
    ends |= {closing: (name, "</{}>") for name, (_, closing) in _MARKS.items() if closing}
    ends["\5"] = ("br", "<{}/>")

    def written(mark: re.Match[str]) -> str:
        name, form = ends[mark.group()]
        counts[name] += form != "</{}>"
        return form.format(f"{name}{counts[name]}")

    texts = [part.marked.replace("  ", " ") for part in parts]
    texts[-1] = texts[-1].removesuffix("\5")
    return [_ANY_MARK.sub(written, text) for text in texts]


def skeleton(text: str) -> str:
    """Return the words and numbers of a text, a space around each; signs of numbers stay."""
    text = text.replace("\N{MINUS SIGN}", "-").replace("ʼ", "’")
    return f" {' '.join(_NOT_SAID.sub(' ', text).split())} "


def said_in(parts: Iterable[Sentence]) -> frozenset[str]:
    """Return what sentences say."""
    return frozenset(part.said for part in parts)


def turned(sentence: Sentence, what: str) -> Sentence:
    """Return a sentence that says something else in one point, where it has that point.

    Args:
        sentence: What was said.
        what: ``word``, ``name``, ``number``, ``negated`` or ``cold``; or a mark, which says nothing
            else and yet is to be seen: ``link`` or ``stress``.
    """
    if what in ("negated", "cold", "link", "stress"):
        return replace(sentence, **{what: not getattr(sentence, what)})
    count = {"word": len(_WORDS), "name": len(NAMES), "number": len(_NUMBERS)}[what]
    return replace(sentence, **{what: (getattr(sentence, what) + 1) % count})
