"""Terms that stand in a draft in a form that they do not have."""

from __future__ import annotations

import pytest

from transkit.terms.enforcing import Enforced, Enforcer
from transkit.terms.glossary import Glossary, Term
from transkit.terms.ukrainian_forms import has_dictionary
from transkit.terms.ukrainian_misdeclined import is_misdeclined

needs_dictionary = pytest.mark.skipif(
    not has_dictionary(), reason="pip install 'transkit[ukrainian]'"
)


def enforced(language: str, term: Term, source: str, draft: str) -> Enforced:
    """Return a draft with a term; doing it again must change nothing."""
    one = Enforcer(Glossary([term], ("en", language)))
    done = one.enforce(source, draft)
    again = one.enforce(source, done.target)
    assert (again.target, again.replaced) == (done.target, ())
    return done


@needs_dictionary
@pytest.mark.parametrize(
    ("source", "target", "draft", "wanted"),
    [
        ("Olena Koval", "Олена Коваль", "Ми бачили Олену Ковал.", "Ми бачили Олену Коваль."),
        ("Olena Koval", "Олена Коваль", "Ми бачили Олену Коваля.", "Ми бачили Олену Коваль."),
        ("Olha Stetsova", "Ольга Стецова", "Запросили Ольгу Стецова.", "Запросили Ольгу Стецову."),
        ("Lozova", "Лозова", "Зранку у Лозовой горіло.", "Зранку у Лозовій горіло."),
        ("Bila Tserkva", "Біла Церква", "Живе у Білій Церкви.", "Живе у Білій Церкві."),
        ("Bila Tserkva", "Біла Церква", "Живе у Біла Церкві.", "Живе у Білій Церкві."),
        ("New Zealand", "Нова Зеландія", "Живе у Нового Зеландії.", "Живе у Новій Зеландії."),
        ("Kyiv", "Київ", "Він жив у Київі.", "Він жив у Києві."),
        ("Kyiv", "Київ", "Мер Київа мовчав.", "Мер Києва мовчав."),
        ("Chernihiv", "Чернігів", "Він жив у Чернігіву.", "Він жив у Чернігові."),
        ("Israel", "Ізраїль", "Він жив в Ізраїле.", "Він жив в Ізраїлі."),
        ("Tokyo", "Токіо", "Він жив у Токії.", "Він жив у Токіо."),
        ("summit", "саміт", "Він був на самітє.", "Він був на саміті."),
        ("Ihor Hnatenko", "Ігор Гнатенко", "Голос Ігоря Гнатенко.", "Голос Ігоря Гнатенка."),
        ("Mykola Romanenko", "Микола Романенко", "Це Миколи Романенко.", "Це Миколи Романенка."),
        ("Sumy", "Суми", "Поїзд до Сумів.", "Поїзд до Сум."),
        ("Brovary", "Бровари", "Жителі Броварив.", "Жителі Броварів."),
        ("Lozova", "Лозова", "У місті Лозовая.", "У місті Лозова."),
        ("Ukrzaliznytsia", "Укрзалізниця", "Борг Укрзалізници.", "Борг Укрзалізниці."),
        ("Austria", "Австрія", "Уряд Австрии.", "Уряд Австрії."),
        ("F-16", "F-16", "Літали три F-16s.", "Літали три F-16."),
        ("EU", "Європейський Союз", "Члени Європейського союзу.", "Члени Європейського Союзу."),
        ("ration card", "продуктова картка", "Без Продуктової Картки.", "Без Продуктової картки."),
        ("Chyhyryn", "Чигирин", "Міст у чигирині.", "Міст у Чигирині."),
        ("Sashko Lavrinenko", "Лавріненко", "Мати Лавріненки.", "Мати Лавріненка."),
        ("Olena Shevchenko", "Олена Шевченко", "З Оленою Шевченком.", "З Оленою Шевченко."),
        ("Monobank", "Монобанк", "Картка Монобанка.", "Картка Монобанку."),
        ("Chervone", "Червоне", "Він живе в Червоном.", "Він живе в Червоному."),
        ("Uruguay", "Уругвай", "Збірна Уругвая.", "Збірна Уругваю."),
        ("Khortytsia", "Хортиця", "На острів Хортица.", "На острів Хортиця."),
    ],
)
def test_what_is_no_form_of_a_term_is_put_right_where_its_place_tells_the_form(
    source: str, target: str, draft: str, wanted: str
) -> None:
    done = enforced("uk", Term(source=source, target=target), f"About {source}.", draft)
    assert (done.target, done.problems) == (wanted, ())


