"""Words that are written alike and are different terms: China and china, a record, to record."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from transkit.terms.builtin import cldr_terms
from transkit.terms.enforcing import Enforcer
from transkit.terms.english import stands_as_verb
from transkit.terms.glossary import Entry, Glossary, Term, asked_for, combine_terms, terms_of
from transkit.terms.ukrainian_forms import has_dictionary


def entry(source: str, target: str, part: str = "", language: str = "uk") -> Entry:
    """Return a row of a glossary."""
    return Entry(source=source, targets={language: (target,)}, part_of_speech=part)


def enforcer(rows: Sequence[Entry], *more: Sequence[Term], language: str = "uk") -> Enforcer:
    """Return what sees to a glossary with these rows, and others of lower rank."""
    terms = combine_terms([terms_of(rows, "en", language), *more])
    return Enforcer(Glossary(terms, ("en", language)))


def said(made: Enforcer, source: str, target: str) -> tuple[str, list[str]]:
    """Return what becomes of a draft, and what is said about it."""
    done = made.enforce(source, target)
    assert [one.message for one in done.problems] == [
        one.message for one in made.problems(source, done.target)
    ]
    return done.target, [one.message for one in done.problems]


CHINA = enforcer([entry("China", "Китай", "name"), entry("china", "порцеляна", "noun")])


def test_a_capital_tells_a_place_from_a_thing() -> None:
    text = "Це порцеляна з Китаю."
    assert said(CHINA, "This is china from China.", text) == (text, [])
    text = "Посуд привезли з Китаю."
    assert said(CHINA, "The china is from China.", text) == (
        text, ["“china” must be “порцеляна”"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "source", ["China is expensive.", "CHINA IS EXPENSIVE", "He Sells Old China Here"]
)
def test_where_nothing_tells_the_draft_does_or_both_are_named(source: str) -> None:
    for right in ("Порцеляна тут дорога.", "Китай тут дорогий."):
        assert said(CHINA, source, right) == (right, [])
    wrong = "Посуд тут дорогий."
    now, problems = said(CHINA, source, wrong)
    assert now == wrong
    assert [one.split(" must be ")[1] for one in problems] == ["“Китай” or “порцеляна”"]


def test_each_of_two_readings_takes_its_own_place() -> None:
    made = enforcer([entry("May", "травень", "month"), entry("May", "Мей", "name")])
    text = "Мей була там у травні."
    assert said(made, "May was there in May.", text) == (text, [])
    _, problems = said(made, "May was there in May.", "Вона була там у травні.")
    assert problems == ["“May” must be “травень” or “Мей”"]


MAY = enforcer([entry("May", "Мей")], cldr_terms("en", "uk"))


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("In May it rained.", "У травні йшов дощ."),
        ("In May it rained.", "Навесні йшов дощ."),
        ("May 5 was a holiday.", "5.05 було свято."),
        ("May met Macron in May.", "Мей зустріла Макрона в травні."),
    ],
)
def test_a_month_is_no_person_of_that_name(source: str, draft: str) -> None:
    assert said(MAY, source, draft) == (draft, [])


def test_a_person_is_no_month() -> None:
    now, problems = said(MAY, "May met Macron in May.", "Май зустріла Макрона в травні.")
    assert (now, problems) == ("Мей зустріла Макрона в травні.", [])
    assert said(MAY, "May met Macron.", "Вона зустріла Макрона.")[1] == ["“May” must be “Мей”"]


def test_what_a_person_asked_for_does_not_take_the_place_of_a_country() -> None:
    """Nobody who writes about turkey wants the country to be a bird."""
    made = enforcer([entry("turkey", "індичка")], cldr_terms("en", "uk"))
    text = "Туреччина та Китай домовилися."
    assert said(made, "Turkey and China agreed.", text) == (text, [])
    text = "Вони люблять Туреччину."
    assert said(made, "They like Turkey.", text) == (text, [])
    assert said(made, "They like turkey.", "Вони люблять птицю.")[1] == [
        "“turkey” must be “індичка”"
    ]
    check = Enforcer(Glossary(asked_for(made.glossary.terms), ("en", "uk")))
    assert check.problems("They like Turkey.", "Вони люблять Туреччину.") == []


def test_a_name_in_small_letters_still_outranks_a_country() -> None:
    made = enforcer([entry("japan", "Ніппон")], cldr_terms("en", "uk"))
    assert [term.target for term in made.glossary.terms if term.source.lower() == "japan"] == [
        "Ніппон"
    ]


def test_rows_of_one_part_of_speech_are_one_term() -> None:
    terms = terms_of([entry("fan", "фанат", "n."), entry("fan", "шанувальник", "noun")], "en", "uk")
    (term,) = combine_terms([terms])
    assert (term.target, term.known) == ("фанат", ("шанувальник",))


@pytest.mark.skipif(not has_dictionary(), reason="the extra ukrainian is not installed")
def test_what_stands_before_a_word_tells_a_verb_from_a_noun() -> None:
    made = enforcer([entry("record", "запис", "noun"), entry("record", "записувати", "verb")])
    for source, right in (
        ("They record everything.", "Вони записують усе."),
        ("They recorded everything.", "Вони записали все."),
        ("The record is long.", "Запис довгий."),
        ("Records are kept.", "Записи зберігають."),
    ):
        assert said(made, source, right) == (right, [])
    assert said(made, "They recorded it.", "Вони схопили це.")[1] == [
        "“recorded” must be “записувати”"
    ]
    assert said(made, "The record is long.", "Рекорд довгий.")[1] == ["“record” must be “запис”"]
    assert said(made, "Records are kept.", "Рекорди зберігають.")[1] == [
        "“Records” must be “запис” or “записувати”"
    ]


def test_a_korean_verb_is_known_in_its_forms() -> None:
    rows = [
        entry("record", "기록", "noun", "ko"),
        Entry(
            source="record",
            targets={"ko": ("기록하다",)},
            forbidden={"ko": ("녹음하다",)},
            part_of_speech="verb",
        ),
    ]
    made = enforcer(rows, language="ko")
    assert said(made, "They record it.", "그들은 그것을 기록한다.") == (
        "그들은 그것을 기록한다.",
        [],
    )
    assert said(made, "They recorded it.", "그들은 그것을 녹음했다.") == (
        "그들은 그것을 기록했다.", [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "is_verb"),
    [
        ("to [record]", True), ("They [record] it", True), ("It [records] it", True),
        ("The [record]", False), ("his brother's [record]", False), ("5 [records]", False),
        ("back to [records]", False), ("after [recording]", None), ("[Record] sales", None),
        ("long [record]", None),
    ],
)  # fmt: skip
def test_how_a_word_stands(text: str, is_verb: bool | None) -> None:  # noqa: FBT001
    start, end = text.index("["), text.index("]") - 1
    assert stands_as_verb(text.replace("[", "").replace("]", ""), start, end) is is_verb


@pytest.mark.skipif(not has_dictionary(), reason="the extra ukrainian is not installed")
def test_what_one_of_two_words_takes_does_not_stand_for_the_other() -> None:
    made = enforcer([entry("record", "запис", "noun"), entry("record", "записувати", "verb")])
    _, problems = said(made, "They record every record.", "Вони записують кожен рекорд.")
    assert problems == ["“record” must be “запис”"]
