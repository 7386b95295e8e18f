"""Common nouns that a draft renders as another word: found by the lexicon, or not at all."""

from __future__ import annotations

import pytest

from transkit.terms.enforcing import Enforcer
from transkit.terms.glossary import Entry, Glossary, terms_of
from transkit.terms.renderings import find_rendering
from transkit.terms.ukrainian_forms import has_dictionary

needs_dictionary = pytest.mark.skipif(
    not has_dictionary(), reason="pip install 'transkit[ukrainian]'"
)


def found(source: str, word: str, target: str, language: str = "uk") -> str | None:
    """Return the rendering of a word of a source."""
    start = source.index(word)
    place = find_rendering((source, start, start + len(word)), target, ("en", language))
    return None if place is None else target[place.start : place.end]


def enforcer(language: str, **terms: str) -> Enforcer:
    """Make an enforcer of terms without forbidden targets."""
    entries = [Entry(source=one, targets={language: (wanted,)}) for one, wanted in terms.items()]
    return Enforcer(Glossary(terms_of(entries, "en", language), ("en", language)))


def test_a_word_that_the_lexicon_knows_is_found_in_any_form() -> None:
    assert found("They went to the hospital.", "hospital", "Вони пішли до лікарні.") == "лікарні"
    assert found("They went to the hospital.", "hospital", "그들은 병원에 갔다.", "ko") == "병원에"


@pytest.mark.parametrize(
    ("source", "word", "target"),
    [
        ("They went to the hospital.", "hospital", "Вони пішли туди."),
        ("They went to the hospital.", "hospital", "З лікарні пішли до лікарні."),
        ("The doctor went to the doctors.", "doctor", "Лікарі прийшли."),
        ("A qwxz came.", "qwxz", "Вони прийшли до лікарні."),
    ],
)
def test_what_is_not_there_once_and_for_one_word_alone_is_not_found(
    source: str, word: str, target: str
) -> None:
    assert found(source, word, target) is None


@needs_dictionary
@pytest.mark.parametrize(
    ("source", "draft", "wanted"),
    [
        ("They went to the hospital.", "Вони пішли до лікарні.", "Вони пішли до шпиталю."),
        ("She lay in the hospital.", "Вона лежала в лікарні.", "Вона лежала в шпиталі."),
        ("The doctors went home.", "Лікарі пішли додому.", "Медики пішли додому."),
    ],
)
def test_a_ukrainian_noun_is_replaced_in_its_form(source: str, draft: str, wanted: str) -> None:
    one = enforcer("uk", hospital="шпиталь", doctor="медик")
    result = one.enforce(source, draft)
    assert (result.target, result.problems) == (wanted, ())
    assert one.enforce(source, result.target).target == wanted


@needs_dictionary
def test_an_adjective_of_the_word_is_not_replaced() -> None:
    result = enforcer("uk", school="гімназія").enforce("school age", "діти шкільного віку")
    assert result.target == "діти шкільного віку"
    assert [problem.wrong for problem in result.problems] == ["шкільного"]


def test_where_it_cannot_be_replaced_it_is_said_what_stands_there() -> None:
    result = enforcer("ko", hospital="의원").enforce("to the hospital", "병원에 갔다")
    assert result.target == "병원에 갔다"
    assert [problem.message for problem in result.problems] == [
        "“hospital” must be “의원”, here “병원에”"
    ]


def test_what_another_term_wants_is_not_taken_for_the_rendering() -> None:
    one = enforcer("uk", hospital="шпиталь", clinic="лікарня")
    result = one.enforce("a hospital and a clinic", "лікарня")
    assert result.target == "лікарня"
    assert [(problem.source, problem.wrong) for problem in result.problems] == [("hospital", "")]
