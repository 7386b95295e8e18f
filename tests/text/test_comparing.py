"""Two texts word by word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.text.comparing import change_share, compare_words, split_words

WORDS = st.lists(
    st.sampled_from(["a", "b", "c", " ", "  ", "\n", ".", ",", "-", "'", "강이", "水", "ไทย", "é"]),
    max_size=30,
).map("".join)
TEXTS = st.text() | WORDS


def marked(old: str, new: str) -> str:
    """Return a comparison as the terminal shows it."""
    marks = {"equal": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
    return "".join(
        f"{marks[part.kind][0]}{part.text}{marks[part.kind][1]}" for part in compare_words(old, new)
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("same", "same", "same"),
        ("", "", ""),
        ("", "new", "{+new+}"),
        ("The old bad word.", "The new good word.", "The [-old bad-]{+new good+} word."),
        ("The money is", "money is", "[-The -]money is"),
        ("It ends", "It ends. More came.", "It ends{+. More came.+}"),
        ("у п'ятницю", "в п’ятницю", "[-у п'ятницю-]{+в п’ятницю+}"),
        ("강이 흐른다", "강은 흐른다", "[-강이-]{+강은+} 흐른다"),
        ("我们在北京", "我们在上海", "我们在[-北京-]{+上海+}"),
        ("a b", "a  b", "a {+ +}b"),
        ("well-known", "well known", "[-well-known-]{+well known+}"),
        ("2,500 won.", "2,600원.", "[-2,500 won-]{+2,600원+}."),
        ("At 8:30, 5.", "At 8:45, 6.", "At [-8:30-]{+8:45+}, [-5-]{+6+}."),
    ],
)  # fmt: skip
def test_changes_are_whole_words(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


@given(TEXTS, TEXTS)
def test_both_texts_are_in_the_parts(old: str, new: str) -> None:
    parts = compare_words(old, new)
    assert "".join(part.text for part in parts if part.kind != "added") == old
    assert "".join(part.text for part in parts if part.kind != "removed") == new
    assert all(part.text for part in parts)
    kinds = [part.kind for part in parts]
    order = {("equal", "equal"), ("removed", "removed"), ("added", "added"), ("added", "removed")}
    assert not order & set(pairwise(kinds))
    assert 0 <= change_share(parts) <= 1
    assert (change_share(parts) == 0) == (old == new)


@given(TEXTS)
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(split_words(text)) == text


def test_words_keep_their_apostrophes_hyphens_and_marks() -> None:
    assert split_words("п'ять e\u0301té state-of-the-art -x 강이 水") == [
        "п'ять", " ", "e\u0301té", " ", "state-of-the-art", " ", "-", "x", " ", "강이", " ", "水",
    ]  # fmt: skip


def test_a_long_unit_is_compared_word_by_word_too() -> None:
    words = [f"word{number % 700}" for number in range(6000)]
    changed = [word if number % 10 else "new" for number, word in enumerate(words)]
    parts = compare_words(" ".join(words), " ".join(changed))
    assert sum(part.kind == "added" for part in parts) == 600
    assert all(part.text == "new" for part in parts if part.kind == "added")
