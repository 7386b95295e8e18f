"""Which paragraphs of a new version come from which of an old one."""

from __future__ import annotations

from transkit.text.relating import relate_paragraphs

RIVER = ("The river rose again on Monday night.", "Nobody was hurt in the old town.")
MAYOR = ("The mayor spoke to the people at noon.", "He promised a new bridge by spring.")


def test_a_paragraph_comes_from_the_one_it_shares_sentences_with() -> None:
    new = [(MAYOR[0], "He promised nothing."), (RIVER[0], RIVER[1], "It fell by noon.")]
    assert relate_paragraphs(new, [RIVER, MAYOR]) == [(1, 0), (0, 1)]


def test_the_halves_of_a_paragraph_both_come_from_it() -> None:
    pairs = relate_paragraphs([(RIVER[0],), (RIVER[1],)], [RIVER])
    assert sorted(pairs) == [(0, 0), (1, 0)]


def test_joined_paragraphs_are_related_to_both() -> None:
    assert sorted(relate_paragraphs([RIVER + MAYOR], [MAYOR, RIVER])) == [(0, 0), (0, 1)]


def test_without_a_common_sentence_words_decide_one_to_one() -> None:
    old = [("Leaders meet in Kyiv to talk about water",), ("The price of bread goes up",)]
    new = [
        ("The price of bread goes down",),
        ("Leaders met in Lviv to talk about water",),
        ("The price of bread goes",),
        ("Nothing like it at all here",),
    ]
    pairs = relate_paragraphs(new, old)
    assert (1, 0) in pairs
    assert len(pairs) == 2
    assert {j for j, i in pairs if i == 1} <= {0, 2}


def test_a_short_common_sentence_alone_relates_nothing() -> None:
    old = [("He said no.", *RIVER)]
    new = [("He said no.", *MAYOR)]
    assert relate_paragraphs(new, old) == []
    assert relate_paragraphs([("He said no.",)], old) == [(0, 0)]
