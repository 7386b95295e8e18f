"""How Ukrainian terms decline."""

from __future__ import annotations

import pytest

from transkit.terms.enforcing import Enforcer
from transkit.terms.glossary import Glossary, Term
from transkit.terms.grammar import Wanted
from transkit.terms.ukrainian import Ukrainian
from transkit.terms.ukrainian_forms import forms_of, has_dictionary, is_unclear

pytestmark = pytest.mark.skipif(not has_dictionary(), reason="pip install 'transkit[ukrainian]'")


def forms(target: str, case: str) -> list[str]:
    """Return the singular forms of a target, or the plural ones of what has no singular."""
    return [
        form.text
        for form in forms_of(target)
        if form.case == case and (form.gender == "p" or not form.plural)
    ]


@pytest.mark.parametrize(
    ("target", "genitive"),
    [
        ("Білий дім", "Білого дому"),
        ("Біла Церква", "Білої Церкви"),
        ("Кривий Ріг", "Кривого Рогу"),
        ("Нова Зеландія", "Нової Зеландії"),
        ("Золоті ворота", "Золотих воріт"),
        ("Чорна рада", "Чорної ради"),
        ("Бахмутський район", "Бахмутського району"),
        ("валовий продукт", "валового продукту"),
        ("черговий лікар", "чергового лікаря"),
        ("молодий поранений боєць", "молодого пораненого бійця"),
        ("Служба безпеки України", "Служби безпеки України"),
        ("Верховна Рада України", "Верховної Ради України"),
    ],
)
def test_adjectives_decline_with_their_noun_though_they_are_surnames_too(
    target: str, genitive: str
) -> None:
    assert forms(target, "gent")[0] == genitive


@pytest.mark.parametrize(
    ("target", "genitive"),
    [
        ("Ярослав Мудрий", ["Ярослава Мудрого"]),
        ("Володимир Великий", ["Володимира Великого"]),
        ("Папа Римський", ["Папи Римського"]),
        ("Папа Франциск", ["Папи Франциска"]),
        ("Кім Чен Ин", ["Кім Чен Ина"]),
        ("Марина Вишневецька", ["Марини Вишневецької"]),
        ("Ліна Костенко", ["Ліни Костенко"]),
        ("Володимир Залужний", ["Володимира Залужного"]),
    ],
)
def test_names_of_people_decline_in_all_parts_that_do(target: str, genitive: list[str]) -> None:
    assert forms(target, "gent") == genitive


def test_a_surname_that_may_be_a_foreign_one_declines_first() -> None:
    assert forms("Іван Франко", "gent") == ["Івана Франка", "Івана Франко"]


def test_a_surname_that_is_a_common_noun_declines_too() -> None:
    assert "Жан-Клода Юнкера" in forms("Жан-Клод Юнкер", "gent")


def test_the_other_gender_of_an_adjective_is_none_of_its_forms() -> None:
    assert not any("ої" in form.text for form in forms_of("поранений боєць"))


@pytest.mark.parametrize(
    ("term", "target", "wrong", "draft", "wanted"),
    [
        # What agrees with another word than the one that is replaced says nothing about it.
        ("championship", "чемпіонат", "першість", "Він пропустив першість.", "чемпіонат."),
        ("committee", "комітет", "комісія", "Комісія проголосувала проти.", None),
        # The verb behind a sentence's first word tells its case, where nothing else can.
        ("bacterium", "бактерія", "мікроб", "Мікроб живе у ґрунті.", "Бактерія живе"),
        ("bacterium", "бактерія", "мікроб", "Мікроб вбиває спирт.", None),
        ("appeal", "апеляція", "оскарження", "Оскарження відхилили.", "Апеляцію відхилили."),
        ("appeal", "апеляція", "оскарження", "Оскарження не відхилили.", None),
        # In quotation marks a capital stays.
        ("embassy", "посольство", "амбасада", "Напис «Амбасада» зник.", "«Посольство»"),
        ("human rights", "права людини", "людські права", "Про людські права", "Про права людини"),
        # A preposition holds through adjectives, which have to agree.
        ("hotel", "гостиниця", "готель", "Він спав у новому готелі.", None),
        ("hotel", "пансіон", "готель", "Він спав у новому готелі.", "у новому пансіоні"),
        ("Kropyvnytskyi", "Кропивницький", "Кіровоград", "Вибори в Кіровограді", "Кропивницькому"),
    ],
)
def test_neighbours_tell_what_is_sure(
    term: str, target: str, wrong: str, draft: str, wanted: str | None
) -> None:
    known = Term(source=term, target=target, forbidden=(wrong,))
    done = Enforcer(Glossary([known], ("en", "uk"))).enforce(f"About the {term}", draft)
    if wanted is None:
        assert done.target == draft
        assert done.problems
    else:
        assert wanted in done.target


