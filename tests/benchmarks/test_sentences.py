"""The sentences of the benchmark are fair to both sides."""

from __future__ import annotations

from benchmarks.peer import FullStopSplitter
from benchmarks.sentences import make_article, make_sentences
from transkit.documents import read_bytes
from transkit.text.sentences import split_sentences


def test_sentences_are_the_same_every_time_and_all_different() -> None:
    sentences = make_sentences(300, seed=7)
    assert sentences == make_sentences(300, seed=7)
    assert len(set(sentences)) == 300
    assert sentences != make_sentences(300, seed=8)


def test_sentences_are_as_long_as_those_of_newspapers() -> None:
    lengths = sorted(len(sentence.split()) for sentence in make_sentences(300, seed=7))
    assert 8 <= lengths[0] <= 12
    assert 18 <= lengths[150] <= 24
    assert 35 <= lengths[-1] <= 40


def test_both_sides_see_the_same_sentences() -> None:
    sentences = make_sentences(300, seed=7)
    paragraphs = make_article(sentences).splitlines()
    theirs = [s for p in paragraphs for s in FullStopSplitter(None).split_sentences(p)]
    ours = [part.source for p in paragraphs for part in split_sentences(p, "en")]
    assert theirs == ours == sentences


def test_all_paragraphs_of_the_article_are_units() -> None:
    article = make_article(make_sentences(60, seed=7))
    document = read_bytes(article.encode(), path="article.txt", language="en")
    assert [unit.source for unit in document.units] == article.splitlines()
