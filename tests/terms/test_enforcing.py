"""Terms in drafts: put in with grammar, or left alone and said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.terms import measure
from transkit.terms.builtin import cldr_terms
from transkit.terms.enforcing import Enforced, Enforcer
from transkit.terms.glossary import Entry, Glossary, Term, terms_of
from transkit.terms.presets import preset_terms
from transkit.terms.ukrainian_forms import has_dictionary

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
        ("about Portnikov", "про Портнікови", "про Портникова"),
    ],
)
def test_another_spelling_is_replaced_in_its_case(source: str, draft: str, wanted: str) -> None:
    result = enforcer("uk", ("Portnikov", "Портников", "")).enforce(source, draft)
    assert result.target == wanted


@pytest.mark.parametrize("draft", ["Ровно є містом.", "у Ровно", "з Ровно"])
def test_an_ending_in_o_is_no_genitive_of_an_adjective(draft: str) -> None:
    result = enforcer("uk", ("Rivne", "Рівне", "")).enforce("Rivne is a city.", draft)
    assert result.target == draft
    assert [problem.wrong for problem in result.problems] == ["Ровно"]


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


def test_a_copy_of_the_source_is_left_alone_but_for_a_term_that_is_all_of_it() -> None:
    one = enforcer("ko", ("Kyiv", "키이우", ""), ("NATO", "NATO", ""))
    assert one.enforce("To Kyiv", "To Kyiv") == Enforced(target="To Kyiv")
    assert one.enforce(" Kyiv ", " Kyiv ").target == " 키이우 "
    assert one.enforce("NATO", "NATO") == Enforced(target="NATO")
    assert one.enforce("", "").target == ""


def test_a_copy_keeps_names_that_nobody_has_asked_for() -> None:
    one = Enforcer(Glossary(cldr_terms("en", "uk"), ("en", "uk")))
    assert one.enforce("France", "France").target == "France"


@pytest.mark.parametrize(
    ("source", "draft", "wanted", "said"),
    [
        (
            "The treaty replaced the agreement.",
            "협정이 협정을 대체했다.",
            "협정이 협정을 대체했다.",
            1,
        ),
        ("An agreement, no treaty.", "협정, 조약은 아니다.", "협정, 조약은 아니다.", 0),
        ("The treaty ended.", "협정은 끝났다.", "조약은 끝났다.", 0),
    ],
)
def test_what_another_term_of_the_source_wants_is_not_replaced(
    source: str, draft: str, wanted: str, said: int
) -> None:
    """Which of two equal words stands for which term nobody can tell."""
    result = enforcer("ko", ("treaty", "조약", "협정"), ("agreement", "협정", "")).enforce(
        source, draft
    )
    assert (result.target, len(result.problems)) == (wanted, said)


def test_a_common_noun_is_not_replaced_where_more_of_its_renderings_stand_than_it_has() -> None:
    """One of them may well be another word of the source."""
    one = enforcer("ko", ("summit", "정상회의", "정상"))
    result = one.enforce("the summit on the peak", "정상에서 정상을")
    assert result.target == "정상에서 정상을"
    assert [problem.wrong for problem in result.problems] == ["정상에서"]


def test_a_part_of_a_longer_term_does_not_count_as_the_shorter_one() -> None:
    one = enforcer("uk", ("Johnson", "Джонсон", ""), ("Boris Johnson", "Борис Джонсон", ""))
    result = one.enforce("Boris Johnson met Johnson.", "Борис Джонстон зустрів Джонстона.")
    assert result.target == "Борис Джонсон зустрів Джонсона."


def test_a_headline_in_capitals_stays_in_capitals() -> None:
    one = enforcer("uk", ("Kyiv", "Київ", "Киев"), ("USA", "Сполучені Штати", "США"))
    assert one.enforce("KYIV IN THE DARK", "КИЕВ У ТЕМРЯВІ").target == "КИЇВ У ТЕМРЯВІ"
    assert one.enforce("Kyiv in the dark", "Киев у темряві").target == "Київ у темряві"


@needs_dictionary
@needs_dictionary
@pytest.mark.parametrize(
    ("source", "draft", "wanted"),
    [
        ("SUMMIT ENDS", "ВЕРШИНА ЗАВЕРШУЄТЬСЯ", "САМІТ ЗАВЕРШУЄТЬСЯ"),
        ("BEFORE THE SUMMIT", "НАПЕРЕДОДНІ ВЕРШИНИ", "НАПЕРЕДОДНІ САМІТУ"),
        ("Summit ends", "ВЕРШИНА ЗАВЕРШУЄТЬСЯ", "САМІТ ЗАВЕРШУЄТЬСЯ"),
    ],
)
def test_a_common_noun_of_a_headline_in_capitals_is_found(
    source: str, draft: str, wanted: str
) -> None:
    one = enforcer("uk", ("summit", "саміт", "вершина"))
    assert one.enforce(source, draft).target == wanted
    assert one.problems(source, wanted) == []


def test_initials_that_become_words_are_not_in_capitals() -> None:
    result = enforcer("uk", ("USA", "Сполучені Штати", "США")).enforce("from the USA", "від США")
    assert result.target == "від Сполучених Штатів"


def test_korean_words_made_of_a_name_are_not_replaced() -> None:
    one = enforcer("ko", ("South Korea", "남한", "한국"))
    result = one.enforce("Koreans in South Korea", "한국인들은 한국에서")
    assert result.target == "한국인들은 남한에서"
    assert one.enforce("About South Korea", "한국어로").target == "한국어로"


def test_korean_first_names_are_mended_beside_a_surname_that_is_right() -> None:
    one = enforcer("ko", ("Angela Merkel", "앙겔라 메르켈", ""))
    assert one.enforce("by Angela Merkel", "안젤라 메르켈이").target == "앙겔라 메르켈이"


def test_adjectives_and_compounds_count_as_the_term() -> None:
    assert enforcer("uk", ("Kyiv", "Київ", "")).problems("Kyiv's trams", "київські трамваї") == []
    assert enforcer("ko", ("Korea", "한국", "")).problems("Koreas", "한국인들은") == []


@needs_dictionary
def test_ukrainian_forms_of_constructed_sentences() -> None:
    """The share that benchmarks/terms.py measures; nothing else in a sentence may change."""
    score, _ = measure(DATA / "uk.tsv", "uk")
    assert score.sentences == score.untouched == 260
    assert score.right >= 0.95 * score.forms
    assert score.wrong == 0
    for name in ("uk-second", "uk-unseen", "uk-fifth", "uk-kinds", "uk-kinds-third"):
        score, _ = measure(DATA / f"{name}.tsv", "uk")
        assert score.sentences == score.untouched
        assert score.right >= 0.9 * score.forms
        assert score.wrong == 0


def test_korean_forms_of_constructed_sentences() -> None:
    for name, sentences in (("ko.tsv", 262), ("ko-second.tsv", 50), ("ko-fourth.tsv", 40)):
        score, _ = measure(DATA / name, "ko")
        assert score.sentences == score.untouched == sentences
        assert score.right >= 0.95 * score.forms
        assert score.wrong == 0


def test_korean_titles_and_several_particles() -> None:
    score, failed = measure(DATA / "ko-kinds.tsv", "ko")
    assert score.sentences == score.untouched == 40
    assert score.right >= 0.95 * score.forms
    assert all("G7" in text for text in failed)


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("무인기(UAV)가 떨어졌다.", "드론(UAV)이 떨어졌다."),
        ("무인기 (UAV)를 쐈다.", "드론 (UAV)을 쐈다."),
        ("“무인기”라고 불렀다.", "“드론”이라고 불렀다."),
        ("그것은 ‘무인기(UAV)’였다.", "그것은 ‘드론(UAV)’이었다."),
        ("「무인기」로 찾았다.", "「드론」으로 찾았다."),
        ("‘무인기’에서 왔다.", "‘드론’에서 왔다."),
        # Here the particle goes with what stands in the brackets, and still does.
        ("무인기(UFO 같은 것)은 없다.", "드론(UFO 같은 것)은 없다."),
        ("“무인기.”라고 말했다.", "“드론.”라고 말했다."),
    ],
)
def test_korean_particles_behind_signs_and_brackets_go_with_the_new_word(
    draft: str, wanted: str
) -> None:
    done = enforcer("ko", ("drone", "드론", "무인기")).enforce("A drone fell.", draft)
    assert done.target == wanted


@pytest.mark.parametrize(
    ("source", "draft", "wanted"),
    [
        ("Kyiv", "Хімія", "Київ"),
        ("Kyiv.", "Хімічна речовина.", "Київ."),
        ("“Kyiv”", "«Кініку»", "«Київ»"),
        ("KYIV", "ХІМІЯ", "КИЇВ"),
        ("Front line", "Перша лінія:", "Лінія фронту:"),
        ("front line", "перед", "лінія фронту"),
        # Something that stands for it, or its plural, is left.
        ("Kyiv", "Київський", "Київський"),
        ("Front lines", "Перші лінії", "Перші лінії"),
        ("In Kyiv", "Хімія", "Хімія"),
    ],
)
def test_where_a_term_is_all_of_the_source_it_is_all_of_the_draft(
    source: str, draft: str, wanted: str
) -> None:
    one = enforcer("uk", ("Kyiv", "Київ", ""), ("front line", "лінія фронту", ""))
    done = one.enforce(source, draft)
    assert done.target == wanted
    assert one.enforce(source, done.target).replaced == ()


@pytest.mark.parametrize("draft", ["부다노프따위도 몰랐다.", "부다노프테까지도 몰랐다."])
def test_letters_between_a_korean_name_and_a_particle_are_not_taken_away(draft: str) -> None:
    result = enforcer("ko", ("Budanov", "부다노우", "")).enforce("Budanov did not know.", draft)
    assert result.target == draft
    assert [problem.wrong for problem in result.problems] == [draft.split()[0]]


@pytest.mark.parametrize(
    ("language", "source", "draft"),
    [
        ("uk", "Kenya Moore left.", "Кенья Мур пішла."),
        ("uk", "Israel Keyes was arrested.", "Ізраель Кіз був заарештований."),
        ("uk", "It was Anatole France.", "То був Анатоль Франсіа."),
        ("ko", "Lebanon, Pennsylvania is small.", "레버넌은 작다."),
        ("ko", "They moved to Lebanon, PA.", "그들은 레버넌으로 이사했다."),
        ("ko", "Ireland Baldwin posted.", "아이얼랜드 볼드윈이 게시했다."),
    ],
)
def test_a_country_within_a_longer_name_is_no_country(
    language: str, source: str, draft: str
) -> None:
    terms = Glossary(cldr_terms("en", language), ("en", language))
    result = Enforcer(terms).enforce(source, draft)
    assert (result.target, result.problems) == (draft, ())


@pytest.mark.parametrize(
    ("language", "target", "source", "draft", "wrong"),
    [
        ("uk", "Париж", "Paris Hilton arrived.", "Періс Гілтон прибула.", "Періс"),
        ("uk", "Париж", "Paris Saint-Germain won.", "Парі Сен-Жермен виграв.", "Парі"),
        ("ko", "파리", "Paris Hilton arrived.", "패리스 힐튼이 도착했다.", "패리스"),
    ],
)
def test_a_term_within_a_longer_name_is_said_and_not_put_in(
    language: str, target: str, source: str, draft: str, wrong: str
) -> None:
    result = enforcer(language, ("Paris", target, "")).enforce(source, draft)
    assert result.target == draft
    assert [problem.wrong for problem in result.problems] == [wrong]


@pytest.mark.parametrize(
    ("part", "source", "draft", "wanted"),
    [
        ("", "Denzel Washington came.", "Дензел Вошингтон прийшов.", ""),
        ("place", "Denzel Washington came.", "Дензел Вошингтон прийшов.", ""),
        ("surname", "Denzel Washington came.", "Дензел Вошингтон прийшов.",
         "Дензел Вашингтон прийшов."),
        ("", "He came to Washington.", "Він прийшов до Вошингтона.", "Він прийшов до Вашингтона."),
        ("", "In Washington, Tusk spoke.", "У Вошингтоні говорив Туск.",
         "У Вашингтоні говорив Туск."),
    ],
)  # fmt: skip
def test_a_place_is_not_the_surname_of_a_person(
    part: str, source: str, draft: str, wanted: str
) -> None:
    term = Term(source="Washington", target="Вашингтон", part_of_speech=part, case_sensitive=True)
    result = Enforcer(Glossary([term], ("en", "uk"))).enforce(source, draft)
    assert result.target == (wanted or draft)
    said = "“Washington” must be “Вашингтон”, here “Вошингтон”, unless it is part of another name"
    assert [one.message for one in result.problems] == ([] if wanted else [said])


@pytest.mark.parametrize(
    ("source", "draft", "wanted"),
    [
        ("Portnikov Street", "вулиця Портнікова", "вулиця Портникова"),
        ("Vitaly Portnikov said so.", "Віталій Портніков так сказав.", None),
        ("President Portnikov said so.", "Президент Портніков так сказав.", None),
        ("On Monday Portnikov said so.", "У понеділок Портніков так сказав.", None),
        ("Portnikov’s Ukraine", "Україна Портнікова", "Україна Портникова"),
        ("Portnikov, Tusk and Merkel", "Портніков, Туск і Меркель", None),
        ("PORTNIKOV SPEAKS", "ПОРТНІКОВ ГОВОРИТЬ", None),
    ],
)
def test_titles_first_names_and_days_make_no_longer_name(
    source: str, draft: str, wanted: str | None
) -> None:
    right = draft.replace("Портніков", "Портников").replace("ПОРТНІКОВ", "ПОРТНИКОВ")
    result = enforcer("uk", ("Portnikov", "Портников", "")).enforce(source, draft)
    assert (result.target, result.problems) == (wanted or right, ())


@pytest.mark.parametrize(
    ("source", "draft", "wanted"),
    [
        ("Kharkiv Mayor Ihor Terekhov", "мер Харьківа Ігор Терехов", "мер Харкова Ігор Терехов"),
        ("Lviv Smith came.", "Львив Сміт прийшов.", "Львив Сміт прийшов."),
    ],
)
def test_a_place_of_a_preset_within_a_longer_name_is_left(
    source: str, draft: str, wanted: str
) -> None:
    terms = Glossary(preset_terms("ukrainian-places", "en", "uk"), ("en", "uk"))
    result = Enforcer(terms).enforce(source, draft)
    assert (result.target, result.problems) == (wanted, ())


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
