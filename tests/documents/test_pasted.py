"""Pages that were pasted whole: the article is found; and text that is no page loses nothing."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from transkit.documents.features import Page, PageLine, look_at_page
from transkit.documents.lines import columns
from transkit.documents.listings import complete_lists
from transkit.documents.pasted import (
    Weights,
    dump_weights,
    find_run,
    load_weights,
    parse_weights,
    weigh_lines,
)
from transkit.documents.plain import page_lines, read_text

PAGES = Path(__file__).parents[1] / "data" / "documents" / "pages"
"""Each line of a page begins with ``+`` where it is the article's, else with ``-``."""
NAMES = sorted(path.stem for path in PAGES.glob("*.txt"))


def read_page(name: str) -> tuple[str, list[str], list[str]]:
    """Return a page, the lines of its article, and its other lines."""
    rows = (PAGES / f"{name}.txt").read_text("utf-8").splitlines()
    lines = [row[2:] for row in rows]
    article = [row[2:] for row in rows if row.startswith("+ ")]
    others = [row[2:] for row in rows if row.startswith("- ")]
    return "\n".join(lines) + "\n", article, others


def kept_of(text: str) -> list[str]:
    """Return what becomes a unit."""
    return [unit.source for unit in read_text(text, path="a.txt", language="en").units]


@pytest.mark.parametrize("name", NAMES)
def test_the_article_of_a_page_is_kept_whole(name: str) -> None:
    page, article, _ = read_page(name)
    kept = kept_of(page)
    assert [line for line in article if line not in kept] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_around_and_between_it_is_left_out(name: str) -> None:
    page, article, others = read_page(name)
    strangers = [line for line in kept_of(page) if line not in article]
    assert len(strangers) <= len(others) // 20
    reasons = {piece.reason for piece in read_text(page, path="a.txt", language="en").furniture}
    assert {"menu or button", "after the article"} <= reasons
    assert reasons & {"other articles", "small print", "sharing"}


@pytest.mark.parametrize("name", NAMES)
def test_figures_that_the_last_words_announce_are_the_articles(name: str) -> None:
    page, article, _ = read_page(name)
    result = ["The council voted:", "Ayes: 34", "Noes: 12", "Abstained: 3"]
    lines = "\n".join(result)
    kept = kept_of(page.replace(f"{article[-1]}\n", f"{article[-1]}\n\n{lines}\n\n"))
    assert [line for line in [*article, *result] if line not in kept] == []


