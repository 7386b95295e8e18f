"""Hard-wrapped text stays in its paragraphs when single lines have been edited afterwards."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable

import pytest

from transkit.documents.lines import columns
from transkit.documents.plain import read_text
from transkit.units import Kind

WORDS = {
    "en": (
        "the river mill wheel stone baker turned at night and nobody in a village had told them "
        "why it was so quiet when old water came back over fields toward church before morning "
        "while some people slept others walked with lanterns along bank because bridge closed "
        "Anna Tom Carrow"
    ),
    "uk": (
        "річка млин колесо камінь пекар уночі ніхто в селі не знав чому стара вода прийшла через "
        "поля до церкви перед ранком поки люди спали інші йшли з ліхтарями вздовж берега бо міст "
        "закрили Анна Степан Яворівка і та що це було"
    ),
    "ko": (
        "강물이 마을을 떠난 날 아침에 사람들은 다리 위에서 오래된 지도를 펼쳐 놓고 왜 물이 "
        "돌아왔는지 서로 물었다 빵집 주인은 말이 없었고 아이들은 돌을 던졌다 그날 밤 바람이 불었다"
    ),
}
WIDTHS = (60, 65, 70, 72, 75, 78, 80, 85, 90)
TRIES = 40


def sentence(chance: random.Random, words: list[str], language: str) -> str:
    """Return words with a stop behind them."""
    found = [chance.choice(words) for _ in range(chance.randint(6, 16))]
    if language == "ko":
        found[-1] = "말했다"
    return f"{' '.join(found)[:1].upper()}{' '.join(found)[1:]}{chance.choice('...?!')}"


def wrap(text: str, width: int) -> list[str]:
    """Return lines of at most so many columns."""
    if text.isascii():
        return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    lines, line = [], ""
    for word in text.split():
        if line and columns(f"{line} {word}") > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def cut(chance: random.Random, line: str, words: list[str]) -> list[str]:
    """Break a line in two, as a return key hit in its middle does."""
    del words
    parts = line.split()
    place = chance.randint(1, max(1, len(parts) - 1))
    return [" ".join(parts[:place]), " ".join(parts[place:]) or parts[0]]


def shorten(chance: random.Random, line: str, words: list[str]) -> list[str]:
    """Take some words out of a line."""
    del words
    parts = line.split()
    count = chance.randint(1, max(1, len(parts) // 2))
    place = chance.randint(0, len(parts) - count)
    return [" ".join(parts[:place] + parts[place + count :]) or parts[0]]


def lengthen(chance: random.Random, line: str, words: list[str]) -> list[str]:
    """Put some words at the end of a line."""
    return [" ".join([line, *(chance.choice(words).lower() for _ in range(chance.randint(1, 4)))])]


Edit = Callable[[random.Random, str, list[str]], list[str]]


def read_edited(seed: int, language: str, edit: Edit | None) -> tuple[list[str], list[str]]:
    """Return the units of a wrapped text with one edited line, and its paragraphs."""
    name = edit.__name__ if edit else "none"
    chance = random.Random(f"{language} {name} {seed}")  # noqa: S311 - no secret
    words = WORDS[language].split()
    width = chance.choice(WIDTHS)
    paragraphs = [
        wrap(
            " ".join(sentence(chance, words, language) for _ in range(chance.randint(3, 6))), width
        )
        for _ in range(chance.randint(3, 6))
    ]
    lines = chance.choice([lines for lines in paragraphs if len(lines) > 1])
    place = chance.randrange(len(lines) - 1)
    if edit is not None:
        lines[place : place + 1] = edit(chance, lines[place], words)
    text = "\n\n".join("\n".join(lines) for lines in paragraphs)
    units = read_text(text, path="edited.txt", language=language).units
    return [unit.source for unit in units], [" ".join(lines) for lines in paragraphs]


@pytest.mark.parametrize("language", ["en", "uk", "ko"])
def test_wrapped_paragraphs_between_blank_lines_are_always_joined(language: str) -> None:
    for seed in range(TRIES):
        units, paragraphs = read_edited(seed, language, None)
        assert units == paragraphs


@pytest.mark.parametrize(
    ("language", "edit", "exact"),
    [
        ("en", cut, 26), ("en", shorten, 28), ("en", lengthen, 38),
        ("uk", cut, 28), ("uk", shorten, 28), ("uk", lengthen, 34),
        ("ko", cut, 15), ("ko", shorten, 22), ("ko", lengthen, 34),
    ],
)  # fmt: skip
def test_an_edited_line_does_not_take_its_paragraph_apart(
    language: str, edit: Edit, exact: int
) -> None:
    """A break behind a full stop may become the end of a paragraph: nobody can know better."""
    found = [read_edited(seed, language, edit) for seed in range(TRIES)]
    assert sum(units == paragraphs for units, paragraphs in found) >= exact
    for units, paragraphs in found:
        assert " ".join(units).split() == " ".join(paragraphs).split()
        assert len(units) <= len(paragraphs) + 5


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\x0b"])
@pytest.mark.parametrize("language", ["en", "uk", "ko"])
def test_other_line_ends_inside_a_paragraph_are_joined_in(language: str, separator: str) -> None:
    for seed in range(10):
        chance = random.Random(f"{language} {seed}")  # noqa: S311 - no secret
        words = WORDS[language].split()
        paragraphs = [
            wrap(" ".join(sentence(chance, words, language) for _ in range(6)), 72)
            for _ in range(4)
        ]
        first = paragraphs[0]
        text = separator.join(first[:2]) + "\n" + "\n".join(first[2:])
        text += "\n\n" + "\n\n".join("\n".join(lines) for lines in paragraphs[1:])
        units = read_text(text, path="edited.txt", language=language).units
        assert [unit.source for unit in units] == [" ".join(lines) for lines in paragraphs]


def test_a_line_that_was_cut_short_goes_on() -> None:
    text = (
        "Dear reader of this newsletter, the wells are now so low that nobody can\n"
        "fill a bucket, and\n"
        "the council met in the old mill to talk about what should be done about it,\n"
        "but left the question of money open.\n"
    )
    units = read_text(text, path="a.txt", language="en").units
    assert [unit.source for unit in units] == [text.strip().replace("\n", " ")]


@pytest.mark.parametrize(
    "text",
    [
        "Snow on the roof\nand on the road\nand on the hat\nof the man at the gate.",
        "milk\nbread\ntwo onions\nand a newspaper",
        "Anna Berg\n12 Mill Lane\nCarrow\nthe third bell",
    ],
)
def test_short_lines_beside_wrapped_text_stay_lines(text: str) -> None:
    wrapped = "\n".join(textwrap.wrap("The wheel turned and nobody in the village knew why. " * 6))
    units = read_text(f"{wrapped}\n\n{text}\n", path="a.txt", language="en").units
    assert [unit.source for unit in units][1:] == text.split("\n")


def test_a_heading_on_a_wrapped_paragraph_stays_one() -> None:
    body = "\n".join(textwrap.wrap("The wheel turned and nobody in the village knew why. " * 5))
    text = f"{body}\nWho Owns the Water\n{body}\n"
    units = read_text(text, path="a.txt", language="en").units
    assert [unit.source for unit in units][1] == "Who Owns the Water"


@pytest.mark.parametrize("title", ["THE GREAT RIVER", "The River of Tea", "Два Береги"])
def test_a_few_capital_words_before_the_text_are_its_title(title: str) -> None:
    body = "The wheel turned at night, and nobody in the whole village could have said why it did."
    units = read_text(f"{title}\n\n{body}\n\n{body}\n", path="a.txt", language="en").units
    assert units[0].kind is Kind.TITLE


@pytest.mark.parametrize("line", ["Climate", "Dear Anna,", "the small river", "12 May 2026"])
def test_other_short_first_lines_are_none(line: str) -> None:
    body = "The wheel turned at night, and nobody in the whole village could have said why it did."
    units = read_text(f"{line}\n\n{body}\n", path="a.txt", language="en").units
    assert units[0].kind is not Kind.TITLE


@pytest.mark.parametrize(
    "text",
    [
        # A line that an edit has made too long, in a paragraph without a longer neighbour.
        (
            "The miller said on Tuesday that the wheel would not be stopped again before\n"
            "the end of the year. He did not, for quite another reason, tell. Men of the hills,\n"
            "and some from the coast arrived late on Monday and went on to the talks\n"
            "that were to begin in the evening of the same day."
        ),
        # One line that an edit has made too short, in a paragraph of three.
        (
            "CARROW (Mill News) - Flour prices fell sharply on Tuesday as the old mill\n"
            "opened again, while a gauge of the river rose for a\n"
            "seventh straight day after heavy rain in the hills."
        ),
        # Two lines, the second of which begins with a figure or a capital letter.
        "The paper was signed by both of the millers in the spring of the dry year\n2014.",
        "Profits of the largest mill rose this year, as its report says, to about\n$4,500,000.",
        (
            "“We will not sign it,” said the oldest miller of the town, “because the\n"
            "Carrow council does not want it.”"
        ),
        (
            "Then the bakers left for the station, where a cart had been waiting since\n"
            "Tuesday morning."
        ),
        "It was a plan for many years that nobody had ever read to its end (see p.\n12).",
    ],
)
def test_a_wrapped_paragraph_alone_stays_one(text: str) -> None:
    read = read_text(f"Dear all,\n\n{text}\n\nThe mill is old.\n", path="x", language="en")
    assert [unit.source for unit in read.units] == [
        "Dear all,",
        " ".join(text.split()),
        "The mill is old.",
    ]
    assert read.furniture == ()


@pytest.mark.parametrize(
    "text",
    [
        (
            "Officials from Forty Countries Have Met in Carrow to Talk About the River\n"
            "Millers Say That They Will Not Wait Until the Spring of Next Year Again."
        ),
        "Officials of forty countries have met in Carrow to talk about the river\n12 May 2026",
        (
            "The council of Carrow has met again to talk about the bridge at the mill\n"
            "*Only the first twelve are printed here."
        ),
    ],
)
def test_two_wide_lines_that_are_two_things_stay_two(text: str) -> None:
    read = read_text(f"Dear all,\n\n{text}\n\nThe mill is old.\n", path="x", language="en")
    assert len(read.units) == 4


SHORT_PARAGRAPHS = [
    "A baker who keeps bees on the roof of the old town hall has won the prize of the region.",
    (
        "The jury said that nobody had ever shown so clearly how a city and its gardens can help "
        "Anna Carrow and her neighbours."
    ),
    "Bees need flowers from March on, and the baker has planted limes along the river for them.",
    (
        "More than forty schools have asked to see the hives since the prize was announced in West "
        "Yorwick."
    ),
    "The next prize will be given in spring, and everybody who lives in the region may take part.",
]
"""None is longer than two or three lines; some go on with a capital letter."""


@pytest.mark.parametrize("width", [58, 60, 66, 72, 78])
def test_short_wrapped_paragraphs_show_their_margin_together(width: int) -> None:
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in SHORT_PARAGRAPHS)
    units = read_text(f"{text}\n", path="short.txt", language="en").units
    assert [unit.source for unit in units] == SHORT_PARAGRAPHS


def test_stanzas_and_addresses_show_none_together() -> None:
    lines = [
        "The river came at night and took the garden gate,",
        "Nobody heard it come, nobody heard it go;",
        "In the morning we found it below the weir,",
        "Green with weed and still upon its hinges.",
        "Carrow Mill, the yard behind the church, first door",
        "Yorwick, opposite the station",
    ]
    text = "\n\n".join("\n".join(lines[i : i + 2]) for i in (0, 2, 4))
    units = read_text(f"{text}\n", path="verse.txt", language="en").units
    assert [unit.source for unit in units] == lines
