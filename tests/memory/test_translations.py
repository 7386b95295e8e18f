"""What people translated is found again: the same source, or one like it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transkit.memory.settled import Settled
from transkit.memory.store import Store
from transkit.memory.translations import CatalogState, Translation, Translations
from transkit.memory.words import index_words
from transkit.text.typography import fold_typography
from transkit.units import is_visible

PAIR = ("en", "uk")
RIVER = "The river rose again on Monday after the heavy rain."


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Translations]:
    with Store(tmp_path / "memory.db") as store:
        yield Translations(store)


def made(source: str, target: str, changed: str = "", **more: object) -> Translation:
    """Return a translation."""
    return Translation(source=source, target=target, changed=changed, **more)  # type: ignore[arg-type]


def test_the_latest_translation_counts_and_the_older_ones_stay(memory: Translations) -> None:
    assert memory.add(PAIR, [made("River", "Ріка", "2024-01-01T00:00:00Z")]) == 1
    assert memory.add(PAIR, [made("River", "Річка", "2025-01-01T00:00:00Z")]) == 1
    assert memory.add(PAIR, [made("River", "Потік", "2023-01-01T00:00:00Z")]) == 1
    assert memory.exact(PAIR, ["River", "Lake"])["River"].target == "Річка"
    assert [item.target for item in memory.versions(PAIR, "River")] == ["Річка", "Ріка", "Потік"]
    assert memory.add(PAIR, [made("River", "Ріка", "2026-01-01T00:00:00Z")]) == 0
    assert memory.exact(PAIR, ["River"])["River"].target == "Ріка"
    assert memory.add(PAIR, [made("River", "Ріка", "2020-01-01T00:00:00Z")]) == 0
    assert memory.exact(PAIR, ["River"])["River"].changed == "2026-01-01T00:00:00Z"


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize(
    ("first", "second", "third", "author"),
    [
        (("Anna", "2020"), ("Boris", "2024"), ("Vira", "2026"), "Anna"),
        (("Boris", "2024"), ("Anna", "2020"), ("Vira", "2026"), "Anna"),
        (("Vira", "2026"), ("Boris", "2024"), ("Anna", "2020"), "Anna"),
        (("Anna", "2020"), ("Vira", "2026"), ("Boris", "2024"), "Anna"),
        (("Anna", ""), ("Vira", "2026"), ("Boris", "2024"), "Anna"),
        (("", "2020"), ("Anna", "2024"), ("Vira", "2026"), "Anna"),
        (("Anna", "2020"), ("", "2010"), ("", "2026"), "Anna"),
    ],
)
def test_a_text_stays_that_of_the_first_who_wrote_it(
    memory: Translations,
    first: tuple[str, str],
    second: tuple[str, str],
    third: tuple[str, str],
    author: str,
    *,
    at_once: bool,
) -> None:
    items = [
        made("River", "Ріка", f"{year}-01-01T00:00:00Z" if year else "", translator=name)
        for name, year in (first, second, third)
    ]
    for some in [items] if at_once else [[item] for item in items]:
        memory.add(PAIR, some)
    (kept,) = memory.versions(PAIR, "River")
    assert (kept.translator, kept.changed) == (author, "2026-01-01T00:00:00Z")


def test_a_text_that_comes_back_is_the_latest_and_still_its_authors(memory: Translations) -> None:
    memory.add(PAIR, [made("River", "Ріка", "2020-01-01T00:00:00Z", translator="Anna")])
    memory.add(PAIR, [made("River", "Річка", "2022-01-01T00:00:00Z", translator="Boris")])
    memory.add(PAIR, [made("River", "Ріка", "2024-01-01T00:00:00Z", translator="Vira")])
    found = [(item.target, item.translator) for item in memory.versions(PAIR, "River")]
    assert found == [("Ріка", "Anna"), ("Річка", "Boris")]


def test_where_a_text_comes_from_is_kept_and_filled_in(memory: Translations) -> None:
    memory.add(PAIR, [made("River", "Ріка", translator="Anna")])
    memory.add(PAIR, [made("River", "Ріка", document="a.po", translator="Boris")])
    memory.add(PAIR, [made("River", "Ріка", document="b.po", translator="Vira")])
    (kept,) = memory.versions(PAIR, "River")
    assert (kept.document, kept.translator) == ("a.po", "Anna")


def test_a_translation_of_the_future_is_outdone_by_the_next_correction(
    memory: Translations, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.add(PAIR, [made("River", "Ріка", "2099-01-01T00:00:00Z")])
    (kept,) = memory.versions(PAIR, "River")
    assert "2026-01-01T00:00:00Z" < kept.changed < "2099-01-01T00:00:00Z"
    later = time.time() + 60
    monkeypatch.setattr(
        time, "gmtime", lambda: datetime.fromtimestamp(later, timezone.utc).timetuple()
    )
    memory.add(PAIR, [made("River", "Річка", "2099-06-01T00:00:00Z")])
    assert memory.exact(PAIR, ["River"])["River"].target == "Річка"


def test_languages_never_mix(memory: Translations) -> None:
    memory.add(PAIR, [made(RIVER, "Річка.")])
    memory.add(("en", "ko"), [made(RIVER, "강.")])
    assert memory.exact(("en", "ko"), [RIVER])[RIVER].target == "강."
    assert memory.exact(("uk", "en"), [RIVER]) == {}
    assert [match.target for match in memory.similar(PAIR, RIVER)] == ["Річка."]
    assert [item.target for item in memory.containing(("en", "ko"), "river")] == ["강."]
    assert [(row.target_language, row.units) for row in memory.stats()] == [("ko", 1), ("uk", 1)]


def test_empty_texts_are_left_out(memory: Translations) -> None:
    assert memory.add(PAIR, [made(" ", "а"), made("a", "\n")]) == 0


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        (RIVER, 1.0),
        ("The river rose again on Monday after the heavy  rain.", 0.99),
        ("The river rose again on Monday after heavy rain.", 0.95),
        ("The river rose on Monday after the heavy rain.", 0.93),
    ],
)
def test_similar_sources_are_found_with_their_similarity(
    memory: Translations, text: str, alike: float
) -> None:
    memory.add(PAIR, [made(f"Another sentence number {n} here.", "Інше.") for n in range(200)])
    memory.add(PAIR, [made(RIVER, "Річка піднялася.")])
    (match,) = memory.similar(PAIR, text, least=0.8)
    assert (match.source, match.target, match.differs) == (RIVER, "Річка піднялася.", ())
    assert match.similarity == pytest.approx(alike, abs=0.02)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The river has not risen again on Monday after the heavy rain.", "a negation"),
        ("The 3 rivers rose again on Monday after the heavy rain.", "a number"),
        ("The Dnipro rose again on Monday after the heavy rain.", "a name"),
    ],
)
def test_what_turns_the_meaning_is_no_match_and_says_why(
    memory: Translations, text: str, what: str
) -> None:
    memory.add(PAIR, [made(RIVER, "Річка піднялася.")])
    assert memory.similar(PAIR, text, least=0.75) == ()
    (match,) = memory.similar(PAIR, text, least=0.4)
    assert match.differs == (what,)
    assert match.similarity < 0.75


def test_another_name_at_the_start_is_seen(memory: Translations) -> None:
    memory.add(PAIR, [made("Petrenko said that the bridge would open soon.", "Петренко сказав.")])
    assert memory.similar(PAIR, "Kovalenko said that the bridge would open soon.") == ()


def test_words_in_the_middle_of_korean_ones_lead_to_them(memory: Translations) -> None:
    pair = ("ko", "en")
    memory.add(pair, [made("시장은 월요일에 다리를 닫았다고 말했다.", "The mayor spoke.")])
    memory.add(pair, [made("강물이 다시 불었다.", "The river rose.")])
    (match,) = memory.similar(pair, "시장이 월요일에 다리를 닫았다고 말했다.")
    assert match.target == "The mayor spoke."


def test_everything_is_forgotten_that_was_asked_to_be(memory: Translations) -> None:
    memory.add(
        PAIR,
        [
            made("River", "Ріка", "2024-01-01T00:00:00Z", document="a"),
            made("River", "Річка", "2025-01-01T00:00:00Z", document="b"),
            made("Lake", "Озеро", "2022-01-01T00:00:00Z", document="b"),
        ],
    )
    assert memory.prune(PAIR, superseded=True) == 1
    assert memory.prune(PAIR, before="2023-01-01") == 1
    assert memory.containing(PAIR, "lake") == ()
    assert memory.similar(PAIR, "Lake") == ()
    assert memory.prune(PAIR, document="a") == 0
    assert memory.prune(PAIR, document="b") == 1
    assert memory.stats() == ()
    assert memory.add(PAIR, [made("Lake", "Озеро")]) == 1
    assert [item.target for item in memory.containing(PAIR, "lake")] == ["Озеро"]


WORDS = st.text("abcdefgh", min_size=1, max_size=6)
TEXTS = st.lists(WORDS, min_size=3, max_size=12).map(" ".join)


@settings(max_examples=25)
@given(st.lists(TEXTS, min_size=1, max_size=30, unique=True), st.data())
def test_the_index_misses_nothing_that_lacks_only_a_word(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], data: st.DataObject
) -> None:
    """Brute force over all sources is the oracle."""
    text = data.draw(st.sampled_from(texts))
    words = text.split()
    del words[data.draw(st.integers(0, len(words) - 1))]
    wanted = " ".join(words)
    with Store(tmp_path_factory.mktemp("memory") / "m.db") as store:
        memory = Translations(store)
        memory.add(PAIR, [made(source, source.upper()) for source in texts])
        found = {match.source for match in memory.similar(PAIR, wanted, least=0.6, most=50)}
        from transkit.text.likeness import find_likeness

        if find_likeness(wanted, text, "en")[0] >= 0.6:
            assert text in found


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_any_text_can_be_kept_and_found(
    tmp_path_factory: pytest.TempPathFactory, source: str, target: str
) -> None:
    with Store(Path(":memory:"), read_only=True) as store:
        memory = Translations(store)
        kept = memory.add(PAIR, [made(source, target)])
        assert kept == (is_visible(source) and is_visible(target))
        if kept:
            assert memory.exact(PAIR, [source])[source].target == target
            assert memory.similar(PAIR, source, least=0.9) or not source.isalnum()
        memory.containing(PAIR, source)


@given(
    st.text(
        st.characters(max_codepoint=0x24F)
        | st.sampled_from("_-–—'’ʼ´″“»… \u00ad\u200b\u0301\u00a0іїЄ한국中ไ"),
        max_size=60,
    )
)
def test_typography_is_no_part_of_words(text: str) -> None:
    """What is indexed must be found however a text is written."""
    assert index_words(text) == index_words(fold_typography(text))


@given(st.text(st.characters(max_codepoint=0x24F) | st.sampled_from("_-–—'’ …\u00ad"), max_size=60))
def test_words_are_the_same_however_they_are_found(text: str) -> None:
    """The short ways for plain texts find what the long way finds."""
    long_way = index_words(f"{text} 한")[:-1]
    assert index_words(text) == long_way
    assert index_words(f"{'a' * 50} b_c") == ["a" * 40, "b", "c"]


def test_exact_pairs_and_what_a_catalog_holds_are_known(memory: Translations) -> None:
    first = CatalogState(path="/a.po", digest="1", changed="", saved="")
    items = [made("one", "один"), made("two", "два"), made("sentence", "речення", whole=False)]
    memory.learn(PAIR, first, items)
    pairs = [("one", "один"), ("one", "два"), ("sentence", "речення")]
    assert memory.known(PAIR, pairs) == {pairs[0], pairs[2]}
    assert memory.known(("en", "ko"), pairs) == set()
    assert memory.held_units("/a.po") == (("one", "один"), ("two", "два"))
    memory.learn(PAIR, replace(first, digest="2"), items[:1])
    assert memory.held_units("/a.po") == (("one", "один"),)
    assert memory.held_units("/b.po") == ()


@pytest.mark.parametrize("many", [1, 1_000_000])
def test_words_are_counted_alike_one_by_one_and_by_the_index(
    memory: Translations, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """Many at once are counted by the index; texts with a word twice count once either way."""
    monkeypatch.setattr("transkit.memory.translation_writer._MANY", many)
    texts = [
        RIVER,
        "The river, the river!",
        "Річка знову піднялась. Річка!",
        "강물이 불었다",
        "x" * 99,
    ]
    memory.add(PAIR, [made(text, str(number)) for number, text in enumerate(texts[:2])])
    memory.add(PAIR, [made(text, str(number)) for number, text in enumerate(texts)])
    expected = Counter(word for text in texts for word in index_words(text))
    assert _counted(memory) == expected
    memory.prune(PAIR, document="")
    assert _counted(memory) == Counter()


def _counted(memory: Translations) -> Counter[str]:
    """Return how many sources have a word, as the memory knows it."""
    return Counter(dict(memory._query("SELECT word, count FROM word", ())))


def test_only_what_is_new_of_many_is_taken_in(memory: Translations) -> None:
    texts = [f"River number {number} rose." for number in range(1200)]
    assert memory.add(PAIR, [made(text, text) for text in texts[300:700]]) == 400
    assert memory.add(PAIR, [made(text, text) for text in texts]) == 800
    assert memory.add(PAIR, [made(text, text, "2026-01-01T00:00:00Z") for text in texts]) == 0
    assert [item.source for item in memory.every(PAIR)] == texts[300:700] + texts[:300] + texts[
        700:
    ]
    (found,) = memory.containing(PAIR, "number 5")
    assert found == made(texts[5], texts[5], "2026-01-01T00:00:00Z")


def test_whatever_changes_translations_is_news(tmp_path: Path) -> None:
    """An unchanged run is repeated without looking at them only while there are none."""
    with Store(tmp_path / "memory.db") as store:
        memory, settled = Translations(store), Settled(store)
        seen = [settled.news()]
        changes: tuple[Callable[[], int], ...] = (
            lambda: memory.add(PAIR, [made("River", "Ріка")]),
            lambda: memory.add(PAIR, [made("River", "Ріка", "2026-01-01T00:00:00Z")]),
            lambda: memory.prune(PAIR, before="2027"),
        )
        for change in changes:
            change()
            assert settled.news() not in seen
            seen.append(settled.news())
        memory.add(PAIR, [])
        memory.add(PAIR, [made("River", "")])
        assert memory.prune(PAIR, before="2027") == 0
        assert settled.news() == seen[-1]
