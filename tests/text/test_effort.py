"""Post-editing effort, held to sacrebleu's own corpus scores."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from transkit.text.effort import Effort, measure_unit, sum_effort

TEXTS = st.lists(
    st.sampled_from(["a", "b.", "В", "в", "강이", "  ", "\n", "\u00a0", "-", "'", "水水"]),
    max_size=12,
).map(" ".join)
PAIRS = [
    ("Річка піднялася у понеділок .", "Річка піднялася в понеділок ."),
    ("Мер сказав це", "Мер сказав це"),
    ("це сказав мер учора ввечері", "учора ввечері мер сказав це журналістам"),
]


def effort(pairs: list[tuple[str, str]], language: str = "uk") -> Effort:
    return sum_effort([measure_unit(draft, edited, language) for draft, edited in pairs])


def test_nothing_is_known_without_units() -> None:
    assert sum_effort([]) == Effort(units=0, hter=None, chrf=None)


def test_accepted_drafts_are_no_effort() -> None:
    assert effort([("Річка", "Річка"), ("a b", "a b")]) == Effort(units=2, hter=0.0, chrf=100.0)


def test_hter_is_edits_through_words_of_all_units_together() -> None:
    assert effort([("a b c d", "a b x d"), ("q", "q")]).hter == pytest.approx(1 / 5)
    assert effort([("a b c", "x")]).hter == 3.0


def test_the_figures_are_those_of_sacrebleu_over_the_corpus() -> None:
    drafts, edited = [draft for draft, _ in PAIRS], [edited for _, edited in PAIRS]
    found = effort(PAIRS)
    assert found.hter == pytest.approx(TER().corpus_score(drafts, [edited]).score / 100)
    assert found.chrf == pytest.approx(CHRF().corpus_score(drafts, [edited]).score)


@given(st.lists(st.tuples(TEXTS, TEXTS | st.none()), min_size=1, max_size=4))
def test_any_units_together_are_what_sacrebleu_says(units: list[tuple[str, str | None]]) -> None:
    pairs = [(draft, draft if edited is None else edited) for draft, edited in units]
    drafts, references = [draft for draft, _ in pairs], [[edited for _, edited in pairs]]
    found = effort(pairs)
    assert found.hter == pytest.approx(TER().corpus_score(drafts, references).score / 100)
    assert found.chrf == pytest.approx(CHRF().corpus_score(drafts, references).score)


@st.composite
def post_edits(draw: st.DrawFn) -> tuple[str, str]:
    """Return a draft, and the draft after a few words were put in, taken out, replaced or moved."""
    words = draw(st.lists(st.integers(0, 30).map(str), min_size=1, max_size=25))
    edited = list(words)
    for _ in range(draw(st.integers(0, 6))):
        at, to = draw(st.integers(0, len(edited))), draw(st.integers(0, len(edited)))
        new = draw(st.integers(20, 60).map(str))
        run = edited[at : at + draw(st.integers(1, 3))]
        edited[at : at + len(run)] = draw(st.sampled_from([[], [new], [*run, new]]))
        edited[to:to] = draw(st.sampled_from([[], [], run]))
    return " ".join(words), " ".join(edited)


@given(post_edits())
def test_a_few_edits_are_as_many_as_sacrebleu_finds(pair: tuple[str, str]) -> None:
    draft, edited = pair
    expected = TER().sentence_score(draft, [edited])
    found = measure_unit(draft, edited, "uk")
    assert (found.edits, found.words) == (expected.num_edits, expected.ref_length)
    chrf = CHRF().corpus_score([draft], [[edited]]).score
    assert sum_effort([found]).chrf == pytest.approx(chrf)


def test_korean_is_counted_in_words_and_chinese_in_letters() -> None:
    assert effort([("강이 흐른다", "강은 흐른다")], "ko").hter == 0.5
    assert effort([("我们在北京", "我们在上海")], "zh-Hant").hter == pytest.approx(2 / 5)


def test_a_language_whose_words_cannot_be_counted_has_chrf_only() -> None:
    found = effort([("สวัสดีครับ", "สวัสดีค่ะ")], "th")
    assert found.hter is None
    assert found.chrf is not None
    assert 0 < found.chrf < 100
