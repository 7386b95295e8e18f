"""Furniture: only what is sure, and never a line of the article."""

from __future__ import annotations

import pytest

from transkit.documents.furniture import find_furniture

BODY = "A paragraph that is long enough to be one, with a full stop where all of them end."


def reason(text: str) -> str | None:
    """Return why `text`, standing between two paragraphs, is furniture."""
    return find_furniture([BODY, text, BODY])[1]


@pytest.mark.parametrize(
    "text", ["* * *", "---", "85%", "12.05.2026", "2026-05-12", "1 / 14", "•", "…", "$5,000,000"]
)
def test_a_line_without_a_letter_is_furniture(text: str) -> None:
    assert reason(text) == "no letter"


@pytest.mark.parametrize("text", ["$5 million", "5 млн", "5억", "3 km", "§ 5a", "7º andar", "Ⅳa"])
def test_a_number_with_words_is_not(text: str) -> None:
    assert reason(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("10:45", "9.05", "23:59:59", "10:45 AM", "3:20 p.m.", "3:20 p.m. EDT", "오후 3:20"),
        *("2 hours ago", "an hour ago", "5 min ago", "3h ago", "3 години тому", "годину тому"),
        *("3시간 전", "10분 전"),
    ],
)
def test_a_clock_time_is_furniture(text: str) -> None:
    assert reason(text) == "clock time"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "At dawn, 10:45",
            "10:45 Kyiv time",
            "Two hours ago she left",
            "10:45 Heat wave closes schools",
        ),
        *("Long ago", "3:20 p.m. is when", "2–0", "A day", "Psalm 10:45"),
    ],
)
def test_a_line_with_a_time_in_it_is_not(text: str) -> None:
    assert reason(text) != "clock time"


@pytest.mark.parametrize(
    "dates",
    [
        ["May 12, 2026", "May 11, 2026"],
        ["12 травня 2026 року", "11 травня 2026 року"],
        ["2026년 5월 12일", "2026년 5월 11일"],
        ["Monday, 12 May", "Sunday, 11 May"],
    ],
)
def test_dates_in_a_row_are_furniture(dates: list[str]) -> None:
    assert find_furniture([BODY, *dates, BODY])[1:-1] == ["date in a run of dates"] * 2


def test_dates_of_a_timeline_of_headlines_are_furniture() -> None:
    page = ["12 May", "Orchestra plays for fish", "11 May", "Mayor buys a drawer", "10 May", "Key"]
    assert [why is not None for why in find_furniture(page)] == [True, False] * 3


def test_dates_over_paragraphs_are_not() -> None:
    assert (
        find_furniture(["12 May 2026", BODY, "13 May 2026", BODY, "14 May 2026", BODY])
        == [None] * 6
    )


def test_one_date_alone_is_not() -> None:
    assert reason("12 May 2026") is None


@pytest.mark.parametrize(
    "text",
    [
        *("client/title.list_title", "nav.main_menu.title", "common/share/box.read_more"),
        *("{{ user.name }}", "${headline}", "[object Object]"),
    ],
)
def test_a_template_key_is_furniture(text: str) -> None:
    assert reason(text) == "template key"


@pytest.mark.parametrize(
    "text",
    [
        *("example.com", "example.com/news_2026.html", "t.me/some_channel", "and/or", "e.g."),
        *("readme.txt", "first.last@example.com", "well-read", "client/server", "Node.js", "i.e"),
        *("https://example.org/a_b.html", "snake_case", "www.example.org/a/b.c"),
    ],
)
def test_addresses_and_words_are_not(text: str) -> None:
    assert reason(text) is None


def test_a_year_over_a_paragraph_is_a_heading() -> None:
    assert reason("2019") is None
    assert find_furniture([BODY, "2019", "Menu"])[1] == "no letter"
    assert reason("4870") == "no letter"


def test_there_is_one_verdict_for_each_paragraph() -> None:
    assert find_furniture([]) == []
    assert find_furniture([""]) == ["no letter"]


