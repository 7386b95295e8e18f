"""Sentences of two versions, and of a text and its translation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.text import alignment
from transkit.text.alignment import align_translation, align_versions

ENGLISH = [
    "On Monday the river Dnipro rose by 40 centimetres in two hours.",
    "Was anybody hurt?",
    (
        "The mayor, Anna Koval, said that 2,000 people had left their homes and that the schools"
        " would stay closed for a week."
    ),
    "Help came from Stanford.",
]
UKRAINIAN = [
    "У понеділок рівень Дніпра за дві години піднявся на 40 сантиметрів.",
    "Чи хтось постраждав?",
    (
        "Мерка Анна Коваль сказала, що 2000 людей покинули свої домівки, а школи будуть зачинені"
        " протягом тижня."
    ),
    "Допомога прийшла зі Стенфорда.",
]
KOREAN = [
    "월요일에 드니프로강은 두 시간 만에 40센티미터 불어났다.",
    "다친 사람이 있었는가?",
    "안나 코발 시장은 2,000명이 집을 떠났으며 학교는 일주일 동안 문을 닫을 것이라고 말했다.",
    "스탠포드에서 도움의 손길이 왔다.",
]


def _beads(source: list[str], target: list[str], language: str) -> list[tuple[int, int]]:
    """Return how many sentences stand on both sides of each bead."""
    return [
        (len(bead.source), len(bead.target))
        for bead in align_translation(source, target, ("en", language))
    ]


def test_as_many_sentences_in_order_are_pairs() -> None:
    assert _beads(ENGLISH, UKRAINIAN, "uk") == [(1, 1)] * 4
    assert _beads(ENGLISH, KOREAN, "ko") == [(1, 1)] * 4


def test_a_translator_may_split_a_sentence() -> None:
    split = [
        *UKRAINIAN[:2],
        "Мерка Анна Коваль сказала, що 2000 людей покинули свої домівки.",
        "Школи будуть зачинені протягом тижня.",
        UKRAINIAN[3],
    ]
    assert _beads(ENGLISH, split, "uk") == [(1, 1), (1, 1), (1, 2), (1, 1)]


def test_a_translator_may_join_sentences() -> None:
    joined = [f"{KOREAN[0][:-1]}, {KOREAN[1]}", *KOREAN[2:]]
    assert _beads(ENGLISH, joined, "ko") == [(2, 1), (1, 1), (1, 1)]


def test_equal_counts_that_do_not_belong_together_are_not_paired() -> None:
    """The first two are joined, the third is split: four to four, but not one to one."""
    target = [
        f"{UKRAINIAN[0][:-1]}, {UKRAINIAN[1].lower()}",
        "Мерка Анна Коваль сказала, що 2000 людей покинули свої домівки.",
        "Школи будуть зачинені протягом тижня.",
        UKRAINIAN[3],
    ]
    assert _beads(ENGLISH, target, "uk") == [(2, 1), (1, 2), (1, 1)]


def test_a_translator_may_make_three_sentences_of_one() -> None:
    target = [
        "Мерка звернулася до городян.",
        "За словами Анни Коваль, 2000 людей покинули свої домівки.",
        "Школи будуть зачинені протягом тижня.",
        "Допомога прийшла зі Стенфорда.",
    ]
    assert _beads(ENGLISH[2:], target, "uk") == [(1, 3), (1, 1)]


def test_a_translator_may_make_four_sentences_of_what_the_splitter_took_for_one() -> None:
    """A path on which only three were possible would be sure of a boundary in the wrong place."""
    source = [
        "All 3 of us will stay, the old guard called.",
        "We will not leave the town, she said, not for 12 old houses.",
        "More at the office in 250 Sixth Street and from the press of Stanford.",
        (
            '"We will leave the town," she said, "not for 250 new houses."'
            " Who asked the people of Lviv?"
        ),
    ]
    target = [
        "Ми, всі 3, лишимося тут.",
        "Так гукнув нам старий вартовий.",
        "Ми не поїдемо з міста, казала вона.",
        "Навіть і за 12 старих домів.",
        "Більше кажуть на Шостій вулиці, 250.",
        "І також пресслужба Стенфорда.",
        "«Ми поїдемо з міста, — казала вона.",
        "Не за 250 домів».",
        "А хто питав людей?",
        "Тих людей, що зі Львова.",
    ]
    assert _beads(source, target, "uk") == [(1, 2), (1, 2), (1, 2), (1, 4)]


def test_where_many_sentences_were_split_one_to_one_proves_little() -> None:
    """Short ones seem to be one to one; but one was split, and one joined with the next."""
    source = [
        "In Lviv it fell to -250 degrees at night, they said.",
        "Stay calm, do not go to see the people of Maria Bondar.",
        "Stay calm, do go to Lviv.",
        "It has rained a lot.",
        (
            "The red school is on the hill, the others by the water;"
            " that is why the bridge was not hit."
        ),
        "More at https://example.org/250 and from press@example.org in the old town of Kyiv.",
    ]
    target = [
        "Казали, що у Львові вже так було.",
        "Цієї ночі -250 градусів.",
        "Тож спокійно, не треба боятися.",
        "І не ходіть до Марії Бондар.",
        "Лишайтеся спокійні.",
        "Їдьте до Львова.",
        (
            "Ішов дощ, і дуже довго, а червона школа стоїть на пагорбі, усі ж інші при воді;"
            " ось чому у міст не влучили."
        ),
        "Докладніше на https://example.org/250.",
        "А ще пишіть на press@example.org у старе місто Київ.",
    ]
    assert _beads(source, target, "uk") == [(1, 2), (1, 2), (3, 3), (1, 2)]


def test_no_boundary_is_sure_that_a_number_strays_across() -> None:
    """Two to two, of the right lengths; but one was left out, and the other made two of."""
    source = ["It took 3 days until the bridge was open.", "It took 3 weeks until the road was."]
    target = ["Минуло 3 тижні, довгих і важких.", "Аж тоді відкрили також і дорогу."]
    assert _beads(source, target, "uk") == [(2, 2)]
    assert _beads(source, [target[0], f"За 3 дні. {target[1]}"], "uk") == [(1, 1), (1, 1)]


def test_where_nothing_is_sure_there_is_one_bead() -> None:
    beads = align_translation(
        ["One came.", "Two came.", "None came.", "All came."],
        ["Один.", "Двоє прийшли, і ніхто не прийшов.", "Усі прийшли."],
        ("en", "uk"),
    )
    assert [len(bead.source) for bead in beads] != [1, 1, 1, 1]
    assert all(bead.is_fine or len(bead.source) > 2 for bead in beads)


_SENTENCES = st.lists(
    st.text(st.sampled_from("abc 12.?AБв가"), min_size=1, max_size=40), min_size=1, max_size=7
)


@given(_SENTENCES, _SENTENCES)
def test_beads_cover_both_sides_once_and_in_order(source: list[str], target: list[str]) -> None:
    beads = align_translation(source, target, ("en", "uk"))
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    assert all(bead.source and bead.target for bead in beads)


def test_signs_tell_that_two_sentences_were_joined_and_another_one_split(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The lengths fit one to one; the ellipsis and the quotation stand in other sentences."""
    source = [
        "More is to be had in the office and from the press in Lee.",
        "A long red silence followed…",
        "“Stay calm today and do not go to town.",
    ]
    target = [
        "Більше можна дізнатися в офісі та від преси в Лі, і настала довга тиша…",
        "«Зберігайте сьогодні спокій.",
        "І не їдьте нікуди до міста.",
    ]
    assert len(align_translation(source, target, ("en", "uk"))) == 1
    kept = ["Більше дізнаєтеся в офісі та від преси в Лі.", "Настала довга червона тиша…"]
    kept.append("«Зберігайте сьогодні спокій і не їдьте до міста.")
    assert len(align_translation(source, kept, ("en", "uk"))) == 3
    monkeypatch.setattr(alignment, "_SIGNS", {})
    alignment._align.cache_clear()
    assert len(align_translation(source, target, ("en", "uk"))) > 1
    alignment._align.cache_clear()