@pytest.mark.parametrize(
    ("term", "target", "wrong", "source", "draft", "wanted"),
    [
        # The preposition of the source says which case one of the draft's governs.
        ("Naftogaz", "Нафтогаз", "", "It was stored in Naftogaz.", "у Нафтагаз", "у Нафтогазі"),
        ("Naftogaz", "Нафтогаз", "", "They invest in Naftogaz.", "у Нафтагаз", "у Нафтогаз"),
        ("Huliaipole", "Гуляйполе", "", "in Huliaipole", "у Хуляйполе", "у Гуляйполі"),
        ("Huliaipole", "Гуляйполе", "", "to the Huliaipole", "у Хуляйполе", "у Гуляйполе"),
        ("Kyiv", "Київ", "", "The plane from Kyiv is late.", "Літак з Kyiv", "Літак з Києва"),
        ("Kyiv", "Київ", "", "The talks with Kyiv.", "Переговори з Kyiv", "з Києвом"),
        ("Kyiv", "Київ", "", "From Kyiv, and with Kyiv.", "Літак з Kyiv", None),
        # What the draft itself says counts before that.
        ("Odesa", "Одеса", "", "They broke in Odesa.", "увірвалися тоді в Одессу", "в Одесу"),
        ("Odesa", "Одеса", "", "They slept in Odesa.", "спали тоді в Одессі", "в Одесі"),
        ("hotel", "посольство", "готель", "in the hotel", "увечері в готель", "в посольство"),
        ("Warsaw", "Варшава", "", "ambassador to Warsaw", "посол у Warsaw", None),
        # The words of a phrase that do not agree: whose it is, says the source.
        ("Supreme Court", "Верховний Суд", "", "A judge of the Supreme Court left.",
         "Суддя Верховного Судом пішов.", "Суддя Верховного Суду"),
        # What a sentence begins with, and a verb that agrees.
        ("Kyiv", "Київ", "", "Kyiv hopes for talks.", "Kyiv сподівається на краще.", "Київ спод"),
        ("turnout", "явка", "участь", "Turnout was low.", "Участь була за день низькою.", "Явка"),
        # An adjective that agrees with what stands there says its case.
        ("turnout", "явка", "участь", "The turnout, high.", "Дивує висока участь.", "висока явка"),
        ("turnout", "явка", "участь", "The turnout, high.", "Бачу високу участь.", "високу явку"),
        ("turnout", "явка", "участь", "The turnout, high.", "Вразила участь.", None),
        # A word between that may be a noun is no adjective of it.
        ("summit", "саміт", "вершина", "at summit level", "На рівні вершини.", "На рівні саміту."),
        # Adjectives take the place of adjectives, whatever they stand beside.
        ("nuclear", "ядерний", "атомний", "A nuclear plant", "Атомна станція", "Ядерна станція"),
        ("nuclear", "ядерний", "атомний", "nuclear waste", "без атомних відходів", "без ядерних"),
        ("nuclear", "ядерний", "атомний", "the nuclear fleet", "атомного флоту", "ядерного"),
        # A word that the dictionary calls wrong in all forms.
        ("foreign agent", "іноземний агент", "зарубіжний агент", "Foreign agents left.",
         "Без зарубіжних агентів.", "Без іноземних агентів."),
        # A verb or adjective that would not agree any more.
        ("people", "люди", "народ", "The people fled.", "Народ утік.", None),
        ("people", "люди", "народ", "The people flee.", "Народ тікає.", None),
        ("people", "люди", "народ", "For the people", "Для народу.", "Для людей."),
        ("head of state", "глава держави", "голова держави", "The heads of state met.",
         "Голови держави зустрілися.", "Глави держави зустрілися."),
        ("Telegram", "Телеграм", "", "He wrote on Telegram.", "Він писав у Telegram.", "Телеграмі"),
        ("Kyiv", "Київ", "", "The attack on Kyiv.", "Атака на Kyiv.", None),
        # A surname that was declined like the adjective that it comes from.
        ("Budanov", "Буданов", "", "Budanov's office", "офіс Буданового", "офіс Буданова"),
        # Of what is a preposition as well nobody knows which it is.
        ("front", "фронт", "перед", "The front, near.", "Стояли перед ними.", None),
    ],
)  # fmt: skip
def test_source_and_neighbours_tell_the_case(
    term: str, target: str, wrong: str, source: str, draft: str, wanted: str | None
) -> None:
    known = Term(source=term, target=target, forbidden=(wrong,) if wrong else ())
    done = Enforcer(Glossary([known], ("en", "uk"))).enforce(source, draft)
    if wanted is None:
        assert done.target == draft
        assert done.problems
    else:
        assert wanted in done.target