def test_figures_that_close_a_wrapped_sentence_are_never_left_out() -> None:
    line = "a long-term plan that nobody had read to the end (see p."
    assert find_furniture([line, "12)."], [True, False]) == [None, None]
    assert find_furniture([line, "$4,500,000."], [True, False]) == [None, None]
    assert find_furniture([line, "12)."], [True, True]) == [None, "no letter"]
    assert find_furniture([line, "12"], [True, False]) == [None, "no letter"]
    assert find_furniture(["Comments", "12."], [True, False]) == [None, "no letter"]


def test_what_is_spoken_without_a_letter_is_of_the_article() -> None:
    spoken = ["“$500?”", "“???”", "„1991!“", '"…"']
    assert find_furniture(["She asked.", *spoken]) == [None] * 5
    assert find_furniture(["She asked.", "“ ”", "***"]) == [None, "no letter", "no letter"]


TEXT = [
    "The port took its first ship on Monday, nine days after the storm had closed it, they said.",
    "Cranes on the eastern quay of the port were damaged and will be repaired by June, one hears.",
    "Fishing boats had been moved up the river, and their owners were glad of it on Monday night.",
    "Insurers in the capital put the damage along the coast at ninety million, the port's at ten.",
]
MENU = ["Harbour reopens after the storm - Coast Daily", "News", "Politics", "Sport", "Sign in"]
FOOT = ["Share", "Comments", "Privacy policy", "All rights reserved", "\u00a9 Coast Daily"]
HEADLINES = ["Parliament votes on the budget", "City lose at home again", "New museum opens"]


def page_with(inserted: list[str]) -> list[str]:
    head = [*MENU, "Harbour reopens after the storm", "23.11.2026, 10:15"]
    return [*head, *TEXT, *inserted, *(f"Later, too: {text}" for text in TEXT), *FOOT]


@pytest.mark.parametrize("times", [6, 30])
@pytest.mark.parametrize("has_section", [True, False])
@pytest.mark.parametrize("is_one_line", [True, False])
def test_a_timeline_inside_an_article_does_not_end_it(
    times: int, *, has_section: bool, is_one_line: bool
) -> None:
    timeline = ["Read also"]
    for k in range(times):
        entry = [f"{23 - k // 4:02}:{(59 - 13 * k) % 60:02}"]
        entry += ["Sport"] * has_section + [f"{HEADLINES[k % 3]} {k}"]
        timeline += [" ".join(entry)] if is_one_line else entry
    page = page_with(timeline)
    verdicts = dict(zip(page, find_furniture(page), strict=True))
    assert [text for text in page if len(text) > 80 and verdicts[text]] == []
    assert [line for line in timeline if verdicts[line] is None] == []


def test_a_programme_is_no_timeline() -> None:
    programme = ["10:00 Opening of the fair", "11:30 Concert of the band", "13:00 Lunch for all"]
    page = page_with(["What happens on Saturday?", *programme])
    assert find_furniture(page)[page.index(programme[0]) :][:3] == [None] * 3


def test_two_times_with_a_headline_under_each_are_a_timeline() -> None:
    timeline = ["08:20", "Water will be cold on Monday", "08:05", "A lamp has fallen in Mill Lane"]
    page = page_with(timeline)
    verdicts = dict(zip(page, find_furniture(page), strict=True))
    assert [text for text in page if len(text) > 80 and verdicts[text]] == []
    assert [line for line in timeline if verdicts[line] is None] == []


def test_two_times_of_a_programme_are_none() -> None:
    page = page_with(
        ["What happens on Saturday?", "10:00", "Opening of the fair", "11:30", "Lunch"]
    )
    verdicts = dict(zip(page, find_furniture(page), strict=True))
    assert "other articles" not in {verdicts["Opening of the fair"], verdicts["Lunch"]}


def test_numbered_headings_behind_a_box_go_on() -> None:
    page = page_with([])
    start = page.index(TEXT[0])
    rows = [(text, "") for text in page[: start + 1]]
    for number, text in enumerate(TEXT[1:], 1):
        rows += [(f"Way {number} to the quay", f"{number}."), (text, "")]
        rows += [("Advertisement", "")] * (number == 2)
    rows += [(text, "") for text in FOOT]
    reasons = find_furniture([text for text, _ in rows], markers=[mark for _, mark in rows])
    lost = [text for (text, mark), why in zip(rows, reasons, strict=True) if mark and why]
    assert lost == []
