"""Sentences of a text with tags: each is whole, and none is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.text.markup import is_well_formed, relabel
from transkit.text.sentences import split_finely
from transkit.text.tagged_sentences import number_tags, split_with_tags

PARTS = ("It rained. ", "<a1>", "</a1>", "<em1>", "</em1>", "<br1/>", "Who knew?", " ", "Anna ",
         "<code1>a. B</code1>", "\\<b1>", "\\", "«Go. ", "»")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "It rained. <b1>Anna Koval</b1> said so. He left.",
            ["It rained.", "<b1>Anna Koval</b1> said so.", "He left."],
        ),
        ("<em1>He left.</em1> It rained.", ["<em1>He left.</em1>", "It rained."]),
        ("It <em1>stopped.</em1> All was well.", ["It <em1>stopped.</em1>", "All was well."]),
        ("He left.<fn1/> It rained.", ["He left.<fn1/>", "It rained."]),
        ("He left. <img1/>It rained.", ["He left.", "<img1/>It rained."]),
        ("<a1>He left. It rained.</a1> Who?", ["<a1>He left. It rained.</a1>", "Who?"]),
        ("See <code1>a. B</code1> here. He left.", ["See <code1>a. B</code1> here.", "He left."]),
        ("He left.</em1> It rained.", ["He left.</em1> It rained."]),
        ("He left.<br1/>It rained.", ["He left.<br1/>", "It rained."]),
        ("He left. It rained.", ["He left.", "It rained."]),
    ],
)  # fmt: skip
def test_a_tag_goes_with_the_sentence_that_it_belongs_to(text: str, sentences: list[str]) -> None:
    assert [segment.source for segment in split_with_tags(text, "en")] == sentences


def test_a_tag_around_many_sentences_holds_them_together_and_those_after_it_are_free() -> None:
    held = f"<b1>{'It rained all day. ' * 400}</b1>"
    assert [part.source for part in split_with_tags(f"{held} He left. Who?", "en")] == [
        held, "He left.", "Who?"
    ]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_joined_the_segments_are_the_text(text: str) -> None:
    segments = split_with_tags(text, "en")
    joined = "".join(part.leading + part.source + part.trailing for part in segments)
    assert joined == text
    assert all(part.source == part.source.strip() for part in segments)
    if "<" not in text:
        assert segments == split_finely(text, "en")
    elif is_well_formed(text) and "\\" not in text:
        assert all(is_well_formed(part.source) for part in segments)


def test_a_sentence_is_the_same_wherever_its_tags_are_counted() -> None:
    one, other = "See <a1>this</a1> or <a2>that</a2>.", "See <a3>this</a3> or <a7>that</a7>."
    assert relabel(other, number_tags(other)) == one == relabel(one, number_tags(one))
    assert number_tags("<em2>It</em2> <a9>rained</a9><br4/>.") == {
        "em2": "em1", "a9": "a1", "br4": "br1",
    }  # fmt: skip


def test_labels_may_change_places_and_escaped_words_stay() -> None:
    text = "<a1>x</a1> <a2/> \\<a1> <b1>"
    assert relabel(text, {"a1": "a2", "a2": "a1"}) == "<a2>x</a2> <a1/> \\<a1> <b1>"
