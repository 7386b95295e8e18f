"""How alike two texts are, and what in their difference turns the meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.text.likeness import describe_differences, find_likeness

KINDS = {"a number", "a currency", "a name", "a negation", "the sense", "a question", "a word"}


@pytest.mark.parametrize(
    ("language", "one", "other", "turned"),
    [
        ("en", "The river rose by 3 metres.", "The river rose by 4 metres.", "a number"),
        ("en", "The river rose by three metres.", "The river rose by two metres.", "a number"),
        ("en", "They met twice in the old hall.", "They met once in the old hall.", "a number"),
        ("en", "It took days to mend the wall.", "It took weeks to mend the wall.", "a number"),
        ("en", "The mill was sold for $5 then.", "The mill was sold for €5 then.", "a currency"),
        ("en", "It cost five dollars each day.", "It cost five euros each day.", "a currency"),
        ("uk", "Млин продали за 5 ₴ торік там.", "Млин продали за 5 € торік там.", "a currency"),
        ("en", "The workers kept their jobs.", "The workers kept their jobs?", "a question"),
        ("ko", "시장은 다리를 닫았다.", "시장은 다리를 닫았다？", "a question"),
        ("en", "The workers kept their jobs.", "The workers lost their jobs.", "the sense"),
        ("en", "They moved from 5 to 7 halls.", "They moved from 7 to 5 halls.", "a number"),
        ("en", "It was Olena who came back.", "It was Marta who came back.", "a name"),
        ("en", "Olena paid Marta for the boat.", "Marta paid Olena for the boat.", "a name"),
        ("en", "It rained. Olena came back home.", "It rained. Marta came back home.", "a name"),
        ("en", "He has said he would come.", "He has not said he would come.", "a negation"),
        ("en", "He did not say he would go.", "He said that he would not go.", "a negation"),
        ("en", "They went with maps of it.", "They went without maps of it.", "a negation"),
        ("en", "They never agreed on the plan.", "They always agreed on the plan.", "a negation"),
        ("en", "Prices in the town rose a lot.", "Prices in the town fell a lot.", "the sense"),
        ("en", "The court found the ban legal.", "The court found the ban illegal.", "the sense"),
        ("en", "It was a useful sort of plan.", "It was a useless sort of plan.", "the sense"),
        ("en", "It will rise to −5 degrees here.", "It will rise to 5 degrees here.", "a number"),
        ("en", "A share of 51% of it was sold.", "A share of 51 of it was sold.", "a number"),
        ("en", "They found 5 kg of it in there.", "They found 5 g of it in there.", "a number"),
        ("en", "A train left the town at 5 p.m.", "A train left the town at 5 a.m.", "a number"),
        ("en", "They met in the hall at noon.", "They met in the hall at midnight.", "a number"),
        ("en", "They wrote of it under #kyiv.", "They wrote of it under #lviv.", "a name"),
        ("en", "Two people were killed there.", "Two people were wounded there.", "the sense"),
        ("en", "The dog in the yard bit the man.", "The man in the yard bit the dog.", "the sense"),
        ("en", "Only women may go in there.", "All women may go in there.", "the sense"),
        ("uk", "Температура там буде +3 °C.", "Температура там буде -3 °C.", "a number"),
        ("uk", "Вода зросла на три метри.", "Вода зросла на два метри.", "a number"),
        ("uk", "Про це сказала Олена вчора.", "Про це сказала Марта вчора.", "a name"),
        ("uk", "Він сказав, що прийде туди.", "Він не сказав, що прийде туди.", "a negation"),
        ("uk", "Ціни в місті помітно зросли.", "Ціни в місті помітно знизилися.", "the sense"),
        ("uk", "Усе сталося в травні в місті.", "Усе сталося в червні в місті.", "a number"),
        ("ko", "시장은 다리를 닫았다고 말했다.", "총리는 다리를 닫았다고 말했다.", "a word"),
        ("ko", "시장은 다리를 닫았다고 말했다.", "시장은 다리를 안 닫았다고 말했다.", "a negation"),
    ],
)  # fmt: skip
def test_what_turns_the_meaning_is_named_and_costs_a_quarter(
    language: str, one: str, other: str, turned: str
) -> None:
    for wanted, known in ((one, other), (other, one)):
        alike, found = find_likeness(wanted, known, language)
        assert turned in found
        assert alike <= 0.75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bridge opens again on Friday.", "The bridge opens again on Saturday."),
        ("In June the old mill was sold.", "In July the old mill was sold."),
    ],
)
def test_another_day_or_month_is_no_other_name(one: str, other: str) -> None:
    assert find_likeness(one, other, "en")[1] == ("a number",)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "More than 1,000 people came.", "More than 1000 people came."),
        ("en", "He didn't say that he would.", "He did not say that he would."),
        ("en", "From 5–7 kg of rice was left.", "From 5-7 kg of rice was left."),
        ("en", "Then the mayor closed the bridge.", "The mayor closed the bridge."),
        ("en", "The mayor closed the old bridge.", "The mayor closed the bridge."),
        ("en", "The talks went on. However, it rained.", "The talks went on. It rained."),
        ("ko", "시장은 월요일에 다리를 닫았다.", "시장이 월요일에 다리를 닫았다."),
    ],
)
def test_what_does_not_turn_it_is_not_named(language: str, one: str, other: str) -> None:
    assert find_likeness(one, other, language)[1] == ()
    assert find_likeness(other, one, language)[1] == ()


def test_differences_are_told_in_a_few_words() -> None:
    known = "The river rose by three metres in May."
    assert describe_differences(known, known) == ""
    assert describe_differences(known.replace("rose", "fell"), known) == "here “fell”, there “rose”"
    assert describe_differences(known.replace(" in May", ""), known) == "there “in May”"
    assert describe_differences("Something quite other, in other words, was said.", known) == ""


@given(st.text("abAB12 .,'-не않", max_size=40), st.text("abAB12 .,'-не않", max_size=40))
def test_likeness_is_symmetric_and_exact_only_for_equal_texts(one: str, other: str) -> None:
    for language in ("en", "uk", "ko", "de"):
        alike, turned = find_likeness(one, other, language)
        assert 0.0 <= alike <= 1.0
        assert (alike == 1.0) == (one == other)
        assert set(turned) <= KINDS
