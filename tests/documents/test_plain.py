"""Plain text: every habit of writing paragraphs, nothing lost, and the same text back."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.documents.plain import FORMAT, read_text
from transkit.errors import DocumentError
from transkit.units import Document, Kind, Reference, unit_id

DATA = Path(__file__).parents[1] / "data" / "documents"
EXAMPLE = Path(__file__).parents[2] / "examples" / "summit.txt"
CORPORA = sorted(path.stem for path in DATA.glob("*.txt"))
MARKER = re.compile(r"(?:[>\s]*(?:[•‣◦▪▫●○■□►➤✓✔❖·*–—-]|\(?(?:\d{1,3}|\w)[.)])?\s*)*")
"""What may stand before a unit on its line without belonging to it."""

PIECES = st.sampled_from(
    [
        *("\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0c", "\x0b", "\x1c", "\n\n"),
        *(" ", "  ", "\t", "\u00a0", "\u3000", "\u200b", "\ufeff", "\u00ad"),
        *("- ", "• ", "1. ", "2. ", "a) ", "– ", "> ", ">> ", ">", "* * *", "---"),
        *("“", "”", '"', "«", "»", "„", ".", "!", "?", ":", ";", ",", "-", "—", "/"),
        *("10:45", "12 May 2025", "2019", "5 hours ago", "client/title.list_title", "85%"),
        *("Q: ", "By ", "https://example.org/a", "a@example.org", "#tag", "\x00", "\x1b", "\x7f"),
        *("word", "Word", "the", "слово", "Слово", "물", "水は", "שלום", "e\u0301", "🌊", "İ"),
        "and a good deal of text, so that a line gets as long as lines that were wrapped ",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


def read(text: str, *, keep_furniture: bool = False) -> Document:
    """Return `text` read as an English document."""
    return read_text(text, path="a.txt", language="en", keep_furniture=keep_furniture)


def sources(text: str) -> list[str]:
    """Return the sources of the units of `text`."""
    return [unit.source for unit in read(text).units]


def kinds(text: str) -> list[tuple[str, str]]:
    """Return kind and first words of the units of `text`."""
    return [(unit.kind.value, " ".join(unit.source.split()[:2])) for unit in read(text).units]


def rebuild(document: Document, **targets: str) -> str:
    """Return the text of `document` with `targets`, given as source → target."""
    return FORMAT.rebuild(document, {unit_id(key): value for key, value in targets.items()})


@pytest.mark.parametrize("name", CORPORA)
def test_each_corpus_is_read_as_its_golden_file_says(
    name: str, golden: Callable[[str, str], None]
) -> None:
    document = FORMAT.read((DATA / f"{name}.txt").read_bytes(), path=name, language="en")
    rows = [
        (unit.references[0].line or 0, unit.extracted[0], unit.source) for unit in document.units
    ]
    rows += [(piece.line, f"({piece.reason})", piece.text) for piece in document.furniture]
    golden(f"{name}.units", "".join(f"{row[0]}\t{row[1]}\t{row[2]}\n" for row in sorted(rows)))


def test_the_example_has_every_kind_that_plain_text_can_have() -> None:
    document = FORMAT.read(EXAMPLE.read_bytes(), path="summit.txt", language="en")
    found = {unit.kind for unit in document.units}
    assert found == set(Kind) - {Kind.CAPTION, Kind.TABLE_CELL}
    first = next(piece.line for piece in document.furniture if piece.text.startswith("Tags:"))
    assert [piece.text for piece in document.furniture if piece.line < first] == ["Climate"]
    assert all((unit.references[0].line or 0) < first for unit in document.units)
    assert {piece.reason for piece in document.furniture} >= {
        *("template key", "clock time", "date in a run of dates", "tags", "other articles"),
    }


def test_blank_lines_separate_paragraphs() -> None:
    assert sources("One.\n\nTwo.\n \t\n\u00a0\nThree.") == ["One.", "Two.", "Three."]


def test_a_file_without_blank_lines_has_a_paragraph_per_line() -> None:
    long = "A line that goes on far beyond any margin, as lines do that an editor wraps on screen,"
    text = f"{long} and ends.\n{long} and ends as well.\nA short one.\n{long} and so on."
    assert sources(text) == text.split("\n")


@pytest.mark.parametrize("width", [60, 66, 72, 80, 90])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_wrapped_lines_are_joined(width: int, line_end: str) -> None:
    paragraphs = [text for text in sources(EXAMPLE.read_text()) if len(text) > 2 * width]
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    assert sources(text.replace("\n", line_end)) == paragraphs


@pytest.mark.parametrize("indent", ["  ", "    ", "\t", "\u3000"])
def test_an_indent_begins_a_paragraph_of_wrapped_text(indent: str) -> None:
    paragraphs = [text for text in sources(EXAMPLE.read_text()) if len(text) > 144]
    lines = [textwrap.fill(text, 72, initial_indent="  ") for text in paragraphs]
    text = "\n".join(line.replace("  ", indent, 1) for line in lines)
    assert sources(text) == paragraphs


def test_a_short_last_line_ends_a_paragraph_of_wrapped_text() -> None:
    text = (
        "The ferry leaves when everybody is aboard, and the captain knows them all\n"
        "by name, which takes a while in summer but never once in winter, when he\n"
        "is alone.\n"
        "Nobody has ever complained, because there is nobody to complain to on an\n"
        "island that has one house, one dog and one bell for all of its visitors."
    )
    assert [len(source.split()) for source in sources(text)] == [30, 28]


def test_three_habits_in_one_file_are_told_apart() -> None:
    document = FORMAT.read((DATA / "mixed.txt").read_bytes(), path="mixed.txt", language="en")
    joined = [span for span in document.spans if "\n" in document.text[span.start : span.end]]
    assert len(joined) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The lamp is out, the boat is in,\nThe gulls have gone to bed,\nAnd nobody remembers.",
        "i keep the small stones\nin a jar by the door\none for each morning",
        "Harbor Office\n12 Quay Street\nSandø 4870\nDenmark",
        "two cups of flour\none egg\na pinch of salt, and then another pinch",
        """Heat wave closes schools in three regions for a second week of May