def test_unchanged_sentences_are_found_in_order_first_and_then_where_they_moved() -> None:
    old = ["A river rose.", "It fell.", "It fell.", "The mayor “spoke”.", "Taken."]
    new = ["It fell.", "A river rose.", 'The mayor "spoke".', "Something new.", "It fell."]
    versions = align_versions([*old[:4], None], new)
    assert (versions.unchanged[1], versions.unchanged[2]) == (0, 3)
    assert {versions.unchanged[0], versions.unchanged[4]} == {1, 2}
    assert 3 not in versions.unchanged
    assert versions.changed == {}


def test_changed_sentences_are_paired_by_their_words_best_first() -> None:
    old = ["There were 5 men at the old bridge.", "The water was cold that day."]
    new = ["The water was not cold that day.", "There were 6 men at the old bridge."]
    versions = align_versions(old, new)
    assert versions.unchanged == {}
    assert versions.changed == {0: 1, 1: 0}
    assert align_versions(old, new, loosely=False).changed == {}


@given(_SENTENCES, _SENTENCES)
def test_no_sentence_is_used_twice(old: list[str], new: list[str]) -> None:
    versions = align_versions(old, new)
    used = [*versions.unchanged.values(), *versions.changed.values()]
    assert len(used) == len(set(used))
    assert not versions.unchanged.keys() & versions.changed.keys()
