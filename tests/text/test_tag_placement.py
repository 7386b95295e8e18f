"""Putting tags back into drafts that were made without them."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.text.markup import find_problems, is_well_formed, list_tags
from transkit.text.tag_placement import passages_of, place_tags, read_tags, split_tagged
from transkit.text.word_alignment import Link, align_words

PAIR = ("en", "uk")


@st.composite
def tagged_texts(draw: st.DrawFn) -> str:
    """Well-formed texts with tags, single sentences and several."""
    counter = iter(range(1, 100))

    def inside(depth: int) -> str:
        words = st.sampled_from(
            ["word", "Two words", " ", ", ", ". ", "«", "42", "\\\\", "кіт", "—"]
        )
        parts = []
        for _ in range(draw(st.integers(0, 4))):
            kind = draw(st.sampled_from(["words", "words", "pair", "br", "img", "code"]))
            if kind == "pair" and depth < 3:
                label = f"{draw(st.sampled_from(['a', 'em']))}{next(counter)}"
                parts.append(f"<{label}>{inside(depth + 1)}</{label}>")
            elif kind in ("br", "img"):
                parts.append(f"<{kind}{next(counter)}/>")
            elif kind == "code":
                label = f"code{next(counter)}"
                parts.append(f"<{label}>x. Y = 1</{label}>")
            else:
                parts.append(draw(words))
        return "".join(parts)

    return inside(0)


def placed(source: str, draft: str, languages: tuple[str, str] = PAIR) -> str:
    return place_tags(read_tags(source), draft, languages=languages).target


@given(tagged_texts())
def test_a_draft_that_is_the_source_without_tags_becomes_the_source(source: str) -> None:
    bare, segments = split_tagged(source, "en")
    assert "".join(s.leading + s.source + s.trailing for s in segments) == bare.text
    assert place_tags(bare, bare.text).target == source


@given(
    tagged_texts(),
    st.lists(st.sampled_from(["слово", "Слово", ",", ".", "42", "«кіт»", "—"]), max_size=9),
    st.sampled_from(["sentences", "whole"]),
)
def test_every_tag_is_there_once_and_well_nested(source: str, words: list[str], how: str) -> None:
    assert is_well_formed(source)
    bare, segments = split_tagged(source, "en")
    codes = [re.findall(r"<code\d+>.*?</code\d+>", segment.source) for segment in segments]
    targets = [" ".join([*words, *code]) for code in codes]
    passages = passages_of(segments, targets, lambda one, other: align_words(one, other, PAIR))
    draft = "".join(
        segment.leading + target + segment.trailing
        for segment, target in zip(segments, targets, strict=True)
    )
    target = place_tags(bare, draft, None if how == "whole" else passages, languages=PAIR).target
    assert find_problems(source, target) == ()
    stripped = [tag for tag in list_tags(source) if not tag.label.startswith("code")]
    assert (
        Counter(t.text for t in list_tags(target) if not t.label.startswith("code"))
        == Counter(t.text for t in stripped)
        or "code" in source
    )
    letters = re.sub(r"\s", "", read_tags(target).text)
    assert letters == re.sub(r"\s", "", draft) or "code" in source


@pytest.mark.parametrize(
    ("source", "draft", "target"),
    [
        ("It is <b1>$4.2 billion</b1>.", "Це $4,2 мільярда.", "Це <b1>$4,2 мільярда</b1>."),
        ("<em1>All of it.</em1>", "Усе це.", "<em1>Усе це.</em1>"),
        ("“<em1>All of it</em1>.”", "«Усе це».", "«<em1>Усе це</em1>»."),
        (
            "See <a1>the page of Gdynia</a1> now.",
            "Див. сторінку Гдині зараз.",
            "Див. <a1>сторінку Гдині</a1> зараз.",
        ),
        ("x <code1>a.b</code1> y", "<code1>a.b</code1> ц", "<code1>a.b</code1> ц"),
        ("One.<br1/>Two.", "Один. Два.", "Один.<br1/>Два."),
        ("One <br1/>two", "Один два", "Один <br1/>два"),
        ("water<sup1>2</sup1>.", "вода2.", "<sup1>вода2</sup1>."),
        ("No words <a1></a1>here", "Тут немає", "Тут немає<a1></a1>"),
        (
            "The council opened <a1>the new bridge</a1> on Monday.",
            "У понеділок рада відкрила новий міст.",
            "У понеділок рада відкрила <a1>новий міст</a1>.",
        ),
        (
            "A <b1>red</b1> house stood beside a <b2>white</b2> church.",
            "Біля білої церкви стояв червоний будинок.",
            "Біля <b2>білої</b2> церкви стояв <b1>червоний</b1> будинок.",
        ),
    ],
)
def test_tags_go_around_the_words_that_they_were_around(
    source: str, draft: str, target: str
) -> None:
    assert placed(source, draft) == target


def test_an_alignment_decides_where_words_have_moved() -> None:
    bare = read_tags("the <a1>red</a1> <b1>house</b1>")
    links = (Link(4, 7, 8, 16), Link(8, 13, 0, 7))
    passages = passages_of(
        split_tagged(bare.source, "en")[1], ["будинок червоний"], lambda _s, _t: links
    )
    placement = place_tags(bare, "будинок червоний", passages)
    assert placement.target == "<b1>будинок</b1> <a1>червоний</a1>"
    assert placement.unsure == ()


def test_a_pair_across_sentences_begins_and_ends_in_them() -> None:
    bare, segments = split_tagged("We met. <em1>They said no. We went</em1> home.", "en")
    assert [segment.source for segment in segments] == [
        "We met.",
        "They said no.",
        "We went home.",
    ]
    targets = ["Ми зустрілись.", "Вони сказали ні.", "Ми пішли додому."]
    passages = passages_of(segments, targets, lambda one, other: align_words(one, other, PAIR))
    placement = place_tags(bare, " ".join(targets), passages)
    assert placement.target == "Ми зустрілись. <em1>Вони сказали ні. Ми пішли</em1> додому."


def test_tags_do_not_hide_the_end_of_a_sentence() -> None:
    _, segments = split_tagged(
        "<b1>One is here.</b1> <a1>Two is</a1> there.<br1/>Three ends.", "en"
    )
    assert [segment.source for segment in segments] == [
        "One is here.",
        "Two is there.",
        "Three ends.",
    ]


def test_what_is_protected_ends_no_sentence() -> None:
    _, segments = split_tagged("Write <code1>a. B</code1> here. It works.", "en")
    assert [segment.source for segment in segments] == [
        "Write <code1>a. B</code1> here.",
        "It works.",
    ]


def test_a_pair_whose_words_are_gone_is_kept_and_told() -> None:
    placement = place_tags(read_tags("<a1>On</a1> <a2>Monday</a2>"), "…", languages=PAIR)
    assert find_problems("<a1>On</a1> <a2>Monday</a2>", placement.target) == ()
    assert placement.unsure == ("a1", "a2")


def test_half_pairs_are_single_tags() -> None:
    assert placed("one <em1>two", "раз два") == "раз <em1>два"
    assert placed("one</em1> two", "раз два") == "раз</em1> два"


def test_very_many_tags_in_one_sentence_take_no_time_of_their_own() -> None:
    source = " ".join(f"<b{n}>word</b{n}>" for n in range(1, 3000))
    target = placed(source, "слово " * 3000)
    assert find_problems(source, target) == ()


def test_tags_nested_beyond_all_sense_are_kept() -> None:
    depth = 5000
    source = "".join(f"<b{n}>" for n in range(1, depth)) + "word"
    source += "".join(f"</b{n}>" for n in range(depth - 1, 0, -1))
    target = placed(source, "слово")
    assert Counter(tag.text for tag in list_tags(target)) == Counter(
        tag.text for tag in list_tags(source)
    )


@pytest.mark.parametrize("pair", [("uk", "en"), ("uk-UA", "en-GB")])
def test_words_that_the_lexicon_knows_are_found_in_both_directions(pair: tuple[str, str]) -> None:
    source, draft = "<b1>Червоний</b1> <em1>будинок</em1> згорів.", "The house burned, the red one."
    target = "The <em1>house</em1> burned, the <b1>red</b1> one."
    assert placed(source, draft, pair) == target


def test_without_a_lexicon_places_decide() -> None:
    source, draft = "the <b1>red</b1> house", "das rote Haus"
    assert placed(source, draft, ("en", "de")) == "das <b1>rote</b1> Haus"


def test_very_long_sentences_are_aligned_without_the_lexicon() -> None:
    words = "red house " * 400
    assert len(align_words(words, "червоний будинок " * 400, PAIR)) == 800
