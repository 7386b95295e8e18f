"""Finding terms in a source."""

from __future__ import annotations

import pytest

from transkit.terms.english import variants
from transkit.terms.glossary import Entry, Glossary, Term, combine_terms, terms_of


def glossary(*sources: str, part_of_speech: str = "") -> Glossary:
    entries = [
        Entry(source=source, targets={"uk": ("x",)}, part_of_speech=part_of_speech)
        for source in sources
    ]
    return Glossary(terms_of(entries, "en", "uk"), ("en", "uk"))


@pytest.mark.parametrize(
    ("term", "source", "found"),
    [
        ("summit", "Two summits and a Summit.", ["summits", "Summit"]),
        ("Kyiv", "Kyiv's mayor; Kyiv-based; KYIV; kyiv", ["Kyiv", "Kyiv", "KYIV"]),
        ("city", "cities", ["cities"]),
        ("policeman", "two policemen", ["policemen"]),
        ("Security Council", "the Security  Council’s vote", ["Security  Council"]),
        ("prime minister", "Prime ministers met", ["Prime ministers"]),
        ("G7", "the G7 and the G77", ["G7"]),
        ("Coca-Cola", "Coca‑Cola", ["Coca‑Cola"]),
        ("May", "it may rain in May", ["May"]),
        ("cat", "a category", []),
        ("river", "see https://example.org/river for the river", ["river"]),
    ],
)
def test_terms_are_found_as_english_inflects_them(term: str, source: str, found: list[str]) -> None:
    assert [source[hit.start : hit.end] for hit in glossary(term).find(source)] == found


def test_verbs_are_found_in_their_forms() -> None:
    source = "They veto, vetoed, are vetoing; he vetoes."
    hits = glossary("veto", part_of_speech="verb").find(source)
    assert [source[hit.start : hit.end] for hit in hits] == ["veto", "vetoed", "vetoing", "vetoes"]


def test_the_longest_term_wins() -> None:
    source = "The Washington Post of Washington"
    hits = glossary("Washington", "Washington Post").find(source)
    assert [hit.term.source for hit in hits] == ["Washington Post", "Washington"]


def test_what_lower_glossaries_want_becomes_a_known_rendering() -> None:
    mine = Term(source="Myanmar", target="М’янма")
    theirs = Term(source="Myanmar", target="Бірма", accepted=("М’янма",))
    (term,) = combine_terms([[mine], [theirs]])
    assert (term.target, term.known) == ("М’янма", ("Бірма",))


def test_what_lower_glossaries_and_other_rows_forbid_is_forbidden_too() -> None:
    mine = Term(source="Bakhmut", target="Бахмут", accepted=("Бахмуті",), forbidden=("Бахмутськ",))
    row = Term(source="Bakhmut", target="", forbidden=("Артьомівськ",))
    theirs = Term(source="Bakhmut", target="Бахмут", forbidden=("Артемівськ", "Бахмуті"))
    (term,) = combine_terms([[mine, row], [theirs]])
    assert term.forbidden == ("Бахмутськ", "Артьомівськ", "Артемівськ")
    other = Term(source="Bakhmut", target="Артемівськ")
    (term,) = combine_terms([[other], [theirs]])
    assert (term.target, term.known, term.forbidden) == ("Артемівськ", ("Бахмут",), ("Бахмуті",))


def test_a_language_without_a_region_holds_for_regions() -> None:
    entry = Entry(source="train", targets={"pt": ("comboio",), "pt-BR": ("trem",)})
    assert terms_of([entry], "en", "pt-BR")[0].target == "trem"
    assert terms_of([entry], "en", "pt-AO")[0].target == "comboio"
    assert terms_of([entry], "en", "uk") == []


def test_english_plurals_and_verbs_are_those_of_the_word() -> None:
    """Germans are no firemen."""
    assert variants("German") == ["German", "Germen", "Germans"]
    assert variants("fireman") == ["fireman", "firemen", "firemans"]
    assert variants("woman") == ["woman", "women"]
    assert "agreeing" in variants("agree", "verb")
    assert "heads of state" in variants("head of state")
    assert "women in black" in variants("woman in black")
    assert "attorneys general" in variants("attorney general")
    glossary = Glossary([Term(source="German", target="німець")], ("en", "uk"))
    (hit,) = glossary.find("Two Germans came.")
    assert (hit.start, hit.end) == (4, 11)