@needs_dictionary
@pytest.mark.parametrize(
    ("target", "draft", "wanted"),
    [
        ("Харків", "Він їде до Харків.", "Він їде до Харкова."),
        ("Харків", "Він їде до Харкові.", "Він їде до Харкова."),
        ("Сеул", "Дощ у Сеуле.", "Дощ у Сеулі."),
        ("Сеул", "Дощ в Сеулу.", "Дощ в Сеулі."),
        ("Женева", "Він їде до Женеву.", "Він їде до Женеви."),
        ("Лозова", "Він писав про Лозова.", "Він писав про Лозову."),
        ("Портников", "Лист від Портников.", "Лист від Портникова."),
        ("Олена Коваль", "Лист від Олена Коваль.", "Лист від Олени Коваль."),
        ("саміт", "Після самітом тихо.", "Після саміту тихо."),
        ("саміт", "Це сталося попри саміту.", "Це сталося попри саміт."),
        ("Газа", "Вони в'їхали в Газа.", "Вони в'їхали в Газу."),
        ("Женева", "Вони живуть у Женевою.", "Вони живуть у Женеві."),
        ("Мала Токмачка", "Бої за Малая Токмачка.", "Бої за Малу Токмачку."),
        ("Прилуки", "Він приїхав із Прилуков.", "Він приїхав із Прилук."),
    ],
)
def test_a_form_that_the_preposition_does_not_govern_is_put_right(
    target: str, draft: str, wanted: str
) -> None:
    done = enforced("uk", Term(source="Word", target=target), "About Word.", draft)
    assert (done.target, done.problems) == (wanted, ())


@needs_dictionary
@pytest.mark.parametrize(
    ("target", "draft"),
    [("Женева", "Літо в Женевою."), ("Харків", "Дорога між Харків та морем.")],
)
def test_it_is_said_where_the_preposition_governs_several_cases(target: str, draft: str) -> None:
    done = enforced("uk", Term(source="Word", target=target), "About Word.", draft)
    wrong = draft.split()[2].rstrip(".")
    assert done.target == draft
    assert [one.message for one in done.problems] == [
        f"“Word” must be “{target}” in another form, here “{wrong}”"
    ]


@needs_dictionary
@pytest.mark.parametrize(
    ("target", "draft"),
    [
        ("Харків", "Він їде через Харків."),
        ("Луцьк", "Він живе у Луцьку."),
        ("Крим", "Він живе у Криму."),
        ("Кучма", "Так було за Кучми."),
        ("Портников", "Ми були у Портникова."),
        ("Савчук", "Вона говорила із Савчук."),
        ("Гаррі", "Вона говорила із Гаррі."),
        ("НАТО", "Вона говорила про НАТО."),
        ("зона", "Він був поза зоною."),
        ("Василь", "Дякую, Василю."),
        ("Василь", "Добрий день, пане Василю."),
        ("бібліотека", "Вони голосували «проти». Бібліотека горіла."),
    ],
)
def test_forms_that_go_with_their_preposition_are_left(target: str, draft: str) -> None:
    done = enforced("uk", Term(source="Word", target=target), "About Word.", draft)
    assert (done.target, done.problems) == (draft, ())


@needs_dictionary
@pytest.mark.parametrize(
    ("source", "target", "draft", "wrong"),
    [
        ("Lozova", "Лозова", "Мер Лозовой мовчав.", "Лозовой"),
        ("Zelensky", "Зеленський", "Він подякував Зеленськи.", "Зеленськи"),
        ("Petro Zelenko", "Петро Зеленко", "Розмова з Петром Зеленка.", "Петром Зеленка"),
        ("United States", "Сполучені Штати", "Уряд Сполучені Штатам.", "Сполучені Штатам"),
        ("New Zealand", "Нова Зеландія", "Уряд Новий Зеландії.", "Новий Зеландії"),
    ],
)
def test_what_is_no_form_of_a_term_is_said_where_its_place_does_not_tell(
    source: str, target: str, draft: str, wrong: str
) -> None:
    done = enforced("uk", Term(source=source, target=target), f"About {source}.", draft)
    assert done.target == draft
    assert [problem.wrong for problem in done.problems] == [wrong]