@pytest.mark.parametrize(
    ("target", "genitive"),
    [
        ("дрон-камікадзе", ["дрона-камікадзе"]),
        ("країна-агресор", ["країни-агресора"]),
        ("літак-розвідник", ["літака-розвідника"]),
        ("прем'єр-міністр", ["прем'єр-міністра"]),
        ("прес-служба", ["прес-служби"]),
        ("бізнес-тренер", ["бізнес-тренера"]),
        ("Івано-Франківськ", ["Івано-Франківська"]),
        ("Ростов-на-Дону", ["Ростова-на-Дону"]),
    ],
)
def test_of_words_with_a_hyphen_the_last_the_first_or_both_decline(
    target: str, genitive: list[str]
) -> None:
    singular = [form.text for form in forms_of(target) if form.case == "gent" and not form.plural]
    assert list(dict.fromkeys(singular)) == genitive


def test_capitals_within_a_name_stay() -> None:
    assert "ПриватБанку" in forms("ПриватБанк", "gent")
    one = Enforcer(Glossary([Term(source="PrivatBank", target="ПриватБанк")], ("en", "uk")))
    draft = "Черга перед Приватбанком зросла."
    assert one.enforce("Near PrivatBank", draft).target == "Черга перед ПриватБанком зросла."


def test_a_verb_of_rest_wants_the_locative() -> None:
    one = Enforcer(Glossary([Term(source="Naftogaz", target="Нафтогаз")], ("en", "uk")))
    done = one.enforce("He works for Naftogaz.", "Він працює в Нафтогаз.")
    assert done.target == "Він працює в Нафтогазі."
    assert one.problems("He invests in Naftogaz.", "Він вкладає гроші в Нафтогаз.") == []


def test_particles_of_names_stay_and_adjectives_have_no_other_forms() -> None:
    grammar = Ukrainian()
    (proposal,) = grammar.propose_alike(
        "Промова Урсули фон дер Лайєн",
        Wanted("Ursula von der Leyen", "Урсула фон дер Ляєн", others=(), plural=False),
    )
    assert proposal.text == "Урсули фон дер Ляєн"
    (proposal,) = grammar.propose_alike(
        "За словами Залужнего", Wanted("Zaluzhny", "Залужний", others=(), plural=False)
    )
    assert proposal.text == "Залужного"


@pytest.mark.parametrize(
    ("target", "draft", "is_there"),
    [
        ("острів Зміїний", "біля острова Зміїного", True),
        ("острів Зміїний", "біля острова Зміїний", True),
        ("вулиця Інститутська", "на вулиці Інститутській", True),
        ("вулиця Інститутська", "вулицю Інститутської", False),
        ("ЦНАП", "черга в ЦНАПі", True),
        ("ВАКС", "суддя ВАКСу", True),
        ("ООН", "рада ООНа", False),
        ("НАТО", "з НАТОм", False),
    ],
)
def test_names_behind_a_noun_and_acronyms_are_found_in_their_forms(
    target: str, draft: str, *, is_there: bool
) -> None:
    assert bool(Ukrainian().find(draft, target)) == is_there


@pytest.mark.parametrize(
    ("target", "genitive"),
    [
        ("острів Зміїний", "острова Зміїного"),
        ("вулиця Інститутська", "вулиці Інститутської"),
        ("ЦНАП", "ЦНАПу"),
        ("ВАКС", "ВАКС"),
        ("ООН", "ООН"),
    ],
)
def test_the_genitive_of_names_behind_a_noun_and_of_acronyms(target: str, genitive: str) -> None:
    assert forms(target, "gent")[0] == genitive


def test_of_two_nouns_nobody_knows_which_declines() -> None:
    assert is_unclear("Мотор Січ")
    for target in (
        "Верховна Рада України",
        "Океан Ельзи",
        "Олена Коваль",
        "Рада Європи",
        "місто Київ",
    ):
        assert not is_unclear(target), target
    known = Term(source="Motor Sich", target="Мотор Січ")
    done = Enforcer(Glossary([known], ("en", "uk"))).enforce("At Motor Sich", "На «Мотор Сичі»")
    assert (done.target, [one.wrong for one in done.problems]) == (
        "На «Мотор Сичі»",
        ["Мотор Сичі"],
    )


def test_beside_a_word_that_is_right_letters_tell() -> None:
    known = Term(source="Zhovti Vody", target="Жовті Води")
    done = Enforcer(Glossary([known], ("en", "uk"))).enforce("in Zhovti Vody", "у Жолтих Водах")
    assert done.target == "у Жовтих Водах"


def test_the_usual_locative_of_an_adjective_is_put_in() -> None:
    known = Term(source="Staryi Sambir", target="Старий Самбір")
    done = Enforcer(Glossary([known], ("en", "uk"))).enforce("in Staryi Sambir", "у Старом Самборі")
    assert done.target == "у Старому Самборі"
