"""Training of the lists of stems, on a few sentences."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tools.train_lexicon import read_pairs, serialize, train
from transkit.text import lexicon

PAIRS = [
    ("the cat sleeps", "кіт спить"), ("the dog sleeps", "пес спить"), ("the cat eats", "кіт їсть"),
    ("the dog eats", "пес їсть"), ("a cat", "кіт"), ("a dog", "пес"),
    ("Berlin eats", "Берлін їсть"),
    ("a cat runs", "кіт біжить"), ("a dog runs", "пес біжить"), ("it runs", "біжить"),
]  # fmt: skip


def test_what_stands_for_what_is_learned_and_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned = train(PAIRS * 4, "uk")
    assert learned.pairs["cat"][0][0] == "кіт"
    assert learned.pairs["dog"][0][0] == "пес"
    assert "берлін" not in learned.targets
    path = tmp_path / "list.txt"
    path.write_text(serialize(learned, ["own"]), encoding="utf-8")
    monkeypatch.setattr(lexicon, "path_of", lambda *_: path)
    read = lexicon.read_lexicon.__wrapped__("en", "uk")
    assert {stem: dict(targets) for stem, targets in learned.pairs.items()} == read.pairs
    assert read.common == frozenset(learned.targets)


def test_only_pairs_of_the_tags_are_read(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv.gz"
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.write("one\tодин\tkept\ntwo\tдва\tother\n")
    assert read_pairs(path, ["kept"]) == [("one", "один")]
