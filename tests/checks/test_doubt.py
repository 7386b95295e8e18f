"""What is counted of a draft where no check finds anything, and what it means for doubt."""

from __future__ import annotations

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.checks import doubt
from transkit.checks.base import Article, Pair
from transkit.checks.doubt import FEATURES, Usual, features_of, measure_doubt, weigh

SOURCE = "The old teacher bought books for the children."
TARGET = "Старий учитель купив дітям книги."


def _pair(source: str, target: str, language: str = "uk", score: float | None = None) -> Pair:
    pair = Pair("1", source, target, score=score)
    Article([pair], "en", language)
    return pair


def _features(source: str, target: str, language: str = "uk") -> dict[str, float]:
    found = features_of(_pair(source, target, language))
    assert found is not None
    return found


def test_exactly_what_is_described_is_counted_and_weighed() -> None:
    assert set(_features(SOURCE, TARGET)) == set(FEATURES) == set(doubt._WEIGHTS)
    for usual in doubt._USUAL.values():
        assert set(usual) == set(FEATURES)
        assert all(one.spread > 0 for one in usual.values())


def test_what_can_be_counted_on_the_fingers_is_counted_so() -> None:
    found = _features("See Oslo at 9.", "Дивіться Oslo о 9.")
    assert found["latin"] == pytest.approx(4 / 13)
    assert found["long"] == pytest.approx(13 / 3)
    assert found["digits"] == pytest.approx(1 / 14)
    assert found["names"] == pytest.approx(1 / 3)
    assert found["ratio"] == pytest.approx(abs(log(14 / 10) - doubt._RATIOS["uk"]))


@pytest.mark.parametrize(
    ("language", "told", "untold"),
    [
        ("uk", TARGET, "Пішов дощ, і ми повернулися додому."),
        ("ko", "늙은 선생님이 아이들에게 책을 사 주었다.", "비가 와서 우리는 집으로 돌아갔다."),
    ],
)
def test_words_without_their_translation_are_untold_and_unexpected(
    language: str, told: str, untold: str
) -> None:
    good, bad = _features(SOURCE, told, language), _features(SOURCE, untold, language)
    assert good["untold"] < bad["untold"]
    assert good["expected"] > bad["expected"]
    assert good["ways"] == bad["ways"]


def test_a_name_that_sounds_like_the_source_is_expected() -> None:
    same = _features("Fergusson smiled.", "Фергюссон усміхнувся.")
    other = _features("Fergusson smiled.", "Портніков усміхнувся.")
    assert same["expected"] > other["expected"]


def test_addresses_and_code_are_no_words_of_a_draft() -> None:
    plain = _features("See the report.", "Дивіться звіт.")
    linked = _features(
        "See the report https://example.org/a.", "Дивіться звіт https://example.org/a."
    )
    assert linked["latin"] == plain["latin"] == 0
    assert linked["long"] == plain["long"]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        (SOURCE, "Le vieux professeur acheta des livres.", "fr"),
        ("…", "…", "uk"),
        (SOURCE, "12, 14!", "uk"),
        ("12, 14!", TARGET, "uk"),
    ],
)
def test_nothing_is_counted_without_a_lexicon_or_without_words(
    source: str, target: str, language: str
) -> None:
    assert features_of(_pair(source, target, language)) is None
    assert measure_doubt(_pair(source, target, language)) == 0


def test_sources_in_another_language_than_english_are_not_counted() -> None:
    pair = Pair("1", "Старий учитель.", "늙은 선생님.")
    Article([pair], "uk", "ko")
    assert features_of(pair) is None


def test_weighing_counts_spreads_above_what_is_usual() -> None:
    usual = {"one": Usual(2.0, 0.5), "other": Usual(1.0, 4.0)}
    weights = {"one": 2.0, "other": -1.0}
    assert weigh({"one": 2.0, "other": 1.0}, usual, weights) == 0
    assert weigh({"one": 2.5, "other": 1.0}, usual, weights) == 2
    assert weigh({"one": 2.5, "other": 5.0}, usual, weights) == 1


def test_what_is_usual_is_half_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = {name: one.mean for name, one in doubt._USUAL["uk"].items()}
    monkeypatch.setattr(doubt, "features_of", lambda _: usual)
    assert measure_doubt(_pair(SOURCE, TARGET)) == pytest.approx(0.5)


@pytest.mark.parametrize("name", FEATURES)
def test_each_feature_moves_doubt_by_its_weight(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = doubt._USUAL["uk"]
    found = {other: one.mean for other, one in usual.items()}
    found[name] += usual[name].spread
    monkeypatch.setattr(doubt, "features_of", lambda _: found)
    wanted = 1 / (1 + exp(-doubt._WEIGHTS[name]))
    assert measure_doubt(_pair(SOURCE, TARGET)) == pytest.approx(wanted)


def test_a_score_counts_by_its_share_of_the_articles_usual_one() -> None:
    """An engine that is sure of everything and one that is sure of nothing are read alike."""
    for usual in (0.9, 0.3):
        pairs = [Pair(str(n), "Fr", "Fr", score=usual) for n in range(8)]
        pairs.append(Pair("low", "Fr", "Fr", score=0.8 * usual))
        Article(pairs, "en", "fr")
        assert measure_doubt(pairs[0]) == pytest.approx(0.5)
        assert measure_doubt(pairs[-1]) == pytest.approx(1 / (1 + exp(-doubt._SCORE)))


def test_a_score_without_others_to_compare_it_with_says_nothing() -> None:
    assert measure_doubt(_pair(SOURCE, TARGET, score=0.01)) == measure_doubt(_pair(SOURCE, TARGET))


@given(st.text(), st.text(), st.sampled_from(["uk", "ko", "fr"]), st.floats(0, 1) | st.none())
def test_doubt_is_a_share_for_any_text(
    source: str, target: str, language: str, score: float | None
) -> None:
    assert 0 <= measure_doubt(_pair(source, target, language, score)) <= 1
