"""Terms in drafts: put in with grammar, or left alone and said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.terms import measure
from transkit.terms.enforcing import Enforcer
from transkit.terms.glossary import Entry, Glossary, terms_of
from transkit.terms.ukrainian import has_dictionary

DATA = Path(__file__).parents[1] / "data" / "terms"

needs_dictionary = pytest.mark.skipif(
    not has_dictionary(), reason="pip install 'transkit[ukrainian]'"
)


def enforcer(language: str, *rows: tuple[str, str, str]) -> Enforcer:
    """Make an enforcer of rows: source, target, forbidden."""
    entries = [
        Entry(
            source=source,
            targets={language: (target,)},
            forbidden={language: tuple(filter(None, forbidden.split("|")))},
        )
        for source, target, forbidden in rows
    ]
    return Enforcer(Glossary(terms_of(entries, "en", language), ("en", language)))


@pytest.mark.parametrize(
    ("source", "draft", "wanted"),
    [
        ("Portnikov said so.", "Портніков так сказав.", "Портников так сказав."),
        ("He met Portnikov.", "Він зустрів Портнікова.", "Він зустрів Портникова."),
        ("with Portnikov", "з Портніковим", "з Портниковим"),
        ("Harris and Portnikov", "Гарріс і Портніковi", "Гарріс і Портніковi"),
    ],
)
def test_another_spelling_is_replaced_in_its_case(source: str, draft: str, wanted: str) -> None:
    result = enforcer("uk", ("Portnikov", "Портников", "")).enforce(source, draft)
    assert result.target == wanted


def test_words_that_belong_to_another_name_are_left_alone() -> None:
    enforce = enforcer("uk", ("Iran", "Іран", "")).enforce
    assert enforce("Iran and Iraq", "Іраку та сусід").target == "Іраку та сусід"


@needs_dictionary
@pytest.mark.parametrize(
    ("source", "draft", "wanted"),
    [
        ("the summit's guests", "Гості вершини", "Гості саміту"),
        ("after the summit", "після вершини", "після саміту"),
        ("The summits ended", "Вершини закінчились", "Саміти закінчились"),
        ("climate summit", "на кліматичній вершині", "на кліматичній вершині"),
    ],
)
def test_another_word_is_replaced_where_its_case_is_sure(
    source: str, draft: str, wanted: str
) -> None:
    result = enforcer("uk", ("summit", "саміт", "вершина")).enforce(source, draft)
    assert result.target == wanted
    assert bool(result.problems) == (draft == wanted)


@pytest.mark.parametrize(
    ("source", "draft", "wanted"),
    [
        ("Portnikov said", "포르트니코프는 말했다", "포르트니코우는 말했다"),
        ("from Kyiv to Lviv", "키예프에서 리비우로", "키이우에서 르비우로"),
        ("Kim and Lviv", "리비우와", "르비우와"),
        ("NATO says", "나토는", "NATO는"),
        ("the UN says", "유엔은", "UN은"),
        ("with Samsung", "샘숭과", "삼성과"),
        ("Samsung is", "Samsung는", "삼성은"),
    ],
)
def test_korean_particles_follow_the_new_word(source: str, draft: str, wanted: str) -> None:
    result = enforcer(
        "ko",
        ("Portnikov", "포르트니코우", ""),
        ("Kyiv", "키이우", "키예프"),
        ("Lviv", "르비우", "리비우"),
        ("NATO", "NATO", "나토"),
        ("UN", "UN", "유엔"),
        ("Samsung", "삼성", "샘숭"),
    ).enforce(source, draft)
    assert result.target == wanted


@pytest.mark.parametrize("language", ["uk", "ko", "de"])
def test_enforcing_twice_changes_nothing_more(language: str) -> None:
    one = enforcer(language, ("Kyiv", "Київ" if language == "uk" else "키이우", "Киев|키예프"))
    for draft in ("у Киеві й Києві", "키예프에서", "Kyiv ist groß"):
        first = one.enforce("Kyiv and Kyiv", draft)
        assert one.enforce("Kyiv and Kyiv", first.target).target == first.target


def test_what_cannot_be_done_is_said() -> None:
    result = enforcer("uk", ("drone", "безпілотник", "")).enforce("The drone fell.", "Він упав.")
    assert result.target == "Він упав."
    assert [problem.message for problem in result.problems] == ["“drone” must be “безпілотник”"]


def test_languages_without_grammar_are_only_checked() -> None:
    one = enforcer("de", ("summit", "Gipfel", "Spitze"))
    result = one.enforce("the summit", "die Spitze")
    assert result.target == "die Spitze"
    assert [p.message for p in result.problems] == ["“summit” must be “Gipfel”, here “Spitze”"]
    assert one.problems("summits", "Gipfeltreffen") == []


def test_a_copy_of_the_source_is_left_alone() -> None:
    result = enforcer("ko", ("Kyiv", "키이우", "")).enforce("Kyiv", "Kyiv")
    assert (result.target, result.problems) == ("Kyiv", ())


def test_adjectives_and_compounds_count_as_the_term() -> None:
    assert enforcer("uk", ("Kyiv", "Київ", "")).problems("Kyiv's trams", "київські трамваї") == []
    assert enforcer("ko", ("Korea", "한국", "")).problems("Koreas", "한국인들은") == []


@needs_dictionary
def test_ukrainian_forms_of_constructed_sentences() -> None:
    """The share that benchmarks/terms.py measures; nothing else in a sentence may change."""
    score, _ = measure(DATA / "uk.tsv", "uk")
    assert score.sentences == score.untouched == 200
    assert score.right >= 0.95 * score.forms
    assert score.wrong == 0


def test_korean_forms_of_constructed_sentences() -> None:
    score, _ = measure(DATA / "ko.tsv", "ko")
    assert score.sentences == score.untouched == 200
    assert score.right >= 0.95 * score.forms
    assert score.wrong == 0


def test_half_a_name_in_latin_letters_and_a_gloss_are_left() -> None:
    one = enforcer("ko", ("Fallujah", "팔루자", ""))
    for draft in ("Six Days in Fallujah를", "팔루자에서(Fallujah)"):
        assert one.enforce("Six Days in Fallujah and Fallujah", draft).target == draft
    assert one.enforce("in Fallujah", "Fallujah에서").target == "팔루자에서"


def test_without_the_dictionary_names_are_put_in_and_nouns_are_said() -> None:
    code = """
import sys
sys.modules["pymorphy3"] = None
from transkit.terms.enforcing import Enforcer
from transkit.terms.glossary import Entry, Glossary, terms_of
rows = {"Kyiv": ("Київ", "Киев"), "summit": ("саміт", "вершина")}
entries = [Entry(source=source, targets={"uk": (target,)}, forbidden={"uk": (bad,)})
           for source, (target, bad) in rows.items()]
done = Enforcer(Glossary(terms_of(entries, "en", "uk"), ("en", "uk"))).enforce(
    "after the summit in Kyiv", "після вершини в Киеві")
print(done.target, "|", done.problems[0].message)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == (
        "після вершини в Києві | “summit” must be “саміт”, here “вершини”"
    )