LISTS = {
    "english": (
        "What do you need for it?",
        "Two large pans",
        "A wooden spoon",
        "Bread from yesterday",
    ),
    "ukrainian": (
        "Що для цього потрібно:",
        "Дві великі сковороди",
        "Дерев’яна ложка",
        "Учорашній хліб",
    ),
    "korean": ("무엇이 필요할까?", "큰 냄비 두 개", "나무 숟가락 하나", "어제 남은 빵"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_list_that_a_line_of_the_article_announces_is_the_articles(name: str) -> None:
    page, article, _ = read_page(name)
    lead, *items = LISTS.get(name, LISTS["english"])
    before = max(article[:-1], key=len)
    whole = f"{before}\n\n{lead}\n\n" + "\n".join(items) + "\n\n"
    kept = kept_of(page.replace(f"{before}\n", whole))
    assert [line for line in [*article[2:], lead, *items] if line not in kept] == []


def test_a_list_is_whole_where_the_article_goes_on_behind_it() -> None:
    texts = ("What is new?", "More tasks for both", "Better maps of it", "Fewer errors than before")
    others = (BODY, "Read also", "A bus stop moves", "A mill burns down")
    sights = look_at_page(
        [PageLine(text, gap=k in (0, 1, 4, 5)) for k, text in enumerate((*texts, *others))]
    )
    assert complete_lists(sights, frozenset((2, 4))) == {0, 1, 2, 3}
    assert complete_lists(sights, frozenset((4, 6))) == frozenset()
    assert complete_lists(sights, frozenset((2,))) == {0, 1, 2, 3}
    assert complete_lists(sights[1:], frozenset((1,))) == frozenset()


def test_a_button_over_the_instructions_does_not_end_the_article() -> None:
    steps = (
        "Wash the plums, take out their stones, and put them into the large pan with the sugar.",
        "Let the plums and the sugar stand in the pan for a night before they are boiled at all.",
        "Boil the plums in the large pan for an hour, and stir them with the wooden spoon often.",
    )
    story = (
        "Every year in September my grandmother took the large pan down, and our house smelled of"
        " plums and sugar for a week, whatever else we ate in it.\n\n"
        "She let the plums stand with the sugar for a night, and boiled them for an hour, and"
        " nobody but her was allowed to stir them with the wooden spoon.\n\n"
        "Now the pan is mine, and so are the spoon and the stones that I find in the jam, since"
        " my eyes are no better than hers were, and I take out most of them."
    ).split("\n\n")
    items = ("Plum jam of my grandmother", "Print", "2 kg of plums", "1 kg of sugar", "1 lemon")
    page = "\n".join(MENU.split("|")) + "\n\nPlum jam\n\n12 September 2024\n\n"
    page += "\n\n".join((*story, *items, *steps)) + "\n\n" + "\n".join(FOOT.split("|"))
    kept = kept_of(page)
    assert [line for line in (*story, *steps) if line not in kept] == []
    assert "Facebook" not in kept


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_and_blank_lines_matter_little(name: str) -> None:
    page, article, _ = read_page(name)
    assert set(article) <= set(kept_of(page.replace("\n", "\r\n")))
    tight = kept_of("\n".join(line for line in page.splitlines() if line))
    lost = [line for line in article if line not in tight]
    assert sum(map(len, lost)) <= sum(map(len, article)) / 10


@pytest.mark.parametrize("name", NAMES)
def test_every_line_can_be_kept(name: str) -> None:
    page, _, _ = read_page(name)
    document = read_text(page, path="a.txt", language="en", keep_furniture=True)
    assert [unit.source for unit in document.units] == [line for line in page.splitlines() if line]


@pytest.mark.parametrize("name", NAMES)
def test_the_article_alone_is_no_page(name: str) -> None:
    _, article, _ = read_page(name)
    for gap in ("\n", "\n\n"):
        assert kept_of(gap.join(article)) == article


CLEAN = {
    "note": """Shopping and small things

Buy bread, two onions and a newspaper.
Call the plumber about the tap.
Share the photos with Anna.
Pay for the subscription before Friday.
Email the contract to Mr. Reed.
Print the tickets.
Save the receipt.
Comment on the draft.
""",
    "letter": """Dear Johanna,

Thank you for the photographs. The one with the mill hangs over my desk now, between the map and
the calendar.

Contact me when you are in Carrow. The number is the same as ever: 555 0142.

Yours,

Tom

P.S. Subscribe to nothing that they offer you at the station.
""",
    "novel": "CHAPTER SEVEN\n\n"
    + "\n\n".join(
        f"{opening} the key still hung between the bread knives, and nobody had asked for it."
        for opening in (
            "In the morning",
            '"Look," said the baker, and',
            "By noon",
            "When the rain came",
            "All that week",
            '"Still there," she said, for',
            "In the end",
            "On Sunday",
            '"Why?" he asked, and',
            "At night",
            "Then, on a Tuesday,",
            "For years",
        )
    ),
    "poem": """The Keeper

The lamp went out
and the sea came in,

and nobody shared the light
but the moon,
but the moon.

Search for me
under the stairs,
under the stairs.

Home is a word
with a door in it.
Close it.

The lamp went out.
""",
    "readme": """orla

A small program that measures rivers.

Installation

Download the archive, unpack it, and run make.

Usage

    orla measure carrow.csv
    orla report --from 2020

Options

--from YEAR
--to YEAR
--quiet
--help

Related

See the manual page for more.

Contact

Send patches to orla@example.org.

Privacy

Nothing is sent anywhere.

License

Copyright 2026 the authors. All rights reserved under the terms of the licence.
""",
    "minutes": """Minutes of the parish council

14 March 2026

Present: A. Berg, T. Askew, J. Reed
Apologies: P. Friis

1. Minutes of the last meeting
Approved without comments.

2. The channel
Dr. Farouk reported. The council thanked her.

3. Subscriptions
The newsletter has 212 subscribers.

4. Any other business
None.

Next meeting: 11 April 2026, 19:00
""",
    "privacy policy": """Privacy policy of the Carrow museum

Cookies
We set one cookie on your machine, and it forgets who you are as soon as you leave the page.

Newsletter
If you subscribe to our letter, your address is kept until the day on which you tell us to stop.

Sharing
We share nothing that we know about you with anybody, unless a judge tells us in writing to do so.

Comments
What you write under our stories is kept for a year, with your name if you gave us one.

Contact
Write to the office by the quay, or come in the afternoon, when somebody is always there.

Your rights
You may ask what we know about you, and we shall print it out and send it within a month.

Login
Your password is stored as a sum that nobody can turn around, and we cannot read it either.

Changes
When this page changes, its date does too, and those who visit us often are told by letter.
""",
    "recipe": """Plum cake

200 g flour
150 g butter
100 g sugar
3 eggs
1 kg plums

Beat butter and sugar. Add the eggs one by one.
Fold in the flour.
Cover with plums, the cut side up.
Bake for 40 minutes at 180 degrees.

Serves eight. Share it.
""",
    "interview": """The woman who counts eels

Q: How many are there?
A: Fewer than you would like, and more than last year.
Q: Why eels?
A: They came first.
Q: Do you follow them?
A: With a radio, on foot, at night.
Q: Is there a video?
A: No. They are shy.
Q: Any comments on the channel?
A: None that you could print.
""",
    "chronology": """The river, year by year

1838
The county draws its first map of the valley, and the river is on it where it is again today.
1885
The channel is dug. Two hundred men work on it for three summers, and sleep in the church.
1921
The mill closes. Its wheel is sold to a museum, which shows it in the yard, under a tin roof.
1974
A flood takes the footbridge, and nobody builds another, although the council votes for it.
2025
The channel breaks in two places in one night, and by morning the old bed is full again.
""",
    "ukrainian note": """Список на суботу

Купити хліб і дві цибулини.
Поділитися світлинами з Оленою.
Підписати договір.
Роздрукувати квитки.
Увійти в банк і сплатити за світло.
Пошук ключів.
Контакти майстра записати на стіні.
Зателефонувати мамі.
""",
    "ukrainian poem": """Ліхтар

Погас ліхтар,
і море прийшло до порога,

і ніхто не ділився світлом,
крім місяця,
крім місяця.

Шукай мене
під сходами,
під сходами.

Дім — це слово,
у якому є двері.

Погас ліхтар.
""",
    "ukrainian article": """Село, яке тричі переносило свою школу

Першу школу в Яворівці збудували біля річки, і перша ж повінь забрала її двері та обидві печі.

Другу поставили вище, на горбі, де зимою не проїде жоден віз. «Ми носили дрова на собі», — каже
Марія Грицай, якій торік виповнилося дев’яносто.

Чому не возити дітей до міста

У районі пропонують автобус. Батьки рахують інакше: сорок хвилин туди, сорок назад.

Громада вирішила чекати до літа.
""",
    "korean letter": """하늘에게

사진 잘 받았다. 물레방아 사진은 지금 책상 위에 걸려 있다.

버들골에 오면 연락해라. 전화번호는 그대로다.

댓글 같은 것은 읽지 마라.

검색도 하지 마라.

공유할 것은 빵뿐이다.

건강해라.

두만이가
""",
    "korean poem": """등대

불이 꺼지고
바다가 들어왔다

아무도 빛을
나누지 않았다

달만 빼고
달만 빼고

나를 찾아라
계단 아래에서

집은 문이 달린
낱말이다

불이 꺼졌다
""",
}


MARKERS = {"1.", "2.", "3.", "4."}


@pytest.mark.parametrize("name", CLEAN)
def test_text_that_is_no_page_loses_nothing(name: str) -> None:
    document = read_text(CLEAN[name], path="a.txt", language="en")
    assert document.furniture == ()
    words = set(" ".join(unit.source for unit in document.units).split()) | MARKERS
    assert [word for word in CLEAN[name].split() if word not in words] == []


PAIRS = (
    ("Cookie", "A small file that a site leaves with you."),
    ("Share", "A part of a company that can be bought."),
    ("Menu", "What a kitchen offers on a given day."),
    ("Login", "The words that let you into a house of numbers."),
    ("Search", "To look for what is not where you left it."),
    ("Newsletter", "A letter that nobody asked for twice."),
    ("Comment", "A thing said about another thing."),
    ("Tag", "A word tied to a picture with string."),
    ("Privacy", "What curtains are for."),
    ("Subscribe", "To pay for something before it is written."),
    ("Home", "The page where all the others begin."),
    ("Advertisement", "A picture that wants something from you."),
    ("Photo", "Light that has been asked to stay."),
    ("Related", "Of one family, or about one thing."),
    ("Next", "The one after this one."),
    ("Video", "Pictures that move."),
)
"""Words that label furniture, and what a glossary says of them."""
TITLE = "Sixteen words on our doors"
GLOSSARIES = {
    "one below the other": "\n".join(f"{word}\n{meaning}" for word, meaning in PAIRS),
    "pairs apart": "\n\n".join(f"{word}\n{meaning}" for word, meaning in PAIRS),
    "all apart": "\n\n".join(f"{word}\n\n{meaning}" for word, meaning in PAIRS),
    "without full stops": "\n".join(f"{word}\n{meaning[:-1]}" for word, meaning in PAIRS),
    "bullets": "\n".join(f"- {word}\n{meaning}" for word, meaning in PAIRS),
    "dashes": "\n".join(f"{word} — {meaning}" for word, meaning in PAIRS),
    "a word each": "\n".join(f"{word}\n{meaning.split()[2]}" for word, meaning in PAIRS * 2),
    "in an article": "Nobody reads what our doors say, although each word cost somebody a day "
    "of work in the cold of the hall. So here they are once more.\n\n"
    + "\n\n".join(f"{word}\n{meaning}" for word, meaning in PAIRS)
    + "\n\nWho misses a door may come and ask for it on any morning but that of a Sunday.",
}


@pytest.mark.parametrize("name", GLOSSARIES)
def test_a_glossary_of_words_that_label_furniture_loses_nothing(name: str) -> None:
    document = read_text(f"{TITLE}\n\n{GLOSSARIES[name]}\n", path="a.txt", language="en")
    assert document.furniture == ()
    assert len(document.units) >= len(PAIRS)


def test_a_list_of_labels_under_a_title_is_no_page() -> None:
    words = [word for word, _ in PAIRS]
    text = "\n".join([TITLE, "", *words, *(f"{word}: to the left" for word in words)])
    assert kept_of(text) == [line for line in text.splitlines() if line]


def test_a_page_without_any_article_is_kept_whole() -> None:
    lines = ["Share", "Tweet", "Read also: the ferry", "Subscribe", "Comments"] * 12
    document = read_text("\n\n".join(lines), path="a.txt", language="en")
    assert [unit.source for unit in document.units] == lines


def test_a_book_is_no_page() -> None:
    chapter = CLEAN["novel"] + "\n\n"
    text = "Contents\n\nSearch\nShare\nMenu\nSubscribe\nLogin\nNext\n\n" + chapter * 1700
    assert len(page_lines(text)) > 20_000
    assert read_text(text, path="a.txt", language="en").furniture == ()


@pytest.mark.parametrize(
    "heading",
    ["How to save what is left of the water", "What comes next", "Help for those who stay"],
)
def test_a_heading_with_the_word_of_a_label_is_kept(heading: str) -> None:
    page, _, _ = read_page("english")
    assert heading in kept_of(page.replace("A map from a drawer", heading))


HEADINGS = {
    "english": ("Who pays", "What happens next", "Photos and maps", "Why now?", "Three questions"),
    "german": ("Wer zahlt", "Was nun kommt", "Warum jetzt?"),
    "korean": ("누가 내나", "다음은 무엇인가", "긴 밤", "왜 지금인가?"),
    "ukrainian": ("Хто платить", "Що далі", "Чому саме тепер?", "Пошук дітей", "Фото і карти"),
}


@pytest.mark.parametrize(
    ("name", "heading"), [(name, heading) for name in HEADINGS for heading in HEADINGS[name]]
)
def test_headings_between_paragraphs_are_kept_wherever_they_stand(name: str, heading: str) -> None:
    page, article, _ = read_page(name)
    body = [line for line in article if columns(line) >= 70]
    places = lost = 0
    for line in body[:-1]:
        kept = kept_of(page.replace(f"{line}\n", f"{line}\n\n{heading}\n", 1))
        places += 1
        lost += heading not in kept
        assert sum(wanted not in kept for wanted in article) <= 1
    assert places >= 2
    assert lost <= places // 4


MENU = "The Valley Courier|Search|Sign in|Subscribe|News|Sport|Business|Culture|Weather|Home"
STORY = (
    "The wheel stood still from January to November, and the miller says that he slept well.",
    "In spring the county sent two engineers, who wrote a report of forty pages and went home.",
    "Two joiners in the next valley have offered to make a new beam for free, if somebody cooks.",
    "The report says that the beam is sound. It was written, people say, on the other bank.",
)
FOOT = "Share|Facebook|Copy link|23 comments|Read also|A bus stop moves|Privacy policy|Terms of use"


@pytest.mark.parametrize(
    "head",
    [
        ("A quiet year at the mill", "By Ann Lowe", "14 March 2026"),
        ("Why nobody came", "Ann Lowe", "March 14, 2026"),
        ("Ferry learns to wait", "14 March 2026, 08:20"),
        ("Bread", "By Tom Askew", "2 May 2026"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_head_under_a_menu_is_kept_whatever_its_words(head: tuple[str, ...], gap: str) -> None:
    menu, foot = MENU.replace("|", "\n"), FOOT.replace("|", "\n")
    page = gap.join([menu, "\n".join(head)]) + "\n\n" + "\n\n".join([*STORY, foot])
    assert kept_of(page) == [*head, *STORY]


def test_a_short_page_with_a_box_between_its_paragraphs_is_one() -> None:
    """Not the text of the run alone says whether it is an article, but all that is kept."""
    menu, foot = MENU.replace("|", "\n"), FOOT.replace("|", "\n")
    box = "Read also\nA bus stop moves\nA mill burns down"
    head = "Ferry learns to wait\n\nBy Ann Lowe\n14 March 2026\n\nShare\nFacebook\nCopy link"
    page = "\n\n".join([menu, head, *STORY[:2], box, *STORY[2:], foot])
    kept = kept_of(page)
    assert [line for line in STORY if line not in kept] == []
    assert not {"Search", "Facebook", "Read also", "23 comments", "Terms of use"} & set(kept)


WEIGHTS = Weights(line={"prose": 4.0, "bias": -1.0}, start={}, end={})


def lines(*texts: str) -> Page:
    """Return a page of these lines."""
    return Page(look_at_page([PageLine(text) for text in texts]))


BODY = "A paragraph that is long enough to be one, with a full stop where all of them end."


def test_the_run_is_the_one_that_weighs_most() -> None:
    found = find_run(lines("Menu", BODY, "A heading", BODY, "Share", "Home", "Next"), WEIGHTS)
    assert (found.first, found.last) == (1, 4)


def test_chances_are_those_of_all_runs_together() -> None:
    page = lines("Menu", BODY, "Share")
    inside = [-1.0, 3.0, -1.0]
    runs = [(a, b) for a in range(3) for b in range(a + 1, 4)]
    total = sum(math.exp(sum(inside[a:b])) for a, b in runs)
    wanted = [
        sum(math.exp(sum(inside[a:b])) for a, b in runs if a <= line < b) / total
        for line in range(3)
    ]
    assert find_run(page, WEIGHTS).chances == pytest.approx(wanted)


def test_a_page_without_lines_has_no_article() -> None:
    assert find_run(lines(), WEIGHTS) == (0, 0, ())


def test_scores_of_very_long_pages_do_not_overflow() -> None:
    found = find_run(lines(*[BODY] * 3000), WEIGHTS)
    assert (found.first, found.last) == (0, 3000)
    assert all(0.0 <= chance <= 1.0 for chance in found.chances)


def test_weights_survive_being_written() -> None:
    weights = load_weights()
    assert parse_weights(dump_weights(weights)) == weights


def test_a_weight_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="prose is no number"):
        parse_weights('{"line": {"prose": "2"}, "start": {}, "end": {}, "trees": []}')


@pytest.mark.parametrize("tree", ['["width", 1.0, 2.0]', '["width", "1", 2.0, 3.0]', '"2"'])
def test_a_tree_that_is_none_is_refused(tree: str) -> None:
    with pytest.raises(ValueError, match=r"no (?:number|tree)"):
        parse_weights(f'{{"line": {{}}, "start": {{}}, "end": {{}}, "trees": [{tree}]}}')


def test_trees_add_up_and_a_missing_feature_is_nothing() -> None:
    trees = (1.0, ("width", 3.5, -1.0, ("ends", 0.5, 0.0, 2.0)))
    weights = Weights(line={}, start={}, end={}, trees=trees)
    rows = [{}, {"width": 3.5}, {"width": 4.0}, {"width": 4.0, "ends": 1.0}]
    wanted = [1 / (1 + math.exp(-odds)) for odds in (0.0, 0.0, 1.0, 3.0)]
    assert weigh_lines(rows, weights) == pytest.approx(wanted)
