"""Names of people and places in the news, as they are spelled in Ukrainian and Korean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from transkit.checks.base import Article, Pair
from transkit.checks.registry import choose_checks
from transkit.checks.running import check_article
from transkit.pipeline.glossaries import GlossaryChecker
from transkit.terms.enforcing import Enforcer
from transkit.terms.glossary import Entry, Glossary, terms_of
from transkit.units import Severity

NAMES = Path(__file__).parents[1] / "data" / "checks" / "names.tsv"
SOURCE = "Then they talked about {} with us."
TARGETS = {"uk": "Потім вони говорили про {}.", "ko": "그 뒤 {}에 대해 그들이 말했다."}


def _rows(language: str) -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in NAMES.read_text(encoding="utf-8").splitlines())
    return [(name, spelled) for there, name, spelled in rows if there == language]


def _alarmed(rows: Sequence[tuple[str, str]], language: str) -> int:
    """Return in how many sentences with a name and its spelling something is wrong with it."""
    checks = choose_checks(only=["names"])
    count = 0
    for name, spelled in rows:
        pair = Pair("1", SOURCE.format(name), TARGETS[language].format(spelled))
        found = check_article(Article([pair], "en", language), checks)
        count += any(item.finding.severity is not Severity.NOTE for item in found)
    return count


@pytest.mark.parametrize("language", TARGETS)
def test_names_in_the_news_are_known_by_their_sound(language: str) -> None:
    assert _alarmed(_rows(language), language) <= 1


@pytest.mark.parametrize(("language", "least"), [("uk", 0.75), ("ko", 0.65)])
def test_most_names_that_stand_for_others_are_found(language: str, least: float) -> None:
    rows = _rows(language)
    swapped = [(name, rows[(at + 17) % len(rows)][1]) for at, (name, _) in enumerate(rows)]
    assert _alarmed(swapped, language) >= least * len(rows)


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        # The name's own spelling stands behind it; a king is one in the same word.
        ('They called him "King Tut" at home.', "집에서는 그를 투트왕(King Tut)이라고 불렀다.", 0),
        ("The pub sold Guinness ale.", "그 술집은 퍼거슨(Guinness)을 팔았다.", 1),
        # A name of two words is often written as one.
        ("He flew to Los Angeles last week.", "그는 지난주 로스엔젤레스로 날아갔다.", 0),
        ("He met Ms von der Leyen there.", "그는 그곳에서 폰데어라이엔을 만났다.", 0),
        ("Shares in Nvidia fell.", "엔비디아 주가가 떨어졌다.", 0),
        # "Part" is 파트, and no more is behind it than a particle or a suffix.
        ("They read a part of the Selkirk tale.", "그들은 포르트니코우 이야기를 조금 읽었다.", 1),
        ("They pay nine dollars an ounce.", "그들은 온스당 9달러를 낸다.", 0),
    ],
)
def test_korean_names_and_what_sounds_like_them(source: str, target: str, wrong: int) -> None:
    pair = Pair("1", source, target)
    found = check_article(Article([pair], "en", "ko"), choose_checks(only=["names"]))
    alarms = [one for one in found if one.finding.severity is not Severity.NOTE]
    assert len(alarms) == wrong


def _said(source: str, target: str, language: str, *rows: tuple[str, str]) -> list[str]:
    """Return what the check says where a glossary has these terms."""
    entries = [Entry(source=name, targets={language: (called,)}) for name, called in rows]
    languages = ("en", language)
    terms = GlossaryChecker(Enforcer(Glossary(terms_of(entries, *languages), languages)))
    article = Article([Pair("1", source, target)], *languages, terms=terms)
    checks = choose_checks(only=["names"])
    return [item.finding.message for item in check_article(article, checks)]


@pytest.mark.parametrize(
    ("language", "name", "called", "target", "other"),
    [
        ("uk", "Artemivsk", "Бахмут", "У понеділок армія залишила Бахмут.", "Шольца"),
        ("uk", "Snake Island", "острів Зміїний", "Армія залишила острів Зміїний.", "Шольца"),
        ("ko", "Artemivsk", "바흐무트", "군대는 월요일에 바흐무트를 떠났다.", "프랑크푸르트를"),
    ],
)
def test_names_that_the_glossary_has_decided_are_neither_lost_nor_strange(
    language: str, name: str, called: str, target: str, other: str
) -> None:
    source = f"On Monday the army left {name}."
    assert _said(source, target, language)
    assert _said(source, target, language, (name, called)) == []
    wrong = target.replace("Бахмут", other).replace("острів Зміїний", other)
    wrong = wrong.replace("바흐무트를", other)
    assert _said(source, wrong, language, (name, called))


def test_a_name_beside_one_that_the_glossary_has_decided_is_still_looked_for() -> None:
    source = "On Monday Blinken left Artemivsk."
    rows = (("Artemivsk", "Бахмут"),)
    assert _said(source, "У понеділок Блінкен залишив Бахмут.", "uk", *rows) == []
    assert _said(source, "У понеділок Шольц залишив Бахмут.", "uk", *rows)


def test_a_korean_word_that_is_nothing_but_a_particle_is_no_trouble() -> None:
    pair = Pair(
        "1", "Then Anna Keller met the people of Bergen.", "들 은 애나 켈러가 베르겐 사람 들."
    )
    found = check_article(Article([pair], "en", "ko"), choose_checks(only=["names", "renderings"]))
    assert found == []


@pytest.mark.parametrize(("times", "alarms"), [(1, 1), (1000, 0)])
def test_names_of_endless_paragraphs_are_left_alone(times: int, alarms: int) -> None:
    source = "Then Fergusson left. " + "It rained. " * times
    target = "Потім Портніков пішов. " + "Дощило. " * times
    pair = Pair("1", source, target)
    found = check_article(Article([pair], "en", "uk"), choose_checks(only=["names"]))
    assert len(found) == alarms
