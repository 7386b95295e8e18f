"""Names that are translated: each country is told from every other one."""

from __future__ import annotations

import pytest
from babel import Locale

from transkit.checks.base import Article, Pair
from transkit.checks.names import CHECKS
from transkit.checks.own_names import cities, other_country, own_name, rendered_as
from transkit.units import Severity


def _names(language: str) -> dict[str, str]:
    """Return what countries are called, by code."""
    names = Locale.parse(language).territories
    return {str(code): str(name) for code, name in names.items() if len(str(code)) == 2}


def _alike() -> list[tuple[str, str]]:
    """Return countries that begin with the same letters, in English or in Ukrainian."""
    there, here = _names("en"), _names("uk")
    codes = [code for code in here if there[code].isalpha() and here[code].isalpha()]
    return [
        (one, other)
        for one in codes
        for other in codes
        if one != other and (there[one][:5] == there[other][:5] or here[one][:4] == here[other][:4])
    ]


def _warnings(language: str, source: str, target: str) -> list[str]:
    pair = Article([Pair("1", source, target)], "en", language).pairs[0]
    found = [remark for check in CHECKS for remark in check.run(pair)]
    return [one.message for one in found if one.severity is Severity.WARNING]


@pytest.mark.parametrize(("one", "other"), _alike())
def test_countries_that_begin_alike_are_told_apart(one: str, other: str) -> None:
    there, here = _names("en"), _names("uk")
    source = f"He flew to {there[one]}."
    assert _warnings("uk", source, f"Він полетів до {here[one]}.") == []
    # Every form of Нігер may begin as those of Нігерія do.
    if not here[other].startswith(here[one]):
        assert _warnings("uk", source, f"Він полетів до {here[other]}.")


def test_there_are_countries_that_begin_alike() -> None:
    assert {("AT", "AU"), ("AU", "AT"), ("NG", "NE"), ("SK", "SI"), ("MR", "MU")} <= {*_alike()}


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "He flew to the United Kingdom.", "Він полетів до Сполучених Штатів."),
        ("uk", "He flew to the United States.", "Він полетів до Сполученого Королівства."),
        ("uk", "He flew to the United States.", "Він полетів до Великої Британії."),
        ("uk", "He flew to Nigeria.", "Він полетів до Нігеру."),
        ("uk", "He flew to Iceland.", "Він полетів до Ірландії."),
        ("ko", "He flew to the United Kingdom.", "그는 미국으로 날아갔다."),
        ("ko", "He flew to Niger.", "그는 나이지리아로 날아갔다."),
        ("ko", "He flew to Austria.", "그는 호주로 날아갔다."),
    ],
)  # fmt: skip
def test_another_country_is_a_warning(language: str, source: str, target: str) -> None:
    assert len(_warnings(language, source, target)) == 1


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("uk", "He flew to the United States.", "Він полетів до Сполучених Штатів."),
        ("uk", "He flew to the United Kingdom.", "Він полетів до Сполученого Королівства."),
        ("uk", "He flew to South Africa.", "Він полетів до ПАР."),
        ("uk", "He flew to Vienna.", "Він полетів до Відня."),
        ("uk", "He met the Austrian chancellor.", "Він зустрівся з австрійським канцлером."),
        ("uk", "He saw Nigerian and Slovak teams.", "Він бачив нігерійців і словаків."),
        ("ko", "He flew to South Africa.", "그는 남아공으로 날아갔다."),
        ("ko", "The Cook Islands won.", "쿡 아일랜드가 이겼다."),
        ("ko", "He flew to Austria.", "그는 오스트리아로 날아갔다."),
    ],
)  # fmt: skip
def test_a_country_by_any_of_its_names_is_no_finding(
    language: str, source: str, target: str
) -> None:
    assert _warnings(language, source, target) == []


def test_what_comes_of_a_country_is_its_own_and_not_that_of_its_namesake() -> None:
    assert "австрі" in rendered_as("Austrian", "uk")
    assert rendered_as("Austrian", "uk").isdisjoint(rendered_as("Australian", "uk"))
    assert own_name("Austria", "uk") == ("Австрі", "австрі")
    assert "Від" not in own_name("Vienna", "uk")
    assert other_country("Austria", "Австралії", "uk")
    assert not other_country("Austria", "Австрії", "uk")
    assert not other_country("Austria", "Столиця", "uk")


def test_cities_are_single_words() -> None:
    assert "베를린" in cities("ko")
    assert all(name.isalpha() for name in cities("uk"))