Ferry line to test batteries that are the size of a small house
Orchestra plays for fish, and the fish seem not to mind at all""",
        "A tax on water that nobody asked for but everybody will have to pay\nwww.example.org/tax",
        """does not correspond with the subject of the page or of the post;
promotes hatred of ferries, of captains or of any other people;
is longer than a page.""",
    ],
)
def test_lines_that_belong_on_their_own_are_not_joined(text: str) -> None:
    assert sources(text) == text.split("\n")


def test_han_and_kana_are_joined_without_a_space_and_korean_with_one() -> None:
    japanese = "灯台は九年のあいだ消えたままだった。そのあいだに海は桟橋と道を四十メー\n"
    japanese += "トル、そして漁師たちが座っていた長椅子を二つ持っていった。「ひとりでに\n"
    japanese += "倒れると思っていました」とパン屋の主人は言う。"
    assert sources(japanese) == [japanese.replace("\n", "")]
    korean = "지난해 시는 등대를 4,800만 원에 내놓았지만 사려는 사람은 아무도 없었고\n"
    korean += "가장 가까운 가게까지 6.5킬로미터인 데다 겨울이면 길이 눈에 묻혔으므로\n"
    korean += "등대는 그대로 남아 있었다."
    assert sources(korean) == [korean.replace("\n", " ")]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("a long\u00ad", "term plan", "a longterm plan"),
        ("a long-", "term plan", "a long-term plan"),
        ("the pre-", "and post-war years", "the pre- and post-war years"),
        ("the years 1914-", "1918 were", "the years 1914-1918 were"),
        ("either/", "or it is", "either/or it is"),
        ("a word—", "then more", "a word—then more"),
        ("a word —", "then more", "a word — then more"),
        ("a word \u00a0", "\tthen more", "a word then more"),
    ],
)
def test_what_a_line_break_becomes(first: str, second: str, joined: str) -> None:
    lead = "It was for the whole of the island and its one inhabitant, the dog,"
    text = f"{lead} {first}\n{second} that nobody saw in all of the days they had.\n"
    assert sources(text) == [f"{lead} {joined} that nobody saw in all of the days they had."]


def test_the_text_itself_says_whether_a_hyphen_belongs_to_a_word() -> None:
    text = (
        "The keeper had taken his dog and the old lamp of brass, and his barom-\n"
        "eter as well, for he was a well-read man; and he never came back for a\n"
        "key. A barometer is worth more than a key, as every man knows if well-\n"
        "read enough."
    )
    assert "his barometer as well" in sources(text)[0]
    assert sources(text)[0].endswith("if well-read enough.")


def test_white_space_between_words_is_kept() -> None:
    assert sources("  A\tword,  two \u00a0spaces.  \n") == ["A\tword,  two \u00a0spaces."]


@pytest.mark.parametrize("mark", ["\x01", "\x08", "\x1b", "\x1f", "\x7f", "\x9b", "\ufeff"])
def test_control_characters_stay_in_the_file_and_out_of_units(mark: str) -> None:
    document = read(f"One{mark} word{mark}.\n")
    assert [unit.source for unit in document.units] == ["One word."]
    assert FORMAT.rebuild(document, {}) == f"One{mark} word{mark}.\n"


@pytest.mark.parametrize(
    "line_end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
)
def test_every_line_end_ends_a_line_and_survives(line_end: str) -> None:
    document = read(f"One thing.{line_end}Another thing.{line_end}")
    assert [unit.source for unit in document.units] == ["One thing.", "Another thing."]
    assert FORMAT.rebuild(document, {}) == document.text


def test_references_say_the_line_that_an_editor_says() -> None:
    document = read("One.\r\n\r\nTwo.\rThree.\u2028Four.\n\x0cFive.")
    assert [unit.references for unit in document.units] == [
        (Reference(path="a.txt", line=line),) for line in (1, 3, 4, 4, 5)
    ]


def test_kinds_are_counted_apart_in_reading_order() -> None:
    text = (
        "Ferry learns to wait\n\nOne thing happened.\n\n- bread\n- rope\n\nAnother thing happened."
    )
    assert [unit.extracted for unit in read(text).units] == [
        ("title",),
        ("paragraph 1",),
        ("list item 1",),
        ("list item 2",),
        ("paragraph 2",),
    ]


def test_the_same_words_twice_are_two_units_with_one_id() -> None:
    document = read("Again.\n\nAgain.\n")
    assert [unit.id for unit in document.units] == [unit_id("Again.")] * 2
    assert len(document.spans) == 2


@pytest.mark.parametrize(
    "quotation",
    [
        "“It smells. Isn’t it wonderful?”",
        '"It smells. Isn\'t it wonderful?"',
        "«Море не питає. Воно просто приходить».",
        "„Das Meer fragt nicht. Es kommt.“",
        "„Morze nie pyta. Przychodzi.”",
        "»Havet spørger ikke. Det kommer.«",
        "「海は尋ねない。ただ来るだけだ。」",
        "‘It doesn’t ask. It comes.’",
        "“He said “no” and left.”",
        "> It was said in a mail.",
    ],
)
def test_one_quoted_utterance_is_a_quotation(quotation: str) -> None:
    assert [unit.kind for unit in read(f"Some words before.\n\n{quotation}\n").units] == [
        Kind.PARAGRAPH,
        Kind.QUOTATION,
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“It smells,” she said. “Isn’t it wonderful?”",
        '"It smells," she said. "Isn\'t it wonderful?"',
        "«Море не питає», — каже він. «Воно приходить».",
        "“It smells,” she said.",
        "‘It smells,’ she said. ‘It comes.’",
    ],
)
def test_quotations_with_words_between_are_paragraphs(paragraph: str) -> None:
    assert [unit.kind for unit in read(f"Words before.\n\n{paragraph}\n").units] == [
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
    ]


def test_a_speech_that_is_closed_only_at_its_end_is_all_quotation() -> None:
    text = "“The sea does not ask.\n\n“It does not wait.\n\n“It comes.”"
    assert {unit.kind for unit in read(text).units} == {Kind.QUOTATION}


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("- bread\n- rope", "- "),
        ("• bread\n• rope", "• "),
        ("•bread\n•rope", "•"),
        ("* bread\n* rope", "* "),
        ("1. bread\n2. rope", "1. "),
        ("(1) bread\n(2) rope", "(1) "),
        ("a) bread\nb) rope", "a) "),
        ("– хліб;\n– мотузка.", "– "),
    ],
)
def test_list_markers_stay_outside(text: str, marker: str) -> None:
    document = read(text)
    assert [unit.kind for unit in document.units] == [Kind.LIST_ITEM] * 2
    assert document.spans[0].start == len(marker)
    assert rebuild(document, bread="хліб").startswith(marker)


@pytest.mark.parametrize(
    "text",
    [
        "12. Dezember 2026 war ein Tag.",
        "– Так, – сказав він.\n– Ні, – сказала вона.",
        "-5 degrees at noon.",
        ">50% of all mail.",
        "1.5 million people.",
        "A. Holm wrote it.",
    ],
)
def test_what_only_looks_like_a_marker_stays_in_its_unit(text: str) -> None:
    assert sources(text) == text.split("\n")


def test_headings_stand_between_paragraphs() -> None:
    body = "A paragraph that is long enough to be one, with a full stop where all of them end."
    text = f"{body}\n\nWhat was agreed\n\n{body}\n\nWho pays?\n\n{body}\n\nMenu\n\nNews\n\nShare"
    assert [unit.kind.value for unit in read(text).units] == [
        *("paragraph", "heading", "paragraph", "heading", "paragraph"),
        *("paragraph", "paragraph", "paragraph"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Marta Lindqvist and Pawel Orzech",
        "Автор: Олесь Береза",
        "한서윤 기자",
        "Monday, 12 May 2025 at 3:20 p.m.",
        "Updated: May 12, 2025",
        "12 травня 2025 року, 18:05",
        "2025년 5월 12일",
        "Reuters November 18, 2025 11:03 PM",
    ],
)
def test_author_and_date_are_a_byline(line: str) -> None:
    text = f"Ferry learns to wait for all\n\n{line}\n\nThe ferry to Sandø leaves at last.\n"
    assert [unit.kind.value for unit in read(text).units] == ["title", "byline", "paragraph"]


def test_furniture_is_kept_as_units_where_asked() -> None:
    text = "One thing.\n\n* * *\n\n10:45\n\nAnother thing.\n"
    assert sources(text) == ["One thing.", "Another thing."]
    kept = read(text, keep_furniture=True)
    assert [unit.source for unit in kept.units] == [
        *("One thing.", "* * *", "10:45", "Another thing."),
    ]
    assert not kept.furniture


def test_targets_go_where_the_units_stood() -> None:
    document = read("  Title here, not long\r\n\r\n- bread\r\n- rope\r\n\r\n10:45\r\nEnd.\r\n")
    text = rebuild(document, bread="хліб", rope="мотузка", **{"End.": "Кінець.\nТак."})
    assert text == (
        "  Title here, not long\r\n\r\n- хліб\r\n- мотузка\r\n\r\n10:45\r\nКінець.\r\nТак.\r\n"
    )


def test_a_unit_without_a_target_keeps_its_line_breaks() -> None:
    text = EXAMPLE.read_text()
    wrapped = "\n\n".join(textwrap.fill(part, 72) for part in text.split("\n\n"))
    document = read(wrapped)
    assert FORMAT.rebuild(document, {}) == wrapped
    assert FORMAT.rebuild(document, {unit.id: "" for unit in document.units}) == wrapped


def test_an_empty_text_has_no_units() -> None:
    assert read("").units == ()
    assert read(" \n\n\t").units == ()


@given(TEXTS, st.booleans())
def test_rebuilding_with_the_sources_gives_the_same_text(text: str, keep: bool) -> None:  # noqa: FBT001
    document = read(text, keep_furniture=keep)
    assert FORMAT.rebuild(document, {unit.id: unit.source for unit in document.units}) == text


@given(TEXTS, st.booleans())
def test_every_character_is_in_one_place(text: str, keep: bool) -> None:  # noqa: FBT001
    document = read(text, keep_furniture=keep)
    places = sorted(
        [(span.start, span.end) for span in document.spans]
        + [(piece.start, piece.end) for piece in document.furniture]
    )
    done = 0
    for start, end in places:
        assert start >= done
        assert all(MARKER.fullmatch(line) for line in text[done:start].splitlines())
        done = end
    assert all(MARKER.fullmatch(line) for line in text[done:].splitlines())


@given(TEXTS, st.booleans())
def test_sources_are_clean_single_lines(text: str, keep: bool) -> None:  # noqa: FBT001
    document = read(text, keep_furniture=keep)
    for unit, span in zip(document.units, document.spans, strict=True):
        assert unit.source == unit.source.strip() != ""
        assert len(unit.source.splitlines()) == 1
        assert not re.search("[\x00-\x08\x0e-\x1f\x7f\ufeff\ud800-\udfff]", unit.source)
        assert unit.id == span.unit == unit_id(unit.source)


@given(TEXTS)
def test_reading_is_deterministic(text: str) -> None:
    assert read(text) == read(text)


@given(st.one_of(st.binary(), TEXTS.map(lambda text: text.encode("utf-16", "replace"))))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = FORMAT.read(data, path="a.txt", language="uk")
    except DocumentError as error:
        refusal = str(error)
    else:
        refusal = "a.txt"
        assert FORMAT.rebuild(document, {}) == document.text
    assert refusal.startswith("a.txt")
    assert "\n" not in refusal