@needs_dictionary
@pytest.mark.parametrize(
    ("source", "target", "draft"),
    [
        ("Kyiv", "Київ", "Київські трамваї, київська влада."),
        ("Kyiv", "Київ", "Кияни не спали."),
        ("Bila Tserkva", "Біла Церква", "Містом Біла Церква керує жінка."),
        ("the city of Kyiv", "місто Київ", "У місті Києві дощ."),
        ("Lozova", "Лозова", "Лозовий кошик."),
        ("Olena Koval", "Олена Коваль", "Пані Коваль мовчала."),
        ("Scholz", "Шольц", "Розмова з Шольцем."),
        ("Scholz", "Шольц", "Розмова з Шольцом."),
        ("Reid", "Рейд", "Голос пана Рейда."),
        ("Indias", "Індія", "Тратадо де лас Індіас."),
    ],
)
def test_words_made_of_a_term_and_forms_that_it_has_are_left(
    source: str, target: str, draft: str
) -> None:
    done = enforced("uk", Term(source=source, target=target), f"About {source}.", draft)
    assert done.target == draft
    assert all(not problem.wrong for problem in done.problems)


@needs_dictionary
def test_a_surname_alone_in_a_form_that_it_does_not_have_is_said() -> None:
    term = Term(source="Volodymyr Zelensky", target="Володимир Зеленський")
    done = enforced("uk", term, "Volodymyr Zelensky was silent.", "Зеленскый мовчав.")
    assert [problem.wrong for problem in done.problems] == [""]
    assert enforced("uk", term, "Volodymyr Zelensky", "Зеленського").problems == ()


@needs_dictionary
def test_countries_that_nobody_asked_for_are_put_right_and_never_said() -> None:
    term = Term(source="Austria", target="Австрія", built_in=True)
    assert enforced("uk", term, "in Austria", "у Австрии дощ").target == "у Австрії дощ"
    done = enforced("uk", term, "of Austria", "уряд Австрыи")
    assert (done.target, done.problems) == ("уряд Австрыи", ())


@needs_dictionary
def test_another_word_of_the_dictionary_is_no_form_of_a_term() -> None:
    assert is_misdeclined("Київі", "Київ")
    assert not is_misdeclined("Києві", "Київ")
    assert not is_misdeclined("Лозовому", "Лозова")
    assert not is_misdeclined("київська", "Київ")


@pytest.mark.parametrize(
    ("target", "draft", "wanted"),
    [
        ("F-16", "F-16s는 날았다.", "F-16은 날았다."),
        ("F-16", "F-16s 두 대", "F-16 두 대"),
        ("F-16 전투기", "F-16s는 날았다.", "F-16 전투기는 날았다."),
        ("패트리엇", "패트리엇s가 왔다.", "패트리엇이 왔다."),
        ("Javelin", "Javelins를 보냈다.", "Javelin을 보냈다."),
    ],
)
def test_an_english_plural_in_korean_is_taken_away(target: str, draft: str, wanted: str) -> None:
    source = "Javelin" if target == "Javelin" else "F-16"
    term = Term(source=source, target=target)
    done = enforced("ko", term, f"Two {source}s flew.", draft)
    assert (done.target, done.problems) == (wanted, ())


def test_a_name_that_ends_in_s_or_goes_on_is_no_english_plural() -> None:
    term = Term(source="ATACMS", target="ATACMS")
    assert enforced("ko", term, "ATACMS flew", "ATACMS가 날았다").replaced == ()
    term = Term(source="Kakao", target="카카오")
    assert enforced("ko", term, "Kakao", "카카오story").replaced == ()


@needs_dictionary
def test_a_name_in_latin_letters_behind_a_noun_is_said() -> None:
    """It may be the name of what the noun says: beer, not of beer."""
    term = Term(source="Guinness", target="Ґіннесс")
    done = enforced("uk", term, "The beer Guinness is dark.", "Пиво Guinness темне.")
    assert done.target == "Пиво Guinness темне."
    assert [one.wrong for one in done.problems] == ["Guinness"]


@needs_dictionary
@pytest.mark.parametrize("draft", ["Польська армія.", "З польським військом.", "За польську кров."])
def test_an_adjective_stands_in_every_gender(draft: str) -> None:
    term = Term(source="Polish", target="польський", part_of_speech="adjective")
    done = enforced("uk", term, "The Polish army.", draft)
    assert (done.target, done.problems) == (draft, ())
